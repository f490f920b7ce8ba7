//! The result of an assessment: the shipped sample of nine people against figures worked out without the engine, the
//! red flags one by one, and the laws of fit, change, mirror and need.

#![allow(clippy::float_cmp, reason = "exactness is the point")]
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use pmo_workbench::analysis::assess::{AssessmentReport, assess};
use pmo_workbench::analysis::leader_gap::{closed, roadmap_then};
use pmo_workbench::analysis::office::{Form, OfficeReport, office};
use pmo_workbench::analysis::office_staff::staff;
use pmo_workbench::analysis::red_flags::FlagVerdict;
use pmo_workbench::analysis::roadmap::{Chosen, question};
use pmo_workbench::analysis::trend::trend;
use pmo_workbench::engine::maturity::change::{Scored, difference};
use pmo_workbench::engine::maturity::coverage;
use pmo_workbench::engine::maturity::fit::{Sides, Standing, fit, raised};
use pmo_workbench::engine::maturity::leader::{AttributeRating, Axis, Path, mirror};
use pmo_workbench::engine::maturity::need::{FunctionLoad, OfficeForm, need};
use pmo_workbench::engine::maturity::red_flags::{Effects, Fact, Facts, Flag, Verdict, effects, judge};
use pmo_workbench::engine::maturity::staffing::{Supply, shortfall};
use pmo_workbench::engine::stats::interval::Interval;
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{CharterChange, Edit};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::id::{AssessmentId, RespondentId};
use pmo_workbench::model::initiative::{Kind, Mode};
use pmo_workbench::model::office::RespondentGroup;
use pmo_workbench::model::office::leader::{Attribute, AttributeAxis, AttributeId, Focus, Rating};
use pmo_workbench::model::office::maturity_model::MaturityModel;
use pmo_workbench::model::office::staff::{Staff, StaffMember, StaffRole};
use pmo_workbench::model::sample;
use pmo_workbench::model::shared::Shared;
use proptest::prelude::*;
use serde_json::Value;

fn nine() -> Document {
    sample::find("nine").unwrap().document()
}

fn report(document: &Document) -> OfficeReport {
    let shown = document.office.assessments.last().unwrap();
    office(document, shown, MaturityModel::built_in(), None, None).unwrap()
}

fn close(actual: impl Into<Option<f64>>, expected: &Value, what: &str) {
    let (actual, expected) = (actual.into().unwrap_or(f64::NAN), expected.as_f64().unwrap());
    assert!((actual - expected).abs() < 1e-9, "{what}: {actual}, expected {expected}");
}

/// Computed from the answers of the sample by `tests/office/nine.py`, which knows the formulas and not the engine:
/// `python3 tests/office/nine.py --check` compares, without `--check` it prints the file anew.
#[test]
fn the_sample_of_nine_says_what_a_script_of_its_own_says() {
    let expected: Value = serde_json::from_str(include_str!("office/nine.json")).unwrap();
    let report = report(&nine());
    let scores: &AssessmentReport = &report.assessment;
    close(scores.mean, &expected["overall"], "mean");
    let shares = &expected["confidence"];
    close(scores.dont_know_share, &shares["dont_know"], "don't know");
    close(scores.confidence.low, &shares["low"], "low confidence");
    close(scores.confidence.medium, &shares["medium"], "medium confidence");
    close(scores.confidence.high, &shares["high"], "high confidence");
    close(scores.confidence.unsaid, &shares["unsaid"], "confidence not said");
    for index in 0..10 {
        let (dimension, fit) = (&scores.dimensions[index], &report.fit.dimensions[index]);
        close(dimension.score, &expected["dimensions"][index], "dimension");
        close(dimension.group_gap, &expected["group_gaps"][index], "group gap");
        let range = dimension.mean_by_weight.unwrap();
        close(range.low, &expected["mean_by_weight"][index][0], "mean at half or double the weight");
        close(range.high, &expected["mean_by_weight"][index][1], "mean at half or double the weight");
        close(fit.gap, &expected["gaps"][index], "fit gap");
        close(fit.target, &expected["targets"][index], "target");
    }
    for (index, theme) in report.fit.organisation.dimensions.iter().enumerate() {
        close(theme.score, &expected["themes"][index], "theme");
    }
    close(report.fit.mean_target, &expected["mean_target"], "mean target");
    for group in &scores.by_group {
        let name = serde_json::to_value(group.group).unwrap();
        for (index, score) in group.dimensions.iter().enumerate() {
            close(*score, &expected["groups"][name.as_str().unwrap()][index], "group");
        }
    }
    let change = report.trend.change.as_ref().unwrap();
    assert_eq!(report.trend.common as u64, expected["common"].as_u64().unwrap());
    close(change.mean, &expected["change"], "change");
    for (index, dimension) in change.dimensions.iter().enumerate() {
        close(dimension.change, &expected["dimension_changes"][index], "change of a dimension");
    }
    close(report.leader.business, &expected["leader"]["business"], "business axis");
    close(report.leader.project_management, &expected["leader"]["project_management"], "project axis");
    for (index, attribute) in report.leader.attributes.iter().enumerate() {
        close(attribute.gap, &expected["leader"]["gaps"][index], "gap of the leader");
    }
    let order: Vec<u8> = report.leader.order.iter().map(|id| id.number()).collect();
    assert_eq!(serde_json::to_value(order).unwrap(), expected["leader"]["order"]);
    close(report.after_flags, &expected["after_flags"], "headline after the flags");
    close(report.need.open_days, &expected["open_days"], "open work");
    assert_eq!(report.need.form, Some(Form::PartTime));
}

