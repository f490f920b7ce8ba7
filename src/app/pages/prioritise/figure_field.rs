//! A criterion that is worked out: from which figure, by which rule for money, and the sum behind each score.

use leptos::prelude::*;

use crate::analysis::figures::{figure, unit, work_out, yearly_money};
use crate::app::components::why::Why;
use crate::app::format::{capitalised, money, number, percent, plain};
use crate::app::state::store::Store;
use crate::model::edit::{Edit, MethodChange};
use crate::model::finite::Finite;
use crate::model::id::{CriterionId, InitiativeId};
use crate::model::initiative::Initiative;
use crate::model::portfolio::Currency;
use crate::model::scoring::method::{Figure, MoneyRule};

/// Where the scores of a criterion come from: people, or a figure.
#[component]
pub(super) fn FigureChoice(id: CriterionId) -> impl IntoView {
    let store = expect_context::<Store>();
    let now = Memo::new(move |_| store.scoring.with(|it| it.figures.get(&id).copied()));
    let choose = move |place: String| {
        let figure = place.parse().ok().and_then(|place: usize| Figure::ALL.get(place).copied());
        let edit = store.document.with_untracked(|document| match figure {
            Some(figure) => work_out(document, id, figure),
            None => Edit::Method(MethodChange::Figure { criterion: id, figure: None }),
        });
        store.commit(edit);
    };
    view! {
        <label class="field"><span>"Scores come from"</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="" selected=move || now.get().is_none()>"people who score it"</option>
                {Figure::ALL.into_iter().enumerate().map(|(place, figure)| view! {
                    <option value=place.to_string() selected=move || now.get() == Some(figure)>{figure.name()}</option>
                }).collect_view()}
            </select>
        </label>
        <Show when=move || now.get().is_some_and(Figure::is_of_money_over_time)><MoneyRuleForm/></Show>
    }
}

/// Discount rate, base year, years of benefit: one rule for the whole portfolio.
#[component]
fn MoneyRuleForm() -> impl IntoView {
    let store = expect_context::<Store>();
    let rule = Memo::new(move |_| store.scoring.with(|it| it.money_rule));
    let set = move |change: &dyn Fn(MoneyRule, f64) -> Option<MoneyRule>, text: &str| {
        let changed = rule
            .get_untracked()
            .zip(text.trim().parse().ok())
            .and_then(|(rule, number)| change(rule, number));
        if let Some(rule) = changed {
            store.commit(Edit::Method(MethodChange::MoneyRule(Some(rule))));
        }
    };
    let rate = move |rule: MoneyRule, number: f64| {
        Some(MoneyRule { discount_rate: Finite::new(number / 100.0).ok()?, ..rule })
    };
    let shown = move |of: fn(&MoneyRule) -> String| rule.with(|it| it.as_ref().map_or_else(String::new, of));
    view! {
        <div class="method-parts">
            <label class="field"><span>"Discount rate, % a year"</span>
                <input class="input" type="number" min="0" max="100" step="0.1" prop:value=move || shown(|it| plain(it.discount_rate.get() * 100.0))
                    on:change:target=move |event| set(&rate, &event.target().value())/>
            </label>
            <label class="field"><span>"Now is the year"</span>
                <input class="input" type="number" min="1900" max="2200" step="1" prop:value=move || shown(|it| it.base_year.to_string())
                    on:change:target=move |event| set(&|rule, number| Some(MoneyRule { base_year: whole(number)?, ..rule }), &event.target().value())/>
            </label>
            <label class="field"><span>"Benefit comes over, years"</span>
                <input class="input" type="number" min="1" max="50" step="1" prop:value=move || shown(|it| it.benefit_years.to_string())
                    on:change:target=move |event| set(&|rule, number| Some(MoneyRule { benefit_years: u32::try_from(whole(number)?).ok()?, ..rule }), &event.target().value())/>
            </label>
        </div>
        <p class="card-note">"One rule for the portfolio. What was paid before that year is spent and left out; a benefit comes in equal parts from the year of its date, or else the year after the last cost."</p>
    }
}

#[expect(clippy::cast_possible_truncation, reason = "rounded and within a few thousand")]
fn whole(number: f64) -> Option<i16> {
    (0.0..=9_999.0).contains(&number).then(|| number.round() as i16)
}

