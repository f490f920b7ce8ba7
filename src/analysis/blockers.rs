//! What the office clears out of the way, so that project managers can do their work: by quarter.
//!
//! A blocker is an issue of the log, or a stakeholder who makes things difficult, that the office has taken on.

use jiff::civil::Date;
use serde::Serialize;

use super::registers::{between, median};
use crate::model::office::Office;
use crate::model::office::registers::issues::BlockerOwner;

/// What the office took on and what it removed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Blockers {
    /// Taken on and still in the way.
    pub open: usize,
    /// Removed, in each quarter from the first on in which one was to the last, the oldest first.
    pub quarters: Vec<QuarterCount>,
    /// Half of the issues it removed took so many days at most; none if no removed issue says when it was opened.
    pub median_days: Option<f64>,
}

/// How many blockers were removed in a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct QuarterCount {
    /// Of the calendar.
    pub year: i16,
    /// 1 to 4.
    pub quarter: i8,
    /// Removed in it.
    pub removed: usize,
}

impl QuarterCount {
    /// "Q1 2023".
    pub fn words(self) -> String {
        format!("Q{} {}", self.quarter, self.year)
    }
}

impl Blockers {
    /// Removed so far.
    pub fn removed(&self) -> usize {
        self.quarters.iter().map(|it| it.removed).sum()
    }

    /// Removed in the quarter of `day`; none if nobody knows the day.
    pub fn in_quarter_of(&self, day: Option<Date>) -> Option<usize> {
        let (year, quarter) = quarter_of(day?);
        let found = self.quarters.iter().find(|it| (it.year, it.quarter) == (year, quarter));
        Some(found.map_or(0, |it| it.removed))
    }
}

/// Year and quarter of `date`, from 1.
pub(super) fn quarter_of(date: Date) -> (i16, i8) {
    (date.year(), (date.month() - 1) / 3 + 1)
}

/// Reads the issue log and the stakeholders of `office`.
pub fn blockers(office: &Office) -> Blockers {
    let ours = |owner: BlockerOwner| owner == BlockerOwner::Office;
    let issues = || office.registers.issues.iter().filter(|it| ours(it.cleared_by));
    let people = || office.stakeholders.list.iter().filter(|it| ours(it.difficulty_owner));
    let removed = issues().filter_map(|it| it.closed).chain(people().filter_map(|it| it.difficulty_cleared));
    let mut all: Vec<(i16, i8)> = removed.map(quarter_of).collect();
    all.sort_unstable();
    let took = issues().filter_map(|it| Some(between(it.opened?, it.closed?))).filter(|it| *it >= 0);
    Blockers {
        open: issues().filter(|it| it.closed.is_none()).count()
            + people().filter(|it| it.difficulty_cleared.is_none()).count(),
        quarters: counted(&all),
        median_days: median(took.collect()),
    }
}

/// `all` counted, in order, with the quarters between that have none; a gap of more than ten years is left out.
fn counted(all: &[(i16, i8)]) -> Vec<QuarterCount> {
    let mut quarters: Vec<QuarterCount> = Vec::new();
    for &(year, quarter) in all {
        while let Some(last) = quarters.last().copied().filter(|it| (it.year, it.quarter) != (year, quarter))
        {
            if i32::from(year) - i32::from(last.year) > 10 {
                break;
            }
            let (year, quarter) =
                if last.quarter == 4 { (last.year + 1, 1) } else { (last.year, last.quarter + 1) };
            quarters.push(QuarterCount { year, quarter, removed: 0 });
        }
        match quarters.last_mut().filter(|it| (it.year, it.quarter) == (year, quarter)) {
            Some(last) => last.removed += 1,
            None => quarters.push(QuarterCount { year, quarter, removed: 1 }),
        }
    }
    quarters
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::id::{RecordId, StakeholderId};
    use crate::model::office::registers::issues::LoggedIssue;
    use crate::model::office::stakeholder::Stakeholder;

    /// Two issues and a difficulty were removed by the office, over three quarters; what others clear does not count.
    #[test]
    fn what_the_office_removed_is_counted_by_quarter() {
        let issue = |id, cleared_by, opened, closed| LoggedIssue {
            cleared_by,
            opened: Some(opened),
            closed,
            ..LoggedIssue::new(RecordId(id), "In the way".to_owned())
        };
        let (ours, others) = (BlockerOwner::Office, BlockerOwner::Others);
        let mut office = Office::default();
        office.registers.issues = vec![
            issue(1, ours, date(2026, 1, 5), Some(date(2026, 1, 15))),
            issue(2, ours, date(2026, 7, 1), Some(date(2026, 7, 21))),
            issue(3, ours, date(2026, 7, 1), None),
            issue(4, others, date(2026, 7, 1), Some(date(2026, 7, 2))),
        ];
        let mut person = Stakeholder::new(StakeholderId(5), "Head of sales".to_owned());
        (person.difficulty_owner, person.difficulty_cleared) = (ours, Some(date(2026, 9, 30)));
        office.stakeholders.list = vec![person];
        let found = blockers(&office);
        let quarters: Vec<_> = found.quarters.iter().map(|it| (it.words(), it.removed)).collect();
        let of = |words: &str, removed| (words.to_owned(), removed);
        assert_eq!(quarters, [of("Q1 2026", 1), of("Q2 2026", 0), of("Q3 2026", 2)]);
        assert_eq!((found.open, found.removed(), found.median_days), (1, 3, Some(15.0)));
        assert_eq!(found.in_quarter_of(Some(date(2026, 8, 1))), Some(2));
        assert_eq!(found.in_quarter_of(Some(date(2027, 8, 1))), Some(0));
    }

    #[test]
    fn nothing_taken_on_is_nothing_removed() {
        assert_eq!(blockers(&Office::default()), Blockers::default());
    }
}
