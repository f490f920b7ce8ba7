//! The picture: axes with their units, and the bubbles with as many names as have room.

use leptos::prelude::*;

use super::bubbles::Bubble;
use super::mark::BubbleMark;
use super::{HEIGHT_PX, Picture};
use crate::analysis::placing::Measure;
use crate::app::chart::bubbles::labelled;
use crate::app::components::keyed::Keyed;
use crate::app::format::{capitalised, money, plain, shortened};
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;

#[component]
pub(super) fn Chart(
    picture: Picture,
    width: ReadSignal<f64>,
    #[prop(into)] title: Signal<String>,
) -> impl IntoView {
    let named = Memo::new(move |_| named(picture, width.get()));
    view! {
        <div class="bubble-chart" node_ref=picture.node>
            <svg class="chart" width=move || width.get() height=HEIGHT_PX viewBox=move || format!("0 0 {} {HEIGHT_PX}", width.get())
                role="group" aria-label=move || format!("{}. Page Up and Page Down go from bubble to bubble.", title.get())>
                <Grid picture width/>
                <Keyed each=move || picture.order.get() key=|id| *id let:id>
                    <BubbleMark id picture named/>
                </Keyed>
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

pub(super) fn axis_title(store: Store, measure: &Measure, arrow: &str) -> String {
    let unit = if measure.is_money {
        store.portfolio.with(|it| money(1.0, &it.currency)).replace('1', "")
    } else {
        measure.unit.clone()
    };
    let name = capitalised(&measure.name);
    if unit.is_empty() { format!("{name} {arrow}") } else { format!("{name} [{unit}] {arrow}") }
}
