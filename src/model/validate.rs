//! What is wrong with a document, where, and how to mend it.
//!
//! Errors make an answer impossible or meaningless (a link to nothing, a cycle,
//! shares above 1); a file with errors is not opened. Warnings are gaps that
//! the office should close (nobody owns a benefit) and never stop anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::document::Document;
use super::edit;
use super::id::{AssessmentId, CriterionId, InitiativeId, ObjectiveId, RoleId, ScenarioId, StageId};
use super::initiative::{Initiative, Initiatives, LifeCycle, Stage};
use super::limits;
use super::rule::{self, RuleError};
use super::scoring::{Criterion, Scale};

/// One thing to mend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Issue {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is, for the page to jump to.
    pub place: Place,
    /// The same in words: "One Login, stage Build".
    pub at: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: String,
}

/// How bad an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Should be closed some day.
    Warning,
    /// Makes an answer impossible.
    Error,
}

/// Where an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The portfolio as a whole.
    Portfolio,
    /// A criterion.
    Criterion(CriterionId),
    /// An initiative.
    Initiative(InitiativeId),
    /// A stage.
    Stage(StageId),
    /// A role.
    Role(RoleId),
    /// A scenario.
    Scenario(ScenarioId),
    /// An assessment.
    Assessment(AssessmentId),
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.at, self.message, self.remedy)
    }
}

/// Everything wrong with `document`, errors first, otherwise in document order.
///
/// A document that holds too much of something is not looked at any closer; of
/// the other errors the first [`limits::ERRORS`] are listed.
pub fn validate(document: &Document) -> Vec<Issue> {
    let mut found = Findings::default();
    sizes(document, &mut found);
    if found.errors == 0 {
        let known = Known::new(document);
        portfolio(document, &mut found);
        identifiers(document, &mut found);
        objectives(document, &mut found);
        criteria(document, &known, &mut found);
        roles(document, &mut found);
        initiatives(document, &known, &mut found);
        precedence(document, &mut found);
        scenarios(document, &mut found);
        assessments(document, &mut found);
    }
    found.issues.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    found.issues
}

/// The errors among [`validate`]'s issues.
pub fn errors(document: &Document) -> Vec<Issue> {
    let mut issues = validate(document);
    issues.retain(|issue| issue.severity == Severity::Error);
    issues
}

/// Stages that wait for each other in a circle, in order; empty if there is none.
pub fn stage_cycle(initiatives: &Initiatives) -> Vec<StageId> {
    cycle_among(initiatives.stages().map(|(_, stage)| stage))
}

/// As [`stage_cycle`], among `stages` only; the time it takes grows with stages and links, not with their square.
pub(super) fn cycle_among<'a>(stages: impl Iterator<Item = &'a Stage>) -> Vec<StageId> {
    let stages: Vec<&Stage> = stages.collect();
    let index: BTreeMap<StageId, usize> =
        stages.iter().enumerate().map(|(index, stage)| (stage.id, index)).collect();
    let before: Vec<Vec<usize>> = stages
        .iter()
        .map(|stage| stage.after.iter().filter_map(|id| index.get(id).copied()).collect())
        .collect();
    let mut followers = vec![Vec::new(); stages.len()];
    for (stage, before) in before.iter().enumerate() {
        for &earlier in before {
            followers[earlier].push(stage);
        }
    }
    // Kahn (1962): stages that wait for nobody are taken away, again and again; what stays has a circle.
    let mut waits_for: Vec<usize> = before.iter().map(Vec::len).collect();
    let mut free: Vec<usize> = (0..stages.len()).filter(|&stage| waits_for[stage] == 0).collect();
    while let Some(stage) = free.pop() {
        for &follower in &followers[stage] {
            waits_for[follower] -= 1;
            if waits_for[follower] == 0 {
                free.push(follower);
            }
        }
    }
    let Some(first) = (0..stages.len()).find(|&stage| waits_for[stage] > 0) else { return Vec::new() };
    let mut step_of = vec![None; stages.len()];
    let mut path = Vec::new();
    let mut at = first;
    while step_of[at].is_none() {
        step_of[at] = Some(path.len());
        path.push(stages[at].id);
        at = *before[at].iter().find(|&&earlier| waits_for[earlier] > 0).expect("it waits for one of these");
    }
    let mut cycle = path.split_off(step_of[at].unwrap_or_default());
    cycle.reverse();
    cycle
}

