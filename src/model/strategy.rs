//! Strategic objectives that initiatives serve, and who set which order of them when.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id::{ObjectiveId, PriorityId};

/// What the organisation wants to reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// Most important first.
    pub objectives: Vec<Objective>,
    /// Priority statements, in the order in which they were written down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<PriorityStatement>,
}

/// Someone set an order of objectives, valid from a day until the next statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorityStatement {
    /// Stays for life.
    pub id: PriorityId,
    /// Who set it.
    pub by: String,
    /// First day on which it holds.
    pub valid_from: Date,
    /// The most important first; what is not named counts for nothing.
    pub order: Vec<ObjectiveId>,
    /// Why, or where it was said; may be empty.
    pub note: String,
}

/// One strategic objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Stays for life.
    pub id: ObjectiveId,
    /// A few words.
    pub name: String,
    /// How one will know that it is reached.
    pub note: String,
}

impl Strategy {
    /// The statement that holds on `day`: the latest that is valid by then, of two of one day the later written.
    pub fn in_force(&self, day: Date) -> Option<&PriorityStatement> {
        self.priorities.iter().filter(|it| it.valid_from <= day).max_by_key(|it| it.valid_from)
    }

    /// The objective `id`, if it is still there.
    pub fn objective(&self, id: ObjectiveId) -> Option<&Objective> {
        self.objectives.iter().find(|objective| objective.id == id)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_latest_valid_statement_is_in_force() {
        let statement = |id, valid_from| PriorityStatement {
            id: PriorityId(id),
            by: "Board".into(),
            valid_from,
            order: Vec::new(),
            note: String::new(),
        };
        let days = [date(2026, 3, 1), date(2026, 1, 1), date(2026, 3, 1), date(2027, 1, 1)];
        let priorities = (1..).zip(days).map(|(id, day)| statement(id, day)).collect();
        let strategy = Strategy { priorities, ..Strategy::default() };
        let on = |day| strategy.in_force(day).map(|it| it.id.0);
        assert_eq!(on(date(2025, 12, 31)), None);
        assert_eq!(on(date(2026, 1, 1)), Some(2));
        assert_eq!(on(date(2026, 12, 31)), Some(3));
        assert_eq!(on(date(2027, 1, 1)), Some(4));
    }
}
