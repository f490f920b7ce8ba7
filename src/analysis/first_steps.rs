//! What a portfolio begins with, in the order in which it is best laid: what for, with what money, which work, by
//! whom, and only then what the office does about it.
//!
//! Whoever begins with the tool or with the reports has nothing to report on: the order is part of the advice.

use crate::model::document::Document;

/// A foundation of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// Strategic objectives.
    Goals,
    /// Money of some year.
    Funding,
    /// Initiatives.
    Demand,
    /// Roles with heads.
    Capacity,
    /// What the office offers to whom.
    Services,
}

impl FirstStep {
    /// In their order.
    pub const ALL: [Self; 5] = [Self::Goals, Self::Funding, Self::Demand, Self::Capacity, Self::Services];

    /// Whether `document` has it.
    pub fn is_done(self, document: &Document) -> bool {
        match self {
            Self::Goals => !document.strategy.objectives.is_empty(),
            Self::Funding => document.portfolio.budget_per_year.iter().any(|year| year.amount.get() > 0.0),
            Self::Demand => !document.initiatives.list.is_empty(),
            Self::Capacity => document.people.roles.iter().any(|role| role.heads.get() > 0.0),
            Self::Services => !document.office.charter.services.is_empty(),
        }
    }
}

/// Each step and whether it is done.
pub fn first_steps(document: &Document) -> [(FirstStep, bool); 5] {
    FirstStep::ALL.map(|step| (step, step.is_done(document)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn a_real_portfolio_has_all_and_an_empty_one_none() {
        let done = |name: &str| {
            let document = sample::find(name).expect("it is shipped").document();
            first_steps(&document).into_iter().filter(|(_, done)| *done).count()
        };
        assert_eq!((done("gmpp"), done("empty")), (5, 0));
    }
}
