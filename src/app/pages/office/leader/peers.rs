//! Others who say how they see the leader.

use leptos::prelude::*;

use super::attributes::LevelSelect;
use super::{Mirror, titled};
use crate::app::components::icon::{Icon, Sign};
use crate::app::components::keyed::Keyed;
use crate::app::format::in_words;
use crate::model::edit::{Edit, LeaderChange};
use crate::model::id::PeerId;
use crate::model::office::leader::{Attribute, Peer};

/// The card.
#[component]
pub(super) fn PeersCard() -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let list =
        Memo::new(move |_| mirror.leader.with(|it| it.peers.iter().map(|peer| peer.id).collect::<Vec<_>>()));
    let title = move || match list.with(Vec::len) {
        0 => "No peers asked yet".to_owned(),
        1 => "One peer".to_owned(),
        n => format!("{} peers", in_words(n)),
    };
    let name = RwSignal::new(String::new());
    let add = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let id = PeerId(mirror.state.store.fresh_id(0));
        let peer = Peer { id, name: name.get_untracked().trim().to_owned(), levels: [].into() };
        if mirror.state.store.try_commit(Edit::Leader(LeaderChange::AddPeer(peer))) {
            name.set(String::new());
        }
    };
    view! {
        <section class="card peers-card" aria-labelledby="peers-title">
            <div class="card-header"><div>
                <h2 id="peers-title">{title}</h2>
                <p class="card-note">"From three on, their mean stands for the level. Open a name, turn the screen, and let the person answer."</p>
            </div></div>
            <ul class="list"><Keyed each=move || list.get() key=|id| *id let:id><PeerItem id/></Keyed></ul>
            <form class="peer-new" aria-label="One more peer" on:submit=add>
                <input class="input" aria-label="Name of a new peer" placeholder="Name or role" required
                    prop:value=move || name.get() on:input:target=move |event| name.set(event.target().value())/>
                <button class="button" type="submit"><Sign icon=Icon::Plus small=true/>"Add"<span class="visually-hidden">" peer"</span></button>
            </form>
        </section>
    }
}

#[component]
fn PeerItem(id: PeerId) -> impl IntoView {
    let mirror = expect_context::<Mirror>();
    let peer =
        Memo::new(move |_| mirror.leader.with(|it| it.peers.iter().find(|peer| peer.id == id).cloned()));
    let name = move || peer.with(|peer| peer.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let said = move || peer.with(|peer| peer.as_ref().map_or(0, |it| it.levels.len()));
    view! {
        <li class="peer">
            <details>
                <summary><strong>{name}</strong><span class="muted">{move || format!(" {} of 16", said())}</span></summary>
                <div class="peer-levels">
                    {Attribute::all().iter().map(|attribute| {
                        let of = attribute.number;
                        let value = Signal::derive(move || peer.with(|peer| peer.as_ref()?.levels.get(&of).copied()));
                        view! {
                            <span title=attribute.statement.as_str()>{titled(attribute)}</span>
                            <LevelSelect label=format!("{} as a peer sees it", attribute.name) value
                                on_change=move |level| drop(mirror.change(LeaderChange::PeerSays { peer: id, attribute: of, level }))/>
                        }
                    }).collect_view()}
                </div>
            </details>
            <button class="button button-quiet button-icon" type="button" aria-label=move || format!("Remove {}", name())
                on:click=move |_| drop(mirror.change(LeaderChange::RemovePeer(id)))>
                <Sign icon=Icon::Bin small=true/>
            </button>
        </li>
    }
}
