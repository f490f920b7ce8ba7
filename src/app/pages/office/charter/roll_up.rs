//! Several offices as one: the file of each is read, and all of them stand in one table.

use leptos::html;
use leptos::prelude::*;

use super::CharterState;
use crate::analysis::charter::roll_up::{OfficeLine, RollUp, standing};
use crate::app::clock::today;
use crate::app::files::read_text;
use crate::app::format::{count, day, in_words, money, number};
use crate::app::state::session::{Notice, Session};
use crate::model::edit::CharterChange;
use crate::model::envelope::open;
use crate::model::office::charter::OfficeLevel;
use crate::model::office::network::{OtherOffice, Standing};

/// Reads the portfolio of another office, and says what was read last.
#[component]
pub(super) fn TheirFile(other: Memo<Option<OtherOffice>>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let session = expect_context::<Session>();
    let input = NodeRef::<html::Input>::new();
    let name = move || other.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let read = move || {
        let Some(file) = input.get().and_then(|it| it.files()).and_then(|files| files.get(0)) else { return };
        let file_name = file.name();
        read_text(file, move |text| {
            let opened = text.and_then(|text| open(&text).map_err(|error| error.to_string()));
            let done = opened.and_then(|opened| {
                let found = standing(&opened.document, &file_name, today());
                let Some(other) = other.get_untracked() else { return Ok(()) };
                state.commit(CharterChange::SetOffice(OtherOffice {
                    standing: Some(Box::new(found)),
                    ..other
                }))
            });
            if let Err(reason) = done {
                let text = format!("{reason}. What was known of that office stays.");
                session.tell(Notice::stop(format!("{file_name} was not read"), text));
            }
        });
    };
    let known = move || {
        other.with(|it| {
            let it = it.as_ref()?.standing.as_ref()?;
            let since = it.read.map_or_else(String::new, |date| format!(" on {}", day(date)));
            Some(format!(
                "{} was read{since}: {}",
                it.file,
                count(it.initiatives.len(), "initiative", "initiatives")
            ))
        })
    };
    view! {
        <div class="row network-file">
            <label class="button button-quiet file-button">
                {move || if other.with(|it| it.as_ref().is_some_and(|it| it.standing.is_some())) { "Read its file again…" } else { "Read its file…" }}
                <span class="visually-hidden">{move || format!(" {}", name())}</span>
                <input node_ref=input type="file" accept=".json,application/json" on:change=move |_| read()/>
            </label>
            <span class="card-note">{move || known().unwrap_or_else(|| "Its portfolio as JSON: only figures and names of initiatives are taken over.".to_owned())}</span>
        </div>
    }
}

/// All offices in one table; absent while no file was read.
#[component]
pub(super) fn AllOffices() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let found = Memo::new(move |_| state.report.with(|it| it.roll_up.clone()));
    move || {
        found.get().map(|all| {
            let rows = all.offices.iter().map(line).collect_view();
            view! {
                <div class="roll-up">
                    <h3>{title(&all)}</h3>
                    <div class="table-scroll" tabindex="0" role="region" aria-label="All offices">
                        <table class="data-table data-table-tight">
                            <caption class="visually-hidden">"Each office by its own file, and all of them together"</caption>
                            <thead><tr><th scope="col">"Office"</th><th scope="col">"Level"</th>
                                {["Initiatives", "Cost", "People", "Maturity"].map(|head| view! { <th scope="col" class="number">{head}</th> })}</tr></thead>
                            <tbody>{rows}</tbody>
                            <tfoot><tr><th scope="row" colspan="2">"All"</th><td class="number">{all.initiatives}</td><td class="number">{costs(&all)}</td>
                                <td class="number">{number(all.heads, 1)}</td><td class="number">{range(&all)}</td></tr></tfoot>
                        </table>
                    </div>
                    <p class="card-note">{notes(&all)}</p>
                </div>
            }
        })
    }
}

fn line(office: &OfficeLine) -> impl IntoView + use<> {
    let Standing { initiatives, cost, currency, heads, maturity, .. } = &office.standing;
    view! {
        <tr>
            <th scope="row"><bdi>{office.name.clone()}</bdi></th><td>{office.level.map(OfficeLevel::words)}</td>
            <td class="number">{initiatives.len()}</td><td class="number">{money(cost.get(), currency)}</td>
            <td class="number">{number(heads.get(), 1)}</td>
            <td class="number">{maturity.map_or_else(|| "–".to_owned(), |it| number(it.get(), 1))}</td>
        </tr>
    }
}

/// "Three offices look after 41 initiatives, £12,400m and 310 people".
fn title(all: &RollUp) -> String {
    format!(
        "{} offices look after {}, {} and {} people",
        in_words(all.offices.len()),
        count(all.initiatives, "initiative", "initiatives"),
        costs(all),
        number(all.heads, 0)
    )
}

fn costs(all: &RollUp) -> String {
    let each = all.costs.iter().map(|(currency, amount)| money(*amount, currency)).collect::<Vec<_>>();
    if each.is_empty() { "no cost".to_owned() } else { each.join(" + ") }
}

fn range(all: &RollUp) -> String {
    all.maturity
        .map_or_else(|| "–".to_owned(), |(low, high)| format!("{} to {}", number(low, 1), number(high, 1)))
}

/// What stands twice, and whose file is missing.
fn notes(all: &RollUp) -> String {
    let twice = all.shared.first().map(|(name, offices)| {
        let more = match all.shared.len() {
            1 => String::new(),
            many => format!(", and so do {} others", in_words(many - 1).to_lowercase()),
        };
        format!(
            "“{name}” stands in the plans of {}{more}: each is counted once, its cost in each plan.",
            offices.join(" and ")
        )
    });
    let unread = match all.unread.as_slice() {
        [] => None,
        names => Some(format!("Not in these sums, as no file was read: {}.", names.join(", "))),
    };
    let parts: Vec<String> = twice.into_iter().chain(unread).collect();
    if parts.is_empty() {
        "No initiative stands in two plans; every office’s file was read.".to_owned()
    } else {
        parts.join(" ")
    }
}
