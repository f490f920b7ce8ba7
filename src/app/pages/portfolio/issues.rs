//! What is wrong with the document, each with the way there.

use leptos::prelude::*;

use super::row::column_of;
use super::sheet::{Cell, Sheet, initiative_of};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{capitalised, count};
use crate::app::pages::Page;
use crate::app::state::session::Dialog;
use crate::model::validate::{Issue, Place, Severity};

/// Issues shown at first.
const SHOWN: usize = 6;

/// The list below the table; nothing if all is well.
#[component]
pub(super) fn Issues(sheet: Sheet) -> impl IntoView {
    let limit = RwSignal::new(SHOWN);
    let issues = sheet.store.issues;
    let all = move || issues.with(Vec::len);
    view! {
        <Show when=move || { all() > 0 }>
            <section class="card" aria-labelledby="issues-title">
                <div class="card-header">
                    <div>
                        <h2 id="issues-title">{move || format!("{} to close", count(all(), "gap", "gaps"))}</h2>
                        <p class="card-note">"Gaps never stop anything; the figures are as good as what they rest on."</p>
                    </div>
                </div>
                <ul class="list">
                    {move || issues.with(|issues| issues.iter().take(limit.get()).cloned().map(|issue| view! { <IssueRow sheet issue/> }).collect_view())}
                </ul>
                <Show when=move || { all() > limit.get() }>
                    <p class="card-foot">
                        <button class="button" type="button" on:click=move |_| limit.set(usize::MAX)>
                            {move || format!("Show all {}", all())}
                        </button>
                    </p>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn IssueRow(sheet: Sheet, issue: Issue) -> impl IntoView {
    let (icon, class) = match issue.severity {
        Severity::Error => (Icon::Stop, "is-stop"),
        Severity::Warning => (Icon::Warn, "is-warn"),
    };
    let (at, message, remedy) = (issue.at.clone(), capitalised(&issue.message), issue.remedy.clone());
    let label = format!("Show {at}");
    view! {
        <li class="list-item">
            <span class=class><Sign icon/></span>
            <div>
                <strong>{at}</strong>
                <p>{format!("{message}. {remedy}.")}</p>
            </div>
            <button class="button" type="button" aria-label=label on:click=move |_| jump(sheet, &issue)>"Show"</button>
        </li>
    }
}

/// Shows the place of an issue: its cell, its dialog or its page.
fn jump(sheet: Sheet, issue: &Issue) {
    match issue.place {
        Place::Initiative(row) => sheet.jump(Cell { row, column: column_of(issue) }),
        Place::Stage(_) => {
            if let Some(row) = initiative_of(sheet.store, issue) {
                sheet.session.dialog.set(Some(Dialog::Initiative(row)));
            }
        }
        Place::Criterion(_) => sheet.session.go(Page::Prioritise),
        Place::Role(_) => sheet.session.go(Page::Capacity),
        Place::Assessment(_) | Place::Office => sheet.session.go(Page::Office),
        Place::Workshop => sheet.session.go(Page::Workshop),
        Place::Scenario(_) => sheet.session.dialog.set(Some(Dialog::Scenarios)),
        Place::Portfolio => sheet.session.dialog.set(Some(Dialog::Settings)),
    }
}
