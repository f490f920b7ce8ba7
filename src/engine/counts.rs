//! Lists of counts: how answers of different chunks add up, and how equal ones are told.

/// Adds `others` to `counts`, place by place; the order of adding cannot matter.
///
/// # Panics
///
/// If the two differ in length: counts of different questions do not add up.
pub fn add(counts: &mut [u64], others: &[u64]) {
    assert_eq!(counts.len(), others.len(), "counts of different questions do not add up");
    for (count, other) in counts.iter_mut().zip(others) {
        *count += other;
    }
}

/// Fingerprint of all counts: FNV-1a (Fowler, Noll & Vo 1991) over the words, little-endian.
pub fn checksum(counts: &[u64]) -> u64 {
    counts
        .iter()
        .flat_map(|count| count.to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_count_more_is_another_fingerprint() {
        let mut counts = vec![3, 0, 7];
        let before = checksum(&counts);
        add(&mut counts, &[0, 1, 0]);
        assert_eq!(counts, [3, 1, 7]);
        assert_ne!(checksum(&counts), before);
        assert_eq!(checksum(&[]), 0xcbf2_9ce4_8422_2325, "the basis of FNV-1a");
    }
}
