//! What to continue, what to stop, what to start, now that work is under way.
//!
//! The question is that of the page Select: scores as they are, the money of each
//! year that has a budget, the people of each period, the rules. Money of years
//! before the first budget is spent and counts for nothing. What stopping takes is
//! paid in place of finishing: it falls in the years in which finishing would
//! have cost money, the earliest first, and never more in a year than that. So
//! what costs more to stop than is left to pay goes on, unless somebody has forced
//! it out; then the budgets bear of its stopping what finishing would have cost.
//! Without a budget money is no limit, and no stopping is too dear.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use thiserror::Error;

use super::super::score::{RankingReport, rank};
use super::super::written::{money, number};
use super::question::{Limited, Question, Strictness, VALUE_UNITS, budgets, counted_cost, whole};
use super::{ask, nodes_at_once, why_forced, words_of};
use crate::engine::selection::explain::why_left_out;
use crate::engine::selection::pivot::{
    InFlight, Pivot, PivotError, StoppingCost, pivot, with_stopping_costs,
};
use crate::engine::selection::problem::Problem;
use crate::engine::selection::search::{Selection, SolveStatus};
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Forced, Initiative, Initiatives};
use crate::model::portfolio::Portfolio;

/// A gain of fewer points than this is not told to a decimal.
const LEAST_POINTS: f64 = 0.05;

/// What to do with each initiative. Lists go from the highest score to the lowest.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PivotReport {
    /// How far to rely on it.
    pub status: SolveStatus,
    /// Sum of the scores of what goes on and of what starts.
    pub value: f64,
    /// Nothing that could be done now is worth more.
    pub upper_bound: f64,
    /// Under way, and worth what is left to pay.
    #[serde(rename = "continue")]
    pub continued: Vec<Decided>,
    /// Under way, and better stopped.
    pub stop: Vec<Decided>,
    /// Not begun, and right: whether it was planned or not.
    pub start: Vec<Decided>,
    /// Not begun, and not right now; in document order.
    pub leave: Vec<InitiativeId>,
    /// Value against the best that stops nothing, as far as that was found; none if nothing that stops
    /// nothing is possible.
    pub value_gained: Option<f64>,
    /// Proved: the same is no less than this. Below 0 if little is proved.
    pub value_gained_at_least: Option<f64>,
    /// What the stopping takes, in the document's currency and scale.
    pub stopping_cost: f64,
    /// First year that has a budget: what was to be spent before counts for nothing; none without a budget.
    pub from_year: Option<i16>,
}

/// One initiative, and what speaks for the decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decided {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Its score, 0 to 1.
    pub score: f64,
    /// What it still costs in the years that have a budget, in the document's currency and scale.
    pub remaining_cost: f64,
    /// What stopping it now takes; 0 where nobody has said.
    pub stopping_cost: f64,
    /// Why, in a few words.
    pub reason: String,
}

/// Why nothing can be said.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum NoPivot {
    /// Then there is nothing to continue or stop.
    #[error("nothing of the plan is under way")]
    NothingUnderWay,
    /// Scores come first.
    #[error("{0}")]
    Unranked(String),
    /// What is forced in, or dearer to stop than to finish, breaks a limit or a rule.
    #[error("what is forced in, or would cost more to stop than to finish, breaks a limit or a rule")]
    DoesNotFit,
    /// Not even stopping can be paid.
    #[error("stopping all that is under way takes more than the budget of {0}")]
    CannotStop(String),
    /// The engine refuses the amounts.
    #[error(transparent)]
    Refused(PivotError),
}

