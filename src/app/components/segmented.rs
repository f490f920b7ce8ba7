//! A few choices side by side, of which one holds.
//!
//! It takes any values, but its view is built once for all of them: the page stays small.

use leptos::prelude::*;

/// Buttons of which one is pressed.
#[component]
pub fn Segmented<T: Copy + PartialEq + Send + Sync + 'static, W: Into<String>>(
    /// What is chosen, for those who hear it.
    #[prop(into)]
    legend: String,
    /// Tells these buttons from others on the page.
    #[prop(into)]
    name: String,
    /// What there is to choose, and how it is called.
    choices: impl IntoIterator<Item = (T, W)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<T>,
    /// Takes another choice.
    on_choose: impl Fn(T) + Send + Sync + 'static,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let (values, words): (Vec<T>, Vec<String>) =
        choices.into_iter().map(|(value, words)| (value, words.into())).unzip();
    let values = StoredValue::new(values);
    let place = move || values.with_value(|values| values.iter().position(|it| *it == value.get()));
    let choose = move |place: usize| {
        if let Some(value) = values.with_value(|values| values.get(place).copied()) {
            on_choose(value);
        }
    };
    segmented(class, legend, &name, words, Signal::derive(place), Callback::new(choose))
}

fn segmented(
    class: &'static str,
    legend: String,
    name: &str,
    words: Vec<String>,
    chosen: Signal<Option<usize>>,
    on_choose: Callback<usize>,
) -> AnyView {
    let buttons = words.into_iter().enumerate().map(|(place, words)| {
        view! {
            <label>
                <input type="radio" name=name.to_owned() prop:checked=move || chosen.get() == Some(place)
                    on:change=move |_| on_choose.run(place)/>
                {words}
            </label>
        }
    });
    view! {
        <fieldset class=format!("segmented {class}").trim_end().to_owned()>
            <legend class="visually-hidden">{legend}</legend>
            {buttons.collect_view()}
        </fieldset>
    }
    .into_any()
}
