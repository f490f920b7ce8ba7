//! Ready to pivot: three headline figures of a small office side by side, and who could change course.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::OfficeState;
use crate::analysis::headline::figure::Figure;
use crate::analysis::pivot::{DAYS, FteDays, Readiness, readiness};
use crate::app::components::trio::{ThingsSum, TimeSum, range};
use crate::app::components::why::Why;
use crate::app::format::{day, money, number, percent};
use crate::app::pages::compare::time;
use crate::app::state::simulation::Simulation;

/// The card; nothing while no plan can be looked at.
#[component]
pub(super) fn PivotCard() -> impl IntoView {
    let store = expect_context::<OfficeState>().store;
    let simulation = expect_context::<Simulation>();
    let found = Memo::new(move |_| {
        let prepared = simulation.prepared.get().ok()?;
        let (portfolio, initiatives, people) =
            (store.portfolio.get(), store.initiatives.get(), store.people.get());
        readiness(&prepared, &portfolio, &initiatives, &people).map(Arc::new)
    });
    let has_plan = Memo::new(move |_| found.with(Option::is_some));
    let finding = move || found.with(|found| found.as_deref().map(title));
    let money_line = move || {
        let (currency, from) =
            store.portfolio.with(|portfolio| (portfolio.currency.clone(), portfolio.calendar.start.year()));
        found.with(|found| {
            let found = found.as_deref().filter(|found| found.plan_money > 0.0)?;
            let amounts = [found.free_money, found.plan_money].map(|amount| money(amount, &currency));
            Some(format!(
                "Money: {} of the plan’s {} from {from} on is for initiatives that have not begun, and can change course.",
                amounts[0], amounts[1]
            ))
        })
    };
    view! {
        <Show when=move || has_plan.get()>
            <section class="card pivot" aria-labelledby="pivot-title">
                <div class="card-header"><div>
                    <h2 id="pivot-title">{finding}</h2>
                    <p class="card-note">{format!("Ready to pivot: people of the first {DAYS} days whom no work under way asks for.")}</p>
                </div></div>
                <Figures found/>
                <RoleBars found/>
                <p class="card-foot">{money_line}</p>
                <LastDrill/>
                <Twin found/>
            </section>
        </Show>
    }
}

/// How long it took to plan anew when it was last practised, and what that cost.
#[component]
fn LastDrill() -> impl IntoView {
    let store = expect_context::<OfficeState>().store;
    move || {
        let drill = store.plan.with(|plan| plan.decisions.drills.last().cloned());
        let said = match drill {
            None => "Nobody has practised planning anew yet: draw a shock on the Compare page.".to_owned(),
            Some(drill) => {
                let on = drill.date.map_or_else(String::new, |date| format!(" on {}", day(date)));
                let hours = f64::from(drill.seconds) * f64::from(drill.people) / 3_600.0;
                let cost = drill.cost.map_or_else(String::new, |cost| {
                    store.portfolio.with(|it| format!(", which cost {}", money(cost.get(), &it.currency)))
                });
                format!(
                    "Last pivot drill{on}: {}. Planned anew in {} ({hours:.1} person-hours{cost}).",
                    drill.shock,
                    time(drill.seconds),
                )
            }
        };
        view! { <p class="card-foot pivot-drill">{said}</p> }
    }
}

/// Delivery reliability, selection quality, pivot readiness.
#[component]
fn Figures(found: Memo<Option<Arc<Readiness>>>) -> impl IntoView {
    let simulation = expect_context::<Simulation>();
    let shown = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    let time = move || simulation.report.get().and_then(|report| report.right_time);
    let things = move || simulation.right_things.get().map(|things| things.figure);
    let note = |what: &str, figure: Option<Figure>| {
        // A range that is nothing but the figure has been said already.
        let spread = figure.filter(|figure| range(figure) != percent(figure.share));
        // Word joiners keep it on one line.
        let range = |figure| range(&figure).replace('–', "\u{2060}–\u{2060}").replace(' ', "\u{a0}");
        spread.map_or_else(|| what.to_owned(), |figure| format!("{what}; {}", range(figure)))
    };
    let reliability = Signal::derive(move || shown(time().map(|it| it.share)));
    let quality = Signal::derive(move || shown(things().map(|it| it.share)));
    let pivot = Signal::derive(move || {
        shown(found.with(|found| found.as_deref().and_then(|it| it.people.free_share())))
    });
    view! {
        <dl class="pivot-figures">
            <Row id="delivery" label="Delivery reliability" note=Signal::derive(move || note("mean chance to finish when needed", time())) figure=reliability><TimeSum/></Row>
            <Row id="selection" label="Selection quality" note=Signal::derive(move || note("value, of the best for the same money", things())) figure=quality><ThingsSum/></Row>
            <Row id="pivot" label="Pivot readiness" note=Signal::stored("of next month’s people can change course".to_owned()) figure=pivot><PivotSum found/></Row>
        </dl>
    }
}

#[component]
fn Row(
    id: &'static str,
    label: &'static str,
    note: Signal<String>,
    figure: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <div data-figure=id>
            <dt>{label}<small>{note}</small></dt>
            <dd><Why id=format!("office-{id}") figure of=label>{move || children.with_value(|children| children())}</Why></dd>
        </div>
    }
}

