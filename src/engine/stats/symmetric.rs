//! Small symmetric matrices: eigenvalues, square roots, and the nearest matrix that can be one of covariances.
//!
//! Eigenvalues come by Jacobi rotations, which need nothing but `+ − × ÷ √` and so
//! give the same bits everywhere; they are meant for tens of rows, not for thousands.
//!
//! A table of correlations that people write down need not be possible: if one goes
//! with a second and that with a third, the first and the third cannot go against
//! each other. The nearest that is possible is found by going to and fro between the
//! matrices without negative eigenvalues and those with the diagonal asked for, with
//! Dykstra's correction; near is in the sum of squared changes.
//!
//! Sources: Jacobi (1846), Journal für die reine und angewandte Mathematik 30; Higham (2002), *Computing the
//! nearest correlation matrix*, IMA Journal of Numerical Analysis 22(3), algorithm 3.3.

/// A symmetric matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Symmetric {
    size: usize,
    /// All cells, row by row.
    cells: Vec<f64>,
}

/// Eigenvalues that are this far below 0, in units of the largest diagonal element, are rounding errors.
const ROUNDING: f64 = 1e-10;

/// Changes of any cell below which the nearest matrix is found.
const CLOSE: f64 = 1e-10;

/// Steps at most. Going to and fro comes near ever more slowly if a table is far from possible: what is found then
/// lies up to a hundredth farther away than the nearest, far within what anybody knows of a correlation.
const MOST_STEPS: usize = 2_000;

/// Sweeps over all pairs; ten are plenty for a hundred rows.
const MOST_SWEEPS: usize = 40;

impl Symmetric {
    /// The matrix of `size` rows whose lower half, diagonal included, is `cell(row, column)`.
    pub fn new(size: usize, cell: impl Fn(usize, usize) -> f64) -> Self {
        let at = |row: usize, column: usize| cell(row.max(column), row.min(column));
        let cells = (0..size * size).map(|place| at(place / size, place % size)).collect();
        Self { size, cells }
    }

    /// Rows.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Cell of `row` and `column`.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.size + column]
    }

    /// Whether it can be a matrix of covariances: no eigenvalue is below 0 by more than a rounding error.
    pub fn is_positive_semidefinite(&self) -> bool {
        let largest = (0..self.size).map(|row| self.at(row, row).abs()).fold(0.0, f64::max);
        self.eigen().0.iter().all(|value| *value >= -ROUNDING * largest)
    }

    /// The symmetric square root; eigenvalues below 0 count as 0.
    #[must_use]
    pub fn root(&self) -> Self {
        self.by_eigenvalue(|value| value.max(0.0).sqrt())
    }

    /// The nearest matrix of covariances with the same diagonal, which is at least 0: itself if it is one.
    #[must_use]
    pub fn nearest_covariances(&self) -> Self {
        if self.is_positive_semidefinite() {
            return self.clone();
        }
        let mut correction = vec![0.0; self.cells.len()];
        let mut with_diagonal = self.clone();
        let mut possible = self.clone();
        for _ in 0..MOST_STEPS {
            let corrected = with_diagonal.zip(&correction, |cell, correction| cell - correction);
            possible = corrected.by_eigenvalue(|value| value.max(0.0));
            for ((correction, possible), corrected) in
                correction.iter_mut().zip(&possible.cells).zip(&corrected.cells)
            {
                *correction = possible - corrected;
            }
            let next = Self::new(self.size, |row, column| {
                if row == column { self.at(row, row) } else { possible.at(row, column) }
            });
            let moved = next.zip(&with_diagonal.cells, |next, cell| (next - cell).abs());
            with_diagonal = next;
            if moved.cells.iter().all(|moved| *moved < CLOSE) {
                break;
            }
        }
        // Scaled, rather than cut, to the diagonal: that leaves no negative eigenvalue.
        let scale = |row: usize| {
            let is = possible.at(row, row);
            if is > 0.0 { (self.at(row, row) / is).sqrt() } else { 0.0 }
        };
        Self::new(self.size, |row, column| {
            if row == column {
                self.at(row, row)
            } else {
                possible.at(row, column) * scale(row) * scale(column)
            }
        })
    }

    fn zip(&self, other: &[f64], join: impl Fn(f64, f64) -> f64) -> Self {
        let cells = self.cells.iter().zip(other).map(|(one, other)| join(*one, *other)).collect();
        Self { size: self.size, cells }
    }

    /// The matrix with the same eigenvectors and each eigenvalue turned into another.
    fn by_eigenvalue(&self, turn: impl Fn(f64) -> f64) -> Self {
        let (values, vectors) = self.eigen();
        let turned: Vec<f64> = values.into_iter().map(turn).collect();
        let n = self.size;
        Self::new(n, |row, column| {
            (0..n).map(|k| vectors[row * n + k] * turned[k] * vectors[column * n + k]).sum()
        })
    }

    /// Eigenvalues, and beside them the eigenvectors as columns.
    fn eigen(&self) -> (Vec<f64>, Vec<f64>) {
        let n = self.size;
        let mut cells = self.cells.clone();
        let mut vectors: Vec<f64> =
            (0..n * n).map(|place| f64::from(u8::from(place / n == place % n))).collect();
        for _ in 0..MOST_SWEEPS {
            let mut is_diagonal = true;
            for p in 0..n {
                for q in p + 1..n {
                    let off = cells[p * n + q];
                    let size = cells[p * n + p].abs() + cells[q * n + q].abs();
                    if off.abs() <= f64::EPSILON * 0.01 * size || off == 0.0 {
                        continue;
                    }
                    is_diagonal = false;
                    let theta = (cells[q * n + q] - cells[p * n + p]) / (2.0 * off);
                    let sign = if theta < 0.0 { -1.0 } else { 1.0 };
                    let tangent = sign / (theta.abs() + (theta * theta + 1.0).sqrt());
                    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
                    let turn = (cosine, tangent * cosine);
                    for k in 0..n {
                        rotate(&mut cells, k * n + p, k * n + q, turn);
                    }
                    for k in 0..n {
                        rotate(&mut cells, p * n + k, q * n + k, turn);
                        rotate(&mut vectors, k * n + p, k * n + q, turn);
                    }
                }
            }
            if is_diagonal {
                break;
            }
        }
        ((0..n).map(|k| cells[k * n + k]).collect(), vectors)
    }
}

