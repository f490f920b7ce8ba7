//! The assessment itself: what is asked, in the product's own words.
//!
//! Ten dimensions of five statements. Every statement has five anchors, one
//! sentence per level, written on one ladder: 1 absent or by luck, 2 done by
//! some when asked, 3 agreed, written, done by most and owned by someone,
//! 4 measured with a figure that changes decisions, 5 improved from those
//! figures and ahead of change. Twenty statements, two per dimension, make the
//! short form for a workshop.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An assessment to be answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MaturityModel {
    /// Name shown above the questions.
    pub name: String,
    /// Grows with every change of wording; ids of kept statements stay, so that
    /// two editions compare on their common ids.
    pub edition: u32,
    /// Dimensions, in the order of their numbers.
    pub dimensions: Vec<Dimension>,
}

/// A field of practice, scored as the mean of its statements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dimension {
    /// Full name.
    pub name: String,
    /// Name of at most 18 characters, for charts.
    pub short: String,
    /// Default weight; those of all dimensions sum to 100.
    pub weight: f64,
    /// Statements, in the order of their numbers.
    pub statements: Vec<Statement>,
}

/// One practice to be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Number of the statement, kept for ever.
    pub id: StatementId,
    /// Topic, at most 40 characters.
    pub name: String,
    /// The practice in one sentence.
    pub statement: String,
    /// Whether the statement belongs to the short form.
    pub short_form: bool,
    /// What levels 1 to 5 look like, one sentence each.
    pub anchors: [String; 5],
    /// Rows of the product's requirements that the statement answers.
    pub source: Vec<String>,
}

/// Number of a statement, written "4.2": second topic of the fourth dimension.
///
/// Both numbers count from 1. The order is that of the numbers, not of the
/// text: 9.5 comes before 10.1.
///
/// ```
/// use pmo_workbench::model::office::maturity_model::StatementId;
///
/// let id: StatementId = "10.1".parse()?;
/// assert_eq!((id.dimension(), id.topic()), (10, 1));
/// assert!("9.5".parse::<StatementId>()? < id);
/// # Ok::<(), pmo_workbench::model::office::maturity_model::StatementIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct StatementId {
    dimension: u8,
    topic: u8,
}

/// Why a text or a pair of numbers is not the number of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{0:?} is not the number of a statement: write dimension and topic, each from 1 to 255, \
     with a point between them, like 4.2"
)]
pub struct StatementIdError(String);

/// Why an own assessment cannot be used.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Not JSON, or not in this shape.
    #[error("this is no assessment: {0}; compare it with the one that comes with the product")]
    Unreadable(String),
    /// Nothing is asked.
    #[error("the assessment has no statements; add at least one to a dimension")]
    NoStatements,
    /// A weight below 0.
    #[error("the weight of “{name}” must be a number of at least 0, not {weight}")]
    Weight {
        /// Name of the dimension.
        name: String,
        /// Its weight.
        weight: f64,
    },
    /// All weights are 0.
    #[error("the weights of the dimensions sum to 0; give at least one a weight above 0")]
    NoWeight,
    /// Answers could not be told apart.
    #[error("the statement {0} stands there twice; give one of the two a number of its own")]
    Twice(StatementId),
}

