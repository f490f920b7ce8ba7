//! What is still to be laid before the figures can rest on it, in order; gone once all is there.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::analysis::first_steps::{FirstStep, first_steps};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::in_words;
use crate::app::pages::Page;
use crate::app::pages::office::OfficeView;
use crate::app::state::session::Dialog;

/// The steps, the next one named.
#[component]
pub(super) fn FirstSteps(sheet: Sheet) -> impl IntoView {
    let steps = Memo::new(move |_| sheet.store.document.with(first_steps));
    let next = move || steps.get().into_iter().find(|(_, done)| !done).map(|(step, _)| step);
    let title = move || {
        let left = steps.get().iter().filter(|(_, done)| !done).count();
        next().map(|step| match left {
            5 => "Five steps make a portfolio; begin with the goals".to_owned(),
            1 => format!("One step is left: {}", words(step).0.to_lowercase()),
            left => format!("{} steps are left; next: {}", in_words(left), words(step).0.to_lowercase()),
        })
    };
    view! {
        <Show when=move || next().is_some()>
            <section class="card" aria-labelledby="steps-title">
                <div class="card-header">
                    <div>
                        <h2 id="steps-title">{title}</h2>
                        <p class="card-note">"Goals before money, money before work, work before people, and the office’s services last: each rests on the one before. None is asked for."</p>
                    </div>
                </div>
                <ol class="list first-steps">
                    {move || steps.get().map(|(step, done)| view! { <StepRow sheet step done is_next=next() == Some(step)/> }).collect_view()}
                </ol>
            </section>
        </Show>
    }
}

#[component]
fn StepRow(sheet: Sheet, step: FirstStep, done: bool, is_next: bool) -> impl IntoView {
    let (name, what, label) = words(step);
    let (icon, class) = if done { (Icon::Ok, "is-ok") } else { (Icon::Note, "is-note") };
    view! {
        <li class="list-item">
            <span class=class><Sign icon/></span>
            <div>
                <strong>{name}<span class="visually-hidden">{if done { ": done" } else { ": open" }}</span></strong>
                <p>{what}</p>
            </div>
            {(!done).then(|| view! {
                <button class="button" class:button-primary=is_next type="button" on:click=move |_| begin(sheet, step)>{label}</button>
            })}
        </li>
    }
}

/// Name, what to do, and what the button says.
fn words(step: FirstStep) -> (&'static str, &'static str, &'static str) {
    match step {
        FirstStep::Goals => {
            ("Goals", "The few objectives that everything is held against.", "Write objectives")
        }
        FirstStep::Funding => ("Funding", "What there is to spend in each year.", "Set a budget"),
        FirstStep::Demand => {
            ("Demand", "What people want done, each with the outcome it is for.", "Add an initiative")
        }
        FirstStep::Capacity => {
            ("Capacity", "Who there is, by role, and what daily work takes first.", "Add roles")
        }
        FirstStep::Services => (
            "The office’s services",
            "What the office does, for whom, and what it does not.",
            "Write the charter",
        ),
    }
}

fn begin(sheet: Sheet, step: FirstStep) {
    match step {
        FirstStep::Goals | FirstStep::Funding => sheet.session.dialog.set(Some(Dialog::Settings)),
        FirstStep::Demand => sheet.add(),
        FirstStep::Capacity => sheet.session.go(Page::Capacity),
        FirstStep::Services => sheet.session.show_office(OfficeView::Charter),
    }
}
