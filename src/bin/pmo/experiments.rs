//! What `pmo simulate` tries beside the plan as it is: one person more or fewer, one uncertainty less.

use std::fmt::Write;

use pmo_workbench::analysis::drivers::{self, Drivers, DriversReport};
use pmo_workbench::analysis::effect::Effect;
use pmo_workbench::analysis::money::{self, Money, MoneyReport};
use pmo_workbench::analysis::opened_run::OpenedRun;
use pmo_workbench::analysis::sequence::{Objective, SequenceReport, SequenceSearch};
use pmo_workbench::analysis::simulate::Prepared;
use pmo_workbench::analysis::staffing::{self, Staffing, StaffingReport, WorthMeasure};
use pmo_workbench::analysis::written::money as written_money;
use pmo_workbench::jobs::dispatcher::counts_here;
use pmo_workbench::jobs::job::{Job, Question};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::portfolio::Calendar;

use crate::table::{Side, Table, counted, percent, percent_within};

/// What one person more or fewer is worth; none if nobody waits, or nobody is asked for.
pub(crate) fn staffing(prepared: &Prepared, document: &Document) -> Option<StaffingReport> {
    let staffing = Staffing::new(prepared)?;
    let experiment = Box::new(staffing.experiment().clone());
    let job = Job::Experiment { question: Question::Staffing, experiment, seed: staffing.seed() };
    staffing.report(document, counts_here(job, staffing::RUNS))
}

/// Which uncertainty drives the finish of the whole plan; none if nothing is uncertain.
pub(crate) fn drivers(prepared: &Prepared, document: &Document) -> Option<DriversReport> {
    let drivers = Drivers::new(prepared, None)?;
    let experiment = Box::new(drivers.experiment().clone());
    let job = Job::Experiment { question: Question::Drivers, experiment, seed: drivers.seed() };
    drivers.report(document, counts_here(job, drivers::RUNS))
}

/// What the plan costs and brings; none if nothing in it is money.
pub(crate) fn money(prepared: &Prepared, document: &Document) -> Option<MoneyReport> {
    let money = Money::new(prepared, document)?;
    let job = Job::Money { plan: Box::new(money.plan().clone()), seed: money.seed() };
    money.report(document, counts_here(job, money::RUNS))
}

/// Cost, losses and value, and cost with date.
pub(crate) fn money_words(document: &Document, report: Option<&MoneyReport>) -> String {
    let Some(report) = report else {
        return "\nMoney: nothing in this plan costs or brings any.\n".to_owned();
    };
    let currency = &document.portfolio.currency;
    let written = |amount: f64| written_money(amount, currency);
    let mut table = Table::new(&[
        ("Money", Side::Left),
        ("Mean", Side::Right),
        ("P10", Side::Right),
        ("P50", Side::Right),
        ("P80", Side::Right),
        ("P90", Side::Right),
        ("Worst fifth", Side::Right),
    ]);
    let rows = [
        ("Cost", Some(report.cost)),
        ("Cost of risks", report.loss),
        ("Net present value", Some(report.value)),
    ];
    for (name, spread) in rows {
        let Some(it) = spread else { continue };
        let worst = if name == "Net present value" { String::new() } else { written(it.tail) };
        let mut cells = vec![name.to_owned()];
        cells.extend([it.mean, it.p10, it.p50, it.p80, it.p90].map(written));
        cells.push(worst);
        table.row(cells);
    }
    let within = report.within_plan_interval;
    format!(
        "\n{table}Planned {}; no more than that in {} of the runs; contingency for the P80 {}. Cost and date, each at its \
         P70, are kept together in {}. {}, checksum {}.\n",
        written(report.planned),
        percent_within(report.within_plan, within.low, within.high),
        written(report.contingency),
        percent(report.joint.both_at_p70),
        counted(usize::try_from(report.iterations).unwrap_or(usize::MAX), "iteration"),
        report.checksum,
    )
}

/// A better order of priority; none if the order moves no date.
pub(crate) fn sequence(
    prepared: &Prepared,
    document: &Document,
    objective: Objective,
) -> Option<SequenceReport> {
    let mut search = SequenceSearch::new(prepared, objective)?;
    while let Some((experiment, seed, runs)) = search.experiment() {
        let experiment = Box::new(experiment);
        search.hear(counts_here(Job::Experiment { question: Question::Sequence, experiment, seed }, runs));
    }
    search.report(document)
}

/// The order found, and what it saves.
pub(crate) fn sequence_words(report: Option<&SequenceReport>) -> String {
    let Some(report) = report else {
        return "\nBetter order: the order moves no date, because nobody waits or there is nothing to order.\n".to_owned();
    };
    let what = match report.objective {
        Objective::Lateness => "weeks of lateness",
        Objective::Finish => "weeks, all finishes together",
        Objective::Makespan => "weeks of the whole plan",
    };
    let tried = counted(usize::try_from(report.tried).unwrap_or(usize::MAX), "order");
    let measured = format!(
        "Tried {tried}; measured in {} on other draws, checksum {}.\n",
        counted(usize::try_from(report.iterations).unwrap_or(usize::MAX), "pair"),
        report.checksum,
    );
    let Some(effect) = report.effect else {
        return format!(
            "\nBetter order: none was found; the present one is as good as any that was tried.\n{measured}"
        );
    };
    let mut table =
        Table::new(&[("Better order", Side::Right), ("Now", Side::Right), ("Initiative", Side::Left)]);
    for (place, initiative) in (1..).zip(&report.order) {
        let place: u32 = place;
        table.row([place.to_string(), initiative.before.to_string(), initiative.name.clone()]);
    }
    let mut stages = String::new();
    for moved in &report.stages {
        let names: Vec<&str> = moved.stages.iter().map(|stage| stage.name.as_str()).collect();
        let _ = writeln!(stages, "Stages of {}: {}", moved.name, names.join(", "));
    }
    format!(
        "\n{table}{stages}Saves {} {} of {} {what}; worse in {} of the runs. {measured}",
        weeks(effect.weeks),
        interval(&effect),
        weeks(report.as_is_weeks),
        percent(effect.worse),
    )
}

