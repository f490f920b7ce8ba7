//! Why not this one? The price of deciding otherwise about the selected initiative, or about the dearest.

use leptos::prelude::*;

use super::scarce_list::ScarceList;
use super::signed;
use crate::analysis::select::{why_impossible, words_of};
use crate::app::components::keyed::Keyed;
use crate::app::format::{number, percent};
use crate::app::state::selection::Selection;
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Initiatives that are explained at once.
const LISTED: usize = 5;

/// The list: the selected one first, then the best of those left out.
#[component]
pub(super) fn WhyCard() -> impl IntoView {
    let session = expect_context::<Session>();
    let simulation = expect_context::<Simulation>();
    let selection = expect_context::<Selection>();
    let listed = Memo::new(move |_| {
        let members = selection.members.get();
        let mut ids: Vec<InitiativeId> = session.selected.get().into_iter().collect();
        if let Ok(ranking) = simulation.ranking.get() {
            let out = ranking.ranking.iter().map(|row| row.id).filter(|id| !members.contains(id));
            let open: Vec<InitiativeId> = out.filter(|id| !ids.contains(id)).collect();
            // Those that could be had at a price are what a board may want to talk about.
            let is_possible = |id: &InitiativeId| {
                selection.findings.with(|it| {
                    it.as_ref().and_then(|it| it.prices.get(id)).is_none_or(|price| !price.impossible)
                })
            };
            ids.extend(open.into_iter().filter(is_possible));
        }
        ids.truncate(LISTED);
        ids
    });
    view! {
        <section class="card" aria-labelledby="why-not-title">
            <div class="card-header"><div><h2 id="why-not-title">"Why not this one?"</h2><p class="card-note">"Points lost by deciding otherwise; press a row of the ranking to ask"</p></div></div>
            <Show when=move || listed.with(Vec::is_empty)><p class="muted">"Everything is in the best set."</p></Show>
            <ul class="list">
                <Keyed each=move || listed.get() key=|id| *id let:id><WhyItem id/></Keyed>
            </ul>
            <OtherOptima/>
            <ScarceList/>
        </section>
    }
}

#[component]
fn WhyItem(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let name =
        move || store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()));
    let price = Memo::new(move |_| {
        selection.findings.with(|it| it.as_ref().and_then(|it| it.prices.get(&id).cloned()))
    });
    let figure = move || match price.get() {
        None => "…".to_owned(),
        Some(price) if price.impossible => "never".to_owned(),
        Some(price) if price.is_proved() => signed(-price.at_most * 100.0),
        Some(price) => {
            format!("−{} to {}", number(price.at_most * 100.0, 1), signed(-price.at_least * 100.0))
        }
    };
    let text = Memo::new(move |_| {
        let found = selection.best.get().filter(|it| it.is_possible())?;
        let place = found.question.place(id)?;
        let is_in = found.selection.chosen.binary_search(&place).is_ok();
        store.document.with(|document| {
            let words = words_of(document);
            let price = price.get();
            if price.as_ref().is_some_and(|it| it.impossible) {
                let verb = if is_in { "It must be in" } else { "It can never be in" };
                let why = why_impossible(document, &found.question, place).filter(|_| !is_in);
                return Some(why.map_or_else(|| format!("{verb}."), |why| format!("{verb}. {why}.")));
            }
            let list = |ids: Vec<InitiativeId>| {
                let places: Vec<u32> = ids.iter().filter_map(|id| found.question.place(*id)).collect();
                words.list(&found.question, &places)
            };
            let members = selection.members.get();
            let instead = price.filter(|it| !it.instead.is_empty()).map(|it| it.instead);
            let swap = instead.map(|instead| {
                let joins: Vec<InitiativeId> = instead
                    .iter()
                    .copied()
                    .filter(|other| *other != id && !members.contains(other))
                    .collect();
                let leaves: Vec<InitiativeId> = members
                    .iter()
                    .copied()
                    .filter(|other| *other != id && !instead.contains(other))
                    .collect();
                match (joins.is_empty(), leaves.is_empty()) {
                    (true, true) => String::new(),
                    (true, false) => format!(" {} would go out.", list(leaves)),
                    (false, true) => format!(" {} would come in.", list(joins)),
                    (false, false) => format!(" {} would go out, {} come in.", list(leaves), list(joins)),
                }
            });
            let core = selection.findings.with(|it| {
                it.as_ref().and_then(|it| it.core.get(&id)).map(|share| {
                    format!(" In the best set of {} of the samples.", percent(share.clamp(1e-6, 1.0 - 1e-6)))
                })
            });
            let first = if is_in {
                let beside = words.beside(&found.question, &found.selection.chosen, place);
                let beside = beside.map(|it| format!(" It is {it}.")).unwrap_or_default();
                format!("It is in the best set.{beside}")
            } else {
                let why = words.why_not(&found.question, &found.selection.chosen, place);
                format!("{}.", crate::app::format::capitalised(&why))
            };
            Some(format!("{first}{}{}", swap.unwrap_or_default(), core.unwrap_or_default()))
        })
    });
    let is_loss = move || price.with(|it| it.as_ref().is_some_and(|it| it.at_most > 5e-4));
    let is_gain = move || price.with(|it| it.as_ref().is_some_and(|it| it.at_most < -5e-4));
    view! {
        <li>
            <div class="row why-row"><strong><bdi>{name}</bdi></strong><strong class="row-end" class:is-loss=is_loss class:is-gain=is_gain>{figure}</strong></div>
            <p>{move || text.get()}</p>
        </li>
    }
}

/// Portfolios that are worth exactly as much.
#[component]
fn OtherOptima() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let others = Memo::new(move |_| {
        let members = selection.members.get();
        let named = |ids: &[InitiativeId]| {
            let names = |wanted: &dyn Fn(InitiativeId) -> bool,
                         from: &mut dyn Iterator<Item = InitiativeId>| {
                store.initiatives.with(|it| {
                    let names = from
                        .filter(|id| wanted(*id))
                        .filter_map(|id| it.initiative(id).map(|it| it.name.clone()));
                    names.collect::<Vec<_>>().join(", ")
                })
            };
            let joins = names(&|id| !members.contains(&id), &mut ids.iter().copied());
            let leaves = names(&|id| !ids.contains(&id), &mut members.iter().copied());
            format!("{joins} instead of {leaves}")
        };
        selection.findings.with(|it| {
            it.as_ref().map_or_else(Vec::new, |it| {
                let others = it.optima.iter().filter(|ids| !members.iter().all(|id| ids.contains(id)));
                others.map(|ids| named(ids)).collect::<Vec<_>>()
            })
        })
    });
    let complete = move || selection.findings.with(|it| it.as_ref().is_some_and(|it| it.optima_are_all));
    view! {
        <Show when=move || others.with(|it| !it.is_empty())>
            <div class="card-foot">
                <p>{move || if complete() { "Worth exactly as much:" } else { "Worth exactly as much, among others:" }}</p>
                <ul>{move || others.get().into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
            </div>
        </Show>
        <Show when=move || others.with(Vec::is_empty) && complete()>
            <p class="card-foot">"No other portfolio is worth as much."</p>
        </Show>
    }
}
