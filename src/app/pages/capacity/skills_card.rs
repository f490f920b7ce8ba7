//! Who can do what: people by role with their levels of skill, and how well they fit what is asked for.

use leptos::prelude::*;

use crate::analysis::levels::share_at;
use crate::analysis::skill_fit::{InitiativeFit, skill_fit};
use crate::app::components::field::{Reason, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{percent, plain};
use crate::app::state::store::Store;
use crate::exchange::cell::{Decimal, parse_number};
use crate::model::edit::{Edit, PersonChange, RosterChange};
use crate::model::finite::Finite;
use crate::model::id::{PersonId, RoleId};
use crate::model::people::Person;

/// What somebody new can do in their own role.
const USUAL_LEVEL: u8 = 3;

/// People whom a row names.
const NAMED: usize = 3;

/// The matrix, closed until it is asked for, and the fit.
#[component]
pub(super) fn SkillsCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let open = RwSignal::new(false);
    let roles = Memo::new(move |_| {
        store.people.with(|it| it.roles.iter().map(|role| (role.id, role.name.clone())).collect::<Vec<_>>())
    });
    let people =
        Memo::new(move |_| store.people.with(|it| it.roster.iter().map(|it| it.id).collect::<Vec<_>>()));
    let summary = move || match people.with(Vec::len) {
        0 => "Nobody is listed yet".to_owned(),
        1 => "One line".to_owned(),
        lines => format!("{lines} lines"),
    };
    let add = move |_| {
        if let Some((role, _)) = roles.with_untracked(|roles| roles.first().cloned()) {
            let person = Person {
                id: PersonId(store.fresh_id(0)),
                name: "New person".to_owned(),
                role,
                fte: Finite::ONE,
                skills: [(role, USUAL_LEVEL)].into(),
            };
            store.commit(Edit::Roster(RosterChange::Add(Box::new(person))));
        }
    };
    view! {
        <section class="card" aria-labelledby="skills-title">
            <div class="card-header">
                <div>
                    <h2 id="skills-title">"Who can do what"</h2>
                    <p class="card-note">"Levels of skill from 1 (beginner) to 5 (expert). How many people there are is what the heads above say; this list gives the share of a role at each level. A line may stand for several people."</p>
                </div>
            </div>
            <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
                <summary>{summary}</summary>
                <Show when=move || open.get()>
                    <Show when=move || people.with(|it| !it.is_empty())><Matrix roles people/></Show>
                    <div class="skills-actions">
                        <button class="button" type="button" disabled=move || roles.with(Vec::is_empty) on:click=add><Sign icon=Icon::Plus small=true/>"Person"</button>
                        <small class="muted">"Ask for a level in a stage of an initiative."</small>
                    </div>
                </Show>
            </details>
            <Fit/>
        </section>
    }
}

#[component]
fn Matrix(roles: Memo<Vec<(RoleId, String)>>, people: Memo<Vec<PersonId>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let refused = RwSignal::new(None::<String>);
    let heads = move || {
        let head =
            |(_, name): (RoleId, String)| view! { <th scope="col" class="number"><bdi>{name}</bdi></th> };
        roles.get().into_iter().map(head).collect_view()
    };
    let shares = move || {
        let share = |(id, _): (RoleId, String)| {
            let at = |level| store.people.with(|people| share_at(people, id, level));
            let told = at(4).map_or_else(String::new, percent);
            view! { <td class="number">{told}</td> }
        };
        roles.get().into_iter().map(share).collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="People and their levels of skill">
            <table class="data-table data-table-tight skills-table">
                <caption class="visually-hidden">"Level of each person in each role, 1 to 5; empty is none"</caption>
                <thead><tr>
                    <th scope="col">"Name"</th><th scope="col">"Role"</th><th scope="col" class="number">"FTE"</th>{heads}
                    <th scope="col"><span class="visually-hidden">"Remove"</span></th>
                </tr></thead>
                <tbody>
                    <Keyed each=move || people.get() key=|id| *id let:id>{person_row(store, id, roles, refused)}</Keyed>
                </tbody>
                <tfoot><tr><th scope="row" colspan="3">"Of the role at level 4 and up"</th>{shares}<td></td></tr></tfoot>
            </table>
        </div>
        <Reason refused/>
    }
}

