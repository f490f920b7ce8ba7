//! Whether the initiative keeps its four promises, and what is done if it does not.

use leptos::prelude::*;

use super::Subject;
use crate::analysis::promises::{Joint, Promise, Promises, Standing};
use crate::analysis::simulate::InitiativeReport;
use crate::app::components::field::{TextAreaField, TextField};
use crate::app::components::standing::{StandingMark, words};
use crate::app::components::why::Why;
use crate::app::format::{percent, percent_number, plain};
use crate::app::state::simulation::Simulation;
use crate::exchange::cell::{Decimal, parse_number_scaled};
use crate::model::edit::InitiativeChange;
use crate::model::finite::Finite;
use crate::model::initiative::Prospects;

/// Time as simulated, the other three as the team judges, and what follows for the whole.
#[component]
pub(super) fn PromisesPart(subject: Subject) -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let report = Memo::new(move |_| {
        simulation.report.with(|report| {
            report.as_ref().and_then(|it| it.initiatives.iter().find(|it| it.id == subject.id).cloned())
        })
    });
    let promises = Memo::new(move |_| {
        let on_time = report.with(|report| report.as_ref().and_then(|report| report.on_time));
        Promises::new(on_time, &subject.of(|it| it.prospects).unwrap_or_default())
    });
    let plan = Signal::derive(move || subject.of(|it| it.contingency_plan.clone()).unwrap_or_default());
    view! {
        <section class="initiative-part" aria-labelledby="promises-title">
            <h3 id="promises-title">"Will it keep its promises? "<small class="muted">{move || headline(&promises.get())}</small></h3>
            <div class="promises">
                <Time subject report promises/>
                <Judged subject promises promise=Promise::Scope label="On scope, %" of=|it| &mut it.scope/>
                <Judged subject promises promise=Promise::Cost label="On budget, %" of=|it| &mut it.cost/>
                <Judged subject promises promise=Promise::Benefit label="On benefit, %" of=|it| &mut it.benefit/>
            </div>
            <Together promises/>
            <TextAreaField label="If it fails: contingency plan" value=plan
                on_change=move |text| subject.change(InitiativeChange::ContingencyPlan(text))/>
        </section>
    }
}

/// The simulated chance with its interval, or why there is none.
#[component]
fn Time(subject: Subject, report: Memo<Option<InitiativeReport>>, promises: Memo<Promises>) -> impl IntoView {
    let missing = move || match subject.of(|it| (it.in_plan, it.needed_by.is_some())) {
        Some((false, _)) => "not in the plan, so not simulated",
        Some((true, false)) => "no needed-by date",
        _ => "not simulated yet",
    };
    let interval = move || {
        let interval = report.with(|report| report.as_ref()?.on_time_interval)?;
        Some(
            view! { <small>{format!("95 % interval {}–{}", percent_number(interval.low), percent(interval.high))}</small> },
        )
    };
    let chance = move || promises.with(|it| it.chances[0]);
    let note = move || if chance().is_some() { words(chance().map(Standing::of)) } else { missing() };
    view! {
        <div class="promise">
            <div class="field">
                <span>"On time, simulated"</span>
                <span class="promise-time">{move || chance().map_or_else(|| "–".to_owned(), percent)}{interval}</span>
            </div>
            <span class="promise-note"><StandingMark standing=Signal::derive(move || chance().map(Standing::of))/>{note}</span>
        </div>
    }
}

/// A chance that the team judges; an empty field is one that nobody knows.
#[component]
fn Judged(
    subject: Subject,
    promises: Memo<Promises>,
    promise: Promise,
    label: &'static str,
    of: fn(&mut Prospects) -> &mut Option<Finite>,
) -> impl IntoView {
    let chance = move || promises.with(|it| it.chances[promise as usize]);
    let standing = Signal::derive(move || chance().map(Standing::of));
    let value = Signal::derive(move || chance().map_or_else(String::new, |chance| plain(chance * 100.0)));
    let set = move |text: String| {
        let chance = parse_percent(&text)?;
        let mut prospects =
            subject.initiative.with_untracked(|it| it.as_ref().map(|it| it.prospects)).unwrap_or_default();
        *of(&mut prospects) = chance;
        subject.change(InitiativeChange::Prospects(prospects))
    };
    view! {
        <div class="promise">
            <TextField label value placeholder="nobody knows" on_change=set/>
            <span class="promise-note"><StandingMark standing/>{move || words(standing.get())}</span>
        </div>
    }
}

/// Chance of all four, as far as it can be known without knowing how they hang together.
#[component]
fn Together(promises: Memo<Promises>) -> impl IntoView {
    let joint = Memo::new(move |_| promises.with(|it| it.joint));
    let figure = Signal::derive(move || joint.get().map_or_else(String::new, |it| percent(it.independent)));
    let bounds = move || joint.get().map(|it| format!(" if they are independent, {}.", between(&it)));
    view! {
        <Show
            when=move || joint.with(Option::is_some)
            fallback=|| view! { <p class="card-note">"All four chances together give the chance to keep every promise; not all of them are known yet."</p> }
        >
            <p class="promises-sum">
                "All four: "<Why id="all-four" figure of="chance that all four promises are kept"><TogetherSum promises/></Why>{bounds}
            </p>
        </Show>
    }
}

/// The product, and why it is no more than a middle way.
#[component]
fn TogetherSum(promises: Memo<Promises>) -> impl IntoView {
    let product = move || {
        let promises = promises.get();
        let factors: Vec<String> = promises.chances.into_iter().flatten().map(percent).collect();
        let all = promises.joint.map_or_else(String::new, |joint| percent(joint.independent));
        format!("{} = {all}", factors.join(" × "))
    };
    view! {
        <h3>"All four promises"</h3>
        <p class="formula">{product}</p>
        <p>
            "Multiplying takes them for independent. What is late often costs more too, and then the chance is higher; it is never above "
            "the least of the four. At worst what each lacks adds up, which gives the other bound (Fréchet 1935)."
        </p>
    }
}

/// "between 0 % and 65 % however they hang together".
fn between(joint: &Joint) -> String {
    format!("between {} and {} however they hang together", percent(joint.least), percent(joint.most))
}

/// The worst of the four, which is the status of the whole.
fn headline(promises: &Promises) -> String {
    match promises.worst {
        Some((promise, chance)) => format!(
            "{} {}, the least sure of the four: {}",
            promise.words(),
            percent(chance),
            words(Some(Standing::of(chance)))
        ),
        None => "Nobody has said how sure it is, and it is not simulated".to_owned(),
    }
}

/// "70" or "70 %" as 0.7; empty as none.
fn parse_percent(text: &str) -> Result<Option<Finite>, String> {
    let bare = text.trim().trim_end_matches('%').trim_end();
    if bare.is_empty() {
        return Ok(None);
    }
    let chance = parse_number_scaled(bare, Decimal::Point, -2).map_err(|error| error.to_string())?;
    if (0.0..=1.0).contains(&chance.get()) {
        Ok(Some(chance))
    } else {
        Err(format!("{bare} % is no chance; write a number from 0 to 100"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_read_without_dust() {
        assert_eq!(parse_percent("70"), Ok(Finite::new(0.7).ok()));
        assert_eq!(parse_percent(" 7 % "), Ok(Finite::new(0.07).ok()));
        assert_eq!(parse_percent("  "), Ok(None));
        assert!(parse_percent("101").is_err() && parse_percent("often").is_err());
    }
}
