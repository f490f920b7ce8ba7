//! Budget, policy, calendar and settings of the portfolio itself.

use super::words::{amount, day, figure, instead};
use super::{Kind, Line, Subject};
use crate::model::portfolio::{Calendar, Policy, Portfolio, Selection, Simulation, YearAmount};

pub(super) fn tell(before: &Portfolio, after: &Portfolio, lines: &mut Vec<Line>) {
    let mut say = |kind, words| lines.push(Line { subject: Subject::Portfolio, kind, words });
    if before.budget_per_year != after.budget_per_year {
        let sum = |list: &[YearAmount]| list.iter().map(|year| year.amount.get()).sum::<f64>();
        let (was, is) = (&before.budget_per_year, &after.budget_per_year);
        let words = match (was.is_empty(), is.is_empty()) {
            (true, _) => format!("A budget of {}", amount(sum(is), &after.currency)),
            (_, true) => "No budget".to_owned(),
            _ => format!("A budget of {}", instead(sum(was), sum(is), &after.currency)),
        };
        say(Kind::Budget, words);
    }
    simulation(before.simulation, after.simulation, &mut say);
    if before.correlations != after.correlations {
        say(Kind::Settings, "Departments vary together otherwise".to_owned());
    }
    calendar(before.calendar, after.calendar, &mut say);
    if before.selection.guardrails != after.selection.guardrails {
        say(Kind::Budget, "The budget is divided by other guardrails".to_owned());
    }
    let same_guardrails =
        Selection { guardrails: after.selection.guardrails.clone(), ..before.selection.clone() };
    if same_guardrails != after.selection {
        say(Kind::Settings, "The lines or rules of selection differ".to_owned());
    }
    // What has been said; the rest is told as such.
    let said = Portfolio {
        budget_per_year: after.budget_per_year.clone(),
        simulation: after.simulation,
        calendar: after.calendar,
        selection: after.selection.clone(),
        correlations: after.correlations.clone(),
        ..before.clone()
    };
    if said != *after {
        say(Kind::Settings, "Name, note, currency or names of modes differ".to_owned());
    }
}

fn simulation(was: Simulation, is: Simulation, say: &mut impl FnMut(Kind, String)) {
    if was.policy != is.policy {
        let words = match is.policy {
            Policy::Unlevelled => "Nobody waits for people",
            Policy::Serial => "Work waits until people are free",
            Policy::Parallel => "Work starts week by week, as soon as people are free",
        };
        say(Kind::Settings, words.to_owned());
    }
    if (was.seed, was.iterations) != (is.seed, is.iterations) {
        say(Kind::Settings, "The simulation has another seed or number of iterations".to_owned());
    }
    if was.correlation != is.correlation {
        let words =
            format!("Stages of one initiative vary together by {} %", figure(is.correlation.get() * 100.0));
        say(Kind::Settings, words);
    }
    if was.most_at_once != is.most_at_once {
        let words = match is.most_at_once {
            Some(most) => format!("At most {most} initiatives are under way at once"),
            None => "Any number of initiatives may be under way at once".to_owned(),
        };
        say(Kind::Settings, words);
    }
    if (was.cost_with_work, was.ramp_weeks) != (is.cost_with_work, is.ramp_weeks) {
        say(Kind::Settings, "Cost grows with the work, or benefits rise, otherwise".to_owned());
    }
}

fn calendar(was: Calendar, is: Calendar, say: &mut impl FnMut(Kind, String)) {
    if was.start != is.start {
        say(
            Kind::Settings,
            format!("The calendar starts on {} instead of {}", day(is.start), day(was.start)),
        );
    }
    if was.horizon_weeks != is.horizon_weeks {
        say(
            Kind::Settings,
            format!("The horizon is {} weeks instead of {}", is.horizon_weeks, was.horizon_weeks),
        );
    }
}
