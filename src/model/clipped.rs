//! Names from a file, as far as a message has room for them.

/// The first `chars` characters of `text`, with an ellipsis if that is not all of it.
pub(super) fn clipped(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
