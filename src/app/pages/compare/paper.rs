//! A page to print beside the form that fills it: shared by decision requests and change notices.

use std::str::FromStr;

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::state::comparison::Comparison;

/// The frame: buttons above, the paper, the form beside it.
#[component]
pub(super) fn Frame(
    /// What is printed.
    #[prop(into)]
    paper: ViewFn,
    /// What fills it.
    #[prop(into)]
    form: ViewFn,
    /// Takes it away.
    on_delete: Callback<()>,
) -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let print = move |_| {
        if window().print().is_err() {
            leptos::logging::log!("this browser cannot print");
        }
    };
    view! {
        <div class="page paper-page">
            <div class="row no-print">
                <button class="button" type="button" on:click=move |_| comparison.paper.set(None)>"Back to Compare"</button>
                <button class="button button-primary row-end" type="button" on:click=print>"Print"</button>
                <button class="button button-quiet" type="button" on:click=move |_| { comparison.paper.set(None); on_delete.run(()); }><Sign icon=Icon::Bin small=true/>"Delete"</button>
            </div>
            <div class="split paper-split">
                <article class="paper" aria-labelledby="paper-title">{paper.run()}</article>
                <section class="card no-print paper-form" aria-label="What the page says">{form.run()}</section>
            </div>
        </div>
    }
}

/// One line of text.
#[component]
pub(super) fn Line(
    /// What it is.
    label: &'static str,
    /// What it says now.
    #[prop(into)]
    value: Signal<String>,
    /// Hears what it shall say.
    set: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input class="input" prop:value=move || value.get() on:change:target=move |event| set.run(event.target().value())/>
        </label>
    }
}

/// Several lines of text.
#[component]
pub(super) fn Lines(
    /// What it is.
    label: &'static str,
    /// What it says now.
    #[prop(into)]
    value: Signal<String>,
    /// Hears what it shall say.
    set: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <textarea class="input" rows="4" prop:value=move || value.get() on:change:target=move |event| set.run(event.target().value())></textarea>
        </label>
    }
}

/// A day, or none.
#[component]
pub(super) fn Day(
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What it is now.
    #[prop(into)]
    value: Signal<Option<Date>>,
    /// Hears what it shall be.
    set: Callback<Option<Date>>,
) -> impl IntoView {
    let text = move || value.get().map_or_else(String::new, |date| date.to_string());
    view! {
        <label class="field">
            <span>{label}</span>
            <input class="input" type="date" prop:value=text on:change:target=move |event| set.run(Date::from_str(&event.target().value()).ok())/>
        </label>
    }
}

/// One of several, by number; the first may stand for none.
#[component]
pub(super) fn Choice(
    /// What it is.
    label: &'static str,
    /// Their names.
    #[prop(into)]
    options: Signal<Vec<String>>,
    /// Which is chosen.
    #[prop(into)]
    value: Signal<usize>,
    /// Hears which shall be.
    set: Callback<usize>,
) -> impl IntoView {
    let items = move || {
        let chosen = value.get();
        let option = |(index, name): (usize, String)| view! { <option value=index.to_string() selected=index == chosen>{name}</option> };
        options.get().into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <select class="select" on:change:target=move |event| { if let Ok(index) = event.target().value().parse() { set.run(index); } }>{items}</select>
        </label>
    }
}
