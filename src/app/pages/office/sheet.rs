//! Somebody's answer sheet: calm, by keyboard or pointer, blind to what others said.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::KeyboardEvent;

use super::just_answered::JustAnswered;
use super::people::PeopleCard;
use super::state::{Form, OfficeState, Pace};
use super::statement::StatementCard;
use super::views::OfficeView;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::statement_form::answer_group;
use crate::model::edit::Edit;
use crate::model::id::{AssessmentId, RespondentId};
use crate::model::office::maturity_model::{Statement, StatementId};
use crate::model::office::{Answer, Confidence, Respondent};

/// Handle on an open sheet; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) state: OfficeState,
    pub(super) assessment: AssessmentId,
    pub(super) respondent: RespondentId,
    /// The respondent's own answers.
    pub(super) answers: Memo<BTreeMap<StatementId, Answer>>,
    /// How sure the respondent is of them; nobody is asked that of the organisation's own side.
    pub(super) confidence: Memo<BTreeMap<StatementId, Confidence>>,
    /// Statements of the chosen form, in order.
    form: Memo<Vec<StatementId>>,
    /// Where the person is; may not belong to the form.
    place: RwSignal<StatementId>,
    /// The statement that keys answer.
    pub(super) current: Memo<StatementId>,
    /// The statement whose level led on to the current one; none once somebody went elsewhere by hand.
    just_answered: RwSignal<Option<StatementId>>,
}

impl Sheet {
    fn new(assessment: AssessmentId, respondent: RespondentId) -> Self {
        let state = expect_context::<OfficeState>();
        let answers = Memo::new(move |_| {
            state.store.office.with(|office| {
                let assessment = office.assessment(assessment);
                let given = assessment.map(|it| match state.form.get() {
                    Form::Organisation => &it.organisation,
                    Form::Long | Form::Short => &it.answers,
                });
                given.and_then(|given| given.get(&respondent)).cloned().unwrap_or_default()
            })
        });
        let confidence = Memo::new(move |_| {
            if state.form.get() == Form::Organisation {
                return BTreeMap::new();
            }
            state.store.office.with(|office| {
                let said = office.assessment(assessment).and_then(|it| it.confidence.get(&respondent));
                said.cloned().unwrap_or_default()
            })
        });
        if state.is_own.get_untracked() && state.form.get_untracked() == Form::Organisation {
            state.form.set(Form::Long);
        }
        let form = Memo::new(move |_| {
            state.statements(state.form.get()).iter().map(|statement| statement.id).collect::<Vec<_>>()
        });
        let first_open = form.with_untracked(|form| {
            let open = form.iter().find(|id| !answers.with_untracked(|answers| answers.contains_key(id)));
            *open.unwrap_or(&form[0])
        });
        let place = RwSignal::new(first_open);
        // A place outside the short form stands for the next statement that belongs to it.
        let current = Memo::new(move |_| {
            form.with(|form| {
                let place = place.get();
                *form.iter().find(|id| **id >= place).unwrap_or(&form[form.len() - 1])
            })
        });
        let just_answered = RwSignal::new(None);
        Self { state, assessment, respondent, answers, confidence, form, place, current, just_answered }
    }

    /// Answers `statement`, or takes the answer away.
    pub(super) fn set(self, statement: StatementId, answer: Option<Answer>) {
        let Self { assessment, respondent, .. } = self;
        self.state.store.commit(match self.state.form.get_untracked() {
            Form::Organisation => Edit::SetOrganisationAnswer { assessment, respondent, statement, answer },
            Form::Long | Form::Short => Edit::SetAnswer { assessment, respondent, statement, answer },
        });
    }

    /// Says how sure the respondent is of the level of `statement`.
    pub(super) fn set_confidence(self, statement: StatementId, confidence: Confidence) {
        let Self { assessment, respondent, .. } = self;
        let confidence = Some(confidence);
        self.state.store.commit(Edit::SetConfidence { assessment, respondent, statement, confidence });
    }

    /// Whether `statement` has a level that one can be more or less sure of.
    pub(super) fn asks_confidence(self, statement: StatementId) -> bool {
        let has_level =
            self.answers.with(|answers| matches!(answers.get(&statement), Some(Answer::Level(_))));
        has_level && self.state.form.get() != Form::Organisation
    }

