//! Limits: budgets and heads as sliders, each with what one step more or less is worth.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{money, signed};
use crate::analysis::select::heads::{later_heads, with_heads};
use crate::analysis::select::study::{LeverOf, Worth, round_step, whole_budget};
use crate::app::components::segmented::Segmented;
use crate::app::format::{number, plain};
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::finite::Finite;
use crate::model::id::RoleId;
use crate::model::people::Role;
use crate::model::portfolio::{PeoplePeriod, YearAmount};

/// What a slider moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Moved {
    AllYears,
    Year(i16),
    Heads(RoleId),
}

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
                    <For each=move || { years.get().into_iter().map(Moved::Year).collect::<Vec<_>>() } key=|of| *of let:of><Slider of/></For>
                </details>
            </Show>
            <For each=move || roles(true) key=|of| *of let:of><Slider of/></For>
            <Show when=move || !roles(false).is_empty()>
                <details class="more-limits">
                    <summary>{move || format!("Never short: {}", roles(false).len())}</summary>
                    <For each=move || roles(false) key=|of| *of let:of><Slider of/></For>
                </details>
            </Show>
            <PeriodChoice/>
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

/// One limit. Every move is an edit; a drag, or the keys pressed in one visit, is one undo step.
#[component]
fn Slider(of: Moved) -> impl IntoView {
    let store = expect_context::<Store>();
    let amount = Memo::new(move |_| amount_of(store, of));
    let before = RwSignal::new(amount.get_untracked());
    let shape = StoredValue::new(Shape::now(store, of));
    // Stays while one drags: the scale must not slip away under the pointer.
    let most = RwSignal::new(top_of(amount.get_untracked()));
    let begin = move || {
        store.settle();
        before.set(amount.get_untracked());
        shape.update_value(|it| it.renew(store, of, amount.get_untracked()));
        most.set(top_of(amount.get_untracked()));
    };
    let set = move |text: String| {
        if let Some(edit) =
            text.parse().ok().and_then(|amount| shape.with_value(|shape| edit_of(store, of, amount, shape)))
        {
            store.edit(edit);
        }
    };
    let take_back = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            set(before.get_untracked().to_string());
        }
    };
    let step = move || match of {
        Moved::Heads(_) => 1.0,
        Moved::AllYears | Moved::Year(_) => round_step(most.get() / 100.0),
    };
    let name = move || match of {
        Moved::AllYears => "Budget, all years".to_owned(),
        Moved::Year(year) => format!("Budget of {year}"),
        Moved::Heads(id) => {
            store.people.with(|it| it.role(id).map_or_else(String::new, |it| it.name.clone()))
        }
    };
    let value = move || match of {
        Moved::Heads(id) => {
            let changes = store.people.with(|it| it.role(id).is_some_and(|it| !it.changes.is_empty()));
            format!("{} heads{}", plain(amount.get()), if changes { " at first" } else { "" })
        }
        Moved::AllYears | Moved::Year(_) => money(store, amount.get()),
    };
    let id = match of {
        Moved::AllYears => "limit-all".to_owned(),
        Moved::Year(year) => format!("limit-{year}"),
        Moved::Heads(id) => format!("limit-role-{id}"),
    };
    let at = move |amount: f64| format!("{:.2}%", 100.0 * (amount / most.get().max(1e-9)).clamp(0.0, 1.0));
    view! {
        <div class="control">
            <label class="control-name" for=id.clone()><bdi>{name}</bdi></label>
            <output class="control-value" for=id.clone()>{value}</output>
            <div class="slider">
                <svg class="slider-track" aria-hidden="true">
                    <rect class="track" x="0" y="3" width="100%" height="2" rx="1"/>
                    <line class="was" x1=move || at(before.get()) x2=move || at(before.get()) y1="-2" y2="10"/>
                </svg>
                <input id=id type="range" min="0" max=move || most.get() step=step aria-valuetext=value
                    prop:value=move || amount.get().to_string()
                    on:input:target=move |event| set(event.target().value())
                    on:focus=move |_| begin() on:pointerdown=move |_| begin()
                    on:pointerup=move |_| store.settle() on:blur=move |_| store.settle() on:keydown=take_back/>
            </div>
            <LimitNote of/>
        </div>
    }
}

