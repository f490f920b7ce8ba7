//! `pmo assess`: what an assessment of the project office says.

use std::fmt::Write;
use std::path::PathBuf;

use jiff::civil::Date;
use pmo_workbench::analysis::assess::{AssessError, AssessmentReport, DimensionReport, assess};
use pmo_workbench::analysis::fit::FitStanding;
use pmo_workbench::analysis::office::{OfficeReport, WorkTypes, office};
use pmo_workbench::analysis::pivot::pivot_of;
use pmo_workbench::analysis::red_flags::FlagVerdict;
use pmo_workbench::analysis::simulate;
use pmo_workbench::analysis::support_matrix::{empty_cells, works};
use pmo_workbench::engine::stats::interval::Interval;
use pmo_workbench::jobs::dispatcher::run_here;
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
    /// Assessment of your own to score by: a JSON file with dimensions, weights and statements. Fit, flags and change
    /// speak of the built-in statements, so they are left out.
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
    /// Day to count from, such as 2025-03-31; without it what depends on the day is not judged.
    #[arg(long, value_name = "DAY", value_parser = day)]
    day: Option<Date>,
    /// Simulate the plan with so many replications, so that silent overload can be judged.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    load: Option<u32>,
    /// Score a round that is still blind, although people may yet answer.
    #[arg(long)]
    reveal: bool,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    let assessment =
        find(&document, arguments.assessment.as_deref()).map_err(|problem| Failure::of(file, &problem))?;
    if assessment.is_blind && !arguments.reveal {
        let problem = format!("{}, or say --reveal", AssessError::Blind(assessment.name.clone()));
        return Err(Failure::of(file, &problem));
    }
    let own = arguments.model.as_deref().map(|model| {
        MaturityModel::from_json(&input::text(model)?).map_err(|error| Failure::of(model, &error))
    });
    let of_round = (!assessment.is_built_in()).then(|| assessment.model().into_owned());
    if let Some(own) = own.transpose()?.or(of_round) {
        let report = assess(assessment, &own).map_err(|error| Failure::of(file, &error))?;
        return Ok(if arguments.json {
            Answer::json(&report)
        } else {
            Answer::text(scores(&document, assessment, &report) + &not_applying(&own))
        });
    }
    let overload = arguments.load.map(|replications| overload(&document, replications));
    let overload = overload.transpose().map_err(|problem| Failure::of(file, &problem))?;
    let mut report = office(&document, assessment, &assessment.model(), overload.as_deref(), arguments.day)
        .map_err(|error| Failure::of(file, &error))?;
    report.pivot = pivot_of(&document);
    Ok(if arguments.json {
        Answer::json(&report)
    } else {
        Answer::text(scores(&document, assessment, &report.assessment) + &findings(&document, &report))
    })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("“{text}” is not a day; write one such as 2025-03-31"))
}

fn not_applying(own: &MaturityModel) -> String {
    format!(
        "\nScored by “{}”. Fit, elements, flags and roadmap speak of the built-in statements and are left out.\n",
        printable(&own.name)
    )
}

/// Weekly chances of overload by role.
fn overload(document: &Document, replications: u32) -> Result<Vec<(String, Vec<f64>)>, String> {
    let mut document = document.clone();
    document.portfolio.edit().simulation.iterations = replications;
    let prepared = simulate::prepare(&document).map_err(|error| error.to_string())?;
    let tally = run_here(&prepared.problem, prepared.engine_policy(), prepared.seed, prepared.iterations);
    let report = simulate::report(&prepared, &document, &tally);
    Ok(report.roles.into_iter().map(|role| (role.name, role.overload)).collect())
}

/// The assessment `name` of `document`, the latest without a name.
pub(crate) fn find<'a>(document: &'a Document, name: Option<&str>) -> Result<&'a Assessment, String> {
    let assessments = &document.office.assessments;
    let Some(latest) = assessments.last() else { return Err(AssessError::NoAssessment.to_string()) };
    let Some(name) = name else { return Ok(latest) };
    assessments.iter().rev().find(|assessment| assessment.name == name).ok_or_else(|| {
        let names: Vec<String> =
            assessments.iter().map(|assessment| format!("“{}”", assessment.name)).collect();
        format!("there is no assessment “{name}”; choose from {}", names.join(", "))
    })
}

