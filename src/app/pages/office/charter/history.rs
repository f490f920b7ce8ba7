//! Other offices and what ties them to ours; offices that are no more, and why.

use leptos::prelude::*;

use super::CharterState;
use super::people::NewName;
use super::roll_up::{AllOffices, TheirFile};
use super::ties::OtherTies;
use crate::analysis::charter::partners::{First, PartnerReport, SHARED};
use crate::app::components::field::{ChoiceField, DateField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, in_words};
use crate::model::edit::CharterChange;
use crate::model::id::{OfficeId, PastOfficeId};
use crate::model::office::Office;
use crate::model::office::charter::OfficeLevel;
use crate::model::office::network::{OtherOffice, Relation, Tie};
use crate::model::office::past::{EndReason, PastOffice};

/// The network: other offices, and what each shares with ours.
#[component]
pub(super) fn NetworkCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.network.offices.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || {
        state.store.office.with(|it| {
            let all = it.network.offices.len();
            let tied = it
                .network
                .offices
                .iter()
                .filter(|other| !it.network.shared_with(other.id).is_empty())
                .count();
            match all {
                0 => "Which other offices are there?".to_owned(),
                _ if tied == all => format!(
                    "Our office shares something with {}",
                    if all == 1 { "the other one".to_owned() } else { format!("all {all} others") }
                ),
                _ => format!("Our office shares something with {tied} of {}", count(all, "other", "others")),
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="network-title">
            <h2 id="network-title">{title}</h2>
            <ul class="network-list"><Keyed each=move || ids.get() key=|id| *id let:id><OfficeRow id/></Keyed></ul>
            <OtherTies/>
            <AllOffices/>
            {move || state.report.with(|it| it.partners.clone()).into_iter().map(partner).collect_view()}
            <NewName label="New office" placeholder="Such as: enterprise PMO" button="Add office" on_add=move |name| {
                let id = OfficeId(state.store.fresh_id(0));
                state.commit(CharterChange::AddOffice(OtherOffice { id, name, level: OfficeLevel::Domain, counterpart: String::new(), began: None, standing: None }))
            }/>
        </section>
    }
}

/// The four things that two offices which work as one share, and which of the two came first.
fn partner(report: PartnerReport) -> impl IntoView {
    let months = |days: i32| count(usize::try_from(days / 30).unwrap_or(0), "month", "months");
    let first = match report.first {
        First::Unknown => "Which of the two came first? Say when both began.".to_owned(),
        First::Ours(days) => {
            format!(
                "Ours came first, by {}: the one for all often comes after those of departments.",
                months(days)
            )
        }
        First::Theirs(days) => format!("It came first, by {}.", months(days)),
    };
    let marks = SHARED.map(|relation| {
        let is_shared = report.shared.contains(&relation);
        let (class, icon, word) =
            if is_shared { ("is-ok", Icon::Ok, "") } else { ("is-warn", Icon::Warn, ": not yet") };
        view! { <li><span class=class><Sign icon small=true/></span><span>{relation.shared_words()}{word}</span></li> }
    });
    view! {
        <div class="partner-list">
            <h3>{format!("Shared with {}: {} of {}", report.name, report.shared.len(), SHARED.len())}</h3>
            <ul>{marks}</ul>
            <p class="card-note">{first}</p>
        </div>
    }
}

#[component]
fn OfficeRow(id: OfficeId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let other = Memo::new(move |_| state.store.office.with(|it| it.network.office(id).cloned()));
    let text = move |of: fn(&OtherOffice) -> &String| {
        Signal::derive(move || other.with(|it| it.as_ref().map_or_else(String::new, |it| of(it).clone())))
    };
    let set = move |how: Box<dyn FnOnce(&mut OtherOffice)>| {
        let Some(mut other) = other.get_untracked() else { return Ok(()) };
        how(&mut other);
        state.commit(CharterChange::SetOffice(other))
    };
    let levels = Signal::stored(OfficeLevel::ALL.map(|it| it.words().to_owned()).to_vec());
    let level = Signal::derive(move || {
        other.with(|it| {
            it.as_ref()
                .and_then(|it| OfficeLevel::ALL.iter().position(|level| *level == it.level))
                .unwrap_or(0)
        })
    });
    let name = text(|it| &it.name);
    view! {
        <li>
            <div class="network-fields">
                <TextField label="Office" is_bare=true value=name on_change=move |text| set(Box::new(move |it| it.name = text))/>
                <ChoiceField label="Level" is_bare=true options=levels value=level on_change=move |place| set(Box::new(move |it| it.level = OfficeLevel::ALL[place]))/>
                <TextField label="Counterpart" is_bare=true placeholder="Counterpart" value=text(|it| &it.counterpart) on_change=move |text| set(Box::new(move |it| it.counterpart = text))/>
                <DateField label="Began" is_bare=true value=Signal::derive(move || other.with(|it| it.as_ref().and_then(|it| it.began))) on_change=move |day| set(Box::new(move |it| it.began = day))/>
                <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name.get())
                    on:click=move |_| drop(state.commit(CharterChange::RemoveOffice(id)))><Sign icon=Icon::Bin small=true/></button>
            </div>
            <div class="row network-ties" role="group" aria-label=move || format!("Ties with {}", name.get())>{Relation::ALL.map(|relation| view! { <TieBox id relation/> })}</div>
            <TheirFile other/>
        </li>
    }
}

/// One tie that is there or not; those that run the other way are shown, and go with the box.
#[component]
fn TieBox(id: OfficeId, relation: Relation) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ties = Memo::new(move |_| {
        state.store.office.with(|it| {
            let ours =
                it.network.ties.iter().filter(|tie| tie.relation == relation && tie.joins(None, Some(id)));
            ours.copied().collect::<Vec<_>>()
        })
    });
    let toggle =
        move |_| {
            let known = ties.get_untracked();
            if known.is_empty() {
                drop(state.commit(CharterChange::Tie {
                    tie: Tie { from: None, to: Some(id), relation },
                    there: true,
                }));
            }
            for tie in known {
                drop(state.commit(CharterChange::Tie { tie, there: false }));
            }
        };
    let words = move || {
        let is_inward = ties.with(|it| !it.is_empty() && it.iter().all(|tie| tie.to.is_none()));
        match relation {
            Relation::Reports if is_inward => "Reports to us",
            Relation::Advises if is_inward => "Advises us",
            Relation::Data if is_inward => "Gives us data",
            _ => relation.words(),
        }
    };
    view! {
        <label class="check chip-check"><input type="checkbox" prop:checked=move || !ties.with(Vec::is_empty) on:change=toggle/><span>{words}</span></label>
    }
}

