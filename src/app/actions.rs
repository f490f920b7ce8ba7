//! Everything that can be done without pointing at a particular thing: one table for the
//! command palette, the shortcuts and the sheet of keys.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::components::icon::Icon;
use super::files;
use super::pages::Page;
use super::pages::office::OfficeView;
use super::state::session::{Dialog, Session};
use super::state::simulation::Simulation;
use super::state::store::Store;
use crate::analysis::score;
use crate::model::edit::{Edit, EditError, PortfolioChange};
use crate::model::id::{InitiativeId, RoleId};
use crate::model::initiative::Initiative;
use crate::model::people::Role;
use crate::model::portfolio::Policy;

/// What an action may use.
#[derive(Clone, Copy)]
pub struct Context {
    /// The document.
    pub store: Store,
    /// The session.
    pub session: Session,
    /// The simulation.
    pub simulation: Simulation,
}

/// Something that can be done.
pub struct Action {
    /// "Undo".
    pub name: &'static str,
    /// Shortcut as shown; empty if there is none.
    pub keys: &'static str,
    /// In the palette.
    pub icon: Icon,
    /// Does it.
    pub run: fn(Context),
}

/// All actions, in the order of the sheet.
pub const ACTIONS: &[Action] = &[
    Action {
        name: "Go to Portfolio",
        keys: "1",
        icon: Icon::Portfolio,
        run: |it| it.session.go(Page::Portfolio),
    },
    Action {
        name: "Go to Prioritise",
        keys: "2",
        icon: Icon::Prioritise,
        run: |it| it.session.go(Page::Prioritise),
    },
    Action { name: "Go to Select", keys: "3", icon: Icon::Select, run: |it| it.session.go(Page::Select) },
    Action {
        name: "Go to Capacity",
        keys: "4",
        icon: Icon::Capacity,
        run: |it| it.session.go(Page::Capacity),
    },
    Action { name: "Go to Compare", keys: "5", icon: Icon::Compare, run: |it| it.session.go(Page::Compare) },
    Action { name: "Go to PMO", keys: "6", icon: Icon::Pmo, run: |it| it.session.go(Page::Office) },
    Action {
        name: "PMO: assess",
        keys: "",
        icon: Icon::Pmo,
        run: |it| it.session.show_office(OfficeView::Assess),
    },
    Action {
        name: "PMO: result",
        keys: "",
        icon: Icon::Pmo,
        run: |it| it.session.show_office(OfficeView::Result),
    },
    Action {
        name: "PMO: charter and stakeholders",
        keys: "",
        icon: Icon::Pmo,
        run: |it| it.session.show_office(OfficeView::Charter),
    },
    Action {
        name: "PMO: roadmap",
        keys: "",
        icon: Icon::Pmo,
        run: |it| it.session.show_office(OfficeView::Roadmap),
    },
    Action {
        name: "PMO: leader",
        keys: "",
        icon: Icon::Pmo,
        run: |it| it.session.show_office(OfficeView::Leader),
    },
    Action { name: "Undo", keys: "Ctrl Z", icon: Icon::Undo, run: |it| it.store.undo() },
    Action { name: "Redo", keys: "Ctrl Shift Z", icon: Icon::Redo, run: |it| it.store.redo() },
    Action {
        name: "Find or do",
        keys: "Ctrl K",
        icon: Icon::Search,
        run: |it| it.session.palette_open.set(true),
    },
    Action { name: "Add an initiative", keys: "N", icon: Icon::Plus, run: add_initiative },
    Action { name: "Add a role", keys: "", icon: Icon::People, run: add_role },
    Action { name: "Order the plan by score", keys: "", icon: Icon::Prioritise, run: order_by_score },
    Action {
        name: "Policy: nobody waits",
        keys: "",
        icon: Icon::Capacity,
        run: |it| set_policy(it, Policy::Unlevelled),
    },
    Action {
        name: "Policy: levelled, serial",
        keys: "",
        icon: Icon::Capacity,
        run: |it| set_policy(it, Policy::Serial),
    },
    Action {
        name: "Policy: levelled, dispatch",
        keys: "",
        icon: Icon::Capacity,
        run: |it| set_policy(it, Policy::Parallel),
    },
    Action { name: "Stop the simulation", keys: "", icon: Icon::Stop, run: |it| it.simulation.cancel() },
    Action {
        name: "Open a sample or a file",
        keys: "O",
        icon: Icon::Import,
        run: |it| open(it, Dialog::Open),
    },
    Action {
        name: "Export the portfolio as JSON",
        keys: "E",
        icon: Icon::Export,
        run: |it| files::export_json(it.store, it.session),
    },
    Action {
        name: "Export the initiatives as CSV",
        keys: "",
        icon: Icon::Table,
        run: |it| files::export_csv(it.store, it.session),
    },
    Action { name: "Practise on a copy", keys: "", icon: Icon::Note, run: |it| it.store.practise() },
    Action { name: "Earlier copies", keys: "", icon: Icon::Clock, run: |it| open(it, Dialog::Copies) },
    Action {
        name: "Find the weights",
        keys: "",
        icon: Icon::Prioritise,
        run: |it| open(it, Dialog::Weights),
    },
    Action { name: "Plan and what-ifs", keys: "W", icon: Icon::Note, run: |it| open(it, Dialog::Scenarios) },
    Action {
        name: "Go to the workshop",
        keys: "",
        icon: Icon::People,
        run: |it| it.session.go(Page::Workshop),
    },
    Action { name: "Back to the plan", keys: "", icon: Icon::Undo, run: |it| it.store.choose(None) },
    Action { name: "Settings", keys: "", icon: Icon::Settings, run: |it| open(it, Dialog::Settings) },
    Action {
        name: "Change the theme",
        keys: "T",
        icon: Icon::Moon,
        run: |it| it.session.theme.update(|theme| *theme = theme.next()),
    },
    Action {
        name: "Words and further reading",
        keys: "G",
        icon: Icon::Search,
        run: |it| open(it, Dialog::Glossary),
    },
    Action {
        name: "Explain this page",
        keys: "H",
        icon: Icon::Note,
        run: |it| it.session.guide.update(|shown| *shown = !*shown),
    },
    Action { name: "Show all keys", keys: "?", icon: Icon::Note, run: |it| open(it, Dialog::Keys) },
];

