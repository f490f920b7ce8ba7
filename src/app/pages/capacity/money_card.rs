//! Money: what the plan costs and brings, when, and how sure cost and date are together.

mod cash_flow;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::analysis::money::{InitiativeMoney, JOINT_CONFIDENCE, MoneyReport, RUNS, Spread};
use crate::app::chart::joint::JointScale;
use crate::app::chart::width::width_of;
use crate::app::format::{day, money, number, percent, percent_number};
use crate::app::state::experiments::Experiments;
use crate::app::state::store::Store;
use cash_flow::CashFlow;

const HEIGHT: f64 = 260.0;

type Report = RwSignal<Option<Arc<MoneyReport>>>;

/// The card; absent while nothing in the plan is money.
#[component]
pub(super) fn MoneyCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let report = expect_context::<Experiments>().money;
    let written = move |amount: f64| store.portfolio.with(|it| money(amount, &it.currency));
    let title = move || report.with(|it| it.as_ref().map(|it| title(it, &written)));
    view! {
        <Show when=move || report.with(Option::is_some)>
            <section class="card" aria-labelledby="money-title">
                <div class="card-header">
                    <div>
                        <h2 id="money-title">{title}</h2>
                        <p class="card-note">{format!(
                            "Each run by its cost and the day the whole plan is finished; the darker, the more runs. Line: what is kept, cost and day together, in {} of the runs.",
                            percent(JOINT_CONFIDENCE),
                        )}</p>
                    </div>
                </div>
                <JointChart report/>
                <Figures report/>
                <CashFlow report/>
                <Initiatives report/>
                <p class="run-line chart-reading">{move || report.with(|it| it.as_ref().map(|it| run(it)))}</p>
            </section>
        </Show>
    }
}

/// Cost against date, with the line that both are kept on.
#[component]
fn JointChart(report: Report) -> impl IntoView {
    let store = expect_context::<Store>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 440.0);
    let scale = Memo::new(move |_| {
        report.with(|it| it.as_ref().map(|it| JointScale::new(width.get(), HEIGHT, &it.joint, it.planned)))
    });
    let axes = move || {
        let scale = scale.get()?;
        let currency = store.portfolio.with(|it| it.currency.clone());
        let calendar = store.portfolio.with(|it| it.calendar);
        let costs = scale.cost_ticks().into_iter().map(|cost| {
            let y = scale.y(cost);
            view! {
                <line class="grid-line" x1=scale.left() x2=scale.right() y1=y y2=y/>
                <text class="end" x=scale.left() - 6.0 y=y + 4.0>{money(cost, &currency)}</text>
            }
        });
        let weeks = scale.week_ticks().into_iter().map(|week| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a week of the plan")]
            let name = day(calendar.day_after_weeks(week.max(0.0) as u32));
            view! { <text class="middle" x=scale.x(week) y=HEIGHT - 8.0>{name}</text> }
        });
        Some((costs.collect_view(), weeks.collect_view()))
    };
    let cells = move || {
        let scale = scale.get()?;
        report.with(|it| {
            let joint = &it.as_ref()?.joint;
            let most = joint.cells.iter().map(|cell| cell.share).fold(0.0, f64::max);
            let (across, up) = scale.cell(joint.cell);
            let of = joint.cells.iter().map(|cell| {
                let class = format!("share-{}", JointScale::depth(cell.share, most));
                view! {
                    <rect class=class x=scale.x(cell.week) - 0.5 * across y=scale.y(cell.cost) - 0.5 * up width=across height=up/>
                }
            });
            Some(of.collect_view())
        })
    };
    let line = move || {
        scale.get().map(|scale| report.with(|it| it.as_ref().map(|it| scale.stairs(&it.joint.frontier))))
    };
    let planned = move || {
        let scale = scale.get()?;
        let y = report.with(|it| it.as_ref().filter(|it| it.planned > 0.0).map(|it| scale.y(it.planned)))?;
        Some(view! {
            <line class="joint-planned" x1=scale.left() x2=scale.right() y1=y y2=y/>
            <text x=scale.left() + 4.0 y=y - 5.0>"planned"</text>
        })
    };
    let label = move || report.with(|it| it.as_ref().map(|it| reading(it)));
    view! {
        <div node_ref=node>
            <svg class="chart joint" role="img" aria-label=label width=move || width.get() height=HEIGHT
                viewBox=move || format!("0 0 {} {HEIGHT}", width.get())>
                {axes}{cells}{planned}
                <path class="joint-line" d=move || line().flatten()/>
            </svg>
        </div>
        <FrontierTable report/>
    }
}

