//! `pmo rank`: scores, ranks, and what each score is made of.

use std::fmt::Write;

use pmo_workbench::analysis::firmness::{
    AcceptabilityReport, CriterionStability, FirmnessError, Holds, SAMPLES, Weightings, acceptability,
    acceptability_problem, top_of, weight_stability,
};
use pmo_workbench::analysis::headline::{RightThings, right_things};
use pmo_workbench::analysis::score::{self, RankedInitiative, RankingReport};
use pmo_workbench::engine::scoring::acceptability::Tally;
use pmo_workbench::jobs::dispatcher::counts_here;
use pmo_workbench::jobs::job::Job;
use pmo_workbench::model::document::Document;
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, count, counted, percent};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Also says how firm the ranking is, if the weights vary like this.
    #[arg(long, value_enum)]
    weightings: Option<Varying>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Varying {
    /// Each within half of its present share, up and down.
    Around,
    /// In the present order of importance.
    SameOrder,
    /// In any way.
    Any,
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    ranking: RankingReport,
    right_things: Option<RightThings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    firmness: Option<Firmness>,
}

#[derive(Serialize)]
struct Firmness {
    stability: Vec<CriterionStability>,
    acceptability: AcceptabilityReport,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    let ranking =
        score::rank(&document.scoring, &document.initiatives).map_err(|error| Failure::of(file, &error))?;
    let right_things = right_things(&document.portfolio, &document.initiatives, &ranking);
    let firmness = arguments
        .weightings
        .map(|varying| firmness(&document, varying))
        .transpose()
        .map_err(|error| Failure::of(file, &error))?;
    let report = Report { ranking, right_things, firmness };
    Ok(if arguments.json { Answer::json(&report) } else { Answer::text(words(&document, &report)) })
}

fn firmness(document: &Document, varying: Varying) -> Result<Firmness, FirmnessError> {
    let weightings = match varying {
        Varying::Around => Weightings::Around,
        Varying::SameOrder => Weightings::SameOrder,
        Varying::Any => Weightings::Any,
    };
    let (scoring, initiatives) = (&document.scoring, &document.initiatives);
    let top = top_of(initiatives);
    let stability = weight_stability(scoring, initiatives, top)?;
    let problem = acceptability_problem(scoring, initiatives, weightings)?;
    let seed = u64::from(document.portfolio.simulation.seed);
    let layout = problem.layout();
    let counts = counts_here(Job::Rank { problem: Box::new(problem), seed }, SAMPLES);
    let tally = Tally::from_words(layout, counts).expect("counts are those of the job");
    let acceptability =
        acceptability(tally, initiatives, weightings, seed, top).expect("there are samples of these");
    Ok(Firmness { stability, acceptability })
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
    if let Some(RightThings { figure, has_budget, .. }) = &report.right_things {
        let money = if *has_budget { "the budget" } else { "the same money" };
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
    let acceptability = report.firmness.as_ref().map(|firmness| &firmness.acceptability);
    if let Some(acceptability) = acceptability {
        table.column(&format!("In top {}", acceptability.top), Side::Right);
    }
    for index in 0..criteria.len() {
        table.column(&letters(index), Side::Right);
    }
    for row in ranking {
        table.row(cells(document, row, has_gaps, acceptability));
    }
    let _ = writeln!(text, "{table}");
    text += "Score = sum of weight × value, 0 to 1; the lettered columns are its parts.\n";
    if let Some(firmness) = &report.firmness {
        text += &stability_words(document, firmness);
    }
    if has_gaps {
        text += "“Could be”: from all missing scores (–) at their worst to all at their best.\n";
    }
    text
}

/// Between which shares of the whole weight the answers hold.
fn stability_words(document: &Document, firmness: &Firmness) -> String {
    let AcceptabilityReport { samples, seed, top, .. } = &firmness.acceptability;
    let mut table = Table::new(&[
        ("Weight of", Side::Left),
        (&format!("Top {top} holds"), Side::Right),
        ("First holds", Side::Right),
        ("Every rank holds", Side::Right),
    ]);
    let range = |holds: &Holds| format!("{:.1}–{:.1} %", holds.share.0 * 100.0, holds.share.1 * 100.0);
    for row in &firmness.stability {
        let name = document.scoring.criterion(row.id).map_or_else(String::new, |it| it.name.clone());
        table.row([name, range(&row.top), range(&row.leader), range(&row.ranks)]);
    }
    format!(
        "“In top {top}”: share of {} weightings (seed {seed}) that put it there.\n\n{table}\n",
        count(*samples)
    )
}

fn cells(
    document: &Document,
    row: &RankedInitiative,
    has_gaps: bool,
    acceptability: Option<&AcceptabilityReport>,
) -> Vec<String> {
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
    if let Some(found) = acceptability.and_then(|it| it.row(row.id)) {
        cells.push(percent(found.in_top.share));
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
