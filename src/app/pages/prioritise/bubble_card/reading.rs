//! A bubble in words, for those who hear it or want it to the digit.

use leptos::prelude::*;

use super::Picture;
use super::bubbles::Bubble;
use crate::analysis::placing::Measure;
use crate::app::format::{money, plain};

/// The bubble that is held or chosen, in words.
#[component]
pub(super) fn Reading(picture: Picture) -> impl IntoView {
    let text = move || {
        let id = picture.held.get().map(|it| it.0).or_else(|| picture.session.selected.get())?;
        picture.bubbles.with(|bubbles| bubbles.iter().find(|it| it.id == id).map(|it| in_words(picture, it)))
    };
    view! { <p class="chart-reading" role="status">{text}</p> }
}

/// Its name, its figures, its cost, and whether it is in the plan.
pub(super) fn in_words(picture: Picture, bubble: &Bubble) -> String {
    let value = |measure: &Measure, number: f64| {
        let figure = if measure.is_money {
            picture.store.portfolio.with(|it| money(number, &it.currency))
        } else {
            format!("{} {}", plain(number), measure.unit)
        };
        format!("{} {}", measure.name.to_lowercase(), figure.trim())
    };
    let (x, y) = (picture.x.get(), picture.y.get());
    let cost = picture.store.portfolio.with(|it| money(bubble.cost, &it.currency));
    let plan = if bubble.in_plan { "in the plan" } else { "not in the plan" };
    format!("{}: {}, {}; cost {cost}, {plan}", bubble.name, value(&y, bubble.y), value(&x, bubble.x))
}
