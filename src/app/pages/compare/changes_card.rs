//! What each what-if changes, line by line.

use leptos::prelude::*;

use crate::analysis::plan_diff::{Kind, Line};
use crate::app::format::count;
use crate::app::state::comparison::Comparison;

/// Lines shown before the rest is folded away.
const FEW: usize = 8;

/// The differences in words.
#[component]
pub(super) fn ChangesCard() -> impl IntoView {
    let comparison = expect_context::<Comparison>();
    let lists = move || {
        let names =
            comparison.plans.with(|plans| plans.iter().map(|plan| plan.name.clone()).collect::<Vec<_>>());
        let lines = comparison.differences.get();
        names
            .into_iter()
            .zip(lines)
            .skip(1)
            .map(|(name, lines)| view! { <Changes name lines/> })
            .collect_view()
    };
    view! {
        <section class="card" aria-labelledby="changes-title">
            <div class="card-header"><div>
                <h2 id="changes-title">"What each changes"</h2>
                <p class="card-note">"Beside the plan of record."</p>
            </div></div>
            {lists}
        </section>
    }
}

#[component]
fn Changes(name: String, lines: Vec<Line>) -> impl IntoView {
    let rest = lines.len().saturating_sub(FEW);
    let item = |line: &Line| view! { <li><span class="change-sign" aria-hidden="true">{sign(line.kind)}</span><span>{line.words.clone()}</span></li> };
    let first = lines.iter().take(FEW).map(item).collect_view();
    let others = (rest > 0).then(|| {
        let items = lines.iter().skip(FEW).map(item).collect_view();
        view! {
            <details class="twin"><summary>{count(rest, "change more", "changes more")}</summary><ul class="change-list">{items}</ul></details>
        }
    });
    view! {
        <h3 class="changes-name"><bdi>{name}</bdi></h3>
        {lines.is_empty().then(|| view! { <p class="card-note">"Changes nothing yet."</p> })}
        <ul class="change-list">{first}</ul>
        {others}
    }
}

/// A mark beside the words.
const fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "+",
        Kind::Dropped => "−",
        Kind::Delayed => "→",
        Kind::BroughtForward => "←",
        Kind::Priority => "↕",
        _ => "•",
    }
}
