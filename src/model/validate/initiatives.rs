//! Initiatives: their values, links and gaps.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{At, Findings, shown};
use super::{Field, Known, Place, stages};
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::{Initiative, LifeCycle};
use crate::model::life_cycle::entry_checks;
use crate::model::rule;
use crate::model::scoring::Scale;
use crate::model::synergy::Synergy;

pub(super) fn initiatives(document: &Document, known: &Known, found: &mut Findings) {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    for initiative in &document.initiatives.list {
        *names.entry(initiative.name.trim()).or_default() += 1;
        values(initiative, found);
        links(known, initiative, found);
        scores(known, initiative, found);
        gaps(document, known, initiative, found);
        for stage in &initiative.stages {
            stages::stage(known, initiative, stage, found);
        }
    }
    for initiative in &document.initiatives.list {
        if names.get(initiative.name.trim()).is_some_and(|&count| count > 1) {
            let at = At::initiative(initiative).field(Field::Name);
            found.warning(&at, "another initiative has the same name", "Rename one of them");
        }
    }
}

fn values(initiative: &Initiative, found: &mut Findings) {
    let at = At::initiative(initiative);
    found.rule(&at.field(Field::Name), "name", rule::name(at.words()));
    found.rule(&at.field(Field::Cost), "cost", rule::entries(&initiative.cost_per_year));
    found.rule(&at, "list of objectives", rule::entries(&initiative.objectives));
    for cost in &initiative.cost_per_year {
        found.rule(&at.field(Field::Cost), "cost", rule::amount(cost.amount));
    }
    if let Some(cost) = initiative.stopping_cost {
        found.rule(&at, "cost of stopping", rule::weight(cost));
    }
    for amount in [initiative.benefit.amount, initiative.benefit.actual].into_iter().flatten() {
        found.rule(&at.field(Field::Benefit), "benefit", rule::amount(amount));
    }
    found.rule(&at, "progress", rule::progress(&initiative.progress));
    found.rule(&at, "team pulse", rule::pulse(&initiative.pulse));
    for chance in initiative.prospects.all().into_iter().flatten() {
        found.rule(&at, "chance", rule::share(chance));
    }
    for score in initiative.scores.values() {
        found.rule(&at.field(Field::Scores), "score", rule::amount(*score));
    }
    for (field, text) in [
        (None, &initiative.reference),
        (None, &initiative.department),
        (None, &initiative.sponsor),
        (Some(Field::Owner), &initiative.owner),
        (Some(Field::Outcome), &initiative.approved_outcome),
        (Some(Field::Benefit), &initiative.benefit.owner),
        (Some(Field::Benefit), &initiative.benefit.measure),
        (Some(Field::Benefit), &initiative.benefit.evidence),
        (Some(Field::Benefit), &initiative.benefit.pmo_accountable),
        (None, &initiative.contingency_plan),
    ]
    .into_iter()
    .chain(initiative.forcing.iter().map(|forcing| (None, &forcing.reason)))
    {
        let at = field.map_or_else(|| at.clone(), |field| at.field(field));
        found.rule(&at, "text", rule::text(text));
    }
}

fn links(known: &Known, initiative: &Initiative, found: &mut Findings) {
    let at = At::initiative(initiative);
    for id in initiative.objectives.iter().filter(|id| !known.objectives.contains(id)) {
        found.error(&at, format!("it serves objective {id}, which does not exist"), "Remove the link");
    }
    for (verb, ids) in [("requires", &initiative.requires), ("excludes", &initiative.excludes)] {
        for id in ids {
            if *id == initiative.id {
                found.error(&at, format!("it {verb} itself"), "Remove the link");
            } else if !known.initiatives.contains(id) {
                let message = format!("it {verb} initiative {id}, which does not exist");
                found.error(&at, message, "Remove the link");
            }
        }
    }
}

