//! How people leave a role and are replaced: four numbers.

use leptos::prelude::*;

use crate::app::components::field::Reason;
use crate::app::format::plain;
use crate::model::finite::Finite;
use crate::model::people::Turnover;

/// What is typed: its label, the greatest number, and whether it is a share in percent.
const PARTS: [(&str, &str, bool); 4] = [
    ("Leave within a year [%]", "95", true),
    ("Weeks until they are replaced", "104", false),
    ("Weeks until a newcomer is of full use", "104", false),
    ("Of a colleague who shows them round [%]", "100", true),
];

/// The four numbers of a turnover; all 0 is none.
#[component]
pub fn TurnoverField(
    /// None where nobody leaves.
    turnover: Signal<Option<Turnover>>,
    /// Takes another, or says why not.
    on_change: impl Fn(Option<Turnover>) -> Result<(), String> + Send + Sync + 'static,
) -> impl IntoView {
    let on_change = Callback::new(on_change);
    view! {
        <fieldset class="turnover">
            <legend>"Who leaves and who comes"</legend>
            <div class="form-grid">{(0..PARTS.len()).map(|part| number_field(part, turnover, on_change)).collect_view()}</div>
        </fieldset>
    }
}

fn number_field(
    part: usize,
    turnover: Signal<Option<Turnover>>,
    on_change: Callback<Option<Turnover>, Result<(), String>>,
) -> AnyView {
    let (label, most, is_share) = PARTS[part];
    let refused = RwSignal::new(None::<String>);
    let value = move || written(numbers(turnover.get())[part], is_share);
    let hear = move |text: String| {
        let changed = with(turnover.get_untracked(), part, &text);
        let example = if is_share { "a percentage, such as 12" } else { "whole weeks, such as 13" };
        refused.set(match changed {
            Some(changed) => on_change.run(changed).err(),
            None => Some(format!("Not changed. Write {example}; 0 for none.")),
        });
    };
    view! {
        <label class="field">
            <span>{label}</span>
            <input class="input" type="number" min="0" max=most step=if is_share { "any" } else { "1" } prop:value=value
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                on:change:target=move |event| hear(event.target().value())/>
            <Reason refused/>
        </label>
    }
    .into_any()
}

/// In the order of [`PARTS`]; nobody leaves is 0 of all.
fn numbers(turnover: Option<Turnover>) -> [f64; 4] {
    turnover.map_or([0.0; 4], |it| {
        [it.leave_share.get(), f64::from(it.replace_weeks), f64::from(it.ramp_weeks), it.mentor_share.get()]
    })
}

fn written(number: f64, is_share: bool) -> String {
    plain(if is_share { number * 100.0 } else { number })
}

/// The turnover with another part; the outer none if the text is not understood.
#[expect(clippy::option_option, reason = "nobody leaves is an answer too")]
fn with(turnover: Option<Turnover>, part: usize, text: &str) -> Option<Option<Turnover>> {
    let text = text.trim();
    let nobody =
        Turnover { leave_share: Finite::ZERO, replace_weeks: 0, ramp_weeks: 0, mentor_share: Finite::ZERO };
    let mut made = turnover.unwrap_or(nobody);
    let share = || {
        let percent: f64 = if text.is_empty() { 0.0 } else { text.parse().ok()? };
        Finite::new(percent / 100.0).ok()
    };
    let weeks = || if text.is_empty() { Some(0) } else { text.parse().ok() };
    match part {
        0 => made.leave_share = share()?,
        1 => made.replace_weeks = weeks()?,
        2 => made.ramp_weeks = weeks()?,
        _ => made.mentor_share = share()?,
    }
    Some((made != nobody).then_some(made))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_typed_on_its_own() {
        let mut turnover = None;
        for (part, text) in ["12.5", " 13 ", "26", "20"].into_iter().enumerate() {
            turnover = with(turnover, part, text).unwrap();
        }
        let shown: Vec<String> = (0..4).map(|part| written(numbers(turnover)[part], PARTS[part].2)).collect();
        assert_eq!(shown, ["12.5", "13", "26", "20"]);
        assert_eq!(with(turnover, 1, "-1"), None);
        assert_eq!(with(turnover, 2, "2.5"), None);
        assert_eq!(with(turnover, 0, "many"), None);
    }

    #[test]
    fn all_nought_is_nobody() {
        let some = with(None, 0, "10").unwrap();
        assert!(some.is_some());
        assert_eq!(with(some, 0, ""), Some(None));
        assert_eq!(with(None, 3, "0"), Some(None));
    }
}
