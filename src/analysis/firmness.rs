//! How firm a ranking is: how far each weight can move, and how often each initiative would have each rank.

use serde::Serialize;
use thiserror::Error;

use super::headline::figure::Figure;
use super::score::{RankingReport, ScoreError, Scored, nodes};
use crate::engine::scoring::acceptability::{
    Acceptability, Problem, ProblemError, Tally, UncertainValue, ValueRange, WeightSpace,
};
use crate::engine::scoring::stability::{
    Crossing, Slider, StableRange, WeightStability, stability_of_sliders,
};
use crate::engine::scoring::weights::Node;
use crate::model::document::Document;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::Initiatives;
use crate::model::people::People;
use crate::model::scoring::Scoring;

/// Weightings that are sampled.
pub const SAMPLES: u32 = 10_000;

/// Share of itself by which a weight may be smaller or greater under [`Weightings::Around`].
pub const MARGIN: f64 = 0.5;

/// Initiatives that can be sampled: the counts grow with their square, and follow every step of a drag.
pub const MOST_INITIATIVES: usize = 600;

/// Which weightings are thought possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weightings {
    /// Each weight within ± [`MARGIN`] of its present share.
    #[default]
    Around,
    /// Those that keep the present order of the weights.
    SameOrder,
    /// All there are.
    Any,
}

/// How far the weight of one criterion can move before an answer changes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CriterionStability {
    /// Which; branches move all that is under them.
    pub id: CriterionId,
    /// No rank changes.
    pub ranks: Holds,
    /// The first stays first.
    pub leader: Holds,
    /// The first k stay the first k.
    pub top: Holds,
}

/// Weights between which an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Holds {
    /// As shares of the whole weight.
    pub share: (f64, f64),
    /// The same as hand weights while the siblings keep theirs; the upper one is infinite where no weight is too great.
    #[serde(skip)]
    pub hand: (f64, f64),
    /// Who changes places beyond the lower end: the one that falls back, the one that overtakes.
    pub below: Option<(InitiativeId, InitiativeId)>,
    /// The same beyond the upper end.
    pub above: Option<(InitiativeId, InitiativeId)>,
}

/// How far each weight can move, for every criterion in document order.
///
/// `top` is the k of [`CriterionStability::top`]. Each weight moves alone: its siblings give way in proportion.
///
/// # Errors
///
/// [`FirmnessError::ByFormula`] or [`FirmnessError::Score`].
///
/// # Panics
///
/// Never: the sliders are those of the tree that was ranked.
pub fn weight_stability(
    scoring: &Scoring,
    initiatives: &Initiatives,
    people: &People,
    top: usize,
) -> Result<Vec<CriterionStability>, FirmnessError> {
    of_weights(scoring)?;
    let scored = Scored::new(scoring, initiatives, people)?;
    let nodes = nodes(scoring);
    let slider = |node| Slider::in_tree(&nodes, node).expect("the tree was built from these nodes");
    let sliders: Vec<Slider> = (0..nodes.len()).map(slider).collect();
    let found = stability_of_sliders(&scored.matrix, &sliders, top);
    let of_criterion = |(index, found): (usize, &WeightStability)| {
        let holds = |range: &StableRange| Holds::new(range, &sliders[index], &nodes, index, initiatives);
        CriterionStability {
            id: scoring.criteria[index].id,
            ranks: holds(&found.ranks),
            leader: holds(&found.leader),
            top: holds(&found.top),
        }
    };
    Ok(found.iter().enumerate().map(of_criterion).collect())
}

impl Holds {
    fn new(
        range: &StableRange,
        slider: &Slider,
        nodes: &[Node],
        node: usize,
        initiatives: &Initiatives,
    ) -> Self {
        let siblings: f64 = (0..)
            .zip(nodes)
            .filter(|(index, other)| *index != node && other.parent == nodes[node].parent)
            .map(|(_, other)| other.weight)
            .sum();
        // A share s among the siblings is the hand weight w of w ÷ (w + siblings) = s.
        let hand = |weight: f64| {
            let share = (weight / slider.total()).clamp(0.0, 1.0);
            if share < 1.0 { siblings * share / (1.0 - share) } else { f64::INFINITY }
        };
        let pair = |crossing: Option<Crossing>| {
            crossing
                .map(|Crossing { ahead, behind }| (initiatives.list[ahead].id, initiatives.list[behind].id))
        };
        Self {
            share: (range.low, range.high),
            hand: (hand(range.low), hand(range.high)),
            below: pair(range.below),
            above: pair(range.above),
        }
    }
}

