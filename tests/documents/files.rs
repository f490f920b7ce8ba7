//! Saving, opening, migrating, and the schema.

use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope::{self, OpenError, open, open_bytes, save};
use pmo_workbench::model::initiative::{Estimate, Work};
use pmo_workbench::model::validate::errors;
use proptest::prelude::*;

use super::generate;

proptest! {
    /// What is saved is what is opened, and saving it again gives the same bytes.
    #[test]
    fn a_document_comes_back_as_it_was(document in generate::document()) {
        prop_assert_eq!(errors(&document), []);
        let text = save(&document);
        let opened = open(&text).unwrap();
        prop_assert_eq!(opened.migrated_from, None);
        prop_assert_eq!(&opened.document, &document);
        prop_assert_eq!(save(&opened.document), text);
    }

    /// Not even a byte of space decides whether a file opens.
    #[test]
    fn layout_does_not_matter(document in generate::document()) {
        let text = save(&document);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let compact = value.to_string();
        prop_assert!(!compact.contains(": {"), "keys in alphabetical order, no space");
        prop_assert_eq!(open(&compact).unwrap().document, document);
    }
}

#[test]
fn the_empty_document_opens() {
    let text = save(&Document::default());
    assert_eq!(open(&text).unwrap().document, Document::default());
    assert!(text.ends_with("}\n"));
}

/// A file of version 1, kept for ever; figures recorded when it was written.
#[test]
fn version_1_opens_with_the_totals_it_had() {
    let opened = open(include_str!("v1.json")).unwrap();
    assert_eq!(opened.migrated_from, Some(1));
    let document = opened.document;
    assert_eq!(document.portfolio.name, "Council digital portfolio 2024");
    assert_eq!(document.initiatives.list.len(), 4);
    assert_eq!(document.initiatives.stages().count(), 7);
    let cost: f64 =
        document.initiatives.list.iter().map(pmo_workbench::model::initiative::Initiative::cost_money).sum();
    assert_eq!(cost, 3_275.5);
    let heads: f64 = document.people.roles.iter().map(|it| it.heads.get()).sum();
    assert_eq!(heads, 14.5);
    let likely_weeks: f64 = document
        .initiatives
        .stages()
        .map(|(_, stage)| match &stage.work {
            Work::Duration(Estimate::ThreePoint { likely, .. }) => likely.get(),
            work => panic!("version 1 knew three points of a duration only, not {work:?}"),
        })
        .sum();
    assert_eq!(likely_weeks, 91.0);
    let absence = document.people.roles[0].absence;
    assert_eq!([absence.low, absence.likely, absence.high].map(f64::from), [0.18; 3]);
    let weight: f64 = document.scoring.leaves().map(|it| it.weight.get()).sum();
    assert_eq!(weight, 9.0);
    assert_eq!(document.initiatives.list.iter().map(|it| it.scores.len()).sum::<usize>(), 9);
    let answers = &document.office.assessments[0].answers;
    assert_eq!(answers.values().map(std::collections::BTreeMap::len).sum::<usize>(), 4);
    assert_eq!(document.scenarios.list[0].edits.len(), 2);
    assert_eq!(document.next_id, 40);

    // Saved as version 2, it is an ordinary file.
    let again = open(&save(&document)).unwrap();
    assert_eq!((again.migrated_from, again.document), (None, document));
}

#[test]
fn other_versions_are_refused_with_their_number() {
    let of_version = |version: &str| {
        let text = format!(r#"{{"format": "pmo-workbench", "version": {version}, "document": {{}}}}"#);
        open(&text).unwrap_err()
    };
    assert_eq!(of_version("3"), OpenError::TooNew { version: 3 });
    assert_eq!(
        of_version("3").to_string(),
        "the file has version 3, this page reads up to 2; open it with a newer page"
    );
    assert_eq!(of_version("0"), OpenError::NoSuchVersion { version: 0 });
    assert_eq!(
        of_version("0").to_string(),
        "the file has version 0, which never was, the first is 1; export the portfolio again"
    );
    assert!(matches!(of_version("-1"), OpenError::Field { .. }));
    assert!(matches!(of_version("\"2\""), OpenError::Field { .. }));
    assert!(matches!(of_version("99999999999999999999"), OpenError::TooNew { .. }));
}

/// Fields that only a later version knows do not hide that it is later.
#[test]
fn a_later_version_may_have_other_fields() {
    let text = r#"{"format": "pmo-workbench", "version": 3, "sealed": true, "document": []}"#;
    assert_eq!(open(text), Err(OpenError::TooNew { version: 3 }));
}

#[test]
fn bytes_that_are_no_text_say_so() {
    let text = save(&Document::default());
    let utf_16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert!(open_bytes(&utf_16).unwrap_err().to_string().contains("UTF-16"));
    assert!(matches!(open_bytes(b"{\"format\": \"\xff\"}"), Err(OpenError::NotUtf8 { hint: "" })));
    assert_eq!(open_bytes(text.as_bytes()), open(&text));
}

/// The schema that other programs rely on changes only on purpose.
#[test]
fn the_schema_is_the_one_recorded() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/schema.json");
    let schema = envelope::schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &schema).unwrap();
    }
    let recorded = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        schema == recorded,
        "the schema has changed; if that is meant, run UPDATE_SCHEMA=1 cargo test --test documents and read the diff"
    );
}

