//! The chance of each rank, as a row of cells.

use std::fmt::Write as _;

use leptos::prelude::*;

/// Width of the whole row [px].
pub const WIDTH_PX: f64 = 112.0;
const HEIGHT_PX: f64 = 18.0;
/// Between cells, as long as these are wide enough.
const GAP_PX: f64 = 1.0;
/// Cells at most; of more ranks, several share a cell.
const CELLS: usize = 28;
/// Cells get the next shade from these shares on; fewer than one weighting in two hundred stays ground.
const STEPS: [f64; 7] = [0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5];

/// Chances of `ranks` summed up to at most 28 cells of equally many ranks.
pub fn cells(ranks: &[f64]) -> Vec<f64> {
    let ranks_per_cell = ranks.len().div_ceil(CELLS).max(1);
    ranks.chunks(ranks_per_cell).map(|chunk| chunk.iter().sum()).collect()
}

/// Shade of a cell, 0 to 7.
pub fn shade(share: f64) -> usize {
    STEPS.iter().filter(|&&step| share >= step).count()
}

/// For each shade the outlines of its cells, as SVG path data: eight paths draw faster than hundreds of cells.
pub fn outlines(cells: &[f64]) -> [String; 8] {
    let pitch = WIDTH_PX / cells.len().max(1) as f64;
    let width = if pitch >= 3.5 { pitch - GAP_PX } else { pitch };
    let mut outlines: [String; 8] = Default::default();
    for (place, &share) in cells.iter().enumerate() {
        let left = pitch * place as f64;
        // Writing to a string cannot fail.
        let _ = write!(outlines[shade(share)], "M{left:.2} 0h{width:.2}v{HEIGHT_PX}h-{width:.2}z");
    }
    outlines
}

/// The row; `label` says it in words.
#[component]
pub fn RankRow(
    /// Chance of rank 1, 2, …
    #[prop(into)]
    ranks: Signal<Vec<f64>>,
    /// For screen readers and as tooltip.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let shades = Memo::new(move |_| ranks.with(|ranks| outlines(&cells(ranks))));
    let paths = (0..8)
        .map(|shade| view! { <path class=format!("share-{shade}") d=move || shades.with(|shades| shades[shade].clone())/> })
        .collect_view();
    view! {
        <svg class="chart mini" width=WIDTH_PX height=HEIGHT_PX viewBox=format!("0 0 {WIDTH_PX} {HEIGHT_PX}") role="img">
            <title>{move || label.get()}</title>
            {paths}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_ranks_share_cells_and_lose_nothing() {
        let ranks = vec![0.005; 200];
        let cells = cells(&ranks);
        assert_eq!(cells.len(), 25);
        assert!((cells.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(super::cells(&[0.25, 0.75]), [0.25, 0.75]);
    }

    #[test]
    fn shades_rise_with_the_share() {
        assert_eq!([0.0, 0.004, 0.005, 0.05, 0.19, 0.5, 1.0].map(shade), [0, 0, 1, 2, 3, 7, 7]);
    }

    #[test]
    fn every_cell_is_in_one_outline() {
        let outlines = outlines(&[0.0, 0.6, 0.4]);
        assert_eq!(outlines.iter().map(|it| it.matches('M').count()).sum::<usize>(), 3);
        assert!(outlines[7].starts_with("M37.33 0h36.33"));
    }
}
