//! Reviews of benefits: which are due, whether they are held, and how much of what was promised came.
//!
//! A benefit says when it will be measured. Once that day is over somebody should have looked: a promise that nobody
//! goes back to is not accounted for, whoever signed it.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, LifeCycle};

/// What is due, what was reviewed, and what came.
///
/// Speaks of initiatives of the plan and of those in closeout whose benefit has a day.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BenefitReviews {
    /// The day as of which it is read; none if nobody knows, and then nothing is due.
    pub day: Option<Date>,
    /// Reviews that were due and not held, the longest overdue first.
    pub overdue: Vec<OverdueReview>,
    /// Benefits whose day is over.
    pub due: usize,
    /// Of these, those that were reviewed.
    pub reviewed: usize,
    /// `reviewed` ÷ `due`, 0 to 1; none while nothing is due.
    pub discipline: Option<f64>,
    /// The next day on which a benefit that is not reviewed falls due; none if none does.
    pub next_due: Option<Date>,
    /// What was promised and came, of each reviewed benefit that says both in money, in order of priority.
    pub results: Vec<BenefitResult>,
    /// Sum of what those promised, in the document's currency and scale.
    pub promised: f64,
    /// Sum of what came of those, in the same money.
    pub realised: f64,
    /// `realised` ÷ `promised`; none if nothing was promised.
    pub realised_share: Option<f64>,
}

/// A review that nobody has held.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverdueReview {
    /// Of which initiative.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// When its benefit was to be measured.
    pub due: Date,
    /// Since then, at least 1 [days].
    pub days: i32,
    /// Who answers for the benefit; empty if nobody does.
    pub owner: String,
    /// What was promised, in the document's currency and scale; none where it is not money.
    pub promised: Option<f64>,
}

/// What came of a benefit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BenefitResult {
    /// Of which initiative.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Who answers for it; empty if nobody does.
    pub owner: String,
    /// In the document's currency and scale.
    pub promised: f64,
    /// In the same money.
    pub realised: f64,
    /// How one knows; empty without evidence.
    pub evidence: String,
}

/// Reads the benefits of `document` as of `day`.
///
/// A review counts from its own day on: one that is dated later than `day` has not been held yet.
pub fn benefit_reviews(document: &Document, day: Option<Date>) -> BenefitReviews {
    let concerned = |it: &&Initiative| it.in_plan || it.state == LifeCycle::Closeout;
    let list: Vec<&Initiative> = document.initiatives.list.iter().filter(concerned).collect();
    let is_reviewed =
        |it: &Initiative| it.benefit.reviewed.is_some_and(|held| day.is_none_or(|day| held <= day));
    let is_over = |it: &Initiative| it.benefit.date.zip(day).is_some_and(|(due, day)| due < day);
    let due = list.iter().filter(|it| is_over(it)).count();
    let reviewed = list.iter().filter(|it| is_over(it) && is_reviewed(it)).count();
    let waiting = || list.iter().filter(|it| !is_reviewed(it));
    let mut overdue: Vec<OverdueReview> = waiting().filter_map(|it| overdue(it, day?)).collect();
    overdue.sort_by_key(|it| it.due);
    let results: Vec<BenefitResult> =
        list.iter().filter(|it| is_reviewed(it)).filter_map(|it| result(it)).collect();
    let promised: f64 = results.iter().map(|it| it.promised).sum();
    let realised: f64 = results.iter().map(|it| it.realised).sum();
    BenefitReviews {
        day,
        overdue,
        due,
        reviewed,
        discipline: (due > 0).then(|| reviewed as f64 / due as f64),
        next_due: waiting()
            .filter_map(|it| it.benefit.date)
            .filter(|due| day.is_some_and(|day| *due >= day))
            .min(),
        realised_share: (promised > 0.0).then(|| realised / promised),
        results,
        promised,
        realised,
    }
}

fn overdue(it: &Initiative, day: Date) -> Option<OverdueReview> {
    let due = it.benefit.date.filter(|due| *due < day)?;
    Some(OverdueReview {
        id: it.id,
        name: it.name.clone(),
        due,
        days: (day - due).get_days(),
        owner: it.benefit.owner.trim().to_owned(),
        promised: it.benefit.amount.map(Finite::get),
    })
}

