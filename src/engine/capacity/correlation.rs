//! Stages that run long together: a Gaussian copula with common factors for groups and for clusters of them.
//!
//! Each stage's uniform number is turned into a normal one, mixed with a normal
//! number that its group shares, √ρ of the one and √(1 − ρ) of the other, and
//! turned back: the estimates keep their distributions, and any two of the group
//! have the rank correlation asked for, by ρ = 2 sin(π ρₛ / 6). Correlations made
//! of one common factor always belong together, so that no matrix has to be mended.
//!
//! Clusters gather the stages of many groups, and their common factors go together as
//! a table says that somebody wrote down: for any two stages of a cluster, and for any
//! two of different clusters. As the table may be impossible, the nearest possible one
//! is used ([`Symmetric::nearest_covariances`]). A group within a cluster adds what its own
//! stages go together beyond that.
//!
//! Sources: Li (2000), *On default correlation: a copula function approach*, Journal of Fixed Income 9(4);
//! Kruskal (1958), *Ordinal measures of association*, Journal of the American Statistical Association 53.

use serde::{Deserialize, Serialize};

use super::Problem;
use super::draws::{CHUNK, Column, uniform_column};
use crate::float;
use crate::stats::normal;
use crate::stats::symmetric::Symmetric;

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

/// Stages, of many groups, whose work goes together with that of each other and of other clusters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Stable hash of the cluster's identity, for the luck that its stages share.
    pub key: u64,
    /// Rank correlation (Spearman) of a stage of this cluster and one of each cluster before it, −1 to 1; last, of
    /// any two of its own, 0 to 1. So the first cluster has one number, the second two.
    pub rank_correlations: Vec<f64>,
    /// Indices of its stages; no stage is in two clusters.
    pub stages: Vec<u32>,
}

/// The rank correlations nearest to those of `rows`, a triangle as of [`Cluster::rank_correlations`], that can hold
/// all together; the same numbers if they can. Near is as in [`Symmetric::nearest_covariances`], of the normal numbers
/// behind the ranks.
///
/// # Panics
///
/// If a row is not longer by one than that before it.
pub fn mended(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let asked = covariances(rows.iter().map(Vec::as_slice));
    if asked.is_positive_semidefinite() {
        return rows.to_vec();
    }
    let possible = asked.nearest_covariances();
    (0..rows.len())
        .map(|row| {
            (0..=row)
                .map(|it| if it == row { rows[row][row] } else { of_ranks(possible.at(row, it)) })
                .collect()
        })
        .collect()
}

/// Of every stage the place of its cluster, none without one; empty without clusters.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClusterLinks {
    of_stage: Vec<Option<u32>>,
    /// Root of the covariances of the clusters' common factors, mended if need be.
    root: Symmetric,
    /// Variance of each cluster's common factor.
    variances: Vec<f64>,
}

/// Of every stage the place of its group, none without one; empty without groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct GroupLinks {
    of_stage: Vec<Option<u32>>,
}

/// The shared draw, apart from those of work, absence and risks.
const GROUP_DRAW: u32 = 1 << 21;
const CLUSTER_DRAW: u32 = GROUP_DRAW + 1;

/// What the groups and clusters of a chunk share.
#[derive(Clone, Debug, Default)]
pub(super) struct SharedLuck {
    /// Of each group ρ, and √ρ times its normal number.
    groups: Vec<(f64, Column<f64>)>,
    /// Of each cluster its common factor.
    clusters: Vec<Column<f64>>,
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

impl ClusterLinks {
    /// None if a stage is in two clusters or not in the list, or the correlations are no triangle or none.
    pub(super) fn new(clusters: &[Cluster], stages: usize) -> Option<Self> {
        let mut of_stage = vec![None; if clusters.is_empty() { 0 } else { stages }];
        for (index, cluster) in (0_u32..).zip(clusters) {
            let (own, others) = cluster.rank_correlations.split_last()?;
            let is_sound = others.len() == index as usize
                && (0.0..=1.0).contains(own)
                && others.iter().all(|other| (-1.0..=1.0).contains(other));
            if !is_sound {
                return None;
            }
            for stage in &cluster.stages {
                let link = of_stage.get_mut(*stage as usize)?;
                if link.replace(index).is_some() {
                    return None;
                }
            }
        }
        let covariances = covariances(clusters.iter().map(|cluster| cluster.rank_correlations.as_slice()));
        let possible = covariances.nearest_covariances();
        let variances = (0..clusters.len()).map(|cluster| possible.at(cluster, cluster)).collect();
        Some(Self { of_stage, root: possible.root(), variances })
    }

