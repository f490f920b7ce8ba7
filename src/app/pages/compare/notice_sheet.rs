//! A change notice as one page: what changes for whom, and who has read it.

use leptos::prelude::*;

use super::paper::Frame;
use crate::app::components::field::{ChoiceField, DateField, TextAreaField, TextField, apply};
use crate::app::components::keyed::Keyed;
use crate::app::format::{capitalised, count, day};
use crate::app::state::store::Store;
use crate::model::decision::{Affected, ChangeNotice, Direction};
use crate::model::edit::{DecisionsChange, Edit, NoticeChange};
use crate::model::id::NoticeId;

type Found = Memo<Option<ChangeNotice>>;

/// The page of notice `id`.
#[component]
pub(super) fn NoticeSheet(id: NoticeId) -> impl IntoView {
    let store = expect_context::<Store>();
    let found: Found = Memo::new(move |_| store.plan.with(|plan| plan.decisions.notice(id).cloned()));
    let delete = Callback::new(move |()| store.commit(Edit::Decisions(DecisionsChange::RemoveNotice(id))));
    view! { <Frame paper=move || view! { <Page found/> } form=move || view! { <Form id found/> } on_delete=delete/> }
}

/// What is printed.
#[component]
fn Page(found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let portfolio = Memo::new(move |_| store.portfolio.with(|it| it.name.clone()));
    move || {
        let notice = found.get()?;
        let issued = notice.issued.map_or_else(String::new, |date| format!(" · {}", day(date)));
        let trigger = notice.trigger.clone();
        let direction = match notice.direction {
            Direction::Threat => "answers a threat",
            Direction::Opportunity => "takes an opportunity",
        };
        let rows = notice.affected.iter().map(|it| view! { <Row affected=it.clone()/> }).collect_view();
        Some(view! {
            <header class="paper-header">
                <div><p class="kicker">"Change notice"{issued}</p><h1 id="paper-title">{notice.title.clone()}</h1></div>
                <p class="paper-meta">{portfolio.get()}<br/>"This change "{direction}<br/>{progress(&notice)}</p>
            </header>
            {(!trigger.trim().is_empty()).then(|| view! { <section><h2>"Why"</h2><p class="paper-text">{trigger}</p></section> })}
            <section class="paper-asks"><h2>"What changes"</h2><p>"The plan "{notice.summary.clone()}"."</p></section>
            <section>
                <h2>{format!("{} concerned", capitalised(&count(notice.affected.len(), "initiative is", "initiatives are")))}</h2>
                <div class="table-scroll" tabindex="0" role="region" aria-label="Initiatives concerned">
                    <table class="data-table data-table-tight paper-table">
                        <caption class="visually-hidden">"Initiatives concerned, their owners and what changes for each"</caption>
                        <thead><tr><th scope="col">"Initiative"</th><th scope="col">"Owner"</th><th scope="col">"What changes"</th><th scope="col">"Read on"</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </section>
        })
    }
}

#[component]
fn Row(affected: Affected) -> impl IntoView {
    let owner =
        if affected.owner.trim().is_empty() { "nobody yet".to_owned() } else { affected.owner.clone() };
    let changes = affected.changes.iter().map(|it| view! { <p>{it.clone()}"."</p> }).collect_view();
    let read = affected.read.map_or_else(|| "……………".to_owned(), day);
    view! { <tr><th scope="row">{affected.name}</th><td>{owner}</td><td>{changes}</td><td>{read}</td></tr> }
}

#[component]
fn Form(id: NoticeId, found: Found) -> impl IntoView {
    let store = expect_context::<Store>();
    let change = move |change| apply(store, Edit::Decisions(DecisionsChange::Notice { notice: id, change }));
    let of = move |part: fn(&ChangeNotice) -> String| {
        Signal::derive(move || found.with(|it| it.as_ref().map_or_else(String::new, part)))
    };
    let direction =
        Signal::derive(move || found.with(|it| it.as_ref().map_or(0, |it| it.direction as usize)));
    let issued = Signal::derive(move || found.with(|it| it.as_ref().and_then(|it| it.issued)));
    let places = Memo::new(move |_| found.with(|it| it.as_ref().map_or(0, |it| it.affected.len())));
    let at = move |place: usize| found.with(|it| it.as_ref().and_then(|it| it.affected.get(place).cloned()));
    let read = move |place: usize| {
        let set = move |on| {
            let place = u32::try_from(place).map_err(|error| error.to_string())?;
            change(NoticeChange::Read { place, on })
        };
        let label = Signal::derive(move || at(place).map_or_else(String::new, |it| it.name));
        view! { <DateField label value=Signal::derive(move || at(place).and_then(|it| it.read)) on_change=set/> }
    };
    view! {
        <h2>"The notice"</h2>
        <TextField label="Change" value=of(|it| it.title.clone()) on_change=move |it| change(NoticeChange::Title(it))/>
        <TextAreaField lines=4 label="What made it necessary" value=of(|it| it.trigger.clone()) on_change=move |it| change(NoticeChange::Trigger(it))/>
        <ChoiceField label="It answers" options=vec!["a threat".to_owned(), "an opportunity".to_owned()] value=direction
            on_change=move |place| change(NoticeChange::Direction(if place == 0 { Direction::Threat } else { Direction::Opportunity }))/>
        <DateField label="Given out on" value=issued on_change=move |it| change(NoticeChange::Issued(it))/>
        <h2>"Read by the team of"</h2>
        <p class="card-note">{move || found.with(|it| it.as_ref().map(progress))}</p>
        <div class="paper-reads"><Keyed each=move || 0..places.get() key=|place| *place let:place>{read(place)}</Keyed></div>
    }
}

/// "3 of 5 teams have read it", or how long it took.
pub(super) fn progress(notice: &ChangeNotice) -> String {
    let teams = notice.affected.len();
    match (notice.read(), notice.days_to_last_team()) {
        (_, _) if teams == 0 => "No team is concerned".to_owned(),
        (_, Some(days)) => format!(
            "The last team had read it after {}",
            count(usize::try_from(days).unwrap_or(0), "day", "days")
        ),
        (read, None) => format!("{read} of {} have read it", count(teams, "team", "teams")),
    }
}
