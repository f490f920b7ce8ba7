//! Maturity statements to be judged: one with its anchors, and the form of a ballot made of them.

use leptos::prelude::*;

use super::confidence_choice::ConfidenceChoice;
use super::form_steps::{FormSteps, Step};
use crate::exchange::ballot::statements::{
    Answers, AskedAssessment, AskedStatement, Confidences, StatementWords,
};
use crate::model::office::Answer;
use crate::model::office::maturity_model::StatementId;

/// Name of the group of choices of `statement`.
pub fn answer_group(statement: StatementId) -> String {
    format!("answer-{statement}")
}

/// The five anchors of a statement and "don't know".
#[component]
pub fn StatementChoices(
    /// Its number.
    id: StatementId,
    /// What stands above it: number and topic.
    title: String,
    /// The practice in one sentence.
    statement: String,
    /// What levels 1 to 5 look like.
    anchors: [String; 5],
    /// The answer so far.
    #[prop(into)]
    answer: Signal<Option<Answer>>,
    /// Takes an answer.
    on_answer: Callback<Answer>,
    /// Told after a press of the pointer, which is a decision; arrow keys only pass by.
    on_press: Callback<()>,
) -> impl IntoView {
    let choice = move |(choice, sign, words): (Answer, String, String)| {
        // Clicks that arrow keys make have no detail.
        let press = move |event: web_sys::MouseEvent| {
            if event.detail() > 0 {
                on_answer.run(choice);
                on_press.run(());
            }
        };
        view! {
            <label class="anchor" class:anchor-unknown=choice == Answer::DontKnow>
                <input type="radio" name=answer_group(id) prop:checked=move || answer.get() == Some(choice)
                    on:change=move |_| on_answer.run(choice)
                    on:click=press/>
                <span class="anchor-level">{sign}</span>
                <span>{words}</span>
            </label>
        }
    };
    let levels = (1_u8..).zip(anchors).map(|(level, words)| (Answer::Level(level), level.to_string(), words));
    let unknown = "Don’t know. It is counted, and never filled in.".to_owned();
    let choices = levels.chain([(Answer::DontKnow, "?".to_owned(), unknown)]);
    view! {
        <fieldset class="anchors">
            <legend id=format!("name-{id}")>
                <span class="statement-name">{title}</span>
                <span class="statement-text">{statement}</span>
            </legend>
            {choices.map(choice).collect_view()}
        </fieldset>
    }
}

/// The statements of a ballot, one dimension at a time, and those on the organisation last.
#[component]
pub fn StatementForm(
    /// What is asked.
    asked: AskedAssessment,
    /// What the person has said so far of the office.
    answers: RwSignal<Answers>,
    /// What the person has said so far of the organisation.
    organisation: RwSignal<Answers>,
    /// How sure the person is of levels on the office.
    confidence: RwSignal<Confidences>,
) -> impl IntoView {
    let step = RwSignal::new(0);
    let total = asked.len();
    let mut parts: Vec<Part> = Vec::new();
    for statement in asked.statements {
        match parts.last_mut() {
            Some(part) if part.is_of(&statement.words) => part.statements.push(statement),
            _ => {
                let title = statement.words.dimension.clone();
                parts.push(Part::new(title, "", answers, Some(confidence), vec![statement]));
            }
        }
    }
    if !asked.organisation.is_empty() {
        let title = "Your organisation".to_owned();
        parts.push(Part::new(title, "O", organisation, None, asked.organisation));
    }
    let steps = parts.iter().map(Part::step).collect();
    let parts = StoredValue::new(parts);
    let shown = move || {
        let part = parts.with_value(|parts| parts.get(step.get()).cloned())?;
        Some(view! { <PartOfForm part/> })
    };
    let note = Signal::derive(move || {
        format!("{} of {total} answered", answers.with(Answers::len) + organisation.with(Answers::len))
    });
    view! { <FormSteps name="Dimensions" next="Next dimension" steps step note>{shown}</FormSteps> }
}

/// A step of the form.
#[derive(Clone)]
struct Part {
    title: String,
    /// What stands before the numbers.
    sign: &'static str,
    answers: RwSignal<Answers>,
    /// None on the organisation, of which nobody is asked how sure they are.
    confidence: Option<RwSignal<Confidences>>,
    statements: Vec<AskedStatement>,
}

impl Part {
    fn new(
        title: String,
        sign: &'static str,
        answers: RwSignal<Answers>,
        confidence: Option<RwSignal<Confidences>>,
        statements: Vec<AskedStatement>,
    ) -> Self {
        Self { title, sign, answers, confidence, statements }
    }

    fn is_of(&self, words: &StatementWords) -> bool {
        self.title == words.dimension
    }

    fn step(&self) -> Step {
        let ids: Vec<StatementId> = self.statements.iter().map(|it| it.id).collect();
        let answers = self.answers;
        let count = move || {
            let answered = answers.with(|answers| ids.iter().filter(|id| answers.contains_key(id)).count());
            format!("{answered} of {}", ids.len())
        };
        (self.title.clone(), Signal::derive(count))
    }
}

#[component]
fn PartOfForm(part: Part) -> impl IntoView {
    let Part { title, sign, answers, confidence, statements } = part;
    let note = (!sign.is_empty())
        .then_some("These are on the organisation around the PMO; the business knows best. Leave out what you cannot judge.");
    let card = move |AskedStatement { id, words, .. }: AskedStatement| {
        let answer = Memo::new(move |_| answers.with(|answers| answers.get(&id).copied()));
        let forget_confidence = move || {
            if let Some(confidence) = confidence {
                confidence.update(|all| {
                    all.remove(&id);
                });
            }
        };
        let on_answer = Callback::new(move |answer| {
            answers.update(|all| {
                all.insert(id, answer);
            });
            if answer == Answer::DontKnow {
                forget_confidence();
            }
        });
        let clear = move |_| {
            answers.update(|all| {
                all.remove(&id);
            });
            forget_confidence();
        };
        view! {
            <section class="card statement" aria-labelledby=format!("name-{id}")>
                <StatementChoices id title=format!("{sign}{id} {}", words.name) statement=words.statement anchors=words.anchors answer on_answer on_press=Callback::new(|()| ())/>
                <Show when=move || answer.get().is_some()>
                    <div class="statement-foot">
                        {confidence.map(|all| view! { <Sure id answer all/> })}
                        <button class="button button-quiet row-end" type="button" on:click=clear>"Clear answer"<span class="visually-hidden">{format!(" to {sign}{id}")}</span></button>
                    </div>
                </Show>
            </section>
        }
    };
    view! {
        <div class="form-criterion">
            <h2 id="form-title" tabindex="-1">{title}</h2>
            {note.map(|note| view! { <p class="form-question">{note}</p> })}
        </div>
        <div class="statement-list">{statements.into_iter().map(card).collect_view()}</div>
    }
}

/// How sure the person is of the answer to one statement, asked of a level only.
#[component]
fn Sure(id: StatementId, answer: Memo<Option<Answer>>, all: RwSignal<Confidences>) -> impl IntoView {
    let confidence = Signal::derive(move || all.with(|all| all.get(&id).copied()));
    let on_choose = Callback::new(move |confidence| {
        all.update(|all| {
            all.insert(id, confidence);
        });
    });
    let has_level = move || matches!(answer.get(), Some(Answer::Level(_)));
    view! { <Show when=has_level><ConfidenceChoice id confidence on_choose/></Show> }
}
