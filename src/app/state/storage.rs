//! The browser's local storage: the only file that touches it.
//!
//! What is written how, and what happens when it fails, is the vault's business
//! (`exchange::vault`); here it is given a storage, the time and the document.

use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::session::{Notice, Session};
use super::store::Store;
use crate::app::format::capitalised;
use crate::exchange::vault::keys::PREFIX;
use crate::exchange::vault::{KeyValueStore, RollingCopy, SaveError, StoreError, Vault, VaultNotice};
use crate::model::document::Document;
use crate::model::envelope::{Opened, VERSION, open, save};
use crate::model::sample::SAMPLES;

/// How long the page waits for the next edit before it saves.
const REST: Duration = Duration::from_millis(400);

/// Handle on the stored document; copy it freely.
#[derive(Clone, Copy)]
pub struct Storage {
    vault: StoredValue<Vault<Local>, LocalStorage>,
    found: StoredValue<Found, LocalStorage>,
    /// Whether what is shown is also stored.
    pub state: RwSignal<SaveState>,
}

/// Whether what is shown is also stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was edited yet, or an edit waits for its turn.
    Unsaved,
    /// Since this time of day: "12:03:07".
    Saved(String),
    /// Not, and why.
    Failed(String),
}

/// What was stored when the page was opened.
struct Found {
    document: Option<Document>,
    notices: Vec<Notice>,
}

/// A setting of this browser that is no part of a document.
pub fn setting(name: &str) -> Option<String> {
    Local.get(&setting_key(name)).ok().flatten()
}

/// Keeps a setting, and says whether it could; a storage that refuses it only means that it is asked again next time.
pub fn set_setting(name: &str, value: &str) -> bool {
    let is_kept = Local.set(&setting_key(name), value).is_ok();
    if !is_kept {
        leptos::logging::log!("the setting {name} is not kept");
    }
    is_kept
}

/// Removes a setting, if it is there.
pub fn forget_setting(name: &str) {
    if Local.remove(&setting_key(name)).is_err() {
        leptos::logging::log!("the setting {name} was not there to be removed");
    }
}

impl Storage {
    /// Looks at what is stored; nothing is written.
    pub fn open() -> Self {
        let mut vault = Vault::new(Local, "main").with_format(VERSION);
        let (found, state) = look(&mut vault);
        Self {
            vault: StoredValue::new_local(vault),
            found: StoredValue::new_local(found),
            state: RwSignal::new(state),
        }
    }

    /// What was stored, or the first sample.
    pub fn first_document(&self) -> Document {
        self.found.with_value(|found| found.document.clone()).unwrap_or_else(|| SAMPLES[0].document())
    }

    /// Saves every change of `store` after a short rest, and at once when the page is hidden or closed.
    pub fn follow(self, store: Store, session: Session) {
        for notice in self.found.with_value(|found| found.notices.clone()) {
            session.tell(notice);
        }
        let waiting = StoredValue::new(None::<TimeoutHandle>);
        let edited = StoredValue::new(false);
        let save_now = move || {
            if let Some(handle) = waiting.get_value() {
                handle.clear();
                waiting.set_value(None);
                self.save(store, session);
            }
        };
        Effect::new(move |before: Option<Document>| {
            let now = store.lasting.get();
            // The first document is the one that was stored, or a sample that nobody touched.
            if before.is_some_and(|before| before != now) {
                if let Some(handle) = waiting.get_value() {
                    handle.clear();
                }
                edited.set_value(true);
                waiting.set_value(set_timeout_with_handle(save_now, REST).ok());
                self.state.update(|state| {
                    if matches!(state, SaveState::Saved(_)) {
                        *state = SaveState::Unsaved;
                    }
                });
            }
            now
        });
        window_event_listener_untyped("pagehide", move |_| save_now());
        window_event_listener_untyped("visibilitychange", move |_| save_now());
        window_event_listener(ev::beforeunload, move |event| {
            // Only where leaving would lose something.
            if edited.get_value() && matches!(self.state.get_untracked(), SaveState::Failed(_)) {
                event.prevent_default();
            }
        });
    }

    /// Keeps the text that a migration came from.
    pub fn keep_original(&self, version: u32, text: &str) {
        let kept = self.vault.with_value(|vault| vault.keep_original(version, text));
        if let Err(error) = kept {
            leptos::logging::warn!("the file's own text is not kept: {error}");
        }
    }

    /// Earlier copies, newest first.
    pub fn copies(&self) -> Vec<RollingCopy> {
        self.vault.with_value(Vault::copies).unwrap_or_default()
    }

    /// The document of a copy.
    ///
    /// # Errors
    ///
    /// In words, if it is gone or damaged.
    pub fn open_copy(&self, key: &str) -> Result<Opened, String> {
        let text = self.vault.with_value(|vault| vault.read_copy(key)).map_err(|error| error.to_string())?;
        open(&text).map_err(|error| error.to_string())
    }

    /// Lets this tab save although another one has.
    pub fn take_over(self, store: Store, session: Session) {
        let mut taken = Ok(None);
        self.vault.update_value(|vault| taken = vault.take_over());
        match taken {
            Ok(_) => self.save(store, session),
            Err(error) => session.tell(Notice::stop("Not taken over", error.to_string())),
        }
    }

