//! A page to print beside the form that fills it: shared by decision requests and change notices.

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
