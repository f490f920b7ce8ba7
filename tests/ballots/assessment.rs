//! Ballots of an assessment: statements out, answers back, merged by person into the assessment that asked.

use jiff::civil::date;
use pmo_workbench::exchange::ballot::merge::{Fate, Merge, Said};
use pmo_workbench::exchange::ballot::statements::{Answers, Confidences, StatementChoice, StatementWords};
use pmo_workbench::exchange::ballot::{Ballot, BallotError, BallotRequest, Person, Piece, read};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{Edit, WorkshopChange};
use pmo_workbench::model::envelope::{open, save};
use pmo_workbench::model::id::{AssessmentId, RespondentId};
use pmo_workbench::model::office::maturity_model::{MaturityModel, StatementId};
use pmo_workbench::model::office::organisation::OrganisationModel;
use pmo_workbench::model::office::{Answer, Assessment, Confidence, Respondent, RespondentGroup};
use pmo_workbench::model::sample;
use pmo_workbench::model::validate::errors;
use proptest::prelude::*;

const LONG: StatementChoice = StatementChoice { is_short: false, with_organisation: true };
const SHORT: StatementChoice = StatementChoice { is_short: true, with_organisation: false };

/// An office with one assessment, which nobody has answered, and with one respondent on the list.
fn office() -> Document {
    let mut document = sample::find("empty").unwrap().document();
    let id = AssessmentId(document.fresh_id(0));
    let ben = RespondentId(document.fresh_id(1));
    let assessment = Assessment {
        id,
        name: "Spring".into(),
        date: None,
        respondents: vec![Respondent { id: ben, name: "Ben".into(), group: RespondentGroup::Teams }],
        answers: [].into(),
        confidence: [].into(),
        evidence: [].into(),
        organisation: [].into(),
        is_blind: true,
        model: None,
        weights: [].into(),
    };
    for edit in [Edit::Workshop(WorkshopChange::Key("OFFICEOFFICE".into())), Edit::AddAssessment(assessment)]
    {
        edit.apply(&mut document).unwrap();
    }
    document
}

fn request(document: &Document, choice: StatementChoice) -> BallotRequest {
    let assessment = document.office.assessments.last().unwrap();
    BallotRequest::of_assessment(document, assessment, MaturityModel::built_in(), choice)
}

fn named(name: &str) -> Person {
    Person::Named { name: name.into(), group: String::new() }
}

/// A level or "don't know" for every statement of `model`, another for each `shift`.
fn levels(model: &MaturityModel, shift: u32) -> Answers {
    let answer = |it: u32| match (it + shift) % 6 {
        0 => Answer::DontKnow,
        level => Answer::Level(u8::try_from(level).unwrap()),
    };
    model.statements().map(|it| (it.id, answer(it.id.number()))).collect()
}

fn ballot(request: &BallotRequest, person: Person, group: RespondentGroup, shift: u32) -> Ballot {
    let office = levels(MaturityModel::built_in(), shift);
    let organisation = levels(&OrganisationModel::built_in().statements, shift);
    let written = date(2026, 11, 22).at(10, i8::try_from(shift).unwrap(), 0, 0);
    Ballot::of_assessment(request, person, group, &office, &organisation, Some(written))
}

fn merged(document: &Document, ballots: &[Ballot]) -> Document {
    let mut document = document.clone();
    if let Some(edit) = Merge::of(&document, ballots).edit(&document, |_| true) {
        edit.apply(&mut document).unwrap();
    }
    assert_eq!(errors(&document), []);
    document
}

fn spring(document: &Document) -> &Assessment {
    document.office.assessments.iter().find(|it| it.name == "Spring").unwrap()
}

fn answers_of<'a>(document: &'a Document, name: &str) -> &'a Answers {
    let assessment = spring(document);
    let person = assessment.respondents.iter().find(|it| it.name == name).unwrap();
    &assessment.answers[&person.id]
}