impl Context {
    /// From the component tree.
    pub fn expect() -> Self {
        Self {
            store: expect_context::<Store>(),
            session: expect_context::<Session>(),
            simulation: expect_context::<Simulation>(),
        }
    }
}

/// Commits `edit`, or leaves everything as it is and says why; for fields that show the reason themselves.
///
/// # Errors
///
/// [`EditError`] if the edit is not admissible.
pub fn attempt(store: Store, edit: Edit) -> Result<(), EditError> {
    store.document.with_untracked(|document| edit.apply(&mut document.clone()))?;
    store.commit(edit);
    Ok(())
}

/// Runs the action whose shortcut is pressed, unless someone is typing.
pub fn listen_to_keys() {
    let context = Context::expect();
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        let typing = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|element| {
            element.matches("input:not([type=range]):not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]").unwrap_or(false)
        });
        let key = event.key();
        // Letters act without Ctrl and only outside fields; undo in a field is the browser's own.
        let wanted = match (command, event.shift_key(), key.to_lowercase().as_str()) {
            (true, _, "k") => "Ctrl K".to_owned(),
            (true, false, "z") if !typing => "Ctrl Z".to_owned(),
            (true, true, "z") | (true, false, "y") if !typing => "Ctrl Shift Z".to_owned(),
            (false, _, "?") if !typing => "?".to_owned(),
            (false, false, letter) if !typing && !event.alt_key() => letter.to_uppercase(),
            _ => return,
        };
        let dialog_open = context.session.dialog.with_untracked(Option::is_some)
            || context.session.palette_open.get_untracked();
        if dialog_open && !command {
            return;
        }
        if let Some(action) = ACTIONS.iter().find(|action| !wanted.is_empty() && action.keys == wanted) {
            event.prevent_default();
            (action.run)(context);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Adds an initiative at the end, and opens it.
fn add_initiative(context: Context) {
    let id = InitiativeId(context.store.fresh_id(0));
    let initiative = Box::new(Initiative::new(id, "New initiative"));
    if context.store.try_commit(Edit::AddInitiative { initiative, position: u32::MAX }) {
        context.session.dialog.set(Some(Dialog::Initiative(id)));
    }
}

fn add_role(context: Context) {
    let role = Role::new(RoleId(context.store.fresh_id(0)), "New role", 1_u32.into());
    if context.store.try_commit(Edit::AddRole(role)) {
        context.session.go(Page::Capacity);
    }
}

/// Makes the order of priority that of the scores.
pub fn order_by_score(context: Context) {
    if let Ok(ranking) = context.simulation.ranking.get_untracked() {
        let edit =
            context.store.document.with_untracked(|document| score::order_by_score(document, &ranking));
        context.store.commit(edit);
    }
}

fn set_policy(context: Context, policy: Policy) {
    context.store.commit(Edit::Portfolio(PortfolioChange::Policy(policy)));
}

fn open(context: Context, dialog: Dialog) {
    context.session.dialog.set(Some(dialog));
}
