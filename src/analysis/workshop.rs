//! What a workshop has found: where people agree, what is worth talking about, and when it is good enough.
//!
//! The group's score of a cell is the mean of those who scored it, weighted by person; where nobody did, the
//! plan's own score stands. On that matrix each person's view is put in place of the group's, all else held
//! ([`disagreement`](crate::engine::scoring::disagreement)), and each answer that was given is tried as if it
//! were the right one ([`information`](crate::engine::scoring::information)).

mod cells;
mod consequences;
mod group;
mod group_mean;
mod take_over;

use serde::Serialize;

use super::score::ScoreError;
use crate::model::document::Document;

pub use cells::{CellReport, CriterionAgreement, OUTLIER_SHARE};
pub use consequences::{OpenQuestion, TalkingPoint, Topic};
pub use group::ConcordanceReport;
pub use group_mean::{WeightReport, group_score};
pub use take_over::{take_over_scores, take_over_weights};

use cells::{cell_reports, criterion_agreement};
use group::Group;
use group_mean::group_weights;

/// Greatest chance that one more answer changes the top at which it is good enough.
pub const GOOD_ENOUGH_CHANCE: f64 = 0.1;

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
