//! `pmo assess`: what an assessment of the project office says.

use std::fmt::Write;

use pmo_workbench::analysis::assess::{self, AssessError, AssessmentReport, DimensionReport};
use pmo_workbench::engine::stats::interval::Interval;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::office::Assessment;
use pmo_workbench::model::office::maturity_model::MaturityModel;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, count, counted, percent};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Which assessment of the document; the latest without it.
    #[arg(long, value_name = "NAME")]
    assessment: Option<String>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    let assessment =
        find(&document, arguments.assessment.as_deref()).map_err(|problem| Failure::of(file, &problem))?;
    let report =
        assess::assess(assessment, MaturityModel::built_in()).map_err(|error| Failure::of(file, &error))?;
    Ok(if arguments.json {
        Answer::json(&report)
    } else {
        Answer::text(words(&document, assessment, &report))
    })
}

fn find<'a>(document: &'a Document, name: Option<&str>) -> Result<&'a Assessment, String> {
    let assessments = &document.office.assessments;
    let Some(latest) = assessments.last() else { return Err(AssessError::NoAssessment.to_string()) };
    let Some(name) = name else { return Ok(latest) };
    assessments.iter().rev().find(|assessment| assessment.name == name).ok_or_else(|| {
        let names: Vec<String> =
            assessments.iter().map(|assessment| format!("“{}”", assessment.name)).collect();
        format!("there is no assessment “{name}”; choose from {}", names.join(", "))
    })
}

fn words(document: &Document, assessment: &Assessment, report: &AssessmentReport) -> String {
    let mut text = format!("{}: {}", printable(&document.portfolio.name), printable(&report.name));
    if let Some(date) = assessment.date {
        let _ = write!(text, ", {date}");
    }
    let _ = writeln!(
        text,
        "\n{} in {}; {} of {} answers, {} of them “don't know”\n",
        counted(report.respondents, "respondent"),
        counted(report.groups, "group"),
        count(report.answered as u64),
        count(report.askable as u64),
        percent(report.dont_know_share),
    );
    let mut line = |name: &str, figure: String, meaning: &str| {
        let _ = writeln!(text, "{name:<10} {figure:<16} {meaning}");
    };
    line("Mean", with_interval(report.mean, report.mean_interval), "of the dimensions by weight, 1 to 5");
    line("Evidenced", level(report.evidenced), "the mean, no statement above what was seen to support it");
    let staged = report.staged.map_or("–".to_owned(), |level| level.to_string());
    line("Staged", staged, "the level that four statements in five reach");
    if let Some(weakest) = &report.weakest {
        line("Weakest", format!("{:.1}", weakest.score), &printable(&weakest.name));
    }
    let mut table = Table::new(&[
        ("", Side::Right),
        ("Dimension", Side::Left),
        ("Weight", Side::Right),
        ("Score", Side::Right),
        ("90 %", Side::Left),
        ("Evidenced", Side::Right),
        ("1   2   3   4   5", Side::Left),
    ]);
    for dimension in &report.dimensions {
        table.row(cells(dimension));
    }
    let _ = writeln!(text, "\n{table}");
    text +=
        "Intervals over respondents, none below three. The scale shows the score (●) and its interval (─).\n";
    text
}

fn cells(dimension: &DimensionReport) -> [String; 7] {
    [
        dimension.dimension.to_string(),
        dimension.name.clone(),
        percent(dimension.weight),
        level(dimension.score),
        dimension
            .interval
            .map_or(String::new(), |interval| format!("{:.1}–{:.1}", interval.low, interval.high)),
        level(dimension.evidenced),
        scale(dimension),
    ]
}

/// Levels 1 to 5 in steps of a quarter.
fn scale(dimension: &DimensionReport) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "levels are 1 to 5")]
    let place = |level: f64| ((level.clamp(1.0, 5.0) - 1.0) * 4.0).round() as usize;
    let Some(score) = dimension.score else { return String::new() };
    let mut marks = [' '; 17];
    if let Some(interval) = dimension.interval {
        marks[place(interval.low)..=place(interval.high)].fill('─');
    }
    marks[place(score)] = '●';
    marks.iter().collect::<String>().trim_end().to_owned()
}

fn level(score: Option<f64>) -> String {
    score.map_or("–".to_owned(), |score| format!("{score:.1}"))
}

fn with_interval(score: Option<f64>, interval: Option<Interval>) -> String {
    match interval {
        Some(interval) => format!("{} ({:.1}–{:.1})", level(score), interval.low, interval.high),
        None => level(score),
    }
}
