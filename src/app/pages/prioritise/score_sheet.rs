//! Scores of the selected initiative, one question after the other.

use leptos::prelude::*;

use super::figure_field::WorkedOut;
use crate::app::components::keyed::Keyed;
use crate::app::format::plain;
use crate::app::state::session::Session;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::scoring::{Criterion, Scale};

/// The sheet; asks for a selection while there is none.
#[component]
pub(super) fn ScoreSheet() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let name = move || {
        let id = session.selected.get()?;
        store.initiatives.with(|it| it.initiative(id).map(|it| it.name.clone()))
    };
    let leaves =
        Memo::new(move |_| store.scoring.with(|it| it.leaves().map(|leaf| leaf.id).collect::<Vec<_>>()));
    let fields = move || {
        let (selected, leaves) = (session.selected.get(), leaves.get());
        selected
            .into_iter()
            .flat_map(|id| leaves.iter().map(move |leaf| (id, *leaf)).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    view! {
        <section class="card" aria-labelledby="scores-title">
            <h2 id="scores-title">{move || name().map_or_else(|| "Scores".to_owned(), |name| format!("Scores of {name}"))}</h2>
            <Show when=move || name().is_some() fallback=|| view! { <p class="card-note">"Choose an initiative in the ranking to see and change its scores."</p> }>
                <Keyed each=fields key=|ids| *ids let:ids>
                    <ScoreField initiative=ids.0 criterion=ids.1/>
                </Keyed>
            </Show>
        </section>
    }
}

#[component]
fn ScoreField(initiative: InitiativeId, criterion: CriterionId) -> impl IntoView {
    let store = expect_context::<Store>();
    let described = Memo::new(move |_| store.scoring.with(|it| it.criterion(criterion).cloned()));
    let score = Memo::new(move |_| {
        store
            .initiatives
            .with(|it| it.initiative(initiative).and_then(|it| it.scores.get(&criterion).copied()))
    });
    let set = move |score: Option<Finite>| store.commit(Edit::SetScore { initiative, criterion, score });
    let which = Memo::new(move |_| store.scoring.with(|it| it.figures.get(&criterion).copied()));
    let field = move || {
        if let Some(which) = which.get() {
            return Some(view! { <WorkedOut initiative criterion which/> }.into_any());
        }
        described.get().map(|described| match described.scale.clone() {
            Scale::Levels { levels } => {
                let labels: Vec<String> = levels.iter().map(|level| level.label.clone()).collect();
                view! { <LevelField criterion labels score on_change=set/> }.into_any()
            }
            _ => view! { <FigureField criterion score on_change=set/> }.into_any(),
        })
    };
    let words = move || {
        let level = score.get().map(|score| score.get().round());
        if let Some(which) = which.get() {
            return Some(format!("Worked out: {}.", which.name()));
        }
        described.with(|it| it.as_ref().map(|it| words_for(it, level)))
    };
    view! {
        <div class="control score-field">
            <label class="control-name" for=move || which.get().is_none().then(|| format!("score-{criterion}"))>
                <bdi>{move || described.with(|it| it.as_ref().map(|it| it.name.clone()))}</bdi>
            </label>
            <span class="control-value">{field}</span>
            <p class="control-note">{words}</p>
        </div>
    }
}

#[component]
fn LevelField(
    criterion: CriterionId,
    labels: Vec<String>,
    score: Memo<Option<Finite>>,
    on_change: impl Fn(Option<Finite>) + 'static,
) -> impl IntoView {
    let chosen =
        move |number: u32| score.get().is_some_and(|score| (score.get() - f64::from(number)).abs() < 0.5);
    view! {
        <select class="select" id=format!("score-{criterion}") on:change:target=move |event| on_change(event.target().value().parse::<u32>().ok().map(Finite::from))>
            <option value="" selected=move || score.get().is_none()>"not scored"</option>
            {(1_u32..).zip(labels).map(|(number, label)| view! {
                <option value=number selected=move || chosen(number)>{format!("{number} {label}")}</option>
            }).collect_view()}
        </select>
    }
}

#[component]
fn FigureField(
    criterion: CriterionId,
    score: Memo<Option<Finite>>,
    on_change: impl Fn(Option<Finite>) + 'static,
) -> impl IntoView {
    view! {
        <input class="input figure-input" type="number" step="any" id=format!("score-{criterion}")
            prop:value=move || score.get().map_or_else(String::new, |score| score.get().to_string())
            on:change:target=move |event| {
                let text = event.target().value();
                on_change(text.trim().parse().ok().and_then(|number| Finite::new(number).ok()));
            }/>
    }
}

/// The question, or for a rubric the words of the level chosen.
fn words_for(criterion: &Criterion, level: Option<f64>) -> String {
    if let (Scale::Levels { levels }, Some(level)) = (&criterion.scale, level) {
        let chosen = (1_u32..).zip(levels).find(|(number, _)| (f64::from(*number) - level).abs() < 0.5);
        if let Some((_, level)) = chosen.filter(|(_, level)| !level.words.is_empty()) {
            return level.words.clone();
        }
    }
    let (low, high) = criterion.scale.bounds();
    match criterion.scale {
        Scale::Levels { .. } => criterion.question.clone(),
        _ => format!(
            "{} From {} to {} {}.",
            criterion.question,
            plain(low),
            plain(high),
            criterion.scale.unit()
        ),
    }
}