/// Every figure with people behind it has an interval, and holds its own value.
#[test]
fn figures_of_nine_people_have_intervals() {
    let report = report(&nine());
    let holds = |interval: Option<Interval>, value: f64| {
        interval.is_some_and(|it| it.low <= value + 0.05 && value - 0.05 <= it.high)
    };
    assert!(holds(report.assessment.mean_interval, report.assessment.mean.unwrap()));
    assert!(report.assessment.dimensions.iter().all(|it| holds(it.interval, it.score.unwrap())));
    assert!(report.trend.change.as_ref().unwrap().interval.is_some());
    assert!(report.leader.attributes.iter().all(|it| holds(it.interval, it.level.unwrap()) && !it.self_only));
    // Two of the business answered for the organisation: too few for an interval of the gap.
    assert!(report.fit.dimensions.iter().all(|it| it.gap_interval.is_none()));
}

#[test]
fn the_business_speaks_for_the_organisation_and_others_only_where_it_is_silent() {
    let mut document = nine();
    assert!(!report(&document).fit.is_hearsay);
    assert_eq!(report(&document).fit.organisation.respondents, 2);
    let round = document.office.edit().assessments.last_mut().unwrap();
    for person in &mut round.respondents {
        person.group = RespondentGroup::Pmo;
    }
    let fit = report(&document).fit;
    assert!(fit.is_hearsay && fit.organisation.respondents == 3);
    document.office.edit().assessments.last_mut().unwrap().organisation.clear();
    let fit = report(&document).fit;
    assert!(!fit.is_known() && fit.dimensions.iter().all(|it| it.gap.is_none() && it.target == fit.ambition));
}

/// P18: whoever stays unnamed is not found out by the mean of a small group.
mod unnamed {
    use super::*;

    /// The newest round of the nine, with person `index` unnamed.
    fn scores_without_name(index: usize) -> (AssessmentReport, AssessmentReport) {
        let mut document = nine();
        let before = report(&document).assessment;
        let round = document.office.edit().assessments.last_mut().unwrap();
        round.respondents[index].name = "Anonymous K7Q2".into();
        (before, report(&document).assessment)
    }

    #[test]
    fn means_of_one_or_two_people_gave_the_unnamed_away() {
        let (named, unnamed) = scores_without_name(3);
        assert!(!named.is_anonymous && named.by_group.iter().all(|it| !it.is_withheld && it.mean.is_some()));
        assert!(unnamed.is_anonymous);
        for group in &unnamed.by_group {
            assert_eq!(group.is_withheld, group.people < 3, "{group:?}");
            assert_eq!(group.mean.is_none(), group.is_withheld);
            assert!(!group.is_withheld || group.dimensions.iter().all(Option::is_none), "{group:?}");
        }
        let shown: Vec<RespondentGroup> =
            unnamed.by_group.iter().filter(|it| !it.is_withheld).map(|it| it.group).collect();
        assert_eq!(shown, [RespondentGroup::ProjectManagers]);
        // With one group left there is no gap to show, and everything else stands.
        assert!(unnamed.dimensions.iter().all(|it| it.group_gap.is_none()));
        assert!(unnamed.dimensions.iter().flat_map(|it| &it.statements).all(|it| it.group_gap.is_none()));
        assert_eq!((unnamed.mean, unnamed.mean_interval), (named.mean, named.mean_interval));
    }