/// `name` as far as a message has room for it.
fn shown(name: &str) -> String {
    clipped(name, 60)
}

fn clipped(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

fn shown_stage(initiative: &Initiative, stage: &Stage) -> String {
    format!("{}, stage {}", shown(&initiative.name), shown(&stage.name))
}

/// What links may point to, so that every look-up is short.
struct Known<'a> {
    objectives: BTreeSet<ObjectiveId>,
    criteria: BTreeMap<CriterionId, &'a Criterion>,
    leaves: BTreeSet<CriterionId>,
    roles: BTreeSet<RoleId>,
    initiatives: BTreeSet<InitiativeId>,
}

impl<'a> Known<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            objectives: document.strategy.objectives.iter().map(|objective| objective.id).collect(),
            criteria: document.scoring.criteria.iter().map(|criterion| (criterion.id, criterion)).collect(),
            leaves: document.scoring.leaves().map(|criterion| criterion.id).collect(),
            roles: document.people.roles.iter().map(|role| role.id).collect(),
            initiatives: document.initiatives.list.iter().map(|initiative| initiative.id).collect(),
        }
    }
}

#[derive(Default)]
struct Findings {
    issues: Vec<Issue>,
    errors: usize,
}

impl Findings {
    fn error(&mut self, place: Place, at: &str, message: impl Into<String>, remedy: &str) {
        // A hostile file can hold a million; nobody reads beyond the first few.
        if self.errors < limits::ERRORS {
            self.errors += 1;
            self.push(Severity::Error, place, at, message.into(), remedy);
        }
    }

    fn warning(&mut self, place: Place, at: &str, message: impl Into<String>, remedy: &str) {
        self.push(Severity::Warning, place, at, message.into(), remedy);
    }

    fn rule(&mut self, place: Place, at: &str, what: &str, checked: Result<(), RuleError>) {
        if let Err(error) = checked {
            self.error(place, at, format!("the {what} {error}"), "Correct the value");
        }
    }

    fn push(&mut self, severity: Severity, place: Place, at: &str, message: String, remedy: &str) {
        self.issues.push(Issue { severity, place, at: clipped(at, 160), message, remedy: remedy.to_owned() });
    }
}

fn sizes(document: &Document, found: &mut Findings) {
    let edits: usize = document.scenarios.list.iter().map(|scenario| edit::count(&scenario.edits)).sum();
    for (what, count, most) in [
        ("initiatives", document.initiatives.list.len(), limits::ITEMS),
        ("stages", document.initiatives.stages().count(), limits::ITEMS),
        ("objectives", document.strategy.objectives.len(), limits::ITEMS),
        ("criteria", document.scoring.criteria.len(), limits::ITEMS),
        ("roles", document.people.roles.len(), limits::PEOPLE),
        ("links", document.initiatives.links(), limits::LINKS),
        ("scenarios", document.scenarios.list.len(), limits::ITEMS),
        ("edits in scenarios", edits, limits::ITEMS),
        ("assessments", document.office.assessments.len(), limits::ITEMS),
    ] {
        if count > most {
            let message = format!("it holds {count} {what}");
            let remedy = format!("At most {most} are possible; split the portfolio");
            found.error(Place::Portfolio, "the portfolio", message, &remedy);
        }
    }
}

fn portfolio(document: &Document, found: &mut Findings) {
    let portfolio = &document.portfolio;
    let at = "the portfolio";
    found.rule(Place::Portfolio, at, "name", rule::name(&portfolio.name));
    found.rule(Place::Portfolio, at, "note", rule::text(&portfolio.note));
    found.rule(Place::Portfolio, at, "currency", rule::name(&portfolio.currency.code));
    for label in &portfolio.mode_labels {
        found.rule(Place::Portfolio, at, "name of a delivery mode", rule::name(label));
    }
    if !(1..=limits::HORIZON_WEEKS).contains(&portfolio.calendar.horizon_weeks) {
        let weeks = portfolio.calendar.horizon_weeks;
        let message = format!("the horizon is {weeks} weeks");
        found.error(Place::Portfolio, at, message, &format!("Choose 1 to {} weeks", limits::HORIZON_WEEKS));
    }
    if !(1..=1_000_000).contains(&portfolio.simulation.iterations) {
        let message = format!("{} replications are asked for", portfolio.simulation.iterations);
        found.error(Place::Portfolio, at, message, "Choose 1 to 1,000,000");
    }
    found.rule(Place::Portfolio, at, "budget", rule::entries(&portfolio.budget_per_year));
    for year in &portfolio.budget_per_year {
        found.rule(Place::Portfolio, at, "budget", rule::weight(year.amount));
    }
}

