//! `pmo select`: the best portfolio, its proof, and the price of deciding otherwise.

use std::fmt::Write;

use pmo_workbench::analysis::score;
use pmo_workbench::analysis::select::delivery::{Deliverability, Shortage, deliverability};
use pmo_workbench::analysis::select::guardrails::GuardrailUse;
use pmo_workbench::analysis::select::pivot::{Decided, NoPivot, PivotReport};
use pmo_workbench::analysis::select::question::{Question, VALUE_UNITS};
use pmo_workbench::analysis::select::study::{Deliverable, Findings, Point, Price};
use pmo_workbench::analysis::select::{SelectionReport, why_impossible, words_of};
use pmo_workbench::analysis::written::{money, percent};
use pmo_workbench::engine::selection::search::SolveStatus;
use pmo_workbench::jobs::selected::{Beside, Selected, select_here};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, InitiativeChange, PortfolioChange};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::guardrail::Bound;
use pmo_workbench::model::id::InitiativeId;
use pmo_workbench::model::initiative::{Forced, Forcing};
use pmo_workbench::model::portfolio::YearAmount;
use serde::Serialize;

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, printable};
use crate::table::{Side, Table, counted};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Forces an initiative in: its number, reference or name.
    #[arg(long, value_name = "ID")]
    force_in: Vec<String>,
    /// Forces an initiative out.
    #[arg(long, value_name = "ID")]
    force_out: Vec<String>,
    /// Another budget: 480 scales all years to that sum, 2024=480 sets one year.
    #[arg(long, value_name = "[YEAR=]AMOUNT")]
    budget: Vec<Budget>,
    /// Also all efficient portfolios: the best value for every other budget.
    #[arg(long)]
    frontier: bool,
    /// Also the best portfolio that is seldom enough short of people, and how often others are.
    #[arg(long)]
    deliverable: bool,
    /// Says why one initiative is in or out.
    #[arg(long, value_name = "ID")]
    why: Option<String>,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

/// Money of one year, or of all.
#[derive(Clone, Copy)]
struct Budget {
    year: Option<i16>,
    amount: Finite,
}

impl std::str::FromStr for Budget {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (year, amount) = match text.split_once('=') {
            Some((year, amount)) => (Some(year), amount),
            None => (None, text),
        };
        let year = year
            .map(|year| year.trim().parse().map_err(|_| format!("{year} is no year; write 2024=480")))
            .transpose()?;
        let number = amount.trim().parse::<f64>().ok().filter(|amount| *amount >= 0.0);
        let finite = number.and_then(|amount| Finite::new(amount).ok());
        let amount = finite.ok_or_else(|| format!("{amount} is no amount of money of at least 0"))?;
        Ok(Self { year, amount })
    }
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    selection: SelectionReport,
    /// What to continue, stop and start; none while nothing is under way, or if nothing can be decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pivot: Option<PivotReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Why>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frontier: Option<Vec<Point>>,
    /// Whether these are all efficient portfolios up to 1.6 times the budget, each of them proved.
    #[serde(skip_serializing_if = "Option::is_none")]
    frontier_is_all: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery>,
}

/// How often portfolios are short of people, and the best that is seldom enough.
#[derive(Serialize)]
struct Delivery {
    draws: u32,
    accepted_percent: u8,
    plan: Option<Shortage>,
    best: Option<Shortage>,
    deliverable: Option<Deliverable>,
    deliverable_shortage: Option<Shortage>,
}

