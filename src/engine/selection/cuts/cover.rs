//! Lifted cover inequalities of one resource row.
//!
//! A cover is a set of candidates that together need more than there is: at
//! least one must stay out. A minimal cover gives Σ x ≤ size − 1; lifting then
//! gives every other candidate of the row the largest coefficient that keeps
//! the inequality true, one after another, by a small knapsack over the values
//! that the left side can take.
//!
//! Sources: Balas (1975), *Facets of the knapsack polytope*, Mathematical
//! Programming 8; Zemel (1989), *Easily computable facets of the knapsack
//! polytope*, Mathematics of Operations Research 14(4) (lifting in quadratic
//! time); Crowder, Johnson & Padberg (1983) (separation by greed).

use crate::selection::residual::SparseRow;

/// Rows less used than this share of their limit have no cover that the point breaks by much.
const LEAST_USE: f64 = 0.8;
/// Larger covers cut off little and take long to lift.
const LARGEST_COVER: usize = 250;
/// Columns below it count as not chosen.
const CHOSEN: f64 = 1e-6;

/// Up to two lifted covers of `row` that `point` may break.
pub(super) fn lifted_covers(row: &SparseRow, point: &[f64]) -> Vec<SparseRow> {
    let activity: f64 = row.entries().map(|(column, units)| units as f64 * point[column]).sum();
    if activity < LEAST_USE * row.limit as f64 {
        return Vec::new();
    }
    let per_unit = |column: usize, units: i64| (1.0 - point[column]) / units as f64;
    let per_candidate = |column: usize, _: i64| 1.0 - point[column];
    let covers = [minimal_cover(row, point, per_unit), minimal_cover(row, point, per_candidate)];
    covers.into_iter().flatten().map(|cover| lift(row, point, cover)).collect()
}

/// A cover gathered in order of `price`, then made minimal; `None` if there is none of at least two.
fn minimal_cover(
    row: &SparseRow,
    point: &[f64],
    price: impl Fn(usize, i64) -> f64,
) -> Option<Vec<(usize, i64)>> {
    let mut entries: Vec<(usize, i64)> =
        row.entries().filter(|(column, _)| point[*column] > CHOSEN).collect();
    entries.sort_by(|one, other| {
        price(one.0, one.1).total_cmp(&price(other.0, other.1)).then(other.1.cmp(&one.1))
    });
    let mut cover = Vec::new();
    let mut weight = 0;
    for entry in entries {
        cover.push(entry);
        weight += entry.1;
        if weight > row.limit {
            break;
        }
    }
    if weight <= row.limit {
        return None;
    }
    // Members that are hardly chosen make the cover weaker: they go first.
    let mut order = cover.clone();
    order.sort_by(|one, other| point[one.0].total_cmp(&point[other.0]));
    for (column, units) in order {
        if weight - units > row.limit {
            weight -= units;
            cover.retain(|(other, _)| *other != column);
        }
    }
    (2..=LARGEST_COVER).contains(&cover.len()).then_some(cover)
}

/// Σ over the cover ≤ size − 1, with a coefficient for every other column of the row.
fn lift(row: &SparseRow, point: &[f64], cover: Vec<(usize, i64)>) -> SparseRow {
    let limit = cover.len() - 1;
    // The least demand at which the left side reaches each value from 0 to the limit.
    let mut least_demand = vec![i64::MAX; limit + 1];
    least_demand[0] = 0;
    for &(_, units) in &cover {
        extend(&mut least_demand, 1, units);
    }
    let mut others: Vec<(usize, i64)> = row.entries().filter(|entry| !cover.contains(entry)).collect();
    others.sort_by(|one, other| point[other.0].total_cmp(&point[one.0]).then(other.1.cmp(&one.1)));
    let mut entries: Vec<(usize, i64)> = cover.into_iter().map(|(column, _)| (column, 1)).collect();
    for (column, units) in others {
        // What the others can still reach beside this one; one that never fits needs no coefficient.
        let Some(reach) = least_demand.iter().rposition(|demand| *demand <= row.limit - units) else {
            continue;
        };
        let coefficient = limit - reach;
        if coefficient > 0 {
            entries.push((column, i64::try_from(coefficient).unwrap_or(0)));
            extend(&mut least_demand, coefficient, units);
        }
    }
    SparseRow::from_entries(entries, i64::try_from(limit).unwrap_or(i64::MAX))
}

/// Lets one more column of this coefficient and demand into the knapsack.
fn extend(least_demand: &mut [i64], coefficient: usize, units: i64) {
    for value in (0..least_demand.len()).rev() {
        let before = least_demand[value.saturating_sub(coefficient)];
        least_demand[value] = least_demand[value].min(before.saturating_add(units));
    }
}
