//! What an office can do to get better: the list that comes with the product, in its own words.
//!
//! Efforts are three points [person-days], effects are levels added to statements of the assessment. Both are
//! judgement, not measurement: the roadmap draws them at random to see what hangs on them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::maturity_model::{MaturityModel, StatementId};
use super::stakeholder::StakeholderGroup;
use crate::model::id::ActionId;

/// A quick win takes at most this long [weeks] and is seen by at least two groups.
pub const QUICK_WIN_WEEKS: u32 = 4;
/// Longest action [weeks]: one quarter.
pub const LONGEST_WEEKS: u32 = 13;

/// A list of actions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// Grows with every change of wording; ids stay.
    pub edition: u32,
    /// In the order of the dimensions that they raise.
    pub actions: Vec<Action>,
}

/// Something that an office can do to get better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Stays for ever.
    pub id: ActionId,
    /// A few words.
    pub name: String,
    /// What to do, in a sentence.
    pub words: String,
    /// What kind of work it is.
    pub kind: ActionKind,
    /// Effort of the office [person-days].
    pub effort_days: Effort,
    /// Elapsed time [weeks], at most [`LONGEST_WEEKS`].
    pub weeks: u32,
    /// What has to be done before.
    pub requires: Vec<ActionId>,
    /// Levels that it adds, by statement, above 0 and at most 1.
    pub raises: BTreeMap<StatementId, f64>,
    /// Whether it shows within [`QUICK_WIN_WEEKS`].
    pub quick_win: bool,
    /// Groups that notice it.
    pub seen_by: Vec<StakeholderGroup>,
    /// Warnings that it takes away.
    pub mends: Vec<Mends>,
}

/// What kind of work an action is: a row of the roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionKind {
    /// Talking to somebody.
    Talk,
    /// Changing how something is done.
    Process,
    /// Changing what people can or may do.
    People,
    /// Getting figures.
    Data,
    /// Buying or building something.
    Tool,
}

/// Three points of an effort [person-days], going up.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Effort {
    /// If all goes well.
    pub low: f64,
    /// As a rule.
    pub likely: f64,
    /// If it drags on.
    pub high: f64,
}

/// A warning that an action takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mends {
    /// There is no sponsor, or nobody has heard of one for long.
    NoSponsor,
    /// The office talks to its sponsor only.
    SponsorOnly,
    /// Nothing with a date is planned for being trusted.
    NoCredibilityPlan,
    /// The office hangs on one person.
    OnePerson,
}

/// What is wrong with a list of actions.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ActionsError {
    /// Ids are unique.
    #[error("two actions have the number {0}; give one of them another")]
    IdTwice(ActionId),
    /// A name or sentence is empty.
    #[error("action {0} lacks a name or a sentence; write one")]
    Wordless(ActionId),
    /// Something is required that is not there.
    #[error(
        "action {action} requires action {requires}, which is not on the list; add it or take the link away"
    )]
    NoSuchAction {
        /// Which.
        action: ActionId,
        /// What it requires.
        requires: ActionId,
    },
    /// Something would have to wait for itself.
    #[error("the actions {} wait for each other; take one of the links away", in_words(.0))]
    Cycle(Vec<ActionId>),
    /// The assessment has no such statement.
    #[error(
        "action {action} raises statement {statement}, which the assessment does not have; correct the number"
    )]
    NoSuchStatement {
        /// Which.
        action: ActionId,
        /// What it raises.
        statement: StatementId,
    },
    /// Levels are added one at a time.
    #[error("action {0} must raise each statement by more than 0 and at most 1 level")]
    Raise(ActionId),
    /// Points out of order.
    #[error("the effort of action {0} must be above 0 and go up from low to likely to high")]
    Effort(ActionId),
    /// Longer than a quarter.
    #[error("action {0} must take 1 to {LONGEST_WEEKS} weeks; split it")]
    Weeks(ActionId),
    /// Slow, or hardly seen.
    #[error(
        "action {0} is no quick win: it must take at most {QUICK_WIN_WEEKS} weeks and be seen by two groups"
    )]
    NotQuick(ActionId),
}

fn in_words(ids: &[ActionId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl Actions {
    /// The list that comes with the product.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Actions> = LazyLock::new(|| {
            serde_json::from_str(include_str!("actions.json")).expect("the built-in list is valid: tested")
        });
        &BUILT_IN
    }

    /// The action `id`, if it is on the list.
    pub fn action(&self, id: ActionId) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }

    /// Checks the list against the assessment whose statements it raises.
    ///
    /// # Errors
    ///
    /// The first [`ActionsError`], in the order of the list; a cycle comes last.
    pub fn check(&self, model: &MaturityModel) -> Result<(), ActionsError> {
        let mut ids = BTreeSet::new();
        if let Some(twice) = self.actions.iter().find(|action| !ids.insert(action.id)) {
            return Err(ActionsError::IdTwice(twice.id));
        }
        let statements: BTreeSet<StatementId> =
            model.dimensions.iter().flat_map(|it| &it.statements).map(|it| it.id).collect();
        for action in &self.actions {
            action.check(&ids, &statements)?;
        }
        self.cycle().map_or(Ok(()), |cycle| Err(ActionsError::Cycle(cycle)))
    }

    /// Actions that wait for each other, if there are any, each once.
    pub fn cycle(&self) -> Option<Vec<ActionId>> {
        // Whatever waits for nothing that is left is taken away; a rest that cannot shrink is a cycle and what
        // hangs on it. Walking back along its links ends in the cycle itself.
        let mut left: BTreeMap<ActionId, &Action> = self.actions.iter().map(|it| (it.id, it)).collect();
        loop {
            let free: Vec<ActionId> = left
                .values()
                .filter(|it| !it.requires.iter().any(|id| left.contains_key(id)))
                .map(|it| it.id)
                .collect();
            if free.is_empty() {
                break;
            }
            left.retain(|id, _| !free.contains(id));
        }
        let mut walk = vec![*left.keys().next()?];
        loop {
            let last = walk[walk.len() - 1];
            let next = *left[&last].requires.iter().find(|id| left.contains_key(id))?;
            if let Some(start) = walk.iter().position(|id| *id == next) {
                return Some(walk.split_off(start));
            }
            walk.push(next);
        }
    }
}

