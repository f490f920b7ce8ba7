//! Scoring for one person: one criterion at a time with the words of its rubric, all initiatives below.
//!
//! The ballot, the laptop that goes round, and nothing else: no ranking, nobody else's answers.

use leptos::prelude::*;
use thiserror::Error;
use wasm_bindgen::JsCast;

use crate::app::format::plain;
use crate::exchange::ballot::{AskedCriterion, AskedInitiative, AskedScale, BallotRequest, Words};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::workshop::Opinion;

/// A score that was given or taken away.
pub type Answer = (InitiativeId, CriterionId, Option<Finite>);

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("“{0}” is no number; write one such as 3 or 12.5")]
pub struct NotANumber(String);

/// The form; `step` is the criterion shown, and one more for the weights if they are asked for.
#[component]
pub fn ScoreForm(
    /// What is asked.
    request: StoredValue<BallotRequest>,
    /// What the person has said so far.
    #[prop(into)]
    opinion: Signal<Opinion>,
    /// Takes an answer.
    on_score: Callback<Answer>,
    /// Takes the importance of a criterion.
    on_weight: Callback<(CriterionId, Option<Finite>)>,
    /// Which criterion is shown.
    step: RwSignal<usize>,
) -> impl IntoView {
    let last = request.with_value(steps).saturating_sub(1);
    let go = move |to: usize| {
        step.set(to.min(last));
        focus_title();
    };
    let is_last = move || step.get() >= last;
    let shown = move || {
        let at = step.get();
        match request.with_value(|request| request.criteria.get(at).cloned()) {
            Some(criterion) => view! { <CriterionStep request criterion opinion on_score/> }.into_any(),
            None => view! { <WeightStep request opinion on_weight/> }.into_any(),
        }
    };
    view! {
        <Steps request opinion step on_go=Callback::new(go)/>
        {shown}
        <div class="row form-turn">
            <button class="button" type="button" disabled=move || step.get() == 0 on:click=move |_| go(step.get_untracked().saturating_sub(1))>"Back"</button>
            <button class="button" type="button" disabled=is_last on:click=move |_| go(step.get_untracked() + 1)>"Next criterion"</button>
            <span class="card-note row-end">{move || format!("{} of {} answered", answered(&request.read_value(), &opinion.read()), asked(&request.read_value()))}</span>
        </div>
    }
}

/// Steps of the form.
fn steps(request: &BallotRequest) -> usize {
    request.criteria.len() + usize::from(request.weights)
}

/// Scores that are asked for.
pub fn asked(request: &BallotRequest) -> usize {
    request.criteria.len() * request.initiatives.len()
}

/// Scores that are given of those.
pub fn answered(request: &BallotRequest, opinion: &Opinion) -> usize {
    request.criteria.iter().map(|criterion| answered_on(request, opinion, criterion.id)).sum()
}

fn answered_on(request: &BallotRequest, opinion: &Opinion, criterion: CriterionId) -> usize {
    request.initiatives.iter().filter(|it| opinion.score(it.id, criterion).is_some()).count()
}

/// The criteria with what is answered of each; pressing one goes there.
#[component]
fn Steps(
    request: StoredValue<BallotRequest>,
    opinion: Signal<Opinion>,
    step: RwSignal<usize>,
    on_go: Callback<usize>,
) -> impl IntoView {
    let tabs = request.with_value(|request| {
        let mut tabs: Vec<(String, Option<CriterionId>)> =
            request.criteria.iter().map(|it| (it.name.clone(), Some(it.id))).collect();
        if request.weights {
            tabs.push(("Weights".to_owned(), None));
        }
        tabs
    });
    let all = request.with_value(|request| request.initiatives.len());
    let tab = move |(index, (name, criterion)): (usize, (String, Option<CriterionId>))| {
        let count = move || match criterion {
            Some(id) => {
                format!(
                    "{} of {all}",
                    opinion.with(|it| request.with_value(|request| answered_on(request, it, id)))
                )
            }
            None => "if you like".to_owned(),
        };
        view! {
            <button class="form-step" type="button" aria-current=move || (step.get() == index).then_some("step") on:click=move |_| on_go.run(index)>
                <bdi>{name}</bdi>
                <small>{count}</small>
            </button>
        }
    };
    view! { <nav class="form-steps" aria-label="Criteria">{tabs.into_iter().enumerate().map(tab).collect_view()}</nav> }
}

#[component]
fn CriterionStep(
    request: StoredValue<BallotRequest>,
    criterion: AskedCriterion,
    opinion: Signal<Opinion>,
    on_score: Callback<Answer>,
) -> impl IntoView {
    let rows = request.with_value(|request| request.initiatives.clone());
    let AskedCriterion { id, name, question, scale } = criterion;
    let rubric = match &scale {
        AskedScale::Levels(levels) => view! { <Rubric levels=levels.clone()/> }.into_any(),
        AskedScale::Figure { unit, from, to } => view! {
            <p class="card-note">{format!("A number{}: {} is worth nothing, {} is worth all.", in_unit(unit), plain(from.get()), plain(to.get()))}</p>
        }
        .into_any(),
    };
    let row = move |initiative: AskedInitiative| {
        let score = Memo::new(move |_| opinion.with(|it| it.score(initiative.id, id)));
        let of = initiative.id;
        let set = Callback::new(move |score| on_score.run((of, id, score)));
        match &scale {
            AskedScale::Levels(levels) => {
                view! { <LevelAnswer initiative criterion=id levels=levels.clone() score on_set=set/> }
                    .into_any()
            }
            AskedScale::Figure { unit, .. } => {
                view! { <FigureAnswer initiative unit=unit.clone() score on_set=set/> }.into_any()
            }
        }
    };
    view! {
        <section class="card form-criterion" aria-labelledby="form-title">
            <h2 id="form-title" tabindex="-1"><bdi>{name}</bdi></h2>
            <p class="form-question">{question}</p>
            {rubric}
            <div class="form-rows">{rows.into_iter().map(row).collect_view()}</div>
        </section>
    }
}

