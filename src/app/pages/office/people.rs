//! Who answers: the list of respondents with what each has answered so far.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::in_words;
use crate::model::edit::Edit;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::{Assessment, Respondent, RespondentGroup};

/// The respondent with the fewest answers, the first of equals.
pub(super) fn next_to_answer(assessment: &Assessment) -> Option<(AssessmentId, RespondentId)> {
    let answered = |respondent: &&Respondent| {
        assessment.answers.get(&respondent.id).map_or(0, std::collections::BTreeMap::len)
    };
    assessment.respondents.iter().min_by_key(answered).map(|respondent| (assessment.id, respondent.id))
}

/// The card: it shows how far people are, never what they said.
#[component]
pub(super) fn PeopleCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let people = Memo::new(move |_| {
        state.assessment.with(|assessment| {
            assessment
                .as_ref()
                .map(|it| it.respondents.iter().map(|respondent| (it.id, respondent.id)).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let title = move || match people.with(Vec::len) {
        1 => "One respondent".to_owned(),
        n => format!("{} respondents", in_words(n)),
    };
    view! {
        <section class="card" aria-labelledby="people-title">
            <div class="card-header"><div>
                <h2 id="people-title">{title}</h2>
                <p class="card-note">"Groups count equally, however many people speak for them."</p>
            </div></div>
            <ul class="list people-list">
                <Keyed each=move || people.get() key=|ids| *ids let((assessment, respondent))>
                    <PersonRow assessment respondent/>
                </Keyed>
            </ul>
            <AddPerson/>
        </section>
    }
}

#[component]
fn PersonRow(assessment: AssessmentId, respondent: RespondentId) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let person = Memo::new(move |_| {
        state.store.office.with(|office| {
            office
                .assessment(assessment)
                .and_then(|it| it.respondents.iter().find(|listed| listed.id == respondent))
                .cloned()
        })
    });
    let name = Memo::new(move |_| {
        person.with(|person| person.as_ref().map(|it| it.name.clone()).unwrap_or_default())
    });
    let change = move |change: &dyn Fn(&mut Respondent)| {
        let Some(mut respondent) = person.get_untracked() else { return false };
        change(&mut respondent);
        state.store.try_commit(Edit::SetRespondent { assessment, respondent })
    };
    let answering = move || state.session.answering.get() == Some((assessment, respondent));
    view! {
        <li class="person" class:person-answering=answering>
            <input class="input person-name" aria-label="Name of the respondent" prop:value=move || name.get()
                on:change:target=move |event| {
                    let text = event.target().value();
                    if !change(&|it| it.name.clone_from(&text)) {
                        event.target().set_value(&name.get_untracked());
                    }
                }/>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name.get())
                on:click=move |_| {
                    state.store.commit(Edit::RemoveRespondent { assessment, respondent });
                }>
                <Sign icon=Icon::Bin small=true/>
            </button>
            <GroupSelect label=Signal::derive(move || format!("Group of {}", name.get()))
                group=Signal::derive(move || person.with(|person| person.as_ref().map(|it| it.group).unwrap_or_default()))
                on_change=move |group| {
                    change(&|it| it.group = group);
                }/>
            <span class="person-end">
                <AnsweredCount assessment respondent/>
                <button class="button" type="button" disabled=answering on:click=move |_| state.open_sheet(assessment, respondent)>
                    {move || if answering() { "Answering" } else { "Answer" }}
                    <span class="visually-hidden">{move || format!(" as {}", name.get())}</span>
                </button>
            </span>
        </li>
    }
}

/// "23 of 50".
#[component]
fn AnsweredCount(assessment: AssessmentId, respondent: RespondentId) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let counts = Memo::new(move |_| {
        state.store.office.with(|office| {
            let Some(assessment) = office.assessment(assessment) else { return (0, 0) };
            let asked = || assessment.asked().statements();
            let answers = assessment.answers.get(&respondent);
            let answered = asked().filter(|it| answers.is_some_and(|answers| answers.contains_key(&it.id)));
            (answered.count(), asked().count())
        })
    });
    view! { <span class="muted person-count">{move || counts.with(|(answered, all)| format!("{answered} of {all}"))}</span> }
}

#[component]
fn GroupSelect(
    label: Signal<String>,
    group: Signal<RespondentGroup>,
    on_change: impl Fn(RespondentGroup) + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <select class="select" aria-label=move || label.get() on:change:target=move |event| {
            let chosen = event.target().value();
            if let Some(group) = RespondentGroup::ALL.into_iter().find(|group| group.name() == chosen) {
                on_change(group);
            }
        }>
            {RespondentGroup::ALL.map(|option| view! {
                <option value=option.name() selected=move || group.get() == option>{option.name()}</option>
            })}
        </select>
    }
}

/// Name and group of one more person.
#[component]
fn AddPerson() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let draft = RwSignal::new((String::new(), RespondentGroup::default()));
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(assessment) = state.assessment.with_untracked(|it| it.as_ref().map(|it| it.id)) else {
            return;
        };
        let (name, group) = draft.get_untracked();
        let respondent =
            Respondent { id: RespondentId(state.store.fresh_id(0)), name: name.trim().to_owned(), group };
        if state.store.try_commit(Edit::AddRespondent { assessment, respondent }) {
            draft.update(|draft| draft.0.clear());
        }
    };
    view! {
        <form class="person person-new" aria-label="One more respondent" on:submit=add>
            <input class="input person-name" aria-label="Name of a new respondent" placeholder="Name or role" required
                prop:value=move || draft.with(|draft| draft.0.clone())
                on:input:target=move |event| draft.update(|draft| draft.0 = event.target().value())/>
            <GroupSelect label=Signal::stored("Group of the new respondent".to_owned()) group=Signal::derive(move || draft.with(|draft| draft.1))
                on_change=move |group| draft.update(|draft| draft.1 = group)/>
            <span class="person-end">
                <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"<span class="visually-hidden">" respondent"</span></button>
            </span>
        </form>
    }
}
