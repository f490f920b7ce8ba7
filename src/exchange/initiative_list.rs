//! A table of initiatives → one edit of the document.
//!
//! The journey: [`suggest`] maps columns to fields from the words of the header,
//! [`guess_reading`] finds decimal sign, date order and scale of money from the
//! cells, [`propose`] says for each row whether it is new, updates an initiative
//! or is refused, and names every cell that is not understood; nothing is
//! changed until [`Proposal::edit`] is applied, which is one step of undo.
//!
//! What an import does not do: it takes nobody into the plan (new initiatives
//! join as demand with `in_plan` false, unless columns for state and plan say
//! otherwise), and it empties no field: an empty or refused cell leaves what
//! the document has.

mod field;
mod ledger;
mod proposal;
mod reading;
mod row;
mod text;

pub use field::{ColumnMap, Field, UnknownField, suggest};
pub use proposal::{CellProblem, Outcome, Proposal, ProposedRow, Verdict, propose};
pub use reading::{Reading, guess_reading};
pub(super) use row::cost_in;
pub use row::spread_cost;
pub(super) use text::{cleaned_line, cleaned_text, guarded};
