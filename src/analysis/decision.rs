//! A decision request from plans that stand side by side: each becomes an alternative with its figures as they are now.

use jiff::civil::Date;

use super::difference::{Candidate, Indicator, Row};
use super::plan_diff::{differences, summary};
use crate::model::decision::{Alternative, Decision, KeptFigures, Reversibility};
use crate::model::finite::Finite;
use crate::model::id::DecisionId;

/// The request, with a title to begin with and nothing recommended yet.
///
/// `rows` are those of [`set_rows`](super::difference::set_rows) and, as far as they are known, of
/// [`run_rows`](super::difference::run_rows) over `iterations`.
pub fn request(
    id: DecisionId,
    plans: &[Candidate],
    rows: &[Row],
    iterations: u32,
    today: Option<Date>,
) -> Decision {
    let alternative = |(index, plan): (usize, &Candidate)| Alternative {
        name: plan.name.clone(),
        scenario: plan.scenario,
        changes: match plan.scenario {
            None => String::new(),
            Some(_) => summary(&differences(&plans[0].document, &plan.document)),
        },
        figures: kept(plan, index, rows, iterations),
    };
    Decision {
        id,
        title: title(plans),
        situation: String::new(),
        asked_on: today,
        decide_by: None,
        alternatives: plans.iter().enumerate().map(alternative).collect(),
        recommendation: None,
        involved: String::new(),
        project_manager: false,
        reversibility: Reversibility::default(),
        outcome: None,
    }
}

/// The figures of plan number `index` among `rows`.
pub fn kept(plan: &Candidate, index: usize, rows: &[Row], iterations: u32) -> KeptFigures {
    let found = |indicator: Indicator| {
        let row = rows.iter().find(|row| row.indicator == indicator)?;
        row.plans.get(index).copied().flatten()
    };
    let figure = |indicator| Finite::new(found(indicator)?.value).ok();
    let day = |indicator| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a week within the horizon"
        )]
        let week = found(indicator)?.value.clamp(0.0, 1e5) as u32;
        Some(plan.document.portfolio.calendar.day_after_weeks(week))
    };
    KeptFigures {
        value: figure(Indicator::Value),
        cost: figure(Indicator::Cost),
        expected_cost: figure(Indicator::ExpectedCost),
        risk_cost: figure(Indicator::RiskCost),
        right_things: figure(Indicator::RightThings),
        right_people: figure(Indicator::RightPeople),
        right_time: figure(Indicator::RightTime),
        load: figure(Indicator::Load),
        short_role_weeks: figure(Indicator::ShortRoleWeeks),
        finish_p50: day(Indicator::P50),
        finish_p80: day(Indicator::P80),
        sooner: found(Indicator::P80)
            .and_then(|it| it.change?.better)
            .and_then(|share| Finite::new(share).ok()),
        iterations,
    }
}

/// "Which plan: Plan of record, What-if 1 or What-if 2?"
fn title(plans: &[Candidate]) -> String {
    let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
    match names.as_slice() {
        [] => "Which plan?".to_owned(),
        [rest @ .., last] if !rest.is_empty() => format!("Which plan: {} or {last}?", rest.join(", ")),
        [only, ..] => format!("{only}?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::difference::{prepare, run_rows, set_rows};
    use crate::engine::capacity::compare;
    use crate::model::document::Document;
    use crate::model::edit::{DecisionsChange, Edit};
    use crate::model::sample;

    fn candidates(document: &Document) -> Vec<Candidate> {
        let scenario = &document.scenarios.list[0];
        vec![
            Candidate { name: "Plan of record".into(), scenario: None, document: document.clone() },
            Candidate {
                name: scenario.name.clone(),
                scenario: Some(scenario.id),
                document: document.with_scenario(scenario.id).unwrap(),
            },
        ]
    }

    /// What is asked for can be asked for: the request is an edit that the document admits.
    #[test]
    fn a_request_keeps_the_figures_of_its_moment() {
        let mut document = sample::find("gmpp").unwrap().document();
        let plans = candidates(&document);
        let prepared = prepare(&plans).unwrap();
        let tally = compare(&prepared.comparison, prepared.seed, 0..256);
        let mut rows = set_rows(&plans);
        rows.extend(run_rows(&prepared, &tally));
        let asked = request(DecisionId(document.fresh_id(0)), &plans, &rows, 256, None);
        assert_eq!(asked.title, "Which plan: Plan of record or Two more security people?");
        assert_eq!(asked.alternatives[1].changes, "two more people as Security");
        for alternative in &asked.alternatives {
            let figures = alternative.figures;
            assert!(figures.value.is_some() && figures.cost.is_some() && figures.right_time.is_some());
            assert!(figures.risk_cost.is_none_or(|it| Some(it) <= figures.expected_cost));
            assert!(figures.expected_cost.is_some());
            assert!(figures.finish_p50 <= figures.finish_p80);
        }
        Edit::Decisions(DecisionsChange::Ask(Box::new(asked.clone()))).apply(&mut document).unwrap();
        assert_eq!(document.decisions.list.last(), Some(&asked));
    }
}
