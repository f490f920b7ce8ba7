//! Which work a service is for: kinds and delivery modes, in a fold of its row.

use leptos::prelude::*;

use super::CharterState;
use crate::app::format::capitalised;
use crate::model::edit::CharterChange;
use crate::model::initiative::{Kind, Mode};
use crate::model::office::charter::Service;

/// The fold.
#[component]
pub(super) fn Scope(service: Memo<Option<Service>>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let labels = Memo::new(move |_| state.store.portfolio.with(|it| it.mode_labels.clone()));
    let summary = move || service.with(|it| it.as_ref().map(|it| words(it, &labels.get())));
    let set = Callback::new(move |how: Toggle| {
        let Some(mut service) = service.get_untracked() else { return };
        match how {
            Toggle::Kind(kind, true) => drop(service.kinds.insert(kind)),
            Toggle::Kind(kind, false) => drop(service.kinds.remove(&kind)),
            Toggle::Mode(mode, true) => drop(service.modes.insert(mode)),
            Toggle::Mode(mode, false) => drop(service.modes.remove(&mode)),
        }
        drop(state.commit(CharterChange::SetService(service)));
    });
    let has = move |of: Box<dyn Fn(&Service) -> bool + Send + Sync>| {
        Signal::derive(move || service.with(|it| it.as_ref().is_some_and(&of)))
    };
    view! {
        <details class="service-scope">
            <summary>{summary}</summary>
            <fieldset><legend>"Kinds of work"</legend>
                {Kind::ALL.map(|kind| check(Signal::stored(kind.words().to_owned()), has(Box::new(move |it| it.kinds.contains(&kind))), move |on| set.run(Toggle::Kind(kind, on))))}
            </fieldset>
            <fieldset><legend>"Delivery modes"</legend>
                {Mode::ALL.map(|mode| check(Signal::derive(move || labels.with(|it| it[mode as usize].clone())), has(Box::new(move |it| it.modes.contains(&mode))), move |on| set.run(Toggle::Mode(mode, on))))}
            </fieldset>
        </details>
    }
}

/// A box that was ticked or cleared.
#[derive(Clone, Copy)]
enum Toggle {
    Kind(Kind, bool),
    Mode(Mode, bool),
}

/// A box with its words.
pub(super) fn check(
    label: Signal<String>,
    is_on: Signal<bool>,
    on_change: impl Fn(bool) + Send + Sync + 'static,
) -> AnyView {
    let on_change = Callback::new(on_change);
    view! {
        <label class="check"><input type="checkbox" prop:checked=is_on on:change:target=move |event| on_change.run(event.target().checked())/><span>{label}</span></label>
    }
    .into_any()
}

/// "Programs and products, adaptive", or that nobody has said.
fn words(service: &Service, labels: &[String; 3]) -> String {
    if !service.says_for_what() {
        return "Not said yet".to_owned();
    }
    let kinds: Vec<&str> =
        Kind::ALL.into_iter().filter(|it| service.kinds.contains(it)).map(Kind::words).collect();
    let modes: Vec<String> = Mode::ALL
        .into_iter()
        .filter(|it| service.modes.contains(it))
        .map(|it| labels[it as usize].to_lowercase())
        .collect();
    let all = |list: usize, most: usize| list == 0 || list == most;
    let kinds = if all(kinds.len(), 4) { "all work".to_owned() } else { kinds.join(", ").to_lowercase() };
    let modes = if all(modes.len(), 3) { "every mode".to_owned() } else { modes.join(", ") };
    capitalised(&format!("{kinds}; {modes}"))
}
