//! What the office page shows: derived from the document and the session, but for three choices of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use leptos::prelude::*;

use super::views::OfficeView;
use crate::analysis::assess::{AssessmentReport, assess};
use crate::analysis::office::{OfficeReport, office};
use crate::analysis::trend::{TrendReport, trend};
use crate::app::clock::today;
use crate::app::format::day;
use crate::app::state::session::{Notice, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::maturity_model::{MaturityModel, Statement};
use crate::model::office::organisation::OrganisationModel;
use crate::model::office::{Assessment, Respondent, RespondentGroup};
use crate::model::shared::Shared;

/// Handle on the page; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct OfficeState {
    pub(super) store: Store,
    pub(super) session: Session,
    /// The assessment that was chosen from the list; none for the newest.
    pub(super) chosen: RwSignal<Option<AssessmentId>>,
    /// How many statements an answer sheet has.
    pub(super) form: RwSignal<Form>,
    /// How many statements an answer sheet shows at a time.
    pub(super) pace: RwSignal<Pace>,
    /// The assessment that is shown.
    pub(super) assessment: Memo<Option<Assessment>>,
    /// What is asked in it, with the weights that hold; the built-in statements where there is none.
    pub(super) model: Memo<Arc<MaturityModel>>,
    /// Whether those are the organisation's own.
    pub(super) is_own: Memo<bool>,
    /// What it says, with the fit, the flags and all else of the Result view; none for the organisation's own
    /// statements, of which those do not speak.
    pub(super) whole: Memo<Option<Arc<OfficeReport>>>,
    /// How it changed.
    pub(super) trend: Memo<Option<Arc<TrendReport>>>,
    /// What it says.
    pub(super) report: Memo<Option<Arc<AssessmentReport>>>,
    /// Which view stands.
    pub(super) shown: Memo<Shown>,
}

/// Which view stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// There is no assessment, and this view needs one.
    Nothing(OfficeView),
    /// Somebody answers.
    Sheet(AssessmentId, RespondentId),
    /// Who answers.
    Assess,
    /// The report, until it is revealed.
    Hidden,
    /// The report.
    Result,
    /// The charter and the stakeholders.
    Charter,
    /// The roadmap.
    Roadmap,
    /// Who leads the office.
    Leader,
}

/// How many statements an answer sheet has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// All of them.
    #[default]
    Long,
    /// Two of each dimension.
    Short,
    /// The organisation's own side.
    Organisation,
}

/// How many statements an answer sheet shows at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Pace {
    /// One, large.
    #[default]
    Statement,
    /// Those of one dimension.
    Dimension,
}

impl Form {
    /// Whether `statement` of its model belongs to it.
    pub(super) fn has(self, statement: &Statement) -> bool {
        self != Self::Short || statement.short_form
    }
}

/// Weekly chance of overload of each role by its name, 0 to 1.
type Overload = Vec<(String, Vec<f64>)>;

