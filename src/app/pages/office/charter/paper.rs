//! "What our PMO does and does not do", on one page.

use leptos::prelude::*;

use super::CharterState;
use crate::app::clock::today;
use crate::app::components::paper::PrintFrame;
use crate::app::format::day;
use crate::model::office::charter::{OfficeLevel, Service, ServiceKind};

/// The page, and the buttons above it.
#[component]
pub(super) fn Paper() -> impl IntoView {
    view! { <CharterPaper><Content/></CharterPaper> }
}

/// A page of the charter to print: the way back, and the sheet.
#[component]
pub(super) fn CharterPaper(
    /// What stands on it, with the title `paper-title`.
    children: Children,
) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let close = Callback::new(move |()| state.paper.set(None));
    view! {
        <PrintFrame back="Back to the charter" on_back=close>
            <article class="paper charter-paper" aria-labelledby="paper-title">{children()}</article>
        </PrintFrame>
    }
}

#[component]
fn Content() -> impl IntoView {
    let state = expect_context::<CharterState>();
    move || {
        let office = state.store.office.get();
        let head = office.charter.head.clone();
        let label = if head.label.trim().is_empty() {
            "Project management office".to_owned()
        } else {
            head.label.clone()
        };
        let place = match head.level {
            Some(OfficeLevel::Domain) if !head.domain.trim().is_empty() => head.domain.clone(),
            Some(level) => level.words().to_owned(),
            None => String::new(),
        };
        let sector = match (place.is_empty(), head.sector.trim()) {
            (_, "") => String::new(),
            (true, sector) => sector.to_owned(),
            (false, sector) => format!(" · {sector}"),
        };
        let goals = state.store.strategy.with(|it| {
            head.purpose
                .iter()
                .filter_map(|id| it.objective(*id).map(|it| it.name.clone()))
                .collect::<Vec<_>>()
        });
        let sponsor = office.sponsor().map(|it| format!("Sponsor: {}", it.name));
        let name = state.store.portfolio.with(|it| it.name.clone());
        let rights = head.decision_rights.clone();
        let written = (!head.mandate_document.trim().is_empty()).then(|| {
            let signed = head.mandate_signed.map_or_else(String::new, |it| format!(", signed {}", day(it)));
            format!("Mandate: {}{signed}. ", head.mandate_document)
        });
        let deputy =
            (!head.deputy.trim().is_empty()).then(|| format!("When the head is away: {}.", head.deputy));
        view! {
            <header class="paper-header">
                <div><p class="kicker">{label}</p><h1 id="paper-title">"What our PMO does, and does not do"</h1></div>
                <p class="paper-meta">{name}<br/>{place}{sector}<br/>{sponsor}</p>
            </header>
            {(!head.purpose_words.trim().is_empty()).then(|| view! { <p class="paper-purpose">{head.purpose_words.clone()}</p> })}
            {(!goals.is_empty()).then(|| view! { <section><h2>"The goals it serves"</h2><ol class="paper-goals">{goals.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ol></section> })}
            <div class="paper-columns">
                <section class="paper-does"><h2>"It does"</h2>{ServiceKind::ALL.map(|kind| services(&office.charter.services, kind))}
                    {office.charter.done().next().is_none().then(|| view! { <p class="muted">"No service is written down yet."</p> })}
                    {wished(&office.charter.services)}</section>
                <section class="paper-does-not"><h2>"It does not"</h2><ul>{office.charter.does_not.iter().map(|it| view! { <li>{it.clone()}</li> }).collect_view()}</ul>
                    {office.charter.does_not.is_empty().then(|| view! { <p class="muted">"Nothing is ruled out yet."</p> })}</section>
            </div>
            {(!rights.trim().is_empty()).then(|| view! { <section><h2>"What it decides, proposes, and is told"</h2><p class="paper-text">{rights}</p></section> })}
            <footer class="paper-foot"><p>{written}{deputy}{today().map(|it| format!(" Printed {}.", day(it)))}</p></footer>
        }
    }
}

/// Services that people wish for and the office does not do yet, if there are any.
fn wished(list: &[Service]) -> Option<impl IntoView + use<>> {
    let of: Vec<String> = list.iter().filter(|it| it.is_wished).map(|it| it.name.clone()).collect();
    (!of.is_empty()).then(|| {
        view! {
            <h3>"Asked for, not done yet"</h3>
            <ul>{of.into_iter().map(|it| view! { <li>{it}</li> }).collect_view()}</ul>
        }
    })
}

/// Services of one kind, if there are any.
fn services(list: &[Service], kind: ServiceKind) -> Option<impl IntoView + use<>> {
    let of: Vec<Service> = list.iter().filter(|it| it.kind == kind && !it.is_wished).cloned().collect();
    (!of.is_empty()).then(|| view! {
        <h3>{kind.words()}</h3>
        <ul>{of.into_iter().map(|it| {
            let to = (!it.beneficiary.trim().is_empty()).then(|| format!(" for {}", it.beneficiary.trim()));
            let effect = (!it.effect.trim().is_empty()).then(|| view! { <br/><span class="paper-effect">{it.effect.clone()}</span> });
            view! { <li><b>{it.name.clone()}</b>{to}{effect}</li> }
        }).collect_view()}</ul>
    })
}
