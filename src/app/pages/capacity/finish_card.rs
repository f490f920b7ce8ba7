//! When will it be finished? The S-curve of one initiative or of the plan, and the chance of any date.

use jiff::civil::Date;
use leptos::html;
use leptos::prelude::*;

use crate::analysis::finish::{Chance, FinishCurve, weeks_by};
use crate::app::chart::s_curve::{ShareAxis, band, curve};
use crate::app::chart::time_axis::TimeAxis;
use crate::app::chart::width::width_of;
use crate::app::components::keyed::Keyed;
use crate::app::format::{day, number, percent, percent_number};
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::id::InitiativeId;
use crate::model::portfolio::Calendar;

const HEIGHT_PX: f64 = 190.0;
const AXIS: ShareAxis = ShareAxis { top: 10.0, bottom: 166.0 };

/// What the card shows and asks; copy it freely.
#[derive(Clone, Copy)]
struct Question {
    /// Chosen by hand; the outer none is "nothing chosen yet", the inner one the plan as a whole.
    #[expect(clippy::option_option, reason = "the whole plan is a choice, too")]
    chosen: RwSignal<Option<Option<InitiativeId>>>,
    /// The date asked for, if one was entered.
    asked: RwSignal<Option<Date>>,
    target: Memo<Option<InitiativeId>>,
    curve: Memo<Option<FinishCurve>>,
    calendar: Memo<Calendar>,
    /// The day whose chance is told: the one asked for, the one needed by, or that of the P80.
    date: Memo<Option<Date>>,
}

impl Question {
    fn new() -> Self {
        let store = expect_context::<Store>();
        let simulation = expect_context::<Simulation>();
        let chosen = RwSignal::new(None::<Option<InitiativeId>>);
        let asked = RwSignal::new(None::<Date>);
        let calendar = Memo::new(move |_| store.portfolio.with(|it| it.calendar));
        let target = Memo::new(move |_| {
            let first_dated = || {
                store.initiatives.with(|it| it.in_plan().find(|it| it.needed_by.is_some()).map(|it| it.id))
            };
            chosen.get().unwrap_or_else(first_dated)
        });
        let curve = Memo::new(move |_| {
            simulation.outcome.with(|outcome| {
                let (prepared, tally) = outcome.as_ref()?;
                FinishCurve::new(prepared, tally, target.get())
            })
        });
        let date = Memo::new(move |_| {
            let needed = target
                .get()
                .and_then(|id| store.initiatives.with(|it| it.initiative(id).and_then(|it| it.needed_by)));
            let likely = || {
                let weeks = curve.with(|curve| curve.as_ref().and_then(|it| it.weeks_at(0.8)));
                weeks.map(|weeks| calendar.get().day_after_weeks(weeks))
            };
            asked.get().or(needed).or_else(likely)
        });
        Self { chosen, asked, target, curve, calendar, date }
    }

    fn chance(self) -> Option<Chance> {
        let weeks = weeks_by(self.calendar.get(), self.date.get()?);
        self.curve.with(|curve| curve.as_ref().map(|curve| curve.chance_by(weeks)))
    }

    fn name(self) -> String {
        let store = expect_context::<Store>();
        let name = self
            .target
            .get()
            .and_then(|id| store.initiatives.with(|it| it.initiative(id).map(|it| it.name.clone())));
        name.unwrap_or_else(|| "The whole plan".to_owned())
    }

    /// Another day, `weeks` later.
    fn shift(self, weeks: i64) {
        if let Some(date) = self.date.get_untracked() {
            self.asked.set(Some(date.saturating_add(jiff::Span::new().days(7 * weeks))));
        }
    }
}

