//! One thing changed in a plan; everything else, luck included, stays.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::capacity::draws::{FIRST_ABSENCE_DRAW, WORK_DRAW};
use crate::capacity::problem::{Parts, count};
use crate::capacity::risk::HAPPENS_DRAW;
use crate::capacity::{Distribution, MAX_UNITS, Problem, ProblemError, Risk, Stage, Work};
use crate::random::{ITERATIONS_PER_BLOCK, words};

/// What is changed; numbers are indices into the lists of the problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Any number of initiatives under way at once.
    NoLimit,
    /// So many units more of a role in every week, or fewer; never below 0.
    Heads {
        /// Which role.
        role: u32,
        /// How many [units of 1/20 FTE].
        units: i32,
    },
    /// So many units more at a level of skill in every week, or fewer: of the role, of this level and of the lower
    /// ones.
    HeadsAt {
        /// Which level.
        level: u32,
        /// How many [units of 1/20 FTE].
        units: i32,
    },
    /// The work of these stages is what is expected of it, in every iteration.
    CertainWork {
        /// Which stages.
        stages: Vec<u32>,
    },
    /// The absence of a role is what is expected of it, in every week.
    CertainAbsence {
        /// Which role.
        role: u32,
    },
    /// A risk is another, such as one whose chance is 0; it keeps its luck.
    Risk {
        /// Which risk.
        risk: u32,
        /// What it becomes; its key does not matter.
        becomes: Box<Risk>,
    },
    /// Another order of priority, the first served first.
    Order(Order),
}

/// An order of priority: that of the initiatives, and within each of them that of its stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Each initiative once.
    pub initiatives: Vec<u32>,
    /// Each stage once, of all initiatives; how stages of different initiatives stand does not matter.
    pub stages: Vec<u32>,
}

/// Why a change cannot be tried.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// There is no such role.
    #[error("role {role} is to be changed, but is not in the list")]
    NoSuchRole {
        /// Index that is out of range.
        role: u32,
    },
    /// There is no such level.
    #[error("level {level} is to be changed, but is not in the list")]
    NoSuchLevel {
        /// Index that is out of range.
        level: u32,
    },
    /// There is no such stage.
    #[error("stage {stage} is to be changed, but is not in the list")]
    NoSuchStage {
        /// Index that is out of range.
        stage: u32,
    },
    /// There is no such risk.
    #[error("risk {risk} is to be changed, but is not in the list")]
    NoSuchRisk {
        /// Index that is out of range.
        risk: u32,
    },
    /// There is no such initiative.
    #[error("initiative {initiative} is to be looked at, but is not in the list")]
    NoSuchInitiative {
        /// Index that is out of range.
        initiative: u32,
    },
    /// Not every initiative or stage has one place.
    #[error("an order must name each of the {initiatives} initiatives and of the {stages} stages once")]
    Order {
        /// Initiatives in the problem.
        initiatives: usize,
        /// Stages in the problem.
        stages: usize,
    },
    /// What is left cannot be simulated.
    #[error("{0}")]
    Problem(Box<ProblemError>),
}

impl Change {
    /// The problem with this change alone.
    ///
    /// # Errors
    ///
    /// [`ChangeError`] if it names what is not there, or the changed problem makes no sense.
    pub fn apply(&self, problem: &Problem) -> Result<Problem, ChangeError> {
        let mut parts = problem.parts().clone();
        match self {
            Self::NoLimit => parts.most_at_once = None,
            Self::Heads { role, units } => {
                let role = found(&mut parts.roles, *role).ok_or(ChangeError::NoSuchRole { role: *role })?;
                add(&mut role.heads_units, *units);
                // Who is at no level goes first.
                nest(&mut parts);
            }
            Self::HeadsAt { level, units } => {
                let role =
                    found(&mut parts.levels, *level).ok_or(ChangeError::NoSuchLevel { level: *level })?.role;
                let here = (0..=*level).zip(&mut parts.levels).map(|(_, it)| it);
                here.filter(|it| it.role == role).for_each(|it| add(&mut it.heads_units, *units));
                if let Some(role) = found(&mut parts.roles, role) {
                    add(&mut role.heads_units, *units);
                }
                nest(&mut parts);
            }
            Self::CertainWork { stages: certain } => {
                for stage in certain {
                    let stage =
                        found(&mut parts.stages, *stage).ok_or(ChangeError::NoSuchStage { stage: *stage })?;
                    let expected = as_expected(stage.work.distribution());
                    stage.work = match stage.work {
                        Work::Duration(_) => Work::Duration(expected),
                        Work::Effort(_) => Work::Effort(expected),
                    };
                }
            }
            Self::CertainAbsence { role } => {
                let role = found(&mut parts.roles, *role).ok_or(ChangeError::NoSuchRole { role: *role })?;
                role.absence = as_expected(&role.absence);
            }
            Self::Risk { risk, becomes } => {
                let risk = found(&mut parts.risks, *risk).ok_or(ChangeError::NoSuchRisk { risk: *risk })?;
                *risk = Risk { key: risk.key, ..(**becomes).clone() };
            }
            Self::Order(order) => {
                let (stages, moved_to) = order.applied(parts.stages, problem.initiatives().len())?;
                parts.stages = stages;
                let hits = parts.risks.iter_mut().flat_map(|risk| &mut risk.hits);
                let grouped = parts.groups.iter_mut().flat_map(|group| &mut group.stages);
                let clustered = parts.clusters.iter_mut().flat_map(|cluster| &mut cluster.stages);
                let waiting = parts.lags.iter_mut().flat_map(|lag| [&mut lag.stage, &mut lag.after]);
                let asked =
                    parts.levels.iter_mut().flat_map(|level| &mut level.asked).map(|(stage, _)| stage);
                let slow = parts.slowdowns.iter_mut().map(|slow| &mut slow.stage);
                let split = parts.splits.iter_mut().map(|split| &mut split.stage);
                let links = hits.chain(grouped).chain(clustered).chain(waiting).chain(asked);
                for stage in links.chain(slow).chain(split) {
                    *stage = moved_to[*stage as usize];
                }
            }
        }
        Ok(Problem::try_from(parts)?)
    }

