//! Preview of a portfolio in JSON.

use leptos::prelude::*;

use super::super::Frame;
use crate::app::components::icon::{Icon, Sign};
use crate::app::files;
use crate::app::format::{count, money};
use crate::app::state::session::Session;
use crate::app::state::storage::Storage;
use crate::app::state::store::Store;
use crate::model::envelope::{Opened, VERSION};
use crate::model::validate::validate;

/// What the file holds, and the button that opens it.
#[component]
pub(super) fn PortfolioPreview(file: String, opened: Box<Opened>, text: String) -> impl IntoView {
    let (store, storage, session) =
        (expect_context::<Store>(), expect_context::<Storage>(), expect_context::<Session>());
    let figures = figures(&opened);
    let gaps = validate(&opened.document).len();
    let name = opened.document.portfolio.name.clone();
    let migrated = opened.migrated_from;
    let title = format!("Open {file}");
    let taken = StoredValue::new((file, opened, text));
    let take = move |_| {
        session.dialog.set(None);
        taken
            .with_value(|(file, opened, text)| files::take_over(store, storage, session, file, opened, text));
    };
    view! {
        <Frame
            title=title
            note="Nothing is changed until you press Open it. What is open now stays one undo away."
            foot=move || view! {
                <span class="row row-end">
                    <button class="button" type="button" on:click=move |_| session.dialog.set(None)>"Cancel"</button>
                    <button class="button button-primary" type="button" autofocus on:click=take>"Open it"</button>
                </span>
            }
        >
            <h3>{name}</h3>
            <dl class="figures">
                {figures.into_iter().map(|(value, label)| view! { <div><dt>{label}</dt><dd class="value">{value}</dd></div> }).collect_view()}
            </dl>
            <ul class="list">
                {migrated.map(|version| view! {
                    <li class="list-item">
                        <span class="is-note"><Sign icon=Icon::Note/></span>
                        <div>
                            <strong>{format!("Written by an earlier version ({version})")}</strong>
                            <p>{format!("It has been brought to version {VERSION}; its own text is kept in this browser.")}</p>
                        </div>
                    </li>
                })}
                <li class="list-item">
                    <span class=if gaps == 0 { "is-ok" } else { "is-warn" }><Sign icon=if gaps == 0 { Icon::Ok } else { Icon::Warn }/></span>
                    <div>
                        <strong>{if gaps == 0 { "No gaps".to_owned() } else { format!("{} to close", count(gaps, "gap", "gaps")) }}</strong>
                        <p>"The file was checked as a whole and can be opened; gaps are listed on the Portfolio page."</p>
                    </div>
                </li>
            </ul>
        </Frame>
    }
}

fn figures(opened: &Opened) -> Vec<(String, &'static str)> {
    let document = &opened.document;
    let initiatives = &document.initiatives;
    let cost = initiatives.list.iter().map(crate::model::initiative::Initiative::cost_money).sum();
    vec![
        (initiatives.list.len().to_string(), "initiatives"),
        (initiatives.in_plan().count().to_string(), "in the plan"),
        (money(cost, &document.portfolio.currency), "cost"),
        (document.people.roles.len().to_string(), "roles"),
        (document.scoring.leaves().count().to_string(), "criteria"),
        (document.office.assessments.len().to_string(), "assessments"),
    ]
}
