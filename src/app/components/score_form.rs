//! Scoring for one person: one criterion at a time with the words of its rubric, all initiatives below.
//!
//! The ballot, the laptop that goes round, and nothing else: no ranking, nobody else's answers.

use leptos::prelude::*;
use thiserror::Error;

use super::form_steps::{FormSteps, Step};
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
    let shown = move || {
        let at = step.get();
        match request.with_value(|request| request.criteria.get(at).cloned()) {
            Some(criterion) => view! { <CriterionStep request criterion opinion on_score/> }.into_any(),
            None => view! { <WeightStep request opinion on_weight/> }.into_any(),
        }
    };
    let steps = request.with_value(|it| tabs(it, opinion, request));
    let note = Signal::derive(move || {
        format!(
            "{} of {} answered",
            answered(&request.read_value(), &opinion.read()),
            asked(&request.read_value())
        )
    });
    view! { <FormSteps name="Criteria" next="Next criterion" steps step note>{shown}</FormSteps> }
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

/// The criteria with what is answered of each.
fn tabs(request: &BallotRequest, opinion: Signal<Opinion>, stored: StoredValue<BallotRequest>) -> Vec<Step> {
    let all = request.initiatives.len();
    let criterion = |it: &AskedCriterion| {
        let id = it.id;
        let count = Signal::derive(move || {
            let answered = opinion.with(|it| stored.with_value(|request| answered_on(request, it, id)));
            format!("{answered} of {all}")
        });
        (it.name.clone(), count)
    };
    let mut tabs: Vec<Step> = request.criteria.iter().map(criterion).collect();
    if request.weights {
        tabs.push(("Weights".to_owned(), Signal::stored("if you like".to_owned())));
    }
    tabs
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