#[derive(Serialize)]
struct Why {
    id: InitiativeId,
    name: String,
    chosen: bool,
    reason: String,
    price: Option<Price>,
    /// Who is in instead if one decides otherwise.
    instead: Vec<InitiativeId>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let mut document = input::document(file)?;
    let fail = |problem: String| Failure::of(file, &problem);
    change(&mut document, arguments).map_err(fail)?;
    let ranking = score::rank(&document.scoring, &document.initiatives, &document.people)
        .map_err(|error| Failure::of(file, &error))?;
    let drawn = arguments.deliverable.then(|| {
        deliverability(&document.portfolio, &document.initiatives, &document.people)
            .map_err(|error| Failure::of(file, &error))
    });
    let drawn = drawn.transpose()?.flatten();
    let percent = document.portfolio.selection.accepted_shortage.percent();
    let delivery = drawn.as_ref().map(|drawn| (drawn, percent));
    let selected = select_here(&document, &ranking, Beside { frontier: arguments.frontier, delivery });
    let Selected { question, best, findings, report: selection, pivot: decided, uncounted_people } = selected;
    let why = arguments.why.as_ref().map(|name| -> Result<Why, String> {
        let id = find(&document, name)?;
        let place = question.place(id).ok_or_else(|| format!("{name} is no candidate"))?;
        let chosen = best.chosen.contains(&place);
        let price = findings.prices.get(&id).cloned();
        let impossible = price.as_ref().is_some_and(|price| price.impossible);
        let reason = match why_impossible(&document, &question, place) {
            Some(reason) if impossible => reason,
            _ if chosen => "it is in the best portfolio".to_owned(),
            _ => words_of(&document).why_not(&question, &best.chosen, place),
        };
        let name = words_of(&document).name(id).to_owned();
        let instead = price.as_ref().map_or_else(Vec::new, |price| price.instead.clone());
        Ok(Why { id, name, chosen, reason, price, instead })
    });
    let why = why.transpose().map_err(fail)?;
    let frontier = arguments.frontier.then(|| findings.frontier.clone());
    let frontier_is_all = arguments.frontier.then_some(findings.frontier_is_all);
    let is_possible = selection.status != SolveStatus::Infeasible;
    let delivery = drawn.map(|drawn| {
        shortages(&document, &question, &drawn, percent, &best.chosen, findings.deliverable.clone())
    });
    let undecided =
        decided.as_ref().err().filter(|it| is_possible && **it != NoPivot::NothingUnderWay).cloned();
    let report = Report { selection, pivot: decided.ok(), why, frontier, frontier_is_all, delivery };
    let answer = if arguments.json {
        Answer::json(&report)
    } else {
        let mut text = words(&document, &report, &findings);
        if let Some(reason) = undecided {
            let _ = writeln!(text, "What to stop and start is open: {reason}.");
        }
        if let Some(error) = &uncounted_people {
            let _ = writeln!(text, "People are not counted: {}.", printable(&error.to_string()));
        }
        Answer::text(text)
    };
    Ok(answer.good_if(is_possible))
}

fn shortages(
    document: &Document,
    question: &Question,
    drawn: &Deliverability,
    accepted_percent: u8,
    best: &[u32],
    deliverable: Option<Deliverable>,
) -> Delivery {
    let places = |wanted: &dyn Fn(InitiativeId) -> bool| question.places(wanted);
    let in_plan = places(&|id| document.initiatives.initiative(id).is_some_and(|it| it.in_plan));
    let members = deliverable.as_ref().and_then(|it| it.members.as_ref());
    Delivery {
        draws: drawn.draws(),
        accepted_percent,
        plan: drawn.shortage(&in_plan),
        best: drawn.shortage(best),
        deliverable_shortage: members.and_then(|ids| drawn.shortage(&places(&|id| ids.contains(&id)))),
        deliverable,
    }
}

fn shortage_table(document: &Document, delivery: &Delivery) -> Table {
    let mut table = Table::new(&[
        ("Portfolio", Side::Left),
        ("Value", Side::Right),
        ("Short of", Side::Left),
        ("In so many runs", Side::Right),
        ("Of anybody", Side::Right),
    ]);
    let mut row = |name: String, value: String, shortage: Option<Shortage>| {
        let (role, share, anybody) = shortage.map_or_else(Default::default, |it| {
            let whom = it.whom.words(&document.people);
            let share = format!(
                "{:.0} % ({:.0} to {:.0})",
                it.share * 100.0,
                it.interval.low * 100.0,
                it.interval.high * 100.0
            );
            (format!("{whom}, {}", it.period.name()), share, format!("{:.0} %", it.anybody * 100.0))
        });
        table.row([name, value, role, share, anybody]);
    };
    row("Plan".into(), String::new(), delivery.plan);
    row("Best by mean demand".into(), String::new(), delivery.best);
    if let Some(it) = &delivery.deliverable {
        let name = format!("Best that is short in at most {} %", delivery.accepted_percent);
        let value = match (&it.members, it.is_proved) {
            (Some(_), true) => format!("{:.3} proved", it.value),
            (Some(_), false) => format!("{:.3} to {:.3}", it.value, it.upper_bound),
            (None, true) => "impossible".into(),
            (None, false) => "none found".into(),
        };
        row(name, value, delivery.deliverable_shortage);
    }
    table
}

