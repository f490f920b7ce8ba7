//! The finding of a comparison, in a sentence.

use super::Candidate;
use super::indicator::Indicator;
use super::row::{Change, Row};

/// The finding of a comparison in a sentence; none before anything is known.
///
/// It speaks of the last plan when there are two, and of the best when there are more.
pub fn finding(plans: &[Candidate], rows: &[Row]) -> Option<String> {
    let others = 1..plans.len();
    let change = |indicator: Indicator, plan: usize| {
        rows.iter().find(|row| row.indicator == indicator)?.plans.get(plan)?.as_ref()?.change
    };
    let name = |plan: usize| format!("“{}”", plans[plan].name);
    let sentence = |plan: usize| {
        let weeks = change(Indicator::P80, plan).filter(Change::is_sure).map(|it| {
            let n = it.difference.abs().round();
            let (noun, when) = (
                if n < 1.5 { "week" } else { "weeks" },
                if it.difference < 0.0 { "earlier" } else { "later" },
            );
            format!("finishes {n} {noun} {when}")
        });
        let value = change(Indicator::Value, plan).filter(|it| it.difference != 0.0).map(|it| {
            let word = if it.difference > 0.0 { "more" } else { "less" };
            let sure = if it.is_sure() { "" } else { " by today's weights" };
            format!("is worth {:.0} points {word}{sure}", (it.difference * 100.0).abs())
        });
        match (weeks, value) {
            (Some(weeks), Some(value)) => format!("{} {weeks} and {value}", name(plan)),
            (Some(only), None) | (None, Some(only)) => format!("{} {only}", name(plan)),
            (None, None) => format!("{} differs neither in value nor, for certain, in its end", name(plan)),
        }
    };
    match others.len() {
        0 => None,
        1 => Some(sentence(1)),
        _ => {
            // By value where the sets differ, otherwise by the end of the plan.
            let gain = |indicator: Indicator, plan: usize| {
                let change = change(indicator, plan).filter(Change::is_sure)?;
                Some(if indicator.more_is_better() { change.difference } else { -change.difference })
            };
            let best = |indicator: Indicator| {
                let gains = others.clone().filter_map(|plan| Some((plan, gain(indicator, plan)?)));
                gains.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
            };
            let (plan, gain) = best(Indicator::Value).or_else(|| best(Indicator::P80))?;
            Some(if gain > 0.0 {
                sentence(plan)
            } else {
                format!("None of the {} what-ifs is better than the plan", others.len())
            })
        }
    }
}
