//! Parts of one long run, made anywhere, and put together again: `pmo simulate --from --to` and `pmo merge`.
//!
//! A part is the counts of its iterations. Counts add up in any order, so that the
//! whole has the very checksum of one run, however it was cut.

use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;

use pmo_workbench::analysis::simulate::{self, Prepared};
use pmo_workbench::engine::capacity::{Tally, simulate as run};
use pmo_workbench::model::document::Document;
use serde::{Deserialize, Serialize};

use crate::Source;
use crate::input;
use crate::output::{Answer, Failure, name_of};
use crate::simulate::{Plan, PlanArguments, words};

/// What a file with a part says it is.
const FORMAT: &str = "pmo-shard";

/// Iterations between two looks at the clock.
const STEP: u32 = 4_096;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: Source,
    /// Parts that `pmo simulate --from --to` has written, in any order.
    #[arg(value_name = "SHARD", required = true)]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    plan: PlanArguments,
    /// JSON for machines.
    #[arg(long)]
    json: bool,
}

/// A part of a run, as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shard {
    format: String,
    /// Tells the problem, policy and seed from others.
    run: String,
    from: u32,
    to: u32,
    counts: Vec<u64>,
}

/// The counts of `range`, as JSON.
pub(crate) fn part(prepared: &Prepared, range: Range<u32>) -> Answer {
    let tally = tally(prepared, range.clone());
    Answer::json(&Shard {
        format: FORMAT.to_owned(),
        run: fingerprint(prepared),
        from: range.start,
        to: range.end,
        counts: tally.into_words(),
    })
}

/// Simulates `range` of a plan, and tells how far it is on a terminal.
pub(crate) fn tally(prepared: &Prepared, range: Range<u32>) -> Tally {
    let mut tally = Tally::empty(prepared.problem.layout());
    let mut bar = Bar::new(range.len());
    let mut from = range.start;
    while from < range.end {
        let to = (from - from % STEP).saturating_add(STEP).min(range.end);
        tally.merge(&run(&prepared.problem, prepared.engine_policy(), prepared.seed, from..to));
        bar.show((to - range.start) as usize);
        from = to;
    }
    bar.clear();
    tally
}

/// Simulates until every chance that is shown is known to within the share `wanted`, or the document's iterations are
/// over; and says which.
pub(crate) fn tally_until(prepared: &Prepared, document: &Document, wanted: f64) -> (Tally, Option<String>) {
    let mut tally = Tally::empty(prepared.problem.layout());
    let (mut from, mut to) = (0, FIRST_LOOK.min(prepared.iterations));
    loop {
        tally.merge(&self::tally(prepared, from..to));
        let half_width = simulate::report(prepared, document, &tally).half_width();
        let known = half_width.map(|share| format!("{:.1} points", share * 100.0));
        if let (Some(share), Some(known)) = (half_width, &known)
            && share <= wanted
        {
            let words = format!(
                "Stopped after {to} iterations: every chance to be on time is known to within {known}."
            );
            return (tally, Some(words));
        }
        if to == prepared.iterations {
            let words = known.map_or_else(
                || format!("All {to} iterations were made: no initiative has a date, so that there is no chance to know."),
                |known| format!("All {to} iterations were made; chances to be on time are known to within {known} only."),
            );
            return (tally, Some(words));
        }
        (from, to) = (to, to.saturating_mul(2).min(prepared.iterations));
    }
}

/// Iterations after which is looked first.
const FIRST_LOOK: u32 = 256;

