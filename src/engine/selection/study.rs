//! What else is worth knowing about an answer: many short questions about one problem.
//!
//! What would it cost to have this candidate, what would one more of that limit
//! bring, which portfolio is best for each budget, which under other weights: each
//! is one more selection, and none needs the answer of another. So they can be
//! worked off by anybody in any order. An answer is a list of words in places of
//! its own; answers of different questions add up to one list.

use std::ops::{Range, RangeInclusive};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::alternatives::alternatives;
use super::budget::Budget;
use super::delivery::Delivery;
use super::explain::{Price, price_of_dropping, price_of_having};
use super::frontier::Frontier;
use super::problem::{Parts, Problem};
use super::robust::Core;
use super::robust::costs::UncertainCosts;
use super::search::{Selection, SolveStatus, select};
use crate::counts;
use crate::scoring::acceptability::{self, drawn_scores};

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    /// The problem itself, with more patience.
    Proof {
        /// Nodes of the search.
        nodes: u64,
    },
    /// What it costs to have a candidate.
    Having(u32),
    /// What it costs to do without a candidate.
    Dropping(u32),
    /// The best portfolio within other limits.
    Within(Vec<NewLimit>),
    /// All efficient points of a stretch of budgets, or the greatest of them.
    Frontier {
        /// The budget that is scaled.
        budget: Budget,
        /// The least that a point may need [steps of the budget].
        from: i64,
        /// The most that a point may need [steps of the budget].
        to: i64,
        /// Points that are told at most.
        most: u32,
    },
    /// The best portfolio for each of some sampled weightings, with costs drawn as well if they are uncertain.
    Weightings {
        /// First sample.
        from: u32,
        /// One beyond the last.
        to: u32,
    },
    /// The best portfolio that runs short of each role in each period in at most so many draws.
    Deliverable {
        /// How many.
        most_exceeded: u32,
    },
    /// Portfolios that are worth as much as the best.
    Ties {
        /// How many to look for.
        most: u32,
    },
}

/// Another limit of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewLimit {
    /// Index of the row.
    pub row: u32,
    /// Its limit instead [units of the row], at least 0.
    pub limit: i64,
}

/// How values are drawn for [`Asked::Weightings`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sampling {
    /// Alternative *i* is candidate *i*.
    pub weightings: acceptability::Problem,
    /// Units of value in a score of 1.
    pub units_per_score: f64,
    /// How far costs may be off.
    pub costs: UncertainCosts,
    /// Key of all draws.
    pub seed: u64,
}

/// A problem, its answer, and the questions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Study {
    /// What was asked first.
    pub problem: Problem,
    /// Its answer: prices are differences to it, and every search starts from it.
    pub best: Selection,
    /// Questions, the most urgent first.
    pub questions: Vec<Asked>,
    /// None if no weighting is asked for.
    pub sampling: Option<Sampling>,
    /// None if people are no limit, or nobody asks for [`Asked::Deliverable`].
    pub delivery: Option<Delivery>,
    /// Nodes of each search.
    pub nodes: u64,
    /// Whether the portfolios behind prices are told as well.
    pub tells_instead: bool,
}

/// Answers so far.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    study: &'a Study,
    words: &'a [u64],
}

/// What one question came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A portfolio.
    Selection(Selection),
    /// A loss against the best.
    Price {
        /// It is no less than this: proved [units of value].
        at_least: i64,
        /// What it is at most [units of value].
        at_most: i64,
        /// The portfolio instead, by index; empty if it is not told.
        instead: Vec<u32>,
    },
    /// Nothing is feasible then.
    Impossible,
    /// Points of the frontier, by ascending need.
    Frontier {
        /// Each is worth more than the one before it.
        points: Vec<Efficient>,
        /// Whether these are all of the stretch, each of them proved.
        complete: bool,
    },
    /// Portfolios worth as much as the best, the best included.
    Ties {
        /// By index, ascending.
        portfolios: Vec<Vec<u32>>,
        /// Whether these are all.
        complete: bool,
    },
}

/// A point of the frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Efficient {
    /// What the portfolio needs of the budget [steps of it].
    pub needed: i64,
    /// What it is worth [units of value].
    pub value: i64,
    /// No portfolio that needs no more is worth more [units of value].
    pub upper_bound: i64,
}

