//! Amounts, days and lists as the lines say them.

use jiff::civil::Date;

use crate::model::portfolio::{Currency, MoneyScale};

/// "GBP 80m instead of GBP 100m".
pub(super) fn instead(was: f64, is: f64, currency: &Currency) -> String {
    if was.total_cmp(&is).is_eq() {
        format!("the same {} in other years", amount(is, currency))
    } else {
        format!("{} instead of {}", amount(is, currency), amount(was, currency))
    }
}

/// "GBP 80m".
pub(super) fn amount(money: f64, currency: &Currency) -> String {
    let scale = match currency.scale {
        MoneyScale::Unit => "",
        MoneyScale::Thousand => "k",
        MoneyScale::Million => "m",
    };
    format!("{} {}{scale}", currency.code, figure(money))
}

/// At most two decimals, none that are needless.
pub(super) fn figure(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// At most three names, and how many more.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        [] => "criteria that are gone".to_owned(),
        names => names.join(", "),
    }
}

/// "5 Jan 2026".
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "March 2026".
pub(super) fn month(date: Date) -> String {
    date.strftime("%B %Y").to_string()
}
