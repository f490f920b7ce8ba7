//! What is not taken over as it stands: line, column, reason, remedy.

use std::sync::Arc;

use leptos::prelude::*;

use super::table::Preview;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number};
use crate::exchange::initiative_list::{CellProblem, Field, Verdict};

/// Problems shown; the rest are counted.
const SHOWN: usize = 100;

/// The list, the worst first; nothing if the file is clean.
#[component]
pub(super) fn Problems(preview: Preview) -> impl IntoView {
    let total = move || preview.proposal.with(|it| it.problems.len() + it.problems_left_off);
    let shown = Memo::new(move |_| {
        preview.proposal.with(|proposal| {
            let mut worst: Vec<&CellProblem> = proposal.problems.iter().collect();
            worst.sort_by_key(|problem| std::cmp::Reverse(problem.verdict));
            worst.into_iter().take(SHOWN).cloned().collect::<Vec<_>>()
        })
    });
    let notes = move || {
        preview.draft.with(|draft| {
            let said = draft.table.notes.iter().map(|note| match note.line {
                Some(line) => format!("Line {line}: {}.", note.text),
                None => format!("{}.", note.text),
            });
            said.map(|text| view! { <li class="list-item"><span class="is-note"><Sign icon=Icon::Note/></span><p>{text}</p></li> }).collect_view()
        })
    };
    view! {
        <ul class="list import-problems">
            {notes}
            <Keyed each=move || shown.get() key=|problem| (problem.row, problem.column.clone(), problem.reason.clone()) let:problem>
                <ProblemRow preview problem/>
            </Keyed>
        </ul>
        <Show when=move || { total() > SHOWN }>
            <p class="card-note">{move || format!("and {} more", number((total() - SHOWN) as f64, 0))}</p>
        </Show>
        <Show when=move || total() == 0>
            <p class="card-note">{move || preview.proposal.with(|it| format!("Every cell of {} is understood.", count(it.rows.len(), "row", "rows")))}</p>
        </Show>
    }
}

#[component]
fn ProblemRow(preview: Preview, problem: CellProblem) -> impl IntoView {
    let (icon, class, verdict) = match problem.verdict {
        Verdict::RowRefused => (Icon::Stop, "is-stop", "The row is left out"),
        Verdict::CellRefused => (Icon::Warn, "is-warn", "The cell counts as empty"),
        Verdict::Note => (Icon::Note, "is-note", "Taken over as it stands"),
    };
    let column: String = problem.column.chars().take(60).collect();
    let mend = (problem.verdict > Verdict::Note)
        .then(|| view! { <Mend preview row=problem.row field=problem.field line=problem.line/> });
    view! {
        <li class="list-item">
            <span class=class><Sign icon/></span>
            <div>
                <strong>{format!("Line {}, {column}: {}", problem.line, problem.reason)}</strong>
                <p>{format!("{verdict}. To mend it: {}.", problem.remedy)}</p>
            </div>
            {mend}
        </li>
    }
}

/// The cell itself, to be mended here; the file stays as it is. Nothing if the file has no such column.
#[component]
fn Mend(preview: Preview, row: u32, field: Field, line: u32) -> impl IntoView {
    let column = preview.draft.with_untracked(|draft| draft.map.get(&field).copied());
    column.map(|column| {
        let text = preview.draft.with_untracked(|draft| draft.table.rows[row as usize].cell(column).to_owned());
        let mend = move |text: &str| {
            preview.draft.update(|draft| Arc::make_mut(&mut draft.table).mend(row, column, text));
        };
        view! {
            <label class="field import-mend">
                <span class="visually-hidden">{format!("{field} of line {line}")}</span>
                <input class="input" autocomplete="off" prop:value=text on:change:target=move |event| mend(&event.target().value())/>
            </label>
        }
    })
}
