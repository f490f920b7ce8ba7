//! The reasons that are offered, one a line.

use leptos::prelude::*;

use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};

/// The list, to be edited.
#[component]
pub(super) fn Reasons() -> impl IntoView {
    let store = expect_context::<Store>();
    let text = Memo::new(move |_| store.portfolio.with(|it| it.selection.reasons.join("\n")));
    let set = move |text: String| {
        let reasons = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        store.commit(Edit::Portfolio(PortfolioChange::Reasons(reasons.collect())));
    };
    view! {
        <details class="reasons">
            <summary>"Reasons that are offered"</summary>
            <label class="field">
                <span>"One reason a line"</span>
                <textarea class="input" rows="6" prop:value=move || text.get() on:change:target=move |event| set(event.target().value())></textarea>
            </label>
        </details>
    }
}