/// The score of a criterion that is worked out; it opens into the money it is made of.
#[component]
pub(super) fn WorkedOut(initiative: InitiativeId, criterion: CriterionId, which: Figure) -> impl IntoView {
    let store = expect_context::<Store>();
    let subject = Memo::new(move |_| store.initiatives.with(|it| it.initiative(initiative).cloned()));
    let found = Memo::new(move |_| {
        let of = |it: &Initiative| {
            let found =
                store.scoring.with(|scoring| store.people.with(|people| figure(which, it, scoring, people)));
            found.map_err(|error| error.to_string())
        };
        subject.with(|it| it.as_ref().map(of))
    });
    let text = Signal::derive(move || match found.get() {
        Some(Ok(number)) => store.portfolio.with(|it| written(which, number, &it.currency)),
        _ => "–".to_owned(),
    });
    let of = Signal::derive(move || which.name().to_owned());
    let missing = move || {
        found.with(|it| match it {
            Some(Err(error)) => Some(format!("{}.", capitalised(error))),
            _ => None,
        })
    };
    view! {
        <Why id=format!("figure-{criterion}") figure=text of>
            <h3>{move || format!("{}: {}", capitalised(which.name()), text.get())}</h3>
            <p>{explained(which)}</p>
            <CashFlow subject which/>
        </Why>
        <span class="figure-missing">{missing}</span>
    }
}

/// Year by year: what is paid, what comes in, what it is worth now.
#[component]
fn CashFlow(subject: Memo<Option<Initiative>>, which: Figure) -> impl IntoView {
    let store = expect_context::<Store>();
    move || {
        if !which.is_of_money_over_time() {
            return None;
        }
        let rule = store.scoring.with(|it| it.money_rule)?;
        let found = yearly_money(&subject.get()?, &rule).ok()?;
        let currency = store.portfolio.with(|it| it.currency.clone());
        let amount = |amount: f64| if amount == 0.0 { "–".to_owned() } else { money(amount, &currency) };
        let present = |it: &crate::analysis::figures::MoneyOfYear| (it.benefit - it.cost) * it.factor;
        let total: f64 = found.years.iter().map(present).sum();
        let rows = found.years.iter().filter(|it| it.cost != 0.0 || it.benefit != 0.0).map(|it| view! {
            <tr><td>{it.year.to_string()}</td><td>{amount(it.cost)}</td><td>{amount(it.benefit)}</td><td>{format!("{:.3}", it.factor)}</td><td>{amount(present(it))}</td></tr>
        }).collect_view();
        let spent = if found.spent == 0.0 {
            String::new()
        } else {
            format!(" {} paid before {} are left out.", amount(found.spent), rule.base_year)
        };
        Some(view! {
            <table>
                <thead><tr><th>"Year"</th><th>"Paid"</th><th>"Comes in"</th><th>"Factor"</th><th>"Worth now"</th></tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><td>"Net present value"</td><td></td><td></td><td></td><td>{money(total, &currency)}</td></tr></tfoot>
            </table>
            <p>{format!("At {} a year, seen from {}; the benefit comes over {} years.{spent}", percent(rule.discount_rate.get()), rule.base_year, rule.benefit_years)}</p>
        })
    }
}

fn written(figure: Figure, found: f64, currency: &Currency) -> String {
    let (name, is_money) = unit(figure);
    if is_money {
        return money((found * 10.0).round() / 10.0, currency);
    }
    format!("{} {name}", number(found, usize::from(found.abs() < 100.0))).trim_end().to_owned()
}

/// One sentence: what the figure is.
fn explained(figure: Figure) -> &'static str {
    match figure {
        Figure::Cost => "Cost over all years.",
        Figure::Benefit => "Benefit, as entered.",
        Figure::Effort => {
            "Mean effort of all stages; of one with a duration its length times the people on it."
        }
        Figure::Duration => {
            "The longest chain of its stages, each as long as it is on average, with nobody waiting for people."
        }
        Figure::BenefitChance => "How sure its team is that the benefit comes.",
        Figure::Objectives => {
            "100 × the importance of the objectives that it serves, in the order that the ranking follows."
        }
        Figure::SkillFit => {
            "100 × how well the people on the list fit the levels that its work asks for: in full at the level or above, below it by their level ÷ the level asked for; by person-weeks."
        }
        Figure::NetPresentValue => "What comes in less what is paid, each at its worth now.",
        Figure::ReturnOnInvestment => {
            "What comes in on top of what is paid, as a share of what is paid, without discount."
        }
        Figure::InternalRate => {
            "The discount rate at which what is paid and what comes in are worth the same."
        }
        Figure::ProfitabilityIndex => {
            "1 + net present value ÷ what is paid, at its worth now; above 1 it earns more than the rate."
        }
        Figure::Payback => "Years until what came in has covered what was paid.",
        Figure::DiscountedPayback => {
            "Years until what came in has covered what was paid, each at its worth now."
        }
        Figure::CommercialValue => {
            "Benefit at its worth now × the chance that it comes × the chance that all of the scope is delivered, less the cost at its worth now (Cooper)."
        }
        Figure::StageGateValue => {
            "As the expected commercial value, with a gate after each year of spending at which to stop; the chance of the scope is spread evenly over the gates."
        }
    }
}
