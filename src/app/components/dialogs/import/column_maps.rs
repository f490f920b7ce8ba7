//! Column maps that are remembered for files with the same header.

use serde::{Deserialize, Serialize};

use crate::app::state::storage::{set_setting, setting};
use crate::exchange::initiative_list::ColumnMap;
use crate::exchange::table::Table;

/// Name of the setting.
const SETTING: &str = "column-maps";
/// Maps kept; the oldest goes first.
const KEPT: usize = 12;

/// One kind of file.
#[derive(Serialize, Deserialize)]
struct Known {
    header: Vec<String>,
    map: ColumnMap,
}

/// The map that was used for a file with the header of `table`.
pub(super) fn remembered(table: &Table) -> Option<ColumnMap> {
    let columns = u32::try_from(table.header.len()).ok()?;
    let known = all().into_iter().find(|known| known.header == table.header)?;
    known.map.values().all(|column| *column < columns).then_some(known.map)
}

/// Uses `map` again for files like `table`.
pub(super) fn remember(table: &Table, map: &ColumnMap) {
    let mut known = all();
    known.retain(|known| known.header != table.header);
    known.insert(0, Known { header: table.header.clone(), map: map.clone() });
    known.truncate(KEPT);
    match serde_json::to_string(&known) {
        Ok(text) => {
            set_setting(SETTING, &text);
        }
        Err(error) => leptos::logging::warn!("the column map is not kept: {error}"),
    }
}

/// A setting that cannot be read is asked for again.
fn all() -> Vec<Known> {
    setting(SETTING).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}
