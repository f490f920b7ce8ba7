//! What a file would change, before it does.

use leptos::prelude::*;

use super::Frame;
use crate::app::files::Incoming;

/// Preview of a file.
#[component]
pub(super) fn ImportDialog(incoming: Incoming) -> impl IntoView {
    let _ = incoming;
    view! { <Frame title="Import">""</Frame> }
}
