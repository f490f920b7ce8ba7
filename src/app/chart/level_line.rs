//! What one person said over time, levels 1 to 5, with a mark at every shock.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::format::day;

const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 132.0;
const LEFT: f64 = 18.0;
const RIGHT: f64 = 330.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 104.0;

fn y(level: u8) -> f64 {
    BOTTOM - (f64::from(level.clamp(1, 5)) - 1.0) / 4.0 * (BOTTOM - TOP)
}

/// Where `day` stands between the first and the last.
fn x((first, last): (Date, Date), day: Date) -> f64 {
    let span = f64::from((last - first).get_days().max(1));
    LEFT + 10.0 + (RIGHT - LEFT - 20.0) * f64::from((day - first).get_days()) / span
}

/// First and last of all days; none without any.
fn ends(levels: &[(Date, u8)], shocks: &[Date]) -> Option<(Date, Date)> {
    let days = || levels.iter().map(|it| it.0).chain(shocks.iter().copied());
    days().min().zip(days().max())
}

/// The picture; the list beside it has the figures.
#[component]
pub fn LevelLine(
    /// What the levels are of: "Trust".
    what: &'static str,
    /// In order of date.
    levels: Signal<Vec<(Date, u8)>>,
    /// Days of shocks.
    shocks: Signal<Vec<Date>>,
) -> impl IntoView {
    let grid = (1_u8..=5).map(|level| {
        let y = y(level);
        view! { <line class=if level == 1 { "axis-line" } else { "grid-line" } x1=LEFT y1=y x2=RIGHT y2=y/><text x="2" y=y + 4.0>{level}</text> }
    });
    let drawn = move || {
        let (levels, shocks) = (levels.get(), shocks.get());
        let ends = ends(&levels, &shocks)?;
        let points: Vec<String> =
            levels.iter().map(|(day, level)| format!("{:.1} {:.1}", x(ends, *day), y(*level))).collect();
        let marks = levels.iter().map(|(date, level)| view! {
            <g><title>{format!("{}: {level}", day(*date))}</title><circle class="ours" cx=x(ends, *date) cy=y(*level) r="4.5"/></g>
        });
        let shocks = (1..).zip(shocks).map(|(number, date): (usize, Date)| {
            let x = x(ends, date);
            view! { <g><title>{day(date)}</title><line class="shock-line" x1=x x2=x y1=TOP - 4.0 y2=BOTTOM/><text class="middle strong" x=x y=BOTTOM + 14.0>{number}</text></g> }
        });
        Some(view! {
            {shocks.collect_view()}
            <path class="ours-line" d=format!("M{}", points.join("L"))/>
            {marks.collect_view()}
            <text x=LEFT y=HEIGHT - 2.0>{day(ends.0)}</text>
            <text class="end" x=RIGHT y=HEIGHT - 2.0>{day(ends.1)}</text>
        })
    };
    view! {
        <svg class="chart trust-line" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=format!("{what} over time, levels 1 to 5, shocks as numbered lines. The list below has the figures.")>
            {grid.collect_view()}
            {drawn}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn later_days_stand_to_the_right_and_higher_levels_higher() {
        let days = [(date(2025, 1, 1), 2), (date(2025, 6, 1), 4)];
        let ends = ends(&days, &[date(2025, 8, 1)]).unwrap();
        assert_eq!(ends, (date(2025, 1, 1), date(2025, 8, 1)));
        assert!(x(ends, days[0].0) < x(ends, days[1].0) && x(ends, ends.1) <= RIGHT);
        assert!(y(5) < y(1));
        assert!(x((ends.0, ends.0), ends.0).is_finite());
    }
}
