//! Whether there has to be an office: from the functions that are needed and the work they make.
//!
//! A function that somebody already does needs no office. What is left, in
//! person-days a month, decides: less than a quarter of a person can be given to
//! people who have other work; up to one person is a part-time office; beyond
//! that a formal one pays. "Functions without an office" is a full answer.
//!
//! Source: the product's own rule. The days are rules of thumb, so the answer is
//! also worked out with [`LEAST`] and [`MOST`] times as many.

/// Working days of one person in a month.
pub const DAYS_PER_MONTH: f64 = 18.0;
/// Below this share of a person the work needs no office.
pub const PART: f64 = 0.25;
/// The days may be this many times fewer …
pub const LEAST: f64 = 0.6;
/// … or this many times more.
pub const MOST: f64 = 1.6;

/// One function of an office.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FunctionLoad {
    /// Whether the organisation needs it.
    pub is_needed: bool,
    /// Whether somebody outside an office already does it.
    pub is_covered: bool,
    /// Work that it makes [person-days a month], at least 0.
    pub days: f64,
}

/// What an organisation needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficeForm {
    /// Nothing: no function is needed.
    Nothing,
    /// Functions, done by people who have other work too.
    FunctionsOnly,
    /// Somebody for part of the week.
    PartTime,
    /// At least one person with nothing else to do.
    Formal,
}

/// What the functions say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Need {
    /// The answer.
    pub form: OfficeForm,
    /// Number of functions needed.
    pub needed: usize,
    /// Needed functions that somebody already does.
    pub covered: usize,
    /// Work of the needed functions that nobody does [person-days a month].
    pub open_days: f64,
    /// Work of all needed functions [person-days a month].
    pub all_days: f64,
    /// The answer if the work were [`LEAST`] times as much.
    pub form_at_least: OfficeForm,
    /// The answer if the work were [`MOST`] times as much.
    pub form_at_most: OfficeForm,
}

/// Adds the functions up.
pub fn need(functions: &[FunctionLoad]) -> Need {
    let needed = || functions.iter().filter(|function| function.is_needed);
    let open_days: f64 = needed().filter(|function| !function.is_covered).map(|function| function.days).sum();
    let count = needed().count();
    Need {
        form: form(count, open_days),
        needed: count,
        covered: needed().filter(|function| function.is_covered).count(),
        open_days,
        all_days: needed().map(|function| function.days).sum(),
        form_at_least: form(count, open_days * LEAST),
        form_at_most: form(count, open_days * MOST),
    }
}

fn form(needed: usize, open_days: f64) -> OfficeForm {
    match open_days / DAYS_PER_MONTH {
        _ if needed == 0 => OfficeForm::Nothing,
        people if people < PART => OfficeForm::FunctionsOnly,
        people if people < 1.0 => OfficeForm::PartTime,
        _ => OfficeForm::Formal,
    }
}
