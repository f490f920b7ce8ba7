//! From demand to closeout, and from goal to outcome: where the portfolio stands and what its money serves.

use serde::Serialize;

use crate::model::document::Document;
use crate::model::initiative::{Initiative, LifeCycle};

/// What the whole portfolio traces to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceReport {
    /// One for each state of the life cycle, from demand to closeout.
    pub funnel: Vec<FunnelStep>,
    /// Share of the plan's money that serves a strategic objective, 0 to 1; none if the plan costs nothing.
    pub objective_share: Option<f64>,
    /// Share of the plan's money whose approved outcome is written down.
    pub outcome_share: Option<f64>,
    /// Share of the plan's money whose benefit has an owner and a measure.
    pub benefit_share: Option<f64>,
}

/// One state of the life cycle.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FunnelStep {
    /// Which.
    pub state: LifeCycle,
    /// Initiatives in it.
    pub initiatives: usize,
    /// What they cost, in the document's currency and scale.
    pub cost_money: f64,
}

/// Counts the states and follows the links of `document`.
pub fn trace(document: &Document) -> TraceReport {
    const STATES: [LifeCycle; 5] = [
        LifeCycle::Demand,
        LifeCycle::Prioritising,
        LifeCycle::Planning,
        LifeCycle::Execution,
        LifeCycle::Closeout,
    ];
    let step = |state| {
        let in_state =
            || document.initiatives.list.iter().filter(move |initiative| initiative.state == state);
        FunnelStep {
            state,
            initiatives: in_state().count(),
            cost_money: in_state().map(Initiative::cost_money).sum(),
        }
    };
    let share = |has: fn(&Initiative) -> bool| {
        let plan = || document.initiatives.in_plan();
        let total: f64 = plan().map(Initiative::cost_money).sum();
        let linked: f64 = plan().filter(|initiative| has(initiative)).map(Initiative::cost_money).sum();
        (total > 0.0).then(|| linked / total)
    };
    TraceReport {
        funnel: STATES.map(step).to_vec(),
        objective_share: share(|initiative| !initiative.objectives.is_empty()),
        outcome_share: share(|initiative| !initiative.approved_outcome.trim().is_empty()),
        benefit_share: share(|initiative| {
            !initiative.benefit.owner.trim().is_empty() && !initiative.benefit.measure.trim().is_empty()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    #[test]
    fn every_initiative_is_in_one_state() {
        let document = sample::find("gmpp").unwrap().document();
        let report = trace(&document);
        assert_eq!(report.funnel.iter().map(|step| step.initiatives).sum::<usize>(), 40);
        let all: f64 = document.initiatives.list.iter().map(Initiative::cost_money).sum();
        assert!((report.funnel.iter().map(|step| step.cost_money).sum::<f64>() - all).abs() < 1e-6);
    }

    #[test]
    fn an_empty_plan_has_no_shares() {
        assert_eq!(trace(&Document::default()).objective_share, None);
    }

    #[test]
    fn money_without_a_link_is_left_out() {
        let mut document = sample::find("solo").unwrap().document();
        for initiative in &mut document.initiatives.edit().list {
            initiative.objectives.clear();
        }
        assert_eq!(trace(&document).objective_share, Some(0.0));
    }
}
