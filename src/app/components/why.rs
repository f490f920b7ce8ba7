//! "Why this number": a figure that opens into its sum.

use leptos::prelude::*;

/// A figure as a button; pressing it opens a popover with the formula, the inputs and one sentence.
///
/// The content is built when it opens, so that a table of hundreds costs nothing.
#[component]
pub fn Why(
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// The figure.
    #[prop(into)]
    figure: Signal<String>,
    /// What the figure is, for screen readers: "score of One Login".
    #[prop(into)]
    of: Signal<String>,
    /// The formula, inputs and reading.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let children = StoredValue::new(children);
    let id = format!("why-{id}");
    view! {
        <button class="why-button" type="button" popovertarget=id.clone()>
            {move || figure.get()}
            <span class="visually-hidden">{move || format!(", {}. Why this number?", of.get())}</span>
        </button>
        <div
            class="why"
            id=id
            popover="auto"
            role="dialog"
            aria-label=move || format!("Why {}: {}", figure.get(), of.get())
            on:toggle=move |event| open.set(is_open(&event))
        >
            <Show when=move || open.get()>{move || children.with_value(|children| children())}</Show>
        </div>
    }
}

fn is_open(event: &web_sys::Event) -> bool {
    use wasm_bindgen::JsCast;
    event
        .current_target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.matches(":popover-open").unwrap_or(false))
}
