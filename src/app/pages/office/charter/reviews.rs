//! Reviews of benefits that were due: which wait, whether they are held, and how much of the promise came.

use leptos::prelude::*;

use super::{CharterState, count_days as days};
use crate::analysis::benefit_review::{BenefitReviews, OverdueReview, benefit_reviews};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::why::Why;
use crate::app::format::{count, day, in_words, money, percent};
use crate::app::state::session::Dialog;
use crate::model::portfolio::Currency;

/// Overdue reviews that are listed.
const MOST: usize = 6;

/// The part of the value card; nothing while no benefit has a day.
#[component]
pub(super) fn ReviewsPart() -> impl IntoView {
    let state = expect_context::<CharterState>();
    let reviews = Memo::new(move |_| {
        let day = state.report.with(|it| it.day);
        state.store.document.with(|it| benefit_reviews(it, day))
    });
    let held =
        Signal::derive(move || reviews.with(|it| it.discipline.map_or_else(|| "–".to_owned(), percent)));
    let came =
        Signal::derive(move || reviews.with(|it| it.realised_share.map_or_else(|| "–".to_owned(), percent)));
    let list = move || reviews.with(|it| it.overdue.iter().take(MOST).cloned().collect::<Vec<_>>());
    let rest = move || reviews.with(|it| it.overdue.len().saturating_sub(MOST));
    view! {
        <Show when=move || reviews.with(has_any)>
            <div class="benefit-reviews">
                <h3>{move || reviews.with(title)}</h3>
                <p class="card-note">
                    <Show when=move || reviews.with(|it| it.due > 0)>
                        <Why id="reviews-held" figure=held of="share of due reviews that were held"><HeldSum reviews/></Why>
                        {move || reviews.with(|it| format!(" of the {} held. ", count(it.due, "review that was due is", "reviews that were due are")))}
                    </Show>
                    <Show when=move || reviews.with(|it| !it.results.is_empty())>
                        <Why id="reviews-came" figure=came of="share of the promised benefit that came"><CameSum reviews/></Why>
                        {move || reviews.with(|it| format!(" of what {} promised came.", count(it.results.len(), "reviewed benefit", "reviewed benefits")))}
                    </Show>
                </p>
                <ul class="list">{move || list().into_iter().map(|it| view! { <OverdueRow it/> }).collect_view()}</ul>
                {move || { let rest = rest(); (rest > 0).then(|| view! { <p class="card-note">{format!("{} more, due later than these.", count(rest, "review", "reviews"))}</p> }) }}
            </div>
        </Show>
    }
}

/// Whether a benefit has a day, or came.
fn has_any(reviews: &BenefitReviews) -> bool {
    reviews.due > 0 || reviews.next_due.is_some() || !reviews.results.is_empty()
}

/// What the reviews say, computed.
fn title(reviews: &BenefitReviews) -> String {
    match (reviews.overdue.first(), reviews.overdue.len()) {
        (Some(only), 1) => {
            format!("One benefit waits for its review, {} overdue: {}", days(only.days), only.name)
        }
        (Some(first), many) => {
            let many = in_words(many);
            format!("{many} benefits wait for their review, {} for {}", first.name, days(first.days))
        }
        (None, _) if reviews.due > 0 => "Every benefit that was due is reviewed".to_owned(),
        (None, _) => match reviews.next_due {
            Some(next) => format!("No benefit is due for review yet; the first is on {}", day(next)),
            None => "Every benefit that has a day is reviewed".to_owned(),
        },
    }
}

#[component]
fn OverdueRow(it: OverdueReview) -> impl IntoView {
    let state = expect_context::<CharterState>();
    let id = it.id;
    let promised = state.store.portfolio.with(|portfolio| amount(&it, &portfolio.currency));
    let owner = if it.owner.is_empty() {
        "nobody answers for it".to_owned()
    } else {
        format!("{} answers for it", it.owner)
    };
    view! {
        <li class="list-item">
            <span class="is-warn"><Sign icon=Icon::Clock small=true/></span>
            <div>
                <button class="button-link" type="button" on:click=move |_| state.session.dialog.set(Some(Dialog::Initiative(id)))>{it.name.clone()}</button>
                <p>{format!("{} overdue, since {}; {promised}{owner}.", days(it.days), day(it.due))}</p>
            </div>
        </li>
    }
}

fn amount(it: &OverdueReview, currency: &Currency) -> String {
    it.promised.map_or_else(String::new, |it| format!("{} promised, ", money(it, currency)))
}

#[component]
fn HeldSum(reviews: Memo<BenefitReviews>) -> impl IntoView {
    move || {
        let it = reviews.get();
        view! {
            <h3>"Reviews held"</h3>
            <p class="formula">"benefits reviewed ÷ benefits whose day is over"</p>
            <table><tbody>
                <tr><td>"Reviewed"</td><td>{it.reviewed}</td></tr>
                <tr><td>"Day is over"</td><td>{it.due}</td></tr>
            </tbody></table>
            <p>{format!("{}Counts all of the plan and of what is closed out, so it has no interval. A figure without the day of its review is no review.",
                it.day.map_or_else(String::new, |it| format!("As of {}. ", day(it))))}</p>
        }
    }
}

#[component]
fn CameSum(reviews: Memo<BenefitReviews>) -> impl IntoView {
    let state = expect_context::<CharterState>();
    move || {
        let it = reviews.get();
        let currency = state.store.portfolio.with(|it| it.currency.clone());
        let rows = it.results.iter().map(|one| {
            let who = if one.owner.is_empty() { "nobody".to_owned() } else { one.owner.clone() };
            let evidence = if one.evidence.is_empty() { "no evidence" } else { &one.evidence };
            view! { <tr><td>{one.name.clone()}</td><td>{format!("{} of {}", money(one.realised, &currency), money(one.promised, &currency))}</td><td class="value-words">{format!("{who}: {evidence}")}</td></tr> }
        });
        view! {
            <h3>"Realised"</h3>
            <p class="formula">"Σ what came ÷ Σ what was promised"</p>
            <table><tbody>{rows.collect_view()}
                <tr><th scope="row">"Sum"</th><td>{format!("{} of {}", money(it.realised, &currency), money(it.promised, &currency))}</td><td></td></tr>
            </tbody></table>
            <p>"Only reviewed benefits that say in money what was promised and what came. The others are in neither sum, so this says nothing of them."</p>
        }
    }
}
