//! One row of the table → what its readable cells say of an initiative.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::field::{ColumnMap, Field};
use super::proposal::{CellProblem, Problems, Verdict};
use super::reading::{Evidence, Reading};
use super::text::{cleaned_line, cleaned_text, has_hidden, unguarded};
use crate::exchange::cell::{
    CellError, DateHint, DateOrder, DecimalHint, date_hint, decimal_hint, parse_class, parse_date,
    parse_in_plan, parse_kind, parse_mode, parse_number_scaled, parse_state, quote, says_nothing,
};
use crate::exchange::table::Table;
use crate::model::document::Document;
use crate::model::edit::InitiativeChange;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, Kind, LifeCycle, Mode, WorkClass};
use crate::model::portfolio::YearAmount;
use crate::model::{limits, rule};

/// What the cells of one row say; absent where a cell is empty, not mapped or not understood.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub(super) reference: Option<String>,
    pub(super) name: Option<String>,
    department: Option<String>,
    kind: Option<Kind>,
    mode: Option<Mode>,
    state: Option<LifeCycle>,
    in_plan: Option<bool>,
    class: Option<WorkClass>,
    sponsor: Option<String>,
    owner: Option<String>,
    approved_outcome: Option<String>,
    cost: Option<Finite>,
    cost_in: BTreeMap<i16, Finite>,
    benefit: Option<Finite>,
    benefit_owner: Option<String>,
    benefit_measure: Option<String>,
    benefit_date: Option<Date>,
    earliest_start: Option<Date>,
    needed_by: Option<Date>,
}

/// The file, and how its cells are to be read.
pub(super) struct Source<'a> {
    pub(super) document: &'a Document,
    pub(super) table: &'a Table,
    pub(super) map: &'a ColumnMap,
    pub(super) reading: &'a Reading,
    pub(super) evidence: Evidence,
}

/// One row of the file and the list on which its problems go.
pub(super) struct Cells<'a> {
    pub(super) source: &'a Source<'a>,
    /// Place in the table's rows, from 0.
    pub(super) row: usize,
    pub(super) problems: &'a mut Problems,
}

