//! The portfolio as a whole: how much it holds, its settings, its identifiers, its strategy.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::{At, Findings, shown};
use super::{Known, Place, edit};
use crate::model::document::Document;
use crate::model::guardrail::{Bound, WorkPart};
use crate::model::limits;
use crate::model::office::leader::MOST_PEERS;
use crate::model::office::registers::Register;
use crate::model::rule;

/// A document that holds too much is not looked at any closer.
pub(super) fn sizes(document: &Document, found: &mut Findings) {
    let edits: usize = document.scenarios.list.iter().map(|scenario| edit::count(&scenario.edits)).sum();
    let kept = &document.office.registers;
    let registers = Register::ALL.iter().map(|it| (it.many(), kept.len(*it), limits::ITEMS));
    for (what, count, most) in [
        ("initiatives", document.initiatives.list.len(), limits::ITEMS),
        ("stages", document.initiatives.stages().count(), limits::ITEMS),
        ("objectives", document.strategy.objectives.len(), limits::ITEMS),
        ("priority statements", document.strategy.priorities.len(), limits::ITEMS),
        ("criteria", document.scoring.criteria.len(), limits::ITEMS),
        ("comparisons", document.scoring.judgements.len(), limits::LINKS),
        ("risks", document.initiatives.risks.len(), limits::ITEMS),
        ("roles", document.people.roles.len(), limits::PEOPLE),
        ("people", document.people.roster.len(), limits::PEOPLE),
        ("links", document.initiatives.links(), limits::LINKS),
        ("scenarios", document.scenarios.list.len(), limits::ITEMS),
        ("edits in scenarios", edits, limits::ITEMS),
        ("assessments", document.office.assessments.len(), limits::ITEMS),
        ("decisions", document.decisions.list.len(), limits::ITEMS),
        ("change notices", document.decisions.notices.len(), limits::ITEMS),
        ("drills", document.decisions.drills.len(), limits::ITEMS),
        ("duties", document.office.duties.list.len(), limits::DUTIES),
        ("peers of the leader", document.office.leader.peers.len(), MOST_PEERS),
        ("services of the office", document.office.charter.services.len(), limits::OFFICE_LIST),
        ("stakeholders", document.office.stakeholders.list.len(), limits::OFFICE_LIST),
        ("contacts with stakeholders", document.office.stakeholders.contacts.len(), limits::ITEMS),
        ("steps to be trusted", document.office.stakeholders.credibility.len(), limits::OFFICE_LIST),
        ("other offices", document.office.network.offices.len(), limits::OFFICE_LIST),
        ("ties between offices", document.office.network.ties.len(), limits::TIES),
        ("processes", document.office.processes.len(), limits::OFFICE_LIST),
        ("past offices", document.office.past.len(), limits::OFFICE_LIST),
        ("participants", document.workshop.participants.len(), limits::PARTICIPANTS),
        ("rounds of the workshop", document.workshop.rounds.len(), limits::ROUNDS),
        ("answers in the workshop", document.workshop.answers(), limits::OPINIONS),
        ("items on the agenda", document.workshop.agenda.len(), limits::AGENDA),
        ("holders of duties", document.office.duties.holders.len(), limits::HOLDERS),
    ]
    .into_iter()
    .chain(registers)
    {
        if count > most {
            let message = format!("it holds {count} {what}");
            let remedy = format!("At most {most} are possible; split the portfolio");
            found.error(&At::portfolio(), message, &remedy);
        }
    }
}

pub(super) fn settings(document: &Document, found: &mut Findings) {
    let portfolio = &document.portfolio;
    let at = At::portfolio();
    found.rule(&at, "name", rule::name(&portfolio.name));
    found.rule(&at, "note", rule::text(&portfolio.note));
    found.rule(&at, "currency", rule::name(&portfolio.currency.code));
    for label in &portfolio.mode_labels {
        found.rule(&at, "name of a delivery mode", rule::name(label));
    }
    if !(1..=limits::HORIZON_WEEKS).contains(&portfolio.calendar.horizon_weeks) {
        let message = format!("the horizon is {} weeks", portfolio.calendar.horizon_weeks);
        found.error(&at, message, &format!("Choose 1 to {} weeks", limits::HORIZON_WEEKS));
    }
    if !(1..=1_000_000).contains(&portfolio.simulation.iterations) {
        let message = format!("{} replications are asked for", portfolio.simulation.iterations);
        found.error(&at, message, "Choose 1 to 1,000,000");
    }
    found.rule(&at, "correlation of stages", rule::share(portfolio.simulation.correlation));
    found.rule(&at, "table of correlations", rule::correlations(&portfolio.correlations));
    if let Some(share) = portfolio.simulation.cost_with_work {
        found.rule(&at, "share of the cost that grows with the work", rule::share(share));
    }
    if let Some(most) = portfolio.simulation.most_at_once {
        found.rule(&at, "limit on initiatives at once", rule::most_at_once(most));
    }
    let ramp = f64::from(portfolio.simulation.ramp_weeks);
    let longest = f64::from(limits::HORIZON_WEEKS);
    if ramp > longest {
        found.error(&at, format!("benefits rise for {ramp} weeks"), &format!("Choose at most {longest}"));
    }
    found.rule(&at, "budget", rule::entries(&portfolio.budget_per_year));
    for year in &portfolio.budget_per_year {
        found.rule(&at, "budget", rule::weight(year.amount));
    }
    found.rule(&at, "list of reasons", rule::entries(&portfolio.selection.reasons));
    for reason in &portfolio.selection.reasons {
        found.rule(&at, "reason", rule::name(reason));
    }
}