/// Why a ranking cannot be sampled.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum FirmnessError {
    /// Nothing can be ranked.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// The ranking goes by a formula: a quotient has no weights that could vary.
    #[error(
        "the ranking goes by {0}, in which no weight can vary: stable ranges and chances of ranks belong to the weighted sum"
    )]
    ByFormula(&'static str),
    /// Above [`MOST_INITIATIVES`].
    #[error("chances of ranks are counted for at most {MOST_INITIATIVES} initiatives, and there are {0}")]
    TooMany(usize),
    /// The engine refuses it.
    #[error(transparent)]
    Problem(#[from] ProblemError),
}

/// Initiatives up to which it is counted how often each is ahead of each other one.
pub const MOST_PAIRED: usize = 60;

/// What is sampled: alternative i is initiative i of the list.
///
/// A missing score may be anything from worst to best; one on which a revealed round of the workshop differs lies
/// between the lowest and the highest answer, most likely where it is now.
///
/// # Errors
///
/// [`FirmnessError`]
///
pub fn acceptability_problem(document: &Document, weightings: Weightings) -> Result<Problem, FirmnessError> {
    let Document { scoring, initiatives, people, workshop, .. } = document;
    of_weights(scoring)?;
    if initiatives.list.len() > MOST_INITIATIVES {
        return Err(FirmnessError::TooMany(initiatives.list.len()));
    }
    let Scored { leaves, raw_scores, functions, matrix } = Scored::new(scoring, initiatives, people)?;
    let space = match weightings {
        Weightings::Around => WeightSpace::around(matrix.weights(), MARGIN),
        Weightings::SameOrder => WeightSpace::Ordinal(order(matrix.weights().as_slice())),
        Weightings::Any => WeightSpace::Uniform,
    };
    let (columns, disputed) = (leaves.len(), workshop.disputed());
    let uncertain = raw_scores.iter().enumerate().filter_map(|(cell, score)| {
        let (alternative, criterion) = (cell / columns, cell % columns);
        let (initiative, leaf) = (initiatives.list[alternative].id, leaves[criterion].id);
        let range = match score {
            None => ValueRange::uniform(0.0, 1.0),
            Some(score) => {
                let (low, high) = disputed.get(&(initiative, leaf))?;
                let value = |score: f64| functions[criterion].value(score);
                // Less may be better; and what was scored since may lie beyond every answer.
                let ends = [value(low.get()), value(high.get()), value(*score)];
                let (low, high) =
                    (ends.into_iter().fold(1.0, f64::min), ends.into_iter().fold(0.0, f64::max));
                ValueRange::triangular(low, value(*score), high)
            }
        };
        let key = (u64::from(initiative.0) << 32) | u64::from(leaf.0);
        Some(UncertainValue { alternative, criterion, key, range: range.ok()? })
    });
    let is_paired = initiatives.list.len() <= MOST_PAIRED;
    Ok(Problem::new(&matrix, &space, uncertain.collect(), is_paired)?)
}

/// Only a ranking by the weighted sum is more or less firm against weights.
fn of_weights(scoring: &Scoring) -> Result<(), FirmnessError> {
    let method = scoring.method;
    if method.is_weighted_sum() { Ok(()) } else { Err(FirmnessError::ByFormula(method.name())) }
}

/// Rank of each weight, 1 for the greatest; equal weights share theirs.
fn order(weights: &[f64]) -> Vec<u32> {
    let greater = |weight: &f64| weights.iter().filter(|other| *other > weight).count();
    weights.iter().map(|weight| 1 + u32::try_from(greater(weight)).unwrap_or(u32::MAX)).collect()
}

/// How often each initiative would have each rank; a partial answer has fewer samples than were asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AcceptabilityReport {
    /// Which weightings were thought possible.
    pub weightings: Weightings,
    /// Weightings sampled.
    pub samples: u64,
    /// Key of all draws.
    pub seed: u64,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// How many the top is.
    pub top: usize,
    /// One for each initiative, in document order.
    pub initiatives: Vec<RankAcceptability>,
}

/// Ranks of one initiative over all sampled weightings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankAcceptability {
    /// Which.
    pub id: InitiativeId,
    /// Share of the weightings that give it rank 1, 2, …; they sum to 1.
    pub ranks: Vec<f64>,
    /// Share of the weightings that put it among the top, with its 95 % interval.
    pub in_top: Figure,
    /// Mean rank, from 1.
    pub expected_rank: f64,
    /// Mean of the weights of the leaf criteria, in the order of the ranking, under which it comes first; they sum to 1.
    /// None if it never does.
    pub central_weights: Option<Vec<f64>>,
    /// Share of the weightings in which it is ahead of each initiative, in document order, a tie counting half; its own
    /// place is none. Empty above [`MOST_PAIRED`] initiatives.
    pub ahead_of: Vec<Option<f64>>,
}

