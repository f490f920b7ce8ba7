//! A change notice from the diff of two plans: which initiatives it concerns, who leads them, what changes for each.
//!
//! A change of a role concerns whoever needs that role.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::plan_diff::{Subject, differences, summary};
use crate::model::decision::{Affected, ChangeNotice, Direction};
use crate::model::document::Document;
use crate::model::id::{InitiativeId, NoticeId, RoleId};
use crate::model::initiative::Initiative;

/// The notice that `after` takes the place of `before`; initiatives in the order of priority of `after`, then those gone.
pub fn change_notice(
    id: NoticeId,
    title: impl Into<String>,
    before: &Document,
    after: &Document,
    today: Option<Date>,
) -> ChangeNotice {
    let lines = differences(before, after);
    let mut changes: BTreeMap<InitiativeId, Vec<String>> = BTreeMap::new();
    for line in &lines {
        match line.subject {
            Subject::Initiative(id) => changes.entry(id).or_default().push(line.words.clone()),
            Subject::Role(role) => {
                for initiative in after.initiatives.in_plan().filter(|it| needs(it, role)) {
                    changes.entry(initiative.id).or_default().push(line.words.clone());
                }
            }
            Subject::Portfolio | Subject::Criterion(_) => {}
        }
    }
    let gone = before.initiatives.list.iter().filter(|it| after.initiatives.initiative(it.id).is_none());
    let affected = after.initiatives.list.iter().chain(gone).filter_map(|initiative| {
        let changes = changes.remove(&initiative.id)?;
        let (name, owner) = (initiative.name.clone(), initiative.owner.clone());
        Some(Affected { initiative: initiative.id, name, owner, changes, read: None })
    });
    ChangeNotice {
        id,
        title: title.into(),
        trigger: String::new(),
        direction: Direction::default(),
        issued: today,
        affected: affected.collect(),
        summary: summary(&lines),
    }
}

fn needs(initiative: &Initiative, role: RoleId) -> bool {
    initiative.stages.iter().flat_map(|stage| &stage.demand).any(|demand| demand.role == role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, InitiativeChange, RoleChange};
    use crate::model::finite::Finite;
    use crate::model::sample;

    #[test]
    fn whoever_is_changed_or_needs_a_changed_role_is_told() {
        let before = sample::find("gmpp").unwrap().document();
        let dropped = before.initiatives.in_plan().next().unwrap().clone();
        let role = &before.people.roles[0];
        let mut after = before.clone();
        let heads = Finite::new(role.heads.get() + 1.0).unwrap();
        for edit in [
            Edit::Initiative { initiative: dropped.id, change: InitiativeChange::InPlan(false) },
            Edit::Role { role: role.id, change: RoleChange::Heads(heads) },
        ] {
            edit.apply(&mut after).unwrap();
        }
        let notice = change_notice(NoticeId(9_999), "Change", &before, &after, None);
        let users = after.initiatives.in_plan().filter(|it| needs(it, role.id)).count();
        assert!(users > 0);
        assert_eq!(notice.affected.len(), users + 1);
        let told = notice.affected.iter().find(|it| it.initiative == dropped.id).unwrap();
        assert_eq!(told.owner, dropped.owner);
        assert_eq!(told.changes, [format!("{} leaves the plan", dropped.name)]);
        assert_eq!(notice.summary, format!("drops 1, one more person as {}", role.name));
    }
}
