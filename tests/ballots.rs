//! Ballots: questions out, answers back, and merged by person.
//!
//! `tests/ballots/hostile/` holds files that are refused, each with place and remedy.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(clippy::float_cmp, reason = "exactness is the point")]

#[path = "ballots/assessment.rs"]
mod assessment;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use pmo_workbench::analysis::score::rank;
use pmo_workbench::analysis::workshop::{
    Topic, finding, group_score, report, take_over_scores, take_over_weights,
};
use pmo_workbench::exchange::ballot::merge::{Fate, Merge};
use pmo_workbench::exchange::ballot::{
    Ballot, BallotError, BallotRequest, Person, Piece, read, read_bytes, recognises,
};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{CriterionChange, Edit, InitiativeChange, WorkshopChange};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::id::{CriterionId, InitiativeId};
use pmo_workbench::model::sample;
use pmo_workbench::model::validate::errors;
use pmo_workbench::model::workshop::Opinion;
use proptest::prelude::*;
use proptest::sample::Index;

/// The one-person office with a workshop that has begun.
fn portfolio() -> Document {
    let mut document = sample::find("solo").unwrap().document();
    for change in [WorkshopChange::Key("SOLOSOLO".into()), WorkshopChange::NextRound] {
        Edit::Workshop(change).apply(&mut document).unwrap();
    }
    document
}

fn named(name: &str) -> Person {
    Person::Named { name: name.into(), group: "Board".into() }
}

/// An answer to everything: `shift` moves each score along its scale.
fn opinion(document: &Document, shift: usize) -> Opinion {
    let mut opinion = Opinion::default();
    for (row, initiative) in document.initiatives.list.iter().enumerate() {
        for (column, leaf) in document.scoring.leaves().enumerate() {
            let (low, high) = leaf.scale.bounds();
            let share = ((row * 7 + column * 3 + shift * 2) % 5) as f64 / 4.0;
            let score = Finite::new((low + share * (high - low)).round()).unwrap();
            opinion.scores.entry(initiative.id).or_default().insert(leaf.id, score);
        }
    }
    opinion
}

fn ballot(document: &Document, person: Person, shift: usize) -> Ballot {
    let written = date(2026, 11, 22).at(10, shift.try_into().unwrap(), 0, 0);
    Ballot::new(&BallotRequest::of(document), person, &opinion(document, shift), Some(written))
}

fn merged(document: &Document, ballots: &[Ballot]) -> Document {
    let mut document = document.clone();
    if let Some(edit) = Merge::of(&document, ballots).edit(&document, |_| true) {
        edit.apply(&mut document).unwrap();
    }
    document
}

/// What each person said, by name.
fn said(document: &Document) -> BTreeMap<String, Opinion> {
    let workshop = &document.workshop;
    let opinions = workshop
        .participants
        .iter()
        .filter_map(|it| Some((it.name.clone(), workshop.opinion(it.id)?.clone())));
    opinions.collect()
}

#[track_caller]
fn one(text: &str) -> Ballot {
    match read(text).as_slice() {
        [Ok(Piece::Ballot(ballot))] => ballot.clone(),
        other => panic!("one ballot expected, not {other:?}"),
    }
}

#[test]
fn questions_and_answers_come_back_as_they_were() {
    let document = portfolio();
    let request = BallotRequest::of(&document);
    for text in [
        request.to_json(),
        request.to_fragment(),
        format!("https://example.org/pmo/{} \n", request.to_fragment()),
    ] {
        assert_eq!(read(&text), [Ok(Piece::Request(request.clone()))]);
        assert!(recognises(&text));
    }
    let given = ballot(&document, named("Ann"), 1);
    assert_eq!(one(&given.to_json()), given);
    assert_eq!(one(&given.to_text()), given);
    assert!(!recognises(&save(&document)));
    assert!(!recognises("name;cost\nOne;2\n"));
}

/// Mail breaks long lines and puts `>` before them; several ballots may stand in one text.
#[test]
fn a_text_survives_mail_and_several_fit_one_message() {
    let document = portfolio();
    let (ann, ben) = (ballot(&document, named("Ann"), 1), ballot(&document, named("Ben"), 2));
    let wrapped: Vec<String> = ann
        .to_text()
        .as_bytes()
        .chunks(60)
        .map(|line| format!("> {}", String::from_utf8_lossy(line)))
        .collect();
    let mail = format!(
        "Hello,\nhere is mine:\n{}\n\nBest, Ann\n\n{} (and Ben's)",
        wrapped.join("\r\n"),
        ben.to_text()
    );
    assert_eq!(read(&mail), [Ok(Piece::Ballot(ann)), Ok(Piece::Ballot(ben))]);
}

