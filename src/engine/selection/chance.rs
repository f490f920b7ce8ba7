//! The best portfolio that can really be delivered: every uncertain limit is kept in most of the draws.
//!
//! A demand that is known only by draws of it (stages that take longer, people
//! who are ill) exceeds its limit in some draws and not in others. A set is
//! accepted if each row is exceeded in at most so many draws: an individual
//! chance constraint for each row, on the sample.
//!
//! Solved by relaxation and cuts. What holds in at least n − k of n draws also
//! holds for the mean of the n − k least demands of each candidate against the
//! mean of the n − k greatest limits: that is the linear relaxation. A set that
//! breaks the chance constraint of a row names a *cover*: members who exceed it
//! too often even by themselves. Demands are at least 0, so no set that holds
//! them all is acceptable, and the cover's inequality cuts it off. More at a time
//! goes by a *quantile cut*: weigh the candidates anyhow, and take for each draw the
//! most that could be packed under its limit (the knapsack with its last piece
//! cut). A set keeps n − k of these, so that it weighs at most the (k + 1)-th
//! least. Weights are values, and demands in the draws that were exceeded. Every
//! answer of the relaxation bounds the value from above; the first that is
//! acceptable is proved best. Meanwhile mean demands against limits that are
//! lowered by what was exceeded give sets that are acceptable early.
//!
//! Sources: Charnes & Cooper (1959), *Chance-constrained programming*,
//! Management Science 6(1); Luedtke & Ahmed (2008), *A sample approximation
//! approach for optimization with probabilistic constraints*, SIAM Journal on
//! Optimization 19(2); Balas (1975), *Facets of the knapsack polytope*,
//! Mathematical Programming 8 (covers, extended); Luedtke (2014), *A
//! branch-and-cut decomposition algorithm for solving chance-constrained
//! mathematical programs with finite support*, Mathematical Programming 146
//! (quantile cuts); Dantzig (1957), *Discrete-variable extremum problems*,
//! Operations Research 5(2) (the knapsack with its last piece cut).

use super::problem::{Demand, Problem, Row};
use super::search::{Selection, SolveStatus, select};

/// A limited resource of which demands and limit are known only by draws.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UncertainRow {
    /// Candidates that need it, each once, with what they need in each draw [units of the row], at least 0.
    pub demands: Vec<(u32, Vec<i64>)>,
    /// How much there is in each draw [units of the row], at least 0.
    pub limits: Vec<i64>,
}

/// Attempts to find an acceptable set by lowering limits.
const ATTEMPTS: u32 = 12;

/// Candidates up to which sets are improved by exchanges.
const MOST_EXCHANGED: usize = 500;

impl UncertainRow {
    /// Draws in which `chosen` needs more than there is.
    pub fn exceeded(&self, chosen: &[u32]) -> usize {
        self.excess(chosen).filter(|excess| *excess > 0).count()
    }

    /// What `chosen` needs beyond the limit, draw by draw; below 0 where there is enough.
    pub fn excess(&self, chosen: &[u32]) -> impl Iterator<Item = i64> {
        let members: Vec<&[i64]> = self
            .demands
            .iter()
            .filter(|(candidate, _)| chosen.contains(candidate))
            .map(|(_, units)| units.as_slice())
            .collect();
        let needed = move |draw: usize| members.iter().map(|units| units[draw]).sum::<i64>();
        self.limits.iter().enumerate().map(move |(draw, limit)| needed(draw) - limit)
    }

    /// Mean demands against the mean limit, lowered by `margin` [units of the row].
    fn at_means(&self, margin: i64) -> Row {
        let draws = i64::try_from(self.limits.len()).unwrap_or(i64::MAX).max(1);
        let mean = |units: &[i64]| units.iter().sum::<i64>() / draws;
        let demands = self
            .demands
            .iter()
            .map(|(candidate, units)| Demand { candidate: *candidate, units: mean(units) });
        Row { demands: demands.collect(), limit: (mean(&self.limits) - margin).max(0) }
    }

    /// What follows if at most `most_exceeded` draws may exceed the limit: sums over the draws that are kept.
    fn relaxed(&self, most_exceeded: usize) -> Row {
        let kept = self.limits.len() - most_exceeded.min(self.limits.len());
        let sum = |units: &[i64], greatest: bool| {
            let mut sorted = units.to_vec();
            sorted.sort_unstable();
            if greatest {
                sorted.reverse();
            }
            sorted[..kept].iter().sum::<i64>()
        };
        let demands = self
            .demands
            .iter()
            .map(|(candidate, units)| Demand { candidate: *candidate, units: sum(units, false) });
        Row { demands: demands.collect(), limit: sum(&self.limits, true) }
    }

