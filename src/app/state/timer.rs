//! The clock of a workshop's agenda: which item is on, and how long each has taken. Never saved.

use std::collections::BTreeMap;

use crate::model::id::AgendaItemId;

/// How far the agenda is; all times in milliseconds since some beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timer {
    /// What is on; none before the first start.
    pub item: Option<AgendaItemId>,
    /// Since when it runs; none while it stands.
    since_ms: Option<f64>,
    /// What each item took before that.
    spent_ms: BTreeMap<AgendaItemId, f64>,
}

impl Timer {
    /// Whether the clock runs.
    pub fn is_running(&self) -> bool {
        self.since_ms.is_some()
    }

    /// Starts the clock, or stops it.
    pub fn toggle(&mut self, first: Option<AgendaItemId>, now_ms: f64) {
        if self.is_running() {
            self.book(now_ms);
            self.since_ms = None;
        } else {
            self.item = self.item.or(first);
            self.since_ms = self.item.map(|_| now_ms);
        }
    }

    /// Goes on with `item`; the clock runs on if it ran.
    pub fn go(&mut self, item: AgendaItemId, now_ms: f64) {
        self.book(now_ms);
        self.item = Some(item);
    }

    /// Forgets all times.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// What `item` has taken so far [ms].
    pub fn spent_ms(&self, item: AgendaItemId, now_ms: f64) -> f64 {
        let running = self.since_ms.filter(|_| self.item == Some(item)).map_or(0.0, |since| now_ms - since);
        self.spent_ms.get(&item).copied().unwrap_or(0.0) + running.max(0.0)
    }

    /// Puts what has passed to the item that is on, and counts from `now_ms`.
    fn book(&mut self, now_ms: f64) {
        if let (Some(item), Some(since)) = (self.item, self.since_ms) {
            *self.spent_ms.entry(item).or_default() += (now_ms - since).max(0.0);
            self.since_ms = Some(now_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_has_its_own_time_and_a_pause_costs_none() {
        let (first, second) = (AgendaItemId(1), AgendaItemId(2));
        let mut timer = Timer::default();
        timer.toggle(Some(first), 1_000.0);
        assert!(timer.is_running());
        timer.go(second, 61_000.0);
        timer.toggle(None, 71_000.0);
        assert!((timer.spent_ms(first, 99_000.0) - 60_000.0).abs() < 1e-9);
        assert!((timer.spent_ms(second, 99_000.0) - 10_000.0).abs() < 1e-9);
        timer.toggle(None, 100_000.0);
        assert!((timer.spent_ms(second, 105_000.0) - 15_000.0).abs() < 1e-9);
    }
}
