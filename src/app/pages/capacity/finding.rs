//! What the simulation says, in a sentence; plain facts where nothing stands out.

use crate::analysis::simulate::{InitiativeReport, RoleReport, SimulationReport, StageReport};
use crate::app::format::{count, in_words, number, percent};
use crate::model::portfolio::Policy;

/// A week counts as short of people from this chance on.
const LIKELY: f64 = 0.5;

/// The page's title: the role that is short most, and how many initiatives will be late.
pub(super) fn title(report: &SimulationReport) -> String {
    let late = late_count(report);
    match (shortest(report), late) {
        (Some(role), 0) => format!("{} is short of people, and yet every date will probably hold", role.name),
        (Some(role), late) => {
            format!(
                "{} is what the plan lacks most; {} will probably be late",
                role.name,
                count(late, "initiative", "initiatives")
            )
        }
        (None, 0) => "There are people enough, and every date will probably hold".to_owned(),
        (None, late) => format!(
            "There are people enough, but {} will probably be late",
            count(late, "initiative", "initiatives")
        ),
    }
}

/// How long the plan takes, and how sure that is.
pub(super) fn subtitle(report: &SimulationReport) -> String {
    let weeks = |week: Option<u32>| {
        week.map_or_else(
            || "beyond the horizon".to_owned(),
            |week| format!("{} weeks", number(f64::from(week), 0)),
        )
    };
    let span = &report.makespan_weeks;
    let time = report.right_time.map_or_else(String::new, |figure| {
        format!(" The mean chance to finish when needed is {}.", percent(figure.share))
    });
    format!("The whole plan takes {} (P50) to {} (P90).{time}", weeks(span.p50), weeks(span.p90))
}

/// The heat map's title: which role is short, and for how many weeks.
pub(super) fn overload_title(report: &SimulationReport, first: u32, weeks: u32) -> String {
    let short_weeks = |overload: &[f64]| {
        let from = (first as usize).min(overload.len());
        let to = ((first + weeks) as usize).min(overload.len());
        overload[from..to].iter().filter(|chance| **chance >= LIKELY).count()
    };
    let rows = report.roles.iter().flat_map(|role| {
        let at_level = role.levels.iter();
        let at_level =
            at_level.map(|it| (format!("{} at level {} and up", role.name, it.level), &it.overload));
        at_level.chain([(role.name.clone(), &role.overload)])
    });
    match rows.map(|(name, overload)| (name, short_weeks(overload))).max_by_key(|(_, short)| *short) {
        Some((name, short)) if short > 0 => {
            format!("{name} is probably short of people in {short} of {weeks} weeks")
        }
        _ => "No role is likely to be short of people in these weeks".to_owned(),
    }
}

/// The plan's title: how many will probably miss their date.
pub(super) fn plan_title(report: &SimulationReport) -> String {
    let dated = report.initiatives.iter().filter(|initiative| initiative.on_time.is_some()).count();
    match late_count(report) {
        _ if dated == 0 => "No initiative has a needed-by date yet".to_owned(),
        0 => format!("All {dated} will probably be finished when they are needed"),
        late => format!("{} of {dated} will probably miss the date they are needed", in_words(late)),
    }
}

/// What a limit on initiatives at once does, if there is one: how often, and to whom most.
pub(super) fn at_once(report: &SimulationReport) -> Option<String> {
    let limit = report.at_once?;
    let most = count(limit.most as usize, "initiative", "initiatives");
    if report.policy == Policy::Unlevelled {
        return Some(format!("The limit of {most} at once counts only where people are waited for."));
    }
    let waits = |it: &InitiativeReport| it.held.map_or(0.0, |held| held.share * held.weeks);
    let longest = report.initiatives.iter().max_by(|one, other| waits(one).total_cmp(&waits(other)))?;
    let Some(held) = longest.held else {
        return Some(format!("At most {most} at once: nobody ever waits for that alone."));
    };
    Some(format!(
        "At most {most} at once: in {} of runs somebody with free people waits until another is finished. {} waits most: in {} of runs, {} weeks on average.",
        percent(limit.held),
        longest.name,
        percent(held.share),
        number(held.weeks, 1),
    ))
}

/// What stages that may be split do, if one ever is: how often, and which pauses longest.
pub(super) fn split(report: &SimulationReport) -> Option<String> {
    let stages = report.initiatives.iter().flat_map(|it| it.stages.iter().map(move |stage| (it, stage)));
    let split = stages.filter_map(|(initiative, stage)| Some((initiative, stage, stage.pauses?)));
    let (initiative, stage, pauses) =
        split.max_by(|one, other| (one.2.share * one.2.weeks).total_cmp(&(other.2.share * other.2.weeks)))?;
    Some(format!(
        "Split where people are missing: {} of {} pauses most, in {} of runs, {} weeks on average.",
        stage.name,
        initiative.name,
        percent(pauses.share),
        number(pauses.weeks, 1),
    ))
}

/// Whether a stage pauses in at least every second run.
pub(super) fn often_split(stage: &StageReport) -> bool {
    stage.pauses.is_some_and(|pauses| pauses.share >= LIKELY)
}

fn late_count(report: &SimulationReport) -> usize {
    report
        .initiatives
        .iter()
        .filter(|initiative| initiative.on_time.is_some_and(|chance| chance < LIKELY))
        .count()
}

/// The role with most person-weeks that nobody can staff; none if that is under one in a hundred.
fn shortest(report: &SimulationReport) -> Option<&RoleReport> {
    let unstaffed = |role: &RoleReport| role.demanded_person_weeks - role.staffed_person_weeks;
    let role = report.roles.iter().max_by(|a, b| unstaffed(a).total_cmp(&unstaffed(b)))?;
    (unstaffed(role) > 0.01 * role.demanded_person_weeks).then_some(role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::simulate::{prepare, report};
    use crate::jobs::dispatcher::run_here;
    use crate::model::finite::Finite;
    use crate::model::sample;

    #[test]
    fn with_people_without_end_nobody_is_short() {
        let mut document = sample::find("gmpp").unwrap().document();
        for role in &mut document.people.edit().roles {
            role.heads = Finite::from(500);
            role.changes.clear();
        }
        let prepared = prepare(&document).unwrap();
        let tally = run_here(&prepared.problem, prepared.engine_policy(), prepared.seed, 64);
        let report = report(&prepared, &document, &tally);
        assert!(shortest(&report).is_none());
        assert!(title(&report).starts_with("There are people enough"));
        assert!(overload_title(&report, 0, 52).starts_with("No role"));
    }
}
