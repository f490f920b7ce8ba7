//! From demand to closeout, and from goal to outcome: where the portfolio stands and what its money serves.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::model::document::Document;
use crate::model::id::{InitiativeId, ObjectiveId, StageId};
use crate::model::initiative::{Initiative, Initiatives, LifeCycle};
use crate::model::strategy::Strategy;
use crate::model::workshop::interviews::Challenge;

/// What the whole portfolio traces to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TraceReport {
    /// One for each state of the life cycle, from demand to closeout.
    pub funnel: Vec<FunnelStep>,
    /// The day at which ages are taken: the latest that is written down about anything, at least the calendar's start.
    pub as_of: Date,
    /// Share of the plan's money that serves a strategic objective, 0 to 1; none if the plan costs nothing.
    pub objective_share: Option<f64>,
    /// Share of the plan's money whose approved outcome is written down.
    pub outcome_share: Option<f64>,
    /// Share of the plan's money whose benefit has an owner and a measure.
    pub benefit_share: Option<f64>,
}

/// One state of the life cycle.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FunnelStep {
    /// Which.
    pub state: LifeCycle,
    /// Initiatives in it.
    pub initiatives: usize,
    /// What they cost, in the document's currency and scale.
    pub cost_money: f64,
    /// How long they have stood there; none where no day is written down.
    pub age: Option<Age>,
}

/// How long initiatives have stood in a state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Age {
    /// Initiatives whose day is written down.
    pub known: usize,
    /// Half of those have stood there for at most so long [weeks].
    pub median_weeks: f64,
    /// The one that has stood there longest.
    pub oldest: InitiativeId,
    /// How long that is [weeks].
    pub oldest_weeks: f64,
}

/// From goal to milestone: what the plan does for each objective, and where the chain is broken.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TraceTree {
    /// All of them, in document order; one that nothing in the plan serves has no initiatives.
    pub objectives: Vec<ObjectiveTrace>,
    /// Initiatives of the plan that lack a link, the dearest first.
    pub broken: Vec<BrokenTrace>,
}

/// An objective and what serves it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ObjectiveTrace {
    /// Which.
    pub id: ObjectiveId,
    /// Its name.
    pub name: String,
    /// How one will know that it is reached.
    pub note: String,
    /// What its initiatives cost together; one that serves several objectives counts in full for each.
    pub cost_money: f64,
    /// The same as a share of the plan's cost, 0 to 1; none if the plan costs nothing.
    pub cost_share: Option<f64>,
    /// Initiatives of the plan that serve it, in priority order.
    pub initiatives: Vec<InitiativeTrace>,
    /// What stands in its way, in the sponsor's words; none is empty.
    pub challenges: Vec<String>,
}

/// An initiative as a means to an end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InitiativeTrace {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// The outcome for which it was approved; empty if nobody wrote it down.
    pub approved_outcome: String,
    /// How its benefit is measured; empty if nobody said.
    pub measure: String,
    /// Its stages, in document order.
    pub milestones: Vec<Milestone>,
}

/// The end of a stage.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Milestone {
    /// Which stage.
    pub id: StageId,
    /// Its name.
    pub name: String,
    /// Place among the stages of its initiative, from 1.
    pub place: u32,
}

/// An initiative of the plan whose chain from goal to milestone is broken.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BrokenTrace {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// What it costs, in the document's currency and scale.
    pub cost_money: f64,
    /// What it lacks, from goal to milestone; never empty.
    pub missing: Vec<MissingLink>,
}

/// A link of the chain that an initiative can lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingLink {
    /// It serves no objective.
    Objective,
    /// No outcome is written down.
    Outcome,
    /// Nobody answers for the benefit.
    BenefitOwner,
    /// Nobody said how the benefit is measured.
    BenefitMeasure,
    /// It has no stages.
    Milestones,
}

