//! Everything about one risk; every field is an edit of its own.

use leptos::prelude::*;

use crate::app::components::chips::ChipField;
use crate::app::components::field::{ChoiceField, TextField, apply};
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::plain;
use crate::app::state::store::Store;
use crate::exchange::cell::{Decimal, format_estimate, parse_amount, parse_estimate, parse_number};
use crate::model::edit::{Edit, RiskChange, RisksChange};
use crate::model::finite::Finite;
use crate::model::id::RiskId;
use crate::model::initiative::Estimate;
use crate::model::risk::{Delay, Hit, Response, Risk};

/// Handle on one risk; copy it freely.
#[derive(Clone, Copy)]
struct Subject {
    id: RiskId,
    store: Store,
    /// None once it is deleted.
    risk: Memo<Option<Risk>>,
}

/// Chance, harm, reach, cost and response.
#[component]
pub(super) fn RiskForm(id: RiskId) -> impl IntoView {
    let store = expect_context::<Store>();
    let subject =
        Subject { id, store, risk: Memo::new(move |_| store.initiatives.with(|it| it.risk(id).cloned())) };
    let name = subject.text(|it| it.name.clone());
    let chance = subject.text(|it| plain(it.chance.get() * 100.0));
    let cost = subject.text(|it| it.cost.as_ref().map_or_else(String::new, format_estimate));
    view! {
        <div class="stack role-form">
            <TextField label="What may happen" value=name on_change=move |text| subject.change(RiskChange::Name(text))/>
            <TextField label="Chance, %" value=chance on_change=move |text| subject.change(RiskChange::Chance(share(&text)?))/>
            <DelayFields subject/>
            <TextField label="Cost when it happens" placeholder="none" value=cost on_change=move |text| {
                let cost = if text.trim().is_empty() { None } else { Some(parse_amount(&text).map_err(|error| error.to_string())?) };
                subject.change(RiskChange::Cost(cost))
            }/>
            <Hits subject/>
            <ResponseFields subject/>
            <button class="button" type="button" on:click=move |_| store.commit(Edit::Risks(RisksChange::Remove(id)))>
                <Sign icon=Icon::Bin small=true/>"Remove this risk"
            </button>
        </div>
    }
}

/// How bad it is for a stage: weeks more, or so many times as long.
#[component]
fn DelayFields(subject: Subject) -> impl IntoView {
    let text = subject.text(|it| format_estimate(it.delay.estimate()));
    let is_factor =
        Signal::derive(move || subject.of(|it| matches!(it.delay, Delay::Times(_))).unwrap_or_default());
    let options = Signal::stored(vec!["weeks more".to_owned(), "times as long".to_owned()]);
    let set = move |estimate: Estimate, factor: bool| {
        subject.change(RiskChange::Delay(if factor {
            Delay::Times(estimate)
        } else {
            Delay::Weeks(estimate)
        }))
    };
    let type_in = move |text: String| {
        set(parse_estimate(&text).map_err(|error| error.to_string())?, is_factor.get_untracked())
    };
    let measure = move |place: usize| {
        let estimate = subject.risk.with_untracked(|it| it.as_ref().map(|it| it.delay.estimate().clone()));
        estimate.map_or(Ok(()), |estimate| set(estimate, place == 1))
    };
    view! {
        <div class="risk-delay">
            <TextField label="Each stage that it hits takes" value=text on_change=type_in/>
            <ChoiceField label="Measure" options value=Signal::derive(move || usize::from(is_factor.get())) on_change=measure/>
        </div>
    }
}

/// Initiatives and stages that it hits.
#[component]
fn Hits(subject: Subject) -> impl IntoView {
    let hits = Memo::new(move |_| subject.of(|it| it.hits.clone()).unwrap_or_default());
    let options = Memo::new(move |_| subject.all());
    let set = move |hits: Vec<Hit>| subject.change(RiskChange::Hits(hits));
    view! { <ChipField label="Hits" less="No longer hits" more="Also hits" chosen=hits options on_change=set/> }
}

/// What is done, by whom, and what is left of the risk then.
#[component]
fn ResponseFields(subject: Subject) -> impl IntoView {
    let set = move |change: &dyn Fn(&mut Response)| {
        let mut response =
            subject.risk.with_untracked(|it| it.as_ref().map(|it| it.response.clone())).unwrap_or_default();
        change(&mut response);
        subject.change(RiskChange::Response(response))
    };
    let left = subject.text(|it| it.response.chance.map_or_else(String::new, |it| plain(it.get() * 100.0)));
    let days = subject.text(|it| it.response.days.map_or_else(String::new, |days| days.to_string()));
    view! {
        <TextField label="Response: what is done" value=subject.text(|it| it.response.action.clone())
            on_change=move |text| set(&|it| it.action.clone_from(&text))/>
        <div class="risk-response">
            <TextField label="By whom" value=subject.text(|it| it.response.owner.clone())
                on_change=move |text| set(&|it| it.owner.clone_from(&text))/>
            <TextField label="Chance left, %" placeholder="as before" value=left on_change=move |text| {
                let chance = if text.trim().is_empty() { None } else { Some(share(&text)?) };
                set(&|it| it.chance = chance)
            }/>
            <TextField label="Recovered in working days" placeholder="not limited" value=days on_change=move |text| {
                let days = if text.trim().is_empty() { None } else { Some(whole(&text)?) };
                set(&|it| it.days = days)
            }/>
        </div>
    }
}

impl Subject {
    /// A part of the risk; tracked.
    fn of<T>(&self, part: impl FnOnce(&Risk) -> T) -> Option<T> {
        self.risk.with(|it| it.as_ref().map(part))
    }

    fn text(self, part: fn(&Risk) -> String) -> Signal<String> {
        Signal::derive(move || self.of(part).unwrap_or_default())
    }

    /// Changes it, or says why not.
    fn change(&self, change: RiskChange) -> Result<(), String> {
        apply(self.store, Edit::Risks(RisksChange::Risk { risk: self.id, change }))
    }

    /// Everything that it can hit: each initiative, then its stages.
    fn all(&self) -> Vec<(Hit, String)> {
        self.store.initiatives.with(|it| {
            let of_one = |initiative: &crate::model::initiative::Initiative| {
                let name = initiative.name.clone();
                let whole = (Hit::Initiative(initiative.id), format!("{name} (all stages)"));
                let stages = initiative
                    .stages
                    .iter()
                    .map(move |stage| (Hit::Stage(stage.id), format!("{name}: {}", stage.name)));
                std::iter::once(whole).chain(stages.collect::<Vec<_>>())
            };
            it.list.iter().flat_map(of_one).collect()
        })
    }
}

/// A percentage as a share.
fn share(text: &str) -> Result<Finite, String> {
    let percent =
        parse_number(text.trim().trim_end_matches('%'), Decimal::Point).map_err(|error| error.to_string())?;
    Finite::new(percent.get() / 100.0).map_err(|error| error.to_string())
}

fn whole(text: &str) -> Result<u32, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("“{}” is not a number of days; write one such as 10", text.trim()))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "ends, levels and shares are exact")]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_typed_in_percent() {
        assert_eq!(share("30 %").unwrap().get(), 0.3);
        assert!(share("often").is_err());
    }
}
