//! The best set of initiatives that an amount of money can buy, proved where that is quick.

use crate::engine::selection::problem::{Demand, Parts, Problem, Requirement, Row};
use crate::engine::selection::search::{SolveStatus, select};
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, Initiatives};

/// Units of value in a score of 1: what differs by less than a millionth is equal.
const VALUE_UNITS: f64 = 1e6;

/// Greatest amount of money in units, well within what the engine adds up exactly.
const MOST_MONEY_UNITS: f64 = 5e11;

/// Nodes of the search: enough to prove hundreds of initiatives, few enough for every step of a drag.
const NODES: u64 = 400;

/// The best set found, and how good any set could be.
#[derive(Clone, Debug, PartialEq)]
pub struct BestSet {
    /// In document order.
    pub chosen: Vec<InitiativeId>,
    /// Sum of its scores.
    pub value: f64,
    /// No set within the money is worth more, to a millionth for each initiative.
    pub upper_bound: f64,
    /// Whether the two are the same.
    pub is_proved: bool,
}

/// Finds the set that is worth most among those that cost at most `limit_money` in all and keep to
/// what each initiative requires and excludes.
///
/// `value_of` gives scores from 0 to 1. Costs below 0 count as nothing. Amounts are compared to a
/// ten-thousandth of the document's unit, very large ones less finely.
///
/// # Panics
///
/// Never: links to initiatives that do not exist are left out, and amounts are brought within limits.
pub fn best_set(
    initiatives: &Initiatives,
    value_of: impl Fn(&Initiative) -> f64,
    limit_money: f64,
) -> BestSet {
    let list = &initiatives.list;
    let index_of = |id: InitiativeId| list.iter().position(|it| it.id == id).map(index);
    let costs: Vec<f64> = list.iter().map(|it| it.cost_money().max(0.0)).collect();
    let greatest = costs.iter().copied().fold(limit_money.max(1.0), f64::max);
    let units_per_money = [1e4, 1e2, 1.0].into_iter().find(|units| greatest * units <= MOST_MONEY_UNITS);
    let units_per_money = units_per_money.unwrap_or(MOST_MONEY_UNITS / greatest);
    let demands =
        (0..).zip(&costs).map(|(candidate, cost)| Demand { candidate, units: whole(cost * units_per_money) });
    let parts = Parts {
        values: list.iter().map(|it| whole(value_of(it) * VALUE_UNITS)).collect(),
        rows: vec![Row { demands: demands.collect(), limit: whole(limit_money.max(0.0) * units_per_money) }],
        requirements: (0..)
            .zip(list)
            .flat_map(|(candidate, it)| {
                let known = it.requires.iter().filter(|id| **id != it.id).filter_map(|id| index_of(*id));
                known.map(move |required| Requirement { candidate, required }).collect::<Vec<_>>()
            })
            .collect(),
        exclusions: (0..)
            .zip(list)
            .flat_map(|(candidate, it)| {
                let known = it.excludes.iter().filter(|id| **id != it.id).filter_map(|id| index_of(*id));
                known.map(move |other| vec![candidate, other]).collect::<Vec<_>>()
            })
            .collect(),
        ..Parts::default()
    };
    let problem = Problem::new(parts).expect("every index is in range and every amount within its limits");
    let found = select(&problem, &[], NODES);
    let members = || found.chosen.iter().map(|&place| &list[place as usize]);
    let value: f64 = members().map(value_of).sum();
    let is_proved = found.status == SolveStatus::Optimal;
    BestSet {
        chosen: members().map(|it| it.id).collect(),
        value,
        upper_bound: if is_proved { value } else { value.max(found.upper_bound as f64 / VALUE_UNITS) },
        is_proved,
    }
}

fn index(place: usize) -> u32 {
    u32::try_from(place).expect("a document holds fewer initiatives")
}

#[expect(clippy::cast_possible_truncation, reason = "amounts were brought below 2^40")]
fn whole(units: f64) -> i64 {
    units.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::finite::Finite;
    use crate::model::portfolio::YearAmount;

    fn initiatives(rows: &[(f64, f64)]) -> (Initiatives, Vec<f64>) {
        let list = (1..).zip(rows).map(|(id, &(_, cost))| {
            let mut initiative = Initiative::new(InitiativeId(id), format!("no. {id}"));
            initiative.cost_per_year = vec![YearAmount { year: 2026, amount: Finite::new(cost).unwrap() }];
            initiative
        });
        (Initiatives { list: list.collect() }, rows.iter().map(|row| row.0).collect())
    }

    fn best(initiatives: &Initiatives, values: &[f64], limit: f64) -> (Vec<u32>, bool) {
        let found = best_set(initiatives, |it| values[it.id.0 as usize - 1], limit);
        (found.chosen.iter().map(|id| id.0).collect(), found.is_proved)
    }

    #[test]
    fn taking_value_for_money_first_is_not_always_best() {
        // By value for money the first goes in and leaves 4.5 unused.
        let (list, values) = initiatives(&[(0.9, 5.5), (0.7, 5.0), (0.7, 5.0)]);
        assert_eq!(best(&list, &values, 10.0), (vec![2, 3], true));
    }

    #[test]
    fn links_are_kept() {
        let (mut list, values) = initiatives(&[(0.9, 1.0), (0.1, 1.0), (0.8, 1.0)]);
        list.list[0].requires = vec![InitiativeId(2)];
        assert_eq!(best(&list, &values, 2.0), (vec![1, 2], true));
        list.list[0].excludes = vec![InitiativeId(2)];
        assert_eq!(best(&list, &values, 2.0), (vec![2, 3], true), "the first can never be had");
    }

    #[test]
    fn enormous_and_negative_amounts_are_admitted() {
        let (list, values) = initiatives(&[(0.5, 1e15), (0.4, -1e15), (0.3, 9.9e14)]);
        assert_eq!(best(&list, &values, 1e15), (vec![1, 2], true));
        assert_eq!(best(&Initiatives::default(), &[], 0.0), (vec![], true));
    }
}
