//! `pmo simulate`: when the plan is finished, and who is asked for more than there is.

use std::fmt::Write;
use std::path::Path;

use clap::ValueEnum;
use pmo_workbench::analysis::correlations::Mended;
use pmo_workbench::analysis::drivers::DriversReport;
use pmo_workbench::analysis::money::MoneyReport;
use pmo_workbench::analysis::opened_run::{OpenedRun, open_run};
use pmo_workbench::analysis::sequence::{Objective, SequenceReport};
use pmo_workbench::analysis::simulate::{self, InitiativeReport, Percentiles, SimulationReport};
use pmo_workbench::analysis::skill_fit::{InitiativeFit, SkillFitReport, skill_fit};
use pmo_workbench::analysis::staffing::StaffingReport;
use pmo_workbench::engine::stats::interval::probability;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::portfolio::{Calendar, Policy};

use serde::Serialize;

use crate::Source;
use crate::compare;
use crate::experiments;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::shards;
use crate::table::{Side, Table, count, counted, percent, percent_within};

#[derive(clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    plan: PlanArguments,
    /// Iterations, instead of those of the document.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    iterations: Option<u32>,
    /// No more iterations than it takes until every chance to be on time is known to within so many points; looked at
    /// after 256, 512, 1,024 … iterations.
    #[arg(long, value_name = "POINTS", value_parser = points)]
    until: Option<f64>,
    /// Only a part of a long run, from this iteration on, as JSON for `pmo merge`; the first is 0.
    #[arg(long, value_name = "N", requires = "to", conflicts_with_all = ["iterations", "until", "staffing", "drivers", "improve", "open", "money", "compare"])]
    from: Option<u32>,
    /// The part ends before this iteration.
    #[arg(long, value_name = "N", requires = "from", value_parser = clap::value_parser!(u32).range(1..))]
    to: Option<u32>,
    /// Also what the plan costs and brings: cost with date, losses, contingency, value.
    #[arg(long)]
    money: bool,
    /// Also this scenario beside the plan, on the same draws.
    #[arg(long, value_name = "SCENARIO")]
    compare: Option<String>,
    /// Also what one person more or fewer in each role is worth.
    #[arg(long)]
    staffing: bool,
    /// Also which uncertainty drives the finish.
    #[arg(long)]
    drivers: bool,
    /// Also a better order of priority: one that saves weeks of lateness, of all finishes, or of the whole plan.
    #[arg(long, value_name = "WHAT")]
    improve: Option<Improve>,
    /// Also one run, by its number from 1: when each stage runs in it.
    #[arg(long, value_name = "RUN", value_parser = clap::value_parser!(u32).range(1..))]
    open: Option<u32>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

/// Which plan is run, and under which luck.
#[derive(clap::Args)]
pub(crate) struct PlanArguments {
    /// Key of all random draws, instead of the document's: the same seed gives the same figures everywhere.
    #[arg(long, value_name = "S")]
    seed: Option<u32>,
    /// How conflicts over people are settled, instead of the document's way.
    #[arg(long)]
    policy: Option<PolicyChoice>,
    /// The plan as this scenario of the document changes it.
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    /// So many people more in a role from the first day on, such as “Architect=2”; below 0, fewer.
    #[arg(long, value_name = "ROLE=N", allow_hyphen_values = true)]
    hire: Vec<String>,
}

/// What the arguments make of a document.
pub(crate) struct Plan {
    pub(crate) document: Document,
    pub(crate) scenario: Option<String>,
}

