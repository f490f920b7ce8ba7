//! By what the ranking goes: the weighted sum, or a formula and the numbers that play its parts.

use leptos::prelude::*;

use crate::analysis::method::{PartReport, contradiction, source_name, sources, switch_to};
use crate::app::format::capitalised;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, MethodChange};
use crate::model::scoring::method::{Method, Source};

/// The choice of the method and, for a formula, its parts.
#[component]
pub(super) fn MethodBar() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let method = Memo::new(move |_| store.scoring.with(|it| it.method));
    let switch = move |place: String| {
        if let Some(method) = place.parse().ok().and_then(|place: usize| Method::ALL.get(place)) {
            store.commit(store.document.with_untracked(|document| switch_to(document, *method)));
        }
    };
    let formula = Memo::new(move |_| {
        let ranking = simulation.ranking.get().ok()?;
        let formula = ranking.formula.as_ref()?;
        Some((formula.name, formula.expression.clone(), formula.parts.clone()))
    });
    view! {
        <div class="method-bar">
            <label class="method-choice">
                <span>"Ranked by"</span>
                <select class="select" on:change:target=move |event| switch(event.target().value())>
                    {Method::ALL.iter().enumerate().map(|(place, choice)| view! {
                        <option value=place.to_string() selected=move || method.get() == *choice>{capitalised(choice.name())}</option>
                    }).collect_view()}
                </select>
            </label>
            {move || formula.get().map(|(name, expression, parts)| view! { <Parts name expression parts/> })}
        </div>
    }
}

/// The formula in words, and what plays each of its parts.
#[component]
fn Parts(name: &'static str, expression: String, parts: Vec<PartReport>) -> impl IntoView {
    let store = expect_context::<Store>();
    let warnings: Vec<String> = store
        .scoring
        .with_untracked(|scoring| parts.iter().filter_map(|it| contradiction(scoring, it)).collect());
    view! {
        <p class="formula">{format!("{name} = {expression}")}</p>
        <div class="method-parts">{parts.into_iter().map(|part| view! { <PartChoice part/> }).collect_view()}</div>
        {warnings.into_iter().map(|warning| view! { <p class="card-note is-warn">{warning}</p> }).collect_view()}
        <p class="card-note">
            "Value, urgency, risk, impact, confidence and ease count in points, by what a score is worth on its own scale; amounts, such as effort, as they are. Weights play no part, unless the weighted sum is one of the numbers: stable ranges and chances of ranks belong to the weighted sum."
        </p>
    }
}

#[component]
fn PartChoice(part: PartReport) -> impl IntoView {
    let store = expect_context::<Store>();
    let choices: Vec<(Source, String)> = store.scoring.with_untracked(|scoring| {
        sources(scoring).into_iter().map(|source| (source, source_name(scoring, source))).collect()
    });
    let values: Vec<Source> = choices.iter().map(|(source, _)| *source).collect();
    let (now, which) = (part.source, part.part);
    let choose = move |place: String| {
        let source = place.parse().ok().and_then(|place: usize| values.get(place).copied());
        store.commit(Edit::Method(MethodChange::Cast { part: which, source }));
    };
    let name = if part.is_divisor { format!("÷ {}", part.name) } else { capitalised(part.name) };
    view! {
        <label class="method-part">
            <span>{name}</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=now.is_none()>"choose…"</option>
                {choices.into_iter().enumerate().map(|(place, (source, name))| view! {
                    <option value=place.to_string() selected=now == Some(source)>{capitalised(&name)}</option>
                }).collect_view()}
            </select>
        </label>
    }
}