/// Offices that are no more.
#[component]
pub(super) fn PastCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids =
        Memo::new(move |_| state.store.office.with(|it| it.past.iter().map(|it| it.id).collect::<Vec<_>>()));
    let title = move || match ids.with(Vec::len) {
        0 => "Was there an office before this one?".to_owned(),
        1 => "One office came and went before".to_owned(),
        many => format!("{} offices came and went before", in_words(many)),
    };
    view! {
        <section class="card" aria-labelledby="past-title">
            <h2 id="past-title">{title}</h2>
            <Timeline/>
            <ul class="past-list"><Keyed each=move || ids.get() key=|id| *id let:id><PastRow id/></Keyed></ul>
            <NewName label="New past office" placeholder="What it was called" button="Add past office" on_add=move |name| {
                let id = PastOfficeId(state.store.fresh_id(0));
                state.commit(CharterChange::AddPast(PastOffice { id, name, from_year: None, to_year: None, ended: EndReason::default(), words: String::new() }))
            }/>
        </section>
    }
}

/// Past offices and ours on one line of years; nothing while no past one has both of its years.
#[component]
fn Timeline() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let spans = Memo::new(move |_| {
        let day = state.report.with(|it| it.day);
        state.store.office.with(|it| lives(it, day.map(jiff::civil::Date::year)))
    });
    let rows = move || {
        let spans = spans.get();
        let first = spans.iter().map(|it| it.from).min().unwrap_or(0);
        let last = spans.iter().map(|it| it.to).max().unwrap_or(0);
        let years = f64::from(last - first + 1);
        let row = |it: Life| {
            let (from, width) = (f64::from(it.from - first), f64::from(it.to - it.from + 1));
            view! {
                <li><span>{it.name}</span>
                    <svg class="chart process-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="risk-0" width="100" height="6"/>
                        <rect class=if it.is_ours { "ours" } else { "share-2" } x=100.0 * from / years width=100.0 * width / years height="6"/>
                    </svg>
                    <span class="quiet">{if it.is_ours { format!("since {}", it.from) } else { format!("{}–{}", it.from, it.to) }}</span></li>
            }
        };
        spans.into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || spans.with(|it| it.iter().any(|it| !it.is_ours))><ul class="past-timeline" aria-label="Offices by year">{rows}</ul></Show>
    }
}