#[test]
fn a_text_with_a_letter_lost_or_changed_is_told_to_be_damaged() {
    let text = ballot(&portfolio(), named("Ann"), 1).to_text();
    let middle = text.len() / 2;
    let other = if text.as_bytes()[middle] == b'A' { "B" } else { "A" };
    for damaged in [
        format!("{}{}", &text[..middle], &text[middle + 1..]),
        format!("{}{other}{}", &text[..middle], &text[middle + 1..]),
        text[..middle].to_owned(),
        text[..text.len() - 1].to_owned(),
    ] {
        assert_eq!(read(&damaged), [Err(BallotError::Damaged)]);
    }
}

/// The questions carry names and words, and nothing of what anything is worth or who said what.
#[test]
fn the_questions_give_nothing_away() {
    let document = merged(&portfolio(), &[ballot(&portfolio(), named("Zacharias"), 1)]);
    let text = BallotRequest::of(&document).to_json();
    let note = document.portfolio.note.clone();
    for secret in ["Zacharias", "value", "budget", "sponsor"] {
        assert!(!text.contains(&format!("\"{secret}")), "{secret}");
    }
    assert!(note.is_empty() || !text.contains(&note));
}

#[test]
fn an_anonymous_ballot_holds_no_name() {
    let document = portfolio();
    let given = ballot(&document, Person::Anonymous("K7Q2M9".into()), 3);
    for name in ["Board", "Ann", "named", "group"] {
        assert!(!given.to_json().contains(name), "{name}");
    }
    let document = merged(&document, &[given]);
    assert_eq!(said(&document).keys().collect::<Vec<_>>(), ["Anonymous K7Q2M9"]);
    assert_eq!(document.workshop.participants[0].group, "");
}

#[test]
fn a_second_ballot_replaces_the_first_only_if_asked_for() {
    let base = portfolio();
    let first = merged(&base, &[ballot(&base, named("Ann"), 1)]);
    let second = ballot(&base, named("  ann "), 2);
    let merge = Merge::of(&first, std::slice::from_ref(&second));
    assert!(matches!(merge.rows[0].fate, Fate::Replaces));
    assert_eq!(merge.edit(&first, |_| false), None);
    let replaced = merged(&first, std::slice::from_ref(&second));
    assert_eq!(replaced.workshop.participants.len(), 1);
    assert_eq!(said(&replaced)["Ann"], opinion(&base, 2));
    // Once more changes nothing.
    assert!(matches!(Merge::of(&replaced, std::slice::from_ref(&second)).rows[0].fate, Fate::Unchanged));
    assert_eq!(merged(&replaced, &[second]), replaced);
}

/// A later round begins with what was said: a ballot for it replaces nothing.
#[test]
fn in_the_next_round_everybody_may_speak_again() {
    let base = portfolio();
    let mut second = merged(&base, &[ballot(&base, named("Ann"), 1)]);
    Edit::Workshop(WorkshopChange::NextRound).apply(&mut second).unwrap();
    let answer = ballot(&second, named("Ann"), 2);
    let merge = Merge::of(&second, std::slice::from_ref(&answer));
    assert!(matches!(merge.rows[0].fate, Fate::Answers), "{:?}", merge.rows[0].fate);
    let after = merged(&second, std::slice::from_ref(&answer));
    assert_eq!(after.workshop.rounds[0], second.workshop.rounds[0]);
    assert!(matches!(Merge::of(&after, &[ballot(&second, named("Ann"), 3)]).rows[0].fate, Fate::Replaces));
}

#[test]
fn of_two_ballots_of_one_person_the_later_counts() {
    let document = portfolio();
    let (early, late) = (ballot(&document, named("Ann"), 1), ballot(&document, named("Ann"), 2));
    for both in [[early.clone(), late.clone()], [late.clone(), early.clone()]] {
        let merge = Merge::of(&document, &both);
        assert_eq!(merge.rows.iter().map(|row| row.fate).collect::<Vec<_>>(), [Fate::New, Fate::Superseded]);
        assert_eq!(said(&merged(&document, &both))["Ann"], opinion(&document, 2));
    }
}

