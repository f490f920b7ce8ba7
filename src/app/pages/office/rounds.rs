//! The assessments of the document: which is shown, a new one, away with one.

use leptos::prelude::*;

use super::state::{OfficeState, usual_name};
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{day, in_words};
use crate::model::id::AssessmentId;
use crate::model::office::RespondentGroup;

/// The card.
#[component]
pub(super) fn Rounds() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let list = Memo::new(move |_| {
        state.store.office.with(|office| {
            let newest_first = office.assessments.iter().rev();
            newest_first.map(|it| (it.id, it.name.clone(), it.date.map(day))).collect::<Vec<_>>()
        })
    });
    let title = move || match list.with(Vec::len) {
        1 => "One assessment".to_owned(),
        n => format!("{} assessments", in_words(n)),
    };
    view! {
        <section class="card" aria-labelledby="rounds-title">
            <div class="card-header"><div><h2 id="rounds-title">{title}</h2></div></div>
            <ul class="list">
                <Keyed each=move || list.get() key=|round| round.clone() let((id, name, date))>
                    <RoundRow id name date/>
                </Keyed>
            </ul>
            <NewRound/>
        </section>
    }
}

#[component]
fn RoundRow(id: AssessmentId, name: String, date: Option<String>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let is_shown = Memo::new(move |_| state.assessment.with(|it| it.as_ref().is_some_and(|it| it.id == id)));
    let name = StoredValue::new(name);
    view! {
        <li class="round">
            <button class="round-choice" type="button" aria-pressed=move || is_shown.get().to_string() on:click=move |_| state.chosen.set(Some(id))>
                <strong>{name.get_value()}</strong>
                <span class="muted">{date.unwrap_or_else(|| "no date".to_owned())}</span>
            </button>
            {move || is_shown.get().then(|| view! { <span class="chip chip-accent">"shown"</span> })}
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Delete {}", name.get_value())
                on:click=move |_| state.remove(id, &name.get_value())>
                <Sign icon=Icon::Bin small=true/>
            </button>
        </li>
    }
}

/// A button that opens into a short form.
#[component]
fn NewRound() -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <Show
            when=move || is_open.get()
            fallback=move || view! {
                <button class="button" type="button" on:click=move |_| is_open.set(true)>
                    <Sign icon=Icon::Plus small=true/>"New assessment"
                </button>
            }
        >
            <RoundForm is_open/>
        </Show>
    }
}

/// What a new assessment begins with.
#[derive(Clone)]
struct Draft {
    name: String,
    date: String,
    same_people: bool,
}

#[component]
fn RoundForm(is_open: RwSignal<bool>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let date = today().map_or_else(String::new, |date| date.to_string());
    let draft = RwSignal::new(Draft { name: usual_name(), date, same_people: true });
    let begin = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Draft { name, date, same_people } = draft.get_untracked();
        let listed = state.assessment.with_untracked(|it| {
            let respondents = it.iter().flat_map(|it| &it.respondents);
            respondents.map(|respondent| (respondent.name.clone(), respondent.group)).collect::<Vec<_>>()
        });
        let alone = || vec![("Me".to_owned(), RespondentGroup::Pmo)];
        let people = if same_people && !listed.is_empty() { listed } else { alone() };
        state.begin(name.trim().to_owned(), date.parse().ok(), people);
    };
    view! {
        <form class="round-form" aria-label="New assessment" on:submit=begin>
            <label class="field"><span>"Name"</span>
                <input class="input" required autofocus prop:value=move || draft.with(|it| it.name.clone())
                    on:input:target=move |event| draft.update(|it| it.name = event.target().value())/>
            </label>
            <label class="field"><span>"Date"</span>
                <input class="input" type="date" prop:value=move || draft.with(|it| it.date.clone())
                    on:input:target=move |event| draft.update(|it| it.date = event.target().value())/>
            </label>
            <label class="row">
                <input type="checkbox" prop:checked=move || draft.with(|it| it.same_people)
                    on:change:target=move |event| draft.update(|it| it.same_people = event.target().checked())/>
                "Ask the same people again"
            </label>
            {move || state.is_own.get().then(|| state.model.with(|it| view! { <p class="card-note">{format!("It asks “{}”; change that under Assess before anybody answers.", it.name)}</p> }))}
            <div class="row">
                <button class="button button-primary" type="submit">"Begin"</button>
                <button class="button button-quiet" type="button" on:click=move |_| is_open.set(false)>"Cancel"</button>
            </div>
        </form>
    }
}
