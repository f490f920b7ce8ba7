//! "Do you need a PMO?": functions first, an office only if they make enough work.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::analysis::need_areas::{AreaReport, PARTS};
use crate::analysis::office::{Form, FunctionReport, NeedReport, need_report};
use crate::app::components::field::{TextField, apply};
use crate::app::components::segmented::Segmented;
use crate::app::components::why::Why;
use crate::app::format::{count, in_words, money, number, percent};
use crate::model::edit::Edit;
use crate::model::office::functions::{FunctionId, FunctionNeed, OfficeFunction};

/// The card.
#[component]
pub(super) fn NeedCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let report = Memo::new(move |_| state.store.document.with(need_report));
    let days = Signal::derive(move || report.with(|it| number(it.open_days, 1)));
    view! {
        <section class="card need-card" aria-labelledby="need-title">
            <div class="card-header"><div>
                <h2 id="need-title">{move || report.with(title)}</h2>
                <p class="card-note">{move || report.with(note)}</p>
            </div></div>
            <p class="need-days">"Work that nobody does: " <Why id="need-days" figure=days of="open work"><DaysSum report/></Why> " person-days a month"</p>
            {move || areas(state, &report.get().areas)}
            <details class="twin">
                <summary>{move || report.with(|it| format!("Ten functions, {} answered", it.asked))}</summary>
                <ul class="list need-list">
                    {OfficeFunction::all().iter().map(|function| view! { <FunctionRow function report/> }).collect_view()}
                </ul>
            </details>
        </section>
    }
}

/// Areas that stand in the table before the rest is one line.
const MOST_AREAS: usize = 8;

/// Which areas of the plan need it most; nothing while no initiative names its area.
fn areas(state: OfficeState, areas: &[AreaReport]) -> Option<AnyView> {
    let first = areas.iter().find(|it| !it.name.is_empty())?;
    let finding = if areas.len() == 1 {
        format!("All of the plan is in {}.", first.name)
    } else {
        let name = |it: &AreaReport| if it.name.is_empty() { "no area".to_owned() } else { it.name.clone() };
        format!(
            "{} needs it most: {} of what makes work for a PMO.",
            name(&areas[0]),
            percent(areas[0].index)
        )
    };
    let rows = areas
        .iter()
        .take(MOST_AREAS)
        .enumerate()
        .map(|(place, it)| area_row(state, place, it))
        .collect_view();
    let left = areas.len().saturating_sub(MOST_AREAS);
    let rest: f64 = areas.iter().skip(MOST_AREAS).map(|it| it.index).sum();
    let rest =
        (left > 0).then(|| format!("{} more with {} together.", count(left, "area", "areas"), percent(rest)));
    Some(view! {
        <div class="need-areas">
            <h3>"By business area"</h3>
            <p class="card-note">{finding}</p>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Need by business area">
                <table class="data-table data-table-tight">
                    <thead><tr>
                        <th scope="col">"Area"</th><th scope="col" class="number">"Need"</th>
                        <th scope="col" class="number">"Initiatives"</th><th scope="col" class="number">"Spend"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="card-note">{rest}</p>
        </div>
    }
    .into_any())
}

fn area_row(state: OfficeState, place: usize, area: &AreaReport) -> AnyView {
    let name = if area.name.is_empty() { "No area named".to_owned() } else { area.name.clone() };
    let spend = state.store.portfolio.with(|it| money(area.spend, &it.currency));
    let of = format!("need of {name}");
    let sum = StoredValue::new(area.clone());
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            <td class="number"><Why id=format!("need-area-{place}") figure=Signal::stored(percent(area.index)) of>{move || sum.with_value(area_sum)}</Why></td>
            <td class="number">{area.initiatives}</td>
            <td class="number">{spend}</td>
        </tr>
    }
    .into_any()
}

/// How the need of an area comes about.
fn area_sum(area: &AreaReport) -> AnyView {
    let rows = PARTS.iter().zip(area.shares).map(|(part, share)| {
        let share = share.map_or_else(|| "none in the plan".to_owned(), percent);
        view! { <tr><td>{*part}</td><td>{share}</td></tr> }
    });
    view! {
        <h3>"Need of an area"</h3>
        <p class="formula">"mean of its shares of the plan"</p>
        <table><tbody>{rows.collect_view()}</tbody><tfoot><tr><td>"Need"</td><td>{percent(area.index)}</td></tr></tfoot></table>
        <p>{format!("{} to other initiatives, {} risks to be expected. ", count(area.links, "link", "links"), number(area.risks, 1))}
        "All four count alike, which is a choice; "{format!("however they are weighed, it lies between {} and {}.", percent(area.range.low), percent(area.range.high))}
        " The area is the department of each initiative."</p>
    }
    .into_any()
}

