//! When the money goes out: the mean cost of each quarter, and what has gone by then.

use leptos::html;
use leptos::prelude::*;

use super::Report;
use crate::app::chart::width::width_of;
use crate::app::format::{money, month, percent};
use crate::app::state::store::Store;
use crate::engine::capacity::QUARTER_WEEKS;

const HEIGHT: f64 = 130.0;
/// Below the bars, for their names [px].
const FOOT: f64 = 20.0;
/// Least distance of two names [px].
const NAME_PX: f64 = 64.0;

/// One quarter.
#[derive(Clone, Debug, PartialEq)]
struct Quarter {
    /// "Apr 2024".
    name: String,
    cost: f64,
    /// Share of the whole that has gone at its end, 0 to 1.
    gone: f64,
}

/// The bars, and their table; absent while nothing costs.
#[component]
pub(super) fn CashFlow(report: Report) -> impl IntoView {
    let store = expect_context::<Store>();
    let quarters = Memo::new(move |_| {
        let calendar = store.portfolio.with(|it| it.calendar);
        report.with(|it| {
            it.as_ref().map_or_else(Vec::new, |it| {
                quarters(&it.quarters, |week| {
                    let from = calendar.day_of(week);
                    format!("{} {}", month(from), from.year())
                })
            })
        })
    });
    let written = move |amount: f64| store.portfolio.with(|it| money(amount, &it.currency));
    let most =
        move || quarters.with(|all| all.iter().max_by(|one, other| one.cost.total_cmp(&other.cost)).cloned());
    let title = move || {
        most().map(|most| format!("Most is paid in the quarter from {}: {}", most.name, written(most.cost)))
    };
    let rows = move || {
        quarters.get().into_iter().map(|it| view! {
        <tr><th scope="row">{it.name}</th><td class="number">{written(it.cost)}</td><td class="number">{percent(it.gone)}</td></tr>
    }).collect_view()
    };
    view! {
        <Show when=move || quarters.with(|it| !it.is_empty())>
            <h3 id="cash-title" class="cash-title">{title}</h3>
            <Bars quarters/>
            <details class="twin">
                <summary>"Table of the cash flow"</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Cash flow">
                    <table class="data-table data-table-tight">
                        <caption>"Mean cost of each quarter of 13 weeks"</caption>
                        <thead><tr><th scope="col">"Quarter from"</th><th scope="col" class="number">"Mean cost"</th><th scope="col" class="number">"Gone by its end"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </Show>
    }
}

#[component]
fn Bars(quarters: Memo<Vec<Quarter>>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 440.0);
    let bars = move || {
        quarters.with(|all| {
            let step = width.get() / all.len().max(1) as f64;
            let most = all.iter().map(|it| it.cost).fold(1e-12, f64::max);
            let mut free_from = 0.0;
            let bar = |(place, it): (usize, &Quarter)| {
                let x = place as f64 * step;
                let height = (HEIGHT - FOOT - 4.0) * (it.cost / most).max(0.0);
                let name = (x >= free_from && x + NAME_PX <= width.get()).then(|| {
                    free_from = x + NAME_PX;
                    view! { <text x=x y=HEIGHT - 5.0>{it.name.clone()}</text> }
                });
                view! {
                    <rect class="ours" x=x + 1.0 width=(step - 2.0).max(1.0) y=HEIGHT - FOOT - height height=height/>
                    {name}
                }
            };
            all.iter().enumerate().map(bar).collect_view()
        })
    };
    view! {
        <div node_ref=node>
            <svg class="chart" role="img" aria-labelledby="cash-title" width=move || width.get() height=HEIGHT
                viewBox=move || format!("0 0 {} {HEIGHT}", width.get())>
                <line class="grid-line" x1="0" x2=move || width.get() y1=HEIGHT - FOOT y2=HEIGHT - FOOT/>
                {bars}
            </svg>
        </div>
    }
}

/// Quarters from the first that costs to the last; `name` tells what begins with a week.
fn quarters(costs: &[f64], name: impl Fn(u32) -> String) -> Vec<Quarter> {
    let whole: f64 = costs.iter().sum();
    let Some(last) = costs.iter().rposition(|cost| *cost > 0.0) else { return Vec::new() };
    let mut gone = 0.0;
    let quarter = |(week, &cost): (u32, &f64)| {
        gone += cost;
        Quarter { name: name(week), cost, gone: gone / whole }
    };
    (0..).step_by(QUARTER_WEEKS as usize).zip(&costs[..=last]).map(quarter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_with_the_last_that_costs_and_add_up() {
        let found = quarters(&[1.0, 0.0, 3.0, 0.0], |week| week.to_string());
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["0", "13", "26"]);
        assert_eq!(found.iter().map(|it| it.gone).collect::<Vec<_>>(), [0.25, 0.25, 1.0]);
        assert_eq!(quarters(&[0.0, 0.0], |_| String::new()), []);
    }
}
