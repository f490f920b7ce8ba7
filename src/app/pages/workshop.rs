//! Workshop: what several people think, hidden until all have answered, and what is worth talking about.

mod agenda;
mod answers;
mod asked;
mod collect;
mod group_weights;
mod interviews;
mod people;
mod result;
mod room;
mod sheet;
mod state;

use leptos::prelude::*;

use super::Page;
use crate::analysis::workshop::finding;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::segmented::Segmented;
use crate::app::format::count;
use crate::model::edit::WorkshopChange;
use state::{Tab, WorkshopState};

/// The page: the sheet of the person who has the laptop, or the workshop itself.
#[component]
pub fn WorkshopPage() -> impl IntoView {
    let state = WorkshopState::new();
    provide_context(state);
    move || match state.sheet.get() {
        Some(open) => view! { <sheet::PersonSheet open/> }.into_any(),
        None => view! { <Overview/> }.into_any(),
    }
}

#[component]
fn Overview() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    view! {
        <div class="page">
            <div class="page-header">
                <div><h1>{move || title(state)}</h1><p>{move || subtitle(state)}</p></div>
                <div class="page-actions">
                    <a class="button" href=Page::Prioritise.fragment()>"Back to the ranking"</a>
                    <RevealButtons/>
                </div>
            </div>
            <Tabs/>
            {move || match state.tab.get() {
                Tab::Opinions => view! { <Opinions/> }.into_any(),
                Tab::Agenda => view! { <agenda::AgendaTab/> }.into_any(),
                Tab::Interviews => view! { <interviews::InterviewsTab/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Tabs() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    view! {
        <Segmented class="workshop-tabs" legend="Part of the workshop" name="workshop-tab" choices=Tab::ALL
            value=state.tab on_choose=move |tab| state.tab.set(tab)/>
    }
}

/// Shows what all have said, hides it again, or begins the next round.
#[component]
fn RevealButtons() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    view! {
        <Show when=move || state.has_opinions.get()>
            <Show
                when=move || state.is_revealed.get()
                fallback=move || view! {
                    <button class="button button-primary" type="button" on:click=move |_| state.change(WorkshopChange::Reveal(true))>"Reveal"</button>
                }
            >
                <button class="button" type="button" on:click=move |_| state.change(WorkshopChange::Reveal(false))>"Hide again"</button>
                <button class="button" type="button" on:click=move |_| state.change(WorkshopChange::NextRound)>
                    <Sign icon=Icon::Plus small=true/>{move || format!("Round {}", state.rounds.get() + 1)}
                </button>
            </Show>
        </Show>
    }
}

#[component]
fn Opinions() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    view! {
        <Show when=move || state.is_revealed.get()><result::Results/></Show>
        <div class="split split-half workshop-split">
            <div class="stack"><collect::Collect/><Show when=move || state.way.get() == state::Way::Room><room::RoomTable/></Show></div>
            <div class="stack"><people::PeopleCard/><asked::AskedCard/></div>
        </div>
    }
}

fn title(state: WorkshopState) -> String {
    if state.is_revealed.get() {
        return match state.report.get() {
            Some(Ok(report)) => finding(&report),
            Some(Err(reason)) => format!("Nothing can be ranked: {reason}"),
            None => "Nobody has answered in this round".to_owned(),
        };
    }
    let round = state.rounds.get();
    let (answered, people) = (state.answered.get(), state.workshop.with(|it| it.participants.len()));
    match (answered, people) {
        (0, 0) => "Ask the people who know".to_owned(),
        (0, _) if round > 1 => "Nobody has spoken in this round yet".to_owned(),
        (0, n) => format!("{} invited, nobody has answered yet", count(n, "person is", "people are")),
        (n, all) if n == all => format!("All {n} have answered"),
        (n, all) => format!("{n} of {all} people have answered"),
    }
}

fn subtitle(state: WorkshopState) -> String {
    let round = state.rounds.get().max(1);
    if !state.is_revealed.get() {
        return format!(
            "Round {round}. Everybody scores alone; nobody sees the others’ scores until you reveal them all at once."
        );
    }
    let Some(Ok(report)) = state.report.get() else { return format!("Round {round}.") };
    let agreement = report.concordance.map_or_else(String::new, |found| {
        let before = report.concordance_before.map_or_else(String::new, |w| format!(", {w:.2} in the round before"));
        format!(
            " Kendall’s W = {:.2}{before}: 0 where rankings cancel out, 1 where all are the same ({} people, {} initiatives).",
            found.w, found.people, found.initiatives
        )
    });
    format!("Round {round}.{agreement}")
}
