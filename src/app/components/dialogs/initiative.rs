//! Everything about one initiative.

use leptos::prelude::*;

use super::Frame;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

/// Details of an initiative.
#[component]
pub(super) fn InitiativeDialog(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let name = Signal::derive(move || {
        store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
    });
    view! { <Frame title=name>""</Frame> }
}
