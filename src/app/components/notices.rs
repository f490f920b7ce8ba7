//! What the user should know: what, why, the remedy, one action.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::files;
use crate::app::state::session::{Notice, Session, Tone};
use crate::app::state::storage::Storage;
use crate::app::state::store::Store;

/// All notices of the session, until they are closed.
#[component]
pub fn Notices() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div class="notices" role="alert">
            <Keyed each=move || session.notices.get() key=|notice| (notice.title.clone(), notice.text.clone()) let:notice>
                <NoticeCard notice/>
            </Keyed>
        </div>
    }
}

#[component]
fn NoticeCard(notice: Notice) -> impl IntoView {
    let session = expect_context::<Session>();
    let store = expect_context::<Store>();
    let (icon, class) = match notice.tone {
        Tone::Ok => (Icon::Ok, "notice notice-ok"),
        Tone::Note => (Icon::Note, "notice"),
        Tone::Warn => (Icon::Warn, "notice notice-warn"),
        Tone::Stop => (Icon::Stop, "notice notice-stop"),
    };
    let storage = expect_context::<Storage>();
    let (offers_export, offers_take_over) = (notice.offers_export, notice.offers_take_over);
    let (title, text) = (notice.title.clone(), notice.text.clone());
    let closed = notice.clone();
    let close = move |_| session.notices.update(|notices| notices.retain(|other| *other != closed));
    view! {
        <div class=class>
            <Sign icon/>
            <div><strong>{title}</strong><p>{text}</p></div>
            <span class="notice-action row">
                <Show when=move || offers_export>
                    <button class="button" type="button" on:click=move |_| files::export_json(store, session)>"Export now"</button>
                </Show>
                <Show when=move || offers_take_over>
                    <button class="button" type="button" on:click=move |_| storage.take_over(store, session)>"Keep mine"</button>
                    <button class="button" type="button" on:click=move |_| drop(window().location().reload())>"Load theirs"</button>
                </Show>
                <button class="button button-quiet button-icon" type="button" aria-label="Close this notice" on:click=close>
                    <Sign icon=Icon::Close small=true/>
                </button>
            </span>
        </div>
    }
}
