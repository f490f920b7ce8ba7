//! Fields of an initiative that a column can hold, and which column holds which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::exchange::table::Table;

/// Which column, from 0, holds which field. Kept by the page for files of the same kind.
pub type ColumnMap = BTreeMap<Field, u32>;

/// A field of an initiative that a column can hold; displayed as the name of that column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Field {
    /// What another tool calls it.
    Reference,
    /// Its name; a new initiative needs one.
    Name,
    /// Department or business area.
    Department,
    /// Structure of the work.
    Kind,
    /// Delivery mode.
    Mode,
    /// Where it stands between demand and closeout.
    State,
    /// Whether it belongs to the plan.
    InPlan,
    /// Change or run work.
    Class,
    /// Who answers for it to the board.
    Sponsor,
    /// Who leads it.
    Owner,
    /// The outcome for which it was approved.
    ApprovedOutcome,
    /// Cost over all years; not read where a column holds the cost of a year.
    Cost,
    /// Cost in one calendar year.
    CostIn(i16),
    /// Benefit in money.
    Benefit,
    /// Who answers for the benefit.
    BenefitOwner,
    /// How the benefit will be measured.
    BenefitMeasure,
    /// When the benefit will be measured.
    BenefitDate,
    /// No stage starts before this day.
    EarliestStart,
    /// Day by which it must be finished.
    NeededBy,
}

/// No field has this name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("there is no field “{0}”; name it as the list of fields does")]
pub struct UnknownField(String);

/// Words of columns that speak about a field without holding it.
const ELSE: [&str; 8] =
    ["narrative", "commentary", "variance", "confidence", "forecast", "assessment", "actual", "comment"];

impl Field {
    /// Every field but the costs of single years, in the order of an export.
    pub const ALL: [Self; 18] = [
        Self::Reference,
        Self::Name,
        Self::Department,
        Self::Kind,
        Self::Mode,
        Self::State,
        Self::InPlan,
        Self::Class,
        Self::Sponsor,
        Self::Owner,
        Self::ApprovedOutcome,
        Self::Cost,
        Self::Benefit,
        Self::BenefitOwner,
        Self::BenefitMeasure,
        Self::BenefitDate,
        Self::EarliestStart,
        Self::NeededBy,
    ];

    /// Whether its cells hold money.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Cost | Self::CostIn(_) | Self::Benefit)
    }

    /// Whether its cells hold days.
    pub fn is_date(self) -> bool {
        matches!(self, Self::BenefitDate | Self::EarliestStart | Self::NeededBy)
    }

    /// Phrases that name the field within a longer header, the most telling first; then words that do so alone.
    fn synonyms(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Reference => (
                &[
                    "reference",
                    "id number",
                    "project id",
                    "initiative id",
                    "issue key",
                    "work item id",
                    "identifier",
                ],
                &["id", "key", "ref", "code", "number", "nr", "no"],
            ),
            Self::Name => (
                &[
                    "project name",
                    "initiative name",
                    "programme name",
                    "program name",
                    "project title",
                    "title",
                ],
                &["name", "project", "initiative", "summary", "programme", "program"],
            ),
            Self::Department => (
                &["department", "business area", "business unit", "directorate", "agency name"],
                &["dept", "area"],
            ),
            Self::Kind => (&["work item type", "issue type", "project type"], &["kind", "type"]),
            Self::Mode => (&["delivery mode", "delivery approach", "methodology"], &["mode", "approach"]),
            Self::State => (
                &["project status", "life cycle state", "lifecycle state", "lifecycle stage"],
                &["state", "status", "stage", "phase"],
            ),
            Self::InPlan => (&["in plan"], &[]),
            Self::Class => (&["work class", "change or run"], &["class"]),
            Self::Sponsor => (&["sponsor", "senior responsible owner", "sro"], &[]),
            Self::Owner => (
                &[
                    "project manager",
                    "programme manager",
                    "product owner",
                    "assigned to",
                    "assignee",
                    "owner",
                ],
                &["lead", "manager", "responsible"],
            ),
            Self::ApprovedOutcome => (
                &["approved outcome", "outcome", "aims", "objectives", "objective", "description"],
                &["purpose"],
            ),
            Self::Cost => (
                &[
                    "whole life costs",
                    "whole life cost",
                    "total cost",
                    "planned cost",
                    "lifecycle cost",
                    "cost",
                    "costs",
                ],
                &["wlc", "budget", "amount"],
            ),
            Self::CostIn(_) => (&[], &[]),
            Self::Benefit => (&["benefits", "benefit", "expected value"], &["ben", "value"]),
            Self::BenefitOwner => (&["benefit owner", "benefits owner"], &[]),
            Self::BenefitMeasure => (&["benefit measure", "benefits measure"], &["measure", "kpi"]),
            Self::BenefitDate => (&["benefit date", "benefits date"], &[]),
            Self::EarliestStart => (&["earliest start", "start date", "planned start"], &["start", "begin"]),
            Self::NeededBy => (
                &[
                    "needed by",
                    "end date",
                    "due date",
                    "deadline",
                    "finish date",
                    "completion date",
                    "target date",
                ],
                &["end", "finish", "due", "target"],
            ),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Reference => "Reference",
            Self::Name => "Name",
            Self::Department => "Department",
            Self::Kind => "Kind",
            Self::Mode => "Mode",
            Self::State => "State",
            Self::InPlan => "In plan",
            Self::Class => "Class",
            Self::Sponsor => "Sponsor",
            Self::Owner => "Owner",
            Self::ApprovedOutcome => "Approved outcome",
            Self::Cost => "Cost",
            Self::CostIn(year) => return write!(f, "Cost {year}"),
            Self::Benefit => "Benefit",
            Self::BenefitOwner => "Benefit owner",
            Self::BenefitMeasure => "Benefit measure",
            Self::BenefitDate => "Benefit date",
            Self::EarliestStart => "Earliest start",
            Self::NeededBy => "Needed by",
        };
        f.write_str(name)
    }
}

