//! One limit as a slider.

use leptos::prelude::*;

use super::super::money;
use super::moved::{Moved, Shape, amount_of, edit_of};
use super::worth_note::WorthNote;
use crate::analysis::select::study::round_step;
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::guardrail::Bound;

/// One limit. Every move is an edit; a drag, or the keys pressed in one visit, is one undo step.
#[component]
pub(super) fn Slider(of: Moved) -> impl IntoView {
    let store = expect_context::<Store>();
    let amount = Memo::new(move |_| amount_of(store, of));
    let before = RwSignal::new(amount.get_untracked());
    let shape = StoredValue::new(Shape::now(store, of));
    // Stays while one drags: the scale must not slip away under the pointer.
    let most = RwSignal::new(of.top(amount.get_untracked()));
    let begin = move || {
        store.settle();
        before.set(amount.get_untracked());
        shape.update_value(|it| it.renew(store, of, amount.get_untracked()));
        most.set(of.top(amount.get_untracked()));
    };
    let set = move |text: String| {
        if let Some(edit) =
            text.parse().ok().and_then(|amount| shape.with_value(|shape| edit_of(store, of, amount, shape)))
        {
            store.edit(edit);
        }
    };
    let take_back = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            set(before.get_untracked().to_string());
        }
    };
    let step = move || match of {
        Moved::Heads(_) | Moved::Guardrail(..) => 1.0,
        Moved::AllYears | Moved::Year(_) => round_step(most.get() / 100.0),
    };
    let name = move || of.name(store);
    let value = move || match of {
        Moved::Heads(id) => {
            let changes = store.people.with(|it| it.role(id).is_some_and(|it| !it.changes.is_empty()));
            format!("{} heads{}", plain(amount.get()), if changes { " at first" } else { "" })
        }
        Moved::Guardrail(_, Bound::AtMost) => format!("at most {} %", plain(amount.get())),
        Moved::Guardrail(_, Bound::Kept) => format!("{} % kept", plain(amount.get())),
        Moved::AllYears | Moved::Year(_) => money(store, amount.get()),
    };
    let id = of.html_id();
    let at = move |amount: f64| format!("{:.2}%", 100.0 * (amount / most.get().max(1e-9)).clamp(0.0, 1.0));
    view! {
        <div class="control">
            <label class="control-name" for=id.clone()><bdi>{name}</bdi></label>
            <output class="control-value" for=id.clone()>{value}</output>
            <div class="slider">
                <svg class="slider-track" aria-hidden="true">
                    <rect class="track" x="0" y="3" width="100%" height="2" rx="1"/>
                    <line class="was" x1=move || at(before.get()) x2=move || at(before.get()) y1="-2" y2="10"/>
                </svg>
                <input id=id type="range" min="0" max=move || most.get() step=step aria-valuetext=value
                    prop:value=move || amount.get().to_string()
                    on:input:target=move |event| set(event.target().value())
                    on:focus=move |_| begin() on:pointerdown=move |_| begin()
                    on:pointerup=move |_| store.settle() on:blur=move |_| store.settle() on:keydown=take_back/>
            </div>
            <WorthNote of/>
        </div>
    }
}
