//! The list of initiatives, and the learning log, as CSV.
//!
//! RFC 4180 with the byte-order mark that spreadsheets need to see UTF-8. The
//! columns bear the names of [`Field`], so that an import maps them by itself;
//! numbers and dates are written plainly (`1234.5`, `2025-03-31`). A text that a
//! spreadsheet would take for a formula gets an apostrophe in front, which the
//! import takes away again.

use std::collections::BTreeSet;

use super::cell::{class_word, kind_word, mode_word, state_word};
use super::initiative_list::{Field, cleaned_line, cleaned_text, cost_in, guarded};
use super::table::COLUMNS;
use crate::model::document::Document;
use crate::model::initiative::Initiative;
use crate::model::office::registers::learning::LearningEntry;
use crate::model::portfolio::{Currency, MoneyScale};

/// All initiatives, in priority order, below a header.
///
/// Cost has one column for each year in which any initiative has some, or a
/// single one for the total if that made more columns than a file may have.
/// Stages, scores and links are not part of the list. Importing the text into
/// the same document changes nothing.
///
/// # Panics
///
/// Never: text is written to memory, row by row of the same length.
pub fn write_initiatives(document: &Document) -> String {
    let fields = fields_of(document);
    let currency = &document.portfolio.currency;
    let header = fields.iter().map(|field| header(*field, currency)).collect();
    let row = |initiative| fields.iter().map(|field| cell(initiative, *field)).collect();
    written(header, document.initiatives.list.iter().map(row))
}

/// The learning log below a header: date, hours, topic, source, in the order of the list.
///
/// # Panics
///
/// Never: text is written to memory, row by row of the same length.
pub fn write_learning(document: &Document) -> String {
    let header = ["Date", "Hours", "Topic", "Source"].map(str::to_owned).into();
    let row = |it: &LearningEntry| {
        let date = it.date.map_or_else(String::new, |date| date.to_string());
        let text = |text: &str| guarded(cleaned_line(text));
        vec![date, it.hours.to_string(), text(&it.topic), text(&it.source)]
    };
    written(header, document.office.registers.learning.iter().map(row))
}

fn written(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".to_owned().into_bytes());
    for row in std::iter::once(header).chain(rows) {
        writer.write_record(row).expect("memory can always be written to, and rows are of one length");
    }
    let bytes = writer.into_inner().expect("memory can always be flushed");
    String::from_utf8(bytes).expect("only text was written")
}

fn fields_of(document: &Document) -> Vec<Field> {
    let costs = document.initiatives.list.iter().flat_map(|initiative| &initiative.cost_per_year);
    let years: BTreeSet<i16> = costs.map(|cost| cost.year).collect();
    let mut fields = Field::ALL.to_vec();
    if !years.is_empty() && fields.len() - 1 + years.len() <= COLUMNS {
        let place = fields.iter().position(|field| *field == Field::Cost).expect("cost is one of all fields");
        fields.splice(place..=place, years.into_iter().map(Field::CostIn));
    }
    fields
}

/// Name of the column; of money, with what an amount of 1 stands for.
fn header(field: Field, currency: &Currency) -> String {
    if !field.is_money() {
        return field.to_string();
    }
    let code = cleaned_line(&currency.code);
    match currency.scale {
        MoneyScale::Unit => format!("{field} ({code})"),
        MoneyScale::Thousand => format!("{field} ({code} thousand)"),
        MoneyScale::Million => format!("{field} ({code} million)"),
    }
}

fn cell(initiative: &Initiative, field: Field) -> String {
    let line = |text: &str| guarded(cleaned_line(text));
    let text = |text: &str| guarded(cleaned_text(text));
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    match field {
        Field::Reference => line(&initiative.reference),
        Field::Name => line(&initiative.name),
        Field::Department => line(&initiative.department),
        Field::Kind => kind_word(initiative.kind).to_owned(),
        Field::Mode => mode_word(initiative.mode).to_owned(),
        Field::State => state_word(initiative.state).to_owned(),
        Field::InPlan => if initiative.in_plan { "yes" } else { "no" }.to_owned(),
        Field::Class => class_word(initiative.class).to_owned(),
        Field::Sponsor => line(&initiative.sponsor),
        Field::Owner => line(&initiative.owner),
        Field::ApprovedOutcome => text(&initiative.approved_outcome),
        Field::Cost if initiative.cost_per_year.is_empty() => String::new(),
        Field::Cost => initiative.cost_money().to_string(),
        Field::CostIn(year) => {
            cost_in(initiative, year).map_or_else(String::new, |amount| amount.to_string())
        }
        Field::Benefit => initiative.benefit.amount.map_or_else(String::new, |amount| amount.to_string()),
        Field::BenefitOwner => line(&initiative.benefit.owner),
        Field::BenefitMeasure => text(&initiative.benefit.measure),
        Field::BenefitDate => day(initiative.benefit.date),
        Field::EarliestStart => day(initiative.earliest_start),
        Field::NeededBy => day(initiative.needed_by),
    }
}
