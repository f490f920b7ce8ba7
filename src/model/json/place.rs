//! Where in a text a reader stumbled, as a path: `initiatives.list[3].stages[0].work`.
//!
//! `serde_json` says the line and column at which it gave up, which may be a little late: a value that breaks a rule is
//! told of only after the end of the object around it was looked for. So the reader is asked again with one token less
//! at a time, until it only misses the rest. The last token that made it stumble is the one; where that stands, a walk
//! over the text says.
//!
//! The other way is to keep the path while reading, which compiles everything that reads a document twice.

/// Path of the fault; empty for the whole text.
///
/// `text` is JSON without a syntax error, and `error` what the reader said of it. `stumbles` says whether a beginning
/// of the text has a fault other than that the rest is missing.
pub(super) fn path_of_fault<'t>(
    text: &'t str,
    error: &serde_json::Error,
    stumbles: &mut dyn FnMut(&'t str) -> bool,
) -> String {
    let last = |end: usize| Tokens::new(text).take_while(|token| token.start < end).last();
    // The next token may have been looked at, but not taken.
    let Some(mut fault) = last(offset(text, error.line(), error.column()) + 1) else { return String::new() };
    while let Some(before) = last(fault.start).filter(|before| stumbles(&text[..before.end])) {
        fault = before;
    }
    let open = walk_to(text, fault, error.to_string().starts_with("unknown variant"));
    written(&open)
}

/// Byte at which line and column, both from 1, stand.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines_before = text.split_inclusive('\n').take(line.saturating_sub(1));
    lines_before.map(str::len).sum::<usize>() + column
}

/// A bracket, a comma, a colon, a string, a number or a word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token {
    start: usize,
    end: usize,
    /// Its first byte.
    kind: u8,
}

/// An object or list that is open, and where in it a walk over the text is.
enum Open<'t> {
    Object {
        /// So far, with their quotes; the last one is that of the value under way.
        keys: Vec<&'t str>,
        expects_key: bool,
    },
    List {
        /// Number of the item under way, from 0.
        item: usize,
    },
}

/// What is open where the fault is, from the outermost to what the fault is of.
fn walk_to(text: &str, fault: Token, names_variant: bool) -> Vec<Open<'_>> {
    let mut open: Vec<Open> = Vec::new();
    for token in Tokens::new(text) {
        let is_fault = token == fault;
        match (token.kind, open.last_mut()) {
            // Of the whole object or list: at its end something is missing, and an item too many is seen at its comma.
            (b'}' | b']', _) => drop(open.pop()),
            (b',', _) if is_fault => drop(open.pop()),
            // The name of a variant is no field: the fault is of the value that it begins.
            (b'"', Some(Open::Object { expects_key: true, .. })) if is_fault && names_variant => {
                drop(open.pop());
            }
            (b',', Some(Open::Object { expects_key, .. })) => *expects_key = true,
            (b',', Some(Open::List { item })) => *item += 1,
            (b'"', Some(Open::Object { keys, expects_key: expects_key @ true })) => {
                keys.push(&text[token.start..token.end]);
                *expects_key = false;
            }
            _ => {}
        }
        match token.kind {
            _ if is_fault => break,
            b'{' => open.push(Open::Object { keys: Vec::new(), expects_key: true }),
            b'[' => open.push(Open::List { item: 0 }),
            _ => {}
        }
    }
    // That a key stands there twice is a fault of the object.
    if let Some(Open::Object { keys, .. }) = open.last()
        && let Some((last, before)) = keys.split_last()
        && before.contains(last)
    {
        open.pop();
    }
    open
}

/// `list[3].work`.
fn written(open: &[Open]) -> String {
    let parts = open.iter().map(|it| match it {
        Open::List { item } => format!("[{item}]"),
        Open::Object { keys, .. } => {
            keys.last().map_or_else(String::new, |key| format!(".{}", unquoted(key)))
        }
    });
    let path = parts.collect::<Vec<String>>().concat();
    path.strip_prefix('.').unwrap_or(&path).to_owned()
}