impl MaturityModel {
    /// The assessment that comes with the product.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<MaturityModel> = LazyLock::new(|| {
            serde_json::from_str(include_str!("maturity_model.json"))
                .expect("the built-in model is valid: tested")
        });
        &BUILT_IN
    }

    /// Reads somebody's own assessment: dimensions with weights, statements with numbers and five anchors.
    ///
    /// # Errors
    ///
    /// [`ModelError`] says what to mend.
    pub fn from_json(text: &str) -> Result<Self, ModelError> {
        let model: Self =
            serde_json::from_str(text).map_err(|error| ModelError::Unreadable(error.to_string()))?;
        model.check()?;
        Ok(model)
    }

    fn check(&self) -> Result<(), ModelError> {
        if self.statements().next().is_none() {
            return Err(ModelError::NoStatements);
        }
        for dimension in &self.dimensions {
            if !(dimension.weight.is_finite() && dimension.weight >= 0.0) {
                return Err(ModelError::Weight { name: dimension.name.clone(), weight: dimension.weight });
            }
        }
        if self.dimensions.iter().map(|dimension| dimension.weight).sum::<f64>() <= 0.0 {
            return Err(ModelError::NoWeight);
        }
        let mut seen = std::collections::BTreeSet::new();
        match self.statements().find(|statement| !seen.insert(statement.id)) {
            Some(twice) => Err(ModelError::Twice(twice.id)),
            None => Ok(()),
        }
    }

    /// All statements in order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.dimensions.iter().flat_map(|dimension| &dimension.statements)
    }

    /// The statement numbered `id`, if this edition has it.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements().find(|statement| statement.id == id)
    }
}

impl StatementId {
    /// The statement `topic` of `dimension`, both counted from 1.
    ///
    /// # Errors
    ///
    /// [`StatementIdError`] if one of them is 0.
    pub fn new(dimension: u8, topic: u8) -> Result<Self, StatementIdError> {
        let id = Self { dimension, topic };
        if dimension == 0 || topic == 0 { Err(StatementIdError(id.to_string())) } else { Ok(id) }
    }

    /// Number of the dimension, from 1.
    pub fn dimension(self) -> u8 {
        self.dimension
    }

    /// Number of the topic within its dimension, from 1.
    pub fn topic(self) -> u8 {
        self.topic
    }

    /// Both numbers in one, in the order of the statements: 4,002 for 4.2.
    pub fn number(self) -> u32 {
        u32::from(self.dimension) * 1_000 + u32::from(self.topic)
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.dimension, self.topic)
    }
}

impl FromStr for StatementId {
    type Err = StatementIdError;

    /// Reads the written form only: no sign, space or leading zero, so that
    /// equal ids are equal texts.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || StatementIdError(text.to_owned());
        let (dimension, topic) = text.split_once('.').ok_or_else(invalid)?;
        let id = Self {
            dimension: dimension.parse().map_err(|_| invalid())?,
            topic: topic.parse().map_err(|_| invalid())?,
        };
        if id.dimension == 0 || id.topic == 0 || id.to_string() != text { Err(invalid()) } else { Ok(id) }
    }
}

impl From<StatementId> for String {
    fn from(id: StatementId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for StatementId {
    type Error = StatementIdError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl JsonSchema for StatementId {
    fn schema_name() -> Cow<'static, str> {
        "StatementId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^[1-9][0-9]{0,2}\.[1-9][0-9]{0,2}$" })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn anchors() -> impl Iterator<Item = &'static String> {
        MaturityModel::built_in().statements().flat_map(|statement| &statement.anchors)
    }

    #[test]
    fn ten_dimensions_have_five_statements_each() {
        let dimensions = &MaturityModel::built_in().dimensions;
        assert_eq!(dimensions.len(), 10);
        assert!(dimensions.iter().all(|dimension| dimension.statements.len() == 5));
    }

    #[test]
    fn statements_are_numbered_by_their_place() {
        for (dimension, entry) in (1..).zip(&MaturityModel::built_in().dimensions) {
            for (topic, statement) in (1..).zip(&entry.statements) {
                assert_eq!(statement.id, StatementId::new(dimension, topic).unwrap());
                assert_eq!(MaturityModel::built_in().statement(statement.id), Some(statement));
            }
        }
        assert_eq!(MaturityModel::built_in().statement(StatementId::new(11, 1).unwrap()), None);
    }

    #[test]
    fn the_short_form_takes_two_statements_of_each_dimension() {
        for dimension in &MaturityModel::built_in().dimensions {
            let short_form = dimension.statements.iter().filter(|statement| statement.short_form);
            assert_eq!(short_form.count(), 2, "{}", dimension.name);
        }
    }