impl PlanArguments {
    /// The document in `file` with the scenario, heads, policy and seed asked for.
    pub(crate) fn of(&self, file: &Path) -> Result<Plan, Failure> {
        let mut document = input::document(file)?;
        if let Some(name) = &self.scenario {
            document = with_scenario(&document, name).map_err(|problem| Failure::of(file, &problem))?;
        }
        for wish in &self.hire {
            shards::hire(&mut document, wish).map_err(|problem| Failure::of(file, &problem))?;
        }
        let settings = &mut document.portfolio.edit().simulation;
        settings.seed = self.seed.unwrap_or(settings.seed);
        settings.policy = self.policy.map_or(settings.policy, |choice| match choice {
            PolicyChoice::Unlevelled => Policy::Unlevelled,
            PolicyChoice::Serial => Policy::Serial,
            PolicyChoice::Parallel => Policy::Parallel,
        });
        Ok(Plan { document, scenario: self.scenario.clone() })
    }
}

/// Points of a hundred, above 0.
fn points(text: &str) -> Result<f64, String> {
    let points: f64 = text.parse().map_err(|_| "it is not a number of points, such as 1.5".to_owned())?;
    if points > 0.0 && points <= 50.0 {
        Ok(points)
    } else {
        Err("it must lie above 0 and at most at 50".to_owned())
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Improve {
    /// Weeks by which initiatives finish after they are needed.
    Lateness,
    /// Finish weeks of all initiatives, summed.
    Finish,
    /// The finish of the last initiative.
    Makespan,
}

#[derive(Clone, Copy, ValueEnum)]
enum PolicyChoice {
    /// Nobody waits for people.
    Unlevelled,
    /// In order of priority, each stage as soon as its people are free.
    Serial,
    /// Week by week, the ready stage of highest priority that fits starts.
    Parallel,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let Plan { mut document, scenario } = arguments.plan.of(file)?;
    let settings = &mut document.portfolio.edit().simulation;
    settings.iterations = arguments.iterations.unwrap_or(settings.iterations);

    let prepared = simulate::prepare(&document).map_err(|error| Failure::of(file, &error))?;
    if let (Some(from), Some(to)) = (arguments.from, arguments.to) {
        if from >= to {
            return Err(Failure::of(
                file,
                &format!("a part from {from} to {to} holds no iteration; let it end later"),
            ));
        }
        return Ok(shards::part(&prepared, from..to));
    }
    let (tally, stopped) = match arguments.until {
        Some(points) => shards::tally_until(&prepared, &document, points / 100.0),
        None => (shards::tally(&prepared, 0..prepared.iterations), None),
    };
    let compared = arguments
        .compare
        .as_ref()
        .map(|name| compare::of(&document, &["plan".to_owned(), name.clone()]))
        .transpose()
        .map_err(|problem| Failure::of(file, &problem))?;
    let report = simulate::report(&prepared, &document, &tally);
    let answer = Simulated {
        staffing: arguments.staffing.then(|| experiments::staffing(&prepared, &document)).flatten(),
        drivers: arguments.drivers.then(|| experiments::drivers(&prepared, &document)).flatten(),
        sequence: arguments.improve.and_then(|objective| {
            let objective = match objective {
                Improve::Lateness => Objective::Lateness,
                Improve::Finish => Objective::Finish,
                Improve::Makespan => Objective::Makespan,
            };
            experiments::sequence(&prepared, &document, objective)
        }),
        opened: arguments.open.map(|run| open_run(&prepared, &document, run)),
        money: arguments.money.then(|| experiments::money(&prepared, &document)).flatten(),
        skill_fit: Some(skill_fit(&document.initiatives, &document.people))
            .filter(|it| !it.initiatives.is_empty()),
        report,
    };
    Ok(if arguments.json {
        Answer::json(&WithComparison { answer, compare: compared.map(|(report, _)| report) })
    } else {
        let mut text = words(&document, scenario.as_deref(), &answer.report);
        if let Some(fit) = &answer.skill_fit {
            text += &skill_fit_words(fit);
        }
        if let Some(stopped) = &stopped {
            let _ = writeln!(text, "\n{stopped}");
        }
        if arguments.staffing {
            text += &experiments::staffing_words(answer.staffing.as_ref());
        }
        if arguments.drivers {
            text += &experiments::drivers_words(answer.drivers.as_ref());
        }
        if arguments.money {
            text += &experiments::money_words(&document, answer.money.as_ref());
        }
        if let Some((_, words)) = &compared {
            let _ = write!(text, "\n{words}");
        }
        if arguments.improve.is_some() {
            text += &experiments::sequence_words(answer.sequence.as_ref());
        }
        if let Some(opened) = &answer.opened {
            text += &experiments::opened_words(document.portfolio.calendar, opened);
        }
        Answer::text(text)
    })
}

/// The run, and what was asked beside it.
#[derive(Serialize)]
struct Simulated {
    #[serde(flatten)]
    report: SimulationReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    skill_fit: Option<SkillFitReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staffing: Option<StaffingReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    drivers: Option<DriversReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<SequenceReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    opened: Option<OpenedRun>,
    #[serde(skip_serializing_if = "Option::is_none")]
    money: Option<MoneyReport>,
}

#[derive(Serialize)]
struct WithComparison {
    #[serde(flatten)]
    answer: Simulated,
    #[serde(skip_serializing_if = "Option::is_none")]
    compare: Option<compare::Report>,
}

fn with_scenario(document: &Document, name: &str) -> Result<Document, String> {
    let scenarios = &document.scenarios.list;
    let Some(scenario) = scenarios.iter().find(|scenario| scenario.name == name) else {
        let names: Vec<String> = scenarios.iter().map(|scenario| format!("“{}”", scenario.name)).collect();
        return Err(match names.len() {
            0 => format!("there is no scenario “{name}”: the document has none"),
            _ => format!("there is no scenario “{name}”; choose from {}", names.join(", ")),
        });
    };
    document.with_scenario(scenario.id).map_err(|error| {
        format!(
            "scenario “{name}” no longer fits the plan: {error}; correct the scenario on the Simulate page"
        )
    })
}

pub(crate) fn words(document: &Document, scenario: Option<&str>, report: &SimulationReport) -> String {
    let calendar = document.portfolio.calendar;
    let mut text = printable(&document.portfolio.name);
    if let Some(name) = scenario {
        let _ = write!(text, ", scenario “{}”", printable(name));
    }
    let (policy, meaning) = match report.policy {
        Policy::Unlevelled => ("unlevelled", "nobody waits for people"),
        Policy::Serial => ("serial", "in order of priority, each stage as soon as its people are free"),
        Policy::Parallel => {
            ("parallel", "week by week, the ready stage of highest priority that fits starts")
        }
    };
    let _ = writeln!(
        text,
        "\n{}, seed {}, checksum {}\nPolicy {policy}: {meaning}\n",
        counted(usize::try_from(report.iterations).unwrap_or(usize::MAX), "iteration"),
        report.seed,
        report.checksum,
    );
    if let Some(at_once) = report.at_once {
        let _ = writeln!(
            text,
            "At most {} at once; in {} of the iterations somebody waits for that alone.",
            counted(at_once.most as usize, "initiative"),
            percent(at_once.held),
        );
        for it in &report.initiatives {
            if let Some(held) = it.held {
                let name = printable(&it.name);
                let _ = writeln!(
                    text,
                    "  {name}: in {}, {:.1} weeks on average",
                    percent(held.share),
                    held.weeks
                );
            }
        }
        text.push('\n');
    }
    for it in &report.initiatives {
        for (stage, pauses) in it.stages.iter().filter_map(|stage| Some((stage, stage.pauses?))) {
            let _ = writeln!(
                text,
                "{}, {} is split in {} of the iterations, with {:.1} weeks between its pieces on average.",
                printable(&it.name),
                printable(&stage.name),
                percent(pauses.share),
                pauses.weeks
            );
        }
    }
    if let Some(Mended { changed, one, other, asked, used }) = &report.mended_correlations {
        let _ = writeln!(
            text,
            "The correlations of departments cannot all hold; the nearest that can are taken. Changed: {changed}, most of \
             all {} with {}, from {} to {}.\n",
            printable(other),
            printable(one),
            percent(*asked),
            percent(*used),
        );
    }
    if let Some(figure) = report.right_people {
        let _ = writeln!(
            text,
            "Right people  {:<16} of the work asked for can be staffed if nobody waits",
            percent(figure.share)
        );
    }
    if let Some(figure) = report.right_time {
        let _ = writeln!(
            text,
            "Right time    {:<16} mean chance of being finished when needed",
            percent_within(figure.share, figure.low, figure.high)
        );
    }
    let _ = writeln!(text, "\n{}", finishes(calendar, report));
    let _ = writeln!(
        text,
        "Finish in weeks from {}, with 95 % intervals; – is beyond the horizon of {} weeks.\n",
        calendar.start, calendar.horizon_weeks
    );
    if !report.roles.is_empty() {
        let _ = writeln!(text, "{}", roles(calendar, report));
        text += "pw: person-weeks. Overload: more is asked than there is, if nobody waits. Utilization: under the policy.\n";
    }
    text
}

fn finishes(calendar: Calendar, report: &SimulationReport) -> Table {
    let some_unfinished = report.initiatives.iter().any(|initiative| initiative.unfinished > 0.0);
    let mut table = Table::new(&[
        ("Initiative", Side::Left),
        ("P10", Side::Right),
        ("P50", Side::Right),
        ("", Side::Left),
        ("P80", Side::Right),
        ("", Side::Left),
        ("P90", Side::Right),
        ("P80 by", Side::Left),
        ("Needed by", Side::Left),
        ("On time", Side::Right),
    ]);
    if some_unfinished {
        table.column("Unfinished", Side::Right);
    }
    for initiative in &report.initiatives {
        table.row(finish_cells(calendar, initiative, some_unfinished));
    }
    let mut all = vec!["All".to_owned()];
    all.extend(percentile_cells(calendar, &report.makespan_weeks));
    table.row(all);
    table
}

fn finish_cells(calendar: Calendar, initiative: &InitiativeReport, some_unfinished: bool) -> Vec<String> {
    let mut cells = vec![initiative.name.clone()];
    cells.extend(percentile_cells(calendar, &initiative.finish_weeks));
    cells.push(
        initiative.needed_by_week.map_or(String::new(), |week| calendar.day_after_weeks(week).to_string()),
    );
    cells.push(match (initiative.on_time, initiative.on_time_interval) {
        (Some(share), Some(interval)) => percent_within(share, interval.low, interval.high),
        _ => String::new(),
    });
    if some_unfinished {
        cells.push(if initiative.unfinished > 0.0 { percent(initiative.unfinished) } else { String::new() });
    }
    cells
}

/// P10, P50, its interval, P80, its interval, P90, day of the P80.
fn percentile_cells(calendar: Calendar, weeks: &Percentiles) -> [String; 7] {
    let week = |week: Option<u32>| week.map_or("–".to_owned(), |week| week.to_string());
    let interval = |(low, high): (Option<u32>, Option<u32>)| match (low, high) {
        (None, None) => String::new(),
        (low, high) if low == high => String::new(),
        (low, high) => format!("({}–{})", week(low), high.map_or(String::new(), |high| high.to_string())),
    };
    [
        week(weeks.p10),
        week(weeks.p50),
        interval(weeks.p50_interval),
        week(weeks.p80),
        interval(weeks.p80_interval),
        week(weeks.p90),
        weeks.p80.map_or("–".to_owned(), |week| calendar.day_after_weeks(week).to_string()),
    ]
}

fn roles(calendar: Calendar, report: &SimulationReport) -> Table {
    let mut table = Table::new(&[
        ("Role", Side::Left),
        ("Asked for", Side::Right),
        ("Staffed", Side::Right),
        ("Weeks overloaded", Side::Right),
        ("Worst week", Side::Left),
        ("Overload", Side::Right),
        ("Busiest week", Side::Left),
        ("Utilization", Side::Right),
    ]);
    for role in &report.roles {
        let row = Row {
            name: role.name.clone(),
            demanded: role.demanded_person_weeks,
            staffed: role.staffed_person_weeks,
            overload: &role.overload,
            utilization: &role.utilization,
        };
        table.row(row.cells(calendar, report.iterations));
        for level in &role.levels {
            let row = Row {
                name: format!("  level {} and up", level.level),
                demanded: level.demanded_person_weeks,
                staffed: level.staffed_person_weeks,
                overload: &level.overload,
                utilization: &level.utilization,
            };
            table.row(row.cells(calendar, report.iterations));
        }
    }
    table
}

/// A role, or those of it at a level and above.
struct Row<'r> {
    name: String,
    demanded: f64,
    staffed: f64,
    overload: &'r [f64],
    utilization: &'r [f64],
}

impl Row<'_> {
    fn cells(&self, calendar: Calendar, iterations: u64) -> Vec<String> {
        let mut cells = vec![self.name.clone(), person_weeks(self.demanded)];
        if self.demanded > 0.0 {
            cells.push(percent(self.staffed / self.demanded));
        } else {
            cells.push(String::new());
        }
        cells.push(format!("{:.1}", self.overload.iter().sum::<f64>()));
        match greatest(self.overload) {
            Some((week, chance)) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a share of a count"
                )]
                let interval = probability((chance * iterations as f64).round() as u64, iterations);
                cells.push(calendar.day_of(week).to_string());
                cells.push(percent_within(chance, interval.low, interval.high));
            }
            None => cells.extend(["–".to_owned(), percent(0.0)]),
        }
        match greatest(self.utilization) {
            Some((week, share)) => cells.extend([calendar.day_of(week).to_string(), percent(share)]),
            None => cells.extend(["–".to_owned(), percent(0.0)]),
        }
        cells
    }
}

