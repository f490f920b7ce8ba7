//! What ties our office to each office for the whole organisation: shared criteria, calendar, data and decision rights,
//! and which of the two came first.

use serde::Serialize;

use crate::model::id::OfficeId;
use crate::model::office::Office;
use crate::model::office::charter::OfficeLevel;
use crate::model::office::network::Relation;

/// What two offices that work as one share.
pub const SHARED: [Relation; 4] =
    [Relation::Criteria, Relation::Calendar, Relation::Data, Relation::DecisionRights];

/// One office for the whole organisation, held against the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartnerReport {
    /// Which.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// What is shared, of [`SHARED`], in its order.
    pub shared: Vec<Relation>,
    /// What is not.
    pub missing: Vec<Relation>,
    /// Which came first.
    pub first: First,
}

/// Which of two offices came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum First {
    /// One of the two does not say when it began.
    Unknown,
    /// Ours, by so many days; the usual order: an office for all often comes after those of departments.
    Ours(i32),
    /// The other, by so many days, 0 if both began on one day.
    Theirs(i32),
}

/// Offices for the whole organisation, in document order; none for an office that is one itself.
pub(super) fn partners(office: &Office) -> Vec<PartnerReport> {
    if office.charter.head.level == Some(OfficeLevel::Enterprise) {
        return Vec::new();
    }
    let wide = office.network.offices.iter().filter(|it| it.level == OfficeLevel::Enterprise);
    wide.map(|it| {
        let all = office.network.shared_with(it.id);
        let (shared, missing) = SHARED.into_iter().partition(|relation| all.contains(relation));
        let first = match office.charter.head.began.zip(it.began) {
            None => First::Unknown,
            Some((ours, theirs)) if ours < theirs => First::Ours((theirs - ours).get_days()),
            Some((ours, theirs)) => First::Theirs((ours - theirs).get_days()),
        };
        PartnerReport { id: it.id, name: it.name.clone(), shared, missing, first }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sample;

    /// U27: data, criteria and calendar are shared, decision rights are not; ours began 518 days later.
    #[test]
    fn the_list_says_what_is_not_shared_yet() {
        let mut office = (*sample::SAMPLES[0].document().office).clone();
        let report = partners(&office);
        assert_eq!(report.len(), 1);
        assert_eq!(report[0].missing, [Relation::DecisionRights]);
        assert_eq!(report[0].shared.len(), 3);
        assert_eq!(report[0].first, First::Theirs(518));
        office.charter.head.began = None;
        assert_eq!(partners(&office)[0].first, First::Unknown);
        office.charter.head.level = Some(OfficeLevel::Enterprise);
        assert!(partners(&office).is_empty());
    }
}
