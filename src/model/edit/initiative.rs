//! Changes of initiatives and of their order.

use std::collections::BTreeSet;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    EditError, check_links, claim, criterion, find, risk, room, rule as named, stage, synergy, take, workshop,
};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, ObjectiveId, StageId};
use crate::model::initiative::{Benefit, Forcing, Initiative, Kind, LifeCycle, Mode, Prospects, WorkClass};
use crate::model::portfolio::YearAmount;
use crate::model::progress::Progress;
use crate::model::pulse::Pulse;
use crate::model::{limits, rule};

/// What may change about an initiative.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum InitiativeChange {
    /// What another tool calls it.
    Reference(String),
    /// Its name.
    Name(String),
    /// Department or business area.
    Department(String),
    /// Structure of the work.
    Kind(Kind),
    /// Delivery mode.
    Mode(Mode),
    /// Where it stands, from a day that nobody has written down yet.
    State(LifeCycle),
    /// Since when it stands there.
    StateSince(Option<Date>),
    /// Whether it belongs to the plan.
    InPlan(bool),
    /// Decided whatever its score.
    Forcing(Option<Forcing>),
    /// Change or run work.
    Class(WorkClass),
    /// Who answers for it.
    Sponsor(String),
    /// Who leads it.
    Owner(String),
    /// The outcome for which it was approved.
    ApprovedOutcome(String),
    /// Objectives it serves.
    Objectives(Vec<ObjectiveId>),
    /// Cost of each year.
    CostPerYear(Vec<YearAmount>),
    /// What stopping it now would take.
    StoppingCost(Option<Finite>),
    /// What it will bring.
    Benefit(Benefit),
    /// How sure its team is of scope, cost and benefit.
    Prospects(Prospects),
    /// How far it has come.
    Progress(Progress),
    /// What is done if it fails.
    ContingencyPlan(String),
    /// Whether its team knows why it matters.
    Pulse(Vec<Pulse>),
    /// Cannot be done without these.
    Requires(Vec<InitiativeId>),
    /// Cannot be done together with these.
    Excludes(Vec<InitiativeId>),
    /// No stage starts before this day.
    EarliestStart(Option<Date>),
    /// Day by which it must be finished.
    NeededBy(Option<Date>),
}

impl InitiativeChange {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Reference(_) => "reference",
            Self::Name(_) => "name",
            Self::Department(_) => "department",
            Self::Kind(_) => "kind",
            Self::Mode(_) => "mode",
            Self::State(_) => "state",
            Self::StateSince(_) => "day of the state",
            Self::InPlan(_) => "place in the plan",
            Self::Forcing(_) => "decision",
            Self::Class(_) => "class",
            Self::Sponsor(_) => "sponsor",
            Self::Owner(_) => "owner",
            Self::ApprovedOutcome(_) => "approved outcome",
            Self::Objectives(_) => "objectives",
            Self::CostPerYear(_) => "cost",
            Self::StoppingCost(_) => "cost of stopping",
            Self::Benefit(_) => "benefit",
            Self::Prospects(_) => "prospects",
            Self::Progress(_) => "progress",
            Self::ContingencyPlan(_) => "contingency plan",
            Self::Pulse(_) => "team pulse",
            Self::Requires(_) => "requirements",
            Self::Excludes(_) => "exclusions",
            Self::EarliestStart(_) => "earliest start",
            Self::NeededBy(_) => "needed-by date",
        }
    }
}

pub(super) fn add(document: &mut Document, initiative: &Initiative, position: u32) -> Result<(), EditError> {
    room("initiatives", document.initiatives.list.len(), limits::ITEMS)?;
    check(initiative)?;
    ids(initiative).into_iter().try_for_each(|id| claim(document, id))?;
    for added in &initiative.stages {
        stage::check(document, added)?;
    }
    check_targets(document, initiative)?;
    stage::check_added(document, &initiative.stages)?;
    for (&on, &score) in &initiative.scores {
        criterion::check_score(criterion::leaf(&document.scoring, on)?, score)?;
    }
    let list = &mut document.initiatives.edit().list;
    list.insert((position as usize).min(list.len()), initiative.clone());
    room("stages", document.initiatives.stages().count(), limits::ITEMS + 1)?;
    check_links(&document.initiatives)
}

/// Its own number and those of its stages, which may come in any order, from the least.
pub(super) fn ids(initiative: &Initiative) -> Vec<u32> {
    let mut ids: Vec<u32> = initiative.stages.iter().map(|stage| stage.id.0).collect();
    ids.push(initiative.id.0);
    ids.sort_unstable();
    ids
}

pub(super) fn change(
    document: &mut Document,
    id: InitiativeId,
    change: &InitiativeChange,
) -> Result<(), EditError> {
    let list = &mut document.initiatives.edit().list;
    let initiative = find(list.iter_mut(), "initiative", id.0, |initiative| initiative.id.0)?;
    set(initiative, change);
    check(initiative)?;
    match change {
        InitiativeChange::Objectives(_) | InitiativeChange::Requires(_) | InitiativeChange::Excludes(_) => {
            let initiative = initiative.clone();
            check_targets(document, &initiative)?;
            check_links(&document.initiatives)
        }
        _ => Ok(()),
    }
}

pub(super) fn reorder(document: &mut Document, id: InitiativeId, position: u32) -> Result<(), EditError> {
    let list = &mut document.initiatives.edit().list;
    let initiative = take(list, "initiative", id.0, |initiative| initiative.id.0)?;
    list.insert((position as usize).min(list.len()), initiative);
    Ok(())
}

