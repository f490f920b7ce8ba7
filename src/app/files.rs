//! Files in and out: export, import by button or by drop, with a preview before anything changes.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::format::number;
use super::state::session::{Dialog, Notice, Session};
use super::state::storage::Storage;
use super::state::store::Store;
use crate::exchange::ballot::{self, Ballot, BallotRequest, Piece};
use crate::exchange::csv::write_initiatives;
use crate::exchange::table::{Table, read_table};
use crate::model::document::Document;
use crate::model::envelope::{Opened, open, open_bytes, save};
use crate::model::limits;
use crate::model::office::maturity_model::MaturityModel;

/// A file that was read and understood, shown before it is taken over.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// A portfolio.
    Portfolio {
        /// Name of the file.
        file: String,
        /// What was opened.
        opened: Box<Opened>,
        /// The text, kept if it was of an earlier version.
        text: String,
    },
    /// A table of initiatives.
    Table {
        /// Name of the file.
        file: String,
        /// Its rows.
        table: Arc<Table>,
        /// The file itself, to be read again if the delimiter was not guessed right.
        bytes: Arc<[u8]>,
    },
}

/// Ballots that were read together, and what could not be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IncomingBallots {
    /// In the order in which they were read.
    pub ballots: Vec<Ballot>,
    /// Name of a file, and why it is no ballot.
    pub failures: Vec<(String, String)>,
    /// Questions that lay among them.
    pub request: Option<BallotRequest>,
}

/// Offers the portfolio as a JSON file, once it is certain that it can be read again.
pub fn export_json(store: Store, session: Session) {
    let document = store.plan.with_untracked(Document::for_sharing);
    let text = save(&document);
    match open(&text) {
        Ok(opened) if opened.document == document => {
            offer(session, &file_name(&document, "json"), "application/json", &text);
            let held_back = store.plan.with_untracked(Document::held_back);
            if !held_back.is_empty() {
                let left_out =
                    format!("Left out: {}. A tick beside them lets them go along.", held_back.join("; "));
                session.tell(Notice::note("Exported without private words", left_out));
            }
        }
        Ok(_) => session.tell(Notice::stop(
            "Not exported",
            "The file would not have read back as the same portfolio; please report this.",
        )),
        Err(error) => {
            session.tell(Notice::stop("Not exported", format!("The file could not be read back: {error}")));
        }
    }
}

/// Offers the initiatives as a CSV file.
pub fn export_csv(store: Store, session: Session) {
    let document = store.document.get_untracked();
    offer(session, &file_name(&document, "csv"), "text/csv", &write_initiatives(&document));
}

/// Offers `text` as a download named `name`.
pub fn offer(session: Session, name: &str, kind: &str, text: &str) {
    if let Err(error) = download(name, kind, text) {
        session.tell(Notice::stop(
            "Not exported",
            format!("The browser refused the download of {name}: {error:?}"),
        ));
    }
}

/// Reads `list` and opens the preview, or says why not; the document stays as it is.
///
/// Any number of ballots are read together; of other files the first.
pub fn read_all(list: &web_sys::FileList, session: Session) {
    let files: Vec<web_sys::File> = (0..list.length()).filter_map(|index| list.get(index)).collect();
    spawn_local(async move {
        let mut incoming = IncomingBallots::default();
        let mut others = Vec::new();
        for file in files {
            let name = file.name();
            match contents(&file).await {
                Ok(bytes) if std::str::from_utf8(&bytes).is_ok_and(ballot::recognises) => {
                    incoming.add(&name, ballot::read_bytes(&bytes));
                }
                read => others.push((name, read)),
            }
        }
        if incoming == IncomingBallots::default() {
            for (name, read) in others.into_iter().take(1) {
                match read.and_then(|bytes| understand(&name, &bytes)) {
                    Ok(incoming) => session.dialog.set(Some(Dialog::Import(incoming))),
                    Err(reason) => session.tell(Notice::stop(
                        format!("{name} was not opened"),
                        format!("{reason}. Your portfolio is unchanged."),
                    )),
                }
            }
            return;
        }
        incoming.failures.extend(others.into_iter().map(|(name, read)| {
            (name, read.err().unwrap_or_else(|| ballot::BallotError::OtherFormat.to_string()))
        }));
        incoming.show(session);
    });
}

/// Reads the ballots in a text that was pasted.
pub fn read_pasted(text: &str, session: Session) {
    let mut incoming = IncomingBallots::default();
    incoming.add("The text", ballot::read(text));
    incoming.show(session);
}

impl IncomingBallots {
    fn add(&mut self, name: &str, pieces: Vec<Result<Piece, ballot::BallotError>>) {
        for piece in pieces {
            match piece {
                Ok(Piece::Ballot(ballot)) => self.ballots.push(ballot),
                Ok(Piece::Request(request)) => self.request = Some(request),
                Err(error) => self.failures.push((name.to_owned(), error.to_string())),
            }
        }
    }

