//! The leader's week: how many hours the hats take, how much of it is administration, and how much experience there is.

use serde::Serialize;

use crate::model::finite::Finite;
use crate::model::office::leader_work::LeaderWork;

/// A leader who spends more of the week than this on administration is used as a clerk.
pub const ADMIN_LIMIT: f64 = 0.5;

/// What the week and the years come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeaderWorkReport {
    /// All hats together [hours a week].
    pub hours: f64,
    /// What the contract says [hours a week]; none if nobody has said.
    pub contract_hours: Option<f64>,
    /// Hats less contract [hours a week]; none if nobody has said what the contract says, or without hats.
    pub over_hours: Option<f64>,
    /// Administration ÷ all hats, 0 to 1; none without hours.
    pub admin_share: Option<f64>,
    /// Whether that is more than [`ADMIN_LIMIT`].
    pub is_clerk: bool,
    /// Hats in document order.
    pub hats: Vec<HatReport>,
    /// All roles together [years].
    pub years: f64,
    /// Offices set up in all of them.
    pub set_ups: u32,
}

/// One hat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HatReport {
    /// Its name.
    pub name: String,
    /// In a usual week [hours].
    pub hours: f64,
    /// Its share of the week, 0 to 1; 0 without hours.
    pub share: f64,
    /// Whether it is administration.
    pub is_admin: bool,
}

/// Adds up `work`.
pub fn leader_work(work: &LeaderWork) -> LeaderWorkReport {
    let hours: f64 = work.hats.iter().map(|it| it.hours_a_week.get()).sum();
    let admin: f64 = work.hats.iter().filter(|it| it.is_admin).map(|it| it.hours_a_week.get()).sum();
    let share = |part: f64| if hours > 0.0 { part / hours } else { 0.0 };
    let contract_hours = work.hours_a_week.map(Finite::get);
    let admin_share = (hours > 0.0).then(|| share(admin));
    LeaderWorkReport {
        hours,
        contract_hours,
        over_hours: contract_hours.filter(|_| hours > 0.0).map(|contract| hours - contract),
        admin_share,
        is_clerk: admin_share.is_some_and(|share| share > ADMIN_LIMIT),
        hats: work
            .hats
            .iter()
            .map(|it| HatReport {
                name: it.name.clone(),
                hours: it.hours_a_week.get(),
                share: share(it.hours_a_week.get()),
                is_admin: it.is_admin,
            })
            .collect(),
        years: work.experience.iter().map(|it| it.years.get()).sum(),
        set_ups: work.experience.iter().map(|it| it.set_ups).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    /// Y2: 10 + 18 + 8 + 7 hours of a week of 38.5, W3: 7 ÷ 43 of it administration; Y6: 5 + 1.5 years, one set up.
    #[test]
    fn one_person_wears_four_hats_and_more_than_a_week() {
        let document = sample::find("solo").unwrap().document();
        let report = leader_work(&document.office.leader.work);
        assert_eq!((report.hours, report.over_hours), (43.0, Some(4.5)));
        assert!((report.admin_share.unwrap() - 7.0 / 43.0).abs() < 1e-12 && !report.is_clerk);
        assert_eq!((report.years, report.set_ups), (6.5, 1));
        assert!((report.hats.iter().map(|it| it.share).sum::<f64>() - 1.0).abs() < 1e-12);
    }

    /// W3: more than half is a flag, half is not.
    #[test]
    fn more_than_half_of_the_week_makes_a_clerk() {
        let document = sample::find("nine").unwrap().document();
        let mut work = document.office.leader.work.clone();
        assert!(leader_work(&work).is_clerk);
        work.hats[2].hours_a_week = Finite::from(21);
        assert_eq!(leader_work(&work).admin_share, Some(0.5));
        assert!(!leader_work(&work).is_clerk);
    }

    #[test]
    fn an_empty_week_says_nothing() {
        let report = leader_work(&LeaderWork::default());
        assert_eq!((report.admin_share, report.over_hours, report.is_clerk), (None, None, false));
        let only_contract = LeaderWork { hours_a_week: Some(Finite::from(40)), ..LeaderWork::default() };
        assert_eq!(leader_work(&only_contract).over_hours, None);
    }
}
