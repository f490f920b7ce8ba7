//! What one step more or less of a limit is worth.

use leptos::prelude::*;

use super::super::{money, signed};
use super::moved::Moved;
use crate::analysis::select::question::{Limit, Limited};
use crate::analysis::select::study::{LeverOf, Worth};
use crate::app::components::why::Why;
use crate::app::format::{number, plain};
use crate::app::state::selection::Selection;
use crate::app::state::store::Store;
use crate::model::guardrail::Bound;

/// "+1 is worth +16.6 points (3.1 %); −1 costs 12.0".
#[component]
pub(super) fn WorthNote(of: Moved) -> impl IntoView {
    let store = expect_context::<Store>();
    let selection = expect_context::<Selection>();
    let lever = Memo::new(move |_| of.lever(store));
    let worth: Memo<Option<Worth>> = Memo::new(move |_| {
        let lever = lever.get()?;
        selection.findings.with(|it| it.as_ref()?.worth.get(&lever).copied())
    });
    let value =
        move || selection.best.with(|it| it.as_ref().map_or(0.0, |it| it.question.score(&it.selection)));
    let step = move |worth: Worth| match of {
        Moved::Heads(_) => plain(worth.step),
        Moved::Guardrail(..) => format!("{} %", plain(worth.step)),
        Moved::AllYears | Moved::Year(_) => money(store, worth.step),
    };
    let gains = move || worth.get().and_then(|it| it.more).is_some_and(|more| more * 100.0 >= 0.05);
    // What is kept for a part limits the rest: the less is kept, the looser.
    let (looser, tighter) =
        if matches!(of, Moved::Guardrail(_, Bound::Kept)) { ("−", "+") } else { ("+", "−") };
    let more = move || {
        let worth = worth.get()?;
        let more = worth.more?;
        let share = if value() > 0.0 { more / value() } else { 0.0 };
        Some(if more * 100.0 < 0.05 {
            format!("{looser}{} is worth 0", step(worth))
        } else {
            let points = signed(more * 100.0);
            format!("{looser}{} is worth {points} points ({:.1} %)", step(worth), share * 100.0)
        })
    };
    let less = move || {
        let worth = worth.get()?;
        let less = worth.less?;
        Some(if less * 100.0 < 0.05 {
            format!("; {tighter}{} costs 0", step(worth))
        } else {
            format!("; {tighter}{} costs {}", step(worth), number(less * 100.0, 1))
        })
    };
    let is_asked = move |lever: Option<LeverOf>| {
        let is_it = |limit: &Limit| matches!((limit.of, lever), (Limited::Guardrail { index }, Some(LeverOf::Guardrail(ours))) if index == ours);
        selection.question.with(|it| it.as_ref().is_some_and(|it| it.limits.iter().any(is_it)))
    };
    let unknown = move || {
        // Whoever can never be short is left out of the question.
        let is_short = match of {
            Moved::Heads(id) => {
                selection.question.with(|it| it.as_ref().is_some_and(|it| it.roles().contains(&id)))
            }
            Moved::AllYears | Moved::Year(_) => true,
            Moved::Guardrail(..) => is_asked(lever.get()),
        };
        let never = match of {
            Moved::Guardrail(..) => "never binds",
            _ => "+1 is worth 0; never short",
        };
        worth.get().is_none().then_some(if is_short { "…" } else { never })
    };
    let figure = Signal::derive(move || more().unwrap_or_default());
    let name = Signal::derive(move || format!("worth of {}", of.name(store)));
    let points = move |score: f64| number(score * 100.0, 1);
    view! {
        <p class="control-note">
            <Show when=move || worth.get().is_some_and(|it| it.more.is_some())>
                <b class:is-gain=gains>
                    <Why id=format!("worth-{}", of.html_id()) figure=figure of=name>
                        <p>"The best set is selected anew with this limit one step looser, everything else as it is; the difference is what the step is worth."</p>
                        {move || worth.get().and_then(|it| it.more).map(|more| view! {
                            <p>{format!("{} − {} = {} points", points(value() + more), points(value()), points(more))}</p>
                        })}
                        {move || worth.get().and_then(|it| it.less).map(|less| view! {
                            <p>{format!("One step tighter: {} − {} = {} points", points(value()), points(value() - less), points(less))}</p>
                        })}
                    </Why>
                </b>
            </Show>
            {less}{unknown}
        </p>
    }
}