impl OfficeState {
    /// Follows the document.
    pub(super) fn new() -> Self {
        let store = expect_context::<Store>();
        let session = expect_context::<Session>();
        let chosen = RwSignal::new(session.answering.get_untracked().map(|(assessment, _)| assessment));
        let assessment = Memo::new(move |_| {
            store.office.with(|office| {
                let chosen = chosen.get().and_then(|id| office.assessment(id));
                chosen.or(office.assessments.last()).cloned()
            })
        });
        let simulated = expect_context::<Simulation>().report;
        let progress = expect_context::<Simulation>().progress;
        // Kept while a run goes on: every partial answer would score the whole office anew.
        let overload = Memo::new(move |before: Option<&Option<Overload>>| {
            if let Some(before) = before.filter(|it| it.is_some() && progress.with(|it| it.is_running)) {
                return before.clone();
            }
            simulated.with(|report| {
                let roles = &report.as_ref()?.roles;
                Some(roles.iter().map(|role| (role.name.clone(), role.overload.clone())).collect::<Vec<_>>())
            })
        });
        let whole = Memo::new(move |_| {
            let assessment = assessment.get().filter(Assessment::is_built_in)?;
            overload.with(|overload| {
                store.document.with(|document| {
                    // Statements and weights are checked on their way in: refused only by a defect, which the page
                    // survives.
                    let model = assessment.model();
                    office(document, &assessment, &model, overload.as_deref(), today()).ok().map(Arc::new)
                })
            })
        });
        let own = move || assessment.get().filter(|it| !it.is_built_in());
        let report = Memo::new(move |_| match own() {
            Some(own) => assess(&own, &own.model()).ok().map(Arc::new),
            None => whole.with(|whole| whole.as_ref().map(|whole| Arc::new(whole.assessment.clone()))),
        });
        let trend = Memo::new(move |_| match own() {
            Some(own) => store
                .office
                .with(|office| trend(&office.assessments, own.id, &own.model()).ok().map(Arc::new)),
            None => whole.with(|whole| whole.as_ref().map(|whole| Arc::new(whole.trend.clone()))),
        });
        let basis = Memo::new(move |_| {
            assessment.with(|it| it.as_ref().map(|it| (it.model.clone(), it.weights.clone())))
        });
        let model = Memo::new(move |_| {
            basis.with(|basis| {
                let (model, weights) = basis.as_ref().map_or((None, None), |(a, b)| (a.as_deref(), Some(b)));
                let model = model.unwrap_or_else(|| MaturityModel::built_in());
                let weighed = weights.and_then(|weights| model.with_weights(weights).ok());
                Arc::new(weighed.unwrap_or_else(|| model.clone()))
            })
        });
        let is_own =
            Memo::new(move |_| basis.with(|it| it.as_ref().is_some_and(|(model, _)| model.is_some())));
        let shown = Memo::new(move |_| {
            let view = session.office_view.get();
            store.office.with(|office| match (view, session.answering.get()) {
                (OfficeView::Charter, _) => Shown::Charter,
                (OfficeView::Roadmap, _) => Shown::Roadmap,
                (OfficeView::Leader, _) => Shown::Leader,
                _ if office.assessments.is_empty() => Shown::Nothing(view),
                (OfficeView::Assess, Some((assessment, respondent)))
                    if is_listed(office.assessment(assessment), respondent) =>
                {
                    Shown::Sheet(assessment, respondent)
                }
                (OfficeView::Assess, _) => Shown::Assess,
                (OfficeView::Result, _)
                    if assessment.with(|it| it.as_ref().is_some_and(|it| it.is_blind)) =>
                {
                    Shown::Hidden
                }
                (OfficeView::Result, _) => Shown::Result,
            })
        });
        let (form, pace) = (RwSignal::new(Form::default()), RwSignal::new(Pace::default()));
        Self { store, session, chosen, form, pace, assessment, model, is_own, whole, trend, report, shown }
    }

    /// What `form` takes its statements from.
    pub(super) fn asked(self, form: Form) -> Arc<MaturityModel> {
        match form {
            Form::Long | Form::Short => self.model.get(),
            Form::Organisation => Arc::new(OrganisationModel::built_in().statements.clone()),
        }
    }

    /// The statements of `form`, in order: all of them where none belongs to the short form.
    pub(super) fn statements(self, form: Form) -> Vec<Statement> {
        let asked = self.asked(form);
        let of_form: Vec<Statement> = asked.statements().filter(|it| form.has(it)).cloned().collect();
        if of_form.is_empty() { asked.statements().cloned().collect() } else { of_form }
    }

