//! What an initiative costs and what it brings.

use leptos::prelude::*;

use super::Subject;
use crate::app::components::field::{DateField, TextField};
use crate::app::format::money;
use crate::exchange::cell::{Decimal, parse_number};
use crate::model::edit::InitiativeChange;
use crate::model::finite::Finite;
use crate::model::initiative::{Benefit, Initiative};
use crate::model::portfolio::YearAmount;

/// Cost per year, cost of stopping, and the benefit.
#[component]
pub(super) fn Money(subject: Subject) -> impl IntoView {
    let total = move || {
        let cost = subject.of(Initiative::cost_money).unwrap_or_default();
        subject.store.portfolio.with(|it| format!("{} in all", money(cost, &it.currency)))
    };
    let benefit = move |of: fn(&Benefit) -> String| {
        Signal::derive(move || subject.of(|it| of(&it.benefit)).unwrap_or_default())
    };
    let set = move |change: &dyn Fn(&mut Benefit)| {
        let mut benefit = subject
            .initiative
            .with_untracked(|it| it.as_ref().map(|it| it.benefit.clone()))
            .unwrap_or_default();
        change(&mut benefit);
        subject.change(InitiativeChange::Benefit(benefit))
    };
    // Only what has begun can be stopped; what was entered before stays in sight.
    let can_be_stopped = Memo::new(move |_| {
        subject.of(|it| it.is_under_way() || it.stopping_cost.is_some()).unwrap_or_default()
    });
    let stopping = Signal::derive(move || {
        subject.of(|it| it.stopping_cost).flatten().map_or_else(String::new, |cost| cost.to_string())
    });
    view! {
        <section class="initiative-part">
            <h3>"Money "<small class="muted">{total}</small></h3>
            <TextField label="Cost per year, as “2025: 40, 2026: 60”" value=Signal::derive(move || subject.of(|it| years_text(&it.cost_per_year)).unwrap_or_default())
                on_change=move |text| subject.change(InitiativeChange::CostPerYear(parse_years(&text)?))/>
            <Show when=move || can_be_stopped.get()>
                <TextField label="What stopping it now would cost: contracts, handing over, closing down" value=stopping
                    on_change=move |text| subject.change(InitiativeChange::StoppingCost(parse_amount(&text)?))/>
            </Show>
            <div class="form-grid">
                <TextField label="Benefit, as money" value=benefit(|it| it.amount.map_or_else(String::new, |amount| amount.to_string()))
                    on_change=move |text| {
                        let amount = parse_amount(&text)?;
                        set(&|benefit| benefit.amount = amount)
                    }/>
                <TextField label="Benefit owner" value=benefit(|it| it.owner.clone()) on_change=move |text| set(&|it| it.owner.clone_from(&text))/>
                <TextField label="Who of the PMO answers for it" value=benefit(|it| it.pmo_accountable.clone()) on_change=move |text| set(&|it| it.pmo_accountable.clone_from(&text))/>
                <TextField label="How it is measured" value=benefit(|it| it.measure.clone()) on_change=move |text| set(&|it| it.measure.clone_from(&text))/>
                <DateField label="Measured on" value=Signal::derive(move || subject.of(|it| it.benefit.date).flatten())
                    on_change=move |day| set(&|it| it.date = day)/>
                <TextField label="What came of it, as money" value=benefit(|it| it.actual.map_or_else(String::new, |amount| amount.to_string()))
                    on_change=move |text| {
                        let amount = parse_amount(&text)?;
                        set(&|benefit| benefit.actual = amount)
                    }/>
                <DateField label="Reviewed on" value=Signal::derive(move || subject.of(|it| it.benefit.reviewed).flatten())
                    on_change=move |day| set(&|it| it.reviewed = day)/>
            </div>
            <TextField label="How one knows what came" value=benefit(|it| it.evidence.clone()) on_change=move |text| set(&|it| it.evidence.clone_from(&text))/>
        </section>
    }
}

fn years_text(years: &[YearAmount]) -> String {
    let years: Vec<String> = years.iter().map(|year| format!("{}: {}", year.year, year.amount)).collect();
    years.join(", ")
}

/// "2025: 40, 2026: 60" or the same with semicolons.
fn parse_years(text: &str) -> Result<Vec<YearAmount>, String> {
    let separator = if text.contains(';') { ';' } else { ',' };
    let mut years = Vec::<YearAmount>::new();
    for part in text.split(separator).map(str::trim).filter(|part| !part.is_empty()) {
        let (year, amount) = part.split_once(':').ok_or_else(|| {
            format!("“{part}” has no year; write each year as 2025: 40, with commas between them")
        })?;
        let year: i16 =
            year.trim().parse().map_err(|_| format!("“{}” is not a year; write four digits", year.trim()))?;
        if years.iter().any(|known| known.year == year) {
            return Err(format!("{year} is there twice; add the two amounts up"));
        }
        let amount = parse_number(amount, Decimal::Point).map_err(|error| error.to_string())?;
        years.push(YearAmount { year, amount });
    }
    Ok(years)
}

fn parse_amount(text: &str) -> Result<Option<Finite>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_number(text, Decimal::Point).map(Some).map_err(|error| error.to_string())
}