/// The card.
#[component]
pub(super) fn FinishCard() -> impl IntoView {
    let question = Question::new();
    let title = Signal::derive(move || match (question.date.get(), question.chance()) {
        (Some(date), Some(chance)) => {
            format!("{} by {}: {}", question.name(), day(date), percent(chance.share))
        }
        _ => "The chance of any date".to_owned(),
    });
    let reading = move || {
        let chance = question.chance()?;
        let n = question.curve.with(|curve| curve.as_ref().map_or(0, FinishCurve::iterations));
        Some(format!(
            "Whoever asks for this day asks for the P{}; 95 % interval {} to {}, n = {}.",
            number(chance.share * 100.0, 0),
            percent_number(chance.interval.low),
            percent(chance.interval.high),
            number(n as f64, 0),
        ))
    };
    view! {
        <section class="card" aria-labelledby="finish-title">
            <div class="card-header">
                <div>
                    <h2 id="finish-title">{title}</h2>
                    <p class="card-note">"Share of runs that are finished by each week. Enter a day, or move along the curve with ← and →."</p>
                </div>
                <div class="row finish-controls"><TargetChoice question/><DateChoice question/></div>
            </div>
            <Curve question title/>
            <p class="chart-reading" role="status">{reading}</p>
            <Twin question/>
        </section>
    }
}

#[component]
fn TargetChoice(question: Question) -> impl IntoView {
    let store = expect_context::<Store>();
    let options = Memo::new(move |_| {
        store.initiatives.with(|it| it.in_plan().map(|it| (it.id, it.name.clone())).collect::<Vec<_>>())
    });
    let choose = move |text: String| {
        let ids = options.with_untracked(|options| options.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        question.asked.set(None);
        question.chosen.set(Some(ids.into_iter().find(|id| id.to_string() == text)));
    };
    view! {
        <label class="target-choice">
            <span>"Finish of"</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || question.target.get().is_none()>"the whole plan"</option>
                <Keyed each=move || options.get() key=|option| option.clone() let:option>
                    {
                        let (id, name) = option;
                        view! { <option value=id.to_string() selected=move || question.target.get() == Some(id)>{name}</option> }
                    }
                </Keyed>
            </select>
        </label>
    }
}

#[component]
fn DateChoice(question: Question) -> impl IntoView {
    let value = move || question.date.get().map_or_else(String::new, |day| day.to_string());
    view! {
        <label class="target-choice">
            <span>"Asked for by"</span>
            <input class="input" type="date" prop:value=value
                on:change:target=move |event| question.asked.set(event.target().value().parse().ok())/>
        </label>
    }
}

/// The curve; a slider along its dates.
#[component]
fn Curve(question: Question, title: Signal<String>) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let width = width_of(node, 720.0);
    let axis = Memo::new(move |_| {
        let calendar = question.calendar.get();
        let (first, last) = question.curve.with(|curve| {
            let at = |p: f64| curve.as_ref().and_then(|it| it.weeks_at(p)).unwrap_or(calendar.horizon_weeks);
            (at(0.001), at(0.999))
        });
        let asked = question.date.get().map_or(first, |date| weeks_by(calendar, date));
        let first = first.min(asked).saturating_sub(4);
        let last = (last.max(asked) + 4).min(calendar.horizon_weeks).max(first + 8);
        TimeAxis { calendar, first, weeks: last - first, left: 44.0, right: (width.get() - 12.0).max(120.0) }
    });
    let now = move || question.chance().map_or(0.0, |chance| chance.share * 100.0);
    let on_key = move |event: web_sys::KeyboardEvent| {
        let weeks = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => -1,
            "ArrowRight" | "ArrowUp" => 1,
            "PageDown" => -13,
            "PageUp" => 13,
            _ => return,
        };
        event.prevent_default();
        question.shift(weeks);
    };
    let on_click = move |event: web_sys::MouseEvent| {
        let axis = axis.get_untracked();
        let share = (f64::from(event.offset_x()) - axis.left) / (axis.right - axis.left);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the weeks shown"
        )]
        let week = axis.first + (share.clamp(0.0, 1.0) * f64::from(axis.weeks)).round() as u32;
        question.asked.set(Some(axis.calendar.day_after_weeks(week)));
    };
    view! {
        <div node_ref=node class="finish-chart" tabindex="0" role="slider" aria-label="Day asked for"
            aria-valuemin="0" aria-valuemax="100" aria-valuenow=move || number(now(), 0) aria-valuetext=title
            on:keydown=on_key on:click=on_click>
            <svg class="chart" width=move || width.get() height=HEIGHT_PX viewBox=move || format!("0 0 {} {HEIGHT_PX}", width.get()) aria-hidden="true">
                <CurveGrid axis/>
                <CurveMarks question axis/>
            </svg>
        </div>
    }
}

