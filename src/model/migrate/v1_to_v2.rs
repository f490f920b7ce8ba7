//! Version 2: absence is uncertain, and a stage says what its estimate measures.
//!
//! Version 1 kept one number `absence_share` a role, and three numbers
//! `duration_weeks: [low, likely, high]` a stage.

use serde_json::{Value, json};

use super::MigrationError;

pub(super) fn migrate(document: &mut Value) -> Result<(), MigrationError> {
    for (index, role) in list(document, "/people/roles").enumerate() {
        let share = take(role, "absence_share", || format!("people.roles[{index}]"))?;
        role["absence"] = json!({ "low": share, "likely": share, "high": share });
    }
    for (at, initiative) in list(document, "/initiatives/list").enumerate() {
        for (index, stage) in list(initiative, "/stages").enumerate() {
            let place = || format!("initiatives.list[{at}].stages[{index}]");
            let weeks = take(stage, "duration_weeks", place)?;
            let Some([low, likely, high]) = weeks.as_array().map(Vec::as_slice) else {
                let path = format!("{}.duration_weeks", place());
                return Err(MigrationError {
                    path,
                    reason: "three numbers of weeks were expected".to_owned(),
                });
            };
            let estimate = json!({ "low": low, "likely": likely, "high": high, "shape": "triangular" });
            stage["work"] = json!({ "duration": { "three_point": estimate } });
        }
    }
    Ok(())
}

/// The items of the list at `pointer`; none if there is no such list, which reading the result will tell.
fn list<'a>(value: &'a mut Value, pointer: &str) -> impl Iterator<Item = &'a mut Value> {
    value.pointer_mut(pointer).and_then(Value::as_array_mut).into_iter().flatten()
}

fn take(object: &mut Value, key: &str, place: impl Fn() -> String) -> Result<Value, MigrationError> {
    object.as_object_mut().and_then(|object| object.remove(key)).ok_or_else(|| MigrationError {
        path: format!("{}.{key}", place()),
        reason: "it is missing".to_owned(),
    })
}
