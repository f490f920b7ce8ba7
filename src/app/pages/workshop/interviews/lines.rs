//! Parts of both sheets: the day and the person, and a list of one-line answers.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;

/// Who was asked, and when.
#[component]
pub(super) fn Meeting(
    #[prop(into)] label: String,
    #[prop(into)] person: Signal<String>,
    #[prop(into)] date: Signal<Option<Date>>,
    on_person: Callback<String>,
    on_date: Callback<Option<Date>>,
) -> impl IntoView {
    view! {
        <div class="form-grid">
            <label class="field"><span>{label}</span>
                <input class="input" prop:value=move || person.get() on:change:target=move |event| on_person.run(event.target().value())/>
            </label>
            <label class="field"><span>"When"</span>
                <input class="input" type="date" prop:value=move || date.get().map_or_else(String::new, |date| date.to_string())
                    on:change:target=move |event| on_date.run(event.target().value().parse().ok())/>
            </label>
        </div>
    }
}

/// Lines of text that can be added, changed and removed; each change hands over the whole list.
#[component]
pub(super) fn Lines(
    /// What one line is: "wish".
    noun: &'static str,
    #[prop(into)] lines: Signal<Vec<String>>,
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let indices = Memo::new(move |_| (0..lines.with(Vec::len)).collect::<Vec<_>>());
    let set = move |index: usize, text: String| {
        let mut all = lines.get_untracked();
        all[index] = text;
        on_change.run(all);
    };
    let remove = move |index: usize| {
        let mut all = lines.get_untracked();
        all.remove(index);
        on_change.run(all);
    };
    let add = move |_| {
        let mut all = lines.get_untracked();
        all.push(String::new());
        on_change.run(all);
    };
    view! {
        <ul class="interview-lines">
            <Keyed each=move || indices.get() key=|index| *index let:index>
                <li>
                    <input class="input" aria-label=format!("{noun} {}", index + 1) prop:value=move || lines.with(|all| all.get(index).cloned().unwrap_or_default())
                        on:change:target=move |event| set(index, event.target().value())/>
                    <button class="button button-quiet button-icon" type="button" aria-label=format!("Remove {noun} {}", index + 1) on:click=move |_| remove(index)><Sign icon=Icon::Bin small=true/></button>
                </li>
            </Keyed>
        </ul>
        <button class="button" type="button" on:click=add><Sign icon=Icon::Plus small=true/>{format!("Add a {noun}")}</button>
    }
}
