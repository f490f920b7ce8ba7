//! Risks that come, go, or have another chance.

use super::words::figure;
use super::{Kind, Line, Subject};
use crate::model::finite::Finite;
use crate::model::initiative::Initiatives;

/// Risks are told by name; they belong to no initiative alone.
pub(super) fn tell(before: &Initiatives, after: &Initiatives, lines: &mut Vec<Line>) {
    if before.risks == after.risks {
        return;
    }
    let mut say = |words| lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    for risk in &after.risks {
        match before.risk(risk.id) {
            None => say(format!("The risk “{}” is new", risk.name)),
            Some(was) if was.chance != risk.chance => {
                let percent = |it: Finite| figure(it.get() * 100.0);
                let (is, was) = (percent(risk.chance), percent(was.chance));
                say(format!("The risk “{}” has a chance of {is} % instead of {was} %", risk.name));
            }
            Some(was) if was != risk => say(format!("The risk “{}” differs", risk.name)),
            Some(_) => {}
        }
    }
    for gone in before.risks.iter().filter(|risk| after.risk(risk.id).is_none()) {
        say(format!("Without the risk “{}”", gone.name));
    }
}