/// Best portfolios of sampled weightings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// Counts over the samples.
    pub core: Core,
    /// Samples whose portfolio is not proved best.
    pub unproved: u64,
}

/// Words that belong to another study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{given} words are no answers of this study, which has {wanted}; ask again")]
pub struct AnswersError {
    /// Words given.
    pub given: usize,
    /// Words of the study.
    pub wanted: usize,
}

// What stands first in the place of a question; 0 is no answer yet.
const IMPOSSIBLE: u64 = 1;
const PROVED: u64 = 2;
const STOPPED: u64 = 3;
/// In front of a portfolio: state and two numbers.
const HEAD: usize = 3;
/// Times the nodes of another question that a stretch of the frontier may take: it holds many points, but nobody may
/// wait for it for long.
const FRONTIER_TIMES: u64 = 10;
/// Need, value and bound of a point of the frontier.
const POINT: usize = 3;

impl Study {
    /// Words of an answer: the number of questions answered, the place of each question, the counts over
    /// the weightings.
    pub fn words(&self) -> usize {
        self.tally_start() + 2 + self.problem.candidates()
    }

    /// Answers the questions with these numbers.
    ///
    /// # Panics
    ///
    /// If a candidate or row is not in the problem, or there is no such question.
    pub fn answer(&self, questions: Range<u32>) -> Vec<u64> {
        let mut words = vec![0; self.words()];
        let places = self.places();
        for index in questions.start as usize..questions.end as usize {
            words[0] += 1;
            let (ours, tally) = words.split_at_mut(self.tally_start());
            match &self.questions[index] {
                Asked::Weightings { from, to } => {
                    let counted = self.weightings(*from..*to);
                    counts::add(tally, &counted);
                }
                asked => {
                    let answer = self.one(asked);
                    ours[places[index]..][..answer.len()].copy_from_slice(&answer);
                }
            }
        }
        words
    }

    fn one(&self, asked: &Asked) -> Vec<u64> {
        let known = &self.best.chosen;
        match asked {
            Asked::Proof { nodes } => self.selected(&select(&self.problem, known, *nodes)),
            Asked::Within(limits) => {
                let mut parts = self.problem.parts().clone();
                for new in limits {
                    parts.rows[new.row as usize].limit = new.limit.max(0);
                }
                self.selected(&select(&remade(parts), known, self.nodes))
            }
            Asked::Frontier { budget, from, to, most } => self.frontier(budget, *from..=*to, *most as usize),
            Asked::Having(candidate) => {
                self.priced(price_of_having(&self.problem, &self.best, *candidate, self.nodes).ok())
            }
            Asked::Dropping(candidate) => {
                self.priced(price_of_dropping(&self.problem, &self.best, *candidate, self.nodes).ok())
            }
            Asked::Deliverable { most_exceeded } => match &self.delivery {
                Some(it) => self.selected(&it.best(&self.problem, *most_exceeded, known, self.nodes)),
                None => self.selected(&self.best),
            },
            Asked::Ties { most } => {
                let found = alternatives(&self.problem, known, *most as usize, self.nodes);
                let mut words = vec![if found.complete { PROVED } else { STOPPED }];
                words.push(found.portfolios.len() as u64);
                words.extend(found.portfolios.iter().flat_map(|one| self.bits(one)));
                words
            }
            Asked::Weightings { .. } => Vec::new(),
        }
    }

    /// State, number of points, and the points by ascending need; within some times the work of another question.
    fn frontier(&self, budget: &Budget, extents: RangeInclusive<i64>, most: usize) -> Vec<u64> {
        let mut frontier = Frontier::all(&self.problem, budget, extents, self.nodes);
        let (mut is_done, mut steps) = (false, 0);
        // One more than is told: the last may still turn out to be matched by a cheaper one.
        while !is_done && steps < FRONTIER_TIMES * self.nodes && frontier.points().count() <= most {
            is_done = frontier.step(1);
            steps += 1;
        }
        let points: Vec<_> = frontier.points().collect();
        // The cheapest so far may still be matched by a cheaper one, unless there is none.
        let sure = if is_done { &points[..] } else { points.get(1..).unwrap_or_default() };
        let told = &sure[sure.len().saturating_sub(most)..];
        let proved = told.iter().all(|it| it.selection.status == SolveStatus::Optimal);
        let is_complete = is_done && proved && told.len() == points.len();
        let mut words = vec![if is_complete { PROVED } else { STOPPED }, told.len() as u64];
        for point in told {
            let bound = point.selection.upper_bound;
            words.extend([point.needed, point.selection.value, bound].map(i64::cast_unsigned));
        }
        words
    }

