//! A form in steps: one tab for each with what is answered of it, and back and on below.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Name of a step, and how much of it is answered.
pub type Step = (String, Signal<String>);

/// The tabs, the step shown, and the way on; the title of a step has the id `form-title`.
#[component]
pub fn FormSteps(
    /// What the steps are, for those who do not see them.
    name: &'static str,
    /// What the button for the next one says.
    next: &'static str,
    /// All of them.
    steps: Vec<Step>,
    /// Which is shown.
    step: RwSignal<usize>,
    /// How much is answered of all.
    note: Signal<String>,
    /// What is shown.
    children: Children,
) -> impl IntoView {
    let last = steps.len().saturating_sub(1);
    let go = move |to: usize| {
        step.set(to.min(last));
        focus_title();
    };
    let is_first = move || step.get() == 0;
    let is_last = move || step.get() >= last;
    let back = move |_| go(step.get_untracked().saturating_sub(1));
    let on = move |_| go(step.get_untracked() + 1);
    let tab = move |(index, (name, count)): (usize, Step)| {
        view! {
            <button class="form-step" type="button" aria-current=move || (step.get() == index).then_some("step") on:click=move |_| go(index)>
                <bdi>{name}</bdi>
                <small>{count}</small>
            </button>
        }
    };
    view! {
        <nav class="form-steps" aria-label=name>{steps.into_iter().enumerate().map(tab).collect_view()}</nav>
        {children()}
        <div class="row form-turn">
            <button class="button" type="button" disabled=is_first on:click=back>"Back"</button>
            <button class="button" type="button" disabled=is_last on:click=on>{next}</button>
            <span class="card-note row-end">{note}</span>
        </div>
    }
}

/// The title of the step, once it is on the screen: the next one is read from its beginning.
fn focus_title() {
    request_animation_frame(|| {
        let title = document().get_element_by_id("form-title");
        if let Some(title) = title.and_then(|title| title.dyn_into::<web_sys::HtmlElement>().ok())
            && title.focus().is_err()
        {
            leptos::logging::log!("the title cannot take the focus");
        }
    });
}
