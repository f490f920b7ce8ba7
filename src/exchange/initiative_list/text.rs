//! Text that comes from files: control characters, direction overrides, formula guards.

/// What makes a spreadsheet take a cell for a formula (OWASP, *CSV Injection*), also in full width.
const FORMULA_SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// One line: trimmed, line breaks and tabs as spaces, without control and direction characters.
pub(in crate::exchange) fn cleaned_line(text: &str) -> String {
    let one_line = text.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
    one_line.chars().filter(|letter| !is_hidden(*letter)).collect::<String>().trim().to_owned()
}

/// Several lines: trimmed, line ends as `\n`, without other control and direction characters.
pub(in crate::exchange) fn cleaned_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |letter: &char| matches!(letter, '\n' | '\t') || !is_hidden(*letter);
    text.chars().filter(keep).collect::<String>().trim().to_owned()
}

/// Whether the text holds characters that [`cleaned_line`] takes out without a trace.
pub(super) fn has_hidden(text: &str) -> bool {
    text.chars().any(|letter| is_hidden(letter) && !matches!(letter, '\n' | '\r' | '\t'))
}

/// The text as a cell that no spreadsheet computes: an apostrophe before a formula sign.
///
/// A text that already begins with apostrophes and such a sign gets one more,
/// so that [`unguarded`] always gives the text back.
pub(in crate::exchange) fn guarded(text: String) -> String {
    if looks_like_formula(&text) { format!("'{text}") } else { text }
}

/// The text without the apostrophe that [`guarded`] put before it.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| looks_like_formula(rest)).unwrap_or(text)
}

fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA_SIGNS)
}

/// Control characters, and marks that let a name read in another order than it is stored.
fn is_hidden(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
