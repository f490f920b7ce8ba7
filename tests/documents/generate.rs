//! Random valid documents, and random edits of them, for property tests.
//!
//! Other tests use it by `#[path = "documents/generate.rs"] mod generate;`.
//! Everything is drawn as a sketch first, in which links are only picks; the
//! picks are turned into numbers of things that exist when the sketch is put
//! together, so that a sketch shrinks to a smaller document that is valid too.

#![allow(
    clippy::type_complexity,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sketches of documents"
)]
#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use pmo_workbench::model::decision::{
    Affected, Alternative, ChangeNotice, Decision, Direction, Drill, KeptFigures, Outcome, Recommendation,
    Reversibility,
};
use pmo_workbench::model::document::Document;
use pmo_workbench::model::edit::{
    CharterChange, CriterionChange, DecisionChange, DecisionsChange, DutiesChange, Edit, InitiativeChange,
    LeaderChange, MethodChange, NoticeChange, PersonChange, PortfolioChange, PriorityChange, RecordsChange,
    RiskChange, RisksChange, RoadmapChange, RoleChange, RosterChange, ScenarioChange, StageChange,
    StakeholdersChange, WorkshopChange,
};
use pmo_workbench::model::finite::Finite;
use pmo_workbench::model::guardrail::{Bound, Guardrail, WorkPart};
use pmo_workbench::model::id::{
    ActionId, AgendaItemId, AssessmentId, ContactId, CredibilityStepId, CriterionId, DecisionId, DrillId,
    DutyId, HolderId, InitiativeId, NoticeId, ObjectiveId, OfficeId, ParticipantId, PastOfficeId, PeerId,
    PersonId, PriorityId, ProcessId, RecordId, RespondentId, RiskId, RoleId, ScenarioId, ServiceId, StageId,
    StakeholderId,
};
use pmo_workbench::model::initiative::{
    Benefit, Demand, Estimate, Forced, Forcing, Initiative, Kind, LifeCycle, Mode, PossibleValue, Prospects,
    Shape, Stage, Work, WorkClass,
};
use pmo_workbench::model::office::charter::{
    CharterHead, Growth, OfficeLevel, Service, ServiceKind, StartPath,
};
use pmo_workbench::model::office::duties::{Duties, Duty, Holder, Involvement};
use pmo_workbench::model::office::functions::{FunctionId, FunctionNeed};
use pmo_workbench::model::office::leader::{AttributeId, Focus, Leader, LeaderStage, Peer, Rating};
use pmo_workbench::model::office::leader_steps::LeaderStep;
use pmo_workbench::model::office::leader_work::{Experience, Hat, LeaderWork};
use pmo_workbench::model::office::maturity_model::{MaturityModel, StatementId};
use pmo_workbench::model::office::network::{OtherOffice, Relation, Standing, Tie};
use pmo_workbench::model::office::past::{EndReason, PastOffice};
use pmo_workbench::model::office::process::{Process, Quality};
use pmo_workbench::model::office::registers::audit::{GateOutcome, Severity};
use pmo_workbench::model::office::registers::documents::{DocumentStage, DocumentStatus, Mandatory};
use pmo_workbench::model::office::registers::issues::{BlockerOwner, SupportKind};
use pmo_workbench::model::office::registers::processes::{Applies, UseOutcome};
use pmo_workbench::model::office::registers::tools::{ToolCategory, ToolLink};
use pmo_workbench::model::office::registers::{Record, Register};
use pmo_workbench::model::office::roadmap::{ActionPlan, ActionState, Hold};
use pmo_workbench::model::office::staff::{Staff, StaffMember, StaffRole};
use pmo_workbench::model::office::stakeholder::{
    BuyIn, Channel, Contact, CredibilityStep, DatedLevel, Expectation, Stakeholder, StakeholderGroup, Stance,
};
use pmo_workbench::model::office::strategy_sheet::{StrategyField, StrategySheet};
use pmo_workbench::model::office::{Answer, Assessment, Confidence, Evidence, Respondent, RespondentGroup};
use pmo_workbench::model::people::{
    Absence, ContextSwitch, HeadChange, Holiday, People, Person, Role, Turnover,
};
use pmo_workbench::model::portfolio::{
    AcceptedShortage, Calendar, CostMargin, Currency, DepartmentCorrelations, MoneyScale, PeoplePeriod,
    Policy, Portfolio, Selection, Simulation, YearAmount,
};
use pmo_workbench::model::progress::Progress;
use pmo_workbench::model::pulse::Pulse;
use pmo_workbench::model::risk::{Delay, Hit, Response, Risk};
use pmo_workbench::model::scenario::{Basis, Scenario};
use pmo_workbench::model::scoring::method::{Casting, Figure, Method, MoneyRule, Part, Source};
use pmo_workbench::model::scoring::{Criterion, Level, Point, Scale};
use pmo_workbench::model::shared::Shared;
use pmo_workbench::model::strategy::{Objective, PriorityStatement};
use pmo_workbench::model::synergy::Synergy;
use pmo_workbench::model::workshop::interviews::{
    Challenge, DifficultStakeholder, Kept, Roadblock, SponsorInterview, SuccessCriterion, TeamInterview,
};
use pmo_workbench::model::workshop::{AgendaItem, Asked, Opinion, Participant, WeightsMean};
use proptest::collection::vec;
use proptest::prelude::*;

/// A valid document: everything it may hold, in every kind, without errors.
pub fn document() -> impl Strategy<Value = Document> {
    let plan = (
        portfolio(),
        vec((name(), text()), 0..4),
        vec(criterion_sketch(), 0..7),
        vec(role_sketch(), 0..4),
        vec(initiative_sketch(), 0..6),
        vec(assessment_sketch(), 0..3),
        (duties_sketch(), workshop_sketch()),
        vec((name(), vec(edit_sketch(), 0..5)), 0..3),
        vec((name(), text(), any::<[u32; 4]>(), proptest::option::of(day())), 0..4),
        any::<Bits>(),
    );
    plan.prop_map(assemble)
}

/// An edit yet to be aimed at a document, see [`EditSketch::aim`].
pub fn edit_sketch() -> impl Strategy<Value = EditSketch> {
    let parts = (
        0..EDIT_KINDS,
        any::<[u32; 4]>(),
        prop_oneof![3 => name(), 1 => text()],
        prop_oneof![4 => number(), 2 => (0.0..=5.0).prop_map(finite), 1 => (1_u32..6).prop_map(Finite::from)],
        (criterion_sketch(), scale_maybe_wrong()),
        role_sketch(),
        initiative_sketch(),
        assessment_sketch(),
        (stage_sketch(), estimate_maybe_wrong()),
        proptest::option::of(day()),
        any::<bool>(),
    );
    parts.prop_map(
        |(kind, picks, name, number, criterion, role, initiative, assessment, stage, day, flag)| EditSketch {
            kind,
            picks,
            name,
            number,
            criterion: criterion.0,
            scale: criterion.1,
            role,
            initiative,
            assessment,
            stage: stage.0,
            work: if flag { Work::Effort(stage.1) } else { Work::Duration(stage.1) },
            day,
            flag,
        },
    )
}

/// Kinds of edit that [`EditSketch::aim`] can make: every variant of [`Edit`] and of what it holds.
pub const EDIT_KINDS: u32 = 169;

/// An edit without a document.
#[derive(Clone, Debug)]
pub struct EditSketch {
    /// Below [`EDIT_KINDS`].
    pub kind: u32,
    picks: [u32; 4],
    name: String,
    number: Finite,
    criterion: CriterionSketch,
    scale: Scale,
    role: RoleSketch,
    initiative: InitiativeSketch,
    assessment: AssessmentSketch,
    stage: StageSketch,
    work: Work,
    day: Option<Date>,
    flag: bool,
}

/// Texts that make trouble in files and on screens.
const AWKWARD: &[&str] = &[
    "",
    " ",
    "\"\\\n\t\r",
    "\u{202e}gnp.exe",
    "e\u{301} é",
    "\u{200b}\u{feff}",
    "__proto__",
    "</script><img src=x onerror=alert(1)>",
    "=1+1",
    "\u{0}\u{1f}\u{7f}\u{2028}",
    "👩‍👩‍👧‍👦",
    " at line 1 column 2",
];

const NUMBERS: &[f64] = &[0.0, -0.0, 1.0, 0.1, -2.5, 1e15, -1e15, 1e-300, 5e-324, 2.0 / 3.0, 1e15 / 3.0];

type Bits = [bool; 2];

#[derive(Clone, Debug)]
struct CriterionSketch {
    name: String,
    question: String,
    weight: Finite,
    delivery_only: bool,
    scale: Scale,
    parent: Option<u32>,
}

#[derive(Clone, Debug)]
struct RoleSketch {
    name: String,
    heads: Finite,
    changes: BTreeMap<Date, Finite>,
    run_share: Finite,
    absence: [Finite; 3],
}

#[derive(Clone, Debug)]
struct InitiativeSketch {
    name: String,
    texts: Vec<String>,
    choices: [u8; 4],
    in_plan: bool,
    objectives: Vec<u32>,
    scores: Vec<Option<Finite>>,
    cost_per_year: Vec<YearAmount>,
    benefit: Option<Finite>,
    prospects: [Option<Finite>; 3],
    stages: Vec<StageSketch>,
    requires: Vec<u32>,
    excludes: Vec<u32>,
    days: [Option<Date>; 3],
}

#[derive(Clone, Debug)]
struct StageSketch {
    name: String,
    effort: bool,
    estimate: Estimate,
    demand: Vec<(u32, Finite)>,
    after: Vec<u32>,
    earliest_start: Option<Date>,
}

#[derive(Clone, Debug)]
struct AssessmentSketch {
    name: String,
    date: Option<Date>,
    respondents: Vec<(String, u8)>,
    answers: Vec<(u32, StatementId, Answer)>,
    evidence: BTreeMap<StatementId, u8>,
}

#[derive(Clone, Debug)]
struct WorkshopSketch {
    key: String,
    people: Vec<(String, String)>,
    rounds: Vec<(bool, Vec<[u32; 4]>)>,
    agenda: Vec<(String, u32)>,
    interviews: (String, Finite),
}

#[derive(Clone, Debug)]
struct DutiesSketch {
    holders: Vec<String>,
    list: Vec<(String, Vec<(u32, u32)>)>,
}

/// With `all`, also a holiday, a loss by several things at once, and somebody in every role who is good in all of them.
fn people(roles: Vec<Role>, all: bool, fresh: &mut impl FnMut() -> u32) -> People {
    if !all {
        return People { roles, ..People::default() };
    }
    let skills = || roles.iter().map(|role| (role.id, 4)).collect();
    let senior = |role: &Role| Person {
        id: PersonId(fresh()),
        name: "Seniors".into(),
        role: role.id,
        fte: Finite::ONE,
        skills: skills(),
    };
    People {
        roster: roles.iter().map(senior).collect(),
        holidays: vec![holiday(date(2026, 12, 21), 3)],
        context_switch: Some(ContextSwitch::weinberg()),
        roles,
    }
}

/// A risk that hits everything; and each initiative is worth more beside the next, or less.
fn add_risk_and_synergies(document: &mut Document, initiatives: &[InitiativeId], stages: &[StageId]) {
    let hits = initiatives.iter().map(|id| Hit::Initiative(*id));
    let hits = hits.chain(stages.first().map(|id| Hit::Stage(*id))).collect();
    let risk = Risk::new(RiskId(document.next_id), "Supplier fails", hits);
    document.next_id += 1;
    document.initiatives.edit().risks.push(risk);
    let pairs = (1..).zip(initiatives.windows(2));
    document.initiatives.edit().synergies = pairs
        .map(|(place, pair): (i32, _)| {
            let points = if place % 2 == 0 { -5 * place } else { 10 * place };
            Synergy { of: [pair[1], pair[0]], points: Finite::from(points) }
        })
        .collect();
}

/// A wait after its first predecessor.
fn add_lag(stage: &mut Stage, wanted: bool) {
    let lag = stage.after.first().filter(|_| wanted).map(|before| (*before, 1 + before.0 % 9));
    stage.lags = lag.into_iter().collect();
}