    /// A flag that rests on the withheld means is not judged by them.
    #[test]
    fn a_flag_does_not_tell_what_the_table_withholds() {
        let mut document = nine();
        let big_brother = |document: &Document| {
            let flags = report(document).red_flags.flags;
            flags.into_iter().find(|it| it.code == "RF8").unwrap()
        };
        assert_eq!(big_brother(&document).verdict, FlagVerdict::Raised);
        document.office.edit().assessments.last_mut().unwrap().respondents[3].name = "Anonymous K7Q2".into();
        let flag = big_brother(&document);
        assert_eq!(flag.verdict, FlagVerdict::Unknown);
        assert!(flag.evidence.contains("three of each where somebody stays unnamed"), "{}", flag.evidence);
    }
}

mod over_time {
    use super::*;

    #[test]
    fn a_first_round_and_one_with_too_little_in_common_are_refused_with_the_reason() {
        let mut document = nine();
        let earlier = document.office.assessments[0].clone();
        document.office.edit().assessments.remove(0);
        let trend = report(&document).trend;
        assert!(trend.change.is_none() && trend.refused.unwrap().contains("first round"));
        let mut short = earlier;
        for answers in short.answers.values_mut() {
            answers.retain(|id, _| id.dimension() == 1);
        }
        document.office.edit().assessments.insert(0, short);
        let trend = report(&document).trend;
        assert!(trend.refused.unwrap().contains("2 statements in common"));
    }

    #[test]
    fn a_round_compared_with_its_own_copy_has_not_changed() {
        let mut document = nine();
        let mut copy = document.office.assessments[1].clone();
        copy.date = document.office.assessments[0].date;
        copy.id = document.office.assessments[0].id;
        document.office.edit().assessments[0] = copy;
        let change = report(&document).trend.change.unwrap();
        assert_eq!((change.mean, change.is_sure), (0.0, false));
        assert!(change.dimensions.iter().all(|it| it.change == 0.0));
    }
}

mod flags {
    use super::*;

    fn of(facts: &Facts, flag: Flag) -> Verdict {
        judge(flag, facts)
    }

    #[test]
    fn nothing_known_is_never_clear_and_names_what_is_missing() {
        for flag in Flag::ALL {
            match judge(flag, &Facts::default()) {
                Verdict::Unknown(missing) => assert!(!missing.is_empty(), "{flag:?}"),
                other => panic!("{flag:?}: {other:?}"),
            }
        }
    }

    #[test]
    fn each_threshold_is_where_the_rule_says() {
        let none = Facts::default;
        let sponsor = |days, score| Facts {
            has_sponsor: Some(true),
            sponsor_silence_days: Some(days),
            sponsor_score: Some(score),
            ..none()
        };
        let table = [
            (Flag::NoSponsor, sponsor(60, 1.6), false),
            (Flag::NoSponsor, sponsor(61, 3.0), true),
            (Flag::NoSponsor, sponsor(1, 1.5), true),
            (Flag::NoSponsor, Facts { has_sponsor: Some(false), ..none() }, true),
            (Flag::SponsorOnly, Facts { groups_met: Some(1), ..none() }, true),
            (Flag::SponsorOnly, Facts { groups_met: Some(2), ..none() }, false),
            (Flag::NoCredibilityPlan, Facts { credibility_steps: Some(0), ..none() }, true),
            (Flag::NoCredibilityPlan, Facts { credibility_steps: Some(1), ..none() }, false),
            (Flag::LopsidedLeader, Facts { leader_lean: Some(-2.0), ..none() }, true),
            (Flag::LopsidedLeader, Facts { leader_lean: Some(1.9), ..none() }, false),
            (Flag::OrphanBenefits, Facts { orphan_share: Some(0.3), ..none() }, false),
            (Flag::OrphanBenefits, Facts { orphan_share: Some(0.31), ..none() }, true),
            (Flag::BigBrother, Facts { trust_gap: Some(1.5), ..none() }, true),
            (Flag::BigBrother, Facts { trust_gap: Some(1.4), ..none() }, false),
            (Flag::OverReach, Facts { dimensions_ahead: Some(2), ..none() }, true),
            (Flag::OverReach, Facts { dimensions_ahead: Some(1), ..none() }, false),
            (Flag::SilentOverload, Facts { overload_weeks: Some(13), ..none() }, true),
            (Flag::SilentOverload, Facts { overload_weeks: Some(12), ..none() }, false),
        ];
        for (flag, facts, is_raised) in table {
            let expected = if is_raised { Verdict::Raised } else { Verdict::Clear };
            assert_eq!(judge(flag, &facts), expected, "{flag:?} {facts:?}");
        }
    }

