//! What somebody has answered so far on a ballot: kept in this browser until it is sent, and then forgotten.
//!
//! Several people may answer on one machine, one after the other: what was kept is never shown before somebody says
//! that it is theirs.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::components::icon::{Icon, Sign};
use super::state::storage;
use crate::exchange::ballot::BallotRequest;

/// Handle on the answers that are kept for one ballot; copy it freely.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    key: StoredValue<String>,
    /// What was found when the page opened, until somebody says whose it is.
    found: RwSignal<Option<String>>,
    /// Whether this browser keeps nothing.
    pub(super) is_refused: RwSignal<bool>,
}

impl Draft {
    /// What is kept for `request`, if anything is.
    pub(super) fn of(request: &BallotRequest) -> Self {
        let key = format!("ballot/{:016x}", fingerprint(&request.to_json()));
        Self {
            found: RwSignal::new(storage::setting(&key).filter(|text| !text.is_empty())),
            key: StoredValue::new(key),
            is_refused: RwSignal::new(false),
        }
    }

    /// Whether something was found of which nobody has said yet whose it is.
    pub(super) fn is_open(self) -> bool {
        self.found.with(Option::is_some)
    }

    /// Keeps `answers`, or nothing if there are none yet. Follows the answers alone: following what was found, which
    /// forgetting sets, an effect would never come to rest.
    pub(super) fn keep<T: Serialize>(self, answers: Option<&T>) {
        if self.found.with_untracked(Option::is_some) {
            return;
        }
        match answers.map(serde_json::to_string) {
            Some(Ok(text)) => {
                let kept = self.key.with_value(|key| storage::set_setting(key, &text));
                self.is_refused.set(!kept);
            }
            _ => self.forget(),
        }
    }

    /// Forgets what is kept: it was sent, or somebody begins anew.
    pub(super) fn forget(self) {
        self.key.with_value(|key| storage::forget_setting(key));
        self.found.set(None);
    }

    /// Takes up what was found; answers that cannot be read any more are forgotten.
    fn take_up<T: DeserializeOwned>(self) -> Option<T> {
        let found = self.found.get_untracked()?;
        let answers = serde_json::from_str(&found).ok();
        self.found.set(None);
        answers
    }
}

/// Asks whose the answers are that were found.
///
/// `on_go_on` takes them, if they are this person's.
pub(super) fn found<T: DeserializeOwned>(
    draft: Draft,
    on_go_on: impl Fn(T) + Send + Sync + 'static,
) -> AnyView {
    let go_on = Callback::new(move |()| {
        if let Some(answers) = draft.take_up() {
            on_go_on(answers);
        }
    });
    question(draft, go_on)
}

fn question(draft: Draft, go_on: Callback<()>) -> AnyView {
    view! {
        <section class="card stack" aria-labelledby="draft-title">
            <h2 id="draft-title">"Somebody began this ballot here"</h2>
            <p>"Answers that were not sent yet are kept in this browser. Are they yours?"</p>
            <div class="row">
                <button class="button button-primary" type="button" on:click=move |_| go_on.run(())>"Go on with them"</button>
                <button class="button" type="button" on:click=move |_| draft.forget()><Sign icon=Icon::Bin small=true/>"Delete them and begin anew"</button>
            </div>
        </section>
    }
    .into_any()
}

/// Tells ballots apart: FNV-1a, 64 bits.
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fowler, Noll & Vo, test vectors of the 64-bit FNV-1a.
    #[test]
    fn fingerprints_are_those_of_fowler_noll_vo() {
        assert_eq!(fingerprint(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fingerprint("foobar"), 0x8594_4171_f739_67e8);
    }
}
