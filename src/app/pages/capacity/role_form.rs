//! Everything about a role but its heads today.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::components::field::{TextField, apply};
use crate::app::components::holidays::HolidaysField;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::turnover::TurnoverField;
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, RoleChange};
use crate::model::finite::Finite;
use crate::model::id::RoleId;
use crate::model::people::{Absence, HeadChange, Role};

/// Name, run work, absence, later heads.
#[component]
pub(super) fn RoleForm(id: RoleId) -> impl IntoView {
    let store = expect_context::<Store>();
    let text = move |of: fn(&Role) -> String| {
        Signal::derive(move || store.people.with(|it| it.role(id).map_or_else(String::new, of)))
    };
    let change = move |change: RoleChange| apply(store, Edit::Role { role: id, change });
    view! {
        <div class="stack role-form">
            <TextField label="Name" value=text(|role| role.name.clone()) on_change=move |name| change(RoleChange::Name(name))/>
            <TextField label="Run work [%]" value=text(|role| plain(role.run_share.get() * 100.0))
                on_change=move |text| change(RoleChange::RunShare(percent_of(&text).ok_or_else(|| refusal("a percentage, such as 20"))?))/>
            <TextField label="Absence [%]: least / likely / most" value=text(|role| absence_text(role.absence))
                on_change=move |text| change(RoleChange::Absence(absence_of(&text).ok_or_else(|| refusal("three percentages going up, such as 2/6/14"))?))/>
            <TextField label="Cost of a person-week" value=text(|role| plain(role.week_rate.get()).replace(',', ""))
                on_change=move |text| change(RoleChange::WeekRate(amount_of(&text).ok_or_else(|| refusal("an amount in the plan’s currency and scale, such as 2.5"))?))/>
            <TextField label="Later heads" value=text(|role| changes_text(&role.changes))
                on_change=move |text| change(RoleChange::HeadChanges(changes_of(&text).ok_or_else(|| refusal("day: heads, such as 2026-09-01: 4, 2027-01-01: 6"))?))/>
            <HolidaysField label="Holidays, day: weeks" holidays=Signal::derive(move || store.people.with(|it| it.role(id).map_or_else(Vec::new, |it| it.holidays.clone())))
                on_change=move |holidays| change(RoleChange::Holidays(holidays))/>
            <TurnoverField turnover=Signal::derive(move || store.people.with(|it| it.role(id).and_then(|it| it.turnover)))
                on_change=move |turnover| change(RoleChange::Turnover(turnover))/>
            <TextField label="Slower for each missing level of skill [%]" placeholder="people below the level do not do the work"
                value=text(|role| role.slower_per_level.map_or_else(String::new, |share| plain(share.get() * 100.0)))
                on_change=move |text| change(RoleChange::SlowerPerLevel(slower_of(&text).ok_or_else(|| refusal("a percentage, such as 20, or nothing"))?))/>
            <button class="button" type="button" on:click=move |_| store.commit(Edit::RemoveRole(id))>
                <Sign icon=Icon::Bin small=true/>"Remove this role"
            </button>
        </div>
    }
}

/// Why a text is not understood, and what would be.
fn refusal(example: &str) -> String {
    format!("Not changed. Write {example}.")
}

fn amount_of(text: &str) -> Option<Finite> {
    Finite::new(text.trim().parse().ok()?).ok()
}

fn percent_of(text: &str) -> Option<Finite> {
    let percent: f64 = text.trim().trim_end_matches('%').trim().parse().ok()?;
    Finite::new(percent / 100.0).ok()
}

/// Nothing is none: people below the level do not do the work. The outer none if the text is not understood.
#[expect(clippy::option_option, reason = "nothing is an answer too")]
fn slower_of(text: &str) -> Option<Option<Finite>> {
    if text.trim().is_empty() { Some(None) } else { percent_of(text).map(Some) }
}

fn absence_text(absence: Absence) -> String {
    [absence.low, absence.likely, absence.high].map(|share| plain(share.get() * 100.0)).join("/")
}

fn absence_of(text: &str) -> Option<Absence> {
    let shares = text.split('/').map(percent_of).collect::<Option<Vec<_>>>()?;
    match shares[..] {
        [likely] => Some(Absence { low: likely, likely, high: likely }),
        [low, likely, high] => Some(Absence { low, likely, high }),
        _ => None,
    }
}

fn changes_text(changes: &[HeadChange]) -> String {
    let change = |change: &HeadChange| format!("{}: {}", change.from, plain(change.heads.get()));
    changes.iter().map(change).collect::<Vec<_>>().join(", ")
}

fn changes_of(text: &str) -> Option<Vec<HeadChange>> {
    text.split(',')
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (day, heads) = part.split_once(':')?;
            let from: Date = day.trim().parse().ok()?;
            Some(HeadChange { from, heads: Finite::new(heads.trim().parse().ok()?).ok()? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_heads_read_back_as_written() {
        let changes = changes_of(" 2026-09-01: 4, 2027-01-01: 6.5,").unwrap();
        assert_eq!(changes_text(&changes), "2026-09-01: 4, 2027-01-01: 6.5");
        assert!(changes_of("soon: 4").is_none());
    }

    #[test]
    fn nothing_is_no_work_below_the_level() {
        assert_eq!(slower_of(" "), Some(None));
        assert_eq!(slower_of("20 %"), Some(Finite::new(0.2).ok()));
        assert_eq!(slower_of("slowly"), None);
    }

    #[test]
    fn absence_reads_back_as_written() {
        assert_eq!(absence_text(absence_of("2 / 6/14 %").unwrap()), "2/6/14");
        assert!(absence_of("2/6").is_none());
    }
}
