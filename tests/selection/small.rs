//! The 23 small cases: 10 to 12 candidates, all subsets enumerated; `HiGHS` agrees.

use serde::Deserialize;

use crate::instance::Instance;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<SmallCase>,
}

#[derive(Deserialize)]
pub(crate) struct SmallCase {
    pub(crate) name: String,
    pub(crate) instance: Instance,
    pub(crate) expect: Expect,
}

#[derive(Deserialize)]
pub(crate) struct Expect {
    /// None if infeasible.
    pub(crate) optimum: Option<i64>,
    /// All of them.
    pub(crate) optimal_selections: Vec<Vec<u32>>,
    pub(crate) infeasible: bool,
}

pub(crate) fn small_cases() -> Vec<SmallCase> {
    let cases: Cases = serde_json::from_str(include_str!("portfolio_small.json")).unwrap();
    cases.cases
}
