//! What a file would change, before it does.

mod choices;
mod column_maps;
mod portfolio;
mod problems;
mod rows;
mod table;

use leptos::prelude::*;

use crate::app::files::Incoming;
use crate::app::state::store::Store;

/// Preview of a file; nothing is changed until its button is pressed.
#[component]
pub(super) fn ImportDialog(incoming: Incoming) -> impl IntoView {
    // A file is taken over into the plan, not into a what-if.
    expect_context::<Store>().choose(None);
    match incoming {
        Incoming::Portfolio { file, opened, text } => {
            view! { <portfolio::PortfolioPreview file opened text/> }.into_any()
        }
        Incoming::Table { file, table, bytes } => {
            view! { <table::TablePreview file table bytes/> }.into_any()
        }
    }
}
