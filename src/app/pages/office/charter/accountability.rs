//! What the office answers for: promised and realised benefits, each with two names, signed, on a page to print.

use leptos::prelude::*;

use super::CharterState;
use super::head::read_number;
use super::paper::CharterPaper;
use crate::analysis::accountability::{Accountability, AnsweredBenefit, Attributed, accountability};
use crate::app::clock::today;
use crate::app::components::field::{DateField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, day, money, number, percent, plain};
use crate::app::state::session::Dialog;
use crate::model::finite::Finite;
use crate::model::office::charter::CharterHead;
use crate::model::portfolio::Currency;

/// The page to print.
#[component]
pub(super) fn AccountabilityPaper() -> impl IntoView {
    view! { <CharterPaper><Content/></CharterPaper> }
}

#[component]
fn Content() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let report = Memo::new(move |_| {
        let day = state.report.with(|it| it.day);
        state.store.document.with(|it| accountability(it, day))
    });
    let name = move || state.store.portfolio.with(|it| it.name.clone());
    let summary =
        move || state.store.portfolio.with(|it| report.with(|report| summary(report, &it.currency)));
    let cost = move || {
        let found = report.with(|it| it.attributed);
        found.map(|it| state.store.portfolio.with(|portfolio| cost_words(&it, &portfolio.currency)))
    };
    let rows = move || {
        let currency = state.store.portfolio.with(|it| it.currency.clone());
        report.get().benefits.into_iter().map(|it| row(state, it, &currency)).collect_view()
    };
    let printed = move || today().map(|it| format!("Printed {}.", day(it)));
    view! {
        <header class="paper-header">
            <div><p class="kicker">{move || label(state)}</p><h1 id="paper-title">"What we promised, and what came"</h1></div>
            <p class="paper-meta">{name}</p>
        </header>
        <section>
            <p>{summary}</p>
            <p>{cost}</p>
            <Show when=move || !report.with(|it| it.benefits.is_empty())>
                <table class="data-table data-table-tight value-table">
                    <thead><tr><th scope="col">"Benefit of"</th><th scope="col" class="number">"Promised"</th><th scope="col" class="number">"Realised"</th>
                        <th scope="col">"Answers for it: business"</th><th scope="col">"Answers for it: PMO"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Show>
        </section>
        <Signature/>
        <footer class="paper-foot"><p>"Realised is what was measured and reviewed; what is not measured is in no share. "{printed}</p></footer>
    }
}

fn label(state: CharterState) -> String {
    let label = state.store.office.with(|it| it.charter.head.label.clone());
    if label.trim().is_empty() { "Project management office".to_owned() } else { label }
}

fn summary(report: &Accountability, currency: &Currency) -> String {
    let promised = format!(
        "{} promised by {}.",
        money(report.promised, currency),
        count(report.benefits.len(), "benefit", "benefits")
    );
    let came = match report.realised_share {
        Some(share) => format!(
            " Of {} that is measured, {} came ({}).",
            money(report.measured, currency),
            money(report.realised, currency),
            percent(share)
        ),
        None => " Nothing is measured yet.".to_owned(),
    };
    let unanswered = match report.unanswered {
        0 => String::new(),
        open => format!(" For {} nobody of the PMO answers.", count(open, "benefit", "benefits")),
    };
    format!("{promised}{came}{unanswered}")
}

/// "The PMO cost £80k so far; £200k to £400k of what came is put down to it: 2.5 to 5.0 times its cost."
fn cost_words(it: &Attributed, currency: &Currency) -> String {
    format!(
        "The PMO has cost {} in {} years; {} to {} of what came is put down to it, {} to {} times its cost.",
        money(it.cost, currency),
        number(it.years, 1),
        money(it.benefit.low, currency),
        money(it.benefit.high, currency),
        number(it.ratio.low, 1),
        number(it.ratio.high, 1)
    )
}

fn row(state: CharterState, it: AnsweredBenefit, currency: &Currency) -> impl IntoView + use<> {
    let id = it.id;
    let realised = it.realised.map_or_else(|| "not measured".to_owned(), |it| money(it, currency));
    let open = move |_| state.session.dialog.set(Some(Dialog::Initiative(id)));
    view! {
        <tr><th scope="row"><button class="button-link" type="button" on:click=open>{it.name}</button></th>
            <td class="number">{money(it.promised, currency)}</td><td class="number">{realised}</td>
            <td>{answers(it.owner)}</td><td>{answers(it.pmo)}</td></tr>
    }
}

fn answers(name: String) -> AnyView {
    if name.is_empty() {
        view! { <span class="value-open"><Sign icon=Icon::Warn small=true/>"nobody yet"</span> }.into_any()
    } else {
        name.into_any()
    }
}

/// The name and the day under the statement.
#[component]
fn Signature() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let head = Memo::new(move |_| state.store.office.with(|it| it.charter.head.clone()));
    let by = Signal::derive(move || head.with(|it| it.results_signed_by.clone()));
    let on = Signal::derive(move || head.with(|it| it.results_signed));
    let signed = move || {
        let name = by.get();
        let name = if name.trim().is_empty() { "…".to_owned() } else { name };
        format!("{name}, {}", on.get().map_or_else(|| "…".to_owned(), day))
    };
    view! {
        <section class="paper-signature">
            <p>"The PMO answers for this statement with its name."</p>
            <p class="paper-signed"><b>{signed}</b></p>
            <div class="form-grid no-print">
                <TextField label="Signed by" value=by on_change=move |text| state.head(|it| it.results_signed_by = text)/>
                <DateField label="Signed on" value=on on_change=move |day| state.head(|it| it.results_signed = day)/>
                <TextField label="Of what came, put down to the PMO at least [%]" value=share(head, |it| it.attributed_low)
                    on_change=move |text| { let share = read_share(&text)?; state.head(|it| it.attributed_low = share) }/>
                <TextField label="At most [%]" value=share(head, |it| it.attributed_high)
                    on_change=move |text| { let share = read_share(&text)?; state.head(|it| it.attributed_high = share) }/>
            </div>
        </section>
    }
}

/// A share as a percentage to edit.
fn share(head: Memo<CharterHead>, of: fn(&CharterHead) -> Option<Finite>) -> Signal<String> {
    let words = |it: Finite| plain((it.get() * 1e4).round() / 100.0);
    Signal::derive(move || head.with(of).map_or_else(String::new, words))
}

/// A percentage as a share; none of an empty text.
fn read_share(text: &str) -> Result<Option<Finite>, String> {
    let number = read_number(text.trim().trim_end_matches('%'))?;
    number.map(|it| Finite::new(it.get() / 100.0).map_err(|error| error.to_string())).transpose()
}
