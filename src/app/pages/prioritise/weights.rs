//! Weights of the criteria: one slider each, in the order of the tree.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::criterion_card::CriterionDetails;
use crate::analysis::firmness::{CriterionStability, Holds};
use crate::analysis::score::weight_shares;
use crate::app::chart::stacked_bar::category;
use crate::app::components::keyed::Keyed;
use crate::app::format::{percent, plain};
use crate::app::state::firmness::Firmness;
use crate::app::state::session::{Dialog, Session};
use crate::app::state::store::Store;
use crate::model::edit::{CriterionChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};

/// A row of the card: what the sliders need to know of a criterion besides its weight.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: CriterionId,
    /// Place among the leaves, which gives the colour; none for a branch.
    leaf: Option<usize>,
    depth: usize,
}

/// All weights.
#[component]
pub(super) fn Weights() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let rows = Memo::new(move |_| rows(store));
    let shares = Memo::new(move |_| {
        let shares = store.scoring.with(weight_shares_of);
        shares.into_iter().collect::<BTreeMap<_, _>>()
    });
    let delivery_share = Memo::new(move |_| store.scoring.with(|scoring| scoring.delivery_share()));
    let by_formula = Memo::new(move |_| store.scoring.with(|it| !it.method.is_weighted_sum()));
    let hint = move || {
        if by_formula.get() {
            "The ranking goes by a formula. Weights still make the value of the plan, and the weighted sum wherever it plays a part."
        } else {
            "Drag, or use the arrow keys: ranks follow at once, and Escape takes it back. The band is where the top stays, its dark core where no rank moves; between the thin lines the first stays first, and the tick is where you began. Weights count among neighbours."
        }
    };
    let delivery_warning = move || {
        (delivery_share.get() > 0.5).then(|| view! {
        <p class="chip chip-warn delivery-warning">
            {format!(
                "Criteria that speak of delivery only hold {} of the weight. Give more weight to what the work is for.",
                percent(delivery_share.get()),
            )}
        </p>
    })
    };
    view! {
        <section class="card" aria-labelledby="weights-title">
            <div class="card-header">
                <div>
                    <h2 id="weights-title">"Weights"</h2>
                    <p class="card-note">{hint}</p>
                </div>
                <button class="button" type="button" on:click=move |_| session.dialog.set(Some(Dialog::Weights))>"Compare…"</button>
            </div>
            {delivery_warning}
            <div class="controls">
                <Keyed each=move || rows.get() key=|row| (row.id, row.leaf, row.depth) let:row>
                    <WeightSlider row shares/>
                </Keyed>
            </div>
        </section>
    }
}

