//! Seeded problems with everything in them, and the slow but certain way to solve them.

use pmo_workbench::engine::random;
use pmo_workbench::engine::selection::problem::{Demand, Parts, Problem, Requirement, Row, Synergy};

/// What a seeded problem looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) candidates: u32,
    pub(crate) rows: u32,
    /// Of each kind of rule.
    pub(crate) rules: u32,
}

/// A sequence of lots, always the same for a seed.
struct Lots {
    seed: u64,
    drawn: u32,
}

impl Lots {
    /// From 0 to `end` − 1.
    fn below(&mut self, end: u32) -> u32 {
        self.drawn += 1;
        random::block(self.seed, [self.drawn, 0, 0, 0])[0] % end
    }

    fn between(&mut self, low: i32, high: i32) -> i64 {
        i64::from(low) + i64::from(self.below(high.abs_diff(low) + 1))
    }
}

/// Values of both signs, synergies of both signs, loose and tight rows, rules that may contradict each other.
pub(crate) fn random_problem(seed: u64, shape: Shape) -> Problem {
    let mut lots = Lots { seed, drawn: 0 };
    let Shape { candidates, rows, rules } = shape;
    let values = (0..candidates).map(|_| lots.between(-10, 100)).collect();
    let rows = (0..rows)
        .map(|_| {
            let demands: Vec<Demand> = (0..candidates)
                .filter_map(|candidate| {
                    let units = lots.between(-10, 30).max(0);
                    (units > 0).then_some(Demand { candidate, units })
                })
                .collect();
            let total: i64 = demands.iter().map(|demand| demand.units).sum();
            Row { limit: total * lots.between(15, 75) / 100, demands }
        })
        .collect();
    let pair = |lots: &mut Lots| {
        let one = lots.below(candidates);
        [one, (one + 1 + lots.below(candidates - 1)) % candidates]
    };
    let requirements = (0..rules)
        .map(|_| pair(&mut lots))
        .map(|[candidate, required]| Requirement { candidate, required })
        .collect();
    let exclusions = (0..rules)
        .map(|_| {
            let mut group: Vec<u32> = (0..2 + lots.below(2)).map(|_| lots.below(candidates)).collect();
            group.sort_unstable();
            group.dedup();
            group
        })
        .collect();
    let synergies =
        (0..rules).map(|_| Synergy { pair: pair(&mut lots), value: lots.between(-40, 40) }).collect();
    let forced_in = if lots.below(3) == 0 { vec![lots.below(candidates)] } else { Vec::new() };
    let forced_out = (lots.below(3) == 0).then(|| lots.below(candidates));
    let forced_out = forced_out.into_iter().filter(|one| !forced_in.contains(one)).collect();
    Problem::new(Parts { values, rows, requirements, exclusions, forced_in, forced_out, synergies }).unwrap()
}

/// Every feasible set with its value, by looking at all of them.
pub(crate) fn enumerate(problem: &Problem) -> Vec<(i64, Vec<u32>)> {
    let candidates = u32::try_from(problem.candidates()).unwrap();
    (0..1_u32 << candidates)
        .map(|bits| (0..candidates).filter(|candidate| bits >> candidate & 1 == 1).collect::<Vec<u32>>())
        .filter(|set| problem.is_feasible(set))
        .map(|set| (problem.value(&set), set))
        .collect()
}

/// The best value, by looking at all sets; none if nothing is feasible.
pub(crate) fn enumerated_optimum(problem: &Problem) -> Option<i64> {
    enumerate(problem).into_iter().map(|(value, _)| value).max()
}
