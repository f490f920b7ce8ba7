//! One initiative of the ranking: in the plan, by hand, in the best set, what it costs to decide otherwise.

use leptos::prelude::*;

use super::signed;
use crate::analysis::select::question::counted_cost;
use crate::analysis::select::words::Words;
use crate::analysis::select::words_of;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{number, percent};
use crate::app::state::selection::Selection;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::InitiativeId;
use crate::model::initiative::{Forced, Forcing, Initiative};

/// The row.
#[component]
pub(super) fn OrderRow(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let simulation = expect_context::<Simulation>();
    let selection = expect_context::<Selection>();
    let row = Memo::new(move |_| {
        simulation.ranking.with(|ranking| {
            let ranking = &ranking.as_ref().ok()?.ranking;
            let place = ranking.iter().position(|row| row.id == id)?;
            let row = &ranking[place];
            Some((place + 1, format!("{}{}", row.rank, if row.rank_is_shared { "=" } else { "" }), row.score))
        })
    });
    let name = Memo::new(move |_| {
        store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
    });
    let cost = move || {
        store.portfolio.with(|portfolio| {
            store.initiatives.with(|it| it.initiative(id).map(|it| number(counted_cost(portfolio, it), 0)))
        })
    };
    let is_best = Memo::new(move |_| selection.members.with(|it| it.contains(&id)));
    let in_plan =
        Memo::new(move |_| store.initiatives.with(|it| it.initiative(id).is_some_and(|it| it.in_plan)));
    let core = move || {
        selection.findings.with(|it| {
            it.as_ref().and_then(|it| it.core.get(&id)).map(|share| percent(share.clamp(1e-6, 1.0 - 1e-6)))
        })
    };
    let place = move || row.with(|row| row.as_ref().map_or(0, |row| row.0));
    view! {
        <tr data-rank=place class:row-out=move || !is_best.get() aria-selected=move || (session.selected.get() == Some(id)).to_string()
            on:click=move |_| session.selected.set(Some(id))>
            <td class="rank">{move || row.with(|row| row.as_ref().map(|row| row.1.clone()))}</td>
            <th scope="row">
                <button class="name-button" type="button" on:dblclick=move |_| session.dialog.set(Some(Dialog::Initiative(id)))>
                    <bdi class="name-cell">{move || name.get()}</bdi>
                    <WhyNot id/>
                </button>
            </th>
            <td class="number">{move || row.with(|row| row.as_ref().map(|row| number(row.2 * 100.0, 1)))}</td>
            <td class="number wide-cell">{cost}</td>
            <td class="wide-cell">{move || in_plan.get().then_some("In")}</td>
            <td><ByHand id/></td>
            <td><Best is_best/></td>
            <td class="number wide-cell"><PriceCell id/></td>
            <td class="number wide-cell core-cell">{core}</td>
            <td><Decision id name/></td>
        </tr>
    }
}

/// What keeps it out of the best set.
#[component]
fn WhyNot(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let text = Memo::new(move |_| {
        let found = selection.best.get().filter(|it| it.is_possible())?;
        let place = found.question.place(id)?;
        if found.selection.chosen.binary_search(&place).is_ok() {
            return None;
        }
        store.document.with(|document| {
            let words = Words { most_named: 1, ..words_of(document) };
            Some(words.why_not(&found.question, &found.selection.chosen, place))
        })
    });
    view! { <span class="name-note why-not" title=move || text.get()>{move || text.get()}</span> }
}

/// The place in the portfolio by hand, with its sign.
#[component]
fn ByHand(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let forced =
        Memo::new(move |_| store.initiatives.with(|it| it.initiative(id).and_then(Initiative::forced)));
    let is_above = Memo::new(move |_| {
        selection.question.with(|it| it.as_ref().is_some_and(|it| it.above_line.contains(&id)))
    });
    let is_in = Memo::new(move |_| selection.by_hand.with(|it| it.contains(&id)));
    move || match (forced.get(), is_in.get()) {
        (Some(Forced::Out), _) => {
            view! { <span class="chip chip-out"><Sign icon=Icon::Ban/>"Held out"</span> }
        }
        (Some(Forced::In), _) => {
            view! { <span class="chip chip-in"><Sign icon=Icon::Pin/>"Must have"</span> }
        }
        (None, _) if is_above.get() => {
            view! { <span class="chip chip-in"><Sign icon=Icon::Up/>"Must have"</span> }
        }
        (None, true) => view! { <span class="chip chip-accent"><Sign icon=Icon::Ok/>"In"</span> },
        (None, false) => view! { <span class="chip"><Sign icon=Icon::Minus/>"Out"</span> },
    }
}