    /// Asks `model` in the assessment that is shown, or in a new one of the same people if answers given so far would
    /// mean something else.
    pub(super) fn ask(self, model: MaturityModel) {
        let Some(shown) = self.assessment.get_untracked() else { return };
        let name = model.name.clone();
        let (model, weights) = match model.weights_over(MaturityModel::built_in()) {
            Some(weights) => (None, weights),
            None => (Some(Shared::new(model)), BTreeMap::new()),
        };
        let fits = shown.fits(model.as_deref().unwrap_or_else(|| MaturityModel::built_in()));
        if !fits {
            let people = shown.respondents.iter().map(|it| (it.name.clone(), it.group)).collect();
            if self.begin_with(usual_name(), today(), people, model, weights).is_some() {
                self.session.answering.set(None);
                self.session.tell(Notice::ok(
                    format!("A new assessment asks “{name}”"),
                    format!("“{}” keeps its answers to its own statements.", shown.name),
                ));
            }
            return;
        }
        let assessment = shown.id;
        let weigh =
            |(dimension, weight)| Edit::SetDimensionWeight { assessment, dimension, weight: Some(weight) };
        let mut edits = vec![Edit::SetStatements { assessment, model }];
        edits.extend(weights.into_iter().map(weigh));
        if self.store.try_commit(Edit::Several { label: format!("statements of {name}"), edits }) {
            self.session.tell(Notice::ok(
                format!("This assessment asks “{name}”"),
                "Undo brings the statements before back.",
            ));
        }
    }

    /// Opens the sheet of `respondent`.
    pub(super) fn open_sheet(self, assessment: AssessmentId, respondent: RespondentId) {
        self.chosen.set(Some(assessment));
        self.chosen.set(Some(assessment));
        self.session.answering.set(Some((assessment, respondent)));
        self.session.office_view.set(OfficeView::Assess);
    }

    /// Adds an assessment of `people`, who are asked what the shown one asks, and opens the sheet of the first of them.
    pub(super) fn begin(
        self,
        name: String,
        date: Option<Date>,
        people: Vec<(String, RespondentGroup)>,
    ) -> bool {
        let (model, weights) = self
            .assessment
            .with_untracked(|it| it.as_ref().map(|it| (it.model.clone(), it.weights.clone())))
            .unwrap_or_default();
        let added = self.begin_with(name, date, people, model, weights);
        if let Some((id, first)) = added {
            self.session.answering.set(first.map(|respondent| (id, respondent)));
        }
        added.is_some()
    }

    /// Adds an assessment and shows it; its number and that of the first respondent.
    fn begin_with(
        self,
        name: String,
        date: Option<Date>,
        people: Vec<(String, RespondentGroup)>,
        model: Option<Shared<MaturityModel>>,
        weights: BTreeMap<u8, Finite>,
    ) -> Option<(AssessmentId, Option<RespondentId>)> {
        let id = AssessmentId(self.store.fresh_id(0));
        let respondents: Vec<Respondent> = (1..)
            .zip(people)
            .map(|(next, (name, group))| Respondent {
                id: RespondentId(self.store.fresh_id(next)),
                name,
                group,
            })
            .collect();
        let first = respondents.first().map(|respondent| respondent.id);
        let assessment = Assessment { date, model, weights, ..Assessment::new(id, name, respondents) };
        self.store.try_commit(Edit::AddAssessment(assessment)).then(|| {
            self.chosen.set(Some(id));
            self.session.office_view.set(OfficeView::Assess);
            (id, first)
        })
    }

    /// Removes an assessment and says how to get it back.
    pub(super) fn remove(self, id: AssessmentId, name: &str) {
        if self.store.try_commit(Edit::RemoveAssessment(id)) {
            self.session.answering.set(None);
            self.session
                .tell(Notice::ok(format!("{name} is deleted"), "Undo brings it back with all answers."));
        }
    }
}

/// The name an assessment begins with.
pub(super) fn usual_name() -> String {
    today().map_or_else(|| "Assessment".to_owned(), |date| format!("Assessment of {}", day(date)))
}

fn is_listed(assessment: Option<&Assessment>, respondent: RespondentId) -> bool {
    assessment.is_some_and(|assessment| assessment.respondents.iter().any(|listed| listed.id == respondent))
}