#[component]
fn CurveGrid(axis: Memo<TimeAxis>) -> impl IntoView {
    move || {
        let axis = axis.get();
        let shares = [0.0, 0.2, 0.5, 0.8, 1.0].map(|share| {
            view! {
                <line class="grid-line" x1=axis.left x2=axis.right y1=AXIS.y(share) y2=AXIS.y(share)/>
                <text class="end" x=axis.left - 6.0 y=AXIS.y(share) + 4.0>{format!("{} %", number(share * 100.0, 0))}</text>
            }
        });
        let ticks = axis.ticks().into_iter().map(|tick| {
            view! {
                <line class="grid-line" x1=tick.x x2=tick.x y1=AXIS.top y2=AXIS.bottom/>
                <text x=tick.x y=HEIGHT_PX - 6.0>{tick.label}</text>
            }
        });
        view! { {shares}{ticks.collect_view()} }
    }
}

#[component]
fn CurveMarks(question: Question, axis: Memo<TimeAxis>) -> impl IntoView {
    let lines = move || {
        let axis = axis.get();
        question.curve.with(|found| {
            let found = found.as_ref()?;
            let shares = found.shares();
            let chances: Vec<Chance> = (0..).zip(&shares).map(|(week, _)| found.chance_by(week)).collect();
            let low: Vec<f64> = chances.iter().map(|it| it.interval.low).collect();
            let high: Vec<f64> = chances.iter().map(|it| it.interval.high).collect();
            Some(view! {
                <path class="band" d=band(&low, &high, axis, AXIS)/>
                <path class="ours-line" d=curve(&shares, axis, AXIS)/>
            })
        })
    };
    let flag = move || {
        let week = question.curve.with(|curve| curve.as_ref().and_then(|it| it.needed_by_week))?;
        let x = axis.get().x(f64::from(week));
        let class = if question.curve.with(|it| it.as_ref().is_some_and(|it| it.chance_by(week).share < 0.5))
        {
            "due-missed"
        } else {
            "due"
        };
        Some(
            view! { <path class=class d=format!("M{x} {}V{}M{} {}h9l-4.5 7z", AXIS.bottom, AXIS.top - 1.0, x - 4.5, AXIS.top - 8.0)/> },
        )
    };
    let asked = move || {
        let chance = question.chance()?;
        let x = axis.get().x(f64::from(weeks_by(question.calendar.get(), question.date.get()?)));
        Some(view! {
            <line class="asked-line" x1=x x2=x y1=AXIS.y(chance.share) y2=AXIS.bottom/>
            <circle class="hollow" cx=x cy=AXIS.y(chance.share) r="5"/>
        })
    };
    view! { {lines}{flag}{asked} }
}

#[component]
fn Twin(question: Question) -> impl IntoView {
    let open = RwSignal::new(false);
    let row = move |percent: u32| {
        let weeks = question
            .curve
            .with(|curve| curve.as_ref().and_then(|it| it.weeks_at(f64::from(percent) / 100.0)));
        let date = weeks.map_or_else(
            || "beyond the horizon".to_owned(),
            |weeks| day(question.calendar.get().day_after_weeks(weeks)),
        );
        view! { <tr><th scope="row">{format!("P{percent}")}</th><td class="number">{weeks}</td><td class="number">{date}</td></tr> }
    };
    view! {
        <details class="twin" on:toggle:target=move |event| open.set(event.target().has_attribute("open"))>
            <summary>"Table of these figures"</summary>
            <Show when=move || open.get()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Finish by percentile">
                    <table class="data-table data-table-tight">
                        <caption>"Day by which that share of the runs is finished"</caption>
                        <thead><tr><th scope="col">"Percentile"</th><th scope="col" class="number">"Weeks"</th><th scope="col" class="number">"Finished by"</th></tr></thead>
                        <tbody>{move || [5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95].map(row)}</tbody>
                    </table>
                </div>
            </Show>
        </details>
    }
}
