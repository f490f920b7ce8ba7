//! Earlier copies of the portfolio in this browser.

use leptos::prelude::*;

use super::Frame;
use crate::app::format::number;
use crate::app::state::session::{Notice, Session};
use crate::app::state::storage::{Storage, day_and_time};
use crate::app::state::store::Store;
use crate::model::edit::Edit;

/// The rolling copies, newest first; each can be opened again.
#[component]
pub(super) fn Copies() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let storage = expect_context::<Storage>();
    let restore = move |key: String, time: String| match storage.open_copy(&key) {
        Ok(opened) => {
            let label = format!("return to the copy of {time}");
            store.commit(Edit::ReplaceDocument { label, document: Box::new(opened.document) });
            session.dialog.set(None);
            session.tell(Notice::ok(
                "An earlier copy is open",
                format!("It is of {time}. Undo brings back what was open before."),
            ));
        }
        Err(reason) => session.tell(Notice::stop("The copy was not opened", reason)),
    };
    let copies = storage.copies();
    let is_empty = copies.is_empty();
    let rows = copies.into_iter().map(|copy| {
        let time = day_and_time(copy.saved_at_ms);
        let (key, label) = (copy.key, time.clone());
        view! {
            <tr>
                <td>{time.clone()}</td>
                <td class="number">{format!("{} kB", number(copy.bytes as f64 / 1000.0, 0))}</td>
                <td class="number">
                    <button class="button" type="button" on:click=move |_| restore(key.clone(), label.clone())>"Open this copy"</button>
                </td>
            </tr>
        }
    }).collect_view();
    view! {
        <Frame title="Earlier copies" note="The last ten, and one a day for fourteen days, while they fit into this browser.">
            <table class="data-table">
                <caption class="visually-hidden">"Earlier copies"</caption>
                <thead><tr><th scope="col">"Saved"</th><th scope="col" class="number">"Size"</th><th scope="col"><span class="visually-hidden">"Action"</span></th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {is_empty.then(|| view! { <p class="muted">"There is none yet: the first is made with the second save."</p> })}
        </Frame>
    }
}
