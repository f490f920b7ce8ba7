//! How sure people are of what they answered, beside what they do not know.

use leptos::prelude::*;

use super::state::OfficeState;
use crate::analysis::assess::{AssessmentReport, StatementReport};
use crate::analysis::confidence::ConfidenceShares;
use crate::app::format::percent;

/// The card; absent where nobody said how sure they are.
#[component]
pub(super) fn ConfidenceCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let said = Memo::new(move |_| {
        state.report.with(|report| report.as_ref().is_some_and(|it| it.confidence.is_said()))
    });
    let title = move || state.report.with(|report| report.as_deref().map(title));
    let rows = move || state.report.with(|report| report.as_deref().map(rows).unwrap_or_default());
    view! {
        <Show when=move || said.get()>
            <section class="card card-flush" aria-labelledby="confidence-title">
                <div class="card-header"><div>
                    <h2 id="confidence-title">{title}</h2>
                    <p class="card-note">"Shares of all answers. Confidence enters no score and no interval: the 90 % intervals say how far other respondents might differ, not how sure these are."</p>
                </div></div>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Confidence by dimension">
                    <table class="data-table data-table-tight">
                        <thead><tr>
                            <th scope="col">"Dimension"</th>
                            <th scope="col" class="number">"Don’t know"</th>
                            <th scope="col" class="number">"Low"</th>
                            <th scope="col" class="number">"Medium"</th>
                            <th scope="col" class="number">"High"</th>
                            <th scope="col" class="number">"Not said"</th>
                        </tr></thead>
                        <tbody>{move || rows().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        </Show>
    }
}

/// "12 % of the answers are held with low confidence".
fn title(report: &AssessmentReport) -> String {
    if report.confidence.low > 0.0 {
        format!("{} of the answers are held with low confidence", percent(report.confidence.low))
    } else {
        "No answer is held with low confidence".to_owned()
    }
}

/// Short name, share of "don't know" and confidence: of all, then of each dimension that has answers.
type Row = (String, f64, ConfidenceShares);

fn rows(report: &AssessmentReport) -> Vec<Row> {
    let all = ("All".to_owned(), report.dont_know_share, report.confidence);
    let answered = report.dimensions.iter().filter(|it| {
        let levels = |it: &StatementReport| it.confidence.levels() > 0;
        it.dont_know_share > 0.0 || it.statements.iter().any(levels)
    });
    let each = answered.map(|it| (it.short.clone(), it.dont_know_share, it.confidence));
    std::iter::once(all).chain(each).collect()
}

fn row((name, dont_know, shares): Row) -> impl IntoView {
    let figures = [dont_know, shares.low, shares.medium, shares.high, shares.unsaid];
    view! {
        <tr>
            <th scope="row">{name}</th>
            {figures.map(|share| view! { <td class="number">{percent(share)}</td> })}
        </tr>
    }
}
