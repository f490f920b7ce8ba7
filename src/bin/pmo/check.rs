//! `pmo check`: what is wrong with a document.

use std::fmt::Write;

use pmo_workbench::model::envelope::{self, OpenError};
use pmo_workbench::model::validate::{Issue, Severity, validate};
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, name_of, printable};
use crate::table::counted;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    errors: usize,
    warnings: usize,
    /// Version of the file, if it was an earlier one.
    migrated_from: Option<u32>,
    /// Errors first. A file with errors has its errors only: warnings wait until it can be opened.
    issues: Vec<Issue>,
}

/// Errors are this command's answer, not its failure; the exit code is 1 all the same.
pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let (issues, migrated_from) = match envelope::open(&input::text(file)?) {
        Ok(opened) => (validate(&opened.document), opened.migrated_from),
        Err(OpenError::Invalid(issues)) => (issues, None),
        Err(error) => return Err(input::refused(file, &error)),
    };
    let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let report = Report { errors, warnings: issues.len() - errors, migrated_from, issues };
    let answer =
        if arguments.json { Answer::json(&report) } else { Answer::text(words(&name_of(file), &report)) };
    Ok(answer.good_if(errors == 0))
}

fn words(name: &str, report: &Report) -> String {
    let mut text = String::new();
    let (errors, warnings) = (counted(report.errors, "error"), counted(report.warnings, "warning"));
    let migrated =
        report.migrated_from.map_or(String::new(), |version| format!(", migrated from version {version}"));
    let _ = writeln!(text, "{name}: {errors}, {warnings}{migrated}");
    for issue in &report.issues {
        let severity = match issue.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = writeln!(text, "{severity:<8} {}", printable(&issue.to_string()));
    }
    text
}