fn assemble(
    (
        portfolio,
        objectives,
        criteria,
        roles,
        initiatives,
        assessments,
        (duties, workshop),
        scenarios,
        papers,
        [reverse, gaps],
    ): (
        Portfolio,
        Vec<(String, String)>,
        Vec<CriterionSketch>,
        Vec<RoleSketch>,
        Vec<InitiativeSketch>,
        Vec<AssessmentSketch>,
        (DutiesSketch, WorkshopSketch),
        Vec<(String, Vec<EditSketch>)>,
        Vec<(String, String, [u32; 4], Option<Date>)>,
        Bits,
    ),
) -> Document {
    let mut document = Document { portfolio: Shared::new(portfolio), ..Document::default() };
    let mut fresh = || {
        let id = document.next_id;
        document.next_id += if gaps { 1 + id % 3 } else { 1 };
        id
    };
    let objectives: Vec<Objective> = objectives
        .into_iter()
        .map(|(name, note)| Objective { id: ObjectiveId(fresh()), name, note })
        .collect();
    let mut tree: Vec<Criterion> = Vec::new();
    for sketch in criteria {
        let parent = sketch.parent.and_then(|pick| picked(&tree, pick)).map(|parent| parent.id);
        tree.push(sketch.build(CriterionId(fresh()), parent));
    }
    let priorities: Vec<PriorityStatement> = (gaps && !objectives.is_empty())
        .then(|| PriorityStatement {
            id: PriorityId(fresh()),
            by: "The board".into(),
            valid_from: date(2026, 1, 5),
            order: objectives.iter().rev().map(|it| it.id).collect(),
            note: String::new(),
        })
        .into_iter()
        .collect();
    let roles: Vec<Role> = roles.into_iter().map(|sketch| sketch.build(RoleId(fresh()))).collect();
    let people = people(roles, gaps, &mut fresh);
    let stages = initiatives.iter().map(|sketch| sketch.stages.len()).sum();
    let stage_ids: Vec<StageId> = (0..stages).map(|_| StageId(fresh())).collect();
    let initiative_ids: Vec<InitiativeId> = initiatives.iter().map(|_| InitiativeId(fresh())).collect();
    let mut assessments: Vec<Assessment> =
        assessments.into_iter().map(|sketch| sketch.build(&mut fresh)).collect();
    assessments.reverse();
    let duties = duties.build(&mut fresh);
    let leader = reverse.then(|| leader(&mut fresh));
    document.strategy.edit().objectives = objectives;
    if let Some(statement) = priorities.first() {
        document.scoring.edit().objective_order.clone_from(&statement.order);
        document.scoring.edit().method = Method::Wsjf;
        let source = Source::Figure(Figure::Cost);
        document.scoring.edit().castings.push(Casting { part: Part::JobSize, source });
    }
    document.strategy.edit().priorities = priorities;
    document.scoring.edit().criteria = tree;
    *document.people.edit() = people;
    document.office.edit().assessments = assessments;
    document.office.edit().duties = duties;
    document.office.edit().leader = leader.unwrap_or_default();

    let mut at = 0;
    let mut list = Vec::new();
    for (sketch, &id) in initiatives.iter().zip(&initiative_ids) {
        let mut initiative = sketch.build(&document, id);
        for stage in &sketch.stages {
            // Links go back to earlier stages only, or on to later ones only: no circle either way.
            let others = if reverse { &stage_ids[at + 1..] } else { &stage_ids[..at] };
            let mut stage_built = stage.build(&document, stage_ids[at]);
            stage_built.after =
                stage.after.iter().filter_map(|&pick| picked(others, pick).copied()).collect();
            add_lag(&mut stage_built, gaps);
            initiative.stages.push(stage_built);
            at += 1;
        }
        let others: Vec<InitiativeId> = initiative_ids.iter().copied().filter(|other| *other != id).collect();
        initiative.requires = sketch.requires.iter().filter_map(|&it| picked(&others, it).copied()).collect();
        initiative.excludes = sketch.excludes.iter().filter_map(|&it| picked(&others, it).copied()).collect();
        list.push(initiative);
    }
    document.initiatives.edit().list = list;
    if gaps {
        add_risk_and_synergies(&mut document, &initiative_ids, &stage_ids);
    }
    workshop.build(&mut document);

    for (name, text, picks, day) in papers {
        add_office(&mut document, &name, &text, picks, day);
        let id = document.next_id;
        let added = match picks[0] % 3 {
            0 => DecisionsChange::Ask(Box::new(decision(id, name, &text, picks.map(|it| it & !15), day))),
            1 => DecisionsChange::Notify(Box::new(notice(id, name, &text, picks, day))),
            _ => DecisionsChange::AddDrill(Box::new(drill(id, name, picks, day))),
        };
        Edit::Decisions(added).apply(&mut document).expect("its number is fresh and it breaks no rule");
    }

    for (name, sketches) in scenarios {
        let scenario = ScenarioId(document.next_id);
        let added = Edit::AddScenario(Scenario::new(scenario, name, Vec::new()));
        added.apply(&mut document).expect("its number is fresh and its name is not empty");
        let mut edits = Vec::new();
        for sketch in sketches {
            let overlay = document.with_scenario(scenario).expect("its edits were tried");
            edits.push(sketch.aim(&overlay));
            let change = ScenarioChange::Edits(edits.clone());
            let mut next = document.clone();
            let admitted = (Edit::Scenario { scenario, change }).apply(&mut next);
            if admitted.is_ok() && next.with_scenario(scenario).is_ok() {
                document = next;
            } else {
                edits.pop();
            }
        }
    }
    document
}

