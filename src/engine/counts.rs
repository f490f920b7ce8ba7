//! Counts over the iterations of a run: integers in one flat list.
//!
//! All entries are sums of whole numbers over iterations, so counts of any
//! shards of a run add up to those of the whole, bit for bit and in any order.
//! The flat list travels between workers as one typed array; a [`Layout`],
//! which follows from the question, says what stands where.

use std::fmt::Debug;

use thiserror::Error;

/// What stands where in a flat list of counts; the first word counts the iterations.
pub trait Layout: Debug + PartialEq {
    /// Words in a list of this shape.
    fn words(&self) -> usize;
}

/// Counts over the iterations of a run, or of a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts<L> {
    pub(crate) layout: L,
    pub(crate) words: Vec<u64>,
}

/// Why words are not counts of a question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CountsError {
    /// The words belong to another question.
    #[error("the counts of this question have {expected} words, not {actual}: run it again")]
    Length {
        /// Words that the layout needs.
        expected: usize,
        /// Words given.
        actual: usize,
    },
}

impl<L: Layout> Counts<L> {
    /// No iterations yet.
    pub fn empty(layout: L) -> Self {
        let words = vec![0; layout.words()];
        Self { layout, words }
    }

    /// The counts that [`Self::words`] came from.
    ///
    /// # Errors
    ///
    /// [`CountsError::Length`] if there are more or fewer words than `layout` needs.
    pub fn from_words(layout: L, words: Vec<u64>) -> Result<Self, CountsError> {
        let (expected, actual) = (layout.words(), words.len());
        if actual == expected {
            Ok(Self { layout, words })
        } else {
            Err(CountsError::Length { expected, actual })
        }
    }

    /// All counts as one flat list.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// All counts as one flat list, given away.
    pub fn into_words(self) -> Vec<u64> {
        self.words
    }

    /// What stands where.
    pub fn layout(&self) -> &L {
        &self.layout
    }

    /// Iterations counted.
    pub fn iterations(&self) -> u64 {
        self.words[0]
    }

    /// Adds the counts of another part of the same run.
    ///
    /// # Panics
    ///
    /// If `other` has another layout: it comes from another question.
    pub fn merge(&mut self, other: &Self) {
        assert_eq!(self.layout, other.layout, "counts of different questions do not add up");
        add(&mut self.words, &other.words);
    }

    /// Fingerprint of all counts; see [`checksum`].
    ///
    /// Two runs of the same question, seed and iterations agree in it on every target.
    pub fn checksum(&self) -> u64 {
        checksum(&self.words)
    }
}

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

    #[derive(Clone, Debug, PartialEq)]
    struct Words(usize);

    impl Layout for Words {
        fn words(&self) -> usize {
            self.0
        }
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        let mut whole = Counts::from_words(Words(3), vec![3, 0, 7]).unwrap();
        let before = whole.checksum();
        whole.merge(&Counts::from_words(Words(3), vec![1, 1, 0]).unwrap());
        assert_eq!((whole.iterations(), whole.words()), (4, [4, 1, 7].as_slice()));
        assert_ne!(whole.checksum(), before);
    }

    #[test]
    fn words_of_another_question_are_refused() {
        let error = Counts::from_words(Words(3), vec![0; 7]).unwrap_err();
        assert_eq!(error, CountsError::Length { expected: 3, actual: 7 });
        assert_eq!(Counts::from_words(Words(3), vec![0; 3]), Ok(Counts::empty(Words(3))));
    }

    #[test]
    #[should_panic(expected = "do not add up")]
    fn counts_of_different_questions_do_not_add_up() {
        add(&mut [1, 2], &[1]);
    }

    /// Fowler, Noll & Vo: the hash of nothing is the offset basis; "foobar" is their own example.
    #[test]
    fn checksum_is_fnv_1a() {
        assert_eq!(checksum(&[]), 0xcbf2_9ce4_8422_2325);
        let two_zero_bytes_more =
            0x8594_4171_f739_67e8_u64.wrapping_mul(0x0100_0000_01b3).wrapping_mul(0x0100_0000_01b3);
        assert_eq!(checksum(&[u64::from_le_bytes(*b"foobar\0\0")]), two_zero_bytes_more);
    }
}