fn unquoted(key: &str) -> String {
    serde_json::from_str(key).unwrap_or_else(|_| key.to_owned())
}

/// The tokens of a text, one after the other.
struct Tokens<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = |at: usize| self.bytes[at..].iter();
        let start = self.at + rest(self.at).take_while(|byte| byte.is_ascii_whitespace()).count();
        let kind = *self.bytes.get(start)?;
        let length = match kind {
            b'{' | b'}' | b'[' | b']' | b':' | b',' => 1,
            b'"' => string_length(&self.bytes[start..]),
            _ => rest(start).take_while(|byte| is_of_word(**byte)).count().max(1),
        };
        self.at = start + length;
        Some(Token { start, end: self.at, kind })
    }
}

/// Bytes of the string at the beginning of `bytes`, with both quotes.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'"' => return at + 1,
            b'\\' => 2,
            _ => 1,
        };
    }
    bytes.len()
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Plan {
        name: String,
        #[serde(default)]
        stages: Vec<Stage>,
        #[serde(default)]
        scores: BTreeMap<u32, Score>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    #[allow(dead_code)]
    enum Stage {
        Weeks(u8),
        Range { low: u8, high: u8 },
        Ends([u8; 2]),
    }

    /// Checked only once its text is read, so that the reader tells of it late.
    #[derive(Deserialize)]
    #[serde(try_from = "u8")]
    #[allow(dead_code)]
    struct Score(u8);

    impl TryFrom<u8> for Score {
        type Error = String;

        fn try_from(score: u8) -> Result<Self, String> {
            if score < 6 { Ok(Self(score)) } else { Err("a score is at most 5".to_owned()) }
        }
    }

    fn place(text: &str) -> String {
        let parse = |text| serde_json::from_str::<Plan>(text);
        let error = parse(text).err().unwrap();
        path_of_fault(text, &error, &mut |part| parse(part).is_err_and(|error| !error.is_eof()))
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_found_where_it_stands() {
        assert_eq!(place(r#"{"name": 3}"#), "name");
        assert_eq!(place(r#"{"name": {"a": 1}}"#), "name");
        assert_eq!(place("[[]]"), "[0]");
        assert_eq!(place(r#""text""#), "");
        assert_eq!(
            place("{\n  \"name\": \"ä\",\n  \"stages\": [\n    {\"weeks\": 1},\n    {\"weeks\": 300}\n]}"),
            "stages[1].weeks"
        );
        assert_eq!(place(r#"{"name": "", "stages": [{"ends": [1, 2, 3]}]}"#), "stages[0].ends");
    }

    #[test]
    fn what_is_told_of_late_is_found_where_it_stands() {
        for text in [
            r#"{"name": "", "scores": {"1": 5, "2": 6}}"#,
            r#"{"name": "", "scores": {"2": 6, "3": 1}}"#,
            r#"{"scores": {"2": 6}, "name": ""}"#,
        ] {
            assert_eq!(place(text), "scores.2", "{text}");
        }
    }

    #[test]
    fn what_is_missing_is_missing_in_its_object() {
        assert_eq!(place(r#"{"stages": []}"#), "");
        assert_eq!(place(r#"{"name": "", "stages": [{"range": {"low": 1}}]}"#), "stages[0].range");
    }

    #[test]
    fn keys_are_named_unless_they_stand_there_twice_or_name_a_variant() {
        assert_eq!(place(r#"{"name": "", "colour": 1}"#), "colour");
        assert_eq!(place(r#"{"name": "", "sta\u0067e\"s": 1}"#), "stage\"s");
        assert_eq!(place(r#"{"name": "", "scores": {"one": 5}}"#), "scores.one");
        assert_eq!(place(r#"{"name": "", "name": ""}"#), "");
        assert_eq!(place(r#"{"name": "", "stages": [{"months": 1}]}"#), "stages[0]");
        assert_eq!(place(r#"{"name": "", "stages": ["months"]}"#), "stages[0]");
    }
}
