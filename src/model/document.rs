//! The whole document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decision::Decisions;
use super::edit::EditError;
use super::id::ScenarioId;
use super::initiative::Initiatives;
use super::office::Office;
use super::office::stakeholder::Stakeholder;
use super::people::People;
use super::portfolio::Portfolio;
use super::scenario::Scenarios;
use super::scoring::Scoring;
use super::shared::Shared;
use super::strategy::Strategy;
use super::workshop::{self, Workshop};

/// Everything that is saved and shared, in sections that are copied on write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Name, money, calendar, simulation settings.
    pub portfolio: Shared<Portfolio>,
    /// Strategic objectives.
    pub strategy: Shared<Strategy>,
    /// Criteria and their weights.
    pub scoring: Shared<Scoring>,
    /// What may be worked on, in priority order.
    pub initiatives: Shared<Initiatives>,
    /// Who can work on it.
    pub people: Shared<People>,
    /// What-ifs.
    pub scenarios: Shared<Scenarios>,
    /// The office and its assessments.
    pub office: Shared<Office>,
    /// Opinions of several people, and what they talk about; absent where there never was a workshop.
    #[serde(default, skip_serializing_if = "workshop::is_nothing")]
    pub workshop: Shared<Workshop>,
    /// What was asked, decided and told; none in files written before there were decisions.
    #[serde(default, skip_serializing_if = "no_decisions")]
    pub decisions: Shared<Decisions>,
    /// The next identifier to hand out; above every one in use.
    pub next_id: u32,
}

impl Document {
    /// The document as scenario `id` would have it; itself if there is no such scenario.
    ///
    /// The scenario, now part of the plan, is no longer among the scenarios of the result.
    /// Numbers for what is added to the scenario next are [fresh](Self::fresh_id) in the result.
    ///
    /// # Errors
    ///
    /// [`EditError`] of the first edit that the plan no longer admits, for
    /// example because its initiative was deleted.
    pub fn with_scenario(&self, id: ScenarioId) -> Result<Self, EditError> {
        let mut document = self.clone();
        let Some(index) = self.scenarios.list.iter().position(|scenario| scenario.id == id) else {
            return Ok(document);
        };
        let scenario = document.scenarios.edit().list.remove(index);
        // What the scenario adds has its numbers since it was written; the plan has moved on.
        let added = scenario.added_ids().into_iter().min();
        document.next_id = added.map_or(self.next_id, |id| id.min(self.next_id));
        for edit in &scenario.edits {
            edit.apply_in_place(&mut document)?;
        }
        document.next_id = document.next_id.max(self.next_id);
        Ok(document)
    }

    /// The document as it may leave this machine: without what the team said of difficult stakeholders, and
    /// without private words on stakeholders, unless a tick beside them allows that.
    #[must_use]
    pub fn for_sharing(&self) -> Self {
        let mut shared = self.clone();
        let team = &self.workshop.interviews.team;
        if !team.shares_difficult && !team.difficult.is_empty() {
            shared.workshop.edit().interviews.team.difficult.clear();
        }
        if self.office.stakeholders.list.iter().any(Stakeholder::holds_back) {
            for stakeholder in &mut shared.office.edit().stakeholders.list {
                if stakeholder.holds_back() {
                    stakeholder.forget_private();
                }
            }
        }
        shared
    }

    /// What [`for_sharing`](Self::for_sharing) leaves out, one phrase each; empty if nothing.
    pub fn held_back(&self) -> Vec<String> {
        let mut phrases = Vec::new();
        let team = &self.workshop.interviews.team;
        if !team.shares_difficult && !team.difficult.is_empty() {
            phrases.push(match team.difficult.len() {
                1 => "what the team said of one difficult stakeholder".to_owned(),
                count => format!("what the team said of {count} difficult stakeholders"),
            });
        }
        match self.office.stakeholders.list.iter().filter(|it| it.holds_back()).count() {
            0 => {}
            1 => phrases.push("private notes on one stakeholder".to_owned()),
            count => phrases.push(format!("private notes on {count} stakeholders")),
        }
        phrases
    }

    /// Sixteen hexadecimal digits that tell this plan from others: FNV-1a (Fowler, Noll & Vo 1991) over what is
    /// saved of its money, goals, criteria, initiatives and people.
    ///
    /// # Panics
    ///
    /// Never: a document is plain data.
    pub fn plan_fingerprint(&self) -> String {
        let parts = (&self.portfolio, &self.strategy, &self.scoring, &self.initiatives, &self.people);
        let text = serde_json::to_string(&parts).expect("a document is plain data");
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }

    /// A fresh identifier; `next` more follow it.
    ///
    /// The edit that adds the object moves the counter on, so asking twice
    /// without adding gives the same number.
    pub fn fresh_id(&self, next: u32) -> u32 {
        self.next_id.saturating_add(next)
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            portfolio: Shared::default(),
            strategy: Shared::default(),
            scoring: Shared::default(),
            initiatives: Shared::default(),
            people: Shared::default(),
            scenarios: Shared::default(),
            office: Shared::default(),
            workshop: Shared::default(),
            decisions: Shared::default(),
            next_id: 1,
        }
    }
}

fn no_decisions(decisions: &Decisions) -> bool {
    decisions.is_empty()
}
