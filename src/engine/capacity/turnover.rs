//! People who leave, the time until others come, and the time until those are of full use.
//!
//! Each week each head leaves with probability p = 1 − (1 − a)^(1/52), where a is
//! the share that leaves within a year. The place stays empty for the weeks that
//! it takes to replace somebody. Who joins, in place of another or as a planned
//! addition, is of use by and by, in a straight line from nothing to one head
//! over the ramp-up; as long as that lasts, a share of one of the others goes
//! into showing them round. So adding people makes the team smaller at first.
//!
//! Sources: Brooks (1975), *The mythical man-month*; Abdel-Hamid & Madnick (1991), *Software project dynamics*,
//! human resource subsystem; in the long run a place is empty for D / (D + 1/p) of the time, D weeks after each
//! leaving (alternating renewal process, Cox 1962, *Renewal theory*).

use serde::{Deserialize, Serialize};

use super::draws::{CHUNK, Column, uniform_column};
use super::{Role, UNITS_PER_FTE};
use crate::float;

/// Who comes to a role and who leaves it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turnover {
    /// Index of the role.
    pub role: u32,
    /// Share of the heads that leaves within a year, 0 to [`MOST_LEAVING`].
    pub leave_share: f64,
    /// Weeks until somebody else has the place.
    pub replace_weeks: u32,
    /// Weeks until who joins is of full use.
    pub ramp_weeks: u32,
    /// Share of one of the others that each who joins takes during these, 0 to 1.
    pub mentor_share: f64,
    /// Planned additions: from which week, and how many units.
    pub joining: Vec<(u32, u16)>,
}

/// Greatest share that leaves within a year.
pub const MOST_LEAVING: f64 = 0.95;

/// A week's leaving, apart from the draws of work, absence, risks and groups.
const LEAVING_DRAW: u32 = 1 << 22;

impl Turnover {
    /// Whether its shares are shares.
    pub(super) fn is_sound(&self) -> bool {
        (0.0..=MOST_LEAVING).contains(&self.leave_share) && (0.0..=1.0).contains(&self.mentor_share)
    }

    /// Use that is lost in the week of place `week` after joining, by one who joins [heads].
    fn lost_by_joining(&self, week: u32) -> f64 {
        1.0 - (f64::from(week) + 0.5) / f64::from(self.ramp_weeks) + self.mentor_share
    }

    /// Adds what `heads` who join in week `from` cost to `losses`, week by week.
    fn ramp_up(&self, from: usize, heads: f64, losses: &mut [Column<f64>], lane: usize) {
        for (week, losses) in (0..self.ramp_weeks).zip(losses.iter_mut().skip(from)) {
            losses[lane] += heads * self.lost_by_joining(week);
        }
    }
}

/// What turnover takes from one role in a chunk of iterations; used again by the next.
#[derive(Clone, Debug, Default)]
pub(super) struct TurnoverDraws {
    /// Heads lost in each week.
    losses: Vec<Column<f64>>,
    /// Places that are empty in each week.
    vacant: Vec<Column<u16>>,
    /// Probability that so many heads all stay for a week.
    all_stay: Vec<f64>,
}

impl TurnoverDraws {
    /// Draws the iterations from `first`, a multiple of the chunk.
    pub(super) fn draw(&mut self, turnover: &Turnover, role: &Role, seed: u64, first: u32) {
        let weeks = role.heads_units.len();
        self.losses.clear();
        self.losses.resize(weeks, [0.0; CHUNK as usize]);
        for lane in 0..CHUNK as usize {
            for &(from, units) in &turnover.joining {
                let heads = f64::from(units) / f64::from(UNITS_PER_FTE);
                turnover.ramp_up(from as usize, heads, &mut self.losses, lane);
            }
        }
        if turnover.leave_share <= 0.0 {
            return;
        }
        let leaves = 1.0 - float::pow(1.0 - turnover.leave_share, 1.0 / 52.0);
        let most = role.heads_units.iter().copied().max().unwrap_or(0) / UNITS_PER_FTE;
        self.all_stay.clear();
        self.all_stay
            .extend((0..=most).scan(1.0, |stay, _| Some(std::mem::replace(stay, *stay * (1.0 - leaves)))));
        self.vacant.clear();
        self.vacant.resize(weeks, [0; CHUNK as usize]);
        for (week, draw) in (0..weeks).zip(LEAVING_DRAW..) {
            let heads = role.heads_units[week] / UNITS_PER_FTE;
            let luck = uniform_column(seed, first, role.key, draw);
            for (lane, u) in luck.into_iter().enumerate() {
                let there = heads.saturating_sub(self.vacant[week][lane]);
                let gone = binomial(u, there, leaves, self.all_stay[usize::from(there)]);
                if gone > 0 {
                    self.leave(turnover, week, gone, lane);
                }
            }
        }
    }