    /// Portfolios counted, those unproved, and how often each candidate is in one.
    fn weightings(&self, samples: Range<u32>) -> Vec<u64> {
        let mut tally = vec![0; 2 + self.problem.candidates()];
        let Some(sampling) = &self.sampling else { return tally };
        let mut known = self.best.chosen.clone();
        for (sample, scores) in
            samples.clone().zip(drawn_scores(&sampling.weightings, sampling.seed, samples))
        {
            let values = scores.iter().map(|score| whole(score * sampling.units_per_score)).collect();
            let mut parts = Parts { values, ..self.problem.parts().clone() };
            sampling.costs.draw(&mut parts, sampling.seed, sample);
            let found = select(&remade(parts), &known, self.nodes);
            if found.status == SolveStatus::Infeasible {
                continue;
            }
            tally[0] += 1;
            tally[1] += u64::from(found.status != SolveStatus::Optimal);
            for &candidate in &found.chosen {
                tally[2 + candidate as usize] += 1;
            }
            known = found.chosen;
        }
        tally
    }

    fn selected(&self, found: &Selection) -> Vec<u64> {
        let state = match found.status {
            SolveStatus::Infeasible => IMPOSSIBLE,
            SolveStatus::Optimal => PROVED,
            SolveStatus::Feasible | SolveStatus::Stopped => STOPPED,
        };
        let mut words = vec![state, found.value.cast_unsigned(), found.upper_bound.cast_unsigned()];
        words.extend(self.bits(&found.chosen));
        words
    }

    fn priced(&self, price: Option<Price>) -> Vec<u64> {
        let Some(Price::Possible { instead, at_least, at_most }) = price else { return vec![IMPOSSIBLE] };
        let state = if at_least == at_most { PROVED } else { STOPPED };
        let mut words = vec![state, at_most.cast_unsigned(), at_least.cast_unsigned()];
        if self.tells_instead {
            words.extend(self.bits(&instead.chosen));
        }
        words
    }

    /// A portfolio as one bit for each candidate.
    fn bits(&self, chosen: &[u32]) -> Vec<u64> {
        let mut bits = vec![0; self.set_words()];
        for &candidate in chosen {
            bits[candidate as usize / 64] |= 1 << (candidate % 64);
        }
        bits
    }

    fn set_words(&self) -> usize {
        self.problem.candidates().div_ceil(64)
    }

    fn length(&self, asked: &Asked) -> usize {
        match asked {
            Asked::Proof { .. } | Asked::Within(_) | Asked::Deliverable { .. } => HEAD + self.set_words(),
            Asked::Having(_) | Asked::Dropping(_) if self.tells_instead => HEAD + self.set_words(),
            Asked::Having(_) | Asked::Dropping(_) => HEAD,
            Asked::Frontier { most, .. } => 2 + *most as usize * POINT,
            Asked::Ties { most } => 2 + *most as usize * self.set_words(),
            Asked::Weightings { .. } => 0,
        }
    }

    /// Where the place of each question begins.
    fn places(&self) -> Vec<usize> {
        let place = |next: &mut usize, asked| {
            let place = *next;
            *next += self.length(asked);
            Some(place)
        };
        self.questions.iter().scan(1, place).collect()
    }

    fn tally_start(&self) -> usize {
        1 + self.questions.iter().map(|asked| self.length(asked)).sum::<usize>()
    }
}

impl<'a> Answers<'a> {
    /// Reads words that [`Study::answer`] gave, or sums of them.
    ///
    /// # Errors
    ///
    /// [`AnswersError`] if they are of another study.
    pub fn new(study: &'a Study, words: &'a [u64]) -> Result<Self, AnswersError> {
        let (given, wanted) = (words.len(), study.words());
        if given == wanted { Ok(Self { study, words }) } else { Err(AnswersError { given, wanted }) }
    }

