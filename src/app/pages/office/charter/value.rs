//! What the office was worth: three lanes with their evidence, as a card and as a page to print.

use leptos::prelude::*;

use super::paper::CharterPaper;
use super::reviews::ReviewsPart;
use super::{CharterState, Page};
use crate::analysis::benefit_review::benefit_reviews;
use crate::analysis::value::{ValueItem, ValueReport, value_report};
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{count, day, money, number, percent};

/// The three lanes.
const LANES: [&str; 3] = ["Strategic goals", "Operational efficiency", "Project value"];

/// The card.
#[component]
pub(super) fn ValueCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let report = Memo::new(move |_| state.store.document.with(value_report));
    let amount = move |of: fn(&ValueReport) -> f64| {
        Signal::derive(move || {
            state.store.portfolio.with(|it| report.with(|report| money(of(report), &it.currency)))
        })
    };
    let days = Signal::derive(move || {
        report.with(|it| it.days_saved.map_or_else(|| "–".to_owned(), |days| number(days, 0)))
    });
    let taken = Signal::derive(move || report.with(|it| it.decisions.to_string()));
    let (protected, promised) = (amount(|it| it.protected), amount(|it| it.promised));
    let cost = amount(|it| it.cost_per_year.unwrap_or(0.0));
    let cost_note = move || {
        report
            .with(|it| it.cost_per_year.is_some())
            .then(|| format!("The office costs {} a year. ", cost.get()))
    };
    let unproved = move || match report.with(ValueReport::unproved) {
        0 => "Everything listed has its evidence.".to_owned(),
        n => format!(
            "{} no evidence yet, and no sum contains it.",
            count(n, "thing listed has", "things listed have")
        ),
    };
    view! {
        <section class="card value-card" aria-labelledby="value-title">
            <div class="card-header"><div>
                <h2 id="value-title">{move || report.with(title)}</h2>
                <p class="card-note">{cost_note}{unproved}</p>
            </div><div class="row">
                <button class="button" type="button" on:click=move |_| state.paper.set(Some(Page::Accountability))>"What we answer for, to sign"</button>
                <button class="button" type="button" on:click=move |_| state.paper.set(Some(Page::Value))>"Value report, to print"</button></div></div>
            <dl class="figures">
                <div data-figure="decisions"><dt>{LANES[0]}</dt>
                    <dd class="value"><Why id="value-decisions" figure=taken of="decisions taken"><LaneSum report lane=0/></Why></dd>
                    <dd class="note">{move || report.with(|it| format!("{} taken, {} of them changed the plan.", count(it.decisions, "decision", "decisions"), it.changed_plan))}</dd></div>
                <div data-figure="days"><dt>{LANES[1]}</dt>
                    <dd class="value"><Why id="value-days" figure=days of="days saved"><LaneSum report lane=1/></Why></dd>
                    <dd class="note">{move || if report.with(|it| it.days_saved.is_some()) { "Person-days a year saved by leaner processes." } else { "Write beside a process what it took before." }}</dd></div>
                <div data-figure="protected"><dt>{LANES[2]}</dt>
                    <dd class="value"><Why id="value-protected" figure=protected of="benefit protected"><LaneSum report lane=2/></Why></dd>
                    <dd class="note">{move || format!("of {} promised has an owner, a measure and a day.", promised.get())}</dd></div>
            </dl>
            <ReviewsPart/>
        </section>
    }
}

fn title(report: &ValueReport) -> String {
    if report.is_empty() {
        return "What is the PMO worth? Nothing is written down yet".to_owned();
    }
    match report.days_saved {
        Some(days) if days >= 1.0 => {
            format!("The PMO saves {} person-days a year, and more", number(days, 0))
        }
        _ => format!(
            "{} to show for the PMO",
            count(items(report).map(<[_]>::len).iter().sum(), "thing", "things")
        ),
    }
}

fn items(report: &ValueReport) -> [&[ValueItem]; 3] {
    [&report.goals, &report.efficiency, &report.projects]
}

