//! The leader in the mirror: sixteen attributes, two axes, at most three in focus.

mod attributes;
mod beside;
mod focus;
mod peers;
pub(super) mod stage;
mod work;

use leptos::prelude::*;

use super::finding::level;
use super::registers::RegisterCard;
use super::state::OfficeState;
use crate::analysis::leader::{LeaderPath, LeaderReport, mirror};
use crate::app::components::field::apply;
use crate::app::components::why::Why;
use crate::app::format::{in_words, number};
use crate::model::edit::{Edit, LeaderChange};
use crate::model::office::leader::{Attribute, AttributeAxis, Leader};
use crate::model::office::registers::Register;

/// Handle on the view; copy it freely.
#[derive(Clone, Copy)]
struct Mirror {
    state: OfficeState,
    leader: Memo<Leader>,
    report: Memo<LeaderReport>,
}

impl Mirror {
    fn change(self, change: LeaderChange) -> Result<(), String> {
        apply(self.state.store, Edit::Leader(change))
    }
}

/// The whole view.
#[component]
pub(super) fn LeaderView() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let leader = Memo::new(move |_| state.store.office.with(|office| office.leader.clone()));
    let report = Memo::new(move |_| leader.with(mirror));
    provide_context(Mirror { state, leader, report });
    view! {
        <div class="page">
            <div class="page-header"><div class="office-finding">
                <h1>{move || report.with(title)}</h1>
                <p>{move || report.with(note)}</p>
            </div></div>
            <Axes/>
            <beside::BesideCard/>
            <div class="split pmo-split">
                <div class="stack"><attributes::AttributesCard/><work::WorkCard/></div>
                <div class="stack"><focus::FocusCard/><stage::StageCard/><peers::PeersCard/></div>
            </div>
            <div class="split split-half">
                <RegisterCard title="What is learned" registers=&[Register::Learning, Register::Education, Register::Confidence]/>
                <RegisterCard title="People and tools of my own" registers=&[Register::Adviser, Register::Template]/>
            </div>
        </div>
    }
}

fn title(report: &LeaderReport) -> String {
    let gaps = report.order.len();
    let rated = report.attributes.iter().filter(|it| it.level.is_some()).count();
    match (rated, gaps, report.path) {
        (0, _, _) => "How well does the leader fit the office?".to_owned(),
        (_, 0, _) => format!("No gap in {} rated attributes", in_words(rated).to_lowercase()),
        (_, n, Some(LeaderPath::Conventional)) => {
            format!("{} gaps; business first, as project management leads", in_words(n))
        }
        (_, n, Some(LeaderPath::Unconventional)) => {
            format!("{} gaps; project management first, as business leads", in_words(n))
        }
        (_, 1, _) => "One gap to close".to_owned(),
        (_, n, _) => format!("{} gaps to close", in_words(n)),
    }
}

fn note(report: &LeaderReport) -> String {
    let alone = report.attributes.iter().filter(|it| it.self_only).count();
    match (alone, report.peers) {
        (0, 0) => {
            "Rate yourself, and say what the office needs. Your sponsor knows the second better than you."
                .to_owned()
        }
        (_, peers) if peers >= 3 => format!(
            "{} peers have answered: their mean is the level, with its 90 % interval.",
            in_words(peers)
        ),
        (n, _) => format!(
            "{} your own word only and marked so; three peers give an interval.",
            if n == 1 { "One level is".to_owned() } else { format!("{} levels are", in_words(n)) }
        ),
    }
}

/// The two axes side by side, and the road.
#[component]
fn Axes() -> impl IntoView {
    let Mirror { report, .. } = expect_context();
    let figure =
        |of: fn(&LeaderReport) -> Option<f64>| Signal::derive(move || report.with(|it| level(of(it))));
    let road = move || {
        report.with(|it| match it.path {
            None => "–",
            Some(LeaderPath::Conventional) => "Conventional",
            Some(LeaderPath::Unconventional) => "Unconventional",
            Some(LeaderPath::Mixed) => "Mixed",
        })
    };
    let road_note = move || {
        report.with(|it| match it.path {
            None => "Rate attributes of both axes.",
            Some(LeaderPath::Conventional) => "From project management: business comes first in the plan.",
            Some(LeaderPath::Unconventional) => "From business: project management comes first in the plan.",
            Some(LeaderPath::Mixed) => "Both axes lie within half a level.",
        })
    };
    let apart = Signal::derive(move || {
        report.with(|it| it.lean.map_or_else(|| "–".to_owned(), |lean| number(lean.abs(), 1)))
    });
    view! {
        <section class="card" aria-label="Two axes">
            <dl class="figures office-figures">
                <div data-figure="business"><dt>"Business"</dt>
                    <dd class="value"><Why id="leader-business" figure=figure(|it| it.business) of="business axis"><AxisSum axis=AttributeAxis::Business/></Why></dd>
                    <dd class="note">"How goals are met. A mean over attributes has no interval; each attribute has its own."</dd></div>
                <div data-figure="pm"><dt>"Project management"</dt>
                    <dd class="value"><Why id="leader-pm" figure=figure(|it| it.project_management) of="project management axis"><AxisSum axis=AttributeAxis::ProjectManagement/></Why></dd>
                    <dd class="note">"How work is delivered. The same mean over its own attributes."</dd></div>
                <div data-figure="apart"><dt>"Apart"</dt><dd class="value">{apart}</dd>
                    <dd class="note">"From 2.0 on the leader is lopsided (RF6)."</dd></div>
                <div data-figure="road"><dt>"Road"</dt><dd class="value leader-road">{road}</dd><dd class="note">{road_note}</dd></div>
            </dl>
        </section>
    }
}

#[component]
fn AxisSum(axis: AttributeAxis) -> impl IntoView {
    let Mirror { report, .. } = expect_context();
    move || {
        let report = report.get();
        let rows = report.attributes.iter().filter(|it| it.axis == axis).map(|it| view! {
            <tr><td>{format!("A{} {}", it.attribute.number(), it.name)}</td><td>{level(it.level)}</td></tr>
        }).collect_view();
        let mean = if axis == AttributeAxis::Business { report.business } else { report.project_management };
        view! {
            <h3>"Axis"</h3>
            <p class="formula">"mean of the levels that are known"</p>
            <table><tbody>{rows}</tbody><tfoot><tr><td>"Mean"</td><td>{level(mean)}</td></tr></tfoot></table>
            <p>"A level is the mean of the peers from three on, the leader’s own word otherwise."</p>
        }
    }
}

/// Name of an attribute with its number: "A3 Finance and monetary risk".
fn titled(attribute: &Attribute) -> String {
    format!("A{} {}", attribute.number.number(), attribute.name)
}
