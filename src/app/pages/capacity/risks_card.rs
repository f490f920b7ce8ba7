//! The risk register: what may happen, to what, and what is done about it; each change is simulated at once.

use leptos::prelude::*;

use super::risk_form::RiskForm;
use crate::analysis::drivers::Driver;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number, percent};
use crate::app::state::experiments::Experiments;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, RisksChange};
use crate::model::id::RiskId;
use crate::model::initiative::Initiatives;
use crate::model::risk::{Hit, Risk};

/// The card.
#[component]
pub(super) fn RisksCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let ids = Memo::new(move |_| {
        store.initiatives.with(|it| it.risks.iter().map(|risk| risk.id).collect::<Vec<_>>())
    });
    let add = move |_| {
        let first =
            store.initiatives.with_untracked(|it| it.in_plan().next().map(|it| Hit::Initiative(it.id)));
        let risk = Risk::new(RiskId(store.fresh_id(0)), "New risk", first.into_iter().collect());
        store.commit(Edit::Risks(RisksChange::Add(Box::new(risk))));
    };
    view! {
        <section class="card" aria-labelledby="risks-title">
            <div class="card-header">
                <div>
                    <h2 id="risks-title">"Risks"</h2>
                    <p class="card-note">"In each run a risk happens or it does not, and then it does its whole harm to all that it hits. Figures: weeks by which the P80 of the finish chosen above comes earlier."</p>
                </div>
            </div>
            <Show when=move || ids.with(Vec::is_empty)>
                <p class="muted">"No risk is written down. Estimates say how long the work takes; a risk says what may happen beside it."</p>
            </Show>
            <ul class="role-list">
                <Keyed each=move || ids.get() key=|id| *id let:id><RiskRow id/></Keyed>
            </ul>
            <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Risk"</button>
        </section>
    }
}

#[component]
fn RiskRow(id: RiskId) -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let of = move |what: fn(&Risk, &Initiatives) -> String| {
        Memo::new(move |_| {
            store.initiatives.with(|it| it.risk(id).map_or_else(String::new, |risk| what(risk, it)))
        })
    };
    let name = of(|risk, _| risk.name.clone());
    let chance = of(|risk, _| percent(risk.chance.get()));
    let summary = of(summary);
    view! {
        <li class="role-row risk-row">
            <bdi class="role-name">{move || name.get()}</bdi>
            <span class="risk-chance">{move || chance.get()}</span>
            <WhatIfs id/>
            <details class="role-details" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
                <summary><span class="visually-hidden">{move || format!("{}: ", name.get())}</span>{move || summary.get()}</summary>
                <Show when=move || open.get()><RiskForm id/></Show>
            </details>
        </li>
    }
}

/// What it would be worth to be without it, or to have its response in place.
#[component]
fn WhatIfs(id: RiskId) -> impl IntoView {
    let report = expect_context::<Experiments>().drivers;
    let weeks = move |driver: Driver| {
        report.with(|it| {
            let found = it.as_ref()?.drivers.iter().find(|it| it.driver == driver)?;
            Some(found.p80_weeks.map_or_else(|| "beyond the horizon".to_owned(), saved))
        })
    };
    let text = move || {
        let without = weeks(Driver::Risk(id))?;
        let response = weeks(Driver::Response(id))
            .map_or_else(String::new, |weeks| format!(" · with the response {weeks}"));
        Some(format!("without it {without}{response}"))
    };
    view! { <span class="risk-what-if">{text}</span> }
}

/// "hits 3 stages of 2 initiatives · adds weeks · Procurement: second supplier".
fn summary(risk: &Risk, initiatives: &Initiatives) -> String {
    let is_hit = |hit: &Hit| risk.hits.contains(hit);
    let stages = initiatives.stages().filter(|(initiative, stage)| {
        initiative.in_plan && (is_hit(&Hit::Initiative(initiative.id)) || is_hit(&Hit::Stage(stage.id)))
    });
    let hits = match stages.count() {
        0 => "hits nothing of the plan".to_owned(),
        n => format!("hits {}", count(n, "stage", "stages")),
    };
    match (risk.response.owner.as_str(), risk.response.action.as_str()) {
        ("", "") => format!("{hits} · no response yet"),
        ("", action) => format!("{hits} · {action}"),
        (owner, "") => format!("{hits} · {owner}"),
        (owner, action) => format!("{hits} · {owner}: {action}"),
    }
}

/// "3.2 weeks earlier"; never "−0.0".
fn saved(weeks: f64) -> String {
    match weeks {
        it if it.abs() < 0.05 => "no change".to_owned(),
        it if it < 0.0 => format!("{} weeks later", number(-it, 1)),
        it => format!("{} weeks earlier", number(it, 1)),
    }
}
