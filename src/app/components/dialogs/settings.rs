//! Currency, calendar, budget, simulation, names of the delivery modes, theme.

mod correlations;
mod objectives;

use jiff::civil::Date;
use leptos::prelude::*;

use super::Frame;
use crate::app::format::plain;
use crate::app::state::session::{Notice, Session, Theme};
use crate::app::state::store::Store;
use crate::model::edit::{Edit, PortfolioChange};
use crate::model::finite::Finite;
use crate::model::initiative::Mode;
use crate::model::portfolio::{Currency, MoneyScale, YearAmount};
use correlations::Correlations;
use objectives::Objectives;

/// What holds for the whole portfolio.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let store = expect_context::<Store>();
    let portfolio = store.portfolio;
    let change = move |change: PortfolioChange| store.commit(Edit::Portfolio(change));
    view! {
        <Frame title="Settings" note="They belong to the portfolio and travel with its file; the theme belongs to this browser.">
            <div class="form-grid">
                <Field label="First day of the plan">
                    <input class="input" type="date" prop:value=move || portfolio.with(|it| it.calendar.start.to_string())
                        on:change:target=move |event| {
                            if let Ok(day) = event.target().value().parse::<Date>() {
                                change(PortfolioChange::Start(day));
                            }
                        }
                    />
                </Field>
                <NumberField label="Weeks planned" value=Signal::derive(move || f64::from(portfolio.with(|it| it.calendar.horizon_weeks)))
                    on_change=move |weeks| change(PortfolioChange::HorizonWeeks(weeks))/>
                <CurrencyFields/>
                <NumberField label="Runs of the simulation" value=Signal::derive(move || f64::from(portfolio.with(|it| it.simulation.iterations)))
                    on_change=move |runs| change(PortfolioChange::Iterations(runs))/>
                <NumberField label="Seed of the simulation" value=Signal::derive(move || f64::from(portfolio.with(|it| it.simulation.seed)))
                    on_change=move |seed| change(PortfolioChange::Seed(seed))/>
                <NumberField label="Stages of one initiative vary together, %" value=Signal::derive(move || portfolio.with(|it| (it.simulation.correlation.get() * 100.0).round()))
                    on_change=move |percent| if let Ok(share) = Finite::new(f64::from(percent) / 100.0) {
                        change(PortfolioChange::Correlation(share));
                    }/>
                <NumberField label="Planned cost that grows with the work, %" value=Signal::derive(move || portfolio.with(|it| (it.simulation.cost_with_work.map_or(1.0, Finite::get) * 100.0).round()))
                    on_change=move |percent| if let Ok(share) = Finite::new(f64::from(percent) / 100.0) {
                        change(PortfolioChange::CostWithWork(Some(share)));
                    }/>
                <NumberField label="Weeks in which a benefit rises" value=Signal::derive(move || f64::from(portfolio.with(|it| it.simulation.ramp_weeks)))
                    on_change=move |weeks| change(PortfolioChange::RampWeeks(weeks))/>
                <NumberField label="Initiatives under way at once at most, 0 for any number" value=Signal::derive(move || f64::from(portfolio.with(|it| it.simulation.most_at_once.unwrap_or(0))))
                    on_change=move |most| change(PortfolioChange::MostAtOnce((most > 0).then_some(most)))/>
                <ThemeField/>
            </div>
            <Correlations/>
            <BudgetField/>
            <Objectives/>
            <ModeFields/>
            <label class="field">
                <span>"Note: where the figures come from"</span>
                <textarea class="input" rows="3" prop:value=move || portfolio.with(|it| it.note.clone())
                    on:change:target=move |event| change(PortfolioChange::Note(event.target().value()))></textarea>
            </label>
        </Frame>
    }
}

#[component]
fn Field(label: &'static str, children: Children) -> impl IntoView {
    view! { <label class="field"><span>{label}</span>{children()}</label> }
}

#[component]
fn NumberField(
    label: &'static str,
    value: Signal<f64>,
    on_change: impl Fn(u32) + Send + Sync + 'static,
) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <Field label>
            <input class="input" type="number" min="0" step="1" prop:value=move || value.get().to_string()
                on:change:target=move |event| {
                    if let Ok(number) = event.target().value().trim().parse() {
                        on_change(number);
                    } else {
                        session.tell(Notice::stop("Not changed", format!("{label} must be a whole number of at least 0.")));
                        event.target().set_value(&value.get_untracked().to_string());
                    }
                }
            />
        </Field>
    }
}

