//! What no completion of a plan can be worth more than.
//!
//! Give each pair (action, quarter) to a set S. The value F(S) is a sum over quarters and dimensions
//! of weight · min(target, mean over statements of min(5, score + Σ raises in S so far)). Each inner minimum
//! and mean is a concave rising function of sums, so F is rising and what a pair adds to S only shrinks as S
//! grows. Hence, with S the pairs decided so far and m(p) = F(S ∪ p) − F(S), no completion T is worth more than
//! F(S) + Σ m(p) over p in T. That sum is maximised under the remaining days and places of each quarter, one
//! quarter for each action, and with Y(j, q), whether j is done by q, at most Y(i, q) wherever j requires i. The
//! Lagrangian dual of these rows,
//! `Σ_q (λ_q · days left + μ_q · places left) + Σ_j max(0, max_q (m − λ_q · effort − μ_q + Σ_{q' ≥ q} π))`,
//! where π of a link is given to what is required and taken from what requires it, is an upper bound for any
//! λ, μ, π ≥ 0. A few subgradient steps choose them; however badly they choose, the bound holds.
//!
//! Source: Fisher (1981), *The Lagrangian relaxation method for solving integer programming problems*,
//! Management Science 27(1); Nemhauser, Wolsey & Fisher (1978), *An analysis of approximations for maximizing
//! submodular set functions*, Mathematical Programming 14.

use super::state::State;
use super::{NONE, PATIENCE};
use crate::maturity::roadmap::{MAX_QUARTERS, Problem, ROUNDING};

/// Prices of a day and of a place in each quarter, and of coming before what one requires.
#[derive(Clone, Default)]
pub(super) struct Prices {
    day: [f64; MAX_QUARTERS],
    place: [f64; MAX_QUARTERS],
    /// By link of the problem.
    links: Vec<[f64; MAX_QUARTERS]>,
}

impl Prices {
    /// Everything is free.
    pub(super) fn none(problem: &Problem) -> Self {
        Self { links: vec![[0.0; MAX_QUARTERS]; problem.links.len()], ..Self::default() }
    }
}

impl State {
    /// What each free action would add in each quarter, less the prices.
    pub(super) fn reduced(
        &self,
        problem: &Problem,
        free: &[usize],
        margins: &[[f64; MAX_QUARTERS]],
        prices: &Prices,
    ) -> Vec<[f64; MAX_QUARTERS]> {
        let mut reduced = margins.to_vec();
        for (&action, reduced) in free.iter().zip(&mut reduced) {
            let effort = problem.parts.actions[action].effort as f64;
            for (reduced, (day, place)) in reduced.iter_mut().zip(prices.day.iter().zip(&prices.place)) {
                *reduced -= day * effort + place;
            }
        }
        for (link, required, action) in self.free_links(problem, free) {
            let mut later = 0.0;
            for quarter in (0..problem.quarters()).rev() {
                later += prices.links[link][quarter];
                reduced[required][quarter] += later;
                reduced[action][quarter] -= later;
            }
        }
        reduced
    }

    /// Links both ends of which are free: their number, and the places of both among the free.
    fn free_links(&self, problem: &Problem, free: &[usize]) -> Vec<(usize, usize, usize)> {
        let mut places = vec![usize::MAX; self.domain.len()];
        for (place, action) in free.iter().enumerate() {
            places[*action] = place;
        }
        let links = problem.links.iter().enumerate();
        let both = links.map(|(link, &(required, action))| (link, places[required], places[action]));
        both.filter(|(_, required, action)| *required < usize::MAX && *action < usize::MAX).collect()
    }

    /// An upper bound of every completion; see the head of this file. Improves `prices` on the way.
    pub(super) fn bound(
        &self,
        problem: &Problem,
        free: &[usize],
        margins: &[[f64; MAX_QUARTERS]],
        prices: &mut Prices,
        steps: u32,
        to_beat: f64,
    ) -> f64 {
        let quarters = problem.quarters();
        let links = self.free_links(problem, free);
        let mut best = (f64::INFINITY, prices.clone());
        let (mut scale, mut waited) = (1.0, 0);
        let mut chosen = vec![None; free.len()];
        for _ in 0..=steps {
            let mut bound = self.value;
            let (mut days, mut places) = ([0.0; MAX_QUARTERS], [0.0; MAX_QUARTERS]);
            for quarter in 0..quarters {
                days[quarter] = self.days[quarter] as f64;
                places[quarter] = self.places[quarter] as f64;
                bound += prices.day[quarter] * days[quarter] + prices.place[quarter] * places[quarter];
            }
            let reduced = self.reduced(problem, free, margins, prices);
            for (place, &action) in free.iter().enumerate() {
                let mut top = (f64::NEG_INFINITY, None);
                for bit in self.choices(action) {
                    let quarter = bit.trailing_zeros() as usize;
                    let worth = if bit == NONE { 0.0 } else { reduced[place][quarter] };
                    if worth > top.0 {
                        top = (worth, (bit != NONE).then_some(quarter));
                    }
                }
                bound += top.0;
                chosen[place] = top.1;
                if let Some(quarter) = top.1 {
                    days[quarter] -= problem.parts.actions[action].effort as f64;
                    places[quarter] -= 1.0;
                }
            }
            if bound < best.0 - ROUNDING {
                best = (bound, prices.clone());
                waited = 0;
            } else {
                waited += 1;
                if waited == PATIENCE {
                    (scale, waited) = (scale * 0.7, 0);
                }
            }
            if best.0 <= to_beat {
                break;
            }
            // Days are hundreds, places are ones, links are halves: each kind steps by its own length.
            let norm = |slack: &[f64; MAX_QUARTERS]| slack.iter().map(|it| it * it).sum::<f64>().max(1e-9);
            let aim = if to_beat.is_finite() { (bound - to_beat).max(1e-4) } else { 0.1 * bound.max(0.01) };
            let (day_step, place_step) = (scale * aim / norm(&days) / 3.0, scale * aim / norm(&places) / 3.0);
            for quarter in 0..quarters {
                prices.day[quarter] = (prices.day[quarter] - day_step * days[quarter]).max(0.0);
                prices.place[quarter] = (prices.place[quarter] - place_step * places[quarter]).max(0.0);
            }
            let by = |place: usize, quarter: usize| chosen[place].is_some_and(|done| done <= quarter);
            let early = |required: usize, action: usize, quarter: usize| {
                f64::from(u8::from(by(required, quarter))) - f64::from(u8::from(by(action, quarter)))
            };
            let wrong: f64 = links
                .iter()
                .flat_map(|&(_, required, action)| {
                    (0..quarters).map(move |quarter| (required, action, quarter))
                })
                .map(|(required, action, quarter)| early(required, action, quarter).abs())
                .sum();
            let link_step = scale * aim / wrong.max(1.0) / 3.0;
            for &(link, required, action) in &links {
                for quarter in 0..quarters {
                    let price = &mut prices.links[link][quarter];
                    *price = (*price - link_step * early(required, action, quarter)).max(0.0);
                }
            }
        }
        *prices = best.1;
        best.0
    }
}
