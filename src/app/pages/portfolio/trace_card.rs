//! From goal to milestone: a tree that opens level by level, and where the chain is broken.

use leptos::prelude::*;

use super::sheet::Sheet;
use crate::analysis::simulate::InitiativeReport;
use crate::analysis::trace::{
    self, BrokenTrace, InitiativeTrace, Milestone, MissingLink, ObjectiveTrace, TraceReport, TraceTree,
};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, day, in_words, money, percent, shortened};
use crate::app::state::session::Dialog;
use crate::app::state::simulation::Simulation;
use crate::model::id::{InitiativeId, ObjectiveId};
use crate::model::workshop::Workshop;

/// Longest bar beside an objective [px]: all of the plan's money.
const BAR_PX: f64 = 72.0;
/// Broken chains shown at first.
const SHOWN: usize = 6;
/// Longest name of an objective in the title [letters].
const TITLE_NAME: usize = 40;

/// Handle on the tree; copy it freely.
#[derive(Clone, Copy)]
struct Trace {
    sheet: Sheet,
    tree: Memo<TraceTree>,
}

/// The card.
#[component]
pub(super) fn TraceCard(sheet: Sheet) -> impl IntoView {
    let store = sheet.store;
    let shown = Trace {
        sheet,
        tree: Memo::new(move |_| {
            store.strategy.with(|strategy| {
                let tree = |workshop: &Workshop| {
                    let challenges = &workshop.interviews.sponsor.challenges;
                    store.initiatives.with(|initiatives| trace::tree(strategy, initiatives, challenges))
                };
                store.workshop.with(|workshop| tree(workshop))
            })
        }),
    };
    let title = Memo::new(move |_| shown.tree.with(|tree| finding(&store.document.with(trace::trace), tree)));
    view! {
        <section class="card" aria-labelledby="trace-title">
            <h2 id="trace-title">{title}</h2>
            <p class="card-note">
                "From goal to milestone, for the plan. Whatever serves several objectives counts in full for each; finish dates are P50 and P80 of the simulation, milestones its means."
            </p>
            <div class="trace">
                <Objectives trace=shown/>
                <Broken trace=shown/>
            </div>
        </section>
    }
}

/// The tree.
#[component]
fn Objectives(trace: Trace) -> impl IntoView {
    let ids = Memo::new(move |_| {
        trace.tree.with(|tree| tree.objectives.iter().map(|it| it.id).collect::<Vec<_>>())
    });
    view! {
        <Show
            when=move || ids.with(|ids| !ids.is_empty())
            fallback=|| view! { <p class="card-note">"The portfolio names no objectives, so nothing can be traced to one."</p> }
        >
            <ul class="trace-tree">
                <Keyed each=move || ids.get() key=|id| *id let:id><ObjectiveBranch trace id/></Keyed>
            </ul>
        </Show>
    }
}

#[component]
fn ObjectiveBranch(trace: Trace, id: ObjectiveId) -> impl IntoView {
    let objective =
        Memo::new(move |_| trace.tree.with(|tree| tree.objectives.iter().find(|it| it.id == id).cloned()));
    let of = move |part: fn(&ObjectiveTrace) -> String| {
        objective.with(|it| it.as_ref().map_or_else(String::new, part))
    };
    let ids = move || {
        objective.with(|it| it.iter().flat_map(|it| &it.initiatives).map(|it| it.id).collect::<Vec<_>>())
    };
    let serving = move || {
        of(|it| {
            let serving = match it.initiatives.len() {
                0 => "served by nothing".to_owned(),
                n => count(n, "initiative", "initiatives"),
            };
            match it.challenges.len() {
                0 => serving,
                n => format!("{serving}, {}", count(n, "challenge", "challenges")),
            }
        })
    };
    let cost = move || {
        let cost = objective.with(|it| it.as_ref().map_or(0.0, |it| it.cost_money));
        trace.sheet.store.portfolio.with(|it| money(cost, &it.currency))
    };
    let share = move || objective.with(|it| it.as_ref().and_then(|it| it.cost_share)).unwrap_or_default();
    view! {
        <li>
            <Fold
                summary=move || view! {
                    <span class="trace-name">{move || of(|it| it.name.clone())}</span>
                    <span class="trace-facts">
                        <svg class="chart mini" width=BAR_PX height="8" aria-hidden="true">
                            <rect class="risk-0" width=BAR_PX height="8" rx="1"/>
                            <rect class="share-5" width=move || BAR_PX * share().min(1.0) height="8" rx="1"/>
                        </svg>
                        <span class="trace-money">{cost}" · "{move || percent(share())}</span>
                        <span class="trace-count" class:is-warn=move || ids().is_empty()>{serving}</span>
                    </span>
                }
            >
                <p class="trace-note">{move || of(|it| it.note.clone())}</p>
                {move || objective.with(|it| it.as_ref().and_then(in_the_way)).map(|words| view! { <p class="trace-note is-warn">{words}</p> })}
                <ul>
                    <Keyed each=ids key=|id| *id let:initiative><InitiativeBranch trace objective id=initiative/></Keyed>
                </ul>
            </Fold>
        </li>
    }
}

