//! Lists whose rows come, go and change places.
//!
//! Leptos's `For` (0.8) does not move a row whose new place is as many places away as rows came before it, though others
//! that stay may now belong between: where rows come or go together with a new order, some may end in a wrong place.
//! Here the two never happen at once: rows come and go first, then the order changes, before the browser paints.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::prelude::*;

/// A view for each of some things, which stays while the thing is among them; used as `For` is.
#[component]
pub fn Keyed<E, I, T, F, K, C, N>(
    /// The things, in order.
    each: E,
    /// What tells one from another.
    key: F,
    /// The view of one.
    children: C,
) -> impl IntoView
where
    E: Fn() -> I + Send + 'static,
    I: IntoIterator<Item = T>,
    T: Send + 'static,
    F: Fn(&T) -> K + Send + Clone + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    C: Fn(T) -> N + Send + Clone + 'static,
    N: IntoView + 'static,
{
    let go_on = Trigger::new();
    let drawn = StoredValue::new(Vec::<K>::new());
    let keys = key.clone();
    let rows = move || {
        go_on.track();
        let wanted = each().into_iter().collect();
        let (rows, is_last) = drawn.with_value(|drawn| next(drawn, wanted, &keys));
        drawn.set_value(rows.iter().map(&keys).collect());
        if !is_last {
            queue_microtask(move || go_on.notify());
        }
        rows
    };
    view! { <For each=rows key children/> }
}

/// What to draw after the rows of `drawn` on the way to `wanted`, and whether that is `wanted` itself.
fn next<T, K: Eq + Hash>(drawn: &[K], wanted: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, bool) {
    let places: HashMap<K, usize> = wanted.iter().map(&key).zip(0..).collect();
    let stay: Vec<usize> = drawn.iter().filter_map(|key| places.get(key).copied()).collect();
    let come_or_go = stay.len() != drawn.len() || stay.len() != wanted.len();
    if !come_or_go || stay.is_sorted() {
        return (wanted, true);
    }
    let mut wanted: Vec<Option<T>> = wanted.into_iter().map(Some).collect();
    let mut rows: Vec<T> = stay.into_iter().filter_map(|place| wanted[place].take()).collect();
    rows.extend(wanted.into_iter().flatten());
    (rows, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_and_go_before_the_order_changes() {
        let step = |drawn: &[u32], wanted: &[u32]| next(drawn, wanted.to_vec(), |row| *row);
        assert_eq!(step(&[], &[3, 1]), (vec![3, 1], true));
        assert_eq!(step(&[1, 2, 3], &[3, 1, 2]), (vec![3, 1, 2], true), "the order alone");
        assert_eq!(
            step(&[1, 2, 3], &[4, 1, 5, 3]),
            (vec![4, 1, 5, 3], true),
            "no order between those that stay"
        );
        // For would draw 11, 7, 1.
        assert_eq!(step(&[3, 6, 11, 2, 1, 7], &[7, 1, 11]), (vec![11, 1, 7], false));
        assert_eq!(step(&[11, 1, 7], &[7, 1, 11]), (vec![7, 1, 11], true));
        assert_eq!(step(&[1, 2, 3], &[4, 3, 1]), (vec![1, 3, 4], false));
    }
}