    fn save(&self, store: Store, session: Session) {
        let text = store.lasting.with_untracked(save);
        let mut saved = Err(SaveError::NotStored);
        self.vault.update_value(|vault| saved = vault.save(&text, now_ms()));
        match saved {
            Ok(saved) => {
                let first = !matches!(self.state.get_untracked(), SaveState::Saved(_));
                self.state.set(SaveState::Saved(time_of_day(saved.saved_at_ms)));
                if saved.large {
                    let text = "The portfolio nearly fills what this browser can store. Keep a file as well.";
                    session.tell(Notice::warn("The storage is nearly full", text).with_export());
                }
                if first {
                    ask_to_persist();
                }
            }
            Err(error) => {
                self.state.set(SaveState::Failed(error.to_string()));
                let notice = Notice::stop("Not saved", capitalised(&error.to_string())).with_export();
                session.tell(if matches!(error, SaveError::OtherTab { .. }) {
                    notice.with_take_over()
                } else {
                    notice
                });
            }
        }
    }
}

fn look(vault: &mut Vault<Local>) -> (Found, SaveState) {
    let mut notices = Vec::new();
    let loaded = match vault.load() {
        Ok(loaded) => loaded,
        Err(error) => {
            let text = format!(
                "{}. You can work; export before you close this page.",
                capitalised(&error.to_string())
            );
            notices.push(Notice::warn("Nothing can be stored here", text).with_export());
            return (Found { document: None, notices }, SaveState::Failed(error.to_string()));
        }
    };
    notices.extend(loaded.notices.iter().filter_map(in_words));
    let Some(text) = loaded.text else { return (Found { document: None, notices }, SaveState::Unsaved) };
    match open(&text) {
        Ok(opened) => {
            if let Some(version) = opened.migrated_from {
                // Best effort: the slots still hold it as well.
                drop(vault.keep_original(version, &text));
            }
            let state = SaveState::Saved(time_of_day(loaded.saved_at_ms));
            (Found { document: Some(opened.document), notices }, state)
        }
        Err(error) => {
            let kept = match vault.quarantine(&text) {
                Ok(key) => format!("Its text is kept in this browser under {key}."),
                Err(error) => format!("It could not be set aside: {error}."),
            };
            let text = format!("{}. {kept} A sample is shown instead.", capitalised(&error.to_string()));
            notices.push(Notice::stop("The stored portfolio cannot be opened", text));
            (Found { document: None, notices }, SaveState::Unsaved)
        }
    }
}

fn in_words(notice: &VaultNotice) -> Option<Notice> {
    match notice {
        VaultNotice::Damaged { kept_as, .. } => {
            let kept = kept_as.as_ref().map_or_else(String::new, |key| format!(" It is kept as {key}."));
            let text = format!("A stored version was damaged and the one before it was opened.{kept}");
            Some(Notice::warn("A stored version was damaged", text))
        }
        VaultNotice::RevisionMissing { newest, loaded } => {
            let text =
                format!("Revision {newest} was saved last, but only {loaded} can be read. It is open.");
            Some(Notice::warn("The last saved version is missing", text))
        }
        VaultNotice::NewerFormat { .. } => {
            let text = "A newer version of this page has saved here. This one shows it but does not save; load the page again.";
            Some(Notice::warn("This page is out of date", text))
        }
        VaultNotice::Rivals { .. } => {
            let text = "Two tabs saved at the same moment. One version is open, the other is kept.";
            Some(Notice::warn("Two versions were stored", text))
        }
        _ => None,
    }
}

/// Asks the browser not to clear the storage by itself; it may ask the user, or refuse.
fn ask_to_persist() {
    if let Ok(promise) = window().navigator().storage().persist() {
        leptos::task::spawn_local(async move {
            if JsFuture::from(promise).await.is_err() {
                leptos::logging::log!("the browser does not promise to keep the storage");
            }
        });
    }
}

/// Milliseconds since 1970, UTC.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a positive whole number below 2⁵³"
)]
fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// "12:03:07", in the user's time zone.
pub fn time_of_day(ms: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// "22 Nov 2026, 12:03", in the user's time zone.
pub fn day_and_time(ms: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(ms as f64));
    String::from(date.to_locale_string("en-GB", &JsValue::UNDEFINED))
}

fn setting_key(name: &str) -> String {
    format!("{PREFIX}settings/{name}")
}

/// The browser's local storage; asked for anew each time, because a policy may take it away.
#[derive(Clone, Copy, Debug)]
struct Local;

impl KeyValueStore for Local {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        local()?.get_item(key).map_err(|error| blocked(&error))
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        local()?.set_item(key, value).map_err(|error| {
            let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
            if name.is_some_and(|name| name.contains("Quota")) { StoreError::Quota } else { blocked(&error) }
        })
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        local()?.remove_item(key).map_err(|error| blocked(&error))
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = local()?;
        let count = storage.length().map_err(|error| blocked(&error))?;
        Ok((0..count).filter_map(|index| storage.key(index).ok().flatten()).collect())
    }
}

fn local() -> Result<web_sys::Storage, StoreError> {
    match window().local_storage() {
        Ok(Some(storage)) => Ok(storage),
        Ok(None) => Err(StoreError::Blocked("it offers none".to_owned())),
        Err(error) => Err(blocked(&error)),
    }
}

fn blocked(error: &JsValue) -> StoreError {
    let message = js_sys::Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    StoreError::Blocked(message.unwrap_or_else(|| format!("{error:?}")))
}
