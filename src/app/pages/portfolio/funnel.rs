//! From demand to closeout: how many initiatives stand where, and what the plan's money serves.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::analysis::trace::{FunnelStep, TraceReport, trace};
use crate::app::components::why::Why;
use crate::app::format::{capitalised, count, day, money, percent, shortened};
use crate::app::state::session::Dialog;
use crate::exchange::cell::state_word;
use crate::model::initiative::LifeCycle;

/// Longest bar of the funnel [px].
const BAR_PX: f64 = 160.0;

/// Funnel of states, and three shares that say how well work is tied to goals.
#[component]
pub(super) fn Funnel(sheet: Sheet) -> impl IntoView {
    let report = Memo::new(move |_| sheet.store.document.with(trace));
    let share = move |of: fn(&TraceReport) -> Option<f64>| {
        Signal::derive(move || report.with(of).map_or_else(|| "–".to_owned(), percent))
    };
    view! {
        <section class="card" aria-labelledby="funnel-title">
            <h2 id="funnel-title">{move || report.with(finding)}</h2>
            <p class="card-note">"From demand to closeout: how many initiatives stand where and what they cost, and what the money of the plan is tied to. Ages are taken on "{move || report.with(|it| day(it.as_of))}", the latest day that anything was written down."</p>
            <div class="funnel">
                <ol class="funnel-steps">
                    {move || report.get().funnel.into_iter().map(|step| view! { <Step sheet step most=most(&report.get())/> }).collect_view()}
                </ol>
                <div class="funnel-shares">
                    <h3>"Of the plan’s money, so much …"</h3>
                    <dl class="figures">
                        <Share id="objective" label="serves an objective" figure=share(|it| it.objective_share) field="a linked objective"/>
                        <Share id="outcome" label="has an approved outcome" figure=share(|it| it.outcome_share) field="an approved outcome"/>
                        <Share id="benefit" label="has a benefit someone answers for" figure=share(|it| it.benefit_share) field="a benefit with owner and measure"/>
                    </dl>
                </div>
            </div>
        </section>
    }
}

#[component]
fn Step(sheet: Sheet, step: FunnelStep, most: usize) -> impl IntoView {
    let width = BAR_PX * step.initiatives as f64 / most.max(1) as f64;
    let cost = move || sheet.store.portfolio.with(|it| money(step.cost_money, &it.currency));
    let age = step.age.clone().map(|age| {
        let oldest = sheet.store.initiatives.with(|it| it.initiative(age.oldest).map(|it| it.name.clone()));
        let dialog = sheet.session.dialog;
        view! {
            {format!("median {} here; longest {}: ", weeks(age.median_weeks), weeks(age.oldest_weeks))}
            <button class="button-link" type="button" on:click=move |_| dialog.set(Some(Dialog::Initiative(age.oldest)))>
                {oldest.map(|name| shortened(&name, 32))}
            </button>
        }
    });
    view! {
        <li>
            <span>{capitalised(state_word(step.state))}</span>
            <svg class="chart mini" width=BAR_PX height="10" aria-hidden="true"><rect class="share-3" width=width height="10" rx="1"/></svg>
            <span class="funnel-count">{count(step.initiatives, "initiative", "initiatives")}</span>
            <span class="funnel-cost">{cost}</span>
            <span class="funnel-age">{age}</span>
        </li>
    }
}

#[component]
fn Share(
    id: &'static str,
    label: &'static str,
    figure: Signal<String>,
    field: &'static str,
) -> impl IntoView {
    view! {
        <div>
            <dd class="value">
                <Why id=format!("trace-{id}") figure of=format!("money of the plan that {label}")>
                    <h3>"Of the plan’s money"</h3>
                    <p class="formula">{format!("cost of planned initiatives with {field} ÷ cost of the plan")}</p>
                    <p>"Open an initiative (Ctrl Enter in the table) to write down what is missing."</p>
                </Why>
            </dd>
            <dt>{label}</dt>
        </div>
    }
}

/// "14 weeks", or months beyond a quarter: "8 months".
fn weeks(weeks: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an age is short, and below 0 it is none"
    )]
    let whole = |number: f64| number.round() as usize;
    if weeks < 14.0 {
        count(whole(weeks), "week", "weeks")
    } else {
        count(whole(weeks / 4.348), "month", "months")
    }
}

/// "24 of 40 initiatives wait for approval, 11 are under way".
fn finding(report: &TraceReport) -> String {
    let number = |state: LifeCycle| -> usize {
        report.funnel.iter().filter(|step| step.state == state).map(|step| step.initiatives).sum()
    };
    let all: usize = report.funnel.iter().map(|step| step.initiatives).sum();
    let waiting = number(LifeCycle::Demand) + number(LifeCycle::Prioritising);
    let under_way = number(LifeCycle::Execution);
    let verb = if under_way == 1 { "is" } else { "are" };
    match waiting {
        0 => format!(
            "Nothing waits for approval; {under_way} of {} {verb} under way",
            count(all, "initiative", "initiatives")
        ),
        1 => format!(
            "1 of {} waits for approval, {under_way} {verb} under way",
            count(all, "initiative", "initiatives")
        ),
        _ => format!(
            "{waiting} of {} wait for approval, {under_way} {verb} under way",
            count(all, "initiative", "initiatives")
        ),
    }
}

fn most(report: &TraceReport) -> usize {
    report.funnel.iter().map(|step| step.initiatives).max().unwrap_or(0)
}