/// Decides within `question`, which was made of `document`, each of two searches within `nodes` nodes.
///
/// What is under way, and what is planned, stands in `record`, the initiatives of the plan of record: what a
/// what-if takes out of the plan has not been stopped yet.
///
/// # Errors
///
/// [`NoPivot`].
pub fn decide(
    document: &Document,
    record: &Initiatives,
    ranking: &RankingReport,
    question: &Question,
    nodes: u64,
) -> Result<PivotReport, NoPivot> {
    let planned: BTreeMap<InitiativeId, bool> =
        record.in_plan().map(|it| (it.id, it.is_under_way())).collect();
    let begun = question.places(|id| planned.get(&id) == Some(&true));
    if begun.is_empty() {
        return Err(NoPivot::NothingUnderWay);
    }
    let found = Stopping::new(document, question, &begun);
    let planned = question.places(|id| planned.contains_key(&id));
    let answer = pivot(&found.problem, &found.in_flight, &planned, nodes)
        .map_err(|error| refused(document, question, error))?;
    if answer.best.status == SolveStatus::Infeasible {
        return Err(NoPivot::DoesNotFit);
    }
    let with_stopping = with_stopping_costs(&found.problem, &found.in_flight).map_err(NoPivot::Refused)?;
    let told = Telling { document, ranking, question, with_stopping, found: &found, best: &answer.best };
    Ok(told.report(&answer))
}

/// The same of a document as it stands, within a frame or two.
///
/// # Errors
///
/// [`NoPivot`].
pub fn decide_at_once(document: &Document) -> Result<PivotReport, NoPivot> {
    let ranking = rank(&document.scoring, &document.initiatives, &document.people)
        .map_err(|error| NoPivot::Unranked(error.to_string()))?;
    let (question, _) = ask(document, &ranking, Strictness::AsSet);
    decide(document, &document.initiatives, &ranking, &question, nodes_at_once(&question.problem))
}

impl PivotReport {
    /// Everything that goes on or starts.
    pub fn members(&self) -> BTreeSet<InitiativeId> {
        self.continued.iter().chain(&self.start).map(|it| it.id).collect()
    }

    /// "stop 2, start 3, continue 11".
    pub fn counts(&self) -> String {
        let many = |list: &Vec<Decided>| match list.len() {
            0 => "nothing".to_owned(),
            n => n.to_string(),
        };
        let [stop, start, go_on] = [&self.stop, &self.start, &self.continued].map(many);
        format!("stop {stop}, start {start}, continue {go_on}")
    }

    /// "stop 2, start 3, continue 11: 6.4 points more than stopping nothing".
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.counts(), self.finding())
    }

    /// "within 0.8 % of the best"; empty if it is proved best.
    pub fn gap(&self) -> String {
        if self.status == SolveStatus::Optimal {
            return String::new();
        }
        let missing = (self.upper_bound - self.value).max(0.0) / self.upper_bound.max(f64::MIN_POSITIVE);
        format!("within {} % of the best", number(missing * 100.0, 1))
    }

    fn finding(&self) -> String {
        let points = |score: f64| number(score * 100.0, 1);
        let (Some(found), Some(least)) = (self.value_gained, self.value_gained_at_least) else {
            return "what is under way does not all fit".to_owned();
        };
        if self.stop.is_empty() {
            let is_proved = self.status == SolveStatus::Optimal;
            let said =
                if is_proved { "nothing is worth stopping" } else { "nothing was found worth stopping for" };
            return said.to_owned();
        }
        let more = match (found * 100.0, least * 100.0) {
            (found, _) if found < LEAST_POINTS => "less than 0.1 points".to_owned(),
            (most, least) if most - least < LEAST_POINTS => format!("{} points", points(found)),
            (_, least) if least < LEAST_POINTS => format!("up to {} points", points(found)),
            _ => format!("{} to {} points", points(least), points(found)),
        };
        format!("{more} more than stopping nothing")
    }
}

/// The problem, with those under way whose stopping would be too dear forced in.
struct Stopping {
    problem: Problem,
    in_flight: Vec<InFlight>,
    /// Places of those that cost more to stop than to finish.
    dear: BTreeSet<u32>,
}

