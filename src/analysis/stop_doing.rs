//! What the office could stop asking for: effort that nobody can name the use of.
//!
//! A process is a candidate if no purpose is written beside it, or if its latest review found that it no longer
//! applies. What stopping would free is all that it takes in a year.

use serde::Serialize;

use crate::model::id::ProcessId;
use crate::model::office::Office;
use crate::model::office::process::Process;
use crate::model::office::registers::processes::Applies;

/// A process that could end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StopCandidate {
    /// Which.
    pub id: ProcessId,
    /// Its name.
    pub name: String,
    /// What everybody together would have back [hours a year].
    pub hours_per_year: f64,
    /// Why it could end.
    pub reason: StopReason,
}

/// Why a process could end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StopReason {
    /// Its latest review found that it no longer applies.
    NoLongerApplies,
    /// Nobody has said what comes of it.
    NoPurpose,
}

/// The candidates, those that take most first; of equal ones in document order.
pub fn stop_doing(office: &Office) -> Vec<StopCandidate> {
    let candidate = |process: &Process| {
        let reason = if no_longer_applies(office, process.id) {
            StopReason::NoLongerApplies
        } else if process.is_box_check() {
            StopReason::NoPurpose
        } else {
            return None;
        };
        let name = process.name.clone();
        Some(StopCandidate { id: process.id, name, hours_per_year: process.hours_per_year(), reason })
    };
    let mut found: Vec<StopCandidate> = office.processes.iter().filter_map(candidate).collect();
    found.sort_by(|one, other| other.hours_per_year.total_cmp(&one.hours_per_year));
    found
}

/// Of several reviews the latest counts, of two of one day the later written.
fn no_longer_applies(office: &Office, process: ProcessId) -> bool {
    let reviews = office.registers.reviews.iter().filter(|it| it.process == Some(process));
    reviews.max_by_key(|it| it.date).is_some_and(|it| it.applies == Applies::NoLonger)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::finite::Finite;
    use crate::model::id::RecordId;
    use crate::model::office::registers::processes::ProcessReview;

    fn process(id: u32, purpose: &str, hours: u32) -> Process {
        Process {
            id: ProcessId(id),
            name: format!("Process {id}"),
            purpose: purpose.to_owned(),
            owner: String::new(),
            hours_per_month: hours.into(),
            people: Finite::ONE,
            hours_before: None,
            reviewed: None,
            qualities: std::collections::BTreeSet::new(),
        }
    }

    fn review(id: u32, process: u32, day: i8, applies: Applies) -> ProcessReview {
        ProcessReview {
            id: RecordId(id),
            process: Some(ProcessId(process)),
            date: Some(date(2026, 3, day)),
            applies,
            ..ProcessReview::default()
        }
    }

    #[test]
    fn what_has_no_purpose_or_no_longer_applies_could_end() {
        let mut office = Office {
            processes: vec![
                process(1, "Board decides", 2),
                process(2, " ", 3),
                process(3, "Once useful", 5),
                process(4, "Useful again", 9),
            ],
            ..Office::default()
        };
        office.registers.reviews = vec![
            review(11, 3, 2, Applies::NoLonger),
            review(12, 4, 1, Applies::NoLonger),
            review(13, 4, 5, Applies::Partly),
        ];
        let found: Vec<_> = stop_doing(&office).iter().map(|it| (it.id.0, it.reason)).collect();
        assert_eq!(found, [(3, StopReason::NoLongerApplies), (2, StopReason::NoPurpose)]);
        assert!((stop_doing(&office)[0].hours_per_year - 60.0).abs() < 1e-9);
    }
}