/// `pmo merge`.
pub(crate) fn merge(arguments: &Arguments) -> Result<Answer, Failure> {
    let file = &arguments.source.file;
    let Plan { document, scenario } = arguments.plan.of(file)?;
    let prepared = simulate::prepare(&document).map_err(|error| Failure::of(file, &error))?;
    let mut tally = Tally::empty(prepared.problem.layout());
    let mut parts: Vec<(Range<u32>, String)> = Vec::new();
    for path in &arguments.shards {
        let shard: Shard = serde_json::from_str(&input::text(path)?)
            .map_err(|error| Failure::of(path, &format!("it is no part of a run: {error}")))?;
        let refused = |problem: &str| Err(Failure::of(path, &problem));
        if shard.format != FORMAT {
            return refused("it is no part of a run: its format is another");
        }
        if shard.run != fingerprint(&prepared) {
            return refused(
                "it is part of another run: its plan, policy, seed, heads or scenario differ; give the same options as there",
            );
        }
        let n = shard.counts.first().copied().unwrap_or_default();
        match Tally::from_words(prepared.problem.layout(), shard.counts) {
            Ok(part) if shard.from < shard.to && n == u64::from(shard.to - shard.from) => tally.merge(&part),
            _ => return refused("its counts are not those of its iterations; simulate that part again"),
        }
        parts.push((shard.from..shard.to, name_of(path)));
    }
    parts.sort_by_key(|(range, _)| range.start);
    for pair in parts.windows(2) {
        let [(one, first), (other, second)] = pair else { continue };
        if other.start < one.end {
            let problem = format!("iteration {} is also in {first}; merge each part once", other.start);
            return Err(Failure::several(second.as_ref(), [problem]));
        }
        if other.start > one.end {
            let problem =
                format!("iterations {} to {} before it are missing; simulate them too", one.end, other.start);
            return Err(Failure::several(second.as_ref(), [problem]));
        }
    }
    let report = simulate::report(&prepared, &document, &tally);
    Ok(if arguments.json {
        Answer::json(&report)
    } else {
        Answer::text(words(&document, scenario.as_deref(), &report))
    })
}

/// Sixteen hexadecimal digits: FNV-1a over the problem, the policy and the seed.
fn fingerprint(prepared: &Prepared) -> String {
    let parts = (&prepared.problem, prepared.policy, prepared.seed);
    let text = serde_json::to_string(&parts).expect("a problem is plain data");
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Heads that are hired: "Architect=2" is two more from the first day on; below 0, fewer.
pub(crate) fn hire(document: &mut Document, wish: &str) -> Result<(), String> {
    use pmo_workbench::model::edit::{Edit, RoleChange};
    use pmo_workbench::model::finite::Finite;

    let (name, number) = wish.rsplit_once('=').ok_or_else(|| format!("“{wish}” is not ROLE=N"))?;
    let more: f64 = number.trim().parse().map_err(|_| format!("“{number}” is not a number of heads"))?;
    let roles = &document.people.roles;
    let role = roles.iter().find(|role| role.name == name.trim()).cloned().ok_or_else(|| {
        let names: Vec<String> = roles.iter().map(|role| format!("“{}”", role.name)).collect();
        format!("there is no role “{}”; there are {}", name.trim(), names.join(", "))
    })?;
    let with_more =
        |heads: Finite| Finite::new((heads.get() + more).max(0.0)).map_err(|error| error.to_string());
    let heads = with_more(role.heads)?;
    let mut later = role.changes.clone();
    for change in &mut later {
        change.heads = with_more(change.heads)?;
    }
    for change in [RoleChange::Heads(heads), RoleChange::HeadChanges(later)] {
        Edit::Role { role: role.id, change }.apply(document).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// A line on a terminal that says how far a run is.
struct Bar {
    all: usize,
    is_shown: bool,
    shown: usize,
}

impl Bar {
    const CELLS: usize = 30;

    fn new(all: usize) -> Self {
        Self { all, is_shown: std::io::stderr().is_terminal(), shown: usize::MAX }
    }

    fn show(&mut self, done: usize) {
        let cells = done * Self::CELLS / self.all.max(1);
        if self.is_shown && cells != self.shown {
            self.shown = cells;
            let (full, empty) = ("█".repeat(cells), "░".repeat(Self::CELLS - cells));
            // If nobody can read it, nothing can be done.
            let _ = write!(std::io::stderr(), "\r{full}{empty} {done} of {}", self.all);
        }
    }

    fn clear(&self) {
        if self.is_shown {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