    /// Members of `chosen` that exceed the limit too often by themselves, as few as dropping one by one finds,
    /// and every other candidate that needs at least as much as each of them in every draw.
    fn cover(&self, chosen: &[u32], most_exceeded: usize) -> Row {
        let mut members: Vec<&(u32, Vec<i64>)> =
            self.demands.iter().filter(|(candidate, _)| chosen.contains(candidate)).collect();
        members.sort_by_key(|(candidate, units)| (units.iter().sum::<i64>(), *candidate));
        let mut cover: Vec<u32> = members.iter().map(|(candidate, _)| *candidate).collect();
        for (candidate, _) in members {
            let without: Vec<u32> = cover.iter().copied().filter(|it| it != candidate).collect();
            if self.exceeded(&without) > most_exceeded {
                cover = without;
            }
        }
        let of_cover: Vec<&[i64]> = self
            .demands
            .iter()
            .filter(|(candidate, _)| cover.contains(candidate))
            .map(|(_, units)| units.as_slice())
            .collect();
        let as_much =
            |units: &[i64]| of_cover.iter().all(|it| units.iter().zip(*it).all(|(units, it)| units >= it));
        let extended = self.demands.iter().filter(|(it, units)| cover.contains(it) || as_much(units));
        Row {
            demands: extended.map(|(candidate, _)| Demand { candidate: *candidate, units: 1 }).collect(),
            limit: i64::try_from(cover.len()).unwrap_or(i64::MAX) - 1,
        }
    }

    /// What any acceptable set weighs at most, if each candidate of the row weighs as `weight` says, at least 0, from
    /// its place in the problem and its demands.
    fn quantile_cut(&self, most_exceeded: usize, weight: impl Fn(u32, &[i64]) -> i64) -> Row {
        let weights: Vec<i64> =
            self.demands.iter().map(|(candidate, units)| weight(*candidate, units)).collect();
        let mut packed: Vec<i64> = (0..self.limits.len()).map(|draw| self.packed(draw, &weights)).collect();
        packed.sort_unstable();
        let weighed = self.demands.iter().zip(&weights).filter(|(_, weight)| **weight > 0);
        Row {
            demands: weighed
                .map(|((candidate, _), units)| Demand { candidate: *candidate, units: *units })
                .collect(),
            limit: packed.get(most_exceeded).copied().unwrap_or_else(|| weights.iter().sum()),
        }
    }

    /// The most that candidates of these weights weigh together under the limit of `draw`, the last of them cut to
    /// what is left; rounded down.
    fn packed(&self, draw: usize, weights: &[i64]) -> i64 {
        let items = self.demands.iter().zip(weights).map(|((_, units), weight)| (*weight, units[draw]));
        let mut items: Vec<(i64, i64)> = items.filter(|(weight, _)| *weight > 0).collect();
        // The most weight for each unit first.
        items.sort_unstable_by(|one, other| {
            (i128::from(other.0) * i128::from(one.1)).cmp(&(i128::from(one.0) * i128::from(other.1)))
        });
        let (mut left, mut total) = (self.limits[draw], 0);
        for (weight, units) in items {
            if units > left {
                let piece = i128::from(weight) * i128::from(left) / i128::from(units);
                return total + i64::try_from(piece).expect("a piece weighs less than the whole");
            }
            left -= units;
            total += weight;
        }
        total
    }

    /// Quantile cuts that `chosen` breaks, which exceeds the limit too often.
    fn broken_cuts(&self, values: &[i64], chosen: &[u32], most_exceeded: usize) -> Vec<Row> {
        let excess: Vec<i64> = self.excess(chosen).collect();
        let mut draws: Vec<usize> = (0..excess.len()).filter(|draw| excess[*draw] > 0).collect();
        draws.sort_by_key(|draw| (std::cmp::Reverse(excess[*draw]), *draw));
        let of = |draws: &[usize], units: &[i64]| draws.iter().map(|draw| units[*draw]).sum();
        let least = &draws[draws.len().saturating_sub(1)..];
        let typical = &draws[most_exceeded.min(draws.len() - 1)..][..1];
        let cuts = [
            self.quantile_cut(most_exceeded, |_, units| of(&draws, units)),
            self.quantile_cut(most_exceeded, |_, units| of(typical, units)),
            self.quantile_cut(most_exceeded, |_, units| of(least, units)),
            self.quantile_cut(most_exceeded, |it, _| values[it as usize].max(0)),
        ];
        let is_broken = |cut: &Row| {
            let weighed = cut.demands.iter().filter(|it| chosen.contains(&it.candidate));
            weighed.map(|it| it.units).sum::<i64>() > cut.limit
        };
        cuts.into_iter().filter(is_broken).collect()
    }
}

