//! Value against effort, and value against risk: bubbles that can be moved, which changes the data.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent};

use crate::analysis::method::{source_name, sources};
use crate::analysis::placing::{Meaning, Measure, measure, number, place, proposal};
use crate::app::chart::bubbles::{Axis, drawing_order, labelled, radii};
use crate::app::chart::width::width_of;
use crate::app::format::{capitalised, count, money, plain, shortened};
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::scoring::method::Source;

/// Bubbles drawn at most, the best ranked first.
const MOST: usize = 60;
const HEIGHT_PX: f64 = 380.0;

/// An initiative, and where it was when it was taken hold of.
type Held = RwSignal<Option<(InitiativeId, f64, f64)>>;

/// One initiative in the picture.
#[derive(Clone, Debug, PartialEq)]
struct Bubble {
    id: InitiativeId,
    name: String,
    x: f64,
    y: f64,
    cost: f64,
    radius: f64,
    in_plan: bool,
}

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
    let bubbles = Memo::new(move |_| Arc::new(found(store, simulation, held, &x.get(), &y.get())));
    let order = Memo::new(move |before: Option<&Vec<InitiativeId>>| order(bubbles, held, before));
    let x_axis = axis(store, bubbles, x, held, move || (46.0, width.get() - 16.0), |it| it.x);
    let y_axis = axis(store, bubbles, y, held, || (HEIGHT_PX - 40.0, 18.0), |it| it.y);
    let session = expect_context::<Session>();
    let current = RwSignal::new(None);
    let picture = Picture { store, session, x, y, bubbles, order, x_axis, y_axis, held, current, node };
    let set_x = Callback::new(move |source| {
        asked.update(|asked| {
            if shows_risk.get_untracked() { asked.2 = Some(source) } else { asked.1 = Some(source) }
        });
    });
    let set_y = Callback::new(move |source| asked.update(|asked| asked.0 = Some(source)));
    let title = Signal::derive(move || bubbles.with(|bubbles| finding(bubbles, &x.get(), &y.get())));
    view! {
        <section class="card" aria-labelledby="bubbles-title">
            <div class="card-header">
                <div>
                    <h2 id="bubbles-title">{title}</h2>
                    <p class="card-note">{move || hint(picture)}</p>
                </div>
                <fieldset class="segmented">
                    <legend class="visually-hidden">"What value is set against"</legend>
                    {[(false, "Value / effort"), (true, "Value / risk")].map(|(risk, name)| view! {
                        <label><input type="radio" name="bubbles" prop:checked=move || shows_risk.get() == risk on:change=move |_| shows_risk.set(risk)/>{name}</label>
                    })}
                </fieldset>
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

/// The bubble that is held stays, whatever becomes of its rank.
fn found(store: Store, simulation: Simulation, held: Held, x: &Measure, y: &Measure) -> Vec<Bubble> {
    let Ok(ranking) = simulation.ranking.get() else { return Vec::new() };
    let mut bubbles: Vec<Bubble> = store.scoring.with(|scoring| {
        store.initiatives.with(|initiatives| {
            let by_id: std::collections::BTreeMap<_, _> =
                initiatives.list.iter().map(|it| (it.id, it)).collect();
            let bubble = |row: &crate::analysis::score::RankedInitiative| {
                let initiative = by_id.get(&row.id)?;
                let of = |measure: &Measure| number(scoring, initiative, measure.source, row.score);
                Some(Bubble {
                    id: row.id,
                    name: row.name.clone(),
                    x: of(x)?,
                    y: of(y)?,
                    cost: initiative.cost_money(),
                    radius: 0.0,
                    in_plan: initiative.in_plan,
                })
            };
            let held = held.get().map(|(id, ..)| id);
            let all = ranking.ranking.iter().filter_map(bubble).enumerate();
            all.filter(|(place, it)| *place < MOST || Some(it.id) == held).map(|(_, it)| it).collect()
        })
    });
    let costs: Vec<f64> = bubbles.iter().map(|it| it.cost).collect();
    for (bubble, radius) in bubbles.iter_mut().zip(radii(&costs)) {
        bubble.radius = radius;
    }
    bubbles
}

/// The largest first, so that no bubble hides a smaller one.
///
/// A mark that changes its place in the page loses the focus and the pointer. So while one is held, all stay where
/// they are; whatever comes new is drawn last.
fn order(
    bubbles: Memo<Arc<Vec<Bubble>>>,
    held: Held,
    before: Option<&Vec<InitiativeId>>,
) -> Vec<InitiativeId> {
    let bubbles = bubbles.get();
    let radii: Vec<f64> = bubbles.iter().map(|it| it.radius).collect();
    let mut order: Vec<InitiativeId> =
        drawing_order(&radii).into_iter().map(|place| bubbles[place].id).collect();
    if let Some(before) = before.filter(|_| held.with(Option::is_some)) {
        let place = |id: &InitiativeId| before.iter().position(|it| it == id).unwrap_or(before.len());
        order.sort_by_key(place);
    }
    order
}

/// Ends of the scale of a criterion that is scored.
fn ends(store: Store, measure: &Measure) -> Option<(f64, f64)> {
    let Source::Criterion(id) = measure.source else { return None };
    store.scoring.with(|scoring| {
        let criterion = scoring.criterion(id).filter(|_| !scoring.figures.contains_key(&id))?;
        Some(criterion.scale.bounds())
    })
}

/// The axis over what is shown; it stands still while a bubble is held.
fn axis(
    store: Store,
    bubbles: Memo<Arc<Vec<Bubble>>>,
    measure: Memo<Measure>,
    held: Held,
    range: impl Fn() -> (f64, f64) + Send + Sync + 'static,
    of: fn(&Bubble) -> f64,
) -> Memo<Axis> {
    Memo::new(move |before: Option<&Axis>| {
        let range = range();
        if let Some(before) = before.filter(|_| held.with(Option::is_some)) {
            return Axis { range, ..before.clone() };
        }
        let numbers: Vec<f64> = bubbles.with(|bubbles| bubbles.iter().map(of).collect());
        measure.with(|measure| {
            let mut axis = Axis::over(&numbers, ends(store, measure), range);
            if measure.levels.is_some() {
                axis.step = 1.0;
            }
            axis
        })
    })
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

#[component]
fn AxisChoice(name: &'static str, now: Memo<Measure>, choose: Callback<Source>) -> impl IntoView {
    let store = expect_context::<Store>();
    let choices = Memo::new(move |_| {
        store.scoring.with(|scoring| {
            sources(scoring)
                .into_iter()
                .map(|it| (it, capitalised(&source_name(scoring, it))))
                .collect::<Vec<_>>()
        })
    });
    let set = move |place: String| {
        let source = place.parse().ok().and_then(|place: usize| {
            choices.with_untracked(|choices| choices.get(place).map(|(source, _)| *source))
        });
        if let Some(source) = source {
            choose.run(source);
        }
    };
    let present = Memo::new(move |_| now.with(|now| now.source));
    view! {
        <label class="method-part">
            <span>{name}</span>
            <select class="select" on:change:target=move |event| set(event.target().value())>
                {move || choices.get().into_iter().enumerate().map(|(place, (source, name))| view! {
                    <option value=place.to_string() selected=move || present.get() == source>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

#[component]
fn Chart(picture: Picture, width: ReadSignal<f64>, #[prop(into)] title: Signal<String>) -> impl IntoView {
    let named = Memo::new(move |_| named(picture, width.get()));
    view! {
        <div class="bubble-chart" node_ref=picture.node>
            <svg class="chart" width=move || width.get() height=HEIGHT_PX viewBox=move || format!("0 0 {} {HEIGHT_PX}", width.get())
                role="group" aria-label=move || format!("{}. Page Up and Page Down go from bubble to bubble.", title.get())>
                <Grid picture width/>
                <For each=move || picture.order.get() key=|id| *id let:id>
                    <BubbleMark id picture named/>
                </For>
            </svg>
        </div>
    }
}

/// Whose names have room: best ranked first.
fn named(picture: Picture, width: f64) -> Vec<InitiativeId> {
    let (x_axis, y_axis) = (picture.x_axis.get(), picture.y_axis.get());
    picture.bubbles.with(|bubbles| {
        let spot = |it: &Bubble| {
            let text_px = shortened(&it.name, 22).chars().count() as f64 * 6.4;
            (x_axis.px(it.x) + it.radius + 4.0, y_axis.px(it.y) + 4.0, text_px)
        };
        let fits = |it: &&Bubble| {
            let (left, _, text_px) = spot(it);
            left + text_px < width
        };
        let candidates: Vec<&Bubble> = bubbles.iter().filter(fits).collect();
        let spots: Vec<(f64, f64, f64)> = candidates.iter().map(|it| spot(it)).collect();
        labelled(&spots, 14).into_iter().map(|place| candidates[place].id).collect()
    })
}

/// Lines, ticks and units.
#[component]
fn Grid(picture: Picture, width: ReadSignal<f64>) -> impl IntoView {
    let bottom = HEIGHT_PX - 40.0;
    let lines = move || {
        let axis = picture.y_axis.get();
        axis.ticks()
            .into_iter()
            .map(|tick| {
                let y = axis.px(tick);
                view! {
                    <line class="grid-line" x1="46" x2=width.get() - 16.0 y1=y y2=y/>
                    <text class="end quiet" x="40" y=y + 4.0>{tick_text(tick)}</text>
                }
            })
            .collect_view()
    };
    let ticks = move || {
        let axis = picture.x_axis.get();
        axis.ticks().into_iter().map(|tick| view! { <text class="middle quiet" x=axis.px(tick) y=bottom + 16.0>{tick_text(tick)}</text> }).collect_view()
    };
    view! {
        <g aria-hidden="true">
            {lines}
            <line class="axis-line" x1="46" x2=move || width.get() - 16.0 y1=bottom y2=bottom/>
            {ticks}
            <text class="label" x="0" y="10">{move || axis_title(picture.store, &picture.y.get(), "↑")}</text>
            <text class="label end" x=move || width.get() - 16.0 y=HEIGHT_PX - 6.0>{move || axis_title(picture.store, &picture.x.get(), "→")}</text>
        </g>
    }
}

fn tick_text(tick: f64) -> String {
    if tick.abs() >= 1e6 { format!("{}m", plain(tick / 1e6)) } else { plain(tick) }
}

fn axis_title(store: Store, measure: &Measure, arrow: &str) -> String {
    let unit = if measure.is_money {
        store.portfolio.with(|it| money(1.0, &it.currency)).replace('1', "")
    } else {
        measure.unit.clone()
    };
    let name = capitalised(&measure.name);
    if unit.is_empty() { format!("{name} {arrow}") } else { format!("{name} [{unit}] {arrow}") }
}

#[component]
fn BubbleMark(id: InitiativeId, picture: Picture, named: Memo<Vec<InitiativeId>>) -> impl IntoView {
    let Picture { session, x_axis, y_axis, held, current, .. } = picture;
    let bubble =
        Memo::new(move |_| picture.bubbles.with(|bubbles| bubbles.iter().find(|it| it.id == id).cloned()));
    let at = move || {
        bubble.with(|it| it.as_ref().map_or((0.0, 0.0), |it| (x_axis.get().px(it.x), y_axis.get().px(it.y))))
    };
    let grabbed = StoredValue::new(None::<(f64, f64)>);
    let is_first = move || picture.bubbles.with(|bubbles| bubbles.first().is_some_and(|it| it.id == id));
    let tab = move || if current.get().map_or_else(is_first, |it| it == id) { "0" } else { "-1" };
    let take = move |event: &PointerEvent| {
        if let Some(handle) = handle_of(event) {
            drop(handle.set_pointer_capture(event.pointer_id()));
            let ((left, top), (x, y)) = (origin(picture), untrack(at));
            let offset = (f64::from(event.client_x()) - left - x, f64::from(event.client_y()) - top - y);
            grabbed.set_value(Some(offset));
        }
    };
    let drag = move |event: &PointerEvent| {
        let Some((dx, dy)) = grabbed.get_value() else { return };
        let (left, top) = origin(picture);
        let (px, py) = (f64::from(event.client_x()) - left - dx, f64::from(event.client_y()) - top - dy);
        let Some(it) = bubble.get_untracked() else { return };
        // What lies beyond the end of a scale stays there while the other figure is moved.
        let along = |axis: Axis, number: f64, px: f64| {
            if (axis.px(number) - px).abs() < 0.75 { number } else { axis.number(px) }
        };
        let wanted = (along(x_axis.get_untracked(), it.x, px), along(y_axis.get_untracked(), it.y, py));
        move_to(picture, id, wanted);
    };
    let release = move |_| {
        grabbed.set_value(None);
        picture.store.settle();
    };
    let focus = move |_| {
        current.set(Some(id));
        session.selected.set(Some(id));
        if let Some(it) = bubble.get_untracked() {
            held.set(Some((id, it.x, it.y)));
        }
    };
    let blur = move |_| {
        picture.store.settle();
        held.set(None);
    };
    let is_named = move || named.with(|named| named.contains(&id)) || session.selected.get() == Some(id);
    view! {
        <g class="bubble" class:bubble-out=move || bubble.with(|it| it.as_ref().is_some_and(|it| !it.in_plan))
            class:bubble-selected=move || session.selected.get() == Some(id)
            transform=move || { let (x, y) = at(); format!("translate({x:.1} {y:.1})") }
            tabindex=tab role="button" aria-label=move || bubble.with(|it| it.as_ref().map(|it| in_words(picture, it)))
            on:focus=focus on:blur=blur
            on:pointerdown=move |event| take(&event) on:pointermove=move |event| drag(&event)
            on:pointerup=release on:pointercancel=release
            on:keydown=move |event| on_key(picture, id, bubble, &event)>
            <title>{move || bubble.with(|it| it.as_ref().map(|it| in_words(picture, it)))}</title>
            <circle r=move || bubble.with(|it| it.as_ref().map_or(0.0, |it| it.radius))/>
            <Show when=is_named>
                <text class="label halo" x=move || bubble.with(|it| it.as_ref().map_or(0.0, |it| it.radius + 4.0)) y="4">
                    {move || bubble.with(|it| it.as_ref().map(|it| shortened(&it.name, 22)))}
                </text>
            </Show>
        </g>
    }
}

/// Arrows move, Page Up and Page Down go on, Escape takes back.
fn on_key(picture: Picture, id: InitiativeId, bubble: Memo<Option<Bubble>>, event: &KeyboardEvent) {
    let Some(it) = bubble.get_untracked() else { return };
    let (x_axis, y_axis) = (picture.x_axis.get_untracked(), picture.y_axis.get_untracked());
    let times = if event.shift_key() { 5.0 } else { 1.0 };
    let (right, up) = match event.key().as_str() {
        "ArrowRight" => (1.0, 0.0),
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowUp" => (0.0, 1.0),
        "ArrowDown" => (0.0, -1.0),
        "Escape" => {
            if let Some((_, x, y)) = picture.held.get_untracked() {
                event.prevent_default();
                move_to(picture, id, (x, y));
            }
            return;
        }
        "PageDown" | "PageUp" => {
            event.prevent_default();
            return go_on(picture, id, event.key() == "PageDown", event);
        }
        _ => return,
    };
    event.prevent_default();
    let x = x_axis.set(it.x + right * times * x_axis.step);
    let y = y_axis.set(it.y + up * times * y_axis.step);
    // What is not moved keeps its last digit.
    move_to(picture, id, (if right == 0.0 { it.x } else { x }, if up == 0.0 { it.y } else { y }));
}

fn go_on(picture: Picture, id: InitiativeId, forward: bool, event: &KeyboardEvent) {
    let bubbles = picture.bubbles.get_untracked();
    let Some(at) = bubbles.iter().position(|it| it.id == id) else { return };
    let next = if forward { (at + 1) % bubbles.len() } else { (at + bubbles.len() - 1) % bubbles.len() };
    let wanted = bubbles[next].id;
    picture.current.set(Some(wanted));
    // Bubbles are drawn in another order than they are read: the place tells which one it is.
    let drawn = picture.order.with_untracked(|order| order.iter().position(|id| *id == wanted));
    let marks = handle_of(event)
        .and_then(|handle| handle.parent_element())
        .map(|parent| parent.query_selector_all(".bubble"));
    if let (Some(Ok(marks)), Some(drawn)) = (marks, drawn)
        && let Some(mark) = u32::try_from(drawn).ok().and_then(|place| marks.item(place))
    {
        use wasm_bindgen::JsCast;
        drop(mark.unchecked_into::<web_sys::SvgElement>().focus());
    }
}

fn handle_of(event: &web_sys::Event) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    event.current_target().and_then(|target| target.dyn_into().ok())
}

/// Where the chart begins in the window [px].
fn origin(picture: Picture) -> (f64, f64) {
    use wasm_bindgen::JsCast;
    picture.node.get_untracked().map_or((0.0, 0.0), |node| {
        let rect = node.unchecked_into::<web_sys::Element>().get_bounding_client_rect();
        (rect.left(), rect.top())
    })
}

fn move_to(picture: Picture, id: InitiativeId, (x, y): (f64, f64)) {
    let numbers =
        [(picture.x, x), (picture.y, y)].map(|(measure, number)| (measure.get_untracked().source, number));
    let edit = picture.store.document.with_untracked(|document| place(document, id, &numbers));
    if let Some(edit) = edit {
        picture.store.edit(edit);
    }
}

fn in_words(picture: Picture, bubble: &Bubble) -> String {
    let value = |measure: &Measure, number: f64| {
        let figure = if measure.is_money {
            picture.store.portfolio.with(|it| money(number, &it.currency))
        } else {
            format!("{} {}", plain(number), measure.unit)
        };
        format!("{} {}", measure.name.to_lowercase(), figure.trim())
    };
    let (x, y) = (picture.x.get(), picture.y.get());
    let cost = picture.store.portfolio.with(|it| money(bubble.cost, &it.currency));
    let plan = if bubble.in_plan { "in the plan" } else { "not in the plan" };
    format!("{}: {}, {}; cost {cost}, {plan}", bubble.name, value(&y, bubble.y), value(&x, bubble.x))
}

/// The bubble that is held or chosen, in words.
#[component]
fn Reading(picture: Picture) -> impl IntoView {
    let text = move || {
        let id = picture.held.get().map(|it| it.0).or_else(|| picture.session.selected.get())?;
        picture.bubbles.with(|bubbles| bubbles.iter().find(|it| it.id == id).map(|it| in_words(picture, it)))
    };
    view! { <p class="chart-reading" role="status">{text}</p> }
}

#[component]
fn Twin(picture: Picture) -> impl IntoView {
    let open = RwSignal::new(false);
    let body = move || {
        picture.bubbles.get().iter().map(|it| {
            let cost = picture.store.portfolio.with(|portfolio| money(it.cost, &portfolio.currency));
            view! { <tr><th scope="row">{it.name.clone()}</th><td class="number">{plain(it.y)}</td><td class="number">{plain(it.x)}</td><td class="number">{cost}</td></tr> }
        }).collect_view()
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Figures of the bubbles">
                    <table class="data-table data-table-tight">
                        <thead><tr>
                            <th scope="col">"Initiative"</th>
                            <th scope="col" class="number">{move || axis_title(picture.store, &picture.y.get(), "")}</th>
                            <th scope="col" class="number">{move || axis_title(picture.store, &picture.x.get(), "")}</th>
                            <th scope="col" class="number">"Cost"</th>
                        </tr></thead>
                        <tbody>{body}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}
