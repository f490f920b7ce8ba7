//! A page to print beside the form that fills it: shared by decision requests and change notices.

use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::components::paper::PrintFrame;
use crate::app::state::comparison::Comparison;

/// The paper, and the form beside it.
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
    let close = Callback::new(move |()| comparison.paper.set(None));
    let delete = move |_| {
        close.run(());
        on_delete.run(());
    };
    view! {
        <PrintFrame back="Back to Compare" on_back=close more=move || view! {
            <button class="button button-quiet" type="button" on:click=delete><Sign icon=Icon::Bin small=true/>"Delete"</button>
        }>
            <div class="split paper-split">
                <article class="paper" aria-labelledby="paper-title">{paper.run()}</article>
                <section class="card no-print paper-form" aria-label="What the page says">{form.run()}</section>
            </div>
        </PrintFrame>
    }
}