impl EditSketch {
    /// The edit, aimed at what `document` holds; now and then at something that is not there, or not admissible.
    #[allow(clippy::too_many_lines, reason = "one arm for each kind of edit")]
    pub fn aim(&self, document: &Document) -> Edit {
        let [a, b, c, d] = self.picks;
        // One target in sixteen does not exist.
        let id = |ids: Vec<u32>, pick: u32| match picked(&ids, pick) {
            Some(&id) if pick % 16 != 15 => id,
            _ => pick,
        };
        let list = &document.initiatives.list;
        let initiative = |pick| InitiativeId(id(list.iter().map(|it| it.id.0).collect(), pick));
        let stage = |pick| StageId(id(document.initiatives.stages().map(|(_, it)| it.id.0).collect(), pick));
        let criterion =
            |pick| CriterionId(id(document.scoring.criteria.iter().map(|it| it.id.0).collect(), pick));
        let leaf = |pick| CriterionId(id(document.scoring.leaves().map(|it| it.id.0).collect(), pick));
        let role = |pick| RoleId(id(document.people.roles.iter().map(|it| it.id.0).collect(), pick));
        let objective =
            |pick| ObjectiveId(id(document.strategy.objectives.iter().map(|it| it.id.0).collect(), pick));
        let assessment =
            |pick| AssessmentId(id(document.office.assessments.iter().map(|it| it.id.0).collect(), pick));
        let scenario =
            |pick| ScenarioId(id(document.scenarios.list.iter().map(|it| it.id.0).collect(), pick));
        let respondent = |pick, within| {
            let of = document.office.assessment(within).map_or(&[][..], |it| &it.respondents);
            RespondentId(id(of.iter().map(|it| it.id.0).collect(), pick))
        };
        let asked = |pick| DecisionId(id(document.decisions.list.iter().map(|it| it.id.0).collect(), pick));
        let told = |pick| NoticeId(id(document.decisions.notices.iter().map(|it| it.id.0).collect(), pick));
        let drilled = |pick| DrillId(id(document.decisions.drills.iter().map(|it| it.id.0).collect(), pick));
        let duty = |pick| DutyId(id(document.office.duties.list.iter().map(|it| it.id.0).collect(), pick));
        let holder =
            |pick| HolderId(id(document.office.duties.holders.iter().map(|it| it.id.0).collect(), pick));
        // One new number in sixteen was given away before.
        let mut fresh = {
            let mut next = if d % 16 == 15 { c % document.next_id.max(1) } else { document.next_id };
            move || {
                next += 1;
                next - 1
            }
        };
        let name = || self.name.clone();
        let first = assessment(a);
        match self.kind {
            0 => Edit::Portfolio(PortfolioChange::Name(name())),
            1 => Edit::Portfolio(PortfolioChange::Note(name())),
            2 => Edit::Portfolio(PortfolioChange::Currency(Currency { code: name(), scale: money_scale(a) })),
            3 => Edit::Portfolio(PortfolioChange::Start(self.day.unwrap_or(date(2030, 2, 28)))),
            4 => Edit::Portfolio(PortfolioChange::HorizonWeeks(a % 1_200)),
            5 if b % 2 == 0 => Edit::Portfolio(PortfolioChange::Reasons(vec![name(); 1 + a as usize % 3])),
            5 => Edit::Portfolio(PortfolioChange::ModeLabel { mode: mode(a), label: name() }),
            6 => Edit::Portfolio(PortfolioChange::BudgetPerYear(self.initiative.cost_per_year.clone())),
            7 => Edit::Portfolio(PortfolioChange::Seed(a)),
            8 => Edit::Portfolio(PortfolioChange::Iterations(a % 1_100_000)),
            9 => Edit::Portfolio(match b % 6 {
                0 => PortfolioChange::Policy(policy(a)),
                1 => PortfolioChange::MustHave(a),
                2 => PortfolioChange::CutOff(self.flag.then_some(a)),
                3 => PortfolioChange::AcceptedShortage(AcceptedShortage::ALL[a as usize % 4]),
                4 => PortfolioChange::CostMargin(CostMargin::ALL[a as usize % 4]),
                _ => PortfolioChange::PeoplePeriod(people_period(a)),
            }),
            10 => Edit::AddObjective(Objective { id: ObjectiveId(fresh()), name: name(), note: name() }),
            11 if self.flag => Edit::NoteObjective { objective: objective(a), note: name() },
            11 => Edit::RenameObjective { objective: objective(a), name: name() },
            12 => Edit::RemoveObjective(objective(a)),
            13 => {
                let parent = self.criterion.parent.map(criterion);
                Edit::AddCriterion(self.criterion.build(CriterionId(fresh()), parent))
            }
            14 => Edit::Criterion { criterion: criterion(a), change: CriterionChange::Name(name()) },
            15 => Edit::Criterion { criterion: criterion(a), change: CriterionChange::Question(name()) },
            16 => Edit::Criterion { criterion: criterion(a), change: CriterionChange::Weight(self.number) },
            17 => {
                let parent = self.flag.then(|| criterion(b));
                Edit::Criterion { criterion: criterion(a), change: CriterionChange::Parent(parent) }
            }
            18 => {
                Edit::Criterion { criterion: criterion(a), change: CriterionChange::DeliveryOnly(self.flag) }
            }
            19 => Edit::Criterion {
                criterion: criterion(a),
                change: CriterionChange::Scale(self.scale.clone()),
            },
            20 if self.flag => {
                let ratio = (b % 4 > 0).then_some(self.number);
                Edit::Judge { first: criterion(a), second: criterion(b), ratio }
            }
            20 => Edit::RemoveCriterion(criterion(a)),
            21 => {
                let score = (b % 4 > 0).then_some(self.number);
                let criterion = if self.flag { criterion(c) } else { leaf(c) };
                Edit::SetScore { initiative: initiative(a), criterion, score }
            }
            22 => {
                let mut added = self.initiative.build(document, InitiativeId(fresh()));
                let mut before: Vec<StageId> = document.initiatives.stages().map(|(_, it)| it.id).collect();
                for sketch in &self.initiative.stages {
                    let mut built = sketch.build(document, StageId(fresh()));
                    built.after =
                        sketch.after.iter().filter_map(|&it| picked(&before, it).copied()).collect();
                    before.push(built.id);
                    added.stages.push(built);
                }
                added.requires = self.initiative.requires.iter().map(|&pick| initiative(pick)).collect();
                added.excludes = self.initiative.excludes.iter().map(|&pick| initiative(pick)).collect();
                Edit::AddInitiative { initiative: Box::new(added), position: b % 8 }
            }
            39 if b % 4 == 0 => {
                let objectives = &document.strategy.objectives;
                let objective = objectives.get(a as usize % objectives.len().max(1)).map(|it| it.id);
                let other = guardrail(c, Finite::from(i32::try_from(d % 130).unwrap() - 10));
                let of = objective.filter(|_| c % 2 == 0).map_or(other.of, WorkPart::Objective);
                Edit::Guardrail { of, bound: other.bound, percent: (d % 4 > 0).then_some(other.percent) }
            }
            23..=40 => {
                Edit::Initiative { initiative: initiative(a), change: self.initiative_change(document) }
            }
            41 if b % 2 == 1 => {
                // One in four takes the synergy away, some are beyond what is admissible.
                let points = if d % 4 == 0 { 0 } else { i32::try_from(d % 2_400).unwrap() - 1_200 };
                Edit::Synergy { of: [initiative(a), initiative(c)], points: Finite::from(points) }
            }
            41 => Edit::MoveInitiative { initiative: initiative(a), position: b % 8 },
            42 => Edit::RemoveInitiative(initiative(a)),
            43 => {
                let mut added = self.stage.build(document, StageId(fresh()));
                added.after = self.stage.after.iter().map(|&pick| stage(pick)).collect();
                Edit::AddStage { initiative: initiative(a), stage: added }
            }
            44 if b % 2 == 0 => Edit::Stage { stage: stage(a), change: StageChange::Position(b % 8) },
            // Some chunks are beyond what is admissible.
            44 if b % 3 == 0 => {
                let weeks = (c % 4 > 0).then_some(d % 1_100);
                Edit::Stage { stage: stage(a), change: StageChange::MinimumChunk(weeks) }
            }
            44 => Edit::Stage { stage: stage(a), change: StageChange::Name(name()) },
            45 => Edit::Stage { stage: stage(a), change: StageChange::Work(self.work.clone()) },
            46 => {
                let demand = self.stage.demand.iter().map(|&(pick, fte)| {
                    let level = (b % 3 == 0).then(|| u8::try_from(c % 7).unwrap());
                    Demand { role: role(pick), fte, level }
                });
                Edit::Stage { stage: stage(a), change: StageChange::Demand(demand.collect()) }
            }
            47 => {
                let after = self.stage.after.iter().map(|&pick| stage(pick)).collect();
                Edit::Stage { stage: stage(a), change: StageChange::After(after) }
            }
            48 if self.flag => {
                let lag = StageChange::Lag { after: stage(b), weeks: c % 1_200 };
                Edit::Stage { stage: stage(a), change: lag }
            }
            48 => Edit::Stage { stage: stage(a), change: StageChange::EarliestStart(self.day) },
            49 => Edit::RemoveStage(stage(a)),
            50 => Edit::AddRole(self.role.build(RoleId(fresh()))),
            51 => Edit::Role { role: role(a), change: RoleChange::Name(name()) },
            52 => Edit::Role { role: role(a), change: RoleChange::Heads(self.number) },
            53 => {
                let mut changes = self.role.build(RoleId(0)).changes;
                if self.flag {
                    changes.reverse();
                    changes.extend_from_within(..changes.len().min(1));
                }
                Edit::Role { role: role(a), change: RoleChange::HeadChanges(changes) }
            }
            54 if self.flag => Edit::Role { role: role(a), change: RoleChange::WeekRate(self.number) },
            54 => Edit::Role { role: role(a), change: RoleChange::RunShare(self.number) },
            55 => {
                let [low, likely, high] = self.role.absence;
                let absence = if self.flag {
                    Absence { low, likely, high }
                } else {
                    Absence { low: high, likely, high: low }
                };
                Edit::Role { role: role(a), change: RoleChange::Absence(absence) }
            }
            56 if self.flag => {
                let holidays =
                    vec![holiday(self.day.unwrap_or(date(2030, 2, 28)), b % 60); 1 + c as usize % 2];
                match d % 5 {
                    4 => {
                        Edit::ContextSwitch((b % 4 > 0).then_some(ContextSwitch { losses: [self.number; 4] }))
                    }
                    3 => {
                        let share = (b % 4 > 0).then_some(self.number);
                        Edit::Role { role: role(a), change: RoleChange::SlowerPerLevel(share) }
                    }
                    0 => Edit::Holidays(holidays),
                    1 => {
                        let turnover = (b % 4 > 0).then(|| turnover(self.number, c % 120));
                        Edit::Role { role: role(a), change: RoleChange::Turnover(turnover) }
                    }
                    _ => Edit::Role { role: role(a), change: RoleChange::Holidays(holidays) },
                }
            }
            56 => Edit::RemoveRole(role(a)),
            57 => Edit::AddAssessment(self.assessment.build(&mut fresh)),
            58 => Edit::RemoveAssessment(first),
            59 => Edit::AddRespondent {
                assessment: first,
                respondent: Respondent { id: RespondentId(fresh()), name: name(), group: group(b) },
            },
            60 => Edit::SetRespondent {
                assessment: first,
                respondent: Respondent { id: respondent(b, first), name: name(), group: group(c) },
            },
            61 => Edit::RemoveRespondent { assessment: first, respondent: respondent(b, first) },
            62 => Edit::SetAnswer {
                assessment: first,
                respondent: respondent(b, first),
                statement: statement_of(c),
                answer: match d % 9 {
                    0 => None,
                    1 => Some(Answer::DontKnow),
                    level => Some(Answer::Level(u8::try_from(level - 2).unwrap())),
                },
            },
            63 => Edit::SetEvidence { assessment: first, statement: statement_of(b), evidence: evidence(c) },
            64 => {
                let inner = self.with_kind(b % EDIT_KINDS).aim(document);
                Edit::AddScenario(Scenario::new(ScenarioId(fresh() + 50), name(), vec![inner]))
            }
            65 => Edit::Scenario {
                scenario: scenario(a),
                change: match b % 3 {
                    0 => ScenarioChange::Frozen(self.flag),
                    1 => ScenarioChange::Basis(self.flag.then(|| Basis::of(document, self.day))),
                    _ => ScenarioChange::Name(name()),
                },
            },
            66 => {
                let inner = self.with_kind(b % EDIT_KINDS).aim(document);
                Edit::Scenario { scenario: scenario(a), change: ScenarioChange::Edits(vec![inner]) }
            }
            67 if self.flag => Edit::AdoptScenario(scenario(a)),
            67 => Edit::RemoveScenario(scenario(a)),
            68 => Edit::Several {
                label: name(),
                edits: {
                    let first = self.with_kind(b % EDIT_KINDS).aim(document);
                    let mut next = document.clone();
                    // If it is refused, so is the block.
                    let _ = first.apply(&mut next);
                    vec![first, self.with_kind(c % EDIT_KINDS).aim(&next)]
                },
            },
            69..=76 => Edit::Duties(match self.kind {
                69 => DutiesChange::AddHolder(Holder { id: HolderId(fresh()), name: name() }),
                70 => DutiesChange::RenameHolder { holder: holder(a), name: name() },
                71 => DutiesChange::RemoveHolder(holder(a)),
                72 => DutiesChange::AddDuty(Duty {
                    id: DutyId(fresh()),
                    name: name(),
                    shares: [a, b].map(|pick| (holder(pick), involvement(pick / 16))).into(),
                    last_done: self.day,
                }),
                73 => DutiesChange::RenameDuty { duty: duty(a), name: name() },
                74 if b % 4 == 0 => DutiesChange::Done { duty: duty(a), on: self.day },
                74 => DutiesChange::RemoveDuty(duty(a)),
                75 => DutiesChange::MoveDuty { duty: duty(a), position: b % 8 },
                _ => DutiesChange::Involve {
                    holder: holder(a),
                    duty: duty(b),
                    involvement: (c % 5 > 0).then(|| involvement(c)),
                },
            }),
            78..=82 => Edit::Method(match self.kind {
                78 => MethodChange::Use(Method::ALL[a as usize % Method::ALL.len()]),
                79 => MethodChange::Cast {
                    part: PARTS[a as usize % PARTS.len()],
                    source: match c % 4 {
                        0 => None,
                        1 => Some(Source::WeightedSum),
                        2 => Some(Source::Figure(figure(b))),
                        _ => Some(Source::Criterion(if self.flag { criterion(b) } else { leaf(b) })),
                    },
                },
                80 => MethodChange::Figure {
                    criterion: if self.flag { criterion(a) } else { leaf(a) },
                    figure: (c % 4 > 0).then(|| figure(b)),
                },
                81 => MethodChange::MoneyRule((a % 4 > 0).then_some(MoneyRule {
                    discount_rate: self.number,
                    base_year: i16::try_from(b % 3_000).unwrap(),
                    benefit_years: c % 60,
                })),
                _ => MethodChange::ObjectiveOrder([a, b, c].map(objective)[..d as usize % 4].to_vec()),
            }),
            83..=85 => {
                let list = &document.strategy.priorities;
                let known = PriorityId(id(list.iter().map(|it| it.id.0).collect(), a));
                let mut statement = |id: Option<PriorityId>| PriorityStatement {
                    id: id.unwrap_or_else(|| PriorityId(fresh())),
                    by: name(),
                    valid_from: self.day.unwrap_or(date(2030, 2, 28)),
                    order: [b, c].map(objective)[..d as usize % 3].to_vec(),
                    note: name(),
                };
                Edit::Priority(match self.kind {
                    83 => PriorityChange::Add(statement(None)),
                    84 => PriorityChange::Set(statement(Some(known))),
                    _ => PriorityChange::Remove(known),
                })
            }
            86..=102 => Edit::Workshop(self.workshop_change(document, &mut fresh)),
            103..=111 => Edit::Decisions(match self.kind {
                103 => DecisionsChange::Ask(Box::new(decision(
                    fresh(),
                    name(),
                    &self.name,
                    self.picks,
                    self.day,
                ))),
                104 => DecisionsChange::Decision { decision: asked(a), change: self.decision_change() },
                105 => DecisionsChange::Remove(asked(a)),
                106 => DecisionsChange::Notify(Box::new(notice(
                    fresh(),
                    name(),
                    &self.name,
                    self.picks,
                    self.day,
                ))),
                107 => DecisionsChange::Notice {
                    notice: told(a),
                    change: match b % 5 {
                        0 => NoticeChange::Title(name()),
                        1 => NoticeChange::Trigger(name()),
                        2 => NoticeChange::Direction(direction(c)),
                        3 => NoticeChange::Issued(self.day),
                        _ => NoticeChange::Read { place: c % 3, on: self.day },
                    },
                },
                108 => DecisionsChange::RemoveNotice(told(a)),
                109 => DecisionsChange::AddDrill(Box::new(drill(fresh(), name(), self.picks, self.day))),
                110 => {
                    DecisionsChange::DrillCost { drill: drilled(a), cost: self.flag.then_some(self.number) }
                }
                _ => DecisionsChange::RemoveDrill(drilled(a)),
            }),
            112 => Edit::SetOrganisationAnswer {
                assessment: first,
                respondent: respondent(b, first),
                statement: statement_of(c),
                answer: match d % 9 {
                    0 => None,
                    1 => Some(Answer::DontKnow),
                    level => Some(Answer::Level(u8::try_from(level - 2).unwrap())),
                },
            },
            113 => match d % 5 {
                0 => Edit::SetStatements {
                    assessment: first,
                    model: self.flag.then(|| Shared::new(own_statements(&name()))),
                },
                1 => Edit::SetDimensionWeight {
                    assessment: first,
                    dimension: u8::try_from(b % 12).unwrap(),
                    weight: (c % 4 > 0).then_some(self.number),
                },
                2 => {
                    let respondent = respondent(b, first);
                    let given = document.office.assessment(first).and_then(|it| it.answers.get(&respondent));
                    let given: Vec<StatementId> =
                        given.into_iter().flat_map(|it| it.keys().copied()).collect();
                    Edit::SetConfidence {
                        assessment: first,
                        respondent,
                        statement: picked(&given, c).copied().unwrap_or_else(|| statement_of(c)),
                        confidence: self.flag.then(|| Confidence::ALL[c as usize % 3]),
                    }
                }
                _ => Edit::SetBlind { assessment: first, is_blind: self.flag },
            },
            114 => Edit::SetFunction {
                function: FunctionId::try_from(u8::try_from(a % 10 + 1).unwrap()).unwrap(),
                need: (b % 4 > 0).then(|| FunctionNeed { is_needed: self.flag, owner: name() }),
            },
            115..=123 => Edit::Leader(self.leader_change(document, &mut fresh)),
            124..=154 => self.office_change(document, fresh()),
            155 => Edit::Portfolio(match b % 5 {
                0 => PortfolioChange::CostWithWork(self.flag.then_some(self.number)),
                1 => PortfolioChange::RampWeeks(c % 2_000),
                2 => PortfolioChange::DepartmentCorrelations(correlations(c, self.number)),
                3 => PortfolioChange::MostAtOnce(self.flag.then_some(c % 5_100)),
                _ => PortfolioChange::Correlation(self.number),
            }),
            156..=163 => Edit::Risks(self.risks_change(document, &mut fresh)),
            164..=166 => Edit::Records(self.records_change(document, fresh())),
            167 | 168 => Edit::Roster(self.roster_change(document, &mut fresh)),
            _ => {
                let mut other = document.clone();
                if self.flag {
                    other.portfolio.edit().calendar.horizon_weeks = a % 2_000;
                } else {
                    other.portfolio.edit().name = name();
                }
                Edit::ReplaceDocument { label: name(), document: Box::new(other) }
            }
        }
    }