/// Counts the states and follows the links of `document`.
pub fn trace(document: &Document) -> TraceReport {
    let as_of = latest_day(document);
    let step = |state| {
        let in_state =
            || document.initiatives.list.iter().filter(move |initiative| initiative.state == state);
        FunnelStep {
            state,
            initiatives: in_state().count(),
            cost_money: in_state().map(Initiative::cost_money).sum(),
            age: age(in_state(), as_of),
        }
    };
    let share = |has: fn(&Initiative) -> bool| {
        let plan = || document.initiatives.in_plan();
        let total: f64 = plan().map(Initiative::cost_money).sum();
        let linked: f64 = plan().filter(|initiative| has(initiative)).map(Initiative::cost_money).sum();
        (total > 0.0).then(|| linked / total)
    };
    TraceReport {
        funnel: LifeCycle::ALL.map(step).to_vec(),
        as_of,
        objective_share: share(|initiative| !initiative.objectives.is_empty()),
        outcome_share: share(|initiative| !initiative.approved_outcome.trim().is_empty()),
        benefit_share: share(|initiative| {
            !initiative.benefit.owner.trim().is_empty() && !initiative.benefit.measure.trim().is_empty()
        }),
    }
}

/// The latest day on which anything was reported or changed its state; the page shows ages as of then, so that
/// a portfolio nobody has touched for a year does not look a year older.
fn latest_day(document: &Document) -> Date {
    let days = |initiative: &Initiative| [initiative.state_since, initiative.progress.as_of];
    let reported = document.initiatives.list.iter().flat_map(days).flatten();
    reported.fold(document.portfolio.calendar.start, Date::max)
}

fn age<'a>(initiatives: impl Iterator<Item = &'a Initiative>, as_of: Date) -> Option<Age> {
    let weeks = |since: Date| f64::from((as_of - since).get_days()) / 7.0;
    let mut ages: Vec<(f64, InitiativeId)> =
        initiatives.filter_map(|it| Some((weeks(it.state_since?), it.id))).collect();
    ages.sort_by(|one, other| one.0.total_cmp(&other.0));
    let &(oldest_weeks, oldest) = ages.last()?;
    let middle = |place: usize| ages[place].0;
    let median_weeks = f64::midpoint(middle((ages.len() - 1) / 2), middle(ages.len() / 2));
    Some(Age { known: ages.len(), median_weeks, oldest, oldest_weeks })
}

/// Follows the plan from each objective down to its milestones, with the challenges that the sponsor sees to each.
pub fn tree(strategy: &Strategy, initiatives: &Initiatives, challenges: &[Challenge]) -> TraceTree {
    let mut serving: BTreeMap<ObjectiveId, Vec<&Initiative>> =
        strategy.objectives.iter().map(|objective| (objective.id, Vec::new())).collect();
    let mut broken = Vec::new();
    let mut plan_money = 0.0;
    for initiative in initiatives.in_plan() {
        plan_money += initiative.cost_money();
        let mut hangs = false;
        for (place, objective) in initiative.objectives.iter().enumerate() {
            let Some(found) = serving.get_mut(objective) else { continue };
            hangs = true;
            // Named twice, it still serves once.
            if !initiative.objectives[..place].contains(objective) {
                found.push(initiative);
            }
        }
        let missing = missing_links(initiative, hangs);
        if !missing.is_empty() {
            let (id, name, cost_money) = (initiative.id, initiative.name.clone(), initiative.cost_money());
            broken.push(BrokenTrace { id, name, cost_money, missing });
        }
    }
    // The sort is stable: among equals the order of priority stays.
    broken.sort_by(|one, other| other.cost_money.total_cmp(&one.cost_money));
    let objectives = strategy.objectives.iter().map(|objective| {
        let served = &serving[&objective.id];
        let cost_money = served.iter().map(|initiative| initiative.cost_money()).sum::<f64>();
        ObjectiveTrace {
            id: objective.id,
            name: objective.name.clone(),
            note: objective.note.clone(),
            cost_money,
            cost_share: (plan_money > 0.0).then(|| cost_money / plan_money),
            initiatives: served.iter().map(|initiative| initiative_trace(initiative)).collect(),
            challenges: challenges
                .iter()
                .filter(|it| it.objective == Some(objective.id) && !it.words.trim().is_empty())
                .map(|it| it.words.trim().to_owned())
                .collect(),
        }
    });
    TraceTree { objectives: objectives.collect(), broken }
}

