//! What the office was worth: strategic goals, operational efficiency and project value, each with its evidence.
//!
//! Nothing is asked for a second time: decisions, processes, services and benefits are kept already. What has no
//! evidence is listed and marked, and no sum contains it.

use jiff::civil::Date;
use serde::Serialize;

use super::blockers::blockers;
use super::registers::recovery::median_recovery;
use super::written::{money, number};
use crate::model::decision::Decision;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::office::Office;
use crate::model::office::charter::ServiceKind;
use crate::model::office::process::{HOURS_PER_FTE_YEAR, Process};

/// Hours of a working day [h].
const HOURS_PER_DAY: f64 = 8.0;

/// The three lanes, and what the office costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueReport {
    /// Decisions taken, and what chooses the work.
    pub goals: Vec<ValueItem>,
    /// Processes made leaner, and what helps to do the work.
    pub efficiency: Vec<ValueItem>,
    /// Benefits that somebody answers for.
    pub projects: Vec<ValueItem>,
    /// Decisions that were taken.
    pub decisions: usize,
    /// Of these, those that changed the plan.
    pub changed_plan: usize,
    /// Saved by processes that were made leaner [person-days a year]; below 0 if they take more, none if nobody knows
    /// what any took before.
    pub days_saved: Option<f64>,
    /// The same in money a year, in the document's currency and scale; none if nobody has said what a person costs.
    pub money_saved: Option<f64>,
    /// Benefits in the plan with owner, measure and date, in the document's currency and scale.
    pub protected: f64,
    /// All benefits in the plan that are money.
    pub promised: f64,
    /// What the office costs a year; none if nobody has said.
    pub cost_per_year: Option<f64>,
}

/// Something that the office did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueItem {
    /// What.
    pub what: String,
    /// What came of it; empty if nobody knows.
    pub effect: String,
    /// How one knows; empty without evidence.
    pub evidence: String,
}

impl ValueReport {
    /// Items without evidence, in all lanes.
    pub fn unproved(&self) -> usize {
        let lanes = [&self.goals, &self.efficiency, &self.projects];
        lanes.into_iter().flatten().filter(|it| it.evidence.is_empty()).count()
    }

    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty() && self.efficiency.is_empty() && self.projects.is_empty()
    }
}

/// Reads what `document` keeps.
pub fn value_report(document: &Document) -> ValueReport {
    let office = &document.office;
    let taken: Vec<&Decision> = document.decisions.list.iter().filter(|it| it.outcome.is_some()).collect();
    let mut goals: Vec<ValueItem> = taken.iter().filter_map(|it| of_decision(it)).collect();
    goals.extend(services(document, &[ServiceKind::Spm]));
    let mut efficiency: Vec<ValueItem> = office
        .processes
        .iter()
        .filter_map(|it| {
            let hours = it.saved_hours_per_year()?;
            (hours.abs() > 1e-9).then(|| ValueItem {
                what: it.name.clone(),
                effect: days(hours / HOURS_PER_DAY),
                evidence: format!(
                    "{} hours a month of each of {} people, {} before",
                    it.hours_per_month.get(),
                    it.people.get(),
                    it.hours_before.map_or(0.0, Finite::get)
                ),
            })
        })
        .collect();
    efficiency.extend(cleared(office));
    efficiency.extend(services(document, &[ServiceKind::Apm, ServiceKind::Tactical]));
    let saved: Vec<f64> = office.processes.iter().filter_map(Process::saved_hours_per_year).collect();
    let hours: f64 = saved.iter().sum();
    let head = &office.charter.head;
    let cost_per_fte = head.cost_per_fte.map(Finite::get);
    let (projects, protected, promised) = benefits(document);
    ValueReport {
        decisions: taken.len(),
        changed_plan: taken.iter().filter(|it| changes_plan(it)).count(),
        days_saved: (!saved.is_empty()).then_some(hours / HOURS_PER_DAY),
        money_saved: cost_per_fte.filter(|_| !saved.is_empty()).map(|cost| cost * hours / HOURS_PER_FTE_YEAR),
        cost_per_year: head.people_fte.zip(cost_per_fte).map(|(people, cost)| people.get() * cost),
        goals,
        efficiency,
        projects,
        protected,
        promised,
    }
}