fn scores(known: &Known, initiative: &Initiative, found: &mut Findings) {
    let at = At::initiative(initiative).field(Field::Scores);
    for (id, score) in &initiative.scores {
        match known.criteria.get(id) {
            None => {
                let message = format!("it has a score on criterion {id}, which does not exist");
                found.error(&at, message, "Remove the score");
            }
            Some(criterion) if !known.leaves.contains(id) => {
                let name = shown(&criterion.name);
                let message = format!("it has a score on {name}, which has criteria under it");
                found.error(&at, message, "Score those instead");
            }
            Some(criterion) => {
                let (least, most) = criterion.scale.bounds();
                let rubric = matches!(criterion.scale, Scale::Levels { .. });
                if rubric && !(least..=most).contains(&score.get()) {
                    let message = format!("its score {score} on {} is no level", shown(&criterion.name));
                    found.error(&at, message, &format!("Choose a level from 1 to {most}"));
                }
            }
        }
    }
}

fn gaps(document: &Document, known: &Known, initiative: &Initiative, found: &mut Findings) {
    let at = At::initiative(initiative);
    let figures = &document.scoring.figures;
    let is_missing = |id: &&CriterionId| !initiative.scores.contains_key(id) && !figures.contains_key(id);
    let missing = known.leaves.iter().filter(is_missing).count();
    if missing > 0 {
        let message =
            format!("{missing} of {} criteria are not scored and count as nothing", known.leaves.len());
        found.warning(&at.field(Field::Scores), message, "Score it on the Prioritise page");
    }
    if initiative.in_plan && initiative.stages.is_empty() {
        let message = "it is in the plan but has no stages";
        found.warning(&at.field(Field::InPlan), message, "Add a stage with its people");
    }
    for check in entry_checks(initiative).iter().filter(|it| it.state <= initiative.state && !it.is_met) {
        let at = check.field.map_or_else(|| at.clone(), |field| at.field(field));
        found.warning(
            &at,
            format!("it is {}, but lacks {}", standing(initiative.state), check.what),
            check.remedy,
        );
    }
    if initiative.owner.trim().is_empty() {
        found.warning(&at.field(Field::Owner), "nobody owns it", "Name an owner");
    }
    let answers = !initiative.benefit.owner.trim().is_empty() || initiative.state == LifeCycle::Closeout;
    if initiative.benefit.amount.is_some() && !answers {
        found.warning(&at.field(Field::Benefit), "nobody answers for its benefit", "Name a benefit owner");
    }
    if initiative.needed_by.is_some_and(|day| day < document.portfolio.calendar.start) {
        let message = "it is needed before the calendar starts";
        found.warning(&at.field(Field::NeededBy), message, "Move the needed-by date or the start");
    }
    if let Some(cost) = initiative.cost_per_year.iter().find(|it| it.amount.get() < 0.0) {
        let message = format!("the cost of {} is negative, which makes room in the budget", cost.year);
        found.warning(&at.field(Field::Cost), message, "Take the minus away; what it brings in is a benefit");
    }
    if initiative.benefit.amount.is_some_and(|amount| amount.get() < 0.0) {
        let message = "its benefit is negative";
        found.warning(&at.field(Field::Benefit), message, "Take the minus away, or write it as a cost");
    }
}

/// What pairs are worth together.
pub(super) fn synergies(document: &Document, known: &Known, found: &mut Findings) {
    let mut pairs = BTreeSet::new();
    for Synergy { of, points } in &document.initiatives.synergies {
        let name = |id: InitiativeId| {
            let initiative = document.initiatives.initiative(id);
            initiative.map_or_else(|| format!("initiative {id}"), |it| shown(&it.name))
        };
        let [one, other] = of.map(name);
        let at = At::new(Place::Portfolio, format!("synergy of {one} and {other}"));
        found.rule(&at, "value", rule::synergy(*points));
        if of[0] == of[1] {
            found.error(&at, "it joins an initiative with itself", "Remove it, and score the initiative");
        } else if let Some(id) = of.iter().find(|id| !known.initiatives.contains(id)) {
            found.error(&at, format!("it names initiative {id}, which does not exist"), "Remove it");
        } else if !pairs.insert((of[0].min(of[1]), of[0].max(of[1]))) {
            found.error(&at, "it stands there twice", "Keep one of the two");
        }
    }
}

/// "under way": where it stands, in the middle of a sentence.
fn standing(state: LifeCycle) -> &'static str {
    match state {
        LifeCycle::Demand => "asked for",
        LifeCycle::Prioritising => "being prioritised",
        LifeCycle::Planning => "approved",
        LifeCycle::Execution => "under way",
        LifeCycle::Closeout => "in closeout",
    }
}
