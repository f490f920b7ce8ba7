//! The inside of a worker: the page's own module, started a second time.

use std::cell::RefCell;

use js_sys::{Array, BigUint64Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use crate::jobs::execute::Executor;
use crate::jobs::message::{BUILD, Reply, encode};

/// Whether this code runs inside a worker.
pub fn in_worker() -> bool {
    js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>().is_ok()
}

/// Waits for messages; says that it does.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let executor = RefCell::new(Executor::default());
    let answers = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let began_ms = now_ms(&answers);
        match executor.borrow_mut().handle(&text) {
            Ok(None) => {}
            Ok(Some((reply, words))) => post(&answers, &reply, &words, now_ms(&answers) - began_ms),
            // The page and its workers are one program: this is a mistake to report, not to guess at.
            Err(error) => wasm_bindgen::throw_str(&error.to_string()),
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&scope, &Reply::Ready { build: BUILD.to_owned() }, &[], 0.0);
}

/// Milliseconds since the worker was started.
fn now_ms(scope: &DedicatedWorkerGlobalScope) -> f64 {
    scope.performance().map_or(0.0, |performance| performance.now())
}

/// Header, tallies and how long they took; the memory of the tallies changes hands.
fn post(scope: &DedicatedWorkerGlobalScope, reply: &Reply, words: &[u64], took_ms: f64) {
    let words = BigUint64Array::from(words);
    let handed_over = Array::of1(&words.buffer());
    let message = Array::of3(&JsValue::from_str(&encode(reply)), &words, &took_ms.into());
    if let Err(error) = scope.post_message_with_transfer(&message, &handed_over) {
        wasm_bindgen::throw_val(error);
    }
}
