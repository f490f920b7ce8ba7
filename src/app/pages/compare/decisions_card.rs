//! Log of decisions and change notices; each opens as a page.

use leptos::prelude::*;

use super::decision_sheet::reversibility_words;
use super::notice_sheet::progress;
use crate::analysis::decision::request;
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::day;
use crate::app::state::comparison::{Comparison, Paper};
use crate::app::state::store::Store;
use crate::model::decision::{ChangeNotice, Decision};
use crate::model::edit::{DecisionsChange, Edit};
use crate::model::id::DecisionId;

/// Asks for a decision between the plans that are shown, and opens it.
#[component]
pub(super) fn AskButton() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let ask = move |_| {
        let mut rows = comparison.sets.get_untracked();
        rows.extend(comparison.runs.get_untracked());
        let id = DecisionId(store.plan.with_untracked(|plan| plan.fresh_id(0)));
        let n = u32::try_from(comparison.progress.get_untracked().done).unwrap_or(0);
        let asked = comparison.plans.with_untracked(|plans| request(id, plans, &rows, n, today()));
        if store.try_commit(Edit::Decisions(DecisionsChange::Ask(Box::new(asked)))) {
            comparison.paper.set(Some(Paper::Decision(id)));
        }
    };
    // A plan that cannot be simulated can be decided on all the same.
    let waits = move || comparison.progress.with(|it| it.is_running && it.done == 0);
    let is_off = move || comparison.plans.with(Vec::len) < 2 || waits();
    view! {
        <button class="button button-primary" type="button" disabled=is_off on:click=ask>"Ask for a decision"</button>
    }
}

/// The log; nothing while there is nothing in it.
#[component]
pub(super) fn DecisionsCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let decisions = Memo::new(move |_| store.plan.with(|plan| plan.decisions.clone()));
    let has_any = Memo::new(move |_| decisions.with(|it| !it.list.is_empty() || !it.notices.is_empty()));
    let title = move || {
        let (open, all) =
            decisions.with(|it| (it.list.iter().filter(|it| it.outcome.is_none()).count(), it.list.len()));
        match (open, all) {
            (_, 0) => "Change notices".to_owned(),
            (0, _) => "Every decision that was asked for is made".to_owned(),
            (1, _) => "One decision is waiting".to_owned(),
            (n, _) => format!("{n} decisions are waiting"),
        }
    };
    let items = move || {
        decisions.with(|it| {
            it.list.iter().rev().map(|it| view! { <DecisionItem decision=it.clone()/> }).collect_view()
        })
    };
    let notices = move || {
        decisions.with(|it| {
            it.notices.iter().rev().map(|it| view! { <NoticeItem notice=it.clone()/> }).collect_view()
        })
    };
    view! {
        <Show when=move || has_any.get()>
            <section class="card" aria-labelledby="decisions-title">
                <div class="card-header"><h2 id="decisions-title">{title}</h2></div>
                <ul class="list">{items}{notices}</ul>
            </section>
        </Show>
    }
}

#[component]
fn DecisionItem(decision: Decision) -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let id = decision.id;
    let state = match (&decision.outcome, decision.chosen()) {
        (Some(outcome), Some(chosen)) => {
            let on = outcome.date.map_or_else(String::new, |date| format!(" on {}", day(date)));
            format!("Decided for {} by {}{on}", chosen.name, outcome.decider)
        }
        _ => decision
            .decide_by
            .map_or_else(|| "Open".to_owned(), |date| format!("Open, needed by {}", day(date))),
    };
    let why = decision.outcome.as_ref().map(|it| it.why.clone()).filter(|it| !it.trim().is_empty());
    let icon = if decision.outcome.is_some() { Icon::Ok } else { Icon::Clock };
    view! {
        <li class="list-item">
            <Sign icon/>
            <div>
                <button class="button-link log-title" type="button" on:click=move |_| comparison.paper.set(Some(Paper::Decision(id)))>{decision.title.clone()}</button>
                <p>{state}". "{reversibility_words(decision.reversibility)}"."</p>
                {why.map(|why| view! { <p>{why}</p> })}
            </div>
        </li>
    }
}

#[component]
fn NoticeItem(notice: ChangeNotice) -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let id = notice.id;
    view! {
        <li class="list-item">
            <Sign icon=Icon::Note/>
            <div>
                <button class="button-link log-title" type="button" on:click=move |_| comparison.paper.set(Some(Paper::Notice(id)))>"Change notice: "{notice.title.clone()}</button>
                <p>{progress(&notice)}"."</p>
            </div>
        </li>
    }
}
