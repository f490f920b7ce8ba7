//! When the money goes out: the cost of each quarter, what has gone by then, and how sure both are.

use leptos::html;
use leptos::prelude::*;

use super::Report;
use crate::analysis::money::{self, Spread};
use crate::app::chart::width::width_of;
use crate::app::format::{money as written_money, month};
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
    cost: Spread,
    /// Mean of all that has gone at its end, its P10 and its P90.
    gone: [f64; 3],
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
    let written = move |amount: f64| store.portfolio.with(|it| written_money(amount, &it.currency));
    let most = move || {
        quarters
            .with(|all| all.iter().max_by(|one, other| one.cost.mean.total_cmp(&other.cost.mean)).cloned())
    };
    let title = move || {
        most().map(|most| {
            let Spread { mean, p10, p90, .. } = most.cost;
            let between = format!("P10 {}, P90 {}", written(p10), written(p90));
            format!("Most is paid in the quarter from {}: {} ({between})", most.name, written(mean))
        })
    };
    let rows = move || {
        let row = |it: Quarter| {
            let range = |low: f64, high: f64| format!("{} to {}", written(low), written(high));
            let [gone, low, high] = it.gone;
            view! {
                <tr>
                    <th scope="row">{it.name}</th>
                    <td class="number">{written(it.cost.mean)}</td><td class="number">{range(it.cost.p10, it.cost.p90)}</td>
                    <td class="number">{written(gone)}</td><td class="number">{range(low, high)}</td>
                </tr>
            }
        };
        quarters.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || quarters.with(|it| !it.is_empty())>
            <h3 id="cash-title" class="cash-title">{title}</h3>
            <p class="card-note">"Bar: mean of the runs. Line on it: P10 to P90; what is late is paid late."</p>
            <Bars quarters/>
            <details class="twin">
                <summary>"Table of the cash flow"</summary>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Cash flow">
                    <table class="data-table data-table-tight">
                        <caption>"Cost of each quarter of 13 weeks, and all that has gone by its end"</caption>
                        <thead><tr>
                            <th scope="col">"Quarter from"</th>
                            {["Mean cost", "P10 to P90", "Gone by its end", "P10 to P90"].map(|head| view! { <th scope="col" class="number">{head}</th> })}
                        </tr></thead>
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
            let most = all.iter().map(|it| it.cost.mean.max(it.cost.p90)).fold(1e-12, f64::max);
            let tall = |amount: f64| (HEIGHT - FOOT - 4.0) * (amount / most).max(0.0);
            let mut free_from = 0.0;
            let bar = |(place, it): (usize, &Quarter)| {
                let x = place as f64 * step;
                let height = tall(it.cost.mean);
                let [low, high] = [it.cost.p10, it.cost.p90].map(|it| HEIGHT - FOOT - tall(it));
                let name = (x >= free_from && x + NAME_PX <= width.get()).then(|| {
                    free_from = x + NAME_PX;
                    view! { <text x=x y=HEIGHT - 5.0>{it.name.clone()}</text> }
                });
                view! {
                    <rect class="ours" x=x + 1.0 width=(step - 2.0).max(1.0) y=HEIGHT - FOOT - height height=height/>
                    <line class="whisker" x1=x + 0.5 * step x2=x + 0.5 * step y1=low y2=high/>
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

/// Quarters from the first to the last that costs; `name` tells what begins with a week.
fn quarters(costs: &[money::Quarter], name: impl Fn(u32) -> String) -> Vec<Quarter> {
    let Some(last) = costs.iter().rposition(|it| it.cost.mean > 0.0) else { return Vec::new() };
    let mut gone = 0.0;
    let quarter = |(week, it): (u32, &money::Quarter)| {
        gone += it.cost.mean;
        Quarter { name: name(week), cost: it.cost, gone: [gone, it.paid.0, it.paid.1] }
    };
    (0..).step_by(QUARTER_WEEKS as usize).zip(&costs[..=last]).map(quarter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_with_the_last_that_costs_and_add_up() {
        let costs = |means: &[f64]| -> Vec<money::Quarter> {
            let spread = |mean| Spread { mean, p10: mean, p50: mean, p80: mean, p90: mean, tail: mean };
            means.iter().map(|mean| money::Quarter { cost: spread(*mean), paid: (0.0, 4.0) }).collect()
        };
        let found = quarters(&costs(&[1.0, 0.0, 3.0, 0.0]), |week| week.to_string());
        let names: Vec<&str> = found.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["0", "13", "26"]);
        assert_eq!(found.iter().map(|it| it.gone[0]).collect::<Vec<_>>(), [1.0, 1.0, 4.0]);
        assert_eq!(quarters(&costs(&[0.0, 0.0]), |_| String::new()), []);
    }
}