pub(super) fn remove(document: &mut Document, id: InitiativeId) -> Result<(), EditError> {
    let list = &mut document.initiatives.edit().list;
    let removed = take(list, "initiative", id.0, |initiative| initiative.id.0)?;
    let gone: BTreeSet<StageId> = removed.stages.iter().map(|stage| stage.id).collect();
    for initiative in list {
        initiative.requires.retain(|required| *required != id);
        initiative.excludes.retain(|excluded| *excluded != id);
        for stage in &mut initiative.stages {
            stage.after.retain(|after| !gone.contains(after));
            stage.lags.retain(|after, _| !gone.contains(after));
        }
    }
    let stages: Vec<StageId> = gone.into_iter().collect();
    risk::forget(document, Some(id), &stages);
    synergy::forget(document, id);
    workshop::tidy(document);
    Ok(())
}

fn set(initiative: &mut Initiative, change: &InitiativeChange) {
    match change {
        InitiativeChange::Reference(reference) => initiative.reference.clone_from(reference),
        InitiativeChange::Name(name) => initiative.name.clone_from(name),
        InitiativeChange::Department(department) => initiative.department.clone_from(department),
        InitiativeChange::Kind(kind) => initiative.kind = *kind,
        InitiativeChange::Mode(mode) => initiative.mode = *mode,
        InitiativeChange::State(state) => {
            if initiative.state != *state {
                initiative.state_since = None;
            }
            initiative.state = *state;
        }
        InitiativeChange::StateSince(day) => initiative.state_since = *day,
        InitiativeChange::InPlan(in_plan) => initiative.in_plan = *in_plan,
        InitiativeChange::Forcing(forcing) => initiative.forcing.clone_from(forcing),
        InitiativeChange::Class(class) => initiative.class = *class,
        InitiativeChange::Sponsor(sponsor) => initiative.sponsor.clone_from(sponsor),
        InitiativeChange::Owner(owner) => initiative.owner.clone_from(owner),
        InitiativeChange::ApprovedOutcome(outcome) => initiative.approved_outcome.clone_from(outcome),
        InitiativeChange::Objectives(objectives) => initiative.objectives.clone_from(objectives),
        InitiativeChange::CostPerYear(cost) => initiative.cost_per_year.clone_from(cost),
        InitiativeChange::StoppingCost(cost) => initiative.stopping_cost = *cost,
        InitiativeChange::Benefit(benefit) => initiative.benefit = benefit.clone(),
        InitiativeChange::Prospects(prospects) => initiative.prospects = *prospects,
        InitiativeChange::Progress(progress) => initiative.progress = progress.clone(),
        InitiativeChange::ContingencyPlan(plan) => initiative.contingency_plan.clone_from(plan),
        InitiativeChange::Pulse(pulse) => initiative.pulse.clone_from(pulse),
        InitiativeChange::Requires(requires) => initiative.requires.clone_from(requires),
        InitiativeChange::Excludes(excludes) => initiative.excludes.clone_from(excludes),
        InitiativeChange::EarliestStart(day) => initiative.earliest_start = *day,
        InitiativeChange::NeededBy(day) => initiative.needed_by = *day,
    }
}

fn check(initiative: &Initiative) -> Result<(), EditError> {
    named("name", rule::name(&initiative.name))?;
    for text in [
        &initiative.reference,
        &initiative.department,
        &initiative.sponsor,
        &initiative.owner,
        &initiative.approved_outcome,
        &initiative.benefit.owner,
        &initiative.benefit.measure,
        &initiative.benefit.evidence,
        &initiative.benefit.pmo_accountable,
        &initiative.contingency_plan,
    ] {
        named("text", rule::text(text))?;
    }
    initiative.forcing.as_ref().map_or(Ok(()), |forcing| named("reason", rule::text(&forcing.reason)))?;
    named("cost", rule::entries(&initiative.cost_per_year))?;
    named("list of objectives", rule::entries(&initiative.objectives))?;
    initiative.cost_per_year.iter().try_for_each(|cost| named("cost", rule::amount(cost.amount)))?;
    initiative.stopping_cost.map_or(Ok(()), |cost| named("cost of stopping", rule::weight(cost)))?;
    for amount in [initiative.benefit.amount, initiative.benefit.actual].into_iter().flatten() {
        named("benefit", rule::amount(amount))?;
    }
    named("progress", rule::progress(&initiative.progress))?;
    named("team pulse", rule::pulse(&initiative.pulse))?;
    for chance in initiative.prospects.all().into_iter().flatten() {
        named("chance", rule::share(chance))?;
    }
    if initiative.requires.contains(&initiative.id) || initiative.excludes.contains(&initiative.id) {
        return Err(EditError::SelfLink);
    }
    Ok(())
}

/// Every objective and initiative that it is linked to exists.
fn check_targets(document: &Document, initiative: &Initiative) -> Result<(), EditError> {
    for id in &initiative.objectives {
        if document.strategy.objectives.iter().all(|objective| objective.id != *id) {
            return Err(EditError::NoSuch { what: "objective", id: id.0 });
        }
    }
    let mut linked = initiative.requires.iter().chain(&initiative.excludes).peekable();
    if linked.peek().is_some() {
        let known: BTreeSet<InitiativeId> = document.initiatives.list.iter().map(|other| other.id).collect();
        if let Some(id) = linked.find(|id| !known.contains(id)) {
            return Err(EditError::NoSuch { what: "initiative", id: id.0 });
        }
    }
    Ok(())
}