#[component]
fn InitiativeBranch(
    trace: Trace,
    objective: Memo<Option<ObjectiveTrace>>,
    id: InitiativeId,
) -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let initiative = Memo::new(move |_| {
        objective.with(|it| it.as_ref()?.initiatives.iter().find(|it| it.id == id).cloned())
    });
    let of = move |part: fn(&InitiativeTrace) -> String| {
        initiative.with(|it| it.as_ref().map_or_else(String::new, part))
    };
    let report = Memo::new(move |_| {
        simulation.report.with(|it| it.as_ref()?.initiatives.iter().find(|it| it.id == id).cloned())
    });
    let finish = move || {
        let finish = report.with(|it| it.as_ref().map(|it| it.finish_weeks))?;
        Some(format!("P50 {} – P80 {}", date(trace, finish.p50), date(trace, finish.p80)))
    };
    let milestones =
        move || initiative.with(|it| it.as_ref().map(|it| it.milestones.clone())).unwrap_or_default();
    view! {
        <li>
            <Fold
                summary=move || view! {
                    <span class="trace-name">{move || of(|it| it.name.clone())}</span>
                    <span class="trace-facts">{finish}</span>
                }
            >
                <p class="trace-outcome">
                    {move || of(|it| if it.approved_outcome.is_empty() { "No approved outcome is written down.".to_owned() } else { it.approved_outcome.clone() })}
                    <span class="trace-note">{move || of(|it| if it.measure.is_empty() { String::new() } else { format!("Measured by: {}", it.measure) })}</span>
                </p>
                <ol class="trace-milestones">
                    {move || milestones().into_iter().map(|milestone| view! { <MilestoneLine trace milestone report/> }).collect_view()}
                </ol>
                <OpenButton trace id name=Signal::derive(move || of(|it| it.name.clone())) label="Details"/>
            </Fold>
        </li>
    }
}

#[component]
fn MilestoneLine(
    trace: Trace,
    milestone: Milestone,
    report: Memo<Option<InitiativeReport>>,
) -> impl IntoView {
    let Milestone { id, name, place } = milestone;
    let done = move || {
        let week = report.with(|it| it.as_ref()?.stages.iter().find(|stage| stage.id == id)?.finish_week)?;
        Some(date(trace, whole_week(week)))
    };
    view! {
        <li><span class="trace-place">{place}</span><span>{name}</span><span class="trace-facts">{done}</span></li>
    }
}

/// A part that opens; what is inside is built the first time.
#[component]
fn Fold(
    /// Always seen.
    #[prop(into)]
    summary: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    let was_open = RwSignal::new(false);
    let children = StoredValue::new(children);
    view! {
        <details class="trace-fold" on:toggle:target=move |event| if event.target().has_attribute("open") { was_open.set(true) }>
            <summary><Sign icon=Icon::Down small=true/>{summary.run()}</summary>
            <Show when=move || was_open.get()>
                <div class="trace-inside">{move || children.with_value(|children| children())}</div>
            </Show>
        </details>
    }
}

/// Everything whose chain is broken, each with the way to mend it.
#[component]
fn Broken(trace: Trace) -> impl IntoView {
    let limit = RwSignal::new(SHOWN);
    let chains = move || trace.tree.with(|tree| tree.broken.len());
    let unserved =
        move || trace.tree.with(|tree| unserved(tree).map(|it| (it.id, it.name.clone())).collect::<Vec<_>>());
    let all = move || chains() + unserved().len();
    let ids = move || {
        trace.tree.with(|tree| tree.broken.iter().take(limit.get()).map(|it| it.id).collect::<Vec<_>>())
    };
    let heading = move || match all() {
        0 => "No chain is broken".to_owned(),
        n => format!("{} to mend", count(n, "broken chain", "broken chains")),
    };
    view! {
        <section class="trace-broken" aria-labelledby="broken-title">
            <h3 id="broken-title">{heading}</h3>
            <Show when=move || all() == 0>
                <p class="card-note">"Each initiative of the plan serves an objective, says for which outcome it was approved, who answers for the benefit and how it is measured, and has stages."</p>
            </Show>
            <ul class="list">
                <Keyed each=unserved key=|it| it.clone() let:objective>
                    <li class="list-item">
                        <span class="is-warn"><Sign icon=Icon::Warn/></span>
                        <div><strong>{objective.1}</strong><p>"Nothing in the plan serves this objective."</p></div>
                    </li>
                </Keyed>
                <Keyed each=ids key=|id| *id let:id><BrokenRow trace id/></Keyed>
            </ul>
            <Show when=move || { chains() > limit.get() }>
                <button class="button" type="button" on:click=move |_| limit.set(usize::MAX)>{move || format!("Show all {}", count(chains(), "initiative", "initiatives"))}</button>
            </Show>
        </section>
    }
}