#[component]
fn Best(is_best: Memo<bool>) -> impl IntoView {
    view! {
        <svg class="chart mini" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            {move || if is_best.get() {
                view! { <path class="ours" d="M7 2l5 5l-5 5l-5 -5z"/> }.into_any()
            } else {
                view! { <line class="axis-line" x1="3" y1="7" x2="11" y2="7"/> }.into_any()
            }}
        </svg>
        <span class="visually-hidden">{move || if is_best.get() { "in the best set" } else { "not in the best set" }}</span>
    }
}

/// What deciding otherwise costs, in points.
#[component]
fn PriceCell(id: InitiativeId) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let price = Memo::new(move |_| {
        selection.findings.with(|it| it.as_ref().and_then(|it| it.prices.get(&id).cloned()))
    });
    let text = move || match price.get() {
        None => "–".to_owned(),
        Some(price) if price.impossible => "never".to_owned(),
        Some(price) if price.is_proved() => signed(-price.at_most * 100.0),
        Some(price) => format!("≤ {}", number(price.at_most * 100.0, 1)),
    };
    let gains = move || price.with(|it| it.as_ref().is_some_and(|it| it.at_most < -5e-4));
    view! { <span class:is-gain=gains>{text}</span> }
}

/// Auto, in or out; and why.
#[component]
fn Decision(id: InitiativeId, name: Memo<String>) -> impl IntoView {
    let store = expect_context::<Store>();
    let forcing = Memo::new(move |_| {
        store.initiatives.with(|it| it.initiative(id).and_then(|initiative| initiative.forcing.clone()))
    });
    let set = move |forcing: Option<Forcing>| {
        store.commit(Edit::Initiative { initiative: id, change: InitiativeChange::Forcing(forcing) });
    };
    let choose = move |choice: &str| {
        let reason = forcing.with_untracked(|it| it.as_ref().map(|it| it.reason.clone())).unwrap_or_default();
        set(match choice {
            "in" => Some(Forcing { choice: Forced::In, reason }),
            "out" => Some(Forcing { choice: Forced::Out, reason }),
            _ => None,
        });
    };
    let chosen = move || match forcing.with(|it| it.as_ref().map(|it| it.choice)) {
        None => "auto",
        Some(Forced::In) => "in",
        Some(Forced::Out) => "out",
    };
    view! {
        <div class="decision">
            <select class="select" aria-label=move || format!("Decision on {}", name.get()) prop:value=chosen
                on:change:target=move |event| choose(&event.target().value())>
                <option value="auto">"Auto"</option>
                <option value="in">"In"</option>
                <option value="out">"Out"</option>
            </select>
            <Show when=move || forcing.with(Option::is_some)><Reason id name forcing/></Show>
        </div>
    }
}

/// Why it is forced: one of the list, or what was said before.
#[component]
fn Reason(id: InitiativeId, name: Memo<String>, forcing: Memo<Option<Forcing>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let reason = Memo::new(move |_| forcing.get().map_or_else(String::new, |it| it.reason));
    let offered = Memo::new(move |_| {
        let mut offered = store.portfolio.with(|it| it.selection.reasons.clone());
        let now = reason.get();
        if !now.is_empty() && !offered.contains(&now) {
            offered.push(now);
        }
        offered
    });
    let set = move |reason: String| {
        let Some(choice) = forcing.with_untracked(|it| it.as_ref().map(|it| it.choice)) else { return };
        let change = InitiativeChange::Forcing(Some(Forcing { choice, reason }));
        store.commit(Edit::Initiative { initiative: id, change });
    };
    view! {
        <select class="select" aria-label=move || format!("Reason for {}", name.get()) on:change:target=move |event| set(event.target().value())>
            <option value="" selected=move || reason.with(String::is_empty)>"Why?"</option>
            {move || offered.get().into_iter().map(|one| {
                let own = one.clone();
                view! { <option value=one.clone() selected=move || reason.with(|it| *it == own)>{one.clone()}</option> }
            }).collect_view()}
        </select>
    }
}
