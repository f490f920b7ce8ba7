//! Heads of a role as a limit that is moved: so many more, or fewer, in every week.
//!
//! What one head more is worth is worked out with one more in every week; a slider that
//! moved only the heads from the start would say one thing and do another.

use crate::model::edit::{Edit, RoleChange};
use crate::model::finite::Finite;
use crate::model::limits;
use crate::model::people::{HeadChange, Role};

/// The later heads of `role` if it began with `heads`: moved by as much, but never below 0 or above what is admissible.
pub fn later_heads(role: &Role, heads: f64) -> Vec<HeadChange> {
    let by = heads - role.heads.get();
    // To the thousandth: sums of sums would grow endless decimals.
    let moved = |heads: f64| (((heads + by) * 1e3).round() / 1e3).clamp(0.0, limits::FTE);
    let later = role.changes.iter();
    later
        .map(|it| HeadChange { heads: Finite::new(moved(it.heads.get())).unwrap_or(it.heads), ..*it })
        .collect()
}

/// The edit with which `role` begins with `heads` and has as many more or fewer ever after; none if that is no number.
pub fn with_heads(role: &Role, heads: f64) -> Option<Edit> {
    let first = Edit::Role { role: role.id, change: RoleChange::Heads(Finite::new(heads).ok()?) };
    if role.changes.is_empty() {
        return Some(first);
    }
    let later = Edit::Role { role: role.id, change: RoleChange::HeadChanges(later_heads(role, heads)) };
    Some(Edit::Several { label: format!("heads of {}", role.name), edits: vec![first, later] })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::document::Document;
    use crate::model::history::History;
    use crate::model::id::RoleId;
    use crate::model::people::Absence;

    fn architect(heads: u32, later: &[u32]) -> Role {
        Role {
            id: RoleId(1),
            name: "Architect".into(),
            heads: heads.into(),
            changes: (1..)
                .zip(later)
                .map(|(month, &heads)| HeadChange { from: date(2027, month, 1), heads: heads.into() })
                .collect(),
            run_share: Finite::ZERO,
            absence: Absence::default(),
            week_rate: Finite::ZERO,
            holidays: Vec::new(),
            turnover: None,
            slower_per_level: None,
        }
    }

    fn counts(role: &Role) -> Vec<Finite> {
        [role.heads].into_iter().chain(role.changes.iter().map(|it| it.heads)).collect()
    }

    #[test]
    fn one_more_head_is_one_more_in_every_week_and_one_step_of_undo() {
        let role = architect(4, &[6, 1]);
        let mut document = Document { next_id: 2, ..Document::default() };
        document.people.edit().roles.push(role.clone());
        let mut history = History::new(document);
        for heads in [4.5, 5.0] {
            history.edit(&with_heads(&role, heads).unwrap()).unwrap();
        }
        assert_eq!(counts(&history.present().people.roles[0]), [5_u32, 7, 2].map(Finite::from));
        assert_eq!(history.undo().as_deref(), Some("heads of Architect"));
        assert_eq!(counts(&history.present().people.roles[0]), [4_u32, 6, 1].map(Finite::from));
        assert_eq!(history.undo(), None, "one drag is one step");
    }

    #[test]
    fn nobody_is_left_rather_than_fewer_than_nobody() {
        let moved = later_heads(&architect(4, &[6, 1]), 0.0);
        assert_eq!(moved.iter().map(|it| it.heads).collect::<Vec<_>>(), [2_u32, 0].map(Finite::from));
        assert!(matches!(with_heads(&architect(4, &[]), 3.0), Some(Edit::Role { .. })));
        assert_eq!(with_heads(&architect(4, &[]), f64::NAN), None);
    }
}
