//! One page for executives: three figures, three asks, and what was decided lately.

use leptos::prelude::*;

use super::super::state::OfficeState;
use super::CharterState;
use super::paper::CharterPaper;
use crate::analysis::executive::{Ask, ExecutivePage, Headline, Knowledge, executive_page};
use crate::app::clock::today;
use crate::app::format::{day, in_words};
use crate::app::state::simulation::Simulation;

/// The page, and the buttons above it.
#[component]
pub(super) fn ExecutivePaper() -> impl IntoView {
    view! { <CharterPaper><Content/></CharterPaper> }
}

#[component]
fn Content() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let page = found(state);
    move || {
        let page = page.get();
        let name = state.store.portfolio.with(|it| it.name.clone());
        let label = state.store.office.with(|it| it.charter.head.label.clone());
        let label = if label.trim().is_empty() { "Project management office".to_owned() } else { label };
        let as_of = page.day.map(|it| format!("As of {}", day(it)));
        let has_asks = !page.asks.is_empty();
        view! {
            <header class="paper-header">
                <div><p class="kicker">{label}</p><h1 id="paper-title">{title(&page)}</h1></div>
                <p class="paper-meta">{name}<br/>{as_of}</p>
            </header>
            <dl class="executive-figures">{page.figures.iter().cloned().map(figure).collect_view()}</dl>
            <section><h2>"What we ask of you"</h2>
                {has_asks.then(|| view! { <ol class="executive-asks">{page.asks.iter().cloned().map(ask).collect_view()}</ol> })}
                {(!has_asks).then(|| view! { <p>"Nothing waits for you."</p> })}
            </section>
            <section><h2>"Decided in the last month"</h2>{decided(&page)}</section>
            <footer class="paper-foot"><p>{today().map(|it| format!("Printed {}.", day(it)))}</p></footer>
        }
    }
}

/// The page, found anew whenever the plan, its runs or the assessment change.
fn found(state: CharterState) -> Memo<ExecutivePage> {
    let simulation = expect_context::<Simulation>();
    let office = expect_context::<OfficeState>();
    Memo::new(move |_| {
        let things = simulation.right_things.get();
        let report = simulation.report.get();
        let overload: Option<Vec<_>> = report
            .as_ref()
            .map(|it| it.roles.iter().map(|role| (role.name.clone(), role.overload.clone())).collect());
        // What nobody may see yet under Result is not told here either.
        let is_blind = office.assessment.with(|it| it.as_ref().is_some_and(|it| it.is_blind));
        let flags = match office.whole.get() {
            Some(whole) if !is_blind => whole.red_flags.flags.clone(),
            _ => Vec::new(),
        };
        state.store.document.with(|document| {
            executive_page(Knowledge {
                document,
                today: today(),
                things: things.as_ref(),
                people: report.as_ref().and_then(|it| it.right_people),
                time: report.as_ref().and_then(|it| it.right_time),
                overload: overload.as_deref(),
                flags: &flags,
            })
        })
    })
}

fn title(page: &ExecutivePage) -> String {
    match page.asks.len() {
        0 => "Where the plan stands; nothing waits for you".to_owned(),
        1 => "Where the plan stands, and one thing we ask".to_owned(),
        many => format!("Where the plan stands, and {} things we ask", in_words(many).to_lowercase()),
    }
}

fn figure(it: Headline) -> impl IntoView {
    let range = (!it.range.is_empty()).then(|| view! { <br/>{it.range.clone()} });
    view! { <div><dt>{it.name}</dt><dd class="value">{it.figure}</dd><dd class="note">{it.meaning}{range}</dd></div> }
}

fn ask(it: Ask) -> impl IntoView {
    let by = it.by.map(|by| {
        let words = if it.is_late { format!("was due {}", day(by)) } else { format!("by {}", day(by)) };
        view! { <span class="executive-by" class:is-late=it.is_late>{words}</span> }
    });
    view! {
        <li><p class="executive-who"><b>{it.who}</b>{by}</p><p>{it.what}"."</p><p class="card-note">{it.why}</p></li>
    }
}

fn decided(page: &ExecutivePage) -> AnyView {
    if page.decided.is_empty() {
        return view! { <p>"Nothing."</p> }.into_any();
    }
    let rows = page.decided.iter().cloned().map(|it| {
        let by = if it.decider.is_empty() { String::new() } else { format!(", by {}", it.decider) };
        view! { <li><b>{it.title}</b><br/>{format!("{}{by}, on {}.", it.chosen, day(it.date))}</li> }
    });
    view! { <ul class="executive-decided">{rows.collect_view()}</ul> }.into_any()
}
