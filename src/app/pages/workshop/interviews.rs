//! Interview sheets: what the sponsor and the team were asked before the workshop.

mod lines;
mod sponsor;
mod team;

use leptos::prelude::*;

use sponsor::SponsorCard;
use team::TeamCard;

/// Both sheets side by side.
#[component]
pub(super) fn InterviewsTab() -> impl IntoView {
    view! { <div class="split split-half"><SponsorCard/><TeamCard/></div> }
}
