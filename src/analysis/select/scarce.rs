//! What each initiative brings for the time of those who are scarcest.
//!
//! Where one role limits the portfolio, its time is best spent where a week of it brings most. The exact best set takes
//! all limits into account at once; this figure says to people why one initiative gives way to another.
//!
//! Source: value per unit of the bottleneck, Goldratt (1990), *The haystack syndrome*.

use serde::Serialize;

use super::question::{Limited, Question, VALUE_UNITS};
use super::staffing::Whom;
use crate::model::id::{InitiativeId, RoleId};

/// Who is scarcest, and what each initiative brings for a week of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scarce {
    /// Whose time it is.
    #[serde(skip)]
    pub whom: Whom,
    /// Their role.
    pub role: RoleId,
    /// What the set uses of their time in the period in which they are tightest, as a share of what there is, 0 to 1.
    pub used_share: f64,
    /// From the one that brings most; those that need none of them are left out.
    pub rows: Vec<PerWeek>,
}

/// What an initiative brings for the scarcest time.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PerWeek {
    /// Which.
    pub id: InitiativeId,
    /// Whether it is in the set.
    pub chosen: bool,
    /// What it needs of them over all periods in which they limit anything [person-weeks].
    pub person_weeks: f64,
    /// Its score ÷ that [scores in a person-week].
    pub score_per_week: f64,
}

/// Whom `members` use up most, and what everybody brings for it; none where people are no limit.
pub fn scarce(question: &Question, members: &[u32]) -> Option<Scarce> {
    let used = question.problem.usage(members);
    let rows = question.limits.iter().zip(&question.problem.parts().rows).zip(used);
    let people = rows.filter_map(|((limit, row), used)| match limit.of {
        Limited::People { whom, .. } if row.limit > 0 => Some((whom, used as f64 / row.limit as f64)),
        _ => None,
    });
    let (whom, used_share) = people.max_by(|one, other| one.1.total_cmp(&other.1))?;
    let mut needs = vec![0.0; question.initiatives.len()];
    for (limit, row) in question.limits.iter().zip(&question.problem.parts().rows) {
        if matches!(limit.of, Limited::People { whom: it, .. } if it == whom) {
            for demand in &row.demands {
                needs[demand.candidate as usize] += demand.units as f64 / limit.units_per_one;
            }
        }
    }
    let mut is_chosen = vec![false; needs.len()];
    for place in members {
        is_chosen[*place as usize] = true;
    }
    let values = &question.problem.parts().values;
    let per_week = |(place, id): (usize, &InitiativeId)| {
        let person_weeks = needs[place];
        (person_weeks > 0.0).then(|| PerWeek {
            id: *id,
            chosen: is_chosen[place],
            person_weeks,
            score_per_week: values[place] as f64 / VALUE_UNITS / person_weeks,
        })
    };
    let mut rows: Vec<PerWeek> = question.initiatives.iter().enumerate().filter_map(per_week).collect();
    rows.sort_by(|one, other| other.score_per_week.total_cmp(&one.score_per_week));
    Some(Scarce { whom, role: whom.role, used_share, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::score::rank;
    use crate::analysis::select::ask;
    use crate::analysis::select::question::Strictness;
    use crate::engine::selection::search::select;
    use crate::model::sample;

    #[test]
    fn the_tightest_role_is_found_and_each_score_is_shared_over_its_weeks() {
        let document = sample::find("gmpp").unwrap().document();
        let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
        let (question, _) = ask(&document, &ranking, Strictness::AsSet);
        let best = select(&question.problem, &[], 100_000);
        let found = scarce(&question, &best.chosen).unwrap();
        assert!(found.used_share > 0.9 && found.used_share <= 1.0, "{}", found.used_share);
        assert!(found.rows.windows(2).all(|two| two[0].score_per_week >= two[1].score_per_week));
        for row in &found.rows {
            let score = ranking.row(row.id).unwrap().score;
            assert!((row.score_per_week * row.person_weeks - score).abs() < 1e-4, "{row:?}");
            assert_eq!(row.chosen, best.chosen.contains(&question.place(row.id).unwrap()));
        }
        let mean = |chosen: bool| {
            let of: Vec<f64> =
                found.rows.iter().filter(|it| it.chosen == chosen).map(|it| it.score_per_week).collect();
            of.iter().sum::<f64>() / of.len() as f64
        };
        assert!(mean(true) > mean(false), "the best set spends scarce time where it brings more");
        let nobody = Question { limits: Vec::new(), ..question.clone() };
        assert_eq!(scarce(&nobody, &[]), None);
    }
}
