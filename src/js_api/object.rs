//! Rust values as plain JavaScript objects, and back.

use js_sys::{Object, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};

/// The object that `JSON.parse` would give for the JSON of `value`.
pub(super) fn plain<V: Serialize, J: JsCast>(value: &V) -> J {
    let object = value.serialize(&Serializer::json_compatible());
    object.expect("reports hold text, lists and numbers below 2⁵³").unchecked_into()
}

/// What a caller gave, read as a `V`.
pub(super) fn read<V: DeserializeOwned>(given: &JsValue) -> Result<V, serde_wasm_bindgen::Error> {
    serde_wasm_bindgen::from_value(given.clone())
}

/// An object of these fields.
pub(super) fn of_fields<J: JsCast, const N: usize>(fields: [(&str, JsValue); N]) -> J {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a new field of an object of our own cannot fail.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.unchecked_into()
}

/// A field of what a caller gave; `undefined` if there is none.
pub(super) fn field(given: &JsValue, name: &str) -> JsValue {
    Reflect::get(given, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
