//! Preview of ballots: whose they are, what each does, what does not fit.

use std::sync::Arc;

use leptos::prelude::*;

use super::Frame;
use crate::app::components::icon::{Icon, Sign};
use crate::app::files::IncomingBallots;
use crate::app::format::{capitalised, count};
use crate::app::pages::Page;
use crate::app::pages::office::OfficeView;
use crate::app::state::session::{Notice, Session};
use crate::app::state::store::Store;
use crate::exchange::ballot::merge::{Fate, Merge, MergeRow, Said};

/// One row for each ballot, and the button that takes them in.
#[component]
pub(super) fn Ballots(incoming: Arc<IncomingBallots>) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let merge = store.plan.with_untracked(|plan| Merge::of(plan, &incoming.ballots));
    // To replace what somebody has said takes a tick of one's own.
    let ticked: Vec<bool> =
        merge.rows.iter().map(|row| row.can_be_taken() && !matches!(row.fate, Fate::Replaces)).collect();
    let ticks = RwSignal::new(ticked);
    let rows: Vec<(usize, MergeRow)> = merge.rows.iter().cloned().enumerate().collect();
    let merge = StoredValue::new(merge);
    let chosen = Memo::new(move |_| ticks.with(|ticks| ticks.iter().filter(|tick| **tick).count()));
    let take = move |_| {
        let ticks = ticks.get_untracked();
        let edit = merge.with_value(|merge| {
            store.plan.with_untracked(|plan| merge.edit(plan, |index| ticks.get(index) == Some(&true)))
        });
        session.dialog.set(None);
        if let Some(edit) = edit
            && store.try_commit(edit)
        {
            let n = chosen.get_untracked();
            // What stays hidden until it is revealed is not shown here either.
            if merge.with_value(|merge| has_statements(merge, &ticks)) {
                session.show_office(OfficeView::Assess);
            } else {
                session.go(Page::Workshop);
            }
            session.tell(Notice::ok(
                format!("{} taken in", count(n, "ballot is", "ballots are")),
                "Undo takes them out again.",
            ));
        }
    };
    let title = count(rows.len() + incoming.failures.len(), "ballot", "ballots");
    let failures = incoming.failures.clone();
    view! {
        <Frame
            title=title
            note="Nothing is changed until you take them in. Who said what stays hidden until you reveal it."
            foot=move || view! {
                <button class="button row-end" type="button" on:click=move |_| session.dialog.set(None)>"Cancel"</button>
                <button class="button button-primary" type="button" disabled=move || chosen.get() == 0 on:click=take>
                    {move || match chosen.get() { 0 => "Nothing to take in".to_owned(), n => format!("Take in {}", count(n, "ballot", "ballots")) }}
                </button>
            }
        >
            <ul class="list ballots-list">
                {rows.into_iter().map(|(index, row)| view! { <Row index row ticks/> }).collect_view()}
                {failures.into_iter().map(|(name, reason)| view! {
                    <li class="list-item">
                        <span class="is-stop"><Sign icon=Icon::Stop/></span>
                        <div><strong>{name}</strong><p>{format!("{}.", capitalised(&reason))}</p></div>
                    </li>
                }).collect_view()}
            </ul>
        </Frame>
    }
}

#[component]
fn Row(index: usize, row: MergeRow, ticks: RwSignal<Vec<bool>>) -> impl IntoView {
    let (taken, given, unit) = (row.taken(), row.given, row.unit());
    let units = format!("{unit}s");
    let scores = if taken == given {
        count(taken, unit, &units)
    } else {
        format!("{taken} of {} fit", count(given, unit, &units))
    };
    let is_score = matches!(row.said, Said::Scores(_));
    let what = match row.fate {
        Fate::New if is_score => "New to the workshop.",
        Fate::New => "New to the assessment.",
        Fate::Answers if is_score => "On the list of participants.",
        Fate::Answers => "On the list of respondents; no answer is replaced.",
        Fate::Replaces if is_score => "Has answered this round already: tick to replace those answers.",
        Fate::Replaces => "Has answered already: tick to replace those answers.",
        Fate::Unchanged => "Has said exactly this already: nothing changes.",
        Fate::Superseded => "Left out: a later ballot of the same person is among these.",
        Fate::Unusable => "Nothing of it fits.",
    };
    let (icon, class) = match row.fate {
        Fate::New | Fate::Answers if row.remarks.is_empty() => (Icon::Ok, "is-ok"),
        Fate::Unchanged => (Icon::Ok, "is-ok"),
        Fate::Unusable => (Icon::Stop, "is-stop"),
        Fate::New | Fate::Answers | Fate::Replaces | Fate::Superseded => (Icon::Warn, "is-warn"),
    };
    let can_be_taken = row.can_be_taken();
    let remarks = (!row.remarks.is_empty()).then(|| view! {
        <details class="twin" open=row.remarks.len() < 4>
            <summary>{count(row.remarks.len(), "remark", "remarks")}</summary>
            <ul>{row.remarks.iter().map(|remark| view! { <li>{format!("{remark}.")}</li> }).collect_view()}</ul>
        </details>
    });
    view! {
        <li class="list-item">
            <span class=class><Sign icon/></span>
            <div>
                <strong><bdi>{row.person.clone()}</bdi></strong>
                <span class="muted">{format!(" {scores}")}</span>
                <p>{what}</p>
                {remarks}
            </div>
            {can_be_taken.then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=move || ticks.with(|ticks| ticks[index])
                        on:change:target=move |event| ticks.update(|ticks| ticks[index] = event.target().checked())/>
                    <span>{if matches!(row.fate, Fate::Replaces) { "Replace" } else { "Take in" }}<span class="visually-hidden">{format!(" the ballot of {}", row.person)}</span></span>
                </label>
            })}
        </li>
    }
}

/// Whether one of the ticked ballots answers an assessment.
fn has_statements(merge: &Merge, ticks: &[bool]) -> bool {
    let mut ticked = merge.rows.iter().zip(ticks).filter(|(_, tick)| **tick);
    ticked.any(|(row, _)| matches!(row.said, Said::Statements(_)))
}
