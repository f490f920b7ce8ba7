//! The pages, at the left on wide screens and at the foot on narrow ones.

use leptos::prelude::*;

use super::icon::Sign;
use crate::app::pages::Page;
use crate::app::pages::growth::Shown;
use crate::app::state::session::Session;

/// Links to all pages, each with its key.
#[component]
pub fn Rail() -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = expect_context::<Shown>();
    view! {
        <nav class="rail" aria-label="Pages">
            <a class="rail-brand" href=Page::Portfolio.fragment()>
                <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
                    <rect class="ours" x="1" y="2" width="18" height="4" rx="1"/>
                    <rect class="ours" x="1" y="8" width="12" height="4" rx="1"/>
                    <rect class="mark-muted" x="1" y="14" width="7" height="4" rx="1"/>
                </svg>
                <span>"PMO Workbench"</span>
            </a>
            {Page::ALL.iter().enumerate().map(|(index, page)| view! { <RailLink page=*page key_digit=index + 1/> }).collect_view()}
            {move || shown.is_reduced().map(|growth| view! {
                <p class="rail-note">{format!("Shown for: {}", growth.words())}
                    <button class="button-link" type="button" on:click=move |_| session.shows_all.set(true)>"Show all"</button></p>
            })}
            <button class="button-link rail-guide" type="button" aria-pressed=move || session.guide.get().to_string()
                on:click=move |_| session.guide.update(|shown| *shown = !*shown)>"Explain this page"</button>
            <p class="rail-foot">"Works offline. Nothing leaves this machine."</p>
        </nav>
    }
}

#[component]
fn RailLink(page: Page, key_digit: usize) -> impl IntoView {
    let session = expect_context::<Session>();
    let shown = expect_context::<Shown>();
    let is_here = move || session.page.get().in_rail() == page;
    view! {
        <a
            class="rail-link"
            hidden=move || !(shown.page(page) || is_here())
            href=page.fragment()
            aria-current=move || is_here().then_some("page")
        >
            <Sign icon=page.icon()/>
            <span>{page.name()}</span>
            <kbd class="key" aria-hidden="true">{key_digit}</kbd>
        </a>
    }
}
