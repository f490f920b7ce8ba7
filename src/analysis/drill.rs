//! Pivot drill: a shock to the user's own plan, drawn at random, and what it and the new plan do to the figures.

use super::decision::kept;
use super::difference::{Candidate, prepare, run_rows, set_rows};
use crate::engine::capacity::compare;
use crate::model::decision::KeptFigures;
use crate::model::document::Document;
use crate::model::edit::{Edit, PortfolioChange, RoleChange};
use crate::model::finite::Finite;
use crate::model::people::{HeadChange, Role};
use crate::model::portfolio::YearAmount;

/// Replications for the figures of a drill: a rough picture at once.
const ITERATIONS: u32 = 512;

/// Share of the budget that a cut leaves.
const CUT: f64 = 0.75;

/// Something unexpected.
#[derive(Clone, Debug, PartialEq)]
pub struct Shock {
    /// "Architect: half of the people are gone".
    pub words: String,
    /// What it does to the plan.
    pub edits: Vec<Edit>,
}

/// Every shock that `plan` can suffer: each role that is needed halves, the budget is cut, the last in priority comes
/// first.
pub fn shocks(plan: &Document) -> Vec<Shock> {
    let is_needed = |role: &&Role| {
        let demands = plan.initiatives.in_plan().flat_map(|it| &it.stages).flat_map(|stage| &stage.demand);
        role.heads.get() >= 1.0 && demands.into_iter().any(|demand| demand.role == role.id)
    };
    let mut found: Vec<Shock> = plan.people.roles.iter().filter(is_needed).map(halved).collect();
    let budget = &plan.portfolio.budget_per_year;
    if budget.iter().any(|year| year.amount.get() > 0.0) {
        let cut = |year: &YearAmount| YearAmount { amount: scaled(year.amount, CUT), ..*year };
        found.push(Shock {
            words: format!("The budget is cut by {:.0} %", (1.0 - CUT) * 100.0),
            edits: vec![Edit::Portfolio(PortfolioChange::BudgetPerYear(budget.iter().map(cut).collect()))],
        });
    }
    if let Some(last) = plan.initiatives.in_plan().skip(1).last() {
        found.push(Shock {
            words: format!("{} comes first from today on", last.name),
            edits: vec![Edit::MoveInitiative { initiative: last.id, position: 0 }],
        });
    }
    found
}

/// One of [`shocks`]: `draw` may be any number; none if the plan can suffer none.
pub fn shock(plan: &Document, draw: u32) -> Option<Shock> {
    let mut found = shocks(plan);
    let count = u32::try_from(found.len()).ok().filter(|count| *count > 0)?;
    Some(found.swap_remove((draw % count) as usize))
}

/// Figures of `plans`, all on the same draws, the first being what the others are compared with.
///
/// A plan that cannot be simulated, as when a role no longer has as many people as a stage needs, keeps only the
/// figures that need no simulation.
pub fn figures(plans: &[Document]) -> Vec<KeptFigures> {
    let named = |document: &Document| Candidate {
        name: "plan".to_owned(),
        scenario: None,
        document: document.clone(),
    };
    let candidates: Vec<Candidate> = plans.iter().map(named).collect();
    let sets = set_rows(&candidates);
    let of = |(index, candidate): (usize, &Candidate)| {
        let mut rows = sets.clone();
        let pair = [candidates[0].clone(), candidate.clone()];
        // Beside the first, so that one impossible plan leaves the others their figures; alone if the first is it.
        let both = prepare(&pair).map(|prepared| (prepared, 1));
        let found =
            both.or_else(|_| prepare(&[candidate.clone(), candidate.clone()]).map(|prepared| (prepared, 0)));
        let mut iterations = 0;
        if let Ok((prepared, place)) = found {
            let tally = compare(&prepared.comparison, prepared.seed, 0..ITERATIONS);
            iterations = ITERATIONS;
            rows.extend(run_rows(&prepared, &tally).into_iter().map(|mut row| {
                let figure = row.plans[place];
                row.plans = vec![figure; candidates.len()];
                row
            }));
        }
        kept(candidate, index, &rows, iterations)
    };
    candidates.iter().enumerate().map(of).collect()
}

/// Half of the people, whole ones, from the beginning to the end.
fn halved(role: &Role) -> Shock {
    let half = |heads: Finite| Finite::new((heads.get() / 2.0).floor()).unwrap_or(heads);
    let changes: Vec<HeadChange> =
        role.changes.iter().map(|change| HeadChange { heads: half(change.heads), ..*change }).collect();
    let mut edits = vec![Edit::Role { role: role.id, change: RoleChange::Heads(half(role.heads)) }];
    if !changes.is_empty() {
        edits.push(Edit::Role { role: role.id, change: RoleChange::HeadChanges(changes) });
    }
    Shock { words: format!("{}: half of the people are gone", role.name), edits }
}

fn scaled(amount: Finite, share: f64) -> Finite {
    Finite::new(amount.get() * share).unwrap_or(amount)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn every_shock_is_admissible_and_does_something() {
        for key in ["gmpp", "solo"] {
            let plan = sample::find(key).unwrap().document();
            let shocks = shocks(&plan);
            assert!(shocks.len() >= 2, "{key}: {shocks:?}");
            for found in &shocks {
                let mut after = plan.clone();
                for edit in &found.edits {
                    edit.apply(&mut after).unwrap();
                }
                assert_ne!(after, plan, "{}", found.words);
            }
            for draw in [0, 1, 7, u32::MAX] {
                assert!(shocks.contains(&shock(&plan, draw).unwrap()));
            }
        }
        assert_eq!(shock(&Document::default(), 3), None);
    }

    #[test]
    fn figures_of_the_same_plan_are_the_same() {
        let plan = sample::find("gmpp").unwrap().document();
        let found = figures(&[plan.clone(), plan]);
        assert_eq!(found[0].right_time, found[1].right_time);
        assert_eq!(found[0].finish_p80, found[1].finish_p80);
        assert_eq!(found[1].iterations, ITERATIONS);
    }

    #[test]
    fn a_plan_that_cannot_be_done_keeps_its_value_and_cost() {
        let plan = sample::find("gmpp").unwrap().document();
        let mut impossible = plan.clone();
        for role in &mut impossible.people.edit().roles {
            role.heads = Finite::ZERO;
            role.changes.clear();
        }
        let found = figures(&[plan, impossible]);
        assert_eq!((found[1].iterations, found[1].right_time), (0, None));
        assert_eq!((found[1].value, found[1].cost), (found[0].value, found[0].cost));
    }
}
