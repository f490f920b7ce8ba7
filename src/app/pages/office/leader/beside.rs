//! The leader's level beside the office's, and what follows if the leader closes the gap.

use leptos::prelude::*;

use super::super::figures::range;
use super::super::finding::level;
use super::Mirror;
use crate::analysis::leader_gap::{GapClosed, LeaderGapReport, roadmap_then};
use crate::app::clock::today;
use crate::app::components::why::Why;
use crate::app::format::{count, number};

/// The card; nothing until an attribute has both a level and what is needed.
#[component]
pub(super) fn BesideCard() -> impl IntoView {
    let Mirror { state, leader, report } = expect_context();
    let is_hidden = Memo::new(move |_| state.assessment.with(|it| it.as_ref().is_some_and(|it| it.is_blind)));
    let gap = Memo::new(move |_| {
        let closed = state.whole.with(|whole| whole.as_ref().and_then(|it| it.leader_gap.closed.clone()));
        let gap = leader.with(|leader| report.with(|report| LeaderGapReport::new(leader, report)));
        LeaderGapReport { closed: closed.filter(|_| !is_hidden.get()), ..gap }
    });
    let headline = Memo::new(move |_| {
        let after = state.whole.with(|whole| whole.as_ref().map(|it| it.after_flags));
        // The organisation's own statements know no flags.
        let mean = move || state.report.with(|report| report.as_ref().and_then(|it| it.mean));
        after.unwrap_or_else(mean).filter(|_| !is_hidden.get())
    });
    let office_note = move || match (is_hidden.get(), headline.get()) {
        (true, _) => "Hidden until the result is revealed under Assess.",
        (false, None) => "Nobody has given a level yet; begin under Assess.",
        (false, Some(_)) => "The headline of the result, after what raised flags cap.",
    };
    let say = move |how: fn(&LeaderGapReport) -> String| Signal::derive(move || gap.with(how));
    let levels = Signal::derive(move || level(headline.get()));
    view! {
        <Show when=move || gap.with(|it| it.compared > 0)>
            <section class="card" aria-label="Leader and PMO side by side">
                <dl class="figures beside-figures">
                    <div data-figure="leader-level"><dt>"Leader"</dt>
                        <dd class="value"><Why id="leader-level" figure=say(|it| level(it.level)) of="level of the leader"><LevelSum gap/></Why>" "<small>{say(|it| format!("of {} needed", level(it.needed)))}</small></dd>
                        <dd class="note">{say(level_note)}</dd></div>
                    <div data-figure="office-level"><dt>"PMO"</dt>
                        <dd class="value">{levels}</dd>
                        <dd class="note">{office_note}</dd></div>
                    <div data-figure="gap-closed"><dt>"If the leader closes the gap"</dt>
                        <dd class="value"><Why id="gap-closed" figure=say(|it| flags_figure(it.closed.as_ref())) of="what closing the gap changes"><ClosedSum gap/></Why></dd>
                        <dd class="note">{say(closed_note)}</dd></div>
                </dl>
            </section>
        </Show>
    }
}

fn level_note(gap: &LeaderGapReport) -> String {
    let compared = count(gap.compared, "attribute", "attributes");
    match gap.interval {
        Some(interval) => {
            format!("Over {compared} by importance; 90 % interval over the peers {}.", range(Some(interval)))
        }
        None => {
            format!("Over {compared} by importance. No interval: three peers who rate each of them give one.")
        }
    }
}

/// "2 flags fall".
fn flags_figure(closed: Option<&GapClosed>) -> String {
    match closed {
        None => "–".to_owned(),
        Some(closed) => match closed.falls.len() {
            0 => "No flag falls".to_owned(),
            1 => format!("{} falls", closed.falls[0]),
            _ => format!("{} fall", closed.falls.join(", ")),
        },
    }
}

fn closed_note(gap: &LeaderGapReport) -> String {
    let Some(closed) = &gap.closed else {
        return "Known once there is a gap and a result of the PMO to hold it against.".to_owned();
    };
    let headline = match closed.headline.zip(closed.headline_then) {
        Some((now, then)) if then > now + 0.005 => {
            format!("The headline would be {} in place of {}.", number(then, 1), number(now, 1))
        }
        Some((now, _)) => {
            format!("The headline stays {}: nothing that caps it hangs on the leader.", number(now, 1))
        }
        None => String::new(),
    };
    let rises = if closed.rises.is_empty() {
        String::new()
    } else {
        format!(" {} would be raised: what is needed leans to one side.", closed.rises.join(", "))
    };
    format!("{} would rise. {headline}{rises}", count(closed.attributes, "attribute", "attributes"))
}

#[component]
fn LevelSum(gap: Memo<LeaderGapReport>) -> impl IntoView {
    let Mirror { report, .. } = expect_context();
    move || {
        let report = report.get();
        let compared = report.attributes.iter().filter(|it| it.level.is_some() && it.needed.is_some());
        let rows = compared.map(|it| view! {
            <tr><td>{format!("A{} {}", it.attribute.number(), it.name)}</td><td>{it.importance}</td><td>{level(it.level)}</td><td>{it.needed}</td></tr>
        });
        view! {
            <h3>"Level of the leader"</h3>
            <p class="formula">"Σ importance × level ÷ Σ importance"</p>
            <table>
                <thead><tr><th>"Attribute"</th><th>"Importance"</th><th>"Level"</th><th>"Needed"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot><tr><td>"Mean"</td><td></td><td>{gap.with(|it| level(it.level))}</td><td>{gap.with(|it| level(it.needed))}</td></tr></tfoot>
            </table>
            <p>"Only attributes of which both are known. The scale is the one of the PMO, the subject another: compare each with what is needed of it."</p>
        }
    }
}

/// The what-if; the roadmap is solved when this opens.
#[component]
fn ClosedSum(gap: Memo<LeaderGapReport>) -> impl IntoView {
    let Mirror { state, .. } = expect_context();
    let roadmap = Memo::new(move |_| {
        gap.with(|it| it.closed.is_some())
            .then(|| state.store.document.with(|document| roadmap_then(document, today())).ok())
            .flatten()
    });
    let row = |name: &'static str, now: String, then: String| view! { <tr><td>{name}</td><td>{now}</td><td>{then}</td></tr> };
    move || {
        let closed = gap.with(|it| it.closed.clone());
        let Some(closed) = closed else {
            return view! { <h3>"If the gap is closed"</h3><p>"There is no gap, or no result to hold it against."</p> }.into_any();
        };
        let (mean, days) = match roadmap.get() {
            None => (None, "There is no roadmap to hold it against.".to_owned()),
            Some(None) => {
                (None, "The leader’s plan takes no days of the roadmap, so none come back.".to_owned())
            }
            Some(Some(it)) => (
                Some((it.mean, it.mean_then)),
                format!(
                    "{} days of the leader’s own plan would go to actions of the roadmap.",
                    number(it.leader_days, 0)
                ),
            ),
        };
        view! {
            <h3>"If the gap is closed"</h3>
            <p class="formula">"level = max(level, needed), then all flags again"</p>
            <table>
                <thead><tr><th></th><th>"Now"</th><th>"Then"</th></tr></thead>
                <tbody>
                    {row("Headline", level(closed.headline), level(closed.headline_then))}
                    {mean.map(|(now, then)| row("Mean after the roadmap", number(now, 2), number(then, 2)))}
                </tbody>
            </table>
            <p>{days}" Nothing else is changed: how far a better leader lifts the scores of a PMO nobody can compute, so none is lifted here."</p>
        }.into_any()
    }
}
