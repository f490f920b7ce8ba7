//! Fit with the organisation: gaps, targets, and what a rise of the organisation's side would unlock.

use leptos::prelude::*;

use super::finding::{level, lower};
use super::state::OfficeState;
use crate::analysis::fit::{DimensionFit, FitReport, FitStanding};
use crate::app::chart::fit_bars::{FitBar, FitBars, signed};
use crate::app::components::why::Why;
use crate::app::format::{count, in_words, number};

/// The card.
#[component]
pub(super) fn FitCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let of = move |say: fn(&FitReport) -> String| {
        move || state.whole.with(|whole| whole.as_ref().map(|it| say(&it.fit)))
    };
    let is_known =
        Memo::new(move |_| state.whole.with(|whole| whole.as_ref().is_some_and(|it| it.fit.is_known())));
    let bars = Signal::derive(move || {
        state.whole.with(|whole| whole.as_ref().map(|it| bars(&it.fit)).unwrap_or_default())
    });
    view! {
        <section class="card fit-card" aria-labelledby="fit-title">
            <div class="card-header"><div>
                <h2 id="fit-title">{of(title)}</h2>
                <p class="card-note">{of(note)}</p>
            </div></div>
            <Show when=move || is_known.get()>
                <FitBars bars/>
                <Rise/>
                <Twin/>
            </Show>
        </section>
    }
}

fn title(fit: &FitReport) -> String {
    let (ahead, behind) = (fit.at(FitStanding::Ahead).count(), fit.at(FitStanding::Behind).count());
    let dimensions = |n: usize| {
        format!("{} {}", in_words(n).to_lowercase(), if n == 1 { "dimension" } else { "dimensions" })
    };
    match (fit.is_known(), ahead, behind) {
        (false, _, _) => "Nobody has answered for the organisation".to_owned(),
        (_, 0, 0) => "In step with the organisation".to_owned(),
        (_, 0, n) => format!("The organisation could use more in {}", dimensions(n)),
        (_, n, 0) => format!("Ahead of the organisation in {}", dimensions(n)),
        (_, n, m) => format!("Ahead in {}, behind in {}", dimensions(n), dimensions(m)),
    }
}

fn note(fit: &FitReport) -> String {
    if !fit.is_known() {
        return "Ten statements, answered by the business side, show whether the PMO fits the organisation around it. \
                Under Assess, open somebody’s sheet and choose “Organisation, 10”."
            .to_owned();
    }
    let people = count(fit.organisation.respondents, "person", "people");
    let who = if fit.is_hearsay {
        format!("Answered by {people} outside the business: hearsay until sponsors or finance answer.")
    } else {
        format!("Answered by {people} of the business.")
    };
    format!(
        "PMO less organisation, in levels. Beyond +1: slow down or educate; beyond −1: it could use more. {who}"
    )
}

fn bars(fit: &FitReport) -> Vec<FitBar> {
    let bar = |of: &DimensionFit| FitBar {
        short: of.short.clone(),
        gap: of.gap,
        interval: of.gap_interval.map(|interval| (interval.low, interval.high)),
        is_out: matches!(of.standing, Some(FitStanding::Ahead | FitStanding::Behind)),
    };
    fit.dimensions.iter().map(bar).collect()
}

/// What a rise of the organisation's side would unlock.
#[component]
fn Rise() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rise = RwSignal::new(0.5_f64);
    let raised = move || {
        let whole = state.whole.get()?;
        let (dimensions, mean) = whole.fit.raised(&whole.assessment, rise.get());
        Some((whole, dimensions, mean))
    };
    let reading = move || {
        raised().map(|(whole, dimensions, mean)| {
            let unlocked: Vec<String> = (whole.fit.dimensions.iter().zip(&dimensions))
                .filter(|(now, then)| then.target > now.target + 1e-9)
                .map(|(now, _)| lower(&now.short))
                .collect();
            if unlocked.is_empty() {
                return "No target is held back by the organisation: a rise there would unlock nothing."
                    .to_owned();
            }
            format!(
                "It lifts the mean target from {} to {}: {}.",
                number(whole.fit.mean_target, 1),
                number(mean, 1),
                unlocked.join(", ")
            )
        })
    };
    let target = Signal::derive(move || {
        state.whole.with(|whole| whole.as_ref().map(|it| number(it.fit.mean_target, 1)).unwrap_or_default())
    });
    view! {
        <div class="fit-rise">
            <p class="fit-target">"Mean target " <Why id="fit-target" figure=target of="mean target"><TargetSum/></Why></p>
            <label class="field">
                <span>{move || format!("If the organisation rose by {} levels", number(rise.get(), 1))}</span>
                <span class="slider">
                    <svg class="slider-track" aria-hidden="true"><rect class="track" width="100%" height="8" rx="4"/></svg>
                    <input type="range" min="0.1" max="2" step="0.1" prop:value=move || rise.get().to_string()
                        on:input:target=move |event| if let Ok(value) = event.target().value().parse() { rise.set(value) }/>
                </span>
            </label>
            <p class="card-note" role="status">{reading}</p>
        </div>
    }
}

#[component]
fn TargetSum() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    move || {
        state.whole.get().map(|whole| {
            let rows = whole.fit.dimensions.iter().map(|it| view! {
                <tr><td>{it.short.clone()}</td><td>{level(it.organisation)}</td><td>{number(it.target, 1)}</td></tr>
            }).collect_view();
            view! {
                <h3>"Targets"</h3>
                <p class="formula">"target = min(ambition, organisation + 1)"</p>
                <table>
                    <thead><tr><th>"Dimension"</th><th>"Organisation"</th><th>"Target"</th></tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr><td>"Mean by weight"</td><td></td><td>{number(whole.fit.mean_target, 1)}</td></tr></tfoot>
                </table>
                <p>{format!("Ambition {}: the level every dimension is meant to reach. A target is a choice, so it has no interval.", number(whole.fit.ambition, 1))}</p>
            }
        })
    }
}

#[component]
fn Twin() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rows = move || {
        state.whole.get().map(|whole| {
            whole
                .fit
                .dimensions
                .iter()
                .map(|it| {
                    let interval = it.gap_interval.map_or_else(
                        || "–".to_owned(),
                        |gap| format!("{} to {}", signed(gap.low), signed(gap.high)),
                    );
                    view! {
                        <tr>
                            <th scope="row">{it.short.clone()}</th>
                            <td class="number">{level(it.office)}</td>
                            <td class="number">{level(it.organisation)}</td>
                            <td class="number">{it.gap.map_or_else(|| "–".to_owned(), signed)}</td>
                            <td class="number">{interval}</td>
                            <td class="number">{number(it.target, 1)}</td>
                        </tr>
                    }
                })
                .collect_view()
        })
    };
    view! {
        <details class="twin">
            <summary>"The same as a table"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Fit by dimension">
                <table class="data-table data-table-tight">
                    <thead><tr>
                        <th scope="col">"Dimension"</th>
                        <th scope="col" class="number">"PMO"</th>
                        <th scope="col" class="number">"Org."</th>
                        <th scope="col" class="number">"Gap"</th>
                        <th scope="col" class="number">"90 %"</th>
                        <th scope="col" class="number">"Target"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="card-note">"A gap has an interval from three people on each side; fewer give none."</p>
        </details>
    }
}
