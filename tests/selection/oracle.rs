//! The same problem, solved by another solver: `microlp`, branch and bound over a sparse simplex.

use microlp::{ComparisonOp, Error, OptimizationDirection};
use pmo_workbench::engine::selection::problem::Problem;

/// The best value; none if infeasible.
pub(crate) fn microlp_optimum(problem: &Problem) -> Option<i64> {
    let parts = problem.parts();
    let mut model = microlp::Problem::new(OptimizationDirection::Maximize);
    let columns: Vec<_> = parts.values.iter().map(|value| model.add_binary_var(*value as f64)).collect();
    let column = |candidate: u32| columns[candidate as usize];
    for row in &parts.rows {
        let entries = row.demands.iter().map(|demand| (column(demand.candidate), demand.units as f64));
        model.add_constraint(entries, ComparisonOp::Le, row.limit as f64);
    }
    for rule in &parts.requirements {
        let entries = [(column(rule.candidate), 1.0), (column(rule.required), -1.0)];
        model.add_constraint(entries, ComparisonOp::Le, 0.0);
    }
    for group in &parts.exclusions {
        model.add_constraint(group.iter().map(|one| (column(*one), 1.0)), ComparisonOp::Le, 1.0);
    }
    for (candidate, value) in
        parts.forced_in.iter().map(|one| (one, 1.0)).chain(parts.forced_out.iter().map(|one| (one, 0.0)))
    {
        model.add_constraint([(column(*candidate), 1.0)], ComparisonOp::Eq, value);
    }
    for synergy in &parts.synergies {
        let product = model.add_binary_var(synergy.value as f64);
        let [one, other] = synergy.pair.map(column);
        model.add_constraint([(product, 1.0), (one, -1.0)], ComparisonOp::Le, 0.0);
        model.add_constraint([(product, 1.0), (other, -1.0)], ComparisonOp::Le, 0.0);
        model.add_constraint([(one, 1.0), (other, 1.0), (product, -1.0)], ComparisonOp::Le, 1.0);
    }
    match model.solve() {
        Ok(outcome) =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "values are small")]
            Some(outcome.into_solution().expect("it has no limit to stop at").objective().round() as i64)
        }
        Err(Error::Infeasible) => None,
        Err(error) => panic!("microlp gave up: {error}"),
    }
}
