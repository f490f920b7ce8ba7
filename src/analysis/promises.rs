//! Four-way status: is an initiative on time, on scope, on budget and on benefit?
//!
//! Time is simulated; the other three chances are what the team believes. The
//! status of the whole is that of the worst of the four, so that no good news
//! hides a bad one.

use serde::Serialize;

use crate::model::initiative::Prospects;

/// From this chance on, a promise is likely to be kept: the P80 of planning.
pub const LIKELY: f64 = 0.8;

/// Below this chance, a promise is more likely to be broken than kept.
pub const EVEN: f64 = 0.5;

/// One of the four promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Promise {
    /// Finished when needed.
    Time,
    /// All that was agreed.
    Scope,
    /// No more than planned.
    Cost,
    /// Worth what was promised.
    Benefit,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// At least [`LIKELY`].
    Likely,
    /// Between the two.
    Open,
    /// Below [`EVEN`].
    Unlikely,
}

/// The four promises of one initiative.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Promises {
    /// Chance from 0 to 1 of each promise, in the order of [`Promise`]; none where nobody knows.
    pub chances: [Option<f64>; 4],
    /// The promise with the least chance, the first of several; none if no chance is known.
    pub worst: Option<(Promise, f64)>,
    /// Chance that all four are kept; none unless all are known.
    pub joint: Option<Joint>,
}

/// Chance that several promises are kept together.
///
/// Nobody knows how they hang together, so that the bounds of Fréchet (1935)
/// belong to the figure: no dependence can lead beyond them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Joint {
    /// If they are independent of each other.
    pub independent: f64,
    /// If they avoid each other as far as they can.
    pub least: f64,
    /// If they are kept and broken together as far as they can.
    pub most: f64,
}

impl Promise {
    /// In the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Time, Self::Scope, Self::Cost, Self::Benefit];

    /// "On time".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Time => "On time",
            Self::Scope => "On scope",
            Self::Cost => "On budget",
            Self::Benefit => "On benefit",
        }
    }
}

impl Standing {
    /// How a chance from 0 to 1 stands.
    pub fn of(chance: f64) -> Self {
        match chance {
            it if it >= LIKELY => Self::Likely,
            it if it >= EVEN => Self::Open,
            _ => Self::Unlikely,
        }
    }
}

impl Promises {
    /// Puts the simulated chance to be on time and the team's judgements together.
    pub fn new(on_time: Option<f64>, prospects: &Prospects) -> Self {
        let [scope, cost, benefit] = prospects.all().map(|chance| chance.map(|chance| chance.get()));
        let chances = [on_time, scope, cost, benefit];
        let worst = Promise::ALL
            .into_iter()
            .zip(chances)
            .filter_map(|(promise, chance)| Some((promise, chance?)))
            .min_by(|one, other| one.1.total_cmp(&other.1));
        let joint = || {
            let known = [on_time?, scope?, cost?, benefit?];
            Some(Joint {
                independent: known.iter().product(),
                least: (known.iter().sum::<f64>() - 3.0).max(0.0),
                most: known.into_iter().fold(1.0, f64::min),
            })
        };
        Self { chances, worst, joint: joint() }
    }

    /// Standing of the whole; none if no chance is known.
    pub fn standing(&self) -> Option<Standing> {
        self.worst.map(|(_, chance)| Standing::of(chance))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::finite::Finite;

    fn prospects(chances: [f64; 3]) -> Prospects {
        let [scope, cost, benefit] = chances.map(|chance| Finite::new(chance).ok());
        Prospects { scope, cost, benefit }
    }

    #[test]
    fn the_worst_of_the_four_counts() {
        let promises = Promises::new(Some(0.9), &prospects([0.95, 0.4, 0.85]));
        assert_eq!(promises.worst, Some((Promise::Cost, 0.4)));
        assert_eq!(promises.standing(), Some(Standing::Unlikely));
    }

    #[test]
    fn what_nobody_knows_is_not_counted() {
        let only_scope = Prospects { scope: Finite::new(0.8).ok(), ..Prospects::default() };
        let promises = Promises::new(None, &only_scope);
        assert_eq!(promises.worst, Some((Promise::Scope, 0.8)));
        assert_eq!(promises.standing(), Some(Standing::Likely));
        assert_eq!(promises.joint, None);
        assert_eq!(Promises::new(None, &Prospects::default()).standing(), None);
    }

    #[test]
    fn four_good_chances_are_not_a_good_chance_of_all_four() {
        let joint = Promises::new(Some(0.8), &prospects([0.8; 3])).joint.unwrap();
        assert!((joint.independent - 0.4096).abs() < 1e-12);
        assert!((joint.least - 0.2).abs() < 1e-12);
        assert!((joint.most - 0.8).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn no_dependence_leads_beyond_the_bounds(time in 0.0..=1.0, others in [0.0..=1.0, 0.0..=1.0, 0.0..=1.0]) {
            let joint = Promises::new(Some(time), &prospects(others)).joint.unwrap();
            prop_assert!(joint.least <= joint.independent + 1e-12);
            prop_assert!(joint.independent <= joint.most + 1e-12);
        }
    }
}
