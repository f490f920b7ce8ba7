//! The value of the best set as the sum that it is, and what bounds it.

use leptos::prelude::*;

use super::signed;
use crate::analysis::select::question::VALUE_UNITS;
use crate::app::format::number;
use crate::app::state::selection::{Found, Selection};
use crate::app::state::store::Store;

/// The sum of the scores, and what bounds it.
#[component]
pub(super) fn BestSum() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let line = |(name, points): (String, String)| {
        view! { <tr><th scope="row"><bdi>{name}</bdi></th><td class="number">{points}</td></tr> }
    };
    view! {
        <p>"The score of each initiative in the set, in points:"</p>
        <table class="data-table data-table-tight why-sum"><tbody>
            {move || selection.best.get().map(|found| summands(store, &found).into_iter().map(line).collect_view())}
        </tbody></table>
        <p>{move || selection.best.get().map(|found| proof(&found))}</p>
    }
}

/// Names and points from the highest score down, what pairs add, and the sum.
fn summands(store: Store, found: &Found) -> Vec<(String, String)> {
    let question = &found.question;
    let values = &question.problem.parts().values;
    let points = |units: i64| units as f64 / VALUE_UNITS * 100.0;
    let mut ranked: Vec<u32> = found.selection.chosen.clone();
    ranked.sort_by_key(|place| std::cmp::Reverse(values[*place as usize]));
    let alone: i64 = ranked.iter().map(|place| values[*place as usize]).sum();
    let together = found.selection.value - alone;
    let row = |place: &u32| {
        let id = question.initiatives[*place as usize];
        let name =
            store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()));
        (name, number(points(values[*place as usize]), 1))
    };
    let mut rows: Vec<(String, String)> = ranked.iter().map(row).collect();
    rows.extend((together != 0).then(|| ("worth together beyond that".to_owned(), signed(points(together)))));
    rows.push(("Sum".to_owned(), number(points(found.selection.value), 1)));
    rows
}

fn proof(found: &Found) -> String {
    if found.is_proved() {
        return "Every other set within the limits was looked at, or shown to be worth no more.".to_owned();
    }
    let bound = found.selection.upper_bound as f64 / VALUE_UNITS;
    format!("No set within the limits can be worth more than {} points.", number(bound * 100.0, 1))
}