    /// The luck of the uncertainty that the change takes away, as a word for each iteration: the larger, the
    /// longer. None if the change takes away no uncertainty, or that of several draws at once.
    pub(super) fn luck(&self, problem: &Problem, seed: u64) -> Option<impl Fn(u32) -> u32 + use<>> {
        let (key, draw) = match self {
            Self::CertainWork { stages } if stages.len() == 1 => {
                (problem.stages()[stages[0] as usize].key, WORK_DRAW)
            }
            Self::Risk { risk, .. } => (problem.risks()[*risk as usize].key, HAPPENS_DRAW),
            // The first quarter stands for all.
            Self::CertainAbsence { role } => (problem.roles()[*role as usize].key, FIRST_ABSENCE_DRAW),
            _ => return None,
        };
        Some(move |iteration: u32| {
            let block = words(seed, iteration / ITERATIONS_PER_BLOCK, key, draw);
            block[(iteration % ITERATIONS_PER_BLOCK) as usize]
        })
    }
}

fn found<T>(list: &mut [T], index: u32) -> Option<&mut T> {
    list.get_mut(index as usize)
}

fn add(heads_units: &mut [u16], units: i32) {
    for heads in heads_units {
        *heads = with_more(*heads, units);
    }
}

/// Nobody is at a level who is not of the role and at its lower levels.
fn nest(parts: &mut Parts) {
    for place in 0..parts.levels.len() {
        let (lower, rest) = parts.levels.split_at_mut(place);
        let level = &mut rest[0];
        let below = lower.iter().rev().find(|it| it.role == level.role).map(|it| &it.heads_units);
        let role = parts.roles.get(level.role as usize).map(|role| &role.heads_units);
        for (heads, below) in level.heads_units.iter_mut().zip(below.or(role).into_iter().flatten()) {
            *heads = (*below).min(*heads);
        }
    }
}

fn with_more(heads: u16, units: i32) -> u16 {
    let changed = i32::from(heads).saturating_add(units).clamp(0, MAX_UNITS.into());
    u16::try_from(changed).expect("clamped to 16 bits")
}

fn as_expected(distribution: &Distribution) -> Distribution {
    Distribution::fixed(distribution.mean()).expect("a mean is finite")
}

impl Order {
    /// The present order of `problem`.
    pub fn present(problem: &Problem) -> Self {
        Self {
            initiatives: (0..count(problem.initiatives())).collect(),
            stages: (0..count(problem.stages())).collect(),
        }
    }

    /// Stages of the first initiative, then those of the second and so on, and where each went; links follow them.
    fn applied(&self, stages: Vec<Stage>, initiatives: usize) -> Result<(Vec<Stage>, Vec<u32>), ChangeError> {
        let error = ChangeError::Order { initiatives, stages: stages.len() };
        let places = (places(&self.initiatives, initiatives), places(&self.stages, stages.len()));
        let (Some(initiative_places), Some(stage_places)) = places else { return Err(error) };
        let mut listed: Vec<(u32, Stage)> = (0..).zip(stages).collect();
        listed.sort_by_key(|(number, stage)| {
            (initiative_places[stage.initiative as usize], stage_places[*number as usize])
        });
        let mut moved_to = vec![0; listed.len()];
        for (to, (from, _)) in (0_u32..).zip(&listed) {
            moved_to[*from as usize] = to;
        }
        let stages = listed.into_iter().map(|(_, mut stage)| {
            for before in &mut stage.after {
                *before = moved_to[*before as usize];
            }
            stage
        });
        Ok((stages.collect(), moved_to))
    }
}

/// Where each of `count` things stands in `order`; none unless each stands there once.
fn places(order: &[u32], count: usize) -> Option<Vec<usize>> {
    let mut places = vec![None; count];
    for (place, number) in order.iter().enumerate() {
        match places.get_mut(*number as usize)? {
            Some(_) => return None,
            free => *free = Some(place),
        }
    }
    places.into_iter().collect()
}
