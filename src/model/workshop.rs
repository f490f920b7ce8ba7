//! A workshop: who takes part, what each thinks of every initiative, and what is talked about when.
//!
//! Opinions are raw scores on leaf criteria, kept by person and by round, so that they can stay hidden until
//! all have answered, and a second round can begin from the first. They are no part of the plan until the
//! group's scores are taken over into it, and never part of a scenario.

pub mod interviews;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{AgendaItemId, CriterionId, InitiativeId, ParticipantId};
use super::shared::Shared;
use super::unique_keys;
use interviews::Interviews;

/// Everything that belongs to workshops on this portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workshop {
    /// Tells ballots of this portfolio from those of another; empty until one was asked for.
    pub key: String,
    /// What people are asked about.
    pub asked: Asked,
    /// Who takes part, in the order in which they came.
    pub participants: Vec<Participant>,
    /// The last one is under way; none before the workshop begins.
    pub rounds: Vec<Round>,
    /// How people's weights of the criteria become the group's.
    #[serde(default, skip_serializing_if = "WeightsMean::is_arithmetic")]
    pub weights_mean: WeightsMean,
    /// What is talked about, in order.
    pub agenda: Vec<AgendaItem>,
    /// What the sponsor and the team said beforehand.
    #[serde(default)]
    pub interviews: Interviews,
}

/// How the weights that people give become those of the group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WeightsMean {
    /// Keeps differences: everybody's share counts as it is.
    #[default]
    Arithmetic,
    /// Keeps ratios, as joined pairwise judgements do: who gives 0 says no for all.
    Geometric,
}

impl WeightsMean {
    /// All, in display order.
    pub const ALL: [Self; 2] = [Self::Arithmetic, Self::Geometric];

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Arithmetic => "Mean",
            Self::Geometric => "Geometric mean",
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_arithmetic(&self) -> bool {
        *self == Self::Arithmetic
    }
}

/// What people are asked about; an empty list is everything there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Initiatives to score.
    pub initiatives: Vec<InitiativeId>,
    /// Leaf criteria to score them on.
    pub criteria: Vec<CriterionId>,
    /// Whether people may also say how much each criterion matters.
    pub weights: bool,
}

/// Someone who gives an opinion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// Stays for life.
    pub id: ParticipantId,
    /// A name, or a label such as "Anonymous K7Q2" for someone who wishes to stay unnamed.
    pub name: String,
    /// Whom the person speaks for; may be empty.
    pub group: String,
    /// How much the person's scores count in the group's mean, at least 0; usually 1.
    pub weight: Finite,
}

/// One round of opinions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// Whether everybody may see what the others said.
    pub revealed: bool,
    /// What each said; who has said nothing is absent.
    #[serde(deserialize_with = "unique_keys::map")]
    pub opinions: BTreeMap<ParticipantId, Opinion>,
}

/// What one person thinks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// Raw scores, each in its criterion's own unit.
    #[serde(deserialize_with = "unique_keys::map_of_maps")]
    pub scores: BTreeMap<InitiativeId, BTreeMap<CriterionId, Finite>>,
    /// Relative importance of leaf criteria, at least 0; empty if the person left that to the group.
    #[serde(deserialize_with = "unique_keys::map")]
    pub weights: BTreeMap<CriterionId, Finite>,
}

/// Something to talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Stays for life.
    pub id: AgendaItemId,
    /// A few words.
    pub name: String,
    /// Time for it [minutes], 1 to 480.
    pub minutes: u32,
}

impl Workshop {
    /// The participant `id`, if still there.
    pub fn participant(&self, id: ParticipantId) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.id == id)
    }

    /// The round under way, if the workshop has begun.
    pub fn round(&self) -> Option<&Round> {
        self.rounds.last()
    }

    /// Whether the round under way is open to all.
    pub fn is_revealed(&self) -> bool {
        self.round().is_some_and(|round| round.revealed)
    }

    /// Lowest and highest score of each cell on which people differ; empty until the round under way is revealed.
    pub fn disputed(&self) -> BTreeMap<(InitiativeId, CriterionId), (Finite, Finite)> {
        let mut ends: BTreeMap<(InitiativeId, CriterionId), (Finite, Finite)> = BTreeMap::new();
        for opinion in self.round().filter(|round| round.revealed).iter().flat_map(|it| it.opinions.values())
        {
            for (initiative, scores) in &opinion.scores {
                for (criterion, &score) in scores {
                    let (low, high) = ends.entry((*initiative, *criterion)).or_insert((score, score));
                    if score < *low {
                        *low = score;
                    } else if score > *high {
                        *high = score;
                    }
                }
            }
        }
        ends.retain(|_, (low, high)| low < high);
        ends
    }

    /// What `participant` said in the round under way, if anything.
    pub fn opinion(&self, participant: ParticipantId) -> Option<&Opinion> {
        self.round().and_then(|round| round.opinions.get(&participant))
    }

    /// Whether `participant` has said something in the round under way that was not carried over from the one before.
    pub fn has_spoken(&self, participant: ParticipantId) -> bool {
        let before = self.rounds.len().checked_sub(2).map(|index| &self.rounds[index].opinions);
        let carried_over = before.and_then(|before| before.get(&participant));
        self.opinion(participant).is_some_and(|said| Some(said) != carried_over)
    }

    /// Scores and weights given, over all rounds.
    pub fn answers(&self) -> usize {
        self.rounds.iter().flat_map(|round| round.opinions.values()).map(Opinion::answers).sum()
    }

    /// Time for the whole agenda [minutes].
    pub fn agenda_minutes(&self) -> u32 {
        self.agenda.iter().map(|item| item.minutes).sum()
    }
}

impl Asked {
    /// Whether people are asked about `initiative`.
    pub fn has_initiative(&self, initiative: InitiativeId) -> bool {
        self.initiatives.is_empty() || self.initiatives.contains(&initiative)
    }

    /// Whether people are asked about `criterion`.
    pub fn has_criterion(&self, criterion: CriterionId) -> bool {
        self.criteria.is_empty() || self.criteria.contains(&criterion)
    }
}

impl Opinion {
    /// What it says of `initiative` on `criterion`.
    pub fn score(&self, initiative: InitiativeId, criterion: CriterionId) -> Option<Finite> {
        self.scores.get(&initiative).and_then(|scores| scores.get(&criterion)).copied()
    }

    /// Scores and weights given.
    pub fn answers(&self) -> usize {
        self.scores.values().map(BTreeMap::len).sum::<usize>() + self.weights.len()
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.answers() == 0
    }
}

/// Whether there is nothing to write down; files of portfolios without a workshop stay as they were.
pub(super) fn is_nothing(workshop: &Shared<Workshop>) -> bool {
    **workshop == Workshop::default()
}
