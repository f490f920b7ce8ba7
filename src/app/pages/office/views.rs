//! The views of the page, and the tabs that change between them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use crate::app::pages::growth::Shown;
use crate::app::state::session::Session;

/// One calm view each; the session remembers which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OfficeView {
    /// Who answers, and their sheets.
    Assess,
    /// What the answers say.
    #[default]
    Result,
    /// What the office is for, and whom it needs.
    Charter,
    /// What to improve when.
    Roadmap,
    /// Who leads the office.
    Leader,
}

impl OfficeView {
    /// In the order of the tabs.
    pub const ALL: [Self; 5] = [Self::Assess, Self::Result, Self::Charter, Self::Leader, Self::Roadmap];

    /// On its tab.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Assess => "Assess",
            Self::Result => "Result",
            Self::Charter => "Charter",
            Self::Roadmap => "Roadmap",
            Self::Leader => "Leader",
        }
    }

    /// The tab that `key` leads to from this one; the ends meet.
    fn by_key(self, key: &str) -> Option<Self> {
        let index = Self::ALL.iter().position(|view| *view == self)?;
        let count = Self::ALL.len();
        let next = match key {
            "ArrowRight" => (index + 1) % count,
            "ArrowLeft" => (index + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return None,
        };
        Some(Self::ALL[next])
    }

    fn tab_id(self) -> String {
        format!("office-tab-{}", self.name().to_lowercase())
    }
}

/// The tabs: one stop of the Tab key, arrows within.
#[component]
pub(super) fn ViewTabs() -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = expect_context::<Shown>();
    let is_there = move |view: OfficeView| shown.view(view) || session.office_view.get() == view;
    let on_key = move |event: KeyboardEvent| {
        let mut next = session.office_view.get_untracked().by_key(&event.key());
        // Past the tabs that are not shown; one at least is.
        for _ in OfficeView::ALL {
            let step =
                if event.key() == "ArrowLeft" || event.key() == "End" { "ArrowLeft" } else { "ArrowRight" };
            next =
                next.map(
                    |view| if untrack(|| is_there(view)) { view } else { view.by_key(step).unwrap_or(view) },
                );
        }
        if let Some(view) = next {
            event.prevent_default();
            session.office_view.set(view);
            focus_tab(view);
        }
    };
    view! {
        <div class="view-tabs no-print" role="tablist" aria-label="Views of the PMO" on:keydown=on_key>
            {OfficeView::ALL.map(|view| {
                let is_chosen = move || session.office_view.get() == view;
                view! {
                    <button class="view-tab" type="button" role="tab" hidden=move || !is_there(view) id=view.tab_id() aria-controls="office-view"
                        aria-selected=move || is_chosen().to_string() tabindex=move || if is_chosen() { "0" } else { "-1" }
                        on:click=move |_| session.office_view.set(view)>
                        {view.name()}
                    </button>
                }
            })}
        </div>
    }
}

/// What the chosen tab shows.
#[component]
pub(super) fn ViewPanel(children: Children) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div id="office-view" role="tabpanel" aria-labelledby=move || session.office_view.get().tab_id()>{children()}</div>
    }
}

fn focus_tab(view: OfficeView) {
    let tab = document().get_element_by_id(&view.tab_id());
    if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok())
        && tab.focus().is_err()
    {
        leptos::logging::log!("the tab cannot take the focus");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_other_keys_stay() {
        for view in OfficeView::ALL {
            let next = view.by_key("ArrowRight").unwrap();
            assert_eq!(next.by_key("ArrowLeft"), Some(view));
            assert_eq!(view.by_key("Home"), Some(OfficeView::ALL[0]));
            assert_eq!(view.by_key("Enter"), None);
        }
    }
}
