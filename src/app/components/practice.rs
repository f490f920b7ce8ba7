//! Practising on a copy: try anything, and nothing of it is kept unless one wants it.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;

/// Says, while somebody practises, that nothing is kept, and leads back.
#[component]
pub fn PracticeBand() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let end = move |keep: bool| {
        store.end_practice(keep);
        session.selected.set(None);
        session.answering.set(None);
        session.tell(if keep {
            Notice::ok("What you practised is kept", "Undo brings back what was open before.")
        } else {
            Notice::ok("The practice is over", "Everything is as it was before.")
        });
    };
    view! {
        <Show when=move || store.is_practice()>
            <section class="scenario-band" aria-label="Practice">
                <Sign icon=Icon::Note/>
                <div><p><b>"Practice"</b>": change what you like, open a sample, delete things. What you had is set aside and stays stored; none of this is, and a reload ends it."</p></div>
                <span class="row row-end">
                    <button class="button" type="button" on:click=move |_| end(true)>"Keep it"</button>
                    <button class="button button-primary" type="button" on:click=move |_| end(false)>"End the practice"</button>
                </span>
            </section>
        </Show>
    }
}
