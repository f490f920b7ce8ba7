//! The team's sheet: road blocks by what they cost, what works well, who is hard to work with.

use leptos::prelude::*;

use super::super::state::WorkshopState;
use super::lines::Meeting;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::score_form::parse;
use crate::app::format::{number, percent, shortened};
use crate::model::edit::WorkshopChange;
use crate::model::finite::Finite;
use crate::model::office::maturity_model::MaturityModel;
use crate::model::workshop::interviews::{DifficultStakeholder, Kept, Roadblock, TeamInterview};

/// Handle on the sheet; copy it freely.
#[derive(Clone, Copy)]
struct Sheet {
    state: WorkshopState,
    said: Memo<TeamInterview>,
}

impl Sheet {
    fn change(self, how: impl FnOnce(&mut TeamInterview)) {
        let mut said = self.said.get_untracked();
        how(&mut said);
        self.state.change(WorkshopChange::Team(Box::new(said)));
    }
}

/// The card.
#[component]
pub(super) fn TeamCard() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let said = Memo::new(move |_| state.workshop.with(|it| it.interviews.team.clone()));
    let sheet = Sheet { state, said };
    view! {
        <section class="card stack interview" aria-labelledby="team-title">
            <div><h2 id="team-title">"Team"</h2><p class="card-note">"Ask those who do the work, without their superiors in the room."</p></div>
            <Meeting label="Who was asked" person=Signal::derive(move || said.with(|it| it.people.clone())) date=Signal::derive(move || said.with(|it| it.date))
                on_person=Callback::new(move |people| sheet.change(|it| it.people = people)) on_date=Callback::new(move |date| sheet.change(|it| it.date = date))/>
            <Roadblocks sheet/>
            <KeepList sheet/>
            <Difficult sheet/>
        </section>
    }
}

/// What should stay, and in which dimension: the roadmap warns where it changes things there.
#[component]
fn KeepList(sheet: Sheet) -> impl IntoView {
    let indices = Memo::new(move |_| (0..sheet.said.with(|it| it.works_well.len())).collect::<Vec<_>>());
    let add = move |_| sheet.change(|it| it.works_well.push(Kept::default()));
    view! {
        <div>
            <h3>"What works, and must not be broken by whatever comes?"</h3>
            <p class="card-note">"Say where it belongs, and the roadmap warns of every action that changes things there."</p>
        </div>
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index><KeepRow sheet index/></Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a thing that works"</button>
    }
}

