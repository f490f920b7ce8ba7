//! The best portfolio within money, people and rules, proved where that is quick, and explained.
//!
//! [`question`] makes a problem of the document, [`staffing`] says whom each initiative needs
//! when, [`by_hand`] is the portfolio of the two lines across the ranking, [`study`] asks what else there is
//! to know, [`balance`] divides what is bought, [`guardrails`] say how much of it may go where, [`scarce`] shares out
//! the time of those who are short, [`heads`] moves a role as a limit, [`against`] compares with the plan, and [`words`] says all of it in sentences.

pub mod against;
pub mod balance;
pub mod by_hand;
pub mod delivery;
pub mod guardrails;
pub mod heads;
pub mod pivot;
pub mod question;
pub mod scarce;
pub mod staffing;
pub mod study;
pub mod words;

use serde::Serialize;

use super::score::RankingReport;
use super::simulate::SimulateError;
use crate::engine::selection::feasible::infeasibilities;
use crate::engine::selection::problem::Problem;
use crate::engine::selection::search::{Selection, SolveStatus};
use crate::model::document::Document;
use crate::model::id::InitiativeId;
use crate::model::initiative::{Forced, Initiative};
use crate::model::portfolio::PeoplePeriod;
use guardrails::{GuardrailUse, guardrails_used};
use question::{Limited, Question, Strictness, VALUE_UNITS, question};
use scarce::{Scarce, scarce};
use staffing::{Staffing, staffing};
use study::{Findings, Price};
use words::Words;

/// Work of a search that takes some ten milliseconds [candidates × rows × nodes].
const WORK_AT_ONCE: u64 = 6_000_000;
/// Nodes that prove nearly every portfolio of a few hundred initiatives.
const NODES: u64 = 400;

/// The best portfolio found, how good it is, and why the others are not in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SelectionReport {
    /// How far to rely on it.
    pub status: SolveStatus,
    /// Sum of the scores of the chosen, and of what pairs of them are worth beyond these.
    pub value: f64,
    /// No portfolio is worth more, to a hundred-thousandth of a score for each initiative.
    pub upper_bound: f64,
    /// What may be missing to the best possible, as a share of it; 0 if proved.
    pub gap_share: f64,
    /// Money of each year that has a budget.
    pub money: Vec<YearUse>,
    /// How the budget is divided, and what the chosen take of each part; empty without guardrails.
    pub guardrails: Vec<GuardrailUse>,
    /// In document order.
    pub chosen: Vec<Chosen>,
    /// What pairs of the chosen are worth beyond their scores, in the document's order.
    pub synergies: Vec<ChosenSynergy>,
    /// From the highest score to the lowest.
    pub excluded: Vec<Excluded>,
    /// Who is scarcest, and what each initiative brings for a week of them; none where people are no limit.
    pub scarce: Option<Scarce>,
    /// Why nothing is feasible; empty if something is.
    pub infeasible: Vec<String>,
}

/// Money of a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearUse {
    /// Calendar year.
    pub year: i16,
    /// What the chosen cost, in the document's currency and scale.
    pub used: f64,
    /// The budget.
    pub budget: f64,
}

/// An initiative that is in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chosen {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Its score, 0 to 1.
    pub score: f64,
    /// Why it is in whatever its score; none if it earned its place.
    pub forced: Option<String>,
    /// Value lost if it is dropped; none if nobody asked.
    pub price: Option<Price>,
}

/// Two that are in, and worth more or less together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChosenSynergy {
    /// Which two.
    pub of: [InitiativeId; 2],
    /// Their names.
    pub names: [String; 2],
    /// Added to the sum of their scores; below 0 if they take from each other.
    pub value: f64,
}

/// An initiative that is out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excluded {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Its score, 0 to 1.
    pub score: f64,
    /// What keeps it out.
    pub reason: String,
    /// Value lost if it is forced in; none if nobody asked.
    pub price: Option<Price>,
}

/// The question of `document`, and what it says of people.
///
/// Where people cannot be counted, they are no limit, and the reason is told beside.
pub fn ask(
    document: &Document,
    ranking: &RankingReport,
    strictness: Strictness,
) -> (Question, Result<Staffing, SimulateError>) {
    let staffing = if document.portfolio.selection.people_period == PeoplePeriod::Off {
        Ok(Staffing::default())
    } else {
        staffing(document.portfolio.calendar, &document.initiatives, &document.people)
    };
    let asked =
        question(&document.portfolio, &document.initiatives, staffing.as_ref().ok(), ranking, strictness);
    (asked, staffing)
}

