//! Log of decisions and change notices; each opens as a page.

use leptos::prelude::*;

use super::decision_sheet::reversibility_words;
use super::notice_sheet::progress;
use crate::analysis::decision::request;
use crate::analysis::involvement::involvement;
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{count, day, percent};
use crate::app::state::comparison::{Comparison, Paper};
use crate::app::state::store::Store;
use crate::model::decision::{ChangeNotice, Decision, Decisions};
use crate::model::edit::{DecisionsChange, Edit};
use crate::model::id::DecisionId;
use crate::model::shared::Shared;

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
                <div class="card-header"><div><h2 id="decisions-title">{title}</h2><TookPart decisions/></div></div>
                <ul class="list">{items}{notices}</ul>
            </section>
        </Show>
    }
}

/// In how many decisions a project manager took part; nothing while none is taken.
#[component]
fn TookPart(decisions: Memo<Shared<Decisions>>) -> impl IntoView {
    let part = Memo::new(move |_| decisions.with(|it| involvement(it)));
    let share = Signal::derive(move || part.with(|it| it.share.map_or_else(String::new, percent)));
    let rest = move || {
        part.with(|it| {
            format!(" of the {}.", count(it.decided, "decision that was taken", "decisions that were taken"))
        })
    };
    view! {
        <Show when=move || part.with(|it| it.decided > 0)>
            <p class="card-note">
                "A project manager took part in "
                <Why id="decisions-took-part" figure=share of="share of decisions with a project manager">
                    <h3>"Decisions with a project manager"</h3>
                    <p class="formula">"decisions with a project manager ÷ decisions taken"</p>
                    <table><tbody>
                        <tr><td>"With a project manager"</td><td>{move || part.with(|it| it.with_project_manager)}</td></tr>
                        <tr><td>"Taken"</td><td>{move || part.with(|it| it.decided)}</td></tr>
                        <tr><td>"Say who was involved"</td><td>{move || part.with(|it| it.named)}</td></tr>
                    </tbody></table>
                    <p>"Counts what is ticked on each decision; an open one can still be opened up, so it does not count. A count of all of them, without an interval."</p>
                </Why>
                {rest}
            </p>
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
    let involved = Some(decision.involved.trim().to_owned()).filter(|it| !it.is_empty());
    let involved = involved.map(|it| format!("Involved: {it}."));
    let took_part = decision.project_manager.then_some("A project manager took part.");
    let why = decision.outcome.as_ref().map(|it| it.why.clone()).filter(|it| !it.trim().is_empty());
    let icon = if decision.outcome.is_some() { Icon::Ok } else { Icon::Clock };
    view! {
        <li class="list-item">
            <Sign icon/>
            <div>
                <button class="button-link log-title" type="button" on:click=move |_| comparison.paper.set(Some(Paper::Decision(id)))>{decision.title.clone()}</button>
                <p>{state}". "{reversibility_words(decision.reversibility)}"."</p>
                {why.map(|why| view! { <p>{why}</p> })}
                {(involved.is_some() || took_part.is_some()).then(|| view! { <p>{involved}" "{took_part}</p> })}
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
