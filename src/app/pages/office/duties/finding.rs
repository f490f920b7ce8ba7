//! What a matrix of duties says in a sentence, and the words of its cells.

use jiff::civil::Date;

use crate::analysis::duty_coverage::{DutyGap, duty_coverage, duty_gap};
use crate::app::format::count;
use crate::model::office::duties::{Duties, Duty, Involvement};

/// Title of the card: the gravest gap, or that there is none.
pub(super) fn title(duties: &Duties) -> String {
    let all = duties.list.len();
    let count = |has_gap: fn(&Duty) -> bool| duties.list.iter().filter(|duty| has_gap(duty)).count();
    let unanswered = count(|duty| duty.count(Involvement::Accountable) == 0);
    let contested = count(|duty| duty.count(Involvement::Accountable) > 1);
    let undone = count(|duty| duty.count(Involvement::Responsible) == 0);
    let of_all = |some: usize| match (some, all) {
        (1, 1) => "The only duty has".to_owned(),
        (some, _) if some == all => format!("All {all} duties have"),
        (1, _) => format!("1 of {all} duties has"),
        (some, _) => format!("{some} of {all} duties have"),
    };
    match (all, unanswered, contested, undone) {
        (0, ..) => "Who does what is not written down".to_owned(),
        (_, 1.., ..) => format!("{} nobody accountable", of_all(unanswered)),
        (_, _, 1.., _) => format!("{} more than one accountable", of_all(contested)),
        (.., 1..) => format!("{} nobody responsible", of_all(undone)),
        (1, ..) => "The only duty has one who answers for it and somebody who does it".to_owned(),
        _ => format!("Each of {all} duties has one who answers for it and somebody who does it"),
    }
}

/// What is missing from `duty`, in a word or two; none if nothing is.
pub(super) fn gap(duty: &Duty) -> Option<&'static str> {
    duty_gap(duty).map(|it| match it {
        DutyGap::Nobody => "nobody yet",
        DutyGap::NobodyAccountable => "nobody accountable",
        DutyGap::NobodyResponsible => "nobody responsible",
        DutyGap::SeveralAccountable => "more than one accountable",
    })
}

/// What was done longest ago; empty while no duty has a day.
pub(super) fn longest(duties: &Duties, today: Option<Date>) -> String {
    let coverage = duty_coverage(duties, today);
    let undated = coverage.duties - coverage.dated;
    let rest = match undated {
        0 => ".".to_owned(),
        1 => "; 1 has no day.".to_owned(),
        many => format!("; {many} have no day."),
    };
    coverage.longest.map_or_else(String::new, |(name, days)| {
        let days = count(usize::try_from(days).unwrap_or(0), "day", "days");
        format!("Done longest ago: {name}, {days}{rest}")
    })
}

/// The letter in a cell; a dash for no part.
pub(super) fn letter(part: Option<Involvement>) -> &'static str {
    match part {
        None => "–",
        Some(Involvement::Responsible) => "R",
        Some(Involvement::Accountable) => "A",
        Some(Involvement::Consulted) => "C",
        Some(Involvement::Informed) => "I",
    }
}

/// What a cell says to those who do not see it.
pub(super) fn word(part: Option<Involvement>) -> &'static str {
    match part {
        None => "no part",
        Some(Involvement::Responsible) => "responsible",
        Some(Involvement::Accountable) => "accountable",
        Some(Involvement::Consulted) => "consulted",
        Some(Involvement::Informed) => "informed",
    }
}

/// What a letter means, in the legend.
pub(super) fn meaning(part: Involvement) -> &'static str {
    match part {
        Involvement::Responsible => "responsible: does it",
        Involvement::Accountable => "accountable: answers for it, one only",
        Involvement::Consulted => "consulted before",
        Involvement::Informed => "informed after",
    }
}

/// The part after `part` when a cell is pressed: none, then the four in order.
pub(super) fn next(part: Option<Involvement>) -> Option<Involvement> {
    match part {
        None => Some(Involvement::Responsible),
        Some(Involvement::Responsible) => Some(Involvement::Accountable),
        Some(Involvement::Accountable) => Some(Involvement::Consulted),
        Some(Involvement::Consulted) => Some(Involvement::Informed),
        Some(Involvement::Informed) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::{DutyId, HolderId};
    use crate::model::office::duties::Proposal;

    /// Duties with these letters, one string each: "RA" is one responsible and one accountable holder.
    fn duties(rows: &[&str]) -> Duties {
        let part = |wanted: char| {
            let mut all = Involvement::ALL.into_iter();
            all.find(|part| letter(Some(*part)).starts_with(wanted)).expect("one of the four letters")
        };
        let duty = |(id, letters): (u32, &&str)| Duty {
            id: DutyId(id),
            name: format!("Duty {id}"),
            shares: (100..).map(HolderId).zip(letters.chars().map(part)).collect(),
            last_done: None,
        };
        Duties { holders: Vec::new(), list: (1..).zip(rows).map(duty).collect() }
    }

    #[test]
    fn the_title_names_the_gravest_gap() {
        for (rows, said) in [
            (&[][..], "Who does what is not written down"),
            (&["RA", "R", "CI"], "2 of 3 duties have nobody accountable"),
            (&["RA", "R"], "1 of 2 duties has nobody accountable"),
            (&["R"], "The only duty has nobody accountable"),
            (&["R", "C", ""], "All 3 duties have nobody accountable"),
            (&["RAA", "RA", "A"], "1 of 3 duties has more than one accountable"),
            (&["A", "RA"], "1 of 2 duties has nobody responsible"),
            (&["RA", "RRA"], "Each of 2 duties has one who answers for it and somebody who does it"),
        ] {
            assert_eq!(title(&duties(rows)), said, "{rows:?}");
        }
        assert!(title(&Proposal::built_in().duties(1)).starts_with("Each of"));
    }

    #[test]
    fn a_gap_in_the_title_is_a_gap_in_a_row() {
        for rows in [&["RA", "R", "CI"][..], &["RAA"], &["A"], &["RA"]] {
            let duties = duties(rows);
            let is_complete = duties.list.iter().all(|duty| gap(duty).is_none());
            assert_eq!(is_complete, title(&duties).contains("somebody who does it"), "{rows:?}");
        }
    }

    #[test]
    fn pressing_a_cell_five_times_leads_back() {
        let mut part = None;
        let letters: Vec<_> = (0..5)
            .map(|_| {
                part = next(part);
                letter(part)
            })
            .collect();
        assert_eq!(letters, ["R", "A", "C", "I", "–"]);
    }
}