#[component]
fn BrokenRow(trace: Trace, id: InitiativeId) -> impl IntoView {
    let broken =
        Memo::new(move |_| trace.tree.with(|tree| tree.broken.iter().find(|it| it.id == id).cloned()));
    let name =
        Signal::derive(move || broken.with(|it| it.as_ref().map_or_else(String::new, |it| it.name.clone())));
    let cost = move || {
        let cost = broken.with(|it| it.as_ref().map_or(0.0, |it| it.cost_money));
        trace.sheet.store.portfolio.with(|it| money(cost, &it.currency))
    };
    view! {
        <li class="list-item">
            <span class="is-warn"><Sign icon=Icon::Warn/></span>
            <div>
                <strong>{name}</strong>
                <p>{cost}": "{move || broken.with(|it| it.as_ref().map_or_else(String::new, lacks))}"."</p>
            </div>
            <OpenButton trace id name label="Mend"/>
        </li>
    }
}

/// Opens the dialog of an initiative; the focus comes back to it.
#[component]
fn OpenButton(trace: Trace, id: InitiativeId, name: Signal<String>, label: &'static str) -> impl IntoView {
    view! {
        <button class="button" type="button" aria-haspopup="dialog" aria-label=move || format!("{label}: {}", name.get())
            on:click=move |_| trace.sheet.session.dialog.set(Some(Dialog::Initiative(id)))>
            {label}
        </button>
    }
}

/// What the tree shows, as a title: the first that is wrong, or else where the money goes.
fn finding(report: &TraceReport, tree: &TraceTree) -> String {
    let lacking =
        |share: Option<f64>| share.map(|share| 1.0 - share).filter(|lacking| *lacking > 1e-9).map(percent);
    let unserved: Vec<&ObjectiveTrace> = unserved(tree).collect();
    if report.objective_share.is_none() || tree.objectives.is_empty() {
        return "From goal to milestone".to_owned();
    }
    if let Some(lacking) = lacking(report.objective_share) {
        return format!("{lacking} of the plan’s money serves no objective");
    }
    match unserved[..] {
        [] => {}
        [one] => return format!("Nothing in the plan serves “{}”", shortened(&one.name, TITLE_NAME)),
        _ => return format!("{} objectives are served by nothing in the plan", in_words(unserved.len())),
    }
    if let Some(lacking) = lacking(report.outcome_share) {
        return format!("{lacking} of the plan’s money has no approved outcome");
    }
    if let Some(lacking) = lacking(report.benefit_share) {
        return format!("Nobody answers for or measures the benefit of {lacking} of the plan’s money");
    }
    let most = tree.objectives.iter().max_by(|one, other| one.cost_money.total_cmp(&other.cost_money));
    most.map_or_else(String::new, |most| {
        let share = percent(most.cost_share.unwrap_or_default());
        format!("All money serves an objective; {share} of it “{}”", shortened(&most.name, TITLE_NAME))
    })
}

/// Objectives that no initiative of the plan serves.
fn unserved(tree: &TraceTree) -> impl Iterator<Item = &ObjectiveTrace> {
    tree.objectives.iter().filter(|it| it.initiatives.is_empty())
}

/// "In its way: “two data centres”, “nobody decides”."
fn in_the_way(objective: &ObjectiveTrace) -> Option<String> {
    let said: Vec<String> = objective.challenges.iter().map(|it| format!("“{it}”")).collect();
    (!said.is_empty()).then(|| format!("In its way, the sponsor says: {}.", said.join(", ")))
}

/// "Serves no objective; nobody answers for the benefit".
fn lacks(broken: &BrokenTrace) -> String {
    let words = broken.missing.iter().map(|link| match link {
        MissingLink::Objective => "serves no objective",
        MissingLink::Outcome => "has no approved outcome",
        MissingLink::BenefitOwner => "nobody answers for its benefit",
        MissingLink::BenefitMeasure => "nobody says how its benefit is measured",
        MissingLink::Milestones => "has no stages",
    });
    words.collect::<Vec<_>>().join("; ")
}

/// Day on which `week` weeks are over.
fn date(trace: Trace, week: Option<u32>) -> String {
    let calendar = trace.sheet.store.portfolio.with(|it| it.calendar);
    week.map_or_else(|| "beyond the horizon".to_owned(), |week| day(calendar.day_after_weeks(week)))
}

/// A mean number of weeks as the whole week in which it ends.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "weeks of a horizon, clamped first"
)]
fn whole_week(mean: f64) -> Option<u32> {
    mean.is_finite().then(|| mean.ceil().clamp(0.0, 100_000.0) as u32)
}
