//! How people leave a role and are replaced, typed as a line of text.

use leptos::prelude::*;

use crate::app::components::field::TextField;
use crate::app::format::plain;
use crate::model::finite::Finite;
use crate::model::people::Turnover;

/// Turnover as "12% / 13 / 26 / 20%": leave a year, weeks to replace, weeks to ramp up, share of a mentor.
#[component]
pub fn TurnoverField(
    /// None where nobody leaves.
    turnover: Signal<Option<Turnover>>,
    /// Takes another, or says why not.
    on_change: impl Fn(Option<Turnover>) -> Result<(), String> + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <TextField label="Leave a year [%] / weeks to replace / weeks to ramp up / mentor [%]" placeholder="none, or 12% / 13 / 26 / 20%"
            value=Signal::derive(move || turnover.with(|it| it.as_ref().map_or_else(String::new, written)))
            on_change=move |text| on_change(read(&text).ok_or(
                "Not changed. Write four numbers, such as 12% / 13 / 26 / 20%, or nothing.",
            )?)/>
    }
}

fn written(turnover: &Turnover) -> String {
    let percent = |share: Finite| format!("{}%", plain(share.get() * 100.0));
    let Turnover { leave_share, replace_weeks, ramp_weeks, mentor_share } = *turnover;
    format!("{} / {replace_weeks} / {ramp_weeks} / {}", percent(leave_share), percent(mentor_share))
}

/// None if it is not understood, some none if there is nothing.
#[expect(clippy::option_option, reason = "nothing typed is an answer too")]
fn read(text: &str) -> Option<Option<Turnover>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let [leave, replace, ramp, mentor] = parts[..] else { return None };
    let share = |text: &str| {
        let percent: f64 = text.trim_end_matches('%').trim().parse().ok()?;
        Finite::new(percent / 100.0).ok()
    };
    Some(Some(Turnover {
        leave_share: share(leave)?,
        replace_weeks: replace.parse().ok()?,
        ramp_weeks: ramp.parse().ok()?,
        mentor_share: share(mentor)?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turnover_reads_back_as_written() {
        let turnover = read("12.5 %/13 / 26/20").unwrap().unwrap();
        assert_eq!(written(&turnover), "12.5% / 13 / 26 / 20%");
        assert_eq!(read("  "), Some(None));
        assert_eq!(read("12 / 13"), None);
        assert_eq!(read("12 / -1 / 26 / 20"), None);
    }
}
