//! How the cells of a file are to be read: decimal sign, date order, scale of money.

use super::field::{ColumnMap, Field};
use crate::exchange::cell::{
    DateHint, DateOrder, Decimal, DecimalHint, date_hint, decimal_hint, says_nothing,
};
use crate::exchange::table::{Delimiter, Table};
use crate::model::portfolio::MoneyScale;

/// How the cells are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Decimal sign of numbers.
    pub decimal: Decimal,
    /// Order of dates in digits.
    pub date_order: DateOrder,
    /// Places by which the decimal point of costs moves to the right: 3 turns millions into thousands.
    pub cost_power_of_ten: i8,
    /// The same for benefits.
    pub benefit_power_of_ten: i8,
}

/// How many cells speak for which reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) decimal_point: usize,
    pub(super) decimal_comma: usize,
    pub(super) day_first: usize,
    pub(super) month_first: usize,
}

/// The reading that the mapped cells and headers speak for; `scale` is the document's.
///
/// The majority wins. Where nothing speaks for either, a decimal comma is
/// assumed in files with semicolons and a point in others, and the day before
/// the month. A header without a scale ("£m", "thousand") is taken to mean the
/// document's; one with a bare currency ("GBP") means units.
pub fn guess_reading(table: &Table, map: &ColumnMap, scale: MoneyScale) -> Reading {
    let evidence = Evidence::of(table, map);
    let (commas, points) = (evidence.decimal_comma, evidence.decimal_point);
    let comma = commas > points || (commas == points && table.delimiter == Delimiter::Semicolon);
    let decimal = if comma { Decimal::Comma } else { Decimal::Point };
    let date_order = if evidence.month_first > evidence.day_first {
        DateOrder::MonthDayYear
    } else {
        DateOrder::DayMonthYear
    };
    let power = |is_meant: fn(&Field) -> bool| {
        let column = map.iter().find(|(field, _)| is_meant(field)).map(|(_, column)| *column as usize);
        let header = column.and_then(|column| table.header.get(column));
        header.and_then(|header| power_of_ten(header)).map_or(0, |power| power - power_of(scale))
    };
    Reading {
        decimal,
        date_order,
        cost_power_of_ten: power(|field| matches!(field, Field::Cost | Field::CostIn(_))),
        benefit_power_of_ten: power(|field| *field == Field::Benefit),
    }
}

impl Evidence {
    pub(super) fn of(table: &Table, map: &ColumnMap) -> Self {
        let mut evidence = Self::default();
        let filled = |column: u32| {
            table.rows.iter().map(move |row| row.cell(column)).filter(|cell| !says_nothing(cell))
        };
        for (field, &column) in map {
            if field.is_money() {
                for cell in filled(column) {
                    match decimal_hint(cell) {
                        Some(DecimalHint::Point) => evidence.decimal_point += 1,
                        Some(DecimalHint::Comma) => evidence.decimal_comma += 1,
                        Some(DecimalHint::Either) | None => {}
                    }
                }
            } else if field.is_date() {
                for cell in filled(column) {
                    match date_hint(cell) {
                        Some(DateHint::DayFirst) => evidence.day_first += 1,
                        Some(DateHint::MonthFirst) => evidence.month_first += 1,
                        Some(DateHint::Either) | None => {}
                    }
                }
            }
        }
        evidence
    }

    /// All cells that speak for an order of day and month speak for the same.
    pub(super) fn settles_dates(self) -> bool {
        (self.day_first == 0) != (self.month_first == 0)
    }

    /// All cells that speak for a decimal sign speak for the same.
    pub(super) fn settles_decimals(self) -> bool {
        (self.decimal_point == 0) != (self.decimal_comma == 0)
    }
}

pub(in crate::exchange) fn power_of(scale: MoneyScale) -> i8 {
    match scale {
        MoneyScale::Unit => 0,
        MoneyScale::Thousand => 3,
        MoneyScale::Million => 6,
    }
}

/// The power of ten that a header names: 6 for "Cost (£m)", 0 for "Cost (GBP)"; none if it names none.
fn power_of_ten(header: &str) -> Option<i8> {
    let lower: String = header.chars().take(400).flat_map(char::to_lowercase).collect();
    let mut currency_alone = None;
    for part in lower.split(['(', ')', '[', ']', ',', ';']) {
        let mut currency_before = false;
        for word in part.split_whitespace() {
            let bare = word.trim_matches(['£', '$', '€', '¥', '\'', '’', '.', ':']);
            let code = ["gbp", "eur", "usd", "chf", "aud", "cad", "jpy"]
                .iter()
                .find(|code| bare.starts_with(**code));
            let currency = code.is_some() || word.contains(['£', '$', '€', '¥']);
            let scale = code.map_or(bare, |code| &bare[code.len()..]);
            match scale {
                "million" | "millions" | "mio" | "mn" | "mln" => return Some(6),
                "thousand" | "thousands" | "tsd" | "000" | "000s" => return Some(3),
                "billion" | "billions" | "bn" | "mrd" => return Some(9),
                "m" if currency || currency_before => return Some(6),
                "k" if currency || currency_before => return Some(3),
                "" if currency => currency_alone = Some(0),
                _ => {}
            }
            currency_before = currency;
        }
    }
    currency_alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_tell_the_scale_of_money() {
        for (header, power) in [
            ("TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)", Some(6)),
            ("Planned Cost ($ M)", Some(6)),
            ("Cost, £k", Some(3)),
            ("Cost 2025 (GBP thousand)", Some(3)),
            ("Benefit (EUR)", Some(0)),
            ("Kosten in Tsd. €", Some(3)),
            ("Cost $000s", Some(3)),
            ("Benefits in billions", Some(9)),
            ("Cost", None),
            ("Team M", None),
        ] {
            assert_eq!(power_of_ten(header), power, "{header}");
        }
    }
}