    /// The statement just answered, if it has gone off the screen and has a level.
    pub(super) fn just_answered(self) -> Option<StatementId> {
        let current = self.current.get();
        let is_on_screen = |id: &StatementId| match self.state.pace.get() {
            Pace::Statement => *id == current,
            Pace::Dimension => id.dimension() == current.dimension(),
        };
        self.just_answered.get().filter(|id| !is_on_screen(id) && self.asks_confidence(*id))
    }

    /// Makes `statement` the current one.
    pub(super) fn go_to(self, statement: StatementId) {
        if self.current.get_untracked() != statement {
            self.place.set(statement);
            self.just_answered.set(None);
        }
    }

    /// Goes on from `statement`, which was just answered.
    pub(super) fn go_on_from(self, statement: StatementId) {
        let asks = untrack(move || self.asks_confidence(statement));
        self.go(1);
        self.just_answered.set(asks.then_some(statement));
    }

    /// Goes `by` statements on, or back; the ends hold.
    pub(super) fn go(self, by: isize) {
        self.just_answered.set(None);
        let next = self.form.with_untracked(|form| {
            let current = self.current.get_untracked();
            let index = form.iter().position(|id| *id == current).unwrap_or(0);
            form[index.saturating_add_signed(by).min(form.len() - 1)]
        });
        self.place.set(next);
        focus_statement(next);
    }

    fn answered(self) -> usize {
        self.form.with(|form| {
            self.answers.with(|answers| form.iter().filter(|id| answers.contains_key(id)).count())
        })
    }

    fn close(self) {
        self.state.session.answering.set(None);
        self.state.session.office_view.set(OfficeView::Result);
    }
}

/// The whole view.
#[component]
pub(super) fn AnswerSheet(assessment: AssessmentId, respondent: RespondentId) -> impl IntoView {
    let sheet = Sheet::new(assessment, respondent);
    provide_context(sheet);
    answer_by_keys(sheet);
    focus_statement(sheet.current.get_untracked());
    let shown = Memo::new(move |_| shown(sheet));
    view! {
        <div class="page answer-sheet">
            <SheetHeader sheet/>
            <div class="split pmo-split">
                <div class="stack">
                    <DimensionTabs sheet/>
                    <div class="statement-list" class:statement-single=move || sheet.state.pace.get() == Pace::Statement>
                        <Keyed each=move || shown.get() key=|(of_organisation, it)| (*of_organisation, it.id, it.statement.clone()) let((of_organisation, statement))>
                            <StatementCard sheet statement of_organisation/>
                        </Keyed>
                    </div>
                    <JustAnswered sheet/>
                    <Steps sheet/>
                </div>
                <div class="stack"><PeopleCard/></div>
            </div>
        </div>
    }
}

/// The statements on the screen, and whether each is of the organisation's own side.
fn shown(sheet: Sheet) -> Vec<(bool, Statement)> {
    let form = sheet.state.form.get();
    let (current, pace) = (sheet.current.get(), sheet.state.pace.get());
    let is_shown = |it: &Statement| match pace {
        Pace::Statement => it.id == current,
        Pace::Dimension => it.id.dimension() == current.dimension(),
    };
    let statements = sheet.state.statements(form).into_iter().filter(is_shown);
    statements.map(|it| (form == Form::Organisation, it)).collect()
}

#[component]
fn SheetHeader(sheet: Sheet) -> impl IntoView {
    let state = sheet.state;
    let person = Memo::new(move |_| {
        state.store.office.with(|office| {
            let assessment = office.assessment(sheet.assessment)?;
            let person = assessment.respondents.iter().find(|listed| listed.id == sheet.respondent)?;
            Some((assessment.name.clone(), person.clone()))
        })
    });
    let title = move || {
        person.get().map(|(_, Respondent { name, group, .. })| {
            format!("{name} answers for {}", super::finding::lower(group.name()))
        })
    };
    let line = move || {
        person.get().map(|(name, _)| {
            format!("{name}. Nobody else’s answers are shown here; the result follows every answer.")
        })
    };
    view! {
        <div class="page-header">
            <div><h1>{title}</h1><p>{line}</p></div>
            <div class="page-actions">
                <FormChoice/>
                <PaceChoice/>
                <button class="button button-primary" type="button" on:click=move |_| sheet.close()>"Show the result"</button>
            </div>
        </div>
    }
}

