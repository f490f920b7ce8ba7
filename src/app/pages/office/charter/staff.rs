//! People of the office against the support that the plan asks for, by delivery mode.

use leptos::prelude::*;

use super::CharterState;
use super::scope::check;
use crate::analysis::office_staff::{ModeStaff, StaffReport, staff};
use crate::app::components::field::{Reason, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{count, number, plain};
use crate::model::edit::{CharterChange, Edit};
use crate::model::finite::Finite;
use crate::model::initiative::{Kind, Mode};
use crate::model::office::staff::{Staff, StaffMember, StaffRole};

/// Handle on the card; copy it freely.
#[derive(Clone, Copy)]
struct Plan {
    state: CharterState,
    staff: Memo<Staff>,
    refused: RwSignal<Option<String>>,
}

impl Plan {
    fn change(self, change: impl FnOnce(&mut Staff)) {
        let mut staff = self.staff.get_untracked();
        change(&mut staff);
        self.refused.set(apply(self.state.store, Edit::Charter(CharterChange::Staff(staff))).err());
    }

    /// Changes somebody; nothing if the person is gone.
    fn person(self, place: usize, change: impl FnOnce(&mut StaffMember)) {
        self.change(|it| {
            if let Some(person) = it.people.get_mut(place) {
                change(person);
            }
        });
    }

    /// Reads `text` as hours and hands them on; what is no number is refused.
    fn hours(self, text: &str, then: impl FnOnce(Option<Finite>)) {
        let text = text.trim().replace(',', ".");
        match text.parse().ok().and_then(|it| Finite::new(it).ok()) {
            Some(hours) => then(Some(hours)),
            None if text.is_empty() => then(None),
            None => self.refused.set(Some(format!("“{text}” is no number of hours; write one such as 12"))),
        }
    }
}

/// The card.
#[component]
pub(super) fn StaffCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let plan = Plan {
        state,
        staff: Memo::new(move |_| state.store.office.with(|it| it.staff.clone())),
        refused: RwSignal::new(None),
    };
    let report = Memo::new(move |_| state.store.document.with(staff));
    let people = Memo::new(move |_| plan.staff.with(|it| it.people.len()));
    let gap = Signal::derive(move || report.with(|it| format!("{} h", number(it.gap, 0))));
    view! {
        <section class="card staff-card" aria-labelledby="staff-title">
            <div class="card-header"><div>
                <h2 id="staff-title">{move || report.with(title)}</h2>
                <p class="card-note">"Staffing plan of the PMO: analysts help project managers, experts master a way of working. Hours a week for the support of initiatives, compared by mode; which kinds of work somebody supports shows in the matrix above."</p>
            </div></div>
            <p class="need-days">"Cannot be covered: "<Why id="staff-gap" figure=gap of="hours of support that are missing"><GapSum report/></Why>" a week"</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Support by delivery mode">
                <table class="data-table data-table-tight">
                    <thead><tr>
                        <th scope="col">"Mode"</th><th scope="col" class="number">"Initiatives"</th><th scope="col" class="number">"Hours each"</th>
                        <th scope="col" class="number">"Asked"</th><th scope="col" class="number">"Can give"</th><th scope="col" class="number">"Experts"</th><th scope="col" class="number">"Gap"</th>
                    </tr></thead>
                    <tbody>{(0..Mode::ALL.len()).map(|place| mode_row(plan, report, place)).collect_view()}</tbody>
                </table>
            </div>
            <ul class="list staff-people">
                {move || (0..people.get()).map(|place| person_row(plan, place)).collect_view()}
            </ul>
            <Reason refused=plan.refused/>
            <button class="button" type="button" on:click=move |_| plan.change(|it| {
                let name = format!("Analyst {}", it.people.len() + 1);
                it.people.push(StaffMember { name, ..StaffMember::default() });
            })><Sign icon=Icon::Plus small=true/>"Somebody of the PMO"</button>
        </section>
    }
}

fn title(report: &StaffReport) -> String {
    if report.hours <= 0.0 && report.demand <= 0.0 {
        return "Who supports the work, and how much of it?".to_owned();
    }
    let partial = if report.is_partial { ", as far as it is known" } else { "" };
    if report.gap > 0.0 {
        format!("{} hours of support a week have nobody{partial}", number(report.gap, 0))
    } else {
        format!("The PMO can give the support that is asked{partial}")
    }
}

/// How the gap comes about.
#[component]
fn GapSum(report: Memo<StaffReport>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    move || {
        let it = report.get();
        let labels = state.store.portfolio.with(|it| it.mode_labels.clone());
        let tight: Vec<String> =
            it.modes.iter().filter(|it| it.is_tight).map(|it| labels[it.mode as usize].clone()).collect();
        let where_ = match tight.len() {
            0 => "Nothing is missing.".to_owned(),
            1 => format!("It is missing in {}.", tight[0]),
            _ => format!(
                "It is missing in {} together, whose people are partly the same.",
                tight.join(" and ")
            ),
        };
        let without = match it.without_mode {
            0 => String::new(),
            n => format!(
                " {} no mode: those hours support nothing.",
                count(n, "person masters", "people master")
            ),
        };
        view! {
            <h3>"Support that nobody can give"</h3>
            <p class="formula">"max over sets of modes of (asked − hours of all who master one of them)"</p>
            <table><tbody>
                <tr><td>"Asked"</td><td>{number(it.demand, 0)}</td></tr>
                <tr><td>"Hours of everybody"</td><td>{number(it.hours, 0)}</td></tr>
            </tbody><tfoot><tr><td>"Missing"</td><td>{number(it.gap, 0)}</td></tr></tfoot></table>
            <p>{where_}{without}" Hours of somebody who masters several modes count once and go where they are missing (least cut, Ford & Fulkerson 1956). It follows from what is entered, so it has no interval."</p>
        }
    }
}

