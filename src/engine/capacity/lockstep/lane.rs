//! Numbers of a lane: the narrower, the more of them one instruction serves.

use std::ops::{BitAnd, BitOr, Not};

/// An unsigned number of a column.
pub(in crate::capacity) trait Lane:
    Copy + Ord + Into<u16> + BitAnd<Output = Self> + BitOr<Output = Self> + Not<Output = Self>
{
    const ZERO: Self;
    const ONE: Self;
    /// The greatest number, which stands for anything greater.
    const GREATEST: u16;

    /// `number`, or the greatest.
    fn saturating(number: u16) -> Self;

    /// All ones or none.
    fn mask(is: bool) -> Self;

    fn wrapping_add(self, other: Self) -> Self;

    fn wrapping_sub(self, other: Self) -> Self;

    fn saturating_add(self, other: Self) -> Self;

    fn saturating_sub(self, other: Self) -> Self;

    /// `number` if it is less than the greatest.
    fn exact(number: u16) -> Option<Self> {
        (number < Self::GREATEST).then(|| Self::saturating(number))
    }
}

macro_rules! lane {
    ($number:ident) => {
        impl Lane for $number {
            const ZERO: Self = 0;
            const ONE: Self = 1;
            const GREATEST: u16 = $number::MAX as u16;

            #[inline(always)]
            fn saturating(number: u16) -> Self {
                number.min(Self::GREATEST) as Self
            }

            #[inline(always)]
            fn mask(is: bool) -> Self {
                if is { Self::MAX } else { 0 }
            }

            #[inline(always)]
            fn wrapping_add(self, other: Self) -> Self {
                self.wrapping_add(other)
            }

            #[inline(always)]
            fn wrapping_sub(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }

            #[inline(always)]
            fn saturating_add(self, other: Self) -> Self {
                self.saturating_add(other)
            }

            #[inline(always)]
            fn saturating_sub(self, other: Self) -> Self {
                self.saturating_sub(other)
            }
        }
    };
}

lane!(u8);
lane!(u16);
