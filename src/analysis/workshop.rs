//! What a workshop has found: where people agree, what is worth talking about, and when it is good enough.
//!
//! The group's score of a cell is the mean of those who scored it, weighted by person; where nobody did, the
//! plan's own score stands. On that matrix each person's view is put in place of the group's, all else held
//! ([`disagreement`](crate::engine::scoring::disagreement)), and each answer that was given is tried as if it
//! were the right one ([`information`](crate::engine::scoring::information)).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::firmness::top_of;
use super::score::{ScoreError, Scored, value_function};
use crate::engine::scoring::agreement::{Ballots, Spread, mean_agreement};
use crate::engine::scoring::disagreement::{Disagreement, Subject, View, disagreements};
use crate::engine::scoring::information::{Question, Unknown, value_of_information};
use crate::engine::scoring::value_function::ValueFunction;
use crate::engine::scoring::weights::Weights;
use crate::model::document::Document;
use crate::model::edit::{CriterionChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId, ParticipantId};
use crate::model::initiative::Initiatives;
use crate::model::workshop::{Opinion, Round, Workshop};

/// Whoever is further from the median than this share of the scale is asked to speak: two levels of five.
pub const OUTLIER_SHARE: f64 = 0.25;
/// Greatest chance that one more answer changes the top at which it is good enough.
pub const GOOD_ENOUGH_CHANCE: f64 = 0.1;
/// Cells times people times initiatives beyond which disagreements are not tried one by one.
const MOST_TRIALS: usize = 400_000_000;

/// What is known once people have answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkshopReport {
    /// Round, from 1.
    pub round: usize,
    /// People who said something.
    pub people: usize,
    /// Whether they put the same initiatives first.
    pub concordance: Option<ConcordanceReport>,
    /// Kendall's W of the round before, if there was one.
    pub concordance_before: Option<f64>,
    /// Each criterion that somebody scored, in display order.
    pub criteria: Vec<CriterionAgreement>,
    /// Each cell that somebody scored, by initiative in document order, then by criterion.
    pub cells: Vec<CellReport>,
    /// What the weights would be if people's own counted; empty if nobody gave any.
    pub weights: Vec<WeightReport>,
    /// How many the top is.
    pub top: usize,
    /// What would change the ranking if somebody had their way, the greatest change first.
    pub talk: Vec<TalkingPoint>,
    /// Which answers could still change the top, the likeliest first.
    pub questions: Vec<OpenQuestion>,
    /// Whether no answer given would change the top with a chance above [`GOOD_ENOUGH_CHANCE`].
    pub is_good_enough: bool,
}

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

/// How far people agree about one criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CriterionAgreement {
    /// Which.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// 0 where half say one end and half the other, 1 where all say the same; none while no two scored one cell.
    pub agreement: Option<f64>,
}

/// What people say of one initiative on one criterion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CellReport {
    /// Which initiative.
    pub initiative: InitiativeId,
    /// Which criterion.
    pub criterion: CriterionId,
    /// Who says what, from the lowest score.
    pub answers: Vec<(ParticipantId, f64)>,
    /// The group's score: the mean, weighted by person; none if all of them weigh 0.
    pub group_score: Option<f64>,
    /// Middle answer.
    pub median: f64,
    /// Sample standard deviation; none for one answer.
    pub standard_deviation: Option<f64>,
    /// Distance between the quartiles.
    pub interquartile_range: f64,
    /// Who is far enough from the median to be asked why, lowest first.
    pub outliers: Vec<ParticipantId>,
}

/// What people say of the weight of one criterion, as shares of the whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WeightReport {
    /// Which.
    pub criterion: CriterionId,
    /// Its share in the plan.
    pub plan: f64,
    /// The group's: the mean, weighted by person.
    pub group: f64,
    /// Least share that somebody gives it.
    pub low: f64,
    /// Greatest share that somebody gives it.
    pub high: f64,
}

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

/// The group's score of one cell in `round`: the mean, weighted by person. None if nobody with a weight scored it.
pub fn group_score(
    workshop: &Workshop,
    round: &Round,
    initiative: InitiativeId,
    criterion: CriterionId,
) -> Option<f64> {
    let mut scores: Vec<(f64, f64)> = workshop
        .participants
        .iter()
        .filter_map(|person| {
            let score = round.opinions.get(&person.id)?.score(initiative, criterion)?;
            Some((score.get(), person.weight.get()))
        })
        .collect();
    weighted_mean(&mut scores)
}

/// The plan's scores become the group's, as one step; nothing if they are that already.
pub fn take_over_scores(document: &Document) -> Option<Edit> {
    let workshop = &document.workshop;
    let round = workshop.round()?;
    let mut edits = Vec::new();
    for (initiative, criterion) in cells(round) {
        let Some(score) = group_score(workshop, round, initiative, criterion) else { continue };
        let Ok(score) = Finite::new(score) else { continue };
        let now = document.initiatives.initiative(initiative).and_then(|it| it.scores.get(&criterion));
        if now != Some(&score) {
            edits.push(Edit::SetScore { initiative, criterion, score: Some(score) });
        }
    }
    let label = "scores of the workshop".to_owned();
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}