    fn leader_change(&self, document: &Document, fresh: &mut impl FnMut() -> u32) -> LeaderChange {
        let [a, b, c, d] = self.picks;
        let peers: Vec<PeerId> = document.office.leader.peers.iter().map(|it| it.id).collect();
        let peer = match picked(&peers, a) {
            Some(&id) if a % 16 != 15 => id,
            _ => PeerId(a),
        };
        let attribute = AttributeId::try_from(u8::try_from(b % 16 + 1).unwrap()).unwrap();
        // From 0, which no level is, to 5.
        let level = |pick: u32| (pick % 7 < 6).then(|| u8::try_from(pick % 7).unwrap());
        let name = self.name.clone();
        match self.kind {
            115 => LeaderChange::Name(name),
            116 => LeaderChange::Stage(LeaderStage::ALL[a as usize % 3]),
            // The work of the leader shares a number with the first day.
            117 if self.flag => LeaderChange::Work(leader_work(&self.name, self.number, self.picks)),
            117 if b % 2 == 0 => {
                let steps = LeaderStep::of(LeaderStage::ALL[a as usize % 3]);
                LeaderChange::Step { step: steps[c as usize % steps.len()], done: c % 3 > 0 }
            }
            117 => LeaderChange::Since(self.day),
            118 => LeaderChange::Rate {
                attribute,
                rating: Rating {
                    own: level(c),
                    needed: level(d),
                    importance: u8::try_from(a % 5 + 1).unwrap(),
                },
            },
            119 => LeaderChange::AddPeer(Peer {
                id: PeerId(fresh()),
                name,
                levels: level(c).map(|level| (attribute, level)).into_iter().collect(),
            }),
            120 => LeaderChange::RenamePeer { peer, name },
            121 => LeaderChange::RemovePeer(peer),
            122 => LeaderChange::PeerSays { peer, attribute, level: level(c) },
            _ => LeaderChange::Focus {
                attribute,
                focus: self.flag.then(|| Focus {
                    mentor: name.clone(),
                    practice: name,
                    by: self.day,
                    meeting: None,
                    days_a_quarter: (b % 2 == 0).then(|| Finite::from(b % 31)),
                }),
            },
        }
    }

    fn staff(&self) -> Staff {
        let [a, b, c, d] = self.picks;
        let modes =
            [Mode::Predictive, Mode::Adaptive, Mode::Hybrid].into_iter().take(c as usize % 4).collect();
        let role = StaffRole::ALL[d as usize % 3];
        let kinds = Kind::ALL.into_iter().skip(b as usize % 5).collect();
        let person = StaffMember { name: self.name.clone(), role, kinds, modes, hours_a_week: self.number };
        Staff {
            people: vec![person; a as usize % 3],
            support: if b % 3 == 0 { [(Mode::Hybrid, self.number)].into() } else { BTreeMap::new() },
        }
    }

    fn office_change(&self, document: &Document, fresh: u32) -> Edit {
        let [a, b, c, d] = self.picks;
        let pick = |ids: Vec<u32>, pick: u32| match picked(&ids, pick) {
            Some(&id) if pick % 16 != 15 => id,
            _ => pick,
        };
        let office = &document.office;
        let service = ServiceId(pick(office.charter.services.iter().map(|it| it.id.0).collect(), a));
        let other = |at| OfficeId(pick(office.network.offices.iter().map(|it| it.id.0).collect(), at));
        let process = ProcessId(pick(office.processes.iter().map(|it| it.id.0).collect(), a));
        let past = PastOfficeId(pick(office.past.iter().map(|it| it.id.0).collect(), a));
        let people = &office.stakeholders;
        let person = |at| StakeholderId(pick(people.list.iter().map(|it| it.id.0).collect(), at));
        let contact = ContactId(pick(people.contacts.iter().map(|it| it.id.0).collect(), a));
        let step = CredibilityStepId(pick(people.credibility.iter().map(|it| it.id.0).collect(), a));
        let parts =
            OfficeParts { document, name: &self.name, text: &self.name, picks: self.picks, day: self.day };
        let boxed = |id| Box::new(parts.stakeholder(id));
        let met = |id| parts.contact(id, person(b));
        let small = (self.number.get().abs() < 6.0).then_some(self.number);
        match self.kind {
            124 => Edit::Charter(CharterChange::Head(Box::new(parts.head()))),
            125 if b % 4 == 0 => Edit::Charter(CharterChange::Strategy(Box::new(parts.strategy()))),
            125 if b % 2 == 0 => Edit::Charter(CharterChange::Staff(self.staff())),
            125 => Edit::Charter(CharterChange::DoesNot(vec![self.name.clone(); a as usize % 3])),
            126 => Edit::Charter(CharterChange::AddService(parts.service(ServiceId(fresh)))),
            127 => Edit::Charter(CharterChange::SetService(parts.service(service))),
            128 => Edit::Charter(CharterChange::MoveService { service, position: b % 8 }),
            129 => Edit::Charter(CharterChange::RemoveService(service)),
            130 => Edit::Charter(CharterChange::AddOffice(parts.office(OfficeId(fresh)))),
            131 => Edit::Charter(CharterChange::SetOffice(parts.office(other(a)))),
            132 => Edit::Charter(CharterChange::RemoveOffice(other(a))),
            133 => {
                let end = |at: u32| (!at.is_multiple_of(3)).then(|| other(at / 4));
                let tie = Tie { from: end(a), to: end(b), relation: relation(c) };
                Edit::Charter(CharterChange::Tie { tie, there: d % 4 > 0 })
            }
            134 => Edit::Charter(CharterChange::AddProcess(parts.process(ProcessId(fresh)))),
            135 => Edit::Charter(CharterChange::SetProcess(parts.process(process))),
            136 => Edit::Charter(CharterChange::RemoveProcess(process)),
            137 => Edit::Charter(CharterChange::AddPast(parts.past(PastOfficeId(fresh)))),
            138 => Edit::Charter(CharterChange::SetPast(parts.past(past))),
            139 => Edit::Charter(CharterChange::RemovePast(past)),
            140 => Edit::Stakeholders(StakeholdersChange::Add(boxed(StakeholderId(fresh)))),
            141 => Edit::Stakeholders(StakeholdersChange::Set(boxed(person(a)))),
            142 => Edit::Stakeholders(StakeholdersChange::Remove(person(a))),
            143 => Edit::Stakeholders(StakeholdersChange::AddContact(met(ContactId(fresh)))),
            144 => Edit::Stakeholders(StakeholdersChange::SetContact(met(contact))),
            145 => Edit::Stakeholders(StakeholdersChange::RemoveContact(contact)),
            146 => Edit::Stakeholders(StakeholdersChange::AddStep(parts.step(CredibilityStepId(fresh)))),
            147 => Edit::Stakeholders(StakeholdersChange::SetStep(parts.step(step))),
            148 => Edit::Stakeholders(StakeholdersChange::RemoveStep(step)),
            149 => Edit::Roadmap(RoadmapChange::FirstDay(self.day)),
            150 => Edit::Roadmap(RoadmapChange::Quarters(a % 6)),
            151 => Edit::Roadmap(RoadmapChange::CapacityShare(small.unwrap_or(Finite::ONE))),
            152 => Edit::Roadmap(RoadmapChange::AtOnce(a % 24)),
            153 if b % 2 == 0 => Edit::Roadmap(RoadmapChange::ToolFirst(self.name.clone())),
            153 => Edit::Roadmap(RoadmapChange::Ambition(small.unwrap_or(Finite::from(4)))),
            _ => Edit::Roadmap(parts.action()),
        }
    }

    fn records_change(&self, document: &Document, fresh: u32) -> RecordsChange {
        let [a, b, ..] = self.picks;
        let kept: Vec<(RecordId, Register)> =
            document.office.registers.records().map(|it| (it.id(), it.register())).collect();
        let (id, register) = match picked(&kept, a) {
            Some(&known) if a % 16 != 15 => known,
            _ => (RecordId(a), *picked(Register::ALL, b).unwrap()),
        };
        let parts =
            OfficeParts { document, name: &self.name, text: &self.name, picks: self.picks, day: self.day };
        match self.kind {
            164 => RecordsChange::Add(Box::new(
                parts.record(RecordId(fresh), *picked(Register::ALL, a).unwrap()),
            )),
            165 => RecordsChange::Set(Box::new(parts.record(id, register))),
            _ => RecordsChange::Remove(id),
        }
    }

    fn roster_change(&self, document: &Document, fresh: &mut impl FnMut() -> u32) -> RosterChange {
        let [a, b, c, d] = self.picks;
        let people = &document.people;
        let person = PersonId(picked(&people.roster, a).map_or(a, |person| person.id.0));
        let role = match picked(&people.roles, b) {
            Some(role) if b % 16 != 15 => role.id,
            _ => RoleId(b),
        };
        let level = u8::try_from(c % 7).unwrap();
        let change = match self.kind {
            167 if self.flag => {
                let skills = [(role, level.clamp(1, 5))].into();
                let (id, name) = (PersonId(fresh()), self.name.clone());
                return RosterChange::Add(Box::new(Person { id, name, role, fte: self.number, skills }));
            }
            167 => return RosterChange::Remove(person),
            _ if d % 4 == 0 => PersonChange::Name(self.name.clone()),
            _ if d % 4 == 1 => PersonChange::Role(role),
            _ if d % 4 == 2 => PersonChange::Fte(self.number),
            _ => PersonChange::Skill { role, level },
        };
        RosterChange::Person { person, change }
    }

    fn risks_change(&self, document: &Document, fresh: &mut impl FnMut() -> u32) -> RisksChange {
        let [a, b, c, d] = self.picks;
        let initiatives = &document.initiatives;
        let hit = |pick: u32| {
            let stages: Vec<StageId> = initiatives.stages().map(|(_, stage)| stage.id).collect();
            match (picked(&initiatives.list, pick), picked(&stages, pick)) {
                (_, Some(stage)) if pick.is_multiple_of(2) => Hit::Stage(*stage),
                (Some(initiative), _) if pick % 16 != 15 => Hit::Initiative(initiative.id),
                _ => Hit::Stage(StageId(pick)),
            }
        };
        let estimate = self.work.estimate().clone();
        let delay = if self.flag { Delay::Weeks(estimate) } else { Delay::Times(estimate) };
        let response = Response {
            action: self.name.clone(),
            owner: String::new(),
            chance: self.flag.then_some(self.number),
            days: (c % 3 > 0).then_some(c % 6_000),
        };
        let risk = RiskId(picked(&initiatives.risks, a).map_or(a, |risk| risk.id.0));
        let change = match self.kind {
            156 => {
                let added = Risk {
                    delay,
                    response,
                    cost: d.is_multiple_of(3).then(|| Estimate::Fixed(d.into())),
                    ..Risk::new(RiskId(fresh()), self.name.clone(), vec![hit(a), hit(b)])
                };
                return RisksChange::Add(Box::new(added));
            }
            157 => return RisksChange::Remove(risk),
            158 => RiskChange::Name(self.name.clone()),
            159 => RiskChange::Chance(self.number),
            160 => RiskChange::Delay(delay),
            161 => RiskChange::Hits(vec![hit(b), hit(c), hit(d)]),
            162 => RiskChange::Cost(self.flag.then(|| self.work.estimate().clone())),
            _ => RiskChange::Response(response),
        };
        RisksChange::Risk { risk, change }
    }

