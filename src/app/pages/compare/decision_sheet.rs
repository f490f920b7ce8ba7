//! A decision request as one page, and the form that fills it and decides.

use jiff::civil::Date;
use leptos::prelude::*;

use super::figure::Print;
use super::paper::Frame;
use crate::analysis::change_notice::change_notice;
use crate::analysis::difference::{Indicator, Unit};
use crate::app::clock::today;
use crate::app::components::field::{ChoiceField, DateField, TextAreaField, TextField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{capitalised, day, money, number, percent};
use crate::app::state::comparison::Comparison;
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::model::decision::{Alternative, Decision, KeptFigures, Outcome, Recommendation, Reversibility};
use crate::model::edit::{DecisionChange, DecisionsChange, Edit};
use crate::model::finite::Finite;
use crate::model::id::{DecisionId, NoticeId, ScenarioId};

type Found = Memo<Option<Decision>>;

/// The page of decision `id`.
#[component]
pub(super) fn DecisionSheet(id: DecisionId) -> impl IntoView {
    let store = expect_context::<Store>();
    let found: Found = Memo::new(move |_| store.plan.with(|plan| plan.decisions.decision(id).cloned()));
    let delete = Callback::new(move |()| store.commit(Edit::Decisions(DecisionsChange::Remove(id))));
    view! { <Frame paper=move || view! { <Page found/> } form=move || view! { <Form id found/> } on_delete=delete/> }
}

/// What is printed.
#[component]
fn Page(found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let portfolio = Memo::new(move |_| store.portfolio.with(|it| it.name.clone()));
    let print = Memo::new(move |_| {
        store.portfolio.with(|it| Print { currency: it.currency.clone(), calendar: it.calendar })
    });
    move || {
        let decision = found.get()?;
        let asked = decision.asked_on.map_or_else(String::new, |date| format!(" · {}", day(date)));
        let kicker = if decision.outcome.is_some() { "Decision" } else { "Decision request" };
        let by = decision.decide_by.map(|date| format!("Needed by {}", day(date)));
        let situation = decision.situation.clone();
        Some(view! {
            <header class="paper-header">
                <div><p class="kicker">{kicker}{asked}</p><h1 id="paper-title">{decision.title.clone()}</h1></div>
                <p class="paper-meta">{portfolio.get()}<br/>{reversibility_words(decision.reversibility)}<br/>{by}</p>
            </header>
            {(!situation.trim().is_empty()).then(|| view! { <section><h2>"What has happened"</h2><p class="paper-text">{situation}</p></section> })}
            <section><h2>"What there is to choose from"</h2><Alternatives decision=decision.clone() print=print.get()/></section>
            <Advice decision=decision.clone()/>
            <footer class="paper-foot">
                {(!decision.involved.trim().is_empty()).then(|| view! { <p><b>"Involved: "</b>{decision.involved.clone()}</p> })}
                {decision.project_manager.then(|| view! { <p>"A project manager took part."</p> })}
                <p>"Figures are those of the day on which the decision was asked for. All alternatives were simulated on the same draws"
                    {decision.alternatives.first().filter(|it| it.figures.iterations > 0).map(|it| format!(", n = {}", number(f64::from(it.figures.iterations), 0)))}
                    ". Value: sum of the scores by the weights of the plan of record, and what pairs are worth together, in points."</p>
            </footer>
        })
    }
}

/// A column for each alternative.
#[component]
fn Alternatives(decision: Decision, print: Print) -> impl IntoView {
    let recommended = decision.recommendation.as_ref().map(|it| it.alternative as usize);
    let decided = decision.outcome.as_ref().map(|it| it.alternative as usize);
    let head = |(index, it): (usize, &Alternative)| {
        view! {
            <th scope="col" class="number">
                <bdi>{it.name.clone()}</bdi>
                {(decided == Some(index)).then(|| view! { <span class="chip chip-ok"><Sign icon=Icon::Ok/>"decided"</span> })}
                {(decided.is_none() && recommended == Some(index)).then(|| view! { <span class="chip chip-accent">"recommended"</span> })}
            </th>
        }
    };
    let share = |it: Option<Finite>| it.map_or_else(|| "–".to_owned(), |it| percent(it.get()));
    let currency = print.currency.clone();
    let amount =
        |it: Option<Finite>| it.map_or_else(|| "–".to_owned(), |it| money(it.get().round(), &currency));
    let rows: Vec<(&'static str, Vec<String>)> = {
        let row = |name, of: &dyn Fn(&KeptFigures) -> String| {
            (name, decision.alternatives.iter().map(|it| of(&it.figures)).collect::<Vec<_>>())
        };
        let date = |it: Option<Date>| it.map_or_else(|| "beyond the horizon".to_owned(), day);
        vec![
            row("Value, points", &|it| {
                it.value.map_or_else(|| "–".to_owned(), |it| print.figure(Unit::Score, it.get()))
            }),
            row(Indicator::Cost.words(), &|it| amount(it.cost)),
            row(Indicator::ExpectedCost.words(), &|it| amount(it.expected_cost)),
            row(Indicator::RiskCost.words(), &|it| amount(it.risk_cost)),
            row("Right things", &|it| share(it.right_things)),
            row("Right people", &|it| share(it.right_people)),
            row("Right time", &|it| share(it.right_time)),
            row(Indicator::Load.words(), &|it| {
                it.load.map_or_else(|| "–".to_owned(), |it| print.figure(Unit::Share, it.get()))
            }),
            row(Indicator::ShortRoleWeeks.words(), &|it| {
                it.short_role_weeks.map_or_else(|| "–".to_owned(), |it| print.figure(Unit::Count, it.get()))
            }),
            row("Finished, P50", &|it| date(it.finish_p50)),
            row("Finished, P80", &|it| date(it.finish_p80)),
            row("Chance to finish before the first alternative", &|it| {
                it.sooner.map_or_else(String::new, |it| percent(it.get()))
            }),
        ]
    };
    let body = rows.into_iter().map(|(name, cells)| view! {
        <tr><th scope="row">{name}</th>{cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}</tr>
    }).collect_view();
    let changes = decision
        .alternatives
        .iter()
        .map(|it| {
            let said = if it.changes.is_empty() { "Nothing".to_owned() } else { capitalised(&it.changes) };
            view! { <td class="paper-changes">{said}"."</td> }
        })
        .collect_view();
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Alternatives">
            <table class="data-table data-table-tight paper-table">
                <caption class="visually-hidden">"A column for each alternative"</caption>
                <thead><tr><th scope="col"><span class="visually-hidden">"Figure"</span></th>{decision.alternatives.iter().enumerate().map(head).collect_view()}</tr></thead>
                <tbody><tr><th scope="row">"Changes"</th>{changes}</tr>{body}</tbody>
            </table>
        </div>
    }
}

