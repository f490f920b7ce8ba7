//! The ranking with its two lines: who is in by hand, who in the best portfolio, and why not.

use leptos::prelude::*;

use super::lines::{Line, LineRow, Lines};
use super::order_row::OrderRow;
use super::reasons::Reasons;
use crate::app::components::keyed::Keyed;
use crate::app::components::segmented::Segmented;
use crate::app::format::number;
use crate::app::state::selection::Selection;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::id::InitiativeId;
use crate::model::portfolio::CostMargin;

/// Rows shown at first, and added by each press of the button: laying out thousands takes longer than a drag allows.
const ROWS: usize = 50;

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Item {
    Initiative(InitiativeId),
    Line(Line),
}

/// The table, the highest score first.
#[component]
pub(super) fn OrderCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let ranked = Memo::new(move |_| {
        let ranking = simulation.ranking.get().ok();
        ranking.map_or_else(Vec::new, |it| it.ranking.iter().map(|row| row.id).collect::<Vec<_>>())
    });
    let shown = RwSignal::new(ROWS);
    let lines = Lines::new(store, Memo::new(move |_| ranked.with(Vec::len)));
    let items = Memo::new(move |_| {
        let (must_have, cut_off) = (lines.rank(Line::MustHave), lines.rank(Line::CutOff));
        let last = shown.get().min(ranked.with(Vec::len));
        let mut items = Vec::with_capacity(last + 2);
        for rank in 0..=last {
            for (line, at) in [(Line::MustHave, must_have), (Line::CutOff, cut_off)] {
                // A line below the last row shown stands at its foot.
                if at == rank || (rank == last && at > last) {
                    items.push(Item::Line(line));
                }
            }
            if let Some(id) = ranked.with(|ranked| (rank < last).then(|| ranked[rank])) {
                items.push(Item::Initiative(id));
            }
        }
        items
    });
    let hidden = move || ranked.with(Vec::len).saturating_sub(shown.get());
    view! {
        <section class="card card-flush" aria-labelledby="order-title"
            on:pointermove=move |event| lines.drag(&event) on:pointerup=move |_| lines.drop_line() on:pointercancel=move |_| lines.drop_line()>
            <OrderHead/>
            <div class="table-scroll">
                <table class="data-table data-table-tight order-table" aria-labelledby="order-title">
                    <OrderColumns/>
                    <tbody>
                        <Keyed each=move || items.get() key=|item| *item let:item>
                            {match item {
                                Item::Initiative(id) => view! { <OrderRow id/> }.into_any(),
                                Item::Line(line) => view! { <LineRow line lines/> }.into_any(),
                            }}
                        </Keyed>
                    </tbody>
                </table>
            </div>
            <div class="card-foot order-foot">
                <Show when=move || { hidden() > 0 }>
                    <button class="button" type="button" on:click=move |_| shown.update(|shown| *shown += 4 * ROWS)>
                        {move || format!("Show more: {} are below", number(hidden() as f64, 0))}
                    </button>
                </Show>
                <Reasons/>
            </div>
        </section>
    }
}

#[component]
fn OrderHead() -> impl IntoView {
    let selection = expect_context::<Selection>();
    let title = move || {
        let (best, hand) = (selection.members.get(), selection.by_hand.get());
        let both = best.intersection(&hand).count();
        if best == hand {
            "By hand, from the top, the set is the best one".to_owned()
        } else {
            format!("By hand {} are in, in the best set {}; {both} are in both", hand.len(), best.len())
        }
    };
    view! {
        <div class="card-header">
            <div>
                <h2 id="order-title">{title}</h2>
                <p class="card-note">"By hand: the ranking filled from the top down to the cut-off line; what does not fit is skipped. Drag a line, or focus it and use the arrow keys."</p>
            </div>
            <CostMarginChoice/>
        </div>
    }
}

/// How far costs may be off for the core.
#[component]
fn CostMarginChoice() -> impl IntoView {
    let store = expect_context::<Store>();
    let margin = Memo::new(move |_| store.portfolio.with(|it| it.selection.cost_margin));
    view! {
        <div class="row">
            <span class="card-note" aria-hidden="true">"Core if costs are"</span>
            <Segmented legend="Core if costs are" name="cost-margin" value=margin
                choices=CostMargin::ALL.map(|it| (it, words(it)))
                on_choose=move |choice| store.commit(Edit::Portfolio(PortfolioChange::CostMargin(choice)))/>
        </div>
    }
}

fn words(margin: CostMargin) -> String {
    match margin {
        CostMargin::Exact => "as planned".to_owned(),
        _ => format!("± {} %", margin.percent()),
    }
}

#[component]
fn OrderColumns() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let core_note = move || {
        let samples = selection.findings.with(|it| it.as_ref().map_or(0, |it| it.weightings));
        let costs = match store.portfolio.with(|it| it.selection.cost_margin.percent()) {
            0 => String::new(),
            percent => format!(" and costs, each within {percent} % of the plan"),
        };
        format!(
            "Share of {samples} sampled weightings, each within 50 % of the present{costs}, in whose best set it is"
        )
    };
    let money = move || super::money(store, 0.0).replace('0', "");
    view! {
        <thead>
            <tr>
                <th scope="col" class="number">"Rank"</th>
                <th scope="col">"Initiative"</th>
                <th scope="col" class="number">"Score"</th>
                <th scope="col" class="number wide-cell" title="Money in the years that have a budget">{money}</th>
                <th scope="col" class="wide-cell">"Plan"</th>
                <th scope="col">"By hand"</th>
                <th scope="col">"Best"</th>
                <th scope="col" class="number wide-cell" title="Points lost by dropping what is in, or by having what is out">"Price"</th>
                <th scope="col" class="number wide-cell" title=core_note>"Core"</th>
                <th scope="col">"Decision"</th>
            </tr>
        </thead>
    }
}
