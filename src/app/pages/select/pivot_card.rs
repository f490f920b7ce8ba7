//! Continue, stop, start: what to do with work that is under way, and what it is worth against stopping nothing.

use std::sync::Arc;

use leptos::prelude::*;

use super::money;
use super::use_set::{membership, plan_of};
use crate::analysis::select::nodes_at_once;
use crate::analysis::select::pivot::{Decided, NoPivot, PivotReport, decide};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::scenario::begin;
use crate::app::format::{capitalised, number};
use crate::app::state::selection::Selection;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Rows of one list; of more it says how many.
const MOST_ROWS: usize = 20;

type Decision = Result<Arc<PivotReport>, String>;

/// The three lists, and the button that tries them; absent while nothing is under way.
#[component]
pub(super) fn PivotCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let selection = expect_context::<Selection>();
    // Two searches more than the page needs for its answer: they wait until a drag rests.
    let decision = Memo::new(move |last: Option<&Option<Decision>>| match last {
        Some(last) if store.is_moving.get() => last.clone(),
        _ => decided(store, simulation, selection),
    });
    let title = move || match decision.get() {
        Some(Ok(found)) => capitalised(&found.sentence()),
        _ => "What to stop and start is open".to_owned(),
    };
    let note = move || match decision.get() {
        Some(Ok(found)) => note(store, &found),
        Some(Err(reason)) => format!("{}.", capitalised(&reason)),
        None => String::new(),
    };
    let found = Memo::new(move |_| decision.get().and_then(Result::ok));
    view! {
        <Show when=move || decision.with(Option::is_some)>
            <section class="card" aria-labelledby="pivot-title">
                <div class="card-header">
                    <div><h2 id="pivot-title">{title}</h2><p class="card-note">{note}</p></div>
                </div>
                {move || found.get().map(|found| view! { <Lists found store/> })}
                <Show when=move || found.with(Option::is_some)><Attempt found/></Show>
            </section>
        </Show>
    }
}

fn decided(store: Store, simulation: Simulation, selection: Selection) -> Option<Decision> {
    let (question, ranking) = (selection.question.get()?, simulation.ranking.get().ok()?);
    let nodes = (nodes_at_once(&question.problem) / 2).max(1);
    let decided = store.plan.with(|plan| {
        store.document.with(|document| decide(document, &plan.initiatives, &ranking, &question, nodes))
    });
    match decided {
        Ok(found) => Some(Ok(Arc::new(found))),
        Err(NoPivot::NothingUnderWay) => None,
        Err(reason) => Some(Err(reason.to_string())),
    }
}

/// What counts, what stopping takes, and how sure that is.
fn note(store: Store, found: &PivotReport) -> String {
    let counts = found.from_year.map_or_else(
        || "Without a budget, money is no limit".to_owned(),
        |year| format!("What was to be spent before {year} counts for nothing; what is left to pay does"),
    );
    let cost = match (found.stop.len(), found.stopping_cost) {
        (0, _) => String::new(),
        (_, cost) if cost > 0.0 => format!(" Stopping takes {}.", money(store, cost)),
        _ => " Nobody has said what stopping takes; enter it in the details of each.".to_owned(),
    };
    let gap = match found.gap() {
        gap if gap.is_empty() => String::new(),
        gap => format!(" Not proved: {gap}."),
    };
    format!("{counts}.{cost}{gap}")
}

#[component]
fn Lists(found: Arc<PivotReport>, store: Store) -> impl IntoView {
    let PivotReport { stop, start, continued, .. } = Arc::unwrap_or_clone(found);
    let lists = [("Stop", stop, true), ("Start", start, true), ("Continue", continued, false)];
    let lists = lists.into_iter().filter(|(_, list, _)| !list.is_empty());
    lists.map(|(verb, list, is_open)| view! { <List verb list is_open store/> }).collect_view()
}

#[component]
fn List(verb: &'static str, list: Vec<Decided>, is_open: bool, store: Store) -> impl IntoView {
    let (all, more) = (list.len(), list.len().saturating_sub(MOST_ROWS));
    let rows = list.into_iter().take(MOST_ROWS).map(|it| view! { <Row it store/> }).collect_view();
    view! {
        <details class="pivot-list" open=is_open>
            <summary>{format!("{verb} {all}")}</summary>
            <table class="data-table data-table-tight pivot-table">
                <caption class="visually-hidden">{format!("{verb}: score, what is left to pay, and why")}</caption>
                <thead><tr><th scope="col">"Initiative, and why"</th><th scope="col" class="number">"Score"</th><th scope="col" class="number">"Left to pay"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="card-note">{format!("And {more} more, of lower score.")}</p> })}
        </details>
    }
}

#[component]
fn Row(it: Decided, store: Store) -> impl IntoView {
    let session = expect_context::<Session>();
    let id: InitiativeId = it.id;
    let stopping = if it.stopping_cost > 0.0 {
        format!("; stopping it takes {}", money(store, it.stopping_cost))
    } else {
        String::new()
    };
    view! {
        <tr>
            <th scope="row">
                <button class="button-link" type="button" on:click=move |_| session.dialog.set(Some(Dialog::Initiative(id)))><bdi>{it.name}</bdi></button>
                <span class="pivot-why">{it.reason}{stopping}</span>
            </th>
            <td class="number">{number(it.score * 100.0, 1)}</td>
            <td class="number">{money(store, it.remaining_cost)}</td>
        </tr>
    }
}

/// Makes a what-if of it, or takes it into the one that is worked in.
#[component]
fn Attempt(found: Memo<Option<Arc<PivotReport>>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let differs = move || {
        found.with(|found| {
            found.as_ref().is_some_and(|found| {
                store.initiatives.with(|it| !membership(it, &found.members()).is_empty())
            })
        })
    };
    let label = move || {
        if store.scenario.get().is_some() { "Take it into this what-if" } else { "Try it as a what-if" }
    };
    let attempt = move |_| {
        let Some(found) = found.get_untracked() else { return };
        let members = found.members();
        if store.scenario.get_untracked().is_some() {
            let edit = store.initiatives.with_untracked(|it| plan_of(it, &members, "continue, stop, start"));
            if let Some(edit) = edit {
                store.commit(edit);
            }
        } else {
            let edits = store.initiatives.with_untracked(|it| membership(it, &members));
            begin(store, &capitalised(&found.counts()), edits);
        }
    };
    view! {
        <button class="button pivot-attempt" type="button" disabled=move || !differs() on:click=attempt>
            <Sign icon=Icon::Compare small=true/>{label}
        </button>
    }
}
