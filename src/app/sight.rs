//! What nobody can see waits until a drag rests: a frame is for what is on the screen.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::state::store::Store;

/// How far beyond the screen something counts as seen, so that scrolling finds it drawn.
const MARGIN: &str = "240px";

type Watch = (web_sys::IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>);

/// Whether a part of the page is on the screen; copy it freely.
#[derive(Clone, Copy)]
pub struct Sight {
    is_seen: ReadSignal<bool>,
    is_moving: ReadSignal<bool>,
}

impl Sight {
    /// Of the element at `node`, which counts as seen until the browser says otherwise.
    pub fn of<E>(store: Store, node: NodeRef<E>) -> Self
    where
        E: ElementType,
        E::Output: JsCast + Clone + 'static,
    {
        let (is_seen, see) = signal(true);
        let watch = StoredValue::new_local(None::<Watch>);
        Effect::new(move |_| {
            let Some(found) = node.get() else { return };
            let element: web_sys::Element = found.unchecked_into();
            let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
                // Of several the last is how it stands.
                let entry = entries.pop().dyn_into::<web_sys::IntersectionObserverEntry>();
                if let Ok(entry) = entry
                    && entry.is_intersecting() != is_seen.get_untracked()
                {
                    see.set(entry.is_intersecting());
                }
            });
            let options = web_sys::IntersectionObserverInit::new();
            options.set_root_margin(MARGIN);
            let observer =
                web_sys::IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options);
            if let Ok(observer) = observer {
                observer.observe(&element);
                watch.set_value(Some((observer, callback)));
            }
        });
        on_cleanup(move || {
            watch.try_update_value(|watch| {
                if let Some((observer, _)) = watch.take() {
                    observer.disconnect();
                }
            });
        });
        Self { is_seen, is_moving: store.is_moving }
    }

    /// Whether it is on the screen, or was not looked for yet; tracked.
    pub fn is_seen(self) -> bool {
        self.is_seen.get()
    }

    /// `figure`, which stands still while it cannot be seen and something is dragged.
    pub fn memo<T: PartialEq + Clone + Send + Sync + 'static>(
        self,
        figure: impl Fn() -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |last: Option<&T>| match last {
            Some(last) if !self.is_seen() && self.is_moving.get() => last.clone(),
            _ => figure(),
        })
    }
}