#[component]
fn LaneSum(report: Memo<ValueReport>, lane: usize) -> impl IntoView {
    let (formula, words) = match lane {
        0 => (
            "decisions with an outcome",
            "Changed the plan: something else than the plan of record was chosen. Services that choose the work stand in the same lane.",
        ),
        1 => (
            "Σ 12 × (hours before − hours now) × people ÷ 8",
            "Only processes that say what they took before count. An exact sum of what is written down, so it has no interval.",
        ),
        _ => (
            "Σ benefits with owner, measure and day",
            "Benefits of the plan that are money. One that nobody answers for is promised, not protected.",
        ),
    };
    move || {
        let report = report.get();
        let rows = items(&report)[lane].iter().map(|it| {
            let evidence = if it.evidence.is_empty() { "no evidence".to_owned() } else { it.evidence.clone() };
            view! { <tr><td>{it.what.clone()}</td><td class="value-words">{it.effect.clone()}</td><td class="value-words">{evidence}</td></tr> }
        });
        view! {
            <h3>{LANES[lane]}</h3>
            <p class="formula">{formula}</p>
            <table><tbody>{rows.collect_view()}</tbody></table>
            <p>{words}</p>
        }
    }
}

/// The page to print.
#[component]
pub(super) fn ValuePaper() -> impl IntoView {
    view! { <CharterPaper><Content/></CharterPaper> }
}

#[component]
fn Content() -> impl IntoView {
    let state = expect_context::<CharterState>();
    move || {
        let report = state.store.document.with(value_report);
        let (name, currency) = state.store.portfolio.with(|it| (it.name.clone(), it.currency.clone()));
        let label = state.store.office.with(|it| it.charter.head.label.clone());
        let cost =
            report.cost_per_year.map(|it| format!("The office costs {} a year.", money(it, &currency)));
        let days = report.days_saved.map(|days| {
            let worth =
                report.money_saved.map_or_else(String::new, |it| format!(", worth {}", money(it, &currency)));
            format!("{} person-days a year saved{worth}.", number(days, 0))
        });
        let day_of_log = state.report.with(|it| it.day);
        let reviews = state.store.document.with(|it| benefit_reviews(it, day_of_log));
        let came = reviews.realised_share.map_or_else(String::new, |share| {
            format!(
                " Reviewed so far: {} of {} came ({}).",
                money(reviews.realised, &currency),
                money(reviews.promised, &currency),
                percent(share)
            )
        });
        let heads = [
            Some(format!(
                "{} taken, {} of them changed the plan.",
                count(report.decisions, "decision", "decisions"),
                report.changed_plan
            )),
            days,
            Some(format!(
                "{} of {} promised is protected: somebody answers for it, with a measure and a day.{came}",
                money(report.protected, &currency),
                money(report.promised, &currency)
            )),
        ];
        let lanes = LANES
            .into_iter()
            .zip(heads)
            .zip(items(&report))
            .map(|((name, head), items)| lane(name, head, items));
        view! {
            <header class="paper-header">
                <div><p class="kicker">{if label.trim().is_empty() { "Project management office".to_owned() } else { label }}</p><h1 id="paper-title">"What the PMO was worth"</h1></div>
                <p class="paper-meta">{name}<br/>{cost}</p>
            </header>
            {lanes.collect_view()}
            <footer class="paper-foot"><p>"What has no evidence is marked, and no sum contains it."{today().map(|it| format!(" Printed {}.", day(it)))}</p></footer>
        }
    }
}

fn lane(name: &'static str, head: Option<String>, items: &[ValueItem]) -> impl IntoView + use<> {
    let rows: Vec<_> = items
        .iter()
        .cloned()
        .map(|it| {
            let evidence = if it.evidence.is_empty() {
                view! { <span class="value-open"><Sign icon=Icon::Warn small=true/>"no evidence yet"</span> }
                    .into_any()
            } else {
                it.evidence.into_any()
            };
            view! { <tr><th scope="row">{it.what}</th><td>{it.effect}</td><td>{evidence}</td></tr> }
        })
        .collect();
    let is_empty = rows.is_empty();
    view! {
        <section><h2>{name}</h2><p>{head}</p>
            {(!is_empty).then(|| view! { <table class="data-table data-table-tight value-table"><thead><tr><th scope="col">"What"</th><th scope="col">"Effect"</th><th scope="col">"Evidence"</th></tr></thead><tbody>{rows}</tbody></table> })}
        </section>
    }
}
