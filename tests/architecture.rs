//! The shape of the crate, checked in its source text: what may know what.
//!
//! The crate docs draw the layers; these rules hold them. Each rule reads one file as code (comments and the contents of
//! strings blanked) and names what it finds; the tests below try every rule on a snippet that breaks it.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The layers, and for each what it may use besides itself.
const LAYERS: [(&str, &[&str]); 7] = [
    ("engine", &[]),
    ("model", &["engine"]),
    ("analysis", &["engine", "model", "exchange"]),
    ("exchange", &["engine", "model", "analysis"]),
    ("jobs", &["engine", "model", "analysis", "exchange"]),
    ("app", &["engine", "model", "analysis", "exchange", "jobs"]),
    ("js_api", &["engine", "model", "analysis", "exchange", "jobs"]),
];

/// Files that may ask for a target: SIMD kernels, one file each.
const SIMD_KERNELS: [&str; 1] = ["engine/capacity/lockstep.rs"];

/// Methods of `f64` whose last bit depends on the platform; `engine::float` has their like.
const PLATFORM_FUNCTIONS: [&str; 25] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos", "sin_cos",
    "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "hypot",
];

/// Ways to put text into the page as markup.
const MARKUP_SINKS: [&str; 6] = [
    "inner_html",
    "set_inner_html",
    "outer_html",
    "set_outer_html",
    "insert_adjacent_html",
    "document_write",
];

/// Names that say nothing about what they hold.
const EMPTY_NAMES: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"];

/// A rule: what it finds wrong in one file, in words.
type Rule = fn(&Source) -> Vec<String>;

const RULES: [Rule; 12] = [
    imports_point_down,
    the_engine_has_one_name,
    only_lib_asks_for_features,
    nobody_asks_for_a_target,
    only_storage_touches_local_storage,
    only_the_worker_pool_starts_workers,
    only_the_message_codec_knows_the_wire,
    only_the_page_knows_the_browser,
    the_engine_has_no_platform_mathematics,
    the_engine_has_no_clock_and_no_files,
    no_text_becomes_markup,
    names_say_what_they_hold,
];

/// One file under `src/`.
struct Source {
    /// Below `src/`, with `/` between the parts.
    path: String,
    /// As it stands, for its documentation.
    text: String,
    /// Without comments and without the contents of strings.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), code: code_of(text) }
    }

    /// Names of the modules from the crate root to this one; empty for the entry points.
    fn modules(&self) -> Vec<&str> {
        if self.path == "lib.rs" || self.path.starts_with("bin/") {
            return Vec::new();
        }
        self.path.trim_end_matches(".rs").trim_end_matches("/lib").split('/').collect()
    }

    /// The layer it belongs to; none for the entry points.
    fn layer(&self) -> Option<&str> {
        self.modules().first().copied()
    }

    /// Whether it is `module` (`app/state/storage`) or below it.
    fn is_in(&self, module: &str) -> bool {
        self.path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }
}