/// The line as a table.
#[component]
fn FrontierTable(report: Report) -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = move || {
        let (currency, calendar) = store.portfolio.with(|it| (it.currency.clone(), it.calendar));
        report.with(|it| {
            let pairs = it.iter().flat_map(|it| it.joint.frontier.clone());
            let row = |(cost, week): (f64, f64)| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a week of the plan"
                )]
                let by = day(calendar.day_after_weeks(week.max(0.0).ceil() as u32));
                view! { <tr><td class="number">{money(cost, &currency)}</td><td>{by}</td></tr> }
            };
            pairs.map(row).collect_view()
        })
    };
    view! {
        <details class="twin">
            <summary>"Table of the line"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Cost and day kept together">
                <table class="data-table data-table-tight">
                    <caption>{format!("Cost and day that are kept together in {} of the runs", percent(JOINT_CONFIDENCE))}</caption>
                    <thead><tr><th scope="col" class="number">"Cost at most"</th><th scope="col">"Finished by"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// Percentiles of cost, loss and value.
#[component]
fn Figures(report: Report) -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = move || {
        let currency = store.portfolio.with(|it| it.currency.clone());
        report.with(|it| {
            let it = it.as_ref()?;
            let rows =
                [("Cost", Some(it.cost)), ("Cost of risks", it.loss), ("Net present value", Some(it.value))];
            let row = |(name, spread): (&'static str, Option<Spread>)| {
                let spread = spread?;
                let worst =
                    if name == "Net present value" { String::new() } else { money(spread.tail, &currency) };
                Some(view! {
                    <tr>
                        <th scope="row">{name}</th>
                        {[spread.mean, spread.p10, spread.p50, spread.p80, spread.p90].map(|amount| view! {
                            <td class="number">{money(amount, &currency)}</td>
                        })}
                        <td class="number">{worst}</td>
                    </tr>
                })
            };
            Some(rows.into_iter().filter_map(row).collect_view())
        })
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Money of the plan">
            <table class="data-table data-table-tight">
                <caption class="visually-hidden">"Mean and percentiles of cost, losses and value"</caption>
                <thead><tr>
                    <th scope="col"><span class="visually-hidden">"Figure"</span></th>
                    {["Mean", "P10", "P50", "P80", "P90"].map(|head| view! { <th scope="col" class="number">{head}</th> })}
                    <th scope="col" class="number" title="Mean of the two runs in ten that cost most">"Worst fifth"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Each initiative: in time and in budget in the same run.
#[component]
fn Initiatives(report: Report) -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let chance = |chance: Option<f64>| chance.map_or_else(|| "–".to_owned(), percent);
    let body = move || {
        let currency = store.portfolio.with(|it| it.currency.clone());
        let row = |it: InitiativeMoney| {
            view! {
                <tr>
                    <th scope="row"><bdi>{it.name}</bdi></th>
                    <td class="number">{money(it.planned, &currency)}</td>
                    <td class="number">{money(it.cost.mean, &currency)}</td>
                    <td class="number">{format!("{} to {}", money(it.cost.p10, &currency), money(it.cost.p90, &currency))}</td>
                    {[it.on_time, Some(it.on_budget), it.both, it.all_four].map(|it| view! { <td class="number">{chance(it)}</td> })}
                </tr>
            }
        };
        report.with(|it| it.iter().flat_map(|it| it.initiatives.clone()).map(row).collect_view())
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"On time and on budget, in the same run"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Time and money of each initiative">
                    <table class="data-table data-table-tight">
                        <caption>"All four: scope and benefit as the team judges them, taken as independent of the rest"</caption>
                        <thead><tr>{["Initiative", "Planned", "Mean cost", "P10 to P90", "On time", "On budget", "Both", "All four"].map(|head| view! { <th scope="col">{head}</th> })}</tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}

fn title(report: &MoneyReport, written: &dyn Fn(f64) -> String) -> String {
    if report.planned <= 0.0 {
        return format!("Eight runs in ten cost at most {}", written(report.cost.p80));
    }
    if report.contingency > 0.0 {
        return format!("Set {} aside, so that eight runs in ten can be paid", written(report.contingency));
    }
    format!("The planned cost is enough in {} of the runs", percent(report.within_plan))
}

/// What the picture says, in a sentence.
fn reading(report: &MoneyReport) -> String {
    format!(
        "Cost of each run against its finish. Cost and day, each at its own P70, are kept together in {} of the runs.",
        percent(report.joint.both_at_p70)
    )
}

fn run(report: &MoneyReport) -> String {
    let of = if report.iterations < u64::from(RUNS) {
        format!(" of {}", number(f64::from(RUNS), 0))
    } else {
        String::new()
    };
    let within = report.within_plan_interval;
    format!(
        "n = {}{of} · seed {} · within the planned cost {} ({}–{}) · net present value above 0 in {} · both at their P70 {} · tallies {}",
        number(report.iterations as f64, 0),
        report.seed,
        percent(report.within_plan),
        percent_number(within.low),
        percent(within.high),
        percent(report.worth_it),
        percent(report.joint.both_at_p70),
        report.checksum,
    )
}
