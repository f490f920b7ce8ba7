//! What there is: every initiative in one table, in order of priority, edited as in a spreadsheet.

mod column;
mod editor;
mod first_steps;
mod funnel;
mod grid;
mod issues;
mod paste;
mod row;
mod sheet;
mod trace_card;
mod under_way;

use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::format::count;
use crate::app::state::session::Dialog;
use crate::model::portfolio::MoneyScale;
use first_steps::FirstSteps;
use funnel::Funnel;
use grid::{Grid, follow_clipboard};
use issues::Issues;
use sheet::Sheet;
use trace_card::TraceCard;
use under_way::UnderWay;

/// The page.
#[component]
pub fn PortfolioPage() -> impl IntoView {
    let sheet = Sheet::new();
    follow_clipboard(sheet);
    let is_empty = Memo::new(move |_| sheet.store.initiatives.with(|it| it.list.is_empty()));
    view! {
        <div class="page">
            <header class="page-header">
                <Heading sheet/>
                <div class="page-actions">
                    <button class="button" type="button" on:click=move |_| sheet.session.dialog.set(Some(Dialog::Open))>
                        <Sign icon=Icon::Import small=true/>"Import"
                    </button>
                    <button class="button button-primary" type="button" on:click=move |_| sheet.add()>
                        <Sign icon=Icon::Plus small=true/>"Initiative"
                    </button>
                </div>
            </header>
            <Show when=move || is_empty.get() fallback=move || view! { <Grid sheet/> }>
                <Nothing sheet/>
            </Show>
            <Show when=move || !is_empty.get()><Funnel sheet/><UnderWay sheet/><TraceCard sheet/></Show>
            <FirstSteps sheet/>
            <Issues sheet/>
            <p class="visually-hidden" role="status">{move || sheet.said.get()}</p>
        </div>
    }
}

/// "40 initiatives, 16 in the plan; 7 need attention".
#[component]
fn Heading(sheet: Sheet) -> impl IntoView {
    let title = move || {
        let (all, planned) = sheet.store.initiatives.with(|it| (it.list.len(), it.in_plan().count()));
        let open = sheet.issues.with(std::collections::BTreeMap::len);
        let attention = match open {
            0 => String::new(),
            1 => "; 1 needs attention".to_owned(),
            _ => format!("; {open} need attention"),
        };
        match all {
            0 => "No initiatives yet".to_owned(),
            _ => format!("{}, {planned} in the plan{attention}", count(all, "initiative", "initiatives")),
        }
    };
    let money = move || {
        sheet.store.portfolio.with(|it| {
            let code = &it.currency.code;
            match it.currency.scale {
                MoneyScale::Unit => format!("Amounts are in {code}."),
                MoneyScale::Thousand => format!("Amounts are in thousands of {code}."),
                MoneyScale::Million => format!("Amounts are in millions of {code}."),
            }
        })
    };
    view! {
        <div>
            <h1>{title}</h1>
            <p>"In order of priority. Type in any cell, or paste a block from Excel. "{money}</p>
        </div>
    }
}

/// What to do while there is nothing.
#[component]
fn Nothing(sheet: Sheet) -> impl IntoView {
    view! {
        <section class="card empty" aria-label="Initiatives">
            <Sign icon=Icon::Portfolio/>
            <h2>"What is the organisation working on?"</h2>
            <p>
                "Add the first initiative, press "<kbd class="key">"Ctrl V"</kbd>
                " to paste rows from Excel (name, kind, state, in plan, cost, benefit, needed by, owner), or begin with a sample or a file."
            </p>
            <div class="row">
                <button class="button button-primary" type="button" on:click=move |_| sheet.add()>
                    <Sign icon=Icon::Plus small=true/>"Add an initiative"
                </button>
                <button class="button" type="button" on:click=move |_| sheet.session.dialog.set(Some(Dialog::Open))>
                    <Sign icon=Icon::Import small=true/>"Open a sample or a file"
                </button>
            </div>
        </section>
    }
}
