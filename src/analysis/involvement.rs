//! Whether those who lead the work are heard: how many decisions were taken with a project manager.
//!
//! Project managers who are kept out of the decisions about their own work stop believing in the office that prepares
//! them.

use serde::Serialize;

use crate::model::decision::Decisions;

/// Decisions that were taken, and with whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Involvement {
    /// Decisions that were taken; open ones can still be opened up.
    pub decided: usize,
    /// Of these, those in which a project manager took part.
    pub with_project_manager: usize,
    /// `with_project_manager` ÷ `decided`, 0 to 1; none while nothing is decided.
    pub share: Option<f64>,
    /// Of those that were decided, those that say who was involved at all.
    pub named: usize,
}

/// Counts what was decided.
pub fn involvement(decisions: &Decisions) -> Involvement {
    let taken = || decisions.list.iter().filter(|it| it.outcome.is_some());
    let decided = taken().count();
    let with_project_manager = taken().filter(|it| it.project_manager).count();
    Involvement {
        decided,
        with_project_manager,
        share: (decided > 0).then(|| with_project_manager as f64 / decided as f64),
        named: taken().filter(|it| !it.involved.trim().is_empty()).count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn only_decisions_that_were_taken_count() {
        let mut decisions = sample::SAMPLES[0].document().decisions.clone();
        let list = &mut decisions.edit().list;
        let mut taken = list[0].clone();
        taken.project_manager = true;
        let mut open = taken.clone();
        open.outcome = None;
        list.extend([taken, open]);
        let expected = Involvement { decided: 2, with_project_manager: 1, share: Some(0.5), named: 2 };
        assert_eq!(involvement(&decisions), expected);
    }

    #[test]
    fn without_decisions_there_is_no_share() {
        assert_eq!(involvement(&Decisions::default()), Involvement::default());
    }
}
