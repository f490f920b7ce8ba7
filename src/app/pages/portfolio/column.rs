//! Columns of the table: what a cell shows, and what a typed text would change.

use jiff::civil::Date;

use crate::app::format::{capitalised, day, money};
use crate::exchange::cell::{
    CellError, DateOrder, Decimal, kind_word, parse_date, parse_in_plan, parse_kind, parse_number,
    parse_state, says_nothing, state_word,
};
use crate::exchange::initiative_list::spread_cost;
use crate::model::document::Document;
use crate::model::edit::InitiativeChange;
use crate::model::finite::Finite;
use crate::model::initiative::{Benefit, Initiative, Kind, LifeCycle};
use crate::model::portfolio::Currency;
use crate::model::rule::{self, RuleError};

/// A column, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Place in the order of priority, with the handle that drags the row.
    Place,
    /// Name, with the department below it.
    Name,
    /// Structure of the work.
    Kind,
    /// Where it stands.
    State,
    /// Whether it belongs to the plan.
    InPlan,
    /// Cost over all years.
    Cost,
    /// Benefit in money.
    Benefit,
    /// Day by which it must be finished.
    NeededBy,
    /// Who leads it.
    Owner,
    /// How likely its four promises are kept: the worst in words, each with a mark.
    Status,
    /// Buttons: details, delete.
    More,
}

impl Column {
    /// From left to right.
    pub(super) const ALL: [Self; 11] = [
        Self::Place,
        Self::Name,
        Self::Kind,
        Self::State,
        Self::InPlan,
        Self::Cost,
        Self::Benefit,
        Self::NeededBy,
        Self::Owner,
        Self::Status,
        Self::More,
    ];

    /// Place from the left, from 0.
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// The column at `index`; the last one beyond the end.
    pub(super) fn at(index: usize) -> Self {
        Self::ALL[index.min(Self::ALL.len() - 1)]
    }

