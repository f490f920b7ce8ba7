//! How the groups see it: means by dimension, and where they lie far apart.

use leptos::prelude::*;

use super::finding::{level, lower};
use super::state::OfficeState;
use crate::analysis::assess::{AssessmentReport, GroupReport};
use crate::analysis::talk::WIDE_GAP;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, number};
use crate::model::office::RespondentGroup;

/// The card.
#[component]
pub(super) fn GroupsCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let title = move || state.report.with(|report| report.as_deref().map(title));
    let table = move || state.report.get().map(|report| view! { <GroupTable report=(*report).clone()/> });
    let withheld = move || {
        state.report.with(|report| report.as_ref().is_some_and(|it| it.is_anonymous)).then_some(WITHHELD)
    };
    view! {
        <section class="card card-flush" aria-labelledby="groups-title">
            <div class="card-header"><div>
                <h2 id="groups-title">{title}</h2>
                <p class="card-note">"Mean of each group by dimension. A gap of 1.5 levels or more is marked. A group of one is one person’s view, and no group mean has an interval of its own."</p>
                <p class="card-note">{withheld}</p>
            </div></div>
            <div class="table-scroll" tabindex="0" role="region" aria-label="Scores by group">{table}</div>
        </section>
    }
}

/// Said where somebody stayed unnamed.
const WITHHELD: &str = "Somebody answered unnamed, so the means of groups of fewer than three people are withheld, and \
                        with them any that would give them away.";

/// The widest gap, and between whom.
fn title(report: &AssessmentReport) -> String {
    let widest = (0..report.dimensions.len())
        .filter_map(|index| Some((index, report.dimensions[index].group_gap?)))
        .max_by(|(_, a), (_, b)| a.total_cmp(b));
    let Some((index, gap)) = widest else {
        let told = if report.is_anonymous {
            "Groups are too small to be shown apart"
        } else {
            "One group has answered"
        };
        return told.to_owned();
    };
    let of = |group: &GroupReport| group.dimensions[index];
    let by_score = |a: &&GroupReport, b: &&GroupReport| of(a).unwrap_or(0.0).total_cmp(&of(b).unwrap_or(0.0));
    let scored = || report.by_group.iter().filter(|group| of(group).is_some());
    match (scored().max_by(by_score), scored().min_by(by_score)) {
        (Some(high), Some(low)) if gap >= WIDE_GAP => format!(
            "{} see {} {} levels above {}",
            high.group.name(),
            lower(&report.dimensions[index].short),
            number(gap, 1),
            lower(low.group.name())
        ),
        _ => format!("The groups see it alike, at most {} apart", number(gap, 1)),
    }
}

#[component]
fn GroupTable(report: AssessmentReport) -> impl IntoView {
    let heads = report
        .by_group
        .iter()
        .map(|group| {
            view! {
                <th scope="col" class="number">{short(group.group)}<br/><small>{people(group)}</small></th>
            }
        })
        .collect_view();
    let rows = report
        .dimensions
        .iter()
        .enumerate()
        .map(|(index, dimension)| {
            let cells = report
                .by_group
                .iter()
                .map(|group| view! { <td class="number">{level(group.dimensions[index])}</td> })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{dimension.short.clone()}</th>
                    {cells}
                    <td class="number"><GapFigure gap=dimension.group_gap/></td>
                </tr>
            }
        })
        .collect_view();
    let means = report
        .by_group
        .iter()
        .map(|group| view! { <td class="number">{level(group.mean)}</td> })
        .collect_view();
    view! {
        <table class="data-table data-table-tight group-table">
            <thead><tr><th scope="col">"Dimension"</th>{heads}<th scope="col" class="number">"Gap"</th></tr></thead>
            <tbody>{rows}</tbody>
            <tfoot><tr><th scope="row">"Weighted mean"</th>{means}<td></td></tr></tfoot>
        </table>
    }
}

#[component]
fn GapFigure(gap: Option<f64>) -> impl IntoView {
    let text = level(gap);
    if gap.is_some_and(|gap| gap >= WIDE_GAP) {
        view! { <span class="gap-wide is-warn"><Sign icon=Icon::Warn small=true/>{text}<span class="visually-hidden">" (wide)"</span></span> }.into_any()
    } else {
        view! { <span>{text}</span> }.into_any()
    }
}

/// "2 people, withheld".
fn people(group: &GroupReport) -> String {
    let withheld = if group.is_withheld { ", withheld" } else { "" };
    format!("{}{withheld}", count(group.people, "person", "people"))
}

fn short(group: RespondentGroup) -> &'static str {
    match group {
        RespondentGroup::Sponsor => "Sponsors",
        RespondentGroup::Pmo => "PMO",
        RespondentGroup::ProjectManagers => "Managers",
        RespondentGroup::Teams => "Teams",
        RespondentGroup::Finance => "Finance",
    }
}
