//! What an assessment asks: the built-in statements or the organisation's own, and what each dimension weighs.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::app::components::field::apply;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::files;
use crate::app::format::{count, percent, plain};
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::office::maturity_model::MaturityModel;

/// The card.
#[component]
pub(super) fn AskedCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let refused = RwSignal::new(None::<String>);
    let is_over = RwSignal::new(false);
    let load = move |list: Option<web_sys::FileList>| {
        is_over.set(false);
        refused.set(None);
        let Some(file) = list.and_then(|list| list.get(0)) else { return };
        let name = file.name();
        files::read_text(file, move |read| {
            let model =
                read.and_then(|text| MaturityModel::from_json(&text).map_err(|error| error.to_string()));
            match model {
                Ok(model) => state.ask(model),
                Err(reason) => {
                    refused.set(Some(format!("{name} was not taken: {reason}. Nothing has changed.")));
                }
            }
        });
    };
    let title = move || {
        if state.is_own.get() {
            state.model.with(|it| format!("“{}” is asked", it.name))
        } else {
            "The built-in statements are asked".to_owned()
        }
    };
    let save = move |_| {
        let model = state.model.get_untracked();
        files::offer(
            state.session,
            &files::file_name_of(&model.name, "json"),
            "application/json",
            &model.to_json(),
        );
    };
    view! {
        <section class="card asked-card" class:asked-over=move || is_over.get() aria-labelledby="asked-title"
            on:dragover=move |event| { event.prevent_default(); is_over.set(true); } on:dragleave=move |_| is_over.set(false)
            on:drop=move |event| {
                // Not also as a portfolio, by the page around it.
                event.prevent_default();
                event.stop_propagation();
                load(event.data_transfer().and_then(|it| it.files()));
            }>
            <div class="card-header"><div>
                <h2 id="asked-title">{title}</h2>
                <p class="card-note">{move || state.model.with(|it| size(it))}</p>
            </div></div>
            <Show when=move || state.is_own.get()><p class="card-note">{NOT_APPLYING}</p></Show>
            <div class="row">
                <label class="button file-button">
                    <Sign icon=Icon::Import small=true/>"Ask your own…"
                    <input type="file" accept=".json,application/json" aria-describedby="asked-how"
                        on:change:target=move |event| { load(event.target().files()); event.target().set_value(""); }/>
                </label>
                <button class="button" type="button" on:click=save><Sign icon=Icon::Export small=true/>"Save as JSON"</button>
                <Show when=move || state.is_own.get()>
                    <button class="button" type="button" on:click=move |_| state.ask(MaturityModel::built_in().clone())>"Back to the built-in"</button>
                </Show>
            </div>
            <p class="card-note" id="asked-how">"A JSON file with dimensions, weights and statements, or drop it here. Save the built-in ones to see how it looks."</p>
            <p class="refused" role="alert">{move || refused.get()}</p>
            <Weights/>
        </section>
    }
}

/// Said wherever only the built-in statements are spoken of.
const NOT_APPLYING: &str = "Fit, red flags, foundation and elements speak of the built-in statements and do not apply here. The roadmap goes \
                            by the newest assessment with those. Scores, intervals, agreement and change over time are worked out as ever.";

/// In place of what does not apply.
#[component]
pub(super) fn NotApplying() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    view! {
        <section class="card" aria-labelledby="own-title">
            <div class="card-header"><div>
                <h2 id="own-title">{move || state.model.with(|it| format!("Answered by your own statements, “{}”", it.name))}</h2>
                <p class="card-note">{NOT_APPLYING}</p>
            </div></div>
        </section>
    }
}

fn size(model: &MaturityModel) -> String {
    let short = model.statements().filter(|it| it.short_form).count();
    let short = if short == 0 { String::new() } else { format!(", {short} in the short form") };
    format!(
        "{} with {}{short}; edition {}.",
        count(model.dimensions.len(), "dimension", "dimensions"),
        count(model.statements().count(), "statement", "statements"),
        model.edition
    )
}

/// What each dimension weighs, to be changed.
#[component]
fn Weights() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let refused = RwSignal::new(None::<String>);
    let changed =
        Memo::new(move |_| state.assessment.with(|it| it.as_ref().map_or(0, |it| it.weights.len())));
    let names = Memo::new(move |_| {
        state
            .model
            .with(|it| (1_u8..).zip(it.dimensions.iter().map(|it| it.name.clone())).collect::<Vec<_>>())
    });
    let restore = move |_| {
        let edits = state.assessment.with_untracked(|it| {
            let of = |it: &crate::model::office::Assessment| {
                let assessment = it.id;
                let away = |&dimension: &u8| Edit::SetDimensionWeight { assessment, dimension, weight: None };
                it.weights.keys().map(away).collect::<Vec<_>>()
            };
            it.as_ref().map(of).unwrap_or_default()
        });
        let edit = Edit::Several { label: "weights as they came".to_owned(), edits };
        refused.set(apply(state.store, edit).err());
    };
    view! {
        <details class="twin">
            <summary>{move || match changed.get() {
                0 => "Weights, as they came".to_owned(),
                n => format!("Weights, {n} changed"),
            }}</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Weights of the dimensions">
                <table class="data-table data-table-tight weights-table">
                    <thead><tr><th scope="col">"Dimension"</th><th scope="col" class="number">"Weight"</th><th scope="col" class="number">"Share"</th></tr></thead>
                    <tbody>
                        <Keyed each=move || names.get() key=|it| it.clone() let((number, name))><WeightRow number name refused/></Keyed>
                    </tbody>
                </table>
            </div>
            <p class="refused" role="alert">{move || refused.get()}</p>
            <button class="button" type="button" disabled=move || changed.get() == 0 on:click=restore>"Weights as they came"</button>
        </details>
    }
}

#[component]
fn WeightRow(number: u8, name: String, refused: RwSignal<Option<String>>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let place = usize::from(number) - 1;
    let weight = Memo::new(move |_| {
        state.model.with(|it| {
            let total: f64 = it.dimensions.iter().map(|it| it.weight.get()).sum();
            it.dimensions.get(place).map_or((0.0, 0.0), |it| (it.weight.get(), it.weight.get() / total))
        })
    });
    let written = move || plain(weight.with(|it| it.0));
    let set = move |text: String| {
        let Some(assessment) = state.assessment.with_untracked(|it| it.as_ref().map(|it| it.id)) else {
            return;
        };
        let number_of =
            |text: &str| text.trim().replace(',', ".").parse().ok().and_then(|it| Finite::new(it).ok());
        refused.set(match number_of(&text) {
            None => Some(format!("“{text}” is no weight; write a number of at least 0")),
            Some(weight) => {
                let edit = Edit::SetDimensionWeight { assessment, dimension: number, weight: Some(weight) };
                apply(state.store, edit).err()
            }
        });
    };
    view! {
        <tr>
            <th scope="row">{format!("D{number} {name}")}</th>
            <td class="number">
                <input class="input weight-input" inputmode="decimal" aria-label=format!("Weight of {name}") prop:value=written
                    on:change:target=move |event| {
                        set(event.target().value());
                        event.target().set_value(&untrack(written));
                    }/>
            </td>
            <td class="number">{move || percent(weight.with(|it| it.1))}</td>
        </tr>
    }
}