/// An initiative deleted, one renamed, a rubric reworded, since the ballot was written.
#[test]
fn of_an_older_version_what_still_matches_is_taken_and_the_rest_is_listed() {
    let before = portfolio();
    let given = ballot(&before, named("Ann"), 1);
    let mut after = before.clone();
    let gone = before.initiatives.list[0].clone();
    let renamed = before.initiatives.list[1].clone();
    let leaf = before.scoring.leaves().next().unwrap().clone();
    let mut scale = leaf.scale.clone();
    match &mut scale {
        pmo_workbench::model::scoring::Scale::Levels { levels } => levels[0].label.push_str(" indeed"),
        pmo_workbench::model::scoring::Scale::Linear { unit, .. }
        | pmo_workbench::model::scoring::Scale::Piecewise { unit, .. }
        | pmo_workbench::model::scoring::Scale::Exponential { unit, .. } => unit.push_str(" more"),
    }
    for edit in [
        Edit::RemoveInitiative(gone.id),
        Edit::Initiative { initiative: renamed.id, change: InitiativeChange::Name("Something else".into()) },
        Edit::Criterion { criterion: leaf.id, change: CriterionChange::Scale(scale) },
    ] {
        edit.apply(&mut after).unwrap();
    }
    let merge = Merge::of(&after, &[given]);
    let row = &merge.rows[0];
    let criteria = before.scoring.leaves().count();
    let initiatives = before.initiatives.list.len();
    assert_eq!(row.given, initiatives * criteria);
    assert_eq!(row.taken(), (initiatives - 1) * (criteria - 1));
    let remarks = row.remarks.join("\n");
    for part in [
        format!("Initiative “{}” is not there", gone.name),
        format!("“{}” is called “Something else” now", renamed.name),
        format!("The scale of “{}” says something else", leaf.name),
    ] {
        assert!(remarks.contains(&part), "{part} in {remarks}");
    }
    assert!(errors(&merged(&after, &[ballot(&before, named("Ann"), 1)])).is_empty());
}

/// Numbers of another portfolio mean nothing here, whatever they are.
#[test]
fn of_another_portfolio_only_equal_names_are_taken() {
    let mine = portfolio();
    let mut other = mine.clone();
    other.portfolio.edit().name = "Harbour works".into();
    other.workshop.edit().key = "OTHER".into();
    for initiative in &mut other.initiatives.edit().list[1..] {
        initiative.name.push_str(" elsewhere");
    }
    let merge = Merge::of(&mine, &[ballot(&other, named("Ann"), 1)]);
    let row = &merge.rows[0];
    assert_eq!(row.taken(), mine.scoring.leaves().count());
    assert!(row.remarks[0].contains("another portfolio, “Harbour works”"), "{:?}", row.remarks);
    assert_eq!(row.remarks.len(), mine.initiatives.list.len(), "one, and one for each that is not here");
    let gmpp = sample::find("gmpp").unwrap().document();
    let merge = Merge::of(&gmpp, &[ballot(&other, named("Ann"), 1)]);
    assert_eq!(merge.rows[0].fate, Fate::Unusable);
    assert_eq!(merge.edit(&gmpp, |_| true), None);
}

