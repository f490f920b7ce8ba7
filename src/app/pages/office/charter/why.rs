//! Two questions more: why an office at all, and which of two offices answers for what.

use leptos::prelude::*;

use super::CharterState;
use crate::analysis::charter::alignment::{Alignment, alignment};
use crate::app::format::{money, percent};
use crate::model::office::charter::{OfficeLevel, ServiceKind};
use crate::model::portfolio::Currency;

/// Parts of an office for the whole organisation, one for a domain, the sponsor and the project managers, as usual.
const PARTS: [(ServiceKind, &str, [&str; 4]); 6] = [
    (ServiceKind::Spm, "Which goals, in which order", ["R", "C", "A", "I"]),
    (ServiceKind::Spm, "Which work is chosen, funded and stopped", ["R", "C", "A", "C"]),
    (ServiceKind::Spm, "Promised and realised benefits", ["A", "R", "C", "C"]),
    (ServiceKind::Apm, "Who works on what, and when", ["C", "A", "I", "R"]),
    (ServiceKind::Apm, "How the work is done, in each delivery mode", ["I", "A", "I", "R"]),
    (ServiceKind::Apm, "Blocks out of the way, recovery of red work", ["C", "A", "C", "R"]),
];

/// The card; both answers fold away.
#[component]
pub(super) fn WhyCard() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let found = Memo::new(move |_| state.store.document.with(alignment));
    let why = move || state.store.portfolio.with(|it| found.with(|found| why(found, &it.currency)));
    let level = Memo::new(move |_| state.store.office.with(|it| it.charter.head.level));
    let count = move |kind: ServiceKind| {
        state.store.office.with(|it| it.charter.done().filter(|it| it.kind == kind).count())
    };
    let ours = move || {
        let (spm, apm) = (count(ServiceKind::Spm), count(ServiceKind::Apm));
        (spm + apm > 0).then(|| format!(" Of our services {spm} choose work and {apm} help to do it."))
    };
    view! {
        <section class="card why-card" aria-label="Two questions more">
            <details class="twin twin-wide"><summary>"Why do we need one?"</summary><p>{why}</p></details>
            <details class="twin twin-wide"><summary>"PMO or enterprise PMO?"</summary>
                <p>{move || which(level.get())}{ours}</p><Split/></details>
        </section>
    }
}

fn why(found: &Alignment, currency: &Currency) -> String {
    let Some(share) = found.cost_share else {
        return "To tie the work to the goals. Nothing in the plan costs anything yet, so nobody can say how much of it is."
            .to_owned();
    };
    format!(
        "To tie the work to the goals: {} of the plan’s money ({} of {}) is spent on work that serves an objective, {} of \
         {} initiatives. What serves none is chosen by nobody.",
        percent(share),
        money(found.linked_cost, currency),
        money(found.cost, currency),
        found.linked,
        found.initiatives
    )
}

fn which(level: Option<OfficeLevel>) -> &'static str {
    match level {
        Some(OfficeLevel::Enterprise) => {
            "Ours is for the whole organisation: it has the goals and the money in view, and seldom the reach and the time to help with the work."
        }
        Some(OfficeLevel::Domain) => {
            "Ours is for one domain: it is near enough to help with the work, and needs a partner that has the goals of all in view."
        }
        Some(OfficeLevel::Solo) => {
            "Ours is one person: choose the few of these that matter most here, and leave the rest to others by name."
        }
        None => "They are partners, not alternatives: one has all goals in view, the other is near the work.",
    }
}

/// Who answers for what, as it is usually split.
#[component]
fn Split() -> impl IntoView {
    let row = |(kind, what, parts): (ServiceKind, &'static str, [&'static str; 4])| {
        let cells = parts.map(|part| view! { <td><b class="part" data-part=part>{part}</b></td> });
        view! { <tr><td>{kind.short()}</td><th scope="row">{what}</th>{cells}</tr> }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label="Who answers for what between two offices">
            <table class="data-table data-table-tight">
                <thead><tr><th scope="col">"Side"</th><th scope="col">"What"</th><th scope="col">"Enterprise PMO"</th><th scope="col">"Domain PMO"</th><th scope="col">"Sponsors"</th><th scope="col">"Project managers"</th></tr></thead>
                <tbody>{PARTS.map(row)}</tbody>
            </table>
        </div>
        <p class="card-note">"R does it, A answers for it, C is asked before, I is told after. A proposal to agree on: write your own under Result, in the table of duties."</p>
    }
}