    #[test]
    fn a_tool_before_its_use_is_a_flag_and_one_after_it_is_not() {
        let facts = |tool, selection, benefits| Facts {
            plans_tool: Some(tool),
            begins_with_tool: Some(false),
            selection_score: Some(selection),
            benefits_score: Some(benefits),
            ..Facts::default()
        };
        assert_eq!(of(&facts(true, 1.9, 3.0), Flag::ToolFirst), Verdict::Raised);
        assert_eq!(of(&facts(true, 2.0, 2.0), Flag::ToolFirst), Verdict::Clear);
        assert_eq!(of(&facts(false, 1.0, 1.0), Flag::ToolFirst), Verdict::Clear);
        let first = Facts { begins_with_tool: Some(true), ..facts(false, 3.0, 3.0) };
        assert_eq!(of(&first, Flag::ToolFirst), Verdict::Raised);
    }

    #[test]
    fn one_known_fact_can_clear_what_others_would_have_to_raise() {
        let together = Facts { reaches_enterprise: Some(true), ..Facts::default() };
        assert_eq!(of(&together, Flag::LoneDomain), Verdict::Clear);
        let domain = Facts { is_domain: Some(true), ..Facts::default() };
        assert_eq!(of(&domain, Flag::LoneDomain), Verdict::Unknown(vec![Fact::Network]));
        let alone = Facts { reaches_enterprise: Some(false), ..domain };
        assert_eq!(of(&alone, Flag::LoneDomain), Verdict::Raised);
        let solo = Facts { is_solo: Some(true), has_deputy: Some(false), ..Facts::default() };
        assert_eq!(of(&solo, Flag::OnePersonBreak), Verdict::Unknown(vec![Fact::HandOver]));
        assert_eq!(of(&Facts { has_hand_over: Some(false), ..solo }, Flag::OnePersonBreak), Verdict::Raised);
    }

    #[test]
    fn measuring_without_acting_is_a_flag_after_a_month_or_three_rounds() {
        let facts = |days, rounds, actions| Facts {
            days_since_first_score: Some(days),
            rounds: Some(rounds),
            committed_actions: Some(actions),
            ..Facts::default()
        };
        assert_eq!(of(&facts(31, 1, 0), Flag::Paralysis), Verdict::Raised);
        assert_eq!(of(&facts(30, 2, 0), Flag::Paralysis), Verdict::Clear);
        assert_eq!(of(&facts(1, 3, 0), Flag::Paralysis), Verdict::Raised);
        assert_eq!(of(&facts(400, 9, 1), Flag::Paralysis), Verdict::Clear);
        let win =
            |days, wins| Facts { days_since_start: Some(days), quick_wins: Some(wins), ..Facts::default() };
        assert_eq!(of(&win(90, 0), Flag::NoEarlyWin), Verdict::Raised);
        assert_eq!(of(&win(89, 0), Flag::NoEarlyWin), Verdict::Clear);
        assert_eq!(of(&win(90, 1), Flag::NoEarlyWin), Verdict::Clear);
        let known = |reputation, delivery| Facts {
            reputation_mean: Some(reputation),
            delivery_mean: Some(delivery),
            ..Facts::default()
        };
        assert_eq!(of(&known(2.0, 3.0), Flag::DeliveryOnly), Verdict::Raised);
        assert_eq!(of(&known(2.1, 3.0), Flag::DeliveryOnly), Verdict::Clear);
    }

    #[test]
    fn only_raised_flags_cap() {
        assert_eq!(effects(&Facts::default(), Some(6), Some(4)), Effects::default());
        let facts = Facts {
            has_sponsor: Some(false),
            is_domain: Some(true),
            reaches_enterprise: Some(false),
            orphan_share: Some(0.5),
            ..Facts::default()
        };
        let caps = effects(&facts, Some(6), Some(4));
        assert_eq!(
            (caps.headline, caps.statement, caps.dimension),
            (Some(1.9), Some((6, 3.0)), Some((4, 2.0)))
        );
    }

    /// Benefits count 2 at most once their owners are gone, and so the mean is lower.
    #[test]
    fn orphan_benefits_cap_the_dimension_and_the_mean() {
        let mut document = nine();
        for initiative in &mut document.initiatives.edit().list {
            initiative.benefit.owner.clear();
        }
        let report = report(&document);
        let orphans = report.red_flags.flags.iter().find(|flag| flag.code == "RF7").unwrap();
        assert_eq!(orphans.verdict, FlagVerdict::Raised);
        assert!(orphans.evidence.starts_with("100 % of the plan’s budget"), "{}", orphans.evidence);
        assert_eq!(report.dimensions_after_flags[4], Some(2.0));
        assert!(report.after_flags.unwrap() < report.assessment.mean.unwrap());
    }

