//! Guardrails: how much of the budget a part of the work may take, or how much is kept for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::ObjectiveId;
use super::initiative::{Initiative, Kind, Mode, WorkClass};
use super::portfolio::Portfolio;
use super::strategy::Strategy;

/// One rule on how the budget of all years is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guardrail {
    /// Of what.
    pub of: WorkPart,
    /// No more, or no less.
    pub bound: Bound,
    /// Percent of the budget of all years together, 0 to 100.
    pub percent: Finite,
}

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WorkPart {
    /// What serves an objective; what serves several counts with an equal part of its money for each.
    Objective(ObjectiveId),
    /// A kind of work.
    Kind(Kind),
    /// A delivery mode.
    Mode(Mode),
    /// Change or run work.
    Class(WorkClass),
}

/// No more, or no less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The part may take so much.
    AtMost,
    /// So much is kept for the part: everything else may take the rest.
    Kept,
}

impl WorkPart {
    /// What the work is divided by: "objective".
    pub const fn division(self) -> &'static str {
        match self {
            Self::Objective(_) => "objective",
            Self::Kind(_) => "kind of work",
            Self::Mode(_) => "delivery mode",
            Self::Class(_) => "change or run",
        }
    }

    /// What the document calls it: "Run work", "Programs", the name of the objective.
    pub fn name(self, strategy: &Strategy, portfolio: &Portfolio) -> String {
        let name = match self {
            Self::Objective(id) => {
                return strategy
                    .objective(id)
                    .map_or_else(|| "an objective".to_owned(), |it| it.name.clone());
            }
            Self::Mode(mode) => return portfolio.mode_labels[mode as usize].clone(),
            Self::Kind(Kind::Project) => "Projects",
            Self::Kind(Kind::Program) => "Programs",
            Self::Kind(Kind::Product) => "Products",
            Self::Kind(Kind::Capability) => "Capabilities",
            Self::Class(WorkClass::Change) => "Change work",
            Self::Class(WorkClass::Run) => "Run work",
        };
        name.to_owned()
    }

    /// Share of the money of `initiative` that counts for this part, 0 to 1.
    pub fn share_of(self, initiative: &Initiative) -> f64 {
        let is_in = match self {
            Self::Objective(id) => {
                let served = &initiative.objectives;
                return if served.contains(&id) { 1.0 / served.len() as f64 } else { 0.0 };
            }
            Self::Kind(kind) => initiative.kind == kind,
            Self::Mode(mode) => initiative.mode == mode,
            Self::Class(class) => initiative.class == class,
        };
        f64::from(u8::from(is_in))
    }
}

impl Guardrail {
    /// Whether it is the guardrail of this part and bound; each has one at most.
    pub fn is_of(&self, of: WorkPart, bound: Bound) -> bool {
        (self.of, self.bound) == (of, bound)
    }

    /// Share of the money of `initiative` that falls under the limit: of the part itself, or of all the rest.
    pub fn counted_share(&self, initiative: &Initiative) -> f64 {
        let share = self.of.share_of(initiative);
        match self.bound {
            Bound::AtMost => share,
            Bound::Kept => 1.0 - share,
        }
    }

    /// Share of the budget that what is counted may take, 0 to 1.
    pub fn most_share(&self) -> f64 {
        let share = self.percent.get() / 100.0;
        match self.bound {
            Bound::AtMost => share,
            Bound::Kept => 1.0 - share,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::InitiativeId;

    #[test]
    fn keeping_for_a_part_limits_the_rest() {
        let mut initiative = Initiative::new(InitiativeId(1), "Tax online");
        initiative.objectives = vec![ObjectiveId(2), ObjectiveId(3)];
        let of = WorkPart::Objective(ObjectiveId(3));
        let rail = |bound| Guardrail { of, bound, percent: Finite::from(30) };
        let objective = |id| WorkPart::Objective(ObjectiveId(id)).share_of(&initiative);
        let class = |class| WorkPart::Class(class).share_of(&initiative);
        for (found, expected) in [
            (rail(Bound::AtMost).counted_share(&initiative), 0.5),
            (rail(Bound::AtMost).most_share(), 0.3),
            (rail(Bound::Kept).counted_share(&initiative), 0.5),
            (rail(Bound::Kept).most_share(), 0.7),
            (objective(9), 0.0),
            (class(WorkClass::Change), 1.0),
            (class(WorkClass::Run), 0.0),
        ] {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }
}