    fn workshop_change(&self, document: &Document, fresh: &mut impl FnMut() -> u32) -> WorkshopChange {
        let [a, b, c, d] = self.picks;
        let pick = |ids: Vec<u32>, pick: u32| match picked(&ids, pick) {
            Some(&id) if pick % 16 != 15 => id,
            _ => pick,
        };
        let workshop = &document.workshop;
        let person = ParticipantId(pick(workshop.participants.iter().map(|it| it.id.0).collect(), a));
        let item = AgendaItemId(pick(workshop.agenda.iter().map(|it| it.id.0).collect(), a));
        let leaf = CriterionId(pick(document.scoring.leaves().map(|it| it.id.0).collect(), b));
        let of = InitiativeId(pick(document.initiatives.list.iter().map(|it| it.id.0).collect(), c));
        let objective = pick(document.strategy.objectives.iter().map(|it| it.id.0).collect(), b);
        let (name, number) = (self.name.clone(), self.number);
        let participant = |id| Participant { id, name: name.clone(), group: name.clone(), weight: number };
        let agenda_item = |id| AgendaItem { id, name: name.clone(), minutes: c % 500 };
        match self.kind {
            86 => WorkshopChange::Key(name),
            87 => {
                WorkshopChange::Ask(Asked { initiatives: vec![of], criteria: vec![leaf], weights: self.flag })
            }
            88 => WorkshopChange::AddParticipant(participant(ParticipantId(fresh()))),
            89 => WorkshopChange::SetParticipant(participant(person)),
            90 => WorkshopChange::RemoveParticipant(person),
            91 => WorkshopChange::SetScore {
                participant: person,
                initiative: of,
                criterion: leaf,
                score: (d % 5 > 0).then_some(number),
            },
            92 => WorkshopChange::SetWeight {
                participant: person,
                criterion: leaf,
                weight: (d % 5 > 0).then_some(number),
            },
            93 => WorkshopChange::SetOpinion {
                participant: person,
                opinion: Opinion {
                    scores: BTreeMap::from([(of, BTreeMap::from([(leaf, number)]))]),
                    weights: BTreeMap::new(),
                },
            },
            94 => WorkshopChange::Reveal(self.flag),
            95 => WorkshopChange::NextRound,
            96 => WorkshopChange::Clear,
            97 => WorkshopChange::AddAgendaItem(agenda_item(AgendaItemId(fresh()))),
            98 => WorkshopChange::SetAgendaItem(agenda_item(item)),
            99 => WorkshopChange::MoveAgendaItem { item, position: b % 8 },
            100 => WorkshopChange::RemoveAgendaItem(item),
            101 => WorkshopChange::Sponsor(Box::new(SponsorInterview {
                success_criteria: vec![SuccessCriterion { name, measure: String::new() }; d as usize % 5],
                challenges: vec![Challenge { words: String::new(), objective: Some(ObjectiveId(objective)) }],
                date: self.day,
                ..SponsorInterview::default()
            })),
            102 if self.flag => WorkshopChange::WeightsMean(WeightsMean::Geometric),
            _ => WorkshopChange::Team(Box::new(TeamInterview {
                works_well: vec![Kept {
                    words: name.clone(),
                    dimension: self.flag.then(|| u8::try_from(a % 10 + 1).unwrap()),
                }],
                roadblocks: vec![Roadblock { words: name, times_a_month: number, hours_each: number }],
                shares_difficult: self.flag,
                ..TeamInterview::default()
            })),
        }
    }

    fn decision_change(&self) -> DecisionChange {
        let [_, b, c, _] = self.picks;
        let name = || self.name.clone();
        match b % 7 {
            0 => DecisionChange::Title(name()),
            1 => DecisionChange::Situation(name()),
            2 => DecisionChange::DecideBy(self.day),
            3 => DecisionChange::Recommend(
                self.flag.then(|| Recommendation { alternative: c % 4, why: name() }),
            ),
            4 => DecisionChange::Involved(name()),
            5 if self.flag => DecisionChange::ProjectManager(c % 2 == 0),
            5 => DecisionChange::Reversibility(Reversibility::ALL[c as usize % 3]),
            _ => DecisionChange::Outcome(self.flag.then(|| Outcome {
                alternative: c % 4,
                decider: name(),
                date: self.day,
                why: String::new(),
            })),
        }
    }

    fn initiative_change(&self, document: &Document) -> InitiativeChange {
        let [_, b, c, _] = self.picks;
        let name = || self.name.clone();
        let others = || {
            let ids: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
            [b, c].iter().filter_map(|&pick| picked(&ids, pick).copied()).collect::<Vec<_>>()
        };
        match self.kind {
            23 => InitiativeChange::Reference(name()),
            24 => InitiativeChange::Name(name()),
            25 => InitiativeChange::Department(name()),
            26 => InitiativeChange::Kind(kind(b)),
            27 => InitiativeChange::Mode(mode(b)),
            29 if b % 2 == 0 => InitiativeChange::Forcing(forcing(b / 2, self.name.clone())),
            28 => match b % 3 {
                0 => InitiativeChange::State(state(b / 3)),
                1 => InitiativeChange::StateSince(self.flag.then(|| jiff::civil::date(2026, 3, 2))),
                _ => InitiativeChange::Progress(Progress {
                    done: Some(self.number),
                    items_left: Some(c),
                    finished_per_week: vec![b, 3],
                    ..Progress::default()
                }),
            },
            29 => InitiativeChange::InPlan(self.flag),
            30 => InitiativeChange::Class(class(self.flag)),
            31 => InitiativeChange::Sponsor(name()),
            32 => InitiativeChange::Owner(name()),
            33 => match b % 3 {
                0 => InitiativeChange::ApprovedOutcome(name()),
                1 => InitiativeChange::ContingencyPlan(name()),
                _ => InitiativeChange::Prospects(Prospects {
                    scope: self.flag.then_some(self.number),
                    ..Prospects::default()
                }),
            },
            34 => {
                let known = &document.strategy.objectives;
                let wrong = self.flag.then_some(ObjectiveId(c));
                let known = picked(known, b).map(|objective| objective.id);
                InitiativeChange::Objectives(known.into_iter().chain(wrong).collect())
            }
            35 if b.is_multiple_of(2) => InitiativeChange::StoppingCost(self.flag.then_some(self.number)),
            35 => InitiativeChange::CostPerYear(vec![YearAmount { year: 2030, amount: self.number }]),
            36 => InitiativeChange::Benefit(Benefit {
                amount: self.flag.then_some(self.number),
                owner: name(),
                pmo_accountable: name(),
                measure: name(),
                date: self.day,
                actual: self.flag.then_some(self.number),
                reviewed: self.day,
                evidence: name(),
            }),
            37 => InitiativeChange::Requires(others()),
            38 => InitiativeChange::Excludes(others()),
            39 => InitiativeChange::EarliestStart(self.day),
            _ => InitiativeChange::NeededBy(self.day),
        }
    }

    fn with_kind(&self, kind: u32) -> Self {
        // Scenarios and blocks within themselves would go on for ever.
        let kind = if matches!(kind, 64 | 66 | 68) { 67 } else { kind };
        Self { kind, ..self.clone() }
    }
}

impl CriterionSketch {
    fn build(&self, id: CriterionId, parent: Option<CriterionId>) -> Criterion {
        Criterion {
            id,
            parent,
            name: self.name.clone(),
            question: self.question.clone(),
            weight: self.weight,
            delivery_only: self.delivery_only,
            scale: self.scale.clone(),
        }
    }
}

/// Some of the people, or all.
fn holiday(from: Date, weeks: u32) -> Holiday {
    Holiday { from, weeks, share: finite(f64::from(weeks % 4) / 3.0) }
}

fn turnover(share: Finite, weeks: u32) -> Turnover {
    Turnover { leave_share: share, replace_weeks: weeks, ramp_weeks: weeks / 2, mentor_share: share }
}

impl RoleSketch {
    fn build(&self, id: RoleId) -> Role {
        let [low, likely, high] = self.absence;
        Role {
            id,
            name: self.name.clone(),
            heads: self.heads,
            changes: self.changes.iter().map(|(&from, &heads)| HeadChange { from, heads }).collect(),
            run_share: self.run_share,
            week_rate: self.heads,
            slower_per_level: (self.changes.len() % 3 == 1).then(|| finite(0.25)),
            turnover: (self.changes.len() % 2 == 1).then(|| turnover(finite(0.125), 13)),
            holidays: self.changes.keys().map(|from| holiday(*from, 1 + self.changes.len() as u32)).collect(),
            absence: Absence { low, likely, high },
        }
    }
}

impl InitiativeSketch {
    /// All but the stages and the links to other initiatives.
    fn build(&self, document: &Document, id: InitiativeId) -> Initiative {
        let text = |index: usize| self.texts[index].clone();
        let [kind_pick, mode_pick, state_pick, class_pick] = self.choices.map(u32::from);
        let scores = document.scoring.leaves().zip(&self.scores).filter_map(|(criterion, &score)| {
            let score = match &criterion.scale {
                // The number of a level.
                Scale::Levels { levels } => {
                    let pick = score?.get().abs() as usize % levels.len();
                    Finite::from(u32::try_from(pick + 1).unwrap())
                }
                _ => score?,
            };
            Some((criterion.id, score))
        });
        let known = &document.strategy.objectives;
        let [scope, cost, benefit] = self.prospects;
        Initiative {
            reference: text(0),
            department: text(1),
            kind: kind(kind_pick),
            mode: mode(mode_pick),
            state: state(state_pick),
            in_plan: self.in_plan,
            forcing: forcing(class_pick, text(2)),
            class: class(class_pick % 2 == 0),
            sponsor: text(2),
            owner: text(3),
            approved_outcome: text(4),
            objectives: self.objectives.iter().filter_map(|&it| picked(known, it)).map(|it| it.id).collect(),
            scores: scores.collect(),
            cost_per_year: self.cost_per_year.clone(),
            stopping_cost: self.benefit.filter(|amount| amount.get() >= 0.0),
            benefit: Benefit {
                amount: self.benefit,
                owner: text(5),
                pmo_accountable: text(4),
                measure: text(6),
                date: self.days[0],
                actual: self.benefit.filter(|_| self.in_plan),
                reviewed: self.days[1],
                evidence: text(6),
            },
            state_since: self.days[2],
            progress: Progress {
                as_of: self.days[1],
                planned: scope,
                done: cost,
                spent: self.benefit.filter(|amount| amount.get() >= 0.0),
                items_done: None,
                items_left: Some(u32::try_from(self.objectives.len()).expect("it is a short list")),
                finished_per_week: vec![3, 0, 4],
            },
            prospects: Prospects { scope, cost, benefit },
            contingency_plan: text(7),
            pulse: pulses(u32::try_from(self.name.len() % 100).unwrap()),
            earliest_start: self.days[1],
            needed_by: self.days[2],
            ..Initiative::new(id, self.name.clone())
        }
    }
}

impl StageSketch {
    /// All but the predecessors.
    fn build(&self, document: &Document, id: StageId) -> Stage {
        let roles = &document.people.roles;
        let demand: BTreeMap<RoleId, Finite> =
            self.demand.iter().filter_map(|&(pick, fte)| Some((picked(roles, pick)?.id, fte))).collect();
        let demand: Vec<Demand> = demand
            .into_iter()
            .map(|(role, fte)| Demand { role, fte, level: id.0.is_multiple_of(2).then_some(3) })
            .collect();
        let staffed = demand.iter().map(|it| it.fte.get()).sum::<f64>() >= 0.01;
        Stage {
            id,
            name: self.name.clone(),
            work: if self.effort && staffed {
                Work::Effort(self.estimate.clone())
            } else {
                Work::Duration(self.estimate.clone())
            },
            demand,
            after: Vec::new(),
            lags: BTreeMap::new(),
            minimum_chunk_weeks: id.0.is_multiple_of(3).then_some(1 + id.0 % 9),
            earliest_start: self.earliest_start,
        }
    }
}