/// Reads the counts of a run on [`acceptability_problem`]; none before the first sample.
pub fn acceptability(
    tally: Tally,
    initiatives: &Initiatives,
    weightings: Weightings,
    seed: u64,
    top: usize,
) -> Option<AcceptabilityReport> {
    if tally.iterations() == 0 || tally.layout().alternatives != initiatives.list.len() {
        return None;
    }
    let checksum = format!("{:016x}", tally.checksum());
    let found: Acceptability = tally.finish();
    let samples = found.samples();
    let others = 0..if found.tally().layout().pairwise { initiatives.list.len() } else { 0 };
    let of_initiative = |(index, initiative): (usize, &crate::model::initiative::Initiative)| {
        let in_top = found.in_top(index, top);
        RankAcceptability {
            id: initiative.id,
            ranks: found.counts(index).iter().map(|&count| count as f64 / samples as f64).collect(),
            in_top: Figure { share: in_top.share, low: in_top.interval.low, high: in_top.interval.high },
            expected_rank: found.expected_rank(index),
            central_weights: found.central_weights(index),
            ahead_of: others
                .clone()
                .map(|other| (other != index).then(|| found.wins(index, other)).flatten().map(|it| it.share))
                .collect(),
        }
    };
    let rows = initiatives.list.iter().enumerate().map(of_initiative).collect();
    Some(AcceptabilityReport { weightings, samples, seed, checksum, top, initiatives: rows })
}

/// How many the top is: as many as the plan has, at least one.
pub fn top_of(initiatives: &Initiatives) -> usize {
    initiatives.in_plan().count().max(1)
}

impl AcceptabilityReport {
    /// The row of initiative `id`.
    pub fn row(&self, id: InitiativeId) -> Option<&RankAcceptability> {
        self.initiatives.iter().find(|row| row.id == id)
    }

    /// Initiatives that come first in at least one weighting in twenty, the likeliest first.
    pub fn contenders(&self) -> Vec<InitiativeId> {
        let first = |row: &RankAcceptability| row.ranks.first().copied().unwrap_or_default();
        let mut rows: Vec<&RankAcceptability> =
            self.initiatives.iter().filter(|row| first(row) >= 0.05).collect();
        rows.sort_by(|one, other| first(other).total_cmp(&first(one)));
        rows.into_iter().map(|row| row.id).collect()
    }
}

