//! `pmo rank`: scores, ranks, and what each score is made of.

use std::fmt::Write;

use pmo_workbench::analysis::headline::{RightThings, right_things};
use pmo_workbench::analysis::score::{self, RankedInitiative, RankingReport};
use pmo_workbench::model::document::Document;
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, counted, percent};

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
    #[serde(flatten)]
    ranking: RankingReport,
    right_things: Option<RightThings>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    let ranking =
        score::rank(&document.scoring, &document.initiatives).map_err(|error| Failure::of(file, &error))?;
    let right_things = right_things(&document.portfolio, &document.initiatives, &ranking);
    let report = Report { ranking, right_things };
    Ok(if arguments.json { Answer::json(&report) } else { Answer::text(words(&document, &report)) })
}

fn words(document: &Document, report: &Report) -> String {
    let RankingReport { criteria, ranking } = &report.ranking;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}: {} by {}\n",
        printable(&document.portfolio.name),
        counted(ranking.len(), "initiative"),
        if criteria.len() == 1 { "1 criterion".to_owned() } else { format!("{} criteria", criteria.len()) },
    );
    if let Some(RightThings { figure, has_budget, .. }) = report.right_things {
        let money = if has_budget { "the budget" } else { "the same money" };
        let (low, high) = (percent(figure.low), percent(figure.high));
        let range = if low == high { low } else { format!("{low} to {high}") };
        let _ = writeln!(text, "Right things: the plan has {range} of the value that {money} could buy.\n");
    }

    let mut legend = Table::new(&[("", Side::Left), ("Criterion", Side::Left), ("Weight", Side::Right)]);
    for (index, criterion) in criteria.iter().enumerate() {
        legend.row([letters(index), criterion.name.clone(), format!("{:.1} %", criterion.weight * 100.0)]);
    }
    let _ = writeln!(text, "{legend}");

    let has_gaps = ranking.iter().any(|row| row.score_range.0 < row.score_range.1);
    let mut table = Table::new(&[
        ("Rank", Side::Right),
        ("Initiative", Side::Left),
        ("In plan", Side::Left),
        ("Score", Side::Right),
    ]);
    if has_gaps {
        table.column("Could be", Side::Left);
    }
    for index in 0..criteria.len() {
        table.column(&letters(index), Side::Right);
    }
    for row in ranking {
        table.row(cells(document, row, has_gaps));
    }
    let _ = writeln!(text, "{table}");
    text += "Score = sum of weight × value, 0 to 1; the lettered columns are its parts.\n";
    if has_gaps {
        text += "“Could be”: from all missing scores (–) at their worst to all at their best.\n";
    }
    text
}

fn cells(document: &Document, row: &RankedInitiative, has_gaps: bool) -> Vec<String> {
    let in_plan = document.initiatives.initiative(row.id).is_some_and(|initiative| initiative.in_plan);
    let (low, high) = row.score_range;
    let mut cells = vec![
        format!("{}{}", row.rank, if row.rank_is_shared { "=" } else { " " }),
        row.name.clone(),
        if in_plan { "yes" } else { "" }.to_owned(),
        format!("{:.3}", row.score),
    ];
    if has_gaps {
        cells.push(if low < high { format!("{low:.2}–{high:.2}") } else { String::new() });
    }
    let parts = row.contributions.iter().zip(&row.raw_scores);
    cells.extend(parts.map(|(part, raw)| if raw.is_some() { format!("{part:.3}") } else { "–".to_owned() }));
    cells
}

/// A, B, … Z, AA, AB …
fn letters(index: usize) -> String {
    let last = char::from(b'A' + u8::try_from(index % 26).expect("a remainder of 26"));
    if index < 26 { last.to_string() } else { letters(index / 26 - 1) + &last.to_string() }
}
