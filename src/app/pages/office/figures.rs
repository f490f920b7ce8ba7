//! Four figures of one assessment, side by side, because each answers another question.

use leptos::prelude::*;

use super::finding::{ladder, level};
use super::state::OfficeState;
use crate::analysis::assess::{AssessmentReport, DimensionReport};
use crate::analysis::office::{OfficeReport, WorkTypes};
use crate::app::components::why::Why;
use crate::app::format::{count, number, percent};
use crate::engine::stats::interval::Interval;
use crate::model::office::Evidence;

/// The card with the four.
#[component]
pub(super) fn Figures() -> impl IntoView {
    let of = |say: fn(&AssessmentReport) -> String| {
        let state = expect_context::<OfficeState>();
        Signal::derive(move || state.report.with(|report| report.as_deref().map(say).unwrap_or_default()))
    };
    view! {
        <section class="card" aria-label="Four scores">
            <dl class="figures office-figures">
                <Figure id="mean" label="Weighted mean" value=of(|it| level(it.mean)) aside=of(voices) note=capped_note()><MeanSum/></Figure>
                <Figure id="evidence" label="With evidence" value=of(|it| level(it.evidenced)) aside=of(claimed) note=of(evidence_note)><EvidenceSum/></Figure>
                <Figure id="staged" label="Staged level" value=of(staged) aside=of(|_| "of 5".to_owned()) note=of(staged_note)><StagedSum/></Figure>
                <Figure id="weakest" label="Weakest link" value=of(|it| level(it.weakest.as_ref().map(|it| it.score))) aside=of(weakest_interval) note=of(weakest_note)><WeakestSum/></Figure>
            </dl>
        </section>
    }
}

/// The note of the mean; first of all what raised flags make of it.
fn capped_note() -> Signal<String> {
    let state = expect_context::<OfficeState>();
    Signal::derive(move || {
        state.whole.with(|whole| {
            let Some(whole) = whole else {
                return state.report.with(|report| report.as_deref().map(mean_note).unwrap_or_default());
            };
            let note = match whole.foundation.holds {
                Some(false) => format!(
                    "Not to be leant on yet: its foundation is below level 2. {}",
                    mean_note(&whole.assessment)
                ),
                _ => mean_note(&whole.assessment),
            };
            match (whole.assessment.mean, whole.after_flags) {
                (Some(mean), Some(after)) if after < mean - 0.005 => {
                    format!("Counts as {} until {}. {note}", number(after, 1), held_back(whole))
                }
                _ => note,
            }
        })
    })
}

/// What has to happen before the whole mean counts: "RF7 is solved and services cover more of the work (D7)".
fn held_back(whole: &OfficeReport) -> String {
    let effects = &whole.red_flags.effects;
    let flags = [
        ("RF1", effects.headline.is_some()),
        ("RF5", effects.statement.is_some()),
        ("RF7", effects.dimension.is_some()),
    ];
    let codes: Vec<&str> = flags.into_iter().filter(|(_, raised)| *raised).map(|(code, _)| code).collect();
    let solved = match codes.len() {
        0 => None,
        1 => Some(format!("{} is solved", codes[0])),
        _ => Some(format!("{} are solved", codes.join(", "))),
    };
    let covered = whole
        .work_types
        .filter(WorkTypes::bites)
        .map(|_| "services are for more of the work (D7)".to_owned());
    [solved, covered].into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

#[component]
fn Figure(
    id: &'static str,
    label: &'static str,
    value: Signal<String>,
    aside: Signal<String>,
    note: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <div data-figure=id>
            <dt>{label}</dt>
            <dd class="value">
                <Why id=format!("office-{id}") figure=value of=label>{move || children.with_value(|children| children())}</Why>
                " "<small>{aside}</small>
            </dd>
            <dd class="note">{note}</dd>
        </div>
    }
}

/// The interval as "2.5–3.2"; empty if there is none.
pub(super) fn range(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |it| format!("{}–{}", number(it.low, 1), number(it.high, 1)))
}

fn voices(report: &AssessmentReport) -> String {
    match (report.mean_interval, report.respondents) {
        (Some(interval), _) => range(Some(interval)),
        (None, 1) => "one voice".to_owned(),
        (None, 2) => "two voices, no interval".to_owned(),
        (None, _) => String::new(),
    }
}

