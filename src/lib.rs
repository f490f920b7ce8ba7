//! PMO Workbench: prioritise, simulate and assess a project portfolio.
//!
//! One library in layers; each may use those below it, never above (the engine is a
//! crate of its own, so that it alone is compiled for speed):
//!
//! | layer | what it holds | entry point |
//! |---|---|---|
//! | `app` | Leptos page: state, pages, components, charts, storage, worker pool | `src/bin/page` (wasm) |
//! | `js_api` | the engine as an ES module, a sibling of `app` | the `cdylib` (wasm) |
//! | [`jobs`] | chunks of simulation work, the messages that carry them, the dispatcher | |
//! | [`analysis`] | document → engine input, engine output → report | `src/bin/pmo/` (native) |
//! | [`exchange`] | other tools' files ↔ document | |
//! | [`model`] | the document, its edits, history, validation, migrations, samples | |
//! | [`engine`] | scoring, capacity, maturity: numbers in, numbers out | `benches/` |
//!
//! The engine knows no names, documents, clocks or browsers, and gives the same
//! bits on every target for the same input and seed.

#[cfg(feature = "app")]
pub mod app;
#[cfg(feature = "js-api")]
pub mod js_api;

pub mod analysis;
pub mod exchange;
pub mod jobs;
pub mod model;

#[doc(inline)]
pub use pmo_engine as engine;
