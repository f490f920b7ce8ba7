//! Who requires and who excludes whom, and what is worth more or less together, as a list of small pictures.

use leptos::prelude::*;

use super::signed;
use crate::app::components::keyed::Keyed;
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::finite::Finite;
use crate::model::id::InitiativeId;

/// Rules shown; of more, it says how many.
const SHOWN: usize = 24;

/// One rule between two initiatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Rule {
    one: InitiativeId,
    other: InitiativeId,
    tie: Tie,
}

/// What ties the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Tie {
    Requires,
    Excludes,
    MoreTogether,
    LessTogether,
}

/// The rules of the portfolio, each with where its two stand.
#[component]
pub(super) fn RulesCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let rules = Memo::new(move |_| {
        store.initiatives.with(|it| {
            let rules = it.list.iter().flat_map(|one| {
                let rule = |tie| move |other: &InitiativeId| Rule { one: one.id, other: *other, tie };
                one.requires
                    .iter()
                    .map(rule(Tie::Requires))
                    .chain(one.excludes.iter().map(rule(Tie::Excludes)))
            });
            let pairs = it.synergies.iter().map(|it| {
                let tie = if it.points < Finite::ZERO { Tie::LessTogether } else { Tie::MoreTogether };
                Rule { one: it.of[0], other: it.of[1], tie }
            });
            rules.chain(pairs).collect::<Vec<_>>()
        })
    });
    let more = move || rules.with(|it| it.len().saturating_sub(SHOWN));
    view! {
        <Show when=move || rules.with(|it| !it.is_empty())>
            <section class="card" aria-labelledby="rules-title">
                <div class="card-header"><div><h2 id="rules-title">{move || format!("{} between initiatives", crate::app::format::count(rules.with(Vec::len), "rule", "rules"))}</h2><p class="card-note">"An arrow leads to what is required, a barred line joins what excludes each other, a plain line with points what is worth more or less together; filled is in the best set."</p></div></div>
                <ul class="rule-list">
                    <Keyed each=move || { rules.with(|it| it.iter().take(SHOWN).copied().collect::<Vec<_>>()) } key=|rule| *rule let:rule><RuleRow rule/></Keyed>
                </ul>
                <Show when=move || { more() > 0 }><p class="card-note">{move || format!("and {} more", more())}</p></Show>
            </section>
        </Show>
    }
}

#[component]
fn RuleRow(rule: Rule) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let name = move |id| {
        store.initiatives.with(|it| it.initiative(id).map_or_else(String::new, |it| it.name.clone()))
    };
    let is_in = move |id: InitiativeId| selection.members.with(|it| it.contains(&id));
    let dot = move |id| if is_in(id) { "ours" } else { "hollow" };
    let (verb, path) = match rule.tie {
        Tie::Requires => ("requires", "M13 8H49M44 3.500l5.500 4.500-5.500 4.500"),
        Tie::Excludes => ("excludes", "M13 8H51M29 3v10M35 3v10"),
        Tie::MoreTogether | Tie::LessTogether => ("together with", "M13 8H51"),
    };
    let points = Memo::new(move |_| {
        let is_pair = matches!(rule.tie, Tie::MoreTogether | Tie::LessTogether);
        let synergy = store
            .initiatives
            .with(|it| it.synergies.iter().find(|it| is_pair && it.is_of([rule.one, rule.other])).copied())?;
        Some(synergy.points.get())
    });
    // Counted only where both are in.
    let counts = move |tie| rule.tie == tie && is_in(rule.one) && is_in(rule.other);
    let is_gain = move || counts(Tie::MoreTogether);
    let is_loss = move || counts(Tie::LessTogether);
    let state = move |id| if is_in(id) { ", in" } else { ", out" };
    view! {
        <li>
            <bdi class="rule-one">{move || name(rule.one)}</bdi><span class="visually-hidden">{move || state(rule.one)}" "{verb}" "</span>
            <svg class="chart mini" viewBox="0 0 64 16" width="64" height="16" aria-hidden="true">
                <circle class=move || dot(rule.one) cx="7" cy="8" r="5"/><path class="mark-line" d=path/><circle class=move || dot(rule.other) cx="57" cy="8" r="5"/>
            </svg>
            <span>
                <bdi>{move || name(rule.other)}</bdi><span class="visually-hidden">{move || state(rule.other)}</span>
                {move || points.get().map(|points| view! {
                    <b class="rule-points" class:is-gain=is_gain class:is-loss=is_loss>
                        {format!("{} points", signed(points))}
                    </b>
                })}
            </span>
        </li>
    }
}
