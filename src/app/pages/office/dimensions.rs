//! The ten dimensions as bars, as a shape and as a table.

use leptos::prelude::*;

use super::figures::{range, work_types_words};
use super::finding::{dimensions_title, level};
use super::state::OfficeState;
use crate::analysis::assess::AssessmentReport;
use crate::analysis::office::WorkTypes;
use crate::app::chart::dimension_bars::{Bar, DimensionBars, Room};
use crate::app::chart::radar::{Radar, Spoke};
use crate::app::format::percent;

/// The card.
#[component]
pub(super) fn Dimensions(
    /// The dimension whose statements are shown.
    chosen: Signal<Option<u8>>,
    /// Chooses one.
    #[prop(into)]
    on_choose: Callback<u8>,
) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let bars =
        Signal::derive(move || state.report.with(|report| report.as_deref().map(bars).unwrap_or_default()));
    let spokes = Signal::derive(move || bars.with(|bars| bars.iter().map(spoke).collect::<Vec<_>>()));
    let title = move || state.report.with(|report| report.as_deref().map(dimensions_title));
    let served = move || {
        let work_types = state.whole.with(|whole| whole.as_ref().and_then(|it| it.work_types));
        work_types.filter(WorkTypes::bites).map(|it| format!(" {}", work_types_words(&it)))
    };
    view! {
        <section class="card" aria-labelledby="dimensions-title">
            <div class="card-header">
                <div>
                    <h2 id="dimensions-title">{title}</h2>
                    <p class="card-note">"Mean level by dimension. Press a row for its statements."{served}</p>
                </div>
                <Legend/>
            </div>
            <div class="dims">
                <div>
                    <div class="only-wide"><DimensionBars bars room=Room::Wide chosen on_choose/></div>
                    <div class="only-narrow"><DimensionBars bars room=Room::Narrow chosen on_choose/></div>
                </div>
                <Show when=move || { spokes.with(Vec::len) > 2 }><Radar spokes/></Show>
            </div>
            <Twin/>
        </section>
    }
}

#[component]
fn Legend() -> impl IntoView {
    view! {
        <div class="legend">
            <span>
                <svg width="30" height="12" aria-hidden="true"><line class="interval-ours" x1="2" y1="6" x2="28" y2="6"/><circle class="ours" cx="15" cy="6" r="4"/></svg>
                "score, 90 % interval"
            </span>
            <span>
                <svg width="8" height="16" aria-hidden="true"><line class="median" x1="4" y1="0" x2="4" y2="16"/></svg>
                "with evidence"
            </span>
        </div>
    }
}

#[component]
fn Twin() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rows = move || {
        state.report.get().map(|report| {
            report
                .dimensions
                .iter()
                .map(|dimension| {
                    view! {
                        <tr>
                            <th scope="row">{format!("D{} {}", dimension.dimension, dimension.name)}</th>
                            <td class="number">{percent(dimension.weight)}</td>
                            <td class="number">{level(dimension.score)}</td>
                            <td class="number">{range(dimension.interval)}</td>
                            <td class="number">{level(dimension.evidenced)}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <details class="twin">
            <summary>"The same as a table"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Scores by dimension">
                <table class="data-table data-table-tight">
                    <thead><tr>
                        <th scope="col">"Dimension"</th>
                        <th scope="col" class="number">"Weight"</th>
                        <th scope="col" class="number">"Score"</th>
                        <th scope="col" class="number">"90 %"</th>
                        <th scope="col" class="number">"With evidence"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

fn bars(report: &AssessmentReport) -> Vec<Bar> {
    let weakest = report.weakest.as_ref().map(|weakest| weakest.dimension);
    let dimensions = report.dimensions.iter();
    dimensions
        .map(|dimension| Bar {
            dimension: dimension.dimension,
            name: dimension.name.clone(),
            short: dimension.short.clone(),
            score: dimension.score,
            interval: dimension.interval.map(|interval| (interval.low, interval.high)),
            evidenced: dimension.evidenced,
            is_weakest: weakest == Some(dimension.dimension),
        })
        .collect()
}

fn spoke(bar: &Bar) -> Spoke {
    Spoke {
        label: format!("D{}", bar.dimension),
        score: bar.score,
        interval: bar.interval,
        is_weakest: bar.is_weakest,
    }
}