/// Exactly the displayed name, whatever its capitals.
impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, UnknownField> {
        let lower = name.trim().to_lowercase();
        if let Some(year) = lower.strip_prefix("cost ").and_then(|year| year.trim().parse().ok()) {
            return Ok(Self::CostIn(year));
        }
        Self::ALL
            .into_iter()
            .find(|field| field.to_string().to_lowercase() == lower)
            .ok_or_else(|| UnknownField(name.to_owned()))
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

impl TryFrom<String> for Field {
    type Error = UnknownField;

    fn try_from(name: String) -> Result<Self, UnknownField> {
        name.parse()
    }
}

/// Which column probably holds which field, from the words of the header.
///
/// A header that is a field's own name always wins. What stands in brackets is
/// not looked at; narratives, variances and forecasts are left alone. A column
/// goes to one field, and of repeated headers the first is taken.
pub fn suggest(table: &Table) -> ColumnMap {
    let mut candidates = Vec::new();
    for (column, header) in (0_u32..).zip(&table.header) {
        let main = without_brackets(header);
        if let Ok(field) = main.parse::<Field>() {
            candidates.push((10_000, field, column));
            continue;
        }
        let words = words(&main);
        if words.iter().any(|word| ELSE.contains(&word.as_str())) {
            continue;
        }
        if let Some(year) = year_of_cost(&words) {
            candidates.push((1_000, Field::CostIn(year), column));
            continue;
        }
        candidates.extend(
            Field::ALL.into_iter().filter_map(|field| fit(field, &words).map(|score| (score, field, column))),
        );
    }
    candidates.sort_by_key(|&(score, field, column)| (std::cmp::Reverse(score), field, column));
    let mut map = ColumnMap::new();
    let mut taken = BTreeSet::new();
    for (_, field, column) in candidates {
        if !map.contains_key(&field) && taken.insert(column) {
            map.insert(field, column);
        }
    }
    if map.keys().any(|field| matches!(field, Field::CostIn(_))) {
        map.remove(&Field::Cost);
    }
    map
}

/// How well a header fits a field; the larger, the better.
fn fit(field: Field, words: &[String]) -> Option<usize> {
    let (phrases, alone) = field.synonyms();
    let whole = words.join(" ");
    if let Some(rank) = alone.iter().position(|word| *word == whole) {
        return Some(250 - rank);
    }
    let found =
        |phrase: &str| words.windows(phrase.split(' ').count()).any(|window| window.join(" ") == phrase);
    let rank = phrases.iter().position(|phrase| found(phrase))?;
    let length = phrases[rank].split(' ').count();
    let extra = words.len() - length;
    Some(100 + 20 * length + if extra == 0 { 150 } else { 30_usize.saturating_sub(5 * extra) } - rank)
}

fn year_of_cost(words: &[String]) -> Option<i16> {
    if !words
        .iter()
        .any(|word| matches!(word.as_str(), "cost" | "costs" | "budget" | "spend" | "capex" | "opex"))
    {
        return None;
    }
    let mut years = words.iter().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years.find(|year| (1900..2200).contains(year))
}

fn without_brackets(header: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::new();
    for letter in header.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept.trim().to_owned()
}

fn words(header: &str) -> Vec<String> {
    header
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        // A header is a few words; a hostile one may be millions.
        .take(40)
        .map(str::to_lowercase)
        .collect()
}