    #[test]
    fn a_quarter_of_overload_in_a_row_is_seen() {
        let document = nine();
        let shown = document.office.assessments.last().unwrap();
        let judged = |weeks: usize| {
            let load = [("Architect".to_owned(), [vec![0.9; weeks], vec![0.2; 5], vec![0.9; 3]].concat())];
            let report = office(&document, shown, MaturityModel::built_in(), Some(&load), None).unwrap();
            report.red_flags.flags[13].clone()
        };
        assert_eq!(judged(13).verdict, FlagVerdict::Raised);
        assert!(judged(13).evidence.contains("“Architect”") && judged(13).evidence.contains("13 weeks"));
        assert_eq!(judged(12).verdict, FlagVerdict::Clear);
    }
}

fn scored(score: f64) -> Scored {
    Scored { score, interval: None }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A target lies on the ladder, never above the ambition, never more than one above the organisation.
    #[test]
    fn targets_keep_to_both_limits(office in 1.0..=5.0_f64, organisation in 1.0..=5.0_f64, ambition in 1.0..=5.0_f64, rise in 0.0..2.0_f64) {
        let sides = Sides { office: Some(scored(office)), organisation: Some(scored(organisation)), ambition };
        let now = fit(&sides);
        prop_assert!(now.target <= ambition && now.target <= organisation + 1.0 && now.target >= 1.0);
        prop_assert!((now.gap.unwrap() - (office - organisation)).abs() < 1e-12);
        let then = raised(&sides, rise);
        prop_assert!(then.target >= now.target && then.target <= ambition);
        prop_assert_eq!(now.standing == Some(Standing::Ahead), office - organisation > 1.0 + 1e-9);
    }

    /// A change and its reverse mirror each other, and its interval holds it.
    #[test]
    fn a_change_back_is_the_same_change(old in 1.0..5.0_f64, new in 1.0..5.0_f64, halves in prop::array::uniform4(0.0..1.0_f64)) {
        let score = |score: f64, low: f64, high: f64| Scored { score, interval: Some(Interval { low: score - low, high: score + high }) };
        let (before, after) = (score(old, halves[0], halves[1]), score(new, halves[2], halves[3]));
        let (there, back) = (difference(&before, &after), difference(&after, &before));
        let (on, off) = (there.interval.unwrap(), back.interval.unwrap());
        prop_assert!((there.score + back.score).abs() < 1e-12);
        prop_assert!((on.low + off.high).abs() < 1e-9 && (on.high + off.low).abs() < 1e-9);
        prop_assert!(on.low <= there.score && there.score <= on.high);
    }
}

#[test]
fn two_peers_leave_the_leaders_own_word_and_three_replace_it() {
    let rating = |peers: &[u8]| AttributeRating {
        axis: Axis::Business,
        own: Some(5),
        needed: Some(4),
        importance: 3.0,
        peers: peers.to_vec(),
    };
    let of = |peers: &[u8]| mirror(&[rating(peers)], 7).attributes[0];
    let alone = of(&[1, 1]);
    assert_eq!((alone.level, alone.self_only, alone.interval, alone.gap), (Some(5.0), true, None, Some(0.0)));
    let seen = of(&[1, 2, 3]);
    assert_eq!(
        (seen.level, seen.self_only, seen.blind_spot, seen.gap),
        (Some(2.0), false, Some(3.0), Some(6.0))
    );
    let interval = seen.interval.unwrap();
    assert!(interval.low < 2.0 && 2.0 < interval.high && interval.low >= 1.0);
}

#[test]
fn the_weaker_side_is_learned_first() {
    let rating = |axis, own, needed| AttributeRating {
        axis,
        own: Some(own),
        needed: Some(needed),
        importance: 1.0,
        peers: vec![],
    };
    let conventional =
        [rating(Axis::ProjectManagement, 3, 5), rating(Axis::Business, 2, 3), rating(Axis::Neither, 1, 5)];
    let seen = mirror(&conventional, 7);
    assert_eq!((seen.path, seen.order), (Some(Path::Conventional), vec![1, 2, 0]));
    let mut reversed = conventional;
    reversed[1].own = Some(5);
    reversed[1].needed = Some(5);
    let seen = mirror(&reversed, 7);
    assert_eq!((seen.path, seen.order), (Some(Path::Unconventional), vec![0, 2]));
}

