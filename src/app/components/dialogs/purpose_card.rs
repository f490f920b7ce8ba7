//! Purpose card of an initiative: why, goal, benefit and sponsor, on a page for the wall of the team.

use leptos::prelude::*;

use super::Frame;
use crate::analysis::pulse::pulse;
use crate::app::clock::today;
use crate::app::format::{day, money, number};
use crate::app::state::session::{Dialog, Session};
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiative;
use crate::model::pulse::SENTENCE;

/// The card; what is not written down is said to be missing, so that somebody asks.
#[component]
pub(super) fn PurposeCard(id: InitiativeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let back = move |_| session.dialog.set(Some(Dialog::Initiative(id)));
    let print = move |_| {
        if window().print().is_err() {
            leptos::logging::log!("this browser cannot print");
        }
    };
    let card = move || {
        let initiative = store.initiatives.with(|it| it.initiative(id).cloned());
        initiative.map(|it| card(store, &it))
    };
    view! {
        <Frame
            title=Signal::stored("Purpose card".to_owned())
            note=Signal::stored("For the team: why this work matters, on one page.".to_owned())
            foot=move || view! {
                <button class="button" type="button" on:click=back>"Back to the initiative"</button>
                <button class="button button-primary row-end" type="button" on:click=print>"Print"</button>
            }
        >
            {card}
        </Frame>
    }
}

fn card(store: Store, it: &Initiative) -> AnyView {
    let portfolio = store.portfolio.with(|it| it.name.clone());
    let goals: Vec<(String, String)> = store.strategy.with(|strategy| {
        let known = it.objectives.iter().filter_map(|id| strategy.objective(*id));
        known.map(|it| (it.name.clone(), it.note.clone())).collect()
    });
    let goals = if goals.is_empty() {
        missing("No objective is linked yet")
    } else {
        let rows = goals.into_iter().map(|(name, note)| {
            let note = (!note.trim().is_empty()).then(|| view! { <br/><span class="muted">{note}</span> });
            view! { <li><b>{name}</b>{note}</li> }
        });
        view! { <ul>{rows.collect_view()}</ul> }.into_any()
    };
    let until = it.needed_by.map(|it| view! { <p>{format!("Needed by {}.", day(it))}</p> });
    let amount = it.benefit.amount.map(|amount| {
        store.portfolio.with(|portfolio| format!("{} in all", money(amount.get(), &portfolio.currency)))
    });
    let measured = (!it.benefit.measure.trim().is_empty()).then(|| {
        let on = it.benefit.date.map_or_else(String::new, |it| format!(", measured on {}", day(it)));
        format!("{}{on}", it.benefit.measure.trim())
    });
    let owner =
        (!it.benefit.owner.trim().is_empty()).then(|| format!("{} answers for it", it.benefit.owner.trim()));
    let benefit: Vec<String> = [amount, measured, owner].into_iter().flatten().collect();
    let benefit = if benefit.is_empty() { missing("No benefit is written down yet") } else { lines(benefit) };
    let pulse = pulse(&it.pulse)
        .days
        .last()
        .map(|last| format!("“{SENTENCE}”: {} of 5 on {}. ", number(last.mean, 1), day(last.date)));
    view! {
        <article class="paper purpose-card" aria-label=format!("Purpose of {}", it.name)>
            <header class="paper-header">
                <div><p class="kicker">"Why this work matters"</p><h1>{it.name.clone()}</h1></div>
                <p class="paper-meta">{portfolio}<br/>{it.department.clone()}</p>
            </header>
            <div class="purpose-parts">
                <section><h2>"Why: the goals it serves"</h2>{goals}</section>
                <section><h2>"Goal: what will be different"</h2>{words(&it.approved_outcome, "No outcome is written down yet")}{until}</section>
                <section><h2>"Benefit: what it brings"</h2>{benefit}</section>
                <section><h2>"Sponsor"</h2>{words(&it.sponsor, "Nobody is named yet")}<h2>"Leads it day by day"</h2>{words(&it.owner, "Nobody is named yet")}</section>
            </div>
            <footer class="paper-foot"><p>{pulse}{today().map(|it| format!("Printed {}.", day(it)))}</p></footer>
        </article>
    }
    .into_any()
}

fn lines(lines: Vec<String>) -> AnyView {
    view! { <ul>{lines.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul> }.into_any()
}

fn words(text: &str, otherwise: &'static str) -> AnyView {
    match text.trim() {
        "" => missing(otherwise),
        text => view! { <p class="paper-text">{text.to_owned()}</p> }.into_any(),
    }
}

fn missing(words: &'static str) -> AnyView {
    view! { <p class="muted">{words}": ask."</p> }.into_any()
}
