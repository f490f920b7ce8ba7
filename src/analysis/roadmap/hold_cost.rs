//! What it costs to pin or ban one action: the best plan with that decision against the best without it.
//!
//! Both are looked for from scratch, so what was kept before weighs on neither; all else that people have decided
//! stays. The figure is as exact as the plans: to a thousandth of a level where both are proved best.

use jiff::civil::Date;

use super::{Question, RoadmapError, question};
use crate::engine::maturity::roadmap::Problem;
use crate::engine::maturity::roadmap::search::Solution;
use crate::model::document::Document;
use crate::model::edit::{Edit, RoadmapChange};
use crate::model::id::ActionId;
use crate::model::office::roadmap::{ActionPlan, ActionState, Hold};

/// An action that is pinned or banned, and the same plan with it freed.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldAction {
    held: Side,
    freed: Side,
}

/// A question, and its problem without what speaks for quarters that were kept.
#[derive(Clone, Debug, PartialEq)]
struct Side {
    question: Question,
    problem: Problem,
}

impl HeldAction {
    /// The hold on `action` in `document` on `day`; none if it is free, committed or done.
    ///
    /// # Errors
    ///
    /// [`RoadmapError`] if no roadmap can be asked for.
    pub fn new(
        document: &Document,
        day: Option<Date>,
        action: ActionId,
    ) -> Result<Option<Self>, RoadmapError> {
        let decided = document.office.roadmap.action(action);
        if decided.hold == Hold::Free || decided.state != ActionState::Planned {
            return Ok(None);
        }
        let mut free = document.clone();
        let plan = ActionPlan { quarter: None, hold: Hold::Free, ..decided };
        if Edit::Roadmap(RoadmapChange::Action { action, plan }).apply(&mut free).is_err() {
            return Ok(None);
        }
        Ok(Some(Self { held: Side::new(document, day)?, freed: Side::new(&free, day)? }))
    }

    /// The best plan that keeps the hold.
    ///
    /// # Errors
    ///
    /// [`RoadmapError::Impossible`] if what people have decided breaks a rule.
    pub fn best(&self) -> Result<Solution, RoadmapError> {
        self.held.best()
    }

    /// Levels that the hold costs, averaged over the quarters like the plan's own gain, at least 0; `best` is the plan
    /// that keeps it.
    ///
    /// # Errors
    ///
    /// [`RoadmapError::Impossible`] if the other decisions break a rule without it.
    pub fn cost(&self, best: &Solution) -> Result<f64, RoadmapError> {
        // A search that stopped early may find less although it may do more.
        Ok((self.freed.best()?.value - best.value).max(0.0))
    }
}

impl Side {
    fn new(document: &Document, day: Option<Date>) -> Result<Self, RoadmapError> {
        let question = question(document, day)?;
        let mut parts = question.problem.parts().clone();
        for action in &mut parts.actions {
            action.bonus.fill(0.0);
        }
        Ok(Self { problem: Problem::new(parts)?, question })
    }

    fn best(&self) -> Result<Solution, RoadmapError> {
        self.question.best(&self.problem)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::roadmap::solve;
    use crate::model::sample;

    const DAY: Option<Date> = Some(date(2023, 3, 28));

    fn cost(document: &Document, action: ActionId) -> Option<f64> {
        let held = HeldAction::new(document, DAY, action).unwrap()?;
        Some(held.cost(&held.best().unwrap()).unwrap())
    }

    fn decide(document: &mut Document, action: ActionId, hold: Hold, quarter: Option<u32>) {
        let plan = ActionPlan { quarter, hold, ..ActionPlan::default() };
        Edit::Roadmap(RoadmapChange::Action { action, plan }).apply(document).unwrap();
    }

    /// A ban of what the free plan holds costs levels, one of what it leaves out costs none.
    #[test]
    fn a_pin_or_ban_never_said_what_it_costs() {
        let document = sample::SAMPLES[0].document();
        let question = question(&document, DAY).unwrap();
        let free = solve(&question).unwrap();
        let of = |is_in: bool| -> Vec<ActionId> {
            let known = question.actions.iter().zip(&free.plan);
            known.filter(|(_, quarter)| quarter.is_some() == is_in).map(|(action, _)| action.id).collect()
        };
        let chosen = of(true);
        assert_eq!(cost(&document, chosen[0]), None, "free");
        let banned = |action| {
            let mut document = document.clone();
            decide(&mut document, action, Hold::Banned, None);
            cost(&document, action).unwrap()
        };
        let dearest = chosen.iter().take(4).map(|id| banned(*id)).fold(0.0, f64::max);
        assert!((0.005..1.0).contains(&dearest), "{dearest}");
        assert!(banned(of(false)[0]) < 0.005);
        let mut late = document.clone();
        decide(&mut late, chosen[0], Hold::Pinned, Some(3));
        assert!((0.0..1.0).contains(&cost(&late, chosen[0]).unwrap()));
    }

    #[test]
    fn what_is_done_or_committed_has_no_price() {
        let mut document = sample::SAMPLES[0].document();
        let plan = ActionPlan { state: ActionState::Done, hold: Hold::Pinned, ..ActionPlan::default() };
        let action = ActionId(18);
        Edit::Roadmap(RoadmapChange::Action { action, plan }).apply(&mut document).unwrap();
        assert_eq!(cost(&document, action), None);
    }
}
