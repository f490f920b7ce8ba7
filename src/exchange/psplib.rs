//! Published scheduling instances: PSPLIB single projects (`.sm`) and MPLIB
//! multi-projects (`.rcmp`).
//!
//! Both hold activities of fixed duration that need units of renewable resources
//! of constant capacity and follow each other. They come with best-known
//! makespans, against which a scheduler can be checked.
//!
//! An `.rcmp` file is a list of numbers: projects, resources, the capacity of each
//! resource; then for each project its number of activities and release date, a
//! 1 for each resource that it shares with the others, and for each activity its
//! duration, its demand for each resource, its number of successors, and these as
//! `project:activity`, all counted from 1.
//!
//! Sources: Kolisch & Sprecher (1996), *PSPLIB – a project scheduling problem
//! library*, European Journal of Operational Research 96; Van Eynde & Vanhoucke
//! (2020), *Resource-constrained multi-project scheduling: benchmark datasets and
//! decoupled scheduling*, Journal of Scheduling 23.

use std::str::FromStr;

use thiserror::Error;

/// One or more projects that share resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Units of each resource, in every period.
    pub capacities: Vec<u32>,
    /// Projects, in the order of the file.
    pub projects: Vec<Project>,
}

/// A project: activities and their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// First period in which its activities may start.
    pub release: u32,
    /// Activities, in the order of the file, with the dummy source and sink.
    pub activities: Vec<Activity>,
}

/// Work of fixed length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Periods that it takes; 0 for source and sink.
    pub duration: u32,
    /// Units that it needs of each resource in every period.
    pub demand: Vec<u32>,
    /// Indices, within the project, of the activities that come after it.
    pub successors: Vec<usize>,
}

/// Why a text is not an instance; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PsplibError {
    /// A section is missing altogether.
    #[error("there is no line {heading:?}: open a complete single-mode .sm file")]
    MissingSection {
        /// How the line begins.
        heading: &'static str,
    },
    /// The text stops in the middle.
    #[error("the text ends before {expected}: open the complete file")]
    Ended {
        /// What should have come.
        expected: &'static str,
    },
    /// Something else stands where a number should.
    #[error("line {line}: {found:?} stands where {expected} should: correct it, or open another file")]
    NotANumber {
        /// Line of the text.
        line: usize,
        /// What should stand there.
        expected: &'static str,
        /// What stands there.
        found: String,
    },
    /// The activities are not numbered 1, 2, 3 …
    #[error("line {line}: activity {found} stands where activity {expected} should: number them in order")]
    OutOfOrder {
        /// Line of the text.
        line: usize,
        /// Number that should stand there.
        expected: usize,
        /// Number that stands there.
        found: usize,
    },
    /// A successor does not exist in the project.
    #[error("line {line}: successor {successor} is not one of the project's {activities} activities")]
    NoSuchActivity {
        /// Line of the text.
        line: usize,
        /// Successor, as the file writes it.
        successor: String,
        /// Activities in the project.
        activities: usize,
    },
    /// Activities with a choice of modes are another problem.
    #[error("line {line}: an activity with {modes} modes; only single-mode instances (.sm) can be read")]
    SeveralModes {
        /// Line of the text.
        line: usize,
        /// Modes of the activity.
        modes: usize,
    },
    /// Resources that belong to one project are another problem.
    #[error("line {line}: a resource that the project does not share; only shared resources can be read")]
    OwnResource {
        /// Line of the text.
        line: usize,
    },
    /// More than the numbers announced.
    #[error("line {line}: {found:?} comes after the end of the instance: remove it")]
    Trailing {
        /// Line of the text.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// The order of the activities runs in a circle.
    #[error("project {project} (from 1) has activities that come after themselves: remove one successor")]
    Cycle {
        /// Number of the project.
        project: usize,
    },
}

/// Reads an instance of either kind, which its headings tell apart.
///
/// # Errors
///
/// [`PsplibError`], with the line and what to do about it.
pub fn parse(text: &str) -> Result<Instance, PsplibError> {
    // The other kind is numbers only.
    if text.trim_start().starts_with(|letter: char| letter.is_ascii_digit()) {
        parse_multi(text)
    } else {
        parse_single(text)
    }
}

