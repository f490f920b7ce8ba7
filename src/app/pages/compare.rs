//! Compare: the plan beside its what-ifs, what each changes, and what that is worth.

mod begin;
mod changes_card;
mod dates_card;
mod decision_sheet;
mod decisions_card;
mod drill_card;
mod figure;
mod notice_sheet;
mod paper;
mod table_card;

use leptos::prelude::*;

use crate::analysis::difference::finding;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number};
use crate::app::pages::Page;
use crate::app::state::comparison::{Comparison, Paper};
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::id::ScenarioId;
use begin::{Begin, NewWhatIf};
use changes_card::ChangesCard;
use dates_card::DatesCard;
use decision_sheet::DecisionSheet;
use decisions_card::{AskButton, DecisionsCard};
use drill_card::DrillCard;
pub(super) use drill_card::time;
use notice_sheet::NoticeSheet;
use table_card::TableCard;

/// The page: the comparison, or the decision request or change notice that is open.
#[component]
pub fn ComparePage() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let paper = Memo::new(move |_| {
        comparison.paper.get().filter(|paper| {
            store.plan.with(|plan| match paper {
                Paper::Decision(id) => plan.decisions.decision(*id).is_some(),
                Paper::Notice(id) => plan.decisions.notice(*id).is_some(),
            })
        })
    });
    move || match paper.get() {
        Some(Paper::Decision(id)) => view! { <DecisionSheet id/> }.into_any(),
        Some(Paper::Notice(id)) => view! { <NoticeSheet id/> }.into_any(),
        None => view! { <SideBySide/> }.into_any(),
    }
}

#[component]
fn SideBySide() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let title = move || {
        let mut rows = comparison.sets.get();
        rows.extend(comparison.runs.get());
        let found = comparison.plans.with(|plans| finding(plans, &rows));
        found.unwrap_or_else(|| "Compare".to_owned())
    };
    let has_what_ifs = Memo::new(move |_| store.plan.with(|plan| !plan.scenarios.list.is_empty()));
    view! {
        <div class="page compare-page">
            <div class="page-header">
                <div>
                    <h1>{title}</h1>
                    <p><Subtitle/></p>
                </div>
                <Show when=move || has_what_ifs.get()>
                    <div class="page-actions"><NewWhatIf/><AskButton/></div>
                </Show>
            </div>
            <Show when=move || has_what_ifs.get() fallback=|| view! { <Begin/><DecisionsCard/><DrillCard/> }>
                <Picker/>
                <Problem/>
                <TableCard/>
                <div class="split split-aside">
                    <DatesCard/>
                    <div class="stack"><ChangesCard/><DecisionsCard/><DrillCard/></div>
                </div>
            </Show>
        </div>
    }
}

/// On what the figures rest.
#[component]
fn Subtitle() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    move || {
        let others = comparison.plans.with(|plans| plans.len().saturating_sub(1));
        if others == 0 {
            return "A what-if is a list of changes on the plan, which stays as it is.".to_owned();
        }
        let progress = comparison.progress.get();
        let what = format!("{} beside the plan of record", count(others, "what-if", "what-ifs"));
        if progress.done == 0 {
            return format!("{what}.");
        }
        let state = if progress.is_running { ", still running" } else { "" };
        format!(
            "{what}; every plan meets the same luck, so that the differences are theirs. n = {}{state}.",
            number(progress.done as f64, 0)
        )
    }
}

/// Which what-ifs are shown.
#[component]
fn Picker() -> impl IntoView {
    let store = expect_context::<Store>();
    let ids = Memo::new(move |_| {
        store.plan.with(|plan| plan.scenarios.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <fieldset class="compare-picker row">
            <legend class="visually-hidden">"What-ifs beside the plan, at most three"</legend>
            <Keyed each=move || ids.get() key=|id| *id let:id><Pick id/></Keyed>
        </fieldset>
    }
}

#[component]
fn Pick(id: ScenarioId) -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let name = move || {
        store.plan.with(|plan| plan.scenarios.scenario(id).map_or_else(String::new, |it| it.name.clone()))
    };
    let misfit =
        Memo::new(move |_| store.plan.with(|plan| plan.with_scenario(id).err().map(|it| it.to_string())));
    let is_shown = move || comparison.shows(id);
    let is_off = move || misfit.with(Option::is_some) || (!is_shown() && !comparison.has_room());
    view! {
        <label class="check chip-check">
            <input type="checkbox" prop:checked=is_shown disabled=is_off on:change:target=move |event| comparison.show(id, event.target().checked())/>
            <bdi>{name}</bdi>
            {move || misfit.get().map(|why| view! { <span class="chip chip-warn" title=why>"no longer fits the plan"</span> })}
        </label>
    }
}

/// Why nothing is simulated, and where to mend it.
#[component]
fn Problem() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let session = expect_context::<Session>();
    move || {
        comparison.problem.get().map(|reason| {
            view! {
                <div class="notice notice-stop" role="status">
                    <Sign icon=Icon::Stop/>
                    <div><strong>"People and dates cannot be compared"</strong><p>{reason}"."</p></div>
                    <button class="button notice-action" type="button" on:click=move |_| session.go(Page::Portfolio)>"Go to Portfolio"</button>
                </div>
            }
        })
    }
}
