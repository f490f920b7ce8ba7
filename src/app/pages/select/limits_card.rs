//! Limits: budgets, heads and guardrails as sliders, each with what one step more or less is worth.

mod guardrails;
mod moved;
mod slider;
mod worth_note;

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::app::components::keyed::Keyed;
use crate::app::components::segmented::Segmented;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::finite::Finite;
use crate::model::portfolio::{PeoplePeriod, YearAmount};
use guardrails::Guardrails;
use moved::Moved;
use slider::Slider;

/// The sliders.
#[component]
pub(super) fn LimitsCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let years = Memo::new(move |_| {
        store.portfolio.with(|it| it.budget_per_year.iter().map(|it| it.year).collect::<BTreeSet<_>>())
    });
    // Who is short of anything comes first; the rest is folded away.
    let short = Memo::new(move |_| {
        selection.question.with(|it| it.as_ref().map_or_else(BTreeSet::new, |it| it.roles()))
    });
    let roles = move |is_short: bool| {
        let all = store.people.with(|it| it.roles.iter().map(|role| role.id).collect::<Vec<_>>());
        let short = short.get();
        all.into_iter().filter(|id| short.contains(id) == is_short).map(Moved::Heads).collect::<Vec<_>>()
    };
    view! {
        <section class="card" aria-labelledby="limits-title">
            <div class="card-header"><div><h2 id="limits-title">"Limits"</h2><p class="card-note">"Beside each, what one step is worth"</p></div></div>
            <Show when=move || years.with(|it| !it.is_empty()) fallback=|| view! { <NoBudget/> }>
                <Slider of=Moved::AllYears/>
                <details class="more-limits">
                    <summary>"Each year"</summary>
                    <Keyed each=move || { years.get().into_iter().map(Moved::Year).collect::<Vec<_>>() } key=|of| *of let:of><Slider of/></Keyed>
                </details>
            </Show>
            <Keyed each=move || roles(true) key=|of| *of let:of><Slider of/></Keyed>
            <Show when=move || !roles(false).is_empty()>
                <details class="more-limits">
                    <summary>{move || format!("Never short: {}", roles(false).len())}</summary>
                    <Keyed each=move || roles(false) key=|of| *of let:of><Slider of/></Keyed>
                </details>
            </Show>
            <PeriodChoice/>
            <Guardrails/>
        </section>
    }
}

/// Money is no limit yet.
#[component]
fn NoBudget() -> impl IntoView {
    let store = expect_context::<Store>();
    let set = move |_| {
        // What the plan costs, year by year: a start that changes nothing.
        let mut budget: Vec<YearAmount> = Vec::new();
        store.initiatives.with_untracked(|it| {
            for cost in it.in_plan().flat_map(|it| &it.cost_per_year) {
                match budget.iter_mut().find(|year| year.year == cost.year) {
                    Some(year) => {
                        year.amount = Finite::new(year.amount.get() + cost.amount.get().max(0.0))
                            .unwrap_or(year.amount);
                    }
                    None => budget.push(YearAmount {
                        amount: Finite::new(cost.amount.get().max(0.0)).unwrap_or(Finite::ZERO),
                        ..*cost
                    }),
                }
            }
        });
        budget.sort_by_key(|year| year.year);
        store.commit(Edit::Portfolio(PortfolioChange::BudgetPerYear(budget)));
    };
    view! {
        <p class="muted">"No budget is set, so money is no limit."</p>
        <button class="button" type="button" on:click=set>"Set it to what the plan costs"</button>
    }
}

/// Over how long a time people are added up.
#[component]
fn PeriodChoice() -> impl IntoView {
    const CHOICES: [(PeoplePeriod, &str); 4] = [
        (PeoplePeriod::Month, "Month"),
        (PeoplePeriod::Quarter, "Quarter"),
        (PeoplePeriod::Year, "Year"),
        (PeoplePeriod::Off, "Not"),
    ];
    let store = expect_context::<Store>();
    let period = Memo::new(move |_| store.portfolio.with(|it| it.selection.people_period));
    view! {
        <div class="period-choice">
            <span class="card-note">"People must suffice in each"</span>
            <Segmented legend="Period over which people are added up" name="people-period" choices=CHOICES value=period
                on_choose=move |choice| store.commit(Edit::Portfolio(PortfolioChange::PeoplePeriod(choice)))/>
        </div>
    }
}
