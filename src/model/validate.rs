//! What is wrong with a document, where, and how to mend it.
//!
//! Errors make an answer impossible or meaningless (a link to nothing, a cycle,
//! shares above 1); a file with errors is not opened. Warnings are gaps that
//! the office should close (nobody owns a benefit) and never stop anything.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use super::document::Document;
use super::id::{AssessmentId, CriterionId, InitiativeId, RoleId, StageId};
use super::initiative::{Initiative, Initiatives, LifeCycle, Stage};
use super::limits;
use super::rule::{self, RuleError};

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
    /// An assessment.
    Assessment(AssessmentId),
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}. {}", self.at, self.message, self.remedy)
    }
}

/// Everything wrong with `document`, errors first, otherwise in document order.
pub fn validate(document: &Document) -> Vec<Issue> {
    let mut found = Findings::default();
    portfolio(document, &mut found);
    identifiers(document, &mut found);
    criteria(document, &mut found);
    roles(document, &mut found);
    initiatives(document, &mut found);
    precedence(document, &mut found);
    assessments(document, &mut found);
    found.0.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    found.0
}

/// The errors among [`validate`]'s issues.
pub fn errors(document: &Document) -> Vec<Issue> {
    let mut issues = validate(document);
    issues.retain(|issue| issue.severity == Severity::Error);
    issues
}

/// Stages that wait for each other in a circle, in order; empty if there is none.
pub fn stage_cycle(initiatives: &Initiatives) -> Vec<StageId> {
    let mut waiting: BTreeMap<StageId, &[StageId]> =
        initiatives.stages().map(|(_, stage)| (stage.id, stage.after.as_slice())).collect();
    // Stages that wait for nobody can be taken away, again and again; what stays has a circle.
    loop {
        let free: Vec<StageId> = waiting
            .iter()
            .filter(|(_, after)| after.iter().all(|id| !waiting.contains_key(id)))
            .map(|(id, _)| *id)
            .collect();
        if free.is_empty() {
            break;
        }
        for id in free {
            waiting.remove(&id);
        }
    }
    let Some((&first, _)) = waiting.first_key_value() else { return Vec::new() };
    let mut path = vec![first];
    loop {
        let last = path[path.len() - 1];
        let before = waiting[&last].iter().find(|id| waiting.contains_key(id)).expect("it waits for one of these");
        if let Some(start) = path.iter().position(|id| id == before) {
            let mut cycle = path.split_off(start);
            cycle.reverse();
            return cycle;
        }
        path.push(*before);
    }
}

#[derive(Default)]
struct Findings(Vec<Issue>);

impl Findings {
    fn error(&mut self, place: Place, at: &str, message: impl Into<String>, remedy: &str) {
        self.push(Severity::Error, place, at, message.into(), remedy);
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
        self.0.push(Issue { severity, place, at: at.to_owned(), message, remedy: remedy.to_owned() });
    }
}

fn portfolio(document: &Document, found: &mut Findings) {
    let portfolio = &document.portfolio;
    let at = "the portfolio";
    found.rule(Place::Portfolio, at, "name", rule::name(&portfolio.name));
    found.rule(Place::Portfolio, at, "note", rule::text(&portfolio.note));
    if !(1..=limits::HORIZON_WEEKS).contains(&portfolio.calendar.horizon_weeks) {
        let weeks = portfolio.calendar.horizon_weeks;
        let message = format!("the horizon is {weeks} weeks");
        found.error(Place::Portfolio, at, message, &format!("Choose 1 to {} weeks", limits::HORIZON_WEEKS));
    }
    if !(1..=1_000_000).contains(&portfolio.simulation.iterations) {
        let message = format!("{} replications are asked for", portfolio.simulation.iterations);
        found.error(Place::Portfolio, at, message, "Choose 1 to 1,000,000");
    }
    for year in &portfolio.budget_per_year {
        found.rule(Place::Portfolio, at, "budget", rule::weight(year.amount));
    }
    let links: usize = document
        .initiatives
        .list
        .iter()
        .map(|initiative| {
            let predecessors: usize = initiative.stages.iter().map(|stage| stage.after.len()).sum();
            initiative.requires.len() + initiative.excludes.len() + predecessors
        })
        .sum();
    for (what, count, most) in [
        ("initiatives", document.initiatives.list.len(), limits::ITEMS),
        ("stages", document.initiatives.stages().count(), limits::ITEMS),
        ("criteria", document.scoring.criteria.len(), limits::ITEMS),
        ("roles", document.people.roles.len(), limits::PEOPLE),
        ("links", links, limits::LINKS),
    ] {
        if count > most {
            let message = format!("it holds {count} {what}");
            found.error(Place::Portfolio, at, message, &format!("At most {most} are possible; split the portfolio"));
        }
    }
}

