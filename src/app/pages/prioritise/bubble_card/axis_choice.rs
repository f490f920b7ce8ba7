//! Which figure an axis shows.

use leptos::prelude::*;

use crate::analysis::method::{source_name, sources};
use crate::analysis::placing::Measure;
use crate::app::format::capitalised;
use crate::app::state::store::Store;
use crate::model::scoring::method::Source;

#[component]
pub(super) fn AxisChoice(name: &'static str, now: Memo<Measure>, choose: Callback<Source>) -> impl IntoView {
    let store = expect_context::<Store>();
    let choices = Memo::new(move |_| {
        store.scoring.with(|scoring| {
            sources(scoring)
                .into_iter()
                .map(|it| (it, capitalised(&source_name(scoring, it))))
                .collect::<Vec<_>>()
        })
    });
    let set = move |place: String| {
        let source = place.parse().ok().and_then(|place: usize| {
            choices.with_untracked(|choices| choices.get(place).map(|(source, _)| *source))
        });
        if let Some(source) = source {
            choose.run(source);
        }
    };
    let present = Memo::new(move |_| now.with(|now| now.source));
    view! {
        <label class="method-part">
            <span>{name}</span>
            <select class="select" on:change:target=move |event| set(event.target().value())>
                {move || choices.get().into_iter().enumerate().map(|(place, (source, name))| view! {
                    <option value=place.to_string() selected=move || present.get() == source>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}
