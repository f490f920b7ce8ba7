//! Internal rate of return: the discount rate at which a cash flow is worth nothing.
//!
//! A cash flow that changes sign more than once can have several, or none, and
//! then no single figure tells whether it pays. So this finds all of them: with
//! u = 1/(2 + r) every rate above −100 % lies between 0 and 1, where the net
//! present value is a polynomial in Bernstein form. Its sign changes bound the
//! number of rates in an interval, which is halved until each has its own.
//!
//! Sources: Descartes' rule of signs; Lane & Riesenfeld (1981), *Bounds on a
//! polynomial*, BIT 21(1), for the method of halving.

use crate::finance::cash_flow::CashFlow;

/// All rates per period above −1, as shares, at which the net present value is 0.
///
/// A rate at which it only touches 0 counts too, to about seven digits; rates
/// that differ by less than that count as one.
#[derive(Clone, Debug, PartialEq)]
pub enum InternalRate {
    /// There is none. The net present value tells more.
    None(NoRate),
    /// Exactly one.
    One(f64),
    /// Two or more, ascending. None of them tells whether the initiative pays: look
    /// at the net present value at a rate of your own.
    Several(Vec<f64>),
}

/// Why there is no internal rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRate {
    /// Money only goes out, or only comes in, or there is none.
    OneWay,
    /// Money goes both ways, but no rate makes them meet.
    NeverZero,
}

/// Finds every internal rate of `cash_flow`.
///
/// ```
/// use pmo_engine::finance::cash_flow::CashFlow;
/// use pmo_engine::finance::internal_rate::{InternalRate, internal_rate};
/// let InternalRate::Several(rates) = internal_rate(&CashFlow::new(vec![-100.0, 230.0, -132.0])?) else {
///     panic!("a mine that has to be cleaned up has two");
/// };
/// assert!((rates[0] - 0.1).abs() < 1e-12 && (rates[1] - 0.2).abs() < 1e-12);
/// # Ok::<(), pmo_engine::finance::cash_flow::CashFlowError>(())
/// ```
pub fn internal_rate(cash_flow: &CashFlow) -> InternalRate {
    // They change no rate, but a wait discounted to 0 would leave nothing to find.
    let amounts = without_outer_zeros(cash_flow.amounts());
    if sign_changes(amounts) == 0 {
        return InternalRate::None(NoRate::OneWay);
    }
    let mut search = Search { amounts, found: Vec::new() };
    search.visit(&bernstein_coefficients(amounts), 0.0, 1.0, 0);
    let mut found = search.found;
    // Rounding can let a touching point appear on either side of a halving.
    found.dedup_by(|next, last| *next - *last < 4.0 * NARROWEST * next.min(1.0 - *last));
    let rates: Vec<f64> = found.iter().rev().map(|u| 1.0 / u - 2.0).collect();
    match rates[..] {
        [] => InternalRate::None(NoRate::NeverZero),
        [rate] => InternalRate::One(rate),
        _ => InternalRate::Several(rates),
    }
}

/// Relative to its distance from 0 or 1, the width at which an interval is not halved again.
const NARROWEST: f64 = 1.0 / 67_108_864.0;

/// Halvings after which even rates beyond all sense are told apart.
const DEEPEST: u32 = 80;

struct Search<'a> {
    /// First and last not 0.
    amounts: &'a [f64],
    /// Ascending u.
    found: Vec<f64>,
}

impl Search<'_> {
    /// Finds the zeros strictly between `low` and `high`, where `coefficients`
    /// are those of the net present value.
    fn visit(&mut self, coefficients: &[f64], low: f64, high: f64, depth: u32) {
        let middle = f64::midpoint(low, high);
        match sign_changes(coefficients) {
            0 => {}
            1 => {
                let first = coefficients.iter().find(|coefficient| **coefficient != 0.0);
                self.found.push(self.bisect(low, high, first.is_some_and(|first| *first > 0.0)));
            }
            _ if high - low < NARROWEST * high.min(1.0 - low) || depth == DEEPEST => self.found.push(middle),
            _ => {
                let (mut left, mut right) = halved(coefficients);
                let is_zero = self.balance(middle).abs() <= f64::EPSILON * self.amounts.len() as f64;
                if is_zero {
                    left[coefficients.len() - 1] = 0.0;
                    right[0] = 0.0;
                }
                self.visit(&left, low, middle, depth + 1);
                if is_zero {
                    self.found.push(middle);
                }
                self.visit(&right, middle, high, depth + 1);
            }
        }
    }

    /// The one zero between `low` and `high`, to the last bit but one.
    fn bisect(&self, mut low: f64, mut high: f64, is_positive_at_low: bool) -> f64 {
        loop {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                // The ends of the scale stand for no rate.
                return if high < 1.0 { high } else { low };
            }
            let balance = self.balance(middle);
            if balance == 0.0 {
                return middle;
            }
            if (balance > 0.0) == is_positive_at_low {
                low = middle;
            } else {
                high = middle;
            }
        }
    }

    /// Present value of money in minus that of money out, over their sum; −1 to 1.
    fn balance(&self, u: f64) -> f64 {
        let add = |(net, gross): (f64, f64), money: &f64, factor: f64| {
            (net * factor + money, gross * factor + money.abs())
        };
        // With 1/(1 + r) = u/(1 − u) above 1, discount to the last period instead.
        let (net, gross) = if u <= 0.5 {
            self.amounts.iter().rev().fold((0.0, 0.0), |sums, money| add(sums, money, u / (1.0 - u)))
        } else {
            self.amounts.iter().fold((0.0, 0.0), |sums, money| add(sums, money, (1.0 - u) / u))
        };
        net / gross
    }
}

fn without_outer_zeros(amounts: &[f64]) -> &[f64] {
    let start = amounts.iter().position(|&money| money != 0.0).unwrap_or(amounts.len());
    let end = amounts.iter().rposition(|&money| money != 0.0).map_or(start, |last| last + 1);
    &amounts[start..end]
}

/// How often the sign changes along `numbers`, zeros left out.
fn sign_changes(numbers: &[f64]) -> usize {
    let mut signs = numbers.iter().filter(|&&number| number != 0.0).map(|&number| number > 0.0);
    let Some(mut last) = signs.next() else { return 0 };
    signs.filter(|&sign| std::mem::replace(&mut last, sign) != sign).count()
}

/// Coefficients on 0..1 of Σ amountₜ uᵗ (1 − u)ⁿ⁻ᵗ, which has the sign of the net
/// present value: each amount over its binomial coefficient.
fn bernstein_coefficients(amounts: &[f64]) -> Vec<f64> {
    let degree = amounts.len() - 1;
    let mut binomial = 1.0;
    amounts
        .iter()
        .enumerate()
        .map(|(t, money)| {
            let coefficient = money / binomial;
            binomial = binomial * (degree - t) as f64 / (t + 1) as f64;
            coefficient
        })
        .collect()
}

/// The coefficients on the lower and on the upper half of the interval (de Casteljau).
fn halved(coefficients: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut right = coefficients.to_vec();
    let mut left = Vec::with_capacity(right.len());
    for last in (0..right.len()).rev() {
        left.push(right[0]);
        for index in 0..last {
            right[index] = 0.5 * (right[index] + right[index + 1]);
        }
    }
    (left, right)
}
