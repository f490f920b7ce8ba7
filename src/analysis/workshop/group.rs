//! What the group has settled on, and whether its people put the same initiatives first.

use serde::Serialize;

use super::group_mean::group_score;
use crate::analysis::firmness::top_of;
use crate::analysis::score::{ScoreError, Scored, value_function};
use crate::engine::scoring::agreement::Ballots;
use crate::engine::scoring::value_function::ValueFunction;
use crate::engine::scoring::weights::Weights;
use crate::model::document::Document;
use crate::model::finite::Finite;
use crate::model::id::ParticipantId;
use crate::model::initiative::Initiatives;
use crate::model::workshop::{Opinion, Round};

/// Kendall's W.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ConcordanceReport {
    /// 0 where the rankings cancel out, 1 where all are the same.
    pub w: f64,
    /// Chance of such agreement among people who rank at random.
    pub p_value: f64,
    /// People counted.
    pub people: usize,
    /// Initiatives counted.
    pub initiatives: usize,
}

/// What the group has settled on, and each person's view of it, in the engine's terms.
pub(super) struct Group<'a> {
    pub(super) document: &'a Document,
    pub(super) initiatives: Initiatives,
    pub(super) people: Vec<ParticipantId>,
    pub(super) opinions: Vec<&'a Opinion>,
    pub(super) top: usize,
}

impl<'a> Group<'a> {
    pub(super) fn new(document: &'a Document, round: &'a Round) -> Result<Self, ScoreError> {
        let mut initiatives = (*document.initiatives).clone();
        for initiative in &mut initiatives.list {
            for leaf in document.scoring.leaves() {
                let score = group_score(&document.workshop, round, initiative.id, leaf.id);
                if let Some(score) = score.and_then(|score| Finite::new(score).ok()) {
                    initiative.scores.insert(leaf.id, score);
                }
            }
        }
        let top = top_of(&initiatives);
        // What cannot be ranked is said at once.
        Scored::new(&document.scoring, &initiatives, &document.people)?;
        Ok(Self {
            document,
            initiatives,
            people: round.opinions.keys().copied().collect(),
            opinions: round.opinions.values().collect(),
            top,
        })
    }

    pub(super) fn scored(&self) -> Option<Scored<'_>> {
        Scored::new(&self.document.scoring, &self.initiatives, &self.document.people).ok()
    }

    /// Agreement of the people's own rankings of what each of them scored.
    pub(super) fn concordance(&self) -> Option<ConcordanceReport> {
        let scored = self.scored()?;
        let functions = functions(&scored)?;
        let columns = scored.leaves.len();
        let mut answers = Vec::new();
        for opinion in &self.opinions {
            let own = own_weights(opinion, &scored);
            let weights = own.as_ref().unwrap_or(scored.matrix.weights()).as_slice();
            for (row, initiative) in self.initiatives.list.iter().enumerate() {
                let said = opinion.scores.get(&initiative.id);
                answers.push(said.map(|said| {
                    let value = |column: usize| {
                        let own =
                            said.get(&scored.leaves[column].id).map(|it| functions[column].value(it.get()));
                        own.unwrap_or(scored.matrix.values(column)[row])
                    };
                    let score: f64 = (0..columns).map(|column| weights[column] * value(column)).sum();
                    // The last bits must not break a tie.
                    (score * 1e12).round() / 1e12
                }));
            }
        }
        // What nobody has scored is no part of the comparison.
        let rows = self.initiatives.list.len();
        let kept: Vec<usize> = (0..rows)
            .filter(|row| answers.iter().skip(*row).step_by(rows.max(1)).any(Option::is_some))
            .collect();
        let answers =
            answers.chunks(rows.max(1)).flat_map(|person| kept.iter().map(|&row| person[row])).collect();
        let found = Ballots::new(answers, kept.len()).ok()?.concordance()?;
        Some(ConcordanceReport {
            w: found.w,
            p_value: found.p_value,
            people: found.people,
            initiatives: found.alternatives,
        })
    }
}

/// What the person's own weights come to; none if they gave none.
pub(super) fn own_weights(opinion: &Opinion, scored: &Scored) -> Option<Weights> {
    let given: Vec<f64> =
        scored.leaves.iter().map(|leaf| opinion.weights.get(&leaf.id).map_or(0.0, |it| it.get())).collect();
    Weights::new(&given).ok()
}

pub(super) fn functions(scored: &Scored) -> Option<Vec<ValueFunction>> {
    scored.leaves.iter().map(|leaf| value_function(leaf).ok()).collect()
}
