//! The words of this page in plain English, and what to read next: no link leads out, an address is a text.

use leptos::prelude::*;

use super::Frame;

/// A term, and what it means here.
const TERMS: &[(&str, &str)] = &[
    (
        "Adaptive project management (APM)",
        "Helping people do the work well, whatever the method: the execution side of an office.",
    ),
    ("Baseline", "The plan that later figures are held against."),
    (
        "Benefit",
        "What the organisation has from the work once it is done, measured on a day by somebody who answers for it.",
    ),
    ("Business case", "Why the work is worth its money, written so that somebody can disagree with it."),
    (
        "Capacity",
        "How many people of a role there really are in a week, less holidays, absence and daily business.",
    ),
    (
        "Confidence interval",
        "The range in which the true figure lies as often as stated. A figure without one says more than it knows.",
    ),
    ("Contingency", "Money or time kept back for what may go wrong, sized by the chance of it."),
    ("Criterion", "A reason to prefer one initiative to another, with a weight and a scale."),
    ("Domain PMO", "An office for one department or business area, such as IT."),
    ("Earned value", "The planned cost of what is really done: it tells late work from slow spending."),
    ("EPMO", "An office for the whole organisation: it looks after goals, money and choices."),
    (
        "Evidence",
        "What was seen to support an answer: a document, or figures. Without it an answer is a claim.",
    ),
    ("Exposure", "Chance × cost of what may go wrong, over all risks."),
    (
        "Fit gap",
        "The level of the office less that of the organisation around it. More than one ahead is too far.",
    ),
    ("Gate", "A day on which somebody decides whether work goes on, on a condition, or not at all."),
    ("Initiative", "Anything one may work on: a project, programme, product or capability."),
    ("Issue", "Something that is in the way now. A risk may be; an issue is."),
    ("Maturity", "How far a practice has come, from 1, by luck, to 5, improved by its own figures."),
    ("Monte Carlo simulation", "Doing the plan thousands of times, each time with other luck, and counting."),
    ("P50, P80, P95", "Day or cost that is kept in 50, 80 or 95 of a hundred runs. Promise P80, not P50."),
    ("Pivot", "Planning anew because priorities changed; the time it takes can be practised."),
    (
        "PMO",
        "A project, programme or portfolio management office: a department like finance, measured by what it enables.",
    ),
    ("Portfolio", "Everything one has chosen to do with the same money and the same people."),
    ("PPM tool", "A tool for plans and people: projects, stages, time sheets."),
    ("RACI", "Who does a thing, who answers for it, who is asked, who is told."),
    ("Red flag", "A rule that fires on data, such as an office without a sponsor."),
    ("Replication", "One run of the simulation. The same seed gives the same runs."),
    ("Roadmap", "What the office itself improves in the next quarters, within the hours it has."),
    ("Scenario", "The plan with some changes, computed side by side with it: a what-if."),
    ("Sponsor", "Somebody with power who stands behind the work, and meets."),
    ("Stakeholder", "Somebody who can help or stop the work, or has to live with it."),
    (
        "Strategic portfolio management (SPM)",
        "Goals, money, choices and light governance: the side of an EPMO.",
    ),
    ("Tailoring", "Making a process fit an initiative, with a reason that is written down."),
    ("Value at risk", "The loss that is exceeded in only one of twenty runs."),
    ("WSJF", "Weighted shortest job first: cost of delay ÷ size of the job."),
];

/// What to read, hear or visit next: a title, and where it is found.
const READING: &[(&str, &str)] = &[
    (
        "Flyvbjerg & Gardner, How Big Things Get Done (2023)",
        "why plans slip, and what reference classes do about it",
    ),
    ("Savage, The Flaw of Averages (2009)", "why a plan on averages is late on average"),
    ("Hubbard, How to Measure Anything (third edition 2014)", "putting a range on what seems beyond measure"),
    ("Belton & Stewart, Multiple Criteria Decision Analysis (2002)", "weights, scales and sensitivity"),
    (
        "Reinertsen, The Principles of Product Development Flow (2009)",
        "queues, cost of delay, limits on work in progress",
    ),
    ("Kahneman, Thinking, Fast and Slow (2011)", "why estimates are too hopeful"),
    ("Cost Estimating and Assessment Guide, GAO-20-195G (2020)", "www.gao.gov/products/gao-20-195g"),
    (
        "UK Government Major Projects Portfolio, yearly figures",
        "www.gov.uk/government/collections/major-projects-data",
    ),
    ("Project Management Institute: standards, and PDU for what you learn", "www.pmi.org"),
    (
        "PM Happy Hour, a podcast; episode 036 is about leading a PMO",
        "search for its name where you hear podcasts",
    ),
    ("LinkedIn Learning, courses on the PMO", "www.linkedin.com/learning"),
    (
        "PMO Virtual Summit, yearly talks; Parwaaz Consulting, its host of the episode",
        "search for their names",
    ),
    ("UMT360, guide to the PMO and the EPMO", "www.umt360.com"),
    ("NUC Insider: “You are the PMO”, and Dr Tony Prensa’s session of 24 May 2024", "search for its name"),
];

/// Terms, with a search, and the reading list.
#[component]
pub(super) fn Glossary() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let fits = move |one: &str, other: &str| {
        let text = format!("{one} {other}").to_lowercase();
        search.with(|it| it.to_lowercase().split_whitespace().all(|word| text.contains(word)))
    };
    let found = move |list: &'static [(&'static str, &'static str)]| {
        let rows = list.iter().filter(|(one, other)| fits(one, other));
        let rows = rows
            .map(|(one, other)| view! { <div><dt>{*one}</dt><dd>{*other}</dd></div> })
            .collect::<Vec<_>>();
        if rows.is_empty() {
            view! { <p class="muted">"Nothing has these letters."</p> }.into_any()
        } else {
            view! { <dl class="glossary">{rows}</dl> }.into_any()
        }
    };
    view! {
        <Frame title="Words, and what to read next" note="Nothing here asks the network: an address is a text to copy.">
            <label class="field"><span>"Find a word"</span>
                <input class="input" type="search" autocomplete="off" autofocus prop:value=search on:input:target=move |event| search.set(event.target().value())/></label>
            <h3>"Words"</h3>
            {move || found(TERMS)}
            <h3>"Further reading"</h3>
            {move || found(READING)}
        </Frame>
    }
}
