//! How much of a roadmap hangs on what nobody knows exactly.
//!
//! Each draw takes other respondents (with replacement), other efforts (from their three points) and other
//! weights of the dimensions (up to a quarter more or less), and plans again. An action that nearly every draw
//! chooses is solid; one that half of them choose depends on answers that are still open.

use super::{ByAction, Question, tenths};
use crate::analysis::assess::engine_input;
use crate::engine::capacity::Distribution;
use crate::engine::maturity::roadmap::search::{self, Effort};
use crate::engine::maturity::roadmap::{MAX_QUARTERS, Problem};
use crate::engine::maturity::score::assess;
use crate::engine::maturity::{self};
use crate::engine::random;

/// Draws that the page and the command line make.
pub const DRAWS: u32 = 200;
/// Key of the draws.
const SEED: u64 = 7;
/// How far a weight is moved, as a share of itself.
const WEIGHT_SPREAD: f64 = 0.25;
/// A draw is looked at less closely than the plan itself.
const EFFORT: Effort = Effort { tolerance: 0.004, nodes: 150 };

/// How often each action was chosen in each quarter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Draws so far.
    pub draws: u32,
    /// Draws by action and quarter.
    pub counts: ByAction<[u32; MAX_QUARTERS]>,
}

/// Adds draw `number` of `question`; the same number gives the same draw.
pub fn draw(question: &Question, number: u32, chosen: &mut Chosen) {
    chosen.draws += 1;
    let Some(problem) = drawn(question, number) else { return };
    let Some(solution) = search::solve(&problem, EFFORT) else { return };
    for (action, quarter) in question.actions.iter().zip(solution.plan) {
        if let Some(quarter) = quarter {
            chosen.counts.entry(action.id).or_default()[quarter] += 1;
        }
    }
}

impl Chosen {
    /// Share of the draws that choose `action` in `quarter`; none without draws.
    pub fn share_in(&self, action: crate::model::id::ActionId, quarter: usize) -> Option<f64> {
        let count = self.counts.get(&action).map_or(0, |counts| counts[quarter]);
        (self.draws > 0).then(|| f64::from(count) / f64::from(self.draws))
    }

    /// Share of the draws that choose `action` in any quarter; none without draws.
    pub fn share(&self, action: crate::model::id::ActionId) -> Option<f64> {
        let count: u32 = self.counts.get(&action).map_or(0, |counts| counts.iter().sum());
        (self.draws > 0).then(|| f64::from(count) / f64::from(self.draws))
    }
}

/// The problem with other respondents, efforts and weights; none if the drawn respondents cannot be scored.
fn drawn(question: &Question, number: u32) -> Option<Problem> {
    let mut uniforms = Uniforms { number, next: 0, block: [0.0; 4] };
    let mut parts = question.problem.parts().clone();
    let input = engine_input(&question.assessment, &question.assessment.model()).ok()?;
    let people = input.respondents();
    let resampled = people.iter().map(|_| people[uniforms.index_below(people.len())].clone()).collect();
    let weights = input.dimension_weights().to_vec();
    let statements = input.statements().to_vec();
    let other = maturity::Assessment::new(statements, weights, input.groups(), resampled).ok()?;
    let (here, there) = (assess(&input), assess(&other));
    for ((statement, known), drawn) in
        parts.statements.iter_mut().zip(&here.statements).zip(&there.statements)
    {
        // Without a level of its own a statement goes with its dimension.
        let (known, drawn) = match known.score {
            Some(_) => (known.score, drawn.score),
            None => (here.dimensions[statement.dimension].score, there.dimensions[statement.dimension].score),
        };
        // Whatever was added for what is done stays added.
        if let (Some(known), Some(drawn)) = (known, drawn) {
            statement.score = (statement.score + drawn - known).clamp(1.0, 5.0);
        }
    }
    for (action, candidate) in question.actions.iter().zip(&mut parts.actions) {
        let effort = action.effort_days;
        let u = uniforms.next();
        let days = Distribution::triangular(effort.low, effort.likely, effort.high)
            .map_or(effort.likely, |days| days.sample(u));
        // What is committed stays committed, whatever it takes.
        if !candidate.must {
            candidate.effort = tenths(days);
        }
    }
    for dimension in &mut parts.dimensions {
        dimension.weight *= 1.0 + WEIGHT_SPREAD * (2.0 * uniforms.next() - 1.0);
    }
    Problem::new(parts).ok()
}

/// Numbers between 0 and 1, one after the other.
struct Uniforms {
    number: u32,
    next: u32,
    block: [f64; 4],
}

impl Uniforms {
    fn next(&mut self) -> f64 {
        let place = (self.next % 4) as usize;
        if place == 0 {
            // "road": apart from every other use of the seed.
            self.block = random::uniforms(SEED, self.number, 0x726f_6164, self.next / 4);
        }
        self.next += 1;
        self.block[place]
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the count")]
    fn index_below(&mut self, count: usize) -> usize {
        ((self.next() * count as f64) as usize).min(count - 1)
    }
}
