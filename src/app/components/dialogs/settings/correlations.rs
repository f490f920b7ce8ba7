//! Departments whose work is long or short together: a triangle of numbers.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::analysis::correlations::mended;
use crate::app::components::field::{Reason, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::finite::Finite;
use crate::model::limits;
use crate::model::portfolio::DepartmentCorrelations;

/// What the stages of a department have in common when it comes into the table.
const FIRST: f64 = 0.3;

/// The table, and what is said of it if it cannot be.
#[component]
pub(super) fn Correlations() -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = Memo::new(move |_| store.portfolio.with(|it| it.correlations.clone()));
    let names =
        Memo::new(move |_| rows.with(|rows| rows.iter().map(|it| it.department.clone()).collect::<Vec<_>>()));
    let refused = RwSignal::new(None::<String>);
    let set = Callback::new(move |rows: Vec<DepartmentCorrelations>| {
        let edit = Edit::Portfolio(PortfolioChange::DepartmentCorrelations(rows));
        refused.set(apply(store, edit).err());
    });
    let others = Memo::new(move |_| {
        let used = names.get();
        let all: BTreeSet<String> =
            store.initiatives.with(|it| it.list.iter().map(|it| it.department.trim().to_owned()).collect());
        all.into_iter().filter(|it| !it.is_empty() && !used.contains(it)).collect::<Vec<_>>()
    });
    view! {
        <fieldset class="objectives-form">
            <legend>"Departments whose work runs long or short together"</legend>
            <p class="card-note">"How far any two stages go together, one of each department, in percent (Spearman’s rank correlation): 0 not at all, 100 always, below 0 against each other."</p>
            <Show when=move || !names.with(Vec::is_empty)>
                <div class="table-scroll" role="region" aria-label="Departments whose work runs together" tabindex="0">
                    <table class="correlations">
                        <thead><tr>
                            <th scope="col">"Stages of"</th>
                            {move || names.get().into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()}
                            <td></td>
                        </tr></thead>
                        <tbody>{move || (0..names.with(Vec::len)).map(|row| line(rows, names, row, set)).collect_view()}</tbody>
                    </table>
                </div>
            </Show>
            <p class="card-note" role="status">{move || rows.with(|rows| message(rows))}</p>
            <Reason refused/>
            <Show when=move || !others.with(Vec::is_empty) && names.with(Vec::len) < limits::CORRELATED>
                <label class="field">
                    <span>"Add a department"</span>
                    <select class="select" on:change:target=move |event| {
                        let department = event.target().value();
                        event.target().set_value("");
                        if !department.is_empty() {
                            set.run(with_department(rows.get_untracked(), department));
                        }
                    }>
                        <option value="">"Choose one"</option>
                        {move || others.get().into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> }).collect_view()}
                    </select>
                </label>
            </Show>
        </fieldset>
    }
}

/// A department with its numbers up to its own, and the button that takes it out.
fn line(
    rows: Memo<Vec<DepartmentCorrelations>>,
    names: Memo<Vec<String>>,
    row: usize,
    set: Callback<Vec<DepartmentCorrelations>>,
) -> AnyView {
    let department = names.with(|names| names[row].clone());
    let columns = names.with(Vec::len);
    let remove = format!("Take {department} out of the table");
    view! {
        <tr>
            <th scope="row">{department}</th>
            {(0..columns).map(|column| if column <= row { cell(rows, names, (row, column), set) } else { view! { <td></td> }.into_any() }).collect_view()}
            <td><button class="button button-quiet button-icon" type="button" aria-label=remove
                on:click=move |_| set.run(without(rows.get_untracked(), row))><Sign icon=Icon::Bin/></button></td>
        </tr>
    }
    .into_any()
}

fn cell(
    rows: Memo<Vec<DepartmentCorrelations>>,
    names: Memo<Vec<String>>,
    (row, column): (usize, usize),
    set: Callback<Vec<DepartmentCorrelations>>,
) -> AnyView {
    let label = names.with(|names| {
        if row == column {
            format!("Any two stages of {}, %", names[row])
        } else {
            format!("{} with {}, %", names[row], names[column])
        }
    });
    let value = move || {
        let number = rows.with(|rows| rows.get(row).and_then(|it| it.with.get(column)).copied());
        // A number field understands the hyphen only, not the minus of print.
        number.map_or_else(String::new, |it| percent(it.get()).replace('−', "-"))
    };
    let least = if row == column { "0" } else { "-100" };
    view! {
        <td><input class="input" type="number" min=least max="100" step="5" aria-label=label prop:value=value
            on:change:target=move |event| {
                let mut changed = rows.get_untracked();
                let typed = event.target().value().trim().parse().ok().and_then(|it: f64| Finite::new(it / 100.0).ok());
                if let (Some(number), Some(place)) = (typed, changed.get_mut(row).and_then(|it| it.with.get_mut(column))) {
                    *place = number;
                    set.run(changed);
                }
                event.target().set_value(&untrack(value));
            }
        /></td>
    }
    .into_any()
}

/// What the simulation takes if not all of it can be.
fn message(rows: &[DepartmentCorrelations]) -> String {
    let Some(mended) = mended(rows) else { return String::new() };
    let pairs = if mended.changed == 1 {
        "one number is".to_owned()
    } else {
        format!("{} numbers are", mended.changed)
    };
    format!(
        "These cannot all be true at once. The simulation takes the nearest that can: {pairs} changed, most of all {} with {}, from {} % to {} %.",
        mended.other,
        mended.one,
        percent(mended.asked),
        percent(mended.used),
    )
}

fn percent(share: f64) -> String {
    plain((share * 1_000.0).round() / 10.0)
}

fn with_department(mut rows: Vec<DepartmentCorrelations>, department: String) -> Vec<DepartmentCorrelations> {
    let mut with = vec![Finite::ZERO; rows.len()];
    with.extend(Finite::new(FIRST));
    rows.push(DepartmentCorrelations { department, with });
    rows
}

fn without(mut rows: Vec<DepartmentCorrelations>, place: usize) -> Vec<DepartmentCorrelations> {
    if place < rows.len() {
        rows.remove(place);
    }
    for row in rows.iter_mut().skip(place) {
        row.with.remove(place);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_department_comes_and_goes_with_its_row_and_column() {
        let add = |rows, name: &str| with_department(rows, name.to_owned());
        let mut rows = add(add(add(Vec::new(), "A"), "B"), "C");
        rows[2].with = [0.1, 0.2, 0.3].map(|it| Finite::new(it).unwrap()).to_vec();
        let left = without(rows, 1);
        let numbers: Vec<Vec<f64>> =
            left.iter().map(|row| row.with.iter().map(|it| it.get()).collect()).collect();
        assert_eq!(numbers, [vec![FIRST], vec![0.1, 0.3]]);
        assert_eq!(left[1].department, "C");
    }

    #[test]
    fn what_cannot_be_is_said() {
        let rows = with_department(with_department(Vec::new(), "Rail".into()), "Roads".into());
        assert_eq!(message(&rows), "");
        let mut rows = rows;
        rows[1].with[0] = Finite::new(0.9).unwrap();
        assert!(
            message(&rows)
                .ends_with("one number is changed, most of all Roads with Rail, from 90 % to 30 %.")
        );
    }
}