#[test]
fn functions_that_somebody_does_need_no_office() {
    let function = |is_needed, is_covered, days| FunctionLoad { is_needed, is_covered, days };
    assert_eq!(need(&[function(false, false, 40.0)]).form, OfficeForm::Nothing);
    assert_eq!(need(&[function(true, true, 40.0)]).form, OfficeForm::FunctionsOnly);
    assert_eq!(need(&[function(true, false, 4.4)]).form, OfficeForm::FunctionsOnly);
    let part = need(&[function(true, false, 4.5), function(true, true, 9.0)]);
    assert_eq!(
        (part.form, part.form_at_least, part.form_at_most),
        (OfficeForm::PartTime, OfficeForm::FunctionsOnly, OfficeForm::PartTime)
    );
    assert_eq!((part.open_days, part.all_days, part.covered), (4.5, 13.5, 1));
    assert_eq!(need(&[function(true, false, 18.0)]).form, OfficeForm::Formal);
}

/// U42: the work that is served caps the seventh dimension at 1 + 4 × coverage, and so the mean; the claim stays.
mod work_that_is_served {
    use super::*;

    fn served(kinds: &[Kind]) -> OfficeReport {
        let mut document = sample::SAMPLES[0].document();
        let services = &mut document.office.edit().charter.services;
        for service in services.iter_mut() {
            service.kinds.clear();
            service.modes.clear();
        }
        services[0].kinds.extend(kinds);
        report(&document)
    }

    #[test]
    fn caps_what_is_claimed() {
        let silent = served(&[]);
        assert_eq!(silent.work_types, None, "a service that is silent caps nothing");
        // Programmes, predictive and hybrid, of five cells with work: 1 + 4 × 2/5.
        let some = served(&[Kind::Program]);
        let it = some.work_types.unwrap();
        assert!((it.most - 2.6).abs() < 1e-12 && (it.coverage - 0.4).abs() < 1e-12);
        assert_eq!(it.bites(), it.claimed > 2.6);
        assert_eq!(some.assessment, silent.assessment, "what people say stays as it is");
        let expected = silent.dimensions_after_flags[6].unwrap().min(2.6);
        assert_eq!(some.dimensions_after_flags[6], Some(expected));
    }

    #[test]
    fn with_all_of_it_served_nothing_is_cut() {
        let all = served(&Kind::ALL);
        assert_eq!(all.work_types.unwrap().most, 5.0);
        assert_eq!(all.after_flags, served(&[]).after_flags);
    }

    proptest! {
        /// More served never counts less, and the cap stays on the scale.
        #[test]
        fn more_served_never_counts_less(one in 0.0..=1.0_f64, other in 0.0..=1.0_f64) {
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(coverage::most(less) <= coverage::most(more));
            prop_assert!((1.0..=5.0).contains(&coverage::most(one)));
        }
    }
}

/// W2: the leader beside the office, and what closing the gap changes.
mod leader_beside_the_office {
    use super::*;

    fn lopsided() -> Document {
        let mut document = nine();
        let leader = &mut document.office.edit().leader;
        leader.peers.clear();
        for id in AttributeId::all() {
            let own = match Attribute::of(id).axis {
                AttributeAxis::Business => 1,
                _ => 4,
            };
            let importance = 1 + id.number() % 5;
            leader.ratings.insert(id, Rating { own: Some(own), needed: Some(4), importance });
        }
        document
    }

    #[test]
    fn closing_the_gap_clears_the_lopsided_leader_and_lifts_no_score() {
        let report = report(&lopsided());
        let gap = &report.leader_gap;
        let closed = gap.closed.as_ref().unwrap();
        assert_eq!((gap.compared, closed.attributes), (16, 6));
        assert_eq!((closed.falls.clone(), closed.rises.len()), (vec!["RF6".to_owned()], 0));
        assert_eq!(closed.headline, closed.headline_then, "RF6 caps nothing");
        assert_eq!(gap.needed, Some(4.0));
        // By importance: six business attributes at 1, the others at 4.
        let weight = |business: bool| -> f64 {
            let of = AttributeId::all()
                .filter(|id| (Attribute::of(*id).axis == AttributeAxis::Business) == business);
            of.map(|id| f64::from(1 + id.number() % 5)).sum()
        };
        let expected = (weight(true) + 4.0 * weight(false)) / (weight(true) + weight(false));
        assert!((gap.level.unwrap() - expected).abs() < 1e-12);
        assert_eq!(gap.interval, None, "the leader's own word has no interval");
    }

