//! One stakeholder: where they stand, what they want, what is private.

mod levels;

use leptos::prelude::*;

use super::{CharterState, Page};
use crate::app::components::field::{ChoiceField, DateField, TextAreaField, TextField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::state::session::Notice;
use crate::model::edit::{Edit, StakeholdersChange};
use crate::model::id::StakeholderId;
use crate::model::office::registers::issues::BlockerOwner;
use crate::model::office::stakeholder::{BuyIn, MOST, Stakeholder, StakeholderGroup, Stance};

use levels::{Cadence, LevelsPart, Rated};

/// Handle on one stakeholder; copy it freely.
#[derive(Clone, Copy)]
struct Person {
    state: CharterState,
    now: Memo<Option<Stakeholder>>,
}

impl Person {
    fn change(self, how: impl FnOnce(&mut Stakeholder)) -> Result<(), String> {
        let Some(mut person) = self.now.get_untracked() else { return Ok(()) };
        how(&mut person);
        apply(self.state.store, Edit::Stakeholders(StakeholdersChange::Set(Box::new(person))))
    }

    fn text(self, of: fn(&Stakeholder) -> &String) -> Signal<String> {
        Signal::derive(move || self.now.with(|it| it.as_ref().map_or_else(String::new, |it| of(it).clone())))
    }

    fn place(self, of: fn(&Stakeholder) -> usize) -> Signal<usize> {
        Signal::derive(move || self.now.with(|it| it.as_ref().map_or(0, of)))
    }

    fn date(self, of: fn(&Stakeholder) -> Option<jiff::civil::Date>) -> Signal<Option<jiff::civil::Date>> {
        Signal::derive(move || self.now.with(|it| it.as_ref().and_then(of)))
    }
}

/// The card of whoever is chosen; the first if nobody is.
#[component]
pub(super) fn PersonCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let id = Memo::new(move |_| {
        state.store.office.with(|it| {
            let chosen = state.selected.get().filter(|id| it.stakeholders.stakeholder(*id).is_some());
            chosen.or_else(|| it.stakeholders.list.first().map(|it| it.id))
        })
    });
    move || id.get().map(|id| view! { <Form id/> })
}

#[component]
fn Form(id: StakeholderId) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let now = Memo::new(move |_| state.store.office.with(|it| it.stakeholders.stakeholder(id).cloned()));
    let person = Person { state, now };
    let name = person.text(|it| &it.name);
    let remove = move |_| {
        let title = name.get_untracked();
        if state.store.try_commit(Edit::Stakeholders(StakeholdersChange::Remove(id))) {
            state
                .session
                .tell(Notice::ok(format!("{title} is removed"), "Undo brings them back with all contacts."));
        }
    };
    view! {
        <section class="card stakeholder-form" aria-label="Stakeholder">
            <div class="card-header"><div><h2>{name}</h2></div>
                <button class="button" type="button" on:click=move |_| state.paper.set(Some(Page::Meeting(id)))>"Prepare a meeting"</button>
                <button class="button button-quiet" type="button" on:click=remove><Sign icon=Icon::Bin small=true/>"Remove"</button></div>
            <Standing person/>
            <Wishes person/>
            <TextField label="The hard message, if there is one" value=person.text(|it| &it.hard_message) on_change=move |text| person.change(|it| it.hard_message = text)/>
            {move || now.with(|it| it.as_ref().is_some_and(Stakeholder::owes_hard_message)).then(|| view! { <p class="card-note">"Not yet said: until then it stays on this machine."</p> })}
            <div class="form-grid">
                <DateField label="Hard message said on" value=person.date(|it| it.hard_message_said) on_change=move |day| person.change(|it| it.hard_message_said = day)/>
                <DateField label="Shown what we do on" value=person.date(|it| it.educated) on_change=move |day| person.change(|it| it.educated = day)/>
            </div>
            <LevelsPart person rated=Rated::Satisfaction/>
            <LevelsPart person rated=Rated::Trust/>
            <fieldset class="stakeholder-private">
                <legend>"Private: stays on this machine"</legend>
                <TextAreaField label="What makes it difficult" value=person.text(|it| &it.difficulty) on_change=move |text| person.change(|it| it.difficulty = text)/>
                <div class="form-grid">
                    <ChoiceField label="Who deals with it" options=Signal::stored(BlockerOwner::ALL.map(|it| it.words().to_owned()).to_vec())
                        value=person.place(|it| it.difficulty_owner as usize) on_change=move |place| person.change(|it| it.difficulty_owner = BlockerOwner::ALL[place])/>
                    <DateField label="Out of the way on" value=person.date(|it| it.difficulty_cleared) on_change=move |day| person.change(|it| it.difficulty_cleared = day)/>
                </div>
                <TextAreaField label="How they like to be dealt with" value=person.text(|it| &it.note) on_change=move |text| person.change(|it| it.note = text)/>
                <label class="check"><input type="checkbox" prop:checked=move || now.with(|it| it.as_ref().is_some_and(|it| it.shares_private))
                    on:change:target=move |event| { let shares = event.target().checked(); drop(person.change(|it| it.shares_private = shares)); }/>
                    <span>"Files I share may hold this too"</span></label>
            </fieldset>
        </section>
    }
}