fn identifiers(document: &Document, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let initiatives = &document.initiatives.list;
    let all = (document.strategy.objectives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.scoring.criteria.iter().map(|it| (it.id.0, &it.name)))
        .chain(initiatives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.initiatives.stages().map(|(_, stage)| (stage.id.0, &stage.name)))
        .chain(document.people.roles.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.scenarios.list.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.assessments.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.assessments.iter().flat_map(|it| &it.respondents).map(|it| (it.id.0, &it.name)));
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

fn criteria(document: &Document, found: &mut Findings) {
    let scoring = &document.scoring;
    for criterion in &scoring.criteria {
        let place = Place::Criterion(criterion.id);
        let at = format!("criterion {}", criterion.name);
        found.rule(place, &at, "name", rule::name(&criterion.name));
        found.rule(place, &at, "weight", rule::weight(criterion.weight));
        found.rule(place, &at, "scale", rule::scale(&criterion.scale));
        let mut up = criterion.parent;
        let mut steps = 0;
        while let Some(parent) = up {
            let Some(above) = scoring.criterion(parent) else {
                let message = format!("it lies under criterion {parent}, which does not exist");
                found.error(place, &at, message, "Name another criterion as its parent, or none");
                break;
            };
            steps += 1;
            if steps > scoring.criteria.len() {
                found.error(place, &at, "it lies under itself", "Name another criterion as its parent, or none");
                break;
            }
            up = above.parent;
        }
    }
    let weightless = |parent: Option<CriterionId>| {
        let mut children = scoring.criteria.iter().filter(|child| child.parent == parent).peekable();
        children.peek().is_some() && children.all(|child| child.weight.get() == 0.0)
    };
    if weightless(None) {
        let message = "every weight is 0, so nothing can be ranked";
        found.warning(Place::Portfolio, "the criteria", message, "Give at least one criterion a weight");
    }
    for branch in scoring.criteria.iter().filter(|criterion| weightless(Some(criterion.id))) {
        let message = "every weight under it is 0, so they count equally";
        found.warning(Place::Criterion(branch.id), &branch.name, message, "Give at least one of them a weight");
    }
    let (mut delivery, mut total) = (0.0, 0.0);
    for criterion in scoring.criteria.iter().filter(|criterion| criterion.parent.is_none()) {
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
        let at = format!("role {}", role.name);
        found.rule(place, &at, "name", rule::name(&role.name));
        found.rule(place, &at, "head count", rule::fte(role.heads));
        for change in &role.changes {
            found.rule(place, &at, "head count", rule::fte(change.heads));
        }
        if role.changes.windows(2).any(|pair| pair[0].from >= pair[1].from) {
            found.error(place, &at, "its head counts are not in order of date", "Sort them, one for each day");
        }
        found.rule(place, &at, "run-work share", rule::share(role.run_share));
        found.rule(place, &at, "absence", rule::absence(role.absence));
    }
}

fn initiatives(document: &Document, found: &mut Findings) {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let known: BTreeSet<InitiativeId> = document.initiatives.list.iter().map(|initiative| initiative.id).collect();
    let leaves: BTreeSet<CriterionId> = document.scoring.leaves().map(|criterion| criterion.id).collect();
    for initiative in &document.initiatives.list {
        *names.entry(initiative.name.trim()).or_default() += 1;
        values(initiative, found);
        links(document, &known, &leaves, initiative, found);
        gaps(document, &leaves, initiative, found);
        for stage in &initiative.stages {
            self::stage(document, initiative, stage, found);
        }
    }
    for initiative in &document.initiatives.list {
        if names.get(initiative.name.trim()).is_some_and(|&count| count > 1) {
            let place = Place::Initiative(initiative.id);
            found.warning(place, &initiative.name, "another initiative has the same name", "Rename one of them");
        }
    }
}

fn values(initiative: &Initiative, found: &mut Findings) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    found.rule(place, at, "name", rule::name(at));
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

fn links(
    document: &Document,
    known: &BTreeSet<InitiativeId>,
    leaves: &BTreeSet<CriterionId>,
    initiative: &Initiative,
    found: &mut Findings,
) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    for id in &initiative.objectives {
        if document.strategy.objectives.iter().all(|objective| objective.id != *id) {
            found.error(place, at, format!("it serves objective {id}, which does not exist"), "Remove the link");
        }
    }
    for (verb, ids) in [("requires", &initiative.requires), ("excludes", &initiative.excludes)] {
        for id in ids {
            if *id == initiative.id {
                found.error(place, at, format!("it {verb} itself"), "Remove the link");
            } else if !known.contains(id) {
                let message = format!("it {verb} initiative {id}, which does not exist");
                found.error(place, at, message, "Remove the link");
            }
        }
    }
    for (id, score) in &initiative.scores {
        match document.scoring.criterion(*id) {
            None => {
                let message = format!("it has a score on criterion {id}, which does not exist");
                found.error(place, at, message, "Remove the score");
            }
            Some(criterion) if !leaves.contains(id) => {
                let message = format!("it has a score on {}, which has criteria under it", criterion.name);
                found.error(place, at, message, "Score those instead");
            }
            Some(criterion) => {
                let (least, most) = criterion.scale.bounds();
                let rubric = matches!(criterion.scale, super::scoring::Scale::Levels { .. });
                if rubric && !(least..=most).contains(&score.get()) {
                    let message = format!("its score {score} on {} is no level", criterion.name);
                    found.error(place, at, message, &format!("Choose a level from 1 to {most}"));
                }
            }
        }
    }
}

