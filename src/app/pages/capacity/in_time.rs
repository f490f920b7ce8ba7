//! An initiative of the plan is moved in time: its bars are dragged, or moved week by week by keyboard.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use crate::app::chart::gantt::GanttRow;
use crate::app::chart::time_axis::TimeAxis;
use crate::app::format::day;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, InitiativeChange};
use crate::model::id::InitiativeId;

/// Handle on one initiative's place in time; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct InTime {
    store: Store,
    id: InitiativeId,
    row: Memo<GanttRow>,
    axis: Memo<TimeAxis>,
    grabbed: StoredValue<Option<Grab>>,
    /// What was done last, for screen readers.
    told: RwSignal<String>,
}

/// How the pointer took hold of the bars.
#[derive(Clone, Copy)]
struct Grab {
    x_px: f64,
    px_per_week: f64,
    /// Where the bars began.
    start_week: i64,
    /// Before which it might not start; none if as soon as it can.
    earliest_week: Option<i64>,
}

impl InTime {
    /// Of an initiative that nothing holds yet.
    pub(super) fn new(
        store: Store,
        id: InitiativeId,
        row: Memo<GanttRow>,
        axis: Memo<TimeAxis>,
        told: RwSignal<String>,
    ) -> Self {
        Self { store, id, row, axis, grabbed: StoredValue::new(None), told }
    }

    /// The pointer is down on the bars.
    pub(super) fn take(self, event: &PointerEvent) {
        let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let (Some(target), Some(start_week)) = (target, self.start_week()) else { return };
        drop(target.set_pointer_capture(event.pointer_id()));
        let axis = self.axis.get_untracked();
        self.grabbed.set_value(Some(Grab {
            x_px: f64::from(event.client_x()),
            px_per_week: (axis.right - axis.left) / f64::from(axis.weeks.max(1)),
            start_week,
            earliest_week: self.earliest_week(),
        }));
    }

    /// The pointer moves, with the bars if it holds them.
    pub(super) fn follow(self, event: &PointerEvent) {
        let Some(grab) = self.grabbed.get_value() else { return };
        let weeks = whole((f64::from(event.client_x()) - grab.x_px) / grab.px_per_week);
        let wanted = moved(grab.start_week, grab.earliest_week, weeks);
        if wanted != self.earliest_week() {
            self.begin_from(wanted);
        }
    }

    /// The pointer lets go: the whole drag is one step of undo.
    pub(super) fn release(self) {
        if self.grabbed.get_value().is_some() {
            self.grabbed.set_value(None);
            self.store.settle();
        }
    }

    /// A week later or earlier.
    pub(super) fn step(self, later: bool) {
        let (earliest, by) = (self.earliest_week(), if later { 1 } else { -1 });
        let Some(start) = earliest.or_else(|| self.start_week()) else { return };
        let wanted = moved(start, earliest, by);
        if wanted != earliest {
            self.store.settle();
            self.begin_from(wanted);
            self.store.settle();
        }
    }

    fn begin_from(self, week: Option<i64>) {
        let calendar = self.axis.get_untracked().calendar;
        let last = calendar.horizon_weeks.saturating_sub(1);
        let date = week.map(|week| calendar.day_of(u32::try_from(week).unwrap_or(0).min(last)));
        let change = InitiativeChange::EarliestStart(date);
        self.store.edit(Edit::Initiative { initiative: self.id, change });
        let name =
            self.store.initiatives.with_untracked(|it| it.initiative(self.id).map(|it| it.name.clone()));
        let when =
            date.map_or_else(|| "as soon as it can".to_owned(), |date| format!("not before {}", day(date)));
        self.told.set(format!("{} begins {when}.", name.unwrap_or_default()));
    }

    /// Week in which its bars begin; none without bars.
    fn start_week(self) -> Option<i64> {
        self.row.with_untracked(|row| Some(whole(row.stages.first()?.pieces.first()?.0)))
    }

    /// Week before which it may not start; none if as soon as it can.
    fn earliest_week(self) -> Option<i64> {
        let calendar = self.axis.get_untracked().calendar;
        let date = self.store.initiatives.with_untracked(|it| it.initiative(self.id)?.earliest_start)?;
        Some(i64::from(calendar.first_week_from(date)))
    }
}

/// Week before which an initiative may not start, whose bars began in `start` and are moved by `weeks`; none if as soon
/// as it can. To the left moves only what holds it: who waits for people cannot be pulled forward.
fn moved(start: i64, earliest: Option<i64>, weeks: i64) -> Option<i64> {
    let wanted = match weeks {
        0 => return earliest,
        1.. => start + weeks,
        _ => earliest?.min(start + weeks),
    };
    (wanted > 0).then_some(wanted)
}

#[expect(clippy::cast_possible_truncation, reason = "weeks of a calendar, or pixels of a screen")]
fn whole(weeks: f64) -> i64 {
    weeks.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn to_the_right_it_begins_later_than_it_would() {
        assert_eq!(moved(10, None, 3), Some(13));
        assert_eq!(moved(10, Some(4), 1), Some(11));
    }

    #[test]
    fn to_the_left_moves_only_what_holds_it() {
        assert_eq!(moved(10, Some(10), -3), Some(7));
        assert_eq!(moved(10, Some(4), -3), Some(4), "it waits for people");
        assert_eq!(moved(10, Some(2), -12), None, "as soon as it can");
        assert_eq!(moved(10, None, -3), None);
    }

    #[test]
    fn back_where_it_was_changes_nothing() {
        assert_eq!(moved(10, Some(4), 0), Some(4));
        assert_eq!(moved(10, None, 0), None);
    }
}
