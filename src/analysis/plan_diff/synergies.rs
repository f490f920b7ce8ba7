//! What pairs are worth together, where two plans have it otherwise.

use super::words::figure;
use super::{Kind, Line, Subject};
use crate::model::id::InitiativeId;
use crate::model::initiative::Initiatives;
use crate::model::synergy::Synergy;

/// Told by the names of the two.
pub(super) fn tell(before: &Initiatives, after: &Initiatives, lines: &mut Vec<Line>) {
    if before.synergies == after.synergies {
        return;
    }
    let told = lines.len();
    let mut say = |of: [InitiativeId; 2], words: &str| {
        let name = |id| after.initiative(id).or(before.initiative(id)).map_or("", |it| &it.name);
        let words = format!("{} and {} {words}", name(of[0]), name(of[1]));
        lines.push(Line { subject: Subject::Initiative(of[0]), kind: Kind::Links, words });
    };
    for is in &after.synergies {
        let worth = format!("are worth {}", more_or_less(is));
        match before.synergies.iter().find(|was| was.is_of(is.of)) {
            None => say(is.of, &format!("{worth} together")),
            Some(was) if was.points != is.points => {
                say(is.of, &format!("{worth} together instead of {}", more_or_less(was)));
            }
            Some(_) => {}
        }
    }
    for gone in before.synergies.iter().filter(|was| after.synergies.iter().all(|is| !is.is_of(was.of))) {
        say(gone.of, "are worth together what they are worth alone");
    }
    if lines.len() == told {
        let words = "The synergies stand in another order".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Details, words });
    }
}

/// "10 points more", "2.5 points less": to the hundredth, as any difference must show.
fn more_or_less(synergy: &Synergy) -> String {
    let points = synergy.points.get();
    format!("{} points {}", figure(points.abs()), if points < 0.0 { "less" } else { "more" })
}
