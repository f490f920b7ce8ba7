//! The ballot as a page of its own: a plain form that a link or a file opens, and that knows nothing else.
//!
//! Nothing is sent: the answers leave as a file or a text that the person sends, and until then they are kept in this
//! browser only.

use jiff::civil::DateTime;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

use super::ballot_draft::{Draft, found};
use super::components::icon::{Icon, Sign};
use super::components::score_form::{ScoreForm, answered, asked};
use super::components::statement_form::StatementForm;
use super::files;
use super::format::count;
use crate::exchange::ballot::statements::{Answers, AskedAssessment, Confidences};
use crate::exchange::ballot::{Ballot, BallotRequest, LINK_MARK, Person, Piece, read, read_bytes};
use crate::model::office::RespondentGroup;
use crate::model::workshop::Opinion;

/// What the address asks for, if it asks for a ballot.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// These questions.
    Request(Box<BallotRequest>),
    /// A ballot, but which one has yet to be said; with the reason why the address does not tell.
    Nothing(Option<String>),
}

/// The ballot that the address names.
pub fn asked_for() -> Option<Asked> {
    let fragment = window().location().hash().unwrap_or_default();
    let rest = fragment.strip_prefix(LINK_MARK.trim_end_matches('/'))?;
    if rest.trim_matches('/').is_empty() {
        return Some(Asked::Nothing(None));
    }
    Some(understood(read(&fragment)))
}

/// The whole page.
#[component]
pub fn BallotPage(
    /// What the address asks for.
    asked: Asked,
) -> impl IntoView {
    window_event_listener_untyped("hashchange", |_| drop(window().location().reload()));
    document().set_title("Ballot · PMO Workbench");
    let asked = RwSignal::new(asked);
    move || match asked.get() {
        Asked::Request(request) => view! { <Form request=*request/> }.into_any(),
        Asked::Nothing(reason) => view! { <Missing reason asked/> }.into_any(),
    }
}

/// Asks for the file or the text of a ballot.
#[component]
fn Missing(reason: Option<String>, asked: RwSignal<Asked>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let open_file = move || {
        let file = input.get().and_then(|input| input.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            spawn_local(async move {
                let read = match JsFuture::from(file.array_buffer()).await {
                    Ok(buffer) => understood(read_bytes(&js_sys::Uint8Array::new(&buffer).to_vec())),
                    Err(error) => Asked::Nothing(Some(format!("the browser cannot read it: {error:?}"))),
                };
                asked.set(read);
            });
        }
    };
    view! {
        <main class="ballot" id="main">
            <h1>"Open a ballot"</h1>
            {reason.map(|reason| view! { <div class="notice notice-stop" role="alert"><Sign icon=Icon::Stop/><div><strong>"This ballot cannot be opened"</strong><p>{reason}</p></div></div> })}
            <section class="card stack">
                <p>"Choose the file that you were sent, or paste the link or text."</p>
                <label class="button button-primary file-button">
                    <Sign icon=Icon::Import small=true/>"Open the file…"
                    <input node_ref=input type="file" accept=".json,.txt,application/json,text/plain" on:change=move |_| open_file()/>
                </label>
                <label class="field"><span>"Link or text"</span>
                    <textarea class="input" rows="4" on:change:target=move |event| asked.set(understood(read(&event.target().value())))></textarea>
                </label>
            </section>
        </main>
    }
}

#[component]
fn Form(request: BallotRequest) -> impl IntoView {
    match request.assessment.clone() {
        Some(asked) => view! { <StatementBallot request asked/> }.into_any(),
        None => view! { <ScoreBallot request/> }.into_any(),
    }
}

/// Initiatives to be scored.
#[component]
fn ScoreBallot(request: BallotRequest) -> impl IntoView {
    let line = format!(
        "Round {}: {} on {}.",
        request.round,
        count(request.initiatives.len(), "initiative", "initiatives"),
        count(request.criteria.len(), "criterion", "criteria"),
    );
    let title = format!("Ballot: {}", request.portfolio);
    if asked(&request) == 0 {
        let reason = "the portfolio had no initiatives or no criteria";
        return view! { <main class="ballot" id="main"><Head title line/><Nothing reason/></main> }
            .into_any();
    }
    let draft = Draft::of(&request);
    let request = StoredValue::new(request);
    let opinion = RwSignal::new(Opinion::default());
    let step = RwSignal::new(0);
    let on_score = Callback::new(move |(initiative, criterion, score)| {
        opinion.update(|opinion| {
            let scores = opinion.scores.entry(initiative).or_default();
            match score {
                Some(score) => drop(scores.insert(criterion, score)),
                None => drop(scores.remove(&criterion)),
            }
        });
    });
    let on_weight = Callback::new(move |(criterion, weight)| {
        opinion.update(|opinion| match weight {
            Some(weight) => drop(opinion.weights.insert(criterion, weight)),
            None => drop(opinion.weights.remove(&criterion)),
        });
    });
    let given = Memo::new(move |_| opinion.with(|it| request.with_value(|request| answered(request, it))));
    Effect::new(move |_| opinion.with(|it| draft.keep((*it != Opinion::default()).then_some(it))));
    let make = Callback::new(move |person| {
        request.with_value(|request| Ballot::new(request, person, &opinion.read_untracked(), now()))
    });
    view! {
        <main class="ballot" id="main">
            <Head title line/>
            <Show when=move || !draft.is_open() fallback=move || found(draft, move |kept: Opinion| opinion.set(kept))>
                <ScoreForm request opinion on_score on_weight step/>
                <Sending draft given make/>
            </Show>
        </main>
    }
    .into_any()
}