impl Cells<'_> {
    pub(super) fn read(&mut self) -> Values {
        let labels = &self.source.document.portfolio.mode_labels;
        let mut values = Values {
            reference: self.line(Field::Reference),
            name: self.line(Field::Name),
            department: self.line(Field::Department),
            kind: self.value(Field::Kind, parse_kind),
            mode: self.value(Field::Mode, |text| parse_mode(text, labels)),
            state: self.value(Field::State, parse_state),
            in_plan: self.value(Field::InPlan, parse_in_plan),
            class: self.value(Field::Class, parse_class),
            sponsor: self.line(Field::Sponsor),
            owner: self.line(Field::Owner),
            approved_outcome: self.text(Field::ApprovedOutcome, cleaned_text),
            cost: None,
            cost_in: BTreeMap::new(),
            benefit: self.money(Field::Benefit),
            benefit_owner: self.line(Field::BenefitOwner),
            benefit_measure: self.text(Field::BenefitMeasure, cleaned_text),
            benefit_date: self.date(Field::BenefitDate),
            earliest_start: self.date(Field::EarliestStart),
            needed_by: self.date(Field::NeededBy),
        };
        let mut years = false;
        for field in self.source.map.keys() {
            if let Field::CostIn(year) = *field {
                years = true;
                values.cost_in.extend(self.money(*field).map(|amount| (year, amount)));
            }
        }
        if !years {
            values.cost = self.money(Field::Cost);
        }
        if let (Some(start), Some(end)) = (values.earliest_start, values.needed_by)
            && start > end
        {
            let reason = format!("it is needed by {end} but does not start before {start}");
            self.report(
                Field::NeededBy,
                Verdict::Note,
                CellError { reason, remedy: "check both dates".to_owned() },
            );
        }
        values
    }

    pub(super) fn report(&mut self, field: Field, verdict: Verdict, error: CellError) {
        let column = self.source.map.get(&field).copied();
        let header = column.and_then(|column| self.source.table.header.get(column as usize));
        let name = header.filter(|header| !header.is_empty());
        let shortened = |text: &str| quote(text).trim_matches(['“', '”']).to_owned();
        self.problems.add(CellProblem {
            line: self.source.table.rows[self.row].line,
            row: u32::try_from(self.row).unwrap_or(u32::MAX),
            field,
            column: name.map_or_else(|| field.to_string(), |name| shortened(name)),
            text: shortened(self.cell(field).unwrap_or("")),
            verdict,
            reason: error.reason,
            remedy: error.remedy,
        });
    }

    fn cell(&self, field: Field) -> Option<&str> {
        let column = *self.source.map.get(&field)?;
        Some(self.source.table.rows[self.row].cell(column).trim()).filter(|cell| !cell.is_empty())
    }

    fn value<T>(&mut self, field: Field, parse: impl FnOnce(&str) -> Result<T, CellError>) -> Option<T> {
        let cell = unguarded(self.cell(field)?);
        if says_nothing(cell) {
            let reason = format!("{} says that nothing is known", quote(cell));
            let remedy = "the cell counts as empty; nothing needs to be done".to_owned();
            self.report(field, Verdict::Note, CellError { reason, remedy });
            return None;
        }
        match parse(cell) {
            Ok(value) => Some(value),
            Err(error) => {
                self.report(field, Verdict::CellRefused, error);
                None
            }
        }
    }

    fn line(&mut self, field: Field) -> Option<String> {
        self.text(field, cleaned_line)
    }

    fn text(&mut self, field: Field, clean: fn(&str) -> String) -> Option<String> {
        let cell = unguarded(self.cell(field)?);
        if rule::text(cell).is_err() {
            let reason = format!("the text is longer than {} characters", limits::TEXT_CHARS);
            let remedy = "shorten it; the cell counts as empty".to_owned();
            self.report(field, Verdict::CellRefused, CellError { reason, remedy });
            return None;
        }
        let cleaned = clean(cell);
        if has_hidden(cell) {
            let reason = "the text held invisible control or direction characters".to_owned();
            let remedy = "they are left out; compare the text with its source".to_owned();
            self.report(field, Verdict::Note, CellError { reason, remedy });
        }
        Some(cleaned).filter(|text| !text.is_empty())
    }

    fn money(&mut self, field: Field) -> Option<Finite> {
        let reading = self.source.reading;
        let power =
            if field == Field::Benefit { reading.benefit_power_of_ten } else { reading.cost_power_of_ten };
        let amount = self.value(field, |text| parse_number_scaled(text, reading.decimal, power))?;
        let cell = self.cell(field).unwrap_or("");
        if !self.source.evidence.settles_decimals() && decimal_hint(cell) == Some(DecimalHint::Either) {
            let reason = format!("{} could hold a decimal sign or a separator of thousands", quote(cell));
            let remedy = format!("it is read as {amount}; choose the other decimal sign if that is wrong");
            self.report(field, Verdict::Note, CellError { reason, remedy });
        }
        Some(amount)
    }

    fn date(&mut self, field: Field) -> Option<Date> {
        let order = self.source.reading.date_order;
        let day = self.value(field, |text| parse_date(text, order))?;
        let cell = self.cell(field).unwrap_or("");
        if !self.source.evidence.settles_dates() && date_hint(cell) == Some(DateHint::Either) {
            let other = if order == DateOrder::MonthDayYear {
                DateOrder::DayMonthYear
            } else {
                DateOrder::MonthDayYear
            };
            let other = parse_date(cell, other).unwrap_or(day);
            let reason =
                format!("{} could be {day} or {other}, and the file does not settle which", quote(cell));
            let remedy = format!("it is read as {day}; choose the other order of dates if that is wrong");
            self.report(field, Verdict::Note, CellError { reason, remedy });
        }
        Some(day)
    }
}

impl Values {
    /// A new initiative outside the plan; its id is given when it is added.
    pub(super) fn draft(self, document: &Document) -> Initiative {
        let mut new = Initiative::new(InitiativeId(0), self.name.unwrap_or_default());
        new.in_plan = self.in_plan.unwrap_or(false);
        new.reference = self.reference.unwrap_or_default();
        new.department = self.department.unwrap_or_default();
        new.kind = self.kind.unwrap_or_default();
        new.mode = self.mode.unwrap_or_default();
        new.state = self.state.unwrap_or_default();
        new.class = self.class.unwrap_or_default();
        new.sponsor = self.sponsor.unwrap_or_default();
        new.owner = self.owner.unwrap_or_default();
        new.approved_outcome = self.approved_outcome.unwrap_or_default();
        new.cost_per_year =
            self.cost_in.into_iter().map(|(year, amount)| YearAmount { year, amount }).collect();
        new.cost_per_year.extend(self.cost.map(|amount| YearAmount { year: first_year(document), amount }));
        new.benefit.amount = self.benefit;
        new.benefit.owner = self.benefit_owner.unwrap_or_default();
        new.benefit.measure = self.benefit_measure.unwrap_or_default();
        new.benefit.date = self.benefit_date;
        new.earliest_start = self.earliest_start;
        new.needed_by = self.needed_by;
        new
    }

