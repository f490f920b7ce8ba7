//! Rows and columns of the matrix: adding, renaming, moving and removing them.

use leptos::prelude::*;

use super::matrix::{duty_name, focus, holder_name};
use crate::app::components::field::{DateField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::pages::office::state::OfficeState;
use crate::model::edit::{DutiesChange, Edit};
use crate::model::id::{DutyId, HolderId};
use crate::model::office::duties::{Duty, Holder};

/// Where the focus goes when a row or a column disappears under it.
const NEW_DUTY: &str = "new-duty";
const NEW_HOLDER: &str = "new-holder";

/// The duties, each with what can be done to it as a row.
#[component]
pub(super) fn DutyList() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.duties.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <div>
            <h3>"Duties, and when each was done last"</h3>
            <ul aria-label="Duties"><Keyed each=move || ids.get() key=|id| *id let:id><DutyItem id/></Keyed></ul>
        </div>
    }
}

#[component]
fn DutyItem(id: DutyId) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let name = duty_name(id);
    let commit = move |change: DutiesChange| state.store.try_commit(Edit::Duties(change));
    let place = move || {
        state.store.office.with_untracked(|it| it.duties.list.iter().position(|it| it.id == id).unwrap_or(0))
    };
    let move_to = move |position: usize, button: &'static str| {
        commit(DutiesChange::MoveDuty { duty: id, position: u32::try_from(position).unwrap_or(u32::MAX) });
        // A row that moves may take its button from under the focus.
        request_animation_frame(move || focus(&format!("duty-{button}-{id}")));
    };
    let remove = move || {
        commit(DutiesChange::RemoveDuty(id));
        focus(NEW_DUTY);
    };
    view! {
        <li>
            <NameField label="Name of the duty" name on_change=move |name| commit(DutiesChange::RenameDuty { duty: id, name })/>
            <DateField label="Last done" is_bare=true value=Signal::derive(move || state.store.office.with(|it| it.duties.duty(id).and_then(|it| it.last_done)))
                on_change=move |on| apply(state.store, Edit::Duties(DutiesChange::Done { duty: id, on }))/>
            <IconButton id=format!("duty-up-{id}") icon=Icon::Up verb="Move up" name on_press=move || move_to(place().saturating_sub(1), "up")/>
            <IconButton id=format!("duty-down-{id}") icon=Icon::Down verb="Move down" name on_press=move || move_to(place() + 1, "down")/>
            <IconButton id=format!("duty-remove-{id}") icon=Icon::Bin verb="Remove" name on_press=remove/>
        </li>
    }
}

/// The holders, each with what can be done to it as a column.
#[component]
pub(super) fn HolderList() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.duties.holders.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <div>
            <h3>"Holders"</h3>
            <ul aria-label="Holders"><Keyed each=move || ids.get() key=|id| *id let:id><HolderItem id/></Keyed></ul>
        </div>
    }
}

#[component]
fn HolderItem(id: HolderId) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let name = holder_name(id);
    let commit = move |change: DutiesChange| state.store.try_commit(Edit::Duties(change));
    let remove = move || {
        commit(DutiesChange::RemoveHolder(id));
        focus(NEW_HOLDER);
    };
    view! {
        <li>
            <NameField label="Name of the holder" name on_change=move |name| commit(DutiesChange::RenameHolder { holder: id, name })/>
            <IconButton id=format!("holder-remove-{id}") icon=Icon::Bin verb="Remove" name on_press=remove/>
        </li>
    }
}

/// One more row.
#[component]
pub(super) fn NewDuty() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let add = move |name: String| {
        let duty = Duty { id: DutyId(state.store.fresh_id(0)), name, shares: [].into(), last_done: None };
        state.store.try_commit(Edit::Duties(DutiesChange::AddDuty(duty)))
    };
    view! { <NewName id=NEW_DUTY label="New duty" placeholder="Such as: status report" button="Add duty" on_add=add/> }
}

/// One more column.
#[component]
pub(super) fn NewHolder() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let add = move |name: String| {
        let holder = Holder { id: HolderId(state.store.fresh_id(0)), name };
        state.store.try_commit(Edit::Duties(DutiesChange::AddHolder(holder)))
    };
    view! { <NewName id=NEW_HOLDER label="New holder" placeholder="A role or a board" button="Add holder" on_add=add/> }
}

/// A name that is changed where it stands; one that is refused goes back to what it was.
#[component]
fn NameField(
    label: &'static str,
    name: Memo<String>,
    on_change: impl Fn(String) -> bool + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <input class="input" aria-label=label prop:value=move || name.get()
            on:change:target=move |event| {
                if !on_change(event.target().value().trim().to_owned()) {
                    event.target().set_value(&name.get_untracked());
                }
            }/>
    }
}

#[component]
fn IconButton(
    id: String,
    icon: Icon,
    verb: &'static str,
    name: Memo<String>,
    on_press: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button id=id class="button button-quiet button-icon" type="button" aria-label=move || format!("{verb} {}", name.get()) on:click=move |_| on_press()>
            <Sign icon small=true/>
        </button>
    }
}

/// A field and a button that add a name to a list.
#[component]
fn NewName(
    id: &'static str,
    label: &'static str,
    placeholder: &'static str,
    button: &'static str,
    on_add: impl Fn(String) -> bool + Send + Sync + 'static,
) -> impl IntoView {
    let draft = RwSignal::new(String::new());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if on_add(draft.get_untracked().trim().to_owned()) {
            draft.set(String::new());
        }
    };
    view! {
        <form aria-label=label on:submit=add>
            <input id=id class="input" aria-label=label placeholder=placeholder required autocomplete="off" prop:value=draft
                on:input:target=move |event| draft.set(event.target().value())/>
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>{button}</button>
        </form>
    }
}
