//! Under way: how far each initiative has come, and what that says about its end.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::analysis::progress::{ProgressReport, in_execution};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, day, money, number, percent, shortened};
use crate::app::state::session::Dialog;
use crate::model::id::InitiativeId;

/// Longest bar [px].
const BAR_PX: f64 = 96.0;
/// Below this pace or cost efficiency, work is behind or dear.
const TOLERANCE: f64 = 0.95;

/// The card; nothing while nothing is under way.
#[component]
pub(super) fn UnderWay(sheet: Sheet) -> impl IntoView {
    let reports = Memo::new(move |_| sheet.store.document.with(in_execution));
    let ids = Memo::new(move |_| reports.with(|all| all.iter().map(|it| it.id).collect::<Vec<_>>()));
    view! {
        <Show when=move || ids.with(|ids| !ids.is_empty())>
            <section class="card card-flush" aria-labelledby="under-way-title">
                <div class="card-header">
                    <div>
                        <h2 id="under-way-title">{move || reports.with(|all| finding(all))}</h2>
                        <p class="card-note">"Share of the work that is done, with a tick where it should be; pace and cost of planned work by earned value, the end of work in items by throughput."</p>
                    </div>
                </div>
                <div class="table-scroll">
                    <table class="data-table under-way">
                        <thead><tr>
                            <th scope="col">"Initiative"</th><th scope="col">"Done"</th>
                            <th scope="col" class="number">"Pace"</th><th scope="col" class="number">"Will cost"</th>
                            <th scope="col" class="number">"Done by, 80 %"</th><th scope="col" class="number">"When needed"</th>
                            <th scope="col" class="wide-cell">"Reported"</th>
                        </tr></thead>
                        <tbody><Keyed each=move || ids.get() key=|id| *id let:id><Row sheet reports id/></Keyed></tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

#[component]
fn Row(sheet: Sheet, reports: Memo<Vec<ProgressReport>>, id: InitiativeId) -> impl IntoView {
    let report = Memo::new(move |_| reports.with(|all| all.iter().find(|it| it.id == id).cloned()));
    let of = move |part: fn(&ProgressReport) -> Option<String>| {
        move || report.with(|it| it.as_ref().and_then(part)).unwrap_or_else(|| "–".to_owned())
    };
    let name = move || {
        sheet
            .store
            .initiatives
            .with(|it| it.initiative(id).map_or_else(String::new, |it| shortened(&it.name, 48)))
    };
    let cost = move || {
        let Some(cost) = report.with(|it| it.as_ref()?.earned?.at_completion) else {
            return ("–".to_owned(), None);
        };
        let shown = |amount| sheet.store.portfolio.with(|it| money(amount, &it.currency));
        let range = format!("{} to {}", shown(cost.low_money), shown(cost.high_money));
        (shown(cost.likely_money), Some(range))
    };
    let open = move |_| sheet.session.dialog.set(Some(Dialog::Initiative(id)));
    view! {
        <tr>
            <th scope="row"><button class="button-link" type="button" on:click=open>{name}</button></th>
            <td><Done report/></td>
            <td class="number" class:is-warn=move || report.with(|it| it.as_ref().is_some_and(is_behind))>
                {of(|it| it.earned?.schedule_index.map(|pace| number(pace, 2)))}
            </td>
            <td class="number" class:is-warn=move || report.with(|it| it.as_ref().is_some_and(is_dear))>{move || cost().0}<small class="under-way-range">{move || cost().1}</small></td>
            <td class="number">{of(|it| it.flow.as_ref()?.p80_day.map(day))}</td>
            <td class="number">{of(|it| it.flow.as_ref()?.on_time.map(percent))}</td>
            <td class="wide-cell">{of(|it| it.as_of.map(day))}</td>
        </tr>
    }
}

/// A bar for what is done, a tick for what should be, and the number.
#[component]
fn Done(report: Memo<Option<ProgressReport>>) -> impl IntoView {
    let done = move || report.with(|it| it.as_ref()?.done_share);
    let planned = move || report.with(|it| it.as_ref()?.planned_share);
    let should = move || planned().map(|share| format!(" of {}", percent(share)));
    view! {
        <span class="under-way-done">
            <svg class="chart mini" width=BAR_PX height="12" aria-hidden="true">
                <rect class="risk-0" y="2" width=BAR_PX height="8" rx="1"/>
                <rect class="share-5" y="2" width=move || BAR_PX * done().unwrap_or(0.0).min(1.0) height="8" rx="1"/>
                {move || planned().map(|share| view! { <rect class="mark" x=(BAR_PX - 2.0) * share.min(1.0) y="0" width="2" height="12"/> })}
            </svg>
            <span>{move || done().map_or_else(|| "not reported".to_owned(), percent)}<small class="muted">{should}</small></span>
        </span>
    }
}

fn is_behind(report: &ProgressReport) -> bool {
    let pace = report.earned.and_then(|it| it.schedule_index);
    pace.is_some_and(|pace| pace < TOLERANCE)
}

fn is_dear(report: &ProgressReport) -> bool {
    let efficiency = report.earned.and_then(|it| it.cost_index);
    efficiency.is_some_and(|efficiency| efficiency < TOLERANCE)
}

/// "3 of 11 initiatives under way are behind their plan, 2 cost more than planned".
fn finding(reports: &[ProgressReport]) -> String {
    let number_of = |is: fn(&ProgressReport) -> bool| reports.iter().filter(|it| is(it)).count();
    let silent = reports.iter().filter(|it| it.done_share.is_none()).count();
    let under_way = count(reports.len(), "initiative under way", "initiatives under way");
    match (number_of(is_behind), number_of(is_dear)) {
        _ if silent == reports.len() => format!("{under_way}; nobody has reported how far"),
        (0, 0) if silent > 0 => format!("{under_way}; {silent} of them have not reported how far"),
        (0, 0) => format!("{under_way}, all on pace and within cost"),
        (behind, dear) => format!("{under_way}: {behind} behind plan, {dear} dearer than planned"),
    }
}
