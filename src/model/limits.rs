//! The largest file, list and text that a document may hold.
//!
//! Fixed numbers in one place: they keep a hostile or mistaken file from
//! freezing the page, and are far above any portfolio a board can discuss.

/// Greatest size of a JSON or CSV file [bytes].
pub const FILE_BYTES: usize = 20_000_000;
/// Deepest nesting of a JSON file.
pub const JSON_DEPTH: usize = 64;
/// Most initiatives, and most stages over all of them; also most criteria, objectives,
/// assessments, scenarios, decisions, change notices and drills, records of one list, and most edits over all scenarios.
pub const ITEMS: usize = 5_000;
/// Most roles; also most people on the list of them, and most respondents of an assessment.
pub const PEOPLE: usize = 2_000;
/// Most duties of the office.
pub const DUTIES: usize = 200;
/// Most alternatives of a decision.
pub const ALTERNATIVES: usize = 4;
/// Most holders of duties: each is a column of the matrix.
pub const HOLDERS: usize = 30;
/// Most services, stakeholders, credibility steps, processes, other and past offices: one list each.
pub const OFFICE_LIST: usize = 200;
/// Most ties between offices.
pub const TIES: usize = 1_000;
/// Most improvement actions of which something is decided.
pub const ACTIONS: usize = 200;
/// Most participants of a workshop.
pub const PARTICIPANTS: usize = 200;
/// Most rounds of a workshop.
pub const ROUNDS: usize = 20;
/// Most scores and weights in a workshop, over all people and rounds.
pub const OPINIONS: usize = 200_000;
/// Most items on an agenda.
pub const AGENDA: usize = 100;
/// Longest item of an agenda [minutes].
pub const AGENDA_MINUTES: u32 = 480;
/// Most links (requires, excludes, predecessors, synergies) over all initiatives.
pub const LINKS: usize = 50_000;
/// Most points that two initiatives are worth more together, or less: ten times the best score of one.
pub const SYNERGY_POINTS: f64 = 1_000.0;
/// Most guardrails of the budget.
pub const GUARDRAILS: usize = 100;
/// Most items of work that one initiative has left, and most that it finished in one week.
pub const WORK_ITEMS: u32 = 5_000;
/// Most past weeks whose finished items are kept: two years.
pub const THROUGHPUT_WEEKS: usize = 104;
/// Most entries in a list within one object: years, levels, demands, changes of heads …
pub const ENTRIES: usize = 1_000;
/// Most departments whose work goes together: each is a row of the table.
pub const CORRELATED: usize = 12;
/// Most levels of the criteria tree.
pub const CRITERION_LEVELS: usize = 10;
/// Most levels of edits within edits in a scenario.
pub const EDIT_LEVELS: usize = 4;
/// Most errors that one validation lists.
pub const ERRORS: usize = 1_000;
/// Longest text of one field [characters].
pub const TEXT_CHARS: usize = 20_000;
/// Longest planning horizon [weeks]: twenty years.
pub const HORIZON_WEEKS: u32 = 1_040;
/// Most heads of one role, and greatest demand of one stage [FTE].
pub const FTE: f64 = 3_200.0;
/// Longest stage [weeks], and greatest effort ÷ 100 [person-weeks].
pub const STAGE_WEEKS: f64 = 1_040.0;
/// Least work force that an effort is divided by [FTE].
pub const LEAST_FTE: f64 = 0.01;
/// Greatest P90 for a P10 of 1; beyond it a lognormal has no meaning and soon no finite draw.
pub const PERCENTILE_RATIO: f64 = 1e4;
/// Sharpest bend of an exponential scale: its range for a bend of 1.
pub const BEND_RATIO: f64 = 100.0;
/// So many times as long a risk makes a stage at most.
pub const DELAY_TIMES: f64 = 1_000.0;
/// Most outcomes of an estimate, and most past values it is made of.
pub const OUTCOMES: usize = 100;
/// Greatest weight of the most likely value in a PERT estimate.
pub const PERT_WEIGHT: f64 = 100.0;
/// Greatest amount of money, weight, score or other free number.
pub const NUMBER: f64 = 1e15;
