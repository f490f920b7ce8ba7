//! What belongs to this visit and not to the document: page, theme, open dialogs, notices.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::storage;
use crate::app::pages::Page;
use crate::app::pages::office::OfficeView;
use crate::exchange::ballot::LINK_MARK;
use crate::model::id::{AssessmentId, InitiativeId, RespondentId};

/// Handle on the session; copy it freely.
#[derive(Clone, Copy)]
pub struct Session {
    /// Page shown; follows the address's fragment.
    pub page: RwSignal<Page>,
    /// Light, dark, or what the system says.
    pub theme: RwSignal<Theme>,
    /// Initiative that the pages point at.
    pub selected: RwSignal<Option<InitiativeId>>,
    /// Assessment and respondent whose answer sheet is open.
    pub answering: RwSignal<Option<(AssessmentId, RespondentId)>>,
    /// View of the PMO page.
    pub office_view: RwSignal<OfficeView>,
    /// Whether everything is shown, however far the office has grown.
    pub shows_all: RwSignal<bool>,
    /// Whether each page is explained at its top.
    pub guide: RwSignal<bool>,
    /// How far the agenda of the workshop is.
    pub timer: RwSignal<super::timer::Timer>,
    /// Dialog that is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Command palette.
    pub palette_open: RwSignal<bool>,
    /// What the user should know, newest last.
    pub notices: RwSignal<Vec<Notice>>,
}

/// Colour theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// Dialogs over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// All actions with their keys.
    Keys,
    /// Words and further reading.
    Glossary,
    /// Samples, import, start anew.
    Open,
    /// Rolling copies.
    Copies,
    /// The plan and its what-ifs.
    Scenarios,
    /// Weights from what people say of importance.
    Weights,
    /// Currency, calendar, simulation settings.
    Settings,
    /// An initiative's details.
    Initiative(InitiativeId),
    /// The purpose card of an initiative.
    PurposeCard(InitiativeId),
    /// A file that was read, before it is taken over.
    Import(crate::app::files::Incoming),
    /// Ballots that were read, before they are taken in.
    Ballots(std::sync::Arc<crate::app::files::IncomingBallots>),
}

/// Something the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How bad it is.
    pub tone: Tone,
    /// What, in a few words.
    pub title: String,
    /// Why, and how to mend it.
    pub text: String,
    /// Offer to export the document.
    pub offers_export: bool,
    /// Offer to save from this tab although another one has saved.
    pub offers_take_over: bool,
}

/// How bad a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Went well.
    Ok,
    /// Worth knowing.
    Note,
    /// Take care.
    Warn,
    /// Did not work.
    Stop,
}

impl Notice {
    /// Something did not work.
    pub fn stop(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(Tone::Stop, title, text)
    }

    /// Something to take care of.
    pub fn warn(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(Tone::Warn, title, text)
    }

    /// Something worth knowing.
    pub fn note(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(Tone::Note, title, text)
    }

    /// Something went well.
    pub fn ok(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(Tone::Ok, title, text)
    }

    /// The same with an "Export now" button.
    #[must_use]
    pub fn with_export(mut self) -> Self {
        self.offers_export = true;
        self
    }

    /// The same with a button that lets this tab save.
    #[must_use]
    pub fn with_take_over(mut self) -> Self {
        self.offers_take_over = true;
        self
    }

    fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, title: title.into(), text: text.into(), offers_export: false, offers_take_over: false }
    }
}

impl Theme {
    /// As written in the settings and in the page's `data-theme`; empty for the system's.
    pub fn key(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme written as `key`; the system's for anything else.
    pub fn from_key(key: &str) -> Self {
        match key {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next one in the round of three.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    /// For people.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "as the system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Session {
    /// The session as it was left: theme from the settings, page from the address.
    pub fn restore() -> Self {
        let session = Self {
            page: RwSignal::new(Page::from_fragment(&fragment())),
            theme: RwSignal::new(Theme::from_key(&storage::setting("theme").unwrap_or_default())),
            selected: RwSignal::new(None),
            answering: RwSignal::new(None),
            office_view: RwSignal::new(OfficeView::default()),
            shows_all: RwSignal::new(false),
            guide: RwSignal::new(storage::setting("guide").is_some_and(|it| it == "on")),
            timer: RwSignal::new(super::timer::Timer::default()),
            dialog: RwSignal::new(None),
            palette_open: RwSignal::new(false),
            notices: RwSignal::new(Vec::new()),
        };
        window_event_listener_untyped("hashchange", move |_| {
            // A ballot has a form of its own, without the portfolio that is open here.
            if fragment().starts_with(LINK_MARK.trim_end_matches('/')) {
                drop(window().location().reload());
            }
            // "#main" is the skip link, not a page.
            let page = Page::from_fragment(&fragment());
            if fragment() != "#main" && page != session.page.get_untracked() {
                leave_field();
                session.page.set(page);
                // Another page begins at its top, wherever one had scrolled to on the last.
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
        Effect::new(move |_| session.show_theme());
        Effect::new(move |_| storage::set_setting("guide", if session.guide.get() { "on" } else { "" }));
        session
    }

    /// Shows `page`.
    pub fn go(&self, page: Page) {
        if let Err(error) = window().location().set_hash(page.fragment()) {
            leptos::logging::warn!("the address cannot be changed: {error:?}");
            self.page.set(page);
        }
    }

    /// Shows `view` of the PMO page.
    pub fn show_office(&self, view: OfficeView) {
        self.office_view.set(view);
        self.go(Page::Office);
    }

    /// Shows `notice`, once.
    pub fn tell(&self, notice: Notice) {
        self.notices.update(|notices| {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        });
    }

    fn show_theme(&self) {
        let theme = self.theme.get();
        if let Some(root) = document().document_element() {
            let shown = match theme {
                Theme::System => root.remove_attribute("data-theme"),
                _ => root.set_attribute("data-theme", theme.key()),
            };
            if let Err(error) = shown {
                leptos::logging::warn!("the theme cannot be shown: {error:?}");
            }
        }
        storage::set_setting("theme", theme.key());
    }
}

/// What is being typed is kept while its page still stands: a field that is taken away under somebody's hands speaks to
/// a page that is gone.
fn leave_field() {
    let field =
        document().active_element().filter(|it| it.matches("input, select, textarea").unwrap_or(false));
    if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(field.blur());
    }
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}