#[component]
fn KeepRow(sheet: Sheet, index: usize) -> impl IntoView {
    let kept =
        Memo::new(move |_| sheet.said.with(|it| it.works_well.get(index).cloned().unwrap_or_default()));
    let place = index + 1;
    let dimensions = || (1_u8..).zip(&MaturityModel::built_in().dimensions);
    view! {
        <li class="interview-wide">
            <input class="input" aria-label=format!("thing that works {place}") prop:value=move || kept.with(|it| it.words.clone())
                on:change:target=move |event| { let words = event.target().value(); sheet.change(|it| it.works_well[index].words = words); }/>
            <select class="select" aria-label=format!("Where thing {place} belongs")
                on:change:target=move |event| { let dimension = event.target().value().parse().ok(); sheet.change(|it| it.works_well[index].dimension = dimension); }>
                <option value="" selected=move || kept.with(|it| it.dimension.is_none())>"nowhere in particular"</option>
                {dimensions().map(|(number, dimension)| view! { <option value=number.to_string() selected=move || kept.with(|it| it.dimension == Some(number))>{dimension.name.as_str()}</option> }).collect_view()}
            </select>
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove thing that works {place}")
                on:click=move |_| sheet.change(|it| drop(it.works_well.remove(index)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

#[component]
fn Roadblocks(sheet: Sheet) -> impl IntoView {
    let said = sheet.said;
    let indices = Memo::new(move |_| (0..said.with(|it| it.roadblocks.len())).collect::<Vec<_>>());
    let add = move |_| sheet.change(|it| it.roadblocks.push(Roadblock::default()));
    view! {
        <h3>"What gets in your way again and again?"</h3>
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index><RoadblockRow sheet index/></Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a road block"</button>
        <Costs sheet/>
    }
}

#[component]
fn RoadblockRow(sheet: Sheet, index: usize) -> impl IntoView {
    let roadblock =
        Memo::new(move |_| sheet.said.with(|it| it.roadblocks.get(index).cloned().unwrap_or_default()));
    let place = index + 1;
    let figure = move |label: String,
                       unit: &'static str,
                       of: fn(&Roadblock) -> Finite,
                       set: fn(&mut Roadblock, Finite)| {
        let shown = move || roadblock.with(|it| of(it).to_string());
        view! {
            <label class="agenda-minutes">
                <input class="input" inputmode="decimal" aria-label=label prop:value=shown
                    on:change:target=move |event| {
                        if let Ok(number) = parse(&event.target().value()) {
                            sheet.change(|it| set(&mut it.roadblocks[index], number.unwrap_or_default()));
                        }
                        event.target().set_value(&untrack(shown));
                    }/>{unit}
            </label>
        }
    };
    view! {
        <li class="interview-wide">
            <input class="input" aria-label=format!("Road block {place}") prop:value=move || roadblock.with(|it| it.words.clone())
                on:change:target=move |event| { let words = event.target().value(); sheet.change(|it| it.roadblocks[index].words = words); }/>
            {figure(format!("Times a month, road block {place}"), "a month", |it| it.times_a_month, |it, to| it.times_a_month = to)}
            {figure(format!("Hours each time, road block {place}"), "hours each", |it| it.hours_each, |it, to| it.hours_each = to)}
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove road block {place}")
                on:click=move |_| sheet.change(|it| drop(it.roadblocks.remove(index)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// Road blocks by what they cost, the dearest first, with the share that those so far make up.
#[component]
fn Costs(sheet: Sheet) -> impl IntoView {
    let sorted = Memo::new(move |_| {
        let mut all = sheet.said.with(|it| it.roadblocks.clone());
        all.retain(|it| it.hours_a_month() > 0.0);
        all.sort_by(|a, b| b.hours_a_month().total_cmp(&a.hours_a_month()));
        all
    });
    let rows = move || {
        let all = sorted.get();
        let total: f64 = all.iter().map(Roadblock::hours_a_month).sum();
        let mut sum = 0.0;
        all.into_iter().map(|it| {
            sum += it.hours_a_month();
            let width = format!("{:.2}%", 100.0 * it.hours_a_month() / total);
            view! {
                <tr>
                    <td>{shortened(&it.words, 60)}</td>
                    <td class="number">{number(it.hours_a_month(), 0)}</td>
                    <td><svg class="cost-bar" aria-hidden="true"><rect class="share-4" x="0" y="0" width=width height="100%"/></svg></td>
                    <td class="number">{percent(sum / total)}</td>
                </tr>
            }
        }).collect_view()
    };
    view! {
        <Show when=move || sorted.with(|all| all.len() > 1)>
            <table class="data-table data-table-tight">
                <caption>"What they cost, the dearest first"</caption>
                <thead><tr><th scope="col">"Road block"</th><th scope="col" class="number">"Hours a month"</th><th scope="col"><span class="visually-hidden">"Bar"</span></th><th scope="col" class="number">"So far"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </Show>
    }
}

/// Kept here; exports leave it out unless ticked.
#[component]
fn Difficult(sheet: Sheet) -> impl IntoView {
    let said = sheet.said;
    let indices = Memo::new(move |_| (0..said.with(|it| it.difficult.len())).collect::<Vec<_>>());
    let add = move |_| sheet.change(|it| it.difficult.push(DifficultStakeholder::default()));
    view! {
        <h3>"With whom is it hard to work, and what is behind it?"</h3>
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index><DifficultRow sheet index/></Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a stakeholder"</button>
        <label class="check">
            <input type="checkbox" prop:checked=move || said.with(|it| it.shares_difficult)
                on:change:target=move |event| { let shares = event.target().checked(); sheet.change(|it| it.shares_difficult = shares); }/>
            <span>"Put these notes into exported files too"</span>
        </label>
        <p class="card-note">{move || if said.with(|it| it.shares_difficult) { "Whoever gets an exported file can read them." } else { "They stay in this browser: exported files leave them out." }}</p>
    }
}

#[component]
fn DifficultRow(sheet: Sheet, index: usize) -> impl IntoView {
    let stakeholder =
        Memo::new(move |_| sheet.said.with(|it| it.difficult.get(index).cloned().unwrap_or_default()));
    let place = index + 1;
    view! {
        <li class="interview-wide">
            <input class="input" aria-label=format!("Stakeholder {place}") placeholder="Who" prop:value=move || stakeholder.with(|it| it.who.clone())
                on:change:target=move |event| { let who = event.target().value(); sheet.change(|it| it.difficult[index].who = who); }/>
            <input class="input" aria-label=format!("Why stakeholder {place} is hard to work with") placeholder="Why" prop:value=move || stakeholder.with(|it| it.why.clone())
                on:change:target=move |event| { let why = event.target().value(); sheet.change(|it| it.difficult[index].why = why); }/>
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove stakeholder {place}")
                on:click=move |_| sheet.change(|it| drop(it.difficult.remove(index)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}