#[test]
fn statements_and_answers_come_back_as_they_were() {
    let document = office();
    for choice in [LONG, SHORT] {
        let request = request(&document, choice);
        assert_eq!(request.assessment.as_ref().unwrap().len(), if choice == LONG { 60 } else { 20 });
        for text in [request.to_json(), request.to_fragment()] {
            assert_eq!(read(&text), [Ok(Piece::Request(request.clone()))]);
        }
        let given = ballot(&request, named("Ann"), RespondentGroup::Finance, 1);
        for text in [given.to_json(), given.to_text()] {
            assert_eq!(read(&text), [Ok(Piece::Ballot(given.clone()))]);
        }
    }
}

/// Words that every page has stay out of the link, which mail would break otherwise.
#[test]
fn a_link_to_the_statements_is_short() {
    let link = request(&office(), LONG).to_fragment();
    assert!(link.len() < 1_700, "{}", link.len());
}

/// A link from an edition with other words cannot be filled in: better no ballot than another question.
#[test]
fn a_link_with_words_that_this_page_does_not_have_is_refused() {
    let mut request = request(&office(), SHORT);
    let asked = request.assessment.as_mut().unwrap();
    asked.statements[3].words = StatementWords::default();
    asked.statements[3].print = "00000000".into();
    let [Err(BallotError::Field { path, reason })] = &read(&request.to_json())[..] else { panic!() };
    assert_eq!(path, "request.assessment.statements[3]");
    assert!(reason.contains("this page has others"), "{reason}");
}

