//! Errors as JavaScript expects them: an `Error` with a name to branch on and a message to show.

use std::fmt::Display;

use js_sys::{Error, Reflect};
use wasm_bindgen::JsValue;

use super::object;
use crate::model::envelope::OpenError;

/// What was asked for when it went wrong.
#[derive(Clone, Copy)]
pub(super) enum ErrorName {
    Open,
    Rank,
    Select,
    Simulate,
    Merge,
    Assess,
}

impl ErrorName {
    fn text(self) -> &'static str {
        match self {
            Self::Open => "OpenError",
            Self::Rank => "RankError",
            Self::Select => "SelectError",
            Self::Simulate => "SimulateError",
            Self::Merge => "MergeError",
            Self::Assess => "AssessError",
        }
    }
}

/// An `Error` of that name.
pub(super) fn thrown(name: ErrorName, message: &dyn Display) -> JsValue {
    let error = Error::new(&message.to_string());
    error.set_name(name.text());
    error.into()
}

/// An `OpenError`; if the content is wrong, with all issues under `issues`.
pub(super) fn of_opening(error: &OpenError) -> JsValue {
    let thrown = thrown(ErrorName::Open, error);
    if let OpenError::Invalid(issues) = error {
        // Setting a new field of an object of our own cannot fail.
        let _ = Reflect::set(&thrown, &"issues".into(), &object::plain::<_, JsValue>(issues));
    }
    thrown
}
