//! What the selection says, in a sentence; plain facts where nothing stands out.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::money;
use crate::analysis::select::against::{NOTHING_HAS_A_VALUE, worth_against};
use crate::analysis::select::study::{Findings, whole_budget};
use crate::analysis::select::{money_used, over_limit};
use crate::app::format::{count, shortened};
use crate::app::state::selection::{Found, Selection};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// What one limit must add to the value to be called a limit, as a share of it.
const WORTH_SAYING: f64 = 0.01;

/// Head of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sentences {
    pub(super) title: String,
    pub(super) subtitle: String,
}

/// What limits the portfolio, and how the best one differs from the plan; tracked.
pub(super) fn sentences(store: Store, simulation: Simulation, selection: Selection) -> Sentences {
    let Some(found) = selection.best.get() else {
        return Sentences {
            title: "Nothing can be selected yet".to_owned(),
            subtitle: simulation.ranking.get().err().map_or_else(String::new, |error| error.to_string()),
        };
    };
    if !found.is_possible() {
        return Sentences {
            title: "What is forced in does not fit".to_owned(),
            subtitle: "Every portfolio would break a limit or a rule; the reasons and remedies stand below."
                .to_owned(),
        };
    }
    if found.question.is_without_value() {
        return Sentences {
            title: "Nothing can be weighed up yet".to_owned(),
            subtitle: format!("{NOTHING_HAS_A_VALUE}."),
        };
    }
    let value = found.question.score(&found.selection);
    let title = selection
        .findings
        .with(|findings| findings.as_ref().and_then(|it| what_limits(it, &found, value)))
        .unwrap_or_else(|| {
            let all = found.question.initiatives.len();
            format!(
                "The best portfolio has {} of {}",
                found.selection.chosen.len(),
                count(all, "initiative", "initiatives")
            )
        });
    Sentences { title, subtitle: against_the_plan(store, &found, &selection.members.get(), value) }
}

/// Title of the frontier: from which budget on more money buys nothing; none if it always does.
pub(super) fn saturation(findings: &Findings) -> Option<f64> {
    let last = findings.frontier.last()?;
    (last.budget_money < findings.frontier_to_money * 0.95).then_some(last.budget_money)
}

fn what_limits(findings: &Findings, found: &Found, value: f64) -> Option<String> {
    let budget = whole_budget(&found.question)?;
    let more_money = findings.frontier.last()?.value - value;
    let all_people = findings.frontier_without_people.iter().find(|it| it.budget_money >= budget - 1e-6);
    let no_people_limit = match all_people {
        Some(point) => point.value - value,
        None if found.question.counts_people() => return None,
        None => 0.0,
    };
    let (money, people) = (more_money / value.max(1e-9), no_people_limit / value.max(1e-9));
    Some(
        match (money > WORTH_SAYING, people > WORTH_SAYING) {
            (true, true) if people > 3.0 * money => "People, more than money, limit this portfolio",
            (true, true) if money > 3.0 * people => "Money, more than people, limits this portfolio",
            (true, true) => "Both money and people limit this portfolio",
            (true, false) => "Money, not people, limits this portfolio",
            (false, true) => "People, not money, limit this portfolio",
            (false, false) => "Neither more money nor more people would add much",
        }
        .to_owned(),
    )
}

fn against_the_plan(store: Store, found: &Found, members: &BTreeSet<InitiativeId>, value: f64) -> String {
    let plan: BTreeSet<InitiativeId> =
        store.initiatives.with(|it| it.in_plan().map(|initiative| initiative.id).collect());
    let places = found.question.places(|id| plan.contains(&id));
    let plan_value = found.question.value(&places);
    if plan.is_empty() {
        return "Nothing is in the plan yet; the best set can become the plan.".to_owned();
    }
    if plan == *members {
        return "The plan is the best portfolio.".to_owned();
    }
    let names = |ids: &mut dyn Iterator<Item = &InitiativeId>| {
        let ids: Vec<InitiativeId> = ids.copied().collect();
        store.initiatives.with(|it| match ids.as_slice() {
            [] => None,
            [one] => it.initiative(*one).map(|it| shortened(&it.name, 40)),
            several => Some(several.len().to_string()),
        })
    };
    let difference = match (names(&mut members.difference(&plan)), names(&mut plan.difference(members))) {
        (Some(adds), Some(drops)) => format!("it adds {adds} and drops {drops}"),
        (Some(adds), None) => format!("it adds {adds}"),
        (None, Some(drops)) => format!("it drops {drops}"),
        (None, None) => String::new(),
    };
    let excess = store.document.with(|document| over_limit(document, &found.question, &places));
    let fit = excess.map_or_else(String::new, |excess| format!("The plan does not fit: it needs {excess}. "));
    let best = if fit.is_empty() { "The best set" } else { "The best set that fits" };
    let worth = worth_against(value, plan_value);
    let spent =
        |places: &[u32]| money_used(&found.question, places).iter().map(|year| year.used).sum::<f64>();
    let cost = match spent(&places) - spent(&found.selection.chosen) {
        saved if saved.abs() < 0.5 => String::new(),
        saved if saved > 0.0 => format!(" and costs {} less", money(store, saved)),
        saved => format!(" and costs {} more", money(store, -saved)),
    };
    format!("{fit}{best} {worth}{cost}: {difference}.")
}
