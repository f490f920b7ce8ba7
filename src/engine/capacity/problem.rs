//! The question: roles, initiatives and their stages.
//!
//! A [`Problem`] exists only if it can be simulated; whoever holds one need not
//! check again. Everything is named by its index; errors carry the indices, so
//! that the caller can put names to them.

mod check;
pub(super) mod error;

use serde::{Deserialize, Serialize, Serializer};

use check::{check_levels, check_role, check_stage, greatest_offer};
use error::ProblemError;

use super::availability::Availability;
use super::closure::{Closure, Closures};
use super::correlation::{Cluster, ClusterLinks, Group, GroupLinks};
use super::level::{Level, Levels};
use super::network::{Cycle, Network};
use super::risk::{Risk, RiskLinks};
use super::slowdown::{self, Slowdown};
use super::split::{self, Split};
use super::turnover::Turnover;
use super::{Distribution, Lag, MAX_HORIZON_WEEKS, TallyLayout};

/// People of one kind, who can stand in for each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Stable hash of the role's identity: its luck belongs to it, not to its place in the list.
    pub key: u64,
    /// Heads in each week of the horizon [units of 1/20 FTE].
    pub heads_units: Vec<u16>,
    /// Share of the heads that operations take before any initiative, `0.0..=1.0`.
    pub run_share: f64,
    /// Share of the rest that is absent, within `0.0..=1.0`; drawn once for each 13 weeks.
    pub absence: Distribution,
}

/// A piece of the portfolio; its place in the list is its priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Initiative {
    /// Finish week that would be on time, if there is one.
    pub needed_by_week: Option<u32>,
}

/// Work that is done by a fixed team, in one go unless it may be [split](Split).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// Stable hash of the stage's identity; stages of equal key share their luck.
    pub key: u64,
    /// Index of the initiative that it belongs to.
    pub initiative: u32,
    /// How long or how much; a stage of length 0 is a milestone.
    pub work: Work,
    /// Who is needed in every week of the stage. A role named twice is needed twice.
    pub demand: Vec<Demand>,
    /// Indices of the stages that must have finished, of any initiative.
    pub after: Vec<u32>,
    /// First week in which it may start.
    pub earliest_start_week: u32,
}

/// What is uncertain about a stage: its duration, or the effort that its team then divides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// Duration in weeks, at least 0, rounded up to whole weeks.
    Duration(Distribution),
    /// Effort in person-weeks, at least 0; takes effort ÷ total demand weeks, rounded up.
    Effort(Distribution),
}

/// Part of one role for the whole of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Index of the role.
    pub role: u32,
    /// How much of it [units of 1/20 FTE].
    pub units: u16,
}

/// A portfolio that can be simulated. In JSON it is what it was made of, checked again when read.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(try_from = "Parts")]
pub struct Problem {
    parts: Parts,
    network: Network,
    availability: Availability,
    risk_links: RiskLinks,
    group_links: GroupLinks,
    cluster_links: ClusterLinks,
    levels: Levels,
    /// Times as long as usual that each stage takes; empty if none is slow.
    slowness: Vec<f64>,
}

impl Problem {
    /// Checks a portfolio and puts its stages into scheduling order.
    ///
    /// Stages are listed by priority: those of the first initiative, in their
    /// order, then those of the next. They are scheduled in that order, except
    /// that a stage waits in the list for its predecessors.
    ///
    /// # Errors
    ///
    /// [`ProblemError`], with the indices of what is wrong.
    pub fn new(
        horizon_weeks: u32,
        roles: Vec<Role>,
        initiatives: Vec<Initiative>,
        stages: Vec<Stage>,
    ) -> Result<Self, ProblemError> {
        Parts { horizon_weeks, roles, initiatives, stages, ..Parts::default() }.try_into()
    }