fn identifiers(document: &Document, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let initiatives = &document.initiatives.list;
    let scenarios = &document.scenarios.list;
    let all = (document.strategy.objectives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.scoring.criteria.iter().map(|it| (it.id.0, &it.name)))
        .chain(initiatives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.initiatives.stages().map(|(_, stage)| (stage.id.0, &stage.name)))
        .chain(document.people.roles.iter().map(|it| (it.id.0, &it.name)))
        .chain(scenarios.iter().map(|it| (it.id.0, &it.name)))
        .chain(scenarios.iter().flat_map(|it| it.added_ids().into_iter().map(move |id| (id, &it.name))))
        .chain(document.office.assessments.iter().map(|it| (it.id.0, &it.name)))
        .chain(
            document.office.assessments.iter().flat_map(|it| &it.respondents).map(|it| (it.id.0, &it.name)),
        );
    for (id, name) in all {
        if !seen.insert(id) {
            let message = format!("the number {id} is used twice");
            found.error(Place::Portfolio, name, message, "Give one of the two a number of its own");
        }
        if id >= document.next_id {
            let message = format!("the number {id} is not below next_id, {}", document.next_id);
            found.error(Place::Portfolio, name, message, "Set next_id above every number in use");
        }
    }
}

fn objectives(document: &Document, found: &mut Findings) {
    for objective in &document.strategy.objectives {
        let at = format!("objective {}", shown(&objective.name));
        found.rule(Place::Portfolio, &at, "name", rule::name(&objective.name));
        found.rule(Place::Portfolio, &at, "note", rule::text(&objective.note));
    }
}

fn criteria(document: &Document, known: &Known, found: &mut Findings) {
    let list = &document.scoring.criteria;
    let levels = document.scoring.levels();
    let mut has_weight: BTreeMap<Option<CriterionId>, bool> = BTreeMap::new();
    for criterion in list {
        let place = Place::Criterion(criterion.id);
        let at = format!("criterion {}", shown(&criterion.name));
        found.rule(place, &at, "name", rule::name(&criterion.name));
        found.rule(place, &at, "question", rule::text(&criterion.question));
        found.rule(place, &at, "weight", rule::weight(criterion.weight));
        found.rule(place, &at, "scale", rule::scale(&criterion.scale));
        let remedy = "Name another criterion as its parent, or none";
        if let Some(parent) = criterion.parent.filter(|parent| !known.criteria.contains_key(parent)) {
            found.error(
                place,
                &at,
                format!("it lies under criterion {parent}, which does not exist"),
                remedy,
            );
        }
        match levels.get(&criterion.id) {
            None => found.error(place, &at, "it lies under itself", remedy),
            Some(&level) if level > limits::CRITERION_LEVELS => {
                let message = format!("it lies on level {level} of the criteria");
                found.error(
                    place,
                    &at,
                    message,
                    &format!("At most {} are possible", limits::CRITERION_LEVELS),
                );
            }
            Some(_) => {}
        }
        *has_weight.entry(criterion.parent).or_default() |= criterion.weight.get() > 0.0;
    }
    if has_weight.get(&None) == Some(&false) {
        let message = "every weight is 0, so nothing can be ranked";
        found.warning(Place::Portfolio, "the criteria", message, "Give at least one criterion a weight");
    }
    for branch in list.iter().filter(|criterion| has_weight.get(&Some(criterion.id)) == Some(&false)) {
        let message = "every weight under it is 0, so nothing can be ranked";
        found.warning(
            Place::Criterion(branch.id),
            &branch.name,
            message,
            "Give at least one of them a weight",
        );
    }
    let (mut delivery, mut total) = (0.0, 0.0);
    for criterion in list.iter().filter(|criterion| criterion.parent.is_none()) {
        total += criterion.weight.get();
        delivery += if criterion.delivery_only { criterion.weight.get() } else { 0.0 };
    }
    if delivery > 0.5 * total {
        let message = "criteria that speak of delivery only hold more than half of the weight";
        found.warning(Place::Portfolio, "the criteria", message, "Give more weight to what the work is for");
    }
}

