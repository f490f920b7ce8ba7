//! The records of the office: cards of lists that fold away, each below the sentence it comes to.

mod columns;
mod row;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::charter::people::NewName;
use crate::analysis::registers::{Reading, RegisterReport, reading_day, register};
use crate::app::clock::today;
use crate::app::components::field::apply;
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::why::Why;
use crate::app::files::offer;
use crate::app::format::capitalised;
use crate::app::state::experiments::Experiments;
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::exchange::csv::write_learning;
use crate::model::edit::{Edit, RecordsChange};
use crate::model::id::RecordId;
use crate::model::office::registers::{Record, Register};

use columns::{begun, checklists};

/// Handle on one list; copy it freely.
#[derive(Clone, Copy)]
struct List {
    store: Store,
    register: Register,
    report: Memo<Arc<RegisterReport>>,
    /// Whose fields are shown.
    selected: RwSignal<Option<RecordId>>,
    /// Words that the records shown must have.
    search: RwSignal<String>,
    /// What undo was called right after a removal; while it still is, the removal can be taken back here.
    removed: RwSignal<Option<String>>,
}

impl List {
    fn commit(self, change: RecordsChange) -> Result<(), String> {
        apply(self.store, Edit::Records(change))
    }

    /// Adds a record led by `words`, and opens it.
    fn add(self, words: String) -> Result<(), String> {
        let id = RecordId(self.store.fresh_id(0));
        let record = begun(Record::new(self.register, id, words), today());
        self.commit(RecordsChange::Add(Box::new(record)))?;
        self.search.set(String::new());
        self.selected.set(Some(id));
        Ok(())
    }

    fn remove(self, id: RecordId) {
        if self.commit(RecordsChange::Remove(id)).is_ok() {
            self.removed.set(untrack(|| self.store.undo_label()));
        }
    }

    /// Numbers of the records shown, in order.
    fn shown(self) -> Vec<RecordId> {
        let wanted = self.search.get().to_lowercase();
        self.report.with(|report| {
            let fits = |text: &str| wanted.split_whitespace().all(|word| text.to_lowercase().contains(word));
            let notes = report.notes.iter();
            notes.filter(|it| fits(&format!("{} {}", it.title, it.words))).map(|it| it.id).collect()
        })
    }
}

/// A card of lists.
#[component]
pub(super) fn RegisterCard(
    /// What they are about.
    title: &'static str,
    /// Which.
    registers: &'static [Register],
) -> impl IntoView {
    let id = format!("registers-{}", title.split(' ').next().unwrap_or_default().to_lowercase());
    let heading = id.clone();
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=heading>{title}</h2>
            {registers.iter().map(|it| section(*it)).collect_view()}
        </section>
    }
}

/// A list that folds away, with its sentence.
fn section(kind: Register) -> AnyView {
    let store = expect_context::<Store>();
    let (simulation, experiments) = (expect_context::<Simulation>(), expect_context::<Experiments>());
    let report = Memo::new(move |_| {
        store.document.with(|document| {
            let day = reading_day(document, today()).0;
            let asks = kind == Register::Support;
            let runs = asks.then(|| simulation.outcome.get()).flatten();
            let runs = runs.as_ref().map(|(prepared, tally)| (&**prepared, &**tally));
            let money = asks.then(|| experiments.money.get()).flatten();
            Arc::new(register(kind, Reading { document, day, runs, money: money.as_deref() }))
        })
    });
    let (selected, removed) = (RwSignal::new(None), RwSignal::new(None));
    let list =
        List { store, register: kind, report, selected, search: RwSignal::new(String::new()), removed };
    let open = RwSignal::new(false);
    let body = format!("register-{kind:?}").to_lowercase();
    let figure = Signal::derive(move || report.with(|it| it.figure.clone()));
    let rows = move || report.with(|it| it.notes.len());
    let sum = move || {
        let has_why = report.with(|it| !it.formula.is_empty());
        let why = format!("register-{kind:?}").to_lowercase();
        if has_why {
            view! { <Why id=why figure of=kind.many()>{sum_behind(list)}</Why> }.into_any()
        } else {
            figure.get().into_any()
        }
    };
    view! {
        <div class="register">
            <h3><button class="register-toggle" type="button" aria-expanded=move || open.get().to_string() aria-controls=body.clone()
                on:click=move |_| open.update(|it| *it = !*it)>
                {move || view! { <Sign icon=if open.get() { Icon::Up } else { Icon::Down } small=true/> }}
                {heading(kind)}<span class="quiet">{move || (rows() > 0).then(rows)}</span></button></h3>
            <p class="register-sum">
                {move || report.with(|it| it.is_warning).then(|| view! { <span class="is-warn"><Sign icon=Icon::Warn small=true/></span> })}
                {sum}{move || report.with(|it| it.rest.clone())}</p>
            <div class="register-body" id=body hidden=move || !open.get()>
                {more(list)}
                <ul class="record-list"><Keyed each=move || list.shown() key=|id| *id let:id>{row::row(list, id)}</Keyed></ul>
                {undo_bar(list)}
                {new_record(list)}
            </div>
        </div>
    }
    .into_any()
}

