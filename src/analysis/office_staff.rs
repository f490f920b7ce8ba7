//! Staffing plan of the office: hours of its people against the support that the plan asks for, by delivery mode.

use serde::Serialize;

use crate::engine::maturity::staffing::{MODES, Supply, shortfall};
use crate::model::document::Document;
use crate::model::initiative::Mode;
use crate::model::office::staff::StaffRole;

/// What the office can support, and what it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StaffReport {
    /// In the order of the modes.
    pub modes: Vec<ModeStaff>,
    /// Hours of everybody [hours a week].
    pub hours: f64,
    /// Support that the plan asks for, as far as somebody has said how much [hours a week].
    pub demand: f64,
    /// Hours that cannot be covered however they are shared out [hours a week].
    pub gap: f64,
    /// Whether work of some mode is in the plan and nobody has said what support it needs.
    pub is_partial: bool,
    /// People who master no mode: their hours support nothing.
    pub without_mode: usize,
}

/// One delivery mode.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModeStaff {
    /// Which.
    pub mode: Mode,
    /// Initiatives of the plan.
    pub initiatives: usize,
    /// Support of one of them [hours a week]; none if nobody has said.
    pub support: Option<f64>,
    /// Support of all of them [hours a week]; none if nobody has said and there are any.
    pub demand: Option<f64>,
    /// Hours of those who master the mode, which may go to another [hours a week].
    pub hours: f64,
    /// Experts among them.
    pub experts: usize,
    /// What is missing even if they do nothing else [hours a week].
    pub gap: f64,
    /// Whether it belongs to the modes that together are short.
    pub is_tight: bool,
}

/// Reads staff and plan of `document`.
pub fn staff(document: &Document) -> StaffReport {
    let staff = &document.office.staff;
    let initiatives =
        Mode::ALL.map(|mode| document.initiatives.in_plan().filter(|it| it.mode == mode).count());
    let support = Mode::ALL.map(|mode| staff.support.get(&mode).map(|it| it.get()));
    let demand: [Option<f64>; MODES] = std::array::from_fn(|mode| match (initiatives[mode], support[mode]) {
        (0, _) => Some(0.0),
        (count, support) => support.map(|hours| hours * count as f64),
    });
    let people: Vec<Supply> = staff
        .people
        .iter()
        .map(|it| Supply {
            hours: it.hours_a_week.get(),
            masters: Mode::ALL.map(|mode| it.modes.contains(&mode)),
        })
        .collect();
    let asked = demand.map(Option::unwrap_or_default);
    let short = shortfall(asked, &people);
    let modes = Mode::ALL.into_iter().enumerate().map(|(place, mode)| {
        let masters = || staff.people.iter().filter(move |it| it.modes.contains(&mode));
        ModeStaff {
            mode,
            initiatives: initiatives[place],
            support: support[place],
            demand: demand[place],
            hours: masters().map(|it| it.hours_a_week.get()).sum(),
            experts: masters().filter(|it| it.role == StaffRole::Expert).count(),
            gap: short.alone[place],
            is_tight: short.tight[place],
        }
    });
    StaffReport {
        modes: modes.collect(),
        hours: people.iter().map(|it| it.hours).sum(),
        demand: asked.iter().sum(),
        gap: short.total,
        is_partial: demand.iter().any(Option::is_none),
        without_mode: staff.people.iter().filter(|it| it.modes.is_empty()).count(),
    }
}