/// The best set of `problem` that exceeds each of `rows` in at most `most_exceeded` of its draws.
///
/// `known` is a set worth trying first (or none); each search has `nodes` nodes, and after `rounds` rounds of cuts
/// the answer is [`SolveStatus::Stopped`] with the bound so far. [`SolveStatus::Infeasible`] is proved, but a stopped
/// search that found nothing acceptable has no set either, and a bound above 0.
///
/// # Panics
///
/// If a row names a candidate that is not in the problem, or a demand does not have as many draws as the limit.
pub fn select_by_chance(
    problem: &Problem,
    rows: &[UncertainRow],
    most_exceeded: usize,
    known: &[u32],
    nodes: u64,
    rounds: u32,
) -> Selection {
    let violated = |chosen: &[u32]| -> Vec<usize> {
        (0..rows.len()).filter(|row| rows[*row].exceeded(chosen) > most_exceeded).collect()
    };
    let mut best = by_lowered_limits(problem, rows, most_exceeded, known, nodes)
        .map(|found| exchanged(problem, rows, most_exceeded, found.chosen));
    let root = rows.iter().flat_map(|row| {
        let sum = row.quantile_cut(most_exceeded, |_, units| units.iter().sum());
        let value = row.quantile_cut(most_exceeded, |it, _| problem.parts().values[it as usize].max(0));
        [row.relaxed(most_exceeded), sum, value]
    });
    let mut relaxation = with_rows(problem, root);
    let mut bound = i64::MAX;
    for _ in 0..rounds {
        let start: &[u32] = best.as_ref().map_or(&[], |best| &best.chosen);
        let found = select(&relaxation, start, nodes);
        if found.status == SolveStatus::Infeasible {
            // A set that is acceptable satisfies every cut: there is none.
            return found;
        }
        if found.status == SolveStatus::Stopped && found.upper_bound >= bound {
            // The relaxation itself has become too hard: more cuts would not help.
            break;
        }
        bound = bound.min(found.upper_bound);
        let broken = violated(&found.chosen);
        let mended = mended(problem, rows, most_exceeded, found.chosen.clone());
        let mended = mended.map(|set| exchanged(problem, rows, most_exceeded, set));
        best = match (best, mended) {
            (Some(best), Some(mended)) if mended.value > best.value => Some(mended),
            (None, mended) => mended,
            (best, _) => best,
        };
        if best.as_ref().is_some_and(|best| best.value >= bound) || broken.is_empty() {
            break;
        }
        let cuts = broken.iter().flat_map(|row| {
            let row = &rows[*row];
            let mut cuts = row.broken_cuts(&problem.parts().values, &found.chosen, most_exceeded);
            cuts.push(row.cover(&found.chosen, most_exceeded));
            cuts
        });
        relaxation = with_rows(&relaxation, cuts);
    }
    match best {
        Some(best) => {
            let status = if best.value >= bound { SolveStatus::Optimal } else { SolveStatus::Stopped };
            Selection { upper_bound: bound.max(best.value), status, ..best }
        }
        None => Selection { chosen: Vec::new(), value: 0, upper_bound: bound, status: SolveStatus::Stopped },
    }
}

/// Mean demands against limits that fall by what was exceeded, until a set is acceptable.
fn by_lowered_limits(
    problem: &Problem,
    rows: &[UncertainRow],
    most_exceeded: usize,
    known: &[u32],
    nodes: u64,
) -> Option<Selection> {
    let mut margins = vec![0_i64; rows.len()];
    for _ in 0..ATTEMPTS {
        let lowered = rows.iter().zip(&margins).map(|(row, margin)| row.at_means(*margin));
        let found = select(&with_rows(problem, lowered), known, nodes);
        if found.status == SolveStatus::Infeasible {
            return None;
        }
        let mut is_acceptable = true;
        for (row, margin) in rows.iter().zip(&mut margins) {
            let mut excess: Vec<i64> = row.excess(&found.chosen).collect();
            excess.sort_unstable_by(|a, b| b.cmp(a));
            // The greatest that may remain; what it exceeds by has to go.
            if let Some(over) = excess.get(most_exceeded).copied().filter(|over| *over > 0) {
                is_acceptable = false;
                *margin += over;
            }
        }
        if is_acceptable {
            return Some(found);
        }
    }
    None
}