/// The weights become the group's, as one step; nothing if nobody gave any.
pub fn take_over_weights(document: &Document) -> Option<Edit> {
    let shares: BTreeMap<CriterionId, f64> =
        group_weights(document)?.into_iter().map(|row| (row.criterion, row.group)).collect();
    // A branch weighs what all under it weigh, so that the share of every leaf comes out.
    let total_under = |id: CriterionId| {
        let mut open = vec![id];
        let mut total = 0.0;
        while let Some(at) = open.pop() {
            total += shares.get(&at).copied().unwrap_or(0.0);
            open.extend(document.scoring.criteria.iter().filter(|it| it.parent == Some(at)).map(|it| it.id));
        }
        total
    };
    let edits: Vec<Edit> = document
        .scoring
        .criteria
        .iter()
        .filter_map(|it| {
            let weight = Finite::new(100.0 * total_under(it.id)).ok()?;
            let change = CriterionChange::Weight(weight);
            (it.weight != weight).then_some(Edit::Criterion { criterion: it.id, change })
        })
        .collect();
    let label = "weights of the workshop".to_owned();
    (!edits.is_empty()).then_some(Edit::Several { label, edits })
}

/// What the round under way has found; nothing while nobody has said anything.
///
/// # Errors
///
/// [`ScoreError`] if nothing can be ranked.
pub fn report(document: &Document) -> Result<Option<WorkshopReport>, ScoreError> {
    let workshop = &document.workshop;
    let Some(round) = workshop.round().filter(|round| !round.opinions.is_empty()) else { return Ok(None) };
    let group = Group::new(document, round)?;
    let cells = cell_reports(document, round);
    let (talk, questions) = group.consequences(&cells);
    let before = workshop.rounds.len().checked_sub(2).map(|index| &workshop.rounds[index]);
    let before = before.and_then(|before| Group::new(document, before).ok()?.concordance());
    Ok(Some(WorkshopReport {
        round: workshop.rounds.len(),
        people: round.opinions.len(),
        concordance: group.concordance(),
        concordance_before: before.map(|it| it.w),
        criteria: criterion_agreement(document, &cells),
        weights: group_weights(document).unwrap_or_default(),
        top: group.top,
        is_good_enough: questions.iter().all(|question| question.chance <= GOOD_ENOUGH_CHANCE),
        talk,
        questions,
        cells,
    }))
}

/// The finding in a sentence: how far people agree, and on what they differ most.
pub fn finding(report: &WorkshopReport) -> String {
    let people = match report.people {
        1 => return "One person has answered; two make a conversation".to_owned(),
        n => format!("{n} people"),
    };
    let Some(concordance) = report.concordance else {
        return format!("{people} have answered, too little in common to compare");
    };
    let how = match concordance.w {
        w if w >= 0.9 => "agree almost wholly on the order",
        w if w >= 0.75 => "agree well on the order",
        w if w >= 0.5 => "agree fairly well on the order",
        w if w >= 0.3 => "agree only loosely on the order",
        _ => "hardly agree on the order",
    };
    let widest = report
        .criteria
        .iter()
        .filter_map(|criterion| Some((criterion.agreement?, criterion)))
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(agreement, _)| *agreement < 0.9);
    match widest {
        Some((_, criterion)) => format!("{people} {how}; they differ most on {}", criterion.name),
        None => format!("{people} {how}"),
    }
}

/// What the group has settled on, and each person's view of it, in the engine's terms.
struct Group<'a> {
    document: &'a Document,
    initiatives: Initiatives,
    people: Vec<ParticipantId>,
    opinions: Vec<&'a Opinion>,
    top: usize,
}

impl<'a> Group<'a> {
    fn new(document: &'a Document, round: &'a Round) -> Result<Self, ScoreError> {
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
        Scored::new(&document.scoring, &initiatives)?;
        Ok(Self {
            document,
            initiatives,
            people: round.opinions.keys().copied().collect(),
            opinions: round.opinions.values().collect(),
            top,
        })
    }

