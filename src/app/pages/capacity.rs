//! Capacity page.

use leptos::prelude::*;

/// The page.
#[component]
pub fn CapacityPage() -> impl IntoView {
    view! { <div class="page"><h1>"Capacity"</h1></div> }
}