#[test]
fn the_statements_give_nothing_away() {
    let mut document =
        merged(&office(), &[ballot(&request(&office(), LONG), named("Zacharias"), RespondentGroup::Pmo, 1)]);
    document.portfolio.edit().note = "Between us".into();
    let text = request(&document, LONG).to_json();
    for secret in ["Zacharias", "\"confidence\"", "\"Ben\"", "Between us", "evidence\"", "\"answers\""] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn people_are_merged_by_name_and_the_anonymous_by_code() {
    let document = office();
    let asked = request(&document, LONG);
    let ballots = [
        ballot(&asked, named("Ann"), RespondentGroup::Sponsor, 1),
        ballot(&asked, named("  bEN "), RespondentGroup::Teams, 2),
        ballot(&asked, Person::Anonymous("K7Q2M9".into()), RespondentGroup::ProjectManagers, 3),
    ];
    let after = merged(&document, &ballots);
    let people: Vec<_> = spring(&after).respondents.iter().map(|it| (it.name.as_str(), it.group)).collect();
    assert_eq!(
        people,
        [
            ("Ben", RespondentGroup::Teams),
            ("Ann", RespondentGroup::Sponsor),
            ("Anonymous K7Q2M9", RespondentGroup::ProjectManagers)
        ]
    );
    assert_eq!(answers_of(&after, "Ben"), &levels(MaturityModel::built_in(), 2));
    assert_eq!(spring(&after).organisation.len(), 3);
    assert!(spring(&after).is_blind, "nothing is revealed by it");
    let mut backwards = ballots.clone();
    backwards.reverse();
    assert_eq!(merged(&document, &backwards), after, "the order makes no difference");
    assert!(!ballots[2].to_json().contains("named"));
    assert_eq!(open(&save(&after)).unwrap().document, after);
}

/// The short ballot asks twenty: the other thirty answers stay; and no answer to one of the twenty takes it away.
#[test]
fn a_second_ballot_replaces_what_it_asks_about_and_only_if_asked_for() {
    let document = office();
    let first =
        merged(&document, &[ballot(&request(&document, LONG), named("Ann"), RespondentGroup::Pmo, 1)]);
    let mut second = ballot(&request(&document, SHORT), named("ann"), RespondentGroup::Pmo, 2);
    let said = second.assessment.as_mut().unwrap();
    let silent: StatementId = said.statements[0].id;
    said.answers.remove(&silent);
    let merge = Merge::of(&first, std::slice::from_ref(&second));
    assert_eq!((merge.rows[0].fate, merge.rows[0].taken()), (Fate::Replaces, 19));
    assert_eq!(merge.edit(&first, |_| false), None);
    let after = merged(&first, std::slice::from_ref(&second));
    let answers = answers_of(&after, "Ann");
    assert_eq!(answers.len(), 49);
    assert!(!answers.contains_key(&silent));
    let (old, new) = (levels(MaturityModel::built_in(), 1), levels(MaturityModel::built_in(), 2));
    for statement in MaturityModel::built_in().statements().filter(|it| it.id != silent) {
        let expected = if statement.short_form { &new } else { &old };
        assert_eq!(answers[&statement.id], expected[&statement.id], "{}", statement.id);
    }
    assert_eq!(Merge::of(&after, std::slice::from_ref(&second)).rows[0].fate, Fate::Unchanged);
}

/// The short form first, the long one later with the same levels: only new answers come in, and nobody is asked.
#[test]
fn a_ballot_that_only_adds_answers_replaces_nothing() {
    let document = office();
    let short =
        merged(&document, &[ballot(&request(&document, SHORT), named("Ann"), RespondentGroup::Pmo, 1)]);
    let long = ballot(&request(&document, LONG), named("Ann"), RespondentGroup::Pmo, 1);
    assert_eq!(Merge::of(&short, &[long]).rows[0].fate, Fate::Answers);
}

#[test]
fn of_two_ballots_of_one_person_the_later_counts_for_each_assessment() {
    let mut document = office();
    let early = ballot(&request(&document, LONG), named("Ann"), RespondentGroup::Pmo, 1);
    let late = ballot(&request(&document, LONG), named("Ann"), RespondentGroup::Pmo, 2);
    let mut autumn = spring(&document).clone();
    autumn.id = AssessmentId(document.fresh_id(0));
    autumn.name = "Autumn".into();
    autumn.respondents.clear();
    Edit::AddAssessment(autumn).apply(&mut document).unwrap();
    let other = ballot(&request(&document, LONG), named("Ann"), RespondentGroup::Pmo, 3);
    let merge = Merge::of(&document, &[early, other, late]);
    let fates: Vec<Fate> = merge.rows.iter().map(|row| row.fate).collect();
    assert_eq!(fates, [Fate::New, Fate::New, Fate::Superseded]);
    let after = merged(&document, &[]);
    assert_eq!(after, document, "no ballots change nothing");
}

/// The portfolio's key and the assessment are others: the words of the statements decide, and it is said.
#[test]
fn of_another_portfolio_what_is_asked_in_the_same_words_is_taken() {
    let mine = office();
    let mut other = mine.clone();
    other.portfolio.edit().name = "Harbour works".into();
    other.workshop.edit().key = "OTHER".into();
    let id = spring(&other).id;
    other.office.edit().assessments[0].name = "Their own".into();
    let mut theirs = ballot(&request(&other, LONG), named("Olga"), RespondentGroup::Finance, 1);
    let said = theirs.assessment.as_mut().unwrap();
    assert_eq!(said.id, id);
    said.statements[0].print = "00000000".into();
    let merge = Merge::of(&mine, &[theirs]);
    let row = &merge.rows[0];
    assert_eq!((row.fate, row.given, row.taken()), (Fate::New, 60, 59));
    let remarks = row.remarks.join("\n");
    for part in
        ["another portfolio, “Harbour works”", "its answers go to “Spring”", "says something else here"]
    {
        assert!(remarks.contains(part), "{part} in {remarks}");
    }
}

#[test]
fn without_an_assessment_nothing_is_taken_and_the_remedy_is_said() {
    let asked = request(&office(), LONG);
    let empty = sample::find("empty").unwrap().document();
    let merge = Merge::of(&empty, &[ballot(&asked, named("Ann"), RespondentGroup::Pmo, 1)]);
    assert_eq!(merge.rows[0].fate, Fate::Unusable);
    assert!(merge.rows[0].remarks.iter().any(|it| it.contains("begin one on the PMO page")));
    assert_eq!(merge.edit(&empty, |_| true), None);
}

#[test]
fn the_list_of_respondents_stands_when_a_ballot_names_another_group() {
    let document = office();
    let given = ballot(&request(&document, SHORT), named("Ben"), RespondentGroup::Finance, 1);
    let merge = Merge::of(&document, std::slice::from_ref(&given));
    assert!(merge.rows[0].remarks[0].contains("speaks for Finance in the ballot; the list stands"));
    assert_eq!(spring(&merged(&document, &[given])).respondents[0].group, RespondentGroup::Teams);
}

/// Nothing but don't-knows is an answer: it is counted, and scored as nothing.
#[test]
fn all_dont_know_is_taken_as_it_is() {
    let document = office();
    let asked = request(&document, SHORT);
    let unknown: Answers =
        levels(MaturityModel::built_in(), 1).keys().map(|id| (*id, Answer::DontKnow)).collect();
    let given =
        Ballot::of_assessment(&asked, named("Ann"), RespondentGroup::Pmo, &unknown, &Answers::new(), None);
    let after = merged(&document, &[given]);
    assert!(answers_of(&after, "Ann").values().all(|it| *it == Answer::DontKnow));
    let report = pmo_workbench::analysis::assess::assess(spring(&after), MaturityModel::built_in()).unwrap();
    assert_eq!((report.mean, report.dont_know_share), (None, 1.0));
}

/// How sure `name` is, by the document.
fn confidence_of(document: &Document, name: &str) -> Confidences {
    let assessment = spring(document);
    let person = assessment.respondents.iter().find(|it| it.name == name).unwrap();
    assessment.confidence.get(&person.id).cloned().unwrap_or_default()
}

#[test]
fn confidence_travels_with_the_answers_and_is_replaced_with_them() {
    let document = office();
    let asked = request(&document, LONG);
    let [first, second]: [StatementId; 2] = ["1.1", "1.2"].map(|it| it.parse().unwrap());
    let answers: Answers = [(first, Answer::Level(2)), (second, Answer::Level(4))].into();
    let write = |answers: &Answers, confidence: &[(StatementId, Confidence)], hour| {
        let written = date(2026, 11, 22).at(hour, 0, 0, 0);
        let none = Answers::new();
        Ballot::of_assessment(&asked, named("Ann"), RespondentGroup::Pmo, answers, &none, Some(written))
            .with_confidence(&confidence.iter().copied().collect())
    };
    let sure = write(&answers, &[(first, Confidence::Low), (second, Confidence::High)], 9);
    for text in [sure.to_json(), sure.to_text()] {
        assert_eq!(read(&text), [Ok(Piece::Ballot(sure.clone()))]);
    }
    let document = merged(&document, std::slice::from_ref(&sure));
    let said: Confidences = [(first, Confidence::Low), (second, Confidence::High)].into();
    assert_eq!(confidence_of(&document, "Ann"), said);
    assert_eq!(Merge::of(&document, &[sure]).rows[0].fate, Fate::Unchanged);

    let surer = write(&answers, &[(first, Confidence::High)], 10);
    assert_eq!(Merge::of(&document, std::slice::from_ref(&surer)).rows[0].fate, Fate::Replaces);
    assert_eq!(confidence_of(&merged(&document, &[surer]), "Ann"), [(first, Confidence::High)].into());

    let unknown: Answers = [(first, Answer::DontKnow), (second, Answer::Level(4))].into();
    let unsure = write(&unknown, &[(first, Confidence::Low), (second, Confidence::Low)], 11);
    assert_eq!(confidence_of(&merged(&document, &[unsure]), "Ann"), [(second, Confidence::Low)].into());
}

/// Written by a page that did not ask how sure people are: what was said of the same levels stands.
#[test]
fn a_ballot_without_confidence_goes_in_as_before() {
    let document = office();
    let asked = request(&document, LONG);
    let older = ballot(&asked, named("Ann"), RespondentGroup::Finance, 1);
    assert!(!older.to_json().contains("confidence"));
    let mut document = merged(&document, std::slice::from_ref(&older));
    assert!(confidence_of(&document, "Ann").is_empty());

    let assessment = spring(&document);
    let respondent = assessment.respondents.iter().find(|it| it.name == "Ann").unwrap().id;
    let (assessment, levels) = (assessment.id, assessment.answers[&respondent].clone());
    let levels = levels.into_iter().filter(|(_, answer)| matches!(answer, Answer::Level(_)));
    let statements: Vec<StatementId> = levels.map(|(id, _)| id).collect();
    for &statement in &statements {
        let confidence = Some(Confidence::Medium);
        let sure = Edit::SetConfidence { assessment, respondent, statement, confidence };
        sure.apply(&mut document).unwrap();
    }
    assert_eq!(Merge::of(&document, std::slice::from_ref(&older)).rows[0].fate, Fate::Unchanged);

    let mut changed = older;
    let said = changed.assessment.as_mut().unwrap();
    let Some(Answer::Level(level)) = said.answers.get_mut(&statements[0]) else { panic!() };
    *level = *level % 5 + 1;
    let after = merged(&document, &[changed]);
    let kept: Vec<StatementId> = confidence_of(&after, "Ann").into_keys().collect();
    assert_eq!(kept, statements[1..]);
}

proptest! {
    /// Whatever is answered and whoever is known: taking a ballot in twice is taking it in once, and only the
    /// person's own answers change.
    #[test]
    fn merging_is_idempotent_and_touches_nobody_else(
        given in proptest::collection::btree_map(0_usize..50, 0_u8..6, 1..50),
        is_short in any::<bool>(),
        is_ben in any::<bool>(),
    ) {
        let document = merged(&office(), &[ballot(&request(&office(), LONG), named("Eve"), RespondentGroup::Pmo, 4)]);
        let ids: Vec<StatementId> = MaturityModel::built_in().statements().map(|it| it.id).collect();
        let answers: Answers = given.iter().map(|(index, level)| {
            (ids[*index], if *level == 0 { Answer::DontKnow } else { Answer::Level(*level) })
        }).collect();
        let asked = request(&document, StatementChoice { is_short, with_organisation: true });
        let person = named(if is_ben { "Ben" } else { "Ann" });
        let ballot = Ballot::of_assessment(&asked, person, RespondentGroup::Teams, &answers, &Answers::new(), None);
        let once = merged(&document, std::slice::from_ref(&ballot));
        prop_assert_eq!(&merged(&once, std::slice::from_ref(&ballot)), &once);
        prop_assert_eq!(answers_of(&once, "Eve"), answers_of(&document, "Eve"));
        let row = Merge::of(&document, &[ballot]).rows.remove(0);
        let Said::Statements(said) = &row.said else { panic!("an assessment was asked") };
        prop_assert_eq!(said.office.answers.len(), row.taken());
    }
}

/// The organisation's own statements travel with their words and come back to them; the organisation's side does not,
/// as it is held against the built-in dimensions only.
#[test]
fn own_statements_are_asked_in_their_own_words() {
    let mut document = office();
    let mut own = MaturityModel::built_in().clone();
    own.name = "Our way".into();
    own.dimensions.truncate(1);
    own.dimensions[0].statements[0].statement = "We know who pays.".into();
    let assessment = document.office.assessments[0].id;
    let model = Some(pmo_workbench::model::shared::Shared::new(own.clone()));
    Edit::SetStatements { assessment, model }.apply(&mut document).unwrap();
    let asked = BallotRequest::of_assessment(&document, spring(&document), &spring(&document).model(), LONG);
    assert_eq!(asked.assessment.as_ref().unwrap().len(), 5);
    for text in [asked.to_json(), asked.to_fragment()] {
        assert_eq!(read(&text), [Ok(Piece::Request(asked.clone()))]);
    }
    assert!(asked.to_json().contains("We know who pays."));
    let given = levels(&own, 1);
    let ballot =
        Ballot::of_assessment(&asked, named("Ben"), RespondentGroup::Teams, &given, &Answers::new(), None);
    let merged = merged(&document, std::slice::from_ref(&ballot));
    assert_eq!(answers_of(&merged, "Ben"), &given);
    // In an office that asks the built-in statements the changed one is left out.
    let elsewhere = Merge::of(&office(), &[ballot]);
    assert!(elsewhere.rows[0].remarks.iter().any(|it| it.contains("says something else here")));
}
