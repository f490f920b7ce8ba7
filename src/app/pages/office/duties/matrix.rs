//! The table: duties down, holders across, a letter in each cell.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::finding::{gap, letter, next, word};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::day;
use crate::app::pages::office::state::OfficeState;
use crate::model::edit::{DutiesChange, Edit};
use crate::model::id::{DutyId, HolderId};
use crate::model::office::duties::{Duties, Duty, Involvement};

/// The whole table.
#[component]
pub(super) fn Matrix() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let holders = Memo::new(move |_| {
        state.store.office.with(|it| it.duties.holders.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let duties = Memo::new(move |_| {
        state.store.office.with(|it| it.duties.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    // What was set last, for those who do not see the cell change.
    let told = RwSignal::new(String::new());
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Duties and their holders">
            <table class="data-table duties-table">
                <thead><tr>
                    <th scope="col">"Duty"</th>
                    <Keyed each=move || holders.get() key=|id| *id let:id><HolderHead id/></Keyed>
                </tr></thead>
                <tbody>
                    <Keyed each=move || duties.get() key=|id| *id let:id><DutyRow id holders told/></Keyed>
                </tbody>
                <tfoot><tr>
                    <th scope="row">"Does or answers for"</th>
                    <Keyed each=move || holders.get() key=|id| *id let:id><td><Load id/></td></Keyed>
                </tr></tfoot>
            </table>
        </div>
        <p class="visually-hidden" role="status">{told}</p>
        <p class="card-note no-print">
            "Press a cell until it is right, or press " <kbd class="key">"R"</kbd> " " <kbd class="key">"A"</kbd> " " <kbd class="key">"C"</kbd> " "
            <kbd class="key">"I"</kbd> " in it; " <kbd class="key">"Delete"</kbd> " empties it, arrows go to the next."
        </p>
    }
}

#[component]
fn HolderHead(id: HolderId) -> impl IntoView {
    let name = holder_name(id);
    view! { <th scope="col"><bdi>{name}</bdi></th> }
}

#[component]
fn DutyRow(id: DutyId, holders: Memo<Vec<HolderId>>, told: RwSignal<String>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let name = duty_name(id);
    let done =
        Memo::new(move |_| state.store.office.with(|it| it.duties.duty(id).and_then(|it| it.last_done)));
    let missing = Memo::new(move |_| state.store.office.with(|it| it.duties.duty(id).and_then(gap)));
    view! {
        <tr>
            <th scope="row">
                <bdi class="duty-name">{name}</bdi>
                {move || done.get().map(|it| view! { <span class="duty-done">{format!("done {}", day(it))}</span> })}
                {move || missing.get().map(|gap| view! { <span class="duty-gap is-warn"><Sign icon=Icon::Warn small=true/>{gap}</span> })}
            </th>
            <Keyed each=move || holders.get() key=|holder| *holder let:holder><td><Cell duty=id holder told/></td></Keyed>
        </tr>
    }
}

#[component]
fn Cell(duty: DutyId, holder: HolderId, told: RwSignal<String>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let part = Memo::new(move |_| {
        state.store.office.with(|it| it.duties.duty(duty).and_then(|it| it.shares.get(&holder).copied()))
    });
    let (duty_name, holder_name) = (duty_name(duty), holder_name(holder));
    let label = move || format!("{}, {}: {}", duty_name.get(), holder_name.get(), word(part.get()));
    let set = move |involvement: Option<Involvement>| {
        if state.store.edit(Edit::Duties(DutiesChange::Involve { holder, duty, involvement })) {
            told.set(untrack(label));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let key = event.key();
        if let Some(typed) = typed(&key) {
            event.prevent_default();
            match typed {
                Typed::Part(part) => set(Some(part)),
                Typed::NoPart => set(None),
            }
        } else if let Some((duty, holder)) =
            state.store.office.with_untracked(|it| neighbour(&it.duties, duty, holder, &key))
        {
            event.prevent_default();
            focus(&cell_id(duty, holder));
        }
    };
    view! {
        <button id=cell_id(duty, holder) class="part part-button" type="button" data-part=move || letter(part.get()) aria-label=label
            on:click=move |_| set(next(part.get_untracked())) on:keydown=on_key on:blur=move |_| state.store.settle()>
            {move || letter(part.get())}
        </button>
    }
}

/// How many duties a holder does or answers for.
#[component]
fn Load(id: HolderId) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let holds = move |duty: &&Duty| {
        matches!(duty.shares.get(&id), Some(Involvement::Responsible | Involvement::Accountable))
    };
    let load = Memo::new(move |_| state.store.office.with(|it| it.duties.list.iter().filter(holds).count()));
    move || load.get()
}

/// Name of a duty; empty once it is removed.
pub(super) fn duty_name(id: DutyId) -> Memo<String> {
    let state = expect_context::<OfficeState>();
    Memo::new(move |_| {
        state.store.office.with(|it| it.duties.duty(id).map_or_else(String::new, |it| it.name.clone()))
    })
}

/// Name of a holder; empty once it is removed.
pub(super) fn holder_name(id: HolderId) -> Memo<String> {
    let state = expect_context::<OfficeState>();
    Memo::new(move |_| {
        state.store.office.with(|it| it.duties.holder(id).map_or_else(String::new, |it| it.name.clone()))
    })
}

/// Puts the focus on the element `id`, if it is still there.
pub(super) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An element that cannot be focused leaves the focus where it is.
        drop(element.focus());
    }
}

fn cell_id(duty: DutyId, holder: HolderId) -> String {
    format!("part-{duty}-{holder}")
}

/// What a key puts into a cell.
enum Typed {
    Part(Involvement),
    NoPart,
}

/// None if the key is no answer.
fn typed(key: &str) -> Option<Typed> {
    let is_letter = |part: &Involvement| letter(Some(*part)).eq_ignore_ascii_case(key);
    match key {
        "Delete" | "Backspace" | "-" => Some(Typed::NoPart),
        _ => Involvement::ALL.into_iter().find(is_letter).map(Typed::Part),
    }
}

/// The cell that an arrow leads to; none at the edge, and for other keys.
fn neighbour(duties: &Duties, duty: DutyId, holder: HolderId, key: &str) -> Option<(DutyId, HolderId)> {
    let (down, right) = match key {
        "ArrowUp" => (-1, 0),
        "ArrowDown" => (1, 0),
        "ArrowLeft" => (0, -1),
        "ArrowRight" => (0, 1),
        _ => return None,
    };
    let row = duties.list.iter().position(|it| it.id == duty)?.checked_add_signed(down)?;
    let column = duties.holders.iter().position(|it| it.id == holder)?.checked_add_signed(right)?;
    Some((duties.list.get(row)?.id, duties.holders.get(column)?.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::office::duties::Proposal;

    #[test]
    fn arrows_lead_to_the_next_cell_and_stop_at_the_edge() {
        let duties = Proposal::built_in().duties(1);
        let (first, last) = (duties.holders[0].id, duties.holders.last().unwrap().id);
        let (top, second) = (duties.list[0].id, duties.list[1].id);
        assert_eq!(neighbour(&duties, top, first, "ArrowDown"), Some((second, first)));
        assert_eq!(neighbour(&duties, second, first, "ArrowUp"), Some((top, first)));
        assert_eq!(neighbour(&duties, top, first, "ArrowRight"), Some((top, duties.holders[1].id)));
        for (holder, key) in
            [(first, "ArrowUp"), (first, "ArrowLeft"), (last, "ArrowRight"), (first, "Enter")]
        {
            assert_eq!(neighbour(&duties, top, holder, key), None, "{key}");
        }
    }
}
