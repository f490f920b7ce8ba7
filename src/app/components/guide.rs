//! The guide: what a page answers, how to go about it, and where each figure opens into its sum.

use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::app::pages::Page;
use crate::app::state::session::Session;

/// What is said of a page.
struct Words {
    /// The question that it answers.
    question: &'static str,
    /// What to do, in order.
    steps: [&'static str; 3],
    /// How its figures come about, and where they open.
    sum: &'static str,
}

/// Above the page, while somebody wants it.
#[component]
pub fn Guide() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = move || words(session.page.get());
    view! {
        <Show when=move || session.guide.get()>
            <section class="guide no-print" aria-labelledby="guide-title">
                <Sign icon=Icon::Note/>
                <div>
                    <h2 id="guide-title">{move || words().question}</h2>
                    <ol>{move || words().steps.map(|step| view! { <li>{step}</li> }).into_iter().collect_view()}</ol>
                    <p class="guide-sum">{move || words().sum}</p>
                </div>
                <button class="button button-quiet" type="button" on:click=move |_| session.guide.set(false)>
                    "Hide the guide"
                </button>
            </section>
        </Show>
    }
}

const fn words(page: Page) -> Words {
    match page {
        Page::Portfolio => Words {
            question: "What is there to do, and is enough known of it?",
            steps: [
                "List everything that wants money or people: paste a block from a spreadsheet, or import a file.",
                "Give each initiative its cost, its stages with a range of weeks, the roles they need, and a date by which it is needed.",
                "Tick what is in the plan today. The three figures at the top follow at once.",
            ],
            sum: "Right things is the value of the plan ÷ the best that the same limits allow; right people the share of the work that can be staffed; right time the mean chance to be finished in time. Press a figure to see its sum.",
        },
        Page::Prioritise => Words {
            question: "What matters most, and how firm is that order?",
            steps: [
                "Move the sliders until they say what your organisation wants, or compare criteria two at a time.",
                "Look at how often each initiative is at the top if the weights were a little different: what stands firm needs no debate.",
                "Talk about the few that change places. Press a score to see what it is made of, and mend what is wrong in it.",
            ],
            sum: "A score is the sum over the criteria of weight × value. The chances come from thousands of weightings drawn around yours.",
        },
        Page::Workshop => Words {
            question: "What do the others think, before they hear each other?",
            steps: [
                "Name who takes part, and send each a ballot, or hand the laptop round: nobody sees the answers of others.",
                "Reveal them together. The agenda begins where people differ most and where it would change the order.",
                "Let the outliers speak, answer again where that helps, and take the result over.",
            ],
            sum: "Agreement is Kendall’s W, from 0 for none to 1 for all alike; the spread of each score stands beside it.",
        },
        Page::Select => Words {
            question: "Which set is worth most within the money and the people there are?",
            steps: [
                "Set the budget, the heads and the guardrails. The best set is found and proved at once.",
                "Force in or out what is decided anyway, with its reason, and read what that costs.",
                "Look at the frontier before you ask for money: it says what more would buy, and what less would lose.",
            ],
            sum: "The value of a set is the sum of the scores in it. A price is the difference between the best set and the best one if that choice were made otherwise.",
        },
        Page::Capacity => Words {
            question: "When will it be finished, and who will be short of time?",
            steps: [
                "Read the heat map from the darkest cell: press it to see who wants that role then.",
                "Try one person more, another order, or a later start. The same luck is drawn again, so that only your change shows.",
                "Promise a percentile, not a date: P80 holds in eight runs of ten.",
            ],
            sum: "Each run draws how long every stage takes and who is away, and staffs the work in order of priority. Every figure says over how many runs it was counted.",
        },
        Page::Compare => Words {
            question: "What else could be done, and what would it change?",
            steps: [
                "Make a what-if and change in it what you like; the plan stays as it is.",
                "Compare value, cost, people and dates. Only what is outside the interval is a difference.",
                "Ask for a decision with two alternatives at least, and keep what was decided and why.",
            ],
            sum: "All plans are run on the same draws, so that a difference is theirs and not luck.",
        },
        Page::Office => Words {
            question: "How good is the office, does it fit, and what comes next?",
            steps: [
                "Answer the statements, alone or with others, each for themselves. Don’t know is an answer.",
                "Read the level with its interval, the weakest dimension and the flags, and compare it with what the organisation can take.",
                "Choose the few actions that the hours of the next quarter allow, one quick win among them.",
            ],
            sum: "A level is the mean over groups of people, so that the many do not outvote the few. The interval says how far it would move if other people had been asked.",
        },
    }
}
