//! Weeks in which people are away together, typed as a line of text.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::components::field::TextField;
use crate::app::format::plain;
use crate::model::finite::Finite;
use crate::model::people::Holiday;

/// Holidays as "2026-12-21: 2, 2027-08-02: 3 at 50%".
#[component]
pub fn HolidaysField(
    /// Whose.
    label: &'static str,
    /// In order of date.
    holidays: Signal<Vec<Holiday>>,
    /// Takes others, or says why not.
    on_change: impl Fn(Vec<Holiday>) -> Result<(), String> + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <TextField label value=Signal::derive(move || holidays.with(|it| written(it))) placeholder="2026-12-21: 2"
            on_change=move |text| on_change(read(&text).ok_or(
                "Not changed. Write day: weeks, such as 2026-12-21: 2, 2027-08-02: 3 at 50% where half of them are away.",
            )?)/>
    }
}

fn written(holidays: &[Holiday]) -> String {
    let one = |holiday: &Holiday| {
        let part = if holiday.share == Finite::ONE {
            String::new()
        } else {
            format!(" at {}%", plain(holiday.share.get() * 100.0))
        };
        format!("{}: {}{part}", holiday.from, holiday.weeks)
    };
    holidays.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn read(text: &str) -> Option<Vec<Holiday>> {
    let one = |part: &str| {
        let (day, rest) = part.split_once(':')?;
        let from: Date = day.trim().parse().ok()?;
        let (weeks, percent) = rest.split_once("at").unwrap_or((rest, "100%"));
        let percent: f64 = percent.trim().trim_end_matches('%').trim().parse().ok()?;
        let weeks = weeks.trim().trim_end_matches("weeks").trim().parse().ok()?;
        Some(Holiday { from, weeks, share: Finite::new(percent / 100.0).ok()? })
    };
    text.split([',', ';']).filter(|part| !part.trim().is_empty()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_read_back_as_written() {
        let holidays = read(" 2026-12-21: 2 weeks; 2027-08-02:3 at 50 %,").unwrap();
        assert_eq!(written(&holidays), "2026-12-21: 2, 2027-08-02: 3 at 50%");
        assert_eq!(read(""), Some(vec![]));
        assert_eq!(read("Christmas: 2"), None);
        assert_eq!(read("2026-12-21"), None);
    }
}