fn gaps(document: &Document, leaves: &BTreeSet<CriterionId>, initiative: &Initiative, found: &mut Findings) {
    let place = Place::Initiative(initiative.id);
    let at = &initiative.name;
    let missing = leaves.iter().filter(|id| !initiative.scores.contains_key(id)).count();
    if missing > 0 {
        let message = format!("{missing} of {} criteria are not scored and count as nothing", leaves.len());
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

fn stage(document: &Document, initiative: &Initiative, stage: &Stage, found: &mut Findings) {
    let place = Place::Stage(stage.id);
    let at = format!("{}, stage {}", initiative.name, stage.name);
    found.rule(place, &at, "name", rule::name(&stage.name));
    found.rule(place, &at, "work", rule::work(stage.work));
    let mut roles = BTreeSet::new();
    for demand in &stage.demand {
        found.rule(place, &at, "demand", rule::fte(demand.fte));
        if document.people.role(demand.role).is_none() {
            let message = format!("it needs role {}, which does not exist", demand.role);
            found.error(place, &at, message, "Remove the demand or add the role");
        }
        if !roles.insert(demand.role) {
            found.error(place, &at, "it names the same role twice", "Add the two demands up");
        }
    }
    if matches!(stage.work, super::initiative::Work::Effort(_)) && stage.demand.iter().all(|it| it.fte.get() == 0.0)
    {
        found.error(place, &at, "it has an effort but nobody works on it", "Say which roles do, or give a duration");
    }
}

fn precedence(document: &Document, found: &mut Findings) {
    let stages: BTreeMap<StageId, String> = document
        .initiatives
        .stages()
        .map(|(initiative, stage)| (stage.id, format!("{}, stage {}", initiative.name, stage.name)))
        .collect();
    for (_, stage) in document.initiatives.stages() {
        for id in stage.after.iter().filter(|id| !stages.contains_key(id)) {
            let message = format!("it comes after stage {id}, which does not exist");
            found.error(Place::Stage(stage.id), &stages[&stage.id], message, "Remove the link");
        }
    }
    let cycle = stage_cycle(&document.initiatives);
    if let Some(first) = cycle.first() {
        let names: Vec<&str> = cycle.iter().map(|id| stages[id].as_str()).collect();
        let message = format!("stages wait for each other: {} → {}", names.join(" → "), names[0]);
        found.error(Place::Stage(*first), names[0], message, "Take one of these links away");
    }
}

fn assessments(document: &Document, found: &mut Findings) {
    for assessment in &document.office.assessments {
        let place = Place::Assessment(assessment.id);
        let at = format!("assessment {}", assessment.name);
        found.rule(place, &at, "name", rule::name(&assessment.name));
        if assessment.respondents.len() > limits::PEOPLE {
            let message = format!("it has {} respondents", assessment.respondents.len());
            found.error(place, &at, message, &format!("At most {} are possible", limits::PEOPLE));
        }
        for respondent in &assessment.respondents {
            found.rule(place, &at, "name of a respondent", rule::name(&respondent.name));
        }
        for id in assessment.answers.keys() {
            if assessment.respondents.iter().all(|respondent| respondent.id != *id) {
                let message = format!("respondent {id} answered but is not on the list");
                found.error(place, &at, message, "Add the respondent or remove the answers");
            }
        }
    }
}
