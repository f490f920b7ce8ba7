//! How far the initiative has come, in the terms of its delivery mode.

use jiff::civil::Date;
use leptos::prelude::*;

use super::Subject;
use crate::analysis::progress::{ENOUGH_WEEKS, FlowReport, ProgressReport, progress};
use crate::app::components::field::{DateField, TextField};
use crate::app::components::why::Why;
use crate::app::format::{count, day, money, number, percent, plain};
use crate::engine::progress::earned_value::EarnedValue;
use crate::exchange::cell::{Decimal, parse_number, parse_number_scaled};
use crate::model::edit::InitiativeChange;
use crate::model::finite::Finite;
use crate::model::initiative::Mode;
use crate::model::progress::Progress;

/// What the team reports, and what follows from it.
#[component]
pub(super) fn ProgressPart(subject: Subject) -> impl IntoView {
    let report = Memo::new(move |_| subject.of(progress));
    let mode = Memo::new(move |_| subject.of(|it| it.mode).unwrap_or_default());
    let method = move || match mode.get() {
        Mode::Predictive => "by earned value",
        Mode::Adaptive => "by throughput",
        Mode::Hybrid => "by earned value and throughput",
    };
    let as_of = Signal::derive(move || subject.of(|it| it.progress.as_of).flatten());
    view! {
        <section class="initiative-part" aria-labelledby="progress-title">
            <h3 id="progress-title">"How far has it come? "<small class="muted">{method}</small></h3>
            <div class="form-grid">
                <DateField label="Reported on" value=as_of on_change=move |day| set(subject, |it| it.as_of = day)/>
                <Show when=move || mode.get() != Mode::Adaptive><Shares subject/></Show>
                <Show when=move || mode.get() != Mode::Predictive><Items subject/></Show>
            </div>
            {move || report.get().map(|report| view! { <Answers subject report/> })}
        </section>
    }
}

/// Shares and money, for work with a plan.
#[component]
fn Shares(subject: Subject) -> impl IntoView {
    let share = move |of: fn(&Progress) -> Option<Finite>| {
        text(subject, move |it| of(it).map(|share| plain(share.get() * 100.0)))
    };
    view! {
        <TextField label="Should be done, %" value=share(|it| it.planned)
            on_change=move |text| { let share = parse_share(&text)?; set(subject, |it| it.planned = share) }/>
        <Show when=move || subject.of(|it| it.mode) == Some(Mode::Predictive)>
            <TextField label="Is done, %" value=share(|it| it.done)
                on_change=move |text| { let share = parse_share(&text)?; set(subject, |it| it.done = share) }/>
        </Show>
        <TextField label="Spent so far" value=text(subject, |it| it.spent.map(|it| it.to_string()))
            on_change=move |text| { let spent = parse_money(&text)?; set(subject, |it| it.spent = spent) }/>
    }
}

