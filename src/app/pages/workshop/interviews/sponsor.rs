//! The sponsor's sheet: what success is, what stands in the way, what the office could do.

use leptos::prelude::*;

use super::super::state::WorkshopState;
use super::lines::{Lines, Meeting};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::state::session::Notice;
use crate::model::edit::{Edit, WorkshopChange};
use crate::model::finite::Finite;
use crate::model::id::CriterionId;
use crate::model::scoring::{Criterion, Level, Scale};
use crate::model::workshop::interviews::{Challenge, SUCCESS_CRITERIA, SponsorInterview, SuccessCriterion};

/// Handle on the sheet; copy it freely.
#[derive(Clone, Copy)]
struct Sheet {
    state: WorkshopState,
    said: Memo<SponsorInterview>,
}

impl Sheet {
    fn change(self, how: impl FnOnce(&mut SponsorInterview)) {
        let mut said = self.said.get_untracked();
        how(&mut said);
        self.state.change(WorkshopChange::Sponsor(Box::new(said)));
    }
}

/// The card.
#[component]
pub(super) fn SponsorCard() -> impl IntoView {
    let state = expect_context::<WorkshopState>();
    let said = Memo::new(move |_| state.workshop.with(|it| it.interviews.sponsor.clone()));
    let sheet = Sheet { state, said };
    view! {
        <section class="card stack interview" aria-labelledby="sponsor-title">
            <div><h2 id="sponsor-title">"Sponsor"</h2><p class="card-note">"Half an hour, before anybody scores. Write down the sponsor’s own words."</p></div>
            <Meeting label="Who was asked" person=Signal::derive(move || said.with(|it| it.person.clone())) date=Signal::derive(move || said.with(|it| it.date))
                on_person=Callback::new(move |person| sheet.change(|it| it.person = person)) on_date=Callback::new(move |date| sheet.change(|it| it.date = date))/>
            <label class="field"><span>"When this has gone well, what will people say a year from now?"</span>
                <textarea class="input" rows="3" prop:value=move || said.with(|it| it.success.clone())
                    on:change:target=move |event| { let text = event.target().value(); sheet.change(|it| it.success = text); }></textarea>
            </label>
            <SuccessCriteria sheet/>
            <Challenges sheet/>
            <h3>"What should the project office do for you that nobody does now?"</h3>
            <Lines noun="wish" lines=Signal::derive(move || said.with(|it| it.wishes.clone())) on_change=Callback::new(move |all| sheet.change(|it| it.wishes = all))/>
        </section>
    }
}

/// Up to three, each of which becomes a criterion at the press of a button.
#[component]
fn SuccessCriteria(sheet: Sheet) -> impl IntoView {
    let said = sheet.said;
    let indices = Memo::new(move |_| (0..said.with(|it| it.success_criteria.len())).collect::<Vec<_>>());
    let add = move |_| sheet.change(|it| it.success_criteria.push(SuccessCriterion::default()));
    view! {
        <h3>"By which three signs would you know?"</h3>
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index><SuccessRow sheet index/></Keyed>
        </ul>
        <button class="button" type="button" disabled=move || said.with(|it| it.success_criteria.len() >= SUCCESS_CRITERIA) on:click=add>
            <Sign icon=Icon::Plus small=true/>"Add a sign of success"
        </button>
    }
}