/// `chosen` without the members that cost least to drop for what they need of rows exceeded too often; none if
/// dropping alone cannot mend it.
fn mended(
    problem: &Problem,
    rows: &[UncertainRow],
    most_exceeded: usize,
    mut chosen: Vec<u32>,
) -> Option<Vec<u32>> {
    while let Some(row) = rows.iter().find(|row| row.exceeded(&chosen) > most_exceeded) {
        let price = |(candidate, units): &(u32, Vec<i64>)| {
            let needed = units.iter().sum::<i64>().max(1) as f64;
            problem.parts().values[*candidate as usize] as f64 / needed
        };
        let mut members: Vec<&(u32, Vec<i64>)> =
            row.demands.iter().filter(|(it, _)| chosen.contains(it)).collect();
        members.sort_by(|a, b| price(a).total_cmp(&price(b)).then(a.0.cmp(&b.0)));
        chosen = members
            .into_iter()
            .map(|(dropped, _)| chosen.iter().copied().filter(|it| it != dropped).collect::<Vec<u32>>())
            .find(|set| problem.is_feasible(set))?;
    }
    Some(chosen)
}

/// `chosen`, which is acceptable, with single candidates added or exchanged as long as that is worth more.
fn exchanged(
    problem: &Problem,
    rows: &[UncertainRow],
    most_exceeded: usize,
    mut chosen: Vec<u32>,
) -> Selection {
    let values = &problem.parts().values;
    let mut order: Vec<u32> = (0..).take(problem.candidates()).collect();
    order.sort_by_key(|candidate| (std::cmp::Reverse(values[*candidate as usize]), *candidate));
    let step = |chosen: &[u32]| {
        let value = problem.value(chosen);
        order.iter().filter(|it| !chosen.contains(it)).find_map(|&joins| {
            let asked: Vec<&UncertainRow> =
                rows.iter().filter(|row| row.demands.iter().any(|(it, _)| *it == joins)).collect();
            let leaves = order.iter().rev().filter(|it| chosen.contains(it)).map(|it| Some(*it));
            std::iter::once(None).chain(leaves).find_map(|leaves| {
                let kept = chosen.iter().copied().filter(|it| Some(*it) != leaves);
                let mut set: Vec<u32> = kept.chain([joins]).collect();
                set.sort_unstable();
                let is_better = problem.value(&set) > value
                    && problem.is_feasible(&set)
                    && asked.iter().all(|row| row.exceeded(&set) <= most_exceeded);
                is_better.then_some(set)
            })
        })
    };
    // Of thousands, every pair would take too long.
    while problem.candidates() <= MOST_EXCHANGED
        && let Some(better) = step(&chosen)
    {
        chosen = better;
    }
    Selection { value: problem.value(&chosen), chosen, upper_bound: i64::MAX, status: SolveStatus::Feasible }
}

