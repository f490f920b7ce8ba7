//! What people lose by working on several things at once: a curve of four numbers, off until it is asked for.

use leptos::prelude::*;

use crate::app::components::field::{TextField, apply};
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::model::edit::Edit;
use crate::model::finite::Finite;
use crate::model::people::ContextSwitch;

/// The curve as a line of text, with the one that is best known a press away.
#[component]
pub(super) fn ContextSwitchField() -> impl IntoView {
    let store = expect_context::<Store>();
    let curve = Memo::new(move |_| store.people.with(|it| it.context_switch));
    let is_on = move || curve.with(Option::is_some);
    let value = Signal::derive(move || curve.get().map_or_else(String::new, |curve| written(&curve)));
    let hear = move |text: String| match read(&text) {
        Some(curve) => apply(store, Edit::ContextSwitch(curve)),
        None => {
            Err("Not changed. Write four percentages going up, such as 20/40/60/75, or nothing.".to_owned())
        }
    };
    let switch = move |_| {
        let next = if curve.get_untracked().is_some() { None } else { Some(ContextSwitch::weinberg()) };
        store.commit(Edit::ContextSwitch(next));
    };
    view! {
        <TextField label="Lost by working on 2 / 3 / 4 / 5 things at once [%]" placeholder="nothing is lost" value on_change=hear/>
        <p class="card-note">
            "Whoever is asked for at a part of their time fills the rest with as many other things: half a full-time equivalent works on two at once, a quarter on four. "
            <button class="button-link" type="button" on:click=switch>
                {move || if is_on() { "Lose nothing" } else { "Take Weinberg’s numbers (1992)" }}
            </button>
            {move || (!is_on()).then_some(": often quoted, never measured.")}
        </p>
    }
}

fn written(curve: &ContextSwitch) -> String {
    curve.losses.map(|share| plain(share.get() * 100.0)).join("/")
}

/// Nothing is no curve; the outer none if the text is not understood.
#[expect(clippy::option_option, reason = "nothing is an answer too")]
fn read(text: &str) -> Option<Option<ContextSwitch>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let share = |part: &str| {
        let percent: f64 = part.trim().trim_end_matches('%').trim().parse().ok()?;
        Finite::new(percent / 100.0).ok()
    };
    let shares = text.split('/').map(share).collect::<Option<Vec<_>>>()?;
    Some(Some(ContextSwitch { losses: shares.try_into().ok()? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_reads_back_as_written() {
        let curve = read(" 20/40 / 60 %/75").unwrap();
        assert_eq!(curve, Some(ContextSwitch::weinberg()));
        assert_eq!(written(&curve.unwrap()), "20/40/60/75");
        assert_eq!(read(" "), Some(None));
        assert_eq!((read("20/40"), read("some")), (None, None));
    }
}