    /// Heads lost in `week`, of each iteration of the chunk.
    pub(super) fn losses(&self, week: u16) -> &Column<f64> {
        &self.losses[usize::from(week)]
    }

    /// `gone` heads leave at the end of `week`.
    fn leave(&mut self, turnover: &Turnover, week: usize, gone: u16, lane: usize) {
        let next = (week + 1).min(self.losses.len());
        let joined = (next + turnover.replace_weeks as usize).min(self.losses.len());
        for (losses, vacant) in self.losses[next..joined].iter_mut().zip(&mut self.vacant[next..joined]) {
            losses[lane] += f64::from(gone);
            vacant[lane] += gone;
        }
        turnover.ramp_up(joined, gone.into(), &mut self.losses, lane);
    }
}

/// How many of `n` leave if each does with probability `p`, by the inverse of the distribution at `u`.
///
/// `none` is the probability that nobody does.
fn binomial(u: f64, n: u16, p: f64, none: f64) -> u16 {
    let (mut count, mut term, mut below) = (0, none, none);
    while u > below && count < n {
        term *= f64::from(n - count) / f64::from(count + 1) * p / (1.0 - p);
        below += term;
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::capacity::Distribution;

    fn role(heads_units: u16, weeks: usize) -> Role {
        let absence = Distribution::fixed(0.0).unwrap();
        Role { key: 7, heads_units: vec![heads_units; weeks], run_share: 0.0, absence }
    }

    /// Binomial(4, 0.5): 1, 4, 6, 4, 1 of 16.
    #[test]
    fn the_binomial_is_cut_where_its_sums_are() {
        let at = |u| binomial(u, 4, 0.5, 1.0 / 16.0);
        assert_eq!(
            [0.06, 0.07, 0.31, 0.32, 0.68, 0.69, 0.93, 0.94, 0.9999].map(at),
            [0, 1, 1, 2, 2, 3, 3, 4, 4]
        );
        assert_eq!(binomial(0.999, 0, 0.5, 1.0), 0);
    }

    /// Brooks (1975): by hand, two join a team for a ramp-up of four weeks and take a quarter of a mentor each.
    #[test]
    fn who_joins_costs_more_than_they_bring_at_first() {
        let turnover = Turnover {
            role: 0,
            leave_share: 0.0,
            replace_weeks: 0,
            ramp_weeks: 4,
            mentor_share: 0.25,
            joining: vec![(2, 40)],
        };
        let mut draws = TurnoverDraws::default();
        draws.draw(&turnover, &role(100, 8), 1, 0);
        let lost: Vec<f64> = (0..8).map(|week| draws.losses(week)[5]).collect();
        assert_eq!(lost, [0.0, 0.0, 2.25, 1.75, 1.25, 0.75, 0.0, 0.0]);
    }

    /// Cox (1962): empty for D / (D + 1/p) of the time in the long run.
    #[test]
    fn places_are_empty_as_renewal_theory_says() {
        let turnover = Turnover {
            role: 0,
            leave_share: 0.4,
            replace_weeks: 13,
            ramp_weeks: 0,
            mentor_share: 0.0,
            joining: vec![],
        };
        let role = role(20 * 50, 600);
        let mut draws = TurnoverDraws::default();
        let (mut sum, mut n) = (0.0, 0.0);
        for first in (0..20 * CHUNK).step_by(CHUNK as usize) {
            draws.draw(&turnover, &role, 3, first);
            for week in (150..600).step_by(30) {
                sum += draws.losses(week).iter().sum::<f64>();
                n += 50.0 * f64::from(CHUNK);
            }
        }
        let p = 1.0 - float::pow(0.6, 1.0 / 52.0);
        let expected = 13.0 / (13.0 + 1.0 / p);
        assert!((sum / n - expected).abs() < 0.002, "{} against {expected}", sum / n);
    }
}
