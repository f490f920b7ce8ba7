//! `pmo ballots report`: how far people agree, and what they should talk about.

use std::fmt::Write;

use pmo_workbench::analysis::workshop::{WorkshopReport, finding, report};
use pmo_workbench::model::document::Document;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table};

/// Points and questions in the text; the JSON has all.
const MOST_ROWS: usize = 10;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Show a round that is still hidden, although people may yet answer.
    #[arg(long)]
    reveal: bool,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

/// Exit code 1 while there is nothing to report.
pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    if !(document.workshop.is_revealed() || arguments.reveal) {
        let problem = "the answers are still hidden, so that nobody follows another; reveal them on the page, or \
            say --reveal";
        return Err(Failure::of(file, &problem));
    }
    let found = report(&document).map_err(|error| Failure::of(file, &error))?;
    let found =
        found.ok_or_else(|| Failure::of(file, &"nobody has answered yet; merge some ballots first"))?;
    Ok(if arguments.json { Answer::json(&found) } else { Answer::text(words(&document, &found)) })
}

fn words(document: &Document, found: &WorkshopReport) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Round {}: {}.", found.round, printable(&finding(found)));
    if let Some(it) = &found.concordance {
        let before =
            found.concordance_before.map_or_else(String::new, |w| format!(", {w:.2} in the round before"));
        let _ = writeln!(
            text,
            "Kendall's W {:.2}{before} (p {:.3}; {} people, {} initiatives).",
            it.w, it.p_value, it.people, it.initiatives
        );
    }
    let _ = writeln!(text, "\n{}", spread(found));
    if !found.talk.is_empty() {
        let mut table = Table::new(&[
            ("Talk about", Side::Left),
            ("Changes the top by", Side::Right),
            ("Moves ranks", Side::Right),
            ("Ask", Side::Left),
        ]);
        for it in found.talk.iter().take(MOST_ROWS) {
            let person = document.workshop.participant(it.person).map_or("", |it| it.name.as_str());
            let (top, ranks) = (it.most_top_changes.to_string(), it.most_rank_changes.to_string());
            table.row([it.name.clone(), top, ranks, person.to_owned()]);
        }
        let _ = writeln!(text, "{table}");
    }
    let state = if found.is_good_enough { "Good enough: no answer" } else { "Not settled: an answer" };
    let _ = writeln!(text, "{state} given would change the top {} with a chance above 10 %.", found.top);
    text
}

/// How far apart people are on each criterion, on average over its initiatives.
fn spread(found: &WorkshopReport) -> Table {
    let mut table = Table::new(&[
        ("Criterion", Side::Left),
        ("Agreement", Side::Right),
        ("Mean SD", Side::Right),
        ("Mean IQR", Side::Right),
        ("Outliers", Side::Right),
    ]);
    for criterion in &found.criteria {
        let cells = || found.cells.iter().filter(|cell| cell.criterion == criterion.id);
        let mean = |values: Vec<f64>| {
            let count = values.len();
            if count == 0 {
                String::new()
            } else {
                format!("{:.2}", values.iter().sum::<f64>() / count as f64)
            }
        };
        let outliers: usize = cells().map(|cell| cell.outliers.len()).sum();
        table.row([
            criterion.name.clone(),
            criterion.agreement.map_or_else(String::new, |it| format!("{it:.2}")),
            mean(cells().filter_map(|cell| cell.standard_deviation).collect()),
            mean(
                cells().filter(|cell| cell.answers.len() > 1).map(|cell| cell.interquartile_range).collect(),
            ),
            outliers.to_string(),
        ]);
    }
    table
}
