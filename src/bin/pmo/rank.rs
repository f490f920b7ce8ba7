//! `pmo rank`: scores, ranks, and what each score is made of.

use std::fmt::Write;

use pmo_workbench::analysis::firmness::{
    AcceptabilityReport, CriterionStability, FirmnessError, Holds, SAMPLES, Weightings, acceptability,
    acceptability_problem, top_of, weight_stability,
};
use pmo_workbench::analysis::headline::{RightThings, right_things_of};
use pmo_workbench::analysis::method::{FormulaReport, switch_to};
use pmo_workbench::analysis::score::{self, RankedInitiative, RankingReport};
use pmo_workbench::engine::scoring::acceptability::Tally;
use pmo_workbench::jobs::dispatcher::counts_here;
use pmo_workbench::jobs::job::Job;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::scoring::method::Method;
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, count, counted, percent};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Ranks by this instead of what the document says; parts that are still open get what fits best.
    #[arg(long, value_enum)]
    method: Option<By>,
    /// Also says between which weights the answers hold.
    #[arg(long)]
    stability: bool,
    /// Also counts the chance of each rank over so many weightings.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    acceptability: Option<u32>,
    /// Says both how firm the ranking is, if the weights vary like this.
    #[arg(long, value_enum)]
    weightings: Option<Varying>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    /// Σ weight × value.
    WeightedSum,
    /// (value + time criticality + risk reduction) ÷ job size.
    Wsjf,
    /// Reach × impact × confidence ÷ effort.
    Rice,
    /// Impact × confidence × ease.
    Ice,
    /// The mean of impact, confidence and ease.
    IceMean,
    /// Value ÷ effort.
    ValueEffort,
    /// Cost of delay ÷ duration.
    CostOfDelay,
}

impl By {
    fn method(self) -> Method {
        match self {
            Self::WeightedSum => Method::WeightedSum,
            Self::Wsjf => Method::Wsjf,
            Self::Rice => Method::Rice,
            Self::Ice => Method::IceProduct,
            Self::IceMean => Method::IceMean,
            Self::ValueEffort => Method::ValueEffort,
            Self::CostOfDelay => Method::CostOfDelay,
        }
    }
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
    #[serde(skip_serializing_if = "Option::is_none")]
    stability: Option<Vec<CriterionStability>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acceptability: Option<AcceptabilityReport>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let mut document = input::document(file)?;
    if let Some(by) = arguments.method {
        let edit = switch_to(&document, by.method());
        edit.apply(&mut document).map_err(|error| Failure::of(file, &error))?;
    }
    let ranking = score::rank(&document.scoring, &document.initiatives, &document.people)
        .map_err(|error| Failure::of(file, &error))?;
    let right_things = right_things_of(&document, &ranking);
    let firmness = firmness(&document, arguments).map_err(|error| Failure::of(file, &error))?;
    let report = Report { ranking, right_things, firmness };
    Ok(if arguments.json { Answer::json(&report) } else { Answer::text(words(&document, &report)) })
}

fn firmness(document: &Document, arguments: &Arguments) -> Result<Option<Firmness>, FirmnessError> {
    let Arguments { weightings, stability, acceptability, .. } = arguments;
    if weightings.is_none() && !stability && acceptability.is_none() {
        return Ok(None);
    }
    let top = top_of(&document.initiatives);
    let stability = (*stability || weightings.is_some())
        .then(|| weight_stability(&document.scoring, &document.initiatives, &document.people, top))
        .transpose()?;
    let acceptability = (acceptability.is_some() || weightings.is_some())
        .then(|| sampled(document, *weightings, acceptability.unwrap_or(SAMPLES), top))
        .transpose()?;
    Ok(Some(Firmness { stability, acceptability }))
}

fn sampled(
    document: &Document,
    varying: Option<Varying>,
    samples: u32,
    top: usize,
) -> Result<AcceptabilityReport, FirmnessError> {
    let weightings = match varying {
        Some(Varying::Around) | None => Weightings::Around,
        Some(Varying::SameOrder) => Weightings::SameOrder,
        Some(Varying::Any) => Weightings::Any,
    };
    let initiatives = &document.initiatives;
    let problem = acceptability_problem(document, weightings)?;
    let seed = u64::from(document.portfolio.simulation.seed);
    let layout = problem.layout();
    let counts = counts_here(Job::Rank { problem: Box::new(problem), seed }, samples);
    let tally = Tally::from_words(layout, counts).expect("counts are those of the job");
    Ok(acceptability(tally, initiatives, weightings, seed, top).expect("there are samples of these"))
}

