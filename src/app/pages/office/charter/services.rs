//! Services: for whom, of what kind, with what effect, for which objective; and the wishes that no service meets.

use leptos::prelude::*;

use super::CharterState;
use super::head::read_number;
use super::matrix::ExpectationMatrix;
use super::people::NewName;
use super::scope::Scope;
use crate::analysis::charter::{ExpectationReport, HoursShare};
use crate::app::components::field::{ChoiceField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, number, percent, plain};
use crate::app::pages::Page;
use crate::model::edit::{CharterChange, Edit, StakeholdersChange};
use crate::model::id::ServiceId;
use crate::model::office::charter::{Service, ServiceKind};
use crate::model::office::stakeholder::Expectation;

/// The card.
#[component]
pub(super) fn ServicesCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ids = Memo::new(move |_| {
        state.store.office.with(|it| it.charter.services.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    let title = move || {
        state.report.with(|it| match (ids.with(Vec::len), it.orphans.len(), it.tactical_share) {
            (0, ..) => "What does the office do, and for whom?".to_owned(),
            (all, 0, Some(share)) if share > 0.0 => format!(
                "{}, {} of them only report and check",
                count(all, "service", "services"),
                percent(share)
            ),
            (all, 0, _) => format!("{}, each for an objective", count(all, "service", "services")),
            (all, orphans, _) => {
                format!("{orphans} of {} no objective", count(all, "service helps", "services help"))
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="services-title">
            <div class="card-header"><div><h2 id="services-title">{title}</h2><p class="card-note">"An effect is a figure before and a figure after. "{move || state.report.with(|it| it.tactical_hours).map(tactical)}</p></div></div>
            <Show when=move || !ids.with(Vec::is_empty)>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Services">
                    <table class="data-table data-table-tight service-table">
                        <thead><tr><th scope="col">"Service"</th><th scope="col">"For whom"</th><th scope="col">"Kind"</th><th scope="col">"Hours a month"</th><th scope="col">"Measured effect"</th><th scope="col">"Objective"</th><th scope="col">"For which work"</th><th scope="col"><span class="visually-hidden">"Remove"</span></th></tr></thead>
                        <tbody><Keyed each=move || ids.get() key=|id| *id let:id><ServiceRow id/></Keyed></tbody>
                    </table>
                </div>
            </Show>
            <NewName label="New service" placeholder="Such as: one ranked list" button="Add service" on_add=move |name| {
                let id = ServiceId(state.store.fresh_id(0));
                state.commit(CharterChange::AddService(Service::new(id, name)))
            }/>
            <div class="split split-half charter-gap"><Gap/><DoesNot/></div>
            <ExpectationMatrix/>
        </section>
    }
}

/// "20 of 50 hours a month (40 %) go into services that only report and check, as far as 3 services say so."
fn tactical(it: HoursShare) -> String {
    format!(
        "{} of {} hours a month ({}) go into services that only report and check, as far as {} so.",
        number(it.hours, 0),
        number(it.of, 0),
        percent(it.share),
        count(it.services, "service says", "services say")
    )
}

#[component]
fn ServiceRow(id: ServiceId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let service = Memo::new(move |_| state.store.office.with(|it| it.charter.service(id).cloned()));
    let text = move |of: fn(&Service) -> &String| {
        Signal::derive(move || service.with(|it| it.as_ref().map_or_else(String::new, |it| of(it).clone())))
    };
    let set = move |how: Box<dyn FnOnce(&mut Service)>| {
        let Some(mut service) = service.get_untracked() else { return Ok(()) };
        how(&mut service);
        state.commit(CharterChange::SetService(service))
    };
    let kinds =
        Signal::stored(ServiceKind::ALL.map(|it| format!("{} · {}", it.words(), it.short())).to_vec());
    let kind = Signal::derive(move || {
        service.with(|it| {
            it.as_ref().and_then(|it| ServiceKind::ALL.iter().position(|kind| *kind == it.kind)).unwrap_or(0)
        })
    });
    let objectives = Memo::new(move |_| {
        state
            .store
            .strategy
            .with(|it| it.objectives.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let options = Signal::derive(move || {
        std::iter::once("None: an orphan".to_owned())
            .chain(objectives.get().into_iter().map(|it| it.1))
            .collect::<Vec<_>>()
    });
    let objective = Signal::derive(move || {
        let chosen = service.with(|it| it.as_ref().and_then(|it| it.objective));
        objectives.with(|it| it.iter().position(|it| Some(it.0) == chosen)).map_or(0, |it| it + 1)
    });
    view! {
        <tr>
            <td>
                <TextField label="Service" is_bare=true value=text(|it| &it.name) on_change=move |text| set(Box::new(move |it| it.name = text))/>
                <Show when=move || service.with(|it| it.as_ref().is_some_and(|it| it.is_wished))>
                    <span class="row service-wished"><span class="chip chip-warn">"only wished for"</span>
                        <button class="button button-quiet" type="button" on:click=move |_| drop(set(Box::new(|it| it.is_wished = false)))>"We do it now"</button></span>
                </Show>
            </td>
            <td><TextField label="For whom" is_bare=true value=text(|it| &it.beneficiary) on_change=move |text| set(Box::new(move |it| it.beneficiary = text))/></td>
            <td><ChoiceField label="Kind" is_bare=true options=kinds value=kind on_change=move |place| set(Box::new(move |it| it.kind = ServiceKind::ALL[place]))/></td>
            <td><TextField label="Hours a month" is_bare=true value=Signal::derive(move || service.with(|it| it.as_ref().and_then(|it| it.hours_per_month).map_or_else(String::new, |it| plain(it.get())))) placeholder="?"
                on_change=move |text| { let hours = read_number(&text)?; set(Box::new(move |it| it.hours_per_month = hours)) }/></td>
            <td><TextField label="Measured effect" is_bare=true value=text(|it| &it.effect) placeholder="Nothing measured yet" on_change=move |text| set(Box::new(move |it| it.effect = text))/></td>
            <td><ChoiceField label="Objective" is_bare=true options value=objective on_change=move |place| {
                let chosen = place.checked_sub(1).and_then(|place| objectives.with_untracked(|it| it.get(place).map(|it| it.0)));
                set(Box::new(move |it| it.objective = chosen))
            }/></td>
            <td><Scope service/></td>
            <td><button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", text(|it| &it.name).get())
                on:click=move |_| drop(state.commit(CharterChange::RemoveService(id)))><Sign icon=Icon::Bin small=true/></button></td>
        </tr>
    }
}

/// Wishes without a service, and what the sponsor said in the interview.
#[component]
fn Gap() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let unmet = move || {
        state.report.with(|it| it.expectations.iter().filter(|it| !it.is_met).cloned().collect::<Vec<_>>())
    };
    let heard = Memo::new(move |_| {
        let sponsor = state.store.office.with(|it| it.sponsor().cloned());
        let known: Vec<String> =
            sponsor.iter().flat_map(|it| &it.expectations).map(|it| it.words.clone()).collect();
        let said = state.store.workshop.with(|it| it.interviews.sponsor.wishes.clone());
        said.into_iter().filter(|it| !it.trim().is_empty() && !known.contains(it)).collect::<Vec<_>>()
    });
    let take_over = move |_| {
        let Some(mut sponsor) = state.store.office.with_untracked(|it| it.sponsor().cloned()) else { return };
        let wishes = heard.get_untracked().into_iter().map(|words| Expectation { words, service: None });
        sponsor.expectations.extend(wishes);
        state.store.commit(Edit::Stakeholders(StakeholdersChange::Set(Box::new(sponsor))));
    };
    let has_sponsor = move || state.store.office.with(|it| it.sponsor().is_some());
    view! {
        <div>
            <h3>"Wished for, but no service"</h3>
            <ul class="list">{move || unmet().into_iter().map(|it| view! { <UnmetRow wish=it/> }).collect_view()}</ul>
            <Show when=move || unmet().is_empty()><p class="card-note">"Every wish that is written down has its service."</p></Show>
            <Show when=move || !heard.with(Vec::is_empty) && has_sponsor()>
                <button class="button" type="button" on:click=take_over>{move || format!("Take over {} from the sponsor’s interview", count(heard.with(Vec::len), "wish", "wishes"))}</button>
            </Show>
            <button class="button button-quiet" type="button" on:click=move |_| state.session.go(Page::Workshop)>"Interview sheets for sponsor and team"</button>
        </div>
    }
}

/// A wish, who has it, and the way to a service that is marked as wished for.
#[component]
fn UnmetRow(wish: ExpectationReport) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let ExpectationReport { stakeholder, place, who, words, service_name, .. } = wish;
    let name = StoredValue::new(words.clone());
    let make = move |_| {
        let Some(mut person) =
            state.store.office.with_untracked(|it| it.stakeholders.stakeholder(stakeholder).cloned())
        else {
            return;
        };
        let id = ServiceId(state.store.fresh_id(0));
        let service = Service {
            beneficiary: person.name.clone(),
            is_wished: true,
            ..Service::new(id, name.get_value())
        };
        let Some(wish) = person.expectations.get_mut(place) else { return };
        wish.service = Some(id);
        state.store.commit(Edit::Several {
            label: format!("wished service {}", service.name),
            edits: vec![
                Edit::Charter(CharterChange::AddService(service)),
                Edit::Stakeholders(StakeholdersChange::Set(Box::new(person))),
            ],
        });
    };
    let has_service = service_name.is_some();
    let note = match service_name {
        Some(service) if service != words => format!("{who}; “{service}” is only wished for"),
        Some(_) => format!("{who}; a wished service"),
        None => who,
    };
    view! {
        <li class="list-item"><span class="is-warn"><Sign icon=Icon::Warn small=true/></span><span>{words}<br/><span class="quiet">{note}</span></span>
            <span class="row">
                {(!has_service).then(|| view! { <button class="button button-quiet" type="button" on:click=make>"Make it a service"<span class="visually-hidden">{move || format!(": {}", name.get_value())}</span></button> })}
                <button class="button button-quiet" type="button" on:click=move |_| state.selected.set(Some(stakeholder))>"Open"</button>
            </span></li>
    }
}

/// A change of the list of what is left to others.
type Change = Box<dyn FnOnce(&mut Vec<String>)>;

/// What the office leaves to others.
#[component]
fn DoesNot() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let list = Memo::new(move |_| state.store.office.with(|it| it.charter.does_not.clone()));
    let places = Memo::new(move |_| (0..list.with(Vec::len)).collect::<Vec<_>>());
    let set = move |how: Change| {
        let mut all = list.get_untracked();
        how(&mut all);
        state.commit(CharterChange::DoesNot(all))
    };
    view! {
        <div>
            <h3>"What we leave to others"</h3>
            <ul class="wish-list does-not">
                <Keyed each=move || places.get() key=|place| *place let:place>
                    <li>
                        <TextField label="Left to others" is_bare=true value=Signal::derive(move || list.with(|it| it.get(place).cloned().unwrap_or_default()))
                            on_change=move |text| set(Box::new(move |all| all[place] = text))/>
                        <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove sentence {}", place + 1)
                            on:click=move |_| drop(set(Box::new(move |all| drop(all.remove(place)))))><Sign icon=Icon::Bin small=true/></button>
                    </li>
                </Keyed>
            </ul>
            <NewName label="New thing left to others" placeholder="Such as: lead projects" button="Add" on_add=move |text| set(Box::new(move |all| all.push(text)))/>
        </div>
    }
}
