//! What changed since the round before.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::analysis::trend::{TrendReport, TrendRound};
use crate::app::chart::fit_bars::signed;
use crate::app::chart::trend_line::{TrendLine, TrendMark};
use crate::app::format::{capitalised, number};

/// The card.
#[component]
pub(super) fn TrendCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let of = move |say: fn(&TrendReport) -> String| {
        move || state.trend.with(|trend| trend.as_ref().map(|it| say(it)))
    };
    let marks = Signal::derive(move || {
        state.trend.with(|trend| {
            trend.as_ref().map(|it| it.rounds.iter().map(mark).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    view! {
        <section class="card" aria-labelledby="trend-title">
            <div class="card-header"><div>
                <h2 id="trend-title">{of(title)}</h2>
                <p class="card-note">{of(note)}</p>
            </div></div>
            <Show when=move || !marks.with(Vec::is_empty)>
                <TrendLine marks/>
                <Twin/>
            </Show>
        </section>
    }
}

fn mark(round: &TrendRound) -> TrendMark {
    let label = round.date.map_or_else(
        || round.name.chars().take(12).collect(),
        |date| format!("{} {}", crate::app::format::month(date), date.year()),
    );
    TrendMark { label, score: round.mean, interval: round.interval.map(|it| (it.low, it.high)) }
}

fn title(trend: &TrendReport) -> String {
    match &trend.change {
        None => "No comparison over time".to_owned(),
        Some(change) if change.is_sure && change.mean > 0.0 => {
            format!("Better by {} since “{}”", number(change.mean, 1), change.since)
        }
        Some(change) if change.is_sure => {
            format!("Worse by {} since “{}”", number(-change.mean, 1), change.since)
        }
        Some(change) => format!("{} since “{}”, which may be chance", signed(change.mean), change.since),
    }
}

fn note(trend: &TrendReport) -> String {
    if let Some(reason) = &trend.refused {
        return format!("{}.", capitalised(reason));
    }
    let interval = trend.change.as_ref().and_then(|change| change.interval).map_or_else(
        || "The change has no interval: three people must answer each time.".to_owned(),
        |it| format!("90 % interval of the change: {} to {}.", signed(it.low), signed(it.high)),
    );
    format!("Only the {} statements answered each time are compared. {interval}", trend.common)
}

#[component]
fn Twin() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rows = move || {
        state.trend.get().and_then(|trend| trend.change.clone()).map(|change| {
            change
                .dimensions
                .into_iter()
                .map(|it| {
                    let interval = it.interval.map_or_else(
                        || "–".to_owned(),
                        |gap| format!("{} to {}", signed(gap.low), signed(gap.high)),
                    );
                    view! {
                        <tr>
                            <th scope="row">{it.name}</th>
                            <td class="number">{signed(it.change)}</td>
                            <td class="number">{interval}</td>
                            <td>{if it.is_sure { "sure" } else { "may be chance" }}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <details class="twin">
            <summary>"By dimension"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Change by dimension">
                <table class="data-table data-table-tight">
                    <thead><tr>
                        <th scope="col">"Dimension"</th>
                        <th scope="col" class="number">"Change"</th>
                        <th scope="col" class="number">"90 %"</th>
                        <th scope="col">"How sure"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