/// Every type and every field says what it is.
#[test]
fn the_schema_explains_everything() {
    let schema: serde_json::Value = serde_json::from_str(&envelope::schema()).unwrap();
    let mut silent = Vec::new();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        if definition["description"].is_null() {
            silent.push(name.clone());
        }
        let variants = definition["oneOf"].as_array().into_iter().flatten();
        for object in variants.chain([definition]) {
            for (field, of) in object["properties"].as_object().into_iter().flatten() {
                // A variant's only field is explained beside it.
                if of["description"].is_null() && object["description"].is_null() {
                    silent.push(format!("{name}.{field}"));
                }
            }
        }
    }
    silent.retain(|name| name != "StatementId");
    assert!(silent.is_empty(), "without a description: {silent:?}");
}

proptest! {
    /// Required fields, known fields and kinds of value: what is saved obeys the schema.
    #[test]
    fn saved_files_obey_the_schema(document in generate::document()) {
        let schema: serde_json::Value = serde_json::from_str(&envelope::schema()).unwrap();
        let file: serde_json::Value = serde_json::from_str(&save(&document)).unwrap();
        prop_assert_eq!(disobeys(&schema, &schema, &file, "file"), None);
    }
}

/// As much of JSON Schema as ours uses; the first place that does not obey.
fn disobeys(
    root: &serde_json::Value,
    schema: &serde_json::Value,
    value: &serde_json::Value,
    at: &str,
) -> Option<String> {
    use serde_json::Value;
    let Value::Object(schema) = schema else { return None };
    for (keyword, rule) in schema {
        let fault = match keyword.as_str() {
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                disobeys(root, root.pointer(pointer).unwrap(), value, at)
            }
            "type" => {
                let is = |kind: &str| match kind {
                    "null" => value.is_null(),
                    "boolean" => value.is_boolean(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => panic!("a type this test does not know: {other}"),
                };
                let kinds: Vec<&str> = match rule {
                    Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
                    kind => kind.as_str().into_iter().collect(),
                };
                (!kinds.into_iter().any(is)).then(|| format!("{at} is no {rule}"))
            }
            "properties" => rule.as_object().unwrap().iter().find_map(|(key, of)| {
                value.get(key).and_then(|value| disobeys(root, of, value, &format!("{at}.{key}")))
            }),
            "required" => {
                let missing = |key: &&Value| value.get(key.as_str().unwrap()).is_none();
                rule.as_array().unwrap().iter().find(missing).map(|key| format!("{at} lacks {key}"))
            }
            "additionalProperties" => {
                let known = |key: &str| schema.get("properties").is_some_and(|of| of.get(key).is_some());
                let patterns = schema.contains_key("patternProperties");
                value.as_object().into_iter().flatten().filter(|(key, _)| !known(key) && !patterns).find_map(
                    |(key, value)| match rule {
                        Value::Bool(false) => Some(format!("{at} has an unknown {key}")),
                        of => disobeys(root, of, value, &format!("{at}.{key}")),
                    },
                )
            }
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(index, value)| disobeys(root, rule, value, &format!("{at}[{index}]"))),
            "minItems" => value
                .as_array()
                .is_some_and(|list| (list.len() as u64) < rule.as_u64().unwrap())
                .then(|| format!("{at} is too short")),
            "maxItems" => value
                .as_array()
                .is_some_and(|list| (list.len() as u64) > rule.as_u64().unwrap())
                .then(|| format!("{at} is too long")),
            "uniqueItems" => value.as_array().and_then(|list| {
                let twice = (1..list.len()).find(|place| list[..*place].contains(&list[*place]));
                twice.map(|place| format!("{at}[{place}] stands there twice"))
            }),
            "minimum" => value
                .as_f64()
                .is_some_and(|number| number < rule.as_f64().unwrap())
                .then(|| format!("{at} is below {rule}")),
            "maximum" => value
                .as_f64()
                .is_some_and(|number| number > rule.as_f64().unwrap())
                .then(|| format!("{at} is above {rule}")),
            "const" => (value != rule).then(|| format!("{at} is not {rule}")),
            "enum" => (!rule.as_array().unwrap().contains(value)).then(|| format!("{at} is none of {rule}")),
            "oneOf" | "anyOf" => {
                let obeyed = rule.as_array().unwrap().iter();
                let obeyed = obeyed.filter(|of| disobeys(root, of, value, at).is_none()).count();
                let fits = if keyword == "oneOf" { obeyed == 1 } else { obeyed > 0 };
                (!fits).then(|| format!("{at} fits {obeyed} of its kinds"))
            }
            "$schema" | "$defs" | "title" | "description" | "format" | "default" | "pattern"
            | "patternProperties" => None,
            other => panic!("a keyword this test does not know: {other}"),
        };
        if fault.is_some() {
            return fault;
        }
    }
    None
}
