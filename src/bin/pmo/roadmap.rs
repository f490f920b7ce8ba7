//! `pmo roadmap`: what the project office should improve in which quarter.

use std::fmt::Write;

use jiff::civil::Date;
use pmo_workbench::analysis::roadmap::{self, Chosen, DRAWS, RoadmapReport};

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, counted, percent};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Day for which warnings hold and from which quarters count, such as 2026-04-01; quarters count from the plan's own
    /// first day where it has one.
    #[arg(long, value_name = "DAY", value_parser = day)]
    day: Option<Date>,
    /// Redraws of answers, efforts and weights behind the shares; 0 is sooner done.
    #[arg(long, value_name = "N", default_value_t = DRAWS, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    draws: u32,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let document = input::document(file)?;
    let question = roadmap::question(&document, arguments.day).map_err(|error| Failure::of(file, &error))?;
    let mut chosen = Chosen::default();
    for number in 0..arguments.draws {
        roadmap::draw(&question, number, &mut chosen);
    }
    let report = roadmap::report(&document, &question, &chosen).map_err(|error| Failure::of(file, &error))?;
    Ok(if arguments.json {
        Answer::json(&report)
    } else {
        Answer::text(words(&document.portfolio.name, &report))
    })
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("“{text}” is not a day; write one such as 2026-04-01"))
}

fn words(name: &str, report: &RoadmapReport) -> String {
    let mut text = format!("{}: {}\n", printable(name), printable(&report.assessment));
    let _ = writeln!(
        text,
        "Level {:.2} today, {:.2} after {} quarters; {}",
        report.mean_before,
        report.mean_after,
        report.quarters.len(),
        if report.is_proved {
            "proved best".to_owned()
        } else {
            format!(
                "no plan adds more than {:.3} levels, this one {:.3}",
                report.bound_levels, report.gain_levels
            )
        }
    );
    for reason in &report.passed_over {
        let _ = writeln!(text, "Not by a newer one: {}", printable(reason));
    }
    if report.assumed > 0 {
        let _ = writeln!(
            text,
            "{} without a level {} as the mean of the dimension",
            counted(report.assumed, "statement"),
            if report.assumed == 1 { "counts" } else { "count" },
        );
    }
    if !report.left_out.is_empty() {
        let _ =
            writeln!(text, "Left out, as nobody gave a level: {}", printable(&report.left_out.join(", ")));
    }
    if report.is_people_assumed {
        text += "Nobody has said how many people the office has: one is assumed.\n";
    }
    for warning in &report.warnings {
        let _ = writeln!(text, "First: {warning}");
    }
    for quarter in &report.quarters {
        let _ = writeln!(
            text,
            "\n{}: {:.1} of {:.1} days, level {:.2}",
            quarter.name, quarter.taken_days, quarter.capacity_days, quarter.mean
        );
        if quarter.leader_days > 0.0 {
            let _ = writeln!(text, "{:.1} days more go into the leader's own plan", quarter.leader_days);
        }
        let mut table = Table::new(&[
            ("", Side::Right),
            ("Action", Side::Left),
            ("Days", Side::Right),
            ("Drawn", Side::Right),
        ]);
        for action in report.actions.iter().filter(|it| quarter.actions.contains(&it.id)) {
            table.row([
                action.id.to_string(),
                action.name.clone(),
                format!("{:.1}", action.effort_p80_days),
                action.share.map_or_else(String::new, percent),
            ]);
        }
        let _ = write!(text, "{table}");
    }
    for action in report.actions.iter().filter(|it| it.quarter.is_some()) {
        for kept in &action.may_break {
            let (name, kept) = (printable(&action.name), printable(kept));
            let _ = writeln!(text, "\n“{name}” may break what the team wants to keep: “{kept}”");
        }
    }
    let left: Vec<&str> =
        report.actions.iter().filter(|it| it.quarter.is_none()).map(|it| it.name.as_str()).collect();
    let _ = writeln!(text, "\nNot in the plan: {}.", left.join("; "));
    let _ = writeln!(
        text,
        "Days are the P80 of the effort. Drawn: share of {} redraws of answers, efforts and weights that choose the\naction in this quarter.",
        report.draws
    );
    text
}