/// A leader with one peer, three attributes in focus and a level.
fn leader(fresh: &mut impl FnMut() -> u32) -> Leader {
    let attributes: Vec<AttributeId> = AttributeId::all().take(3).collect();
    Leader {
        name: "Head of the office".into(),
        ratings: [(attributes[0], Rating { own: Some(2), needed: Some(4), importance: 5 })].into(),
        peers: vec![Peer {
            id: PeerId(fresh()),
            name: "A colleague".into(),
            levels: [(attributes[0], 3)].into(),
        }],
        focus: attributes.into_iter().map(|attribute| (attribute, Focus::default())).collect(),
        work: leader_work("Head", Finite::from(12), [1, 2, 3, 4]),
        ..Leader::default()
    }
}

/// A week of some hats; one in sixteen wears one too many.
fn leader_work(name: &str, number: Finite, [a, b, c, d]: [u32; 4]) -> LeaderWork {
    let hat = Hat { name: name.to_owned(), hours_a_week: number, is_admin: b.is_multiple_of(2) };
    let hats = if d % 16 == 15 { 13 } else { a as usize % 4 };
    LeaderWork {
        title: name.to_owned(),
        hours_a_week: b.is_multiple_of(3).then(|| Finite::from(b % 90)),
        hats: vec![hat; hats],
        experience: vec![
            Experience { role: name.to_owned(), years: number, set_ups: c % 60 };
            c as usize % 3
        ],
    }
}

impl AssessmentSketch {
    fn build(&self, fresh: &mut impl FnMut() -> u32) -> Assessment {
        let id = AssessmentId(fresh());
        let respondents: Vec<Respondent> = self
            .respondents
            .iter()
            .map(|(name, pick)| Respondent {
                id: RespondentId(fresh()),
                name: name.clone(),
                group: group(u32::from(*pick)),
            })
            .collect();
        let mut answers: BTreeMap<RespondentId, BTreeMap<StatementId, Answer>> = BTreeMap::new();
        for &(pick, statement, answer) in &self.answers {
            if let Some(respondent) = picked(&respondents, pick) {
                answers.entry(respondent.id).or_default().insert(statement, answer);
            }
        }
        // Of every other level, however sure.
        let mut confidence: BTreeMap<RespondentId, BTreeMap<StatementId, Confidence>> = BTreeMap::new();
        for &(pick, statement, _) in self.answers.iter().step_by(2) {
            let Some(respondent) = picked(&respondents, pick) else { continue };
            if let Answer::Level(level) = answers[&respondent.id][&statement] {
                let sure = Confidence::ALL[usize::from(level) % 3];
                confidence.entry(respondent.id).or_default().insert(statement, sure);
            }
        }
        let evidence = self.evidence.iter().map(|(&statement, &pick)| (statement, evidence(u32::from(pick))));
        Assessment {
            id,
            name: self.name.clone(),
            date: self.date,
            respondents,
            confidence,
            evidence: evidence.collect(),
            organisation: if self.evidence.len() % 2 == 1 { answers.clone() } else { BTreeMap::new() },
            is_blind: self.evidence.len() % 3 == 1,
            model: (self.evidence.len() % 4 == 1).then(|| Shared::new(own_statements(&self.name))),
            weights: if self.evidence.len() % 4 > 1 { [(2, Finite::ZERO)].into() } else { BTreeMap::new() },
            answers,
        }
    }
}

impl WorkshopSketch {
    fn build(self, document: &mut Document) {
        let change = |document: &mut Document, change| {
            // What the sketch picks may not be there, or not be admissible.
            drop(Edit::Workshop(change).apply(document));
        };
        change(document, WorkshopChange::Key(self.key));
        for (name, group) in self.people {
            let id = ParticipantId(document.next_id);
            change(
                document,
                WorkshopChange::AddParticipant(Participant { id, name, group, weight: Finite::ONE }),
            );
        }
        for (name, minutes) in self.agenda {
            let id = AgendaItemId(document.next_id);
            change(
                document,
                WorkshopChange::AddAgendaItem(AgendaItem { id, name, minutes: minutes % 480 + 1 }),
            );
        }
        let people: Vec<ParticipantId> = document.workshop.participants.iter().map(|it| it.id).collect();
        let leaves: Vec<CriterionId> = document.scoring.leaves().map(|it| it.id).collect();
        let initiatives: Vec<InitiativeId> = document.initiatives.list.iter().map(|it| it.id).collect();
        for (revealed, scores) in self.rounds {
            change(document, WorkshopChange::NextRound);
            for [person, leaf, of, score] in scores {
                let (Some(&participant), Some(&criterion), Some(&initiative)) =
                    (picked(&people, person), picked(&leaves, leaf), picked(&initiatives, of))
                else {
                    continue;
                };
                let score = Some(Finite::from(score % 4 + 1));
                change(document, WorkshopChange::SetScore { participant, initiative, criterion, score });
                change(document, WorkshopChange::SetWeight { participant, criterion, weight: score });
            }
            change(document, WorkshopChange::Reveal(revealed));
        }
        let (words, number) = self.interviews;
        let objective = document.strategy.objectives.first().map(|it| it.id);
        let sponsor = SponsorInterview {
            success: words.clone(),
            success_criteria: vec![SuccessCriterion { name: words.clone(), measure: words.clone() }],
            challenges: vec![Challenge { words: words.clone(), objective }],
            wishes: vec![words.clone()],
            ..SponsorInterview::default()
        };
        change(document, WorkshopChange::Sponsor(Box::new(sponsor)));
        let team = TeamInterview {
            roadblocks: vec![Roadblock { words: words.clone(), times_a_month: number, hours_each: number }],
            works_well: vec![
                Kept { words: words.clone(), dimension: None },
                Kept { words: words.clone(), dimension: Some(3) },
            ],
            difficult: vec![DifficultStakeholder { who: words.clone(), why: words }],
            ..TeamInterview::default()
        };
        change(document, WorkshopChange::Team(Box::new(team)));
    }
}

impl DutiesSketch {
    fn build(self, fresh: &mut impl FnMut() -> u32) -> Duties {
        let holders: Vec<Holder> =
            self.holders.into_iter().map(|name| Holder { id: HolderId(fresh()), name }).collect();
        let duty = |(name, parts): (String, Vec<(u32, u32)>)| Duty {
            id: DutyId(fresh()),
            name,
            shares: parts
                .into_iter()
                .filter_map(|(pick, how)| Some((picked(&holders, pick)?.id, involvement(how))))
                .collect(),
            last_done: None,
        };
        let list = self.list.into_iter().map(duty).collect();
        Duties { holders, list }
    }
}

fn picked<T>(items: &[T], pick: u32) -> Option<&T> {
    items.get(pick as usize % items.len().max(1))
}

/// Any text, with what makes trouble in files and on screens.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[A-Za-z0-9 ,.&-]{0,12}", 2 => "\\PC{0,6}", 1 => proptest::sample::select(AWKWARD).prop_map(str::to_owned)]
}

/// A text that says something.
pub fn name() -> impl Strategy<Value = String> {
    ("[A-Z]", text()).prop_map(|(first, rest)| first + &rest)
}

/// A number as admissible for money and scores: of either sign, whole, tiny or huge, all digits used.
pub fn number() -> impl Strategy<Value = Finite> {
    prop_oneof![
        proptest::sample::select(NUMBERS),
        -1e15..=1e15,
        -1e3..=1e3,
        (-1_000_i32..1_000).prop_map(f64::from),
    ]
    .prop_map(finite)
}

fn finite(number: f64) -> Finite {
    Finite::new(number).expect("drawn within a finite range")
}

fn share() -> impl Strategy<Value = Finite> {
    prop_oneof![Just(0.0), Just(1.0), 0.0..=1.0].prop_map(finite)
}

fn positive(most: f64) -> impl Strategy<Value = Finite> {
    prop_oneof![4 => 0.0..=most, 1 => 0.0..=1.0, 1 => Just(0.0), 1 => Just(most)].prop_map(finite)
}

fn day() -> impl Strategy<Value = Date> {
    let far = prop_oneof![Just(Date::MIN), Just(Date::MAX), Just(date(2024, 2, 29)), Just(date(0, 1, 1))];
    prop_oneof![
        9 => (2000_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day)),
        1 => far,
    ]
}

fn year_amounts(amount: impl Strategy<Value = Finite>) -> impl Strategy<Value = Vec<YearAmount>> {
    vec((2020_i16..2040, amount).prop_map(|(year, amount)| YearAmount { year, amount }), 0..4)
}

fn portfolio() -> impl Strategy<Value = Portfolio> {
    let parts = (
        (name(), text(), name()),
        any::<u32>(),
        day(),
        1_u32..=1_040,
        [name(), name(), name()],
        year_amounts(positive(1e15)),
        (any::<u32>(), 1_u32..=1_000_000, any::<u32>()),
    );
    parts.prop_map(|(texts, scale, start, horizon_weeks, mode_labels, budget_per_year, simulation)| {
        Portfolio {
            name: texts.0,
            note: texts.1,
            currency: Currency { code: texts.2, scale: money_scale(scale) },
            calendar: Calendar { start, horizon_weeks },
            mode_labels,
            budget_per_year,
            correlations: correlations(scale, finite(0.5)),
            simulation: Simulation {
                correlation: finite(f64::from(simulation.2 % 11) / 10.0),
                cost_with_work: (simulation.2 % 3 > 0).then(|| finite(f64::from(simulation.2 % 11) / 10.0)),
                ramp_weeks: simulation.2 % 60,
                most_at_once: (simulation.2 % 4 > 0).then_some(simulation.2 % 9 + 1),
                seed: simulation.0,
                iterations: simulation.1,
                policy: policy(simulation.2),
            },
            selection: Selection {
                must_have: scale % 7,
                cut_off: (scale % 3 > 0).then_some(scale % 40),
                people_period: people_period(scale / 2),
                accepted_shortage: AcceptedShortage::ALL[scale as usize % 4],
                cost_margin: CostMargin::ALL[scale as usize / 4 % 4],
                guardrails: (scale % 5 == 0)
                    .then_some(guardrail(scale, finite(f64::from(scale % 101))))
                    .into_iter()
                    .collect(),
                ..Selection::default()
            },
        }
    })
}

/// Of what every document has.
fn guardrail(pick: u32, percent: Finite) -> Guardrail {
    let of = match pick % 3 {
        0 => WorkPart::Kind(Kind::ALL[pick as usize / 3 % 4]),
        1 => WorkPart::Mode(Mode::ALL[pick as usize / 3 % 3]),
        _ => WorkPart::Class(WorkClass::Run),
    };
    let bound = if pick.is_multiple_of(2) { Bound::AtMost } else { Bound::Kept };
    Guardrail { of, bound, percent }
}

/// Up to three departments; `own` may be no share.
fn correlations(kind: u32, own: Finite) -> Vec<DepartmentCorrelations> {
    let row = |place: u32| {
        let others = (0..place).map(|it| finite(f64::from((kind / 4 + it) % 21) / 10.0 - 1.0));
        DepartmentCorrelations {
            department: format!("Department {place}"),
            with: others.chain([own]).collect(),
        }
    };
    (0..kind % 4).map(row).collect()
}

fn criterion_sketch() -> impl Strategy<Value = CriterionSketch> {
    let parts = (
        name(),
        text(),
        positive(1e15),
        any::<bool>(),
        scale(),
        proptest::option::weighted(0.4, any::<u32>()),
    );
    parts.prop_map(|(name, question, weight, delivery_only, scale, parent)| CriterionSketch {
        name,
        question,
        weight,
        delivery_only,
        scale,
        parent,
    })
}

fn scale() -> impl Strategy<Value = Scale> {
    let level = (text(), text(), share()).prop_map(|(label, words, value)| Level { label, words, value });
    let ends = || (number(), number()).prop_filter("two different ends", |(low, high)| low != high);
    prop_oneof![
        vec(level, 1..6).prop_map(|levels| Scale::Levels { levels }),
        (text(), ends()).prop_map(|(unit, (low, high))| Scale::Linear { unit, low, high }),
        (text(), proptest::collection::btree_map(-1_000_000_i32..1_000_000, share(), 2..6)).prop_map(
            |(unit, points)| Scale::Piecewise {
                unit,
                points: points
                    .into_iter()
                    .map(|(score, value)| Point { score: finite(f64::from(score) / 7.0), value })
                    .collect(),
            }
        ),
        (text(), -1e6..=1e6, 1.0..=1e6, 0.02..=100.0, any::<bool>()).prop_map(
            |(unit, low, range, bend, down): (String, f64, f64, f64, bool)| Scale::Exponential {
                unit,
                low: finite(low),
                high: finite(if down { low - range } else { low + range }),
                rho: finite(if down { -bend * range } else { bend * range }),
            }
        ),
    ]
}