/// Reads a PSPLIB single-mode instance (`.sm`).
///
/// # Errors
///
/// [`PsplibError`], with the line and what to do about it.
pub fn parse_single(text: &str) -> Result<Instance, PsplibError> {
    let mut jobs = Words::after(text, "jobs (incl. supersource/sink )")?;
    jobs.skip(":");
    let activities: usize = jobs.number("the number of jobs")?;
    let mut renewable = Words::after(text, "- renewable")?;
    renewable.skip(":");
    let resources: usize = renewable.number("the number of renewable resources")?;

    // Lines of headings come before each table.
    let mut precedence = Words::after(text, "PRECEDENCE RELATIONS:")?;
    precedence.skip_line();
    let mut successors = Vec::new();
    for job in 1..=activities {
        precedence.expect_activity(job)?;
        let line = precedence.line;
        let modes: usize = precedence.number("the number of modes")?;
        if modes != 1 {
            return Err(PsplibError::SeveralModes { line, modes });
        }
        let count: usize = precedence.number("the number of successors")?;
        let mut list = Vec::new();
        for _ in 0..count {
            let successor: usize = precedence.number("a successor")?;
            list.push(precedence.index(successor, successor.to_string(), activities)?);
        }
        successors.push(list);
    }

    let mut requests = Words::after(text, "REQUESTS/DURATIONS:")?;
    requests.skip_line();
    requests.skip_line();
    let mut list = Vec::new();
    for (job, successors) in (1..).zip(successors) {
        requests.expect_activity(job)?;
        let _mode: usize = requests.number("the mode")?;
        let duration = requests.number("a duration")?;
        let demand = requests.numbers(resources, "a demand")?;
        list.push(Activity { duration, demand, successors });
    }

    let mut availability = Words::after(text, "RESOURCEAVAILABILITIES:")?;
    availability.skip_line();
    let capacities = availability.numbers(resources, "a capacity")?;
    checked(Instance { capacities, projects: vec![Project { release: 0, activities: list }] })
}

/// Reads an MPLIB multi-project instance (`.rcmp`).
///
/// # Errors
///
/// [`PsplibError`], with the line and what to do about it.
pub fn parse_multi(text: &str) -> Result<Instance, PsplibError> {
    let mut words = Words::new(text);
    let count: usize = words.number("the number of projects")?;
    let resources: usize = words.number("the number of resources")?;
    let capacities = words.numbers(resources, "a capacity")?;
    let mut projects = Vec::new();
    for project in 1..=count {
        let activities: usize = words.number("the number of activities")?;
        let release = words.number("a release date")?;
        for _ in 0..resources {
            let shared: usize = words.number("a 1 for a shared resource")?;
            if shared != 1 {
                return Err(PsplibError::OwnResource { line: words.line });
            }
        }
        let mut list = Vec::new();
        for _ in 0..activities {
            let duration = words.number("a duration")?;
            let demand = words.numbers(resources, "a demand")?;
            let count: usize = words.number("the number of successors")?;
            let mut successors = Vec::new();
            for _ in 0..count {
                successors.push(words.successor(project, activities)?);
            }
            list.push(Activity { duration, demand, successors });
        }
        projects.push(Project { release, activities: list });
    }
    match words.next() {
        Some(found) => Err(PsplibError::Trailing { line: words.line, found: found.to_owned() }),
        None => checked(Instance { capacities, projects }),
    }
}

/// Activities by latest finish time (LFT), ties by lower number: a good order for the serial scheme.
///
/// Latest finish times are those of the critical path method, for a project that
/// ends as soon as its longest path. Every activity comes after its predecessors
/// or has the same time as they.
pub fn latest_finish_order(project: &Project) -> Vec<usize> {
    let topological = topological_order(&project.activities).unwrap_or_default();
    let mut latest_finish = vec![0_i64; project.activities.len()];
    // Counted backwards from the end of the project at 0, so that no forward pass is needed.
    for &activity in topological.iter().rev() {
        let latest_starts = project.activities[activity]
            .successors
            .iter()
            .map(|&next| latest_finish[next] - i64::from(project.activities[next].duration));
        latest_finish[activity] = latest_starts.min().unwrap_or(0);
    }
    let mut order: Vec<usize> = (0..project.activities.len()).collect();
    order.sort_by_key(|&activity| (latest_finish[activity], activity));
    order
}

