//! The charter itself: name, level, purpose, mandate, people, deputy.

use leptos::prelude::*;

use super::CharterState;
use super::start::{FirstStepsPart, OrganisationFields};
use crate::app::components::field::{ChoiceField, DateField, TextAreaField, TextField};
use crate::app::components::keyed::Keyed;
use crate::app::format::plain;
use crate::model::finite::Finite;
use crate::model::office::charter::{CharterHead, LABELS, OfficeLevel, PURPOSES};

/// The card.
#[component]
pub(super) fn HeadCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    view! {
        <section class="card" aria-labelledby="charter-head-title">
            <div class="card-header"><div><h2 id="charter-head-title">"Charter"</h2><p class="card-note">"What a new colleague should know on the first day."</p></div></div>
            <datalist id="office-labels">{LABELS.map(|label| view! { <option value=label></option> })}</datalist>
            <div class="form-grid">
                <Line label="Name of the office" of=|it| &it.label set=|it, text| it.label = text/>
                <LevelField/>
                <Line label="Domain it serves" of=|it| &it.domain set=|it, text| it.domain = text/>
                <SponsorField/>
                <OrganisationFields/>
            </div>
            <FirstStepsPart/>
            <TextAreaField label="Purpose in a sentence" value=Signal::derive(move || head(state).purpose_words)
                on_change=move |text| state.head(|it| it.purpose_words = text)/>
            <Purposes/>
            <div class="form-grid">
                <Amount label="People in the office [FTE]" of=|it| it.people_fte set=|it, number| it.people_fte = number/>
                <Amount label="What a person costs a year" of=|it| it.cost_per_fte set=|it, number| it.cost_per_fte = number/>
                <Day label="Began on" of=|it| it.began set=|it, day| it.began = day/>
                <Line label="Where the mandate is written" of=|it| &it.mandate_document set=|it, text| it.mandate_document = text/>
                <Day label="Mandate signed on" of=|it| it.mandate_signed set=|it, day| it.mandate_signed = day/>
                <Line label="Deputy" of=|it| &it.deputy set=|it, text| it.deputy = text/>
                <Line label="Where the hand-over is written" of=|it| &it.hand_over set=|it, text| it.hand_over = text/>
            </div>
            <TextAreaField label="What it decides, proposes, and is told" value=Signal::derive(move || head(state).decision_rights)
                on_change=move |text| state.head(|it| it.decision_rights = text)/>
        </section>
    }
}

fn head(state: CharterState) -> CharterHead {
    state.store.office.with(|office| office.charter.head.clone())
}

#[component]
fn Line(
    label: &'static str,
    of: fn(&CharterHead) -> &String,
    set: fn(&mut CharterHead, String),
) -> impl IntoView {
    let state = expect_context::<CharterState>();
    view! {
        <TextField label value=Signal::derive(move || of(&head(state)).clone()) on_change=move |text| state.head(|it| set(it, text))/>
    }
}

#[component]
fn Day(
    label: &'static str,
    of: fn(&CharterHead) -> Option<jiff::civil::Date>,
    set: fn(&mut CharterHead, Option<jiff::civil::Date>),
) -> impl IntoView {
    let state = expect_context::<CharterState>();
    view! {
        <DateField label=label value=Signal::derive(move || of(&head(state))) on_change=move |day| state.head(|it| set(it, day))/>
    }
}

#[component]
fn Amount(
    label: &'static str,
    of: fn(&CharterHead) -> Option<Finite>,
    set: fn(&mut CharterHead, Option<Finite>),
) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let shown = Signal::derive(move || of(&head(state)).map_or_else(String::new, |it| plain(it.get())));
    view! {
        <TextField label value=shown on_change=move |text| {
            let number = read_number(&text)?;
            state.head(|it| set(it, number))
        }/>
    }
}

/// A number, or none for an empty text.
pub(super) fn read_number(text: &str) -> Result<Option<Finite>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.replace(',', "").parse().ok().and_then(|number| Finite::new(number).ok());
    number.map(Some).ok_or_else(|| format!("“{text}” is not a number; write one such as 2.5"))
}

#[component]
fn LevelField() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let options = std::iter::once("Not said yet").chain(OfficeLevel::ALL.map(OfficeLevel::words));
    let options: Vec<String> = options.map(str::to_owned).collect();
    let value = Signal::derive(move || {
        head(state)
            .level
            .and_then(|level| OfficeLevel::ALL.iter().position(|it| *it == level))
            .map_or(0, |it| it + 1)
    });
    view! {
        <ChoiceField label="Level" options=Signal::stored(options) value on_change=move |place| {
            state.head(|it| it.level = place.checked_sub(1).map(|place| OfficeLevel::ALL[place]))
        }/>
    }
}

#[component]
fn SponsorField() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let people = state.people();
    let options = Signal::derive(move || {
        let names = people.get().into_iter().map(|(_, name)| name);
        std::iter::once("Nobody yet".to_owned()).chain(names).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let sponsor = head(state).sponsor;
        people.with(|it| it.iter().position(|(id, _)| Some(*id) == sponsor)).map_or(0, |it| it + 1)
    });
    view! {
        <ChoiceField label="Sponsor" options value on_change=move |place| {
            let sponsor = place.checked_sub(1).and_then(|place| people.with_untracked(|it| it.get(place).map(|it| it.0)));
            state.head(|it| it.sponsor = sponsor)
        }/>
    }
}

/// Up to three objectives.
#[component]
fn Purposes() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let objectives = Memo::new(move |_| {
        state
            .store
            .strategy
            .with(|it| it.objectives.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let is_full = Memo::new(move |_| head(state).purpose.len() >= PURPOSES);
    view! {
        <fieldset class="charter-purposes">
            <legend>"Objectives it serves, three at most"</legend>
            <Show when=move || objectives.with(Vec::is_empty)><p class="card-note">"Write your objectives in the settings first."</p></Show>
            <Keyed each=move || objectives.get() key=|it| it.0 let:item>
                {
                    let id = item.0;
                    let is_chosen = Memo::new(move |_| head(state).purpose.contains(&id));
                    view! {
                        <label class="check"><input type="checkbox" prop:checked=is_chosen disabled=move || is_full.get() && !is_chosen.get()
                            on:change=move |_| {
                                // Refused only beyond three, which the disabled boxes keep from happening.
                                drop(state.head(|it| if it.purpose.contains(&id) { it.purpose.retain(|other| *other != id) } else { it.purpose.push(id) }));
                            }/><span>{item.1}</span></label>
                    }
                }
            </Keyed>
        </fieldset>
    }
}
