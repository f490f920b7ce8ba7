//! The sheet of all actions with their keys.

use leptos::prelude::*;

use super::Frame;
use crate::app::actions::ACTIONS;

/// Keys that work inside a control rather than everywhere.
const LOCAL: [(&str, &str); 6] = [
    ("Arrows", "Move between cells of a table; move a slider by a step"),
    ("Enter or F2", "Edit a cell; Enter again keeps it, Escape does not"),
    ("Alt ↑ and Alt ↓", "Move an initiative in the order of priority"),
    ("Alt ← and Alt →", "Let an initiative of the plan begin a week earlier or later"),
    ("Ctrl V", "Paste a block from a spreadsheet at the chosen cell"),
    ("Escape", "Close what is open"),
];

/// All actions with their keys.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let row = |keys: &'static str, name: &'static str| {
        view! { <tr><td><kbd class="key">{keys}</kbd></td><td>{name}</td></tr> }
    };
    view! {
        <Frame title="Keys" note="They work wherever nobody is typing.">
            <table class="data-table data-table-tight">
                <caption class="visually-hidden">"Keys and what they do"</caption>
                <tbody>
                    {ACTIONS.iter().filter(|action| !action.keys.is_empty()).map(|action| row(action.keys, action.name)).collect_view()}
                    {LOCAL.iter().map(|(keys, name)| row(keys, name)).collect_view()}
                </tbody>
            </table>
        </Frame>
    }
}
