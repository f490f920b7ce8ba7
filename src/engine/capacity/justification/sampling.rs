//! Lists at random in favour of urgent stages, as a beginning.
//!
//! Each rule finds the plan in another corner of what is possible, and what chance alone
//! finds is far from all of them: lists of one rule are soon all alike when they are crossed.
//!
//! Source: Kolisch (1996), *Efficient priority rules for the resource-constrained project scheduling problem*, Journal
//! of Operations Management 14(3).

use super::{ExpectedPlan, ExpectedStage, Luck};
use crate::capacity::problem::count;

/// What makes a stage urgent in a sampled list.
#[derive(Clone, Copy, Debug)]
pub(super) enum Rule {
    LatestFinish,
    LatestStart,
    /// Its own weeks and those of the stages that wait for it, most first.
    RankedWeight,
    Random,
}

impl Rule {
    /// Of the list of that number: by turns, so that the first lists are different.
    pub(super) fn of(number: u32) -> Self {
        match number % 4 {
            0 => Self::LatestFinish,
            1 => Self::LatestStart,
            2 => Self::RankedWeight,
            _ => Self::Random,
        }
    }
}

impl ExpectedPlan {
    /// Each place goes to a stage that waits for nobody outside the list, the likelier the more urgent it is.
    pub(super) fn sample(&self, rule: Rule, luck: &mut Luck) -> Vec<u32> {
        let mut waits_for: Vec<usize> = self.stages.iter().map(|stage| stage.before.len()).collect();
        let numbers = 0..count(&self.stages);
        let mut ready: Vec<u32> = numbers.filter(|stage| waits_for[*stage as usize] == 0).collect();
        let mut list = Vec::with_capacity(self.stages.len());
        while !ready.is_empty() {
            let due = |stage: &u32| self.due(rule, &self.stages[*stage as usize]);
            let latest = ready.iter().map(due).max().unwrap_or(0);
            let weight = |stage: &u32| (latest - due(stage) + 1) as f64;
            let mut point = luck.uniform() * ready.iter().map(weight).sum::<f64>();
            let chosen = ready.iter().position(|stage| {
                point -= weight(stage);
                point <= 0.0
            });
            let stage = ready.swap_remove(chosen.unwrap_or(ready.len() - 1));
            list.push(stage);
            for (after, _) in &self.stages[stage as usize].after {
                waits_for[*after as usize] -= 1;
                if waits_for[*after as usize] == 0 {
                    ready.push(*after);
                }
            }
        }
        list
    }

    /// The less the more urgent.
    fn due(&self, rule: Rule, stage: &ExpectedStage) -> usize {
        match rule {
            Rule::LatestFinish => stage.latest_finish,
            Rule::LatestStart => stage.latest_finish.saturating_sub(stage.weeks),
            Rule::RankedWeight => {
                let held_up = stage.after.iter().map(|(after, _)| self.stages[*after as usize].weeks);
                usize::MAX - stage.weeks - held_up.sum::<usize>()
            }
            Rule::Random => 0,
        }
    }
}
