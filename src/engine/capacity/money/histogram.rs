//! How an amount is spread over the runs: counts in bins of one width.

/// How often an amount lay below its range, in each bin of it, and above it.
///
/// What lies outside the range counts as its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    low: f64,
    high: f64,
    counts: Vec<u64>,
}

impl Histogram {
    pub(super) fn new((low, high): (f64, f64), counts: &[u64]) -> Self {
        Self { low, high, counts: counts.to_vec() }
    }

    /// Runs counted.
    pub fn iterations(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Quantile `p`, evenly between the ends of its bin; none before the first iteration.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        let wanted = p * self.iterations() as f64;
        let mut below = 0.0;
        for (bin, &count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let here = count as f64;
            if below + here >= wanted {
                return Some(self.at(bin as f64 - 1.0 + (wanted - below) / here));
            }
            below += here;
        }
        None
    }

    /// Mean of the worst share `1 − p` of the runs, by the middles of the bins; none before the first iteration.
    pub fn tail_mean(&self, p: f64) -> Option<f64> {
        let mut left = (1.0 - p) * self.iterations() as f64;
        let all = left;
        let mut sum = 0.0;
        for (bin, &count) in self.counts.iter().enumerate().rev() {
            let taken = (count as f64).min(left);
            sum += taken * self.at(bin as f64 - 0.5);
            left -= taken;
        }
        (all > 0.0).then(|| sum / all)
    }

    /// Share of runs with at most `amount`, evenly within its bin, 0 to 1; 0 before the first iteration.
    pub fn share_at_most(&self, amount: f64) -> f64 {
        if amount < self.low {
            return 0.0;
        }
        let bin = bin(amount, (self.low, self.high), self.bins());
        let before: u64 = self.counts[..bin].iter().sum();
        let place = (amount - self.low) / (self.high - self.low) * self.bins() as f64;
        let within = (place + 1.0 - bin as f64).clamp(0.0, 1.0);
        (before as f64 + within * self.counts[bin] as f64) / (self.iterations() as f64).max(1.0)
    }

    fn bins(&self) -> usize {
        self.counts.len() - 2
    }

    /// The amount at a place counted in bins from the lower end of the range.
    fn at(&self, place: f64) -> f64 {
        let bins = self.bins() as f64;
        self.low + (self.high - self.low) * place.clamp(0.0, bins) / bins
    }
}

/// 0 at or below the range, `bins + 1` above it.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the bins")]
pub(super) fn bin(value: f64, (low, high): (f64, f64), bins: usize) -> usize {
    if value <= low {
        return 0;
    }
    let place = (value - low) / (high - low) * bins as f64;
    // Up to and with its upper end.
    if place > bins as f64 { bins + 1 } else { (place - 1e-9).max(0.0) as usize + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_quantiles_are_even_within_a_bin_and_end_with_the_range() {
        // Two below 10, four in 10 to 20, four in 20 to 30, none above.
        let found = Histogram::new((10.0, 30.0), &[2, 4, 4, 0]);
        assert_eq!(found.iterations(), 10);
        assert_eq!([0.1, 0.2, 0.4, 1.0].map(|p| found.quantile(p)), [10.0, 10.0, 15.0, 30.0].map(Some));
        for (amount, share) in [(9.9, 0.0), (10.0, 0.2), (15.0, 0.4), (20.0, 0.6), (30.0, 1.0), (99.0, 1.0)] {
            assert!((found.share_at_most(amount) - share).abs() < 1e-12, "{amount}");
        }
        assert_eq!(found.tail_mean(0.8), Some(25.0));
        assert_eq!(found.tail_mean(0.0), Some(0.2 * 10.0 + 0.4 * 15.0 + 0.4 * 25.0));
    }

    #[test]
    fn nothing_is_known_before_the_first_run() {
        let found = Histogram::new((0.0, 1.0), &[0; 4]);
        assert_eq!((found.quantile(0.5), found.tail_mean(0.8)), (None, None));
        assert_eq!(found.share_at_most(0.5).to_bits(), 0.0_f64.to_bits());
    }
}
