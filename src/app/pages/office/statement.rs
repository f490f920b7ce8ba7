//! One statement of an answer sheet: five anchors, "don't know", how sure, and what supports the answer.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::app::components::confidence_choice::ConfidenceChoice;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::statement_form::StatementChoices;
use crate::model::edit::Edit;
use crate::model::office::Evidence;
use crate::model::office::maturity_model::{Statement, StatementId};

/// The card.
#[component]
pub(super) fn StatementCard(
    sheet: Sheet,
    statement: Statement,
    /// Whether it belongs to the organisation's own side, which takes no evidence.
    of_organisation: bool,
) -> impl IntoView {
    let id = statement.id;
    let answer = Memo::new(move |_| sheet.answers.with(|answers| answers.get(&id).copied()));
    let is_current = Memo::new(move |_| sheet.current.get() == id);
    let sign = if of_organisation { "O" } else { "" };
    let short = if statement.short_form && !of_organisation { " ●" } else { "" };
    let title = format!("{sign}{id} {}{short}", statement.name);
    let on_answer = Callback::new(move |answer| sheet.set(id, Some(answer)));
    let on_press = Callback::new(move |()| {
        sheet.go_to(id);
        sheet.go_on_from(id);
    });
    let asks_confidence = Memo::new(move |_| sheet.asks_confidence(id));
    let confidence = Signal::derive(move || sheet.confidence.with(|said| said.get(&id).copied()));
    let on_choose = Callback::new(move |confidence| sheet.set_confidence(id, confidence));
    view! {
        <section class="card statement" class:statement-current=move || is_current.get() aria-labelledby=format!("name-{id}") on:focusin=move |_| sheet.go_to(id)>
            <StatementChoices id title statement=statement.statement anchors=statement.anchors answer on_answer on_press/>
            <div class="statement-foot">
                {(!of_organisation).then(|| view! { <EvidenceChoice sheet id/> })}
                <Show when=move || asks_confidence.get()><ConfidenceChoice id confidence on_choose/></Show>
                <button class="button button-quiet row-end" type="button" disabled=move || answer.get().is_none() on:click=move |_| sheet.set(id, None)>
                    <Sign icon=Icon::Close small=true/>"Clear answer"<span class="visually-hidden">{format!(" to {id}")}</span>
                </button>
            </div>
        </section>
    }
}

/// What was seen; one grade for the whole assessment, not for one person.
#[component]
fn EvidenceChoice(sheet: Sheet, id: StatementId) -> impl IntoView {
    let assessment = sheet.assessment;
    let evidence = Memo::new(move |_| {
        sheet.state.store.office.with(|office| {
            office.assessment(assessment).and_then(|it| it.evidence.get(&id).copied()).unwrap_or_default()
        })
    });
    let grades = [
        (Evidence::None, "None"),
        (Evidence::Told, "Told"),
        (Evidence::Document, "Document"),
        (Evidence::Data, "Figures"),
    ];
    view! {
        <fieldset class="evidence" title="Shared by all respondents. Without a document or figures a statement counts 3 at most, with a document 4.">
            <legend>"Evidence seen"<span class="visually-hidden">{format!(" for {id}")}</span></legend>
            <span class="segmented">
                {grades.map(|(grade, name)| view! {
                    <label>
                        <input type="radio" name=format!("evidence-{id}") prop:checked=move || evidence.get() == grade
                            on:change=move |_| {
                                sheet.state.store.commit(Edit::SetEvidence { assessment, statement: id, evidence: grade });
                            }/>
                        {name}
                    </label>
                })}
            </span>
        </fieldset>
    }
}
