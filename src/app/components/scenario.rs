//! Which scenario is worked in: the button in the top bar, and the band below the headline figures.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::clock::today;
use crate::app::format::{count, money};
use crate::app::state::session::{Dialog, Notice, Session};
use crate::app::state::store::Store;
use crate::model::document::Document;
use crate::model::edit::{Edit, ScenarioChange};
use crate::model::finite::Finite;
use crate::model::id::{InitiativeId, ScenarioId};
use crate::model::scenario::{Basis, Scenario, without};

/// Name of the scenario that is worked in, and how many there are; opens the list of them.
#[component]
pub fn ScenarioButton() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let name = move || current(store).map_or_else(|| "Plan of record".to_owned(), |it| it.name);
    let others = move || match store.plan.with(|plan| plan.scenarios.list.len()) {
        0 => String::new(),
        n => count(n, "what-if", "what-ifs"),
    };
    view! {
        <button
            class="scenario" class:scenario-chosen=move || store.scenario.get().is_some()
            type="button" aria-haspopup="dialog"
            on:click=move |_| session.dialog.set(Some(Dialog::Scenarios))
        >
            <span class="visually-hidden">"Working in: "</span>
            <bdi>{name}</bdi>
            <small>{others}</small>
            <Sign icon=Icon::Down small=true/>
        </button>
    }
}

/// Says, while a scenario is worked in, what it changes, and leads back.
#[component]
pub fn ScenarioBand() -> impl IntoView {
    let store = expect_context::<Store>();
    move || store.scenario.get().map(|id| view! { <Band id/> })
}

#[component]
fn Band(id: ScenarioId) -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let name = move || current(store).map(|it| it.name);
    let changes = move || match current(store).map_or(0, |it| it.edits.len()) {
        0 => "Nothing is changed yet: whatever you change now belongs to this what-if.".to_owned(),
        n => format!("{} to the plan, which stays as it is.", count(n, "change", "changes")),
    };
    let problem = move || {
        store.scenario_problem.get().map(|reason| {
        view! { <p class="is-stop">{format!("It no longer fits the plan, which is shown instead: {reason}. Take that change out of the list.")}</p> }
    })
    };
    view! {
        <section class="scenario-band" aria-label="What-if">
            <Sign icon=Icon::Note/>
            <div>
                <p><b>"What if: "<bdi>{name}</bdi></b>" "{changes}</p>
                {problem}
            </div>
            <span class="row row-end">
                <button class="button" type="button" on:click=move |_| session.dialog.set(Some(Dialog::Scenarios))>"Changes…"</button>
                <button class="button" type="button" on:click=move |_| adopt(store, session, id)>"Adopt it"</button>
                <button class="button button-primary" type="button" on:click=move |_| store.choose(None)>"Back to the plan"</button>
            </span>
        </section>
    }
}

/// Makes the scenario the plan, as one step of undo.
pub fn adopt(store: Store, session: Session, id: ScenarioId) {
    let Some(name) = store.plan.with_untracked(|plan| plan.scenarios.scenario(id).map(|it| it.name.clone()))
    else {
        return;
    };
    if store.try_commit(Edit::AdoptScenario(id)) {
        store.choose(None);
        session.tell(Notice::ok(format!("{name} is the plan now"), "Undo brings back the plan as it was."));
    }
}

/// Makes a scenario of the plan and works in it.
pub fn begin(store: Store, name: &str, edits: Vec<Edit>) -> bool {
    let (id, basis) =
        store.plan.with_untracked(|plan| (ScenarioId(plan.fresh_id(0)), Basis::of(plan, today())));
    let basis = Some(basis);
    let begun = store.try_commit(Edit::AddScenario(Scenario { basis, ..Scenario::new(id, name, edits) }));
    if begun {
        store.choose(Some(id));
    }
    begun
}

/// Copies the scenario and works in the copy.
pub fn copy(store: Store, session: Session, id: ScenarioId) {
    let copied = store.plan.with_untracked(|plan| {
        let scenario = plan.scenarios.scenario(id)?;
        scenario.copied(ScenarioId(plan.fresh_id(0)), format!("{}, copy", scenario.name))
    });
    let Some(scenario) = copied else {
        session.tell(Notice::stop("Not copied", "It changes the office, which a what-if cannot hold."));
        return;
    };
    let id = scenario.id;
    if store.try_commit(Edit::AddScenario(scenario)) {
        store.choose(Some(id));
    }
}

/// That the plan has changed since the scenario was made; none if it has not, or nobody knows.
pub fn stale_words(plan: &Document, id: ScenarioId) -> Option<String> {
    let scenario = plan.scenarios.scenario(id).filter(|it| it.is_stale(plan))?;
    let basis = scenario.basis.as_ref()?;
    let when = basis
        .date
        .map_or_else(|| "Made".to_owned(), |date| format!("Made on {}", crate::app::format::day(date)));
    let was = basis.initiatives.zip(basis.cost);
    let of = |(initiatives, cost): (u32, Finite)| {
        let count = count(initiatives as usize, "initiative", "initiatives");
        format!("{count} for {}", money(cost.get(), &plan.portfolio.currency))
    };
    let was = match (was, Basis::size_of(plan)) {
        (Some(was), Some(is)) if was != is => format!(": {}, now {}", of(was), of(is)),
        (Some(was), _) => format!(": {}", of(was)),
        (None, _) => String::new(),
    };
    Some(format!("{when}, against another plan than today’s{was}. Its changes are applied to today’s."))
}

/// The scenario holds with the plan of today.
pub fn look_again(store: Store, id: ScenarioId) {
    let change = ScenarioChange::Basis(Some(store.plan.with_untracked(|plan| Basis::of(plan, today()))));
    store.commit(Edit::Scenario { scenario: id, change });
}

/// Works in a scenario without `initiative` and whatever requires it.
pub fn what_if_it_fails(store: Store, session: Session, initiative: InitiativeId) {
    let found = store.plan.with_untracked(|plan| {
        let initiative = plan.initiatives.initiative(initiative)?;
        let name = format!("Without {}", initiative.name);
        let known = plan.scenarios.list.iter().find(|it| it.name == name).map(|it| it.id);
        Some((name, known, initiative.contingency_plan.clone(), without(plan, initiative.id)))
    });
    let Some((name, known, contingency_plan, edits)) = found else { return };
    let dependants = edits.len() - 1;
    session.dialog.set(None);
    if known.is_some() {
        store.choose(known);
    } else if !begin(store, &name, edits) {
        return;
    }
    let mut text = match contingency_plan.trim() {
        "" => "Nobody has written down what is done then.".to_owned(),
        plan => format!("What is done then: {plan}"),
    };
    if dependants > 0 {
        let others = count(dependants, "initiative that requires it goes", "initiatives that require it go");
        text = format!("{text} {others} with it.");
    }
    session.tell(Notice::note(name, text));
}

fn current(store: Store) -> Option<Scenario> {
    let id = store.scenario.get()?;
    store.plan.with(|plan| plan.scenarios.scenario(id).cloned())
}