    /// What each question came to, in order; none while it is open, and for weightings.
    pub fn all(&self) -> Vec<Option<Answer>> {
        let places = self.study.places();
        self.study.questions.iter().zip(places).map(|(asked, place)| self.one(asked, place)).collect()
    }

    /// Best portfolios under the weightings sampled so far.
    ///
    /// # Panics
    ///
    /// Never: the words were counted when they were read.
    pub fn weighted(&self) -> Weighted {
        let tally = &self.words[self.study.tally_start()..];
        Weighted { core: Core::of_counts(tally[0], tally[2..].to_vec()), unproved: tally[1] }
    }

    fn one(&self, asked: &Asked, place: usize) -> Option<Answer> {
        let words = &self.words[place..][..self.study.length(asked)];
        let state = *words.first()?;
        if state == 0 {
            return None;
        }
        Some(match asked {
            Asked::Ties { .. } => {
                let count = usize::try_from(words[1]).unwrap_or(usize::MAX);
                let sets = words[2..].chunks(self.study.set_words().max(1)).take(count);
                Answer::Ties { portfolios: sets.map(indices).collect(), complete: state == PROVED }
            }
            Asked::Frontier { .. } => {
                let count = usize::try_from(words[1]).unwrap_or(usize::MAX);
                let point = |words: &[u64]| Efficient {
                    needed: words[0].cast_signed(),
                    value: words[1].cast_signed(),
                    upper_bound: words[2].cast_signed(),
                };
                let points = words[2..].chunks_exact(POINT).take(count).map(point).collect();
                Answer::Frontier { points, complete: state == PROVED }
            }
            Asked::Having(_) | Asked::Dropping(_) if state == IMPOSSIBLE => Answer::Impossible,
            Asked::Having(_) | Asked::Dropping(_) => Answer::Price {
                at_most: words[1].cast_signed(),
                at_least: words[2].cast_signed(),
                instead: indices(&words[HEAD..]),
            },
            Asked::Proof { .. } | Asked::Within(_) | Asked::Deliverable { .. } | Asked::Weightings { .. } => {
                Answer::Selection(Selection {
                    chosen: indices(&words[HEAD..]),
                    value: words[1].cast_signed(),
                    upper_bound: words[2].cast_signed(),
                    status: match state {
                        IMPOSSIBLE => SolveStatus::Infeasible,
                        PROVED => SolveStatus::Optimal,
                        _ => SolveStatus::Stopped,
                    },
                })
            }
        })
    }
}

fn remade(parts: Parts) -> Problem {
    Problem::new(parts).expect("other values and limits within bounds leave a problem that makes sense")
}

fn indices(bits: &[u64]) -> Vec<u32> {
    let set = |(word, bits): (u32, &u64)| {
        let bits = *bits;
        (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit).collect::<Vec<u32>>()
    };
    (0..).zip(bits).flat_map(set).collect()
}