    #[test]
    fn a_leader_without_a_gap_changes_nothing() {
        let mut document = lopsided();
        let leader = closed(&document.office.leader);
        document.office.edit().leader = leader;
        let gap = report(&document).leader_gap;
        assert_eq!((gap.closed, gap.level), (None, gap.needed));
    }

    /// The days of the leader's plan go to actions: the roadmap is worth at least as much.
    #[test]
    fn without_the_leaders_plan_the_roadmap_has_its_days() {
        let mut document = lopsided();
        document.office.edit().leader.focus.clear();
        assert_eq!(roadmap_then(&document, None).unwrap(), None);
        let days = Finite::new(12.0).ok();
        let focus = Focus { days_a_quarter: days, ..Focus::default() };
        document.office.edit().leader.focus.insert(AttributeId::all().next().unwrap(), focus);
        let then = roadmap_then(&document, None).unwrap().unwrap();
        assert!(then.leader_days >= 12.0 && then.mean_then >= then.mean - 1e-9, "{then:?}");
    }
}

/// The organisation's own statements: through the same code, and never mixed up with the built-in ones.
mod own_statements {
    use super::*;

    /// Two dimensions in other words, with other weights.
    fn own() -> MaturityModel {
        let mut model = MaturityModel::built_in().clone();
        model.name = "Our way".into();
        model.dimensions.truncate(2);
        for (dimension, weight) in model.dimensions.iter_mut().zip([3_u32, 1]) {
            dimension.weight = weight.into();
            for statement in &mut dimension.statements {
                statement.statement = format!("Ours: {}", statement.statement);
            }
        }
        model
    }

    fn first(document: &Document) -> AssessmentId {
        document.office.assessments.last().unwrap().id
    }

    /// `document` with one more round of the same people and answers, asked by [`own`].
    fn asked() -> Document {
        let mut document = nine();
        let mut round = document.office.assessments.last().unwrap().clone();
        round.id = AssessmentId(document.next_id);
        let renumber = |id: RespondentId| RespondentId(document.next_id + 1 + id.0);
        for person in &mut round.respondents {
            person.id = renumber(person.id);
        }
        let answers = std::mem::take(&mut round.answers).into_iter();
        round.answers = answers.map(|(id, answers)| (renumber(id), answers)).collect();
        round.organisation.clear();
        round.confidence.clear();
        round.name = "By our own".into();
        round.model = Some(Shared::new(own()));
        Edit::AddAssessment(round).apply(&mut document).unwrap();
        document
    }

    #[test]
    fn score_by_the_same_rules() {
        let document = asked();
        let round = document.office.assessments.last().unwrap();
        let report = assess(round, &round.model()).unwrap();
        let built_in = super::report(&nine()).assessment;
        for place in 0..2 {
            assert_eq!(report.dimensions[place].score, built_in.dimensions[place].score, "the same answers");
        }
        let [one, two] = [0, 1].map(|place| built_in.dimensions[place].score.unwrap());
        assert!((report.mean.unwrap() - (3.0 * one + two) / 4.0).abs() < 1e-12);
        assert_eq!(report.askable, 9 * 10);
    }

    #[test]
    fn answers_are_never_read_as_answers_to_something_else() {
        let mut document = nine();
        let assessment = first(&document);
        let set =
            |model: Option<MaturityModel>| Edit::SetStatements { assessment, model: model.map(Shared::new) };
        let before = document.clone();
        let refused = set(Some(own())).apply(&mut document).unwrap_err().to_string();
        assert!(refused.contains("begin a new assessment"), "{refused}");
        assert_eq!(document, before);
        // The same words under another name may stay.
        let mut renamed = MaturityModel::built_in().clone();
        renamed.name = "Ours now".into();
        set(Some(renamed)).apply(&mut document).unwrap();
        set(None).apply(&mut document).unwrap();
        assert_eq!(document.office, before.office);
        let mut empty = own();
        empty.dimensions.clear();
        assert!(set(Some(empty)).apply(&mut document).is_err());
    }

    #[test]
    fn rounds_compare_on_what_says_the_same() {
        let document = asked();
        let round = document.office.assessments.last().unwrap();
        let trend = trend(&document.office.assessments, round.id, &round.model()).unwrap();
        assert_eq!(trend.change, None);
        assert!(trend.refused.is_some(), "no round before asked these");
    }

