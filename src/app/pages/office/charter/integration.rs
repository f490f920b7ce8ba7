//! Right things, right way: goal and live plan in one initiative, support for every kind and way of work, promises
//! kept.

use leptos::prelude::*;

use super::CharterState;
use super::support::SupportMatrix;
use crate::analysis::integration::{Consistency, FEWEST_FOR_SPREAD, IntegrationReport, integration};
use crate::analysis::support_matrix::{Cell, empty_cells, works};
use crate::app::components::why::Why;
use crate::app::format::{count, number, percent};

/// Cells that the title names.
const MOST_NAMED: usize = 2;

/// Initiatives that are listed for what they lack.
const MOST_LACKING: usize = 12;

/// The card.
#[component]
pub(super) fn IntegrationCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let report = Memo::new(move |_| state.store.document.with(integration));
    let labels = Memo::new(move |_| state.store.portfolio.with(|it| it.mode_labels.clone()));
    let say = move |how: fn(&IntegrationReport) -> String| Signal::derive(move || report.with(how));
    let has_matrix =
        Memo::new(move |_| report.with(|it| it.planned > 0 || it.cells.iter().any(|it| !it.is_empty())));
    view! {
        <section class="card integration-card" aria-labelledby="integration-title">
            <div class="card-header"><div>
                <h2 id="integration-title">{move || report.with(|it| title(it, &labels.get()))}</h2>
                <p class="card-note">"Right things, right way: choosing the work and doing it meet in each initiative, in each kind of work, and in what is promised."</p>
            </div></div>
            <dl class="figures">
                <div data-figure="integration"><dt>"Goal and live plan"</dt>
                    <dd class="value"><Why id="integration-index" figure=say(|it| share(it.index)) of="integration of the plan"><IndexSum report/></Why></dd>
                    <dd class="note">{say(|it| format!("{} of {} serve an objective and have people on their stages.", it.with_both, count(it.planned, "initiative", "initiatives")))}</dd></div>
                <div data-figure="coverage"><dt>"Work that is served"</dt>
                    <dd class="value"><Why id="integration-coverage" figure=say(|it| share(it.coverage)) of="coverage of kinds and modes"><CoverageSum report/></Why></dd>
                    <dd class="note">{say(coverage_note)}</dd></div>
                <div data-figure="consistency"><dt>"Promises kept"</dt>
                    <dd class="value"><Why id="integration-consistency" figure=say(|it| share(it.consistency.share)) of="consistency of delivery"><ConsistencySum report/></Why></dd>
                    <dd class="note">{say(|it| consistency_note(&it.consistency))}</dd></div>
            </dl>
            <Show when=move || has_matrix.get()><SupportMatrix report labels/></Show>
            {move || lacking(&report.get())}
        </section>
    }
}

fn share(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), percent)
}

fn title(report: &IntegrationReport, labels: &[String; 3]) -> String {
    if report.planned == 0 {
        return "There is no plan yet to hold the services against".to_owned();
    }
    let gaps: Vec<&Cell> =
        report.cells.iter().filter(|it| report.coverage.is_some() && it.is_gap()).collect();
    let empty = empty_cells(&report.cells);
    let bare: Vec<&Cell> = empty.into_iter().filter(|it| !gaps.contains(it)).collect();
    let named = |cells: &[&Cell]| works(cells, labels, MOST_NAMED);
    match (gaps.is_empty(), bare.is_empty()) {
        (false, true) => format!("No service is for {} in the plan", named(&gaps)),
        (false, false) => format!(
            "No service is for {} in the plan, and nothing at all supports {}",
            named(&gaps),
            named(&bare)
        ),
        (true, false) => format!("Nothing supports {}: no service, no tool, nobody", named(&bare)),
        (true, true) if report.with_both < report.planned => {
            format!(
                "{} of {} initiatives lack a goal or a live plan",
                report.planned - report.with_both,
                report.planned
            )
        }
        (true, true) if report.coverage.is_some() => "Every kind and way of work has its service".to_owned(),
        (true, true) => format!("All {} initiatives have a goal and a live plan", report.planned),
    }
}

fn coverage_note(report: &IntegrationReport) -> String {
    let worked = report.cells.iter().filter(|it| it.initiatives > 0).count();
    match (report.coverage, report.silent_services) {
        (None, _) => "Say beside each service which work it is for.".to_owned(),
        (Some(_), 0) => format!("Of {} with work in the plan.", count(worked, "cell", "cells")),
        (Some(_), silent) => format!(
            "Of {} with work. {} not say which work.",
            count(worked, "cell", "cells"),
            count(silent, "service does", "services do")
        ),
    }
}

