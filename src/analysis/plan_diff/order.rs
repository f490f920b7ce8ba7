//! Who keeps the order: the longest list of places that rises.
//!
//! Source: Schensted (1961), *Longest increasing and decreasing subsequences*, Canadian Journal of Mathematics 13.

/// Which of `places` belong to a longest rising subsequence: patience sorting with back pointers.
pub(super) fn longest_rise(places: &[usize]) -> Vec<bool> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        let pile = ends.partition_point(|&end| places[end] < *place);
        before[index] = pile.checked_sub(1).map(|left| ends[left]);
        if pile == ends.len() {
            ends.push(index);
        } else {
            ends[pile] = index;
        }
    }
    let mut belongs = vec![false; places.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        belongs[index] = true;
        next = before[index];
    }
    belongs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rise_is_found() {
        let count = |places: &[usize]| longest_rise(places).into_iter().filter(|it| *it).count();
        assert_eq!(count(&[3, 0, 1, 2]), 3);
        assert_eq!(count(&[0, 1, 2, 3]), 4);
        assert_eq!(count(&[3, 2, 1, 0]), 1);
        assert_eq!(count(&[]), 0);
    }
}
