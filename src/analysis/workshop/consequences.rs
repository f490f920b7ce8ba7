//! What is worth talking about, and which answers could still change the top.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cells::CellReport;
use super::group::{Group, functions, own_weights};
use crate::analysis::score::Scored;
use crate::engine::scoring::disagreement::{Disagreement, Subject, View, disagreements};
use crate::engine::scoring::information::{Question, Unknown, value_of_information};
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};

/// Cells times people times initiatives beyond which disagreements are not tried one by one.
const MOST_TRIALS: usize = 400_000_000;

/// What a talking point is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// One score.
    Cell(InitiativeId, CriterionId),
    /// All scores on one criterion.
    Criterion(CriterionId),
    /// The weight of one criterion.
    Weight(CriterionId),
}

/// A disagreement that matters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TalkingPoint {
    /// About what.
    pub topic: Topic,
    /// In words: "One Login on Public value".
    pub name: String,
    /// Initiatives that would enter the top if one of them had their way, on average.
    pub top_changes: f64,
    /// The same for the person whose view changes most.
    pub most_top_changes: usize,
    /// Initiatives whose rank would change, on average.
    pub rank_changes: f64,
    /// The same for the person whose view changes most.
    pub most_rank_changes: usize,
    /// Whose view changes most.
    pub person: ParticipantId,
}

/// An answer that could still change the top.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenQuestion {
    /// About what.
    pub topic: Topic,
    /// In words.
    pub name: String,
    /// Chance that the top changes, if each answer given were equally likely to be right, 0 to 1.
    pub chance: f64,
    /// Expected number of initiatives that would enter the top.
    pub top_changes: f64,
}

impl Group<'_> {
    /// What would change the ranking, and which answer could still change the top.
    pub(super) fn consequences(&self, cells: &[CellReport]) -> (Vec<TalkingPoint>, Vec<OpenQuestion>) {
        self.try_consequences(cells).unwrap_or_default()
    }

    fn try_consequences(&self, cells: &[CellReport]) -> Option<(Vec<TalkingPoint>, Vec<OpenQuestion>)> {
        let scored = self.scored()?;
        let functions = functions(&scored)?;
        let rows: BTreeMap<InitiativeId, usize> =
            self.initiatives.list.iter().enumerate().map(|(row, it)| (it.id, row)).collect();
        let columns: BTreeMap<CriterionId, usize> =
            scored.leaves.iter().enumerate().map(|(column, it)| (it.id, column)).collect();
        let contested: Vec<&CellReport> = cells.iter().filter(|cell| cell.is_contested()).collect();
        if contested.len().saturating_mul(self.people.len()).saturating_mul(rows.len()) > MOST_TRIALS {
            return None;
        }
        let place = |cell: &CellReport| Some((*rows.get(&cell.initiative)?, *columns.get(&cell.criterion)?));
        let mut views: Vec<View> = (self.opinions.iter())
            .map(|opinion| View {
                values: vec![None; rows.len() * columns.len()],
                weights: own_weights(opinion, &scored),
            })
            .collect();
        let mut questions = Vec::new();
        let mut topics = Vec::new();
        for cell in contested {
            let (row, column) = place(cell)?;
            let value = |score: f64| functions[column].value(score).clamp(0.0, 1.0);
            for (person, score) in &cell.answers {
                let index = self.people.iter().position(|it| it == person)?;
                views[index].values[row * columns.len() + column] = Some(value(*score));
            }
            let levels = cell.answers.iter().map(|(_, score)| value(*score)).collect();
            questions
                .push(Question { unknown: Unknown::Value { alternative: row, criterion: column }, levels });
            topics.push(Topic::Cell(cell.initiative, cell.criterion));
        }
        for (column, leaf) in scored.leaves.iter().enumerate() {
            let levels: Vec<f64> = views
                .iter()
                .filter_map(|view| Some(view.weights.as_ref()?.as_slice()[column].clamp(0.0, 1.0)))
                .collect();
            if !levels.is_empty() {
                questions.push(Question { unknown: Unknown::Weight { criterion: column }, levels });
                topics.push(Topic::Weight(leaf.id));
            }
        }
        let talk = disagreements(&scored.matrix, &views, self.top).ok()?;
        let talk =
            talk.iter().filter(|it| it.most_rank_changes > 0).map(|it| self.talking_point(it, &scored));
        let open = value_of_information(&scored.matrix, &questions, self.top).ok()?;
        let open = open.iter().filter(|it| it.chance > 0.0).map(|it| {
            let topic = topics[it.question];
            let name = self.name(topic);
            OpenQuestion { topic, name, chance: it.chance, top_changes: it.top_changes }
        });
        Some((talk.collect(), open.collect()))
    }

    fn talking_point(&self, found: &Disagreement, scored: &Scored) -> TalkingPoint {
        let topic = match found.subject {
            Subject::Cell { alternative, criterion } => {
                Topic::Cell(self.initiatives.list[alternative].id, scored.leaves[criterion].id)
            }
            Subject::Criterion(criterion) => Topic::Criterion(scored.leaves[criterion].id),
            Subject::Weight(criterion) => Topic::Weight(scored.leaves[criterion].id),
        };
        TalkingPoint {
            topic,
            name: self.name(topic),
            top_changes: found.top_changes,
            most_top_changes: found.most_top_changes,
            rank_changes: found.rank_changes,
            most_rank_changes: found.most_rank_changes,
            person: self.people[found.person],
        }
    }

    fn name(&self, topic: Topic) -> String {
        let criterion =
            |id| self.document.scoring.criterion(id).map_or_else(String::new, |it| it.name.clone());
        let initiative = |id| self.initiatives.initiative(id).map_or_else(String::new, |it| it.name.clone());
        match topic {
            Topic::Cell(row, column) => format!("{} on {}", initiative(row), criterion(column)),
            Topic::Criterion(id) => format!("Everything on {}", criterion(id)),
            Topic::Weight(id) => format!("Weight of {}", criterion(id)),
        }
    }
}
