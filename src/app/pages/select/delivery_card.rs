//! Can it be delivered? How often each portfolio would run short of people, and the best that seldom does.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::use_set::plan_of;
use crate::analysis::select::delivery::Shortage;
use crate::analysis::select::study::Deliverable;
use crate::analysis::select::words_of;
use crate::app::components::segmented::Segmented;
use crate::app::format::{number, percent};
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::id::InitiativeId;
use crate::model::portfolio::AcceptedShortage;

const DELIVERABLE: &str = "Best that can be delivered";
const BY_MEANS: &str = "Best by mean demand";

/// A portfolio, its value in points and how often it is short.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    name: &'static str,
    points: Option<f64>,
    shortage: Option<Shortage>,
}

/// The table of portfolios, what is accepted, and what that costs.
#[component]
pub(super) fn DeliveryCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let is_asked = move || selection.deliverability.with(Option::is_some);
    let found = Memo::new(move |_| selection.findings.with(|it| it.as_ref()?.deliverable.clone()));
    let lines = Memo::new(move |_| lines(store, selection, found.get()));
    view! {
        <Show when=is_asked>
            <section class="card" aria-labelledby="delivery-title">
                <div class="card-header">
                    <div>
                        <h2 id="delivery-title">{move || title(store, &lines.get())}</h2>
                        <p class="card-note">{move || note(selection)}</p>
                    </div>
                </div>
                <Accepted store/>
                <div class="table-scroll" tabindex="0" role="region" aria-label="How often each portfolio is short of people">
                    <table class="data-table data-table-tight delivery-table">
                        <caption class="visually-hidden">"Points, and in how many runs people do not suffice"</caption>
                        <thead><tr><th scope="col">"Portfolio"</th><th scope="col" class="number">"Points"</th><th scope="col" class="number">"Short in"</th><th scope="col">"Of whom, when"</th><th scope="col" class="number">"Of anybody"</th></tr></thead>
                        <tbody>{move || lines.get().into_iter().map(|line| view! { <Row line store/> }).collect_view()}</tbody>
                    </table>
                </div>
                <Outcome store selection found/>
            </section>
        </Show>
    }
}

fn lines(store: Store, selection: Selection, found: Option<Deliverable>) -> Vec<Line> {
    let (Some(drawn), Some(best)) = (selection.deliverability.get(), selection.best.get()) else {
        return Vec::new();
    };
    let question = &best.question;
    let line = |name, places: &[u32]| Line {
        name,
        points: Some(question.value(places) * 100.0),
        shortage: drawn.shortage(places),
    };
    let plan = store
        .initiatives
        .with(|it| question.places(|id| it.initiative(id).is_some_and(|initiative| initiative.in_plan)));
    let mut lines = vec![line("The plan", &plan)];
    if best.is_possible() {
        lines.push(line(BY_MEANS, &best.selection.chosen));
    }
    lines.push(match found.and_then(|it| it.members) {
        Some(members) => line(DELIVERABLE, &question.places(|id| members.contains(&id))),
        None => Line { name: DELIVERABLE, points: None, shortage: None },
    });
    lines
}

fn title(store: Store, lines: &[Line]) -> String {
    let best = lines.iter().find(|line| line.name == BY_MEANS).or(lines.first());
    let Some(shortage) = best.and_then(|line| line.shortage) else {
        return "Can it be delivered?".to_owned();
    };
    let whom = store.people.with(|people| shortage.whom.words(people));
    let accepted = store.portfolio.with(|it| f64::from(it.selection.accepted_shortage.percent()) / 100.0);
    if shortage.share > accepted {
        format!("In {} of the runs, {whom} will not suffice for the best set", percent(shortage.share))
    } else {
        format!(
            "The best set can be delivered: nobody is short in more than {} of the runs",
            percent(shortage.share)
        )
    }
}

fn note(selection: Selection) -> String {
    let draws = selection.deliverability.with(|it| it.as_ref().map_or(0, |it| it.draws()));
    format!(
        "If nobody waits: each role in each period, in {draws} runs on the simulation’s luck; 95 % interval"
    )
}

