//! Part of a file read from JSON, with the field that does not fit.

mod place;

use serde::Deserialize;

use super::clipped::clipped;

/// Most characters of a path or a reason in a message: both may hold names from the file.
const MESSAGE_CHARS: usize = 300;

/// A field that is missing, unknown, or of the wrong kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Such as `document.initiatives.list[3].stages[0].work`.
    pub path: String,
    /// What the parser says.
    pub reason: String,
}

impl Misfit {
    /// `reason` at `path`, both as far as a message has room for them.
    pub fn new(path: &str, reason: &str) -> Self {
        Self { path: clipped(path, MESSAGE_CHARS), reason: clipped(reason, MESSAGE_CHARS) }
    }
}

/// Reads `text`, which is what the file holds under `name`.
///
/// # Errors
///
/// The first field that does not fit.
pub fn read<'a, T: Deserialize<'a>>(name: &str, text: &'a str) -> Result<T, Misfit> {
    let parse = |text: &'a str| serde_json::from_str::<T>(text);
    parse(text).map_err(|error| {
        let mut stumbles = |part: &'a str| parse(part).is_err_and(|error| !error.is_eof());
        let path = match place::path_of_fault(text, &error, &mut stumbles).as_str() {
            "" => name.to_owned(),
            path => format!("{name}.{path}"),
        };
        Misfit::new(&path, &reason(&error))
    })
}

/// What the parser says, without its "at line 1 column 2", which counts within a part of the file.
pub fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