/// Items of work, for work that flows.
#[component]
fn Items(subject: Subject) -> impl IntoView {
    let items =
        move |of: fn(&Progress) -> Option<u32>| text(subject, move |it| of(it).map(|it| it.to_string()));
    let weeks = text(subject, |it| {
        Some(it.finished_per_week.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
    });
    view! {
        <TextField label="Items done" value=items(|it| it.items_done)
            on_change=move |text| { let items = parse_items(&text)?; set(subject, |it| it.items_done = items) }/>
        <TextField label="Items left" value=items(|it| it.items_left)
            on_change=move |text| { let items = parse_items(&text)?; set(subject, |it| it.items_left = items) }/>
        <TextField label="Items finished in each past week" value=weeks placeholder="3 0 4 2, the latest last"
            on_change=move |text| { let weeks = parse_weeks(&text)?; set(subject, |it| it.finished_per_week = weeks) }/>
    }
}

#[component]
fn Answers(subject: Subject, report: ProgressReport) -> impl IntoView {
    let ProgressReport { earned, flow, missing, .. } = report;
    let is_silent = subject.of(|it| it.progress.is_empty()).unwrap_or(true);
    let missing = (!missing.is_empty() && !is_silent)
        .then(|| view! { <p class="card-note">{format!("For a forecast, write down: {}.", missing.join("; "))}</p> });
    view! {
        {earned.map(|earned| view! { <Earned subject earned/> })}
        {flow.map(|flow| view! { <Flow flow/> })}
        {missing}
    }
}

#[component]
fn Earned(subject: Subject, earned: EarnedValue) -> impl IntoView {
    let currency = subject.store.portfolio.with(|it| it.currency.clone());
    let shown = move |amount: f64| money(amount, &currency);
    let cost = earned.at_completion.map(|cost| {
        (shown(cost.likely_money), format!(" ({} to {})", shown(cost.low_money), shown(cost.high_money)))
    });
    let (figure, range) = cost.unwrap_or_else(|| ("–".to_owned(), String::new()));
    let sum = StoredValue::new(format!(
        "earned {} ÷ should be earned {}{}",
        shown(earned.earned_money),
        shown(earned.planned_money),
        earned.schedule_index.map_or_else(String::new, |index| format!(" = pace {}", number(index, 2)))
    ));
    let cost_sum = StoredValue::new(
        earned.cost_index.map(|index| format!("cost efficiency, earned ÷ spent = {}", number(index, 2))),
    );
    view! {
        <p class="promises-sum">
            "Will cost "<Why id="earned-value" figure=Signal::stored(figure) of="expected cost of the whole">
                <h3>"Earned value"</h3>
                <p class="formula">{sum.get_value()}</p>
                <p class="formula">{cost_sum.get_value()}</p>
                <p>"The middle figure lets every unit go on costing what it cost so far; the ends let the rest cost as planned, or the delay cost too (PMI 2019)."</p>
            </Why>{range}
        </p>
    }
}

#[component]
fn Flow(flow: FlowReport) -> impl IntoView {
    let when = |weeks: Option<u32>, on: Option<Date>| match (weeks, on) {
        (_, Some(on)) => day(on),
        (Some(weeks), None) => count(weeks as usize, "week", "weeks"),
        (None, None) => "not within ten years".to_owned(),
    };
    let figure = Signal::stored(when(flow.p80_weeks, flow.p80_day));
    let middle = format!("; one in two by {}", when(flow.p50_weeks, flow.p50_day));
    let on_time = flow.on_time.map(|chance| format!("; by the day it is needed: {}", percent(chance)));
    let rough = (flow.past_weeks < ENOUGH_WEEKS).then(|| {
        format!(". A rough guide: {} tell little", count(flow.past_weeks, "past week", "past weeks"))
    });
    let sum = StoredValue::new(format!(
        "{} left; each week to come finishes as many as one of {} did",
        count(flow.items_left as usize, "item", "items"),
        count(flow.past_weeks, "past week", "past weeks")
    ));
    view! {
        <p class="promises-sum">
            "Done with a chance of 80 % by "<Why id="throughput" figure of="forecast by throughput">
                <h3>"Throughput"</h3>
                <p class="formula">{sum.get_value()}</p>
                <p>"Each past week is as likely as the other, and the chances are worked out exactly (Magennis 2011; Vacanti 2015)."</p>
            </Why>{middle}{on_time}{rough}"."
        </p>
    }
}

fn text(
    subject: Subject,
    of: impl Fn(&Progress) -> Option<String> + Send + Sync + 'static,
) -> Signal<String> {
    Signal::derive(move || subject.of(|it| of(&it.progress)).flatten().unwrap_or_default())
}

fn set(subject: Subject, change: impl FnOnce(&mut Progress)) -> Result<(), String> {
    let mut progress =
        subject.initiative.with_untracked(|it| it.as_ref().map(|it| it.progress.clone())).unwrap_or_default();
    change(&mut progress);
    subject.change(InitiativeChange::Progress(progress))
}

fn parse_share(text: &str) -> Result<Option<Finite>, String> {
    let bare = text.trim().trim_end_matches('%').trim_end();
    if bare.is_empty() {
        return Ok(None);
    }
    parse_number_scaled(bare, Decimal::Point, -2).map(Some).map_err(|error| error.to_string())
}

fn parse_money(text: &str) -> Result<Option<Finite>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_number(text, Decimal::Point).map(Some).map_err(|error| error.to_string())
}

fn parse_items(text: &str) -> Result<Option<u32>, String> {
    if text.trim().is_empty() { Ok(None) } else { whole(text.trim()).map(Some) }
}

/// "3 0 4 2", with commas if one likes.
fn parse_weeks(text: &str) -> Result<Vec<u32>, String> {
    let words = text.split([' ', ',', ';', '\t', '\n']).filter(|word| !word.is_empty());
    words.map(whole).collect()
}

fn whole(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| format!("“{text}” is not a number of items; write a whole number such as 12"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_read_with_spaces_or_commas() {
        assert_eq!(parse_weeks("3 0,4; 2"), Ok(vec![3, 0, 4, 2]));
        assert_eq!(parse_weeks("  "), Ok(Vec::new()));
        assert!(parse_weeks("3 -1").is_err() && parse_items("2.5").is_err());
    }
}
