//! Charts: pure geometry and thin views over it.
//!
//! Each draws itself for the width it has; the figures stand beside it as a
//! table. Colours, strokes and type are the style sheet's.

pub mod answer_spread;
pub mod bubbles;
pub mod dimension_bars;
pub mod effect_row;
pub mod fit_bars;
pub mod frontier;
pub mod gantt;
pub mod heat_map;
pub mod joint;
pub mod level_line;
pub mod plan_bars;
pub mod radar;
pub mod rank_row;
pub mod s_curve;
pub mod slope;
pub mod stacked_bar;
pub mod time_axis;
pub mod trend_line;
pub mod width;