fn consistency_note(report: &Consistency) -> String {
    match (report.reports, report.interval) {
        (0, _) | (_, None) => {
            "No initiative of the plan reports both what is done and what should be.".to_owned()
        }
        (reports, Some(interval)) => {
            let spread = report.spread().map_or_else(
                || format!("No spread below {FEWEST_FOR_SPREAD} reports."),
                |it| format!("Half of them lie within {} of each other.", number(it, 2)),
            );
            format!(
                "{} of {} reports ({}–{} at 95 %). {spread}",
                report.met,
                reports,
                percent(interval.low),
                percent(interval.high)
            )
        }
    }
}

#[component]
fn IndexSum(report: Memo<IntegrationReport>) -> impl IntoView {
    move || {
        let it = report.get();
        view! {
            <h3>"Goal and live plan"</h3>
            <p class="formula">"initiatives with both ÷ initiatives of the plan"</p>
            <table><tbody>
                <tr><td>"Serve an objective"</td><td>{it.with_goal}</td></tr>
                <tr><td>"Have people on a stage"</td><td>{it.with_live_plan}</td></tr>
                <tr><td>"Both"</td><td>{it.with_both}</td></tr>
            </tbody><tfoot><tr><td>"Of the plan"</td><td>{it.planned}</td></tr></tfoot></table>
            <p>"An exact count of this plan: it has no interval."</p>
        }
    }
}

#[component]
fn CoverageSum(report: Memo<IntegrationReport>) -> impl IntoView {
    move || {
        let it = report.get();
        let worked: Vec<Cell> = it.cells.into_iter().filter(|it| it.initiatives > 0).collect();
        let served = worked.iter().filter(|it| !it.is_gap()).count();
        view! {
            <h3>"Work that is served"</h3>
            <p class="formula">"cells with work and a service ÷ cells with work"</p>
            <table><tbody>
                <tr><td>"Cells with work"</td><td>{worked.len()}</td></tr>
                <tr><td>"A service is for them"</td><td>{served}</td></tr>
            </tbody><tfoot><tr><td>"Coverage"</td><td>{share(it.coverage)}</td></tr></tfoot></table>
            <p>"A cell is one kind of work in one delivery mode. A service that names kinds only is for all modes, and one that names neither is for none until somebody says. Services that are only wished for do not count, nor do tools and people: they are no promise of the PMO. In the result, work types and modes (D7) count 1 + 4 × coverage at most."</p>
        }
    }
}

#[component]
fn ConsistencySum(report: Memo<IntegrationReport>) -> impl IntoView {
    move || {
        let it = report.get().consistency;
        let rows = it.by_kind.iter().map(|it| {
            let [least, most] = it.range;
            view! { <tr><td>{it.kind.words()}</td><td>{it.reports}</td><td>{it.met}</td><td>{format!("{}–{}", number(least, 2), number(most, 2))}</td></tr> }
        });
        view! {
            <h3>"Promises kept"</h3>
            <p class="formula">"reports with done ≥ due ÷ reports"</p>
            <table>
                <thead><tr><th>"Kind"</th><th>"Reports"</th><th>"Kept"</th><th>"Done ÷ due"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot><tr><td>"All"</td><td>{it.reports}</td><td>{it.met}</td><td>{it.quartiles.map_or_else(|| "–".to_owned(), |[low, middle, high]| format!("{} ({}–{})", number(middle, 2), number(low, 2), number(high, 2)))}</td></tr></tfoot>
            </table>
            <p>"What is done ÷ what should be done on the day of the report, one scale for all kinds of work: 1 is as promised. The last line shows median and quartiles. Reports come from the Progress of each initiative."</p>
        }
    }
}

fn lacking(report: &IntegrationReport) -> Option<impl IntoView + use<>> {
    let all = report.lacking.len();
    let rows: Vec<_> = report
        .lacking
        .iter()
        .take(MOST_LACKING)
        .map(|it| {
            let lacks = match (it.goal, it.live_plan) {
                (true, true) => "serves no objective, nobody on its stages",
                (true, false) => "serves no objective",
                _ => "nobody on its stages",
            };
            view! { <li><b>{it.name.clone()}</b>": "{lacks}</li> }
        })
        .collect();
    (all > 0).then(|| {
        let more = (all > MOST_LACKING).then(|| view! { <li>{format!("and {} more", all - MOST_LACKING)}</li> });
        view! {
            <details class="twin"><summary>{format!("What {} lack", count(all, "initiative", "initiatives"))}</summary>
                <ul class="lacking-list">{rows}{more}</ul></details>
        }
    })
}
