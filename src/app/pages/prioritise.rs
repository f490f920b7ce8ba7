//! Prioritise page.

use leptos::prelude::*;

/// The page.
#[component]
pub fn PrioritisePage() -> impl IntoView {
    view! { <div class="page"><h1>"Prioritise"</h1></div> }
}

/// todo
pub fn order_by_score(_context: crate::app::actions::Context) {}
