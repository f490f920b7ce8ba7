//! Two to four plans side by side: value, cost, people and dates, and how each differs from the first.
//!
//! Value and cost follow from the documents alone; the rest is simulated with all
//! plans on the same draws, so that a difference is that of the plans and not of
//! luck. Every difference comes with its 95 % interval and, where it is simulated,
//! the share of runs in which the plan does better.
//!
//! All plans are valued with the weights of the first one, or a plan could be made
//! to look better by changing what counts. Weights are never exact, so a value has
//! the range that it takes if each weight may be half or one and a half of itself:
//! the sum of weight × value is linear, so its ends lie where the dearest criteria
//! get as much as they may (Dantzig 1957, *Discrete-variable extremum problems*).

mod finding;
mod indicator;
mod initiatives;
mod row;
mod runs;
mod set;

use serde::Serialize;
use thiserror::Error;

use super::money;
use super::simulate::{self, SimulateError};
use crate::engine::capacity::{Comparison, ComparisonError, ComparisonTally, Plan};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, ScenarioId};

pub use crate::engine::capacity::MOST_PLANS;
pub use finding::finding;
pub use indicator::{Indicator, Unit};
pub use initiatives::{Finish, InitiativeRow, initiative_rows};
pub use row::{Change, Compared, Row};
pub use runs::run_rows;
pub use set::set_rows;

/// Confidence of all intervals.
const CONFIDENCE: f64 = 0.95;

/// A plan to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// "Plan of record", or the scenario's name.
    pub name: String,
    /// The scenario; none for the plan itself.
    pub scenario: Option<ScenarioId>,
    /// The plan, with the scenario's changes.
    pub document: Document,
}

/// The simulations of a comparison, and which of its numbers is whose.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// What the engine runs.
    pub comparison: Comparison,
    /// Key of all draws: that of the first plan.
    pub seed: u64,
    /// Replications of a whole run: those of the first plan.
    pub iterations: u32,
    /// Initiatives that any plan has, in the order of the first plan that has them.
    pub initiatives: Vec<InitiativeId>,
    /// Share of the work of each plan that is not done by people below the level it asks for, 0 to 1.
    pub at_level: Vec<f64>,
    /// What stopping work of the first plan costs in each, in the document's currency and scale.
    pub stopping_cost: Vec<f64>,
}

/// Why plans cannot be simulated side by side.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DifferenceError {
    /// One of them cannot be simulated at all.
    #[error("{name}: {error}")]
    Plan {
        /// The plan.
        name: String,
        /// What is wrong with it.
        error: SimulateError,
    },
    /// Weeks that begin on different days are not the same weeks.
    #[error(
        "the calendar of {0} starts on another day than that of the first plan; give both the same start in the settings"
    )]
    Calendar(String),
    /// Too few or too many.
    #[error(transparent)]
    Comparison(#[from] ComparisonError),
}

/// Everything that is compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DifferenceReport {
    /// Names of the plans, the first being what the others are compared with.
    pub plans: Vec<String>,
    /// Key of all draws.
    pub seed: u64,
    /// Replications counted, the same draws for every plan.
    pub iterations: u64,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// The indicators.
    pub rows: Vec<Row>,
    /// Initiatives that any plan has.
    pub initiatives: Vec<InitiativeRow>,
}

/// Translates the plans for the engine.
///
/// # Errors
///
/// [`DifferenceError`] that names the plan.
pub fn prepare(plans: &[Candidate]) -> Result<Prepared, DifferenceError> {
    let prepared = plans
        .iter()
        .map(|plan| {
            let named = |error| DifferenceError::Plan { name: plan.name.clone(), error };
            simulate::prepare(&plan.document).map_err(named)
        })
        .collect::<Result<Vec<_>, _>>()?;
    let start = |plan: &Candidate| plan.document.portfolio.calendar.start;
    if let Some(other) = plans.iter().find(|plan| start(plan) != start(&plans[0])) {
        return Err(DifferenceError::Calendar(other.name.clone()));
    }
    let mut initiatives: Vec<InitiativeId> = Vec::new();
    for id in prepared.iter().flat_map(|plan| &plan.initiatives) {
        if !initiatives.contains(id) {
            initiatives.push(*id);
        }
    }
    let index = |plan: &simulate::Prepared, id: InitiativeId| {
        let place = plan.initiatives.iter().position(|it| *it == id)?;
        u32::try_from(place).ok()
    };
    let rows = initiatives.iter().map(|id| prepared.iter().map(|plan| index(plan, *id)).collect()).collect();
    let (seed, iterations) = prepared.first().map_or((0, 0), |first| (first.seed, first.iterations));
    let at_level = prepared.iter().map(|plan| plan.at_level).collect();
    let lanes = prepared
        .into_iter()
        .zip(plans)
        .map(|(plan, of)| Plan {
            purse: money::purse(&plan, &of.document, seed),
            policy: plan.engine_policy(),
            problem: plan.problem,
        })
        .collect();
    let stopping_cost =
        plans.iter().map(|plan| set::stopping_cost(&plans[0].document, &plan.document)).collect();
    let comparison = Comparison::new(lanes, rows)?;
    Ok(Prepared { comparison, seed, iterations, initiatives, at_level, stopping_cost })
}