fn guardrail_table(guardrails: &[GuardrailUse]) -> Table {
    let mut table =
        Table::new(&[("Guardrail", Side::Left), ("Of the budget", Side::Right), ("Taken", Side::Right)]);
    for it in guardrails {
        let rule = if it.bound == Bound::AtMost { "at most" } else { "kept" };
        table.row([it.of.clone(), format!("{rule} {} %", it.percent), percent(it.taken_share)]);
    }
    table
}

/// What the arguments decide, as edits.
fn change(document: &mut Document, arguments: &Arguments) -> Result<(), String> {
    let mut forced: Vec<InitiativeId> = Vec::new();
    let choices = arguments.force_in.iter().map(|name| (name, Forced::In));
    for (name, choice) in choices.chain(arguments.force_out.iter().map(|name| (name, Forced::Out))) {
        let id = find(document, name)?;
        if forced.contains(&id) {
            return Err(format!("{name} is forced twice; decide for one"));
        }
        forced.push(id);
        let forcing = Some(Forcing { choice, reason: "said on the command line".into() });
        let edit = Edit::Initiative { initiative: id, change: InitiativeChange::Forcing(forcing) };
        edit.apply(document).map_err(|error| error.to_string())?;
    }
    let mut budgets = document.portfolio.budget_per_year.clone();
    for Budget { year, amount } in &arguments.budget {
        if let Some(year) = year {
            budgets.retain(|budget| budget.year != *year);
            budgets.push(YearAmount { year: *year, amount: *amount });
            budgets.sort_by_key(|budget| budget.year);
            continue;
        }
        let whole: f64 = budgets.iter().map(|budget| budget.amount.get()).sum();
        if whole <= 0.0 {
            return Err("no year has a budget to scale; write --budget 2024=480".into());
        }
        for budget in &mut budgets {
            let scaled = budget.amount.get() / whole * amount.get();
            budget.amount = Finite::new(scaled).map_err(|error| error.to_string())?;
        }
    }
    let edit = Edit::Portfolio(PortfolioChange::BudgetPerYear(budgets));
    edit.apply(document).map_err(|error| error.to_string())
}

/// An initiative by its number, reference or name.
fn find(document: &Document, name: &str) -> Result<InitiativeId, String> {
    let list = &document.initiatives.list;
    let number = name.parse::<u32>().ok().and_then(|number| list.iter().find(|it| it.id.0 == number));
    let named = || list.iter().find(|it| it.name == name || (!name.is_empty() && it.reference == name));
    number
        .or_else(named)
        .map(|it| it.id)
        .ok_or_else(|| format!("there is no initiative {name}; give its number, reference or whole name"))
}

