//! The organisation's own side of the assessment: five themes, two statements each, answered by the business.
//!
//! The same ladder and the same shape as the office's statements, so that both are scored by one piece of code.
//! Each theme carries some of the office's dimensions: an office cannot decide better than its leaders do.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use super::maturity_model::MaturityModel;

/// What is asked, and which theme carries which dimension.
#[derive(Debug)]
pub struct OrganisationModel {
    /// The themes as dimensions of a model of their own.
    pub statements: MaturityModel,
    /// For each theme the numbers of the office's dimensions that it carries.
    carries: Vec<Vec<u8>>,
}

impl OrganisationModel {
    /// The one that comes with the product.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<OrganisationModel> = LazyLock::new(|| {
            let text = include_str!("organisation.json");
            let themes: Themes = serde_json::from_str(text).expect("the built-in themes are valid: tested");
            let mut rest: Value =
                serde_json::from_str(text).expect("the built-in statements are JSON: tested");
            for theme in rest["dimensions"].as_array_mut().into_iter().flatten() {
                theme.as_object_mut().and_then(|theme| theme.remove("carries"));
            }
            let statements = serde_json::from_value(rest).expect("the built-in statements are valid: tested");
            let carries = themes.dimensions.into_iter().map(|theme| theme.carries).collect();
            OrganisationModel { statements, carries }
        });
        &BUILT_IN
    }

    /// Index of the theme that carries `dimension` of the office, numbered from 1.
    pub fn theme_of(&self, dimension: u8) -> Option<usize> {
        self.carries.iter().position(|carried| carried.contains(&dimension))
    }
}

#[derive(Deserialize)]
struct Themes {
    dimensions: Vec<Theme>,
}

#[derive(Deserialize)]
struct Theme {
    carries: Vec<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dimension_is_carried_by_one_theme() {
        let model = OrganisationModel::built_in();
        let mut carried: Vec<u8> = model.carries.iter().flatten().copied().collect();
        carried.sort_unstable();
        assert_eq!(carried, (1..=10).collect::<Vec<u8>>());
        assert_eq!(model.theme_of(8), model.theme_of(3));
        assert_eq!(model.theme_of(11), None);
    }

    #[test]
    fn five_themes_have_two_statements_on_the_same_ladder() {
        let model = &OrganisationModel::built_in().statements;
        assert_eq!(model.dimensions.len(), 5);
        for theme in &model.dimensions {
            assert_eq!(theme.statements.len(), 2, "{}", theme.name);
            assert!(theme.short.chars().count() <= 18, "{}", theme.short);
        }
        for statement in model.statements() {
            assert!(statement.name.chars().count() <= 40, "{}", statement.name);
            for anchor in &statement.anchors {
                let words = anchor.split_whitespace().count();
                assert!((8..=20).contains(&words) && anchor.ends_with('.'), "{words} words: {anchor}");
            }
        }
    }
}