#[component]
fn FormChoice() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    // Rebuilt where other statements are asked: it says how many there are.
    move || {
        let model = state.model.get();
        let (all, short) =
            (model.statements().count(), model.statements().filter(|it| it.short_form).count());
        let mut choices = vec![(Form::Long, format!("All {all}"))];
        if (1..all).contains(&short) {
            choices.push((Form::Short, format!("Short, {short} ●")));
        }
        if !state.is_own.get() {
            choices.push((Form::Organisation, "Organisation, 10".to_owned()));
        }
        view! {
            <fieldset class="segmented">
                <legend class="visually-hidden">"Statements asked"</legend>
                {choices.into_iter().map(|(form, name)| view! {
                    <label>
                        <input type="radio" name="sheet-form" prop:checked=move || state.form.get() == form on:change=move |_| state.form.set(form)/>
                        {name}
                    </label>
                }).collect_view()}
            </fieldset>
        }
    }
}

#[component]
fn PaceChoice() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let choices = [(Pace::Statement, "One at a time"), (Pace::Dimension, "By dimension")];
    view! {
        <fieldset class="segmented">
            <legend class="visually-hidden">"Statements shown"</legend>
            {choices.map(|(pace, name)| view! {
                <label>
                    <input type="radio" name="sheet-pace" prop:checked=move || state.pace.get() == pace on:change=move |_| state.pace.set(pace)/>
                    {name}
                </label>
            })}
        </fieldset>
    }
}

/// The dimensions with what is answered of each; pressing one goes there.
#[component]
fn DimensionTabs(sheet: Sheet) -> impl IntoView {
    let tabs = move || {
        let form = sheet.state.form.get();
        let asked = sheet.state.asked(form);
        let chosen = sheet.form.get();
        let dimensions = (1_u8..).zip(&asked.dimensions);
        dimensions
            .map(|(number, dimension)| {
                let ids: Vec<StatementId> =
                    chosen.iter().copied().filter(|id| id.dimension() == number).collect();
                view! { <DimensionTab sheet number name=dimension.short.clone() asked=ids/> }
            })
            .collect_view()
    };
    view! { <nav class="dimension-tabs" aria-label="Dimensions">{tabs}</nav> }
}

#[component]
fn DimensionTab(
    sheet: Sheet,
    number: u8,
    name: String,
    /// Its statements that belong to the form.
    asked: Vec<StatementId>,
) -> impl IntoView {
    let asked = StoredValue::new(asked);
    let counts = Memo::new(move |_| {
        asked.with_value(|asked| {
            let answered =
                sheet.answers.with(|answers| asked.iter().filter(|id| answers.contains_key(id)).count());
            (answered, asked.len())
        })
    });
    let current = move || (sheet.current.get().dimension() == number).then_some("step");
    let go = move |_| {
        let asked = asked.get_value();
        let open = sheet
            .answers
            .with_untracked(|answers| asked.iter().find(|id| !answers.contains_key(id)).copied());
        if let Some(id) = open.or(asked.first().copied()) {
            sheet.go_to(id);
            focus_statement(id);
        }
    };
    view! {
        <button class="dimension-tab" class:dimension-done=move || counts.with(|(done, all)| done == all) type="button" aria-current=current on:click=go>
            <span class="dimension-name">{name}</span>
            <span class="dimension-count">{move || counts.with(|(done, all)| format!("{done} of {all}"))}</span>
            <svg class="dimension-gauge" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="track" x="0" y="0" width="100" height="4"/>
                <rect class="done" x="0" y="0" width=move || counts.with(|(done, all)| 100.0 * *done as f64 / (*all).max(1) as f64) height="4"/>
            </svg>
        </button>
    }
}

