//! What an office does first: one that begins from nothing, and one that is thought through anew.
//!
//! A new office needs somebody behind it before it promises anything; one that was there before has to know why people
//! doubt it before it promises anything again.

use crate::model::document::Document;
use crate::model::office::Office;
use crate::model::office::actions::Actions;
use crate::model::office::charter::StartPath;
use crate::model::office::past::EndReason;
use crate::model::office::roadmap::ActionState;

/// Somebody whom the office serves is known from so many on.
const PEOPLE: usize = 3;

/// A first step of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeStep {
    /// Why the office before ended, or did not do.
    Past,
    /// How it stands now: an assessment with answers.
    Assessment,
    /// Who stands behind it.
    Sponsor,
    /// Which objectives it serves.
    Purpose,
    /// A mandate with the day on which it was signed.
    Mandate,
    /// Whom it needs and serves: at least three.
    People,
    /// What those want of it.
    Wishes,
    /// What it does.
    Services,
    /// What it leaves to others, or does no longer.
    DoesNot,
    /// Something that people see soon: a quick win that is planned.
    EarlyWin,
}

impl OfficeStep {
    /// Steps of `path`, in their order.
    pub const fn of(path: StartPath) -> [Self; 6] {
        match path {
            StartPath::New => {
                [Self::Sponsor, Self::Purpose, Self::Mandate, Self::People, Self::Services, Self::EarlyWin]
            }
            StartPath::Reimagined => {
                [Self::Past, Self::Assessment, Self::Wishes, Self::DoesNot, Self::Mandate, Self::EarlyWin]
            }
        }
    }

    /// Whether `office` has taken it.
    pub fn is_done(self, office: &Office) -> bool {
        let head = &office.charter.head;
        match self {
            Self::Past => {
                !office.past.is_empty() && office.past.iter().all(|it| it.ended != EndReason::Unknown)
            }
            Self::Assessment => {
                office.assessments.iter().any(|it| it.answers.values().any(|answers| !answers.is_empty()))
            }
            Self::Sponsor => office.sponsor().is_some(),
            Self::Purpose => !head.purpose.is_empty(),
            Self::Mandate => head.mandate_signed.is_some(),
            Self::People => office.stakeholders.list.len() >= PEOPLE,
            Self::Wishes => office.stakeholders.list.iter().any(|it| !it.expectations.is_empty()),
            Self::Services => office.charter.done().next().is_some(),
            Self::DoesNot => !office.charter.does_not.is_empty(),
            Self::EarlyWin => plans_quick_win(office),
        }
    }
}

/// A quick win that has a quarter, is committed or is done.
fn plans_quick_win(office: &Office) -> bool {
    office.roadmap.actions.iter().any(|(id, plan)| {
        let is_planned =
            plan.quarter.is_some() || matches!(plan.state, ActionState::Committed | ActionState::Done);
        is_planned && Actions::built_in().action(*id).is_some_and(|action| action.quick_win)
    })
}

/// Each step of the path that the charter names, and whether it is done; none while it names none.
pub fn start_path(document: &Document) -> Option<[(OfficeStep, bool); 6]> {
    let office = &document.office;
    let path = office.charter.head.start?;
    Some(OfficeStep::of(path).map(|step| (step, step.is_done(office))))
}

/// People in the organisation for each of the office; none if somebody has not said both.
pub fn people_for_each(document: &Document) -> Option<f64> {
    let head = &document.office.charter.head;
    let office = head.people_fte?.get();
    (office > 0.0).then_some(f64::from(head.organisation_people?) / office)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    /// Those of `path` that the sample of forty projects has taken.
    fn done(path: StartPath) -> Vec<OfficeStep> {
        let mut document = sample::SAMPLES[0].document();
        document.office.edit().charter.head.start = Some(path);
        let steps = start_path(&document).unwrap();
        steps.into_iter().filter(|(_, done)| *done).map(|(step, _)| step).collect()
    }

    #[test]
    fn each_path_has_steps_of_its_own() {
        let new = done(StartPath::New);
        assert!(new.starts_with(&[OfficeStep::Sponsor, OfficeStep::Purpose, OfficeStep::Mandate]), "{new:?}");
        assert!(!new.contains(&OfficeStep::Wishes));
        let again = done(StartPath::Reimagined);
        assert!(again.contains(&OfficeStep::Assessment) && again.contains(&OfficeStep::Wishes), "{again:?}");
        assert!(!again.contains(&OfficeStep::Sponsor));
    }

    #[test]
    fn an_empty_office_has_taken_none_and_says_no_path() {
        let mut document = Document::default();
        assert_eq!(start_path(&document), None);
        for path in StartPath::ALL {
            document.office.edit().charter.head.start = Some(path);
            assert!(start_path(&document).unwrap().iter().all(|(_, done)| !done));
        }
    }

    #[test]
    fn the_office_is_held_against_the_people_of_the_organisation() {
        let mut document = Document::default();
        let head = &mut document.office.edit().charter.head;
        head.organisation_people = Some(300);
        assert_eq!(people_for_each(&document), None);
        document.office.edit().charter.head.people_fte = Some(crate::model::finite::Finite::from(2));
        assert_eq!(people_for_each(&document), Some(150.0));
    }
}
