//! From a point of the relaxation to a feasible set nearby.

use super::certificate::Certificate;
use super::draft::Draft;
use super::instance::Instance;
use super::record::Record;
use super::residual::Residual;

/// Sets that come within this share of the best are improved by exchanges; it is the dearer part.
const WORTH_IMPROVING: f64 = 0.02;

/// A first set without any relaxation: by value for the share that it needs of what there is.
pub(super) fn greedy<'a>(instance: &'a Instance, start: Draft<'a>) -> Draft<'a> {
    let burden = |candidate: usize| {
        let needs = instance.needs[candidate].iter();
        needs.map(|need| need.units as f64 / (instance.limits[need.row] as f64 + 1.0)).sum::<f64>()
    };
    let worth: Vec<f64> = (0..instance.candidates())
        .map(|candidate| instance.values[candidate] as f64 / (burden(candidate) + 1e-6))
        .collect();
    let order = by_descending(&worth);
    let mut draft = start;
    draft.fill(&order);
    draft.improve_by_exchanges(&order);
    draft
}

/// Rounds `point` (by column) and offers the set; whether it is better than all before.
///
/// Candidates come in by the share that the point gives them, equal ones by what
/// the certificate says they still gain.
pub(super) fn round(
    instance: &Instance,
    residual: &Residual,
    point: &[f64],
    certificate: &Certificate,
    record: &mut Record,
) -> bool {
    let mut columns: Vec<usize> = (0..residual.columns()).collect();
    columns.sort_by(|one, other| {
        let shares = point[*other].total_cmp(&point[*one]);
        shares.then_with(|| certificate.reduced_cost(*other).total_cmp(&certificate.reduced_cost(*one)))
    });
    let mut order: Vec<usize> = residual.chosen.clone();
    order.extend(columns.iter().map(|column| residual.candidates[*column]));
    let mut draft = Draft::mandatory(instance);
    for &candidate in &residual.chosen {
        draft.add_with_requirements(candidate, |_| true);
    }
    draft.fill(&order);
    let least = record.value() as f64 - WORTH_IMPROVING * (record.value() as f64).abs();
    if draft.value() as f64 > least {
        draft.improve_by_exchanges(&order);
    }
    record.offer(&draft)
}

/// Indices by descending worth; equal ones in order.
fn by_descending(worth: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..worth.len()).collect();
    order.sort_by(|one, other| worth[*other].total_cmp(&worth[*one]));
    order
}
