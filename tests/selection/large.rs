//! Seeded instances of 50 to 200 candidates; optima proved by `HiGHS` with gap 0.

use pmo_workbench::engine::selection::problem::Problem;
use serde::Deserialize;

use crate::instance::Instance;

#[derive(Deserialize)]
struct Cases {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    instance: Instance,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    optimum: i64,
}

pub(crate) struct LargeCase {
    pub(crate) name: String,
    pub(crate) problem: Problem,
    pub(crate) optimum: i64,
}

pub(crate) fn large_cases() -> Vec<LargeCase> {
    let cases: Cases =
        serde_json::from_str(include_str!("portfolio_large.json")).expect("the file is as it was copied");
    let large = |case: Case| LargeCase {
        problem: case.instance.problem(),
        name: case.name,
        optimum: case.expect.optimum,
    };
    cases.cases.into_iter().map(large).collect()
}