/// Each part and bound once, within the percentages, of what is there; and no more kept than there is.
pub(super) fn guardrails(document: &Document, known: &Known, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let mut kept: BTreeMap<&str, f64> = BTreeMap::new();
    for rail in &document.portfolio.selection.guardrails {
        let at = At::new(Place::Portfolio, "guardrails of the budget");
        found.rule(&at, "guardrail", rule::percent(rail.percent));
        if !seen.insert((rail.of, rail.bound)) {
            found.error(&at, "a guardrail stands there twice", "Keep one of the two");
        }
        if let WorkPart::Objective(id) = rail.of
            && !known.objectives.contains(&id)
        {
            found.error(&at, format!("one is of objective {id}, which does not exist"), "Remove it");
        }
        if rail.bound == Bound::Kept {
            *kept.entry(rail.of.division()).or_default() += rail.percent.get();
        }
    }
    for (division, percent) in kept.into_iter().filter(|(_, percent)| *percent > 100.0) {
        let at = At::new(Place::Portfolio, "guardrails of the budget");
        let message = format!("{percent} % of the budget is kept for parts by {division}");
        found.warning(&at, message, "Keep 100 % at most; otherwise nothing can be selected");
    }
}

pub(super) fn identifiers(document: &Document, found: &mut Findings) {
    let mut seen = BTreeSet::new();
    let initiatives = &document.initiatives.list;
    let scenarios = &document.scenarios.list;
    let assessments = &document.office.assessments;
    let duties = &document.office.duties;
    let decisions = &document.decisions;
    let all = (document.strategy.objectives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.strategy.priorities.iter().map(|it| (it.id.0, &it.by)))
        .chain(document.scoring.criteria.iter().map(|it| (it.id.0, &it.name)))
        .chain(initiatives.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.initiatives.stages().map(|(_, stage)| (stage.id.0, &stage.name)))
        .chain(document.initiatives.risks.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.people.roles.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.people.roster.iter().map(|it| (it.id.0, &it.name)))
        .chain(scenarios.iter().map(|it| (it.id.0, &it.name)))
        .chain(scenarios.iter().flat_map(|it| it.added_ids().into_iter().map(move |id| (id, &it.name))))
        .chain(assessments.iter().map(|it| (it.id.0, &it.name)))
        .chain(assessments.iter().flat_map(|it| &it.respondents).map(|it| (it.id.0, &it.name)))
        .chain(document.office.leader.peers.iter().map(|it| (it.id.0, &it.name)))
        .chain(duties.holders.iter().map(|it| (it.id.0, &it.name)))
        .chain(duties.list.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.charter.services.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.stakeholders.list.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.stakeholders.contacts.iter().map(|it| (it.id.0, &it.about)))
        .chain(document.office.stakeholders.credibility.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.network.offices.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.processes.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.past.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.office.registers.marks().into_iter().map(|(id, words)| (id.0, words)))
        .chain(document.workshop.participants.iter().map(|it| (it.id.0, &it.name)))
        .chain(document.workshop.agenda.iter().map(|it| (it.id.0, &it.name)))
        .chain(decisions.list.iter().map(|it| (it.id.0, &it.title)))
        .chain(decisions.notices.iter().map(|it| (it.id.0, &it.title)))
        .chain(decisions.drills.iter().map(|it| (it.id.0, &it.shock)));
    for (id, name) in all {
        let at = At::new(Place::Portfolio, name);
        if !seen.insert(id) {
            let message = format!("the number {id} is used twice");
            found.error(&at, message, "Give one of the two a number of its own");
        }
        if id >= document.next_id {
            let message = format!("the number {id} is not below next_id, {}", document.next_id);
            found.error(&at, message, "Set next_id above every number in use");
        }
    }
}

pub(super) fn objectives(document: &Document, found: &mut Findings) {
    for objective in &document.strategy.objectives {
        let at = At::new(Place::Portfolio, format!("objective {}", shown(&objective.name)));
        found.rule(&at, "name", rule::name(&objective.name));
        found.rule(&at, "note", rule::text(&objective.note));
    }
}
