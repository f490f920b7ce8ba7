//! Office page.

use leptos::prelude::*;

/// The page.
#[component]
pub fn OfficePage() -> impl IntoView {
    view! { <div class="page"><h1>"Office"</h1></div> }
}