/// Indices with predecessors first, unless the order runs in a circle.
pub(super) fn topological_order(activities: &[Activity]) -> Option<Vec<usize>> {
    let mut waiting_for = vec![0_usize; activities.len()];
    for &successor in activities.iter().flat_map(|activity| &activity.successors) {
        waiting_for[successor] += 1;
    }
    let mut order: Vec<usize> =
        (0..activities.len()).filter(|&activity| waiting_for[activity] == 0).collect();
    let mut next = 0;
    while let Some(&activity) = order.get(next) {
        for &successor in &activities[activity].successors {
            waiting_for[successor] -= 1;
            if waiting_for[successor] == 0 {
                order.push(successor);
            }
        }
        next += 1;
    }
    (order.len() == activities.len()).then_some(order)
}

fn checked(instance: Instance) -> Result<Instance, PsplibError> {
    match instance.projects.iter().position(|project| topological_order(&project.activities).is_none()) {
        Some(project) => Err(PsplibError::Cycle { project: project + 1 }),
        None => Ok(instance),
    }
}

/// The words of a text, with the line of the last one taken.
struct Words<'t> {
    /// Lines not begun yet.
    lines: std::str::Lines<'t>,
    /// What is left of the present line.
    rest: std::str::SplitWhitespace<'t>,
    /// Number of the present line; 0 before the first.
    line: usize,
}

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        Self { lines: text.lines(), rest: "".split_whitespace(), line: 0 }
    }

    /// Words after `heading`, which begins a line.
    fn after(text: &'t str, heading: &'static str) -> Result<Self, PsplibError> {
        let mut words = Self::new(text);
        while let Some(line) = words.lines.next() {
            words.line += 1;
            if let Some(rest) = line.trim_start().strip_prefix(heading) {
                words.rest = rest.split_whitespace();
                return Ok(words);
            }
        }
        Err(PsplibError::MissingSection { heading })
    }

    /// Leaves out the next line.
    fn skip_line(&mut self) {
        self.rest = "".split_whitespace();
        self.lines.next();
        self.line += 1;
    }

    /// Leaves out `word`, if it comes next.
    fn skip(&mut self, word: &str) {
        let mut ahead = self.rest.clone();
        if ahead.next() == Some(word) {
            self.rest = ahead;
        }
    }

    fn next(&mut self) -> Option<&'t str> {
        loop {
            if let Some(word) = self.rest.next() {
                return Some(word);
            }
            self.rest = self.lines.next()?.split_whitespace();
            self.line += 1;
        }
    }

    fn number<T: FromStr>(&mut self, expected: &'static str) -> Result<T, PsplibError> {
        let found = self.next().ok_or(PsplibError::Ended { expected })?;
        self.parsed(found, found, expected)
    }

    fn numbers<T: FromStr>(&mut self, count: usize, expected: &'static str) -> Result<Vec<T>, PsplibError> {
        (0..count).map(|_| self.number(expected)).collect()
    }

    fn parsed<T: FromStr>(&self, part: &str, found: &str, expected: &'static str) -> Result<T, PsplibError> {
        let not_a_number = |_| PsplibError::NotANumber { line: self.line, expected, found: found.to_owned() };
        part.parse().map_err(not_a_number)
    }

    fn expect_activity(&mut self, expected: usize) -> Result<(), PsplibError> {
        let found = self.number("the number of an activity")?;
        if found == expected {
            Ok(())
        } else {
            Err(PsplibError::OutOfOrder { line: self.line, expected, found })
        }
    }

    /// A successor written `project:activity`, which must be of the same project.
    fn successor(&mut self, project: usize, activities: usize) -> Result<usize, PsplibError> {
        const EXPECTED: &str = "a successor (project:activity)";
        let found = self.next().ok_or(PsplibError::Ended { expected: EXPECTED })?;
        let (of, activity) = found.split_once(':').unwrap_or(("", found));
        let of: usize = self.parsed(of, found, EXPECTED)?;
        let activity = self.parsed(activity, found, EXPECTED)?;
        self.index(if of == project { activity } else { 0 }, found.to_owned(), activities)
    }

    /// Index of an activity that is numbered from 1.
    fn index(&self, number: usize, successor: String, activities: usize) -> Result<usize, PsplibError> {
        if (1..=activities).contains(&number) {
            Ok(number - 1)
        } else {
            Err(PsplibError::NoSuchActivity { line: self.line, successor, activities })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINGLE: &str = "\
jobs (incl. supersource/sink ):  3
  - renewable                 :  2   R
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           3
   3        1          0
************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------
  1      1     0       0    0
  2      1     8       4    1
  3      1     0       0    0
************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
   12   13
";

    const MULTI: &str = "1\n2\n12 13\n\n3 5\n1 1\n\n0 0 0 2 1:2 1:3\n8 4 1 1 1:3\n0 0 0 0\n";

    fn expected(release: u32) -> Instance {
        let activity = |duration, demand: [u32; 2], successors: &[usize]| Activity {
            duration,
            demand: demand.to_vec(),
            successors: successors.to_vec(),
        };
        let activities =
            vec![activity(0, [0, 0], &[1, 2]), activity(8, [4, 1], &[2]), activity(0, [0, 0], &[])];
        Instance { capacities: vec![12, 13], projects: vec![Project { release, activities }] }
    }

    #[test]
    fn both_formats_say_the_same() {
        assert_eq!(parse_single(SINGLE), Ok(expected(0)));
        assert_eq!(parse_multi(MULTI), Ok(expected(5)));
        assert_eq!(parse(SINGLE), Ok(expected(0)));
        assert_eq!(parse(MULTI), Ok(expected(5)));
    }

    #[test]
    fn errors_name_the_line() {
        let error = |from: &str, to: &str| parse_single(&SINGLE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error("REQ", ""), PsplibError::MissingSection { heading: "REQUESTS/DURATIONS:" });
        assert_eq!(error("   12   13\n", "   12"), PsplibError::Ended { expected: "a capacity" });
        assert_eq!(
            error("     8  ", "   8.5  "),
            PsplibError::NotANumber { line: 13, expected: "a duration", found: "8.5".into() }
        );
        assert_eq!(error("\n   2  ", "\n   4  "), PsplibError::OutOfOrder { line: 6, expected: 2, found: 4 });
        assert_eq!(
            error("2   3\n", "2   4\n"),
            PsplibError::NoSuchActivity { line: 5, successor: "4".into(), activities: 3 }
        );
        assert_eq!(
            error("   2        1  ", "   2        3  "),
            PsplibError::SeveralModes { line: 6, modes: 3 }
        );
        assert_eq!(error("           3\n   3", "           1\n   3"), PsplibError::Cycle { project: 1 });

        let error = |from: &str, to: &str| parse_multi(&MULTI.replacen(from, to, 1)).unwrap_err();
        assert_eq!(error("1 1\n", "1 0\n"), PsplibError::OwnResource { line: 6 });
        assert_eq!(
            error("1:3", "2:3"),
            PsplibError::NoSuchActivity { line: 8, successor: "2:3".into(), activities: 3 }
        );
        assert!(matches!(error("1:3", "3"), PsplibError::NotANumber { line: 8, .. }));
        assert_eq!(error("0 0 0 0\n", "0 0 0 0\n7"), PsplibError::Trailing { line: 11, found: "7".into() });
    }

    /// Two paths from the source: 1 (2 periods) then 3 (5), and 2 (4) alone; 4 is the sink.
    #[test]
    fn latest_finish_is_that_of_the_critical_path_method() {
        let activity = |duration, successors: &[usize]| Activity {
            duration,
            demand: vec![],
            successors: successors.to_vec(),
        };
        let activities = vec![
            activity(0, &[1, 2]),
            activity(2, &[3]),
            activity(4, &[4]),
            activity(5, &[4]),
            activity(0, &[]),
        ];
        // Latest finishes 0, 2, 7, 7, 7.
        assert_eq!(latest_finish_order(&Project { release: 0, activities }), [0, 1, 2, 3, 4]);
    }
}