/// Years in which an office was there.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Life {
    name: String,
    from: i16,
    to: i16,
    is_ours: bool,
}

/// Past offices that have both years, by the first, and ours if it says when it began.
fn lives(office: &Office, year: Option<i16>) -> Vec<Life> {
    let past = office.past.iter().filter_map(|it| {
        let (from, to) = (it.from_year?, it.to_year?);
        (from <= to).then(|| Life { name: it.name.clone(), from, to, is_ours: false })
    });
    let mut lives: Vec<Life> = past.collect();
    lives.sort_by_key(|it| it.from);
    let began = office.charter.head.began.map(jiff::civil::Date::year);
    if let Some(from) = began {
        let to = year.unwrap_or(from).max(from);
        lives.push(Life { name: "This office".to_owned(), from, to, is_ours: true });
    }
    lives
}

#[component]
fn PastRow(id: PastOfficeId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let past =
        Memo::new(move |_| state.store.office.with(|it| it.past.iter().find(|it| it.id == id).cloned()));
    let text = move |of: fn(&PastOffice) -> String| {
        Signal::derive(move || past.with(|it| it.as_ref().map_or_else(String::new, of)))
    };
    let set = move |how: Box<dyn FnOnce(&mut PastOffice)>| {
        let Some(mut past) = past.get_untracked() else { return Ok(()) };
        how(&mut past);
        state.commit(CharterChange::SetPast(past))
    };
    let set_year = move |text: String, how: fn(&mut PastOffice, Option<i16>)| {
        let text = text.trim();
        let year = if text.is_empty() {
            None
        } else {
            Some(text.parse::<i16>().map_err(|_| format!("“{text}” is not a year"))?)
        };
        set(Box::new(move |it| how(it, year)))
    };
    let year = |year: Option<i16>| year.map_or_else(String::new, |it| it.to_string());
    let reasons = Signal::stored(EndReason::ALL.map(|it| it.words().to_owned()).to_vec());
    let reason = Signal::derive(move || {
        past.with(|it| {
            it.as_ref()
                .and_then(|it| EndReason::ALL.iter().position(|reason| *reason == it.ended))
                .unwrap_or(0)
        })
    });
    let name = text(|it| it.name.clone());
    view! {
        <li>
            <TextField label="Past office" is_bare=true value=name on_change=move |text| set(Box::new(move |it| it.name = text))/>
            <TextField label="First year" is_bare=true placeholder="From" value=Signal::derive(move || year(past.with(|it| it.as_ref().and_then(|it| it.from_year)))) on_change=move |text| set_year(text, |it, year| it.from_year = year)/>
            <TextField label="Last year" is_bare=true placeholder="To" value=Signal::derive(move || year(past.with(|it| it.as_ref().and_then(|it| it.to_year)))) on_change=move |text| set_year(text, |it, year| it.to_year = year)/>
            <ChoiceField label="Why it ended" is_bare=true options=reasons value=reason on_change=move |place| set(Box::new(move |it| it.ended = EndReason::ALL[place]))/>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name.get())
                on:click=move |_| drop(state.commit(CharterChange::RemovePast(id)))><Sign icon=Icon::Bin small=true/></button>
            <TextField label="What people still say" is_bare=true placeholder="What people still say of it" value=text(|it| it.words.clone()) on_change=move |text| set(Box::new(move |it| it.words = text))/>
        </li>
    }
}
