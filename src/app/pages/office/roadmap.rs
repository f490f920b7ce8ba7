//! Roadmap: quarters as lanes, the actions that are best in each, and how sure that is.

mod action;
mod lanes;
mod settings;
mod stage;
mod stop_doing;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::views::OfficeView;
use crate::analysis::roadmap::{
    ActionReport, Chosen, DRAWS, Question, RoadmapError, RoadmapReport, draw, question, report,
};
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{capitalised, count, number, percent};
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::model::edit::{Edit, RoadmapChange};
use crate::model::id::ActionId;
use crate::model::office::roadmap::{ActionPlan, ActionState, Hold};

/// Draws between two breaths of the page.
const DRAWS_AT_ONCE: u32 = 2;

/// Handle on the view; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct RoadmapState {
    store: Store,
    session: Session,
    report: Memo<Result<Arc<RoadmapReport>, RoadmapError>>,
    /// How often each action was drawn, so far.
    chosen: RwSignal<Chosen>,
    /// Whose details are shown.
    selected: RwSignal<Option<ActionId>>,
    /// What is being dragged.
    dragged: RwSignal<Option<ActionId>>,
    /// What was moved last, for those who do not see it.
    told: RwSignal<String>,
}

impl RoadmapState {
    fn new() -> Self {
        let store = expect_context::<Store>();
        let asked =
            Memo::new(move |_| store.document.with(|document| question(document, today()).map(Arc::new)));
        let report = Memo::new(move |_| {
            let question = asked.get()?;
            store
                .document
                .with_untracked(|document| report(document, &question, &Chosen::default()))
                .map(Arc::new)
        });
        let chosen = RwSignal::new(Chosen::default());
        let round = StoredValue::new(0_u32);
        Effect::new(move |_| {
            chosen.set(Chosen::default());
            round.update_value(|round| *round += 1);
            if let Ok(question) = asked.get() {
                keep_drawing(question, chosen, round, round.get_value());
            }
        });
        on_cleanup(move || round.update_value(|round| *round += 1));
        Self {
            store,
            session: expect_context::<Session>(),
            report,
            chosen,
            selected: RwSignal::new(None),
            dragged: RwSignal::new(None),
            told: RwSignal::new(String::new()),
        }
    }

    /// What the report says of an action.
    fn action(self, id: ActionId) -> Memo<Option<ActionReport>> {
        Memo::new(move |_| {
            self.report.with(|it| it.as_ref().ok()?.actions.iter().find(|it| it.id == id).cloned())
        })
    }

    /// What was decided about an action.
    fn plan(self, id: ActionId) -> ActionPlan {
        self.store.office.with_untracked(|office| office.roadmap.action(id))
    }

    fn decide(self, action: ActionId, plan: ActionPlan) -> bool {
        self.store.try_commit(Edit::Roadmap(RoadmapChange::Action { action, plan }))
    }

    /// Pins an action to a quarter and says so.
    fn pin(self, id: ActionId, quarter: u32) {
        let plan = ActionPlan { quarter: Some(quarter), hold: Hold::Pinned, ..self.plan(id) };
        if self.decide(id, plan) {
            self.tell(id, |name, place| format!("{name} is pinned to {place}."), Some(quarter));
        }
    }

    /// Bans an action and says so.
    fn ban(self, id: ActionId) {
        let plan =
            ActionPlan { quarter: None, hold: Hold::Banned, state: ActionState::Planned, ..self.plan(id) };
        if self.decide(id, plan) {
            self.tell(id, |name, _| format!("{name} is set aside."), None);
        }
    }

    /// Lets the plan decide again.
    fn free(self, id: ActionId) {
        if self.decide(id, ActionPlan { hold: Hold::Free, ..self.plan(id) }) {
            self.tell(id, |name, _| format!("{name} is free again."), None);
        }
    }

    fn tell(self, id: ActionId, say: fn(&str, &str) -> String, quarter: Option<u32>) {
        let words = self.report.with_untracked(|it| {
            let report = it.as_ref().ok()?;
            let name = &report.actions.iter().find(|it| it.id == id)?.name;
            let place = quarter.and_then(|quarter| report.quarters.get(quarter as usize));
            Some(say(name, place.map_or("", |it| &it.name)))
        });
        self.told.set(words.unwrap_or_default());
    }
}

/// Draws a few, lets the page breathe, and goes on until all are made or another question is asked.
fn keep_drawing(question: Arc<Question>, chosen: RwSignal<Chosen>, round: StoredValue<u32>, mine: u32) {
    set_timeout(
        move || {
            if round.try_get_value() != Some(mine) {
                return;
            }
            let done = chosen.with_untracked(|it| it.draws);
            let mut next = chosen.get_untracked();
            for number in done..(done + DRAWS_AT_ONCE).min(DRAWS) {
                draw(&question, number, &mut next);
            }
            let is_over = next.draws >= DRAWS;
            chosen.set(next);
            if !is_over {
                keep_drawing(question, chosen, round, mine);
            }
        },
        Duration::from_millis(4),
    );
}