fn words(document: &Document, report: &Report, findings: &Findings) -> String {
    let Report { selection, pivot, why, frontier, delivery, .. } = report;
    let mut text = String::new();
    let name = printable(&document.portfolio.name);
    if selection.status == SolveStatus::Infeasible {
        let _ = writeln!(text, "{name}: nothing can be selected.\n");
        for reason in &selection.infeasible {
            let _ = writeln!(text, "- {}.", printable(reason));
        }
        return text;
    }
    let sure = if selection.status == SolveStatus::Optimal {
        "proved best".to_owned()
    } else {
        format!("within {:.1} % of the best possible", selection.gap_share * 100.0)
    };
    let all = selection.chosen.len() + selection.excluded.len();
    let of = counted(all, "initiative");
    let _ =
        writeln!(text, "{name}: {} of {of}, worth {:.3}, {sure}\n", selection.chosen.len(), selection.value);
    let mut table = Table::new(&[
        ("In", Side::Right),
        ("Initiative", Side::Left),
        ("Score", Side::Right),
        ("Loss if dropped", Side::Right),
        ("", Side::Left),
    ]);
    for it in &selection.chosen {
        let forced = it.forced.as_ref().map_or_else(String::new, |why| format!("forced in: {why}"));
        let score = format!("{:.3}", it.score);
        table.row([it.id.0.to_string(), it.name.clone(), score, priced(it.price.as_ref()), forced]);
    }
    let _ = writeln!(text, "{table}");
    if !selection.synergies.is_empty() {
        let mut table = Table::new(&[("Together", Side::Left), ("Worth", Side::Right)]);
        for it in &selection.synergies {
            table.row([it.names.join(" and "), format!("{:+.3}", it.value)]);
        }
        let _ = writeln!(text, "{table}");
    }
    let mut table = Table::new(&[
        ("Out", Side::Right),
        ("Initiative", Side::Left),
        ("Score", Side::Right),
        ("Loss if in", Side::Right),
        ("Why it is out", Side::Left),
    ]);
    for it in &selection.excluded {
        let score = format!("{:.3}", it.score);
        table.row([
            it.id.0.to_string(),
            it.name.clone(),
            score,
            priced(it.price.as_ref()),
            it.reason.clone(),
        ]);
    }
    let _ = writeln!(text, "{table}");
    if !selection.money.is_empty() {
        let mut table =
            Table::new(&[("Year", Side::Right), ("Money used", Side::Right), ("Budget", Side::Right)]);
        let amount = |amount: f64| money(amount, &document.portfolio.currency);
        for year in &selection.money {
            table.row([year.year.to_string(), amount(year.used), amount(year.budget)]);
        }
        let _ = writeln!(text, "{table}");
    }
    if !selection.guardrails.is_empty() {
        let _ = writeln!(text, "{}", guardrail_table(&selection.guardrails));
    }
    if let Some(pivot) = pivot {
        let _ = writeln!(text, "{}", pivot_words(document, pivot));
    }
    if let Some(frontier) = frontier {
        let mut table = Table::new(&[("Budget", Side::Right), ("Best value", Side::Right), ("", Side::Left)]);
        let all = if findings.frontier_is_all { "All" } else { "Some of the" };
        let _ = writeln!(text, "{all} efficient portfolios up to 1.6 times the budget: {}\n", frontier.len());
        for point in frontier {
            let proof = if point.upper_bound - point.value < 0.5 / VALUE_UNITS { "proved" } else { "found" };
            let budget = money(point.budget_money, &document.portfolio.currency);
            table.row([budget, format!("{:.3}", point.value), proof.to_owned()]);
        }
        let _ = writeln!(text, "{table}");
    }
    if let Some(delivery) = delivery {
        let _ = writeln!(text, "{}", shortage_table(document, delivery));
    }
    if let Some(why) = why {
        let place = if why.chosen { "is in" } else { "is out" };
        let _ = writeln!(text, "{} {place}: {}.", printable(&why.name), printable(&why.reason));
        if let Some(price) = findings.prices.get(&why.id).filter(|price| !price.impossible) {
            let otherwise = if why.chosen { "Dropping it" } else { "Having it" };
            let _ = writeln!(text, "{otherwise} costs {} of the value.", priced(Some(price)));
        }
    }
    text
}

/// What to continue, stop and start; and who is stopped and started.
fn pivot_words(document: &Document, pivot: &PivotReport) -> String {
    let gap =
        Some(pivot.gap()).filter(|gap| !gap.is_empty()).map_or_else(String::new, |gap| format!(", {gap}"));
    let mut text = format!("Under way: {}{gap}.\n", pivot.sentence());
    let names = |list: &[Decided]| list.iter().map(|it| printable(&it.name)).collect::<Vec<_>>().join(", ");
    if !pivot.stop.is_empty() {
        let cost = money(pivot.stopping_cost, &document.portfolio.currency);
        let _ = writeln!(text, "Stop, at a cost of {cost}: {}.", names(&pivot.stop));
    }
    if !pivot.start.is_empty() {
        let _ = writeln!(text, "Start: {}.", names(&pivot.start));
    }
    text
}

fn priced(price: Option<&Price>) -> String {
    match price {
        None => String::new(),
        Some(price) if price.impossible => "impossible".to_owned(),
        Some(price) if price.is_proved() => format!("{:.3}", price.at_most),
        Some(price) => format!("{:.3} to {:.3}", price.at_least, price.at_most),
    }
}
