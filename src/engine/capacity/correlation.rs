//! Stages that run long together: a Gaussian copula with one common factor for each group.
//!
//! Each stage's uniform number is turned into a normal one, mixed with a normal
//! number that its group shares, √ρ of the one and √(1 − ρ) of the other, and
//! turned back: the estimates keep their distributions, and any two of the group
//! have the rank correlation asked for, by ρ = 2 sin(π ρₛ / 6). Correlations made
//! of one common factor always belong together, so that no matrix has to be mended.
//!
//! Sources: Li (2000), *On default correlation: a copula function approach*, Journal of Fixed Income 9(4);
//! Kruskal (1958), *Ordinal measures of association*, Journal of the American Statistical Association 53.

use serde::{Deserialize, Serialize};

use super::draws::{Column, uniform_column};
use crate::{float, stats::normal};

/// Stages whose work is long or short together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Stable hash of the group's identity, for the luck that its stages share.
    pub key: u64,
    /// Rank correlation (Spearman) of any two of its stages, `0.0..=1.0`.
    pub rank_correlation: f64,
    /// Indices of its stages; no stage is in two groups.
    pub stages: Vec<u32>,
}

/// Of every stage the place of its group, none without one; empty without groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GroupLinks {
    of_stage: Vec<Option<u32>>,
}

/// The shared draw, apart from those of work, absence and risks.
const GROUP_DRAW: u32 = 1 << 21;

/// What the groups of a chunk share, group by group.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedLuck {
    /// √ρ times the normal number of the group, and √(1 − ρ).
    parts: Vec<(Column<f64>, f64)>,
}

impl GroupLinks {
    /// None if a stage is in two groups or not in the list, or a correlation is none.
    pub(super) fn new(groups: &[Group], stages: usize) -> Option<Self> {
        if groups.is_empty() {
            return Some(Self::default());
        }
        let mut of_stage = vec![None; stages];
        for (index, group) in (0_u32..).zip(groups) {
            if !(0.0..=1.0).contains(&group.rank_correlation) {
                return None;
            }
            for stage in &group.stages {
                let link = of_stage.get_mut(*stage as usize)?;
                if link.replace(index).is_some() {
                    return None;
                }
            }
        }
        Some(Self { of_stage })
    }

    pub(super) fn of_stage(&self, stage: u32) -> Option<u32> {
        self.of_stage.get(stage as usize).copied().flatten()
    }
}

impl SharedLuck {
    pub(super) fn draw(&mut self, groups: &[Group], seed: u64, first: u32) {
        self.parts.clear();
        self.parts.extend(groups.iter().map(|group| {
            let rho = 2.0 * float::sin(std::f64::consts::PI * group.rank_correlation / 6.0);
            let (shared, own) = (rho.clamp(0.0, 1.0).sqrt(), (1.0 - rho).max(0.0).sqrt());
            let luck = uniform_column(seed, first, group.key, GROUP_DRAW);
            (luck.map(|u| shared * normal::quantile(u)), own)
        }));
    }

    /// Mixes the luck of `group` into a stage's own.
    pub(super) fn mix(&self, group: u32, luck: &mut Column<f64>) {
        let (shared, own) = &self.parts[group as usize];
        for (u, shared) in luck.iter_mut().zip(shared) {
            let mixed = normal::cumulative(shared + own * normal::quantile(*u));
            // Neither 0 nor 1, where some distributions have no value.
            *u = mixed.clamp(1e-10, 1.0 - 1e-10);
        }
    }
}
