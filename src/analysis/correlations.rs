//! Departments whose work goes together: as clusters of stages, and what is done if the table cannot be.
//!
//! What is asked for is how far any two stages go together, be they of one department
//! or of two. Rail that always runs over with Roads, and Roads with Ports, cannot leave
//! Rail and Ports without any tie: then the nearest table that can be is used, and said.

use serde::Serialize;

use crate::engine::capacity::{self, Cluster};
use crate::model::finite::Finite;
use crate::model::portfolio::DepartmentCorrelations;

/// Correlations that cannot hold together, and the nearest that can.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mended {
    /// Pairs whose correlation is another by at least half a point of a hundred.
    pub changed: u32,
    /// Of the pair that changes most, one department.
    pub one: String,
    /// The other.
    pub other: String,
    /// Rank correlation asked for, -1 to 1.
    pub asked: f64,
    /// Rank correlation that is used.
    pub used: f64,
}

/// The nearest possible table in place of `rows`; none if they are possible, or are no triangle.
pub fn mended(rows: &[DepartmentCorrelations]) -> Option<Mended> {
    if rows.iter().enumerate().any(|(place, row)| row.with.len() != place + 1) {
        return None;
    }
    let asked: Vec<Vec<f64>> = rows.iter().map(numbers).collect();
    let used = capacity::mended(&asked);
    let pairs = (0..rows.len()).flat_map(|row| (0..row).map(move |column| (row, column)));
    let change = |(row, column): (usize, usize)| (used[row][column] - asked[row][column]).abs();
    let (row, column) = pairs.clone().max_by(|one, other| change(*one).total_cmp(&change(*other)))?;
    (used != asked).then(|| Mended {
        changed: u32::try_from(pairs.filter(|pair| change(*pair) >= 0.005).count()).unwrap_or(u32::MAX),
        one: rows[column].department.clone(),
        other: rows[row].department.clone(),
        asked: asked[row][column],
        used: used[row][column],
    })
}

/// The stages of each department in the table, given the department of every stage.
pub(super) fn clusters(rows: &[DepartmentCorrelations], departments: &[&str]) -> Vec<Cluster> {
    let cluster = |row: &DepartmentCorrelations| Cluster {
        key: key(row.department.trim()),
        rank_correlations: numbers(row),
        stages: (0..)
            .zip(departments)
            .filter(|(_, department)| department.trim() == row.department.trim())
            .map(|(place, _)| place)
            .collect(),
    };
    rows.iter().map(cluster).collect()
}

fn numbers(row: &DepartmentCorrelations) -> Vec<f64> {
    row.with.iter().copied().map(Finite::get).collect()
}

/// FNV-1a (Fowler, Noll & Vo 1991): the luck of a department goes with its name, not with its place.
fn key(department: &str) -> u64 {
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    department.bytes().fold(0xcbf2_9ce4_8422_2325, mix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &[&[f64]]) -> Vec<DepartmentCorrelations> {
        let row = |(department, with): (&str, &&[f64])| DepartmentCorrelations {
            department: department.to_owned(),
            with: with.iter().map(|it| Finite::new(*it).unwrap()).collect(),
        };
        ["Rail", "Roads", "Ports"].into_iter().zip(table).map(row).collect()
    }

    #[test]
    fn a_table_that_can_be_is_left_alone() {
        assert_eq!(mended(&[]), None);
        assert_eq!(mended(&rows(&[&[0.5], &[0.3, 0.4], &[-0.2, 0.0, 0.3]])), None);
    }

    #[test]
    fn what_changes_most_is_named() {
        // With 1 of its own, two departments that go with a third in full go with each other in full.
        let told = mended(&rows(&[&[1.0], &[1.0, 1.0], &[0.0, 1.0, 1.0]])).unwrap();
        assert_eq!((told.one.as_str(), told.other.as_str(), told.asked), ("Rail", "Roads", 1.0));
        assert_eq!(told.changed, 3);
        // Higham (2002): .7607 of normal numbers.
        assert!((told.used - 0.745).abs() < 1e-3, "{told:?}");
        // A department whose own stages do not go together cannot go with another.
        let told = mended(&rows(&[&[0.0], &[0.5, 0.5]])).unwrap();
        assert_eq!((told.changed, told.asked, told.used), (1, 0.5, 0.0));
    }

    #[test]
    fn stages_go_to_the_cluster_of_their_department() {
        let made = clusters(&rows(&[&[0.5], &[0.3, 0.4]]), &["Roads", " Rail", "", "Roads"]);
        assert_eq!((&made[0].stages[..], &made[1].stages[..]), (&[1][..], &[0, 3][..]));
        assert_eq!(made[1].rank_correlations, [0.3, 0.4]);
        assert_ne!(made[0].key, made[1].key);
    }
}