/// What is kept of a ballot of statements until it is sent.
#[derive(Serialize, Deserialize)]
struct StatementAnswers {
    answers: Answers,
    organisation: Answers,
    #[serde(default)]
    confidence: Confidences,
    group: Option<RespondentGroup>,
}

/// Maturity statements to be judged.
#[component]
fn StatementBallot(request: BallotRequest, asked: AskedAssessment) -> impl IntoView {
    let title = format!("Ballot: {}", asked.name);
    let line = format!(
        "{}. {} on the PMO{}; choose the sentence that comes closest.",
        request.portfolio,
        count(asked.statements.len(), "statement", "statements"),
        match asked.organisation.len() {
            0 => String::new(),
            n => format!(" and {n} on its organisation"),
        }
    );
    if asked.is_empty() {
        let reason = "the assessment had no statements";
        return view! { <main class="ballot" id="main"><Head title line/><Nothing reason/></main> }
            .into_any();
    }
    let draft = Draft::of(&request);
    let (request, asked) = (StoredValue::new(request), StoredValue::new(asked));
    let answers = RwSignal::new(Answers::new());
    let organisation = RwSignal::new(Answers::new());
    let confidence = RwSignal::new(Confidences::new());
    let group = RwSignal::new(None::<RespondentGroup>);
    let given = Memo::new(move |_| answers.with(Answers::len) + organisation.with(Answers::len));
    Effect::new(move |_| {
        let kept = StatementAnswers {
            answers: answers.get(),
            organisation: organisation.get(),
            confidence: confidence.get(),
            group: group.get(),
        };
        draft.keep((given.get() > 0).then_some(&kept));
    });
    let go_on = move |kept: StatementAnswers| {
        answers.set(kept.answers);
        organisation.set(kept.organisation);
        confidence.set(kept.confidence);
        group.set(kept.group);
    };
    let make = Callback::new(move |person| {
        let (answers, organisation) = (answers.read_untracked(), organisation.read_untracked());
        let group = group.get_untracked().unwrap_or_default();
        let ballot =
            request.with_value(|it| Ballot::of_assessment(it, person, group, &answers, &organisation, now()));
        ballot.with_confidence(&confidence.read_untracked())
    });
    view! {
        <main class="ballot" id="main">
            <Head title line/>
            <Show when=move || !draft.is_open() fallback=move || found(draft, go_on)>
                <StatementForm asked=asked.get_value() answers organisation confidence/>
                <Sending draft given make speaks_for=group/>
            </Show>
        </main>
    }
    .into_any()
}

#[component]
fn Head(title: String, line: String) -> impl IntoView {
    let line = format!("{line} Nothing leaves this page until you send it yourself.");
    view! { <header><h1>{title}</h1><p class="muted">{line}</p></header> }
}

#[component]
fn Nothing(reason: &'static str) -> impl IntoView {
    view! { <p class="card">{format!("This ballot asks nothing: {reason}. Ask for a new one.")}</p> }
}

/// Who answers, and the ways to send it.
#[component]
fn Sending(
    /// What is kept until it is sent.
    draft: Draft,
    /// Questions that are answered.
    given: Memo<usize>,
    /// Makes the ballot of a person.
    make: Callback<Person, Ballot>,
    /// Group that the person must choose; without it the person may name one in words.
    #[prop(optional)]
    speaks_for: Option<RwSignal<Option<RespondentGroup>>>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let group = RwSignal::new(String::new());
    let anonymous = RwSignal::new(false);
    let code = RwSignal::new(random_code());
    let person = move || {
        if anonymous.get() {
            Some(Person::Anonymous(code.get().trim().to_uppercase()))
                .filter(|_| !code.with(|it| it.trim().is_empty()))
        } else {
            let named =
                Person::Named { name: name.get().trim().to_owned(), group: group.get().trim().to_owned() };
            Some(named).filter(|_| !name.with(|it| it.trim().is_empty()))
        }
    };
    let missing = move || match (person(), given.get()) {
        (None, _) if anonymous.get() => {
            Some("Write a code first, so that a later ballot of yours replaces this one.")
        }
        (None, _) => Some("Write your name first, or tick that you would rather stay unnamed."),
        _ if speaks_for.is_some_and(|it| it.get().is_none()) => Some("Say whom you speak for first."),
        (_, 0) => Some("Answer at least one question first."),
        _ => None,
    };
    let ballot = move || {
        let ready = untrack(missing).is_none();
        untrack(person).filter(|_| ready).map(|person| make.run(person))
    };
    let named = move || {
        view! {
            <div class="form-grid">
                <TextField label="Your name" value=name/>
                {speaks_for.is_none().then(|| view! { <TextField label="You speak for (optional)" value=group/> })}
            </div>
        }
    };
    let stay_anonymous = match speaks_for {
        None => "Stay anonymous: no name and no group goes into the ballot",
        Some(_) => "Stay anonymous: no name goes into the ballot, only whom you speak for",
    };
    view! {
        <section class="card stack form-send" aria-labelledby="send-title">
            <h2 id="send-title">"Send it back"</h2>
            <label class="check">
                <input type="checkbox" prop:checked=move || anonymous.get() on:change:target=move |event| anonymous.set(event.target().checked())/>
                <span>{stay_anonymous}</span>
            </label>
            <Show when=move || anonymous.get() fallback=named>
                <TextField label="Your code: keep it, and a later ballot of yours replaces this one" value=code/>
            </Show>
            {speaks_for.map(|group| view! { <GroupField group/> })}
            <p class="card-note" role="status">{move || missing().map_or_else(|| format!("{} answered: ready to send.", count(given.get(), "question", "questions")), str::to_owned)}</p>
            <p class="card-note">{move || if draft.is_refused.get() {
                "This browser keeps nothing: send the ballot before you close the page."
            } else {
                "You may close the page and go on later: until the ballot is saved or copied, your answers are kept in this browser, and nowhere else."
            }}</p>
            <Ways draft ballot=Callback::new(move |()| ballot()) is_ready=Signal::derive(move || missing().is_none())/>
        </section>
    }
}

