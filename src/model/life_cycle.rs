//! Entry checks: what must be written down before an initiative enters a state of its life cycle.

use super::initiative::{Initiative, Kind, LifeCycle};
use super::validate::Field;

/// One thing that a state asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryCheck {
    /// The state that asks for it; later states ask for it too.
    pub state: LifeCycle,
    /// "a sponsor".
    pub what: &'static str,
    /// How to meet it.
    pub remedy: &'static str,
    /// The field it stands in, if the table has one.
    pub field: Option<Field>,
    /// Whether it is there.
    pub is_met: bool,
}

/// Everything that `initiative` needs on its way from demand to closeout, in that order.
///
/// Products and capabilities have no end, so they need no date by which they are finished.
pub fn entry_checks(initiative: &Initiative) -> Vec<EntryCheck> {
    let written = |text: &str| !text.trim().is_empty();
    let check = |state, what, remedy, field, is_met| EntryCheck { state, what, remedy, field, is_met };
    let has_end = matches!(initiative.kind, Kind::Project | Kind::Program);
    let is_staffed = initiative.stages.iter().any(|stage| !stage.demand.is_empty());
    let mut checks = vec![
        check(LifeCycle::Prioritising, "a sponsor", "Name a sponsor", None, written(&initiative.sponsor)),
        check(
            LifeCycle::Planning,
            "the outcome it is approved for",
            "Write the approved outcome",
            Some(Field::Outcome),
            written(&initiative.approved_outcome),
        ),
        check(
            LifeCycle::Execution,
            "stages with people",
            "Add a stage and say who works on it",
            None,
            is_staffed,
        ),
        check(
            LifeCycle::Execution,
            "a cost",
            "Write its cost per year",
            Some(Field::Cost),
            !initiative.cost_per_year.is_empty(),
        ),
    ];
    if has_end {
        checks.push(check(
            LifeCycle::Execution,
            "a day by which it is needed",
            "Write its needed-by date",
            Some(Field::NeededBy),
            initiative.needed_by.is_some(),
        ));
    }
    checks.push(check(
        LifeCycle::Closeout,
        "a benefit with an owner and a measure",
        "Say how its benefit is measured and who answers for it",
        Some(Field::Benefit),
        written(&initiative.benefit.measure) && written(&initiative.benefit.owner),
    ));
    checks
}

impl LifeCycle {
    /// The state after this one; none after closeout.
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state > self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::InitiativeId;

    fn open(initiative: &Initiative) -> Vec<&'static str> {
        entry_checks(initiative).iter().filter(|check| !check.is_met).map(|check| check.what).collect()
    }

    #[test]
    fn a_bare_name_meets_nothing_and_each_entry_meets_one_check() {
        let mut initiative = Initiative::new(InitiativeId(1), "Portal");
        let before = open(&initiative).len();
        initiative.sponsor = "Operations".to_owned();
        initiative.approved_outcome = "Half the calls".to_owned();
        assert_eq!(open(&initiative).len(), before - 2);
        assert!(!open(&initiative).contains(&"a sponsor"));
    }

    #[test]
    fn what_has_no_end_needs_no_date() {
        let mut product = Initiative::new(InitiativeId(1), "Portal");
        product.kind = Kind::Product;
        assert!(!open(&product).contains(&"a day by which it is needed"));
        product.kind = Kind::Program;
        assert!(open(&product).contains(&"a day by which it is needed"));
    }

    #[test]
    fn states_follow_one_another_to_closeout() {
        let mut state = LifeCycle::Demand;
        let mut seen = vec![state];
        while let Some(next) = state.next() {
            state = next;
            seen.push(state);
        }
        assert_eq!(seen, LifeCycle::ALL);
    }
}