/// The view.
#[component]
pub(super) fn RoadmapView() -> impl IntoView {
    let state = RoadmapState::new();
    provide_context(state);
    let failure = move || state.report.with(|it| it.as_ref().err().map(ToString::to_string));
    // What people have not said is mended by asking them, what they have decided by taking it back.
    let asks = Memo::new(move |_| state.report.with(|it| matches!(it, Err(RoadmapError::Assessment(_)))));
    view! {
        <div class="page">
            <div class="page-header">
                <div class="office-finding"><h1>{move || state.report.with(|it| it.as_ref().map_or_else(|_| "What to improve next".to_owned(), |it| title(it)))}</h1>
                    <p>{move || state.report.with(|it| it.as_ref().ok().map(|it| line(it)))}</p></div>
                <div class="page-actions"><Show when=move || failure().is_none()><Proof/><Keep/></Show></div>
            </div>
            {move || failure().map(|words| view! {
                <section class="card empty" aria-label="No roadmap">
                    <Sign icon=Icon::Warn/>
                    <h2>"There is no roadmap yet"</h2>
                    <p>{capitalised(&words)}"."</p>
                    <Show when=move || asks.get()>
                        <button class="button button-primary" type="button" on:click=move |_| state.session.show_office(OfficeView::Assess)>"Go to Assess"</button>
                    </Show>
                    <Show when=move || !asks.get()>
                        <button class="button" type="button" on:click=move |_| state.store.undo()>"Undo the last step"</button>
                    </Show>
                </section>
            })}
            <Show when=move || failure().is_none()>
                <lanes::Lanes/>
                <div class="split roadmap-split">
                    <div class="stack"><lanes::Shelf/><stage::StageActionsCard/><stop_doing::StopDoingCard/></div>
                    <div class="stack"><action::ActionCard/><settings::SettingsCard/><settings::DimensionsCard/></div>
                </div>
            </Show>
            <Show when=move || failure().is_some() && !asks.get()><settings::SettingsCard/></Show>
            <p class="visually-hidden" role="status">{move || state.told.get()}</p>
        </div>
    }
}

fn title(report: &RoadmapReport) -> String {
    let chosen = report.actions.iter().filter(|it| it.quarter.is_some()).count();
    let lift = format!("from {} to {}", number(report.mean_before, 1), number(report.mean_after, 1));
    if chosen == 0 {
        return "Nothing on the list would raise the office further".to_owned();
    }
    format!("{} would lift the office {lift}", count(chosen, "action", "actions"))
}

fn line(report: &RoadmapReport) -> String {
    let people = if report.is_people_assumed {
        "one person, as nobody has said how many there are".to_owned()
    } else {
        format!("{} people", number(report.people_fte, 1))
    };
    let days = report.quarters.first().map_or(0.0, |it| it.capacity_days);
    let first = if report.warnings.is_empty() {
        String::new()
    } else {
        format!(" First: {}.", report.warnings.join("; "))
    };
    format!(
        "Within {} days a quarter of {people}, at efforts that are enough in four cases of five. Scores of {}.{}{first}",
        number(days, 0),
        report.assessment,
        unknown(report)
    )
}

/// What the scores leave open, as sentences with a space before each.
fn unknown(report: &RoadmapReport) -> String {
    let mut words: Vec<String> = report.passed_over.iter().map(|it| capitalised(it)).collect();
    if report.assumed > 0 {
        let (statements, verb) = (
            count(report.assumed, "statement", "statements"),
            if report.assumed == 1 { "counts" } else { "count" },
        );
        words.push(format!("{statements} without a level {verb} as the mean of the dimension"));
    }
    if !report.left_out.is_empty() {
        words.push(format!("Nobody gave a level in {}, so that is left out", report.left_out.join(", ")));
    }
    if words.is_empty() { String::new() } else { format!(" {}.", words.join(". ")) }
}

/// Whether nothing better exists.
#[component]
fn Proof() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    move || {
        state.report.with(|it| {
            let it = it.as_ref().ok()?;
            Some(if it.is_proved {
                view! { <span class="chip chip-ok" title="No plan under the same rules adds a thousandth of a level more."><Sign icon=Icon::Ok/>"Proved best"</span> }.into_any()
            } else {
                let gap = format!("At most {} short of the best", percent((it.bound_levels - it.gain_levels) / it.bound_levels.max(1e-9)));
                view! { <span class="chip chip-note"><Sign icon=Icon::Note/>{gap}</span> }.into_any()
            })
        })
    }
}

/// Writes the quarters of the plan into the document.
#[component]
fn Keep() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let edits = Memo::new(move |_| {
        let office = state.store.office.get();
        state.report.with(|it| {
            let actions = it.as_ref().map(|it| it.actions.clone()).unwrap_or_default();
            let kept =
                actions.into_iter().filter(|it| it.state == ActionState::Planned && it.hold != Hold::Banned);
            let changed = kept.filter_map(|it| {
                let plan = office.roadmap.action(it.id);
                (plan.quarter != it.quarter).then_some((it.id, ActionPlan { quarter: it.quarter, ..plan }))
            });
            changed.collect::<Vec<_>>()
        })
    });
    let keep = move |_| {
        let edits = edits
            .get_untracked()
            .into_iter()
            .map(|(action, plan)| Edit::Roadmap(RoadmapChange::Action { action, plan }));
        state.store.commit(Edit::Several { label: "plan of the roadmap".to_owned(), edits: edits.collect() });
        state.session.tell(Notice::ok(
            "The plan is kept",
            "What changes later leaves it where it is, unless something clearly better turns up.",
        ));
    };
    view! {
        <button class="button button-primary" type="button" disabled=move || edits.with(Vec::is_empty) on:click=keep>
            {move || if edits.with(Vec::is_empty) { "Plan kept" } else { "Keep this plan" }}
        </button>
    }
}
