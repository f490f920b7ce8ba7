//! What the leader works on: at most three attributes, each with a mentor, a practice and a date.

use leptos::prelude::*;

use super::{Mirror, titled};
use crate::app::components::field::{DateField, TextAreaField, TextField};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::components::score_form::parse;
use crate::app::format::{in_words, plain};
use crate::model::edit::LeaderChange;
use crate::model::office::leader::{Attribute, AttributeId, Focus, MOST_IN_FOCUS};

/// The card.
#[component]
pub(super) fn FocusCard() -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let list = Memo::new(move |_| mirror.leader.with(|it| it.focus.keys().copied().collect::<Vec<_>>()));
    let title = move || match list.with(Vec::len) {
        0 => "Nothing in focus yet".to_owned(),
        n => format!("{} of three in focus", in_words(n)),
    };
    let next = Memo::new(move |_| {
        let order = mirror.report.with(|it| it.order.clone());
        order.into_iter().find(|id| !list.with(|list| list.contains(id)))
    });
    let has_room = move || list.with(Vec::len) < MOST_IN_FOCUS;
    view! {
        <section class="card focus-card" aria-labelledby="focus-title">
            <div class="card-header"><div>
                <h2 id="focus-title">{title}</h2>
                <p class="card-note">"At most three at once, each with a mentor, one practice and a date. The roadmap leaves free the days that they take."</p>
            </div></div>
            <ul class="list"><Keyed each=move || list.get() key=|id| *id let:id><FocusItem id/></Keyed></ul>
            {move || next.get().filter(|_| has_room()).map(|id| {
                let attribute = Attribute::of(id);
                let add = move |_| {
                    let focus = Some(Focus { practice: attribute.practice.clone(), ..Focus::default() });
                    drop(mirror.change(LeaderChange::Focus { attribute: id, focus }));
                };
                view! {
                    <button class="button" type="button" on:click=add>
                        <Sign icon=Icon::Plus small=true/>{format!("Next in order: {}", titled(attribute))}
                    </button>
                }
            })}
        </section>
    }
}

#[component]
fn FocusItem(id: AttributeId) -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let attribute = Attribute::of(id);
    let focus = Memo::new(move |_| mirror.leader.with(|it| it.focus.get(&id).cloned().unwrap_or_default()));
    let change = move |change: &dyn Fn(&mut Focus)| {
        let mut next = focus.get_untracked();
        change(&mut next);
        mirror.change(LeaderChange::Focus { attribute: id, focus: Some(next) })
    };
    let missing = move || {
        focus.with(|it| match (it.mentor.is_empty(), it.by.is_none()) {
            (true, true) => Some("No mentor and no date yet"),
            (true, false) => Some("No mentor yet"),
            (false, true) => Some("No date yet"),
            (false, false) => None,
        })
    };
    view! {
        <li class="focus-item" data-attribute=id.number().to_string()>
            <div class="focus-head">
                <strong>{titled(attribute)}</strong>
                <button class="button button-quiet button-icon" type="button" aria-label=format!("Drop {}", attribute.name)
                    on:click=move |_| drop(mirror.change(LeaderChange::Focus { attribute: id, focus: None }))>
                    <Sign icon=Icon::Close small=true/>
                </button>
            </div>
            {move || missing().map(|words| view! { <p class="duty-gap is-warn"><Sign icon=Icon::Warn small=true/>{words}</p> })}
            <TextAreaField label="Practice" lines=2 value=Signal::derive(move || focus.with(|it| it.practice.clone()))
                on_change=move |practice| change(&|it| it.practice.clone_from(&practice))/>
            <div class="focus-fields">
                <TextField label="Mentor" value=Signal::derive(move || focus.with(|it| it.mentor.clone()))
                    on_change=move |mentor| change(&|it| mentor.trim().clone_into(&mut it.mentor))/>
                <DateField label="Next meeting" value=Signal::derive(move || focus.with(|it| it.meeting))
                    on_change=move |day| change(&|it| it.meeting = day)/>
                <TextField label="Days a quarter" placeholder="such as 3" value=Signal::derive(move || focus.with(|it| it.days_a_quarter.map_or_else(String::new, |days| plain(days.get()))))
                    on_change=move |text| {
                        let days = parse(&text).map_err(|error| error.to_string())?;
                        change(&|it| it.days_a_quarter = days)
                    }/>
                <DateField label="Done by" value=Signal::derive(move || focus.with(|it| it.by))
                    on_change=move |day| change(&|it| it.by = day)/>
            </div>
        </li>
    }
}