/// Files of `ballots/hostile/`, and parts of the message: the place, what is wrong, the remedy.
const HOSTILE: &[(&str, &[&str])] = &[
    ("nan.json", &["line", "not JSON", "ask for the ballot again"]),
    (
        "huge_number.json",
        &["ballot.initiatives[0].scores", "number out of range", "ask for the ballot again"],
    ),
    ("beyond_range.json", &["ballot.initiatives[0].scores", "the score must be a number from", "ask for"]),
    ("score_null.json", &["ballot.initiatives[0].scores", "null", "ask for the ballot again"]),
    ("score_text.json", &["ballot.initiatives[0].scores", "string", "ask for the ballot again"]),
    ("score_twice.json", &["ballot.initiatives[0].scores", "a key stands there twice"]),
    ("criterion_twice.json", &["ballot.criteria[1]", "stands there twice", "ask for the ballot again"]),
    ("initiative_twice.json", &["ballot.initiatives[1]", "stands there twice", "ask for the ballot again"]),
    ("criterion_unknown.json", &["ballot.initiatives[0].scores.99", "not among the criteria"]),
    ("weight_negative.json", &["ballot.weights", "the weight must be a number from 0"]),
    ("nameless.json", &["ballot.person", "must not be empty"]),
    ("name_long.json", &["ballot.person", "longer than 200"]),
    ("person_missing.json", &["ballot", "missing field `person`"]),
    ("unknown_field.json", &["ballot", "unknown field `admin`"]),
    ("other_format.json", &["it is no ballot", "choose the file"]),
    ("portfolio.json", &["it is no ballot", "choose the file"]),
    ("array.json", &["it is no ballot", "choose the file"]),
    ("version_2.json", &["has version 2", "newer page"]),
    ("version_text.json", &["at version", "whole number"]),
    ("truncated.json", &["line", "EOF", "ask for the ballot again"]),
    ("not_utf8.json", &["not text in UTF-8"]),
    ("empty.json", &["it is no ballot"]),
    ("bomb.txt", &["more than 2000 kB"]),
    ("answer_6.json", &["ballot.assessment", "a level from 1 to 5", "ask for the ballot again"]),
    ("answer_text.json", &["ballot.assessment", "string", "ask for the ballot again"]),
    ("answer_not_asked.json", &["ballot.assessment.answers.9.9", "not among the statements"]),
    ("confidence_of_no_level.json", &["ballot.assessment.confidence.1.1", "belongs to a level", "ask for"]),
    ("answer_twice.json", &["ballot.assessment.answers", "a key stands there twice"]),
    ("statement_twice.json", &["ballot.assessment.statements[1]", "stands there twice"]),
    ("statement_number.json", &["ballot.assessment.statements[0].id", "not the number of a statement"]),
    ("group_unknown.json", &["ballot.assessment", "unknown variant `cat`"]),
    ("assessment_nameless.json", &["ballot.assessment.name", "must not be empty"]),
    ("both_parts.json", &["scores and with statements", "two ballots"]),
    ("asks_both.json", &["for scores and for statements", "two ballots"]),
    ("asked_other_words.json", &["request.assessment.statements[0]", "something else than it did"]),
    ("asked_without_words.json", &["request.assessment.organisation[0]", "this page has others"]),
    ("asked_twice.json", &["request.assessment.statements[1]", "stands there twice"]),
];

#[test]
fn hostile_ballots_are_refused_with_place_and_remedy() {
    for (name, parts) in HOSTILE {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ballots/hostile").join(name);
        let found = read_bytes(&std::fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}")));
        let [Err(error)] = found.as_slice() else { panic!("{name} was read: {found:?}") };
        let message = error.to_string();
        for part in *parts {
            assert!(message.contains(part), "{name}: no “{part}” in “{message}”");
        }
        assert!(message.len() < 600, "{name}: {message}");
    }
    let listed: Vec<&str> = HOSTILE.iter().map(|it| it.0).collect();
    for file in
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ballots/hostile")).unwrap()
    {
        let name = file.unwrap().file_name();
        assert!(listed.contains(&name.to_str().unwrap()), "{name:?} has no verdict");
    }
    let huge = vec![b' '; 2_000_001];
    assert_eq!(read_bytes(&huge), [Err(BallotError::TooLarge)]);
}

/// The group's score is the mean of those who answered, weighted by person; the plan's stands where nobody did.
#[test]
fn the_group_score_is_the_mean_weighted_by_person() {
    let base = portfolio();
    let mut document = merged(&base, &[ballot(&base, named("Ann"), 1), ballot(&base, named("Ben"), 2)]);
    let mut ben = document.workshop.participants[1].clone();
    ben.weight = Finite::from(3);
    Edit::Workshop(WorkshopChange::SetParticipant(ben)).apply(&mut document).unwrap();
    let initiative = document.initiatives.list[0].id;
    let criterion = document.scoring.leaves().next().unwrap().id;
    let (ann, ben) = (opinion(&base, 1), opinion(&base, 2));
    let of = |opinion: &Opinion| opinion.score(initiative, criterion).unwrap().get();
    let expected = (of(&ann) + 3.0 * of(&ben)) / 4.0;
    let workshop = document.workshop.clone();
    let found = group_score(&workshop, workshop.round().unwrap(), initiative, criterion).unwrap();
    assert!((found - expected).abs() < 1e-12, "{found} {expected}");

    let edit = take_over_scores(&document).unwrap();
    edit.apply(&mut document).unwrap();
    let taken = document.initiatives.initiative(initiative).unwrap().scores[&criterion];
    assert_eq!(taken.get(), found);
    assert_eq!(take_over_scores(&document), None, "they are taken over already");
}