/// Slider of one weight. Every move is an edit, so the ranking follows the pointer; a drag, or the keys pressed in one visit, is one undo step.
#[component]
fn WeightSlider(row: Row, shares: Memo<BTreeMap<CriterionId, f64>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let firmness = expect_context::<Firmness>();
    let id = row.id;
    let weight =
        Memo::new(move |_| store.scoring.with(|it| it.criterion(id).map_or(0.0, |it| it.weight.get())));
    let name = Memo::new(move |_| {
        store.scoring.with(|it| it.criterion(id).map_or_else(String::new, |it| it.name.clone()))
    });
    let share =
        move || shares.with(|shares| shares.get(&id).copied()).map_or_else(|| "–".to_owned(), percent);
    let before = RwSignal::new(weight.get_untracked());
    let most = Memo::new(move |_| top_of(store));
    let set = move |text: String| {
        if let Some(weight) = text.parse().ok().and_then(|weight| Finite::new(weight).ok()) {
            store.edit(Edit::Criterion { criterion: id, change: CriterionChange::Weight(weight) });
        }
    };
    // Browsers fire `change` at every key, so that it cannot tell where a gesture ends.
    let begin = move || before.set(weight.get_untracked());
    let take_back = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            set(before.get_untracked().to_string());
        }
    };
    let stability =
        Memo::new(move |_| firmness.stability.with(|all| all.iter().find(|it| it.id == id).copied()));
    let holds = move |of: fn(&CriterionStability) -> Holds| {
        stability.get().map_or((0.0, 0.0), |stability| of(&stability).hand)
    };
    let note = Memo::new(move |_| {
        let names = |id| {
            store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
        };
        stability
            .get()
            .map_or_else(Default::default, |stability| note_of(&stability, firmness.top.get(), names))
    });
    let swatch = row.leaf.map(|leaf| view! {
        <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><rect class=category(leaf) width="12" height="12" rx="2"/></svg>
    });
    let part = move |weight: f64| 100.0 * (weight / most.get()).clamp(0.0, 1.0);
    let at = move |weight: f64| format!("{:.2}%", part(weight));
    let between = move |(low, high): (f64, f64)| format!("{:.2}%", part(high) - part(low));
    view! {
        <div class=format!("control depth-{}", row.depth.min(2)) class:control-branch=row.leaf.is_none()>
            <label class="control-name" for=format!("weight-{id}")>{swatch}<bdi>{move || name.get()}</bdi></label>
            <span class="control-value">{share}</span>
            <div class="slider">
                <svg class="slider-track" aria-hidden="true">
                    <rect class="track" x="0" y="3" width="100%" height="2" rx="1"/>
                    <rect class="stable" x=move || at(holds(|it| it.top).0) y="1" width=move || between(holds(|it| it.top)) height="6" rx="2"/>
                    <rect class="stable-tight" x=move || at(holds(|it| it.ranks).0) y="1" width=move || between(holds(|it| it.ranks)) height="6"/>
                    <line class="leader-holds" x1=move || at(holds(|it| it.leader).0) x2=move || at(holds(|it| it.leader).0) y1="0" y2="8"/>
                    <line class="leader-holds" x1=move || at(holds(|it| it.leader).1) x2=move || at(holds(|it| it.leader).1) y1="0" y2="8"/>
                    <line class="was" x1=move || at(before.get()) x2=move || at(before.get()) y1="-2" y2="10"/>
                </svg>
                <input
                    id=format!("weight-{id}")
                    type="range" min="0" max=move || most.get() step="0.5"
                    aria-valuetext=move || format!("weight {}, {} of the whole", plain(weight.get()), share())
                    prop:value=move || weight.get().to_string()
                    on:input:target=move |event| set(event.target().value())
                    on:focus=move |_| begin()
                    on:pointerdown=move |_| begin()
                    on:pointerup=move |_| store.settle()
                    on:blur=move |_| store.settle()
                    on:keydown=take_back
                />
            </div>
            <p class="control-note" title=move || note.get().1>{move || note.get().0}</p>
            <CriterionDetails id/>
        </div>
    }
}

/// How far the weight can move, as shares of the whole; and who changes places beyond.
fn note_of(
    stability: &CriterionStability,
    top: usize,
    name: impl Fn(InitiativeId) -> String,
) -> (String, String) {
    let range = |holds: &Holds| format!("{:.0}–{:.0}", holds.share.0 * 100.0, holds.share.1 * 100.0);
    let precise = |holds: &Holds| format!("{:.1}–{:.1} %", holds.share.0 * 100.0, holds.share.1 * 100.0);
    let text = format!(
        "Top {top} holds {}; first place {}; ranks {}",
        range(&stability.top),
        range(&stability.leader),
        precise(&stability.ranks)
    );
    let beyond = [
        ("Below", stability.top.share.0, stability.top.below),
        ("Above", stability.top.share.1, stability.top.above),
    ];
    let changes: Vec<String> = beyond
        .into_iter()
        .filter_map(|(side, share, pair)| {
            let (falls, rises) = pair?;
            Some(format!("{side} {:.1} % {} takes the place of {}.", share * 100.0, name(rises), name(falls)))
        })
        .collect();
    (text, changes.join(" "))
}

fn weight_shares_of(
    scoring: &crate::model::shared::Shared<crate::model::scoring::Scoring>,
) -> Vec<(CriterionId, f64)> {
    // Without weights there are no shares; the title of the page says so.
    weight_shares(scoring).unwrap_or_default()
}

/// Right end of all sliders: room above the greatest weight, and the same for all.
fn top_of(store: Store) -> f64 {
    let greatest = store.scoring.with(|it| it.criteria.iter().map(|it| it.weight.get()).fold(0.0, f64::max));
    [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]
        .into_iter()
        .find(|top| greatest <= *top)
        .unwrap_or(greatest.ceil())
}

fn rows(store: Store) -> Vec<Row> {
    store.scoring.with(|scoring| {
        let leaves: Vec<CriterionId> = scoring.leaves().map(|leaf| leaf.id).collect();
        let mut rows = Vec::new();
        // Each branch is followed by what lies under it.
        let mut open: Vec<(Option<CriterionId>, usize)> = vec![(None, 0)];
        while let Some((at, depth)) = open.pop() {
            if let Some(id) = at {
                rows.push(Row { id, leaf: leaves.iter().position(|leaf| *leaf == id), depth: depth - 1 });
            }
            let children = scoring.criteria.iter().filter(|child| child.parent == at);
            open.extend(children.rev().map(|child| (Some(child.id), depth + 1)));
        }
        rows
    })
}