/// Nodes of a search that answers within a frame or two: the more, the smaller the problem.
pub fn nodes_at_once(problem: &Problem) -> u64 {
    let size = problem.candidates() as u64 * (problem.parts().rows.len() as u64 + 8);
    (WORK_AT_ONCE / size.max(1)).clamp(1, NODES)
}

/// Puts names to `found`, the answer to `question`, with the prices among `findings`.
pub fn report(
    document: &Document,
    ranking: &RankingReport,
    question: &Question,
    found: &Selection,
    findings: Option<&Findings>,
) -> SelectionReport {
    let words = words_of(document);
    let price = |id: InitiativeId| findings.and_then(|it| it.prices.get(&id).cloned());
    let score = |id: InitiativeId| ranking.row(id).map_or(0.0, |row| row.score);
    let chosen: Vec<Chosen> = question
        .ids(&found.chosen)
        .into_iter()
        .filter_map(|id| {
            let initiative = document.initiatives.initiative(id)?;
            let (name, forced) = (initiative.name.clone(), why_forced(question, initiative));
            Some(Chosen { id, name, score: score(id), forced, price: price(id) })
        })
        .collect();
    let is_possible = found.status != SolveStatus::Infeasible;
    let excluded = ranking
        .ranking
        .iter()
        .filter(|_| is_possible)
        .filter_map(|row| {
            let place = question.place(row.id).filter(|place| found.chosen.binary_search(place).is_err())?;
            let reason = words.why_not(question, &found.chosen, place);
            Some(Excluded {
                id: row.id,
                name: row.name.clone(),
                score: row.score,
                reason,
                price: price(row.id),
            })
        })
        .collect();
    SelectionReport {
        status: found.status,
        value: found.value as f64 / VALUE_UNITS,
        upper_bound: found.upper_bound as f64 / VALUE_UNITS,
        gap_share: found.gap_share(),
        money: money_used(question, &found.chosen),
        synergies: synergies_within(document, &chosen),
        guardrails: guardrails_used(document, &|id| chosen.iter().any(|it| it.id == id)),
        chosen,
        excluded,
        scarce: if is_possible { scarce(question, &found.chosen) } else { None },
        infeasible: if is_possible { Vec::new() } else { words.infeasible(question) },
    }
}

/// The synergies that count where these are chosen.
fn synergies_within(document: &Document, chosen: &[Chosen]) -> Vec<ChosenSynergy> {
    let name = |id: InitiativeId| chosen.iter().find(|it| it.id == id).map(|it| it.name.clone());
    let known = document.initiatives.synergies.iter();
    known
        .filter_map(|it| {
            let [one, other] = it.of;
            Some(ChosenSynergy { of: it.of, names: [name(one)?, name(other)?], value: it.score() })
        })
        .collect()
}

/// Money that `members` use of each year that has a budget.
pub fn money_used(question: &Question, members: &[u32]) -> Vec<YearUse> {
    let used = question.problem.usage(members);
    let rows = question.limits.iter().zip(&question.problem.parts().rows).zip(used);
    rows.filter_map(|((limit, row), used)| match limit.of {
        Limited::Money { year } => Some(YearUse {
            year,
            used: used as f64 / limit.units_per_one,
            budget: row.limit as f64 / limit.units_per_one,
        }),
        Limited::People { .. } | Limited::Guardrail { .. } => None,
    })
    .collect()
}

/// Whether a plan keeps all limits and rules of the question; why not, if it does not.
pub fn over_limit(document: &Document, question: &Question, members: &[u32]) -> Option<String> {
    let used = question.problem.usage(members);
    let rows = (0..).zip(question.problem.parts().rows.iter().zip(used));
    let over: Vec<_> = rows
        .filter(|(_, (row, used))| *used > row.limit)
        .map(|(row, (of, used))| crate::engine::selection::explain::Shortage {
            row,
            missing: used - of.limit,
        })
        .collect();
    let words = Words { most_named: 1, ..words_of(document) };
    (!over.is_empty()).then(|| words.shortages(question, &over))
}

/// Why nothing is feasible, each reason with its remedy; empty if something is.
pub fn why_infeasible(document: &Document, question: &Question) -> Vec<String> {
    words_of(document).infeasible(question)
}

