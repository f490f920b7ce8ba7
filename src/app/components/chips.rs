//! Some of many things: a chip for each, and a list to pick one more from.

use std::hash::Hash;

use leptos::prelude::*;

use super::field::Reason;
use super::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;

/// A field that holds several things of a list.
#[component]
pub fn ChipField<T: Copy + Eq + Hash + Send + Sync + 'static>(
    /// What it is.
    label: &'static str,
    /// Begins the name of the button that takes one away: "No longer after".
    less: &'static str,
    /// Names the list to pick from: "Also after".
    more: &'static str,
    /// What is held, in its order.
    chosen: Memo<Vec<T>>,
    /// All that can be, with its name.
    options: Memo<Vec<(T, String)>>,
    /// Takes what shall be held, or says why not.
    on_change: impl Fn(Vec<T>) -> Result<(), String> + Send + Sync + 'static,
) -> impl IntoView {
    let refused = RwSignal::new(None::<String>);
    let set = Callback::new(move |wanted: Vec<T>| refused.set(on_change(wanted).err()));
    let name_of = move |thing: T| {
        options.with(|all| {
            all.iter().find(|(it, _)| *it == thing).map_or_else(String::new, |(_, name)| name.clone())
        })
    };
    let remove = move |thing: T| {
        set.run(chosen.get_untracked().into_iter().filter(|other| *other != thing).collect());
    };
    let add = move |place: usize| {
        if let Some(thing) = options.with_untracked(|all| all.get(place).map(|(thing, _)| *thing)) {
            set.run(chosen.get_untracked().into_iter().chain([thing]).collect());
        }
    };
    let free = move || {
        let all = options.get().into_iter().enumerate();
        let free = all.filter(|(_, (thing, _))| chosen.with(|chosen| !chosen.contains(thing)));
        free.map(|(place, (_, name))| view! { <option value=place.to_string()>{name}</option> })
            .collect_view()
    };
    view! {
        <div class="field">
            <span>{label}</span>
            <div class="row">
                <Keyed each=move || chosen.get() key=|thing| *thing let:thing>
                    <span class="chip">
                        {move || name_of(thing)}
                        <button class="chip-remove" type="button" aria-label=move || format!("{less} {}", name_of(thing)) on:click=move |_| remove(thing)>
                            <Sign icon=Icon::Close small=true/>
                        </button>
                    </span>
                </Keyed>
                <select class="select" aria-label=more on:change:target=move |event| {
                    if let Ok(place) = event.target().value().parse() {
                        add(place);
                    }
                    event.target().set_value("");
                }>
                    <option value="">"add…"</option>
                    {free}
                </select>
            </div>
            <Reason refused/>
        </div>
    }
}
