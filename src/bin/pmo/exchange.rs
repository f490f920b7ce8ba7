//! `pmo import` and `pmo export`: other programs' files.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use pmo_workbench::exchange::{psplib, psplib_document};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure};

#[derive(clap::Args)]
pub(crate) struct ImportArguments {
    /// What the file is.
    kind: ImportKind,
    /// File to read; - is standard input.
    file: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ImportKind {
    /// A portfolio of this program, of this or an earlier version.
    Json,
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

#[derive(Clone, Copy, ValueEnum)]
enum ExportKind {
    /// The portfolio in canonical form: the same document has the same bytes.
    Json,
}

pub(crate) fn import(arguments: &ImportArguments) -> Result<Answer, Failure> {
    let file = &arguments.file;
    let document = match arguments.kind {
        ImportKind::Json => input::document(file)?,
        ImportKind::Psplib => psplib_document(file)?,
    };
    Ok(Answer::text(envelope::save(&document)))
}

pub(crate) fn export(arguments: &ExportArguments) -> Result<Answer, Failure> {
    let document = input::document(&arguments.source.file)?;
    Ok(Answer::text(match arguments.kind {
        ExportKind::Json => envelope::save(&document),
    }))
}

fn psplib_document(file: &Path) -> Result<Document, Failure> {
    let instance = psplib::parse(&input::text(file)?).map_err(|error| Failure::of(file, &error))?;
    let name =
        file.file_stem().and_then(|stem| stem.to_str()).filter(|stem| *stem != "-").unwrap_or("Instance");
    psplib_document::document_of(&instance, name).map_err(|error| Failure::of(file, &error))
}
