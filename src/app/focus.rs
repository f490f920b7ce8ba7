//! What has the focus may be taken away by the very key that was pressed on it: whoever works by keyboard goes on in
//! what was around it, not at the top of the page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Places from which one goes on.
const AROUND: &str = "li, dialog, section, [role=region], [role=tabpanel], main";

/// The element that had the focus last, and the places around it, the nearest first.
type Trail = StoredValue<Option<(Element, Vec<Element>)>, LocalStorage>;

/// Watches the focus for as long as the page stands.
pub fn watch() {
    let trail: Trail = StoredValue::new_local(None);
    window_event_listener_untyped("focusin", move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        trail.set_value(target.map(|it| (it.clone(), around(&it))));
    });
    // A key on a button acts when it goes down (Enter) or comes up (Space), or later, once an answer has come.
    for event in ["keydown", "keyup", "focusout"] {
        window_event_listener_untyped(event, move |_| request_animation_frame(move || go_on(trail)));
    }
}

fn around(element: &Element) -> Vec<Element> {
    let next = |it: &Element| it.parent_element()?.closest(AROUND).ok().flatten();
    std::iter::successors(next(element), next).collect()
}

/// If the focus has been lost with what had it: to the nearest place that is still there.
fn go_on(trail: Trail) {
    let is_nowhere = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
    let lost = |(element, _): &(Element, Vec<Element>)| {
        !element.is_connected() || element.matches(":disabled").unwrap_or(false)
    };
    if !is_nowhere || !trail.with_value(|it| it.as_ref().is_some_and(lost)) {
        return;
    }
    let places = trail.try_update_value(Option::take).flatten().map_or_else(Vec::new, |(_, places)| places);
    let place = places.into_iter().find(|it| it.is_connected());
    if let Some(place) = place.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        if !place.has_attribute("tabindex") {
            drop(place.set_attribute("tabindex", "-1"));
        }
        drop(place.focus());
    }
}