    /// The same portfolio with these roles and stages, in place of those it has; all else is named by the same
    /// indices.
    ///
    /// # Errors
    ///
    /// [`ProblemError`], as for [`Self::new`].
    pub fn with_roles_and_stages(&self, roles: Vec<Role>, stages: Vec<Stage>) -> Result<Self, ProblemError> {
        Parts { roles, stages, ..self.parts.clone() }.try_into()
    }

    /// The same portfolio with these risks, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Risk`].
    pub fn with_risks(self, risks: Vec<Risk>) -> Result<Self, ProblemError> {
        Parts { risks, ..self.parts }.try_into()
    }

    /// The same portfolio with these groups of stages that vary together, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Groups`].
    pub fn with_groups(self, groups: Vec<Group>) -> Result<Self, ProblemError> {
        Parts { groups, ..self.parts }.try_into()
    }

    /// The same portfolio with these clusters of stages whose work goes together, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Clusters`].
    pub fn with_clusters(self, clusters: Vec<Cluster>) -> Result<Self, ProblemError> {
        Parts { clusters, ..self.parts }.try_into()
    }

    /// The same portfolio with these waiting times on links, in place of those it has; of two for the same link
    /// the longer counts.
    ///
    /// # Errors
    ///
    /// [`ProblemError::LagWithoutLink`].
    pub fn with_lags(self, lags: Vec<Lag>) -> Result<Self, ProblemError> {
        Parts { lags, ..self.parts }.try_into()
    }

    /// The same portfolio with these closed weeks, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::ClosedStranger`].
    pub fn with_closures(self, closures: Vec<Closure>) -> Result<Self, ProblemError> {
        Parts { closures, ..self.parts }.try_into()
    }

    /// The same portfolio with people who come and leave so, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Turnover`].
    pub fn with_turnover(self, turnover: Vec<Turnover>) -> Result<Self, ProblemError> {
        Parts { turnover, ..self.parts }.try_into()
    }

    /// The same portfolio with these levels of skill, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Level`] or [`ProblemError::LevelAboveOffer`].
    pub fn with_levels(self, levels: Vec<Level>) -> Result<Self, ProblemError> {
        Parts { levels, ..self.parts }.try_into()
    }

    /// The same portfolio with these slow stages, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Slowdown`].
    pub fn with_slowdowns(self, slowdowns: Vec<Slowdown>) -> Result<Self, ProblemError> {
        Parts { slowdowns, ..self.parts }.try_into()
    }

    /// The same portfolio with these stages that may be split, in place of those it has.
    ///
    /// # Errors
    ///
    /// [`ProblemError::Split`].
    pub fn with_splits(self, splits: Vec<Split>) -> Result<Self, ProblemError> {
        Parts { splits, ..self.parts }.try_into()
    }

    /// The same portfolio with so many initiatives under way at once at most, in place of the limit it has; none is no
    /// limit. It holds where people are waited for.
    ///
    /// # Errors
    ///
    /// [`ProblemError::NothingAtOnce`].
    pub fn with_most_at_once(self, most_at_once: Option<u32>) -> Result<Self, ProblemError> {
        Parts { most_at_once, ..self.parts }.try_into()
    }

    /// Most initiatives under way at once; none is no limit.
    pub fn most_at_once(&self) -> Option<u32> {
        self.parts.most_at_once
    }

    /// Risks, in the order given.
    pub fn risks(&self) -> &[Risk] {
        &self.parts.risks
    }

    /// Stages that may be split, in the order given.
    pub fn splits(&self) -> &[Split] {
        &self.parts.splits
    }

    /// Groups of stages that vary together.
    pub fn groups(&self) -> &[Group] {
        &self.parts.groups
    }

    /// Clusters of stages whose work goes together.
    pub fn clusters(&self) -> &[Cluster] {
        &self.parts.clusters
    }

    /// Weeks that are simulated; what has not finished by then is counted as unfinished.
    pub fn horizon_weeks(&self) -> u32 {
        self.parts.horizon_weeks
    }

    /// Roles, in the order given.
    pub fn roles(&self) -> &[Role] {
        &self.parts.roles
    }

