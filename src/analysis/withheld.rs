//! Which means are withheld, so that nobody who answered unnamed is found out.
//!
//! A mean of one or two people is as good as their answers, and one that is missing alone can be worked out from the
//! total and the others: then the next smallest is withheld with it.

/// Fewest people behind a mean that is shown.
pub const FEWEST_UNNAMED: usize = 3;

/// Whether the mean of each group is withheld, by how many `people` stand behind it; nobody has no mean.
pub fn withheld(people: &[usize]) -> Vec<bool> {
    let is_small = |count: &usize| (1..FEWEST_UNNAMED).contains(count);
    let mut withheld: Vec<bool> = people.iter().map(is_small).collect();
    if withheld.iter().filter(|it| **it).count() == 1 {
        let others = (0..people.len()).filter(|at| people[*at] >= FEWEST_UNNAMED);
        if let Some(next) = others.min_by_key(|at| people[*at]) {
            withheld[next] = true;
        }
    }
    withheld
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_small_group_is_not_given_away_by_the_others() {
        assert_eq!(withheld(&[3, 4, 0]), [false, false, false]);
        assert_eq!(withheld(&[2, 1, 5]), [true, true, false]);
        assert_eq!(withheld(&[2, 6, 5, 0]), [true, false, true, false]);
        assert_eq!(withheld(&[2, 0]), [true, false]);
        assert!(withheld(&[]).is_empty());
    }
}
