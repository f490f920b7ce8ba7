//! Red flags with their evidence, and what each costs.

use leptos::prelude::*;

use super::state::OfficeState;
use super::views::OfficeView;
use crate::analysis::red_flags::{FlagReport, FlagVerdict, Place};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::{count, in_words};
use crate::app::pages::Page;
use crate::app::state::session::Session;

/// The card.
#[component]
pub(super) fn FlagsCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let flags = Memo::new(move |_| {
        state.whole.with(|whole| whole.as_ref().map(|it| it.red_flags.flags.clone()).unwrap_or_default())
    });
    let at = move |verdict: FlagVerdict| {
        flags.with(|flags| flags.iter().filter(|flag| flag.verdict == verdict).cloned().collect::<Vec<_>>())
    };
    let raised = move || at(FlagVerdict::Raised);
    let title = move || match raised().len() {
        0 => "No red flag is raised".to_owned(),
        1 => "One red flag".to_owned(),
        n => format!("{} red flags", in_words(n)),
    };
    view! {
        <section class="card flags-card" aria-labelledby="flags-title">
            <div class="card-header"><div>
                <h2 id="flags-title">{title}</h2>
                <p class="card-note">"What sinks an office while its mean looks well. Data where there are any, not opinion."</p>
            </div></div>
            <ul class="list flag-list">
                <Keyed each=raised key=|flag| (flag.code.clone(), flag.evidence.clone(), flag.verdict as u8) let:flag><FlagItem flag/></Keyed>
            </ul>
            <More verdict=FlagVerdict::Unknown flags label="cannot be judged yet"/>
            <More verdict=FlagVerdict::Clear flags label="not raised"/>
        </section>
    }
}

#[component]
fn More(verdict: FlagVerdict, flags: Memo<Vec<FlagReport>>, label: &'static str) -> impl IntoView {
    let list = move || {
        flags.with(|flags| flags.iter().filter(|flag| flag.verdict == verdict).cloned().collect::<Vec<_>>())
    };
    view! {
        <Show when=move || !list().is_empty()>
            <details class="twin flag-more">
                <summary>{move || format!("{} {label}", count(list().len(), "flag", "flags"))}</summary>
                <ul class="list flag-list"><Keyed each=list key=|flag| (flag.code.clone(), flag.evidence.clone(), flag.verdict as u8) let:flag><FlagItem flag/></Keyed></ul>
            </details>
        </Show>
    }
}

#[component]
fn FlagItem(flag: FlagReport) -> impl IntoView {
    let (icon, class) = match flag.verdict {
        FlagVerdict::Raised => (Icon::Stop, "is-stop"),
        FlagVerdict::Unknown => (Icon::Note, "is-note"),
        FlagVerdict::Clear => (Icon::Ok, "is-ok"),
    };
    let is_clear = flag.verdict == FlagVerdict::Clear;
    let session = expect_context::<Session>();
    let place = flag.place;
    view! {
        <li class="flag" data-flag=flag.code.clone()>
            <span class=class><Sign icon/></span>
            <div>
                <strong>{flag.name}</strong><span class="muted flag-code">{flag.code.clone()}</span>
                <p>{flag.evidence}</p>
                {(flag.verdict == FlagVerdict::Raised).then(|| view! { <p class="flag-effect">{flag.effect}</p> })}
                {(!is_clear).then(|| view! {
                    <button class="button-link" type="button" on:click=move |_| go(session, place)>
                        {place_name(place)}<span class="visually-hidden">{format!(" for {}", flag.code)}</span>
                    </button>
                })}
            </div>
        </li>
    }
}

fn place_name(place: Place) -> &'static str {
    match place {
        Place::Assess => "Go to Assess",
        Place::Charter => "Go to Charter",
        Place::Leader => "Go to Leader",
        Place::Roadmap => "Go to Roadmap",
        Place::Portfolio => "Go to Portfolio",
        Place::Capacity => "Go to Capacity",
    }
}

fn go(session: Session, place: Place) {
    match place {
        Place::Portfolio => session.go(Page::Portfolio),
        Place::Capacity => session.go(Page::Capacity),
        Place::Assess => session.show_office(OfficeView::Assess),
        Place::Leader => session.show_office(OfficeView::Leader),
        Place::Charter => session.show_office(OfficeView::Charter),
        Place::Roadmap => session.show_office(OfficeView::Roadmap),
    }
}
