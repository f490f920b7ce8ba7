//! Five elements and their balance: shape, figures, and what technology may not count.

use leptos::prelude::*;

use super::figures::range;
use super::finding::{level, lower};
use super::state::OfficeState;
use crate::analysis::elements::{Element, ElementReport, ElementsReport};
use crate::app::chart::radar::{Radar, Spoke};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{number, percent};

/// The card.
#[component]
pub(super) fn ElementsCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let report = Memo::new(move |_| state.whole.with(|whole| whole.as_ref().map(|it| it.elements.clone())));
    let spokes = Signal::derive(move || report.with(|it| it.as_ref().map(spokes).unwrap_or_default()));
    let say = move |how: fn(&ElementsReport) -> String| {
        Signal::derive(move || report.with(|it| it.as_ref().map(how).unwrap_or_default()))
    };
    let cut = say(cut);
    view! {
        <section class="card elements-card" aria-labelledby="elements-title">
            <div class="card-header"><div>
                <h2 id="elements-title">{say(title)}</h2>
                <p class="card-note">"The ten dimensions, sorted into five elements. An office is as strong as their balance."</p>
            </div></div>
            <div class="elements">
                <Radar spokes/>
                <div>
                    <p class="elements-balance">"Balance " <Why id="elements-balance" figure=say(balance) of="balance of the five"><BalanceSum report/></Why> " " <small>{say(balance_range)}</small></p>
                    {move || report.get().map(|it| view! { <Rows report=it/> })}
                    <Show when=move || !cut.with(String::is_empty)>
                        <p class="elements-cut"><span class="is-warn"><Sign icon=Icon::Warn small=true/></span><span>{cut}</span></p>
                    </Show>
                </div>
            </div>
        </section>
    }
}

/// The elements as a table: the picture's twin.
#[component]
fn Rows(report: ElementsReport) -> impl IntoView {
    let rows = report.elements.into_iter().map(|it| {
        let id = format!("element-{}", it.element.name().to_lowercase());
        let figure = Signal::stored(level(it.counts));
        let interval = range(it.interval);
        let name = it.element.name();
        let report = StoredValue::new(it);
        view! {
            <tr><th scope="row">{name}</th>
                <td class="number"><Why id figure of=name><ElementSum report=report.get_value()/></Why></td>
                <td class="number">{interval}</td></tr>
        }
    });
    view! {
        <table class="data-table data-table-tight element-table">
            <thead><tr><th scope="col">"Element"</th><th scope="col" class="number">"Counts"</th><th scope="col" class="number">"90 %"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn ElementSum(report: ElementReport) -> impl IntoView {
    let rows = report.parts.into_iter().map(|it| {
        view! { <tr><td>{it.name}</td><td>{percent(it.weight)}</td><td>{level(it.score)}</td></tr> }
    });
    let rule = (report.element == Element::Technology).then_some(
        "Technology depends on people and process: it counts at most one level above the lower of the two.",
    );
    view! {
        <h3>{report.element.name()}</h3>
        <p class="formula">"Σ weight × part ÷ Σ weight"</p>
        <table>
            <thead><tr><th>"Part"</th><th>"Weight"</th><th>"Score"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot><tr><td>"Score"</td><td></td><td>{level(report.score)}</td></tr><tr><td>"Counts"</td><td></td><td>{level(report.counts)}</td></tr></tfoot>
        </table>
        <p>"Every dimension belongs to one element. Only the statement on satisfied customers leaves its own, the tools. " {rule}</p>
    }
}

#[component]
fn BalanceSum(report: Memo<Option<ElementsReport>>) -> impl IntoView {
    move || {
        let report = report.get()?;
        let (high, low) = report.ends?;
        let rows = report
            .elements
            .iter()
            .map(|it| view! { <tr><td>{it.element.name()}</td><td>{level(it.counts)}</td></tr> });
        Some(view! {
            <h3>"Balance"</h3>
            <p class="formula">"1 − (highest − lowest) ÷ 4"</p>
            <table><tbody>{rows.collect_view()}</tbody><tfoot><tr><td>"Balance"</td><td>{balance(&report)}</td></tr></tfoot></table>
            <p>{format!(
                "1 if all five stand level, 0 if one is at 5 and another at 1. The 90 % interval is that of the distance from {} to {} as each person sees it: who marks everything low moves nothing.",
                lower(high.name()), lower(low.name())
            )}</p>
        })
    }
}

fn spokes(report: &ElementsReport) -> Vec<Spoke> {
    let lowest = report.ends.map(|(_, low)| low);
    let spoke = |it: &ElementReport| {
        // The interval is of the score: where less counts, it moves along.
        let cut = it.score.zip(it.counts).map_or(0.0, |(score, counts)| score - counts);
        Spoke {
            label: it.element.name().to_owned(),
            score: it.counts,
            interval: it.interval.map(|it| ((it.low - cut).max(1.0), (it.high - cut).max(1.0))),
            is_weakest: lowest == Some(it.element),
        }
    };
    report.elements.iter().map(spoke).collect()
}

fn title(report: &ElementsReport) -> String {
    match (report.ends, report.balance) {
        (Some((high, low)), Some(_)) if report.balance_interval.is_none_or(|it| it.high < 1.0 - 1e-9) => {
            format!("{} leads and {} trails", high.name(), lower(low.name()))
        }
        (Some(_), Some(_)) => "The five elements stand level, as far as the answers tell".to_owned(),
        _ => "Some of the five elements have no answer yet".to_owned(),
    }
}

fn balance(report: &ElementsReport) -> String {
    report.balance.map_or_else(|| "–".to_owned(), |it| number(it, 2))
}

fn balance_range(report: &ElementsReport) -> String {
    match (report.balance, report.balance_interval) {
        (Some(_), Some(it)) => format!("{}–{}, where 1 is level", number(it.low, 2), number(it.high, 2)),
        (Some(_), None) => "of 1; three people give an interval".to_owned(),
        _ => "needs an answer in each element".to_owned(),
    }
}

fn cut(report: &ElementsReport) -> String {
    let claimed = report.elements[2].score;
    report.cut_from_technology().map_or_else(String::new, |_| {
        format!(
            "Technology claims {} and counts {}: tools lift nobody more than one level above people and process.",
            level(claimed),
            level(report.elements[2].counts)
        )
    })
}