/// When each stage ran in one run.
pub(crate) fn opened_words(calendar: Calendar, opened: &OpenedRun) -> String {
    let mut table = Table::new(&[
        ("Initiative", Side::Left),
        ("Stage", Side::Left),
        ("Starts", Side::Left),
        ("Finished", Side::Left),
        ("Weeks", Side::Right),
        ("Pauses", Side::Left),
    ]);
    for initiative in &opened.initiatives {
        for stage in &initiative.stages {
            table.row([
                initiative.name.clone(),
                stage.name.clone(),
                stage
                    .start_week
                    .map_or_else(|| "beyond".to_owned(), |week| calendar.day_of(week).to_string()),
                stage
                    .finish_week
                    .map_or_else(|| "beyond".to_owned(), |week| calendar.day_after_weeks(week).to_string()),
                stage.duration_weeks.to_string(),
                pauses(calendar, &stage.pieces),
            ]);
        }
    }
    format!("\nRun {}\n{table}", opened.run)
}

/// When a stage stands still between its pieces: "2026-03-02 to 2026-03-16".
fn pauses(calendar: Calendar, pieces: &[(u32, u32)]) -> String {
    let pause = |pair: &[(u32, u32)]| {
        let (from, to) = (pair[0].1, pair[1].0);
        format!("{} to {}", calendar.day_of(from), calendar.day_of(to))
    };
    pieces.windows(2).map(pause).collect::<Vec<_>>().join(", ")
}

/// A table of roles by what one person more is worth.
pub(crate) fn staffing_words(report: Option<&StaffingReport>) -> String {
    let Some(report) = report else {
        return "\nOne person more: nobody waits for people, so that nobody is worth any week.\n".to_owned();
    };
    let mut table = Table::new(&[
        ("One person more", Side::Left),
        ("Weeks saved", Side::Right),
        ("", Side::Left),
        ("Worse", Side::Right),
        ("Harm", Side::Right),
        ("One fewer", Side::Right),
        ("Gains most", Side::Left),
    ]);
    for role in &report.roles {
        table.row([
            role.whom(),
            weeks(role.more.weeks),
            interval(&role.more),
            percent(role.more.worse),
            percent(role.more.something_later),
            role.fewer.map_or_else(|| "impossible".to_owned(), |fewer| weeks(fewer.weeks)),
            role.most_for.as_ref().map_or_else(String::new, |gain| gain.name.clone()),
        ]);
    }
    let what = match report.measure {
        WorthMeasure::Lateness => "Weeks of lateness saved",
        WorthMeasure::Finish => "Weeks by which initiatives finish earlier",
    };
    format!(
        "\n{table}{what}, all initiatives together, with 95 % interval, in {}. Worse: share of runs with more of it. \
         Harm: share of runs in which something finishes later. Checksum {}.\n",
        counted(usize::try_from(report.iterations).unwrap_or(usize::MAX), "pair"),
        report.checksum,
    )
}

/// A table of uncertainties by what they cost.
pub(crate) fn drivers_words(report: Option<&DriversReport>) -> String {
    let Some(report) = report else {
        return "\nDrivers: nothing is uncertain in this plan.\n".to_owned();
    };
    let mut table = Table::new(&[
        ("Without the uncertainty of", Side::Left),
        ("P80 earlier", Side::Right),
        ("Mean earlier", Side::Right),
        ("", Side::Left),
        ("Cruciality", Side::Right),
    ]);
    for driver in &report.drivers {
        table.row([
            driver.name.clone(),
            driver.p80_weeks.map_or_else(|| "beyond".to_owned(), weeks),
            weeks(driver.mean.weeks),
            interval(&driver.mean),
            driver.cruciality.map_or_else(String::new, |rho| format!("{rho:.2}")),
        ]);
    }
    let mut text = format!(
        "\n{table}Weeks by which the whole plan finishes earlier, in {}. Checksum {}.\n",
        counted(usize::try_from(report.iterations).unwrap_or(usize::MAX), "pair"),
        report.checksum,
    );
    if report.left_out > 0 {
        let _ = writeln!(text, "Not tried: {}.", counted(report.left_out, "narrower estimate"));
    }
    text
}

fn interval(effect: &Effect) -> String {
    effect.interval.map_or_else(String::new, |it| format!("({} to {})", weeks(it.low), weeks(it.high)))
}

fn weeks(weeks: f64) -> String {
    format!("{:.1}", if weeks.abs() < 0.05 { 0.0 } else { weeks })
}
