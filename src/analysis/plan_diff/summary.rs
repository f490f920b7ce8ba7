//! All differences in one sentence.

use super::{Kind, Line, Subject};

/// The differences in one sentence without its full stop: "adds 3, drops 2, delays 4"; "changes nothing" without any.
pub fn summary(lines: &[Line]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for kind in Kind::ALL {
        let of_kind: Vec<&Line> = lines.iter().filter(|line| line.kind == kind).collect();
        let mut subjects: Vec<Subject> = of_kind.iter().map(|line| line.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        let n = subjects.len();
        let said = match (kind, of_kind.as_slice()) {
            (_, []) => continue,
            // Few and short: they say more than their number.
            (Kind::People | Kind::Budget, [one]) => decapitalised(&one.words),
            (Kind::People, [one, other]) => {
                format!("{}, {}", decapitalised(&one.words), decapitalised(&other.words))
            }
            (Kind::Added, _) => format!("adds {n}"),
            (Kind::Dropped, _) => format!("drops {n}"),
            (Kind::Delayed, _) => format!("delays {n}"),
            (Kind::BroughtForward, _) => format!("brings {n} forward"),
            (Kind::People, _) => format!("changes the people of {n} roles"),
            (Kind::Budget, _) => "changes the budget".to_owned(),
            (Kind::Priority, _) => format!("moves {n} in priority"),
            (Kind::Criterion, _) => format!("changes {}", counted(n, "criterion", "criteria")),
            (Kind::Rescored, _) => format!("rescores {n}"),
            (Kind::Replanned, _) => format!("replans the stages of {n}"),
            (Kind::Cost, _) => format!("changes the cost of {n}"),
            (Kind::Due, _) => format!("changes when {n} {} needed", if n == 1 { "is" } else { "are" }),
            (Kind::Links, _) => format!("changes the links of {n}"),
            (Kind::Settings, _) => "changes the settings".to_owned(),
            (Kind::Details, _) => format!("changes details of {n}"),
        };
        parts.push(said);
    }
    if parts.is_empty() { "changes nothing".to_owned() } else { parts.join(", ") }
}

fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// "two more people", but "GBP" stays.
fn decapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(|second| second.is_lowercase() || second == ' ') {
        first.to_lowercase().chain(letters).collect()
    } else {
        text.to_owned()
    }
}
