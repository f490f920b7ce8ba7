//! Figures as text, where a sentence is made of them.

use jiff::civil::Date;

use crate::model::portfolio::{Currency, MoneyScale};

/// A number with `decimals` and thin group separators: "12,345.6".
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let negative = value < 0.0 && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let sign = if negative { "−" } else { "" };
    match fraction {
        Some(fraction) => format!("{sign}{grouped}.{fraction}"),
        None => format!("{sign}{grouped}"),
    }
}

/// An amount of money: "£198m", "€12,400k".
pub fn money(amount: f64, currency: &Currency) -> String {
    let symbol = symbol(&currency.code);
    let suffix = match currency.scale {
        MoneyScale::Unit => "",
        MoneyScale::Thousand => "k",
        MoneyScale::Million => "m",
    };
    let decimals = usize::from(amount != 0.0 && amount.abs() < 10.0 && amount.fract() != 0.0);
    let text = number(amount.abs(), decimals);
    let sign = if amount < 0.0 { "−" } else { "" };
    format!("{sign}{symbol}{text}{suffix}")
}

/// What stands before an amount: "£", or the code and a space.
pub fn symbol(code: &str) -> String {
    match code {
        "GBP" => "£".to_owned(),
        "EUR" => "€".to_owned(),
        "USD" => "$".to_owned(),
        "JPY" => "¥".to_owned(),
        other => format!("{other} "),
    }
}

/// What something is worth more or less: "10 points more", "2.5 points less".
pub fn more_or_less(points: f64) -> String {
    let decimals = usize::from(points.fract().abs() >= 0.05);
    let text = number(points.abs(), decimals);
    let unit = if text == "1" { "point" } else { "points" };
    format!("{text} {unit} {}", if points < 0.0 { "less" } else { "more" })
}

/// A share as a whole percentage: "64 %"; never 0 or 100 unless it is certain.
pub fn percent(share: f64) -> String {
    match share {
        s if s <= 0.0 => "0 %".to_owned(),
        s if s >= 1.0 => "100 %".to_owned(),
        s if s < 0.005 => "< 1 %".to_owned(),
        s if s >= 0.995 => "> 99 %".to_owned(),
        s => format!("{:.0} %", s * 100.0),
    }
}

/// A day: "31 Mar 2025".
pub fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// Three letters of the month: "Mar".
pub fn month(date: Date) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    NAMES[usize::from(date.month().unsigned_abs()) - 1]
}

/// A count with its noun: "1 week", "2 weeks".
pub fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", number(n as f64, 0)) }
}
