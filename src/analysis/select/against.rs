//! What the best set is worth against the plan, in words.

use super::question::VALUE_UNITS;

/// Why no set is better than another, and what to do about it: nothing has a value.
pub const NOTHING_HAS_A_VALUE: &str =
    "Nothing has a value yet, so no set is better than another: score the initiatives first";

/// "is worth 12 % more than the plan": values as sums of scores.
pub fn worth_against(value: f64, plan_value: f64) -> String {
    let least = 0.5 / VALUE_UNITS;
    match value / plan_value.max(least) - 1.0 {
        _ if value < least && plan_value.abs() < least => "is worth nothing, as is the plan".to_owned(),
        _ if plan_value.abs() < least => "is worth something, the plan nothing".to_owned(),
        _ if plan_value < 0.0 => {
            "is worth more than the plan, whose initiatives take from each other".to_owned()
        }
        more if more.abs() < 0.005 => "is worth as much as the plan".to_owned(),
        more if more > 0.0 => format!("is worth {:.0} % more than the plan", more * 100.0),
        more => format!("is worth {:.0} % less than the plan", -more * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_nothing_is_not_said_to_be_worth_something() {
        for (value, plan_value, words) in [
            (0.0, 0.0, "is worth nothing, as is the plan"),
            (1e-9, 1e-9, "is worth nothing, as is the plan"),
            (2.0, 0.0, "is worth something, the plan nothing"),
            (2.0, -0.5, "is worth more than the plan, whose initiatives take from each other"),
            (2.0, 2.001, "is worth as much as the plan"),
            (3.0, 2.0, "is worth 50 % more than the plan"),
            (1.0, 2.0, "is worth 50 % less than the plan"),
        ] {
            assert_eq!(worth_against(value, plan_value), words);
        }
        assert!(NOTHING_HAS_A_VALUE.contains("score the initiatives"));
    }
}
