//! A criterion opened: its name, its question, its place and its scale.

use leptos::prelude::*;

use super::figure_field::FigureChoice;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::{CriterionChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::CriterionId;
use crate::model::scoring::{Criterion, Level, Point, Scale};

/// "Edit" that opens everything about the criterion but its weight.
#[component]
pub(super) fn CriterionDetails(id: CriterionId) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details class="criterion-details" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Edit"</summary>
            <Show when=move || open.get()><CriterionForm id/></Show>
        </details>
    }
}

#[component]
fn CriterionForm(id: CriterionId) -> impl IntoView {
    let store = expect_context::<Store>();
    let criterion = Memo::new(move |_| store.scoring.with(|it| it.criterion(id).cloned()));
    let is_leaf = Memo::new(move |_| store.scoring.with(|it| it.is_leaf(id)));
    let change = move |change: CriterionChange| store.commit(Edit::Criterion { criterion: id, change });
    let text = move |of: fn(&Criterion) -> &String| {
        criterion.with(|it| it.as_ref().map_or_else(String::new, |it| of(it).clone()))
    };
    view! {
        <div class="stack criterion-form">
            <label class="field"><span>"Name"</span>
                <input class="input" prop:value=move || text(|it| &it.name)
                    on:change:target=move |event| change(CriterionChange::Name(event.target().value()))/>
            </label>
            <label class="field"><span>"Question a scorer answers"</span>
                <textarea class="input" rows="2" prop:value=move || text(|it| &it.question)
                    on:change:target=move |event| change(CriterionChange::Question(event.target().value()))></textarea>
            </label>
            <ParentField id criterion/>
            <label class="check"><input type="checkbox" prop:checked=move || criterion.with(|it| it.as_ref().is_some_and(|it| it.delivery_only))
                    on:change:target=move |event| change(CriterionChange::DeliveryOnly(event.target().checked()))/>
                <span>"Speaks of delivery only, not of value"</span>
            </label>
            <Show when=move || is_leaf.get()><FigureChoice id/><ScaleForm id criterion/></Show>
            <button class="button" type="button" on:click=move |_| store.commit(Edit::RemoveCriterion(id))>
                <Sign icon=Icon::Bin small=true/>"Remove this criterion"
            </button>
        </div>
    }
}

