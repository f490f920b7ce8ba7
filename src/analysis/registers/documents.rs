//! How much of what has to be written down of each initiative is there.

use std::collections::BTreeSet;

use super::{Reading, RecordNote, RegisterReport, joined, said};
use crate::analysis::written::{count, percent};
use crate::model::id::InitiativeId;
use crate::model::office::registers::documents::{DocumentStage, DocumentStatus, Mandatory, ProjectDocument};

/// Parts that each initiative is asked for: three states documented, four mandatory contents.
const PARTS: usize = DocumentStage::ALL.len() + Mandatory::ALL.len();
/// Initiatives that are listed one by one.
const MOST_ROWS: usize = 12;

/// The documents of the initiatives of the plan.
pub(super) fn documents(reading: Reading<'_>) -> RegisterReport {
    let list = &reading.document.office.registers.documents;
    let notes = list.iter().map(|it| document(it, reading)).collect();
    let plan: Vec<_> = reading.document.initiatives.in_plan().collect();
    if list.is_empty() || plan.is_empty() {
        return RegisterReport {
            notes,
            ..RegisterReport::nothing("No document", " of an initiative is written down.")
        };
    }
    let lacking: Vec<(String, usize, Vec<&str>)> = plan
        .iter()
        .map(|it| {
            let own = list.iter().any(|document| document.initiative == Some(it.id));
            (it.name.clone(), usize::from(own), missing(list, it.id))
        })
        .collect();
    let whole = lacking.iter().filter(|it| it.2.is_empty()).count();
    let there: usize = lacking.iter().map(|it| PARTS - it.2.len()).sum();
    let share = there as f64 / (PARTS * plan.len()) as f64;
    let begun = lacking.iter().filter(|it| it.1 > 0);
    let least = begun.clone().filter(|it| !it.2.is_empty()).min_by_key(|it| it.2.len());
    let silent = lacking.iter().filter(|it| it.1 == 0).count();
    let mut rest = format!("; {} of all that is asked for is there", percent(share));
    if let Some((name, _, parts)) = least {
        rest = format!("{rest}, and {name} lacks only {}", parts.join(", ").to_lowercase());
    }
    let row = |(name, _, parts): &(String, usize, Vec<&str>)| {
        let lacks = if parts.is_empty() {
            String::new()
        } else {
            format!(": lacks {}", parts.join(", ").to_lowercase())
        };
        (name.clone(), format!("{} of {PARTS}{lacks}", PARTS - parts.len()))
    };
    let mut rows: Vec<_> = begun.take(MOST_ROWS).map(row).collect();
    if silent > 0 {
        rows.push((
            count(silent, "other without a document", "others without a document"),
            format!("0 of {PARTS}"),
        ));
    }
    let at_least = |status| list.iter().filter(|it| it.status >= status).count();
    RegisterReport {
        figure: format!(
            "{whole} of {} {} fully documented",
            count(plan.len(), "initiative", "initiatives"),
            if whole == 1 { "is" } else { "are" }
        ),
        rest: rest + ".",
        is_warning: whole < plan.len(),
        formula: "share complete = (states with a complete document + mandatory contents in one) ÷ 7",
        rows,
        reading: format!(
            "States are creation, development and execution; contents are scope, budget, resources and justification. Of \
             {}, {} complete, {} of them reviewed and {} checked for accuracy.",
            count(list.len(), "document", "documents"),
            at_least(DocumentStatus::Complete),
            at_least(DocumentStatus::Reviewed),
            at_least(DocumentStatus::Accurate)
        ),
        notes,
    }
}

/// What of the parts that are asked for no complete document of `initiative` has.
fn missing(list: &[ProjectDocument], initiative: InitiativeId) -> Vec<&'static str> {
    let done = || {
        list.iter()
            .filter(move |it| it.initiative == Some(initiative) && it.status >= DocumentStatus::Complete)
    };
    let stages: BTreeSet<DocumentStage> = done().map(|it| it.stage).collect();
    let contents: BTreeSet<Mandatory> = done().flat_map(|it| it.holds.iter().copied()).collect();
    let stages = DocumentStage::ALL.into_iter().filter(|it| !stages.contains(it)).map(DocumentStage::words);
    let contents = Mandatory::ALL.into_iter().filter(|it| !contents.contains(it)).map(Mandatory::words);
    stages.chain(contents).collect()
}

fn document(it: &ProjectDocument, reading: Reading<'_>) -> RecordNote {
    let holds: Vec<&str> = it.holds.iter().map(|it| it.words()).collect();
    RecordNote {
        id: it.id,
        title: it.name.clone(),
        words: joined([
            reading.initiative(it.initiative),
            Some(it.stage.words().to_lowercase()),
            Some(it.status.words().to_lowercase()),
            said(&holds.join(", ").to_lowercase()),
            said(&it.link),
        ]),
        is_late: false,
    }
}
