//! Roles: who there is, how many of them can work on initiatives, and what each of them can do.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::finite::Finite;
use super::id::{PersonId, RoleId};
use super::unique_keys;

/// The people, by role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// In display order.
    pub roles: Vec<Role>,
    /// Weeks in which everybody is away, in whole or in part; in order of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
    /// Who belongs to which role and what they can do; in display order. How many there are is what the roles say: of
    /// a role this list gives the share of its people at each level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roster: Vec<Person>,
    /// What people lose by working on several things at once; absent where nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_switch: Option<ContextSwitch>,
}

/// What people lose by working on several things at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextSwitch {
    /// Share of their time lost with two, three, four, and five or more things at once: 0 to 0.9, never falling.
    pub losses: [Finite; 4],
}

/// Somebody, or several people who can do the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Stays for life.
    pub id: PersonId,
    /// A name, or a word for a group: "Juniors".
    pub name: String,
    /// The role they belong to.
    pub role: RoleId,
    /// How many full-time equivalents they are.
    pub fte: Finite,
    /// Level of skill in a role, their own or another: 1 (beginner) to 5 (expert); absent where they have none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "unique_keys::map")]
    pub skills: BTreeMap<RoleId, u8>,
}

/// Weeks in which people are away together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// A day in the first of its weeks.
    pub from: Date,
    /// How many weeks, 1 to 52.
    pub weeks: u32,
    /// Share of the people who are away, 0 to 1. If it is 1, work stands still and goes on afterwards; if less,
    /// there are fewer people in these weeks.
    pub share: Finite,
}

/// People who can stand in for each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Stays for life; keys the role's random draws.
    pub id: RoleId,
    /// A word or two.
    pub name: String,
    /// Heads from the start of the calendar [FTE].
    pub heads: Finite,
    /// Later changes, in order of date.
    pub changes: Vec<HeadChange>,
    /// Share of their time that run work (operations) takes first, 0 to 1.
    pub run_share: Finite,
    /// Share of the rest that leave and illness take; drawn anew each quarter.
    pub absence: Absence,
    /// What a person-week costs, in the document's currency and scale; 0 where the cost of initiatives holds it.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub week_rate: Finite,
    /// Weeks in which its people are away, beside those of everybody; in order of date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<Holiday>,
    /// How its people leave and are replaced; absent where nobody leaves and who joins is of full use at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnover: Option<Turnover>,
    /// What is done where work asks for a level of skill. Absent: people below it do none of that work. Given: whoever
    /// is free takes it, and each level that is missing costs this share of speed, 0 to 0.9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slower_per_level: Option<Finite>,
}

/// How people leave and are replaced, and how long who joins is of less use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Turnover {
    /// Share of the people that leaves within a year, 0 to 0.95.
    pub leave_share: Finite,
    /// Weeks until somebody else has the place.
    pub replace_weeks: u32,
    /// Weeks until who joins is of full use, rising in a straight line.
    pub ramp_weeks: u32,
    /// Share of one of the others that each who joins takes during these, 0 to 1.
    pub mentor_share: Finite,
}

/// A new head count from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeadChange {
    /// First day of the new head count.
    pub from: Date,
    /// Heads from that day on [FTE].
    pub heads: Finite,
}

/// Share of time that leave and illness take: triangular, 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    /// Least.
    pub low: Finite,
    /// Most likely.
    pub likely: Finite,
    /// Most.
    pub high: Finite,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks for it")]
fn is_nought(number: &Finite) -> bool {
    *number == Finite::ZERO
}

impl People {
    /// The role `id`, if it is still there.
    pub fn role(&self, id: RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The person `id`, if they are still there.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.roster.iter().find(|person| person.id == id)
    }

    /// Who belongs to `role`.
    pub fn members(&self, role: RoleId) -> impl Iterator<Item = &Person> {
        self.roster.iter().filter(move |person| person.role == role)
    }
}

impl ContextSwitch {
    /// Weinberg (1992), *Quality software management 1*: a rule of thumb, not a measurement.
    pub fn weinberg() -> Self {
        let share = |percent: u8| Finite::new(f64::from(percent) / 100.0).unwrap_or(Finite::ZERO);
        Self { losses: [20, 40, 60, 75].map(share) }
    }
}

impl Person {
    /// Level of skill in `role`, 0 to 5; 0 is none.
    pub fn level(&self, role: RoleId) -> u8 {
        self.skills.get(&role).copied().unwrap_or(0)
    }
}

impl Role {
    /// A role with `heads` people, no run work and no absence.
    pub fn new(id: RoleId, name: impl Into<String>, heads: Finite) -> Self {
        Self {
            id,
            name: name.into(),
            heads,
            changes: Vec::new(),
            run_share: Finite::ZERO,
            absence: Absence::default(),
            week_rate: Finite::ZERO,
            holidays: Vec::new(),
            turnover: None,
            slower_per_level: None,
        }
    }

    /// Heads on `day` [FTE].
    pub fn heads_on(&self, day: Date) -> f64 {
        self.changes
            .iter()
            .rev()
            .find(|change| change.from <= day)
            .map_or(self.heads, |change| change.heads)
            .get()
    }
}