fn roles(document: &Document, found: &mut Findings) {
    for role in &document.people.roles {
        let place = Place::Role(role.id);
        let at = format!("role {}", shown(&role.name));
        found.rule(place, &at, "name", rule::name(&role.name));
        found.rule(place, &at, "head count", rule::fte(role.heads));
        found.rule(place, &at, "list of later head counts", rule::head_changes(&role.changes));
        found.rule(place, &at, "run-work share", rule::share(role.run_share));
        found.rule(place, &at, "absence", rule::absence(role.absence));
    }
}

fn initiatives(document: &Document, known: &Known, found: &mut Findings) {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    for initiative in &document.initiatives.list {
        *names.entry(initiative.name.trim()).or_default() += 1;
        values(initiative, found);
        links(known, initiative, found);
        gaps(document, known, initiative, found);
        for stage in &initiative.stages {
            self::stage(known, initiative, stage, found);
        }
    }
    for initiative in &document.initiatives.list {
        if names.get(initiative.name.trim()).is_some_and(|&count| count > 1) {
            let place = Place::Initiative(initiative.id);
            found.warning(
                place,
                &initiative.name,
                "another initiative has the same name",
                "Rename one of them",
            );
        }
    }
}

fn values(initiative: &Initiative, found: &mut Findings) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    found.rule(place, at, "name", rule::name(at));
    found.rule(place, at, "cost", rule::entries(&initiative.cost_per_year));
    found.rule(place, at, "list of objectives", rule::entries(&initiative.objectives));
    for cost in &initiative.cost_per_year {
        found.rule(place, at, "cost", rule::amount(cost.amount));
    }
    if let Some(amount) = initiative.benefit.amount {
        found.rule(place, at, "benefit", rule::amount(amount));
    }
    for score in initiative.scores.values() {
        found.rule(place, at, "score", rule::amount(*score));
    }
    for text in [&initiative.reference, &initiative.department, &initiative.sponsor, &initiative.owner] {
        found.rule(place, at, "text", rule::text(text));
    }
    for text in [&initiative.approved_outcome, &initiative.benefit.owner, &initiative.benefit.measure] {
        found.rule(place, at, "text", rule::text(text));
    }
}

fn links(known: &Known, initiative: &Initiative, found: &mut Findings) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    for id in initiative.objectives.iter().filter(|id| !known.objectives.contains(id)) {
        found.error(place, at, format!("it serves objective {id}, which does not exist"), "Remove the link");
    }
    for (verb, ids) in [("requires", &initiative.requires), ("excludes", &initiative.excludes)] {
        for id in ids {
            if *id == initiative.id {
                found.error(place, at, format!("it {verb} itself"), "Remove the link");
            } else if !known.initiatives.contains(id) {
                let message = format!("it {verb} initiative {id}, which does not exist");
                found.error(place, at, message, "Remove the link");
            }
        }
    }
    for (id, score) in &initiative.scores {
        match known.criteria.get(id) {
            None => {
                let message = format!("it has a score on criterion {id}, which does not exist");
                found.error(place, at, message, "Remove the score");
            }
            Some(criterion) if !known.leaves.contains(id) => {
                let message =
                    format!("it has a score on {}, which has criteria under it", shown(&criterion.name));
                found.error(place, at, message, "Score those instead");
            }
            Some(criterion) => {
                let (least, most) = criterion.scale.bounds();
                let rubric = matches!(criterion.scale, Scale::Levels { .. });
                if rubric && !(least..=most).contains(&score.get()) {
                    let message = format!("its score {score} on {} is no level", shown(&criterion.name));
                    found.error(place, at, message, &format!("Choose a level from 1 to {most}"));
                }
            }
        }
    }
}