#[test]
fn weights_of_people_become_shares_of_the_tree() {
    let base = portfolio();
    let mut document = merged(&base, &[ballot(&base, named("Ann"), 1), ballot(&base, named("Ben"), 2)]);
    let leaves: Vec<CriterionId> = document.scoring.leaves().map(|it| it.id).collect();
    let people: Vec<_> = document.workshop.participants.iter().map(|it| it.id).collect();
    // Ann gives all to the first, Ben the same to the first and the last.
    for (participant, criterion) in
        [(people[0], leaves[0]), (people[1], leaves[0]), (people[1], leaves[leaves.len() - 1])]
    {
        let weight = Some(Finite::from(7));
        Edit::Workshop(WorkshopChange::SetWeight { participant, criterion, weight })
            .apply(&mut document)
            .unwrap();
    }
    take_over_weights(&document).unwrap().apply(&mut document).unwrap();
    let ranking = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
    let shares: Vec<f64> = ranking.criteria.iter().map(|it| it.weight).collect();
    assert!((shares[0] - 0.75).abs() < 1e-12, "{shares:?}");
    assert!((shares[shares.len() - 1] - 0.25).abs() < 1e-12, "{shares:?}");
}

#[test]
fn opinions_go_with_what_they_are_about_and_are_no_part_of_a_what_if() {
    let base = portfolio();
    let mut document = merged(&base, &[ballot(&base, named("Ann"), 1)]);
    let gone = document.initiatives.list[0].id;
    Edit::RemoveInitiative(gone).apply(&mut document).unwrap();
    assert!(!said(&document)["Ann"].scores.contains_key(&gone));
    let leaf = document.scoring.leaves().next().unwrap().id;
    Edit::RemoveCriterion(leaf).apply(&mut document).unwrap();
    assert!(said(&document)["Ann"].scores.values().all(|scores| !scores.contains_key(&leaf)));
    assert_eq!(errors(&document), []);
    let change = Edit::Workshop(WorkshopChange::NextRound);
    assert!(change.is_of_plan_only());
}

#[test]
fn what_the_team_says_of_people_stays_here_unless_allowed() {
    use pmo_workbench::model::workshop::interviews::{DifficultStakeholder, TeamInterview};
    let mut document = portfolio();
    let mut team = TeamInterview {
        difficult: vec![DifficultStakeholder { who: "The Minister".into(), why: "Late".into() }],
        ..TeamInterview::default()
    };
    Edit::Workshop(WorkshopChange::Team(Box::new(team.clone()))).apply(&mut document).unwrap();
    assert!(save(&document).contains("The Minister"));
    assert!(!save(&document.for_sharing()).contains("The Minister"));
    team.shares_difficult = true;
    Edit::Workshop(WorkshopChange::Team(Box::new(team))).apply(&mut document).unwrap();
    assert!(save(&document.for_sharing()).contains("The Minister"));
}

