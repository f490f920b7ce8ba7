//! Priority statements: who set which order of objectives, from when; a new one ranks anew and shows the difference.

use jiff::civil::Date;
use leptos::prelude::*;

use super::baseline::{Ranks, ranks_in};
use crate::analysis::figures::objective_weights;
use crate::analysis::priorities::{follow, set_priorities};
use crate::analysis::select::pivot::decide_at_once;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, day, percent};
use crate::app::state::session::{Dialog, Session};
use crate::app::state::store::Store;
use crate::model::document::Document;
use crate::model::edit::{Edit, PriorityChange};
use crate::model::id::ObjectiveId;
use crate::model::scoring::method::Figure;
use crate::model::strategy::PriorityStatement;

/// All statements, the one in force, and a form for the next.
#[component]
pub(super) fn PrioritiesCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let today = today();
    let in_force = Memo::new(move |_| store.strategy.with(|it| it.in_force(today).cloned()));
    let followed = Memo::new(move |_| store.scoring.with(|it| it.objective_order.clone()));
    let has_objectives = Memo::new(move |_| store.strategy.with(|it| it.objectives.len() > 1));
    let ids = move || {
        store.strategy.with(|it| {
            let mut list: Vec<&PriorityStatement> = it.priorities.iter().collect();
            list.sort_by_key(|it| std::cmp::Reverse((it.valid_from, it.id)));
            list.iter().map(|it| it.id).collect::<Vec<_>>()
        })
    };
    let title = move || match in_force.get() {
        Some(statement) => {
            format!("{} set the priorities in force since {}", statement.by, day(statement.valid_from))
        }
        None => "No priorities are in force today".to_owned(),
    };
    view! {
        <section class="card" aria-labelledby="priorities-title">
            <div class="card-header">
                <div>
                    <h2 id="priorities-title">{title}</h2>
                    <p class="card-note">"The first of n objectives weighs most (rank-order centroid); an initiative’s stated priority is the sum of the weights of the objectives that it serves. A criterion worked out from it carries that into the ranking."</p>
                </div>
            </div>
            <Overdue in_force followed/>
            <ol class="statements">
                <Keyed each=ids key=|id| *id let:id>
                    <Statement statement=Memo::new(move |_| store.strategy.with(|it| it.priorities.iter().find(|it| it.id == id).cloned())) followed today/>
                </Keyed>
            </ol>
            <Show when=move || has_objectives.get() fallback=move || view! {
                <p class="card-note">"Priorities are an order of strategic objectives. Write down at least two objectives first."</p>
                <button class="button" type="button" on:click=move |_| session.dialog.set(Some(Dialog::Settings))>"Write objectives…"</button>
            }>
                <Form today/>
            </Show>
        </section>
    }
}

/// The day in the user's time zone: the model has no clock.
fn today() -> Date {
    let now = js_sys::Date::new_0();
    let part = |number: u32| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(now.get_full_year()).unwrap_or(9999);
    Date::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or(Date::ZERO)
}