fn title(report: &NeedReport) -> String {
    match report.form {
        None => "Do you need a PMO?".to_owned(),
        Some(Form::Nothing) => "You need no PMO, nor its functions".to_owned(),
        Some(Form::FunctionsOnly) => "You need the functions, not an office".to_owned(),
        Some(Form::PartTime) => "You need a part-time PMO".to_owned(),
        Some(Form::Formal) => "You need a PMO of its own".to_owned(),
    }
}

fn note(report: &NeedReport) -> String {
    let Some(form) = report.form else {
        return "Say which functions are needed and who does them already. “Functions without an office” is a full answer."
            .to_owned();
    };
    let sure = match (report.form_at_least, report.form_at_most) {
        (Some(least), Some(most)) if least == most => {
            "It stays so if the work is 0.6 to 1.6 times as much.".to_owned()
        }
        (Some(least), Some(most)) => {
            format!("With 0.6 times the work: {}; with 1.6 times: {}.", words(least), words(most))
        }
        _ => String::new(),
    };
    let left = if report.asked < usize::from(FunctionId::COUNT) {
        " Some functions are not answered yet."
    } else {
        ""
    };
    let advice = match form {
        Form::Nothing => "No function is needed so far.".to_owned(),
        _ => format!(
            "{} needed, {} done by somebody already.",
            count(report.needed, "function is", "functions are"),
            in_words(report.covered).to_lowercase()
        ),
    };
    format!("{advice} {sure}{left}")
}

fn words(form: Form) -> &'static str {
    match form {
        Form::Nothing => "nothing",
        Form::FunctionsOnly => "functions without an office",
        Form::PartTime => "a part-time office",
        Form::Formal => "an office of its own",
    }
}

#[component]
fn DaysSum(report: Memo<NeedReport>) -> impl IntoView {
    move || {
        let report = report.get();
        let open = |it: &&FunctionReport| it.is_needed == Some(true) && it.owner.trim().is_empty();
        let rows = report
            .functions
            .iter()
            .filter(open)
            .map(|it| {
                view! {
                    <tr><td>{it.name}</td><td>{number(it.days, 1)}</td></tr>
                }
            })
            .collect_view();
        view! {
            <h3>"Work that nobody does"</h3>
            <p class="formula">{format!("Σ (base + share per initiative × {})", report.initiatives)}</p>
            <table>
                <thead><tr><th>"Function"</th><th>"Days a month"</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><td>"Together"</td><td>{number(report.open_days, 1)}</td></tr></tfoot>
            </table>
            <p>"Below a quarter of a person (4.5 days): no office. Up to one person (18 days): part-time. Beyond: an office of its own. The days are our rules of thumb, so the answer is also worked out with 0.6 and 1.6 times as many."</p>
        }
    }
}

#[component]
fn FunctionRow(function: &'static OfficeFunction, report: Memo<NeedReport>) -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let id = function.number;
    let index = usize::from(id.number()) - 1;
    let is_needed = Memo::new(move |_| report.with(|it| it.functions[index].is_needed));
    let owner = Memo::new(move |_| report.with(|it| it.functions[index].owner.clone()));
    let set = move |need: Option<FunctionNeed>| apply(state.store, Edit::SetFunction { function: id, need });
    let choose = move |choice: Option<bool>| {
        let need = choice.map(|is_needed| FunctionNeed { is_needed, owner: owner.get_untracked() });
        drop(set(need));
    };
    view! {
        <li class="need-function">
            <div><strong>{function.name.as_str()}</strong><p>{function.question.as_str()}</p></div>
            <Segmented legend=format!("Is {} needed?", function.name.to_lowercase()) name=format!("function-{}", id.number())
                choices=[(Some(true), "Yes"), (Some(false), "No"), (None, "?")] value=is_needed on_choose=choose/>
            <Show when=move || is_needed.get() == Some(true)>
                <TextField label="Done already by" value=owner placeholder="nobody"
                    on_change=move |owner| set(Some(FunctionNeed { is_needed: true, owner: owner.trim().to_owned() }))/>
            </Show>
        </li>
    }
}