fn gaps(document: &Document, known: &Known, initiative: &Initiative, found: &mut Findings) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    let missing = known.leaves.iter().filter(|id| !initiative.scores.contains_key(id)).count();
    if missing > 0 {
        let message =
            format!("{missing} of {} criteria are not scored and count as nothing", known.leaves.len());
        found.warning(place, at, message, "Score it on the Prioritise page");
    }
    if initiative.in_plan && initiative.stages.is_empty() {
        found.warning(place, at, "it is in the plan but has no stages", "Add a stage with its people");
    }
    if initiative.state >= LifeCycle::Planning && initiative.approved_outcome.trim().is_empty() {
        let message = "it is approved but nobody wrote down for which outcome";
        found.warning(place, at, message, "Write the approved outcome");
    }
    if initiative.owner.trim().is_empty() {
        found.warning(place, at, "nobody owns it", "Name an owner");
    }
    if initiative.benefit.amount.is_some() && initiative.benefit.owner.trim().is_empty() {
        found.warning(place, at, "nobody answers for its benefit", "Name a benefit owner");
    }
    if initiative.needed_by.is_some_and(|day| day < document.portfolio.calendar.start) {
        let message = "it is needed before the calendar starts";
        found.warning(place, at, message, "Move the needed-by date or the start");
    }
}

fn stage(known: &Known, initiative: &Initiative, stage: &Stage, found: &mut Findings) {
    let place = Place::Stage(stage.id);
    let at = shown_stage(initiative, stage);
    found.rule(place, &at, "name", rule::name(&stage.name));
    found.rule(place, &at, "work", rule::work(stage.work));
    found.rule(place, &at, "work", rule::staffed(stage));
    found.rule(place, &at, "demand", rule::demand(&stage.demand));
    for demand in stage.demand.iter().filter(|demand| !known.roles.contains(&demand.role)) {
        let message = format!("it needs role {}, which does not exist", demand.role);
        found.error(place, &at, message, "Remove the demand or add the role");
    }
}

fn precedence(document: &Document, found: &mut Findings) {
    let stages: BTreeMap<StageId, (&Initiative, &Stage)> =
        document.initiatives.stages().map(|(initiative, stage)| (stage.id, (initiative, stage))).collect();
    for (initiative, stage) in document.initiatives.stages() {
        for id in stage.after.iter().filter(|id| !stages.contains_key(id)) {
            let message = format!("it comes after stage {id}, which does not exist");
            found.error(Place::Stage(stage.id), &shown_stage(initiative, stage), message, "Remove the link");
        }
    }
    let cycle = stage_cycle(&document.initiatives);
    let Some(first) = cycle.first() else { return };
    let name = |id: &StageId| {
        stages.get(id).map_or_else(String::new, |&(initiative, stage)| shown_stage(initiative, stage))
    };
    let mut names: Vec<String> = cycle.iter().take(CYCLE_NAMES).map(name).collect();
    if cycle.len() > CYCLE_NAMES {
        names.push(format!("… ({} more)", cycle.len() - CYCLE_NAMES));
    }
    let at = name(first);
    let message = format!("stages wait for each other: {} → {at}", names.join(" → "));
    found.error(Place::Stage(*first), &at, message, "Take one of these links away");
}

/// Stages of a circle that a message names.
const CYCLE_NAMES: usize = 8;

fn scenarios(document: &Document, found: &mut Findings) {
    for scenario in &document.scenarios.list {
        let place = Place::Scenario(scenario.id);
        let at = format!("scenario {}", shown(&scenario.name));
        found.rule(place, &at, "name", rule::name(&scenario.name));
        if let Err(error) = edit::admissible_in_scenario(&scenario.edits) {
            found.error(place, &at, error.to_string(), "Remove that edit from the scenario");
        }
    }
}

fn assessments(document: &Document, found: &mut Findings) {
    for assessment in &document.office.assessments {
        let place = Place::Assessment(assessment.id);
        let at = format!("assessment {}", shown(&assessment.name));
        found.rule(place, &at, "name", rule::name(&assessment.name));
        if assessment.respondents.len() > limits::PEOPLE {
            let message = format!("it has {} respondents", assessment.respondents.len());
            found.error(place, &at, message, &format!("At most {} are possible", limits::PEOPLE));
        }
        for respondent in &assessment.respondents {
            found.rule(place, &at, "name of a respondent", rule::name(&respondent.name));
        }
        let known: BTreeSet<_> = assessment.respondents.iter().map(|respondent| respondent.id).collect();
        for (id, answers) in &assessment.answers {
            if !known.contains(id) {
                let message = format!("respondent {id} answered but is not on the list");
                found.error(place, &at, message, "Add the respondent or remove the answers");
            }
            for answer in answers.values() {
                found.rule(place, &at, "answer", rule::answer(*answer));
            }
        }
    }
}
