//! Changes of what the ranking goes by: the method, the parts of its formula, figures, money, objectives.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EditError, Gesture, criterion, room, rule as named};
use crate::model::document::Document;
use crate::model::id::{CriterionId, ObjectiveId};
use crate::model::rule;
use crate::model::scoring::method::{Casting, Figure, Method, MoneyRule, Part, Source};

/// What may change about that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MethodChange {
    /// Ranks by another method.
    Use(Method),
    /// Says which number plays a part.
    Cast {
        /// Which part.
        part: Part,
        /// Which number; none leaves the part open.
        source: Option<Source>,
    },
    /// Works a criterion out from a figure.
    Figure {
        /// Which leaf criterion.
        criterion: CriterionId,
        /// Which figure; none uses the scores again.
        figure: Option<Figure>,
    },
    /// Says how money at different times is made comparable; none forgets it.
    MoneyRule(Option<MoneyRule>),
    /// Says which order of objectives counts, the most important first.
    ObjectiveOrder(Vec<ObjectiveId>),
}

impl MethodChange {
    pub(super) fn label(&self, document: &Document) -> String {
        match self {
            Self::Use(method) => format!("ranking by {}", method.name()),
            Self::Cast { part, .. } => format!("what plays {}", part.name()),
            Self::Figure { criterion, .. } => {
                let name = document.scoring.criterion(*criterion).map_or("a criterion", |it| &it.name);
                format!("source of {name}")
            }
            Self::MoneyRule(_) => "value of money over time".to_owned(),
            Self::ObjectiveOrder(_) => "order of objectives".to_owned(),
        }
    }

    pub(super) fn gesture(&self) -> Gesture {
        match self {
            Self::Use(_) => Gesture("method", 0, 0),
            Self::Cast { part, .. } => Gesture("cast", *part as u32, 0),
            Self::Figure { criterion, .. } => Gesture("figure", criterion.0, 0),
            Self::MoneyRule(_) => Gesture("money rule", 0, 0),
            Self::ObjectiveOrder(_) => Gesture("order of objectives", 0, 0),
        }
    }

    pub(super) fn apply(&self, document: &mut Document) -> Result<(), EditError> {
        match self {
            Self::Use(method) => document.scoring.edit().method = *method,
            Self::Cast { part, source } => {
                if let Some(Source::Criterion(id)) = source {
                    criterion::leaf(&document.scoring, *id)?;
                }
                let castings = &mut document.scoring.edit().castings;
                castings.retain(|casting| casting.part != *part);
                castings.extend(source.map(|source| Casting { part: *part, source }));
                castings.sort_by_key(|casting| casting.part);
            }
            Self::Figure { criterion: id, figure } => {
                criterion::leaf(&document.scoring, *id)?;
                let figures = &mut document.scoring.edit().figures;
                match figure {
                    Some(figure) => figures.insert(*id, *figure),
                    None => figures.remove(id),
                };
            }
            Self::MoneyRule(rule) => {
                rule.as_ref().map_or(Ok(()), |it| named("value of money over time", rule::money_rule(it)))?;
                document.scoring.edit().money_rule = *rule;
            }
            Self::ObjectiveOrder(order) => {
                check_order(document, order)?;
                document.scoring.edit().objective_order.clone_from(order);
            }
        }
        Ok(())
    }
}

/// Every objective of the order exists, once.
pub(super) fn check_order(document: &Document, order: &[ObjectiveId]) -> Result<(), EditError> {
    named("order of objectives", rule::order(order))?;
    room("objectives", order.len(), document.strategy.objectives.len() + 1)?;
    match order.iter().find(|id| document.strategy.objective(**id).is_none()) {
        Some(id) => Err(EditError::NoSuch { what: "objective", id: id.0 }),
        None => Ok(()),
    }
}
