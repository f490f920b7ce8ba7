//! The three headline figures: right things, right people, right time; each opens into its sum.

use leptos::prelude::*;

use super::why::Why;
use crate::analysis::headline::RightThings;
use crate::analysis::headline::figure::Figure;
use crate::app::format::{money, number, percent, percent_number};
use crate::app::state::simulation::{Progress, Simulation};
use crate::app::state::store::Store;
use crate::model::initiative::Initiatives;

/// The figures, and what the simulated ones rest on.
#[component]
pub fn Trio() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let things = Signal::derive(move || simulation.right_things.get().map(|things| things.figure));
    let people = Signal::derive(move || simulation.report.get().and_then(|report| report.right_people));
    let time = Signal::derive(move || simulation.report.get().and_then(|report| report.right_time));
    let things_note = move || match simulation.right_things.get() {
        Some(things) if things.has_budget => {
            format!("of the best this budget can buy; {}", range(&things.figure))
        }
        Some(things) => format!("of the best the same money can buy; {}", range(&things.figure)),
        None => "put scored initiatives into the plan".to_owned(),
    };
    let people_note = move || match people.get() {
        Some(figure) => format!("of the work staffed if nobody waits; {}", range(&figure)),
        None => "stages say whom they need".to_owned(),
    };
    let time_note = move || match time.get() {
        Some(figure) => format!("chance to finish when needed; {}", range(&figure)),
        None => "needed-by dates are missing".to_owned(),
    };
    view! {
        <section class="trio" aria-label="Headline figures">
            <HeadlineFigure id="things" label="Right things" figure=things note=Signal::derive(things_note)>
                <ThingsSum/>
            </HeadlineFigure>
            <HeadlineFigure id="people" label="Right people" figure=people note=Signal::derive(people_note)>
                <PeopleSum/>
            </HeadlineFigure>
            <HeadlineFigure id="time" label="Right time" figure=time note=Signal::derive(time_note)>
                <TimeSum/>
            </HeadlineFigure>
            <RunNote/>
        </section>
    }
}

#[component]
fn HeadlineFigure(
    id: &'static str,
    label: &'static str,
    figure: Signal<Option<Figure>>,
    note: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let children = StoredValue::new(children);
    // Stays what it was in the plan while a scenario is worked in.
    let in_plan = Memo::new(move |before: Option<&Option<Figure>>| match store.scenario.get() {
        None => figure.get(),
        Some(_) => before.copied().flatten(),
    });
    let was = move || {
        let in_plan = in_plan.get();
        store.scenario.get().and(in_plan)
    };
    let note = Signal::derive(move || {
        let note = note.get();
        was().map_or_else(|| note.clone(), |was| format!("plan: {}; {note}", percent(was.share)))
    });
    let text = Signal::derive(move || {
        figure.get().map_or_else(|| "–".to_owned(), |figure| percent_number(figure.share))
    });
    let is_known = Memo::new(move |_| figure.get().is_some());
    // The shapes stay while a weight is dragged: what moves are their edges.
    let at = move |of: fn(Figure) -> f64| figure.get().map_or(0.0, of);
    view! {
        <div class="trio-figure">
            <span class="trio-value">
                <Why id figure=text of=label>{move || children.with_value(|children| children())}</Why>
                <small aria-hidden="true">{move || figure.get().map(|_| " %")}</small>
            </span>
            <span class="trio-label">{label}</span>
            <span class="trio-note" title=move || note.get()>{move || note.get()}</span>
            <svg class="trio-gauge chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="risk-0" x="0" y="2" width="100" height="4"/>
                <Show when=move || is_known.get()>
                    <rect class="band" x=move || at(|it| it.low * 100.0) y="2" width=move || at(|it| ((it.high - it.low) * 100.0).max(0.6)) height="4"/>
                    <rect class="ours" x=move || at(|it| it.share * 100.0 - 0.3) y="0" width="0.6" height="8"/>
                </Show>
                {move || was().map(|was| view! { <rect class="mark" x=was.share * 100.0 - 0.2 y="0" width="0.4" height="8"/> })}
            </svg>
        </div>
    }
}

/// n, seed and policy of the simulation.
#[component]
fn RunNote() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let count = move || {
        simulation.report.get().map_or_else(
            || "no run yet".to_owned(),
            |report| format!("n = {}", number(report.iterations as f64, 0)),
        )
    };
    let about = move || simulation.report.get().map(|report| format!(" · seed {}", report.seed));
    let state = move || simulation.progress.with(Progress::standing);
    view! {
        <div class="trio-run run-line">
            <span><b>{count}</b>{about}<br/>{move || simulation.report.get().map(|report| policy_name(report.policy))}<br/>{state}</span>
        </div>
    }
}

/// The policy in two words.
pub fn policy_name(policy: crate::model::portfolio::Policy) -> &'static str {
    match policy {
        crate::model::portfolio::Policy::Unlevelled => "nobody waits",
        crate::model::portfolio::Policy::Serial => "levelled, serial",
        crate::model::portfolio::Policy::Parallel => "levelled, dispatch",
    }
}