    fn scored(&self) -> Option<Scored<'_>> {
        Scored::new(&self.document.scoring, &self.initiatives).ok()
    }

    /// Agreement of the people's own rankings of what each of them scored.
    fn concordance(&self) -> Option<ConcordanceReport> {
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

    /// What would change the ranking, and which answer could still change the top.
    fn consequences(&self, cells: &[CellReport]) -> (Vec<TalkingPoint>, Vec<OpenQuestion>) {
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

impl CellReport {
    /// Whether there are two different answers.
    pub fn is_contested(&self) -> bool {
        self.answers.first().map(|it| it.1) != self.answers.last().map(|it| it.1)
    }
}

/// What the person's own weights come to; none if they gave none.
fn own_weights(opinion: &Opinion, scored: &Scored) -> Option<Weights> {
    let given: Vec<f64> =
        scored.leaves.iter().map(|leaf| opinion.weights.get(&leaf.id).map_or(0.0, |it| it.get())).collect();
    Weights::new(&given).ok()
}

fn functions(scored: &Scored) -> Option<Vec<ValueFunction>> {
    scored.leaves.iter().map(|leaf| value_function(leaf).ok()).collect()
}

/// Every cell that somebody scored.
fn cells(round: &Round) -> BTreeSet<(InitiativeId, CriterionId)> {
    let scores = round.opinions.values().flat_map(|opinion| &opinion.scores);
    scores.flat_map(|(initiative, scores)| scores.keys().map(|criterion| (*initiative, *criterion))).collect()
}

fn cell_reports(document: &Document, round: &Round) -> Vec<CellReport> {
    let scored = cells(round);
    let mut reports = Vec::new();
    for initiative in &document.initiatives.list {
        for leaf in document.scoring.leaves().filter(|leaf| scored.contains(&(initiative.id, leaf.id))) {
            let mut answers: Vec<(ParticipantId, f64)> = round
                .opinions
                .iter()
                .filter_map(|(person, opinion)| Some((*person, opinion.score(initiative.id, leaf.id)?.get())))
                .collect();
            answers.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let Some(spread) = Spread::of(answers.iter().map(|answer| answer.1)) else { continue };
            let (low, high) = leaf.scale.bounds();
            let far = OUTLIER_SHARE * (high - low);
            let outliers = answers.iter().filter(|answer| (answer.1 - spread.median).abs() > far);
            reports.push(CellReport {
                initiative: initiative.id,
                criterion: leaf.id,
                group_score: group_score(&document.workshop, round, initiative.id, leaf.id),
                median: spread.median,
                standard_deviation: spread.standard_deviation,
                interquartile_range: spread.interquartile_range,
                outliers: outliers.map(|answer| answer.0).collect(),
                answers,
            });
        }
    }
    reports
}

fn criterion_agreement(document: &Document, cells: &[CellReport]) -> Vec<CriterionAgreement> {
    let of = |leaf: &crate::model::scoring::Criterion| {
        let mut own = cells.iter().filter(|cell| cell.criterion == leaf.id).peekable();
        own.peek()?;
        let agreement = mean_agreement(own.map(|cell| {
            Spread::of(cell.answers.iter().map(|answer| answer.1))?.agreement(leaf.scale.bounds())
        }));
        Some(CriterionAgreement { id: leaf.id, name: leaf.name.clone(), agreement })
    };
    document.scoring.leaves().filter_map(of).collect()
}

/// People's own weights, each brought to a sum of 1; none if nobody gave any or nothing can be ranked.
fn group_weights(document: &Document) -> Option<Vec<WeightReport>> {
    let workshop = &document.workshop;
    let round = workshop.round()?;
    let scored = Scored::new(&document.scoring, &document.initiatives).ok()?;
    let given: Vec<(Weights, f64)> = workshop
        .participants
        .iter()
        .filter_map(|person| {
            let weights = &round.opinions.get(&person.id)?.weights;
            let of =
                |leaf: &&crate::model::scoring::Criterion| weights.get(&leaf.id).map_or(0.0, |it| it.get());
            let shares = Weights::new(&scored.leaves.iter().map(of).collect::<Vec<_>>()).ok()?;
            Some((shares, person.weight.get()))
        })
        .collect();
    let rows: Option<Vec<WeightReport>> = (0..scored.leaves.len())
        .map(|column| {
            let mut shares: Vec<(f64, f64)> =
                given.iter().map(|(shares, weight)| (shares.as_slice()[column], *weight)).collect();
            let group = weighted_mean(&mut shares)?;
            // Sorted by now.
            let (low, high) = (shares.first()?.0, shares.last()?.0);
            let plan = scored.matrix.weights().as_slice()[column];
            Some(WeightReport { criterion: scored.leaves[column].id, plan, group, low, high })
        })
        .collect();
    rows.filter(|rows| !rows.is_empty())
}

/// Mean of (value, weight), added up in order of size so that nobody's place in the list decides a last bit.
fn weighted_mean(values: &mut [(f64, f64)]) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let weight: f64 = values.iter().map(|it| it.1).sum();
    let (low, high) = (values.first()?.0, values.last()?.0);
    let sum: f64 = values.iter().map(|it| it.0 * it.1).sum();
    // A mean lies within; rounding must not push it off the scale.
    (weight > 0.0).then(|| (sum / weight).clamp(low, high))
}