    /// Initiatives, by priority.
    pub fn initiatives(&self) -> &[Initiative] {
        &self.parts.initiatives
    }

    /// Levels of skill that are asked for, in the order given. In a tally, a schedule and a comparison each has a row
    /// of its own after those of the roles.
    pub fn levels(&self) -> &[Level] {
        &self.parts.levels
    }

    /// Weeks that one unit of each stage's drawn duration or effort takes, with its team and as slow as it is.
    pub fn weeks_per_work(&self) -> Vec<f64> {
        let mut weeks = vec![0.0; self.parts.stages.len()];
        for step in self.network.steps() {
            weeks[step.stage as usize] = step.weeks_per_work;
        }
        weeks
    }

    /// Weeks that each stage takes on average, risks and waiting aside.
    pub fn mean_weeks(&self) -> Vec<f64> {
        let works = self.parts.stages.iter().map(|stage| stage.work.distribution().mean());
        works.zip(self.weeks_per_work()).map(|(work, weeks)| work * weeks).collect()
    }

    /// Stages, by priority.
    pub fn stages(&self) -> &[Stage] {
        &self.parts.stages
    }

    /// Shape of the tallies of this problem.
    pub fn layout(&self) -> TallyLayout {
        TallyLayout {
            horizon_weeks: self.horizon_weeks(),
            initiatives: count(&self.parts.initiatives),
            stages: count(&self.parts.stages),
            roles: count(&self.parts.roles) + count(&self.parts.levels),
            is_limited: self.parts.most_at_once.is_some(),
            splits: count(&self.parts.splits),
        }
    }

    /// What it is made of.
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    pub(super) fn network(&self) -> &Network {
        &self.network
    }

    pub(super) fn risk_links(&self) -> &RiskLinks {
        &self.risk_links
    }

    pub(super) fn group_links(&self) -> &GroupLinks {
        &self.group_links
    }

    pub(super) fn cluster_links(&self) -> &ClusterLinks {
        &self.cluster_links
    }

    /// Whether the luck of `stage` is not all its own.
    pub(super) fn shares_luck(&self, stage: u32) -> bool {
        self.group_links.of_stage(stage).is_some() || self.cluster_links.of_stage(stage).is_some()
    }

    /// Who comes to the people of `row` and leaves them, if anybody does.
    pub(super) fn turnover(&self, row: u32) -> Option<&Turnover> {
        let role = self.levels.role_of(row);
        Some(&self.parts.turnover[self.availability.turnover_of(role)?])
    }

    /// Rows of weekly units: one for each role, then one for each level.
    pub(super) fn rows(&self) -> usize {
        self.parts.roles.len() + self.parts.levels.len()
    }

    /// The levels as rows; none if there are none.
    pub(super) fn leveled(&self) -> Option<&Levels> {
        (!self.parts.levels.is_empty()).then_some(&self.levels)
    }

    /// The role whose people are in `row`.
    pub(super) fn role_of(&self, row: u32) -> &Role {
        &self.parts.roles[self.levels.role_of(row) as usize]
    }

    pub(super) fn availability(&self) -> &Availability {
        &self.availability
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parts.serialize(serializer)
    }
}

impl Work {
    /// The uncertain number, whatever its unit.
    pub fn distribution(&self) -> &Distribution {
        let (Self::Duration(distribution) | Self::Effort(distribution)) = self;
        distribution
    }
}

/// What a problem is made of; the only part that travels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Parts {
    pub(super) horizon_weeks: u32,
    pub(super) roles: Vec<Role>,
    pub(super) initiatives: Vec<Initiative>,
    pub(super) stages: Vec<Stage>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) risks: Vec<Risk>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) groups: Vec<Group>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) clusters: Vec<Cluster>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) lags: Vec<Lag>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) closures: Vec<Closure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) turnover: Vec<Turnover>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) levels: Vec<Level>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) slowdowns: Vec<Slowdown>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) splits: Vec<Split>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) most_at_once: Option<u32>,
}

impl TryFrom<Parts> for Problem {
    type Error = ProblemError;

