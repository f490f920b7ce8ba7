//! `pmo import` and `pmo export`: other programs' files.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::error::ErrorKind;
use pmo_workbench::exchange::initiative_list::{Verdict, guess_reading, propose, suggest};
use pmo_workbench::exchange::{csv, psplib, psplib_document, table};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, name_of, note};
use crate::table::counted;

#[derive(clap::Args)]
pub(crate) struct ImportArguments {
    /// What the file is.
    kind: ImportKind,
    /// File to read; - is standard input.
    file: PathBuf,
    /// Portfolio that a list of initiatives goes into; an empty one without it.
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportKind {
    /// A portfolio of this program, of this or an earlier version.
    Json,
    /// A list of initiatives with a row of column names.
    Csv,
    /// A scheduling instance of PSPLIB (.sm) or MPLIB (.rcmp).
    Psplib,
}

#[derive(clap::Args)]
pub(crate) struct ExportArguments {
    /// What to write.
    kind: ExportKind,
    #[command(flatten)]
    source: Source,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportKind {
    /// The portfolio in canonical form: the same document has the same bytes.
    Json,
    /// The list of initiatives, for a spreadsheet.
    Csv,
}

pub(crate) fn import(arguments: &ImportArguments) -> Result<Answer, Failure> {
    let file = &arguments.file;
    if arguments.kind != ImportKind::Csv && arguments.into.is_some() {
        misuse("--into FILE goes with csv: the other kinds are whole portfolios");
    }
    let document = match arguments.kind {
        ImportKind::Json => input::document(file)?,
        ImportKind::Csv => with_list(file, arguments.into.as_deref())?,
        ImportKind::Psplib => scheduling_instance(file)?,
    };
    Ok(Answer::text(envelope::save(&document)))
}

pub(crate) fn export(arguments: &ExportArguments) -> Result<Answer, Failure> {
    let document = input::document(&arguments.source.file)?;
    if arguments.kind == ExportKind::Json {
        for left_out in document.held_back() {
            note(&format!("pmo: left out: {left_out}; a tick beside them in the page lets them go along"));
        }
    }
    Ok(Answer::text(match arguments.kind {
        ExportKind::Json => envelope::save(&document.for_sharing()),
        ExportKind::Csv => csv::write_initiatives(&document),
    }))
}

/// The list in `file` taken over into a portfolio, as the page proposes it; standard error says what was not.
fn with_list(file: &Path, into: Option<&Path>) -> Result<Document, Failure> {
    if into == Some(file) && name_of(file) == name_of(Path::new("-")) {
        misuse("standard input cannot be both the list and the portfolio: name a file for one of them");
    }
    let mut document = into.map_or_else(|| Ok(Document::default()), input::document)?;
    let list = table::read_table(&input::bytes(file)?).map_err(|error| Failure::of(file, &error))?;
    let columns = suggest(&list);
    if columns.is_empty() {
        let problem =
            "no column has a name that is known, such as Name or Cost; name the columns in the first row";
        return Err(Failure::of(file, &problem));
    }
    let reading = guess_reading(&list, &columns, document.portfolio.currency.scale);
    let proposal = propose(&document, &list, &columns, &reading);

    let name = name_of(file);
    for found in &list.notes {
        let line = found.line.map_or_else(String::new, |line| format!("line {line}: "));
        note(&format!("pmo: {name}: {line}{}", found.text));
    }
    for problem in proposal.problems.iter().filter(|problem| problem.verdict > Verdict::Note) {
        note(&format!("pmo: {name}: {problem}"));
    }
    if proposal.problems_left_off > 0 {
        note(&format!("pmo: {name}: and {}", counted(proposal.problems_left_off, "more problem")));
    }
    note(&format!(
        "pmo: {name}: {} new, {} known, {} refused",
        proposal.new_count(),
        proposal.update_count(),
        proposal.refused_count()
    ));
    proposal.edit(&document, "Import").apply(&mut document).map_err(|error| Failure::of(file, &error))?;
    Ok(document)
}

fn scheduling_instance(file: &Path) -> Result<Document, Failure> {
    let instance = psplib::parse(&input::text(file)?).map_err(|error| Failure::of(file, &error))?;
    let name =
        file.file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-").unwrap_or("Instance");
    psplib_document::document_of(&instance, name).map_err(|error| Failure::of(file, &error))
}

/// Ends the program as any other wrong use of arguments does.
fn misuse(message: &str) -> ! {
    use clap::CommandFactory;
    crate::Arguments::command().error(ErrorKind::ArgumentConflict, message).exit()
}