/// Recommendation and decision.
#[component]
fn Advice(decision: Decision) -> impl IntoView {
    let name = |place: u32| decision.alternatives.get(place as usize).map(|it| it.name.clone());
    let advice = decision.recommendation.as_ref().map(|it| view! {
        <section class="paper-asks"><h2>"Recommended: "{name(it.alternative)}</h2><p class="paper-text">{it.why.clone()}</p></section>
    });
    let outcome = match &decision.outcome {
        Some(it) => view! {
            <section class="paper-asks paper-decided">
                <h2>"Decided: "{name(it.alternative)}</h2>
                <p>{format!("By {}{}.", it.decider, it.date.map_or_else(String::new, |date| format!(", {}", day(date))))}</p>
                <p class="paper-text">{it.why.clone()}</p>
            </section>
        }
        .into_any(),
        None => view! {
            <section class="paper-open"><h2>"Decided"</h2><p>"For: ………………………………   by: ………………………………   on: ………………………"</p></section>
        }
        .into_any(),
    };
    view! { {advice}{outcome} }
}

#[component]
fn Form(id: DecisionId, found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let change =
        move |change| apply(store, Edit::Decisions(DecisionsChange::Decision { decision: id, change }));
    let of = move |part: fn(&Decision) -> String| {
        Signal::derive(move || found.with(|it| it.as_ref().map_or_else(String::new, part)))
    };
    let by = Signal::derive(move || found.with(|it| it.as_ref().and_then(|it| it.decide_by)));
    let kinds: Vec<String> =
        Reversibility::ALL.iter().map(|it| reversibility_words(*it).to_owned()).collect();
    let kind = Signal::derive(move || found.with(|it| it.as_ref().map_or(0, |it| it.reversibility as usize)));
    let is_open = Memo::new(move |_| found.with(|it| it.as_ref().is_some_and(|it| it.outcome.is_none())));
    let reopen = move |_| {
        store.commit(Edit::Decisions(DecisionsChange::Decision {
            decision: id,
            change: DecisionChange::Outcome(None),
        }));
    };
    view! {
        <h2>"The request"</h2>
        <TextField label="Question" value=of(|it| it.title.clone()) on_change=move |it| change(DecisionChange::Title(it))/>
        <TextAreaField lines=4 label="What has happened" value=of(|it| it.situation.clone()) on_change=move |it| change(DecisionChange::Situation(it))/>
        <DateField label="Needed by" value=by on_change=move |it| change(DecisionChange::DecideBy(it))/>
        <TextField label="Who is involved" value=of(|it| it.involved.clone()) on_change=move |it| change(DecisionChange::Involved(it))/>
        <label class="check"><input type="checkbox" prop:checked=move || found.with(|it| it.as_ref().is_some_and(|it| it.project_manager))
            on:change:target=move |event| drop(change(DecisionChange::ProjectManager(event.target().checked())))/>"A project manager took part"</label>
        <ChoiceField label="Can it be taken back?" options=kinds value=kind
            on_change=move |place| Reversibility::ALL.get(place).map_or(Ok(()), |it| change(DecisionChange::Reversibility(*it)))/>
        <Recommend id found/>
        <Show when=move || is_open.get() fallback=move || view! {
            <h2>"Decided"</h2><p class="card-note">"Undo takes the decision back, and what was adopted with it."</p>
            <button class="button" type="button" on:click=reopen>"Ask again"</button>
        }><Decide id found/></Show>
    }
}