fn scores(document: &Document, assessment: &Assessment, report: &AssessmentReport) -> String {
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
    text += &confidence(report);
    if report.mean.is_none() {
        text += "Nobody has given a level: there is nothing to score yet.\n\n";
    }
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

/// One line; empty where nobody said how sure they are.
fn confidence(report: &AssessmentReport) -> String {
    let shares = report.confidence;
    if !shares.is_said() {
        return String::new();
    }
    format!(
        "Confidence: low {}, medium {}, high {}, not said {} of the answers; it enters no score and no interval\n\n",
        percent(shares.low),
        percent(shares.medium),
        percent(shares.high),
        percent(shares.unsaid),
    )
}

/// Fit, change and flags, one line each.
fn findings(document: &Document, report: &OfficeReport) -> String {
    let mut text = standing(document, report);
    if report.fit.is_known() {
        let named = |standing| {
            let names: Vec<&str> = report.fit.at(standing).map(|it| it.name.as_str()).collect();
            if names.is_empty() { "nothing".to_owned() } else { printable(&names.join(", ")) }
        };
        let _ = writeln!(
            text,
            "\nFit: ahead of the organisation in {}; behind it in {}; mean target {:.1}",
            named(FitStanding::Ahead),
            named(FitStanding::Behind),
            report.fit.mean_target,
        );
    } else {
        let _ = writeln!(text, "\nFit: nobody has answered for the organisation");
    }
    match (&report.trend.change, &report.trend.refused) {
        (Some(change), _) => {
            let sure = if change.is_sure { "" } else { ", which may be chance" };
            let since = printable(&change.since);
            let _ = writeln!(
                text,
                "Change: {:+.1} since {since} on {} statements{sure}",
                change.mean, report.trend.common
            );
        }
        (None, Some(reason)) => {
            let _ = writeln!(text, "Change: not compared, {}", printable(reason));
        }
        (None, None) => {}
    }
    for flag in report.red_flags.raised() {
        let _ = writeln!(text, "{}: {}. {} {}", flag.code, flag.name, printable(&flag.evidence), flag.effect);
    }
    let unknown = report.red_flags.flags.iter().filter(|flag| flag.verdict == FlagVerdict::Unknown).count();
    let _ = writeln!(
        text,
        "{}; {} cannot be judged yet",
        counted(report.red_flags.raised().count(), "red flag"),
        count(unknown as u64)
    );
    text
}

/// Foundation, elements and integration, one line each.
fn standing(document: &Document, report: &OfficeReport) -> String {
    let foundation = &report.foundation;
    let holds = match foundation.holds {
        Some(true) => "holds",
        Some(false) => "does not hold: both sides must reach 2 before other figures count",
        None => "is not known on both sides",
    };
    let mut text = format!(
        "\nFoundation: {holds} (support for the enterprise PMO {}, delivery {})\n",
        with_interval(foundation.enterprise.score, foundation.enterprise.interval),
        with_interval(foundation.delivery.score, foundation.delivery.interval),
    );
    let each =
        report.elements.elements.iter().map(|it| format!("{} {}", it.element.name(), level(it.counts)));
    let balance = report.elements.balance.map_or("–".to_owned(), |it| format!("{it:.2}"));
    let range = report
        .elements
        .balance_interval
        .map_or(String::new(), |it| format!(" ({:.2}–{:.2})", it.low, it.high));
    let _ = writeln!(text, "Elements: {}; balance {balance}{range}", each.collect::<Vec<_>>().join(", "));
    if let (Some(cut), Some(claimed)) =
        (report.elements.cut_from_technology(), report.elements.elements[2].score)
    {
        let _ = writeln!(
            text,
            "Technology claims {claimed:.1} and counts {cut:.1} less: at most one level above people and process"
        );
    }
    let plan = &report.integration;
    if let Some(it) = report.work_types.filter(WorkTypes::bites) {
        let _ = writeln!(
            text,
            "Work types and modes (D7) claim {:.1} and count {:.1}: 1 + 4 × {} of the work that is served",
            it.claimed,
            it.most,
            percent(it.coverage)
        );
    }
    let gap = &report.leader_gap;
    if gap.compared > 0 {
        let _ = write!(
            text,
            "Leader: {} of {} needed",
            with_interval(gap.level, gap.interval),
            level(gap.needed)
        );
        let falls = gap.closed.as_ref().map(|it| it.falls.join(", ")).filter(|falls| !falls.is_empty());
        let _ = match (&gap.closed, falls) {
            (None, _) => writeln!(text, "; no gap"),
            (Some(_), None) => writeln!(text, "; closing the gap clears no flag"),
            (Some(_), Some(falls)) => writeln!(text, "; closing the gap clears {falls}"),
        };
    }
    let staff = &report.staff;
    if staff.hours > 0.0 || staff.demand > 0.0 {
        let _ = writeln!(
            text,
            "Staff: {:.0} hours a week for {:.0} of support; {:.0} cannot be covered",
            staff.hours, staff.demand, staff.gap
        );
    }
    if let Some(area) = report.need.areas.first().filter(|it| !it.name.is_empty()) {
        let _ = writeln!(
            text,
            "Greatest need of a PMO: {}, {} of the plan’s initiatives, spend, links and risks",
            printable(&area.name),
            percent(area.index)
        );
    }
    let share = |share: Option<f64>| share.map_or("–".to_owned(), percent);
    let _ = writeln!(
        text,
        "Plan: {} with goal and live plan; {} of the kinds and ways of work served; {} of {} promises kept",
        share(plan.index),
        share(plan.coverage),
        count(plan.consistency.met as u64),
        count(plan.consistency.reports as u64),
    );
    let empty = empty_cells(&plan.cells);
    if !empty.is_empty() {
        let works = works(&empty, &document.portfolio.mode_labels, empty.len());
        let _ = writeln!(text, "No service, tool or person is for {}", printable(&works));
    }
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
