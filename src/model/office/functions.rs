//! What an office does, function by function, whether or not there is an office to do it.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an organisation says about one function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FunctionNeed {
    /// Whether the organisation needs it.
    pub is_needed: bool,
    /// Who does it without an office; empty if nobody does.
    #[serde(default)]
    pub owner: String,
}

/// Number of a function, from 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8")]
pub struct FunctionId(u8);

/// A function in words, with a rule of thumb for the work it makes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct OfficeFunction {
    /// Its number.
    pub number: FunctionId,
    /// A few words.
    pub name: String,
    /// If the answer is yes, the function is needed.
    pub question: String,
    /// Work whatever the portfolio [person-days a month].
    pub days_base: f64,
    /// Work for each initiative of the plan [person-days a month].
    pub days_per_initiative: f64,
}

impl OfficeFunction {
    /// All ten, in order.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<OfficeFunction>> = LazyLock::new(|| {
            serde_json::from_str(include_str!("functions.json"))
                .expect("the built-in functions are valid: tested")
        });
        &ALL
    }

    /// Work for a plan of so many initiatives [person-days a month].
    pub fn days(&self, initiatives: usize) -> f64 {
        self.days_base + self.days_per_initiative * initiatives as f64
    }
}

impl FunctionId {
    /// How many there are.
    pub const COUNT: u8 = 10;

    /// Its number, from 1.
    pub fn number(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for FunctionId {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        if (1..=Self::COUNT).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("a function has a number from 1 to {}, not {number}", Self::COUNT))
        }
    }
}

impl From<FunctionId> for u8 {
    fn from(id: FunctionId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_functions_are_numbered_by_their_place_and_make_work() {
        assert_eq!(OfficeFunction::all().len(), usize::from(FunctionId::COUNT));
        for (number, function) in (1_u8..).zip(OfficeFunction::all()) {
            assert_eq!(function.number.number(), number);
            assert!(function.question.ends_with('?'), "{}", function.question);
            assert!(function.days(10) > function.days(0) && function.days(0) > 0.0, "{}", function.name);
        }
    }
}
