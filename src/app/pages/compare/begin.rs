//! The first what-if: proposals made of the plan as it is, or an empty list of changes.

use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::components::scenario::begin;
use crate::app::pages::Page;
use crate::app::state::session::Session;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::document::Document;
use crate::model::edit::{Edit, RoleChange};
use crate::model::finite::Finite;
use crate::model::scenario::without;

/// Begins an empty what-if and goes where changes are made.
#[component]
pub(super) fn NewWhatIf() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let make = move |_| {
        let number = store.plan.with_untracked(|plan| plan.scenarios.list.len()) + 1;
        if begin(store, &format!("What-if {number}"), Vec::new()) {
            session.go(Page::Portfolio);
        }
    };
    view! { <button class="button" type="button" on:click=make><Sign icon=Icon::Plus small=true/>"New what-if"</button> }
}

/// Shown while there is nothing to compare with.
#[component]
pub(super) fn Begin() -> impl IntoView {
    let store = expect_context::<Store>();
    let simulation = expect_context::<Simulation>();
    let proposals = Memo::new(move |_| {
        let shortest = simulation.report.get().and_then(|report| {
            let unstaffed = |role: &crate::analysis::simulate::RoleReport| {
                role.demanded_person_weeks - role.staffed_person_weeks
            };
            let role = report.roles.iter().max_by(|a, b| unstaffed(a).total_cmp(&unstaffed(b)))?;
            (unstaffed(role) > 0.0).then_some(role.id)
        });
        store.plan.with(|plan| proposals(plan, shortest))
    });
    view! {
        <section class="card empty" aria-labelledby="begin-title">
            <Sign icon=Icon::Compare/>
            <h2 id="begin-title">"Nothing to compare with yet"</h2>
            <p>"A what-if is a list of changes: another set, other people, other dates. The plan stays as it is until you adopt one."</p>
            <div class="row compare-proposals">
                {move || proposals.get().into_iter().map(|(name, edits)| {
                    let label = format!("What if: {name}?");
                    view! { <button class="button" type="button" on:click=move |_| { begin(store, &name, edits.clone()); }>{label}</button> }
                }).collect_view()}
                <NewWhatIf/>
            </div>
        </section>
    }
}

/// What-ifs that say something of most plans, by name.
fn proposals(plan: &Document, shortest: Option<crate::model::id::RoleId>) -> Vec<(String, Vec<Edit>)> {
    let mut found = Vec::new();
    if let Some(role) = shortest.and_then(|id| plan.people.role(id))
        && let Ok(heads) = Finite::new(role.heads.get() + 1.0)
    {
        let edit = Edit::Role { role: role.id, change: RoleChange::Heads(heads) };
        found.push((format!("one more {}", role.name), vec![edit]));
    }
    let last = plan.initiatives.in_plan().last();
    if let Some(last) = last.filter(|_| plan.initiatives.in_plan().count() > 1) {
        found.push((format!("without {}", last.name), without(plan, last.id)));
    }
    found
}
