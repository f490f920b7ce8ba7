//! The frame of a page to print: the way back and the printer stand above it, and do not print.

use leptos::prelude::*;

/// The frame around `children`, which hold the `.paper` itself.
#[component]
pub fn PrintFrame(
    /// Says where the way back leads: "Back to Compare".
    back: &'static str,
    /// Goes there.
    on_back: Callback<()>,
    /// What else can be done with the page; after "Print".
    #[prop(optional, into)]
    more: ViewFn,
    /// The paper, and what stands beside it.
    children: Children,
) -> impl IntoView {
    let print = move |_| {
        if window().print().is_err() {
            leptos::logging::log!("this browser cannot print");
        }
    };
    view! {
        <div class="page paper-page">
            <div class="row no-print">
                <button class="button" type="button" on:click=move |_| on_back.run(())>{back}</button>
                <button class="button button-primary row-end" type="button" on:click=print>"Print"</button>
                {more.run()}
            </div>
            {children()}
        </div>
    }
}
