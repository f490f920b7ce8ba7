//! Figures of a comparison as people read them.

use crate::analysis::difference::{Change, Compared, Indicator, Unit};
use crate::app::format::{day, money, number, percent, percent_number};
use crate::model::portfolio::{Calendar, Currency};

/// What a figure is printed with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Print {
    pub(super) currency: Currency,
    pub(super) calendar: Calendar,
}

/// Whether a difference is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Better,
    Worse,
    /// No sure difference, or one that is neither.
    Neither,
}

impl Print {
    /// "612", "£198m", "86 %", "5 Jan 2026".
    pub(super) fn figure(&self, unit: Unit, value: f64) -> String {
        match unit {
            Unit::Score => number(value * 100.0, 0),
            Unit::Money => money(value.round(), &self.currency),
            Unit::Share if value > 1.0 => format!("{} %", number(value * 100.0, 0)),
            Unit::Share => percent(value),
            Unit::Week => day(self.calendar.day_after_weeks(whole(value))),
            Unit::Count => number(value, usize::from(value < 10.0)),
        }
    }

    /// "581–640", "week 151–153".
    pub(super) fn range(&self, unit: Unit, figure: &Compared) -> Option<String> {
        let (low, high) = figure.range?;
        let said = match unit {
            Unit::Score => format!("{}–{}", number(low * 100.0, 0), number(high * 100.0, 0)),
            Unit::Money => format!("{}–{}", money(low, &self.currency), money(high, &self.currency)),
            Unit::Share if high > 1.0 => format!("{}–{} %", number(low * 100.0, 0), number(high * 100.0, 0)),
            Unit::Share => format!("{}–{}", percent_number(low), percent(high)),
            Unit::Week if low >= high => format!("week {}", number(low, 0)),
            Unit::Week => format!("week {}–{}", number(low, 0), number(high, 0)),
            Unit::Count => {
                let decimals = usize::from(high < 10.0);
                format!("{}–{}", number(low, decimals), number(high, decimals))
            }
        };
        // Ends that read alike say nothing.
        let is_a_range = said.trim_end_matches(" %").split_once('–').is_none_or(|(low, high)| low != high);
        is_a_range.then_some(said)
    }

    /// "+3.1 points (1.2 to 5.0)".
    pub(super) fn change(&self, unit: Unit, change: &Change) -> String {
        let size = |value: f64| match unit {
            Unit::Score => signed(value * 100.0, 0),
            Unit::Money => {
                let sign = if value > 0.0 { "+" } else { "" };
                format!("{sign}{}", money(value.round(), &self.currency))
            }
            Unit::Share => signed(value * 100.0, 1),
            Unit::Week | Unit::Count => {
                signed(value, usize::from(value.abs() < 10.0 && value.fract() != 0.0))
            }
        };
        let noun = match unit {
            Unit::Score | Unit::Share => " points",
            Unit::Week if number(change.difference.abs(), 1) == "1.0" => " week",
            Unit::Week => " weeks",
            Unit::Money | Unit::Count => "",
        };
        let range = change.range.filter(|(low, high)| low < high);
        let range =
            range.map_or_else(String::new, |(low, high)| format!(" ({} to {})", size(low), size(high)));
        let ends = change.range.unwrap_or((change.difference, change.difference));
        if [change.difference, ends.0, ends.1].into_iter().all(|it| is_nothing(&size(it))) {
            return "no difference".to_owned();
        }
        format!("{}{noun}{range}", size(change.difference))
    }
}

/// How to take the difference.
pub(super) fn news(indicator: Indicator, change: &Change) -> News {
    // A lighter load is neither good nor bad by itself.
    if !change.is_sure() || indicator == Indicator::Load {
        News::Neither
    } else if (change.difference > 0.0) == indicator.more_is_better() {
        News::Better
    } else {
        News::Worse
    }
}

/// "better in 97 % of the runs"; none where nothing is simulated or nothing differs.
pub(super) fn odds(change: &Change) -> Option<String> {
    let (better, worse) = (change.better?, change.worse?);
    if better >= worse && better > 0.0 {
        Some(format!("better in {} of the runs", percent(better)))
    } else if worse > 0.0 {
        Some(format!("worse in {} of the runs", percent(worse)))
    } else {
        None
    }
}

/// "+3.1", "−2", "0".
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    if value > 0.0 && !is_nothing(&text) { format!("+{text}") } else { text }
}

/// Whether a figure as printed is 0.
pub(super) fn is_nothing(text: &str) -> bool {
    !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weeks within a horizon")]
fn whole(weeks: f64) -> u32 {
    weeks.clamp(0.0, 1e5).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::portfolio::Portfolio;

    fn print() -> Print {
        let portfolio = Portfolio::default();
        Print { currency: portfolio.currency, calendar: portfolio.calendar }
    }

    #[test]
    fn differences_have_a_sign_a_unit_and_a_range() {
        let change = Change { difference: -6.0, range: Some((-7.0, -5.0)), ..Change::default() };
        assert_eq!(print().change(Unit::Week, &change), "−6 weeks (−7 to −5)");
        let change = Change { difference: 0.031, range: Some((0.012, 0.05)), ..Change::default() };
        assert_eq!(print().change(Unit::Share, &change), "+3.1 points (+1.2 to +5.0)");
        assert_eq!(print().change(Unit::Week, &Change::default()), "no difference");
    }

    #[test]
    fn an_unsure_difference_is_no_news() {
        let change = Change { difference: 2.0, range: Some((-1.0, 5.0)), ..Change::default() };
        assert_eq!(news(Indicator::P80, &change), News::Neither);
        let change = Change { range: Some((1.0, 3.0)), ..change };
        assert_eq!(news(Indicator::P80, &change), News::Worse);
        assert_eq!(news(Indicator::RightTime, &change), News::Better);
        assert_eq!(news(Indicator::Load, &change), News::Neither);
    }
}