/// The sum behind “right things”.
#[component]
pub fn ThingsSum() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let points = |value: f64| number(value * 100.0, 1);
    let row =
        move |name: &'static str, value: f64| view! { <tr><td>{name}</td><td>{points(value)}</td></tr> };
    move || {
        simulation.right_things.get().map(|things: RightThings| {
            let currency = store.portfolio.with(|portfolio| portfolio.currency.clone());
            let limit = if things.has_budget { "the budget" } else { "what the plan costs" };
            let most = if things.is_proved {
                "most that any set within the same limits is worth"
            } else {
                "what no set within the same limits can exceed"
            };
            let years = if things.has_budget { "In the years that have a budget the plan costs" } else { "The plan costs" };
            let money_line = format!(
                "{years} {}; any set may use {} ({limit}).",
                money(things.plan_money, &currency),
                money(things.limit_money, &currency)
            );
            let together = store.initiatives.with(|it| {
                it.synergy_within(|id| it.initiative(id).is_some_and(|initiative| initiative.in_plan))
            });
            let has_pairs = together.abs() > 1e-9;
            view! {
                <h3>"Right things"</h3>
                <p class="formula">{format!("value of the plan ÷ {most} = {} ÷ {} = {}", points(things.plan_value), points(things.upper_bound), percent(things.figure.share))}</p>
                <table><tbody>
                    {row("Scores of the plan, summed", things.plan_value - together)}
                    {has_pairs.then(|| row("What pairs of it are worth together", together))}
                    {row(if things.is_proved { "Best set, proved" } else { "Best set found" }, things.best_found)}
                    {(!things.is_proved).then(|| row("No set can exceed", things.upper_bound))}
                </tbody></table>
                <p>{store.initiatives.with(|initiatives| how_it_differs(&things, initiatives))}</p>
                <p>{money_line}{if things.counts_people { " People of each period are a limit as on the page Select, or what the plan asks of them where that is more." } else { " People are not counted as a limit here." }}</p>
            }
        })
    }
}

/// What the best set adds to the plan and what it drops.
fn how_it_differs(things: &RightThings, initiatives: &Initiatives) -> String {
    let names = |in_plan: bool| {
        let list = initiatives.list.iter();
        list.filter(|it| it.in_plan == in_plan && things.best_set.contains(&it.id) != in_plan)
            .map(|it| it.name.as_str())
            .collect::<Vec<_>>()
    };
    let listed = |names: &[&str]| match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        names => names.join(", "),
    };
    match (names(false).as_slice(), names(true).as_slice()) {
        ([], []) => "It is the plan itself.".to_owned(),
        (adds, []) => format!("It adds {}.", listed(adds)),
        ([], drops) => format!("It drops {}.", listed(drops)),
        (adds, drops) => format!("It adds {} and drops {}.", listed(adds), listed(drops)),
    }
}

#[component]
fn PeopleSum() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    move || {
        simulation.report.get().map(|report| {
            let rows = report.roles.iter().filter(|role| role.demanded_person_weeks > 0.0).map(|role| {
                view! {
                    <tr>
                        <td>{role.name.clone()}</td>
                        <td>{number(role.demanded_person_weeks, 0)}</td>
                        <td>{percent(role.staffed_person_weeks / role.demanded_person_weeks)}</td>
                    </tr>
                }
            }).collect_view();
            view! {
                <h3>"Right people"</h3>
                <p class="formula">"person-weeks staffed ÷ person-weeks demanded, if nobody waits"</p>
                <table>
                    <thead><tr><th>"Role"</th><th>"Person-weeks"</th><th>"Staffed"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <p>"Every initiative of the plan starts as soon as its dates and predecessors allow; what a role cannot cover in a week, or not at the level of skill asked for, stays unstaffed. The range is P10 to P90 over the runs."</p>
            }
        })
    }
}

/// The sum behind “right time”.
#[component]
pub fn TimeSum() -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    move || {
        simulation.report.get().map(|report| {
            let rows = report.initiatives.iter().filter_map(|initiative| {
                let interval = initiative.on_time_interval?;
                Some(view! {
                    <tr>
                        <td>{initiative.name.clone()}</td>
                        <td>{percent(initiative.on_time?)}</td>
                        <td class="spread">{percent_number(interval.low)}"–"{percent_number(interval.high)}</td>
                    </tr>
                })
            }).collect_view();
            view! {
                <h3>"Right time"</h3>
                <p class="formula">"mean over initiatives of P(finish ≤ needed by)"</p>
                <table>
                    <thead><tr><th>"Initiative"</th><th>"On time"</th><th>"95 %"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                <p>{format!("Counted over {} runs, {}.", number(report.iterations as f64, 0), policy_name(report.policy))}</p>
            }
        })
    }
}

/// The range of a figure, or the figure alone where there is none: "64–71 %", "88 %".
pub fn range(figure: &Figure) -> String {
    if (figure.high - figure.low).abs() < 0.005 {
        percent(figure.share)
    } else {
        format!("{}–{}", percent_number(figure.low), percent(figure.high))
    }
}