/// Name of the list, for people.
fn heading(register: Register) -> &'static str {
    match register {
        Register::Issue => "Issue log",
        Register::Support => "Support cases",
        Register::Recovery => "Red work and its recovery",
        Register::Finished => "Finished work",
        Register::Review => "Process reviews",
        Register::Use => "Tailoring",
        Register::Document => "Documents",
        Register::Audit => "Audit findings",
        Register::Gate => "Gate decisions",
        Register::Adviser => "Whom can I ask?",
        Register::Learning => "Learning log",
        Register::Education => "Education plan",
        Register::Confidence => "Confidence before and after",
        Register::Tool => "Tools",
        Register::Source => "Imported files",
        Register::Template => "My templates and checklists",
    }
}

/// The sum behind the sentence.
fn sum_behind(list: List) -> AnyView {
    (move || {
        let report = list.report.get();
        let rows = report
            .rows
            .iter()
            .map(|(words, figure)| view! { <tr><td>{words.clone()}</td><td>{figure.clone()}</td></tr> });
        view! {
            <h3>{capitalised(list.register.many())}</h3>
            <p class="formula">{report.formula}</p>
            <table class="register-rows"><tbody>{rows.collect_view()}</tbody></table>
            <p>{report.reading.clone()}</p>
        }
    })
    .into_any()
}

/// What one list has and others do not: a search, a file to take along, two to begin with.
fn more(list: List) -> AnyView {
    match list.register {
        Register::Adviser => view! {
            <label class="field no-print"><span>"Who can I ask about …"</span>
                <input class="input" type="search" autocomplete="off" placeholder="Such as: procurement" prop:value=list.search
                    on:input:target=move |event| list.search.set(event.target().value())/></label>
            <p class="card-note" role="status">{move || (!list.search.with(String::is_empty)).then(|| match list.shown().len() {
                0 => "Nobody here says so.".to_owned(),
                1 => "One person.".to_owned(),
                n => format!("{n} people."),
            })}</p>
        }
        .into_any(),
        Register::Learning => {
            let session = expect_context::<Session>();
            let export = move |_| {
                offer(session, "learning-log.csv", "text/csv", &list.store.document.with_untracked(write_learning));
            };
            let is_empty = move || list.report.with(|it| it.notes.is_empty());
            view! { <Show when=move || !is_empty()><button class="button no-print" type="button" on:click=export><Sign icon=Icon::Export small=true/>"Learning log as CSV"</button></Show> }
                .into_any()
        }
        Register::Template => {
            let add = move |_| {
                let edits = checklists(list.store.fresh_id(0));
                list.store.commit(Edit::Several { label: "two checklists".to_owned(), edits });
            };
            let is_empty = move || list.report.with(|it| it.notes.is_empty());
            view! { <Show when=is_empty><button class="button no-print" type="button" on:click=add><Sign icon=Icon::Plus small=true/>"Begin with two checklists"</button></Show> }
                .into_any()
        }
        _ => ().into_any(),
    }
}

/// What was removed, as long as undo would bring it back.
fn undo_bar(list: List) -> AnyView {
    let shown = move || list.removed.get().filter(|it| list.store.undo_label().as_ref() == Some(it));
    let undo = move |_| {
        list.store.undo();
        list.removed.set(None);
    };
    // What had the focus is gone with its line: whoever works by keyboard goes on here.
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            drop(button.focus());
        }
    });
    view! {
        <div role="status">{move || shown().map(|label| view! {
            <p class="record-removed no-print"><span>{format!("Done: {label}.")}</span>
                <button class="button-link" type="button" node_ref=button on:click=undo>"Bring it back"</button></p>
        })}</div>
    }
    .into_any()
}

/// How one more comes in.
fn new_record(list: List) -> AnyView {
    let (label, placeholder, button) = match list.register {
        Register::Issue => ("New issue", "What is in the way?", "Add issue"),
        Register::Support => ("New support case", "What is asked for?", "Add case"),
        Register::Recovery => ("New red event", "What went wrong?", "Add red event"),
        Register::Finished => ("New finished work", "What was finished?", "Add finished work"),
        Register::Education => ("New topic to teach", "Such as: what a PMO is for", "Add topic"),
        Register::Document => ("New document", "Such as: business case", "Add document"),
        Register::Audit => ("New audit finding", "What was found?", "Add finding"),
        Register::Gate => ("New gate decision", "Such as: gate 2, funding", "Add decision"),
        Register::Adviser => ("New person to ask", "A name or a role", "Add person"),
        Register::Learning => ("New learning entry", "What was it about?", "Add entry"),
        Register::Confidence => ("New confidence rating", "Whose? Initials will do", "Add rating"),
        Register::Tool => ("New tool", "Such as: Azure Boards", "Add tool"),
        Register::Template => ("New template", "What is it for?", "Add template"),
        Register::Source => return view! { <p class="card-note no-print">"Import a table of initiatives, and its line is written here by itself."</p> }.into_any(),
        Register::Review | Register::Use => {
            let words = if list.register == Register::Review { "Add a review" } else { "Add a use" };
            return view! { <p class="new-name no-print"><button class="button" type="button" on:click=move |_| drop(list.add(String::new()))><Sign icon=Icon::Plus small=true/>{words}</button></p> }
                .into_any();
        }
    };
    view! { <NewName label placeholder button on_add=move |words| list.add(words)/> }.into_any()
}