/// As a file, or as a text that is also shown, for browsers that do not let a page copy.
#[component]
fn Ways(draft: Draft, ballot: Callback<(), Option<Ballot>>, is_ready: Signal<bool>) -> impl IntoView {
    let text = RwSignal::new(None::<String>);
    let said = RwSignal::new(String::new());
    let save = move |_| {
        let Some(ballot) = ballot.run(()) else { return };
        let name = files::file_name_of(&format!("ballot {}", ballot.person.label()), "json");
        match files::download(&name, "application/json", &ballot.to_json()) {
            Ok(()) => {
                draft.forget();
                said.set(format!("{name} is saved: send it back to whoever asked."));
            }
            Err(error) => {
                said.set(format!("The browser refused to save it ({error:?}); copy the text instead."));
            }
        }
    };
    let copy = move |_| {
        let Some(ballot) = ballot.run(()) else { return };
        let short = ballot.to_text();
        draft.forget();
        text.set(Some(short.clone()));
        files::copy(&short, move |done| {
            said.set(if done {
                "The text is copied: paste it into a mail or a chat.".to_owned()
            } else {
                "Select the text below and copy it: paste it into a mail or a chat.".to_owned()
            });
        });
    };
    view! {
        <div class="row">
            <button class="button button-primary" type="button" disabled=move || !is_ready.get() on:click=save><Sign icon=Icon::Export small=true/>"Save the ballot"</button>
            <button class="button" type="button" disabled=move || !is_ready.get() on:click=copy>"Copy it as text"</button>
        </div>
        <p role="status">{said}</p>
        {move || text.get().map(|text| view! {
            <label class="field"><span>"Text of the ballot"</span><textarea class="input ballot-text" rows="4" readonly prop:value=text></textarea></label>
        })}
    }
}

/// Whom the person speaks for, one of the groups of an assessment.
#[component]
fn GroupField(group: RwSignal<Option<RespondentGroup>>) -> impl IntoView {
    let choose = move |chosen: String| {
        group.set(RespondentGroup::ALL.into_iter().find(|group| group.name() == chosen));
    };
    view! {
        <label class="field"><span>"You speak for"</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || group.get().is_none()>"choose…"</option>
                {RespondentGroup::ALL.map(|option| view! { <option value=option.name() selected=move || group.get() == Some(option)>{option.name()}</option> })}
            </select>
        </label>
    }
}

#[component]
fn TextField(label: &'static str, value: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="field"><span>{label}</span>
            <input class="input" maxlength="200" prop:value=move || value.get() on:input:target=move |event| value.set(event.target().value())/>
        </label>
    }
}

/// The questions among what was read, or why there are none.
fn understood(pieces: Vec<Result<Piece, crate::exchange::ballot::BallotError>>) -> Asked {
    let mut reason =
        "It holds answers, not the questions; open the link or file that you were sent".to_owned();
    for piece in pieces {
        match piece {
            Ok(Piece::Request(request)) => return Asked::Request(Box::new(request)),
            Ok(Piece::Ballot(_)) => {}
            Err(error) => reason = super::format::capitalised(&error.to_string()),
        }
    }
    Asked::Nothing(Some(reason))
}

/// A code of six letters and digits that cannot be taken for each other.
pub fn random_code() -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bytes = [0_u8; 6];
    if getrandom::fill(&mut bytes).is_err() {
        // Without a source of chance the person is asked for a code of their own.
        return String::new();
    }
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect()
}

/// Now, in UTC, to the second.
fn now() -> Option<DateTime> {
    let text = String::from(js_sys::Date::new_0().to_iso_string());
    text.get(..19)?.parse().ok()
}
