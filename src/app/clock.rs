//! The browser's clock: the only place that knows what day and time it is.

use jiff::civil::{Date, DateTime};

/// Today, where the browser is; none beyond the year 9999.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Today with the time, where the browser is, to the second; none beyond the year 9999.
pub fn now() -> Option<DateTime> {
    let now = js_sys::Date::new_0();
    let part = |part: u32| i8::try_from(part).ok();
    let (hour, minute, second) = (part(now.get_hours())?, part(now.get_minutes())?, part(now.get_seconds())?);
    // No second is left to leap: the browser's clock has none.
    Some(today()?.at(hour, minute, second, 0))
}

/// Milliseconds since the page was opened, which no change of the clock turns back; 0 where nobody counts them.
pub fn now_ms() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