    #[test]
    fn the_roadmap_goes_by_the_built_in_round_or_says_why_not() {
        let mut document = asked();
        let found = question(&document, None).unwrap();
        let report = pmo_workbench::analysis::roadmap::report(&document, &found, &Chosen::default()).unwrap();
        assert_eq!(report.assessment, nine().office.assessments.last().unwrap().name);
        document.office.edit().assessments.retain(|it| !it.is_built_in());
        let refused = question(&document, None).unwrap_err().to_string();
        assert!(refused.contains("hold one with the built-in statements"), "{refused}");
    }

    #[test]
    fn other_weights_move_the_mean_and_nothing_else() {
        let mut document = nine();
        let assessment = first(&document);
        let weigh = |dimension, weight: Option<u32>| Edit::SetDimensionWeight {
            assessment,
            dimension,
            weight: weight.map(Into::into),
        };
        let before = report(&document).assessment;
        for dimension in 1..=9 {
            weigh(dimension, Some(0)).apply(&mut document).unwrap();
        }
        let round = document.office.assessments.last().unwrap();
        let after = assess(round, &round.model()).unwrap();
        assert_eq!(after.mean, before.dimensions[9].score, "the tenth alone");
        assert_eq!(after.dimensions[0].score, before.dimensions[0].score);
        let refused = weigh(10, Some(0)).apply(&mut document).unwrap_err().to_string();
        assert!(refused.contains("sum to 0"), "{refused}");
        assert!(weigh(11, Some(1)).apply(&mut document).is_err());
        for dimension in 1..=9 {
            weigh(dimension, None).apply(&mut document).unwrap();
        }
        assert_eq!(report(&document).assessment, before);
    }
}

/// U31: hours of people against the support that the plan asks for.
mod staffing_of_the_office {
    use super::*;

    proptest! {
        /// What is missing in all lies between what is missing in the worst mode alone and what is asked; more hours
        /// never make it more; and it is what the best of all ways to share out leaves (checked for one person of two
        /// modes, where the best way is to fill one mode first).
        #[test]
        fn the_gap_is_between_its_bounds(
            demand in prop::array::uniform3(0.0..60.0_f64),
            people in prop::collection::vec((0.0..40.0_f64, prop::array::uniform3(any::<bool>())), 0..5),
            more in 0.0..20.0_f64,
        ) {
            let supplies: Vec<Supply> =
                people.iter().map(|(hours, masters)| Supply { hours: *hours, masters: *masters }).collect();
            let short = shortfall(demand, &supplies);
            let worst = short.alone.iter().copied().fold(0.0, f64::max);
            prop_assert!(short.total >= worst - 1e-6 && short.total <= demand.iter().sum::<f64>() + 1e-6);
            let able: f64 = supplies.iter().filter(|it| it.masters.contains(&true)).map(|it| it.hours).sum();
            prop_assert!(short.total >= demand.iter().sum::<f64>() - able - 1e-6);
            let mut richer = supplies.clone();
            richer.push(Supply { hours: more, masters: [true, false, true] });
            prop_assert!(shortfall(demand, &richer).total <= short.total + 1e-6);
        }
    }

    #[test]
    fn the_plan_asks_by_mode() {
        let mut document = nine();
        let planned = document.initiatives.in_plan().filter(|it| it.mode == Mode::Adaptive).count();
        assert!(planned > 0);
        document.office.edit().staff = Staff::default();
        let silent = staff(&document);
        assert!(silent.is_partial && silent.demand.abs() < 1e-12);
        let plan = Staff {
            people: vec![StaffMember {
                name: "Coach".into(),
                role: StaffRole::Expert,
                modes: [Mode::Adaptive].into(),
                hours_a_week: 3.into(),
                ..StaffMember::default()
            }],
            support: [(Mode::Adaptive, 4.into())].into(),
        };
        Edit::Charter(CharterChange::Staff(plan)).apply(&mut document).unwrap();
        let report = staff(&document);
        let adaptive = &report.modes[Mode::Adaptive as usize];
        assert_eq!((adaptive.experts, adaptive.demand), (1, Some(4.0 * planned as f64)));
        assert!((report.gap - (4.0 * planned as f64 - 3.0)).abs() < 1e-12);
        let long = Staff {
            people: vec![StaffMember {
                name: "Coach".into(),
                hours_a_week: 81.into(),
                ..StaffMember::default()
            }],
            ..Staff::default()
        };
        assert!(Edit::Charter(CharterChange::Staff(long)).apply(&mut document).is_err());
    }
}
