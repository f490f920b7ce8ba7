//! From the document to the engine's numbers, and from its numbers to reports.
//!
//! The only place where document words meet engine words: an initiative of the
//! document is alternative *i* of a decision matrix or the stages *a..b* of a
//! capacity problem. Reports carry identifiers and names again, and serialise
//! to the JSON of the command line.

pub mod accountability;
pub mod assess;
pub mod benefit_review;
pub mod blockers;
pub mod change_notice;
pub mod charter;
mod context_switch;
pub mod correlations;
pub mod decision;
pub mod difference;
pub mod distribution;
pub mod drill;
pub mod drivers;
pub mod duty_coverage;
pub mod effect;
pub mod elements;
pub mod elicitation;
pub mod executive;
pub mod figures;
pub mod finish;
pub mod firmness;
pub mod first_steps;
pub mod fit;
pub mod foundation;
pub mod headline;
mod holidays;
pub mod integration;
pub mod involvement;
pub mod leader;
pub mod leader_gap;
pub mod leader_stage;
pub mod leader_work;
pub mod levels;
pub mod meeting;
pub mod method;
pub mod money;
pub mod need_areas;
pub mod newest_round;
pub mod office;
pub mod office_staff;
pub mod opened_run;
pub mod pivot;
pub mod placing;
pub mod plan_diff;
pub mod priorities;
pub mod process_quality;
pub mod progress;
pub mod promises;
pub mod pulse;
pub mod red_flags;
pub mod registers;
pub mod roadmap;
pub mod satisfaction;
pub mod score;
pub mod select;
pub mod sequence;
pub mod simulate;
pub mod skill_fit;
pub mod staffing;
pub mod start_path;
pub mod stop_doing;
pub mod strategy_sheet;
pub mod support_matrix;
pub mod throughput;
pub mod trace;
pub mod trend;
mod turnover;
mod units;
pub mod value;
pub mod withheld;
pub mod workshop;
pub mod written;
