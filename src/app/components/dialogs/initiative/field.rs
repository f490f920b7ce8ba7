//! Fields that hand in an edit and, if it is refused, keep the text and say why.

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
pub(super) fn apply(store: Store, edit: Edit) -> Result<(), String> {
    attempt(store, edit).map_err(|error| error.to_string())
}

/// One line of text.
#[component]
pub(super) fn TextField(
    /// What it is.
    label: &'static str,
    /// What the document says.
    value: Signal<String>,
    /// Takes a new text, or says why not.
    on_change: impl Fn(String) -> Result<(), String> + 'static,
    /// Shown while it is empty.
    #[prop(optional)]
    placeholder: &'static str,
    /// The label is for screen readers only, as in a table.
    #[prop(optional)]
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
                on:change:target=move |event| refused.set(on_change(event.target().value()).err())
            />
            <Reason refused/>
        </label>
    }
}

/// Several lines of text.
#[component]
pub(super) fn TextAreaField(
    label: &'static str,
    value: Signal<String>,
    on_change: impl Fn(String) -> Result<(), String> + 'static,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea class="input" rows="2" prop:value=move || value.get()
                on:change:target=move |event| refused.set(on_change(event.target().value()).err())></textarea>
            <Reason refused/>
        </label>
    }
}

/// One of several words, by its place among them.
#[component]
pub(super) fn ChoiceField(
    label: &'static str,
    options: Signal<Vec<String>>,
    value: Signal<usize>,
    on_change: impl Fn(usize) -> Result<(), String> + 'static,
    #[prop(optional)] is_bare: bool,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span class:visually-hidden=is_bare>{label}</span>
            <select class="select" on:change:target=move |event| {
                if let Ok(place) = event.target().value().parse() {
                    let outcome = on_change(place);
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
pub(super) fn DateField(
    label: &'static str,
    value: Signal<Option<Date>>,
    on_change: impl Fn(Option<Date>) -> Result<(), String> + 'static,
    #[prop(optional)] is_bare: bool,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    view! {
        <label class="field">
            <span class:visually-hidden=is_bare>{label}</span>
            <input class="input" type="date" prop:value=move || value.get().map_or_else(String::new, |day| day.to_string())
                on:change:target=move |event| {
                    let text = event.target().value();
                    let day = if text.is_empty() { Ok(None) } else { text.parse::<Date>().map(Some) };
                    let outcome = day.map_err(|_| format!("“{text}” is not a day; write one such as 2025-03-31")).and_then(&on_change);
                    refused.set(outcome.err());
                }
            />
            <Reason refused/>
        </label>
    }
}

/// Why a text was refused, below its field.
#[component]
pub(super) fn Reason(refused: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <Show when=move || refused.with(Option::is_some)>
            <small class="field-reason" role="alert">{move || refused.get()}</small>
        </Show>
    }
}
