//! Guardrails: how much of the budget a part of the work may take, or is kept for it.

use leptos::prelude::*;

use super::moved::Moved;
use super::slider::Slider;
use crate::analysis::select::guardrails::taken_share;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::percent;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::guardrail::{Bound, Guardrail, WorkPart};
use crate::model::id::ObjectiveId;
use crate::model::initiative::{Kind, Mode, WorkClass};

/// The guardrails there are, and a form for one more.
#[component]
pub(super) fn Guardrails() -> impl IntoView {
    let store = expect_context::<Store>();
    let rails = Memo::new(move |_| {
        let of = |it: &Guardrail| (it.of, it.bound);
        store.portfolio.with(|it| it.selection.guardrails.iter().map(of).collect::<Vec<_>>())
    });
    let has_budget = Memo::new(move |_| store.portfolio.with(|it| !it.budget_per_year.is_empty()));
    let summary = move || match rails.with(Vec::len) {
        0 => "Divide the budget: guardrails".to_owned(),
        count => format!("Guardrails of the budget: {count}"),
    };
    view! {
        <Show when=move || has_budget.get() || rails.with(|it| !it.is_empty())>
            <details class="more-limits guardrails" open=rails.with_untracked(|it| !it.is_empty())>
                <summary>{summary}</summary>
                <Show when=move || !has_budget.get()><p class="muted">"They count as soon as there is a budget."</p></Show>
                <Keyed each=move || rails.get() key=|of| *of let:of><Rail of=of.0 bound=of.1/></Keyed>
                <NewRail/>
            </details>
        </Show>
    }
}

/// One guardrail, with what the best set takes and a way to be rid of it.
#[component]
fn Rail(of: WorkPart, bound: Bound) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let taken = Memo::new(move |_| {
        let members = selection.members.get();
        store.portfolio.with(|portfolio| {
            store.initiatives.with(|it| taken_share(portfolio, it, of, &|id| members.contains(&id)))
        })
    });
    let name = move || Moved::Guardrail(of, bound).name(store);
    view! {
        <Slider of=Moved::Guardrail(of, bound)/>
        <p class="control-note row">
            {move || taken.get().map(|share| format!("The best set takes {} of the budget.", percent(share)))}
            <button class="button-link" type="button" on:click=move |_| store.commit(Edit::Guardrail { of, bound, percent: None })>
                "Remove"<span class="visually-hidden">{move || format!(" the guardrail of {}", name())}</span>
            </button>
        </p>
    }
}

/// Chooses a part of the work and a bound.
#[component]
fn NewRail() -> impl IntoView {
    let store = expect_context::<Store>();
    let parts = Memo::new(move |_| store.strategy.with(|it| all_parts(it.objectives.iter().map(|it| it.id))));
    let chosen = RwSignal::new(0_usize);
    let bound = RwSignal::new(Bound::AtMost);
    let part = move || parts.with(|it| it.get(chosen.get().min(it.len().saturating_sub(1))).copied());
    let is_there = move || {
        let Some(of) = part() else { return true };
        store.portfolio.with(|it| it.selection.guardrails.iter().any(|it| it.is_of(of, bound.get())))
    };
    let add = move |_| {
        let Some(of) = untrack(part) else { return };
        let percent = if bound.get_untracked() == Bound::AtMost { 40 } else { 10 };
        store.commit(Edit::Guardrail {
            of,
            bound: bound.get_untracked(),
            percent: Some(Finite::from(percent)),
        });
    };
    let options = move || {
        let option = |(index, part): (usize, WorkPart)| {
            let name = Moved::Guardrail(part, Bound::AtMost).name(store);
            view! { <option value=index.to_string() selected=move || chosen.get() == index>{name}</option> }
        };
        parts.get().into_iter().enumerate().map(option).collect_view()
    };
    view! {
        <div class="row guardrail-new">
            <label class="field"><span>"Part of the work"</span>
                <select class="select" on:change:target=move |event| chosen.set(event.target().value().parse().unwrap_or(0))>{options}</select>
            </label>
            <label class="field"><span>"Rule"</span>
                <select class="select" on:change:target=move |event| bound.set(if event.target().value() == "kept" { Bound::Kept } else { Bound::AtMost })>
                    <option value="most">"takes at most"</option><option value="kept">"has kept for it"</option>
                </select>
            </label>
            <button class="button" type="button" disabled=is_there on:click=add><Sign icon=Icon::Plus small=true/>"Add"</button>
        </div>
    }
}

fn all_parts(objectives: impl Iterator<Item = ObjectiveId>) -> Vec<WorkPart> {
    let kinds = Kind::ALL.map(WorkPart::Kind);
    let modes = Mode::ALL.map(WorkPart::Mode);
    let classes = [WorkClass::Change, WorkClass::Run].map(WorkPart::Class);
    objectives.map(WorkPart::Objective).chain(kinds).chain(modes).chain(classes).collect()
}
