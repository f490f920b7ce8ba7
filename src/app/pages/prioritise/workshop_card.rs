//! The way into the workshop, with what it has found so far.

use leptos::prelude::*;

use crate::analysis::workshop::{finding, report};
use crate::app::format::count;
use crate::app::pages::Page;
use crate::app::state::store::Store;

/// The card; says nothing of what people think until it is revealed.
#[component]
pub(super) fn WorkshopCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let answered =
        Memo::new(move |_| store.workshop.with(|it| it.round().map_or(0, |round| round.opinions.len())));
    let is_revealed = Memo::new(move |_| store.workshop.with(|it| it.is_revealed()));
    let title = Memo::new(move |_| match answered.get() {
        0 => "Score together".to_owned(),
        n if !is_revealed.get() => {
            format!("{} answered, hidden until you reveal", count(n, "person has", "people have"))
        }
        _ => store.document.with(|document| {
            let found = report(document).ok().flatten();
            found.map_or_else(|| "The workshop cannot be ranked yet".to_owned(), |found| finding(&found))
        }),
    });
    let note = move || match answered.get() {
        0 => "Ask several people, each on their own, and see where they differ before anybody has argued.",
        _ if is_revealed.get() => {
            "Talk about what would change the ranking, then take the group’s scores over."
        }
        _ => "Nobody sees the others’ scores before all have answered.",
    };
    view! {
        <section class="card" aria-labelledby="workshop-card-title">
            <h2 id="workshop-card-title">{title}</h2>
            <p class="card-note">{note}</p>
            <div class="card-foot"><a class="button" href=Page::Workshop.fragment()>"Open the workshop"</a></div>
        </section>
    }
}