#[component]
fn Standing(person: Person) -> impl IntoView {
    let words =
        |list: &[&'static str]| Signal::stored(list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    let levels = || Signal::stored((1..=MOST).map(|level| level.to_string()).collect::<Vec<_>>());
    let at = |level: usize| u8::try_from(level + 1).unwrap_or(MOST);
    view! {
        <div class="form-grid stakeholder-grid">
            <TextField label="Name or role" value=person.text(|it| &it.name) on_change=move |text| person.change(|it| it.name = text)/>
            <ChoiceField label="Group" options=words(&StakeholderGroup::ALL.map(StakeholderGroup::words))
                value=person.place(|it| StakeholderGroup::ALL.iter().position(|group| *group == it.group).unwrap_or(0))
                on_change=move |place| person.change(|it| it.group = StakeholderGroup::ALL[place])/>
            <ChoiceField label="Power" options=levels() value=person.place(|it| usize::from(it.power) - 1) on_change=move |place| person.change(|it| it.power = at(place))/>
            <ChoiceField label="Interest" options=levels() value=person.place(|it| usize::from(it.interest) - 1) on_change=move |place| person.change(|it| it.interest = at(place))/>
            <ChoiceField label="Stance" options=words(&Stance::ALL.map(Stance::words))
                value=person.place(|it| Stance::ALL.iter().position(|stance| *stance == it.stance).unwrap_or(0))
                on_change=move |place| person.change(|it| it.stance = Stance::ALL[place])/>
            <ChoiceField label="Buy-in" options=words(&BuyIn::ALL.map(BuyIn::words))
                value=person.place(|it| BuyIn::ALL.iter().position(|step| *step == it.buy_in).unwrap_or(0))
                on_change=move |place| person.change(|it| { it.buy_in = BuyIn::ALL[place]; it.buy_in_since = crate::app::clock::today(); })/>
            <Cadence person/>
        </div>
    }
}

/// What the person wants, each beside the service that meets it.
#[component]
fn Wishes(person: Person) -> impl IntoView {
    let now = person.now;
    let places = Memo::new(move |_| {
        (0..now.with(|it| it.as_ref().map_or(0, |it| it.expectations.len()))).collect::<Vec<_>>()
    });
    let services = Memo::new(move |_| {
        person
            .state
            .store
            .office
            .with(|it| it.charter.services.iter().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let options = Signal::derive(move || {
        std::iter::once("No service yet".to_owned())
            .chain(services.get().into_iter().map(|it| it.1))
            .collect::<Vec<_>>()
    });
    let add = move |_| {
        drop(
            person
                .change(|it| it.expectations.push(crate::model::office::stakeholder::Expectation::default())),
        );
    };
    view! {
        <h3>"What they want of the office"</h3>
        <ul class="wish-list">
            <Keyed each=move || places.get() key=|place| *place let:place>
                {
                    let wish = move || now.with(|it| it.as_ref().and_then(|it| it.expectations.get(place).cloned()).unwrap_or_default());
                    let value = Signal::derive(move || services.with(|it| it.iter().position(|it| Some(it.0) == wish().service)).map_or(0, |it| it + 1));
                    view! {
                        <li>
                            <TextField label="Wish" is_bare=true value=Signal::derive(move || wish().words) on_change=move |text| person.change(|it| it.expectations[place].words = text)/>
                            <ChoiceField label="Service that meets it" is_bare=true options value on_change=move |chosen| {
                                let service = chosen.checked_sub(1).and_then(|at| services.with_untracked(|it| it.get(at).map(|it| it.0)));
                                person.change(|it| it.expectations[place].service = service)
                            }/>
                            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove the wish {}", wish().words)
                                on:click=move |_| drop(person.change(|it| drop(it.expectations.remove(place))))><Sign icon=Icon::Bin small=true/></button>
                        </li>
                    }
                }
            </Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a wish"</button>
    }
}