/// What the office recommends.
#[component]
fn Recommend(id: DecisionId, found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let change = move |it| {
        let change = DecisionChange::Recommend(it);
        apply(store, Edit::Decisions(DecisionsChange::Decision { decision: id, change }))
    };
    let options = Signal::derive(move || {
        let names = found.with(|it| it.as_ref().map_or_else(Vec::new, names));
        std::iter::once("Nothing yet".to_owned()).chain(names).collect::<Vec<_>>()
    });
    let current = Memo::new(move |_| found.with(|it| it.as_ref().and_then(|it| it.recommendation.clone())));
    let value = Signal::derive(move || current.get().map_or(0, |it| it.alternative as usize + 1));
    let why = Signal::derive(move || current.get().map_or_else(String::new, |it| it.why));
    let choose = move |place: usize| {
        let alternative = place.checked_sub(1).and_then(|place| u32::try_from(place).ok());
        change(alternative.map(|alternative| Recommendation { alternative, why: why.get_untracked() }))
    };
    let explain = move |text: String| {
        let Some(it) = current.get_untracked() else { return Ok(()) };
        change(Some(Recommendation { why: text, ..it }))
    };
    view! {
        <ChoiceField label="Recommended" options value on_change=choose/>
        <Show when=move || current.with(Option::is_some)><TextAreaField lines=4 label="Why recommended" value=why on_change=explain/></Show>
    }
}

/// What is being decided; nothing of it is kept before the button is pressed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    alternative: usize,
    decider: String,
    date: Option<Date>,
    why: String,
    adopts: bool,
    /// Typed to confirm what cannot be taken back.
    typed: String,
}