/// Says so where the ranking still goes by other priorities than those in force.
#[component]
fn Overdue(in_force: Memo<Option<PriorityStatement>>, followed: Memo<Vec<ObjectiveId>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let waiting = Memo::new(move |_| {
        in_force.get().filter(|it| !it.order.is_empty() && followed.with(|followed| it.order != *followed))
    });
    move || {
        waiting.get().map(|statement| {
            let order = statement.order.clone();
            let preview = store.document.with(|document| difference(document, &follow(document, &order)));
            view! {
                <div class="notice notice-warn" role="status">
                    <div>
                        <p>{format!("The ranking does not follow the priorities of {} yet. If it did: {preview}", statement.by)}</p>
                        <button class="button" type="button" on:click=move |_| store.commit(store.document.with_untracked(|document| follow(document, &order)))>"Rank by them"</button>
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn Statement(
    statement: Memo<Option<PriorityStatement>>,
    followed: Memo<Vec<ObjectiveId>>,
    today: Date,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let is_in_force = move || {
        store.strategy.with(|it| it.in_force(today).map(|it| it.id))
            == statement.with(|it| it.as_ref().map(|it| it.id))
    };
    let state = move || {
        statement.get().map(|it| {
            if it.valid_from > today {
                view! { <span class="chip chip-note">"to come"</span> }.into_any()
            } else if is_in_force() {
                view! { <span class="chip chip-accent">"in force"</span> }.into_any()
            } else {
                view! { <span class="chip">"replaced"</span> }.into_any()
            }
        })
    };
    let follows = move || {
        statement.with(|it| {
            it.as_ref()
                .is_some_and(|it| !it.order.is_empty() && followed.with(|followed| it.order == *followed))
        })
    };
    let order = move || {
        statement.with(|it| {
            let order = it.as_ref().map_or(&[][..], |it| &it.order);
            let name = |(id, weight): (ObjectiveId, f64)| {
                let name =
                    store.strategy.with(|it| it.objective(id).map_or_else(String::new, |it| it.name.clone()));
                format!("{name} ({})", percent(weight))
            };
            objective_weights(order).into_iter().map(name).collect::<Vec<_>>().join(", then ")
        })
    };
    let remove = move |_| {
        if let Some(id) = statement.with_untracked(|it| it.as_ref().map(|it| it.id)) {
            store.commit(Edit::Priority(PriorityChange::Remove(id)));
        }
    };
    view! {
        <li class="statement">
            <div>
                <p><strong>{move || statement.with(|it| it.as_ref().map(|it| format!("{}, from {}", it.by, day(it.valid_from))))}</strong>" "{state}
                    <Show when=follows>" "<span class="chip chip-ok">"the ranking follows it"</span></Show></p>
                <p class="card-note">{order}</p>
                <p class="card-note">{move || statement.with(|it| it.as_ref().map(|it| it.note.clone()))}</p>
            </div>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Delete the priorities of {}", statement.with(|it| it.as_ref().map_or_else(String::new, |it| it.by.clone())))
                on:click=remove><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// The next statement: who, from when, which order; with the difference that it would make.
#[component]
fn Form(today: Date) -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let by = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let from = RwSignal::new(Some(today));
    let asked = RwSignal::new(Vec::<ObjectiveId>::new());
    // What was ordered before, and then the rest; what is gone is gone.
    let order = Memo::new(move |_| {
        store.strategy.with(|it| {
            let known: Vec<ObjectiveId> = it.objectives.iter().map(|it| it.id).collect();
            let mut order: Vec<ObjectiveId> =
                asked.get().into_iter().filter(|id| known.contains(id)).collect();
            if order.is_empty() {
                order = store.scoring.with(|it| it.objective_order.clone());
            }
            let rest: Vec<ObjectiveId> = known.into_iter().filter(|id| !order.contains(id)).collect();
            order.into_iter().chain(rest).collect::<Vec<_>>()
        })
    });
    let edit = move |document: &Document| {
        let statement = PriorityStatement {
            id: crate::model::id::PriorityId(document.fresh_id(0)),
            by: by.get().trim().to_owned(),
            valid_from: from.get()?,
            order: order.get(),
            note: note.get(),
        };
        Some(set_priorities(document, statement, today))
    };
    let ranks_now = move || from.get().is_some_and(|day| day <= today);
    // Two searches: they wait until a drag rests.
    let pivot = Memo::new(move |last: Option<&String>| match last {
        Some(last) if store.is_moving.get() => last.clone(),
        _ if !open.get() || !ranks_now() => String::new(),
        _ => store.document.with(|document| pivot(document, &follow(document, &order.get()))),
    });
    let preview = move || {
        store.document.with(|document| {
            if ranks_now() {
                let ranks = difference(document, &follow(document, &order.get()));
                format!("{ranks}{}", pivot.get())
            } else {
                "It is written down; the ranking follows from that day on, when you say so here.".to_owned()
            }
        })
    };
    let save = move |_| {
        let found = untrack(move || store.document.with(edit));
        if let Some(edit) = found
            && store.try_commit(edit)
        {
            by.set(String::new());
            note.set(String::new());
            asked.set(Vec::new());
            open.set(false);
        }
    };
    view! {
        <Show when=move || open.get() fallback=move || view! {
            <button class="button" type="button" on:click=move |_| open.set(true)><Sign icon=Icon::Plus small=true/>"State priorities"</button>
        }>
            <div class="statement-form stack">
                <div class="method-parts">
                    <label class="field"><span>"Set by"</span><input class="input" prop:value=move || by.get() on:input:target=move |event| by.set(event.target().value())/></label>
                    <label class="field"><span>"Valid from"</span><input class="input" type="date" prop:value=move || from.get().map(|day| day.to_string()).unwrap_or_default()
                        on:change:target=move |event| from.set(event.target().value().parse().ok())/></label>
                    <label class="field"><span>"Where or why it was said"</span><input class="input" prop:value=move || note.get() on:input:target=move |event| note.set(event.target().value())/></label>
                </div>
                <OrderList order asked/>
                <p class="card-note" role="status">{preview}</p>
                <div class="row">
                    <button class="button button-primary" type="button" disabled=move || by.with(|it| it.trim().is_empty()) || from.get().is_none() on:click=save>"State them"</button>
                    <button class="button" type="button" on:click=move |_| open.set(false)>"Cancel"</button>
                </div>
            </div>
        </Show>
    }
}

#[component]
fn OrderList(order: Memo<Vec<ObjectiveId>>, asked: RwSignal<Vec<ObjectiveId>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let name = move |id: ObjectiveId| {
        store.strategy.with(|it| it.objective(id).map_or_else(String::new, |it| it.name.clone()))
    };
    let shift = move |id: ObjectiveId, up: bool| {
        let mut list = order.get_untracked();
        let Some(at) = list.iter().position(|it| *it == id) else { return };
        let to = if up { at.saturating_sub(1) } else { (at + 1).min(list.len() - 1) };
        list.swap(at, to);
        asked.set(list);
    };
    let weight = move |id: ObjectiveId| {
        order.with(|order| objective_weights(order).into_iter().find(|it| it.0 == id).map(|it| percent(it.1)))
    };
    view! {
        <ol class="order-list" aria-label="Objectives, the most important first">
            <Keyed each=move || order.get() key=|id| *id let:id>
                <li>
                    <span>{move || name(id)}</span><b>{move || weight(id)}</b>
                    <button class="button button-quiet button-icon" type="button" aria-label=move || format!("{} matters more", name(id))
                        disabled=move || order.with(|it| it.first() == Some(&id)) on:click=move |_| shift(id, true)><Sign icon=Icon::Up small=true/></button>
                    <button class="button button-quiet button-icon" type="button" aria-label=move || format!("{} matters less", name(id))
                        disabled=move || order.with(|it| it.last() == Some(&id)) on:click=move |_| shift(id, false)><Sign icon=Icon::Down small=true/></button>
                </li>
            </Keyed>
        </ol>
    }
}

/// Who would rise and who would fall by `edit`, in a sentence.
fn difference(document: &Document, edit: &Edit) -> String {
    let mut after = document.clone();
    if let Err(error) = edit.apply(&mut after) {
        return format!("it cannot be done: {error}");
    }
    let adds = !document.scoring.figures.values().any(|it| *it == Figure::Objectives);
    let (before, now) = (ranks_in(document), ranks_in(&after));
    let note = if adds {
        " It adds the criterion “Stated priorities”, with the mean weight of the others."
    } else {
        ""
    };
    format!("{}{note}", moves(document, &before, &now))
}

/// What to stop and start once `edit` is made; empty where nothing is under way, or nothing can be decided.
fn pivot(document: &Document, edit: &Edit) -> String {
    let mut after = document.clone();
    let decided = edit.apply(&mut after).ok().and_then(|()| decide_at_once(&after).ok());
    decided.map_or_else(String::new, |it| format!(" To follow it, {}.", it.sentence()))
}

/// "12 change places; Hera rises 5, Payments rises 2; Rosa falls 3."
fn moves(document: &Document, before: &Ranks, now: &Ranks) -> String {
    let mut gains: Vec<(i64, String)> = before
        .iter()
        .filter_map(|(id, rank)| {
            let gain = i64::from(*rank) - i64::from(*now.get(id)?);
            let name = document.initiatives.initiative(*id)?.name.clone();
            (gain != 0).then_some((gain, name))
        })
        .collect();
    if gains.is_empty() {
        return "no rank would change.".to_owned();
    }
    gains.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    let named = |verb: &str, list: Vec<&(i64, String)>| {
        list.into_iter()
            .map(|(gain, name)| format!("{name} {verb} {}", gain.abs()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let risers = named("rises", gains.iter().filter(|it| it.0 > 0).take(3).collect());
    let fallers = named("falls", gains.iter().rev().filter(|it| it.0 < 0).take(3).collect());
    let both: Vec<String> = [risers, fallers].into_iter().filter(|it| !it.is_empty()).collect();
    format!("{}; {}.", count(gains.len(), "initiative moves", "initiatives move"), both.join("; "))
}