/// Three who agree but for one score that decides who is in.
#[test]
fn the_report_puts_the_disagreement_that_decides_first() {
    let base = portfolio();
    let same = opinion(&base, 1);
    let request = BallotRequest::of(&base);
    let ballots: Vec<Ballot> =
        ["Ann", "Ben", "Cleo"].map(|name| Ballot::new(&request, named(name), &same, None)).into();
    let mut document = merged(&base, &ballots);
    let calm = report(&document).unwrap().unwrap();
    assert!((calm.concordance.unwrap().w - 1.0).abs() < 1e-12);
    assert!(calm.is_good_enough && calm.talk.is_empty() && calm.questions.is_empty());
    assert_eq!(finding(&calm), "3 people agree almost wholly on the order");

    // Cleo sees every initiative at the other end of the first criterion.
    let leaf = document.scoring.leaves().next().unwrap().clone();
    let (low, high) = leaf.scale.bounds();
    let cleo = document.workshop.participants.iter().find(|it| it.name == "Cleo").unwrap().id;
    for initiative in document.initiatives.list.iter().map(|it| it.id).collect::<Vec<InitiativeId>>() {
        let now = same.score(initiative, leaf.id).unwrap().get();
        let score = Some(Finite::new(if now - low > high - now { low } else { high }).unwrap());
        let change = WorkshopChange::SetScore { participant: cleo, initiative, criterion: leaf.id, score };
        Edit::Workshop(change).apply(&mut document).unwrap();
    }
    let found = report(&document).unwrap().unwrap();
    assert!(found.concordance.unwrap().w < 1.0);
    assert!(!found.talk.is_empty());
    assert_eq!(found.talk[0].person, cleo, "whoever stands alone is the one who would change most");
    let changes: Vec<(f64, f64)> = found.talk.iter().map(|it| (it.top_changes, it.rank_changes)).collect();
    assert!(changes.windows(2).all(|pair| pair[0] >= pair[1]), "{changes:?}");
    assert!(
        found
            .talk
            .iter()
            .all(|it| matches!(it.topic, Topic::Cell(_, on) | Topic::Criterion(on) if on == leaf.id))
    );
    assert!(found.cells.iter().filter(|cell| !cell.outliers.is_empty()).all(|cell| cell.outliers == [cleo]));
    assert!(found.cells.iter().any(|cell| cell.outliers == [cleo]));
    assert_eq!(found.is_good_enough, found.questions.iter().all(|it| it.chance <= 0.1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// In whichever order ballots come, in one heap or several, everybody's opinion and the group's ranking are the same.
    #[test]
    fn merging_does_not_depend_on_the_order(picks in prop::collection::vec((0_usize..5, 0_usize..6), 1..8), swaps in prop::collection::vec(any::<(Index, Index)>(), 0..8)) {
        const NAMES: [&str; 5] = ["Ann", "Ben", "Cleo", "Dan", "Eve"];
        let base = portfolio();
        let ballots: Vec<Ballot> = picks.iter().map(|(who, shift)| ballot(&base, named(NAMES[*who]), *shift)).collect();
        let mut shuffled = ballots.clone();
        for (a, b) in swaps {
            let (a, b) = (a.index(shuffled.len()), b.index(shuffled.len()));
            shuffled.swap(a, b);
        }
        let (one, other) = (merged(&base, &ballots), merged(&base, &shuffled));
        prop_assert_eq!(&one, &other, "one heap: the same document");
        prop_assert_eq!(open(&save(&one)).unwrap().document, one.clone());

        // One after the other, of each person only the latest.
        let mut latest: Vec<Ballot> = Vec::new();
        for ballot in &shuffled {
            match latest.iter_mut().find(|it| it.person == ballot.person) {
                Some(kept) if kept.written >= ballot.written => {}
                Some(kept) => *kept = ballot.clone(),
                None => latest.push(ballot.clone()),
            }
        }
        let singly = latest.iter().fold(base.clone(), |document, ballot| merged(&document, std::slice::from_ref(ballot)));
        prop_assert_eq!(said(&singly), said(&one));
        let ranking = |mut document: Document| {
            if let Some(edit) = take_over_scores(&document) {
                edit.apply(&mut document).unwrap();
            }
            let found = rank(&document.scoring, &document.initiatives, &document.people).unwrap();
            found.ranking.iter().map(|row| (row.id, row.score.to_bits())).collect::<Vec<_>>()
        };
        prop_assert_eq!(ranking(singly), ranking(one), "to the last bit");
    }

    /// Taking the same ballots in again changes nothing.
    #[test]
    fn merging_twice_is_merging_once(picks in prop::collection::vec((0_usize..4, 0_usize..6), 1..6)) {
        let base = portfolio();
        let ballots: Vec<Ballot> = picks.iter().map(|(who, shift)| ballot(&base, named(&format!("Person {who}")), *shift)).collect();
        let once = merged(&base, &ballots);
        prop_assert_eq!(merged(&once, &ballots), once);
    }

    /// Whatever the names are, none of them leaves an anonymous ballot.
    #[test]
    fn no_name_leaves_an_anonymous_ballot(shift in 0_usize..6, code in "[A-Z2-9]{6}") {
        let base = merged(&portfolio(), &[ballot(&portfolio(), named("Zacharias Quill"), 2)]);
        let given = ballot(&base, Person::Anonymous(code), shift);
        for text in [given.to_json(), format!("{:?}", one(&given.to_text()))] {
            prop_assert!(!text.contains("Zacharias") && !text.contains("Quill"));
        }
    }

    /// No text brings the reader down, and what it reads is whole.
    #[test]
    fn damaged_ballots_are_judged(place in any::<Index>(), byte in any::<u8>(), cut in any::<bool>(), packed in any::<bool>()) {
        let given = ballot(&portfolio(), named("Ann"), 1);
        let mut bytes = if packed { given.to_text() } else { given.to_json() }.into_bytes();
        let at = place.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        for piece in read_bytes(&bytes).into_iter().flatten() {
            if let Piece::Ballot(ballot) = piece {
                let document = merged(&portfolio(), &[ballot]);
                prop_assert_eq!(errors(&document), []);
            }
        }
    }
}