/// Blockers that the office removed, and how fast red work was green again.
fn cleared(office: &Office) -> Vec<ValueItem> {
    let blockers = blockers(office);
    let last = blockers.quarters.last().filter(|it| it.removed > 0);
    let removed = last.map(|last| ValueItem {
        what: "Blockers out of the way of project managers".to_owned(),
        effect: format!("{} removed, {} of them in {}", blockers.removed(), last.removed, last.words()),
        evidence: "Issue log and stakeholders: those that the office took on".to_owned(),
    });
    let recovered = median_recovery(office).map(|(days, events)| ValueItem {
        what: "Red work green again".to_owned(),
        effect: format!("half of it within {} days", number(days, usize::from(days.fract() != 0.0))),
        evidence: format!("Red events that are over: {events}"),
    });
    removed.into_iter().chain(recovered).collect()
}

/// Whether something else than the plan of record was chosen.
fn changes_plan(decision: &Decision) -> bool {
    let chosen = decision.outcome.as_ref().and_then(|it| decision.alternatives.get(it.alternative as usize));
    chosen.is_some_and(|it| it.scenario.is_some())
}

fn of_decision(decision: &Decision) -> Option<ValueItem> {
    let outcome = decision.outcome.as_ref()?;
    let chosen = decision.alternatives.get(outcome.alternative as usize)?;
    let record = decision.alternatives.iter().find(|it| it.scenario.is_none());
    let mut effect = vec![format!("“{}” was chosen", chosen.name)];
    if !chosen.changes.trim().is_empty() {
        effect.push(chosen.changes.trim().trim_end_matches('.').to_owned());
    }
    if let Some(record) = record.filter(|_| chosen.scenario.is_some()) {
        let finish: Option<(Date, Date)> = chosen.figures.finish_p80.zip(record.figures.finish_p80);
        if let Some((new, old)) = finish.filter(|(new, old)| new != old) {
            let days = (old - new).get_days();
            let word = if days > 0 { "sooner" } else { "later" };
            effect.push(format!("finished {} days {word} (P80)", days.abs()));
        }
        let short = chosen.figures.short_role_weeks.zip(record.figures.short_role_weeks);
        if let Some((new, old)) = short.filter(|(new, old)| new != old) {
            effect.push(format!("{} short weeks of roles instead of {}", new.get(), old.get()));
        }
    }
    let day = outcome.date.map_or_else(String::new, |day| format!(" on {day}"));
    let decider = outcome.decider.trim();
    // A decision of nobody on no day is hearsay.
    let evidence = if decider.is_empty() && outcome.date.is_none() {
        String::new()
    } else {
        let by = if decider.is_empty() { String::new() } else { format!(" by {decider}") };
        format!("Decided{by}{day}; the figures are those of that day")
    };
    Some(ValueItem { what: decision.title.clone(), effect: effect.join("; "), evidence })
}

fn services(document: &Document, kinds: &[ServiceKind]) -> Vec<ValueItem> {
    let of = document.office.charter.done().filter(|it| kinds.contains(&it.kind));
    of.map(|it| {
        let effect = it.effect.trim();
        let objective = it.objective.and_then(|id| document.strategy.objective(id));
        let goal = objective.map_or_else(String::new, |it| format!(", for {}", it.name));
        ValueItem {
            what: it.name.clone(),
            effect: effect.to_owned(),
            evidence: if effect.is_empty() { String::new() } else { format!("Effect in the charter{goal}") },
        }
    })
    .collect()
}

/// Benefits of the plan that are money, the largest first; the sum of those that somebody answers for, and of all.
fn benefits(document: &Document) -> (Vec<ValueItem>, f64, f64) {
    let mut list: Vec<_> = document
        .initiatives
        .in_plan()
        .filter_map(|it| Some((it, it.benefit.amount?.get())))
        .filter(|(_, amount)| *amount > 0.0)
        .collect();
    list.sort_by(|one, other| other.1.total_cmp(&one.1));
    let is_protected = |it: &crate::model::initiative::Initiative| {
        let said = |text: &str| !text.trim().is_empty();
        said(&it.benefit.owner) && said(&it.benefit.measure) && it.benefit.date.is_some()
    };
    let currency = &document.portfolio.currency;
    let items = list.iter().map(|(it, amount)| ValueItem {
        what: it.name.clone(),
        effect: match it.benefit.actual.filter(|_| it.benefit.reviewed.is_some()) {
            Some(actual) => {
                format!("{} promised, {} came", money(*amount, currency), money(actual.get(), currency))
            }
            None => format!("{} promised", money(*amount, currency)),
        },
        evidence: if is_protected(it) {
            let day = it.benefit.date.map_or_else(String::new, |day| format!(" on {day}"));
            format!(
                "{} answers for it; measured{day}: {}",
                it.benefit.owner.trim(),
                it.benefit.measure.trim()
            )
        } else {
            String::new()
        },
    });
    let protected = list.iter().filter(|(it, _)| is_protected(it)).map(|(_, amount)| amount).sum();
    (items.collect(), protected, list.iter().map(|(_, amount)| amount).sum())
}

