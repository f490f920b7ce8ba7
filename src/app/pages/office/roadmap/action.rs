//! One action: what it is, what it raises, what was decided about it.

use std::time::Duration;

use leptos::prelude::*;

use super::RoadmapState;
use crate::analysis::roadmap::{HeldAction, Raise};
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
                <li><span>{format!("{} {}", it.statement, it.name)}{assumed(&it)}</span><b>{raised(&it)}</b></li>
            }).collect_view()}</ul>
            <p class="card-note">{text(|it| format!("{} days are enough in four cases of five; {} weeks from start to end.", number(it.effort_p80_days, 1), it.weeks))}" "{requires}</p>
            <p class="card-note">{shares}</p>
            <Cost id/>
            <Decide id/>
        </section>
    }
}

/// What the pin or ban costs against the plan without it; said once it is worked out.
#[component]
fn Cost(id: ActionId) -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let cost = RwSignal::new(None::<f64>);
    let word = Memo::new(move |_| {
        state.store.office.with(|it| {
            let plan = it.roadmap.action(id);
            match plan.hold {
                Hold::Pinned if plan.state == ActionState::Planned => Some("pin"),
                Hold::Banned if plan.state == ActionState::Planned => Some("ban"),
                _ => None,
            }
        })
    });
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        cost.set(None);
        round.update_value(|round| *round += 1);
        if word.get().is_some() && state.report.with(Result::is_ok) {
            work_out(state, id, cost, round, round.get_value());
        }
    });
    on_cleanup(move || round.update_value(|round| *round += 1));
    let words = move || {
        let word = word.get()?;
        Some(match cost.get() {
            None => format!("What this {word} costs is being worked out."),
            Some(levels) if levels < NOTHING => {
                format!("This {word} costs nothing: the plan is as good with it.")
            }
            Some(levels) => format!("This {word} costs {} levels.", number(levels, 2)),
        })
    };
    view! { <p class="card-note" data-figure="hold-cost">{words}</p> }
}

/// Less than this is not told apart from nothing [levels].
const NOTHING: f64 = 0.005;
/// How long nothing changes before the cost is worked out.
const REST: Duration = Duration::from_millis(150);

/// Plans with and then without the hold, with a breath of the page before each.
fn work_out(
    state: RoadmapState,
    id: ActionId,
    cost: RwSignal<Option<f64>>,
    round: StoredValue<u32>,
    mine: u32,
) {
    let is_stale = move || round.try_get_value() != Some(mine);
    set_timeout(
        move || {
            if is_stale() {
                return;
            }
            let held = state.store.document.with_untracked(|it| HeldAction::new(it, today(), id));
            let Ok(Some(held)) = held else { return };
            let Ok(best) = held.best() else { return };
            set_timeout(
                move || {
                    if !is_stale()
                        && let Ok(levels) = held.cost(&best)
                    {
                        cost.set(Some(levels));
                    }
                },
                Duration::from_millis(4),
            );
        },
        REST,
    );
}

/// "2.1 → 3.0"; without a level in its dimension, what it adds.
fn raised(raise: &Raise) -> String {
    match raise.score {
        Some(score) => format!("{} → {}", number(score, 1), number((score + raise.levels).min(5.0), 1)),
        None => format!("+{}", number(raise.levels, 1)),
    }
}

/// Said where nobody gave the statement a level.
fn assumed(raise: &Raise) -> Option<&'static str> {
    match raise.score {
        None => Some(" (no level yet)"),
        Some(_) => raise.is_assumed.then_some(" (no level yet; as its dimension)"),
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