/// A bar for each role, the tightest first: what is free, of what there is.
#[component]
fn RoleBars(found: Memo<Option<Arc<Readiness>>>) -> impl IntoView {
    let roles = move || {
        let mut roles: Vec<(String, FteDays, f64)> = found.with(|found| {
            let roles = found.iter().flat_map(|found| &found.roles);
            roles
                .filter_map(|role| Some((role.name.clone(), role.people, role.people.free_share()?)))
                .collect()
        });
        roles.sort_by(|(.., a), (.., b)| a.total_cmp(b));
        roles
    };
    let bar = |(name, people, share): (String, FteDays, f64)| {
        let told = format!("{} of {} FTE-days", number(people.free(), 0), number(people.capacity, 0));
        view! {
            <li title=told>
                <bdi>{name}</bdi>
                <svg class="chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="risk-0" width="100" height="8"/><rect class="ours" width=100.0 * share height="8"/>
                </svg>
                <span>{percent(share)}</span>
            </li>
        }
    };
    view! { <ul class="pivot-roles" aria-label="Share of each role that can change course">{move || roles().into_iter().map(bar).collect_view()}</ul> }
}

/// The sum behind the third figure.
#[component]
fn PivotSum(found: Memo<Option<Arc<Readiness>>>) -> impl IntoView {
    move || {
        found.get().map(|found| view! {
            <h3>"Pivot readiness"</h3>
            <p class="formula">"(capacity − work under way) ÷ capacity, in FTE-days"</p>
            <table>
                <tbody>
                    <tr><td>{format!("Capacity of {DAYS} days")}</td><td>{number(found.people.capacity, 0)}</td></tr>
                    <tr><td>"Tied by work under way"</td><td>{number(found.people.tied, 0)}</td></tr>
                </tbody>
                <tfoot><tr><td>"Can change course"</td><td>{number(found.people.free(), 0)}</td></tr></tfoot>
            </table>
            <p>
                "Capacity: heads less run work and mean absence, on 22 working days from the start of the calendar. Under way: initiatives in execution or closeout, each stage as long as it is on average, nobody waiting. "
                "What is asked of a role beyond its capacity ties all of it and no more; the table below the bars shows both."
            </p>
        })
    }
}

/// The same as a table.
#[component]
fn Twin(found: Memo<Option<Arc<Readiness>>>) -> impl IntoView {
    let rows = move || {
        let found = found.get()?;
        let row = |name: String, people: FteDays| {
            let share = people.free_share().map_or_else(|| "–".to_owned(), percent);
            view! {
                <tr>
                    <th scope="row">{name}</th><td class="number">{number(people.capacity, 0)}</td>
                    <td class="number">{number(people.demand, 0)}</td><td class="number">{share}</td>
                </tr>
            }
        };
        let roles = found.roles.iter().map(|role| row(role.name.clone(), role.people)).collect_view();
        Some(view! { {roles}{row("All".to_owned(), found.people)} })
    };
    view! {
        <details class="twin">
            <summary>"The same as a table"</summary>
            <div class="table-scroll" tabindex="0" role="region" aria-label="People who can change course">
                <table class="data-table data-table-tight">
                    <thead><tr><th>"Role"</th><th class="number">"FTE-days"</th><th class="number">"Asked for"</th><th class="number">"Free"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}

/// What the figures say in a sentence.
fn title(found: &Readiness) -> String {
    let Some(share) = found.people.free_share() else {
        return format!("Nobody is there in the next {DAYS} days");
    };
    let all = format!("{} of next month’s capacity can change course", percent(share));
    match found.tightest() {
        // Among equals none is the tightest, and of one role nothing is left to say.
        Some((role, least)) if percent(least) != percent(share) => {
            format!("{all}; the tightest is {}, {}", role.name, percent(least))
        }
        _ => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::pivot::RoleReadiness;
    use crate::model::id::RoleId;

    fn of(roles: &[(f64, f64)]) -> Readiness {
        let people = |(capacity, tied): (f64, f64)| FteDays { capacity, demand: tied, tied };
        let sum = roles.iter().fold((0.0, 0.0), |sum, role| (sum.0 + role.0, sum.1 + role.1));
        let role = |(id, it): (u32, &(f64, f64))| RoleReadiness {
            id: RoleId(id),
            name: format!("Role {id}"),
            people: people(*it),
        };
        Readiness {
            people: people(sum),
            roles: (1..).zip(roles).map(role).collect(),
            free_money: 0.0,
            plan_money: 0.0,
        }
    }

    #[test]
    fn the_title_names_the_tightest_role_if_there_is_one() {
        assert_eq!(
            title(&of(&[(60.0, 8.0), (40.0, 40.0), (0.0, 0.0)])),
            "52 % of next month’s capacity can change course; the tightest is Role 2, 0 %"
        );
        assert_eq!(title(&of(&[(60.0, 30.0)])), "50 % of next month’s capacity can change course");
        assert_eq!(title(&of(&[(0.0, 0.0)])), "Nobody is there in the next 30 days");
    }
}