/// "+1 is worth +16.6 points (3.1 %); −1 costs 12.0".
#[component]
fn LimitNote(of: Moved) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let lever = match of {
        Moved::AllYears => None,
        Moved::Year(year) => Some(LeverOf::Budget(year)),
        Moved::Heads(id) => Some(LeverOf::Heads(id)),
    };
    let worth: Memo<Option<Worth>> = Memo::new(move |_| {
        selection.findings.with(|findings| {
            let findings = findings.as_ref()?;
            if let Some(lever) = lever {
                return findings.worth.get(&lever).copied();
            }
            // All years together: the next points of the frontier.
            let now = selection.question.with(|it| it.as_ref().and_then(|it| whole_budget(it)))?;
            let value = selection.best.with(|it| it.as_ref().map(|it| it.question.score(&it.selection)))?;
            let next = findings.frontier.iter().find(|it| it.budget_money > now * 1.04)?;
            let last = findings.frontier.iter().rev().find(|it| it.budget_money < now * 0.96);
            Some(Worth {
                step: next.budget_money - now,
                more: Some((next.value - value).max(0.0)),
                less: last.map(|it| (value - it.value).max(0.0)),
            })
        })
    });
    let value =
        move || selection.best.with(|it| it.as_ref().map_or(0.0, |it| it.question.score(&it.selection)));
    let step = move |worth: Worth| match of {
        Moved::Heads(_) => plain(worth.step),
        Moved::AllYears | Moved::Year(_) => money(store, worth.step),
    };
    let gains = move || worth.get().and_then(|it| it.more).is_some_and(|more| more * 100.0 >= 0.05);
    let more = move || {
        let worth = worth.get()?;
        let more = worth.more?;
        let share = if value() > 0.0 { more / value() } else { 0.0 };
        Some(if more * 100.0 < 0.05 {
            format!("+{} is worth 0", step(worth))
        } else {
            format!("+{} is worth {} points ({:.1} %)", step(worth), signed(more * 100.0), share * 100.0)
        })
    };
    let less = move || {
        let worth = worth.get()?;
        let less = worth.less?;
        Some(if less * 100.0 < 0.05 {
            format!("; −{} costs 0", step(worth))
        } else {
            format!("; −{} costs {}", step(worth), number(less * 100.0, 1))
        })
    };
    let unknown = move || {
        let is_short = match of {
            Moved::Heads(id) => {
                selection.question.with(|it| it.as_ref().is_some_and(|it| it.roles().contains(&id)))
            }
            Moved::AllYears | Moved::Year(_) => true,
        };
        worth.get().is_none().then_some(if is_short { "…" } else { "+1 is worth 0; never short" })
    };
    view! { <p class="control-note"><b class:is-gain=gains>{more}</b>{less}{unknown}</p> }
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

fn amount_of(store: Store, of: Moved) -> f64 {
    match of {
        Moved::AllYears => {
            store.portfolio.with(|it| it.budget_per_year.iter().map(|it| it.amount.get()).sum())
        }
        Moved::Year(year) => store.portfolio.with(|it| {
            it.budget_per_year.iter().filter(|it| it.year == year).map(|it| it.amount.get()).sum()
        }),
        Moved::Heads(id) => store.people.with(|it| it.role(id).map_or(0.0, |it| it.heads.get())),
    }
}

/// What a limit was like before it was moved: must survive being moved to 0 and back.
#[derive(Clone)]
struct Shape {
    /// How the years share the whole.
    budgets: Vec<YearAmount>,
    /// How the heads of a role change over time.
    role: Option<Role>,
}

impl Shape {
    /// As it is now.
    fn now(store: Store, of: Moved) -> Self {
        let role = match of {
            Moved::Heads(id) => store.people.with_untracked(|it| it.role(id).cloned()),
            Moved::AllYears | Moved::Year(_) => None,
        };
        Self { budgets: budgets(store), role }
    }

    /// As it is now, unless that is only what is left of it at `amount`.
    fn renew(&mut self, store: Store, of: Moved, amount: f64) {
        let now = Self::now(store, of);
        let is_left_of_it = match (&self.role, &now.role) {
            (Some(was), Some(is)) => later_heads(was, amount) == is.changes,
            _ => amount <= 0.0,
        };
        if !is_left_of_it {
            *self = now;
        }
    }
}

/// The edit that sets the limit to `amount`: all years share it as they did, later heads differ from it as they did.
fn edit_of(store: Store, of: Moved, amount: f64, shape: &Shape) -> Option<Edit> {
    let profile = &shape.budgets;
    let budget = |budgets: Vec<YearAmount>| Edit::Portfolio(PortfolioChange::BudgetPerYear(budgets));
    let now = budgets(store);
    match of {
        Moved::Heads(_) => with_heads(shape.role.as_ref()?, amount),
        Moved::Year(year) => {
            let of_year =
                |it: &YearAmount| if it.year == year { Finite::new(amount).ok() } else { Some(it.amount) };
            let years = now.iter().map(|it| Some(YearAmount { amount: of_year(it)?, ..*it }));
            years.collect::<Option<Vec<_>>>().map(budget)
        }
        Moved::AllYears => {
            let whole: f64 = profile.iter().map(|it| it.amount.get()).sum();
            let part = |it: &YearAmount| {
                if whole > 0.0 { it.amount.get() / whole } else { 1.0 / profile.len() as f64 }
            };
            let years = profile.iter().map(|it| {
                // To the hundredth: shares of shares would grow endless decimals.
                let amount = (amount * part(it) * 100.0).round() / 100.0;
                Some(YearAmount { amount: Finite::new(amount).ok()?, ..*it })
            });
            years.collect::<Option<Vec<_>>>().map(budget)
        }
    }
}

fn budgets(store: Store) -> Vec<YearAmount> {
    store.portfolio.with_untracked(|it| it.budget_per_year.clone())
}

/// Right end of a slider: about twice the amount, rounded.
fn top_of(amount: f64) -> f64 {
    if amount <= 0.0 {
        10.0
    } else {
        (2.0 * amount / round_step(amount / 5.0)).ceil() * round_step(amount / 5.0)
    }
}