impl Action {
    fn check(
        &self,
        ids: &BTreeSet<ActionId>,
        statements: &BTreeSet<StatementId>,
    ) -> Result<(), ActionsError> {
        let Effort { low, likely, high } = self.effort_days;
        if self.name.trim().is_empty() || self.words.trim().is_empty() {
            return Err(ActionsError::Wordless(self.id));
        }
        if let Some(&requires) = self.requires.iter().find(|id| !ids.contains(id)) {
            return Err(ActionsError::NoSuchAction { action: self.id, requires });
        }
        if let Some(&statement) = self.raises.keys().find(|id| !statements.contains(id)) {
            return Err(ActionsError::NoSuchStatement { action: self.id, statement });
        }
        if self.raises.is_empty() || !self.raises.values().all(|raise| *raise > 0.0 && *raise <= 1.0) {
            return Err(ActionsError::Raise(self.id));
        }
        if !(low > 0.0 && low <= likely && likely <= high && high.is_finite()) {
            return Err(ActionsError::Effort(self.id));
        }
        if !(1..=LONGEST_WEEKS).contains(&self.weeks) {
            return Err(ActionsError::Weeks(self.id));
        }
        if self.quick_win && (self.weeks > QUICK_WIN_WEEKS || self.seen_by.len() < 2) {
            return Err(ActionsError::NotQuick(self.id));
        }
        Ok(())
    }
}

impl ActionKind {
    /// All, in the order of the roadmap's rows.
    pub const ALL: [Self; 5] = [Self::Talk, Self::Process, Self::People, Self::Data, Self::Tool];

    /// In a word.
    pub fn words(self) -> &'static str {
        match self {
            Self::Talk => "Talk",
            Self::Process => "Process",
            Self::People => "People",
            Self::Data => "Data",
            Self::Tool => "Tool",
        }
    }
}

impl Mends {
    /// The warning in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoSponsor => "no sponsor, or no word from one for sixty days",
            Self::SponsorOnly => "one group only was met in thirty days",
            Self::NoCredibilityPlan => "nothing with a date is planned for being trusted",
            Self::OnePerson => "the office hangs on one person",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_holds_together() {
        let actions = Actions::built_in();
        assert_eq!(actions.check(MaturityModel::built_in()), Ok(()));
        assert!((40..=60).contains(&actions.actions.len()), "{}", actions.actions.len());
    }

    /// Nobody is left without a way up, and every warning can be mended.
    #[test]
    fn every_statement_and_every_warning_has_its_action() {
        let actions = &Actions::built_in().actions;
        for statement in MaturityModel::built_in().dimensions.iter().flat_map(|it| &it.statements) {
            assert!(actions.iter().any(|it| it.raises.contains_key(&statement.id)), "{}", statement.id);
        }
        for flag in [Mends::NoSponsor, Mends::SponsorOnly, Mends::NoCredibilityPlan, Mends::OnePerson] {
            assert!(actions.iter().any(|it| it.mends.contains(&flag)), "{flag:?}");
        }
        assert!(actions.iter().filter(|it| it.quick_win && it.requires.is_empty()).count() >= 4);
    }

    /// Plain English: one sentence, no longer than a person reads in a breath, no word of consultants.
    #[test]
    fn every_action_is_one_plain_sentence() {
        const JARGON: [&str; 10] = [
            "leverage",
            "synerg",
            "holistic",
            "paradigm",
            "best practice",
            "stakeholder management",
            "KPI",
            "framework",
            "utilise",
            "deep dive",
        ];
        for action in &Actions::built_in().actions {
            let words = action.words.split_whitespace().count();
            assert!((8..=26).contains(&words), "{}: {words} words", action.name);
            assert!(action.words.ends_with('.'), "{}", action.name);
            assert!(action.name.chars().count() <= 46, "{}", action.name);
            let text = format!("{} {}", action.name, action.words).to_lowercase();
            assert!(!JARGON.iter().any(|it| text.contains(&it.to_lowercase())), "{text}");
        }
    }

    #[test]
    fn a_cycle_is_named() {
        let mut actions = Actions::built_in().clone();
        let at = |id: u32| actions.actions.iter().position(|it| it.id.0 == id).unwrap();
        // 4 requires 3, 12 requires 4: now 3 requires 12.
        let place = at(3);
        actions.actions[place].requires.push(ActionId(12));
        let Err(ActionsError::Cycle(mut cycle)) = actions.check(MaturityModel::built_in()) else {
            panic!("the cycle is not seen")
        };
        cycle.sort_unstable();
        assert_eq!(cycle, [ActionId(3), ActionId(4), ActionId(12)]);
    }

    #[test]
    fn links_to_nothing_are_refused() {
        let mut actions = Actions::built_in().clone();
        actions.actions[0].requires.push(ActionId(99));
        let error = actions.check(MaturityModel::built_in()).unwrap_err();
        assert_eq!(error, ActionsError::NoSuchAction { action: ActionId(1), requires: ActionId(99) });
        let mut actions = Actions::built_in().clone();
        actions.actions[0].raises.insert("11.1".parse().unwrap(), 1.0);
        assert!(matches!(
            actions.check(MaturityModel::built_in()),
            Err(ActionsError::NoSuchStatement { .. })
        ));
    }
}
