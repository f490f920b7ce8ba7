//! The strategy of the office in seven fields, each beside what the document shows, and what contradicts what.

use leptos::prelude::*;

use super::CharterState;
use crate::analysis::strategy_sheet::{Contradiction, StrategyReport, strategy_sheet};
use crate::app::components::field::TextAreaField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, in_words};
use crate::model::edit::CharterChange;
use crate::model::office::strategy_sheet::StrategyField;

/// The card.
#[component]
pub(super) fn StrategyCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let report = Memo::new(move |_| state.store.document.with(strategy_sheet));
    let found = move || report.get().contradictions.into_iter().map(row).collect_view();
    view! {
        <section class="card strategy-card" aria-labelledby="strategy-title">
            <div class="card-header"><div>
                <h2 id="strategy-title">{move || report.with(title)}</h2>
                <p class="card-note">"Seven fields that have to fit together. What you write is not judged; it is held beside what else this document shows."</p>
            </div></div>
            <ul class="list">{found}</ul>
            <details class="twin"><summary>{move || report.with(written)}</summary>
                <div class="strategy-fields">{StrategyField::ALL.map(|it| view! { <Field field=it report/> })}</div>
            </details>
        </section>
    }
}

fn title(report: &StrategyReport) -> String {
    match report.contradictions.len() {
        0 if report.written() == 0 => "What is the strategy of the PMO?".to_owned(),
        0 => "Nothing contradicts the strategy of the PMO".to_owned(),
        1 => "One thing contradicts the strategy of the PMO".to_owned(),
        many => format!("{} things contradict the strategy of the PMO", in_words(many)),
    }
}

fn written(report: &StrategyReport) -> String {
    match report.written() {
        0 => "The sheet: seven fields to write".to_owned(),
        n => format!("The sheet: {n} of {} written", count(report.fields.len(), "field is", "fields are")),
    }
}

fn row(it: Contradiction) -> impl IntoView {
    let [one, other] = it.fields.map(StrategyField::words);
    view! {
        <li class="list-item"><span class="is-warn"><Sign icon=Icon::Warn small=true/></span>
            <div><strong>{format!("{one} and {}", other.to_lowercase())}</strong><p>{it.words}</p></div></li>
    }
}

#[component]
fn Field(field: StrategyField, report: Memo<StrategyReport>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let value = Signal::derive(move || state.store.office.with(|it| it.strategy.field(field).clone()));
    let shows = move || {
        let shows =
            report.with(|it| it.fields.iter().find(|it| it.field == field).map(|it| it.shows.clone()));
        shows.filter(|it| !it.is_empty()).map(|it| format!("Shown here: {it}."))
    };
    let set = move |text: String| {
        let mut sheet = state.store.office.with_untracked(|it| it.strategy.clone());
        text.trim().clone_into(sheet.field_mut(field));
        state.commit(CharterChange::Strategy(Box::new(sheet)))
    };
    view! {
        <div class="strategy-field">
            <TextAreaField label=field.words() value lines=2 on_change=set/>
            <p class="card-note">{field.question()}" "{shows}</p>
        </div>
    }
}