/// A table of initiatives by how well people fit the levels of skill that they ask for.
fn skill_fit_words(report: &SkillFitReport) -> String {
    let mut table = Table::new(&[
        ("Skill fit", Side::Left),
        ("Fit", Side::Right),
        ("At the level", Side::Right),
        ("Fits least", Side::Left),
        ("Best people for it", Side::Left),
    ]);
    for initiative in &report.initiatives {
        table.row(fit_cells(initiative));
    }
    format!(
        "\n{table}Fit: 100 % where everybody who is asked for at a level is at it; who is below counts by their level ÷ the \
         level asked for, the best people first, each initiative as if it were alone.\n"
    )
}

fn fit_cells(initiative: &InitiativeFit) -> [String; 5] {
    let worst = initiative.demands.iter().min_by(|one, other| one.fit.total_cmp(&other.fit));
    let least = worst
        .map(|it| format!("{}: {} FTE of {} at level {}", it.stage_name, it.fte, it.role_name, it.level));
    let best = worst.map(|it| {
        let named = it.people.iter().take(3).map(|person| format!("{} ({})", person.name, person.level));
        named.collect::<Vec<_>>().join(", ")
    });
    [
        initiative.name.clone(),
        percent(initiative.fit),
        percent(initiative.at_level),
        least.unwrap_or_default(),
        best.filter(|names| !names.is_empty()).unwrap_or_else(|| "nobody".to_owned()),
    ]
}

fn person_weeks(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a sum of weeks of people")]
    let whole = number.round() as u64;
    format!("{} pw", count(whole))
}

/// First of the greatest numbers above 0, with its week.
fn greatest(by_week: &[f64]) -> Option<(u32, f64)> {
    let mut greatest = None;
    for (week, &number) in (0..).zip(by_week) {
        if number > greatest.map_or(0.0, |(_, most)| most) {
            greatest = Some((week, number));
        }
    }
    greatest
}
