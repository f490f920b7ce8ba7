//! Portfolio page.

use leptos::prelude::*;

/// The page.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    view! { <div class="page"><h1>"Portfolio"</h1></div> }
}
