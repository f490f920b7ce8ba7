//! Files and standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use pmo_workbench::model::document::Document;
use pmo_workbench::model::envelope::{self, OpenError};
use pmo_workbench::model::limits;

use crate::output::{Failure, name_of, note};

/// The bytes of `file`, or of standard input for `-`.
pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let most = limits::FILE_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|open| open.take(most).read_to_end(&mut bytes))
    };
    match read {
        Err(error) => Err(Failure::of(file, &format!("it cannot be read: {error}"))),
        Ok(length) if length > limits::FILE_BYTES => {
            Err(Failure::of(file, &format!("it has more than {} bytes; split it", limits::FILE_BYTES)))
        }
        Ok(_) => Ok(bytes),
    }
}

/// The text of `file`.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes(file)?).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        Failure::of(file, &format!("byte {place} is not UTF-8 text; save the file as UTF-8"))
    })
}

/// The document in `file`. A file of an earlier version is migrated, with a note.
pub(crate) fn document(file: &Path) -> Result<Document, Failure> {
    let opened = envelope::open(&text(file)?).map_err(|error| refused(file, &error))?;
    if let Some(version) = opened.migrated_from {
        note(&format!("pmo: {}: read as version {version}, an earlier one", name_of(file)));
    }
    Ok(opened.document)
}

/// Every issue of a file that is not opened, each on its own line.
pub(crate) fn refused(file: &Path, error: &OpenError) -> Failure {
    match error {
        OpenError::Invalid(issues) => Failure::several(file, issues.iter().map(ToString::to_string)),
        error => Failure::of(file, error),
    }
}