#[test]
fn the_source_keeps_every_rule() {
    let sources = sources();
    assert!(sources.iter().any(|source| source.path == "engine/float.rs"), "src/ was not read");
    let broken: Vec<String> =
        sources.iter().flat_map(|source| RULES.iter().flat_map(move |rule| rule(source))).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn every_layer_is_declared_and_nothing_else_is() {
    let lib = fs::read_to_string(source_folder().join("lib.rs")).expect("src/lib.rs is there");
    let mut declared: Vec<String> = names_after(&code_of(&lib), "pub mod ");
    declared.extend(names_after(&code_of(&lib), "pub use pmo_engine as "));
    declared.sort();
    let mut layers = LAYERS.map(|(layer, _)| layer);
    layers.sort_unstable();
    assert_eq!(declared, layers);
}

#[test]
fn every_layer_with_code_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|source| source.modules().len() == 1 && !source.code.trim().is_empty())
        .filter(|source| !says_what_it_is(source))
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` at the top of {silent:?}");
}

fn says_what_it_is(source: &Source) -> bool {
    let first = source.text.lines().next().unwrap_or_default();
    first.strip_prefix("//!").is_some_and(|words| !words.trim().is_empty())
}

fn imports_point_down(source: &Source) -> Vec<String> {
    let Some(layer) = source.layer() else { return Vec::new() };
    let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![format!(
            "src/{}: belongs to no layer; see LAYERS in tests/architecture.rs",
            source.path
        )];
    };
    crate_modules_used(source)
        .into_iter()
        .filter(|used| used != layer && !below.contains(&used.as_str()))
        .filter(|used| LAYERS.iter().any(|(name, _)| name == used))
        .map(|used| format!("src/{}: `{layer}` uses `{used}`, which is not below it", source.path))
        .collect()
}

/// Its crate is called `crate::engine` by everyone above it.
fn the_engine_has_one_name(source: &Source) -> Vec<String> {
    if source.path == "lib.rs" || source.is_in("engine") {
        return Vec::new();
    }
    mentions(source, &["pmo_engine"], "say crate::engine")
}

fn only_lib_asks_for_features(source: &Source) -> Vec<String> {
    if source.path == "lib.rs" {
        return Vec::new();
    }
    conditions(&source.code)
        .filter(|condition| words(condition).any(|word| word == "feature"))
        .map(|_| format!("src/{}: `cfg(feature …)` stands outside src/lib.rs", source.path))
        .collect()
}

fn nobody_asks_for_a_target(source: &Source) -> Vec<String> {
    if SIMD_KERNELS.contains(&source.path.as_str()) {
        return Vec::new();
    }
    conditions(&source.code)
        .filter(|condition| words(condition).any(|word| word.starts_with("target_") || word == "wasm32"))
        .map(|condition| format!("src/{}: `cfg({condition})`: one code for every target", source.path))
        .collect()
}

fn only_storage_touches_local_storage(source: &Source) -> Vec<String> {
    if source.is_in("app/state/storage") {
        return Vec::new();
    }
    mentions(source, &["local_storage", "session_storage"], "belongs in src/app/state/storage.rs")
}

fn only_the_worker_pool_starts_workers(source: &Source) -> Vec<String> {
    if source.is_in("app/worker_pool") {
        return Vec::new();
    }
    let mut found: Vec<String> = path_heads(&source.code, "web_sys")
        .into_iter()
        .filter(|name| name == "Worker" || name == "WorkerOptions")
        .map(|name| format!("src/{}: `web_sys::{name}` belongs in src/app/worker_pool.rs", source.path))
        .collect();
    if path_heads(&source.code, "Worker").contains(&"new".to_owned()) {
        found.push(format!("src/{}: `Worker::new` belongs in src/app/worker_pool.rs", source.path));
    }
    // The inside of a worker is seen by the entry point and by the code that answers in it.
    if source.path != "bin/page/main.rs" && source.path != "app/worker.rs" {
        found.extend(mentions(source, &["DedicatedWorkerGlobalScope"], "belongs in src/app/worker.rs"));
    }
    found
}

fn only_the_message_codec_knows_the_wire(source: &Source) -> Vec<String> {
    let carries_messages =
        source.is_in("jobs") || source.is_in("app/worker_pool") || source.is_in("app/worker");
    if !carries_messages || source.is_in("jobs/message") {
        return Vec::new();
    }
    mentions(source, &["serde_json"], "only src/jobs/message.rs knows how messages are written")
}

fn only_the_page_knows_the_browser(source: &Source) -> Vec<String> {
    if source.path == "bin/page/main.rs" || source.is_in("app") || source.is_in("js_api") {
        return Vec::new();
    }
    mentions(
        source,
        &["leptos", "web_sys", "js_sys", "wasm_bindgen"],
        "only app, js_api and the page know the browser",
    )
}

fn the_engine_has_no_platform_mathematics(source: &Source) -> Vec<String> {
    if !source.is_in("engine") {
        return Vec::new();
    }
    let is_call =
        |before: &str| before.ends_with('.') || before.ends_with("f64::") || before.ends_with("f32::");
    word_positions(&source.code)
        .filter(|&(at, word)| PLATFORM_FUNCTIONS.contains(&word) && is_call(source.code[..at].trim_end()))
        .map(|(_, word)| format!("src/{}: `{word}` differs between targets: use engine::float", source.path))
        .collect()
}

fn the_engine_has_no_clock_and_no_files(source: &Source) -> Vec<String> {
    if !source.is_in("engine") {
        return Vec::new();
    }
    let mut found = mentions(source, &["Instant", "SystemTime", "jiff"], "the engine has no clock");
    found.extend(
        path_heads(&source.code, "std")
            .into_iter()
            .filter(|module| ["fs", "net", "env", "process", "thread", "io"].contains(&module.as_str()))
            .map(|module| {
                format!("src/{}: `std::{module}`: the engine is numbers in, numbers out", source.path)
            }),
    );
    found
}

fn no_text_becomes_markup(source: &Source) -> Vec<String> {
    mentions(source, &MARKUP_SINKS, "would let a name in a file run as a script: set text instead")
}

fn names_say_what_they_hold(source: &Source) -> Vec<String> {
    let path = source.path.trim_end_matches(".rs");
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    names.extend(names_after(&source.code, "mod "));
    let mut found: Vec<String> = names
        .iter()
        .filter(|name| EMPTY_NAMES.contains(&name.as_str()))
        .map(|name| format!("src/{}: the name `{name}` says nothing about what it holds", source.path))
        .collect();
    if path.ends_with("/mod") {
        found.push(format!("src/{}: write `foo.rs` beside `foo/`, not `foo/mod.rs`", source.path));
    }
    found
}

/// One complaint for each of `words` that the code has in it as a whole word.
fn mentions(source: &Source, forbidden: &[&str], why: &str) -> Vec<String> {
    let mut found: Vec<&str> = words(&source.code).filter(|word| forbidden.contains(word)).collect();
    found.dedup();
    found.into_iter().map(|word| format!("src/{}: `{word}`: {why}", source.path)).collect()
}

/// The top-level modules that a file names, by `crate::` or by enough `super::`.
fn crate_modules_used(source: &Source) -> Vec<String> {
    let mut used = path_heads(&source.code, "crate");
    let climbs = "super::".repeat(source.modules().len());
    let mut rest = source.code.as_str();
    while let Some(at) = rest.find(&climbs) {
        rest = &rest[at + climbs.len()..];
        used.extend(heads(rest));
    }
    used
}

/// What follows `root::` wherever it stands: one name, or the first name of each part of a group.
fn path_heads(code: &str, root: &str) -> Vec<String> {
    word_positions(code)
        .filter(|&(_, word)| word == root)
        .filter_map(|(at, _)| code[at + root.len()..].trim_start().strip_prefix("::"))
        .flat_map(heads)
        .collect()
}

/// The names that a path goes on with: `a::b` gives a; `{a::b, c::{d, e}}` gives a and c.
fn heads(path: &str) -> Vec<String> {
    let path = path.trim_start();
    let Some(group) = path.strip_prefix('{') else {
        return words(path)
            .next()
            .filter(|word| path.starts_with(word))
            .map(str::to_owned)
            .into_iter()
            .collect();
    };
    let mut heads = Vec::new();
    let (mut depth, mut part) = (0, String::new());
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.extend(words(&std::mem::take(&mut part)).next().map(str::to_owned)),
            _ if depth == 0 => part.push(letter),
            _ => {}
        }
    }
    heads.extend(words(&part).next().map(str::to_owned));
    heads
}

/// What stands in the brackets of each `cfg(…)`, `cfg!(…)` and `cfg_attr(…)`.
fn conditions(code: &str) -> impl Iterator<Item = &str> {
    word_positions(code).filter(|(_, word)| matches!(*word, "cfg" | "cfg_attr" | "cfg_select")).filter_map(
        |(at, word)| {
            let rest = code[at + word.len()..].trim_start_matches(['!', ' ']);
            let inner = rest.strip_prefix(['(', '{'])?;
            let mut depth = 1;
            let end = inner.find(|letter| {
                depth += match letter {
                    '(' | '{' => 1,
                    ')' | '}' => -1,
                    _ => 0,
                };
                depth == 0
            })?;
            Some(&inner[..end])
        },
    )
}

/// Every name that follows `keyword` (which ends in a space).
fn names_after(code: &str, keyword: &str) -> Vec<String> {
    code.split(keyword).skip(1).filter_map(|rest| heads(rest).into_iter().next()).collect()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter| !is_name(letter)).filter(|word| !word.is_empty())
}

/// Every word with the place it starts at.
fn word_positions(code: &str) -> impl Iterator<Item = (usize, &str)> {
    words(code).map(move |word| (word.as_ptr() as usize - code.as_ptr() as usize, word))
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// `text` without comments and without the contents of strings, so that words about code are not taken for code.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after_name = code.ends_with(is_name);
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment_length(rest)
        } else if let Some(length) = (!after_name).then(|| raw_string_length(rest)).flatten() {
            length
        } else if letter == '"' {
            string_length(rest)
        } else if let Some(length) = char_literal_length(rest) {
            length
        } else {
            code.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        };
        code.push(' ');
        rest = &rest[length..];
    }
    code
}

fn block_comment_length(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn raw_string_length(text: &str) -> Option<usize> {
    let start = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = start.len() - start.trim_start_matches('#').len();
    let inside = start[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
    Some(text.len() - inside.len() + length)
}

fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, letter)| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// Of `'a'`, `'\n'` or `'"'`; a lifetime is none.
fn char_literal_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let first = 1 + escape.chars().next()?.len_utf8();
        return Some(1 + first + inside[first..].find('\'')? + 1);
    }
    let first = inside.chars().next()?.len_utf8();
    inside[first..].starts_with('\'').then_some(first + 2)
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every Rust file under `src/`, in order of path.
fn sources() -> Vec<Source> {
    let root = source_folder();
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of src/ can be read") {
            let path = entry.expect("an entry of src/ can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).expect("it was found below src/");
                let below = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                let text = fs::read_to_string(&path).expect("a source file can be read");
                sources.push(Source::new(&below, &text));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Each rule, tried on code that breaks it and on code that is near to it and right.
mod the_rules {
    use super::*;

    #[track_caller]
    fn breaks(rule: Rule, path: &str, text: &str) {
        assert!(!rule(&Source::new(path, text)).is_empty(), "not noticed in src/{path}: {text}");
    }

    #[track_caller]
    fn keeps(rule: Rule, path: &str, text: &str) {
        assert_eq!(rule(&Source::new(path, text)), Vec::<String>::new(), "src/{path}: {text}");
    }

    #[test]
    fn imports_up_are_noticed() {
        breaks(imports_point_down, "engine/scoring.rs", "use crate::model::Document;");
        breaks(imports_point_down, "engine/lib.rs", "fn f(d: &crate::analysis::Report) {}");
        breaks(imports_point_down, "engine/float.rs", "use crate::{engine::random, jobs::{Chunk, RunId}};");
        breaks(imports_point_down, "engine/float.rs", "use super::super::model::Document;");
        breaks(imports_point_down, "model.rs", "use crate :: exchange;");
        breaks(imports_point_down, "analysis/score.rs", "use crate::jobs::Chunk;");
        breaks(imports_point_down, "exchange/csv.rs", "use crate::app::files;");
        breaks(imports_point_down, "jobs/message.rs", "use crate::{\n    app,\n};");
        breaks(imports_point_down, "app/pages.rs", "use crate::js_api::rank;");
        breaks(imports_point_down, "js_api.rs", "use crate::app::Store;");
        breaks(imports_point_down, "extras.rs", "");
    }

    #[test]
    fn imports_down_and_aside_are_right() {
        keeps(
            imports_point_down,
            "engine/scoring/weights.rs",
            "use crate::engine::float; use super::matrix;",
        );
        keeps(imports_point_down, "engine.rs", "mod tests { use super::*; }");
        keeps(
            imports_point_down,
            "engine.rs",
            "//! Not of [`crate::model`].\n/* crate::app */ const A: &str = \"crate::app\";",
        );
        keeps(
            imports_point_down,
            "analysis/score.rs",
            "use crate::{engine::{stats, model as m}, model::Document};",
        );
        keeps(imports_point_down, "exchange/csv.rs", "use crate::analysis::Report;");
        keeps(imports_point_down, "app/actions.rs", "use crate::{jobs, analysis, app::format};");
        keeps(imports_point_down, "bin/page/main.rs", "use pmo_workbench::app;");
    }

    #[test]
    fn features_and_targets_are_noticed() {
        breaks(only_lib_asks_for_features, "app.rs", "#[cfg(feature = \"app\")] mod a;");
        breaks(
            only_lib_asks_for_features,
            "bin/page/main.rs",
            "#[cfg(all(test, not(feature = \"app\")))] mod a;",
        );
        breaks(only_lib_asks_for_features, "jobs.rs", "if cfg!(feature = \"app\") {}");
        breaks(
            only_lib_asks_for_features,
            "jobs.rs",
            "#[cfg_attr(feature = \"app\", derive(Debug))] struct A;",
        );
        keeps(only_lib_asks_for_features, "lib.rs", "#[cfg(feature = \"app\")] pub mod app;");
        keeps(only_lib_asks_for_features, "jobs.rs", "#[cfg(test)] mod tests { fn feature() {} }");
        breaks(nobody_asks_for_a_target, "lib.rs", "#[cfg(target_arch = \"wasm32\")] mod a;");
        breaks(
            nobody_asks_for_a_target,
            "engine/float.rs",
            "#[cfg(any(test, target_family = \"wasm\"))] fn a() {}",
        );
        keeps(
            nobody_asks_for_a_target,
            "jobs.rs",
            "// cfg(target_arch)\n#[cfg(test)] mod tests { let target_arch = 1; }",
        );
    }

    #[test]
    fn storage_and_workers_out_of_place_are_noticed() {
        let store = "window.local_storage().ok()";
        breaks(only_storage_touches_local_storage, "app/pages/office.rs", store);
        breaks(only_storage_touches_local_storage, "app/state/storage_notice.rs", store);
        keeps(only_storage_touches_local_storage, "app/state/storage.rs", store);
        keeps(only_storage_touches_local_storage, "app/state/storage/slots.rs", store);

        breaks(only_the_worker_pool_starts_workers, "app/pages.rs", "let w = web_sys::Worker::new(url);");
        breaks(only_the_worker_pool_starts_workers, "app/pages.rs", "let w = Worker::new(url);");
        breaks(only_the_worker_pool_starts_workers, "app/pages.rs", "use web_sys::{MessageEvent, Worker};");
        breaks(
            only_the_worker_pool_starts_workers,
            "app/pages.rs",
            "use web_sys::DedicatedWorkerGlobalScope;",
        );
        keeps(
            only_the_worker_pool_starts_workers,
            "app/worker_pool.rs",
            "use web_sys::Worker; Worker::new(url)",
        );
        keeps(
            only_the_worker_pool_starts_workers,
            "bin/page/main.rs",
            "use web_sys::DedicatedWorkerGlobalScope;",
        );
        keeps(only_the_worker_pool_starts_workers, "app/pages.rs", "let worker = SilentWorker::new(3);");

        breaks(only_the_message_codec_knows_the_wire, "jobs/dispatcher.rs", "serde_json::to_string(&chunk)");
        breaks(only_the_message_codec_knows_the_wire, "app/worker_pool.rs", "use serde_json as json;");
        keeps(only_the_message_codec_knows_the_wire, "jobs/message.rs", "serde_json::to_string(&chunk)");
        keeps(only_the_message_codec_knows_the_wire, "exchange/json.rs", "serde_json::to_string(&document)");
    }

    #[test]
    fn a_browser_clock_or_file_below_the_page_is_noticed() {
        breaks(only_the_page_knows_the_browser, "jobs/execute.rs", "use wasm_bindgen::JsValue;");
        breaks(only_the_page_knows_the_browser, "model.rs", "title: leptos::prelude::RwSignal<String>,");
        keeps(only_the_page_knows_the_browser, "app/files.rs", "use web_sys::Blob;");
        keeps(only_the_page_knows_the_browser, "js_api.rs", "use wasm_bindgen::prelude::*;");
        breaks(
            the_engine_has_no_clock_and_no_files,
            "engine/capacity.rs",
            "let start = std::time::Instant::now();",
        );
        breaks(the_engine_has_no_clock_and_no_files, "engine/capacity.rs", "use std::{cmp, fs::File};");
        breaks(the_engine_has_no_clock_and_no_files, "engine/value.rs", "use jiff::civil::Date;");
        keeps(the_engine_has_no_clock_and_no_files, "engine/capacity.rs", "use std::{cmp::Ordering, fmt};");
        keeps(the_engine_has_no_clock_and_no_files, "exchange/csv.rs", "use std::io;");
    }

    #[test]
    fn a_second_name_for_the_engine_is_noticed() {
        breaks(the_engine_has_one_name, "analysis/score.rs", "use pmo_engine::scoring;");
        keeps(the_engine_has_one_name, "analysis/score.rs", "use crate::engine::scoring;");
        keeps(the_engine_has_one_name, "lib.rs", "pub use pmo_engine as engine;");
    }

    #[test]
    fn platform_mathematics_in_the_engine_is_noticed() {
        let rule = the_engine_has_no_platform_mathematics;
        for function in PLATFORM_FUNCTIONS {
            breaks(rule, "engine/stats.rs", &format!("let y = (x + 1.0).{function}(2.0);"));
            breaks(rule, "engine/stats.rs", &format!("let y = x.map(f64::{function});"));
        }
        breaks(rule, "engine/stats.rs", "let y = x\n    .exp()\n    .sqrt();");
        keeps(rule, "engine/float.rs", "pub fn exp(x: f64) -> f64 { libm::exp(x) }");
        keeps(rule, "engine/stats.rs", "float::ln(x).sqrt().mul_add(2.0, 1.0).expect_all().logarithm()");
        keeps(rule, "app/chart/axis.rs", "let step = range.log10();");
    }

    #[test]
    fn markup_and_empty_names_are_noticed() {
        breaks(no_text_becomes_markup, "app/pages.rs", "view! { <p inner_html=name /> }");
        breaks(no_text_becomes_markup, "app/pages.rs", "element.set_inner_html(&name);");
        keeps(no_text_becomes_markup, "app/pages.rs", "// never inner_html\nview! { <p>{name}</p> }");
        breaks(names_say_what_they_hold, "app/utils.rs", "");
        breaks(names_say_what_they_hold, "app/common/table.rs", "");
        breaks(names_say_what_they_hold, "app.rs", "mod helpers { }");
        breaks(names_say_what_they_hold, "engine/scoring/mod.rs", "");
        keeps(names_say_what_they_hold, "app/format.rs", "mod tests { fn common() {} }");
    }

    #[test]
    fn a_layer_without_words_is_noticed() {
        assert!(says_what_it_is(&Source::new("jobs.rs", "//! Work in chunks.\n")));
        assert!(!says_what_it_is(&Source::new("jobs.rs", "//!\npub mod message;")));
        assert!(!says_what_it_is(&Source::new("jobs.rs", "pub mod message;")));
    }

    #[test]
    fn only_code_is_read_as_code() {
        assert_eq!(words(&code_of("a // b\nc /* d /* e */ f */ g")).collect::<Vec<_>>(), ["a", "c", "g"]);
        assert_eq!(words(&code_of(r#"a("b \" // c", '"', '\'', 'd') e"#)).collect::<Vec<_>>(), ["a", "e"]);
        assert_eq!(words(&code_of("r#\"a \" b\"# c br\"d\" for\"e\"")).collect::<Vec<_>>(), ["c", "for"]);
        assert_eq!(words(&code_of("fn f<'a>(b: &'a str) -> char { '\\u{41}' }")).last(), Some("char"));
    }
}
