//! One statement of an answer sheet: five anchors, "don't know", and what supports the answer.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::app::components::icon::{Icon, Sign};
use crate::model::edit::Edit;
use crate::model::office::maturity_model::{Statement, StatementId};
use crate::model::office::{Answer, Evidence};

/// Name of the group of choices of `statement`.
pub(super) fn answer_group(statement: StatementId) -> String {
    format!("answer-{statement}")
}

/// The card.
#[component]
pub(super) fn StatementCard(
    sheet: Sheet,
    statement: &'static Statement,
    /// Whether it belongs to the organisation's own side, which takes no evidence.
    of_organisation: bool,
) -> impl IntoView {
    let id = statement.id;
    let answer = Memo::new(move |_| sheet.answers.with(|answers| answers.get(&id).copied()));
    let is_current = Memo::new(move |_| sheet.current.get() == id);
    view! {
        <section class="card statement" class:statement-current=move || is_current.get() aria-labelledby=format!("name-{id}") on:focusin=move |_| sheet.go_to(id)>
            <fieldset class="anchors">
                <legend id=format!("name-{id}")>
                    <span class="statement-name">{format!("{}{id} {}", if of_organisation { "O" } else { "" }, statement.name)}{(statement.short_form && !of_organisation).then_some(" ●")}</span>
                    <span class="statement-text">{statement.statement.as_str()}</span>
                </legend>
                {(1_u8..).zip(&statement.anchors).map(|(level, anchor)| {
                    view! { <Choice sheet id answer choice=Answer::Level(level) sign=level.to_string() words=anchor.as_str()/> }
                }).collect_view()}
                <Choice sheet id answer choice=Answer::DontKnow sign="?".to_owned() words="Don’t know. It is counted, and never filled in."/>
            </fieldset>
            <div class="statement-foot">
                {(!of_organisation).then(|| view! { <EvidenceChoice sheet id/> })}
                <button class="button button-quiet row-end" type="button" disabled=move || answer.get().is_none() on:click=move |_| sheet.set(id, None)>
                    <Sign icon=Icon::Close small=true/>"Clear answer"<span class="visually-hidden">{format!(" to {id}")}</span>
                </button>
            </div>
        </section>
    }
}

/// One of the six choices.
#[component]
fn Choice(
    sheet: Sheet,
    id: StatementId,
    answer: Memo<Option<Answer>>,
    choice: Answer,
    sign: String,
    words: &'static str,
) -> impl IntoView {
    // A press of the pointer is a decision and moves on; arrow keys only pass by (their clicks have no detail).
    let on_click = move |event: web_sys::MouseEvent| {
        if event.detail() > 0 {
            sheet.set(id, Some(choice));
            sheet.go_to(id);
            sheet.go(1);
        }
    };
    view! {
        <label class="anchor" class:anchor-unknown=choice == Answer::DontKnow>
            <input type="radio" name=answer_group(id) prop:checked=move || answer.get() == Some(choice)
                on:change=move |_| sheet.set(id, Some(choice))
                on:click=on_click/>
            <span class="anchor-level">{sign}</span>
            <span>{words}</span>
        </label>
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
