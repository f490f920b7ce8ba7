//! What one plan has otherwise than another, in words: "adds 3, drops 2, delays 4".
//!
//! The two plans are two states of one document, so that things are the same if
//! their numbers are. Whatever differs in money, calendar, goals, criteria,
//! initiatives or people is said in at least one line, which names it.
//!
//! The order of priority is compared by the longest list of initiatives that both
//! plans have in the same order (Schensted 1961); only the others have moved.

mod criteria;
mod initiatives;
mod order;
mod people;
mod portfolio;
mod risks;
mod summary;
mod synergies;
mod words;

use serde::Serialize;

use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId, RoleId};

pub use summary::summary;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// Of which sort it is.
    pub kind: Kind,
    /// "One Login starts on 5 Jan 2026 instead of 6 Oct 2025".
    pub words: String,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Money, calendar, policy, goals.
    Portfolio,
    /// A criterion.
    Criterion(CriterionId),
    /// An initiative.
    Initiative(InitiativeId),
    /// A role.
    Role(RoleId),
}

/// Sorts of differences, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An initiative is worked on.
    Added,
    /// An initiative is not worked on.
    Dropped,
    /// May start later only.
    Delayed,
    /// May start earlier.
    BroughtForward,
    /// Other people, or other shares of their time.
    People,
    /// Another budget.
    Budget,
    /// Another place in the order of priority.
    Priority,
    /// A weight or another property of a criterion.
    Criterion,
    /// Other scores.
    Rescored,
    /// Other work, people or order of stages.
    Replanned,
    /// Another cost.
    Cost,
    /// Another day by which it is needed.
    Due,
    /// Requires or excludes others, or is worth more or less beside them.
    Links,
    /// Calendar, policy or goals.
    Settings,
    /// Anything else, and whatever is in neither plan.
    Details,
}

impl Kind {
    /// In the order in which they are told.
    const ALL: [Self; 15] = [
        Self::Added,
        Self::Dropped,
        Self::Delayed,
        Self::BroughtForward,
        Self::People,
        Self::Budget,
        Self::Priority,
        Self::Criterion,
        Self::Rescored,
        Self::Replanned,
        Self::Cost,
        Self::Due,
        Self::Links,
        Self::Settings,
        Self::Details,
    ];
}

/// All differences of `after` from `before`, sorted by kind, then in the order of `after`; empty for the same plan.
///
/// The office, scenarios and decisions are no part of a plan.
pub fn differences(before: &Document, after: &Document) -> Vec<Line> {
    let mut lines = Vec::new();
    initiatives::tell(before, after, &mut lines);
    people::tell(before, after, &mut lines);
    criteria::tell(before, after, &mut lines);
    portfolio::tell(&before.portfolio, &after.portfolio, &mut lines);
    risks::tell(&before.initiatives, &after.initiatives, &mut lines);
    synergies::tell(&before.initiatives, &after.initiatives, &mut lines);
    if before.strategy != after.strategy {
        lines.push(Line {
            subject: Subject::Portfolio,
            kind: Kind::Settings,
            words: "The objectives differ".to_owned(),
        });
    }
    lines.sort_by_key(|line| line.kind);
    lines
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::edit::{CriterionChange, Edit, InitiativeChange, PortfolioChange, RoleChange};
    use crate::model::finite::Finite;
    use crate::model::people::HeadChange;
    use crate::model::portfolio::YearAmount;
    use crate::model::sample;

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn after(edits: &[Edit]) -> (Document, Document) {
        let before = gmpp();
        let mut after = before.clone();
        for edit in edits {
            edit.apply(&mut after).unwrap();
        }
        (before, after)
    }

    fn said(edits: &[Edit]) -> String {
        let (before, after) = after(edits);
        summary(&differences(&before, &after))
    }

    fn initiative(index: usize) -> InitiativeId {
        gmpp().initiatives.in_plan().nth(index).unwrap().id
    }

    #[test]
    fn what_pairs_are_worth_together_is_told_by_name() {
        let before = gmpp();
        let [one, other] = [0, 1].map(|place| before.initiatives.list[place].clone());
        let worth = |document: &Document, points: i32| {
            let mut document = document.clone();
            let edit = Edit::Synergy { of: [one.id, other.id], points: Finite::from(points) };
            edit.apply(&mut document).unwrap();
            document
        };
        let said = |before: &Document, after: &Document| {
            differences(before, after).into_iter().map(|line| line.words).collect::<Vec<_>>()
        };
        let pair = format!("{} and {}", one.name, other.name);
        let paired = worth(&before, 10);
        assert_eq!(said(&before, &paired), [format!("{pair} are worth 10 points more together")]);
        let words = format!("{pair} are worth 5 points less together instead of 10 points more");
        assert_eq!(said(&paired, &worth(&paired, -5)), [words]);
        let words = format!("{pair} are worth together what they are worth alone");
        assert_eq!(said(&paired, &worth(&paired, 0)), [words]);
    }

    #[test]
    fn the_same_plan_has_no_difference() {
        assert_eq!(differences(&gmpp(), &gmpp()), []);
        assert_eq!(said(&[]), "changes nothing");
    }

    #[test]
    fn membership_dates_and_people_are_said_in_one_sentence() {
        let document = gmpp();
        let left_out: Vec<InitiativeId> =
            document.initiatives.list.iter().filter(|it| !it.in_plan).map(|it| it.id).collect();
        let change = |initiative, change| Edit::Initiative { initiative, change };
        let role = document.people.roles[0].clone();
        let more = HeadChange { from: date(2024, 3, 4), heads: Finite::new(role.heads.get() + 2.0).unwrap() };
        let edits = [
            change(left_out[0], InitiativeChange::InPlan(true)),
            change(initiative(0), InitiativeChange::InPlan(false)),
            change(initiative(1), InitiativeChange::EarliestStart(Some(date(2025, 1, 6)))),
            Edit::Role { role: role.id, change: RoleChange::HeadChanges(vec![more]) },
        ];
        let expected = format!("adds 1, drops 1, delays 1, two more people as {} from March 2024", role.name);
        assert_eq!(said(&edits), expected);
    }

    #[test]
    fn only_what_was_moved_has_moved() {
        let id = gmpp().initiatives.list[5].id;
        let (before, after) = after(&[Edit::MoveInitiative { initiative: id, position: 0 }]);
        let lines = differences(&before, &after);
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].subject, Subject::Initiative(id));
        assert!(lines[0].words.ends_with("is in place 1 of priority instead of 6"), "{}", lines[0].words);
    }

    #[test]
    fn a_weight_is_named() {
        let criterion = gmpp().scoring.leaves().next().unwrap().clone();
        let change = CriterionChange::Weight(Finite::from(9));
        let (before, after) = after(&[Edit::Criterion { criterion: criterion.id, change }]);
        let lines = differences(&before, &after);
        assert!(lines[0].words.starts_with(&format!("{} weighs 9 instead of ", criterion.name)));
    }

    #[test]
    fn a_budget_says_both_amounts() {
        let mut before = gmpp();
        let budget = |amount: u32| {
            Edit::Portfolio(PortfolioChange::BudgetPerYear(vec![YearAmount {
                year: 2024,
                amount: Finite::from(amount),
            }]))
        };
        budget(100).apply(&mut before).unwrap();
        let mut after = before.clone();
        budget(80).apply(&mut after).unwrap();
        assert_eq!(summary(&differences(&before, &after)), "a budget of GBP 80m instead of GBP 100m");
    }
}
