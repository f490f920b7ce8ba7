//! What people should talk about: the statements on which they disagree most, and those held with low confidence.

use leptos::prelude::*;

use super::finding::level;
use super::state::OfficeState;
use crate::analysis::assess::StatementReport;
use crate::analysis::talk::{has_wide_gap, is_disputed, to_discuss};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::{count, in_words, number, percent};

/// Entries shown before "all".
const FIRST: usize = 6;
/// How the list is read.
const BY_AGREEMENT: &str = "Least agreement first. Bars: how many said level 1 to 5. Agreement: 100 % if all say the same, 0 % if half say 1 and half 5.";
/// The same where people said how sure they are.
const BY_CONFIDENCE: &str = "Least agreement first, then the most low confidence; what more than half hold with low confidence is listed too. Bars: how many said level 1 to 5. Agreement: 100 % if all say the same, 0 % if half say 1 and half 5.";

/// The card.
#[component]
pub(super) fn Talk() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let list =
        Memo::new(move |_| state.report.with(|report| report.as_deref().map(to_discuss).unwrap_or_default()));
    let voices = Memo::new(move |_| {
        state.report.with(|report| report.as_ref().map_or(0, |report| report.respondents))
    });
    let all = RwSignal::new(false);
    let title = move || list.with(|list| title(voices.get(), list));
    let note = move || {
        let is_said = state.report.with(|it| it.as_ref().is_some_and(|it| it.confidence.is_said()));
        match (voices.get(), is_said) {
            (..2, _) => "A second person’s answers show where views differ: add one under Assess.",
            (_, false) => BY_AGREEMENT,
            (_, true) => BY_CONFIDENCE,
        }
    };
    let shown =
        move || list.get().into_iter().take(if all.get() { usize::MAX } else { FIRST }).collect::<Vec<_>>();
    view! {
        <section class="card" aria-labelledby="talk-title">
            <div class="card-header"><div><h2 id="talk-title">{title}</h2><p class="card-note">{note}</p></div></div>
            <ul class="list">
                {move || shown().into_iter().map(|statement| view! { <TalkItem statement/> }).collect_view()}
            </ul>
            <Show when=move || FIRST < list.with(Vec::len)>
                <button class="button-link" type="button" aria-expanded=move || all.get().to_string() on:click=move |_| all.update(|all| *all = !*all)>
                    {move || if all.get() { "Fewer".to_owned() } else { format!("All {}", list.with(Vec::len)) }}
                </button>
            </Show>
        </section>
    }
}

/// What the list says, for `voices` people.
fn title(voices: usize, list: &[StatementReport]) -> String {
    let disputed = list.iter().filter(|it| is_disputed(it)).count();
    let unsure = list.len() - disputed;
    match (disputed, unsure) {
        (0, 0) if voices < 2 => "One voice: nothing to compare yet".to_owned(),
        (0, 0) => "People agree on every statement".to_owned(),
        (1, 0) | (0, 1) => "Talk about this statement".to_owned(),
        (n, 0) => format!("Talk about this: {} disputed statements", in_words(n).to_lowercase()),
        (0, n) => {
            format!("Talk about this: {} statements held with low confidence", in_words(n).to_lowercase())
        }
        (n, unsure) => format!(
            "Talk about this: {} disputed {}, {} held with low confidence",
            in_words(n).to_lowercase(),
            if n == 1 { "statement" } else { "statements" },
            in_words(unsure).to_lowercase()
        ),
    }
}

#[component]
fn TalkItem(statement: StatementReport) -> impl IntoView {
    let agreement = statement.agreement.map(|agreement| format!(", agreement {}", percent(agreement)));
    let confidence = statement.confidence;
    let low = (confidence.low > 0).then(|| {
        format!(
            ", low confidence in {} of {}",
            confidence.low,
            count(confidence.levels() as usize, "level", "levels")
        )
    });
    view! {
        <li class="talk-item">
            <div>
                <strong>{format!("{} {}", statement.id, statement.name)}</strong>
                <p>{format!("Score {}", level(statement.score))}{agreement}{low}<br/><Gap statement=statement.clone() worded=true/></p>
            </div>
            <Spread histogram=statement.histogram/>
        </li>
    }
}

/// Distance between the groups, marked when it is wide.
#[component]
pub(super) fn Gap(statement: StatementReport, #[prop(optional)] worded: bool) -> impl IntoView {
    let Some(gap) = statement.group_gap else {
        let state = expect_context::<OfficeState>();
        let is_withheld = state.report.with_untracked(|it| it.as_ref().is_some_and(|it| it.is_anonymous));
        let told = if is_withheld { "groups withheld" } else { "one group" };
        return view! { <span class="muted">{told}</span> }.into_any();
    };
    let text = if worded { format!("groups {} apart", number(gap, 1)) } else { number(gap, 1) };
    if has_wide_gap(&statement) {
        view! { <span class="gap-wide is-warn"><Sign icon=Icon::Warn small=true/>{text}<span class="visually-hidden">" (wide)"</span></span> }.into_any()
    } else {
        view! { <span>{text}</span> }.into_any()
    }
}

/// How many said level 1 to 5, as five small bars with their counts.
#[component]
pub(super) fn Spread(histogram: [u32; 5]) -> impl IntoView {
    const HEIGHT: f64 = 20.0;
    let most = f64::from(histogram.into_iter().max().unwrap_or(0).max(1));
    let told = (1_u8..)
        .zip(histogram)
        .filter(|(_, people)| *people > 0)
        .map(|(level, people)| format!("{} said {level}", count(people as usize, "person", "people")))
        .collect::<Vec<_>>()
        .join(", ");
    let told = if told.is_empty() { "nobody gave a level".to_owned() } else { told };
    let label = told.clone();
    let bars = (0_u8..)
        .zip(histogram)
        .map(|(index, people)| {
            let height = HEIGHT * f64::from(people) / most;
            let x = 14.0 * f64::from(index);
            view! {
                <rect class="share-5" x=x y=HEIGHT - height width="11" height=height/>
                <line class="axis-line" x1=x y1=HEIGHT + 0.5 x2=x + 11.0 y2=HEIGHT + 0.5/>
                <text class="middle" x=x + 5.5 y="33">{index + 1}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="chart mini spread-bars" viewBox="0 0 67 35" width="67" height="35" role="img" aria-label=told>
            <title>{label}</title>
            {bars}
        </svg>
    }
}