/// How firm the ranking is, in a sentence; none if the two are not about the same initiatives.
pub fn how_firm(ranking: &RankingReport, report: &AcceptabilityReport) -> Option<String> {
    let [leader, _, ..] = ranking.ranking.as_slice() else { return None };
    let contenders = report.contenders();
    let planned = ranking.ranking.iter().take(report.top);
    let chances: Option<Vec<f64>> =
        planned.map(|row| report.row(row.id).map(|row| row.in_top.share)).collect();
    let chances = chances?;
    let sure = chances.iter().filter(|&&chance| chance >= 0.95).count();
    let lead = match contenders.as_slice() {
        [only] if *only == leader.id => {
            let first = report.row(leader.id)?.ranks.first()?;
            format!("{} comes first in {:.0} % of the weightings", leader.name, first * 100.0)
        }
        [] | [_] => format!("{} leads by a hair", leader.name),
        several => format!("{} initiatives compete for first place", several.len()),
    };
    let top = report.top;
    Some(format!("{lead}; {sure} of the top {top} are sure of their place"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::rank;
    use crate::engine::scoring::acceptability::sample_chunk;
    use crate::model::edit::{CriterionChange, Edit};
    use crate::model::finite::Finite;
    use crate::model::id::ParticipantId;
    use crate::model::sample;
    use crate::model::workshop::{Opinion, Round};

    fn gmpp() -> Document {
        sample::find("gmpp").unwrap().document()
    }

    fn top_set(document: &Document, top: usize) -> Vec<InitiativeId> {
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap().ranking;
        let mut set: Vec<InitiativeId> = ranking.iter().take(top).map(|row| row.id).collect();
        set.sort_unstable();
        set
    }

    fn with_weight(document: &Document, criterion: CriterionId, weight: f64) -> Document {
        let mut document = document.clone();
        let change = CriterionChange::Weight(Finite::new(weight).unwrap());
        Edit::Criterion { criterion, change }.apply(&mut document).unwrap();
        document
    }

    /// The hand weights on the page are those between which the ranking really holds.
    #[test]
    fn hand_weights_bound_what_they_say() {
        let document = gmpp();
        let top = top_of(&document.initiatives);
        let present = top_set(&document, top);
        for found in
            weight_stability(&document.scoring, &document.initiatives, &document.people, top).unwrap()
        {
            let (low, high) = found.top.hand;
            if found.top.below.is_some() && low > 0.01 {
                assert_eq!(top_set(&with_weight(&document, found.id, low * 1.001), top), present);
                assert_ne!(top_set(&with_weight(&document, found.id, low * 0.999), top), present);
            }
            if found.top.above.is_some() && high < 1e6 {
                assert_eq!(top_set(&with_weight(&document, found.id, high * 0.999), top), present);
                assert_ne!(top_set(&with_weight(&document, found.id, high * 1.001), top), present);
            }
        }
    }

    #[test]
    fn shares_of_the_ranks_sum_to_one_each_way() {
        let document = gmpp();
        for weightings in [Weightings::Around, Weightings::SameOrder, Weightings::Any] {
            let problem = acceptability_problem(&document, weightings).unwrap();
            let tally = sample_chunk(&problem, 7, 0..1_024);
            let report = acceptability(tally, &document.initiatives, weightings, 7, 16).unwrap();
            for row in &report.initiatives {
                assert!((row.ranks.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                assert!(row.in_top.low <= row.in_top.share && row.in_top.share <= row.in_top.high);
            }
            let in_top: f64 = report.initiatives.iter().map(|row| row.in_top.share).sum();
            assert!((in_top - 16.0).abs() < 1e-9, "sixteen places in the top, not {in_top}");
            assert!(!report.contenders().is_empty());
        }
    }

    /// Two initiatives: who is ahead is first, and the weights under which each leads are heavier where it is better.
    #[test]
    fn central_weights_say_for_whom_an_initiative_is_best() {
        let mut document = gmpp();
        document.initiatives.edit().list.truncate(2);
        let problem = acceptability_problem(&document, Weightings::Any).unwrap();
        let report =
            acceptability(sample_chunk(&problem, 7, 0..2_048), &document.initiatives, Weightings::Any, 7, 1)
                .unwrap();
        let [one, other] = report.initiatives.as_slice() else { panic!("two initiatives") };
        assert!((one.ahead_of[1].unwrap() + other.ahead_of[0].unwrap() - 1.0).abs() < 1e-12);
        assert_eq!((one.ahead_of[0], other.ahead_of[1]), (None, None));
        assert!((one.ahead_of[1].unwrap() - one.ranks[0]).abs() < 1e-12);
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let values = |id| &ranking.row(id).unwrap().values;
        let (one_central, other_central) =
            (one.central_weights.as_ref().unwrap(), other.central_weights.as_ref().unwrap());
        let mut gain = 0.0;
        for leaf in 0..one_central.len() {
            let better = values(one.id)[leaf].unwrap() - values(other.id)[leaf].unwrap();
            gain += better * (one_central[leaf] - other_central[leaf]);
        }
        assert!(gain > 0.0 && (one_central.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    /// A cell on which the room differs makes its initiative's rank less sure, but only once all may see it.
    #[test]
    fn a_disputed_score_widens_the_ranks_once_the_round_is_revealed() {
        let mut document = gmpp();
        let initiative = document.initiatives.list[0].id;
        let criterion = *document.initiatives.list[0].scores.keys().next().unwrap();
        let said = |score: f64| Opinion {
            scores: [(initiative, [(criterion, Finite::new(score).unwrap())].into())].into(),
            ..Opinion::default()
        };
        let opinions = [(ParticipantId(9_001), said(1.0)), (ParticipantId(9_002), said(5.0))].into();
        document.workshop.edit().rounds = vec![Round { revealed: false, opinions }];
        let plain = acceptability_problem(&document, Weightings::Around).unwrap();
        document.workshop.edit().rounds[0].revealed = true;
        assert_eq!(document.workshop.disputed().len(), 1);
        let disputed = acceptability_problem(&document, Weightings::Around).unwrap();
        let spread = |problem: &Problem| {
            let tally = sample_chunk(problem, 7, 0..1_024);
            let report = acceptability(tally, &document.initiatives, Weightings::Around, 7, 16).unwrap();
            report.initiatives[0].ranks.iter().filter(|share| **share > 0.0).count()
        };
        assert!(spread(&disputed) > spread(&plain));
    }

    #[test]
    fn the_order_of_the_weights_has_ties() {
        assert_eq!(order(&[0.3, 0.1, 0.3, 0.2, 0.1]), [1, 4, 1, 3, 4]);
    }
}
