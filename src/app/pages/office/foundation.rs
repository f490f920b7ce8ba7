//! The dual foundation: two gauges that must both reach level 2 before anything else counts.

use leptos::prelude::*;

use super::figures::range;
use super::finding::level;
use super::state::OfficeState;
use crate::analysis::foundation::{FOUNDATION_LEVEL, FoundationReport, GaugeReport};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::count;

/// The two sides in words.
const SIDES: [(&str, &str); 2] =
    [("Support for the enterprise PMO", "enterprise PMO"), ("Delivery of work in every mode", "delivery")];

/// The card.
#[component]
pub(super) fn FoundationCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let report = Memo::new(move |_| state.whole.with(|whole| whole.as_ref().map(|it| it.foundation.clone())));
    let title = move || report.with(|it| it.as_ref().map(title));
    let holds = move || report.with(|it| it.as_ref().and_then(|it| it.holds));
    let chip = move || match holds() {
        Some(true) => {
            Some(view! { <span class="chip chip-ok"><Sign icon=Icon::Ok/>"holds"</span> }.into_any())
        }
        Some(false) => Some(
            view! { <span class="chip chip-stop"><Sign icon=Icon::Stop/>"does not hold"</span> }.into_any(),
        ),
        None => None,
    };
    let gauges = move || {
        report.get().map(|it| {
            view! { <Gauge side=0 gauge=it.enterprise/><Gauge side=1 gauge=it.delivery/> }
        })
    };
    view! {
        <section class="card foundation-card" aria-labelledby="foundation-title">
            <div class="card-header"><div>
                <h2 id="foundation-title">{title}</h2>
                <p class="card-note">"A PMO stands on two feet. Until both reach level 2, no other figure of this page counts for much."</p>
            </div>{chip}</div>
            {gauges}
        </section>
    }
}

#[component]
fn Gauge(side: usize, gauge: GaugeReport) -> impl IntoView {
    let (name, short) = SIDES[side];
    let is_low = gauge.score.is_some_and(|score| score < FOUNDATION_LEVEL - 1e-9);
    let width = |level: f64| (level - 1.0) * 25.0;
    let figure = Signal::stored(level(gauge.score));
    let (score, interval) = (gauge.score.unwrap_or(1.0), range(gauge.interval));
    let facts = facts(side, &gauge);
    let gauge = StoredValue::new(gauge);
    view! {
        <div class="gauge">
            <p><b>{name}</b><span><Why id=format!("foundation-{side}") figure of=short><GaugeSum gauge=gauge.get_value()/></Why>" "<small>{interval}</small></span></p>
            <svg class="chart gauge-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect class="risk-0" y="1" width="100" height="8"/>
                <rect class=if is_low { "gauge-low" } else { "ours" } y="1" width=width(score) height="8"/>
                <line class="median" x1="25" x2="25" y1="0" y2="10" vector-effect="non-scaling-stroke"/>
            </svg>
            <p class="card-note">{facts}</p>
        </div>
    }
}

#[component]
fn GaugeSum(gauge: GaugeReport) -> impl IntoView {
    let rows = gauge.statements.into_iter().map(|it| {
        view! { <tr><td>{format!("{} {}", it.id, it.name)}</td><td>{level(it.score)}</td></tr> }
    });
    view! {
        <h3>"One side of the foundation"</h3>
        <p class="formula">"mean of its statements, each with its share of its dimension’s weight"</p>
        <table><tbody>{rows.collect_view()}</tbody><tfoot><tr><td>"Gauge"</td><td>{level(gauge.score)}</td></tr></tfoot></table>
        <p>"The line on the bar is level 2. What the charter says that the PMO does stands below the bar and does not move it."</p>
    }
}

/// What the charter has for one side.
fn facts(side: usize, gauge: &GaugeReport) -> String {
    let services = match gauge.services.len() {
        0 => "The charter names no service for it.".to_owned(),
        n => format!("{} in the charter: {}.", count(n, "service", "services"), gauge.services.join("; ")),
    };
    match (side, gauge.ties.as_slice()) {
        (0, []) => format!("{services} Nothing ties this PMO to an office for the whole organisation."),
        (0, ties) => format!("{services} Tied to {}.", ties.join(", ")),
        _ => services,
    }
}

fn title(report: &FoundationReport) -> String {
    let low = |gauge: &GaugeReport| gauge.score.is_some_and(|score| score < FOUNDATION_LEVEL - 1e-9);
    match (report.holds, low(&report.enterprise), low(&report.delivery)) {
        (Some(true), ..) => "The foundation holds on both sides".to_owned(),
        (_, true, true) => "Neither side of the foundation reaches level 2".to_owned(),
        (_, true, _) => "Support for the enterprise PMO does not reach level 2".to_owned(),
        (_, _, true) => "Delivery does not reach level 2".to_owned(),
        _ => "One side of the foundation has no answer yet".to_owned(),
    }
}
