//! The assessment itself: what is asked, in the product's own words.
//!
//! Ten dimensions of five statements. Every statement has five anchors, one
//! sentence per level, written on one ladder: 1 absent or by luck, 2 done by
//! some when asked, 3 agreed, written, done by most and owned by someone,
//! 4 measured with a figure that changes decisions, 5 improved from those
//! figures and ahead of change. Twenty statements, two per dimension, make the
//! short form for a workshop.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::model::clipped::clipped;
use crate::model::finite::Finite;
use crate::model::json::{self, Misfit};
use crate::model::rule::{self, RuleError};

/// An assessment to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Full name.
    pub name: String,
    /// Name of at most 18 characters, for charts.
    pub short: String,
    /// Weight, at least 0, on any scale; those of the built-in dimensions sum to 100.
    pub weight: Finite,
    /// Statements, in the order of their numbers.
    pub statements: Vec<Statement>,
}

/// One practice to be judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Number of the statement, kept for ever.
    pub id: StatementId,
    /// Topic, at most 40 characters.
    pub name: String,
    /// The practice in one sentence.
    pub statement: String,
    /// Whether the statement belongs to the short form.
    #[serde(default)]
    pub short_form: bool,
    /// What levels 1 to 5 look like, one sentence each.
    pub anchors: [String; 5],
    /// Rows of the product's requirements that the statement answers; an own statement may name its source here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
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
    /// Longer than any assessment.
    #[error("it has {0} characters; an assessment has at most {MOST_CHARACTERS}: shorten it")]
    TooLong(usize),
    /// Not JSON.
    #[error("line {line}, column {column}: this is not JSON ({reason}); mend it there")]
    Malformed {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the parser says.
        reason: String,
    },
    /// JSON of another shape.
    #[error("{path}: {reason}; compare it with the statements that come with the product")]
    Field {
        /// Such as `model.dimensions[2].weight`.
        path: String,
        /// What the parser says.
        reason: String,
    },
    /// Nothing is asked.
    #[error("the assessment has no statements; add at least one to a dimension")]
    NoStatements,
    /// Nobody answers so much.
    #[error("the assessment has {count} {what}; at most {most} are possible: take some out")]
    TooMany {
        /// "dimensions" or "statements".
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        most: usize,
    },
    /// A dimension that asks nothing cannot be scored.
    #[error("the dimension “{0}” has no statements; add one or take the dimension out")]
    EmptyDimension(String),
    /// A name or a sentence that cannot be read.
    #[error("the {what} of {place} {error}")]
    Text {
        /// "name", "short name", "sentence", "words of level 3" …
        what: String,
        /// "dimension 2" or "statement 4.2".
        place: String,
        /// The rule it breaks.
        error: RuleError,
    },
    /// Charts have no room for more.
    #[error(
        "the short name “{0}” has more than {MOST_SHORT} characters; charts have no room for it: shorten it"
    )]
    LongShort(String),
    /// A weight below 0 or beyond all bounds.
    #[error("the weight of “{name}” {error}")]
    Weight {
        /// Name of the dimension.
        name: String,
        /// The rule it breaks.
        error: RuleError,
    },
    /// All weights are 0.
    #[error("the weights of the dimensions sum to 0; give at least one a weight above 0")]
    NoWeight,
    /// A weight for something that is not asked.
    #[error("there is a weight for dimension {0}, and no such dimension; take the weight away")]
    NoSuchDimension(u8),
    /// Answers could not be told apart.
    #[error("the statement {0} stands there twice; give one of the two a number of its own")]
    Twice(StatementId),
    /// Numbers tell where a statement belongs.
    #[error(
        "the statement {id} stands in dimension {dimension}; write its number as {dimension} and its topic, in rising order"
    )]
    Misplaced {
        /// The statement.
        id: StatementId,
        /// The dimension it stands in, from 1.
        dimension: usize,
    },
}

