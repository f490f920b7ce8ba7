//! The browser's clock: the only place that knows what day it is.

use jiff::civil::Date;

/// Today, where the browser is; none beyond the year 9999.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
