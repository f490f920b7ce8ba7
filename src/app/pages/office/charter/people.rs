//! Who there is and when they were last spoken to, the contact log, and the steps to be trusted.

use jiff::civil::Date;
use leptos::prelude::*;

use super::{CharterState, count_days};
use crate::analysis::charter::{CharterReport, GroupReport, LaneReport, StakeholderReport};
use crate::analysis::satisfaction::{SatisfactionReport, satisfaction, trust};
use crate::app::clock::today;
use crate::app::components::field::{ChoiceField, DateField, TextField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::why::Why;
use crate::app::format::{count, day, number};
use crate::model::edit::{Edit, StakeholdersChange};
use crate::model::id::{ContactId, CredibilityStepId, StakeholderId};
use crate::model::office::stakeholder::{Channel, Contact, CredibilityStep, Lane, MOST, Stakeholder};

/// Contacts that are listed.
const MOST_CONTACTS: usize = 12;

fn change(state: CharterState, change: StakeholdersChange) -> Result<(), String> {
    apply(state.store, Edit::Stakeholders(change))
}

/// Everybody, with days since the last talk.
#[component]
pub(super) fn PeopleCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.stakeholders.list.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || {
        state.report.with(|it| {
            let late = it.stakeholders.iter().filter(|it| it.is_overdue).count();
            match (it.stakeholders.len(), late) {
                (0, _) => "Whom does the office need, and whom does it serve?".to_owned(),
                (_, 0) => "Everybody was spoken to in time".to_owned(),
                (all, late) => format!("{late} of {all} have waited too long for a talk"),
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="people-title">
            <div class="card-header"><div><h2 id="people-title">{title}</h2>
                <p class="card-note">"Updated as often as each says; otherwise once in 30 days from power 4 on, and once in 90 for everybody else."</p><LevelLine of=Asked::Satisfaction/><LevelLine of=Asked::Trust/></div></div>
            <Show when=move || !ids.with(Vec::is_empty)>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Stakeholders">
                    <table class="data-table data-table-tight people-table">
                        <thead><tr><th scope="col">"Who"</th><th scope="col">"Group"</th><th scope="col">"Last talk"</th><th scope="col">"Next update"</th><th scope="col">"Buy-in"</th><th scope="col" class="number">"Wishes unmet"</th></tr></thead>
                        <tbody><Keyed each=move || ids.get() key=|id| *id let:id><PersonRow id/></Keyed></tbody>
                    </table>
                </div>
            </Show>
            <NewName label="New stakeholder" placeholder="A role or a name" button="Add stakeholder" on_add=move |name| {
                let id = StakeholderId(state.store.fresh_id(0));
                let added = change(state, StakeholdersChange::Add(Box::new(Stakeholder::new(id, name))));
                if added.is_ok() {
                    state.selected.set(Some(id));
                }
                added
            }/>
        </section>
    }
}

/// What stakeholders were asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// How satisfied they are with the office.
    Satisfaction,
    /// How far they trust it.
    Trust,
}

/// How satisfied those are who were asked, or how far they trust the office; nothing while nobody was asked.
#[component]
fn LevelLine(of: Asked) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let report = Memo::new(move |_| {
        let day = state.report.with(|it| it.day);
        state.store.office.with(|it| match of {
            Asked::Satisfaction => satisfaction(&it.stakeholders, day),
            Asked::Trust => trust(&it.stakeholders, day),
        })
    });
    let mean = Signal::derive(move || {
        report.with(|it| it.mean.map_or_else(String::new, |mean| format!("{} of {MOST}", number(mean, 1))))
    });
    let rest = move || report.with(rest_of_line);
    let (words, id, what) = match of {
        Asked::Satisfaction => {
            ("Satisfied with the office: ", "satisfaction", "mean satisfaction of stakeholders")
        }
        Asked::Trust => ("Trust in the office: ", "trust", "mean trust of stakeholders"),
    };
    view! {
        <Show when=move || report.with(|it| it.mean.is_some())>
            <p class="satisfaction-line">{words}
                <Why id=id figure=mean of=what><LevelSum report of/></Why>{rest}</p>
        </Show>
    }
}

/// ", 90 % between 2.8 and 4.0; 5 of 9 were asked.".
fn rest_of_line(report: &SatisfactionReport) -> String {
    let range = report.interval.map_or_else(
        || "; no interval below three voices".to_owned(),
        |it| format!(", 90 % between {} and {}", number(it.low, 1), number(it.high, 1)),
    );
    let change = report.change.map_or_else(String::new, |change| match number(change, 1).as_str() {
        "0.0" | "−0.0" => ", as before".to_owned(),
        _ if change > 0.0 => format!(", up {} for those asked again", number(change, 1)),
        _ => format!(", down {} for those asked again", number(-change, 1)),
    });
    format!("{range}{change}; {} of {} were asked.", report.voices.len(), report.stakeholders)
}

#[component]
fn LevelSum(report: Memo<SatisfactionReport>, of: Asked) -> impl IntoView {
    let heading = match of {
        Asked::Satisfaction => "Satisfaction with the office",
        Asked::Trust => "Trust in the office",
    };
    let rows = move || {
        report
            .get()
            .voices
            .into_iter()
            .map(|it| view! { <tr><td>{it.name}</td><td>{it.level}</td><td>{day(it.date)}</td></tr> })
            .collect_view()
    };
    view! {
        <h3>{heading}</h3>
        <p class="formula">"Σ last level of each ÷ number of those who were asked"</p>
        <table><tbody>{rows}</tbody></table>
        <p>"The last word of each stakeholder counts once. The interval says how far the mean would move with other people of the same kind; who was never asked is not in it."</p>
    }
}

#[component]
fn PersonRow(id: StakeholderId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let person = Memo::new(move |_| state.store.office.with(|it| it.stakeholders.stakeholder(id).cloned()));
    let report =
        Memo::new(move |_| state.report.with(|it| it.stakeholders.iter().find(|it| it.id == id).cloned()));
    let is_sponsor = Memo::new(move |_| state.store.office.with(|it| it.charter.head.sponsor == Some(id)));
    let talk = move || {
        report.get().map(|it| {
            let words = it.days_since.map_or_else(
                || "never".to_owned(),
                |days| if days == 0 { "today".to_owned() } else { format!("{} ago", count_days(days)) },
            );
            if it.is_overdue {
                view! { <span class="chip chip-warn"><Sign icon=Icon::Warn/>{words}</span> }.into_any()
            } else {
                words.into_any()
            }
        })
    };
    let say = move |how: fn(&Stakeholder) -> &'static str| move || person.with(|it| it.as_ref().map(how));
    view! {
        <tr aria-selected=move || (state.selected.get() == Some(id)).to_string()>
            <th scope="row">
                <button class="name-button" type="button" on:click=move |_| state.selected.set(Some(id))><bdi class="name-cell">{move || person.with(|it| it.as_ref().map(|it| it.name.clone()))}</bdi></button>
                {move || is_sponsor.get().then(|| view! { <span class="chip chip-accent">"sponsor"</span> })}
            </th>
            <td>{say(|it| it.group.words())}</td>
            <td>{talk}</td>
            <td>{move || report.with(|it| it.as_ref().map(next_update))}</td>
            <td>{say(|it| it.buy_in.words())}</td>
            <td class="number">{move || report.with(|it| it.as_ref().map(|it| it.unmet))}</td>
        </tr>
    }
}

/// When the next update is due, and how often.
fn next_update(report: &StakeholderReport) -> String {
    match (report.next_due, report.is_overdue) {
        (None, _) => "now".to_owned(),
        (Some(due), true) => format!("was due {}", day(due)),
        (Some(due), false) => day(due),
    }
}

/// What was talked about, the newest first, and one more.
#[component]
pub(super) fn ContactCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let contacts = Memo::new(move |_| {
        let mut list = state.store.office.with(|it| it.stakeholders.contacts.clone());
        list.sort_by_key(|it| std::cmp::Reverse((it.date, it.id)));
        list
    });
    let ids = Memo::new(move |_| {
        contacts.with(|it| it.iter().take(MOST_CONTACTS).map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <section class="card" aria-labelledby="contacts-title">
            <h2 id="contacts-title">"Contact log"</h2>
            {move || state.report.with(|it| lanes(it))}
            <NewContact/>
            <ul class="list contact-list"><Keyed each=move || ids.get() key=|id| *id let:id><ContactRow id contacts/></Keyed></ul>
            {move || { let all = contacts.with(Vec::len); (all > MOST_CONTACTS).then(|| view! { <p class="card-note">{format!("{} older ones are kept.", all - MOST_CONTACTS)}</p> }) }}
        </section>
    }
}

/// The three kinds of relation, each with its groups.
fn lanes(report: &CharterReport) -> AnyView {
    let outside = report.groups.iter().filter(|it| it.group.lane().is_none());
    let of = |it: &LaneReport| {
        let groups: Vec<_> = report
            .groups
            .iter()
            .filter(|group| group.group.lane() == Some(it.lane))
            .map(group_line)
            .collect();
        let channels =
            it.channels.iter().map(|(channel, talks)| format!("{} {talks}", channel.words().to_lowercase()));
        let channels = channels.collect::<Vec<_>>().join(", ");
        view! {
            <section class="contact-lane"><h3>{lane_words(it.lane)}</h3>
                <ul class="contact-lanes">{groups}</ul>
                {(!channels.is_empty()).then(|| view! { <p class="card-note">{format!("By {channels}.")}</p> })}</section>
        }
    };
    view! {
        {report.lanes.iter().map(of).collect_view()}
        <ul class="contact-lanes">{outside.map(group_line).collect_view()}</ul>
    }
    .into_any()
}

fn group_line(it: &GroupReport) -> impl IntoView + use<> {
    let since = match it.days_since {
        None => "never".to_owned(),
        Some(0) => "today".to_owned(),
        Some(days) => format!("{} ago", count_days(days)),
    };
    let recent = match it.recent {
        0 => "none in 30 days".to_owned(),
        recent => format!("{recent} in 30 days"),
    };
    view! { <li><span>{it.group.words()}</span><span class="quiet">{since}</span><b>{recent}</b></li> }
}

fn lane_words(lane: Lane) -> &'static str {
    match lane {
        Lane::WorksWith => "The PMO works with",
        Lane::ReportsTo => "It reports to",
        Lane::Leads => "It leads",
    }
}

#[component]
fn ContactRow(id: ContactId, contacts: Memo<Vec<Contact>>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let contact = Memo::new(move |_| contacts.with(|it| it.iter().find(|it| it.id == id).cloned()));
    let name = move || {
        let who = contact.with(|it| it.as_ref().map(|it| it.stakeholder))?;
        state.store.office.with(|it| it.stakeholders.stakeholder(who).map(|it| it.name.clone()))
    };
    view! {
        <li class="contact-row">
            <span><b>{name}</b>" "<span class="quiet">{move || contact.with(|it| it.as_ref().map(when_and_how))}</span>
                <br/>{move || contact.with(|it| it.as_ref().map(|it| it.about.clone()))}</span>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove the contact with {}", name().unwrap_or_default())
                on:click=move |_| drop(change(state, StakeholdersChange::RemoveContact(id)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// "3 March 2026, call".
fn when_and_how(contact: &Contact) -> String {
    let channel = contact.channel.map_or_else(String::new, |it| format!(", {}", it.words().to_lowercase()));
    format!("{}{channel}", day(contact.date))
}

/// A form for one more contact.
#[component]
fn NewContact() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let people = state.people();
    let with = RwSignal::new(None::<StakeholderId>);
    let on = RwSignal::new(today());
    let about = RwSignal::new(String::new());
    let channel = RwSignal::new(None::<Channel>);
    let refused = RwSignal::new(None::<String>);
    let chosen =
        move || with.get().or(state.selected.get()).or_else(|| people.with(|it| it.first().map(|it| it.0)));
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (Some(stakeholder), Some(date)) = (untrack(chosen), on.get_untracked()) else { return };
        let contact = Contact {
            id: ContactId(state.store.fresh_id(0)),
            stakeholder,
            date,
            about: about.get_untracked().trim().to_owned(),
            channel: channel.get_untracked(),
        };
        let outcome = change(state, StakeholdersChange::AddContact(contact));
        if outcome.is_ok() {
            about.set(String::new());
        }
        refused.set(outcome.err());
    };
    view! {
        <Show when=move || !people.with(Vec::is_empty) fallback=|| view! { <p class="card-note">"Add a stakeholder first."</p> }>
            <form class="contact-form" aria-label="New contact" on:submit=add>
                <label class="field"><span>"With"</span>
                    <select class="select" on:change:target=move |event| with.set(event.target().value().parse().ok())>
                        {move || people.get().into_iter().map(|(id, name)| view! { <option value=id.to_string() selected=move || chosen() == Some(id)>{name}</option> }).collect_view()}
                    </select>
                </label>
                <label class="field"><span>"On"</span>
                    <input class="input" type="date" required prop:value=move || on.get().map_or_else(String::new, |it| it.to_string())
                        on:change:target=move |event| on.set(event.target().value().parse::<Date>().ok())/>
                </label>
                <label class="field"><span>"How"</span>
                    <select class="select" on:change:target=move |event| channel.set(event.target().value().parse::<usize>().ok().and_then(|at| Channel::ALL.get(at).copied()))>
                        <option value="">"–"</option>
                        {Channel::ALL.into_iter().enumerate().map(|(at, it)| view! { <option value=at.to_string()>{it.words()}</option> }).collect_view()}
                    </select>
                </label>
                <label class="field contact-about"><span>"About"</span>
                    <input class="input" autocomplete="off" prop:value=about on:input:target=move |event| about.set(event.target().value())/>
                </label>
                <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add contact"</button>
                <crate::app::components::field::Reason refused/>
            </form>
        </Show>
    }
}

/// Steps to be trusted, with a day each.
#[component]
pub(super) fn CredibilityCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.stakeholders.credibility.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || {
        state.store.office.with(|it| {
            let steps = &it.stakeholders.credibility;
            let done = steps.iter().filter(|it| it.done.is_some()).count();
            let undated = steps.iter().filter(|it| it.due.is_none() && it.done.is_none()).count();
            match (steps.len(), undated) {
                (0, _) => "Nothing is planned yet for being trusted".to_owned(),
                (all, 0) => format!(
                    "{done} of {} to be trusted {}",
                    count(all, "step", "steps"),
                    if done == 1 { "is done" } else { "are done" }
                ),
                (_, undated) => format!(
                    "{} to be trusted {} no day yet",
                    count(undated, "step", "steps"),
                    if undated == 1 { "has" } else { "have" }
                ),
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="credibility-title">
            <h2 id="credibility-title">{title}</h2>
            <ul class="list step-list"><Keyed each=move || ids.get() key=|id| *id let:id><StepRow id/></Keyed></ul>
            <NewName label="New step to be trusted" placeholder="A small promise that is kept" button="Add step" on_add=move |name| {
                change(state, StakeholdersChange::AddStep(CredibilityStep { id: CredibilityStepId(state.store.fresh_id(0)), name, stakeholder: None, due: None, done: None }))
            }/>
        </section>
    }
}

#[component]
fn StepRow(id: CredibilityStepId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let step = Memo::new(move |_| {
        state.store.office.with(|it| it.stakeholders.credibility.iter().find(|it| it.id == id).cloned())
    });
    let name =
        Signal::derive(move || step.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone())));
    let set = move |how: Box<dyn FnOnce(&mut CredibilityStep)>| {
        let Some(mut step) = step.get_untracked() else { return Ok(()) };
        how(&mut step);
        change(state, StakeholdersChange::SetStep(step))
    };
    let people = state.people();
    let options = Signal::derive(move || {
        std::iter::once("Everybody".to_owned())
            .chain(people.get().into_iter().map(|it| it.1))
            .collect::<Vec<_>>()
    });
    let who = Signal::derive(move || {
        let who = step.with(|it| it.as_ref().and_then(|it| it.stakeholder));
        people.with(|it| it.iter().position(|it| Some(it.0) == who)).map_or(0, |it| it + 1)
    });
    view! {
        <li class="step-row">
            <TextField label="Step" is_bare=true value=name on_change=move |text| set(Box::new(move |it| it.name = text))/>
            <ChoiceField label="Seen by" is_bare=true options value=who on_change=move |place| {
                let who = place.checked_sub(1).and_then(|place| people.with_untracked(|it| it.get(place).map(|it| it.0)));
                set(Box::new(move |it| it.stakeholder = who))
            }/>
            <DateField label="Due" value=Signal::derive(move || step.with(|it| it.as_ref().and_then(|it| it.due))) on_change=move |day| set(Box::new(move |it| it.due = day))/>
            <DateField label="Done" value=Signal::derive(move || step.with(|it| it.as_ref().and_then(|it| it.done))) on_change=move |day| set(Box::new(move |it| it.done = day))/>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name.get())
                on:click=move |_| drop(change(state, StakeholdersChange::RemoveStep(id)))><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
}

/// A field and a button that add a name to a list.
#[component]
pub(in crate::app::pages::office) fn NewName(
    label: &'static str,
    placeholder: &'static str,
    button: &'static str,
    on_add: impl Fn(String) -> Result<(), String> + Send + Sync + 'static,
) -> impl IntoView {
    new_name(label, placeholder, button, Callback::new(on_add))
}

fn new_name(
    label: &'static str,
    placeholder: &'static str,
    button: &'static str,
    on_add: Callback<String, Result<(), String>>,
) -> impl IntoView {
    let draft = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<String>);
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let outcome = on_add.run(draft.get_untracked().trim().to_owned());
        if outcome.is_ok() {
            draft.set(String::new());
        }
        refused.set(outcome.err());
    };
    view! {
        <form class="new-name no-print" aria-label=label on:submit=add>
            <input class="input" aria-label=label placeholder=placeholder required autocomplete="off" prop:value=draft
                on:input:target=move |event| draft.set(event.target().value())/>
            <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>{button}</button>
            <crate::app::components::field::Reason refused/>
        </form>
    }
}
