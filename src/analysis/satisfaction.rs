//! How satisfied those whom the office serves are, and how far they trust it: the last level of each, their mean, and how
//! sure it is.

use jiff::civil::Date;
use serde::Serialize;

use super::pulse::mean_of;
use crate::engine::stats::interval::Interval;
use crate::model::id::StakeholderId;
use crate::model::office::stakeholder::{DatedLevel, Stakeholder, Stakeholders};

/// What the stakeholders say.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SatisfactionReport {
    /// The last word of each stakeholder who was asked, the least satisfied first.
    pub voices: Vec<Voice>,
    /// All stakeholders, asked or not.
    pub stakeholders: usize,
    /// Mean of the levels, 1 to 5, each stakeholder counting once; none while nobody was asked.
    pub mean: Option<f64>,
    /// 90 % interval over the stakeholders; none below three.
    pub interval: Option<Interval>,
    /// Mean of those asked at least twice, less that of their first words; none unless somebody was.
    pub change: Option<f64>,
}

/// The last word of a stakeholder.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voice {
    /// Who.
    pub id: StakeholderId,
    /// Their name.
    pub name: String,
    /// 1 to 5.
    pub level: u8,
    /// When it was said.
    pub date: Date,
}

/// Reads how satisfied people were up to `day`, or all of it if nobody knows the day.
pub fn satisfaction(stakeholders: &Stakeholders, day: Option<Date>) -> SatisfactionReport {
    levels(stakeholders, day, |it| &it.satisfaction)
}

/// Reads how far people trusted the office, in the same way: the trend of its reputation.
pub fn trust(stakeholders: &Stakeholders, day: Option<Date>) -> SatisfactionReport {
    levels(stakeholders, day, |it| &it.trust)
}

fn levels(
    stakeholders: &Stakeholders,
    day: Option<Date>,
    of: fn(&Stakeholder) -> &Vec<DatedLevel>,
) -> SatisfactionReport {
    let is_over = |date: Date| day.is_none_or(|day| date <= day);
    let last = |it: &Stakeholder| {
        let last = of(it).iter().rev().find(|it| is_over(it.date))?;
        Some(Voice { id: it.id, name: it.name.clone(), level: last.level, date: last.date })
    };
    let mut voices: Vec<Voice> = stakeholders.list.iter().filter_map(last).collect();
    let levels: Vec<u8> = voices.iter().map(|it| it.level).collect();
    let (mean, interval) = if levels.is_empty() {
        (None, None)
    } else {
        let (mean, interval) = mean_of(&levels);
        (Some(mean), interval)
    };
    let changes: Vec<f64> = (stakeholders.list.iter())
        .filter_map(|it| {
            let said: Vec<u8> = of(it).iter().filter(|it| is_over(it.date)).map(|it| it.level).collect();
            let [first, .., last] = said.as_slice() else { return None };
            Some(f64::from(*last) - f64::from(*first))
        })
        .collect();
    voices.sort_by_key(|it| it.level);
    SatisfactionReport {
        voices,
        stakeholders: stakeholders.list.len(),
        mean,
        interval,
        change: (!changes.is_empty()).then(|| changes.iter().sum::<f64>() / changes.len() as f64),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Levels of each stakeholder on the first days of March, one a day.
    fn said(levels: &[&[u8]]) -> Stakeholders {
        let mut all = Stakeholders::default();
        for (id, levels) in (1..).zip(levels) {
            let mut one = Stakeholder::new(StakeholderId(id), format!("no. {id}"));
            let day = |day| date(2026, 3, day);
            one.satisfaction =
                (1..).zip(*levels).map(|(on, level)| DatedLevel { date: day(on), level: *level }).collect();
            all.list.push(one);
        }
        all
    }

    /// (4 + 2 + 3) ÷ 3; who was never asked counts in neither sum.
    #[test]
    fn each_stakeholder_counts_once_with_their_last_word() {
        let report = satisfaction(&said(&[&[1, 4], &[2], &[], &[5, 4, 3]]), None);
        assert_eq!((report.mean, report.stakeholders, report.voices.len()), (Some(3.0), 4, 3));
        let interval = report.interval.unwrap();
        assert!(interval.low < 3.0 && interval.high > 3.0, "{interval:?}");
        assert_eq!(report.change, Some(0.5), "(3 − 2) ÷ 2");
        assert_eq!(report.voices.iter().map(|it| it.level).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn a_word_of_tomorrow_is_not_said_yet() {
        let report = satisfaction(&said(&[&[2, 5]]), Some(date(2026, 3, 1)));
        assert_eq!((report.mean, report.interval, report.change), (Some(2.0), None, None));
    }

    #[test]
    fn nobody_asked_is_nothing_said() {
        assert_eq!(satisfaction(&said(&[&[]]), None).mean, None);
        assert_eq!(satisfaction(&Stakeholders::default(), None), SatisfactionReport::default());
    }
}
