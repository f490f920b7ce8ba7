//! Power × interest: everybody on one picture, moved by pointer or arrow keys.

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

use super::{CharterState, count_days};
use crate::analysis::charter::by_place;
use crate::app::chart::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::shortened;
use crate::model::edit::{Edit, StakeholdersChange};
use crate::model::id::StakeholderId;
use crate::model::office::stakeholder::{MOST, Stakeholder, Stance};

const HEIGHT_PX: f64 = 360.0;
const LEFT_PX: f64 = 34.0;
const BOTTOM_PX: f64 = 34.0;

/// Where somebody is drawn [px].
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    x: f64,
    y: f64,
}

/// Middle of the cell for interest and power; those who share it are spread around the middle.
fn spot(width: f64, interest: u8, power: u8, place: usize, of: usize) -> Spot {
    let (cell_x, cell_y) = ((width - LEFT_PX) / f64::from(MOST), (HEIGHT_PX - BOTTOM_PX) / f64::from(MOST));
    // Two stand one above the other, so that both names have room; more stand in rows of two.
    let columns = if of <= 2 { 1 } else { 2 };
    let (row, column, rows) = (place / columns, place % columns, of.div_ceil(columns));
    let in_row = (of - row * columns).min(columns);
    let across = column as f64 - (in_row as f64 - 1.0) / 2.0;
    let down = row as f64 - (rows as f64 - 1.0) / 2.0;
    Spot {
        x: LEFT_PX + cell_x * (f64::from(interest) - 0.5 + across * 0.46),
        // Half a name higher than the middle, as the name stands below its mark.
        y: cell_y * (f64::from(MOST - power) + 0.42 + down * 0.46),
    }
}

/// Longest name that fits into a cell [characters], at some six pixels each.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
fn label_chars(width: f64) -> usize {
    ((width - LEFT_PX) / f64::from(MOST) / 6.2).clamp(5.0, 40.0) as usize
}

/// Levels of the cell under a point.
fn cell(width: f64, x: f64, y: f64) -> (u8, u8) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=5")]
    let level = |share: f64| (share * f64::from(MOST)).floor().clamp(0.0, f64::from(MOST) - 1.0) as u8 + 1;
    (level((x - LEFT_PX) / (width - LEFT_PX)), MOST + 1 - level(y / (HEIGHT_PX - BOTTOM_PX)))
}

/// The card.
#[component]
pub(super) fn PictureCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 640.0);
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.stakeholders.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || state.store.office.with(|it| finding(&it.stakeholders.list));
    view! {
        <section class="card" aria-labelledby="power-title">
            <div class="card-header">
                <div><h2 id="power-title">{title}</h2><p class="card-note">"Power upwards, interest to the right. Drag a mark, or hold it by Tab and move it by the arrow keys."</p></div>
                <Legend/>
            </div>
            <div node_ref=node class="power-picture">
                <svg class="chart" viewBox=move || format!("0 0 {} {HEIGHT_PX}", width.get()) width=move || width.get() height=HEIGHT_PX role="group" aria-label="Stakeholders by power and interest">
                    <Grid width/>
                    <Keyed each=move || ids.get() key=|id| *id let:id><Mark id width node/></Keyed>
                </svg>
            </div>
            <Twin/>
        </section>
    }
}

/// What the picture shows.
fn finding(list: &[Stakeholder]) -> String {
    let mighty: Vec<&Stakeholder> = list.iter().filter(|it| it.power >= 4).collect();
    let with_us = mighty.iter().filter(|it| it.stance >= Stance::For).count();
    if list.is_empty() {
        return "Nobody is on the picture yet".to_owned();
    }
    match mighty.len() {
        0 => "Nobody of power 4 or 5 is on the picture".to_owned(),
        all if with_us == all => "Everybody of power 4 or 5 is for the office".to_owned(),
        all => format!("{with_us} of {all} with power 4 or 5 are for the office"),
    }
}

#[component]
fn Legend() -> impl IntoView {
    let entry = |stance: Stance| {
        view! { <span><svg width="14" height="14" aria-hidden="true"><path class=class(stance) d=outline(stance, 7.0, 7.0, 6.0)/></svg>{stance.words()}</span> }
    };
    view! { <p class="legend">{Stance::ALL.map(entry)}</p> }
}

fn class(stance: Stance) -> &'static str {
    match stance {
        Stance::Against => "stance stance-against",
        Stance::Sceptical => "stance stance-sceptical",
        Stance::Neutral => "stance stance-neutral",
        Stance::For => "stance stance-for",
        Stance::Champion => "stance stance-champion",
    }
}