    fn try_from(parts: Parts) -> Result<Self, ProblemError> {
        if !(1..=MAX_HORIZON_WEEKS).contains(&parts.horizon_weeks) {
            return Err(ProblemError::Horizon { weeks: parts.horizon_weeks });
        }
        for (index, role) in (0..).zip(&parts.roles) {
            check_role(index, role, parts.horizon_weeks)?;
        }
        let offers: Vec<u16> = parts.roles.iter().map(greatest_offer).collect();
        for (index, stage) in (0..).zip(&parts.stages) {
            check_stage(index, stage, &parts, &offers)?;
        }
        if parts.most_at_once == Some(0) {
            return Err(ProblemError::NothingAtOnce);
        }
        if let Some(lag) = parts.lags.iter().find(|lag| !lag.has_link(&parts.stages)) {
            return Err(ProblemError::LagWithoutLink { stage: lag.stage, after: lag.after });
        }
        let mut closed_roles = parts.closures.iter().filter_map(|closure| closure.role);
        if let Some(role) = closed_roles.find(|role| *role >= count(&parts.roles)) {
            return Err(ProblemError::ClosedStranger { role });
        }
        let levels = Levels::new(&parts.levels, &parts.roles, &parts.stages)
            .map_err(|(level, error)| ProblemError::Level { level, error })?;
        check_levels(&parts, &levels)?;
        let slowness = slowdown::times(&parts.slowdowns, parts.stages.len())
            .map_err(|stage| ProblemError::Slowdown { stage })?;
        let chunks = split::chunks(&parts.splits, parts.stages.len())
            .map_err(|stage| ProblemError::Split { stage })?;
        let closures = Closures::new(&parts.closures, parts.horizon_weeks);
        let network = Network::new(&parts, &levels, &slowness, &chunks, &closures)
            .map_err(|Cycle(stages)| ProblemError::Cycle { stages })?;
        let mut turnover_of = vec![None; if parts.turnover.is_empty() { 0 } else { parts.roles.len() }];
        for (place, turnover) in (0..).zip(&parts.turnover) {
            let of = turnover_of.get_mut(turnover.role as usize).filter(|of| of.is_none());
            match of.filter(|_| turnover.is_sound()) {
                Some(of) => *of = Some(place),
                None => return Err(ProblemError::Turnover { role: turnover.role }),
            }
        }
        let availability = Availability::new(&parts.roles, &parts.levels, &closures, turnover_of);
        for (index, risk) in (0..).zip(&parts.risks) {
            risk.check(&parts.stages).map_err(|error| ProblemError::Risk { risk: index, error })?;
        }
        let risk_links = RiskLinks::new(&parts.risks, &parts.stages);
        let group_links = GroupLinks::new(&parts.groups, parts.stages.len()).ok_or(ProblemError::Groups)?;
        let cluster_links =
            ClusterLinks::new(&parts.clusters, parts.stages.len()).ok_or(ProblemError::Clusters)?;
        Ok(Self { parts, network, availability, risk_links, group_links, cluster_links, levels, slowness })
    }
}