#[component]
fn SuccessRow(sheet: Sheet, index: usize) -> impl IntoView {
    let said = sheet.said;
    let criterion =
        Memo::new(move |_| said.with(|it| it.success_criteria.get(index).cloned().unwrap_or_default()));
    let is_one = Memo::new(move |_| {
        let name = criterion.with(|it| it.name.trim().to_owned());
        sheet.state.store.scoring.with(|it| it.criteria.iter().any(|it| it.name.trim() == name))
    });
    let number = index + 1;
    view! {
        <li class="interview-wide">
            <input class="input" aria-label=format!("Sign of success {number}") placeholder="Sign of success" prop:value=move || criterion.with(|it| it.name.clone())
                on:change:target=move |event| { let name = event.target().value(); sheet.change(|it| it.success_criteria[index].name = name); }/>
            <input class="input" aria-label=format!("How sign {number} is measured") placeholder="How one would measure it" prop:value=move || criterion.with(|it| it.measure.clone())
                on:change:target=move |event| { let measure = event.target().value(); sheet.change(|it| it.success_criteria[index].measure = measure); }/>
            <button class="button" type="button" disabled=move || is_one.get() || criterion.with(|it| it.name.trim().is_empty())
                on:click=move |_| make_criterion(sheet.state, &criterion.get_untracked())>
                {move || if is_one.get() { "Is a criterion" } else { "Make it a criterion" }}
                <span class="visually-hidden">{move || format!(": {}", criterion.with(|it| it.name.clone()))}</span>
            </button>
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove sign of success {number}")
                on:click=move |_| sheet.change(|it| drop(it.success_criteria.remove(index)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// What stands in the way, and which objective it endangers.
#[component]
fn Challenges(sheet: Sheet) -> impl IntoView {
    let said = sheet.said;
    let indices = Memo::new(move |_| (0..said.with(|it| it.challenges.len())).collect::<Vec<_>>());
    let add = move |_| sheet.change(|it| it.challenges.push(Challenge::default()));
    view! {
        <h3>"What keeps you from reaching your goals today?"</h3>
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index><ChallengeRow sheet index/></Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a challenge"</button>
    }
}

#[component]
fn ChallengeRow(sheet: Sheet, index: usize) -> impl IntoView {
    let said = sheet.said;
    let challenge = Memo::new(move |_| said.with(|it| it.challenges.get(index).cloned().unwrap_or_default()));
    let objectives = move || {
        sheet
            .state
            .store
            .strategy
            .with(|it| it.objectives.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    };
    let number = index + 1;
    view! {
        <li class="interview-wide">
            <input class="input" aria-label=format!("Challenge {number}") prop:value=move || challenge.with(|it| it.words.clone())
                on:change:target=move |event| { let words = event.target().value(); sheet.change(|it| it.challenges[index].words = words); }/>
            <select class="select" aria-label=format!("Objective that challenge {number} endangers")
                on:change:target=move |event| { let objective = event.target().value().parse().ok(); sheet.change(|it| it.challenges[index].objective = objective); }>
                <option value="" selected=move || challenge.with(|it| it.objective.is_none())>"endangers no objective"</option>
                {move || objectives().into_iter().map(|(id, name)| view! { <option value=id.to_string() selected=move || challenge.with(|it| it.objective == Some(id))>{name}</option> }).collect_view()}
            </select>
            <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove challenge {number}")
                on:click=move |_| sheet.change(|it| drop(it.challenges.remove(index)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// A criterion on a rubric of five levels, with the mean weight of what stands at the top.
fn make_criterion(state: WorkshopState, sign: &SuccessCriterion) {
    let levels = ["None", "Little", "Some", "Much", "All of it"];
    let level = |(index, label): (u32, &str)| Level {
        label: label.to_owned(),
        words: String::new(),
        value: Finite::new(f64::from(index) / 4.0).unwrap_or_default(),
    };
    let weight = state.store.scoring.with_untracked(|scoring| {
        let top: Vec<f64> =
            scoring.criteria.iter().filter(|it| it.parent.is_none()).map(|it| it.weight.get()).collect();
        if top.is_empty() { 10.0 } else { top.iter().sum::<f64>() / top.len() as f64 }
    });
    let question = match sign.measure.trim() {
        "" => format!("How much does it bring us nearer to “{}”?", sign.name.trim()),
        measure => {
            format!("How much does it bring us nearer to “{}”, measured by {measure}?", sign.name.trim())
        }
    };
    let added = Criterion {
        id: CriterionId(state.store.fresh_id(0)),
        parent: None,
        name: sign.name.trim().to_owned(),
        question,
        weight: Finite::new(weight.round()).unwrap_or(Finite::ONE),
        delivery_only: false,
        scale: Scale::Levels { levels: (0..).zip(levels).map(level).collect() },
    };
    if state.store.try_commit(Edit::AddCriterion(added)) {
        state.session.tell(Notice::ok(
            format!("{} is a criterion now", sign.name.trim()),
            "Write its rubric on the Prioritise page; undo takes it away again.",
        ));
    }
}