/// A shape of its own for each stance, so that colour is not all.
fn outline(stance: Stance, x: f64, y: f64, r: f64) -> String {
    match stance {
        // A square on its point, a triangle downwards, a circle, a triangle upwards, a square.
        Stance::Against => format!("M{x} {}l{r} {r}l-{r} {r}l-{r} -{r}z", y - r),
        Stance::Sceptical => format!("M{} {}h{}l-{r} {}z", x - r, y - r * 0.7, 2.0 * r, r * 1.7),
        Stance::Neutral => {
            let d = 2.0 * r * 0.9;
            format!("M{} {y}a{a} {a} 0 1 0 {d} 0a{a} {a} 0 1 0 -{d} 0z", x - d / 2.0, a = d / 2.0)
        }
        Stance::For => format!("M{} {}h{}l-{r} -{}z", x - r, y + r * 0.8, 2.0 * r, r * 1.7),
        Stance::Champion => {
            let side = r * 0.85;
            format!("M{} {}h{w}v{w}h-{w}z", x - side, y - side, w = 2.0 * side)
        }
    }
}

#[component]
fn Grid(width: ReadSignal<f64>) -> impl IntoView {
    let cell_y = (HEIGHT_PX - BOTTOM_PX) / f64::from(MOST);
    let cell_x = move || (width.get() - LEFT_PX) / f64::from(MOST);
    let levels = (1..=MOST).map(f64::from);
    view! {
        <rect class="power-key" x=move || LEFT_PX + 3.0 * cell_x() y="0" width=move || 2.0 * cell_x() height=2.0 * cell_y/>
        <text class="small quiet" x=move || width.get() - 6.0 y="14" text-anchor="end">"keep close"</text>
        {levels.clone().map(|level| view! {
            <line class="grid-line" x1=LEFT_PX x2=move || width.get() y1=cell_y * level y2=cell_y * level/>
            <line class="grid-line" x1=move || LEFT_PX + cell_x() * level x2=move || LEFT_PX + cell_x() * level y1="0" y2=HEIGHT_PX - BOTTOM_PX/>
            <text class="middle quiet" x=move || LEFT_PX + cell_x() * (level - 0.5) y=HEIGHT_PX - BOTTOM_PX + 16.0>{level}</text>
            <text class="end quiet" x=LEFT_PX - 8.0 y=cell_y * (5.5 - level) + 4.0>{level}</text>
        }).collect_view()}
        <line class="axis-line" x1=LEFT_PX x2=LEFT_PX y1="0" y2=HEIGHT_PX - BOTTOM_PX/>
        <text class="small quiet" x="0" y="12">"power"</text>
        <text class="small quiet" x=move || width.get() y=HEIGHT_PX - 3.0 text-anchor="end">"interest"</text>
    }
}

