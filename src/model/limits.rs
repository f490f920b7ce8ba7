//! The largest file, list and text that a document may hold.
//!
//! Fixed numbers in one place: they keep a hostile or mistaken file from
//! freezing the page, and are far above any portfolio a board can discuss.

/// Greatest size of a JSON or CSV file [bytes].
pub const FILE_BYTES: usize = 20_000_000;
/// Deepest nesting of a JSON file.
pub const JSON_DEPTH: usize = 64;
/// Most initiatives, and most stages over all of them.
pub const ITEMS: usize = 5_000;
/// Most roles; also most respondents of an assessment.
pub const PEOPLE: usize = 2_000;
/// Most links (requires, excludes, predecessors) over all initiatives.
pub const LINKS: usize = 50_000;
/// Longest text of one field [characters].
pub const TEXT_CHARS: usize = 20_000;
/// Longest planning horizon [weeks]: twenty years.
pub const HORIZON_WEEKS: u32 = 1_040;
/// Most heads of one role, and greatest demand of one stage [FTE].
pub const FTE: f64 = 3_200.0;
/// Longest stage [weeks], and greatest effort ÷ 100 [person-weeks].
pub const STAGE_WEEKS: f64 = 1_040.0;
/// Greatest amount of money, weight, score or other free number.
pub const NUMBER: f64 = 1e15;
