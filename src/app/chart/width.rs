//! The width a chart has: charts are drawn anew for it, never scaled.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Width of the element at `node` [CSS px], followed while it lives; `first` until it is known.
pub fn width_of(node: NodeRef<html::Div>, first: f64) -> ReadSignal<f64> {
    let (width, set_width) = signal(first);
    let observer = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(found) = node.get() else { return };
        let element: web_sys::Element = found.unchecked_into();
        let chart = element.clone();
        let measure = move || {
            let now = f64::from(chart.client_width());
            // Less than a pixel is rounding, and would draw the chart for nothing.
            if now > 0.0 && (now - width.get_untracked()).abs() >= 1.0 {
                set_width.set(now);
            }
        };
        measure();
        let callback = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer_of_size) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer_of_size.observe(&element);
            observer.set_value(Some((observer_of_size, callback)));
        }
    });
    on_cleanup(move || {
        observer.try_update_value(|observer| {
            if let Some((observer, _)) = observer.take() {
                observer.disconnect();
            }
        });
    });
    width
}