/// One person: focusable, moved by arrows and by the pointer.
#[component]
fn Mark(id: StakeholderId, width: ReadSignal<f64>, node: NodeRef<html::Div>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let person = Memo::new(move |_| state.store.office.with(|it| it.stakeholders.stakeholder(id).cloned()));
    let at = Memo::new(move |_| {
        let (interest, power) = person.with(|it| it.as_ref().map(|it| (it.interest, it.power)))?;
        let (place, of) = state.store.office.with(|it| {
            let places = by_place(&it.stakeholders.list);
            let here = places.get(&(interest, power));
            here.map_or((0, 1), |here| (here.iter().position(|it| *it == id).unwrap_or(0), here.len()))
        });
        Some(spot(width.get(), interest, power, place, of))
    });
    let put = move |interest: u8, power: u8| {
        let Some(mut moved) = person.get_untracked() else { return };
        if (moved.interest, moved.power) != (interest, power) {
            (moved.interest, moved.power) = (interest, power);
            state.store.edit(Edit::Stakeholders(StakeholdersChange::Set(Box::new(moved))));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let Some((interest, power)) =
            person.with_untracked(|it| it.as_ref().map(|it| (it.interest, it.power)))
        else {
            return;
        };
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            state.selected.set(Some(id));
        } else if let Some((interest, power)) = stepped(&event.key(), interest, power) {
            event.prevent_default();
            put(interest, power);
        }
    };
    let is_held = RwSignal::new(false);
    let on_move = move |event: PointerEvent| {
        if let (true, Some(picture)) = (is_held.get_untracked(), node.get_untracked()) {
            let frame = picture.get_bounding_client_rect();
            let (interest, power) = cell(
                width.get_untracked(),
                f64::from(event.client_x()) - frame.left(),
                f64::from(event.client_y()) - frame.top(),
            );
            put(interest, power);
        }
    };
    let label = move || {
        let days = state
            .report
            .with(|it| it.stakeholders.iter().find(|it| it.id == id).and_then(|it| it.days_since));
        person.with(|it| it.as_ref().map(|it| in_words(it, days)))
    };
    let path = move || at.get().map(|at| outline(stance(person), at.x, at.y, 8.0));
    view! {
        <g class="power-mark" tabindex="0" role="button" aria-label=label aria-pressed=move || (state.selected.get() == Some(id)).to_string()
            on:keydown=on_key on:blur=move |_| state.store.settle()
            on:click=move |_| state.selected.set(Some(id))
            on:pointerdown=move |event| {
                is_held.set(true);
                let target = event_target::<web_sys::Element>(&event);
                // Without capture a quick drag may lose the mark; the click still chooses it.
                drop(target.set_pointer_capture(event.pointer_id()));
            }
            on:pointermove=on_move
            on:pointerup=move |_| { is_held.set(false); state.store.settle(); }>
            <title>{label}</title>
            <circle class="power-target" cx=move || at.get().map(|at| at.x) cy=move || at.get().map(|at| at.y) r="14"/>
            <path class=move || class(stance(person)) d=path/>
            <text class="small middle" x=move || at.get().map(|at| at.x) y=move || at.get().map(|at| at.y + 22.0)>
                {move || person.with(|it| it.as_ref().map(|it| shortened(&it.name, label_chars(width.get()))))}
            </text>
        </g>
    }
}

/// Where an arrow leads from there; none for another key.
fn stepped(key: &str, interest: u8, power: u8) -> Option<(u8, u8)> {
    let step = |level: u8, up: bool| if up { (level + 1).min(MOST) } else { (level - 1).max(1) };
    Some(match key {
        "ArrowRight" => (step(interest, true), power),
        "ArrowLeft" => (step(interest, false), power),
        "ArrowUp" => (interest, step(power, true)),
        "ArrowDown" => (interest, step(power, false)),
        _ => return None,
    })
}

/// "Ann Smith: power 4, interest 2, for it, last spoken to 3 days ago".
fn in_words(person: &Stakeholder, days_since: Option<i32>) -> String {
    let met = days_since.map_or_else(
        || "never spoken to".to_owned(),
        |days| format!("last spoken to {} ago", count_days(days)),
    );
    let stance = person.stance.words().to_lowercase();
    format!("{}: power {}, interest {}, {stance}, {met}", person.name, person.power, person.interest)
}

fn stance(person: Memo<Option<Stakeholder>>) -> Stance {
    person.with(|it| it.as_ref().map_or(Stance::default(), |it| it.stance))
}

/// The same as a table.
#[component]
fn Twin() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let rows = move || state.store.office.with(|it| it.stakeholders.list.clone());
    view! {
        <details class="twin">
            <summary>"The same as a table"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Power and interest">
                <table class="data-table data-table-tight">
                    <thead><tr><th scope="col">"Who"</th><th scope="col">"Group"</th><th scope="col" class="number">"Power"</th><th scope="col" class="number">"Interest"</th><th scope="col">"Stance"</th></tr></thead>
                    <tbody>{move || rows().into_iter().map(|it| view! {
                        <tr><th scope="row">{it.name}</th><td>{it.group.words()}</td><td class="number">{it.power}</td><td class="number">{it.interest}</td><td>{it.stance.words()}</td></tr>
                    }).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever stands alone in a cell is found again under the place where they are drawn.
    #[test]
    fn a_spot_lies_in_its_cell() {
        for (interest, power) in
            (1..=MOST).flat_map(|interest| (1..=MOST).map(move |power| (interest, power)))
        {
            for of in 1..=4 {
                for place in 0..of {
                    let at = spot(600.0, interest, power, place, of);
                    assert_eq!(cell(600.0, at.x, at.y), (interest, power), "{place} of {of}");
                }
            }
        }
    }

    #[test]
    fn beyond_the_edges_is_the_edge() {
        assert_eq!(cell(600.0, -50.0, 900.0), (1, 1));
        assert_eq!(cell(600.0, 900.0, -50.0), (5, 5));
    }
}
