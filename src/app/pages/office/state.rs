//! What the office page shows: derived from the document and the session, but for three choices of its own.

use std::sync::Arc;

use jiff::civil::Date;
use leptos::prelude::*;

use super::views::OfficeView;
use crate::analysis::assess::AssessmentReport;
use crate::analysis::office::{OfficeReport, office};
use crate::app::clock::today;
use crate::app::format::day;
use crate::app::state::session::{Notice, Session};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::maturity_model::{MaturityModel, Statement};
use crate::model::office::organisation::OrganisationModel;
use crate::model::office::{Assessment, Respondent, RespondentGroup};

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
    /// What it says, with the fit, the flags and all else of the Result view.
    pub(super) whole: Memo<Option<Arc<OfficeReport>>>,
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

    /// The statements that it takes from.
    pub(super) fn model(self) -> &'static MaturityModel {
        match self {
            Self::Long | Self::Short => MaturityModel::built_in(),
            Self::Organisation => &OrganisationModel::built_in().statements,
        }
    }

    /// Its statements, in order.
    pub(super) fn statements(self) -> Vec<&'static Statement> {
        self.model().statements().filter(|statement| self.has(statement)).collect()
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
            let assessment = assessment.get()?;
            overload.with(|overload| {
                store.document.with(|document| {
                    let model = MaturityModel::built_in();
                    // The model is built in and has weights: refused only by a defect, which the page survives.
                    office(document, &assessment, model, overload.as_deref(), today()).ok().map(Arc::new)
                })
            })
        });
        let report = Memo::new(move |_| {
            whole.with(|whole| whole.as_ref().map(|whole| Arc::new(whole.assessment.clone())))
        });
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
        Self { store, session, chosen, form, pace, assessment, whole, report, shown }
    }

    /// Opens the sheet of `respondent`.
    pub(super) fn open_sheet(self, assessment: AssessmentId, respondent: RespondentId) {
        self.chosen.set(Some(assessment));
        self.session.answering.set(Some((assessment, respondent)));
        self.session.office_view.set(OfficeView::Assess);
    }

    /// Adds an assessment of `people` and opens the sheet of the first of them.
    pub(super) fn begin(
        self,
        name: String,
        date: Option<Date>,
        people: Vec<(String, RespondentGroup)>,
    ) -> bool {
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
        let assessment = Assessment {
            id,
            name,
            date,
            respondents,
            answers: [].into(),
            evidence: [].into(),
            organisation: [].into(),
            is_blind: false,
        };
        let done = self.store.try_commit(Edit::AddAssessment(assessment));
        if done {
            self.chosen.set(Some(id));
            self.session.answering.set(first.map(|respondent| (id, respondent)));
            self.session.office_view.set(OfficeView::Assess);
        }
        done
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
