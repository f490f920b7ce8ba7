//! Value against effort, and value against risk: bubbles that can be moved, which changes the data.

mod axis_choice;
mod bubbles;
mod chart;
mod dragging;
mod keyboard;
mod mark;
mod reading;
mod twin;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use crate::analysis::placing::{Meaning, Measure, measure, proposal};
use crate::app::chart::bubbles::Axis;
use crate::app::chart::width::width_of;
use crate::app::components::segmented::Segmented;
use crate::app::format::count;
use crate::app::sight::Sight;
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::scoring::method::Source;

use axis_choice::AxisChoice;
use bubbles::Bubble;
use chart::Chart;
use reading::Reading;
use twin::Twin;

/// Bubbles drawn at most, the best ranked first.
const MOST: usize = 60;
const HEIGHT_PX: f64 = 380.0;

/// An initiative, and where it was when it was taken hold of.
type Held = RwSignal<Option<(InitiativeId, f64, f64)>>;

/// Everything the parts of the card share.
#[derive(Clone, Copy)]
struct Picture {
    store: Store,
    session: Session,
    x: Memo<Measure>,
    y: Memo<Measure>,
    bubbles: Memo<Arc<Vec<Bubble>>>,
    /// In drawing order; no bubble changes places while one is held.
    order: Memo<Vec<InitiativeId>>,
    x_axis: Memo<Axis>,
    y_axis: Memo<Axis>,
    /// The bubble that has the focus, and where it was when it got it; axes stand still meanwhile.
    held: Held,
    /// The bubble that Tab leads to.
    current: RwSignal<Option<InitiativeId>>,
    node: NodeRef<html::Div>,
}

/// The card.
#[component]
pub(super) fn BubbleCard() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let shows_risk = RwSignal::new(false);
    let asked = RwSignal::new((None::<Source>, None::<Source>, None::<Source>));
    let proposed = Memo::new(move |_| {
        // Proposals look at everything once; they need not follow every drag.
        store.scoring.track();
        store.document.with_untracked(|document| {
            [Meaning::Value, Meaning::Effort, Meaning::Risk].map(|it| proposal(document, it))
        })
    });
    let of = move |source: Source| store.scoring.with(|scoring| measure(scoring, source));
    let y = Memo::new(move |_| of(asked.get().0.unwrap_or(proposed.get()[0])));
    let x = Memo::new(move |_| {
        let (_, effort, risk) = asked.get();
        let [_, of_effort, of_risk] = proposed.get();
        of(if shows_risk.get() { risk.unwrap_or(of_risk) } else { effort.unwrap_or(of_effort) })
    });
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 620.0);
    let held = RwSignal::new(None);
    let drawn = Sight::of(store, node)
        .memo(move || Arc::new(bubbles::found(store, simulation, held, &x.get(), &y.get())));
    let order = Memo::new(move |before: Option<&Vec<InitiativeId>>| bubbles::order(drawn, held, before));
    let x_axis = bubbles::axis(store, drawn, x, held, move || (46.0, width.get() - 16.0), |it| it.x);
    let y_axis = bubbles::axis(store, drawn, y, held, || (HEIGHT_PX - 40.0, 18.0), |it| it.y);
    let session = expect_context::<Session>();
    let current = RwSignal::new(None);
    let picture =
        Picture { store, session, x, y, bubbles: drawn, order, x_axis, y_axis, held, current, node };
    let set_x = Callback::new(move |source| {
        asked.update(|asked| {
            if shows_risk.get_untracked() { asked.2 = Some(source) } else { asked.1 = Some(source) }
        });
    });
    let set_y = Callback::new(move |source| asked.update(|asked| asked.0 = Some(source)));
    let title = Signal::derive(move || drawn.with(|bubbles| finding(bubbles, &x.get(), &y.get())));
    view! {
        <section class="card" aria-labelledby="bubbles-title">
            <div class="card-header">
                <div>
                    <h2 id="bubbles-title">{title}</h2>
                    <p class="card-note">{move || hint(picture)}</p>
                </div>
                <Segmented legend="What value is set against" name="bubbles" value=shows_risk on_choose=move |risk| shows_risk.set(risk)
                    choices=[(false, "Value / effort"), (true, "Value / risk")]/>
            </div>
            <div class="bubble-axes">
                <AxisChoice name="Upwards" now=y choose=set_y/>
                <AxisChoice name="To the right" now=x choose=set_x/>
            </div>
            <Chart picture width title/>
            <Reading picture/>
            <Twin picture/>
        </section>
    }
}

/// What is plotted, and how to move it.
fn hint(picture: Picture) -> String {
    let (x, y) = (picture.x.get(), picture.y.get());
    let missing = picture
        .store
        .initiatives
        .with(|it| it.list.len())
        .saturating_sub(picture.bubbles.with(|it| it.len()));
    let left_out = match missing {
        0 => String::new(),
        _ => format!(
            " {} not drawn: a figure is missing, or {MOST} better ranked are.",
            count(missing, "initiative is", "initiatives are")
        ),
    };
    let how = match (x.is_settable, y.is_settable) {
        (false, false) => "Neither figure can be set here.",
        (true, true) => {
            "Drag a bubble, or focus it and use the arrow keys: the data change. Page Down goes to the next, Escape takes it back."
        }
        _ => {
            "Drag a bubble, or use the arrow keys, along the figure that is not worked out: the data change. Page Down goes to the next, Escape takes it back."
        }
    };
    format!("Area is cost; filled bubbles are in the plan. {how}{left_out}")
}

/// "Nine of 40 have more public value than most, for less effort than most".
fn finding(bubbles: &[Bubble], x: &Measure, y: &Measure) -> String {
    if bubbles.is_empty() {
        return format!("No initiative has both {} and {} yet", y.name, x.name);
    }
    let median = |of: fn(&Bubble) -> f64| {
        let mut numbers: Vec<f64> = bubbles.iter().map(of).collect();
        numbers.sort_by(f64::total_cmp);
        numbers[numbers.len() / 2]
    };
    let (middle_x, middle_y) = (median(|it| it.x), median(|it| it.y));
    let beats = |number: f64, middle: f64, small: bool| if small { number < middle } else { number > middle };
    let good = bubbles
        .iter()
        .filter(|it| beats(it.x, middle_x, x.is_better_small) && beats(it.y, middle_y, y.is_better_small))
        .count();
    let sign = |measure: &Measure| if measure.is_better_small { "less" } else { "more" };
    format!(
        "{good} of {} have {} {} than the middle one, and {} {}",
        bubbles.len(),
        sign(y),
        y.name.to_lowercase(),
        sign(x),
        x.name.to_lowercase()
    )
}
