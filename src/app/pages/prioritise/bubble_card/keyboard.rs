//! The keys that move a bubble or go on to the next.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::Picture;
use super::bubbles::Bubble;
use super::dragging::{handle_of, move_to};
use crate::model::id::InitiativeId;

/// Arrows move, Page Up and Page Down go on, Escape takes back.
pub(super) fn on_key(
    picture: Picture,
    id: InitiativeId,
    bubble: Memo<Option<Bubble>>,
    event: &KeyboardEvent,
) {
    let Some(it) = bubble.get_untracked() else { return };
    let (x_axis, y_axis) = (picture.x_axis.get_untracked(), picture.y_axis.get_untracked());
    let times = if event.shift_key() { 5.0 } else { 1.0 };
    let (right, up) = match event.key().as_str() {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowUp" => (0.0, 1.0),
        "ArrowDown" => (0.0, -1.0),
        "Escape" => {
            if let Some((_, x, y)) = picture.held.get_untracked() {
                event.prevent_default();
                move_to(picture, id, (x, y));
            }
            return;
        }
        "PageDown" | "PageUp" => {
            event.prevent_default();
            return go_on(picture, id, event.key() == "PageDown", event);
        }
        _ => return,
    };
    event.prevent_default();
    let x = x_axis.set(it.x + right * times * x_axis.step);
    let y = y_axis.set(it.y + up * times * y_axis.step);
    // What is not moved keeps its last digit.
    move_to(picture, id, (if right == 0.0 { it.x } else { x }, if up == 0.0 { it.y } else { y }));
}

fn go_on(picture: Picture, id: InitiativeId, forward: bool, event: &KeyboardEvent) {
    let bubbles = picture.bubbles.get_untracked();
    let Some(at) = bubbles.iter().position(|it| it.id == id) else { return };
    let next = if forward { (at + 1) % bubbles.len() } else { (at + bubbles.len() - 1) % bubbles.len() };
    let wanted = bubbles[next].id;
    picture.current.set(Some(wanted));
    // Bubbles are drawn in another order than they are read: the place tells which one it is.
    let drawn = picture.order.with_untracked(|order| order.iter().position(|id| *id == wanted));
    let marks = handle_of(event)
        .and_then(|handle| handle.parent_element())
        .map(|parent| parent.query_selector_all(".bubble"));
    if let (Some(Ok(marks)), Some(drawn)) = (marks, drawn)
        && let Some(mark) = u32::try_from(drawn).ok().and_then(|place| marks.item(place))
    {
        drop(mark.unchecked_into::<web_sys::SvgElement>().focus());
    }
}