/// Back, on, how far, and the keys.
#[component]
fn Steps(sheet: Sheet) -> impl IntoView {
    let total = move || sheet.form.with(Vec::len);
    let done = move || sheet.answered() == total();
    view! {
        <div class="steps">
            <button class="button" type="button" on:click=move |_| sheet.go(-1)>"Back"</button>
            <button class="button" type="button" on:click=move |_| sheet.go(1)>"Next"</button>
            <span class="run-line" role="status"><span><b>{move || format!("{} of {}", sheet.answered(), total())}</b>" answered"</span></span>
            <Show when=done>
                <span class="chip chip-ok"><Sign icon=Icon::Ok/>"all answered"</span>
            </Show>
            <p class="card-note steps-keys">
                <Key name="1"/>"–"<Key name="5"/>" answer, "<Key name="0"/>" or "<Key name="D"/>" don’t know, "<Key name="C"/>" clear, "
                <Key name="L"/>" "<Key name="M"/>" "<Key name="H"/>" how sure, "
                <Key name="→"/>" or "<Key name="Enter"/>" next, "<Key name="←"/>" back"
            </p>
        </div>
    }
}

#[component]
fn Key(name: &'static str) -> impl IntoView {
    view! { <kbd class="key">{name}</kbd> }
}

/// Listens below the page's own shortcuts, so that 1 to 4 answer here instead of changing the page, wherever the
/// focus is.
fn answer_by_keys(sheet: Sheet) {
    let listener =
        Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| on_key(sheet, &event));
    let added = document().add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    if let Err(error) = added {
        leptos::logging::warn!("the sheet cannot listen to keys: {error:?}");
    }
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        listener.with_value(|listener| {
            // Fails only if it was never there.
            drop(
                document().remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref()),
            );
        });
    });
}

fn on_key(sheet: Sheet, event: &KeyboardEvent) {
    let session = sheet.state.session;
    let covered = session.dialog.with_untracked(Option::is_some) || session.palette_open.get_untracked();
    if covered || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let within = |selector: &str| {
        target.as_ref().is_some_and(|it| it.closest(selector).is_ok_and(|found| found.is_some()))
    };
    if within("input:not([type=radio]), select, textarea, [role=tab]") {
        return;
    }
    let current = sheet.current.get_untracked();
    let answer = |answer: Answer| {
        // A key held down answers once, not the rest of the sheet.
        if !event.repeat() {
            sheet.set(current, Some(answer));
            sheet.go_on_from(current);
        }
    };
    let sure = |confidence: Confidence| {
        // Of the answer just given, or of the one on the screen.
        let statement = sheet.just_answered.get_untracked().unwrap_or(current);
        if untrack(move || sheet.asks_confidence(statement)) {
            sheet.set_confidence(statement, confidence);
        }
    };
    match event.key().to_lowercase().as_str() {
        "1" => answer(Answer::Level(1)),
        "2" => answer(Answer::Level(2)),
        "3" => answer(Answer::Level(3)),
        "4" => answer(Answer::Level(4)),
        "5" => answer(Answer::Level(5)),
        "0" | "d" => answer(Answer::DontKnow),
        "l" => sure(Confidence::Low),
        "m" => sure(Confidence::Medium),
        "h" => sure(Confidence::High),
        "c" | "delete" | "backspace" => sheet.set(current, None),
        "n" => sheet.go(1),
        "p" => sheet.go(-1),
        // Arrows move within the other radio groups as everywhere.
        "arrowright" if !within(".segmented") => sheet.go(1),
        "arrowleft" if !within(".segmented") => sheet.go(-1),
        "enter" if !within("button, a, summary") => sheet.go(1),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Puts the focus on the answer of `statement`, or on its first choice, once it is on the screen.
fn focus_statement(statement: StatementId) {
    request_animation_frame(move || {
        let group = format!("input[name='{}']", answer_group(statement));
        let find = |selector: String| document().query_selector(&selector).ok().flatten();
        let input = find(format!("{group}:checked")).or_else(|| find(group.clone()));
        if let Some(input) = input.and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok())
            && input.focus().is_err()
        {
            leptos::logging::log!("the statement cannot take the focus");
        }
    });
}