/// Turns two numbers by an angle of this cosine and sine.
fn rotate(cells: &mut [f64], one: usize, other: usize, (cosine, sine): (f64, f64)) {
    let (x, y) = (cells[one], cells[other]);
    cells[one] = cosine * x - sine * y;
    cells[other] = sine * x + cosine * y;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any table of correlations that somebody may write down, with variances from 0 to 1.
    fn any_table() -> impl Strategy<Value = Symmetric> {
        (1..9_usize).prop_flat_map(|size| {
            let cells = prop::collection::vec(prop_oneof![-1.0..1.0_f64, Just(0.9), Just(-1.0)], size * size);
            let variances =
                prop::collection::vec(prop_oneof![2 => Just(1.0), 1 => 0.0..1.0_f64, 1 => Just(0.0)], size);
            (cells, variances).prop_map(move |(cells, variances)| {
                Symmetric::new(
                    size,
                    |row, column| {
                        if row == column { variances[row] } else { cells[row * size + column] }
                    },
                )
            })
        })
    }

    fn distance(one: &Symmetric, other: &Symmetric) -> f64 {
        one.zip(&other.cells, |a, b| (a - b) * (a - b)).cells.iter().sum::<f64>().sqrt()
    }

    proptest! {
        #[test]
        fn the_nearest_is_possible_and_keeps_the_diagonal(table in any_table()) {
            let near = table.nearest_covariances();
            for row in 0..table.size() {
                prop_assert_eq!(near.at(row, row).to_bits(), table.at(row, row).to_bits());
                for column in 0..row {
                    prop_assert_eq!(near.at(row, column).to_bits(), near.at(column, row).to_bits());
                    let most = (table.at(row, row) * table.at(column, column)).sqrt();
                    prop_assert!(near.at(row, column).abs() <= most + 1e-7);
                }
            }
            prop_assert!(near.eigen().0.iter().all(|value| *value > -1e-9));
            // What is possible is left alone.
            let square = table.by_eigenvalue(|value| value * value);
            prop_assert_eq!(square.nearest_covariances(), square);
        }

        /// Nothing else that is possible lies nearer, by more than the steps leave: tried with mixtures of it and other possible ones.
        #[test]
        fn nothing_possible_is_nearer(
            table in any_table(),
            others in prop::collection::vec(-1.0..1.0_f64, 64),
            part in 0.01..1.0_f64,
        ) {
            let same_diagonal = Symmetric::new(table.size(), |row, column| {
                if row == column { table.at(row, row) } else { others[row * 8 + column] }
            });
            let (near, far) = (table.nearest_covariances(), same_diagonal.nearest_covariances());
            let between = near.zip(&far.cells, |near, far| near + part * (far - near));
            let (least, other) = (distance(&table, &near), distance(&table, &between));
            prop_assert!(least <= 1.01 * other + 1e-6, "{least} against {other}");
        }

        #[test]
        fn the_root_squared_is_the_matrix(table in any_table()) {
            let possible = table.nearest_covariances();
            let root = possible.root();
            let n = root.size();
            for row in 0..n {
                for column in 0..n {
                    let product: f64 = (0..n).map(|k| root.at(row, k) * root.at(k, column)).sum();
                    prop_assert!((product - possible.at(row, column)).abs() < 1e-7);
                }
            }
        }
    }

    /// Higham (2002), section 4: 1 1 0 / 1 1 1 / 0 1 1, at a distance of .5278.
    #[test]
    fn reproduces_higham_2002() {
        let asked = Symmetric::new(3, |row, column| if row - column < 2 { 1.0 } else { 0.0 });
        let near = asked.nearest_covariances();
        assert!((near.at(1, 0) - 0.7607).abs() < 5e-5, "{near:?}");
        assert!((near.at(2, 1) - 0.7607).abs() < 5e-5);
        assert!((near.at(2, 0) - 0.1573).abs() < 5e-5);
        assert!((distance(&asked, &near) - 0.5278).abs() < 5e-5);
    }
}
