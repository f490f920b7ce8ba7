//! Splits the module of the page in two: what a first visit calls, and the rest, which comes while the page is
//! already read.
//!
//! A page of many parts is mostly code that one visit never runs, and that no study of the calls could tell:
//! handlers and views are called through tables. So the page is watched instead: `split watch` lets every function
//! say that it was called, the build opens such a page as a first visitor would, and `split cut` cuts by that list.
//!
//! The list decides how much comes first, never what works: a function of the rest that is called too early waits
//! until the rest is there (`src/app/rest.js`).

mod cut;
mod watch;

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, bail};
use walrus::{Module, ModuleConfig};

/// How to call it.
const USAGE: &str = "usage: split watch MODULE WATCHED, or split cut MODULE CALLED FIRST REST";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["watch", module, watched] => write(watched, watch::watched(read(module)?)),
        ["cut", module, called, first, rest] => {
            let parts = cut::cut(|| read(module), &places(called)?)?;
            write(first, parts.first)?;
            write(rest, parts.rest)
        }
        _ => bail!(USAGE),
    }
}

fn read(path: impl AsRef<Path>) -> Result<Module> {
    let path = path.as_ref();
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    config.parse_file(path).with_context(|| format!("{} is not a module that can be split", path.display()))
}

fn write(path: impl AsRef<Path>, mut module: Module) -> Result<()> {
    let path = path.as_ref();
    std::fs::write(path, module.emit_wasm()).with_context(|| format!("{} cannot be written", path.display()))
}

/// Numbers of functions, one a line.
fn places(path: &str) -> Result<HashSet<usize>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("{path} cannot be read"))?;
    let place = |line: &str| {
        line.parse().with_context(|| format!("{path}: “{line}” is not the number of a function"))
    };
    text.lines().map(place).collect()
}