fn words(document: &Document, report: &Report) -> String {
    let RankingReport { criteria, ranking, formula } = &report.ranking;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}: {} by {}\n",
        printable(&document.portfolio.name),
        counted(ranking.len(), "initiative"),
        match (formula, criteria.len()) {
            (Some(formula), _) => formula.name.to_owned(),
            (None, 1) => "1 criterion".to_owned(),
            (None, several) => format!("{several} criteria"),
        },
    );
    if let Some(RightThings { figure, has_budget, counts_people, .. }) = &report.right_things {
        let limits = match (*has_budget, *counts_people) {
            (true, true) => "the budget and the people",
            (true, false) => "the budget",
            (false, true) => "the same money and the people",
            (false, false) => "the same money",
        };
        let (low, high) = (percent(figure.low), percent(figure.high));
        let range = if low == high { low } else { format!("{low} to {high}") };
        let _ = writeln!(text, "Right things: the plan has {range} of the value that {limits} allow.\n");
    }

    if let Some(formula) = formula {
        text += &formula_words(report, formula);
        return text;
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
    let acceptability = report.firmness.as_ref().and_then(|firmness| firmness.acceptability.as_ref());
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

/// The ranking by a formula, with the numbers that went into it.
fn formula_words(report: &Report, formula: &FormulaReport) -> String {
    let mut text = format!("{} = {}\n\n", formula.name, formula.expression);
    let mut legend = Table::new(&[("", Side::Left), ("Part", Side::Left), ("Taken from", Side::Left)]);
    for (index, part) in formula.parts.iter().enumerate() {
        let source = if part.source.is_some() { part.source_name.clone() } else { "nothing yet".to_owned() };
        legend.row([letters(index), part.name.to_owned(), source]);
    }
    let _ = writeln!(text, "{legend}");
    let mut table = Table::new(&[("Rank", Side::Right), ("Initiative", Side::Left), ("Score", Side::Right)]);
    for index in 0..formula.parts.len() {
        table.column(&letters(index), Side::Right);
    }
    table.column("Missing", Side::Left);
    let figure = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), |number| format!("{number:.3}"));
    for (row, scored) in report.ranking.ranking.iter().zip(&formula.scores) {
        let shared = if row.rank_is_shared { "=" } else { " " };
        let rank = if scored.score.is_some() { format!("{}{shared}", row.rank) } else { "– ".to_owned() };
        let mut cells = vec![rank, row.name.clone(), figure(scored.score)];
        cells.extend(scored.inputs.iter().map(|input| figure(*input)));
        cells.push(scored.missing.clone().unwrap_or_default());
        table.row(cells);
    }
    let _ = writeln!(text, "{table}");
    text
}

/// Between which shares of the whole weight the answers hold.
fn stability_words(document: &Document, firmness: &Firmness) -> String {
    let mut text = String::new();
    if let Some(AcceptabilityReport { samples, seed, top, .. }) = &firmness.acceptability {
        let samples = count(*samples);
        let _ = writeln!(
            text,
            "“In top {top}”: share of {samples} weightings (seed {seed}) that put it there.\n"
        );
    }
    let Some(stability) = &firmness.stability else { return text };
    let top = top_of(&document.initiatives);
    let mut table = Table::new(&[
        ("Weight of", Side::Left),
        (&format!("Top {top} holds"), Side::Right),
        ("First holds", Side::Right),
        ("Every rank holds", Side::Right),
    ]);
    let range = |holds: &Holds| format!("{:.1}–{:.1} %", holds.share.0 * 100.0, holds.share.1 * 100.0);
    for row in stability {
        let name = document.scoring.criterion(row.id).map_or_else(String::new, |it| it.name.clone());
        table.row([name, range(&row.top), range(&row.leader), range(&row.ranks)]);
    }
    let _ = writeln!(text, "{table}\n");
    text
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