    #[test]
    fn default_weights_sum_to_100() {
        let weights = MaturityModel::built_in().dimensions.iter().map(|dimension| dimension.weight);
        assert!((weights.sum::<f64>() - 100.0).abs() < 1e-12);
    }

    #[test]
    fn every_anchor_is_one_distinct_short_sentence() {
        let mut seen = BTreeSet::new();
        for anchor in anchors() {
            let words = anchor.split_whitespace().count();
            assert!((8..=20).contains(&words), "{words} words: {anchor}");
            assert!(anchor.chars().count() <= 160, "too long: {anchor}");
            assert!(anchor.ends_with('.') && anchor.matches(". ").count() == 0, "not one sentence: {anchor}");
            assert!(seen.insert(anchor), "twice: {anchor}");
        }
        assert_eq!(seen.len(), 250);
    }

    #[test]
    fn names_fit_where_they_are_shown() {
        let model = MaturityModel::built_in();
        for dimension in &model.dimensions {
            assert!(dimension.short.chars().count() <= 18, "{}", dimension.short);
        }
        let names: BTreeSet<_> = model.statements().map(|statement| &statement.name).collect();
        assert_eq!(names.len(), 50);
        for statement in model.statements() {
            assert!(statement.name.chars().count() <= 40, "{}", statement.name);
            assert!(statement.statement.ends_with('.') && !statement.source.is_empty(), "{}", statement.id);
        }
    }

    #[test]
    fn an_own_assessment_is_checked() {
        let own = |change: &dyn Fn(&mut MaturityModel)| {
            let mut model = MaturityModel::built_in().clone();
            change(&mut model);
            MaturityModel::from_json(&serde_json::to_string(&model).unwrap())
        };
        assert_eq!(own(&|_| ()).as_ref(), Ok(MaturityModel::built_in()));
        assert_eq!(own(&|it| it.dimensions.clear()), Err(ModelError::NoStatements));
        assert_eq!(
            own(&|it| it.dimensions.iter_mut().for_each(|it| it.weight = 0.0)),
            Err(ModelError::NoWeight)
        );
        let negative = own(&|it| it.dimensions[2].weight = -1.0).unwrap_err();
        assert!(negative.to_string().contains("at least 0, not -1"), "{negative}");
        let first = MaturityModel::built_in().dimensions[0].statements[0].id;
        assert_eq!(own(&|it| it.dimensions[4].statements[1].id = first), Err(ModelError::Twice(first)));
        assert!(matches!(MaturityModel::from_json("{"), Err(ModelError::Unreadable(_))));
    }

    #[test]
    fn ids_follow_their_numbers_not_their_text() {
        let id = |text: &str| text.parse::<StatementId>().unwrap();
        assert!(id("9.5") < id("10.1") && id("4.9") < id("4.10"));
        let answers = BTreeMap::from([(id("10.1"), 3), (id("9.5"), 2)]);
        let json = serde_json::to_string(&answers).unwrap();
        assert_eq!(json, r#"{"9.5":2,"10.1":3}"#);
        assert_eq!(serde_json::from_str::<BTreeMap<StatementId, i32>>(&json).unwrap(), answers);
    }

    #[test]
    fn only_the_written_form_is_an_id() {
        for text in [
            "", "4", "4.", ".2", "4.2.1", "04.2", "4.02", "+4.2", " 4.2", "4.2 ", "0.1", "1.0", "256.1",
            "4,2",
        ] {
            let error = text.parse::<StatementId>().unwrap_err();
            assert!(error.to_string().contains("like 4.2"), "{text:?}: {error}");
        }
        assert!(serde_json::from_str::<StatementId>("4.2").is_err(), "a number is not an id");
        assert!(StatementId::new(0, 1).is_err() && StatementId::new(1, 0).is_err());
    }

    #[test]
    fn the_schema_calls_an_id_a_string() {
        let schema = schemars::schema_for!(StatementId).to_value();
        assert_eq!(schema["type"], "string");
        assert!(schema["pattern"].as_str().is_some_and(|pattern| pattern.starts_with('^')));
    }
}
