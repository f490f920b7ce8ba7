//! Figures as text, where a sentence is made of them.

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
