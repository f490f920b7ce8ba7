//! What one person more, or one fewer, is worth in each role, and at each level of skill that is asked for.
//!
//! The busiest role is not always the one that the plan lacks: what counts is
//! how many weeks a person saves, on the same luck, and how often a person more
//! makes something later, which no levelled plan excludes (Graham 1969).

use serde::Serialize;

use super::effect::Effect;
use super::simulate::Prepared;
use crate::engine::capacity::UNITS_PER_FTE;
use crate::engine::capacity::experiment::{Change, Experiment, ExperimentTally, Measure, Target};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, RoleId};
use crate::model::portfolio::Policy;

/// Runs with and without each change: the interval of a difference is narrow on the same luck.
pub const RUNS: u32 = 2_048;

/// One person more in each role that the plan needs, and one fewer wherever the plan can still be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Staffing {
    experiment: Experiment,
    /// What each change of the experiment is.
    changes: Vec<(Whom, Step)>,
    prepared: About,
}

/// A role, and the level of skill of whoever comes or goes; none is below every level that is asked for.
type Whom = (RoleId, Option<u8>);

/// One person more or fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    More,
    Fewer,
}

/// One full-time equivalent each.
const STEPS: [(Step, i32); 2] = [(Step::More, UNITS_PER_FTE as i32), (Step::Fewer, -(UNITS_PER_FTE as i32))];

/// What is asked, and of which plan.
#[derive(Clone, Debug, PartialEq)]
struct About {
    seed: u64,
    policy: Policy,
    initiatives: Vec<InitiativeId>,
}

/// In what a person's worth is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorthMeasure {
    /// Weeks of lateness avoided, all initiatives together.
    Lateness,
    /// Weeks by which initiatives finish earlier, all together: no initiative has a needed-by date.
    Finish,
}

/// Roles by what one person more is worth, the most first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StaffingReport {
    /// Key of all draws.
    pub seed: u64,
    /// Runs compared so far.
    pub iterations: u64,
    /// How conflicts over people are settled.
    pub policy: Policy,
    /// Fingerprint of all counts, 16 hexadecimal digits.
    pub checksum: String,
    /// In what worth is measured.
    pub measure: WorthMeasure,
    /// The measure in an average run of the plan as it is [weeks].
    pub as_is_weeks: f64,
    /// The most worthwhile first.
    pub roles: Vec<RoleWorth>,
}

/// What one person more or fewer in a role does.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RoleWorth {
    /// Which.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// Level of skill of whoever comes or goes, 1 to 5: they add to this level and all below it. None is anybody, and
    /// below every level that is asked for where nobody else can stand in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// With one person more.
    pub more: Effect,
    /// The initiative that gains most by it.
    pub most_for: Option<Gain>,
    /// With one person fewer; none if the plan could then never be done.
    pub fewer: Option<Effect>,
}

impl RoleWorth {
    /// Who comes or goes, in words: "Architect at level 4".
    pub fn whom(&self) -> String {
        self.level.map_or_else(|| self.name.clone(), |level| format!("{} at level {level}", self.name))
    }
}

/// What an initiative gains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gain {
    /// Which.
    pub id: InitiativeId,
    /// Its name.
    pub name: String,
    /// Weeks by which it finishes earlier in an average run.
    pub weeks: f64,
}

impl Staffing {
    /// What is to be tried on the plan; none if nobody waits for people, or nobody is asked for.
    pub fn new(prepared: &Prepared) -> Option<Self> {
        if prepared.policy == Policy::Unlevelled {
            return None;
        }
        let problem = &prepared.problem;
        let needed = |role: u32| {
            problem.stages().iter().any(|stage| stage.demand.iter().any(|it| it.role == role && it.units > 0))
        };
        let mut changes = Vec::new();
        let mut tried = Vec::new();
        let mut try_out = |whom: Whom, step, change: Change| {
            if change.apply(problem).is_ok() {
                tried.push(change);
                changes.push((whom, step));
            }
        };
        for (role, id) in (0..).zip(&prepared.roles).filter(|(role, _)| needed(*role)) {
            for (step, units) in STEPS {
                try_out((*id, None), step, Change::Heads { role, units });
            }
        }
        for (level, asked) in (0..).zip(&prepared.levels) {
            for (step, units) in STEPS {
                try_out((asked.role, Some(asked.level)), step, Change::HeadsAt { level, units });
            }
        }
        if changes.is_empty() {
            return None;
        }
        let experiment =
            Experiment::new(problem.clone(), prepared.engine_policy(), Target::Makespan, tried).ok()?;
        let about =
            About { seed: prepared.seed, policy: prepared.policy, initiatives: prepared.initiatives.clone() };
        Some(Self { experiment, changes, prepared: about })
    }

    /// What the engine runs.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// Key of all draws.
    pub fn seed(&self) -> u64 {
        self.prepared.seed
    }

    /// What the runs so far say; none before the first, or if the counts are of something else.
    pub fn report(&self, document: &Document, counts: Vec<u64>) -> Option<StaffingReport> {
        let tally = ExperimentTally::from_words(self.experiment.layout(), counts).ok()?;
        let n = tally.iterations();
        let is_dated = self.experiment.problem().initiatives().iter().any(|it| it.needed_by_week.is_some());
        let (measure, weeks) = if is_dated {
            (WorthMeasure::Lateness, Measure::Lateness)
        } else {
            (WorthMeasure::Finish, Measure::Finish)
        };
        let mut roles: Vec<RoleWorth> = (self.changes.iter().enumerate())
            .filter(|(_, (_, step))| *step == Step::More)
            .filter_map(|(change, (whom, _))| {
                let (id, level) = *whom;
                let fewer = self.changes.iter().position(|other| *other == (*whom, Step::Fewer));
                Some(RoleWorth {
                    id,
                    name: document.people.role(id)?.name.clone(),
                    level,
                    more: Effect::new(&tally, change, weeks)?,
                    most_for: self.most_for(document, &tally, change),
                    fewer: fewer.and_then(|fewer| Effect::new(&tally, fewer, weeks)),
                })
            })
            .collect();
        // Stable: of equal worth, in document order.
        roles.sort_by(|one, other| other.more.weeks.total_cmp(&one.more.weeks));
        (n > 0).then(|| StaffingReport {
            seed: self.prepared.seed,
            iterations: n,
            policy: self.prepared.policy,
            checksum: format!("{:016x}", tally.checksum()),
            measure,
            as_is_weeks: tally.as_is_weeks(weeks) as f64 / n as f64,
            roles,
        })
    }

    fn most_for(&self, document: &Document, tally: &ExperimentTally, change: usize) -> Option<Gain> {
        let gain = |place: usize| {
            let (saved, lost) = tally.initiative_weeks(change, place);
            (saved as f64 - lost as f64) / tally.iterations().max(1) as f64
        };
        let (place, id) = (self.prepared.initiatives.iter().enumerate())
            .max_by(|(one, _), (other, _)| gain(*one).total_cmp(&gain(*other)))?;
        let weeks = gain(place);
        let name = document.initiatives.initiative(*id)?.name.clone();
        (weeks > 0.0).then_some(Gain { id: *id, name, weeks })
    }
}
