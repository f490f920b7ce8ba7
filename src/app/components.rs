//! The parts that pages are made of.

pub mod ballot_exchange;
pub mod chips;
pub mod confidence_choice;
pub mod dialogs;
pub mod field;
pub mod form_steps;
pub mod guide;
pub mod holidays;
pub mod icon;
pub mod keyed;
pub mod notices;
pub mod palette;
pub mod paper;
pub mod practice;
pub mod rail;
pub mod scenario;
pub mod score_form;
pub mod segmented;
pub mod standing;
pub mod statement_form;
pub mod topbar;
pub mod trio;
pub mod turnover;
pub mod why;
