//! The question: roles, initiatives, their stages, and what makes no sense in them.
//!
//! A [`Problem`] exists only if it can be simulated; whoever holds one need not
//! check again. Everything is named by its index; errors carry the indices, so
//! that the caller can put names to them.

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use super::availability::Availability;
use super::closure::{Closure, Closures};
use super::correlation::{Cluster, ClusterLinks, Group, GroupLinks};
use super::network::{Cycle, Network};
use super::risk::{Risk, RiskError, RiskLinks};
use super::turnover::Turnover;
use super::{Distribution, Lag, MAX_HORIZON_WEEKS, MAX_UNITS, ROUNDING_SLACK, TallyLayout};

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

/// Work that is done in one go by a fixed team.
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
}

/// Why a portfolio cannot be simulated. Numbers are indices into the lists given.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum ProblemError {
    /// Nothing fits into no weeks, and histograms must stay of a reasonable size.
    #[error("the horizon must be 1 to {MAX_HORIZON_WEEKS} weeks, not {weeks}")]
    Horizon {
        /// Horizon asked for.
        weeks: u32,
    },
    /// Heads must be known for every week.
    #[error("role {role} has heads for {weeks} weeks, but the horizon is {horizon_weeks} weeks")]
    HeadsLength {
        /// Index of the role.
        role: u32,
        /// Weeks with heads.
        weeks: u32,
        /// Weeks in the horizon.
        horizon_weeks: u32,
    },
    /// A role is counted in 16 bits.
    #[error(
        "role {role} has {units} units in week {week}; the most is {MAX_UNITS} (3,276 FTE): split the role"
    )]
    TooManyHeads {
        /// Index of the role.
        role: u32,
        /// First week with too many.
        week: u32,
        /// Units in that week.
        units: u16,
    },
    /// Operations cannot take less than nothing or more than everybody.
    #[error("the run share of role {role} must lie between 0 and 1, not {share}")]
    RunShare {
        /// Index of the role.
        role: u32,
        /// Share given.
        share: f64,
    },
    /// As the run share; a lognormal absence has no greatest value and is refused too.
    #[error(
        "the absence of role {role} must lie between 0 and 1, not {low} to {high}: \
         use a triangular or PERT estimate"
    )]
    Absence {
        /// Index of the role.
        role: u32,
        /// Least possible absence.
        low: f64,
        /// Greatest possible absence.
        high: f64,
    },
    /// The stage belongs to nothing.
    #[error("stage {stage} belongs to initiative {initiative}, which is not in the list")]
    NoSuchInitiative {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        initiative: u32,
    },
    /// The stage needs a role that does not exist.
    #[error("stage {stage} needs role {role}, which is not in the list")]
    NoSuchRole {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        role: u32,
    },
    /// The stage waits for a stage that does not exist.
    #[error("stage {stage} comes after stage {predecessor}, which is not in the list")]
    NoSuchStage {
        /// Index of the stage.
        stage: u32,
        /// Index that is out of range.
        predecessor: u32,
    },
    /// Time does not run backwards.
    #[error("the work of stage {stage} must be at least 0, but may be {low}")]
    NegativeWork {
        /// Index of the stage.
        stage: u32,
        /// Least possible duration or effort.
        low: f64,
    },
    /// Nobody would ever do the work.
    #[error("stage {stage} has an effort but no demand: name a role, or give it a duration")]
    EffortWithoutDemand {
        /// Index of the stage.
        stage: u32,
    },
    /// The stage could never start, in any iteration.
    #[error(
        "stage {stage} needs {demanded_units} units of role {role}, which after operations never has \
         more than {offered_units}, even with nobody absent"
    )]
    DemandAboveOffer {
        /// Index of the stage.
        stage: u32,
        /// Index of the role.
        role: u32,
        /// Units needed in every week.
        demanded_units: u32,
        /// Most units that the role offers in any week.
        offered_units: u16,
    },
    /// A risk that makes no sense.
    #[error("risk {risk}: {error}")]
    Risk {
        /// Index of the risk.
        risk: u32,
        /// What is wrong with it.
        error: RiskError,
    },
    /// Groups of stages that make no sense.
    #[error("every stage may vary together with one group of others at most, with a correlation from 0 to 1")]
    Groups,
    /// Clusters of stages that make no sense.
    #[error(
        "every stage may be in one cluster at most, each with a correlation from -1 to 1 for every cluster before it \
         and one from 0 to 1 of its own"
    )]
    Clusters,
    /// A lag on a link that is not there.
    #[error(
        "stage {stage} is to wait after stage {after}, but does not come after it: name it as a predecessor"
    )]
    LagWithoutLink {
        /// Index of the stage that waits.
        stage: u32,
        /// Index of what it waits after.
        after: u32,
    },
    /// Closed weeks of a role that does not exist.
    #[error("weeks are closed to role {role}, which is not in the list")]
    ClosedStranger {
        /// Index that is out of range.
        role: u32,
    },
    /// Shares of a turnover that are none, or a role that is not there or has two.
    #[error(
        "the turnover of role {role} must be the only one of a role in the list, with shares from 0 to 1 and no more \
         than 0.95 leaving within a year"
    )]
    Turnover {
        /// Index of the role.
        role: u32,
    },
    /// Nothing could ever begin.
    #[error("at least 1 initiative must be allowed to be under way at once, not 0")]
    NothingAtOnce,
    /// Each of these stages waits for the one before it, and the first for the last.
    #[error("stages {stages:?} wait for each other in a circle: remove one of these links")]
    Cycle {
        /// Indices of the stages, each before the next.
        stages: Vec<u32>,
    },
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
            roles: count(&self.parts.roles),
            is_limited: self.parts.most_at_once.is_some(),
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

    /// Who comes to the role of index `role` and leaves it, if anybody does.
    pub(super) fn turnover(&self, role: u32) -> Option<&Turnover> {
        Some(&self.parts.turnover[self.availability.turnover_of(role)?])
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
        let closures = Closures::new(&parts.closures, parts.horizon_weeks);
        let network = Network::new(&parts.stages, &parts.lags, &closures, parts.horizon_weeks)
            .map_err(|Cycle(stages)| ProblemError::Cycle { stages })?;
        let mut turnover_of = vec![None; if parts.turnover.is_empty() { 0 } else { parts.roles.len() }];
        for (place, turnover) in (0..).zip(&parts.turnover) {
            let of = turnover_of.get_mut(turnover.role as usize).filter(|of| of.is_none());
            match of.filter(|_| turnover.is_sound()) {
                Some(of) => *of = Some(place),
                None => return Err(ProblemError::Turnover { role: turnover.role }),
            }
        }
        let availability = Availability::new(&parts.roles, &closures, turnover_of);
        for (index, risk) in (0..).zip(&parts.risks) {
            risk.check(&parts.stages).map_err(|error| ProblemError::Risk { risk: index, error })?;
        }
        let risk_links = RiskLinks::new(&parts.risks, &parts.stages);
        let group_links = GroupLinks::new(&parts.groups, parts.stages.len()).ok_or(ProblemError::Groups)?;
        let cluster_links =
            ClusterLinks::new(&parts.clusters, parts.stages.len()).ok_or(ProblemError::Clusters)?;
        Ok(Self { parts, network, availability, risk_links, group_links, cluster_links })
    }
}

