//! Prioritise: weights, scores, and the ranking that follows them.

mod baseline;
mod bubble_card;
mod criterion_card;
mod figure_field;
mod method_bar;
mod priorities_card;
mod ranking_table;
mod score_sheet;
mod slope_card;
mod weights;
mod workshop_card;

use leptos::prelude::*;

use crate::analysis::firmness::how_firm;
use crate::analysis::score::finding;
use crate::app::actions::{Context, order_by_score};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::count;
use crate::app::state::firmness::Firmness;
use crate::app::state::simulation::Simulation;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::id::CriterionId;
use crate::model::scoring::{Criterion, Level, Scale};
use baseline::Baseline;
use bubble_card::BubbleCard;
use priorities_card::PrioritiesCard;
use ranking_table::RankingTable;
use score_sheet::ScoreSheet;
use slope_card::SlopeCard;
use weights::Weights;
use workshop_card::WorkshopCard;

/// The page.
#[component]
pub fn PrioritisePage() -> impl IntoView {
    let context = Context::expect();
    let firmness = expect_context::<Firmness>();
    let baseline = Baseline::new(context.store, context.simulation);
    view! {
        <div class="page">
            <div class="page-header">
                <div>
                    <h1>{move || title(context.simulation, firmness)}</h1>
                    <p>{move || subtitle(context.store, context.simulation)}</p>
                </div>
                <div class="page-actions">
                    <button class="button" type="button" on:click=move |_| order_by_score(context)>"Order the plan by score"</button>
                    <button class="button" type="button" on:click=move |_| add_criterion(context.store)>
                        <Sign icon=Icon::Plus small=true/>
                        "Criterion"
                    </button>
                </div>
            </div>
            <div class="split split-controls">
                <div class="stack">
                    <Weights/>
                    <ScoreSheet/>
                    <WorkshopCard/>
                </div>
                <RankingTable baseline/>
            </div>
            <div class="split split-half">
                <BubbleCard/>
                <SlopeCard baseline/>
            </div>
            <PrioritiesCard/>
        </div>
    }
}

fn title(simulation: Simulation, firmness: Firmness) -> String {
    match simulation.ranking.get() {
        Ok(ranking) => firmness
            .report
            .get()
            .and_then(|report| how_firm(&ranking, &report))
            .unwrap_or_else(|| finding(&ranking)),
        Err(error) => {
            let text = error.to_string();
            format!("Nothing can be ranked: {}", text.split(';').next().unwrap_or_default())
        }
    }
}

fn subtitle(store: Store, simulation: Simulation) -> String {
    let Ok(ranking) = simulation.ranking.get() else {
        return "Weights and scores make the ranking; add a criterion to begin.".to_owned();
    };
    if ranking.ranking.is_empty() {
        return "Add initiatives under Portfolio; their scores and these weights make the ranking."
            .to_owned();
    }
    store.initiatives.with(|initiatives| {
        let planned = initiatives.in_plan().count();
        let best = ranking.ranking.iter().take(planned);
        let both = best.filter(|row| initiatives.initiative(row.id).is_some_and(|it| it.in_plan)).count();
        let unscored = match &ranking.formula {
            Some(formula) => formula.scores.iter().filter(|row| row.score.is_none()).count(),
            None => ranking.ranking.iter().filter(|row| row.values.iter().any(Option::is_none)).count(),
        };
        let missing = if unscored == 0 { String::new() } else { format!(" Scores are missing for {}.", count(unscored, "initiative", "initiatives")) };
        format!(
            "{}, {}. {both} of the {planned} in the plan are among the {planned} with the highest scores.{missing}",
            count(ranking.ranking.len(), "initiative", "initiatives"),
            count(ranking.criteria.len(), "criterion", "criteria"),
        )
    })
}

/// A rubric of five levels, with the mean weight of what stands at the top.
fn add_criterion(store: Store) {
    let levels = ["None", "Low", "Medium", "High", "Very high"];
    let level = |(index, label): (u32, &str)| Level {
        label: label.to_owned(),
        words: String::new(),
        value: Finite::new(f64::from(index) / 4.0).expect("a quarter of a small number is finite"),
    };
    let weight = store.scoring.with_untracked(|scoring| {
        let top: Vec<f64> =
            scoring.criteria.iter().filter(|it| it.parent.is_none()).map(|it| it.weight.get()).collect();
        if top.is_empty() { 10.0 } else { top.iter().sum::<f64>() / top.len() as f64 }
    });
    store.commit(Edit::AddCriterion(Criterion {
        id: CriterionId(store.fresh_id(0)),
        parent: None,
        name: "New criterion".to_owned(),
        question: String::new(),
        weight: Finite::new(weight.round()).unwrap_or(Finite::ONE),
        delivery_only: false,
        scale: Scale::Levels { levels: (0..).zip(levels).map(level).collect() },
    }));
}
