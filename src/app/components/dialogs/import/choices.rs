//! How the file is to be read, and which column holds which field.

use leptos::prelude::*;

use super::table::Preview;
use crate::app::components::keyed::Keyed;
use crate::app::format::count;
use crate::exchange::cell::{DateOrder, Decimal};
use crate::exchange::initiative_list::Field;
use crate::exchange::table::Delimiter;

const DELIMITERS: [(Delimiter, &str); 3] =
    [(Delimiter::Comma, "Comma ,"), (Delimiter::Semicolon, "Semicolon ;"), (Delimiter::Tab, "Tab")];
const DECIMALS: [(Decimal, &str); 2] =
    [(Decimal::Point, "Point: 1,234.5"), (Decimal::Comma, "Comma: 1.234,5")];
const ORDERS: [(DateOrder, &str); 3] = [
    (DateOrder::DayMonthYear, "Day first: 31.03.2025"),
    (DateOrder::MonthDayYear, "Month first: 03/31/2025"),
    (DateOrder::YearMonthDay, "Year first: 25-03-31"),
];

/// Separator, decimal sign, order of dates.
#[component]
pub(super) fn Choices(preview: Preview) -> impl IntoView {
    let draft = preview.draft;
    view! {
        <div class="row row-end">
            <Choice label="Separator" options=&DELIMITERS value=Signal::derive(move || draft.with(|it| it.table.delimiter))
                on_choose=move |delimiter| preview.read_by(delimiter)/>
            <Choice label="Decimal" options=&DECIMALS value=Signal::derive(move || draft.with(|it| it.reading.decimal))
                on_choose=move |decimal| draft.update(|it| it.reading.decimal = decimal)/>
            <Choice label="Dates" options=&ORDERS value=Signal::derive(move || draft.with(|it| it.reading.date_order))
                on_choose=move |order| draft.update(|it| it.reading.date_order = order)/>
        </div>
    }
}

#[component]
fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    options: &'static [(T, &'static str)],
    value: Signal<T>,
    on_choose: impl Fn(T) + 'static,
) -> impl IntoView {
    let place = move || options.iter().position(|(option, _)| *option == value.get()).unwrap_or(0);
    view! {
        <label class="field">
            <span>{label}</span>
            <select class="select" on:change:target=move |event| {
                if let Some((option, _)) = event.target().value().parse::<usize>().ok().and_then(|place| options.get(place)) {
                    on_choose(*option);
                }
            }>
                {options.iter().enumerate().map(|(index, (_, name))| view! {
                    <option value=index.to_string() selected=move || place() == index>{*name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// A column for each field.
#[component]
pub(super) fn MapFields(preview: Preview) -> impl IntoView {
    let draft = preview.draft;
    let fields = Memo::new(move |_| {
        let years: Vec<Field> = draft
            .with(|it| it.map.keys().filter(|field| matches!(field, Field::CostIn(_))).copied().collect());
        Field::ALL.into_iter().chain(years).collect::<Vec<_>>()
    });
    let used = move || {
        draft.with(|it| {
            format!("{} of {} used", it.map.len(), count(it.table.header.len(), "column", "columns"))
        })
    };
    // Open where something must be chosen: without names nothing can be imported.
    let is_open = draft.with_untracked(|it| !it.map.contains_key(&Field::Name));
    view! {
        <details class="import-map" open=is_open>
            <summary>"Which column holds what: "{used}</summary>
            <div class="form-grid">
                <Keyed each=move || fields.get() key=|field| field.to_string() let:field><MapField preview field/></Keyed>
            </div>
        </details>
    }
}

#[component]
fn MapField(preview: Preview, field: Field) -> impl IntoView {
    let draft = preview.draft;
    let chosen = Memo::new(move |_| draft.with(|it| it.map.get(&field).copied()));
    let header = Memo::new(move |_| draft.with(|it| it.table.header.clone()));
    let options = move || {
        header.get().into_iter().zip(0_u32..).map(|(name, column)| {
            let short: String = name.chars().take(60).collect();
            let label = if short.is_empty() { format!("column {}", column + 1) } else { short };
            view! { <option value=column.to_string() selected=move || chosen.get() == Some(column)>{label}</option> }
        }).collect_view()
    };
    view! {
        <label class="field">
            <span>{field.to_string()}</span>
            <select class="select" on:change:target=move |event| preview.map(field, event.target().value().parse().ok())>
                <option value="" selected=move || chosen.get().is_none()>"not in the file"</option>
                {options}
            </select>
        </label>
    }
}