fn result(it: &Initiative) -> Option<BenefitResult> {
    Some(BenefitResult {
        id: it.id,
        name: it.name.clone(),
        owner: it.benefit.owner.trim().to_owned(),
        promised: it.benefit.amount?.get(),
        realised: it.benefit.actual?.get(),
        evidence: it.benefit.evidence.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::initiative::Benefit;

    /// Promise, day of measuring, day of the review and what came.
    type Promise = (i32, Option<Date>, Option<Date>, Option<i32>);

    /// All in the plan.
    fn plan(rows: &[Promise]) -> Document {
        let mut document = Document::default();
        for (id, (promise, due, reviewed, actual)) in (1..).zip(rows) {
            let mut initiative = Initiative::new(InitiativeId(id), format!("no. {id}"));
            initiative.benefit = Benefit {
                amount: Some(Finite::from(*promise)),
                date: *due,
                reviewed: *reviewed,
                actual: actual.map(Finite::from),
                ..Benefit::default()
            };
            document.initiatives.edit().list.push(initiative);
        }
        document
    }

    const MARCH: Date = date(2026, 3, 1);

    #[test]
    fn a_review_is_due_when_its_day_is_over_and_not_on_it() {
        let document = plan(&[
            (10, Some(date(2026, 2, 27)), None, None),
            (10, Some(MARCH), None, None),
            (10, Some(date(2025, 3, 1)), None, None),
            (10, None, None, None),
        ]);
        let report = benefit_reviews(&document, Some(MARCH));
        let days: Vec<(u32, i32)> = report.overdue.iter().map(|it| (it.id.0, it.days)).collect();
        assert_eq!(days, [(3, 365), (1, 2)], "the longest overdue first");
        assert_eq!((report.due, report.reviewed, report.discipline), (2, 0, Some(0.0)));
        assert_eq!(report.next_due, Some(MARCH));
    }

    /// 40 + 0 came of 50 + 30; what is not money, or was not measured, is in neither sum.
    #[test]
    fn what_came_is_held_against_what_those_promised_that_were_reviewed() {
        let due = Some(date(2025, 12, 31));
        let document = plan(&[
            (50, due, Some(date(2026, 1, 20)), Some(40)),
            (30, due, Some(date(2026, 2, 1)), Some(0)),
            (900, due, None, Some(900)),
            (70, due, Some(date(2026, 2, 1)), None),
        ]);
        let report = benefit_reviews(&document, Some(MARCH));
        assert_eq!((report.due, report.reviewed, report.discipline), (4, 3, Some(0.75)));
        assert_eq!((report.promised, report.realised, report.realised_share), (80.0, 40.0, Some(0.5)));
        assert_eq!(report.overdue.iter().map(|it| it.id.0).collect::<Vec<_>>(), [3], "a figure is no review");
    }

    #[test]
    fn a_review_of_tomorrow_is_not_held_yet() {
        let due = Some(date(2025, 12, 31));
        let document = plan(&[(50, due, Some(date(2026, 3, 2)), Some(40))]);
        let report = benefit_reviews(&document, Some(MARCH));
        assert_eq!((report.reviewed, report.overdue.len(), report.results.len()), (0, 1, 0));
    }

    #[test]
    fn only_the_plan_and_what_is_closed_out_answers_for_its_benefit() {
        let mut document = plan(&[(5, Some(date(2026, 1, 1)), None, None); 2]);
        for it in &mut document.initiatives.edit().list {
            it.in_plan = false;
        }
        document.initiatives.edit().list[1].state = LifeCycle::Closeout;
        let report = benefit_reviews(&document, Some(MARCH));
        assert_eq!(report.overdue.iter().map(|it| it.id.0).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn without_a_day_nothing_is_due() {
        let report = benefit_reviews(&plan(&[(5, Some(date(1990, 1, 1)), None, None)]), None);
        assert_eq!((report.due, report.discipline, report.overdue.len()), (0, None, 0));
        assert_eq!(benefit_reviews(&Document::default(), Some(MARCH)).realised_share, None);
    }
}
