//! The pointer takes hold of a bubble and moves it, which changes the data.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::PointerEvent;

use super::Picture;
use super::bubbles::Bubble;
use crate::analysis::placing::place;
use crate::app::chart::bubbles::Axis;
use crate::model::id::InitiativeId;

/// The pointer's hold of one bubble.
#[derive(Clone, Copy)]
pub(super) struct Drag {
    picture: Picture,
    id: InitiativeId,
    bubble: Memo<Option<Bubble>>,
    /// From the middle of the bubble to the pointer [px]; none while it is free.
    grabbed: StoredValue<Option<(f64, f64)>>,
}

impl Drag {
    /// Of a bubble that nothing holds yet.
    pub(super) fn new(picture: Picture, id: InitiativeId, bubble: Memo<Option<Bubble>>) -> Self {
        Self { picture, id, bubble, grabbed: StoredValue::new(None) }
    }

    /// The pointer is down on it.
    pub(super) fn take(self, event: &PointerEvent) {
        let Some(handle) = handle_of(event) else { return };
        drop(handle.set_pointer_capture(event.pointer_id()));
        let Picture { x_axis, y_axis, .. } = self.picture;
        let middle = |it: Bubble| (x_axis.get_untracked().px(it.x), y_axis.get_untracked().px(it.y));
        let (x, y) = self.bubble.get_untracked().map_or((0.0, 0.0), middle);
        let (left, top) = origin(self.picture);
        let offset = (f64::from(event.client_x()) - left - x, f64::from(event.client_y()) - top - y);
        self.grabbed.set_value(Some(offset));
    }

    /// The pointer moves, with the bubble if it holds it.
    pub(super) fn follow(self, event: &PointerEvent) {
        let Some((dx, dy)) = self.grabbed.get_value() else { return };
        let (left, top) = origin(self.picture);
        let (px, py) = (f64::from(event.client_x()) - left - dx, f64::from(event.client_y()) - top - dy);
        let Some(it) = self.bubble.get_untracked() else { return };
        // What lies beyond the end of a scale stays there while the other figure is moved.
        let along = |axis: Axis, number: f64, px: f64| {
            if (axis.px(number) - px).abs() < 0.75 { number } else { axis.number(px) }
        };
        let Picture { x_axis, y_axis, .. } = self.picture;
        let wanted = (along(x_axis.get_untracked(), it.x, px), along(y_axis.get_untracked(), it.y, py));
        move_to(self.picture, self.id, wanted);
    }

    /// The pointer lets go: the whole drag is one step of undo.
    pub(super) fn release(self) {
        self.grabbed.set_value(None);
        self.picture.store.settle();
    }
}

/// Gives the initiative the figures that lie there.
pub(super) fn move_to(picture: Picture, id: InitiativeId, (x, y): (f64, f64)) {
    let numbers =
        [(picture.x, x), (picture.y, y)].map(|(measure, number)| (measure.get_untracked().source, number));
    let edit = picture.store.document.with_untracked(|document| place(document, id, &numbers));
    if let Some(edit) = edit {
        picture.store.edit(edit);
    }
}

/// The mark that the event is about.
pub(super) fn handle_of(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

/// Where the chart begins in the window [px].
fn origin(picture: Picture) -> (f64, f64) {
    picture.node.get_untracked().map_or((0.0, 0.0), |node| {
        let rect = node.unchecked_into::<web_sys::Element>().get_bounding_client_rect();
        (rect.left(), rect.top())
    })
}
