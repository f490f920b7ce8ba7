//! The stages of an initiative: how much work, who does it, after what.

use leptos::prelude::*;

use super::Subject;
use super::estimate::Spread;
use super::people::People;
use crate::app::components::chips::ChipField;
use crate::app::components::field::{ChoiceField, DateField, Reason, TextField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::count;
use crate::app::state::store::Store;
use crate::exchange::cell::{format_estimate, parse_estimate};
use crate::model::edit::{Edit, StageChange};
use crate::model::id::{InitiativeId, StageId};
use crate::model::initiative::{Estimate, Stage, Work};

/// Handle on one stage; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct StageSubject {
    id: StageId,
    initiative: InitiativeId,
    pub(super) store: Store,
    /// None once it is deleted.
    stage: Memo<Option<Stage>>,
}

/// All stages, and the button that adds one after the last.
#[component]
pub(super) fn Stages(subject: Subject) -> impl IntoView {
    let ids = Memo::new(move |_| {
        subject.of(|it| it.stages.iter().map(|stage| stage.id).collect::<Vec<_>>()).unwrap_or_default()
    });
    let refused = RwSignal::new(None::<String>);
    let add = move |_| {
        let after = ids.with_untracked(|ids| ids.last().copied().into_iter().collect());
        let stage = Stage {
            id: StageId(subject.store.fresh_id(0)),
            name: format!("Stage {}", ids.with_untracked(Vec::len) + 1),
            work: Work::Duration(Estimate::Fixed(4_u32.into())),
            demand: Vec::new(),
            after,
            lags: std::collections::BTreeMap::default(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        };
        refused.set(apply(subject.store, Edit::AddStage { initiative: subject.id, stage }).err());
    };
    view! {
        <section class="initiative-part">
            <h3>"Stages "<small class="muted">{move || count(ids.with(Vec::len), "stage", "stages")}</small></h3>
            <HowToWrite/>
            <ol class="stages">
                <Keyed each=move || ids.get() key=|id| *id let:id><StageRow subject id/></Keyed>
            </ol>
            <div class="row">
                <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a stage"</button>
                <Reason refused/>
            </div>
        </section>
    }
}

/// What can be typed as an estimate, and what it means.
#[component]
fn HowToWrite() -> impl IntoView {
    view! {
        <p class="card-note">
            "Work is written as "<code>"5"</code>", "<code>"3..8"</code>", "<code>"2/5/14"</code>", "<code>"2/5/14 pert"</code>" or "<code>"P10 10 P90 40"</code>"."
        </p>
        <details class="estimate-help">
            <summary>"Every way to write an estimate"</summary>
            <dl>
                {WAYS_TO_WRITE.into_iter().map(|(text, meaning)| view! {
                    <dt><code>{text}</code></dt><dd>{meaning}</dd>
                }).collect_view()}
            </dl>
        </details>
    }
}

/// What can be typed, and what it means.
const WAYS_TO_WRITE: [(&str, &str); 10] = [
    ("5", "certain"),
    ("3..8", "from 3 to 8, most likely in the middle (triangular)"),
    ("2/5/14", "least, most likely, most (triangular)"),
    ("2/5/14 pert", "the same, gathered about the most likely (PERT)"),
    ("2/5/14 pert 2", "PERT with another weight of the most likely; the usual one is 4"),
    ("3..8 uniform", "as likely anywhere from 3 to 8"),
    ("P10 3, 5, P90 10", "most likely 5; one in ten below 3, one in ten above 10 (trigen)"),
    ("P10 10 P90 40", "one in ten below 10, one in ten above 40, with a long tail (lognormal)"),
    ("20% 4, 80% 6", "one of a few, with its chance"),
    ("history 3 4 4 5 9", "as often as it was before"),
];

#[component]
fn StageRow(subject: Subject, id: StageId) -> impl IntoView {
    let stage = StageSubject {
        id,
        initiative: subject.id,
        store: subject.store,
        stage: Memo::new(move |_| {
            subject.of(|it| it.stages.iter().find(|stage| stage.id == id).cloned()).flatten()
        }),
    };
    let name = Signal::derive(move || stage.of(|it| it.name.clone()).unwrap_or_default());
    let refused = RwSignal::new(None::<String>);
    let delete = move |_| refused.set(apply(stage.store, Edit::RemoveStage(id)).err());
    view! {
        <li class="stage">
            <div class="stage-name">
                <TextField label="Stage" value=name on_change=move |text| stage.change(StageChange::Name(text))/>
                <button class="button button-quiet button-icon" type="button" title="Delete the stage"
                    aria-label=move || format!("Delete stage {}", name.get()) on:click=delete>
                    <Sign icon=Icon::Bin small=true/>
                </button>
                <Reason refused/>
            </div>
            <WorkFields stage/>
            <People stage/>
            <div class="stage-when">
                <After stage/>
                <DateField label="Not before" value=Signal::derive(move || stage.of(|it| it.earliest_start).flatten())
                    on_change=move |day| stage.change(StageChange::EarliestStart(day))/>
                <ChunkField stage/>
            </div>
        </li>
    }
}

/// The estimate as text, and whether it is a length or an amount.
#[component]
fn WorkFields(stage: StageSubject) -> impl IntoView {
    let estimate = Signal::derive(move || stage.of(|it| it.work.estimate().clone()));
    let text = Signal::derive(move || estimate.get().map_or_else(String::new, |it| format_estimate(&it)));
    let is_effort =
        Signal::derive(move || stage.of(|it| matches!(it.work, Work::Effort(_))).unwrap_or_default());
    let unit = Signal::derive(move || if is_effort.get() { "person-weeks" } else { "weeks" });
    let options = Signal::stored(vec!["weeks".to_owned(), "person-weeks".to_owned()]);
    let set = move |estimate: Estimate, effort: bool| {
        stage.change(StageChange::Work(if effort {
            Work::Effort(estimate)
        } else {
            Work::Duration(estimate)
        }))
    };
    let type_in = move |text: String| {
        set(parse_estimate(&text).map_err(|error| error.to_string())?, is_effort.get_untracked())
    };
    let measure = move |place: usize| match estimate.get_untracked() {
        Some(estimate) => set(estimate, place == 1),
        None => Ok(()),
    };
    view! {
        <div class="stage-work">
            <div class="stage-estimate">
                <TextField label="Work" value=text on_change=type_in/>
                <ChoiceField label="Unit" options value=Signal::derive(move || usize::from(is_effort.get())) on_change=measure/>
            </div>
            <Spread estimate unit/>
        </div>
    }
}

/// Stages that must be finished first.
#[component]
fn After(stage: StageSubject) -> impl IntoView {
    let after = Memo::new(move |_| stage.of(|it| it.after.clone()).unwrap_or_default());
    let others = Memo::new(move |_| stage.others());
    let set = move |after: Vec<StageId>| stage.change(StageChange::After(after));
    let name_of = move |id: StageId| {
        others.with(|all| {
            all.iter().find(|(it, _)| *it == id).map_or_else(String::new, |(_, name)| name.clone())
        })
    };
    view! {
        <ChipField label="After" less="No longer after" more="Also after" chosen=after options=others on_change=set/>
        <Keyed each=move || after.get() key=|id| *id let:id>
            <LagField stage after=id name=Signal::derive(move || name_of(id))/>
        </Keyed>
    }
}

/// Weeks to wait after a predecessor, holidays included.
#[component]
fn LagField(stage: StageSubject, after: StageId, name: Signal<String>) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let weeks = move || stage.of(|it| it.lags.get(&after).copied().unwrap_or(0)).unwrap_or(0);
    let type_in = move |text: String| {
        let refusal =
            "A wait is a whole number of weeks of at least 0. Where work overlaps, split the earlier stage.";
        refused.set(match text.trim().parse() {
            Ok(weeks) => stage.change(StageChange::Lag { after, weeks }).err(),
            Err(_) => Some(refusal.to_owned()),
        });
    };
    view! {
        <label class="stage-lag" title="Holidays included">
            <input class="input" inputmode="numeric" prop:value=move || weeks().to_string()
                on:change:target=move |event| type_in(event.target().value())/>
            <span>"weeks’ wait after "{name}</span>
            <Reason refused/>
        </label>
    }
}