impl Stopping {
    fn new(document: &Document, question: &Question, begun: &[u32]) -> Self {
        let mut dear = BTreeSet::new();
        let in_flight = begun
            .iter()
            .filter_map(|&candidate| {
                let id = question.initiatives.get(candidate as usize)?;
                let initiative = document.initiatives.initiative(*id)?;
                let (stopping, is_dear) = stopping(&document.portfolio, question, candidate, initiative);
                if is_dear && initiative.forced() != Some(Forced::Out) {
                    dear.insert(candidate);
                }
                Some(InFlight { candidate, stopping })
            })
            .collect();
        let mut parts = question.problem.parts().clone();
        parts.forced_in.extend(&dear);
        // Nobody is forced both ways, so this makes as much sense as the question.
        let problem = Problem::new(parts).unwrap_or_else(|_| question.problem.clone());
        Self { problem, in_flight, dear }
    }
}

/// What stopping takes of each row, and whether it takes more than finishing would.
fn stopping(
    portfolio: &Portfolio,
    question: &Question,
    candidate: u32,
    initiative: &Initiative,
) -> (Vec<StoppingCost>, bool) {
    let mut open = initiative.stopping_cost.map_or(0.0, Finite::get);
    let budgets = budgets(portfolio);
    if open <= 0.0 || budgets.is_empty() {
        return (Vec::new(), false);
    }
    let mut costs = Vec::new();
    for &year in budgets.keys() {
        let of_year = initiative.cost_per_year.iter().filter(|cost| cost.year == year);
        let part = open.min(of_year.map(|cost| cost.amount.get()).sum::<f64>().max(0.0));
        open -= part;
        let rows = (0..).zip(question.limits.iter().zip(&question.problem.parts().rows));
        for (row, (limit, of)) in rows.filter(|(_, (limit, _))| limit.of == Limited::Money { year }) {
            let demands = of.demands.iter().filter(|demand| demand.candidate == candidate);
            let most = demands.map(|demand| demand.units).sum();
            let units = whole(part * limit.units_per_one).min(most);
            costs.push(StoppingCost { row, units });
        }
    }
    let part = initiative.stopping_cost.map_or(0.0, Finite::get) - open;
    for (row, (limit, of)) in (0..).zip(question.limits.iter().zip(&question.problem.parts().rows)) {
        let Limited::Guardrail { index } = limit.of else { continue };
        let Some(rail) = portfolio.selection.guardrails.get(index as usize) else { continue };
        let most = of.demands.iter().filter(|it| it.candidate == candidate).map(|it| it.units).sum();
        let units = whole(part * rail.counted_share(initiative) * limit.units_per_one).min(most);
        costs.push(StoppingCost { row, units });
    }
    // A rest this small is what adding up leaves.
    (costs, open > 1e-9 * initiative.stopping_cost.map_or(0.0, Finite::get))
}

fn refused(document: &Document, question: &Question, error: PivotError) -> NoPivot {
    match error {
        PivotError::CannotEvenStop { row, left, .. } => {
            let limit = &question.limits[row as usize];
            let year = match limit.of {
                Limited::Money { year } => year.to_string(),
                Limited::Guardrail { .. } => words_of(document).limit(limit),
                Limited::People { period, .. } => period.name(),
            };
            let left = money(left as f64 / limit.units_per_one, &document.portfolio.currency);
            NoPivot::CannotStop(format!("{year}, {left}"))
        }
        other => NoPivot::Refused(other),
    }
}

/// Puts names to an answer.
struct Telling<'a> {
    document: &'a Document,
    ranking: &'a RankingReport,
    question: &'a Question,
    with_stopping: Problem,
    found: &'a Stopping,
    best: &'a Selection,
}

