//! A few rows of the file, with what would become of them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::table::Preview;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::shortened;
use crate::exchange::initiative_list::{CellProblem, Field, Outcome, Verdict};

/// Rows shown, of those with problems and of those without.
const EACH: usize = 4;
/// Columns shown.
const COLUMNS: usize = 6;
/// Longest text of a cell [characters].
const CHARS: usize = 28;

/// A field, its text, and the worst that is said of it.
type Shown = (Field, String, Option<(Verdict, String)>);

/// One row of the preview.
#[derive(Clone, Debug, PartialEq)]
struct RowShown {
    line: u32,
    /// Text, worst verdict and reason of each shown field.
    cells: Vec<Shown>,
    fate: Fate,
}

/// What would become of a row, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    New,
    Updates,
    Same,
    Refused,
}

/// First rows with problems and first rows without.
#[component]
pub(super) fn Rows(preview: Preview) -> impl IntoView {
    let fields = Memo::new(move |_| preview.draft.with(|draft| shown_fields(draft.map.keys().copied())));
    let rows = Memo::new(move |_| shown_rows(preview, &fields.get()));
    let head = move |field: Field| {
        let column = preview.draft.with(|draft| {
            draft
                .map
                .get(&field)
                .and_then(|column| draft.table.header.get(*column as usize))
                .map(|name| shortened(name, 16))
        });
        view! { <th scope="col" class:number=field.is_money()>{field.to_string()}<small>{column.map(|name| format!(" ← {name}"))}</small></th> }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Some rows of the file">
            <table class="data-table data-table-tight">
                <thead>
                    <tr>
                        <th scope="col" class="number">"Line"</th>
                        <th scope="col">"Becomes"</th>
                        {move || fields.get().into_iter().map(head).collect_view()}
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(|row| view! { <RowPreview row/> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn RowPreview(row: RowShown) -> impl IntoView {
    let (icon, class, word) = match row.fate {
        Fate::New => (Icon::Plus, "chip chip-accent", "new"),
        Fate::Updates => (Icon::Ok, "chip", "updates"),
        Fate::Same => (Icon::Ok, "chip", "as it is"),
        Fate::Refused => (Icon::Stop, "chip chip-stop", "left out"),
    };
    let cell = |(field, text, problem): (Field, String, Option<(Verdict, String)>)| {
        let verdict = problem.as_ref().map(|(verdict, _)| *verdict);
        let class = match verdict {
            Some(Verdict::CellRefused | Verdict::RowRefused) => "cell-error",
            Some(Verdict::Note) => "cell-warn",
            None => "",
        };
        view! { <td class=class class:number=field.is_money() class:import-name=field == Field::Name title=problem.map(|(_, reason)| reason)>{text}</td> }
    };
    view! {
        <tr>
            <td class="number">{row.line}</td>
            <td><span class=class><Sign icon/>{word}</span></td>
            {row.cells.into_iter().map(cell).collect_view()}
        </tr>
    }
}

/// The most telling of the mapped fields.
fn shown_fields(mapped: impl Iterator<Item = Field>) -> Vec<Field> {
    const FIRST: [Field; 7] = [
        Field::Name,
        Field::Department,
        Field::Cost,
        Field::Benefit,
        Field::NeededBy,
        Field::EarliestStart,
        Field::State,
    ];
    let mut fields: Vec<Field> = mapped.collect();
    let rank = |field: &Field| match field {
        Field::CostIn(_) => 2,
        _ => FIRST.iter().position(|first| first == field).unwrap_or(FIRST.len()),
    };
    fields.sort_by_key(|field| (rank(field), *field));
    fields.truncate(COLUMNS);
    fields
}

fn shown_rows(preview: Preview, fields: &[Field]) -> Vec<RowShown> {
    preview.draft.with(|draft| {
        preview.proposal.with(|proposal| {
            let mut problems: BTreeMap<usize, Vec<&CellProblem>> = BTreeMap::new();
            for problem in &proposal.problems {
                problems.entry(problem.row as usize).or_default().push(problem);
            }
            let is_bad = |row: &usize| {
                problems.get(row).is_some_and(|all| all.iter().any(|it| it.verdict > Verdict::Note))
            };
            let all = 0..proposal.rows.len();
            let bad = all.clone().filter(|row| is_bad(row)).take(EACH);
            let mut chosen: Vec<usize> = bad.chain(all.filter(|row| !is_bad(row)).take(EACH)).collect();
            chosen.sort_unstable();
            let none = Vec::new();
            let row = |index: usize| {
                let problems = problems.get(&index).unwrap_or(&none);
                let cell = |field: &Field| {
                    let text =
                        draft.map.get(field).map_or("", |column| draft.table.rows[index].cell(*column));
                    let here = problems.iter().filter(|it| it.field == *field).max_by_key(|it| it.verdict);
                    (
                        *field,
                        shortened(text, CHARS),
                        here.map(|it| (it.verdict, format!("{}; {}", it.reason, it.remedy))),
                    )
                };
                let fate = match &proposal.rows[index].outcome {
                    Outcome::New(_) => Fate::New,
                    Outcome::Updates { changes, .. } if changes.is_empty() => Fate::Same,
                    Outcome::Updates { .. } => Fate::Updates,
                    Outcome::Refused => Fate::Refused,
                };
                RowShown { line: proposal.rows[index].line, cells: fields.iter().map(cell).collect(), fate }
            };
            chosen.into_iter().map(row).collect()
        })
    })
}
