//! The must-have line and the cut-off line: separators that are dragged, or moved with the arrow keys.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::components::icon::{Icon, Sign};
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};

/// Which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Line {
    /// Everything above is in.
    MustHave,
    /// By hand, everything below is out.
    CutOff,
}

/// Both lines; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    store: Store,
    /// Initiatives in the ranking.
    ranks: Memo<usize>,
    dragged: RwSignal<Option<Line>>,
}

impl Lines {
    /// Lines across a ranking of so many.
    pub(super) fn new(store: Store, ranks: Memo<usize>) -> Self {
        Self { store, ranks, dragged: RwSignal::new(None) }
    }

    /// Number of initiatives above the line; tracked.
    pub(super) fn rank(self, line: Line) -> usize {
        let ranks = self.ranks.get();
        self.store.portfolio.with(|portfolio| {
            let selection = &portfolio.selection;
            let (must_have, end) =
                (selection.must_have as usize, selection.cut_off.map(|rank| rank as usize));
            match line {
                Line::MustHave => must_have.min(ranks),
                Line::CutOff => end.unwrap_or(ranks).min(ranks),
            }
        })
    }

    /// Moves the line to stand below `rank` initiatives; a gesture is one step of undo.
    fn set(self, line: Line, rank: usize) {
        let ranks = self.ranks.get_untracked();
        let rank = rank.min(ranks);
        if rank == untrack(|| self.rank(line)) {
            return;
        }
        let whole = u32::try_from(rank).unwrap_or(u32::MAX);
        self.store.edit(Edit::Portfolio(match line {
            Line::MustHave => PortfolioChange::MustHave(whole),
            Line::CutOff => PortfolioChange::CutOff((rank < ranks).then_some(whole)),
        }));
    }

    fn take(self, line: Line, event: &web_sys::PointerEvent) {
        event.prevent_default();
        self.store.settle();
        self.dragged.set(Some(line));
    }

    /// Follows the pointer to the nearest gap between two rows.
    pub(super) fn drag(self, event: &web_sys::PointerEvent) {
        let Some(line) = self.dragged.get_untracked() else { return };
        if event.buttons() == 0 {
            return self.drop_line();
        }
        let (x, y) = (event.client_x(), event.client_y());
        let under = document().element_from_point(x as f32, y as f32);
        let row = under.and_then(|element| element.closest("tr[data-rank]").ok().flatten());
        let Some(row) = row else { return };
        let Some(rank) = row.get_attribute("data-rank").and_then(|rank| rank.parse::<usize>().ok()) else {
            return;
        };
        let middle = row.get_bounding_client_rect();
        let is_above = f64::from(y) < middle.top() + middle.height() / 2.0;
        self.set(line, if is_above { rank.saturating_sub(1) } else { rank });
    }

    /// Ends the gesture.
    pub(super) fn drop_line(self) {
        if self.dragged.get_untracked().is_some() {
            self.dragged.set(None);
            self.store.settle();
        }
    }
}

/// One line across the table.
#[component]
pub(super) fn LineRow(line: Line, lines: Lines) -> impl IntoView {
    let selection = expect_context::<Selection>();
    let node = NodeRef::<html::Div>::new();
    let rank = Memo::new(move |_| lines.rank(line));
    let text = move || match line {
        Line::MustHave if rank.get() == 0 => "Must-have line: nothing has to be in".to_owned(),
        Line::MustHave => "Must-have line: everything above is in".to_owned(),
        Line::CutOff => format!("Cut-off: {} in by hand", selection.by_hand.with(|it| it.len())),
    };
    let label = move || match line {
        Line::MustHave => format!("Must-have line after rank {}; arrow keys move it", rank.get()),
        Line::CutOff => format!("Cut-off line after rank {}; arrow keys move it", rank.get()),
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let now = rank.get_untracked();
        let to = match event.key().as_str() {
            "ArrowUp" => now.saturating_sub(1),
            "ArrowDown" => now + 1,
            "PageUp" => now.saturating_sub(10),
            "PageDown" => now + 10,
            "Home" => 0,
            "End" => usize::MAX,
            _ => return,
        };
        event.prevent_default();
        lines.set(line, to);
        // Its row moved, and an element that moves loses the focus.
        request_animation_frame(move || {
            if let Some(element) = node.get_untracked() {
                let element: web_sys::HtmlElement = element.unchecked_into();
                let _ = element.focus();
            }
        });
    };
    view! {
        <tr class="line-row">
            <td colspan="10">
                <div node_ref=node class="cut-line" class:must=matches!(line, Line::MustHave) role="separator" tabindex="0"
                    aria-orientation="horizontal" aria-valuemin="0" aria-valuemax=move || lines.ranks.get() aria-valuenow=move || rank.get()
                    aria-label=label on:pointerdown=move |event| lines.take(line, &event) on:keydown=on_key on:blur=move |_| lines.store.settle()>
                    <Sign icon=Icon::Grip small=true/>{text}
                </div>
            </td>
        </tr>
    }
}