#[component]
fn ParentField(id: CriterionId, criterion: Memo<Option<Criterion>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let others = move || {
        store.scoring.with(|it| {
            it.criteria.iter().filter(|it| it.id != id).map(|it| (it.id, it.name.clone())).collect::<Vec<_>>()
        })
    };
    let parent = move || criterion.with(|it| it.as_ref().and_then(|it| it.parent));
    view! {
        <label class="field"><span>"Part of"</span>
            <select class="select" on:change:target=move |event| {
                let parent = event.target().value().parse().ok();
                store.commit(Edit::Criterion { criterion: id, change: CriterionChange::Parent(parent) });
            }>
                <option value="" selected=move || parent().is_none()>"nothing: it stands at the top"</option>
                {move || others().into_iter().map(|(other, name)| view! {
                    <option value=other.to_string() selected=move || parent() == Some(other)>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// Kind of the scale, and its numbers.
#[component]
fn ScaleForm(id: CriterionId, criterion: Memo<Option<Criterion>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let scale = Memo::new(move |_| criterion.with(|it| it.as_ref().map(|it| it.scale.clone())));
    let set = move |scale: Scale| {
        store.commit(Edit::Criterion { criterion: id, change: CriterionChange::Scale(scale) });
    };
    let kind = move || scale.with(|it| it.as_ref().map_or("", kind_of));
    view! {
        <label class="field"><span>"Scale"</span>
            <select class="select" on:change:target=move |event| set(default_scale(&event.target().value()))>
                {[("levels", "rubric: levels in words"), ("linear", "straight line between two figures"), ("piecewise", "straight lines between points"), ("exponential", "curve that flattens")]
                    .map(|(key, name)| view! { <option value=key selected=move || kind() == key>{name}</option> })}
            </select>
        </label>
        {move || scale.get().map(|scale| match scale {
            Scale::Levels { levels } => view! { <LevelsForm levels on_change=set/> }.into_any(),
            other => view! { <FiguresForm scale=other on_change=set/> }.into_any(),
        })}
    }
}

#[component]
fn LevelsForm(levels: Vec<Level>, on_change: impl Fn(Scale) + Copy + Send + Sync + 'static) -> impl IntoView {
    let all = StoredValue::new(levels.clone());
    let replace = move |index: usize, level: Level| {
        let mut levels = all.get_value();
        levels[index] = level;
        on_change(Scale::Levels { levels });
    };
    let add = move |_| {
        let mut levels = all.get_value();
        let label = format!("Level {}", levels.len() + 1);
        levels.push(Level { label, words: String::new(), value: Finite::ONE });
        on_change(Scale::Levels { levels });
    };
    let remove = move |_| {
        let mut levels = all.get_value();
        levels.pop();
        on_change(Scale::Levels { levels });
    };
    let row = move |(index, level): (usize, Level)| {
        let (label, words) = (level.clone(), level.clone());
        let worth = level.clone();
        view! {
            <li class="level-row">
                <span class="level-number">{index + 1}</span>
                <input class="input" aria-label=format!("Label of level {}", index + 1) prop:value=level.label.clone()
                    on:change:target=move |event| replace(index, Level { label: event.target().value(), ..label.clone() })/>
                <input class="input level-worth" type="number" min="0" max="100" step="1" aria-label=format!("Worth of level {} in percent", index + 1)
                    prop:value=plain(level.value.get() * 100.0)
                    on:change:target=move |event| {
                        if let Some(value) = event.target().value().parse::<f64>().ok().and_then(|percent| Finite::new(percent / 100.0).ok()) {
                            replace(index, Level { value, ..worth.clone() });
                        }
                    }/>
                <textarea class="input level-words" rows="2" aria-label=format!("When level {} is right", index + 1) prop:value=level.words.clone()
                    on:change:target=move |event| replace(index, Level { words: event.target().value(), ..words.clone() })></textarea>
            </li>
        }
    };
    view! {
        <ol class="levels-form">{levels.into_iter().enumerate().map(row).collect_view()}</ol>
        <div class="row">
            <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Level"</button>
            <button class="button" type="button" disabled=move || all.with_value(|levels| levels.len() < 3) on:click=remove><Sign icon=Icon::Bin small=true/>"Last level, with its scores"</button>
        </div>
        <p class="card-note">"Label, worth in percent, and the words that tell when the level is right."</p>
    }
}

/// Unit and figures of the scales that are no rubric, as one line of text each.
#[component]
fn FiguresForm(scale: Scale, on_change: impl Fn(Scale) + Copy + Send + Sync + 'static) -> impl IntoView {
    let stored = StoredValue::new(scale.clone());
    let error = RwSignal::new(None::<&'static str>);
    let hint = match scale {
        Scale::Piecewise { .. } => "Points as score: worth in percent, such as 0: 0, 100: 35, 1000: 100",
        Scale::Exponential { .. } => "Worth nothing, worth all, and the bend, such as 24, 0, 8",
        _ => "Worth nothing and worth all, such as 5, 1",
    };
    view! {
        <label class="field"><span>"Unit"</span>
            <input class="input" prop:value=scale.unit().to_owned()
                on:change:target=move |event| on_change(with_unit(stored.get_value(), event.target().value()))/>
        </label>
        <label class="field"><span>{hint}</span>
            <input class="input" prop:value=figures_text(&scale) aria-invalid=move || error.get().is_some().to_string()
                on:change:target=move |event| match with_figures(&stored.get_value(), &event.target().value()) {
                    Some(scale) => on_change(scale),
                    None => error.set(Some("Not understood; write it as in the example.")),
                }/>
        </label>
        <p class="field-error" role="alert">{move || error.get()}</p>
    }
}

fn kind_of(scale: &Scale) -> &'static str {
    match scale {
        Scale::Levels { .. } => "levels",
        Scale::Linear { .. } => "linear",
        Scale::Piecewise { .. } => "piecewise",
        Scale::Exponential { .. } => "exponential",
    }
}

fn default_scale(kind: &str) -> Scale {
    let (low, high, unit) = (Finite::ZERO, Finite::from(100), String::new());
    match kind {
        "linear" => Scale::Linear { unit, low, high },
        "piecewise" => Scale::Piecewise {
            unit,
            points: vec![
                Point { score: low, value: Finite::ZERO },
                Point { score: high, value: Finite::ONE },
            ],
        },
        "exponential" => Scale::Exponential { unit, low, high, rho: Finite::from(30) },
        _ => {
            let level = |index: u32| Level {
                label: format!("Level {}", index + 1),
                words: String::new(),
                value: Finite::new(f64::from(index) / 4.0).unwrap_or_default(),
            };
            Scale::Levels { levels: (0..5).map(level).collect() }
        }
    }
}

fn with_unit(scale: Scale, unit: String) -> Scale {
    match scale {
        Scale::Linear { low, high, .. } => Scale::Linear { unit, low, high },
        Scale::Piecewise { points, .. } => Scale::Piecewise { unit, points },
        Scale::Exponential { low, high, rho, .. } => Scale::Exponential { unit, low, high, rho },
        levels @ Scale::Levels { .. } => levels,
    }
}

fn figures_text(scale: &Scale) -> String {
    let text = |number: &Finite| number.get().to_string();
    match scale {
        Scale::Levels { .. } => String::new(),
        Scale::Linear { low, high, .. } => format!("{}, {}", text(low), text(high)),
        Scale::Exponential { low, high, rho, .. } => format!("{}, {}, {}", text(low), text(high), text(rho)),
        Scale::Piecewise { points, .. } => {
            let point =
                |point: &Point| format!("{}: {}", text(&point.score), plain(point.value.get() * 100.0));
            points.iter().map(point).collect::<Vec<_>>().join(", ")
        }
    }
}

fn with_figures(scale: &Scale, text: &str) -> Option<Scale> {
    let number = |text: &str| Finite::new(text.trim().parse().ok()?).ok();
    let unit = scale.unit().to_owned();
    if matches!(scale, Scale::Piecewise { .. }) {
        let point = |part: &str| {
            let (score, percent) = part.split_once(':')?;
            let value = Finite::new(number(percent)?.get() / 100.0).ok()?;
            Some(Point { score: number(score)?, value })
        };
        return Some(Scale::Piecewise { unit, points: text.split(',').map(point).collect::<Option<_>>()? });
    }
    let figures = text.split(',').map(number).collect::<Option<Vec<_>>>()?;
    match (scale, figures.as_slice()) {
        (Scale::Linear { .. }, &[low, high]) => Some(Scale::Linear { unit, low, high }),
        (Scale::Exponential { .. }, &[low, high, rho]) => Some(Scale::Exponential { unit, low, high, rho }),
        _ => None,
    }
}
