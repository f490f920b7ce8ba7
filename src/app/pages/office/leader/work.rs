//! The leader's week and years: title, hats with their hours, administration, experience.

use leptos::prelude::*;

use super::Mirror;
use crate::analysis::leader_work::{ADMIN_LIMIT, LeaderWorkReport, leader_work};
use crate::app::components::field::TextField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::why::Why;
use crate::app::format::{count, number, percent, plain};
use crate::model::edit::LeaderChange;
use crate::model::finite::Finite;
use crate::model::office::leader_work::{Experience, HATS, Hat, LeaderWork, TITLES};

/// Handle on the card; copy it freely.
#[derive(Clone, Copy)]
struct Week {
    mirror: Mirror,
    work: Memo<LeaderWork>,
    report: Memo<LeaderWorkReport>,
}

impl Week {
    fn change(self, how: impl FnOnce(&mut LeaderWork)) -> Result<(), String> {
        let mut work = self.work.get_untracked();
        how(&mut work);
        self.mirror.change(LeaderChange::Work(work))
    }
}

/// The card.
#[component]
pub(super) fn WorkCard() -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let work = Memo::new(move |_| mirror.leader.with(|it| it.work.clone()));
    let report = Memo::new(move |_| work.with(leader_work));
    let week = Week { mirror, work, report };
    provide_context(week);
    let text = move |of: fn(&LeaderWork) -> String| Signal::derive(move || work.with(of));
    view! {
        <section class="card work-card" aria-labelledby="work-title">
            <div class="card-header"><div>
                <h2 id="work-title">{move || report.with(title)}</h2>
                <p class="card-note">{move || report.with(note)}</p>
            </div></div>
            <div class="leader-person">
                <label class="field"><span>"Title"</span>
                    <input class="input" list="leader-titles" autocomplete="off" prop:value=text(|it| it.title.clone())
                        on:change:target=move |event| { let title = event.target().value().trim().to_owned(); drop(week.change(|it| it.title = title)); }/></label>
                <TextField label="Hours a week by contract" value=text(|it| it.hours_a_week.map_or_else(String::new, |it| plain(it.get())))
                    on_change=move |text| { let hours = read(&text)?; week.change(|it| it.hours_a_week = hours) }/>
            </div>
            <datalist id="leader-titles">{TITLES.map(|it| view! { <option value=it></option> })}</datalist>
            <datalist id="leader-hats">{HATS.map(|it| view! { <option value=it></option> })}</datalist>
            <Hats/>
            <Years/>
        </section>
    }
}

fn title(report: &LeaderWorkReport) -> String {
    match (report.admin_share, report.over_hours) {
        (Some(share), _) if report.is_clerk => {
            format!("{} of the week is administration: a leader used as a clerk", percent(share))
        }
        (_, Some(over)) if over > 0.05 => {
            format!("The hats take {} hours more than the week has", number(over, 1))
        }
        (Some(_), _) => {
            format!("{} of {} hours a week", count(report.hats.len(), "hat", "hats"), number(report.hours, 1))
        }
        (None, _) => "How many hats does the leader wear?".to_owned(),
    }
}

fn note(report: &LeaderWorkReport) -> String {
    let years = match (report.years > 0.0, report.set_ups) {
        (false, _) => String::new(),
        (true, 0) => format!(" {} years of experience, no office set up yet.", number(report.years, 1)),
        (true, n) => {
            format!(
                " {} years of experience, {} set up.",
                number(report.years, 1),
                count(n as usize, "office", "offices")
            )
        }
    };
    format!("A usual week, as the leader sees it.{years}")
}

/// A number, none for an empty text.
fn read(text: &str) -> Result<Option<Finite>, String> {
    let text = text.trim();
    let number = || text.parse().ok().and_then(|number| Finite::new(number).ok());
    match text {
        "" => Ok(None),
        _ => number().map(Some).ok_or_else(|| format!("“{text}” is not a number; write one such as 7.5")),
    }
}

