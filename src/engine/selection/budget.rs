//! A budget: one row, or several that grow and shrink together, as the money of all years does.
//!
//! At an *extent* `at` of the whole, each row has the same part of its own limit, rounded down to whole units. The
//! whole counts as many steps as the greatest limit has units, so that no two portfolios whose needs differ fall
//! together.

use serde::{Deserialize, Serialize};

use super::problem::{Problem, ProblemError};

/// Rows that are scaled alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Row and its limit at the whole [units of the row].
    rows: Vec<(u32, i64)>,
    whole: i64,
}

impl Budget {
    /// The budget of these rows; what they limit now is the whole.
    ///
    /// # Errors
    ///
    /// [`ProblemError::UnknownRow`].
    pub fn new(problem: &Problem, rows: &[u32]) -> Result<Self, ProblemError> {
        let limit = |row: &u32| {
            let of = problem.parts().rows.get(*row as usize).ok_or(ProblemError::UnknownRow { row: *row })?;
            Ok((*row, of.limit))
        };
        let rows = rows.iter().map(limit).collect::<Result<Vec<_>, _>>()?;
        let whole = rows.iter().map(|(_, limit)| *limit).max().unwrap_or(0);
        Ok(Self { rows, whole })
    }

    /// All of it [steps]: the greatest of its limits.
    pub fn whole(&self) -> i64 {
        self.whole
    }

    /// `problem` with so much of the budget [steps, at least 0; more than the whole is possible].
    ///
    /// # Panics
    ///
    /// If the budget is of another problem.
    pub(super) fn within(&self, problem: &Problem, at: i64) -> Problem {
        let mut parts = problem.parts().clone();
        for &(row, limit) in &self.rows {
            parts.rows[row as usize].limit = self.limit(limit, at);
        }
        Problem::new(parts).expect("limits of at least 0 leave a problem that makes sense")
    }

    /// The least extent at which a set with this `usage` of each row fits [steps]; none if a row without
    /// any limit to scale is used.
    pub fn needed(&self, usage: &[i64]) -> Option<i64> {
        let mut needed = self.rows.iter().map(|&(row, limit)| match usage[row as usize] {
            0 => Some(0),
            _ if limit == 0 => None,
            used => narrowed(
                (i128::from(used) * i128::from(self.whole) + i128::from(limit) - 1) / i128::from(limit),
            ),
        });
        needed.try_fold(0, |most: i64, one| Some(most.max(one?)))
    }

    fn limit(&self, limit: i64, at: i64) -> i64 {
        if self.whole == 0 {
            return 0;
        }
        narrowed(i128::from(limit) * i128::from(at) / i128::from(self.whole)).unwrap_or(i64::MAX)
    }
}

fn narrowed(units: i128) -> Option<i64> {
    i64::try_from(units).ok()
}

#[cfg(test)]
mod tests {
    use super::super::problem::{Parts, Row};
    use super::*;

    fn problem(limits: &[i64]) -> Problem {
        let rows = limits.iter().map(|limit| Row { demands: Vec::new(), limit: *limit }).collect();
        Problem::new(Parts { rows, ..Parts::default() }).unwrap()
    }

    #[test]
    fn what_is_needed_is_the_least_that_suffices() {
        let problem = problem(&[70, 1_000, 333]);
        let budget = Budget::new(&problem, &[0, 1, 2]).unwrap();
        assert_eq!(budget.whole(), 1_000);
        for usage in [[0, 0, 0], [1, 0, 0], [69, 20, 331], [70, 1_000, 333], [71, 0, 500]] {
            let at = budget.needed(&usage).unwrap();
            let fits = |at: i64| {
                let rows = budget.within(&problem, at).parts().rows.clone();
                rows.iter().zip(usage).all(|(row, used)| used <= row.limit)
            };
            assert!(fits(at), "{usage:?} at {at}");
            assert!(at == 0 || !fits(at - 1), "{usage:?} at {at}");
        }
    }

    #[test]
    fn a_row_without_a_limit_stays_so() {
        let problem = problem(&[0, 10]);
        let budget = Budget::new(&problem, &[0, 1]).unwrap();
        assert_eq!(budget.needed(&[1, 0]), None);
        assert_eq!(budget.within(&problem, 20).parts().rows[1].limit, 20);
        assert_eq!(budget.within(&problem, 20).parts().rows[0].limit, 0);
        assert_eq!(Budget::new(&problem, &[2]), Err(ProblemError::UnknownRow { row: 2 }));
    }
}
