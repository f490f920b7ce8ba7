//! Whether each duty has one who answers for it and somebody who does it, and when it was done last.

use jiff::civil::Date;
use serde::Serialize;

use super::registers::between;
use crate::model::office::duties::{Duties, Duty, Involvement};

/// What is missing from a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyGap {
    /// Nobody answers for it, and nobody does it.
    Nobody,
    /// Nobody answers for it.
    NobodyAccountable,
    /// Several answer for it, and so nobody.
    SeveralAccountable,
    /// Nobody does it.
    NobodyResponsible,
}

/// The duties, counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DutyCoverage {
    /// All of them.
    pub duties: usize,
    /// With one who answers and somebody who does it.
    pub covered: usize,
    /// `covered` ÷ `duties`, 0 to 1; none without duties.
    pub share: Option<f64>,
    /// What the others lack, in display order.
    pub gaps: Vec<(String, DutyGap)>,
    /// Duties that say when they were done last.
    pub dated: usize,
    /// The one that was done longest ago, and how many days; none if no day is known.
    pub longest: Option<(String, i32)>,
}

/// What is missing from `duty`; none if nothing is.
pub fn duty_gap(duty: &Duty) -> Option<DutyGap> {
    match (duty.count(Involvement::Accountable), duty.count(Involvement::Responsible)) {
        (0, 0) => Some(DutyGap::Nobody),
        (0, _) => Some(DutyGap::NobodyAccountable),
        (1, 0) => Some(DutyGap::NobodyResponsible),
        (1, _) => None,
        _ => Some(DutyGap::SeveralAccountable),
    }
}

/// Counts `duties` as of `today`.
pub fn duty_coverage(duties: &Duties, today: Option<Date>) -> DutyCoverage {
    let gaps: Vec<(String, DutyGap)> =
        duties.list.iter().filter_map(|it| Some((it.name.clone(), duty_gap(it)?))).collect();
    let all = duties.list.len();
    let covered = all - gaps.len();
    let since = |it: &Duty| Some((it.name.clone(), between(it.last_done?, today?))).filter(|it| it.1 >= 0);
    DutyCoverage {
        duties: all,
        covered,
        share: (all > 0).then(|| covered as f64 / all as f64),
        gaps,
        dated: duties.list.iter().filter(|it| it.last_done.is_some()).count(),
        longest: duties.list.iter().filter_map(since).max_by_key(|it| it.1),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::office::duties::Proposal;

    /// W4: the usual duties are all covered; one that loses its parts is named, and the oldest day is told.
    #[test]
    fn a_duty_without_anybody_and_the_oldest_day_are_named() {
        let mut duties = Proposal::built_in().duties(1);
        let all = duties.list.len();
        let coverage = duty_coverage(&duties, None);
        assert_eq!((coverage.covered, coverage.dated, coverage.longest), (all, 0, None));
        duties.list[0].shares.clear();
        duties.list[1].last_done = Some(date(2026, 1, 1));
        duties.list[2].last_done = Some(date(2026, 3, 1));
        let coverage = duty_coverage(&duties, Some(date(2026, 3, 2)));
        assert_eq!(coverage.gaps, [(duties.list[0].name.clone(), DutyGap::Nobody)]);
        assert_eq!((coverage.dated, coverage.longest), (2, Some((duties.list[1].name.clone(), 60))));
        assert_eq!(duty_coverage(&Duties::default(), None), DutyCoverage::default());
    }
}