fn scale_maybe_wrong() -> impl Strategy<Value = Scale> {
    let unit = String::new;
    prop_oneof![
        6 => scale(),
        1 => Just(Scale::Levels { levels: Vec::new() }),
        1 => number().prop_map(move |low| Scale::Linear { unit: unit(), low, high: low }),
        1 => (number(), number(), number())
            .prop_map(move |(low, high, rho)| Scale::Exponential { unit: unit(), low, high, rho }),
        1 => vec((number(), number()), 0..4).prop_map(move |points| Scale::Piecewise {
            unit: unit(),
            points: points.into_iter().map(|(score, value)| Point { score, value }).collect(),
        }),
    ]
}

fn role_sketch() -> impl Strategy<Value = RoleSketch> {
    let changes = proptest::collection::btree_map(day(), positive(3_200.0), 0..4);
    (name(), positive(3_200.0), changes, share(), [share(), share(), share()]).prop_map(
        |(name, heads, changes, run_share, mut absence)| {
            absence.sort_by(|a, b| a.partial_cmp(b).expect("finite"));
            RoleSketch { name, heads, changes, run_share, absence }
        },
    )
}

fn initiative_sketch() -> impl Strategy<Value = InitiativeSketch> {
    let days = proptest::option::of(day());
    let chance = || proptest::option::of(share());
    let parts = (
        name(),
        vec(text(), 8),
        any::<([u8; 4], bool)>(),
        vec(any::<u32>(), 0..3),
        vec(proptest::option::weighted(0.8, number()), 7),
        year_amounts(number()),
        (proptest::option::of(number()), [chance(), chance(), chance()]),
        vec(stage_sketch(), 0..4),
        vec(any::<u32>(), 0..2),
        vec(any::<u32>(), 0..2),
        vec(days, 3),
    );
    parts.prop_map(
        |(name, texts, choices, objectives, scores, cost, benefit, stages, requires, excludes, days)| {
            InitiativeSketch {
                name,
                texts,
                choices: choices.0,
                in_plan: choices.1,
                objectives,
                scores,
                cost_per_year: cost,
                benefit: benefit.0,
                prospects: benefit.1,
                stages,
                requires,
                excludes,
                days: [days[0], days[1], days[2]],
            }
        },
    )
}

fn stage_sketch() -> impl Strategy<Value = StageSketch> {
    let parts = (
        name(),
        any::<bool>(),
        estimate(),
        vec((any::<u32>(), positive(3_200.0)), 0..3),
        vec(any::<u32>(), 0..3),
        proptest::option::of(day()),
    );
    parts.prop_map(|(name, effort, estimate, demand, after, earliest_start)| StageSketch {
        name,
        effort,
        estimate,
        demand,
        after,
        earliest_start,
    })
}

fn estimate() -> impl Strategy<Value = Estimate> {
    prop_oneof![
        positive(1_040.0).prop_map(Estimate::Fixed),
        ([positive(1_040.0), positive(1_040.0), positive(1_040.0)], 0..5_u8).prop_map(
            |(mut points, kind)| {
                points.sort_by(|a, b| a.partial_cmp(b).expect("finite"));
                let [low, likely, high] = points;
                let three = |shape| Estimate::ThreePoint { low, likely, high, shape };
                match kind {
                    0 => three(Shape::Triangular),
                    1 => three(Shape::Pert),
                    2 => three(Shape::PertWeighted(finite(likely.get() / 20.0))),
                    3 => Estimate::Uniform { low, high },
                    _ => Estimate::Trigen { p10: low, likely, p90: high },
                }
            }
        ),
        (0.001..=100.0, 1.001..=10.0)
            .prop_map(|(p10, ratio)| Estimate::P10P90 { p10: finite(p10), p90: finite(p10 * ratio) }),
        (positive(1_040.0), positive(1_040.0), 0..=100_u32).prop_map(|(one, other, percent)| {
            let outcome = |percent: u32, value| PossibleValue { percent: percent.into(), value };
            Estimate::Discrete(vec![outcome(percent, one), outcome(100 - percent, other)])
        }),
        prop::collection::vec(positive(1_040.0), 1..6).prop_map(Estimate::History),
    ]
}

fn estimate_maybe_wrong() -> impl Strategy<Value = Estimate> {
    prop_oneof![
        3 => estimate(),
        1 => number().prop_map(Estimate::Fixed),
        1 => prop::collection::vec(number(), 0..3).prop_map(Estimate::History),
        1 => (number(), number()).prop_map(|(percent, value)| Estimate::Discrete(vec![PossibleValue { percent, value }])),
        1 => (number(), number()).prop_map(|(p10, p90)| Estimate::P10P90 { p10, p90 }),
        1 => [number(), number(), number()].prop_map(|[low, likely, high]| Estimate::ThreePoint {
            low,
            likely,
            high,
            shape: Shape::Pert,
        }),
    ]
}

fn assessment_sketch() -> impl Strategy<Value = AssessmentSketch> {
    let answer = prop_oneof![(1_u8..=5).prop_map(Answer::Level), Just(Answer::DontKnow)];
    let statement = || any::<u32>().prop_map(statement_of);
    let parts = (
        name(),
        proptest::option::of(day()),
        vec((name(), any::<u8>()), 0..4),
        vec((any::<u32>(), statement(), answer), 0..12),
        proptest::collection::btree_map(statement(), any::<u8>(), 0..4),
    );
    parts.prop_map(|(name, date, respondents, answers, evidence)| AssessmentSketch {
        name,
        date,
        respondents,
        answers,
        evidence,
    })
}

fn workshop_sketch() -> impl Strategy<Value = WorkshopSketch> {
    let parts = (
        name(),
        vec((name(), text()), 0..4),
        vec((any::<bool>(), vec(any::<[u32; 4]>(), 0..8)), 0..3),
        vec((name(), any::<u32>()), 0..3),
        (text(), number()),
    );
    parts.prop_map(|(key, people, rounds, agenda, interviews)| WorkshopSketch {
        key,
        people,
        rounds,
        agenda,
        interviews,
    })
}

fn duties_sketch() -> impl Strategy<Value = DutiesSketch> {
    let part = (any::<u32>(), any::<u32>());
    (vec(name(), 0..4), vec((name(), vec(part, 0..4)), 0..4))
        .prop_map(|(holders, list)| DutiesSketch { holders, list })
}

/// What an office consists of, from one sketch.
#[derive(Clone, Copy)]
struct OfficeParts<'a> {
    document: &'a Document,
    name: &'a str,
    text: &'a str,
    picks: [u32; 4],
    day: Option<Date>,
}

impl OfficeParts<'_> {
    fn objective(&self) -> Option<ObjectiveId> {
        picked(&self.document.strategy.objectives, self.picks[1]).map(|it| it.id)
    }

    fn person(&self) -> Option<StakeholderId> {
        picked(&self.document.office.stakeholders.list, self.picks[2]).map(|it| it.id)
    }

    fn number(&self) -> Finite {
        Finite::from(self.picks[3] % 500)
    }

    fn head(&self) -> CharterHead {
        let [a, b, ..] = self.picks;
        CharterHead {
            label: self.text.to_owned(),
            growth: picked(&Growth::ALL, b).copied().filter(|_| b % 2 == 1),
            level: picked(&OfficeLevel::ALL, a).copied(),
            // One in sixteen is an organisation of nobody.
            organisation_people: a.is_multiple_of(2).then_some(a % 32 * 40),
            sector: self.text.to_owned(),
            start: picked(&StartPath::ALL, a).copied().filter(|_| b % 3 > 0),
            purpose: self.objective().into_iter().collect(),
            purpose_words: self.text.to_owned(),
            began: self.day,
            people_fte: b.is_multiple_of(2).then(|| self.number()),
            // One in sixteen is nobody.
            sponsor: if b % 16 == 15 { Some(StakeholderId(u32::MAX)) } else { self.person() },
            hand_over: self.text.to_owned(),
            results_signed_by: self.text.to_owned(),
            results_signed: self.day,
            attributed_low: a.is_multiple_of(3).then_some(Finite::ZERO),
            // One in sixteen is more than all of it.
            attributed_high: b.is_multiple_of(2).then_some(Finite::from(1 + b % 16 / 14)),
            ..CharterHead::default()
        }
    }

    fn service(&self, id: ServiceId) -> Service {
        Service {
            id,
            name: self.name.to_owned(),
            beneficiary: self.text.to_owned(),
            kind: ServiceKind::ALL[self.picks[0] as usize % 3],
            effect: self.text.to_owned(),
            objective: self.objective(),
            is_wished: self.picks[0] / 3 % 2 == 1,
            kinds: Kind::ALL.into_iter().take(self.picks[1] as usize % 5).collect(),
            modes: Mode::ALL.into_iter().skip(self.picks[2] as usize % 4).collect(),
            hours_per_month: self.picks[1].is_multiple_of(2).then(|| self.number()),
        }
    }

    fn strategy(&self) -> StrategySheet {
        let mut sheet = StrategySheet::default();
        for field in StrategyField::ALL.into_iter().skip(self.picks[0] as usize % 8) {
            self.text.clone_into(sheet.field_mut(field));
        }
        sheet
    }

    fn office(&self, id: OfficeId) -> OtherOffice {
        let level = OfficeLevel::ALL[self.picks[1] as usize % 3];
        OtherOffice {
            id,
            name: self.name.to_owned(),
            level,
            counterpart: self.text.to_owned(),
            began: self.day,
            standing: self.picks[2].is_multiple_of(2).then(|| Box::new(self.standing())),
        }
    }

    fn standing(&self) -> Standing {
        Standing {
            file: self.text.to_owned(),
            read: self.day,
            initiatives: vec![self.name.to_owned(); self.picks[0] as usize % 3],
            cost: self.number(),
            currency: Currency { code: self.name.to_owned(), scale: MoneyScale::Thousand },
            heads: self.number(),
            maturity: self.picks[1].is_multiple_of(2).then(|| Finite::from(1 + self.picks[0] % 5)),
        }
    }

    fn process(&self, id: ProcessId) -> Process {
        let d = self.picks[3];
        Process {
            id,
            name: self.name.to_owned(),
            purpose: self.text.to_owned(),
            owner: String::new(),
            hours_per_month: self.number(),
            people: Finite::from(self.picks[2] % 90),
            hours_before: self.picks[1].is_multiple_of(2).then(|| self.number()),
            reviewed: self.day,
            qualities: Quality::ALL.into_iter().filter(|it| (d >> (*it as u32)) & 1 == 1).collect(),
        }
    }

    /// A record whose numbers and texts come from the sketch; now and then not admissible.
    fn record(&self, id: RecordId, register: Register) -> Record {
        let [a, b, c, d] = self.picks;
        let initiative = picked(&self.document.initiatives.list, b).map(|it| it.id);
        let text = || self.text.to_owned();
        // One level in six is none.
        let level = |pick: u32| Some(u8::try_from(pick % 6 + 1).unwrap());
        let mut record = Record::new(register, id, self.name.to_owned());
        match &mut record {
            Record::Issue(it) => {
                (it.department, it.opened) = (text(), self.day);
                it.cleared_by = BlockerOwner::ALL[c as usize % 3];
            }
            Record::Recovery(it) => {
                (it.initiative, it.red_since, it.action) = (initiative, self.day, text());
                it.recovered = d.is_multiple_of(2).then_some(self.day).flatten();
            }
            Record::Education(it) => {
                (it.audience, it.teacher) = (StakeholderGroup::ALL[c as usize % 7], text());
                it.done = self.day;
            }
            Record::Support(it) => {
                (it.kind, it.initiative) = (SupportKind::ALL[c as usize % 3], initiative);
                (it.asked_date, it.asked_cost) = (self.day, d.is_multiple_of(3).then(|| self.number()));
            }
            Record::Finished(it) => (it.initiative, it.finished) = (initiative, self.day),
            Record::Review(it) => {
                (it.date, it.applies, it.change) = (self.day, Applies::ALL[c as usize % 3], text());
            }
            Record::Use(it) => {
                (it.initiative, it.is_tailored) = (initiative, a.is_multiple_of(2));
                it.outcome = UseOutcome::ALL[d as usize % 3];
            }
            Record::Document(it) => {
                (it.initiative, it.stage) = (initiative, DocumentStage::ALL[c as usize % 3]);
                (it.status, it.link) = (DocumentStatus::ALL[d as usize % 4], text());
                it.holds = Mandatory::ALL.into_iter().skip(a as usize % 5).collect();
            }
            Record::Audit(it) => (it.severity, it.due) = (Severity::ALL[c as usize % 3], self.day),
            Record::Gate(it) => (it.outcome, it.condition) = (GateOutcome::ALL[d as usize % 4], text()),
            Record::Adviser(it) => (it.expertise, it.last_contact) = (text(), self.day),
            Record::Learning(it) => (it.date, it.hours, it.source) = (self.day, self.number(), text()),
            Record::Confidence(it) => (it.before, it.after) = (level(c), level(d)),
            Record::Tool(it) => {
                (it.category, it.link) = (ToolCategory::ALL[c as usize % 3], ToolLink::ALL[d as usize % 3]);
                it.modes = Mode::ALL.into_iter().skip(a as usize % 4).collect();
                it.kinds = Kind::ALL.into_iter().skip(c as usize % 5).collect();
                it.feeds = picked(&self.document.office.registers.tools, b).map(|it| it.id);
            }
            Record::Source(it) => {
                it.imported = self.day.map(|day| day.at(8, 30, 0, 0));
                (it.rows, it.completeness) = (c % 900, self.number());
                it.initiatives = initiative.into_iter().collect();
            }
            Record::Template(it) => (it.steps, it.last_used) = (text(), self.day),
        }
        record
    }

    fn past(&self, id: PastOfficeId) -> PastOffice {
        PastOffice {
            id,
            name: self.name.to_owned(),
            from_year: self.day.map(Date::year),
            to_year: None,
            ended: EndReason::ALL[self.picks[2] as usize % 7],
            words: self.text.to_owned(),
        }
    }

    fn stakeholder(&self, id: StakeholderId) -> Stakeholder {
        let [a, b, c, d] = self.picks;
        let service = picked(&self.document.office.charter.services, b).map(|it| it.id);
        // One in eight is stronger than can be.
        let power = u8::try_from(a % 8 % 6 + 1).unwrap();
        Stakeholder {
            group: StakeholderGroup::ALL[b as usize % 7],
            power,
            interest: u8::try_from(b % 5 + 1).unwrap(),
            stance: Stance::ALL[c as usize % 5],
            buy_in: BuyIn::ALL[d as usize % 5],
            buy_in_since: self.day,
            expectations: vec![Expectation { words: self.text.to_owned(), service }; c as usize % 3],
            difficulty: self.text.to_owned(),
            difficulty_owner: BlockerOwner::ALL[a as usize % 3],
            difficulty_cleared: self.day,
            shares_private: d.is_multiple_of(2),
            // One in sixteen waits for an update that never comes; now and then trust is given twice for a day.
            update_days: c.is_multiple_of(3).then_some(a % 16 * 24),
            trust: self.day.map_or_else(Vec::new, |date| {
                vec![DatedLevel { date, level: power }; (b % 9 + 3) as usize / 5]
            }),
            satisfaction: self.day.iter().map(|date| DatedLevel { date: *date, level: power }).collect(),
            ..Stakeholder::new(id, self.name.to_owned())
        }
    }

    fn contact(&self, id: ContactId, stakeholder: StakeholderId) -> Contact {
        let channel =
            picked(&Channel::ALL, self.picks[3]).copied().filter(|_| self.picks[2].is_multiple_of(2));
        let date = self.day.unwrap_or(date(2026, 3, 2));
        Contact { id, stakeholder, date, about: self.text.to_owned(), channel }
    }

    fn step(&self, id: CredibilityStepId) -> CredibilityStep {
        CredibilityStep {
            id,
            name: self.name.to_owned(),
            stakeholder: self.person(),
            due: self.day,
            done: None,
        }
    }

    fn action(&self) -> RoadmapChange {
        let [a, b, c, d] = self.picks;
        let plan = ActionPlan {
            quarter: (b % 6 > 0).then_some(b % 5),
            hold: [Hold::Free, Hold::Pinned, Hold::Banned][c as usize % 3],
            state: [ActionState::Planned, ActionState::Committed, ActionState::Done][d as usize % 3],
            committed: self.day,
            done: None,
        };
        RoadmapChange::Action { action: ActionId(a % 60), plan }
    }
}