    /// Head of the column.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Place => "#",
            Self::Name => "Initiative",
            Self::Kind => "Kind",
            Self::State => "State",
            Self::InPlan => "In plan",
            Self::Cost => "Cost",
            Self::Benefit => "Benefit",
            Self::NeededBy => "Needed by",
            Self::Owner => "Owner",
            Self::Status => "Status",
            Self::More => "Details",
        }
    }

    /// Class of its cells and its head.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Place => "cell-place",
            Self::Name => "cell-initiative",
            Self::Kind => "cell-kind",
            Self::State => "cell-state",
            Self::InPlan => "cell-in-plan",
            Self::Cost | Self::Benefit => "cell-money",
            Self::NeededBy => "cell-day",
            Self::Owner => "cell-owner",
            Self::Status => "cell-status",
            Self::More => "cell-details",
        }
    }

    /// Whether its cells stand on the right.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Place | Self::Cost | Self::Benefit | Self::NeededBy)
    }

    /// Whether a text can be typed into its cells.
    pub(super) const fn is_typed(self) -> bool {
        !matches!(self, Self::Place | Self::Status | Self::More)
    }

    /// The words of a closed list; none where any text may be typed.
    pub(super) fn words(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Kind => {
                Some([Kind::Project, Kind::Program, Kind::Product, Kind::Capability].map(kind_word).to_vec())
            }
            Self::State => Some(LifeCycle::ALL.map(state_word).to_vec()),
            _ => None,
        }
    }

    /// What the cell shows.
    pub(super) fn shown(self, initiative: &Initiative, currency: &Currency) -> String {
        match self {
            Self::Kind => capitalised(kind_word(initiative.kind)),
            Self::State => capitalised(state_word(initiative.state)),
            Self::Cost if !initiative.cost_per_year.is_empty() => money(initiative.cost_money(), currency),
            Self::Benefit => {
                initiative.benefit.amount.map_or_else(String::new, |amount| money(amount.get(), currency))
            }
            Self::NeededBy => initiative.needed_by.map_or_else(String::new, day),
            Self::Name => initiative.name.clone(),
            Self::Owner => initiative.owner.clone(),
            Self::Place | Self::InPlan | Self::Cost | Self::Status | Self::More => String::new(),
        }
    }

    /// What the cell says when it is edited or copied: [`Self::change`] reads it back.
    pub(super) fn typed(self, initiative: &Initiative) -> String {
        match self {
            Self::Place | Self::Status | Self::More => String::new(),
            Self::Name => initiative.name.clone(),
            Self::Kind => kind_word(initiative.kind).to_owned(),
            Self::State => state_word(initiative.state).to_owned(),
            Self::InPlan => if initiative.in_plan { "yes" } else { "no" }.to_owned(),
            Self::Cost if initiative.cost_per_year.is_empty() => String::new(),
            Self::Cost => amount_text(initiative.cost_money()),
            Self::Benefit => {
                initiative.benefit.amount.map_or_else(String::new, |amount| amount_text(amount.get()))
            }
            Self::NeededBy => initiative.needed_by.map_or_else(String::new, |day| day.to_string()),
            Self::Owner => initiative.owner.clone(),
        }
    }

    /// What typing `text` changes; none if the cell already says so.
    ///
    /// An empty text empties the cell; kind, state and plan, which cannot be empty, stay as they are.
    ///
    /// # Errors
    ///
    /// [`CellError`] if the text is not understood or breaks a rule.
    pub(super) fn change(
        self,
        text: &str,
        initiative: &Initiative,
        document: &Document,
    ) -> Result<Option<InitiativeChange>, CellError> {
        let text = text.trim();
        if text == self.typed(initiative) {
            return Ok(None);
        }
        let empty = text.is_empty() || says_nothing(text);
        Ok(match self {
            Self::Place | Self::Status | Self::More => None,
            Self::Name => {
                let name = one_line(text);
                admissible(rule::name(&name), "write a name")?;
                Some(InitiativeChange::Name(name))
            }
            Self::Owner => {
                let owner = one_line(text);
                admissible(rule::text(&owner), "shorten it")?;
                Some(InitiativeChange::Owner(owner))
            }
            Self::Kind | Self::State | Self::InPlan if empty => None,
            Self::Kind => Some(InitiativeChange::Kind(parse_kind(text)?)),
            Self::State => Some(InitiativeChange::State(parse_state(text)?)),
            Self::InPlan => Some(InitiativeChange::InPlan(parse_in_plan(text)?)),
            Self::Cost if empty => Some(InitiativeChange::CostPerYear(Vec::new())),
            Self::Cost => {
                Some(InitiativeChange::CostPerYear(spread_cost(amount(text)?, initiative, document)))
            }
            Self::Benefit => {
                let amount = if empty { None } else { Some(amount(text)?) };
                Some(InitiativeChange::Benefit(Benefit { amount, ..initiative.benefit.clone() }))
            }
            Self::NeededBy if empty => Some(InitiativeChange::NeededBy(None)),
            Self::NeededBy => Some(InitiativeChange::NeededBy(Some(date(text)?))),
        })
    }
}

fn amount(text: &str) -> Result<Finite, CellError> {
    // The cell itself shows amounts with their scale; typing one back must not be refused.
    let bare =
        text.strip_suffix(['k', 'm']).filter(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit()));
    let amount = parse_number(bare.unwrap_or(text), Decimal::Point)?;
    admissible(rule::amount(amount), "write a smaller amount")?;
    Ok(amount)
}

fn date(text: &str) -> Result<Date, CellError> {
    parse_date(text, DateOrder::DayMonthYear)
}

fn admissible(checked: Result<(), RuleError>, remedy: &str) -> Result<(), CellError> {
    checked.map_err(|error| CellError { reason: format!("the text {error}"), remedy: remedy.to_owned() })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sums of decimal amounts carry a little binary dust, which nobody wants to edit.
fn amount_text(amount: f64) -> String {
    let text = format!("{amount:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
