//! What the office answers for: each benefit with what was promised, what came, and the two names under it.

use jiff::civil::Date;
use serde::Serialize;

use super::registers::between;
use crate::engine::stats::interval::Interval;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, LifeCycle};

/// Promised and realised, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Accountability {
    /// Benefits in money of the plan and of what is closed out, the largest first.
    pub benefits: Vec<AnsweredBenefit>,
    /// Sum of what was promised, in the document's currency and scale.
    pub promised: f64,
    /// Promised by those that are measured, in the same money.
    pub measured: f64,
    /// What came of those.
    pub realised: f64,
    /// `realised` ÷ `measured`; none while nothing is measured.
    pub realised_share: Option<f64>,
    /// Benefits for which nobody of the office answers.
    pub unanswered: usize,
    /// What of it is put down to the office, beside what that cost; none if somebody has not said all it takes.
    pub attributed: Option<Attributed>,
}

/// What the office cost so far, and what of the realised benefits is put down to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Attributed {
    /// Of the office since it began, in the document's currency and scale.
    pub cost: f64,
    /// How long that is [years].
    pub years: f64,
    /// Least and most that is put down to it, in the same money: a judgement, no sample.
    pub benefit: Interval,
    /// The same ÷ `cost`.
    pub ratio: Interval,
}

/// A benefit and who answers for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnsweredBenefit {
    /// Of which initiative.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// What was promised.
    pub promised: f64,
    /// What came; none while it is not measured and reviewed.
    pub realised: Option<f64>,
    /// Who answers on the side of the business; empty if nobody does.
    pub owner: String,
    /// Who answers on the side of the office; empty if nobody does.
    pub pmo: String,
}

/// Reads the benefits of `document` as of `day`.
pub fn accountability(document: &Document, day: Option<Date>) -> Accountability {
    let is_there = |it: &&Initiative| it.in_plan || it.state == LifeCycle::Closeout;
    let mut benefits: Vec<AnsweredBenefit> =
        document.initiatives.list.iter().filter(is_there).filter_map(answered).collect();
    benefits.sort_by(|one, other| other.promised.total_cmp(&one.promised));
    let reviewed = || benefits.iter().filter_map(|it| Some((it.promised, it.realised?)));
    let measured: f64 = reviewed().map(|it| it.0).sum();
    let realised: f64 = reviewed().map(|it| it.1).sum();
    Accountability {
        promised: benefits.iter().map(|it| it.promised).sum(),
        measured,
        realised,
        realised_share: (measured > 0.0).then(|| realised / measured),
        attributed: attributed(document, realised, day),
        unanswered: benefits.iter().filter(|it| it.pmo.is_empty()).count(),
        benefits,
    }
}

fn attributed(document: &Document, realised: f64, day: Option<Date>) -> Option<Attributed> {
    let head = &document.office.charter.head;
    let days = between(head.began?, day?);
    let years = f64::from(days) / 365.25;
    let cost = head.people_fte?.get() * head.cost_per_fte?.get() * years;
    let benefit =
        Interval { low: head.attributed_low?.get() * realised, high: head.attributed_high?.get() * realised };
    let ratio = Interval { low: benefit.low / cost, high: benefit.high / cost };
    (cost > 0.0 && realised > 0.0).then_some(Attributed { cost, years, benefit, ratio })
}

fn answered(it: &Initiative) -> Option<AnsweredBenefit> {
    let benefit = &it.benefit;
    let promised = benefit.amount.map(Finite::get).filter(|amount| *amount > 0.0)?;
    Some(AnsweredBenefit {
        id: it.id,
        name: it.name.clone(),
        promised,
        realised: benefit.reviewed.and(benefit.actual).map(Finite::get),
        owner: benefit.owner.trim().to_owned(),
        pmo: benefit.pmo_accountable.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::sample;

    /// P14: what is not measured is promised and in no share; a name of the office stands beside each benefit or lacks.
    #[test]
    fn promised_and_realised_are_told_by_name() {
        let mut document = sample::SAMPLES[0].document();
        for it in &mut document.initiatives.edit().list {
            (it.benefit.actual, it.benefit.reviewed) = (None, None);
            it.benefit.pmo_accountable.clear();
        }
        let before = accountability(&document, None);
        assert_eq!(before.unanswered, before.benefits.len());
        assert_eq!((before.realised_share, before.benefits[0].realised), (None, None));
        let id = before.benefits[0].id;
        let list = &mut document.initiatives.edit().list;
        let one = list.iter_mut().find(|it| it.id == id).unwrap();
        one.benefit.pmo_accountable = "Head of PMO".to_owned();
        one.benefit.reviewed = Some(date(2026, 1, 1));
        one.benefit.actual = one.benefit.amount.and_then(|it| Finite::new(0.5 * it.get()).ok());
        let after = accountability(&document, None);
        assert_eq!(after.unanswered + 1, before.unanswered);
        assert!((after.realised_share.unwrap() - 0.5).abs() < 1e-12);
        assert!((after.promised - before.promised).abs() < 1e-9);
        assert_eq!(after.benefits[0].pmo, "Head of PMO");
    }

    /// U5: two people at 0.07 for a year cost 0.14; 10 to 20 % of what came is put down to them.
    #[test]
    fn what_is_put_down_to_the_office_is_held_against_its_cost() {
        let mut document = sample::SAMPLES[0].document();
        let id = document.initiatives.in_plan().find(|it| it.benefit.amount.is_some()).unwrap().id;
        for it in &mut document.initiatives.edit().list {
            (it.benefit.actual, it.benefit.reviewed) = (None, None);
            if it.id == id {
                it.benefit.reviewed = Some(date(2023, 1, 1));
                it.benefit.actual = Some(Finite::from(7));
            }
        }
        let day = Some(date(2023, 9, 1));
        assert_eq!(accountability(&document, day).attributed, None, "nobody has said what share");
        let head = &mut document.office.edit().charter.head;
        (head.attributed_low, head.attributed_high) = (Finite::new(0.1).ok(), Finite::new(0.2).ok());
        let found = accountability(&document, day).attributed.unwrap();
        assert!((found.cost - 0.14 * 365.0 / 365.25).abs() < 1e-12, "{found:?}");
        assert!((found.benefit.low - 0.7).abs() < 1e-12 && (found.benefit.high - 1.4).abs() < 1e-12);
        assert!((found.ratio.high - 1.4 / found.cost).abs() < 1e-12);
    }
}