/// Why the candidate at `place` can never be in, whatever it costs; none if it can.
pub fn why_impossible(document: &Document, question: &Question, place: u32) -> Option<String> {
    let mut parts = question.problem.parts().clone();
    parts.forced_out.retain(|one| *one != place);
    parts.forced_in.push(place);
    let problem = Problem::new(parts).ok()?;
    (!infeasibilities(&problem).is_empty()).then(|| words_of(document).impossible(question, &problem))
}

/// Names of everything in `document`.
pub fn words_of(document: &Document) -> Words<'_> {
    Words {
        portfolio: &document.portfolio,
        initiatives: &document.initiatives,
        people: &document.people,
        strategy: &document.strategy,
        most_named: 2,
    }
}

fn why_forced(question: &Question, initiative: &Initiative) -> Option<String> {
    match &initiative.forcing {
        Some(forcing) if forcing.choice == Forced::In => Some(forcing.reason.clone()),
        _ => question.above_line.contains(&initiative.id).then(|| "above the must-have line".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::score::rank;
    use crate::engine::selection::search::select;
    use crate::engine::selection::study::Asked;
    use crate::model::edit::{Edit, InitiativeChange, PortfolioChange};
    use crate::model::finite::Finite;
    use crate::model::initiative::Forcing;
    use crate::model::people::HeadChange;
    use crate::model::portfolio::YearAmount;
    use crate::model::sample;

    const PLENTY: u64 = 100_000;

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn solved(document: &Document) -> (RankingReport, Question, Selection) {
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let (question, staffing) = ask(document, &ranking, Strictness::AsSet);
        staffing.unwrap();
        let found = select(&question.problem, &[], PLENTY);
        (ranking, question, found)
    }

    fn told(document: &Document) -> SelectionReport {
        let (ranking, question, found) = solved(document);
        report(document, &ranking, &question, &found, None)
    }

    fn change(document: &mut Document, initiative: InitiativeId, change: InitiativeChange) {
        Edit::Initiative { initiative, change }.apply(document).unwrap();
    }

    fn force(document: &mut Document, id: InitiativeId, choice: Forced) {
        let forcing = Some(Forcing { choice, reason: "Decided by the board".into() });
        change(document, id, InitiativeChange::Forcing(forcing));
    }

    /// No years have a budget, people are no limit: initiatives that cost so much, of so much value.
    fn priced(rows: &[(f64, f64)], budget: Option<f64>) -> (Document, RankingReport) {
        let mut document = gmpp();
        let list = &mut document.initiatives.edit().list;
        list.truncate(rows.len());
        for (initiative, &(_, cost)) in list.iter_mut().zip(rows) {
            initiative.cost_per_year = vec![YearAmount { year: 2026, amount: Finite::new(cost).unwrap() }];
            (initiative.requires, initiative.excludes) = (Vec::new(), Vec::new());
        }
        let budget = budget.map(|amount| YearAmount { year: 2026, amount: Finite::new(amount).unwrap() });
        document.portfolio.edit().budget_per_year = budget.into_iter().collect();
        document.portfolio.edit().selection.people_period = PeoplePeriod::Off;
        let mut ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        for row in &mut ranking.ranking {
            let place = document.initiatives.list.iter().position(|it| it.id == row.id).unwrap();
            row.score = rows[place].0;
        }
        (document, ranking)
    }

    /// What other budgets and heads would bring.
    fn limits_moved(document: &Document, question: &Question, best: &Selection) -> Findings {
        found_by(document, question, best, |asked| matches!(asked, Asked::Within(_)))
    }

    /// What these questions bring.
    fn found_by(
        document: &Document,
        question: &Question,
        best: &Selection,
        wanted: impl Fn(&Asked) -> bool,
    ) -> Findings {
        let staffing =
            staffing(document.portfolio.calendar, &document.initiatives, &document.people).unwrap();
        let plan = study::study(document, question, Some(&staffing), None, best, PLENTY);
        let mut words = vec![0; plan.study.words()];
        for (index, asked) in (0..).zip(&plan.study.questions) {
            if wanted(asked) {
                crate::engine::counts::add(&mut words, &plan.study.answer(index..index + 1));
            }
        }
        plan.findings(&words).unwrap()
    }

    /// The best value within a budget of all years.
    fn value_within(findings: &Findings, budget_money: f64) -> f64 {
        let within = findings.frontier.iter().rev();
        let mut within = within.skip_while(|point| point.budget_money > budget_money * (1.0 + 1e-9));
        within.next().unwrap().value
    }

    fn best_places(document: &Document, ranking: &RankingReport) -> Vec<u32> {
        let (question, _) = ask(document, ranking, Strictness::AsSet);
        let found = select(&question.problem, &[], PLENTY);
        assert_eq!(found.status, SolveStatus::Optimal);
        found.chosen
    }

    #[test]
    fn taking_value_for_money_first_is_not_always_best() {
        // By value for money the first goes in and leaves 4.5 unused.
        let (document, ranking) = priced(&[(0.9, 5.5), (0.7, 5.0), (0.7, 5.0)], Some(10.0));
        assert_eq!(best_places(&document, &ranking), [1, 2]);
    }

    #[test]
    fn links_are_kept() {
        let (mut document, ranking) = priced(&[(0.9, 1.0), (0.1, 1.0), (0.8, 1.0)], Some(2.0));
        let ids: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
        change(&mut document, ids[0], InitiativeChange::Requires(vec![ids[1]]));
        assert_eq!(best_places(&document, &ranking), [0, 1]);
        change(&mut document, ids[0], InitiativeChange::Excludes(vec![ids[1]]));
        assert_eq!(best_places(&document, &ranking), [1, 2], "the first can never be had");
    }

    fn worth_together(document: &mut Document, places: [usize; 2], points: i32) {
        let of = places.map(|place| document.initiatives.list[place].id);
        Edit::Synergy { of, points: Finite::from(points) }.apply(document).unwrap();
    }

    #[test]
    fn a_pair_that_is_worth_more_together_beats_a_better_single() {
        let rows = [(0.9, 2.0), (0.4, 1.0), (0.4, 1.0)];
        let (mut document, ranking) = priced(&rows, Some(2.0));
        assert_eq!(best_places(&document, &ranking), [0]);
        worth_together(&mut document, [2, 1], 20);
        assert_eq!(best_places(&document, &ranking), [1, 2]);

        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let best = select(&question.problem, &[], PLENTY);
        assert!((question.score(&best) - 1.0).abs() < 1e-9);
        assert!((question.value(&[0, 1]) - 1.3).abs() < 1e-9, "one of a pair is worth what it is alone");
        let told = report(&document, &ranking, &question, &best, None);
        let together = &told.synergies[0];
        assert_eq!((told.synergies.len(), together.of), (1, [told.chosen[1].id, told.chosen[0].id]));
        assert!((together.value - 0.2).abs() < 1e-9);
        let other = &document.initiatives.list[2].name;
        let words = words_of(&document).beside(&question, &best.chosen, 1);
        assert_eq!(words, Some(format!("worth 20 points more beside {other}")));
    }

    #[test]
    fn a_pair_that_is_worth_less_together_is_parted_and_told_why() {
        let (mut document, ranking) = priced(&[(0.9, 1.0), (0.4, 1.0), (0.3, 1.0)], Some(3.0));
        assert_eq!(best_places(&document, &ranking), [0, 1, 2]);
        worth_together(&mut document, [0, 1], -60);
        assert_eq!(best_places(&document, &ranking), [0, 2]);
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let first = &document.initiatives.list[0].name;
        let words =
            format!("fits, but is worth 60 points less beside {first}, and only 40.0 points by itself");
        assert_eq!(words_of(&document).why_not(&question, &[0, 2], 1), words);
        // A little less is worth having both.
        worth_together(&mut document, [1, 0], -30);
        assert_eq!(document.initiatives.synergies.len(), 1, "the same pair in the other order");
        assert_eq!(best_places(&document, &ranking), [0, 1, 2]);
    }

    #[test]
    fn what_is_short_of_money_and_worth_less_says_both() {
        let (mut document, ranking) = priced(&[(0.9, 1.0), (0.4, 1.0)], Some(1.0));
        worth_together(&mut document, [0, 1], -10);
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let words = words_of(&document).why_not(&question, &[0], 1);
        let first = &document.initiatives.list[0].name;
        assert!(words.starts_with("needs £1m more in 2026; "), "{words}");
        assert!(words.ends_with(&format!("is worth 10 points less beside {first}")), "{words}");
    }

    #[test]
    fn a_deleted_initiative_takes_its_rules_and_synergies_along() {
        let (mut document, _) = priced(&[(0.9, 1.0), (0.4, 1.0), (0.3, 1.0)], Some(1.0));
        let ids: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
        change(&mut document, ids[0], InitiativeChange::Requires(vec![ids[1]]));
        change(&mut document, ids[2], InitiativeChange::Excludes(vec![ids[1]]));
        worth_together(&mut document, [0, 1], 20);
        worth_together(&mut document, [0, 2], 5);
        Edit::RemoveInitiative(ids[1]).apply(&mut document).unwrap();
        let left = &document.initiatives;
        assert!(left.list.iter().all(|it| it.requires.is_empty() && it.excludes.is_empty()));
        assert_eq!(left.synergies.iter().map(|it| it.of).collect::<Vec<_>>(), [[ids[0], ids[2]]]);
        assert_eq!(crate::model::validate::errors(&document), []);
        // The first can be had again, as nothing is missing to it.
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        assert_eq!(best_places(&document, &ranking).len(), 1);
    }

    #[test]
    fn an_excluded_pair_that_is_forced_in_is_named_with_the_remedy() {
        let (mut document, ranking) = priced(&[(0.9, 1.0), (0.4, 1.0)], Some(3.0));
        let ids: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
        let names: Vec<String> = document.initiatives.list.iter().map(|it| it.name.clone()).collect();
        change(&mut document, ids[0], InitiativeChange::Excludes(vec![ids[1]]));
        force(&mut document, ids[0], Forced::In);
        force(&mut document, ids[1], Forced::In);
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let found = select(&question.problem, &[], PLENTY);
        assert_eq!(found.status, SolveStatus::Infeasible);
        let words = format!(
            "{} (forced in) and {} (forced in) exclude each other, and both are in. Free one of them",
            names[0], names[1]
        );
        assert_eq!(why_infeasible(&document, &question), [words]);
    }

    #[test]
    fn where_nothing_has_a_value_that_is_said_and_nothing_is_preferred() {
        let (mut document, ranking) = priced(&[(0.0, 1.0), (0.0, 1.0)], Some(3.0));
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        assert!(question.is_without_value());
        let found = select(&question.problem, &[], PLENTY);
        assert_eq!((found.status, found.value), (SolveStatus::Optimal, 0));
        let report = report(&document, &ranking, &question, &found, None);
        for one in &report.excluded {
            assert_eq!(one.reason, "has no score, so it adds nothing", "{}", one.name);
        }
        // What they are worth together is a value.
        worth_together(&mut document, [0, 1], 1);
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        assert!(!question.is_without_value());
        assert_eq!(select(&question.problem, &[], PLENTY).chosen, [0, 1]);
    }

    /// The slider does what the note beside it promises: one more head in every week.
    #[test]
    fn one_more_head_is_worth_what_is_said_also_where_heads_change() {
        let mut document = gmpp();
        let start = document.portfolio.calendar.start;
        for role in &mut document.people.edit().roles {
            let fewer = Finite::new((role.heads.get() - 1.0).max(0.0)).unwrap();
            let from = start.checked_add(jiff::Span::new().weeks(30)).unwrap();
            role.changes = vec![HeadChange { from, heads: fewer }];
        }
        let (_, question, best) = solved(&document);
        let findings = limits_moved(&document, &question, &best);
        let mut compared = 0;
        for role in &document.people.roles {
            let Some(more) = findings.worth.get(&study::LeverOf::Heads(role.id)).and_then(|it| it.more)
            else {
                continue;
            };
            let mut moved = document.clone();
            heads::with_heads(role, role.heads.get() + 1.0).unwrap().apply(&mut moved).unwrap();
            let gain = told(&moved).value - told(&document).value;
            assert!((gain - more).abs() < 1e-4, "{}: {gain} is not {more}", role.name);
            compared += 1;
        }
        assert!(compared > 0, "no role is short");
    }

    #[test]
    fn enormous_and_negative_amounts_are_admitted() {
        let (document, ranking) = priced(&[(0.5, 1e15), (0.4, -1e15), (0.3, 9.9e14)], Some(1e15));
        assert_eq!(best_places(&document, &ranking), [0, 1]);
        let (document, ranking) = priced(&[(0.5, 1e15), (0.4, 1.0)], None);
        assert_eq!(best_places(&document, &ranking), [0, 1], "without a budget money is no limit");
    }

    #[test]
    fn the_sample_is_proved_and_everything_left_out_has_a_reason() {
        let document = gmpp();
        let report = told(&document);
        assert_eq!(report.status, SolveStatus::Optimal);
        assert!(!report.chosen.is_empty());
        assert_eq!(report.chosen.len() + report.excluded.len(), document.initiatives.list.len());
        let sum: f64 = report.chosen.iter().map(|it| it.score).sum();
        assert!((sum - report.value).abs() < 1e-3, "{sum} is not {}", report.value);
        for year in &report.money {
            assert!(year.used <= year.budget + 1e-9, "{year:?}");
        }
        for one in &report.excluded {
            let known = ["needs ", "requires ", "excludes ", "together ", "fits, ", "has no score"];
            assert!(known.iter().any(|start| one.reason.starts_with(start)), "{}: {}", one.name, one.reason);
        }
    }

    #[test]
    fn forcing_is_obeyed_and_never_raises_the_value() {
        let mut document = gmpp();
        let free = told(&document);
        let (ranking, question, best) = solved(&document);
        let wanted = question.initiatives[left_out(&document, &ranking, &question, &best) as usize];
        let unwanted = free.chosen[0].id;
        force(&mut document, wanted, Forced::In);
        force(&mut document, unwanted, Forced::Out);
        let forced = told(&document);
        assert!(forced.value <= free.value);
        let member = forced.chosen.iter().find(|it| it.id == wanted).unwrap();
        assert_eq!(member.forced.as_deref(), Some("Decided by the board"));
        let out = forced.excluded.iter().find(|it| it.id == unwanted).unwrap();
        assert_eq!(out.reason, "forced out: Decided by the board");
    }

    #[test]
    fn what_stands_above_the_must_have_line_is_in_unless_it_is_forced_out() {
        let mut document = gmpp();
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let ids: Vec<InitiativeId> = ranking.ranking.iter().take(3).map(|row| row.id).collect();
        Edit::Portfolio(PortfolioChange::MustHave(3)).apply(&mut document).unwrap();
        force(&mut document, ids[1], Forced::Out);
        let report = told(&document);
        let chosen: BTreeSet<InitiativeId> = report.chosen.iter().map(|it| it.id).collect();
        assert_eq!(ids.iter().map(|id| chosen.contains(id)).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn more_of_anything_is_never_worth_less() {
        let document = gmpp();
        let mut richer = document.clone();
        for year in &mut richer.portfolio.edit().budget_per_year {
            year.amount = Finite::new(year.amount.get() * 1.5).unwrap();
        }
        let mut more_people = document.clone();
        for role in &mut more_people.people.edit().roles {
            role.heads = Finite::new(role.heads.get() + 5.0).unwrap();
        }
        let mut longer = document.clone();
        longer.portfolio.edit().selection.people_period = PeoplePeriod::Year;
        let value = told(&document).value;
        for better in [richer, more_people, longer] {
            assert!(told(&better).value >= value);
        }
    }

    #[test]
    fn what_cannot_be_is_named_with_what_pulls_it_in() {
        let mut document = gmpp();
        // Debt Transformation requires Payments.
        let id = |name: &str| document.initiatives.list.iter().find(|it| it.name == name).unwrap().id;
        let (debt, payments) = (id("Debt Transformation"), id("Payments"));
        force(&mut document, debt, Forced::In);
        force(&mut document, payments, Forced::Out);
        let report = told(&document);
        assert_eq!(report.status, SolveStatus::Infeasible);
        let reason = &report.infeasible[0];
        assert!(reason.contains("Payments (required by Debt Transformation)"), "{reason}");
        assert!(reason.contains("Free one"), "{reason}");

        change(&mut document, payments, InitiativeChange::Forcing(None));
        let none =
            document.portfolio.budget_per_year.iter().map(|it| YearAmount { amount: Finite::ZERO, ..*it });
        Edit::Portfolio(PortfolioChange::BudgetPerYear(none.collect())).apply(&mut document).unwrap();
        let report = told(&document);
        assert_eq!(report.status, SolveStatus::Infeasible);
        assert!(report.infeasible[0].starts_with("What is forced in needs £"), "{}", report.infeasible[0]);
    }

    #[test]
    fn by_hand_the_ranking_is_filled_from_the_top() {
        let (document, ranking) = priced(&[(0.9, 5.5), (0.7, 5.0), (0.6, 4.0), (0.5, 5.0)], Some(10.0));
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        // Ranks of the sample's own scores: the order of the rows is what counts here.
        let mut by_score = ranking.clone();
        by_score.ranking.sort_by(|one, other| other.score.total_cmp(&one.score));
        assert_eq!(by_hand::by_hand(&question, &by_score, None), [0, 2], "the second does not fit");
        assert_eq!(by_hand::by_hand(&question, &by_score, Some(2)), [0]);
        assert_eq!(by_hand::by_hand(&question, &by_score, Some(0)), [0_u32; 0]);
    }

    #[test]
    fn by_hand_is_feasible_and_never_better_than_the_best() {
        let document = gmpp();
        let (ranking, question, best) = solved(&document);
        for cut_off in [None, Some(5), Some(17)] {
            let members = by_hand::by_hand(&question, &ranking, cut_off);
            assert!(question.problem.is_feasible(&members));
            assert!(question.problem.value(&members) <= best.value);
        }
    }

    /// What the study says of one initiative is what forcing it in comes to.
    #[test]
    fn prices_are_what_forcing_costs() {
        let document = gmpp();
        let (ranking, question, best) = solved(&document);
        let staffing =
            staffing(document.portfolio.calendar, &document.initiatives, &document.people).unwrap();
        let plan = study::study(&document, &question, Some(&staffing), None, &best, PLENTY);
        let place = left_out(&document, &ranking, &question, &best);
        let at = plan.study.questions.iter().position(|it| *it == Asked::Having(place)).unwrap();
        let at = u32::try_from(at).unwrap();
        let findings = plan.findings(&plan.study.answer(at..at + 1)).unwrap();
        let id = question.initiatives[place as usize];
        let price = &findings.prices[&id];
        assert!(price.is_proved());
        let mut forced = document.clone();
        force(&mut forced, id, Forced::In);
        let loss = told(&document).value - told(&forced).value;
        assert!((price.at_most - loss).abs() < 1e-9, "{} is not {loss}", price.at_most);
        assert!(price.instead.contains(&id));
    }

    /// The first in rank order that is out and could be in.
    fn left_out(document: &Document, ranking: &RankingReport, question: &Question, best: &Selection) -> u32 {
        let mut places = ranking.ranking.iter().filter_map(|row| question.place(row.id));
        let is_open = |place: &u32| {
            best.chosen.binary_search(place).is_err() && why_impossible(document, question, *place).is_none()
        };
        places.find(is_open).unwrap()
    }

    #[test]
    fn the_frontier_rises_and_meets_the_best() {
        let document = gmpp();
        let (_, question, best) = solved(&document);
        let findings = limits_moved(&document, &question, &best);
        let rises = |points: &[study::Point]| points.windows(2).all(|two| two[0].value < two[1].value);
        assert!(rises(&findings.frontier));
        assert!(findings.frontier.len() > 10 && findings.frontier_without_people.len() > 20);
        let budget = study::whole_budget(&question).unwrap();
        let within = value_within(&findings, budget);
        assert!((within - best.value as f64 / VALUE_UNITS).abs() < 1e-9);
        let taken = study::budget_taken(&question, &best.chosen).unwrap();
        assert!(taken <= budget + 1e-6);
        for worth in findings.worth.values() {
            assert!(worth.more.is_some_and(|gain| gain >= 0.0));
            assert!(worth.less.is_none_or(|loss| loss >= 0.0));
        }
    }

    /// The budgets of the years scaled alike: between the budgets of a grid there is more to choose.
    #[test]
    fn all_efficient_portfolios_are_told_and_each_needs_what_it_says() {
        let document = gmpp();
        let (_, question, best) = solved(&document);
        let some = limits_moved(&document, &question, &best);
        let all = found_by(&document, &question, &best, |asked| {
            matches!(asked, Asked::Within(_) | Asked::Frontier { .. })
        });
        assert!(all.frontier_is_all && !some.frontier_is_all);
        assert!(all.frontier.len() > some.frontier.len());
        for point in some.frontier {
            let value = value_within(&all, point.budget_money);
            assert!((value - point.value).abs() < 1e-9, "the grid knows no better");
        }
        let whole = study::whole_budget(&question).unwrap();
        let worth = all.worth[&study::LeverOf::AllBudgets];
        let more = value_within(&all, whole + worth.step) - best.value as f64 / VALUE_UNITS;
        assert!((worth.more.unwrap() - more).abs() < 1e-9, "asked by itself and read off the frontier");
        for point in all.frontier.iter().step_by(9).skip(1) {
            let (mut scaled, ranking) = (document.clone(), solved(&document).0);
            for year in &mut scaled.portfolio.edit().budget_per_year {
                // A hundred-thousandth more: the document rounds to hundredths, the question to ten-thousandths.
                let amount = year.amount.get() * point.budget_money / whole * (1.0 + 1e-5);
                year.amount = Finite::new(amount).unwrap();
            }
            let (question, _) = ask(&scaled, &ranking, Strictness::AsSet);
            let found = select(&question.problem, &[], PLENTY);
            assert!((found.value as f64 / VALUE_UNITS - point.value).abs() < 1e-9, "{point:?}");
        }
    }

    /// Each point is a search of its own: thousands of candidates kept a worker silent for too long.
    #[test]
    fn of_many_candidates_only_a_grid_of_budgets_is_asked_for() {
        let mut document = gmpp();
        let list = &mut document.initiatives.edit().list;
        let original = list[0].clone();
        for id in 100_000..100_600 {
            let stages = Vec::new();
            list.push(Initiative { id: InitiativeId(id), stages, ..original.clone() });
        }
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let best = select(&question.problem, &[], 1);
        let plan = study::study(&document, &question, None, None, &best, 1);
        let asked = |wanted: fn(&Asked) -> bool| plan.study.questions.iter().filter(|it| wanted(it)).count();
        assert_eq!(asked(|it| matches!(it, Asked::Frontier { .. })), 0);
        assert!(asked(|it| matches!(it, Asked::Within(_))) > 30);
    }

    /// By hand: 100 of budget, at most 40 for run work; then 80 kept for it.
    #[test]
    fn guardrails_divide_the_budget() {
        use crate::model::guardrail::{Bound, WorkPart};
        use crate::model::initiative::WorkClass;
        let rows = [(0.9, 40.0), (0.8, 30.0), (0.3, 30.0), (0.2, 20.0)];
        let (mut document, ranking) = priced(&rows, Some(100.0));
        let classes = [WorkClass::Run, WorkClass::Run, WorkClass::Change, WorkClass::Change];
        for (initiative, class) in document.initiatives.edit().list.iter_mut().zip(classes) {
            initiative.class = class;
        }
        assert_eq!(best_places(&document, &ranking), [0, 1, 2]);
        let of = WorkPart::Class(WorkClass::Run);
        let set = |document: &mut Document, bound, percent: Option<i32>| {
            Edit::Guardrail { of, bound, percent: percent.map(Finite::from) }.apply(document).unwrap();
        };
        set(&mut document, Bound::AtMost, Some(40));
        assert_eq!(best_places(&document, &ranking), [0, 2, 3]);
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let found = select(&question.problem, &[], PLENTY);
        let why = words_of(&document).why_not(&question, &found.chosen, 1);
        assert!(why.contains("£30m more of the 40 % of the budget for Run work"), "{why}");
        let findings = limits_moved(&document, &question, &found);
        let worth = findings.worth[&study::LeverOf::Guardrail(0)];
        assert_eq!((worth.step, worth.more), (5.0, Some(0.0)), "another 5 do not pay for the second");

        set(&mut document, Bound::AtMost, None);
        set(&mut document, Bound::Kept, Some(80));
        assert_eq!(best_places(&document, &ranking), [0, 1, 3], "20 are left for change");
        document.portfolio.edit().budget_per_year.clear();
        assert_eq!(best_places(&document, &ranking), [0, 1, 2, 3], "nothing is divided without a budget");
    }

    #[test]
    fn steps_are_round() {
        for (amount, step) in [(27.5, 20.0), (20.0, 20.0), (9.9, 5.0), (1.0, 1.0), (0.3, 0.2)] {
            assert!((study::round_step(amount) - step).abs() < 1e-9, "{amount}");
        }
    }

    #[test]
    fn the_parts_of_a_portfolio_add_up() {
        let document = gmpp();
        let (_, question, best) = solved(&document);
        let chosen: BTreeSet<InitiativeId> = question.ids(&best.chosen).into_iter().collect();
        for division in balance::balance(&document, None, &chosen) {
            for part in [|it: &balance::Group| it.selected, |it: &balance::Group| it.plan] {
                let whole: f64 = division.groups.iter().map(|group| part(group).share).sum();
                assert!((whole - 1.0).abs() < 1e-9, "{}: {whole}", division.by);
            }
        }
    }
}