    pub(super) fn of_stage(&self, stage: u32) -> Option<u32> {
        self.of_stage.get(stage as usize).copied().flatten()
    }
}

impl SharedLuck {
    pub(super) fn draw(&mut self, problem: &Problem, seed: u64, first: u32) {
        self.groups.clear();
        self.groups.extend(problem.groups().iter().map(|group| {
            let rho = of_normals(group.rank_correlation).clamp(0.0, 1.0);
            let shared = rho.sqrt();
            let luck = uniform_column(seed, first, group.key, GROUP_DRAW);
            (rho, luck.map(|u| shared * normal::quantile(u)))
        }));
        self.clusters.clear();
        self.clusters.resize(problem.clusters().len(), [0.0; CHUNK as usize]);
        let root = &problem.cluster_links().root;
        for (other, cluster) in problem.clusters().iter().enumerate() {
            let luck = uniform_column(seed, first, cluster.key, CLUSTER_DRAW).map(normal::quantile);
            for (place, factor) in self.clusters.iter_mut().enumerate() {
                for (factor, luck) in factor.iter_mut().zip(&luck) {
                    *factor += root.at(place, other) * luck;
                }
            }
        }
    }

    /// Mixes the luck of the group and the cluster of `stage` into its own.
    pub(super) fn mix(&self, problem: &Problem, stage: u32, luck: &mut Column<f64>) {
        let group = problem.group_links().of_stage(stage).map(|group| &self.groups[group as usize]);
        let Some(cluster) = problem.cluster_links().of_stage(stage) else {
            if let Some((rho, shared)) = group {
                let own = (1.0 - rho).max(0.0).sqrt();
                join(luck, |lane, u| shared[lane] + own * u);
            }
            return;
        };
        let (variance, factor) =
            (problem.cluster_links().variances[cluster as usize], &self.clusters[cluster as usize]);
        let beyond = group.map_or(0.0, |(rho, _)| (rho - variance).max(0.0));
        let own = (1.0 - variance - beyond).max(0.0).sqrt();
        match group.filter(|_| beyond > 0.0) {
            Some((rho, shared)) => {
                let part = (beyond / rho).sqrt();
                join(luck, |lane, u| factor[lane] + part * shared[lane] + own * u);
            }
            None => join(luck, |lane, u| factor[lane] + own * u),
        }
    }
}

/// Turns each luck into a normal number, joins it with what is shared, and turns it back.
fn join(luck: &mut Column<f64>, with_shared: impl Fn(usize, f64) -> f64) {
    for (lane, u) in luck.iter_mut().enumerate() {
        let mixed = normal::cumulative(with_shared(lane, normal::quantile(*u)));
        // Neither 0 nor 1, where some distributions have no value.
        *u = mixed.clamp(1e-10, 1.0 - 1e-10);
    }
}

/// Covariances of the common factors of clusters with these rank correlations, possible or not.
fn covariances<'r>(rows: impl Iterator<Item = &'r [f64]>) -> Symmetric {
    let rows: Vec<&[f64]> = rows.collect();
    Symmetric::new(rows.len(), |row, column| of_normals(rows[row][column]))
}

/// Correlation of two normal numbers whose ranks have this one.
fn of_normals(rank_correlation: f64) -> f64 {
    2.0 * float::sin(std::f64::consts::PI * rank_correlation / 6.0)
}

/// Correlation of the ranks of two normal numbers that have this one.
fn of_ranks(correlation: f64) -> f64 {
    6.0 * float::asin((0.5 * correlation).clamp(-0.5, 0.5)) / std::f64::consts::PI
}
