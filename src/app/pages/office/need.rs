//! "Do you need a PMO?": functions first, an office only if they make enough work.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::analysis::office::{Form, FunctionReport, NeedReport, need_report};
use crate::app::components::field::{TextField, apply};
use crate::app::components::segmented::Segmented;
use crate::app::components::why::Why;
use crate::app::format::{count, in_words, number};
use crate::model::edit::Edit;
use crate::model::office::functions::{FunctionId, FunctionNeed, OfficeFunction};

/// The card.
#[component]
pub(super) fn NeedCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let report = Memo::new(move |_| state.store.document.with(need_report));
    let days = Signal::derive(move || report.with(|it| number(it.open_days, 1)));
    view! {
        <section class="card need-card" aria-labelledby="need-title">
            <div class="card-header"><div>
                <h2 id="need-title">{move || report.with(title)}</h2>
                <p class="card-note">{move || report.with(note)}</p>
            </div></div>
            <p class="need-days">"Work that nobody does: " <Why id="need-days" figure=days of="open work"><DaysSum report/></Why> " person-days a month"</p>
            <details class="twin">
                <summary>{move || report.with(|it| format!("Ten functions, {} answered", it.asked))}</summary>
                <ul class="list need-list">
                    {OfficeFunction::all().iter().map(|function| view! { <FunctionRow function report/> }).collect_view()}
                </ul>
            </details>
        </section>
    }
}

fn title(report: &NeedReport) -> String {
    match report.form {
        None => "Do you need a PMO?".to_owned(),
        Some(Form::Nothing) => "You need no PMO, nor its functions".to_owned(),
        Some(Form::FunctionsOnly) => "You need the functions, not an office".to_owned(),
        Some(Form::PartTime) => "You need a part-time PMO".to_owned(),
        Some(Form::Formal) => "You need a PMO of its own".to_owned(),
    }
}

fn note(report: &NeedReport) -> String {
    let Some(form) = report.form else {
        return "Say which functions are needed and who does them already. “Functions without an office” is a full answer."
            .to_owned();
    };
    let sure = match (report.form_at_least, report.form_at_most) {
        (Some(least), Some(most)) if least == most => {
            "It stays so if the work is 0.6 to 1.6 times as much.".to_owned()
        }
        (Some(least), Some(most)) => {
            format!("With 0.6 times the work: {}; with 1.6 times: {}.", words(least), words(most))
        }
        _ => String::new(),
    };
    let left = if report.asked < usize::from(FunctionId::COUNT) {
        " Some functions are not answered yet."
    } else {
        ""
    };
    let advice = match form {
        Form::Nothing => "No function is needed so far.".to_owned(),
        _ => format!(
            "{} needed, {} done by somebody already.",
            count(report.needed, "function is", "functions are"),
            in_words(report.covered).to_lowercase()
        ),
    };
    format!("{advice} {sure}{left}")
}

fn words(form: Form) -> &'static str {
    match form {
        Form::Nothing => "nothing",
        Form::FunctionsOnly => "functions without an office",
        Form::PartTime => "a part-time office",
        Form::Formal => "an office of its own",
    }
}

#[component]
fn DaysSum(report: Memo<NeedReport>) -> impl IntoView {
    move || {
        let report = report.get();
        let open = |it: &&FunctionReport| it.is_needed == Some(true) && it.owner.trim().is_empty();
        let rows = report
            .functions
            .iter()
            .filter(open)
            .map(|it| {
                view! {
                    <tr><td>{it.name}</td><td>{number(it.days, 1)}</td></tr>
                }
            })
            .collect_view();
        view! {
            <h3>"Work that nobody does"</h3>
            <p class="formula">{format!("Σ (base + share per initiative × {})", report.initiatives)}</p>
            <table>
                <thead><tr><th>"Function"</th><th>"Days a month"</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><td>"Together"</td><td>{number(report.open_days, 1)}</td></tr></tfoot>
            </table>
            <p>"Below a quarter of a person (4.5 days): no office. Up to one person (18 days): part-time. Beyond: an office of its own. The days are our rules of thumb, so the answer is also worked out with 0.6 and 1.6 times as many."</p>
        }
    }
}

#[component]
fn FunctionRow(function: &'static OfficeFunction, report: Memo<NeedReport>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let id = function.number;
    let index = usize::from(id.number()) - 1;
    let is_needed = Memo::new(move |_| report.with(|it| it.functions[index].is_needed));
    let owner = Memo::new(move |_| report.with(|it| it.functions[index].owner.clone()));
    let set = move |need: Option<FunctionNeed>| apply(state.store, Edit::SetFunction { function: id, need });
    let choose = move |choice: Option<bool>| {
        let need = choice.map(|is_needed| FunctionNeed { is_needed, owner: owner.get_untracked() });
        drop(set(need));
    };
    view! {
        <li class="need-function">
            <div><strong>{function.name.as_str()}</strong><p>{function.question.as_str()}</p></div>
            <Segmented legend=format!("Is {} needed?", function.name.to_lowercase()) name=format!("function-{}", id.number())
                choices=[(Some(true), "Yes"), (Some(false), "No"), (None, "?")] value=is_needed on_choose=choose/>
            <Show when=move || is_needed.get() == Some(true)>
                <TextField label="Done already by" value=owner placeholder="nobody"
                    on_change=move |owner| set(Some(FunctionNeed { is_needed: true, owner: owner.trim().to_owned() }))/>
            </Show>
        </li>
    }
}
