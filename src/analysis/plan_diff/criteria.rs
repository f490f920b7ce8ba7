//! Criteria that come, go, weigh or measure otherwise, and the method.

use super::words::figure;
use super::{Kind, Line, Subject};
use crate::model::document::Document;

pub(super) fn tell(before: &Document, after: &Document, lines: &mut Vec<Line>) {
    let (old, new) = (&before.scoring, &after.scoring);
    if old == new {
        return;
    }
    let mut any = old.method != new.method;
    if any {
        lines.push(Line {
            subject: Subject::Portfolio,
            kind: Kind::Settings,
            words: format!("Ranked by {} instead of {}", new.method.name(), old.method.name()),
        });
    }
    let mut say = |id, words| {
        any = true;
        lines.push(Line { subject: Subject::Criterion(id), kind: Kind::Criterion, words });
    };
    for criterion in &new.criteria {
        let Some(was) = old.criterion(criterion.id) else {
            say(criterion.id, format!("The criterion {} is new", criterion.name));
            continue;
        };
        let mut said = was.clone();
        if was.weight != criterion.weight {
            let (is, was) = (figure(criterion.weight.get()), figure(was.weight.get()));
            say(criterion.id, format!("{} weighs {is} instead of {was}", criterion.name));
            said.weight = criterion.weight;
        }
        if said != *criterion {
            let words = if was.name == criterion.name {
                format!("{} is measured otherwise", criterion.name)
            } else {
                format!("{} was called {}, or is measured otherwise", criterion.name, was.name)
            };
            say(criterion.id, words);
        }
    }
    for gone in old.criteria.iter().filter(|it| new.criterion(it.id).is_none()) {
        say(gone.id, format!("The criterion {} is deleted", gone.name));
    }
    if !any {
        let words = "Criteria are compared or ordered otherwise".to_owned();
        lines.push(Line { subject: Subject::Portfolio, kind: Kind::Settings, words });
    }
}
