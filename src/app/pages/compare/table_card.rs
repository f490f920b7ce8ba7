//! The plans side by side: a column for each, a row for each figure.

use leptos::prelude::*;

use super::figure::{News, Print, news, odds};
use crate::analysis::change_notice::change_notice;
use crate::analysis::difference::{Compared, Indicator, Row, Unit};
use crate::analysis::plan_diff::summary;
use crate::app::chart::plan_bars::LETTERS;
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::scenario::{adopt, stale_words};
use crate::app::components::why::Why;
use crate::app::format::capitalised;
use crate::app::state::comparison::{Comparison, Paper};
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::edit::{DecisionsChange, Edit};
use crate::model::id::{NoticeId, ScenarioId};

/// The table.
#[component]
pub(super) fn TableCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let comparison = expect_context::<Comparison>();
    let print = Memo::new(move |_| {
        store.portfolio.with(|it| Print { currency: it.currency.clone(), calendar: it.calendar })
    });
    let columns = Memo::new(move |_| {
        comparison
            .plans
            .with(|plans| plans.iter().map(|plan| (plan.name.clone(), plan.scenario)).collect::<Vec<_>>())
    });
    let rows = Memo::new(move |_| {
        let mut rows = comparison.sets.get();
        rows.extend(comparison.runs.get());
        rows.sort_by_key(|row| row.indicator);
        rows
    });
    let indicators =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.indicator).collect::<Vec<_>>()));
    let said = move || {
        let lines = comparison.differences.get();
        lines.iter().skip(1).map(|lines| view! { <td>{capitalised(&summary(lines))}"."</td> }).collect_view()
    };
    view! {
        <section class="card card-flush" aria-label="Plans side by side">
            <div class="table-scroll" tabindex="0" role="region" aria-label="Figures of each plan">
                <table class="data-table compare-table">
                    <caption class="visually-hidden">"A column for each plan; under each figure its 95 % interval and its difference from the plan of record"</caption>
                    <thead>
                        <tr>
                            <th scope="col"><span class="visually-hidden">"Figure"</span></th>
                            {move || columns.get().into_iter().enumerate().map(|(index, (name, scenario))| view! { <Head index name scenario/> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <tr class="compare-said"><th scope="row">"What it changes"</th><td class="muted">"Nothing: what the others are compared with."</td>{said}</tr>
                        <Keyed each=move || indicators.get() key=|indicator| *indicator let:indicator>
                            <FigureRow indicator rows print/>
                        </Keyed>
                    </tbody>
                </table>
            </div>
        </section>
    }
}

/// Name of a plan, and what can be done with it.
#[component]
fn Head(index: usize, name: String, scenario: Option<ScenarioId>) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let is_here = move || store.scenario.get() == scenario;
    let label = name.clone();
    let (adopt_label, notice_label, title) = (name.clone(), name.clone(), name.clone());
    let comparison = expect_context::<Comparison>();
    let stale = Memo::new(move |_| scenario.and_then(|id| store.plan.with(|plan| stale_words(plan, id))));
    let tell = move |scenario| {
        let notice = store.plan.with_untracked(|plan| {
            let after = plan.with_scenario(scenario).ok()?;
            Some(change_notice(NoticeId(plan.fresh_id(0)), title.clone(), plan, &after, today()))
        });
        let Some(notice) = notice else { return };
        let id = notice.id;
        if store.try_commit(Edit::Decisions(DecisionsChange::Notify(Box::new(notice)))) {
            comparison.paper.set(Some(Paper::Notice(id)));
        }
    };
    view! {
        <th scope="col">
            <span class="compare-head">
                <svg class="chart mini" width="14" height="14" aria-hidden="true"><rect class=format!("plan-{index}") width="14" height="14" rx="2"/></svg>
                <span class="muted">{LETTERS[index]}</span><bdi>{name}</bdi>
            </span>
            {move || stale.get().map(|words| view! { <span class="compare-stale"><Sign icon=Icon::Warn small=true/>{words}</span> })}
            <span class="row compare-actions no-print">
                <button class="button" type="button" disabled=is_here on:click=move |_| store.choose(scenario)>
                    {move || if is_here() { "You are here" } else { "Work in it" }}<span class="visually-hidden">{format!(": {label}")}</span>
                </button>
                {scenario.map(|id| view! {
                    <button class="button" type="button" on:click=move |_| adopt(store, session, id)>
                        "Adopt"<span class="visually-hidden">{format!(" {adopt_label}")}</span>
                    </button>
                    <button class="button button-quiet" type="button" on:click=move |_| tell(id)>
                        "Change notice"<span class="visually-hidden">{format!(" of {notice_label}")}</span>
                    </button>
                })}
            </span>
        </th>
    }
}

#[component]
fn FigureRow(indicator: Indicator, rows: Memo<Vec<Row>>, print: Memo<Print>) -> impl IntoView {
    let row =
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|row| row.indicator == indicator).cloned()));
    let cells = move || {
        row.get().map(|row| {
            row.plans
                .into_iter()
                .map(|figure| {
                    print.with(|print| view! { <Cell indicator unit=row.unit figure print=print.clone()/> })
                })
                .collect_view()
        })
    };
    view! {
        <tr>
            <th scope="row">
                <Why id=format!("compare-{}", indicator as u32) figure=Signal::stored(indicator.words().to_owned()) of="meaning">
                    <p>{indicator.meaning()}</p>
                </Why>
            </th>
            {cells}
        </tr>
    }
}

/// Figure, interval, difference.
#[component]
fn Cell(indicator: Indicator, unit: Unit, figure: Option<Compared>, print: Print) -> impl IntoView {
    let Some(figure) = figure else {
        let why = if unit == Unit::Week { "beyond the horizon" } else { "unknown" };
        return view! { <td class="muted">{why}</td> }.into_any();
    };
    let change = figure.change.map(|change| {
        let said = print.change(unit, &change);
        let (class, sign) = match news(indicator, &change) {
            _ if said == "no difference" => ("compare-change muted", None),
            News::Better => ("compare-change is-gain", Some((Icon::Ok, "better: "))),
            News::Worse => ("compare-change is-loss", Some((Icon::Warn, "worse: "))),
            News::Neither => ("compare-change muted", None),
        };
        view! {
            <span class=class>
                {sign.map(|(icon, word)| view! { <Sign icon small=true/><span class="visually-hidden">{word}</span> })}
                {said}
            </span>
            {odds(&change).map(|odds| view! { <span class="compare-odds">{odds}</span> })}
        }
    });
    view! {
        <td>
            <span class="compare-figure">{print.figure(unit, figure.value)}</span>
            {print.range(unit, &figure).map(|range| view! { " "<span class="spread">{range}</span> })}
            {change}
        </td>
    }
    .into_any()
}
