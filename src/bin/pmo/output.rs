//! What goes to standard output and standard error, and with which exit code.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

/// What a command has to say.
pub(crate) struct Answer {
    text: String,
    is_good: bool,
}

/// Why a command has nothing to say.
pub(crate) struct Failure {
    /// File, or what else it is about.
    subject: String,
    /// One problem a line: place, what is wrong, remedy.
    problems: Vec<String>,
}

impl Answer {
    pub(crate) fn text(text: String) -> Self {
        Self { text, is_good: true }
    }

    /// `value` as JSON, two spaces deep.
    pub(crate) fn json(value: &impl Serialize) -> Self {
        let mut text = serde_json::to_string_pretty(value).expect("reports have text as keys");
        text.push('\n');
        Self::text(text)
    }

    /// The same text, and exit code 1 unless `is_good`.
    pub(crate) fn good_if(self, is_good: bool) -> Self {
        Self { is_good, ..self }
    }
}

impl Failure {
    /// A problem with `file`.
    pub(crate) fn of(file: &Path, problem: &impl Display) -> Self {
        Self::several(file, [problem.to_string()])
    }

    /// Problems with `file`.
    pub(crate) fn several(file: &Path, problems: impl IntoIterator<Item = String>) -> Self {
        Self { subject: name_of(file), problems: problems.into_iter().collect() }
    }
}

/// How messages name a file.
pub(crate) fn name_of(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

/// Prints an answer. A reader that has seen enough (`pmo … | head`) is no error.
pub(crate) fn print(answer: &Answer) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(answer.text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            note(&format!("pmo: the answer cannot be written: {error}"));
            ExitCode::FAILURE
        }
        _ => {
            if answer.is_good {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

/// Says on standard error what went wrong.
pub(crate) fn report(failure: &Failure) -> ExitCode {
    for problem in &failure.problems {
        note(&format!("pmo: {}: {problem}", failure.subject));
    }
    ExitCode::FAILURE
}

/// One line on standard error. If nobody can read it, nothing can be done.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{}", printable(line));
}

/// `text` on one line and without what would move a terminal's cursor or turn its writing around.
pub(crate) fn printable(text: &str) -> String {
    let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.replace(|letter: char| letter.is_control() || turns(letter), " ")
}
