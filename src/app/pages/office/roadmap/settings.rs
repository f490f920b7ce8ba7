//! What the roadmap is planned within, and where each dimension ends up.

use leptos::prelude::*;

use super::RoadmapState;
use crate::analysis::roadmap::DimensionReport;
use crate::app::components::field::{ChoiceField, DateField, TextField, apply};
use crate::app::format::{number, plain};
use crate::model::edit::{Edit, RoadmapChange};
use crate::model::finite::Finite;
use crate::model::office::roadmap::QUARTERS;

/// The limits; every change plans anew.
#[component]
pub(super) fn SettingsCard() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let roadmap = Memo::new(move |_| state.store.office.with(|it| it.roadmap.clone()));
    let set = move |change: RoadmapChange| apply(state.store, Edit::Roadmap(change));
    let read = |text: &str| {
        let number =
            text.trim().trim_end_matches('%').trim().parse::<f64>().ok().and_then(|it| Finite::new(it).ok());
        number.ok_or_else(|| format!("“{text}” is not a number"))
    };
    view! {
        <section class="card" aria-labelledby="roadmap-limits">
            <h2 id="roadmap-limits">"Within these limits"</h2>
            <div class="form-grid roadmap-limits">
                <TextField label="Share of days for it [%]" value=Signal::derive(move || roadmap.with(|it| plain((it.capacity_share.get() * 1e4).round() / 100.0)))
                    on_change=move |text| set(RoadmapChange::CapacityShare(Finite::new(read(&text)?.get() / 100.0).map_err(|error| error.to_string())?))/>
                <TextField label="Actions at once" value=Signal::derive(move || roadmap.with(|it| it.at_once.to_string()))
                    on_change=move |text| set(RoadmapChange::AtOnce(text.trim().parse().map_err(|_| format!("“{text}” is not a whole number"))?))/>
                <TextField label="Ambition [level]" value=Signal::derive(move || roadmap.with(|it| plain(it.ambition.get())))
                    on_change=move |text| set(RoadmapChange::Ambition(read(&text)?))/>
                <ChoiceField label="Quarters" options=Signal::stored((1..=QUARTERS).map(|it| it.to_string()).collect::<Vec<_>>())
                    value=Signal::derive(move || roadmap.with(|it| it.quarters as usize - 1))
                    on_change=move |place| set(RoadmapChange::Quarters(u32::try_from(place + 1).unwrap_or(1)))/>
                <DateField label="First day" value=Signal::derive(move || roadmap.with(|it| it.first_day)) on_change=move |day| set(RoadmapChange::FirstDay(day))/>
            </div>
            <TextField label="Why a tool may come first, if it must" placeholder="It waits until selection and benefits reach level 2"
                value=Signal::derive(move || roadmap.with(|it| it.tool_first.clone())) on_change=move |text| set(RoadmapChange::ToolFirst(text))/>
            <p class="card-note">"How many people the office has is said in the charter; a person has 55 days a quarter."</p>
        </section>
    }
}

/// Before, after and ambition of each dimension.
#[component]
pub(super) fn DimensionsCard() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let list =
        move || state.report.with(|it| it.as_ref().map(|it| it.dimensions.clone()).unwrap_or_default());
    let title = move || {
        let list = list();
        let gains = list.iter().filter_map(|it| Some((&it.short, it.after? - it.before?)));
        let most = gains.max_by(|(_, a), (_, b)| a.total_cmp(b));
        most.map(|(short, gain)| format!("{short} gains most: {} levels", number(gain, 1)))
    };
    view! {
        <section class="card" aria-labelledby="gains-title">
            <h2 id="gains-title">{title}</h2>
            <p class="card-note">"The mark is the target: the ambition, but at most one level above the organisation."</p>
            <ul class="gains">{move || list().into_iter().map(|it| view! { <Gain it/> }).collect_view()}</ul>
        </section>
    }
}

/// One dimension; without a level nothing but its ambition is drawn.
#[component]
fn Gain(it: DimensionReport) -> impl IntoView {
    let x = |level: f64| 100.0 * (level - 1.0) / 4.0;
    let known = it.before.zip(it.after);
    let words = known.map_or_else(
        || "no level yet".to_owned(),
        |(before, after)| format!("{} → {}", number(before, 1), number(after, 1)),
    );
    let stands = known.map_or_else(
        || "nobody has given a level yet".to_owned(),
        |(before, after)| format!("{} to {}", number(before, 1), number(after, 1)),
    );
    let bars = known.map(|(before, after)| {
        view! {
            <rect class="share-2" y="2" width=x(before) height="6"/>
            <rect class="ours" x=x(before) y="2" width=x(after) - x(before) height="6"/>
        }
    });
    view! {
        <li><span>{it.short.clone()}</span>
            <svg class="chart" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label=format!("{}: {stands}, ambition {}", it.name, number(it.target, 1))>
                <rect class="risk-0" y="2" width="100" height="6"/>{bars}
                <rect class="gain-aim" x=x(it.target) - 0.4 y="0" width="0.8" height="10"/>
            </svg>
            <b>{words}</b></li>
    }
}
