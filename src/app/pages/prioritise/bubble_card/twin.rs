//! The same figures as a table.

use leptos::prelude::*;

use super::Picture;
use super::chart::axis_title;
use crate::app::format::{money, plain};

#[component]
pub(super) fn Twin(picture: Picture) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || {
        picture.bubbles.get().iter().map(|it| {
            let cost = picture.store.portfolio.with(|portfolio| money(it.cost, &portfolio.currency));
            view! { <tr><th scope="row">{it.name.clone()}</th><td class="number">{plain(it.y)}</td><td class="number">{plain(it.x)}</td><td class="number">{cost}</td></tr> }
        }).collect_view()
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Figures of the bubbles">
                    <table class="data-table data-table-tight">
                        <thead><tr>
                            <th scope="col">"Initiative"</th>
                            <th scope="col" class="number">{move || axis_title(picture.store, &picture.y.get(), "")}</th>
                            <th scope="col" class="number">{move || axis_title(picture.store, &picture.x.get(), "")}</th>
                            <th scope="col" class="number">"Cost"</th>
                        </tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}