#[component]
fn CurrencyFields() -> impl IntoView {
    let store = expect_context::<Store>();
    let currency = Memo::new(move |_| store.portfolio.with(|portfolio| portfolio.currency.clone()));
    let set = move |currency: Currency| store.commit(Edit::Portfolio(PortfolioChange::Currency(currency)));
    let scales = [
        (MoneyScale::Unit, "in full"),
        (MoneyScale::Thousand, "in thousands"),
        (MoneyScale::Million, "in millions"),
    ];
    view! {
        <Field label="Currency (three letters)">
            <input class="input" maxlength="3" prop:value=move || currency.with(|it| it.code.clone())
                on:change:target=move |event| set(Currency { code: event.target().value().trim().to_uppercase(), ..currency.get_untracked() })/>
        </Field>
        <Field label="Amounts are given">
            <select class="select" on:change:target=move |event| {
                if let Some((scale, _)) = scales.iter().find(|(_, name)| *name == event.target().value()) {
                    set(Currency { scale: *scale, ..currency.get_untracked() });
                }
            }>
                {scales.map(|(scale, name)| view! { <option value=name selected=move || currency.with(|it| it.scale == scale)>{name}</option> })}
            </select>
        </Field>
    }
}

#[component]
fn ThemeField() -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <Field label="Theme">
            <select class="select" on:change:target=move |event| session.theme.set(Theme::from_key(&event.target().value()))>
                {[Theme::System, Theme::Light, Theme::Dark].map(|theme| view! {
                    <option value=theme.key() selected=move || session.theme.get() == theme>{theme.name()}</option>
                })}
            </select>
        </Field>
    }
}

/// Budget as text, one year after the other: "2023: 400, 2024: 600".
#[component]
fn BudgetField() -> impl IntoView {
    let store = expect_context::<Store>();
    let session = expect_context::<Session>();
    let text = move || store.portfolio.with(|portfolio| budget_text(&portfolio.budget_per_year));
    view! {
        <label class="field">
            <span>"Budget per year, as “2026: 400, 2027: 600”; empty for no limit"</span>
            <input class="input" prop:value=text on:change:target=move |event| {
                let budget = parse_budget(&event.target().value());
                let refused = if let Some(budget) = budget { !store.try_commit(Edit::Portfolio(PortfolioChange::BudgetPerYear(budget))) } else {
                    session.tell(Notice::stop("Not changed", "Write the budget as year: amount, separated by commas; for example 2026: 400, 2027: 600."));
                    true
                };
                if refused {
                    event.target().set_value(&untrack(text));
                }
            }/>
        </label>
    }
}

#[component]
fn ModeFields() -> impl IntoView {
    let store = expect_context::<Store>();
    let modes = [
        (Mode::Predictive, "First delivery mode"),
        (Mode::Adaptive, "Second delivery mode"),
        (Mode::Hybrid, "Third delivery mode"),
    ];
    view! {
        <div class="form-grid">
            {modes.map(|(mode, label)| view! {
                <Field label>
                    <input class="input" prop:value=move || store.portfolio.with(|portfolio| portfolio.mode_labels[mode as usize].clone())
                        on:change:target=move |event| store.commit(Edit::Portfolio(PortfolioChange::ModeLabel { mode, label: event.target().value() }))/>
                </Field>
            })}
        </div>
    }
}

fn budget_text(budget: &[YearAmount]) -> String {
    let years: Vec<String> = budget
        .iter()
        .map(|year| format!("{}: {}", year.year, plain(year.amount.get()).replace(',', "")))
        .collect();
    years.join(", ")
}

fn parse_budget(text: &str) -> Option<Vec<YearAmount>> {
    text.split([',', ';'])
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (year, amount) = part.split_once(':')?;
            let amount = Finite::new(amount.trim().parse().ok()?).ok()?;
            Some(YearAmount { year: year.trim().parse().ok()?, amount })
        })
        .collect()
}