fn with_rows(problem: &Problem, rows: impl Iterator<Item = Row>) -> Problem {
    let mut parts = problem.parts().clone();
    parts.rows.extend(rows);
    Problem::new(parts)
        .expect("rows of known candidates with sums within bounds leave a problem that makes sense")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::selection::problem::{Parts, Requirement};

    /// Numbers below `below` that look random (Knuth's linear congruential generator).
    fn numbers(state: &mut u64, below: u64) -> i64 {
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((*state >> 33) % below).unwrap()
    }

    fn instance(state: &mut u64, candidates: u32, draws: usize) -> (Problem, Vec<UncertainRow>) {
        let values = (0..candidates).map(|_| 10 + numbers(state, 90)).collect();
        let budget =
            (0..candidates).map(|candidate| Demand { candidate, units: 1 + numbers(state, 9) }).collect();
        let parts = Parts {
            values,
            rows: vec![Row { demands: budget, limit: 4 * i64::from(candidates) }],
            requirements: vec![Requirement { candidate: 0, required: 1 }],
            exclusions: vec![vec![2, 3]],
            ..Parts::default()
        };
        let row = |state: &mut u64| UncertainRow {
            demands: (0..candidates)
                .map(|candidate| (candidate, (0..draws).map(|_| numbers(state, 30)).collect()))
                .collect(),
            limits: (0..draws).map(|_| 50 + numbers(state, 20)).collect(),
        };
        (Problem::new(parts).unwrap(), vec![row(state), row(state)])
    }

    fn is_feasible(problem: &Problem, rows: &[UncertainRow], most_exceeded: usize, set: &[u32]) -> bool {
        let parts = problem.parts();
        let limits = problem.usage(set).iter().zip(&parts.rows).all(|(used, row)| *used <= row.limit);
        let requirements =
            parts.requirements.iter().all(|it| !set.contains(&it.candidate) || set.contains(&it.required));
        let exclusions =
            parts.exclusions.iter().all(|group| group.iter().filter(|it| set.contains(it)).count() <= 1);
        limits && requirements && exclusions && rows.iter().all(|row| row.exceeded(set) <= most_exceeded)
    }

    #[test]
    fn agrees_with_full_enumeration() {
        let mut state = 1;
        for round in 0..60 {
            let (problem, rows) = instance(&mut state, 9, 20);
            let most_exceeded = round % 6;
            let sets =
                (0_u32..1 << 9).map(|bits| (0..9).filter(|it| bits >> it & 1 == 1).collect::<Vec<u32>>());
            let feasible = sets.filter(|set| is_feasible(&problem, &rows, most_exceeded, set));
            let best = feasible.map(|set| problem.value(&set)).max().unwrap();
            let found = select_by_chance(&problem, &rows, most_exceeded, &[], 10_000, 500);
            assert_eq!(
                (found.value, found.upper_bound, found.status),
                (best, best, SolveStatus::Optimal),
                "{round}"
            );
            assert!(is_feasible(&problem, &rows, most_exceeded, &found.chosen), "{round}");
        }
    }

    #[test]
    fn a_quantile_cut_keeps_every_acceptable_set() {
        let mut state = 4;
        for most_exceeded in 0..8 {
            let (_, rows) = instance(&mut state, 8, 20);
            let weights: Vec<i64> = (0..8).map(|_| numbers(&mut state, 50)).collect();
            let cuts = [
                rows[0].quantile_cut(most_exceeded, |it, _| weights[it as usize]),
                rows[0].quantile_cut(most_exceeded, |_, units| units.iter().sum()),
            ];
            let sets =
                (0_u32..1 << 8).map(|bits| (0..8).filter(|it| bits >> it & 1 == 1).collect::<Vec<u32>>());
            let mut is_tight = false;
            for set in sets {
                for cut in &cuts {
                    let members = cut.demands.iter().filter(|it| set.contains(&it.candidate));
                    let weight: i64 = members.map(|it| it.units).sum();
                    let is_acceptable = rows[0].exceeded(&set) <= most_exceeded;
                    assert!(weight <= cut.limit || !is_acceptable, "{most_exceeded} {set:?}");
                    is_tight |= weight > cut.limit;
                }
            }
            assert!(is_tight, "the cuts say nothing");
        }
    }

    #[test]
    fn a_search_cut_short_keeps_its_bound_honest() {
        let mut state = 9;
        for _ in 0..20 {
            let (problem, rows) = instance(&mut state, 12, 20);
            let best = select_by_chance(&problem, &rows, 2, &[], 10_000, 500);
            let stopped = select_by_chance(&problem, &rows, 2, &[], 10_000, 1);
            assert!(stopped.value <= best.value && best.value <= stopped.upper_bound);
        }
    }

    #[test]
    fn what_must_be_in_and_cannot_be_delivered_is_impossible() {
        let parts = Parts { values: vec![5, 5], forced_in: vec![0], ..Parts::default() };
        let row = UncertainRow { demands: vec![(0, vec![4, 9, 9, 9])], limits: vec![5; 4] };
        let problem = Problem::new(parts).unwrap();
        let impossible = select_by_chance(&problem, std::slice::from_ref(&row), 2, &[], 100, 10);
        assert_eq!(impossible.status, SolveStatus::Infeasible);
        assert_eq!(select_by_chance(&problem, &[row], 3, &[], 100, 10).chosen, [0, 1]);
    }
}
