//! A feasible set under construction, with exact slack: who still fits, and what each would add.

use super::instance::{Fixing, Instance};

/// A set that keeps every limit, requirement and exclusion; it grows and shrinks by one candidate at a time.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    instance: &'a Instance,
    member: Vec<bool>,
    /// What is left of each row.
    slack: Vec<i64>,
    /// Whether a member of each exclusion is in.
    taken: Vec<bool>,
    value: i64,
}

/// Pairs of a member and an outsider that are examined in one go, by and large.
const PAIRS_TO_EXAMINE: usize = 2_000_000;

impl<'a> Draft<'a> {
    /// Exactly `member`, or `None` if that is not feasible.
    pub(super) fn of(instance: &'a Instance, member: &[bool]) -> Option<Self> {
        let mut draft = Self::empty(instance);
        for candidate in (0..instance.candidates()).filter(|candidate| member[*candidate]) {
            if !draft.has_room_for(candidate) {
                return None;
            }
            draft.add(candidate);
        }
        let keeps_requirements = |candidate: usize| {
            !draft.member[candidate] || instance.requires[candidate].iter().all(|one| draft.member[*one])
        };
        let keeps_fixing = |candidate: usize| match instance.fixings[candidate] {
            Fixing::Free => true,
            Fixing::Out => !draft.member[candidate],
            Fixing::In => draft.member[candidate],
        };
        (0..instance.candidates())
            .all(|candidate| keeps_requirements(candidate) && keeps_fixing(candidate))
            .then_some(draft)
    }

    /// The candidates that every feasible set contains.
    ///
    /// # Panics
    ///
    /// If they are not feasible; see [`super::feasible`].
    pub(super) fn mandatory(instance: &'a Instance) -> Self {
        let member: Vec<bool> = instance.fixings.iter().map(|fixing| *fixing == Fixing::In).collect();
        Self::of(instance, &member).expect("a search starts only if the mandatory candidates fit")
    }

    /// Membership by candidate.
    pub(super) fn members(&self) -> &[bool] {
        &self.member
    }

    /// Value of the set.
    pub(super) fn value(&self) -> i64 {
        self.value
    }

    /// What the value changes by if `candidate` joins, or minus what it changes by if it leaves.
    pub(super) fn marginal_value(&self, candidate: usize) -> i64 {
        let partners = self.instance.partners[candidate].iter();
        let together = partners.filter(|(partner, _)| self.member[*partner]).map(|(_, value)| value);
        self.instance.values[candidate] + together.sum::<i64>()
    }

    /// Adds `candidate` and whatever it requires, if all of it fits and is `worth` it.
    ///
    /// `worth` sees by how much the value would change.
    pub(super) fn add_with_requirements(
        &mut self,
        candidate: usize,
        worth: impl FnOnce(i64) -> bool,
    ) -> bool {
        if self.member[candidate] {
            return false;
        }
        let before = self.value;
        let mut added: Vec<usize> = Vec::new();
        let mut waiting = vec![candidate];
        let mut fits = true;
        while let Some(next) = waiting.pop() {
            if self.member[next] {
                continue;
            }
            if self.instance.fixings[next] == Fixing::Out || !self.has_room_for(next) {
                fits = false;
                break;
            }
            self.add(next);
            added.push(next);
            waiting.extend(self.instance.requires[next].iter().filter(|one| !self.member[**one]));
        }
        if fits && worth(self.value - before) {
            return true;
        }
        for one in added {
            self.remove(one);
        }
        false
    }

    /// Adds whoever adds value, in `order`, twice: the first round may make room for synergies.
    pub(super) fn fill(&mut self, order: &[usize]) {
        for _ in 0..2 {
            for &candidate in order {
                self.add_with_requirements(candidate, |gain| gain > 0);
            }
        }
    }

    /// Exchanges one member for one outsider as long as that raises the value, best exchange first
    /// (of many candidates: as long as it does not take too long).
    ///
    /// `order` says who may come in where an exchange leaves room for more.
    pub(super) fn improve_by_exchanges(&mut self, order: &[usize]) {
        let pairs_per_round = self.member.len() * self.member.len() / 4;
        for _ in 0..=PAIRS_TO_EXAMINE / (pairs_per_round + 1) {
            let Some((leaves, joins)) = self.best_exchange() else { return };
            self.remove(leaves);
            self.add(joins);
            self.fill(order);
        }
    }

    /// Whether `candidate` fits beside the members, requirements aside.
    fn has_room_for(&self, candidate: usize) -> bool {
        self.instance.needs[candidate].iter().all(|need| need.units <= self.slack[need.row])
            && !self.instance.groups[candidate].iter().any(|group| self.taken[*group])
    }

    /// The exchange that raises the value most; the first of equals.
    fn best_exchange(&self) -> Option<(usize, usize)> {
        let instance = self.instance;
        let is_required = |one: usize| instance.required_by[one].iter().any(|other| self.member[*other]);
        let leavers: Vec<usize> = (0..instance.candidates())
            .filter(|one| self.member[*one] && instance.fixings[*one] == Fixing::Free && !is_required(*one))
            .collect();
        let joiners: Vec<(usize, i64)> = (0..instance.candidates())
            .filter(|one| !self.member[*one] && instance.fixings[*one] == Fixing::Free)
            .filter(|one| instance.requires[*one].iter().all(|other| self.member[*other]))
            .map(|one| (one, self.marginal_value(one)))
            .collect();
        let (mut most, mut best) = (0, None);
        let mut slack = self.slack.clone();
        for leaves in leavers {
            let loss = self.marginal_value(leaves);
            for need in &instance.needs[leaves] {
                slack[need.row] += need.units;
            }
            let is_open = |group: &usize| !self.taken[*group] || instance.groups[leaves].contains(group);
            for &(joins, gain) in &joiners {
                if gain - loss > most
                    && instance.needs[joins].iter().all(|need| need.units <= slack[need.row])
                    && instance.groups[joins].iter().all(is_open)
                    && !instance.requires[joins].contains(&leaves)
                {
                    let together = instance.partners[joins].iter().filter(|(partner, _)| *partner == leaves);
                    let change = gain - loss - together.map(|(_, value)| value).sum::<i64>();
                    if change > most {
                        (most, best) = (change, Some((leaves, joins)));
                    }
                }
            }
            for need in &instance.needs[leaves] {
                slack[need.row] -= need.units;
            }
        }
        best
    }

    fn empty(instance: &'a Instance) -> Self {
        Self {
            instance,
            member: vec![false; instance.candidates()],
            slack: instance.limits.clone(),
            taken: vec![false; instance.group_count],
            value: 0,
        }
    }

    fn add(&mut self, candidate: usize) {
        self.value += self.marginal_value(candidate);
        self.member[candidate] = true;
        for need in &self.instance.needs[candidate] {
            self.slack[need.row] -= need.units;
        }
        for &group in &self.instance.groups[candidate] {
            self.taken[group] = true;
        }
    }

    fn remove(&mut self, candidate: usize) {
        self.member[candidate] = false;
        self.value -= self.marginal_value(candidate);
        for need in &self.instance.needs[candidate] {
            self.slack[need.row] += need.units;
        }
        for &group in &self.instance.groups[candidate] {
            self.taken[group] = false;
        }
    }
}
