//! What each initiative brings for a week of those who are scarcest, folded away under the prices.

use leptos::prelude::*;

use crate::analysis::select::scarce::{PerWeek, scarce};
use crate::app::format::{number, percent};
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;

/// The list; nothing where people are no limit.
#[component]
pub(super) fn ScarceList() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let found = Memo::new(move |_| {
        let best = selection.best.get().filter(|it| it.is_possible())?;
        scarce(&best.question, &best.selection.chosen)
    });
    let whom = move || found.get().map(|it| store.people.with(|people| it.whom.words(people)));
    let row = move |it: PerWeek| {
        let name = store
            .initiatives
            .with(|all| all.initiative(it.id).map_or_else(String::new, |it| it.name.clone()));
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                <td>{it.chosen.then_some("In")}</td>
                <td class="number">{number(it.person_weeks, 0)}</td>
                <td class="number">{number(it.score_per_week * 100.0, 2)}</td>
            </tr>
        }
    };
    let open = RwSignal::new(false);
    view! {
        <Show when=move || found.with(|it| it.as_ref().is_some_and(|it| !it.rows.is_empty()))>
            <details class="twin" on:toggle:target=move |event| open.set(event.target().open())>
                <summary>{move || format!("Points for a week of the scarcest: {}", whom().unwrap_or_default())}</summary>
                <p class="card-note">{move || found.get().map(|it| format!(
                    "The best set uses {} of them where they are tightest. Their time is best spent where a week of it brings most; the best set weighs all limits at once.",
                    percent(it.used_share)
                ))}</p>
                <table class="data-table data-table-tight">
                    <thead><tr><th scope="col">"Initiative"</th><th scope="col">"Best set"</th><th scope="col" class="number">"Weeks"</th><th scope="col" class="number">"Points a week"</th></tr></thead>
                    // A table of hundreds is built when somebody looks at it.
                    <tbody>{move || open.get().then(|| found.get().map(|it| it.rows.into_iter().map(row).collect_view()))}</tbody>
                </table>
            </details>
        </Show>
    }
}
