//! How long offices last, as others claim it: cited, and never computed for this one.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::app::format::{count, number, percent};
use crate::engine::float;

/// Years that the slider reaches.
const MOST_YEARS: f64 = 5.0;

/// The card.
#[component]
pub(super) fn SurvivalCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let years = RwSignal::new(3.0_f64);
    let flags = move || state.whole.with(|whole| whole.as_ref().map(|it| it.red_flags.raised().count()));
    view! {
        <section class="card survival-card" aria-labelledby="survival-title">
            <div class="card-header"><div>
                <h2 id="survival-title">"Others say: half of all PMOs close within three years"</h2>
                <p class="card-note">"Two claims that go round in the field, with nothing of yours in them. They are no forecast for your PMO, and have no interval because their sources give none."</p>
            </div></div>
            <label class="field">
                <span>{move || format!("After {} years", number(years.get(), 1))}</span>
                <span class="slider">
                    <svg class="slider-track" aria-hidden="true"><rect class="track" width="100%" height="8" rx="4"/></svg>
                    <input type="range" min="0.5" max=MOST_YEARS.to_string() step="0.5" prop:value=move || years.get().to_string()
                        on:input:target=move |event| if let Ok(value) = event.target().value().parse() { years.set(value) }/>
                </span>
            </label>
            <dl class="claims">
                <div><dt>"Claim 1 "<small>"“half of PMOs fail every three years”, told at a PMO summit"</small></dt>
                    <dd>{move || format!("{} still there", percent(half_life(years.get())))}</dd></div>
                <div><dt>"Claim 2 "<small>"25 % closed after one year, 50 % after two, 75 % after three, as quoted by PMI"</small></dt>
                    <dd>{move || quoted(years.get()).map_or_else(|| "says nothing beyond three years".to_owned(), |share| format!("{} still there", percent(share)))}</dd></div>
            </dl>
            <p class="card-note">{move || flags().map(|raised| match raised {
                0 => "What can be said of yours: no red flag is raised.".to_owned(),
                n => format!("What can be said of yours: {} raised.", count(n, "red flag is", "red flags are")),
            })}</p>
        </section>
    }
}

/// Claim 1, with the same risk every day.
fn half_life(years: f64) -> f64 {
    float::exp(-years / 3.0 * std::f64::consts::LN_2)
}

/// Claim 2, straight between the years it names; none beyond.
fn quoted(years: f64) -> Option<f64> {
    (years <= 3.0).then_some(1.0 - years / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claims_are_as_cited() {
        assert!((half_life(3.0) - 0.5).abs() < 1e-12 && (half_life(6.0) - 0.25).abs() < 1e-12);
        assert_eq!(
            (quoted(1.0), quoted(2.0), quoted(3.0), quoted(3.5)),
            (Some(0.75), Some(0.5), Some(0.25), None)
        );
    }
}
