//! Priority statements in the ranking: what following one changes.
//!
//! The rule is the simplest that shows: objectives weigh by their place in the
//! order (rank-order centroid), an initiative has the sum of the weights of those it
//! serves, and one criterion is worked out from that. So a new order changes scores on
//! that criterion and nothing else, and its weight says how much priorities count.

use jiff::civil::Date;

use crate::model::document::Document;
use crate::model::edit::{Edit, MethodChange, PriorityChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, ObjectiveId};
use crate::model::scoring::method::Figure;
use crate::model::scoring::{Criterion, Scale};
use crate::model::strategy::PriorityStatement;

/// Lets the ranking follow `order`, in one step; adds the criterion that carries it if there is none.
pub fn follow(document: &Document, order: &[ObjectiveId]) -> Edit {
    Edit::Several { label: "ranking by stated priorities".to_owned(), edits: following(document, order, 0) }
}

/// Writes `statement` down, in one step with following it if it is the one in force on `today`.
pub fn set_priorities(document: &Document, statement: PriorityStatement, today: Date) -> Edit {
    let is_latest = document.strategy.in_force(today).is_none_or(|it| it.valid_from <= statement.valid_from);
    let holds = statement.valid_from <= today && is_latest;
    let label = format!("priorities set by {}", statement.by);
    let order = statement.order.clone();
    let mut edits = vec![Edit::Priority(PriorityChange::Add(statement))];
    if holds {
        edits.extend(following(document, &order, 1));
    }
    Edit::Several { label, edits }
}

/// `taken` fresh numbers are given away before.
fn following(document: &Document, order: &[ObjectiveId], taken: u32) -> Vec<Edit> {
    let mut edits = vec![Edit::Method(MethodChange::ObjectiveOrder(order.to_vec()))];
    if !document.scoring.figures.values().any(|figure| *figure == Figure::Objectives) {
        let criterion = criterion(document, CriterionId(document.fresh_id(taken)));
        let figure = MethodChange::Figure { criterion: criterion.id, figure: Some(Figure::Objectives) };
        edits.extend([Edit::AddCriterion(criterion), Edit::Method(figure)]);
    }
    edits
}

/// At the top of the tree, with the mean weight of what stands there.
fn criterion(document: &Document, id: CriterionId) -> Criterion {
    let scoring = &document.scoring;
    let tops: Vec<f64> =
        scoring.criteria.iter().filter(|it| it.parent.is_none()).map(|it| it.weight.get()).collect();
    let mean = if tops.is_empty() { 10.0 } else { tops.iter().sum::<f64>() / tops.len() as f64 };
    Criterion {
        id,
        parent: None,
        name: "Stated priorities".to_owned(),
        question: "Which objectives does it serve, in the order that was stated?".to_owned(),
        weight: Finite::new(mean.round()).unwrap_or(Finite::ONE),
        delivery_only: false,
        scale: Scale::Linear { unit: String::new(), low: Finite::ZERO, high: Finite::from(100) },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::score::rank;
    use crate::model::id::{InitiativeId, PriorityId};
    use crate::model::sample;

    fn statement(document: &Document, valid_from: Date, reverse: bool) -> PriorityStatement {
        let mut order: Vec<ObjectiveId> = document.strategy.objectives.iter().map(|it| it.id).collect();
        if reverse {
            order.reverse();
        }
        PriorityStatement {
            id: PriorityId(document.fresh_id(0)),
            by: "The board".into(),
            valid_from,
            order,
            note: String::new(),
        }
    }

    fn order(document: &Document) -> Vec<InitiativeId> {
        rank(&document.scoring, &document.initiatives, &document.people)
            .unwrap()
            .ranking
            .iter()
            .map(|row| row.id)
            .collect()
    }

    /// The first statement adds the criterion, the second only turns the order round; both rank anew.
    #[test]
    fn a_new_statement_ranks_anew() {
        let mut document = sample::find("gmpp").unwrap().document();
        let (today, criteria) = (date(2026, 6, 1), document.scoring.criteria.len());
        set_priorities(&document, statement(&document, date(2026, 1, 1), false), today)
            .apply(&mut document)
            .unwrap();
        assert_eq!(document.scoring.criteria.len(), criteria + 1);
        let first = order(&document);
        set_priorities(&document, statement(&document, date(2026, 5, 1), true), today)
            .apply(&mut document)
            .unwrap();
        assert_eq!(document.scoring.criteria.len(), criteria + 1);
        assert_ne!(order(&document), first);
        assert_eq!(document.scoring.objective_order, document.strategy.in_force(today).unwrap().order);
    }

    #[test]
    fn what_holds_later_or_held_before_does_not_rank() {
        let mut document = sample::find("gmpp").unwrap().document();
        let today = date(2026, 6, 1);
        set_priorities(&document, statement(&document, date(2026, 5, 1), false), today)
            .apply(&mut document)
            .unwrap();
        let before = document.scoring.clone();
        for day in [date(2026, 7, 1), date(2025, 1, 1)] {
            set_priorities(&document, statement(&document, day, true), today).apply(&mut document).unwrap();
        }
        assert_eq!(document.scoring, before);
        assert_eq!(document.strategy.priorities.len(), 3);
    }

    /// Only the score on the criterion that carries them changes.
    #[test]
    fn priorities_change_no_other_score() {
        let mut document = sample::find("gmpp").unwrap().document();
        let order: Vec<ObjectiveId> = document.strategy.objectives.iter().map(|it| it.id).collect();
        follow(&document, &order).apply(&mut document).unwrap();
        let with = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let reversed: Vec<ObjectiveId> = order.into_iter().rev().collect();
        follow(&document, &reversed).apply(&mut document).unwrap();
        let turned = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let last = with.criteria.len() - 1;
        for row in &with.ranking {
            assert_eq!(row.raw_scores[..last], turned.row(row.id).unwrap().raw_scores[..last]);
        }
    }
}