#[component]
fn Hats() -> impl IntoView {
    let week = expect_context::<Week>();
    let places = Memo::new(move |_| (0..week.work.with(|it| it.hats.len())).collect::<Vec<_>>());
    let share =
        Signal::derive(move || week.report.with(|it| it.admin_share.map_or_else(|| "–".to_owned(), percent)));
    let add = move |_| {
        let worn =
            week.work.with_untracked(|it| it.hats.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
        let next = HATS.into_iter().find(|name| !worn.iter().any(|it| it == name)).unwrap_or("Other work");
        let hat = Hat { name: next.to_owned(), hours_a_week: Finite::ZERO, is_admin: next == HATS[4] };
        drop(week.change(|it| it.hats.push(hat)));
    };
    view! {
        <h3>"Hats in a week"</h3>
        <ul class="hat-list"><Keyed each=move || places.get() key=|place| *place let:place><HatRow place/></Keyed></ul>
        <Show when=move || !places.with(Vec::is_empty)>
            <p class="need-days">"Administration: " <Why id="leader-admin" figure=share of="share of administration"><AdminSum/></Why>
                {move || week.report.with(|it| it.is_clerk).then(|| view! { " "<span class="chip chip-warn"><Sign icon=Icon::Warn/>"more than half"</span> })}</p>
        </Show>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a hat"</button>
    }
}

#[component]
fn HatRow(place: usize) -> impl IntoView {
    let week = expect_context::<Week>();
    let hat = Memo::new(move |_| week.work.with(|it| it.hats.get(place).cloned()));
    let name =
        Signal::derive(move || hat.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default()));
    let hours = Signal::derive(move || {
        hat.with(|it| it.as_ref().map_or_else(String::new, |it| plain(it.hours_a_week.get())))
    });
    let share = move || week.report.with(|it| it.hats.get(place).map_or(0.0, |it| it.share));
    let is_admin = Memo::new(move |_| hat.with(|it| it.as_ref().is_some_and(|it| it.is_admin)));
    let refused = RwSignal::new(None::<String>);
    view! {
        <li>
            <label class="field"><span class="visually-hidden">"Hat"</span>
                <input class="input" list="leader-hats" autocomplete="off" prop:value=name
                    on:change:target=move |event| { let name = event.target().value().trim().to_owned(); refused.set(week.change(|it| it.hats[place].name = name).err()); }/></label>
            <TextField label="Hours a week of this hat" is_bare=true value=hours
                on_change=move |text| { let hours = read(&text)?.unwrap_or_default(); week.change(|it| it.hats[place].hours_a_week = hours) }/>
            <label class="check"><input type="checkbox" prop:checked=is_admin
                on:change:target=move |event| { let on = event.target().checked(); drop(week.change(|it| it.hats[place].is_admin = on)); }/><span>"Admin"</span></label>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove the hat {}", name.get())
                on:click=move |_| drop(week.change(|it| drop(it.hats.remove(place))))><Sign icon=Icon::Bin small=true/></button>
            <svg class="chart hat-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect class="risk-0" width="100" height="6"/>
                <rect class=move || if is_admin.get() { "process-box" } else { "ours" } width=move || 100.0 * share() height="6"/>
            </svg>
            <crate::app::components::field::Reason refused/>
        </li>
    }
}

#[component]
fn AdminSum() -> impl IntoView {
    let week = expect_context::<Week>();
    move || {
        let report = week.report.get();
        let rows = report.hats.iter().map(|it| {
            let mark = if it.is_admin { "admin" } else { "" };
            view! { <tr><td>{it.name.clone()}</td><td>{number(it.hours, 1)}</td><td>{percent(it.share)}</td><td>{mark}</td></tr> }
        });
        view! {
            <h3>"Administration"</h3>
            <p class="formula">"Σ hours of hats marked admin ÷ Σ hours of all hats"</p>
            <table><thead><tr><th>"Hat"</th><th>"Hours"</th><th>"Share"</th><th></th></tr></thead><tbody>{rows.collect_view()}</tbody>
                <tfoot><tr><td>"A week"</td><td>{number(report.hours, 1)}</td><td></td><td></td></tr></tfoot></table>
            <p>{format!("Above {} the leader is used as an administrative officer. It is what the leader wrote down, with no interval.", percent(ADMIN_LIMIT))}</p>
        }
    }
}

#[component]
fn Years() -> impl IntoView {
    let week = expect_context::<Week>();
    let places = Memo::new(move |_| (0..week.work.with(|it| it.experience.len())).collect::<Vec<_>>());
    let add = move |_| {
        let role = Experience { role: "Role".to_owned(), years: Finite::ONE, set_ups: 0 };
        drop(week.change(|it| it.experience.push(role)));
    };
    view! {
        <h3>"Experience"</h3>
        <Show when=move || !places.with(Vec::is_empty)>
            <div class="year-list" role="group" aria-label="Experience by role">
                <span class="quiet">"Role"</span><span class="quiet">"Years"</span><span class="quiet">"Offices set up"</span><span></span>
                <Keyed each=move || places.get() key=|place| *place let:place><YearRow place/></Keyed>
            </div>
        </Show>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Add a role"</button>
    }
}

#[component]
fn YearRow(place: usize) -> impl IntoView {
    let week = expect_context::<Week>();
    let of = move |how: fn(&Experience) -> String| {
        Signal::derive(move || week.work.with(|it| it.experience.get(place).map(how).unwrap_or_default()))
    };
    let role = of(|it| it.role.clone());
    view! {
        <TextField label="Role" is_bare=true value=role on_change=move |text| week.change(|it| it.experience[place].role = text)/>
        <TextField label="Years" is_bare=true value=of(|it| plain(it.years.get()))
            on_change=move |text| { let years = read(&text)?.unwrap_or_default(); week.change(|it| it.experience[place].years = years) }/>
        <TextField label="Offices set up" is_bare=true value=of(|it| it.set_ups.to_string())
            on_change=move |text| {
                let set_ups = text.trim().parse().map_err(|_| format!("“{text}” is not a whole number; write one such as 2"))?;
                week.change(|it| it.experience[place].set_ups = set_ups)
            }/>
        <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", role.get())
            on:click=move |_| drop(week.change(|it| drop(it.experience.remove(place))))><Sign icon=Icon::Bin small=true/></button>
    }
}
