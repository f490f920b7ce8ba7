//! What the engine finds wrong with a plan, in the plan's own names.

use crate::analysis::levels::AskedLevel;
use crate::engine::capacity::{ProblemError, UNITS_PER_FTE};
use crate::model::document::Document;
use crate::model::initiative::{Initiative, Stage};

/// Puts names to the engine's indices.
pub(super) fn explain(
    error: &ProblemError,
    document: &Document,
    stages: &[(usize, &Initiative, &Stage)],
) -> String {
    let stage_name = |stage: u32| {
        let (_, initiative, stage) = stages[stage as usize];
        format!("“{}, {}”", initiative.name, stage.name)
    };
    let role_name = |role: u32| document.people.roles[role as usize].name.as_str();
    match error {
        ProblemError::DemandAboveOffer { stage, role, demanded_units, offered_units } => format!(
            "{} needs {} FTE of {}, which after run work never has more than {}: add heads or ask for fewer",
            stage_name(*stage),
            f64::from(*demanded_units) / f64::from(UNITS_PER_FTE),
            role_name(*role),
            f64::from(*offered_units) / f64::from(UNITS_PER_FTE),
        ),
        ProblemError::EffortWithoutDemand { stage } => {
            format!(
                "{} has an effort but nobody works on it: name a role, or give it a duration",
                stage_name(*stage)
            )
        }
        ProblemError::Cycle { stages: cycle } => {
            let names: Vec<String> = cycle.iter().map(|stage| stage_name(*stage)).collect();
            format!("{} wait for each other in a circle: remove one of these links", names.join(", "))
        }
        other => other.to_string(),
    }
}

/// As [`explain`], of a level that has too few people.
pub(super) fn explain_level(
    error: &ProblemError,
    document: &Document,
    stages: &[(usize, &Initiative, &Stage)],
    levels: &[AskedLevel],
) -> String {
    let ProblemError::LevelAboveOffer { stage, level, demanded_units, offered_units } = error else {
        return explain(error, document, stages);
    };
    let (_, initiative, stage) = stages[*stage as usize];
    let AskedLevel { role, level } = levels[*level as usize];
    let role = document.people.role(role).map_or("a role", |role| role.name.as_str());
    format!(
        "“{}, {}” needs {} FTE of {role} at level {level} or above, of whom after run work there are never more than \
         {}: raise somebody’s level on the list of people, ask for a lower one, or let people below it do the work \
         more slowly",
        initiative.name,
        stage.name,
        f64::from(*demanded_units) / f64::from(UNITS_PER_FTE),
        f64::from(*offered_units) / f64::from(UNITS_PER_FTE),
    )
}