/// Whether it may pause where its people are not there, and how long it goes on at least.
#[component]
fn ChunkField(stage: StageSubject) -> impl IntoView {
    let chunk = move || stage.of(|it| it.minimum_chunk_weeks).flatten();
    let value = Signal::derive(move || chunk().map_or_else(String::new, |weeks| weeks.to_string()));
    let type_in = move |text: String| {
        let weeks = match text.trim() {
            "" => None,
            text => Some(text.parse().map_err(|_| {
                "A minimum chunk is a whole number of weeks of at least 1; leave it empty if the stage is done in one go."
                    .to_owned()
            })?),
        };
        stage.change(StageChange::MinimumChunk(weeks))
    };
    view! {
        <div class="stage-chunk">
            <TextField label="Minimum chunk, weeks" value on_change=type_in/>
            <p class="card-note">{move || match chunk() {
                None => "Empty: done in one go. With a number the stage may pause while its people are needed elsewhere.".to_owned(),
                Some(weeks) => format!(
                    "Pauses while its people are needed elsewhere, and then goes on for {} at least, or until it is done.",
                    count(weeks as usize, "week", "weeks"),
                ),
            }}</p>
        </div>
    }
}

impl StageSubject {
    /// A part of the stage; tracked.
    pub(super) fn of<T>(&self, part: impl FnOnce(&Stage) -> T) -> Option<T> {
        self.stage.with(|it| it.as_ref().map(part))
    }

    /// Changes it, or says why not.
    pub(super) fn change(&self, change: StageChange) -> Result<(), String> {
        apply(self.store, Edit::Stage { stage: self.id, change })
    }

    /// Every other stage of the portfolio, those of the same initiative first and without its name.
    fn others(&self) -> Vec<(StageId, String)> {
        self.store.initiatives.with(|it| {
            let is_own = |(initiative, _): &(&crate::model::initiative::Initiative, &Stage)| {
                initiative.id == self.initiative
            };
            let own = it.stages().filter(is_own).map(|(_, stage)| (stage.id, stage.name.clone()));
            let others = it
                .stages()
                .filter(|pair| !is_own(pair))
                .map(|(other, stage)| (stage.id, format!("{}: {}", other.name, stage.name)));
            own.chain(others).filter(|(id, _)| *id != self.id).collect()
        })
    }
}