fn missing_links(initiative: &Initiative, serves_an_objective: bool) -> Vec<MissingLink> {
    let has = |text: &str| !text.trim().is_empty();
    let links = [
        (MissingLink::Objective, serves_an_objective),
        (MissingLink::Outcome, has(&initiative.approved_outcome)),
        (MissingLink::BenefitOwner, has(&initiative.benefit.owner)),
        (MissingLink::BenefitMeasure, has(&initiative.benefit.measure)),
        (MissingLink::Milestones, !initiative.stages.is_empty()),
    ];
    links.into_iter().filter(|(_, is_there)| !is_there).map(|(link, _)| link).collect()
}

fn initiative_trace(initiative: &Initiative) -> InitiativeTrace {
    let milestones = (1..).zip(&initiative.stages);
    InitiativeTrace {
        id: initiative.id,
        name: initiative.name.clone(),
        approved_outcome: initiative.approved_outcome.trim().to_owned(),
        measure: initiative.benefit.measure.trim().to_owned(),
        milestones: milestones
            .map(|(place, stage)| Milestone { id: stage.id, name: stage.name.clone(), place })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::initiative::{Benefit, Estimate, Stage, Work};
    use crate::model::portfolio::YearAmount;
    use crate::model::sample;
    use crate::model::strategy::{Objective, Strategy};

    fn strategy(objectives: u32) -> Strategy {
        let objective =
            |id| Objective { id: ObjectiveId(id), name: format!("Goal {id}"), note: String::new() };
        Strategy { objectives: (1..=objectives).map(objective).collect(), ..Strategy::default() }
    }

    fn initiative(id: u32, cost: u32, objectives: &[u32]) -> Initiative {
        let stage = |id, name: &str| Stage {
            id: StageId(id),
            name: name.to_owned(),
            work: Work::Duration(Estimate::Fixed(4_u32.into())),
            demand: Vec::new(),
            after: Vec::new(),
            lags: BTreeMap::new(),
            earliest_start: None,
            minimum_chunk_weeks: None,
        };
        Initiative {
            objectives: objectives.iter().copied().map(ObjectiveId).collect(),
            approved_outcome: "It works".to_owned(),
            cost_per_year: vec![YearAmount { year: 2026, amount: cost.into() }],
            benefit: Benefit { owner: "Anna".to_owned(), measure: "Calls".to_owned(), ..Benefit::default() },
            stages: vec![stage(1_000 + 2 * id, "Design"), stage(1_001 + 2 * id, "Build")],
            ..Initiative::new(InitiativeId(id), format!("Initiative {id}"))
        }
    }

    /// Two goals; 11 serves both, 12 none, 13 the first but nobody answers for it, 14 is not in the plan.
    #[test]
    fn a_tree_leads_from_goal_to_milestone() {
        let mut list = vec![
            initiative(11, 30, &[1, 2]),
            initiative(12, 10, &[]),
            initiative(13, 60, &[1]),
            initiative(14, 99, &[2]),
        ];
        list[2].benefit.owner = "  ".to_owned();
        list[2].stages.clear();
        list[3].in_plan = false;
        let tree = tree(&strategy(3), &Initiatives { list, ..Initiatives::default() }, &[]);

        let served = |place: usize| -> Vec<u32> {
            tree.objectives[place].initiatives.iter().map(|initiative| initiative.id.0).collect()
        };
        assert_eq!([served(0), served(1), served(2)], [vec![11, 13], vec![11], vec![]]);
        assert_eq!(
            tree.objectives.iter().map(|it| it.cost_share).collect::<Vec<_>>(),
            [Some(0.9), Some(0.3), Some(0.0)]
        );
        let milestones = &tree.objectives[1].initiatives[0].milestones;
        let named: Vec<_> = milestones.iter().map(|it| (it.place, it.name.as_str())).collect();
        assert_eq!(named, [(1, "Design"), (2, "Build")]);

        let broken: Vec<_> = tree.broken.iter().map(|it| (it.id.0, it.missing.clone())).collect();
        assert_eq!(
            broken,
            [
                (13, vec![MissingLink::BenefitOwner, MissingLink::Milestones]),
                (12, vec![MissingLink::Objective])
            ]
        );
    }

    #[test]
    fn a_plan_without_money_has_no_shares_of_it() {
        let tree = tree(&strategy(1), &Initiatives::default(), &[]);
        assert_eq!(tree.objectives[0].cost_share, None);
        assert!(tree.broken.is_empty());
    }

    #[test]
    fn a_challenge_stands_at_the_objective_it_endangers() {
        let challenge = |words: &str, objective: Option<u32>| Challenge {
            words: words.to_owned(),
            objective: objective.map(ObjectiveId),
        };
        let challenges = [
            challenge(" Two data centres ", Some(2)),
            challenge("Nobody decides", None),
            challenge("  ", Some(2)),
            challenge("Gone", Some(9)),
        ];
        let tree = tree(&strategy(2), &Initiatives::default(), &challenges);
        let words: Vec<_> = tree.objectives.iter().map(|it| it.challenges.join(";")).collect();
        assert_eq!(words, ["", "Two data centres"]);
    }

    proptest! {
        /// Nothing of the plan is lost on the way, and nothing else comes in.
        #[test]
        fn every_initiative_of_the_plan_is_under_each_of_its_objectives_or_broken(
            links in prop::collection::vec((prop::collection::vec(1_u32..6, 0..4), any::<bool>()), 0..12)
        ) {
            // Objective 5 is not there: a link to it leads nowhere.
            let list = links.iter().zip(100..).map(|((objectives, in_plan), id)| {
                Initiative { in_plan: *in_plan, ..initiative(id, id, objectives) }
            });
            let initiatives = Initiatives { list: list.collect(), ..Initiatives::default() };
            let tree = tree(&strategy(4), &initiatives, &[]);
            for initiative in &initiatives.list {
                for objective in &tree.objectives {
                    let times = objective.initiatives.iter().filter(|it| it.id == initiative.id).count();
                    let serves = initiative.in_plan && initiative.objectives.contains(&objective.id);
                    prop_assert_eq!(times, usize::from(serves));
                }
                let hangs = initiative.objectives.iter().any(|id| id.0 < 5);
                let is_broken = tree.broken.iter().any(|it| it.id == initiative.id);
                prop_assert_eq!(is_broken, initiative.in_plan && !hangs);
            }
        }
    }

    #[test]
    fn every_initiative_is_in_one_state() {
        let document = sample::find("gmpp").unwrap().document();
        let report = trace(&document);
        assert_eq!(report.funnel.iter().map(|step| step.initiatives).sum::<usize>(), 40);
        let all: f64 = document.initiatives.list.iter().map(Initiative::cost_money).sum();
        assert!((report.funnel.iter().map(|step| step.cost_money).sum::<f64>() - all).abs() < 1e-6);
    }

    #[test]
    fn ages_count_from_the_latest_day_that_is_written_down() {
        let day = |day| Some(jiff::civil::date(2026, 3, day));
        let mut list = [initiative(1, 5, &[]), initiative(2, 5, &[]), initiative(3, 5, &[])].to_vec();
        list[0].state_since = day(2);
        list[1].state_since = day(16);
        list[2].progress.as_of = day(30);
        let mut document = Document::default();
        document.portfolio.edit().calendar.start = jiff::civil::date(2026, 1, 5);
        document.initiatives.edit().list = list;
        let report = trace(&document);
        assert_eq!(Some(report.as_of), day(30));
        let age = report.funnel[0].age.clone().unwrap();
        assert_eq!((age.known, age.oldest.0), (2, 1));
        assert!((age.median_weeks - 3.0).abs() < 1e-12 && (age.oldest_weeks - 4.0).abs() < 1e-12);
        assert_eq!(report.funnel[1].age, None);
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
