//! Fields that hand in a new value and, if it is refused, keep the text and say why.
//!
//! Each takes any closure, but its view is built once for all of them: the page stays small.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::actions::attempt;
use crate::app::state::store::Store;
use crate::model::edit::Edit;

/// Commits `edit`.
///
/// # Errors
///
/// In words, if it is refused.
pub fn apply(store: Store, edit: Edit) -> Result<(), String> {
    attempt(store, edit).map_err(|error| error.to_string())
}

/// One line of text.
#[component]
pub fn TextField(
    /// What it is.
    label: &'static str,
    /// What it says now.
    #[prop(into)]
    value: Signal<String>,
    /// Takes a new text, or says why not.
    on_change: impl Fn(String) -> Result<(), String> + Send + Sync + 'static,
    /// Shown while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// The label is for screen readers only, as in a table.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    text_field(label, value, Callback::new(on_change), placeholder, is_bare)
}

fn text_field(
    label: &'static str,
    value: Signal<String>,
    on_change: Callback<String, Result<(), String>>,
    placeholder: &'static str,
    is_bare: bool,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span class:visually-hidden=is_bare>{label}</span>
            <input
                class="input"
                placeholder=placeholder
                autocomplete="off"
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:change:target=move |event| refused.set(on_change.run(event.target().value()).err())
            />
            <Reason refused/>
        </label>
    }
}

/// Several lines of text.
#[component]
pub fn TextAreaField(
    /// What it is.
    label: &'static str,
    /// What it says now.
    #[prop(into)]
    value: Signal<String>,
    /// Takes a new text, or says why not.
    on_change: impl Fn(String) -> Result<(), String> + Send + Sync + 'static,
    /// Lines that are seen at once.
    #[prop(default = 2)]
    lines: u32,
) -> impl IntoView {
    text_area_field(label, value, Callback::new(on_change), lines)
}

fn text_area_field(
    label: &'static str,
    value: Signal<String>,
    on_change: Callback<String, Result<(), String>>,
    lines: u32,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea class="input" rows=lines.to_string() prop:value=move || value.get()
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                on:change:target=move |event| refused.set(on_change.run(event.target().value()).err())></textarea>
            <Reason refused/>
        </label>
    }
}

/// One of several words, by its place among them; the first may stand for none.
#[component]
pub fn ChoiceField(
    /// What it is.
    label: &'static str,
    /// The words.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Which is chosen.
    #[prop(into)]
    value: Signal<usize>,
    /// Takes another place, or says why not.
    on_change: impl Fn(usize) -> Result<(), String> + Send + Sync + 'static,
    /// The label is for screen readers only, as in a table.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    choice_field(label, options, value, Callback::new(on_change), is_bare)
}

fn choice_field(
    label: &'static str,
    options: Signal<Vec<String>>,
    value: Signal<usize>,
    on_change: Callback<usize, Result<(), String>>,
    is_bare: bool,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span class:visually-hidden=is_bare>{label}</span>
            <select class="select" on:change:target=move |event| {
                if let Ok(place) = event.target().value().parse() {
                    let outcome = on_change.run(place);
                    if outcome.is_err() {
                        event.target().set_value(&value.get_untracked().to_string());
                    }
                    refused.set(outcome.err());
                }
            }>
                {move || options.get().into_iter().enumerate().map(|(place, name)| view! {
                    <option value=place.to_string() selected=move || value.get() == place>{name}</option>
                }).collect_view()}
            </select>
            <Reason refused/>
        </label>
    }
}

/// A day, or none.
#[component]
pub fn DateField(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What it is now.
    #[prop(into)]
    value: Signal<Option<Date>>,
    /// Takes another day, or says why not.
    on_change: impl Fn(Option<Date>) -> Result<(), String> + Send + Sync + 'static,
    /// The label is for screen readers only, as in a table.
    #[prop(optional)]
    is_bare: bool,
) -> impl IntoView {
    date_field(label, value, Callback::new(on_change), is_bare)
}

fn date_field(
    label: Signal<String>,
    value: Signal<Option<Date>>,
    on_change: Callback<Option<Date>, Result<(), String>>,
    is_bare: bool,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let hear = move |text: String| {
        let day = if text.is_empty() { Ok(None) } else { text.parse::<Date>().map(Some) };
        let day = day.map_err(|_| format!("“{text}” is not a day; write one such as 2025-03-31"));
        refused.set(day.and_then(|day| on_change.run(day)).err());
    };
    view! {
        <label class="field">
            <span class:visually-hidden=is_bare>{move || label.get()}</span>
            <input class="input" type="date" prop:value=move || value.get().map_or_else(String::new, |day| day.to_string())
                on:change:target=move |event| hear(event.target().value())
            />
            <Reason refused/>
        </label>
    }
}

/// Why a text was refused, below its field.
#[component]
pub fn Reason(
    /// The reason, if there is one.
    refused: RwSignal<Option<String>>,
) -> impl IntoView {
    view! {
        <Show when=move || refused.with(Option::is_some)>
            <small class="field-reason" role="alert">{move || refused.get()}</small>
        </Show>
    }
}