    /// Questions alone open their form, answers the preview.
    fn show(mut self, session: Session) {
        match self.request.take() {
            Some(request) if self.ballots.is_empty() && self.failures.is_empty() => {
                drop(window().location().set_hash(&request.to_fragment()));
            }
            Some(_) => {
                let text = "these are the questions, not somebody's answers; open it alone to answer it";
                self.failures.push(("A ballot to fill in".to_owned(), text.to_owned()));
                session.dialog.set(Some(Dialog::Ballots(Arc::new(self))));
            }
            None => session.dialog.set(Some(Dialog::Ballots(Arc::new(self)))),
        }
    }
}

/// Reads `file` as text and hands it on, or why that is not possible.
pub fn read_text(file: web_sys::File, then: impl FnOnce(Result<String, String>) + 'static) {
    spawn_local(async move {
        let text = contents(&file).await.and_then(|bytes| {
            String::from_utf8(bytes)
                .map_err(|error| format!("it is not UTF-8 text (byte {})", error.utf8_error().valid_up_to()))
        });
        then(text);
    });
}

/// Puts `text` on the clipboard, and says afterwards whether the browser allowed it.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let promise = clipboard_promise(text);
    spawn_local(async move {
        let done = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        then(done);
    });
}

/// Older browsers and pages without TLS have no clipboard to write to.
fn clipboard_promise(text: &str) -> Option<js_sys::Promise> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write = write.dyn_into::<js_sys::Function>().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into::<js_sys::Promise>().ok()
}

/// A file dropped anywhere on the page is read like a chosen one.
pub fn accept_drops() {
    let session = expect_context::<Session>();
    let over = window_event_listener(ev::dragover, |event| {
        // Only files: rows of a table are dragged on the page as well.
        if event.data_transfer().is_some_and(|data| data.types().includes(&JsValue::from_str("Files"), 0)) {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        let list = event.data_transfer().and_then(|data| data.files()).filter(|list| list.length() > 0);
        if let Some(list) = list {
            event.prevent_default();
            read_all(&list, session);
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// Takes the incoming portfolio over as one undo step.
pub fn take_over(store: Store, storage: Storage, session: Session, file: &str, opened: &Opened, text: &str) {
    if let Some(version) = opened.migrated_from.filter(|_| !untrack(|| store.is_practice())) {
        storage.keep_original(version, text);
    }
    let label = format!("import of {file}");
    let edit =
        crate::model::edit::Edit::ReplaceDocument { label, document: Box::new(opened.document.clone()) };
    if store.try_commit(edit) {
        session.selected.set(None);
        session.tell(Notice::ok(format!("{file} is open"), "Undo brings back what was open before."));
    }
}

async fn contents(file: &web_sys::File) -> Result<Vec<u8>, String> {
    let bytes = file.size();
    if bytes > limits::FILE_BYTES as f64 {
        let most = number(limits::FILE_BYTES as f64 / 1e6, 0);
        return Err(format!("It has {} MB; at most {most} MB can be read. Split it", number(bytes / 1e6, 1)));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|error| format!("The browser cannot read it: {error:?}"))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// A name ending in .csv or .txt is a table; anything else should be a portfolio.
fn understand(name: &str, bytes: &[u8]) -> Result<Incoming, String> {
    let lower = name.to_lowercase();
    if [".csv", ".tsv", ".txt"].iter().any(|ending| lower.ends_with(ending)) {
        let table = read_table(bytes).map_err(|error| error.to_string())?;
        return Ok(Incoming::Table { file: name.to_owned(), table: Arc::new(table), bytes: bytes.into() });
    }
    let text = String::from_utf8_lossy(bytes);
    let opened = open_bytes(bytes).map_err(|error| match MaturityModel::from_json(&text) {
        Ok(_) => "It holds the statements of an assessment: load it on the PMO page, under Assess".to_owned(),
        Err(_) => error.to_string(),
    })?;
    Ok(Incoming::Portfolio { file: name.to_owned(), opened: Box::new(opened), text: text.into_owned() })
}

fn file_name(document: &Document, ending: &str) -> String {
    file_name_of(&document.portfolio.name, ending)
}

/// `name` as the name of a file.
pub fn file_name_of(name: &str, ending: &str) -> String {
    let name: String =
        name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).take(60).collect();
    let name = name.trim_matches('-').to_lowercase();
    if name.is_empty() { format!("portfolio.{ending}") } else { format!("{name}.{ending}") }
}

/// Lets the browser save `text` as a file.
///
/// # Errors
///
/// What the browser says if it refuses.
pub fn download(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement =
        document().create_element("a")?.dyn_into::<web_sys::HtmlAnchorElement>()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)
}
