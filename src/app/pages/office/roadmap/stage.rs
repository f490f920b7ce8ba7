//! What the stage of the leader begins with: a few actions, pinned to the first quarter at once.

use leptos::prelude::*;

use super::RoadmapState;
use crate::analysis::leader_stage::{StageAction, leader_stage};
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::state::session::Notice;
use crate::model::edit::{Edit, RoadmapChange};
use crate::model::office::roadmap::{ActionPlan, Hold};

/// The card.
#[component]
pub(super) fn StageActionsCard() -> impl IntoView {
    let state = expect_context::<RoadmapState>();
    let report = Memo::new(move |_| state.store.document.with(|it| leader_stage(it, today())));
    let open = Memo::new(move |_| {
        report.with(|it| it.actions.iter().filter(|it| is_open(it)).map(|it| it.id).collect::<Vec<_>>())
    });
    let pin = move |_| {
        let edits = open.get_untracked().into_iter().map(|action| {
            let plan = ActionPlan { quarter: Some(0), hold: Hold::Pinned, ..state.plan(action) };
            Edit::Roadmap(RoadmapChange::Action { action, plan })
        });
        let label = "actions of the leader’s stage".to_owned();
        state.store.commit(Edit::Several { label, edits: edits.collect() });
        state
            .session
            .tell(Notice::ok("They are pinned to the first quarter", "The rest is planned around them."));
    };
    let title = move || {
        let words = report.with(|it| it.stage.words().to_lowercase());
        if open.with(Vec::is_empty) {
            format!("What a leader begins with is decided: {words}")
        } else {
            format!("What a leader begins with: {words}")
        }
    };
    let rows = move || report.get().actions.into_iter().map(row).collect_view();
    view! {
        <section class="card" aria-labelledby="stage-actions-title">
            <h2 id="stage-actions-title">{title}</h2>
            <p class="card-note">"Each goes with a step of the checklist under Leader; none of them needs another action first."</p>
            <ul class="list">{rows}</ul>
            <Show when=move || !open.with(Vec::is_empty)>
                <div class="card-foot"><button class="button" type="button" on:click=pin>"Pin them to the first quarter"</button></div>
            </Show>
        </section>
    }
}

/// Whether nobody has decided about it.
fn is_open(it: &StageAction) -> bool {
    !it.is_held && !it.is_banned
}

fn row(it: StageAction) -> impl IntoView {
    let (icon, class, words) = match (it.is_held, it.is_banned) {
        (true, _) => (Icon::Ok, "is-ok", "held: pinned, committed or done"),
        (_, true) => (Icon::Note, "is-note", "set aside"),
        _ => (Icon::Note, "is-note", "free: the plan decides"),
    };
    view! {
        <li class="list-item"><span class=class><Sign icon small=true/></span>
            <div><strong>{it.name}</strong><p>{words}</p></div></li>
    }
}