    /// What the row changes about an initiative that is already there; nothing if they agree.
    pub(super) fn changes(&self, old: &Initiative, document: &Document) -> Vec<InitiativeChange> {
        let mut changes = Vec::new();
        let mut line = |new: &Option<String>, old: &str, change: fn(String) -> InitiativeChange| {
            changes.extend(new.clone().filter(|new| *new != cleaned_line(old)).map(change));
        };
        line(&self.reference, &old.reference, InitiativeChange::Reference);
        line(&self.name, &old.name, InitiativeChange::Name);
        line(&self.department, &old.department, InitiativeChange::Department);
        line(&self.sponsor, &old.sponsor, InitiativeChange::Sponsor);
        line(&self.owner, &old.owner, InitiativeChange::Owner);
        let outcome = self.approved_outcome.clone().filter(|new| *new != cleaned_text(&old.approved_outcome));
        changes.extend(outcome.map(InitiativeChange::ApprovedOutcome));
        changes.extend(differing(self.kind, &old.kind).map(InitiativeChange::Kind));
        changes.extend(differing(self.mode, &old.mode).map(InitiativeChange::Mode));
        changes.extend(differing(self.state, &old.state).map(InitiativeChange::State));
        changes.extend(differing(self.in_plan, &old.in_plan).map(InitiativeChange::InPlan));
        changes.extend(differing(self.class, &old.class).map(InitiativeChange::Class));
        let start = differing(self.earliest_start.map(Some), &old.earliest_start);
        changes.extend(start.map(InitiativeChange::EarliestStart));
        let end = differing(self.needed_by.map(Some), &old.needed_by);
        changes.extend(end.map(InitiativeChange::NeededBy));
        changes.extend(self.changed_cost(old, document).map(InitiativeChange::CostPerYear));
        changes.extend(self.changed_benefit(old));
        changes
    }

    fn changed_benefit(&self, old: &Initiative) -> Option<InitiativeChange> {
        let mut benefit = old.benefit.clone();
        benefit.amount = self.benefit.or(benefit.amount);
        benefit.date = self.benefit_date.or(benefit.date);
        if let Some(owner) = self.benefit_owner.clone().filter(|new| *new != cleaned_line(&old.benefit.owner))
        {
            benefit.owner = owner;
        }
        if let Some(measure) =
            self.benefit_measure.clone().filter(|new| *new != cleaned_text(&old.benefit.measure))
        {
            benefit.measure = measure;
        }
        (benefit != old.benefit).then_some(InitiativeChange::Benefit(benefit))
    }

    /// Years that no column speaks of stay; a new total keeps its spread over the years.
    fn changed_cost(&self, old: &Initiative, document: &Document) -> Option<Vec<YearAmount>> {
        if let Some(total) = self.cost {
            let same = Finite::new(old.cost_money()) == Ok(total);
            return (!same).then(|| spread_cost(total, old, document));
        }
        let differs = |(year, amount): (&i16, &Finite)| cost_in(old, *year) != Some(amount.get());
        if !self.cost_in.iter().any(differs) {
            return None;
        }
        let mut cost = old.cost_per_year.clone();
        cost.retain(|kept| !self.cost_in.contains_key(&kept.year));
        cost.extend(self.cost_in.iter().map(|(&year, &amount)| YearAmount { year, amount }));
        cost.sort_by_key(|cost| cost.year);
        Some(cost)
    }
}

/// What an initiative costs in `year`; none if it has no entry for it.
pub(in crate::exchange) fn cost_in(initiative: &Initiative, year: i16) -> Option<f64> {
    let mut entries = initiative.cost_per_year.iter().filter(|cost| cost.year == year).peekable();
    entries.peek().is_some().then(|| entries.map(|cost| cost.amount.get()).sum())
}

/// `total` over the years of `old`, in proportion; in one year if there is no proportion to keep.
pub fn spread_cost(total: Finite, old: &Initiative, document: &Document) -> Vec<YearAmount> {
    let sum = old.cost_money();
    let scaled: Option<Vec<YearAmount>> = old
        .cost_per_year
        .iter()
        .map(|cost| {
            let amount = Finite::new(cost.amount.get() * total.get() / sum).ok()?;
            rule::amount(amount).ok()?;
            Some(YearAmount { year: cost.year, amount })
        })
        .collect();
    match scaled {
        Some(scaled) if scaled.len() > 1 => scaled,
        _ => {
            let year = old.cost_per_year.first().map_or_else(|| first_year(document), |cost| cost.year);
            vec![YearAmount { year, amount: total }]
        }
    }
}

fn first_year(document: &Document) -> i16 {
    document.portfolio.calendar.start.year()
}

fn differing<T: PartialEq>(new: Option<T>, old: &T) -> Option<T> {
    new.filter(|new| new != old)
}