#[expect(clippy::cast_possible_truncation, reason = "scores are from 0 to 1, their units far below 2^40")]
fn whole(units: f64) -> i64 {
    units.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::acceptability::WeightSpace;
    use crate::scoring::additive::DecisionMatrix;
    use crate::scoring::value_function::ValueFunction;
    use crate::scoring::weights::Weights;
    use crate::selection::problem::{Demand, Row};

    /// Ten of money for three candidates that cost 6, 5 and 5.
    fn study(questions: Vec<Asked>) -> Study {
        let demands = [(0, 6), (1, 5), (2, 5)].map(|(candidate, units)| Demand { candidate, units });
        let problem = Problem::new(Parts {
            values: vec![80, 51, 50],
            rows: vec![Row { demands: demands.to_vec(), limit: 10 }],
            ..Parts::default()
        })
        .unwrap();
        let best = select(&problem, &[], 100);
        let functions = vec![ValueFunction::linear(0.0, 1.0).unwrap(); 2];
        let raw = [1.0, 0.0, 0.5, 0.5, 0.5, 0.5].map(Some);
        let matrix = DecisionMatrix::new(&raw, &functions, Weights::new(&[1.0, 1.0]).unwrap()).unwrap();
        let weightings =
            acceptability::Problem::new(&matrix, &WeightSpace::Uniform, Vec::new(), false).unwrap();
        let costs = UncertainCosts { margin: 0.0, rows: vec![0], keys: vec![1, 2, 3] };
        let sampling = Some(Sampling { weightings, units_per_score: 100.0, costs, seed: 7 });
        Study { problem, best, questions, sampling, delivery: None, nodes: 1_000, tells_instead: true }
    }

    #[test]
    fn answers_of_parts_add_up_to_the_whole() {
        let questions = vec![
            Asked::Proof { nodes: 100 },
            Asked::Having(0),
            Asked::Weightings { from: 0, to: 20 },
            Asked::Dropping(1),
            Asked::Weightings { from: 20, to: 300 },
            Asked::Within(vec![NewLimit { row: 0, limit: 11 }]),
            Asked::Ties { most: 4 },
        ];
        let study = study(questions);
        let whole = study.answer(0..7);
        let mut parts = study.answer(3..7);
        counts::add(&mut parts, &study.answer(0..3));
        assert_eq!(parts, whole);
        assert_eq!(whole[0], 7);
    }

    #[test]
    fn a_frontier_that_is_cut_off_keeps_its_greatest_points_and_says_so() {
        let asked = |most| {
            let budget = Budget::new(&study(Vec::new()).problem, &[0]).unwrap();
            let study = study(vec![Asked::Frontier { budget, from: 0, to: 16, most }]);
            let words = study.answer(0..1);
            Answers::new(&study, &words).unwrap().all().remove(0)
        };
        let point = |needed, value| Efficient { needed, value, upper_bound: value };
        let all =
            vec![point(0, 0), point(5, 51), point(6, 80), point(10, 101), point(11, 131), point(16, 181)];
        assert_eq!(asked(3), Some(Answer::Frontier { points: all[3..].to_vec(), complete: false }));
        assert_eq!(asked(9), Some(Answer::Frontier { points: all, complete: true }));
    }

    #[test]
    fn each_question_has_its_answer() {
        let study = study(vec![
            Asked::Having(0),
            Asked::Dropping(1),
            Asked::Within(vec![NewLimit { row: 0, limit: 11 }]),
            Asked::Within(vec![NewLimit { row: 0, limit: 4 }]),
            Asked::Ties { most: 4 },
        ]);
        let words = study.answer(0..5);
        let answers = Answers::new(&study, &words).unwrap().all();
        let price = |at, instead| Some(Answer::Price { at_least: at, at_most: at, instead });
        assert_eq!(answers[0], price(21, vec![0]));
        assert_eq!(answers[1], price(21, vec![0]));
        let within = |answer: &Option<Answer>| match answer {
            Some(Answer::Selection(found)) => (found.chosen.clone(), found.value),
            other => panic!("no portfolio: {other:?}"),
        };
        assert_eq!(within(&answers[2]), (vec![0, 1], 131));
        assert_eq!(within(&answers[3]), (vec![], 0));
        assert_eq!(answers[4], Some(Answer::Ties { portfolios: vec![vec![1, 2]], complete: true }));
        let open = vec![0; study.words()];
        assert!(Answers::new(&study, &open).unwrap().all().iter().all(Option::is_none));
        assert!(Answers::new(&study, &open[1..]).is_err());
    }

    /// The first is worth w, the others ½ each: 1 − w between them and … the pair is always worth 1 ≥ w.
    #[test]
    fn under_every_weighting_the_pair_is_worth_more() {
        let study = study(vec![Asked::Weightings { from: 0, to: 500 }]);
        let words = study.answer(0..1);
        let weighted = Answers::new(&study, &words).unwrap().weighted();
        assert_eq!((weighted.core.portfolios(), weighted.unproved), (500, 0));
        assert_eq!(weighted.core.shares()[1..], [1.0, 1.0]);
    }

    /// Two that cost 5 of 10 each are no longer always affordable together when costs may be off.
    #[test]
    fn uncertain_costs_unsettle_what_only_just_fits() {
        let mut study = study(vec![Asked::Weightings { from: 0, to: 400 }]);
        study.sampling.as_mut().unwrap().costs.margin = 0.3;
        let words = study.answer(0..1);
        let shares = Answers::new(&study, &words).unwrap().weighted().core.shares();
        assert!((0.3..0.8).contains(&shares[1]) && (0.3..0.8).contains(&shares[2]), "{shares:?}");
        assert!(shares[0] > 0.0, "dear but alone it fits: {shares:?}");
    }
}