fn check_role(index: u32, role: &Role, horizon_weeks: u32) -> Result<(), ProblemError> {
    let weeks = count(&role.heads_units);
    if weeks != horizon_weeks {
        return Err(ProblemError::HeadsLength { role: index, weeks, horizon_weeks });
    }
    if let Some((week, &units)) = (0..).zip(&role.heads_units).find(|(_, units)| **units > MAX_UNITS) {
        return Err(ProblemError::TooManyHeads { role: index, week, units });
    }
    if !(0.0..=1.0).contains(&role.run_share) {
        return Err(ProblemError::RunShare { role: index, share: role.run_share });
    }
    let (low, high) = role.absence.support();
    if low < 0.0 || high > 1.0 {
        return Err(ProblemError::Absence { role: index, low, high });
    }
    Ok(())
}

fn check_stage(index: u32, stage: &Stage, parts: &Parts, offers: &[u16]) -> Result<(), ProblemError> {
    if stage.initiative >= count(&parts.initiatives) {
        return Err(ProblemError::NoSuchInitiative { stage: index, initiative: stage.initiative });
    }
    if let Some(&predecessor) = stage.after.iter().find(|after| **after >= count(&parts.stages)) {
        return Err(ProblemError::NoSuchStage { stage: index, predecessor });
    }
    let (low, _) = stage.work.distribution().support();
    if low < 0.0 {
        return Err(ProblemError::NegativeWork { stage: index, low });
    }
    if matches!(stage.work, Work::Effort(_)) && stage.demand.iter().all(|demand| demand.units == 0) {
        return Err(ProblemError::EffortWithoutDemand { stage: index });
    }
    for &Demand { role, .. } in &stage.demand {
        let Some(&offered_units) = offers.get(role as usize) else {
            return Err(ProblemError::NoSuchRole { stage: index, role });
        };
        let demanded_units =
            stage.demand.iter().filter(|other| other.role == role).map(|other| u32::from(other.units)).sum();
        if demanded_units > u32::from(offered_units) {
            return Err(ProblemError::DemandAboveOffer { stage: index, role, demanded_units, offered_units });
        }
    }
    Ok(())
}

/// Most units that initiatives can have of `role` in any week, with nobody absent.
fn greatest_offer(role: &Role) -> u16 {
    let most = role.heads_units.iter().copied().max().unwrap_or(0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to MAX_UNITS")]
    let units = (f64::from(most) * (1.0 - role.run_share) + ROUNDING_SLACK) as u16;
    units
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