/// Adds one of everything that an office has.
fn add_office(document: &mut Document, name: &str, text: &str, picks: [u32; 4], day: Option<Date>) {
    for kind in 0..11 + u32::try_from(Register::ALL.len()).unwrap() {
        let id = document.next_id;
        let parts = OfficeParts { document, name, text, picks, day };
        let edit = match kind {
            0 => Edit::Charter(CharterChange::AddService(parts.service(ServiceId(id)))),
            1 => Edit::Stakeholders(StakeholdersChange::Add(Box::new(parts.stakeholder(StakeholderId(id))))),
            2 => {
                let with = parts.person().unwrap_or(StakeholderId(0));
                Edit::Stakeholders(StakeholdersChange::AddContact(parts.contact(ContactId(id), with)))
            }
            3 => Edit::Stakeholders(StakeholdersChange::AddStep(parts.step(CredibilityStepId(id)))),
            4 => Edit::Charter(CharterChange::AddOffice(parts.office(OfficeId(id)))),
            5 => {
                let to = document.office.network.offices.last().map(|it| it.id);
                let tie = Tie { from: None, to, relation: relation(picks[0]) };
                Edit::Charter(CharterChange::Tie { tie, there: true })
            }
            6 => Edit::Charter(CharterChange::AddProcess(parts.process(ProcessId(id)))),
            7 => Edit::Charter(CharterChange::AddPast(parts.past(PastOfficeId(id)))),
            8 => Edit::Charter(CharterChange::Head(Box::new(parts.head()))),
            9 => Edit::Charter(CharterChange::DoesNot(vec![text.to_owned()])),
            10 => Edit::Roadmap(parts.action()),
            _ => {
                let register = Register::ALL[kind as usize - 11];
                Edit::Records(RecordsChange::Add(Box::new(parts.record(RecordId(id), register))))
            }
        };
        // What the sketch picks may not be admissible.
        drop(edit.apply(document));
    }
}

fn relation(pick: u32) -> Relation {
    Relation::ALL[pick as usize % 6]
}

fn decision(id: u32, title: String, text: &str, [_, b, c, d]: [u32; 4], day: Option<Date>) -> Decision {
    let alternative = |place: u32| Alternative {
        name: format!("Plan {place}"),
        scenario: (place > 0).then_some(ScenarioId(c)),
        changes: text.to_owned(),
        figures: figures(b.wrapping_add(place), day),
    };
    // One in sixteen has too few to choose from.
    let count = if b % 16 == 15 { 1 } else { 2 + b % 3 };
    Decision {
        id: DecisionId(id),
        title,
        situation: text.to_owned(),
        asked_on: day,
        decide_by: None,
        alternatives: (0..count).map(alternative).collect(),
        recommendation: c
            .is_multiple_of(3)
            .then(|| Recommendation { alternative: d % 2, why: text.to_owned() }),
        involved: String::new(),
        project_manager: d.is_multiple_of(2),
        reversibility: Reversibility::ALL[d as usize % 3],
        outcome: None,
    }
}

fn notice(id: u32, title: String, text: &str, [_, b, c, _]: [u32; 4], day: Option<Date>) -> ChangeNotice {
    let affected = |place: u32| Affected {
        initiative: InitiativeId(place),
        name: text.to_owned(),
        owner: String::new(),
        changes: vec![text.to_owned()],
        read: day.filter(|_| place.is_multiple_of(2)),
    };
    ChangeNotice {
        id: NoticeId(id),
        title,
        trigger: text.to_owned(),
        direction: direction(b),
        issued: day,
        summary: text.to_owned(),
        affected: (0..c % 4).map(affected).collect(),
    }
}

fn drill(id: u32, shock: String, [_, b, c, d]: [u32; 4], date: Option<Date>) -> Drill {
    Drill {
        id: DrillId(id),
        date,
        shock,
        scenario: ScenarioId(b),
        seconds: c % 10_000,
        people: d % 9,
        course: if b % 3 == 0 { "stop 2, start 3".into() } else { String::new() },
        answer: if b % 4 == 0 { "adds 3".into() } else { String::new() },
        cost: c.is_multiple_of(2).then(|| Finite::from(c % 1_000)),
        before: figures(b, date),
        shocked: KeptFigures::default(),
        after: figures(d, date),
    }
}

fn figures(pick: u32, day: Option<Date>) -> KeptFigures {
    KeptFigures {
        value: Some(Finite::from(pick % 100)),
        cost: pick.is_multiple_of(2).then(|| Finite::from(pick % 1_000)),
        expected_cost: pick.is_multiple_of(4).then(|| Finite::from(pick % 1_100)),
        risk_cost: pick.is_multiple_of(8).then(|| Finite::from(pick % 100)),
        finish_p80: day,
        iterations: pick % 10_000,
        ..KeptFigures::default()
    }
}

fn direction(pick: u32) -> Direction {
    if pick.is_multiple_of(2) { Direction::Threat } else { Direction::Opportunity }
}

/// No day, one or two, with answers of one to five people.
fn pulses(pick: u32) -> Vec<Pulse> {
    let levels = |from: u32| (0..=from % 5).map(|at| u8::try_from((from + at) % 5 + 1).unwrap()).collect();
    let days = [date(2026, 1, 5), date(2026, 4, 7)].into_iter().zip([pick, pick / 3]);
    days.take(pick as usize % 3).map(|(date, pick)| Pulse { date, levels: levels(pick) }).collect()
}

/// The first two dimensions of the built-in statements under another name.
fn own_statements(name: &str) -> MaturityModel {
    let mut model = MaturityModel::built_in().clone();
    name.clone_into(&mut model.name);
    model.dimensions.truncate(2);
    model
}

fn statement_of(pick: u32) -> StatementId {
    let [dimension, topic, ..] = pick.to_le_bytes();
    StatementId::new(dimension % 10 + 1, topic % 5 + 1).expect("both count from 1")
}

fn money_scale(pick: u32) -> MoneyScale {
    [MoneyScale::Unit, MoneyScale::Thousand, MoneyScale::Million][pick as usize % 3]
}

const PARTS: [Part; 4] = [Part::Value, Part::Effort, Part::JobSize, Part::Confidence];

fn figure(pick: u32) -> Figure {
    Figure::ALL[pick as usize % Figure::ALL.len()]
}

fn kind(pick: u32) -> Kind {
    [Kind::Project, Kind::Program, Kind::Product, Kind::Capability][pick as usize % 4]
}

fn mode(pick: u32) -> Mode {
    [Mode::Predictive, Mode::Adaptive, Mode::Hybrid][pick as usize % 3]
}

fn state(pick: u32) -> LifeCycle {
    use LifeCycle::{Closeout, Demand, Execution, Planning, Prioritising};
    [Demand, Prioritising, Planning, Execution, Closeout][pick as usize % 5]
}

fn class(flag: bool) -> WorkClass {
    if flag { WorkClass::Change } else { WorkClass::Run }
}

fn people_period(pick: u32) -> PeoplePeriod {
    use PeoplePeriod::{Month, Off, Quarter, Year};
    [Off, Month, Quarter, Year][pick as usize % 4]
}

fn forcing(pick: u32, reason: String) -> Option<Forcing> {
    let choice = [None, Some(Forced::In), Some(Forced::Out)][pick as usize % 3]?;
    Some(Forcing { choice, reason })
}

fn policy(pick: u32) -> Policy {
    [Policy::Serial, Policy::Unlevelled, Policy::Parallel][pick as usize % 3]
}

fn group(pick: u32) -> RespondentGroup {
    use RespondentGroup::{Finance, Pmo, ProjectManagers, Sponsor, Teams};
    [Sponsor, Pmo, ProjectManagers, Teams, Finance][pick as usize % 5]
}

fn involvement(pick: u32) -> Involvement {
    Involvement::ALL[pick as usize % 4]
}

fn evidence(pick: u32) -> Evidence {
    [Evidence::None, Evidence::Told, Evidence::Document, Evidence::Data][pick as usize % 4]
}