pub(super) fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("a list in memory of 32-bit wasm has fewer than 2³² members")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(heads_units: u16) -> Role {
        let absence = Distribution::fixed(0.0).unwrap();
        Role { key: 0, heads_units: vec![heads_units; 52], run_share: 0.25, absence }
    }

    fn stage(demand: &[(u32, u16)], after: &[u32]) -> Stage {
        Stage {
            key: 0,
            initiative: 0,
            work: Work::Duration(Distribution::fixed(3.0).unwrap()),
            demand: demand.iter().map(|&(role, units)| Demand { role, units }).collect(),
            after: after.to_vec(),
            earliest_start_week: 0,
        }
    }

    fn problem(roles: Vec<Role>, stages: Vec<Stage>) -> Result<Problem, ProblemError> {
        Problem::new(52, roles, vec![Initiative { needed_by_week: None }], stages)
    }

    #[test]
    fn a_demand_may_be_all_that_operations_leave_and_no_more() {
        assert!(problem(vec![role(40)], vec![stage(&[(0, 30)], &[])]).is_ok());
        let too_much =
            |stage| ProblemError::DemandAboveOffer { stage, role: 0, demanded_units: 31, offered_units: 30 };
        let second = problem(vec![role(40)], vec![stage(&[], &[]), stage(&[(0, 31)], &[])]);
        assert_eq!(second, Err(too_much(1)));
        let named_twice = problem(vec![role(40)], vec![stage(&[(0, 20), (0, 11)], &[])]);
        assert_eq!(named_twice, Err(too_much(0)));
    }

    #[test]
    fn circles_and_strangers_are_named() {
        assert_eq!(
            problem(vec![], vec![stage(&[], &[2]), stage(&[], &[0]), stage(&[], &[1])]).unwrap_err(),
            ProblemError::Cycle { stages: vec![1, 2, 0] }
        );
        assert_eq!(
            problem(vec![], vec![stage(&[], &[7])]).unwrap_err(),
            ProblemError::NoSuchStage { stage: 0, predecessor: 7 }
        );
        assert_eq!(
            problem(vec![], vec![stage(&[(3, 1)], &[])]).unwrap_err(),
            ProblemError::NoSuchRole { stage: 0, role: 3 }
        );
        assert_eq!(
            Problem::new(52, vec![], vec![], vec![stage(&[], &[])]).unwrap_err(),
            ProblemError::NoSuchInitiative { stage: 0, initiative: 0 }
        );
    }

    #[test]
    fn horizons_heads_and_shares_have_limits() {
        for weeks in [0, 2_081] {
            assert_eq!(Problem::new(weeks, vec![], vec![], vec![]), Err(ProblemError::Horizon { weeks }));
        }
        let short = Role { heads_units: vec![20; 51], ..role(20) };
        assert!(matches!(
            problem(vec![short], vec![]),
            Err(ProblemError::HeadsLength { role: 0, weeks: 51, horizon_weeks: 52 })
        ));
        assert!(problem(vec![role(65_520)], vec![]).is_ok());
        assert!(matches!(
            problem(vec![role(65_521)], vec![]),
            Err(ProblemError::TooManyHeads { week: 0, .. })
        ));
        let busy = Role { run_share: 1.5, ..role(20) };
        assert!(matches!(problem(vec![busy], vec![]), Err(ProblemError::RunShare { .. })));
        for absence in [Distribution::triangular(0.0, 0.1, 1.2), Distribution::log_normal(0.01, 0.1)] {
            let absent = Role { absence: absence.unwrap(), ..role(20) };
            assert!(matches!(problem(vec![absent], vec![]), Err(ProblemError::Absence { role: 0, .. })));
        }
    }

    #[test]
    fn work_is_not_negative_and_effort_needs_somebody() {
        let backwards = Work::Duration(Distribution::triangular(-1.0, 2.0, 3.0).unwrap());
        let error = problem(vec![], vec![Stage { work: backwards, ..stage(&[], &[]) }]).unwrap_err();
        assert_eq!(error, ProblemError::NegativeWork { stage: 0, low: -1.0 });
        let effort = Work::Effort(Distribution::fixed(3.0).unwrap());
        let nobody = Stage { work: effort, ..stage(&[(0, 0)], &[]) };
        assert_eq!(
            problem(vec![role(20)], vec![nobody]),
            Err(ProblemError::EffortWithoutDemand { stage: 0 })
        );
    }

    #[test]
    fn json_is_checked_when_read() {
        let good = problem(vec![role(40)], vec![stage(&[(0, 30)], &[])]).unwrap();
        let json = serde_json::to_string(&good).unwrap();
        assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), good);
        let bad = json.replace(r#""after":[]"#, r#""after":[0]"#);
        assert!(serde_json::from_str::<Problem>(&bad).unwrap_err().to_string().contains("circle"));
    }
}