/// Puts set and simulation together.
pub fn report(plans: &[Candidate], prepared: &Prepared, tally: &ComparisonTally) -> DifferenceReport {
    let mut rows = set_rows(plans);
    rows.extend(run_rows(prepared, tally));
    rows.sort_by_key(|row| row.indicator);
    DifferenceReport {
        plans: plans.iter().map(|plan| plan.name.clone()).collect(),
        seed: prepared.seed,
        iterations: tally.iterations(),
        checksum: format!("{:016x}", tally.checksum()),
        rows,
        initiatives: initiative_rows(plans, prepared, tally),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::capacity::compare;
    use crate::model::edit::{Edit, RoleChange};
    use crate::model::finite::Finite;
    use crate::model::sample;

    fn candidate(name: &str, document: &Document) -> Candidate {
        Candidate { name: name.to_owned(), scenario: None, document: document.clone() }
    }

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn compared(plans: &[Candidate], iterations: u32) -> DifferenceReport {
        let prepared = prepare(plans).unwrap();
        let tally = compare(&prepared.comparison, prepared.seed, 0..iterations);
        report(plans, &prepared, &tally)
    }

    #[test]
    fn a_plan_compared_with_itself_differs_by_exactly_nothing() {
        let plans = [candidate("A", &gmpp()), candidate("B", &gmpp())];
        let report = compared(&plans, 400);
        for row in &report.rows {
            let change = row.plans[1].unwrap().change.unwrap();
            assert_eq!(change.difference.to_bits(), 0.0_f64.to_bits(), "{:?}", row.indicator);
            assert!(change.range.is_none_or(|range| range == (0.0, 0.0)), "{:?} {change:?}", row.indicator);
            assert!(change.better.is_none_or(|share| share == 0.0));
            assert!(change.worse.is_none_or(|share| share == 0.0));
        }
        for row in &report.initiatives {
            let change = row.plans[1].unwrap().change.unwrap();
            assert_eq!((change.difference, change.range), (0.0, Some((0.0, 0.0))));
        }
    }

    /// What the page shows of one plan elsewhere is what it shows here.
    #[test]
    fn the_first_plan_has_the_figures_of_its_own_simulation() {
        let document = gmpp();
        let plans = [candidate("A", &document), candidate("B", &document)];
        let found = compared(&plans, 512);
        let prepared = simulate::prepare(&document).unwrap();
        let tally = crate::engine::capacity::simulate(
            &prepared.problem,
            prepared.engine_policy(),
            prepared.seed,
            0..512,
        );
        let alone = simulate::report(&prepared, &document, &tally);
        let value = |indicator| {
            found.rows.iter().find(|row| row.indicator == indicator).unwrap().plans[0].unwrap().value
        };
        assert!((value(Indicator::RightPeople) - alone.right_people.unwrap().share).abs() < 1e-12);
        assert!((value(Indicator::RightTime) - alone.right_time.unwrap().share).abs() < 1e-12);
        assert_eq!(Some(value(Indicator::P80)), alone.makespan_weeks.p80.map(f64::from));
        for (row, initiative) in found.initiatives.iter().zip(&alone.initiatives) {
            let finish = row.plans[0].unwrap();
            assert_eq!((row.id, finish.weeks), (initiative.id, initiative.finish_weeks));
            assert_eq!(finish.on_time, initiative.on_time);
        }
    }

    #[test]
    fn common_luck_makes_a_difference_sharper_than_either_figure() {
        let document = gmpp();
        let role = &document.people.roles[0];
        let mut richer = document.clone();
        let heads = Finite::new(role.heads.get() + 1.0).unwrap();
        Edit::Role { role: role.id, change: RoleChange::Heads(heads) }.apply(&mut richer).unwrap();
        let report = compared(&[candidate("A", &document), candidate("B", &richer)], 1_024);
        let people = report.rows.iter().find(|row| row.indicator == Indicator::RightPeople).unwrap();
        let (one, other) = (people.plans[0].unwrap().range.unwrap(), people.plans[1].unwrap());
        let change = other.change.unwrap();
        let width = |(low, high): (f64, f64)| high - low;
        assert!(change.difference > 0.0 && change.is_sure());
        assert!(change.worse == Some(0.0), "nobody waits: more people never staff less");
        assert!(width(change.range.unwrap()) < 0.5 * width(one), "{change:?} beside {one:?}");
    }
}