/// Most dimensions of an assessment.
pub const MOST_DIMENSIONS: usize = 30;
/// Most statements of an assessment: at half a minute each, more than two hours.
pub const MOST_STATEMENTS: usize = 300;
/// Most characters of a dimension's short name.
pub const MOST_SHORT: usize = 18;
/// Most characters of the text of an assessment.
const MOST_CHARACTERS: usize = 1_000_000;

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
    /// [`ModelError`] says where, what, and how to mend it.
    pub fn from_json(text: &str) -> Result<Self, ModelError> {
        let text = text.trim_start_matches('\u{feff}');
        if text.len() > MOST_CHARACTERS {
            return Err(ModelError::TooLong(text.len()));
        }
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| ModelError::Malformed {
            line: error.line(),
            column: error.column(),
            reason: json::reason(&error),
        })?;
        let model: Self = json::read("model", text)
            .map_err(|Misfit { path, reason }| ModelError::Field { path, reason })?;
        model.check()?;
        Ok(model)
    }

    /// The text of a file that [`Self::from_json`] reads again, with a line break at the end.
    ///
    /// # Panics
    ///
    /// Never: an assessment is plain data.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("an assessment is plain data") + "\n"
    }

    /// Whether people can be asked by it.
    ///
    /// # Errors
    ///
    /// [`ModelError`] names the first thing that is wrong.
    pub fn check(&self) -> Result<(), ModelError> {
        let statements = self.statements().count();
        let limits = [
            ("dimensions", self.dimensions.len(), MOST_DIMENSIONS),
            ("statements", statements, MOST_STATEMENTS),
        ];
        if let Some(&(what, count, most)) = limits.iter().find(|(_, count, most)| count > most) {
            return Err(ModelError::TooMany { what, count, most });
        }
        if statements == 0 {
            return Err(ModelError::NoStatements);
        }
        text("name", || "the assessment".to_owned(), &self.name)?;
        for dimension in &self.dimensions {
            rule::weight(dimension.weight)
                .map_err(|error| ModelError::Weight { name: shown(&dimension.name), error })?;
        }
        if self.dimensions.iter().all(|dimension| dimension.weight.get() <= 0.0) {
            return Err(ModelError::NoWeight);
        }
        let mut seen = std::collections::BTreeSet::new();
        if let Some(twice) = self.statements().find(|statement| !seen.insert(statement.id)) {
            return Err(ModelError::Twice(twice.id));
        }
        self.dimensions.iter().enumerate().try_for_each(|(place, dimension)| dimension.check(place + 1))
    }

    /// The same with `weights` in place of its own, by the number of the dimension, from 1.
    ///
    /// # Errors
    ///
    /// [`ModelError`] if one belongs to no dimension, or all are 0.
    pub fn with_weights(&self, weights: &BTreeMap<u8, Finite>) -> Result<Self, ModelError> {
        let mut model = self.clone();
        for (&number, &weight) in weights {
            let place = usize::from(number).checked_sub(1);
            let dimension = place.and_then(|place| model.dimensions.get_mut(place));
            dimension.ok_or(ModelError::NoSuchDimension(number))?.weight = weight;
        }
        model.check()?;
        Ok(model)
    }

    /// Its weights that differ from those of `base`, by the number of the dimension; none if anything else differs.
    pub fn weights_over(&self, base: &Self) -> Option<BTreeMap<u8, Finite>> {
        let pairs = || (1_u8..).zip(self.dimensions.iter().zip(&base.dimensions));
        let differ = pairs().filter(|(_, (here, there))| here.weight != there.weight);
        let weights: BTreeMap<u8, Finite> = differ.map(|(number, (here, _))| (number, here.weight)).collect();
        (base.with_weights(&weights).as_ref() == Ok(self)).then_some(weights)
    }

    /// Whether the statement `id` says the same in both.
    pub fn says_the_same(&self, other: &Self, id: StatementId) -> bool {
        match (self.statement(id), other.statement(id)) {
            (Some(here), Some(there)) => {
                std::ptr::eq(here, there)
                    || (here.statement == there.statement && here.anchors == there.anchors)
            }
            _ => false,
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

impl Dimension {
    fn check(&self, number: usize) -> Result<(), ModelError> {
        let place = || format!("dimension {number}");
        text("name", place, &self.name)?;
        text("short name", place, &self.short)?;
        if self.short.chars().count() > MOST_SHORT {
            return Err(ModelError::LongShort(shown(&self.short)));
        }
        if self.statements.is_empty() {
            return Err(ModelError::EmptyDimension(shown(&self.name)));
        }
        let mut before = 0;
        for Statement { id, name, statement, anchors, source, .. } in &self.statements {
            if usize::from(id.dimension()) != number || id.topic() <= before {
                return Err(ModelError::Misplaced { id: *id, dimension: number });
            }
            before = id.topic();
            let place = || format!("statement {id}");
            text("name", place, name)?;
            text("sentence", place, statement)?;
            for (level, anchor) in (1..).zip(anchors) {
                text(&format!("words of level {level}"), place, anchor)?;
            }
            if source.len() > MOST_STATEMENTS {
                return Err(ModelError::TooMany {
                    what: "sources",
                    count: source.len(),
                    most: MOST_STATEMENTS,
                });
            }
            source.iter().try_for_each(|it| text("source", place, it))?;
        }
        Ok(())
    }
}

fn text(what: &str, place: impl Fn() -> String, words: &str) -> Result<(), ModelError> {
    rule::name(words).map_err(|error| ModelError::Text { what: what.to_owned(), place: place(), error })
}

/// As far as a message has room for it.
fn shown(name: &str) -> String {
    clipped(name, 60)
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
#[allow(clippy::float_cmp, reason = "exactness is the point")]
mod tests {
    use std::collections::BTreeSet;

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
        let weights = MaturityModel::built_in().dimensions.iter().map(|dimension| dimension.weight.get());
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
            MaturityModel::from_json(&model.to_json())
        };
        let refused = |change: &dyn Fn(&mut MaturityModel)| own(change).unwrap_err().to_string();
        assert_eq!(own(&|_| ()).as_ref(), Ok(MaturityModel::built_in()));
        assert_eq!(own(&|it| it.dimensions.clear()), Err(ModelError::NoStatements));
        assert_eq!(
            own(&|it| it.dimensions.iter_mut().for_each(|it| it.weight = Finite::ZERO)),
            Err(ModelError::NoWeight)
        );
        let negative = refused(&|it| it.dimensions[2].weight = (-1).into());
        assert!(negative.contains("“Selection and priority”") && negative.contains("not -1"), "{negative}");
        let first = MaturityModel::built_in().dimensions[0].statements[0].id;
        assert_eq!(own(&|it| it.dimensions[4].statements[1].id = first), Err(ModelError::Twice(first)));
        let far = refused(&|it| it.dimensions[4].statements[1].id = StatementId::new(9, 9).unwrap());
        assert!(far.contains("9.9 stands in dimension 5"), "{far}");
        let order = refused(&|it| it.dimensions[4].statements.swap(0, 1));
        assert!(order.contains("5.1 stands in dimension 5"), "{order}");
        let mute = refused(&|it| it.dimensions[1].statements[2].anchors[3].clear());
        assert_eq!(mute, "the words of level 4 of statement 2.3 must not be empty");
        let long = refused(&|it| it.dimensions[0].short = "x".repeat(19));
        assert!(long.contains("more than 18 characters"), "{long}");
        let none = refused(&|it| it.dimensions[9].statements.clear());
        assert!(none.contains("has no statements; add one"), "{none}");
        let many = refused(&|it| {
            let one = it.dimensions[0].clone();
            it.dimensions = vec![one; MOST_DIMENSIONS + 1];
        });
        assert!(many.contains("31 dimensions; at most 30"), "{many}");
    }

    #[test]
    fn a_file_that_is_no_assessment_is_refused_with_its_place() {
        let read = |text: &str| MaturityModel::from_json(text).unwrap_err().to_string();
        assert!(read("{\n  \"name\": ").starts_with("line 2, column"), "{}", read("{\n  \"name\": "));
        assert!(read("[]").starts_with("model: "), "{}", read("[]"));
        let portfolio = read("{\"format\": \"pmo-workbench\"}");
        assert!(portfolio.contains("unknown field `format`"), "{portfolio}");
        let weight =
            MaturityModel::built_in().to_json().replacen("\"weight\": 12.0", "\"weight\": \"much\"", 1);
        assert!(read(&weight).starts_with("model.dimensions[2].weight: "), "{}", read(&weight));
        let huge = MaturityModel::built_in().to_json().replacen("\"weight\": 12.0", "\"weight\": 1e999", 1);
        assert!(read(&huge).contains("out of range"), "{}", read(&huge));
        assert!(read(&" ".repeat(MOST_CHARACTERS + 1)).contains("shorten it"));
    }

    #[test]
    fn other_weights_belong_to_dimensions_and_leave_one_above_nought() {
        let model = MaturityModel::built_in();
        let with = |weights: &[(u8, u32)]| {
            model.with_weights(&weights.iter().map(|(number, weight)| (*number, (*weight).into())).collect())
        };
        assert_eq!(with(&[(3, 40)]).unwrap().dimensions[2].weight.get(), 40.0);
        let changed = with(&[(3, 40)]).unwrap();
        assert_eq!(changed.weights_over(model), Some([(3, 40.into())].into()));
        assert_eq!(model.weights_over(model), Some(BTreeMap::new()));
        let mut other = changed.clone();
        other.dimensions[0].name.push('!');
        assert_eq!(other.weights_over(model), None);
        other.dimensions.pop();
        assert_eq!(other.weights_over(model), None);
        assert_eq!(with(&[(11, 1)]), Err(ModelError::NoSuchDimension(11)));
        assert_eq!(with(&[(0, 1)]), Err(ModelError::NoSuchDimension(0)));
        let none: Vec<(u8, u32)> = (1..=10).map(|number| (number, 0)).collect();
        assert_eq!(with(&none), Err(ModelError::NoWeight));
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