fn person_row(
    store: Store,
    id: PersonId,
    roles: Memo<Vec<(RoleId, String)>>,
    refused: RwSignal<Option<String>>,
) -> AnyView {
    let person = Memo::new(move |_| store.people.with(|it| it.person(id).cloned()));
    let name = move || person.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let home = move || person.with(|it| it.as_ref().map(|it| it.role));
    let change = move |change: PersonChange| {
        let edit = Edit::Roster(RosterChange::Person { person: id, change });
        refused.set(apply(store, edit).err());
    };
    let set_fte = move |text: String| match parse_number(&text, Decimal::Point) {
        Ok(fte) => change(PersonChange::Fte(fte)),
        Err(error) => refused.set(Some(error.to_string())),
    };
    let options = move || {
        let option = |(role, name): (RoleId, String)| {
            view! { <option value=role.to_string() selected=move || home() == Some(role)>{name}</option> }
        };
        roles.get().into_iter().map(option).collect_view()
    };
    let cells = move || {
        roles
            .get()
            .into_iter()
            .map(|role| level_cell(person, role, Callback::new(change), refused))
            .collect_view()
    };
    view! {
        <tr>
            <th scope="row">
                <input class="input skill-name" autocomplete="off" aria-label="Name" prop:value=name
                    on:change:target=move |event| change(PersonChange::Name(event.target().value()))/>
            </th>
            <td>
                <select class="select" aria-label=move || format!("Role of {}", name()) on:change:target=move |event| {
                    if let Ok(role) = event.target().value().parse() {
                        change(PersonChange::Role(role));
                    }
                }>{options}</select>
            </td>
            <td class="number">
                <input class="input skill-fte" inputmode="decimal" aria-label=move || format!("FTE of {}", name())
                    prop:value=move || person.with(|it| it.as_ref().map_or_else(String::new, |it| plain(it.fte.get())))
                    on:change:target=move |event| set_fte(event.target().value())/>
            </td>
            {cells}
            <td>
                <button class="chip-remove" type="button" aria-label=move || format!("Remove {}", name())
                    on:click=move |_| store.commit(Edit::Roster(RosterChange::Remove(id)))>
                    <Sign icon=Icon::Close small=true/>
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn level_cell(
    person: Memo<Option<Person>>,
    (role, role_name): (RoleId, String),
    change: Callback<PersonChange>,
    refused: RwSignal<Option<String>>,
) -> AnyView {
    let level = move || {
        let level = person.with(|it| it.as_ref().map_or(0, |it| it.level(role)));
        if level == 0 { String::new() } else { level.to_string() }
    };
    let label = move || {
        let name = person.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
        format!("Level of {name} in {role_name}")
    };
    let put = move |text: String| match level_of(&text) {
        Some(level) => change.run(PersonChange::Skill { role, level }),
        None => refused.set(Some("Not changed. Write a level from 1 to 5, or nothing.".to_owned())),
    };
    view! {
        <td class="number">
            <input class="input skill-level" type="number" min="0" max="5" step="1" aria-label=label prop:value=level
                on:change:target=move |event| {
                    put(event.target().value());
                    event.target().set_value(&level());
                }/>
        </td>
    }
    .into_any()
}

/// 0 to 5, nothing being 0; none if the text is no level.
fn level_of(text: &str) -> Option<u8> {
    let text = text.trim();
    if text.is_empty() { Some(0) } else { text.parse().ok().filter(|level| *level <= 5) }
}

/// Initiatives that ask for levels, the worst fit first.
#[component]
fn Fit() -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = Memo::new(move |_| {
        let report = store.initiatives.with(|list| store.people.with(|people| skill_fit(list, people)));
        let mut rows = report.initiatives;
        rows.sort_by(|one, other| one.fit.total_cmp(&other.fit));
        rows
    });
    let body = move || rows.get().iter().map(fit_row).collect_view();
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <table class="data-table data-table-tight skills-table">
                <caption>"How well these people fit the levels asked for, each initiative as if it were alone. At the level: share of the work for which there is somebody at the level or above; in the fit, who is below counts in part."</caption>
                <thead><tr><th scope="col">"Initiative"</th><th scope="col" class="number">"Fit"</th><th scope="col" class="number">"At the level"</th><th scope="col">"Fits least: best people"</th></tr></thead>
                <tbody>{body}</tbody>
            </table>
        </Show>
    }
}

fn fit_row(fit: &InitiativeFit) -> AnyView {
    let least = fit.demands.iter().min_by(|one, other| one.fit.total_cmp(&other.fit));
    let least = least.map(|it| {
        let named = it.people.iter().take(NAMED).map(|person| format!("{} ({})", person.name, person.level));
        let named = named.collect::<Vec<_>>().join(", ");
        let named = if named.is_empty() { "nobody".to_owned() } else { named };
        format!("{}, {} at level {}: {named}", it.stage_name, it.role_name, it.level)
    });
    view! {
        <tr>
            <th scope="row">{fit.name.clone()}</th>
            <td class="number">{percent(fit.fit)}</td>
            <td class="number">{percent(fit.at_level)}</td>
            <td>{least}</td>
        </tr>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_nothing_or_0_to_5() {
        assert_eq!(
            ["", " 0", "5 ", "6", "-1", "x", "2.5"].map(level_of),
            [Some(0), Some(0), Some(5), None, None, None, None]
        );
    }
}
