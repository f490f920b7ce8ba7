//! What a portfolio buys: its money by objective, kind, mode, class of work, year of finish and named risks.

use std::collections::{BTreeMap, BTreeSet};

use super::question::counted_cost;
use super::staffing::Staffing;
use crate::model::document::Document;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Initiative, Kind, WorkClass};
use crate::model::risk::{Hit, Risk};

/// One way to divide a portfolio.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Division {
    /// "Kind of work".
    pub by: &'static str,
    /// In a fixed order; groups without members in either portfolio are left out.
    pub groups: Vec<Group>,
}

/// One part of it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Group {
    /// "Program".
    pub name: String,
    /// In the selected portfolio.
    pub selected: Part,
    /// In the plan.
    pub plan: Part,
}

/// How much of a portfolio a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Part {
    /// Members.
    pub initiatives: usize,
    /// Their money in the years that have a budget, in the document's currency and scale.
    pub money: f64,
    /// Its share in the money of the portfolio, 0 to 1; in the members where there is no money.
    pub share: f64,
}

/// Divides `selected` and the plan in every way.
///
/// An initiative that serves several objectives counts under each with an equal part of its money.
pub fn balance(
    document: &Document,
    staffing: Option<&Staffing>,
    selected: &BTreeSet<InitiativeId>,
) -> Vec<Division> {
    let modes = &document.portfolio.mode_labels;
    let objectives = &document.strategy.objectives;
    let year_of = |initiative: &Initiative| {
        let week = staffing.and_then(|it| it.finish_week(&document.initiatives, initiative.id));
        week.map_or_else(
            || "later".to_owned(),
            |week| document.portfolio.calendar.day_after_weeks(week).year().to_string(),
        )
    };
    let by_objective = |initiative: &Initiative| {
        let served: Vec<(usize, String)> = (0..)
            .zip(objectives.iter())
            .filter(|(_, it)| initiative.objectives.contains(&it.id))
            .map(|(index, it)| (index, it.name.clone()))
            .collect();
        if served.is_empty() { vec![(usize::MAX, "No objective".to_owned())] } else { served }
    };
    let mut divisions = vec![divided("Objective", document, selected, by_objective)];
    divisions.push(divided("Kind of work", document, selected, |it| {
        vec![(it.kind as usize, kind_name(it.kind).to_owned())]
    }));
    divisions.push(divided("Delivery mode", document, selected, |it| {
        vec![(it.mode as usize, modes[it.mode as usize].clone())]
    }));
    divisions.push(divided("Change or run", document, selected, |it| {
        vec![(it.class as usize, if it.class == WorkClass::Run { "Run" } else { "Change" }.to_owned())]
    }));
    divisions.push(divided("Finished in", document, selected, |it| {
        let year = year_of(it);
        vec![(year.parse().unwrap_or(usize::MAX), year)]
    }));
    if !document.initiatives.risks.is_empty() {
        divisions.push(divided("Named risks", document, selected, |it| {
            let hits = document.initiatives.risks.iter().filter(|risk| is_hit(it, risk)).count();
            vec![(hits.min(2), ["None", "One", "Several"][hits.min(2)].to_owned())]
        }));
    }
    divisions.retain(|division| !division.groups.is_empty());
    divisions
}

fn is_hit(initiative: &Initiative, risk: &Risk) -> bool {
    risk.hits.iter().any(|hit| match hit {
        Hit::Initiative(id) => *id == initiative.id,
        Hit::Stage(id) => initiative.stages.iter().any(|stage| stage.id == *id),
    })
}

fn divided(
    by: &'static str,
    document: &Document,
    selected: &BTreeSet<InitiativeId>,
    groups_of: impl Fn(&Initiative) -> Vec<(usize, String)>,
) -> Division {
    let mut groups: BTreeMap<(usize, String), Group> = BTreeMap::new();
    let mut money = [0.0, 0.0];
    let mut members = [0_usize, 0];
    for initiative in &document.initiatives.list {
        let cost = counted_cost(&document.portfolio, initiative);
        let is_in = [selected.contains(&initiative.id), initiative.in_plan];
        let keys = groups_of(initiative);
        for (portfolio, is_in) in is_in.into_iter().enumerate() {
            if !is_in {
                continue;
            }
            money[portfolio] += cost;
            members[portfolio] += 1;
            for key in &keys {
                let group = groups.entry(key.clone()).or_insert_with(|| Group {
                    name: key.1.clone(),
                    selected: Part::default(),
                    plan: Part::default(),
                });
                let part = if portfolio == 0 { &mut group.selected } else { &mut group.plan };
                part.initiatives += 1;
                part.money += cost / keys.len() as f64;
            }
        }
    }
    let share = |part: Part, money: f64, members: usize| match money {
        whole if whole > 0.0 => part.money / whole,
        _ => part.initiatives as f64 / members.max(1) as f64,
    };
    for group in groups.values_mut() {
        group.selected.share = share(group.selected, money[0], members[0]);
        group.plan.share = share(group.plan, money[1], members[1]);
    }
    Division { by, groups: groups.into_values().collect() }
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Project => "Project",
        Kind::Program => "Program",
        Kind::Product => "Product",
        Kind::Capability => "Capability",
    }
}