/// What each level means.
#[component]
fn Rubric(levels: Vec<Words>) -> impl IntoView {
    let row = |(number, level): (usize, Words)| {
        let words = if level.words.is_empty() { String::new() } else { format!(": {}", level.words) };
        view! { <li value=number><b>{level.label}</b>{words}</li> }
    };
    view! { <ol class="rubric">{(1..).zip(levels).map(row).collect_view()}</ol> }
}

#[component]
fn LevelAnswer(
    initiative: AskedInitiative,
    criterion: CriterionId,
    levels: Vec<Words>,
    score: Memo<Option<Finite>>,
    on_set: Callback<Option<Finite>>,
) -> impl IntoView {
    let group = format!("answer-{criterion}-{}", initiative.id);
    let choice = |(number, level): (u32, Words)| {
        let value = Finite::from(number);
        view! {
            <label class="answer-choice">
                <input type="radio" name=group.clone() prop:checked=move || score.get() == Some(value) on:change=move |_| on_set.run(Some(value))/>
                <span class="answer-number">{number}</span>
                <span class="answer-label">{level.label}</span>
            </label>
        }
    };
    let choices = (1_u32..).zip(levels).map(choice).collect_view();
    view! {
        <fieldset class="answer">
            <legend><bdi>{initiative.name}</bdi><small>{initiative.note}</small></legend>
            <div class="answer-choices">
                {choices}
                <label class="answer-choice answer-none">
                    <input type="radio" name=group prop:checked=move || score.get().is_none() on:change=move |_| on_set.run(None)/>
                    <span class="answer-number" aria-hidden="true">"–"</span>
                    <span class="answer-label">"no opinion"</span>
                </label>
            </div>
        </fieldset>
    }
}

#[component]
fn FigureAnswer(
    initiative: AskedInitiative,
    unit: String,
    score: Memo<Option<Finite>>,
    on_set: Callback<Option<Finite>>,
) -> impl IntoView {
    let wrong = RwSignal::new(false);
    let set = move |text: String| {
        let number = parse(&text);
        wrong.set(number.is_err());
        if let Ok(number) = number {
            on_set.run(number);
        }
    };
    view! {
        <label class="answer answer-figure">
            <span class="answer-name"><bdi>{initiative.name}</bdi><small>{initiative.note}</small></span>
            <input class="input" inputmode="decimal" autocomplete="off" aria-invalid=move || wrong.get().to_string()
                prop:value=move || score.get().map_or_else(String::new, |score| score.get().to_string())
                on:change:target=move |event| set(event.target().value())/>
            <small>{unit}</small>
            <span class="field-error" role="alert">{move || wrong.get().then_some("Write a number, such as 12.5, or leave it empty.")}</span>
        </label>
    }
}

/// How much each criterion matters to the person, in points.
#[component]
fn WeightStep(
    request: StoredValue<BallotRequest>,
    opinion: Signal<Opinion>,
    on_weight: Callback<(CriterionId, Option<Finite>)>,
) -> impl IntoView {
    let rows = request
        .with_value(|request| request.criteria.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>());
    let row = move |(id, name): (CriterionId, String)| {
        let weight = move || opinion.with(|it| it.weights.get(&id).copied());
        let set = move |text: String| {
            if let Ok(weight) = parse(&text) {
                on_weight.run((id, weight.filter(|weight| weight.get() >= 0.0)));
            }
        };
        view! {
            <label class="answer answer-figure">
                <span class="answer-name"><bdi>{name}</bdi></span>
                <input class="input" inputmode="decimal" autocomplete="off" prop:value=move || weight().map_or_else(String::new, |it| it.get().to_string())
                    on:change:target=move |event| set(event.target().value())/>
                <small>"points"</small>
            </label>
        }
    };
    view! {
        <section class="card form-criterion" aria-labelledby="form-title">
            <h2 id="form-title" tabindex="-1">"How much does each criterion matter?"</h2>
            <p class="form-question">"Give points to the criteria; twice the points is twice as important. Leave all empty to leave that to the group."</p>
            <div class="form-rows">{rows.into_iter().map(row).collect_view()}</div>
        </section>
    }
}

/// A number as people write it; empty is none.
///
/// # Errors
///
/// [`NotANumber`], which NaN and infinity are too.
pub fn parse(text: &str) -> Result<Option<Finite>, NotANumber> {
    let text = text.trim().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok();
    number.and_then(|number| Finite::new(number).ok()).map(Some).ok_or(NotANumber(text))
}

fn in_unit(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" in {unit}") }
}

/// The title of the step, once it is on the screen: the next criterion is read from its beginning.
fn focus_title() {
    request_animation_frame(|| {
        let title = document().get_element_by_id("form-title");
        if let Some(title) = title.and_then(|title| title.dyn_into::<web_sys::HtmlElement>().ok())
            && title.focus().is_err()
        {
            leptos::logging::log!("the title cannot take the focus");
        }
    });
}