fn days(days: f64) -> String {
    let word = if days >= 0.0 { "saved" } else { "more" };
    format!("{:.0} person-days a year {word}", days.abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::decision::{Alternative, KeptFigures, Outcome, Reversibility};
    use crate::model::id::{DecisionId, ScenarioId};
    use crate::model::sample;
    use jiff::civil::date;

    /// U9: 12 × ((9.5 − 6)·40 + (12 − 9)·16) hours saved, 8 a day; the survey takes what it took.
    #[test]
    fn days_saved_are_those_of_processes_that_say_what_they_took() {
        let report = value_report(&sample::SAMPLES[0].document());
        let hours = 12.0 * (3.5 * 40.0 + 3.0 * 16.0);
        assert!((report.days_saved.unwrap() - hours / 8.0).abs() < 1e-9);
        assert!((report.money_saved.unwrap() - 0.07 * hours / 1_720.0).abs() < 1e-12);
        assert!((report.cost_per_year.unwrap() - 0.14).abs() < 1e-12);
        let what = "two leaner processes, blockers, recovery and four services";
        assert_eq!(report.efficiency.len(), 2 + 2 + 4, "{what}");
    }

    /// P44: nobody answers for a benefit without owner, measure and day.
    #[test]
    fn a_benefit_is_protected_by_owner_measure_and_day() {
        let mut document = sample::SAMPLES[0].document();
        for it in &mut document.initiatives.edit().list {
            it.benefit.owner.clear();
        }
        let none = value_report(&document);
        assert!(none.protected.abs() < 1e-12 && none.promised > 0.0);
        let id = document.initiatives.in_plan().find(|it| it.benefit.amount.is_some()).unwrap().id;
        let list = &mut document.initiatives.edit().list;
        let one = list.iter_mut().find(|it| it.id == id).unwrap();
        one.benefit.owner = "Owner".into();
        one.benefit.measure = "Calls saved".into();
        one.benefit.date = Some(date(2026, 1, 1));
        let amount = one.benefit.amount.unwrap().get();
        let report = value_report(&document);
        assert!((report.protected - amount).abs() < 1e-9);
        assert_eq!(report.unproved(), none.unproved() - 1);
    }

    #[test]
    fn a_decision_says_what_it_changed() {
        let mut document = Document::default();
        let plan = |name: &str, scenario, day| Alternative {
            name: name.into(),
            scenario,
            changes: String::new(),
            figures: KeptFigures { finish_p80: Some(day), ..KeptFigures::default() },
        };
        let decision = Decision {
            id: DecisionId(1),
            title: "Stop the portal?".into(),
            situation: String::new(),
            asked_on: None,
            decide_by: None,
            alternatives: vec![
                plan("Plan", None, date(2026, 5, 31)),
                plan("Without it", Some(ScenarioId(2)), date(2026, 5, 1)),
            ],
            recommendation: None,
            involved: String::new(),
            project_manager: false,
            reversibility: Reversibility::default(),
            outcome: None,
        };
        document.decisions.edit().list.push(decision);
        assert_eq!(value_report(&document).decisions, 0, "an open question is no decision");
        let outcome = Outcome { alternative: 1, decider: "Board".into(), date: None, why: String::new() };
        document.decisions.edit().list[0].outcome = Some(outcome);
        let report = value_report(&document);
        assert_eq!((report.decisions, report.changed_plan, report.unproved()), (1, 1, 0));
        assert_eq!(report.goals[0].effect, "“Without it” was chosen; finished 30 days sooner (P80)");
        document.decisions.edit().list[0].outcome.as_mut().unwrap().decider.clear();
        assert_eq!(value_report(&document).unproved(), 1);
    }

    #[test]
    fn an_empty_document_claims_nothing() {
        let report = value_report(&Document::default());
        assert!(report.is_empty());
        assert_eq!((report.days_saved, report.cost_per_year, report.unproved()), (None, None, 0));
    }
}
