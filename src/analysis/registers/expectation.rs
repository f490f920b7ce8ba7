//! What somebody expects of the plan, held against its runs: a day, a cost, or both, each at the percentile it asks for.

use super::Reading;
use crate::analysis::finish::Chance;
use crate::analysis::written::{day, money, number, percent};
use crate::model::initiative::Initiative;
use crate::model::office::registers::issues::{SupportCase, SupportKind};

/// Whoever asks for less than this chance asks for what is hardly possible.
pub(in crate::analysis) const UNLIKELY: f64 = 0.2;

/// A day or a cost that is asked for.
pub(in crate::analysis) struct Asked {
    /// "by 31 March 2026", "at no more than £198m".
    pub(in crate::analysis) what: String,
    /// Share of the runs that keep it; none as long as nobody knows.
    pub(in crate::analysis) chance: Option<Chance>,
    /// Runs that say so, or why none does.
    source: String,
    /// What the plan says instead; may be empty.
    planned: String,
}

/// What `case` asks for; empty unless it is an expectation.
pub(in crate::analysis) fn asked(case: &SupportCase, reading: Reading<'_>) -> Vec<Asked> {
    if case.kind != SupportKind::Expectation {
        return Vec::new();
    }
    let source = |found: Option<u64>, has_run: bool| match (found, has_run) {
        (Some(runs), _) => format!("n = {}", number(runs as f64, 0)),
        (None, false) => "its percentile comes with the simulation".to_owned(),
        (None, true) => "it is not in the plan that is simulated".to_owned(),
    };
    let date = case.asked_date.map(|date| {
        let (chance, runs) = reading.chance(case.initiative, date).unzip();
        let source = source(runs, reading.runs.is_some());
        Asked { what: format!("by {}", day(date)), chance, source, planned: String::new() }
    });
    let cost = case.asked_cost.map(|most| {
        let document = reading.document;
        let currency = &document.portfolio.currency;
        let planned = match case.initiative.and_then(|id| document.initiatives.initiative(id)) {
            Some(it) => it.cost_money(),
            None => document.initiatives.in_plan().map(Initiative::cost_money).sum(),
        };
        let found = reading.money.and_then(|it| Some((it.chance_within(case.initiative, most.get())?, it)));
        Asked {
            what: format!("at no more than {}", money(most.get(), currency)),
            chance: found.map(|it| it.0),
            source: source(found.map(|it| it.1.iterations), reading.money.is_some()),
            planned: format!(", planned at {}", money(planned, currency)),
        }
    });
    date.into_iter().chain(cost).collect()
}

impl Asked {
    /// "asked for by 31 March 2026: that asks for P7 (95 % interval 6 % to 8 %, n = 4,096)".
    pub(super) fn words(&self) -> String {
        let Self { what, chance, source, planned } = self;
        let answer = match chance {
            Some(Chance { share, interval }) => format!(
                "that asks for {} (95 % interval {} to {}, {source})",
                percentile(*share),
                percent(interval.low),
                percent(interval.high)
            ),
            None => source.clone(),
        };
        format!("asked for {what}: {answer}{planned}")
    }
}

/// "P7".
pub(in crate::analysis) fn percentile(share: f64) -> String {
    format!("P{}", number(100.0 * share, 0))
}