fn mode_row(plan: Plan, report: Memo<StaffReport>, place: usize) -> AnyView {
    let mode = Mode::ALL[place];
    let label = move || plan.state.store.portfolio.with(|it| it.mode_labels[place].clone());
    let say = move |how: fn(&ModeStaff) -> String| move || report.with(|it| how(&it.modes[place]));
    let support = move || report.with(|it| it.modes[place].support.map_or_else(String::new, plain));
    view! {
        <tr>
            <th scope="row">{label}</th>
            <td class="number">{say(|it| it.initiatives.to_string())}</td>
            <td class="number"><input class="input weight-input" inputmode="decimal" placeholder="?" aria-label=move || format!("Hours of support of one initiative, {}", label()) prop:value=support
                on:change:target=move |event| {
                    plan.hours(&event.target().value(), |hours| plan.change(|it| {
                        match hours {
                            Some(hours) => it.support.insert(mode, hours),
                            None => it.support.remove(&mode),
                        };
                    }));
                    event.target().set_value(&untrack(support));
                }/></td>
            <td class="number">{say(|it| it.demand.map_or_else(|| "?".to_owned(), |it| number(it, 0)))}</td>
            <td class="number">{say(|it| number(it.hours, 0))}</td>
            <td class="number">{say(|it| it.experts.to_string())}</td>
            <td class="number figure-strong">{say(|it| match (it.demand, it.gap > 0.0, it.is_tight) {
                (None, ..) => "?".to_owned(),
                (_, true, _) => number(it.gap, 0),
                (_, false, true) => "shared".to_owned(),
                _ => "none".to_owned(),
            })}</td>
        </tr>
    }
    .into_any()
}

fn person_row(plan: Plan, place: usize) -> AnyView {
    let person = Memo::new(move |_| plan.staff.with(|it| it.people.get(place).cloned().unwrap_or_default()));
    let name = move || person.with(|it| it.name.clone());
    let hours = move || person.with(|it| plain(it.hours_a_week.get()));
    let labels = plan.state.store.portfolio.with_untracked(|it| it.mode_labels.clone());
    let modes = Mode::ALL.into_iter().zip(labels).map(|(mode, label)| {
        let has = move || person.with(|it| it.modes.contains(&mode));
        view! {
            <label class="check"><input type="checkbox" prop:checked=has on:change:target=move |event| {
                let is_in = event.target().checked();
                plan.person(place, |it| { if is_in { it.modes.insert(mode) } else { it.modes.remove(&mode) }; });
            }/><span>{label}</span></label>
        }
    });
    view! {
        <li class="staff-person">
            <input class="input" aria-label=format!("Name or role of person {}", place + 1) prop:value=name on:change:target=move |event| {
                plan.person(place, |it| event.target().value().trim().clone_into(&mut it.name));
                event.target().set_value(&untrack(name));
            }/>
            <select class="select" aria-label=move || format!("What {} does", name()) on:change:target=move |event| {
                let chosen = event.target().value();
                if let Some(role) = StaffRole::ALL.into_iter().find(|it| it.words() == chosen) {
                    plan.person(place, |it| it.role = role);
                }
            }>
                {StaffRole::ALL.map(|role| view! { <option value=role.words() selected=move || person.with(|it| it.role == role)>{role.words()}</option> })}
            </select>
            <label class="staff-hours"><input class="input weight-input" inputmode="decimal" aria-label=move || format!("Hours a week of {}", name()) prop:value=hours on:change:target=move |event| {
                plan.hours(&event.target().value(), |hours| plan.person(place, |it| it.hours_a_week = hours.unwrap_or_default()));
                event.target().set_value(&untrack(hours));
            }/>"h a week"</label>
            <span class="staff-modes" role="group" aria-label=move || format!("Modes that {} masters", name())>{modes.collect_view()}</span>
            {person_kinds(plan, place, person)}
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name())
                on:click=move |_| plan.change(|it| if place < it.people.len() { it.people.remove(place); })><Sign icon=Icon::Bin small=true/></button>
        </li>
    }
    .into_any()
}

/// The kinds of work that somebody supports, in a fold.
fn person_kinds(plan: Plan, place: usize, person: Memo<StaffMember>) -> AnyView {
    let summary = move || person.with(|it| format!("Kinds of work: {}", kinds_words(it)));
    let kinds = Kind::ALL.map(|kind| {
        let has = Signal::derive(move || person.with(|it| it.kinds.contains(&kind)));
        check(Signal::stored(kind.words().to_owned()), has, move |on| {
            plan.person(place, |it| {
                if on {
                    it.kinds.insert(kind)
                } else {
                    it.kinds.remove(&kind)
                };
            });
        })
    });
    let label = move || person.with(|it| format!("Kinds of work that {} supports", it.name));
    view! {
        <details class="staff-kinds">
            <summary>{summary}</summary>
            <span class="staff-modes" role="group" aria-label=label>{kinds}</span>
        </details>
    }
    .into_any()
}

/// "all", or which.
fn kinds_words(person: &StaffMember) -> String {
    match person.kinds.len() {
        0 | 4 => "all".to_owned(),
        _ => person.kinds.iter().map(|it| it.words().to_lowercase()).collect::<Vec<_>>().join(", "),
    }
}
