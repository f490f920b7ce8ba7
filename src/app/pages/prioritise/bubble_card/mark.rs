//! One bubble: what it looks like, and what takes hold of it.

use leptos::prelude::*;

use super::Picture;
use super::dragging::Drag;
use super::keyboard::on_key;
use super::reading::in_words;
use crate::app::format::shortened;
use crate::model::id::InitiativeId;

#[component]
pub(super) fn BubbleMark(
    id: InitiativeId,
    picture: Picture,
    named: Memo<Vec<InitiativeId>>,
) -> impl IntoView {
    let Picture { session, x_axis, y_axis, held, current, .. } = picture;
    let bubble =
        Memo::new(move |_| picture.bubbles.with(|bubbles| bubbles.iter().find(|it| it.id == id).cloned()));
    let at = move || {
        bubble.with(|it| it.as_ref().map_or((0.0, 0.0), |it| (x_axis.get().px(it.x), y_axis.get().px(it.y))))
    };
    let drag = Drag::new(picture, id, bubble);
    let is_first = move || picture.bubbles.with(|bubbles| bubbles.first().is_some_and(|it| it.id == id));
    let tab = move || if current.get().map_or_else(is_first, |it| it == id) { "0" } else { "-1" };
    let focus = move |_| {
        current.set(Some(id));
        session.selected.set(Some(id));
        if let Some(it) = bubble.get_untracked() {
            held.set(Some((id, it.x, it.y)));
        }
    };
    let blur = move |_| {
        picture.store.settle();
        held.set(None);
    };
    let is_named = move || named.with(|named| named.contains(&id)) || session.selected.get() == Some(id);
    view! {
        <g class="bubble" class:bubble-out=move || bubble.with(|it| it.as_ref().is_some_and(|it| !it.in_plan))
            class:bubble-selected=move || session.selected.get() == Some(id)
            transform=move || { let (x, y) = at(); format!("translate({x:.1} {y:.1})") }
            tabindex=tab role="button" aria-label=move || bubble.with(|it| it.as_ref().map(|it| in_words(picture, it)))
            on:focus=focus on:blur=blur
            on:pointerdown=move |event| drag.take(&event) on:pointermove=move |event| drag.follow(&event)
            on:pointerup=move |_| drag.release() on:pointercancel=move |_| drag.release()
            on:keydown=move |event| on_key(picture, id, bubble, &event)>
            <title>{move || bubble.with(|it| it.as_ref().map(|it| in_words(picture, it)))}</title>
            <circle r=move || bubble.with(|it| it.as_ref().map_or(0.0, |it| it.radius))/>
            <Show when=is_named>
                <text class="label halo" x=move || bubble.with(|it| it.as_ref().map_or(0.0, |it| it.radius + 4.0)) y="4">
                    {move || bubble.with(|it| it.as_ref().map(|it| shortened(&it.name, 22)))}
                </text>
            </Show>
        </g>
    }
}
