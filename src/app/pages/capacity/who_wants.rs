//! Who wants a role in a week: a cell of the map, opened.

use std::ops::Range;

use leptos::prelude::*;

use crate::analysis::who_wants::{Cell, WantingStage, WhoWants, who_wants};
use crate::app::chart::heat_map::HeatRow;
use crate::app::format::{count, day, number, percent, percent_number};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::portfolio::Policy;

/// The cell that is opened: its row, and its first week and the one after its last.
type Chosen = RwSignal<Option<(usize, Range<u32>)>>;

/// Shown below the map while a cell is open.
#[component]
pub(super) fn WhoWantsView(
    chosen: Chosen,
    /// Rows of the map.
    rows: Memo<Vec<HeatRow>>,
    shows_load: RwSignal<bool>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    // Which week of a cell is the worst may change with each partial answer; who wants it then only if it does.
    let cell = Memo::new(move |_| {
        let (row, weeks) = chosen.get()?;
        rows.with(|rows| worst(rows.get(row)?, weeks))
    });
    let nobody_waits = Memo::new(move |_| {
        !shows_load.get() || store.portfolio.with(|it| it.simulation.policy) == Policy::Unlevelled
    });
    let found = Memo::new(move |_| {
        let (cell, prepared) = (cell.get()?, simulation.prepared.get().ok()?);
        store.document.with(|document| who_wants(&prepared, document, cell, nobody_waits.get()))
    });
    let title = move || {
        let (cell, found) = (cell.get()?, found.get()?);
        let role = store.people.with(|people| people.role(cell.role).map(|role| role.name.clone()))?;
        let monday = store.portfolio.with(|it| day(it.calendar.day_of(cell.week)));
        Some(title(&role, cell.level, &monday, &found))
    };
    let note = move || found.with(|it| it.as_ref().map(|it| note(it, nobody_waits.get())));
    view! {
        <Show when=move || found.with(Option::is_some)>
            <section class="who-wants" aria-labelledby="who-wants-title">
                <div class="card-header">
                    <div aria-live="polite">
                        <h3 id="who-wants-title">{title}</h3>
                        <p class="card-note">{note}</p>
                    </div>
                    <button class="button button-quiet" type="button" on:click=move |_| chosen.set(None)>"Close"</button>
                </div>
                <StageTable found/>
            </section>
        </Show>
    }
}

#[component]
fn StageTable(found: Memo<Option<WhoWants>>) -> impl IntoView {
    let rows =
        move || found.with(|found| found.iter().flat_map(|it| &it.stages).map(stage_row).collect_view());
    let sum = move || found.with(|it| it.as_ref().map(|it| number(it.wanted_heads, 2)));
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Stages that want the role in that week">
            <table class="data-table data-table-tight">
                <caption class="visually-hidden">"Heads, chance and average of each stage"</caption>
                <thead><tr>
                    <th scope="col">"Initiative, stage"</th>
                    <th scope="col" class="number">"Heads"</th>
                    <th scope="col" class="number">"× chance that it works then (95 %)"</th>
                    <th scope="col" class="number">"= on average"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><th scope="row">"Wanted"</th><td></td><td></td><td class="number">{sum}</td></tr></tfoot>
            </table>
        </div>
    }
}

fn stage_row(stage: &WantingStage) -> impl IntoView + use<> {
    let interval = format!("{} to {}", percent_number(stage.interval.low), percent(stage.interval.high));
    view! {
        <tr>
            <th scope="row"><bdi>{stage.name.clone()}</bdi></th>
            <td class="number">{number(stage.heads, 2)}</td>
            <td class="number">{percent(stage.chance)}" "<span class="muted">{format!("({interval})")}</span></td>
            <td class="number">{number(stage.mean_heads, 2)}</td>
        </tr>
    }
}

/// The worst of `weeks` in a row of the map.
fn worst(row: &HeatRow, weeks: Range<u32>) -> Option<Cell> {
    let share = |week: &u32| row.weekly.get(*week as usize).copied().unwrap_or(0.0);
    // The first of equals.
    let week = weeks.rev().max_by(|one, other| share(one).total_cmp(&share(other)))?;
    Some(Cell { role: row.role, level: row.level, week })
}

/// "Security in the week of 5 Jan 2026: 5 stages want 3.2 of the 2.9 heads there".
fn title(role: &str, level: Option<u8>, monday: &str, found: &WhoWants) -> String {
    let whom = level.map_or_else(|| role.to_owned(), |level| format!("{role}, level {level}+"));
    if found.stages.is_empty() {
        return format!("Nobody wants {whom} in the week of {monday}");
    }
    format!(
        "{whom} in the week of {monday}: {} {}, {} there",
        count(found.stages.len(), "stage wants", "stages may want"),
        number(found.wanted_heads, 1),
        number(found.heads, 1),
    )
}

fn note(found: &WhoWants, nobody_waits: bool) -> String {
    let how = if nobody_waits { "if nobody waits" } else { "under the policy of the plan" };
    let runs = number(f64::from(found.runs), 0);
    format!("Heads in an average run, {how}; counted over the first {runs} runs.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::RoleId;

    #[test]
    fn a_cell_of_many_weeks_opens_at_the_first_of_its_worst() {
        let row = HeatRow {
            role: RoleId(7),
            level: Some(3),
            name: String::new(),
            note: String::new(),
            weekly: vec![0.9, 0.1, 0.4, 0.4, 0.2],
        };
        let cell = |week| Some(Cell { role: RoleId(7), level: Some(3), week });
        assert_eq!(worst(&row, 1..5), cell(2));
        assert_eq!(worst(&row, 4..9), cell(4));
        assert_eq!(worst(&row, 5..5), None);
    }
}
