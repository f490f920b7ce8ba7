//! One action: what it is, what it raises, what was decided about it.

use leptos::prelude::*;

use super::RoadmapState;
use crate::app::clock::today;
use crate::app::components::field::ChoiceField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{day, number, percent};
use crate::model::id::ActionId;
use crate::model::office::actions::Actions;
use crate::model::office::roadmap::{ActionPlan, ActionState, Hold};

/// The card of the chosen action; the first of the plan if none is.
#[component]
pub(super) fn ActionCard() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let id = Memo::new(move |_| {
        state
            .selected
            .get()
            .or_else(|| state.report.with(|it| it.as_ref().ok()?.quarters.first()?.actions.first().copied()))
    });
    move || id.get().map(|id| view! { <Details id/> })
}

#[component]
fn Details(id: ActionId) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let action = state.action(id);
    let text = move |of: fn(&crate::analysis::roadmap::ActionReport) -> String| {
        move || action.with(|it| it.as_ref().map(of))
    };
    let raises = move || action.with(|it| it.as_ref().map_or_else(Vec::new, |it| it.raises.clone()));
    let requires = move || {
        let ids = action.with(|it| it.as_ref().map_or_else(Vec::new, |it| it.requires.clone()));
        let names: Vec<&str> =
            ids.iter().filter_map(|id| Actions::built_in().action(*id)).map(|it| &*it.name).collect();
        (!names.is_empty()).then(|| format!("After: {}.", names.join("; ")))
    };
    let breaks = move || {
        let kept = action.with(|it| it.as_ref().map_or_else(Vec::new, |it| it.may_break.clone()));
        (!kept.is_empty()).then(|| view! {
            <div class="notice notice-warn"><Sign icon=Icon::Warn/><div><strong>"May break what the team wants to keep"</strong>
                <ul>{kept.into_iter().map(|it| view! { <li><bdi>{it}</bdi></li> }).collect_view()}</ul></div></div>
        })
    };
    let shares = move || {
        state.chosen.with(|chosen| {
            (chosen.draws >= 20).then(|| {
                let quarters =
                    state.report.with(|it| it.as_ref().map(|it| it.quarters.clone()).unwrap_or_default());
                let each = quarters.into_iter().enumerate().map(|(place, it)| {
                    format!("{} {}", it.name, percent(chosen.share_in(id, place).unwrap_or(0.0)))
                });
                format!(
                    "Chosen in {} draws: {}; any quarter {}.",
                    chosen.draws,
                    each.collect::<Vec<_>>().join(", "),
                    percent(chosen.share(id).unwrap_or(0.0))
                )
            })
        })
    };
    view! {
        <section class="card action-details" aria-label="Action">
            <h2>{text(|it| it.name.clone())}</h2>
            <p>{text(|it| it.words.clone())}</p>
            <p class="action-why">{text(|it| it.why.clone())}</p>
            {breaks}
            <ul class="action-raises">{move || raises().into_iter().map(|it| view! {
                <li><span>{format!("{} {}", it.statement, it.name)}</span><b>{format!("{} → {}", number(it.score, 1), number((it.score + it.levels).min(5.0), 1))}</b></li>
            }).collect_view()}</ul>
            <p class="card-note">{text(|it| format!("{} days are enough in four cases of five; {} weeks from start to end.", number(it.effort_p80_days, 1), it.weeks))}" "{requires}</p>
            <p class="card-note">{shares}</p>
            <Decide id/>
        </section>
    }
}

/// Quarter, hold and state.
#[component]
fn Decide(id: ActionId) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let action = state.action(id);
    let quarter = Memo::new(move |_| action.with(|it| it.as_ref().and_then(|it| it.quarter)));
    let hold = Memo::new(move |_| action.with(|it| it.as_ref().map_or(Hold::Free, |it| it.hold)));
    let stage = Memo::new(move |_| action.with(|it| it.as_ref().map_or(ActionState::Planned, |it| it.state)));
    let options = Signal::derive(move || {
        let names = state.report.with(|it| {
            it.as_ref()
                .map(|it| it.quarters.iter().map(|it| it.name.clone()).collect::<Vec<_>>())
                .unwrap_or_default()
        });
        std::iter::once("As the plan finds best".to_owned())
            .chain(names)
            .chain(std::iter::once("Set aside".to_owned()))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || match (hold.get(), quarter.get()) {
        (Hold::Banned, _) => options.with(Vec::len) - 1,
        (Hold::Pinned, Some(quarter)) => quarter as usize + 1,
        _ => 0,
    });
    let choose = move |place: usize| {
        let last = options.with_untracked(Vec::len) - 1;
        match place {
            0 => state.free(id),
            place if place == last => state.ban(id),
            place => state.pin(id, u32::try_from(place - 1).unwrap_or(0)),
        }
        Ok(())
    };
    let commit = move |_| {
        let Some(at) = quarter.get_untracked() else { return };
        state.decide(
            id,
            ActionPlan {
                quarter: Some(at),
                state: ActionState::Committed,
                committed: today(),
                ..state.plan(id)
            },
        );
    };
    let done = move |_| {
        state.decide(id, ActionPlan { state: ActionState::Done, done: today(), ..state.plan(id) });
    };
    let reopen = move |_| {
        state.decide(
            id,
            ActionPlan { state: ActionState::Planned, done: None, committed: None, ..state.plan(id) },
        );
    };
    let since = move || {
        let plan = state.store.office.with(|it| it.roadmap.action(id));
        match plan.state {
            ActionState::Planned => None,
            ActionState::Committed => plan.committed.map(|it| format!("Committed on {}.", day(it))),
            ActionState::Done => plan.done.map(|it| format!("Done on {}.", day(it))),
        }
    };
    view! {
        <Show when=move || stage.get() == ActionState::Planned><ChoiceField label="When" options value on_change=choose/></Show>
        <p class="card-note">{since}</p>
        <div class="row action-buttons">
            <Show when=move || stage.get() == ActionState::Planned && quarter.get().is_some()><button class="button" type="button" on:click=commit>"Commit to it"</button></Show>
            <Show when=move || stage.get() != ActionState::Done><button class="button" type="button" on:click=done><Sign icon=Icon::Ok small=true/>"Done"</button></Show>
            <Show when=move || stage.get() != ActionState::Planned><button class="button button-quiet" type="button" on:click=reopen>"Back to planned"</button></Show>
        </div>
    }
}
