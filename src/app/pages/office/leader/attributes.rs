//! The sixteen attributes: own level, needed level, importance, and the gap.

use leptos::prelude::*;

use super::{Mirror, titled};
use crate::analysis::leader::AttributeReport;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::number;
use crate::model::edit::LeaderChange;
use crate::model::office::leader::{Attribute, AttributeAxis, Focus, MOST_IN_FOCUS, Rating};

/// The card.
#[component]
pub(super) fn AttributesCard() -> impl IntoView {
    view! {
        <section class="card card-flush" aria-labelledby="attributes-title">
            <div class="card-header"><div>
                <h2 id="attributes-title">"Own and needed level of sixteen attributes"</h2>
                <p class="card-note">"Levels 1 to 5. Gap = levels missing × importance. ○ is your own word alone; ● is the mean of three or more peers with its 90 % interval; ▏is what is needed."</p>
            </div></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Attributes of the leader">
                <table class="data-table data-table-tight attribute-table">
                    <thead><tr>
                        <th scope="col">"Attribute"</th>
                        <th scope="col">"Own"</th>
                        <th scope="col">"Needed"</th>
                        <th scope="col">"Matters"</th>
                        <th scope="col">"Levels 1–5"</th>
                        <th scope="col" class="number">"Gap"</th>
                        <th scope="col"><span class="visually-hidden">"In focus"</span></th>
                    </tr></thead>
                    <tbody>{Attribute::all().iter().map(|attribute| view! { <Row attribute/> }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(attribute: &'static Attribute) -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let id = attribute.number;
    let rating = Memo::new(move |_| mirror.leader.with(|it| it.rating(id)));
    let report = Memo::new(move |_| mirror.report.with(|it| it.attribute(id).clone()));
    let rate = move |change: &dyn Fn(&mut Rating)| {
        let mut next = rating.get_untracked();
        change(&mut next);
        drop(mirror.change(LeaderChange::Rate { attribute: id, rating: next }));
    };
    let axis = match attribute.axis {
        AttributeAxis::Business => "business",
        AttributeAxis::ProjectManagement => "project management",
        AttributeAxis::Neither => "both",
    };
    let gap = move || report.with(|it| it.gap.map_or_else(|| "–".to_owned(), |gap| number(gap, 1)));
    view! {
        <tr>
            <th scope="row">
                <details class="attribute-words">
                    <summary>{titled(attribute)}<span class="name-note">" "{axis}</span></summary>
                    <p>{attribute.statement.as_str()}</p>
                    <p><b>"1 "</b>{attribute.low.as_str()}</p>
                    <p><b>"3 "</b>{attribute.middle.as_str()}</p>
                    <p><b>"5 "</b>{attribute.high.as_str()}</p>
                </details>
            </th>
            <td><LevelSelect label=format!("Own level, {}", attribute.name) value=Signal::derive(move || rating.get().own)
                on_change=move |own| rate(&|it| it.own = own)/></td>
            <td><LevelSelect label=format!("Needed level, {}", attribute.name) value=Signal::derive(move || rating.get().needed)
                on_change=move |needed| rate(&|it| it.needed = needed)/></td>
            <td><LevelSelect label=format!("Importance, {}", attribute.name) value=Signal::derive(move || Some(rating.get().importance))
                on_change=move |importance| rate(&|it| it.importance = importance.unwrap_or(3))/></td>
            <td>{move || view! { <Gauge report=report.get()/> }}</td>
            <td class="number figure-strong">{gap}</td>
            <td><FocusButton attribute/></td>
        </tr>
    }
}

/// 1 to 5, or not said.
#[component]
pub(super) fn LevelSelect(
    label: String,
    value: Signal<Option<u8>>,
    on_change: impl Fn(Option<u8>) + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <select class="select level-select" aria-label=label on:change:target=move |event| on_change(event.target().value().parse().ok())>
            <option value="" selected=move || value.get().is_none()>"–"</option>
            {[1_u8, 2, 3, 4, 5].map(|level| view! {
                <option value=level.to_string() selected=move || value.get() == Some(level)>{level}</option>
            })}
        </select>
    }
}

/// Where the level and the needed level stand.
#[component]
fn Gauge(report: AttributeReport) -> impl IntoView {
    const WIDTH: f64 = 112.0;
    let x = |level: f64| 6.0 + (level.clamp(1.0, 5.0) - 1.0) / 4.0 * (WIDTH - 12.0);
    let needed = report.needed.map(f64::from);
    let mut told = vec![
        report.level.map_or_else(|| "no level yet".to_owned(), |level| format!("level {}", number(level, 1))),
    ];
    told.extend(
        report.interval.map(|it| format!("90 % interval {} to {}", number(it.low, 1), number(it.high, 1))),
    );
    told.extend(report.self_only.then(|| "own word only".to_owned()));
    told.extend(needed.map(|level| format!("needed {}", number(level, 0))));
    let shortfall = report.level.zip(needed).filter(|(level, needed)| needed > level);
    let told = told.join(", ");
    let label = told.clone();
    view! {
        <svg class="chart mini attribute-gauge" viewBox=format!("0 0 {WIDTH} 20") width=WIDTH height="20" role="img" aria-label=label>
            <title>{told}</title>
            <line class="axis-line" x1=x(1.0) y1="10" x2=x(5.0) y2="10"/>
            {shortfall.map(|(level, needed)| view! { <rect class="gap-bar" x=x(level) y="7" width=x(needed) - x(level) height="6"/> })}
            {report.interval.map(|it| view! { <line class="interval-ours" x1=x(it.low) y1="10" x2=x(it.high) y2="10"/> })}
            {needed.map(|level| view! { <line class="median" x1=x(level) y1="2" x2=x(level) y2="18"/> })}
            {report.level.map(|level| view! { <circle class=if report.self_only { "hollow" } else { "ours" } cx=x(level) cy="10" r="4.5"/> })}
        </svg>
    }
}

/// Puts the attribute into the plan, or takes it out.
#[component]
fn FocusButton(attribute: &'static Attribute) -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let id = attribute.number;
    let is_in = Memo::new(move |_| mirror.leader.with(|it| it.focus.contains_key(&id)));
    let is_full = Memo::new(move |_| mirror.leader.with(|it| it.focus.len() >= MOST_IN_FOCUS));
    let toggle = move |_| {
        let focus = (!is_in.get_untracked())
            .then(|| Focus { practice: attribute.practice.clone(), ..Focus::default() });
        drop(mirror.change(LeaderChange::Focus { attribute: id, focus }));
    };
    view! {
        <button class="button button-quiet button-icon" type="button" aria-pressed=move || is_in.get().to_string()
            aria-label=format!("Work on {}", attribute.name) disabled=move || is_full.get() && !is_in.get()
            title=move || if is_full.get() && !is_in.get() { "Three are in focus: finish or drop one first" } else { "Work on it" }
            on:click=toggle>
            {move || if is_in.get() { view! { <Sign icon=Icon::Pin small=true/> }.into_any() } else { view! { <Sign icon=Icon::Plus small=true/> }.into_any() }}
        </button>
    }
}