fn mean_note(report: &AssessmentReport) -> String {
    match report.mean_interval {
        Some(_) => format!(
            "The headline: every dimension by its weight. 90 % interval over {} people.",
            report.respondents
        ),
        None => "The headline: every dimension by its weight. Three people give an interval.".to_owned(),
    }
}

fn claimed(report: &AssessmentReport) -> String {
    match (report.mean, report.evidenced) {
        (Some(mean), Some(evidenced)) if mean - evidenced >= 0.05 => {
            format!("{} below the claim", number(mean - evidenced, 1))
        }
        (Some(_), Some(_)) => "as claimed".to_owned(),
        _ => String::new(),
    }
}

fn evidence_note(_: &AssessmentReport) -> String {
    "The same mean, but what nobody has shown counts 3 at most, and what a document shows 4.".to_owned()
}

fn staged(report: &AssessmentReport) -> String {
    report.staged.map_or_else(|| "–".to_owned(), |level| level.to_string())
}

fn staged_note(report: &AssessmentReport) -> String {
    let rungs = ladder(report);
    let next = report.staged.and_then(|level| rungs.into_iter().find(|rung| rung.level == level + 1));
    match next {
        None => "No averaging: the whole ladder is climbed.".to_owned(),
        Some(rung) if rung.reached >= 0.8 => {
            let held = count(rung.far_below, "statement far below holds", "statements far below hold");
            format!("No averaging: {held} it back from level {}.", rung.level)
        }
        Some(rung) => format!(
            "No averaging: {} of the statements reach level {}, where 80 % is asked.",
            percent(rung.reached),
            rung.level
        ),
    }
}

fn weakest_interval(report: &AssessmentReport) -> String {
    range(weakest(report).and_then(|dimension| dimension.interval))
}

fn weakest_note(report: &AssessmentReport) -> String {
    weakest(report).map_or_else(String::new, |dimension| format!("{}: what the mean hides.", dimension.name))
}

fn weakest(report: &AssessmentReport) -> Option<&DimensionReport> {
    let number = report.weakest.as_ref()?.dimension;
    report.dimensions.iter().find(|dimension| dimension.dimension == number)
}

/// How far the mean goes whichever single weight is halved or doubled.
fn weights_matter(report: &AssessmentReport) -> String {
    let ranges = || report.dimensions.iter().filter_map(|dimension| dimension.mean_by_weight);
    let low = ranges().map(|range| range.low).fold(f64::INFINITY, f64::min);
    let high = ranges().map(|range| range.high).fold(f64::NEG_INFINITY, f64::max);
    if low <= high { format!("{}–{}", number(low, 2), number(high, 2)) } else { "–".to_owned() }
}

fn hundredths(range: Option<Interval>) -> String {
    range.map_or_else(|| "–".to_owned(), |it| format!("{}–{}", number(it.low, 2), number(it.high, 2)))
}

#[component]
fn MeanSum() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rows = move |report: &AssessmentReport| {
        report.dimensions.iter().map(|dimension| view! {
            <tr><td>{dimension.name.clone()}</td><td>{percent(dimension.weight)}</td><td>{level(dimension.score)}</td><td>{hundredths(dimension.mean_by_weight)}</td></tr>
        }).collect_view()
    };
    move || {
        state.report.get().map(|report| view! {
        <h3>"Weighted mean"</h3>
        <p class="formula">"Σ weight × dimension ÷ Σ weight"</p>
        <table>
            <thead><tr><th>"Dimension"</th><th>"Weight"</th><th>"Score"</th><th>"Mean at ½–2 × weight"</th></tr></thead>
            <tbody>{rows(&report)}</tbody>
            <tfoot><tr><td>"Weighted mean"</td><td></td><td>{level(report.mean)}</td><td>{weights_matter(&report)}</td></tr></tfoot>
        </table>
        <p>"A dimension is the mean of its statements, a statement the mean of its groups: six PMO staff do not outvote one sponsor. “Don’t know” is left out and counted apart. "
        "The interval draws the people anew (never single answers) and is stretched for few voices; below three there is none."</p>
        {move || state.whole.with(|whole| whole.as_ref().and_then(|it| it.work_types).map(|it| view! { <p>{work_types_words(&it)}</p> }))}
    })
    }
}