#[component]
fn Decide(id: DecisionId, found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let comparison = expect_context::<Comparison>();
    let first = found.with_untracked(|it| {
        it.as_ref().and_then(|it| it.recommendation.as_ref()).map_or(0, |it| it.alternative as usize)
    });
    let draft = RwSignal::new(Draft { alternative: first, date: today(), adopts: true, ..Draft::default() });
    let options = Signal::derive(move || found.with(|it| it.as_ref().map_or_else(Vec::new, names)));
    let part = move |part: fn(&Draft) -> String| Signal::derive(move || draft.with(part));
    let chosen = Memo::new(move |_| {
        found.with(|it| {
            it.as_ref().and_then(|it| it.alternatives.get(draft.with(|draft| draft.alternative)).cloned())
        })
    });
    // The what-if may have been adopted or deleted meanwhile.
    let scenario = Memo::new(move |_| {
        let id = chosen.get()?.scenario?;
        store.plan.with(|plan| plan.scenarios.scenario(id).map(|it| it.id))
    });
    let is_final = Memo::new(move |_| {
        found.with(|it| it.as_ref().is_some_and(|it| it.reversibility == Reversibility::Irreversible))
    });
    let word = move || chosen.get().map_or_else(String::new, |it| it.name);
    let is_confirmed = move || !is_final.get() || draft.with(|draft| draft.typed.trim() == word().trim());
    let is_ready = move || is_confirmed() && draft.with(|draft| !draft.decider.trim().is_empty());
    let decide = move |_| {
        let Some(decision) = found.get_untracked() else { return };
        let draft = draft.get_untracked();
        let adopted = scenario.get_untracked().filter(|_| draft.adopts);
        if record(store, id, &decision, &draft, adopted) {
            comparison.paper.set(Some(crate::app::state::comparison::Paper::Decision(id)));
            let text = if adopted.is_some() {
                "The what-if is the plan now, and a change notice is written; undo takes it all back."
            } else {
                "Undo takes it back."
            };
            session.tell(Notice::ok(format!("Decided: {}", decision.title), text));
        }
    };
    view! {
        <h2>"The decision"</h2>
        <ChoiceField label="Decided for" options value=Signal::derive(move || draft.with(|it| it.alternative))
            on_change=move |place| { draft.update(|it| it.alternative = place); Ok(()) }/>
        <TextField label="Decider" value=part(|it| it.decider.clone()) on_change=move |text| { draft.update(|it| it.decider = text); Ok(()) }/>
        <DateField label="Date of the decision" value=Signal::derive(move || draft.with(|it| it.date)) on_change=move |date| { draft.update(|it| it.date = date); Ok(()) }/>
        <TextAreaField lines=4 label="Why" value=part(|it| it.why.clone()) on_change=move |text| { draft.update(|it| it.why = text); Ok(()) }/>
        <Show when=move || scenario.with(Option::is_some)>
            <label class="check"><input type="checkbox" prop:checked=move || draft.with(|it| it.adopts) on:change:target=move |event| draft.update(|it| it.adopts = event.target().checked())/>"Make it the plan of record, with a change notice"</label>
        </Show>
        <Show when=move || is_final.get()>
            <p class="field-error">"This cannot be taken back. Type "<b>{word}</b>" to confirm."</p>
            <label class="field"><span class="visually-hidden">"Confirm by typing the name"</span>
                <input class="input" prop:value=move || draft.with(|it| it.typed.clone()) on:input:target=move |event| draft.update(|it| it.typed = event.target().value())/></label>
        </Show>
        <button class="button button-primary" type="button" disabled=move || !is_ready() on:click=decide>"Record the decision"</button>
    }
}

/// The decision, what it makes the plan, and whom that concerns: one step of undo.
fn record(
    store: Store,
    id: DecisionId,
    decision: &Decision,
    draft: &Draft,
    adopted: Option<ScenarioId>,
) -> bool {
    let outcome = Outcome {
        alternative: u32::try_from(draft.alternative).unwrap_or(0),
        decider: draft.decider.trim().to_owned(),
        date: draft.date,
        why: draft.why.clone(),
    };
    let change = DecisionChange::Outcome(Some(outcome));
    let mut edits = vec![Edit::Decisions(DecisionsChange::Decision { decision: id, change })];
    if let Some(scenario) = adopted {
        let told = store.plan.with_untracked(|plan| {
            let after = plan.with_scenario(scenario).ok()?;
            let mut notice =
                change_notice(NoticeId(plan.fresh_id(0)), decision.title.clone(), plan, &after, draft.date);
            notice.trigger.clone_from(&decision.situation);
            Some(notice)
        });
        edits.extend(told.map(|it| Edit::Decisions(DecisionsChange::Notify(Box::new(it)))));
        edits.push(Edit::AdoptScenario(scenario));
    }
    let done = store.try_commit(Edit::Several { label: format!("decision of {}", decision.title), edits });
    if done && adopted.is_some() {
        store.choose(None);
    }
    done
}

fn names(decision: &Decision) -> Vec<String> {
    decision.alternatives.iter().map(|it| it.name.clone()).collect()
}

/// "Can be taken back easily".
pub(super) fn reversibility_words(reversibility: Reversibility) -> &'static str {
    match reversibility {
        Reversibility::Reversible => "Can be taken back",
        Reversibility::Costly => "Can be taken back at a cost",
        Reversibility::Irreversible => "Cannot be taken back",
    }
}