impl Telling<'_> {
    fn report(&self, answer: &Pivot) -> PivotReport {
        let score = |units: i64| units as f64 / VALUE_UNITS;
        let nothing = Some(&answer.stopping_nothing).filter(|it| it.status != SolveStatus::Infeasible);
        let kept: BTreeSet<u32> = answer.kept.iter().copied().collect();
        let stop = self.decided(&answer.stopped, |initiative, place| self.why_stopped(initiative, place));
        PivotReport {
            status: answer.best.status,
            value: score(answer.best.value),
            upper_bound: score(answer.best.upper_bound),
            continued: self
                .decided(&answer.continued, |initiative, place| self.why_continued(initiative, place)),
            start: self.decided(
                &[answer.kept.clone(), answer.started.clone()].concat(),
                |initiative, place| {
                    let planned = if kept.contains(&place) { "planned" } else { "new in the plan" };
                    why_forced(self.question, initiative).unwrap_or_else(|| planned.to_owned())
                },
            ),
            leave: self.left(answer),
            value_gained: nothing.map(|it| score(answer.best.value - it.value)),
            value_gained_at_least: nothing.map(|it| score(answer.best.value - it.upper_bound)),
            stopping_cost: stop.iter().map(|it| it.stopping_cost).sum(),
            stop,
            from_year: budgets(&self.document.portfolio).keys().next().copied(),
        }
    }

    fn decided(&self, places: &[u32], reason: impl Fn(&Initiative, u32) -> String) -> Vec<Decided> {
        let scores: BTreeMap<InitiativeId, f64> =
            self.ranking.ranking.iter().map(|row| (row.id, row.score)).collect();
        let mut list: Vec<Decided> = places
            .iter()
            .filter_map(|&place| {
                let id = *self.question.initiatives.get(place as usize)?;
                let initiative = self.document.initiatives.initiative(id)?;
                Some(Decided {
                    id,
                    name: initiative.name.clone(),
                    score: scores.get(&id).copied().unwrap_or(0.0),
                    remaining_cost: counted_cost(&self.document.portfolio, initiative),
                    stopping_cost: initiative.stopping_cost.map_or(0.0, Finite::get),
                    reason: reason(initiative, place),
                })
            })
            .collect();
        list.sort_by(|one, other| other.score.total_cmp(&one.score));
        list
    }

    fn why_stopped(&self, initiative: &Initiative, place: u32) -> String {
        let words = words_of(self.document);
        if initiative.forced() == Some(Forced::Out) {
            return words.why_not(self.question, &self.best.chosen, place);
        }
        words.left_out(
            self.question,
            &self.best.chosen,
            &why_left_out(&self.with_stopping, &self.best.chosen, place),
        )
    }

    fn why_continued(&self, initiative: &Initiative, place: u32) -> String {
        if let Some(reason) = why_forced(self.question, initiative) {
            return reason;
        }
        if self.found.dear.contains(&place) {
            return "costs more to stop than to finish".to_owned();
        }
        "worth what is left to pay".to_owned()
    }

    fn left(&self, answer: &Pivot) -> Vec<InitiativeId> {
        let decided: BTreeSet<u32> = [&answer.continued, &answer.stopped, &answer.kept, &answer.started]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let places = (0..).zip(&self.question.initiatives);
        places.filter(|(place, _)| !decided.contains(place)).map(|(_, id)| *id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, InitiativeChange};
    use crate::model::initiative::{Forcing, LifeCycle};
    use crate::model::portfolio::{PeoplePeriod, YearAmount};
    use crate::model::sample;

    const PLENTY: u64 = 100_000;
    const POOR: usize = 0;
    const NEW: usize = 2;

    fn finite(number: f64) -> Finite {
        Finite::new(number).unwrap()
    }

    fn amounts(years: &[(i16, f64)]) -> Vec<YearAmount> {
        years.iter().map(|&(year, amount)| YearAmount { year, amount: finite(amount) }).collect()
    }

    /// A poor one under way that still costs 6, a good one under way for 4, a better new one for 6; scores 0.3,
    /// 0.8 and 0.6. People are no limit.
    fn three(budgets: &[(i16, f64)]) -> (Document, RankingReport) {
        let scores = [0.3, 0.8, 0.6];
        let mut document = sample::find("gmpp").unwrap().document();
        let list = &mut document.initiatives.edit().list;
        list.truncate(3);
        for (initiative, cost) in list.iter_mut().zip([6.0, 4.0, 6.0]) {
            initiative.cost_per_year = amounts(&[(2026, cost)]);
            (initiative.requires, initiative.excludes) = (Vec::new(), Vec::new());
            (initiative.state, initiative.in_plan) = (LifeCycle::Execution, true);
            (initiative.forcing, initiative.stopping_cost) = (None, None);
        }
        (list[NEW].state, list[NEW].in_plan) = (LifeCycle::Demand, false);
        document.portfolio.edit().budget_per_year = amounts(budgets);
        document.portfolio.edit().selection.people_period = PeoplePeriod::Off;
        let mut ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        for row in &mut ranking.ranking {
            let place = document.initiatives.list.iter().position(|it| it.id == row.id).unwrap();
            row.score = scores[place];
        }
        (document, ranking)
    }

    fn change(document: &mut Document, place: usize, change: InitiativeChange) {
        let initiative = document.initiatives.list[place].id;
        Edit::Initiative { initiative, change }.apply(document).unwrap();
    }

    fn stopping_takes(document: &mut Document, cost: f64) {
        change(document, POOR, InitiativeChange::StoppingCost(Some(finite(cost))));
    }

    fn decided_beside(
        record: &Initiatives,
        (document, ranking): &(Document, RankingReport),
    ) -> Result<PivotReport, NoPivot> {
        let (question, _) = ask(document, ranking, Strictness::AsSet);
        decide(document, record, ranking, &question, PLENTY)
    }

    fn decided(asked: &(Document, RankingReport)) -> PivotReport {
        let found = decided_beside(&asked.0.initiatives, asked).unwrap();
        assert_eq!(found.status, SolveStatus::Optimal);
        found
    }

    /// Places of those that go on, stop and start.
    fn places(document: &Document, found: &PivotReport) -> [Vec<usize>; 3] {
        let place = |it: &Decided| document.initiatives.list.iter().position(|one| one.id == it.id).unwrap();
        [&found.continued, &found.stop, &found.start].map(|list| list.iter().map(place).collect())
    }

    /// Of 11 the good one takes 4 and the new one 6: stopping the poor one may take 1, and no more.
    #[test]
    fn a_better_new_one_replaces_a_poor_one_only_if_stopping_can_be_paid() {
        let mut asked = three(&[(2026, 11.0)]);
        stopping_takes(&mut asked.0, 1.0);
        let found = decided(&asked);
        assert_eq!(places(&asked.0, &found), [vec![1], vec![POOR], vec![NEW]]);
        assert!((found.value_gained.unwrap() - 0.3).abs() < 1e-9 && (found.stopping_cost - 1.0).abs() < 1e-9);
        assert_eq!(found.value_gained, found.value_gained_at_least);
        assert_eq!(found.sentence(), "stop 1, start 1, continue 1: 30.0 points more than stopping nothing");
        assert_eq!(found.stop[0].reason, "needs £5m more in 2026");
        assert_eq!(found.start[0].reason, "new in the plan");

        stopping_takes(&mut asked.0, 1.5);
        let found = decided(&asked);
        assert_eq!(places(&asked.0, &found), [vec![1, POOR], vec![], vec![]]);
        assert_eq!(found.sentence(), "stop nothing, start nothing, continue 2: nothing is worth stopping");
        assert_eq!(found.leave, [asked.0.initiatives.list[NEW].id]);
    }

    #[test]
    fn what_was_spent_before_the_first_budget_counts_for_nothing() {
        let mut asked = three(&[(2026, 10.0)]);
        let before = decided(&asked);
        change(&mut asked.0, POOR, InitiativeChange::CostPerYear(amounts(&[(2025, 900.0), (2026, 6.0)])));
        assert_eq!(decided(&asked), before);
        assert_eq!((before.stop[0].remaining_cost, before.from_year), (6.0, Some(2026)));
    }

    /// In 2026 the poor one would have cost 1, in 2027 5: so 1 of its stopping falls in 2026 and 2 in 2027.
    #[test]
    fn stopping_is_paid_in_place_of_finishing_year_by_year() {
        for (of_2027, stops) in [(6.0, true), (5.9, false)] {
            let mut asked = three(&[(2026, 5.0), (2027, of_2027)]);
            change(&mut asked.0, POOR, InitiativeChange::CostPerYear(amounts(&[(2026, 1.0), (2027, 5.0)])));
            change(&mut asked.0, NEW, InitiativeChange::CostPerYear(amounts(&[(2027, 4.0)])));
            stopping_takes(&mut asked.0, 3.0);
            assert_eq!(decided(&asked).stop.len(), usize::from(stops), "{of_2027} in 2027");
        }
    }

    #[test]
    fn what_costs_more_to_stop_than_to_finish_goes_on_unless_it_is_forced_out() {
        let mut asked = three(&[(2026, 10.0)]);
        stopping_takes(&mut asked.0, 6.5);
        let found = decided(&asked);
        assert_eq!(places(&asked.0, &found), [vec![1, POOR], vec![], vec![]]);
        assert_eq!(found.continued[1].reason, "costs more to stop than to finish");
        let forcing = Forcing { choice: Forced::Out, reason: "Too risky now".into() };
        change(&mut asked.0, POOR, InitiativeChange::Forcing(Some(forcing)));
        let found = decided(&asked);
        assert_eq!(places(&asked.0, &found), [vec![1], vec![POOR], vec![]], "its stopping leaves no room");
        assert_eq!(found.stop[0].reason, "forced out: Too risky now");
        assert_eq!((found.value_gained, found.stopping_cost), (None, 6.5));
        assert!(found.sentence().ends_with("what is under way does not all fit"));
    }

    #[test]
    fn nothing_is_stopped_for_nothing() {
        let (document, mut ranking) = three(&[(2026, 100.0)]);
        let poor = document.initiatives.list[POOR].id;
        ranking.ranking.iter_mut().find(|row| row.id == poor).unwrap().score = 0.0;
        let found = decided(&(document.clone(), ranking));
        assert_eq!(places(&document, &found), [vec![1, POOR], vec![], vec![NEW]]);
    }

    /// The question is the what-if's; what is under way stands in the plan of record.
    #[test]
    fn what_a_what_if_takes_out_has_not_been_stopped_yet() {
        let mut asked = three(&[(2026, 11.0)]);
        stopping_takes(&mut asked.0, 1.0);
        let record = asked.0.initiatives.clone();
        let before = decided(&asked);
        change(&mut asked.0, POOR, InitiativeChange::InPlan(false));
        change(&mut asked.0, NEW, InitiativeChange::InPlan(true));
        let within = decided_beside(&record, &asked).unwrap();
        assert_eq!((within.counts(), within.members()), (before.counts(), before.members()));
    }

    #[test]
    fn without_work_under_way_there_is_nothing_to_decide() {
        let mut asked = three(&[(2026, 10.0)]);
        for place in [POOR, 1] {
            change(&mut asked.0, place, InitiativeChange::State(LifeCycle::Planning));
        }
        assert_eq!(decided_beside(&asked.0.initiatives, &asked), Err(NoPivot::NothingUnderWay));
    }

    #[test]
    fn stopping_that_nobody_can_pay_is_named() {
        let mut asked = three(&[(2026, 1.0)]);
        stopping_takes(&mut asked.0, 5.0);
        let error = decided_beside(&asked.0.initiatives, &asked).unwrap_err();
        assert_eq!(
            error.to_string(),
            "stopping all that is under way takes more than the budget of 2026, £1m"
        );
    }

    /// Each initiative is in one list, and stopping is worth it or is not done.
    #[test]
    fn the_sample_is_decided_at_once() {
        let document = sample::find("gmpp").unwrap().document();
        let found = decide_at_once(&document).unwrap();
        let told = found.continued.len() + found.stop.len() + found.start.len() + found.leave.len();
        assert_eq!(told, document.initiatives.list.len());
        let under_way = document.initiatives.in_plan().filter(|it| it.is_under_way()).count();
        assert_eq!(found.continued.len() + found.stop.len(), under_way);
        // Its plan is over-full, so something has to stop.
        assert!(found.value_gained.is_none() && !found.stop.is_empty(), "{}", found.sentence());
    }
}