/// What the work that is served makes of the seventh dimension.
pub(super) fn work_types_words(it: &WorkTypes) -> String {
    let rule = format!(
        "Services say they are for {} of the kinds and ways of work in the plan, so work types and modes (D7) count {} \
         at most (1 + 4 × coverage)",
        percent(it.coverage),
        number(it.most, 1)
    );
    if it.bites() {
        format!("{rule}: {} is claimed.", number(it.claimed, 1))
    } else {
        format!("{rule}; {} is claimed, so nothing is cut.", number(it.claimed, 1))
    }
}

#[component]
fn EvidenceSum() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let grades = [
        ("None (E0)", Evidence::None, "3"),
        ("Told (E1)", Evidence::Told, "3"),
        ("Document seen (E2)", Evidence::Document, "4"),
        ("Figures seen (E3)", Evidence::Data, "5"),
    ];
    let rows = move || {
        state.assessment.with(|assessment| {
            let grade =
                |id| assessment.as_ref().and_then(|it| it.evidence.get(&id).copied()).unwrap_or_default();
            grades.map(|(name, wanted, cap)| {
                let statements =
                    state.model.with(|it| it.statements().filter(|it| grade(it.id) == wanted).count());
                view! { <tr><td>{name}</td><td>{statements}</td><td>{cap}</td></tr> }
            })
        })
    };
    let capped = |report: &AssessmentReport| {
        let statements = report.dimensions.iter().flat_map(|dimension| &dimension.statements);
        statements
            .filter(|it| it.score.zip(it.evidenced).is_some_and(|(score, evidenced)| score > evidenced))
            .count()
    };
    move || {
        state.report.get().map(|report| view! {
        <h3>"With evidence"</h3>
        <p class="formula">"as the weighted mean, of min(score, cap)"</p>
        <table>
            <thead><tr><th>"Evidence"</th><th>"Statements"</th><th>"Cap"</th></tr></thead>
            <tbody>{rows()}</tbody>
            <tfoot><tr><td>"Statements capped"</td><td>{capped(&report)}</td><td></td></tr></tfoot>
        </table>
        <p>"Levels 4 and 5 speak of figures that change decisions: without a document or figures (E0, E1) a statement counts 3 at most. "
        {format!("Claimed {}, evidenced {}: the distance is a finding of its own.", level(report.mean), level(report.evidenced))}</p>
    })
    }
}

#[component]
fn StagedSum() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let rows = |report: &AssessmentReport| {
        ladder(report).into_iter().map(|rung| view! {
            <tr><td>{format!("Level {}", rung.level)}</td><td>{percent(rung.reached)}</td><td>{rung.far_below}</td></tr>
        }).collect_view()
    };
    move || {
        state.report.get().map(|report| view! {
        <h3>"Staged level"</h3>
        <p class="formula">"largest L with ≥ 80 % of the statements ≥ L − 0.25 and none < L − 1"</p>
        <table>
            <thead><tr><th>"Level"</th><th>"Reach it"</th><th>"Far below"</th></tr></thead>
            <tbody>{rows(&report)}</tbody>
            <tfoot><tr><td>"Staged level"</td><td></td><td>{staged(&report)}</td></tr></tfoot>
        </table>
        <p>"A chain of habits, not an average: excellence in one place does not pay for a hole in another."</p>
    })
    }
}

#[component]
fn WeakestSum() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    move || {
        let report = state.report.get()?;
        let dimension = weakest(&report)?;
        let rows = dimension.statements.iter().map(|statement| view! {
            <tr><td>{format!("{} {}", statement.id, statement.name)}</td><td>{level(statement.score)}</td></tr>
        }).collect_view();
        Some(view! {
            <h3>{dimension.name.clone()}</h3>
            <p class="formula">"lowest of the dimensions; mean of its statements"</p>
            <table>
                <tbody>{rows}</tbody>
                <tfoot><tr><td>"Mean"</td><td>{level(dimension.score)}</td></tr></tfoot>
            </table>
            <p>{format!("Its weight in the mean is {}.", percent(dimension.weight))}</p>
        })
    }
}
