//! Who does what: the duties that the organisation defines for its office, and how each holder is involved.
//!
//! The four kinds of part are those of the usual responsibility assignment
//! matrix: responsible, accountable, consulted, informed. No duty and no holder
//! is built in; `duties.json` only proposes a list to begin with.
//!
//! Source: Project Management Institute (2017), *A Guide to the Project
//! Management Body of Knowledge*, 6th edition, 9.1.2.2.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::id::{DutyId, HolderId};
use crate::model::unique_keys;

/// Duties, who may hold them, and who does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// Who may have a part in a duty, in display order.
    pub holders: Vec<Holder>,
    /// The duties, in display order.
    pub list: Vec<Duty>,
}

/// Someone who may have a part in a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// Stays for life.
    pub id: HolderId,
    /// A role or a body, rather than a person: "PMO lead".
    pub name: String,
}

/// Something that has to be done again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Stays for life.
    pub id: DutyId,
    /// A few words.
    pub name: String,
    /// How each holder is involved; absent is not at all.
    #[serde(deserialize_with = "unique_keys::map")]
    pub shares: BTreeMap<HolderId, Involvement>,
    /// When it was done last; none if nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_done: Option<Date>,
}

/// How a holder is involved in a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Involvement {
    /// Does it.
    Responsible,
    /// Answers for it; one holder only.
    Accountable,
    /// Is asked before.
    Consulted,
    /// Is told after.
    Informed,
}

/// A list of duties to begin with; every word of it can be changed afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Names of the holders.
    pub holders: Vec<String>,
    /// The duties.
    pub duties: Vec<ProposedDuty>,
}

/// One duty of a [`Proposal`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposedDuty {
    /// A few words.
    pub name: String,
    /// How each holder is involved, by name.
    pub shares: BTreeMap<String, Involvement>,
}

impl Duties {
    /// The duty `id`, if it is still there.
    pub fn duty(&self, id: DutyId) -> Option<&Duty> {
        self.list.iter().find(|duty| duty.id == id)
    }

    /// The holder `id`, if it is still there.
    pub fn holder(&self, id: HolderId) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.id == id)
    }
}

impl Duty {
    /// Holders that are involved in this way.
    pub fn count(&self, involvement: Involvement) -> usize {
        self.shares.values().filter(|share| **share == involvement).count()
    }
}

impl Involvement {
    /// All four, in the order of their letters' word.
    pub const ALL: [Self; 4] = [Self::Responsible, Self::Accountable, Self::Consulted, Self::Informed];
}

impl Proposal {
    /// The one that comes with the product.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is read in its tests.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: LazyLock<Proposal> = LazyLock::new(|| {
            serde_json::from_str(include_str!("duties.json")).expect("the built-in proposal is valid: tested")
        });
        &BUILT_IN
    }

    /// The proposal as duties, with numbers from `first_id` up.
    pub fn duties(&self, first_id: u32) -> Duties {
        let mut ids = first_id..;
        let mut fresh = || ids.next().unwrap_or(u32::MAX);
        let holders: Vec<Holder> =
            self.holders.iter().map(|name| Holder { id: HolderId(fresh()), name: name.clone() }).collect();
        let id_of = |name: &String| holders.iter().find(|holder| holder.name == *name).map(|it| it.id);
        let list = self
            .duties
            .iter()
            .map(|duty| Duty {
                id: DutyId(fresh()),
                name: duty.name.clone(),
                shares: duty.shares.iter().filter_map(|(name, share)| Some((id_of(name)?, *share))).collect(),
                last_done: None,
            })
            .collect();
        Duties { holders, list }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is proposed is an example of what is asked for.
    #[test]
    fn the_proposal_names_who_does_and_who_answers_for_each_duty() {
        let proposal = Proposal::built_in();
        let duties = proposal.duties(7);
        assert!((8..=12).contains(&duties.list.len()), "{} duties", duties.list.len());
        for (duty, proposed) in duties.list.iter().zip(&proposal.duties) {
            assert_eq!(duty.count(Involvement::Accountable), 1, "{}", duty.name);
            assert!(duty.count(Involvement::Responsible) >= 1, "{}", duty.name);
            assert_eq!(duty.shares.len(), proposed.shares.len(), "{}: every name is a holder's", duty.name);
        }
        for holder in &duties.holders {
            assert!(duties.list.iter().any(|duty| duty.shares.contains_key(&holder.id)), "{}", holder.name);
        }
    }

    #[test]
    fn proposed_numbers_are_fresh_and_distinct() {
        let duties = Proposal::built_in().duties(7);
        let ids = duties.holders.iter().map(|it| it.id.0).chain(duties.list.iter().map(|it| it.id.0));
        let count = duties.holders.len() + duties.list.len();
        assert_eq!(ids.collect::<Vec<_>>(), (7..).take(count).collect::<Vec<u32>>());
    }
}