/// How often somebody may be short.
#[component]
fn Accepted(store: Store) -> impl IntoView {
    let accepted = Memo::new(move |_| store.portfolio.with(|it| it.selection.accepted_shortage));
    view! {
        <div class="row">
            <span class="card-note" aria-hidden="true">"Nobody may be short in more than"</span>
            <Segmented legend="Nobody may be short in more than so many of the runs" name="accepted-shortage" value=accepted
                choices=AcceptedShortage::ALL.map(|it| (it, format!("{} %", it.percent())))
                on_choose=move |choice| store.commit(Edit::Portfolio(PortfolioChange::AcceptedShortage(choice)))/>
            <span class="card-note" aria-hidden="true">"of the runs"</span>
        </div>
    }
}

#[component]
fn Row(line: Line, store: Store) -> impl IntoView {
    let points = line.points.map_or_else(|| "…".to_owned(), |points| number(points, 1));
    let short = line.shortage.map(|it| {
        let (low, high) = (it.interval.low * 100.0, it.interval.high * 100.0);
        view! { <b>{percent(it.share)}</b>" "<span class="muted">{format!("{low:.0}–{high:.0}")}</span> }
    });
    let whom = line.shortage.filter(|it| it.share > 0.0).map(|it| {
        let whom = store.people.with(|people| it.whom.words(people));
        format!("{whom}, {}", it.period.name())
    });
    let anybody = line.shortage.map(|it| percent(it.anybody));
    view! { <tr><th scope="row">{line.name}</th><td class="number">{points}</td><td class="number">{short}</td><td>{whom}</td><td class="number">{anybody}</td></tr> }
}

/// How good the deliverable portfolio is, what it does otherwise, and the button that makes it the plan.
#[component]
fn Outcome(store: Store, selection: Selection, found: Memo<Option<Deliverable>>) -> impl IntoView {
    let edit = Memo::new(move |_| {
        let members: BTreeSet<InitiativeId> = found.get()?.members?.into_iter().collect();
        store.initiatives.with(|it| plan_of(it, &members, "plan that can be delivered"))
    });
    let take = move |_| {
        if let Some(edit) = edit.get_untracked() {
            store.commit(edit);
        }
    };
    view! {
        <p class="delivery-outcome" aria-live="polite">{move || found.get().map(|found| outcome(store, selection, &found))}</p>
        <button class="button" type="button" disabled=move || edit.with(Option::is_none) on:click=take>"Use the set that can be delivered"</button>
    }
}

fn outcome(store: Store, selection: Selection, found: &Deliverable) -> String {
    let Some(ids) = &found.members else {
        let text =
            if found.is_proved { "No portfolio is short as seldom" } else { "No such portfolio was found" };
        return format!("{text} with what is forced in; accept more, add heads, or take a decision back.");
    };
    let members: BTreeSet<InitiativeId> = ids.iter().copied().collect();
    let best = selection.members.get();
    let names = |ids: BTreeSet<InitiativeId>| {
        let Some(question) = selection.question.get() else { return String::new() };
        let places = question.places(|id| ids.contains(&id));
        store.document.with(|document| words_of(document).list(&question, &places))
    };
    let (out, joins) = (&*best - &members, &members - &*best);
    let swap = match (out.is_empty(), joins.is_empty()) {
        (true, true) => "It is the best set itself".to_owned(),
        (false, true) => format!("Beside the best set, it leaves out {}", names(out)),
        (true, false) => format!("Beside the best set, it adds {}", names(joins)),
        (false, false) => {
            format!("Beside the best set, it leaves out {} and adds {}", names(out), names(joins))
        }
    };
    let sure = if found.is_proved {
        "proved best of those that are short as seldom".to_owned()
    } else {
        let gap = (found.upper_bound - found.value) / found.upper_bound.max(f64::MIN_POSITIVE);
        format!("within {:.1} % of the best that is short as seldom", gap * 100.0)
    };
    format!("{swap}; {sure}.")
}
