//! `pmo compare`: plans side by side, on the same draws, and what one has otherwise than another.

use std::fmt::Write;

use pmo_workbench::analysis::difference::{
    self, Candidate, Change, Compared, DifferenceReport, InitiativeRow, MOST_PLANS, Unit,
};
use pmo_workbench::analysis::plan_diff::{Line, differences, summary};
use pmo_workbench::engine::capacity::ComparisonTally;
use pmo_workbench::jobs::dispatcher::counts_here;
use pmo_workbench::jobs::job::Job;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::portfolio::Calendar;
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, counted, percent};

/// The plan itself, where a scenario is asked for.
const PLAN: &str = "plan";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Names of two to four scenarios, the first being what the others are compared with; “plan” is the plan itself.
    #[arg(value_name = "NAME", required = true, num_args = 2..=MOST_PLANS)]
    plans: Vec<String>,
    /// Iterations, instead of those of the document.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    iterations: Option<u32>,
    /// Key of all random draws, instead of the document's.
    #[arg(long, value_name = "S")]
    seed: Option<u32>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

/// What `pmo compare` says.
#[derive(Serialize)]
pub(crate) struct Report {
    #[serde(flatten)]
    report: DifferenceReport,
    /// Plan by plan: what it has otherwise than the first.
    differences: Vec<Difference>,
}

#[derive(Serialize)]
struct Difference {
    summary: String,
    lines: Vec<Line>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let mut document = input::document(file)?;
    let settings = &mut document.portfolio.edit().simulation;
    settings.iterations = arguments.iterations.unwrap_or(settings.iterations);
    settings.seed = arguments.seed.unwrap_or(settings.seed);
    let (report, words) = of(&document, &arguments.plans).map_err(|problem| Failure::of(file, &problem))?;
    Ok(if arguments.json { Answer::json(&report) } else { Answer::text(words) })
}

/// The plans of these names side by side, for machines and in words.
///
/// # Errors
///
/// In words, if there is no such scenario, or the plans cannot be compared.
pub(crate) fn of(document: &Document, names: &[String]) -> Result<(Report, String), String> {
    let plans = names.iter().map(|name| candidate(document, name)).collect::<Result<Vec<_>, _>>()?;
    let prepared = difference::prepare(&plans).map_err(|error| error.to_string())?;
    let job = Job::Compare { comparison: Box::new(prepared.comparison.clone()), seed: prepared.seed };
    let counts = counts_here(job, prepared.iterations);
    let tally = ComparisonTally::from_words(prepared.comparison.layout(), counts)
        .expect("counts are those of the job");
    let of = |plan: &Candidate| {
        let lines = differences(&plans[0].document, &plan.document);
        Difference { summary: summary(&lines), lines }
    };
    let report = Report {
        report: difference::report(&plans, &prepared, &tally),
        differences: plans.iter().map(of).collect(),
    };
    let words = words(&plans, &report);
    Ok((report, words))
}

fn candidate(document: &Document, name: &str) -> Result<Candidate, String> {
    let scenarios = &document.scenarios.list;
    if let Some(scenario) = scenarios.iter().find(|scenario| scenario.name == name) {
        let document = document
            .with_scenario(scenario.id)
            .map_err(|error| format!("scenario “{name}” no longer fits the plan: {error}"))?;
        return Ok(Candidate { name: name.to_owned(), scenario: Some(scenario.id), document });
    }
    if name == PLAN {
        return Ok(Candidate { name: "Plan".to_owned(), scenario: None, document: document.clone() });
    }
    let names: Vec<String> = scenarios.iter().map(|scenario| format!("“{}”", scenario.name)).collect();
    let choice = if names.is_empty() { String::new() } else { format!(" and {}", names.join(", ")) };
    Err(format!("there is no scenario “{name}”; there are “{PLAN}”{choice}"))
}

fn words(plans: &[Candidate], report: &Report) -> String {
    let DifferenceReport { seed, iterations, checksum, rows, initiatives, .. } = &report.report;
    let portfolio = &plans[0].document.portfolio;
    let calendar = portfolio.calendar;
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}\n{}, seed {seed}, checksum {checksum}; the same draws for every plan\n",
        printable(&portfolio.name),
        counted(usize::try_from(*iterations).unwrap_or(usize::MAX), "iteration"),
    );
    if let Some(finding) = difference::finding(plans, rows) {
        let _ = writeln!(text, "{}.\n", printable(&finding));
    }
    for (plan, difference) in plans.iter().zip(&report.differences).skip(1) {
        let _ = writeln!(text, "{} {}.", printable(&plan.name), printable(&difference.summary));
        for line in &difference.lines {
            let _ = writeln!(text, "  {}", printable(&line.words));
        }
        text.push('\n');
    }
    let mut table = Table::new(&[("", Side::Left)]);
    for plan in plans {
        table.column(&plan.name, Side::Right);
    }
    for row in rows {
        let mut figures = vec![row.indicator.words().to_owned()];
        let mut changes = vec![String::new()];
        for cell in &row.plans {
            figures.push(cell.as_ref().map_or("–".to_owned(), |it| figure(row.unit, it)));
            let change = cell.as_ref().and_then(|it| it.change);
            changes.push(change.map_or_else(String::new, |it| self::change(row.unit, &it)));
        }
        table.row(figures);
        table.row(changes);
    }
    let _ = writeln!(text, "{table}");
    let _ = writeln!(text, "{}", finishes(plans, calendar, initiatives));
    let _ = writeln!(
        text,
        "Weeks from {}, differences from {} with 95 % intervals; %: runs in which the plan is better.",
        calendar.start,
        printable(&plans[0].name)
    );
    text
}

fn finishes(plans: &[Candidate], calendar: Calendar, rows: &[InitiativeRow]) -> Table {
    let mut table = Table::new(&[("Finished, P80", Side::Left)]);
    for plan in plans {
        table.column(&plan.name, Side::Right);
    }
    for row in rows {
        let mut cells = vec![row.name.clone()];
        cells.extend(row.plans.iter().map(|finish| match finish {
            None => "not in it".to_owned(),
            Some(finish) => {
                let day = finish
                    .weeks
                    .p80
                    .map_or("–".to_owned(), |week| calendar.day_after_weeks(week).to_string());
                let moved = finish.change.map_or_else(String::new, |it| format!(" ({:+.1})", it.difference));
                format!("{day}{moved}")
            }
        }));
        table.row(cells);
    }
    table
}

fn figure(unit: Unit, figure: &Compared) -> String {
    let one = |value: f64| scaled(unit, value);
    let range = figure.range.map_or_else(String::new, |(low, high)| format!(" ({}–{})", one(low), one(high)));
    let sign = if unit == Unit::Share { " %" } else { "" };
    format!("{}{sign}{range}", one(figure.value))
}

fn change(unit: Unit, change: &Change) -> String {
    let one = |value: f64| {
        let text = scaled(unit, value);
        if value > 0.0 { format!("+{text}") } else { text }
    };
    let range =
        change.range.map_or_else(String::new, |(low, high)| format!(" ({} to {})", one(low), one(high)));
    let better = change.better.map_or_else(String::new, |share| format!(", {}", percent(share)));
    format!("{}{range}{better}", one(change.difference))
}

/// Points for scores and shares.
fn scaled(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Score | Unit::Share => format!("{:.1}", value * 100.0),
        Unit::Money | Unit::Week => format!("{value:.0}"),
        Unit::Count => format!("{value:.1}"),
    }
}
