//! Who does what: the matrix of duties, with the finding as its title.

mod finding;
mod lists;
mod matrix;

use leptos::prelude::*;

use super::state::OfficeState;
use crate::app::clock::today;
use crate::app::components::icon::{Icon, Sign};
use crate::app::format::in_words;
use crate::model::edit::{DutiesChange, Edit};
use crate::model::office::duties::{Involvement, Proposal};

use finding::{letter, longest, meaning, title};
use lists::{DutyList, HolderList, NewDuty, NewHolder};
use matrix::Matrix;

/// The card: the matrix, or the way into the first one.
#[component]
pub(super) fn DutiesCard() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let is_empty = Memo::new(move |_| {
        state.store.office.with(|office| office.duties.list.is_empty() && office.duties.holders.is_empty())
    });
    let is_arranging = RwSignal::new(false);
    let oldest = move || state.store.office.with(|office| longest(&office.duties, today()));
    let finding = move || state.store.office.with(|office| title(&office.duties));
    view! {
        <section class="card duties" aria-labelledby="duties-title">
            <div class="card-header">
                <div><h2 id="duties-title">{finding}</h2><p class="card-note">{oldest}</p><Show when=move || !is_empty.get()><Legend/></Show></div>
                <Show when=move || !is_empty.get()>
                    <button class="button no-print" type="button" aria-pressed=move || is_arranging.get().to_string()
                        on:click=move |_| is_arranging.update(|it| *it = !*it)>
                        <Sign icon=Icon::Edit small=true/>"Change the lists"
                    </button>
                </Show>
            </div>
            <Show when=move || !is_empty.get() fallback=|| view! { <Beginning/> }>
                <Show when=move || is_arranging.get() fallback=|| view! { <Matrix/> }>
                    <div class="duties-lists"><DutyList/><HolderList/></div>
                </Show>
            </Show>
            <div class="duties-new no-print"><NewDuty/><NewHolder/></div>
        </section>
    }
}

/// What the four letters mean.
#[component]
fn Legend() -> impl IntoView {
    let entry = |part: Involvement| {
        view! { <span><b class="part" data-part=letter(Some(part))>{letter(Some(part))}</b>{meaning(part)}</span> }
    };
    view! { <p class="legend">{Involvement::ALL.map(entry)}</p> }
}

/// Offers a list to begin with; names of one's own can be typed below.
#[component]
fn Beginning() -> impl IntoView {
    let state = expect_context::<OfficeState>();
    let proposal = Proposal::built_in();
    let offer = format!("Begin with {} usual duties", in_words(proposal.duties.len()).to_lowercase());
    let begin = move |_| {
        let duties = proposal.duties(state.store.fresh_id(0));
        let edits = DutiesChange::adding(&duties);
        state.store.commit(Edit::Several { label: "usual duties".to_owned(), edits });
    };
    view! {
        <div class="duties-beginning">
            <p class="muted">
                "Write down what your organisation asks of the office, and who does it: duties that everybody assumes and nobody holds show at once. "
                {format!("The usual ones come with {} and a proposal for each; every word can be changed.", proposal.holders.join(", "))}
            </p>
            <button class="button no-print" type="button" on:click=begin>{offer}</button>
        </div>
    }
}
