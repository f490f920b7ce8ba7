//! `pmo sample`: the portfolios that come with the program.

use clap::builder::PossibleValuesParser;
use pmo_workbench::model::sample::{self, SAMPLES, Sample};

use crate::output::Answer;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Which to print, as the text of a file; all are listed without it.
    #[arg(value_parser = PossibleValuesParser::new(SAMPLES.map(|sample| sample.key)))]
    name: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Answer {
    match arguments.name.as_deref().and_then(sample::find) {
        Some(sample) => Answer::text(sample.text().to_owned()),
        None => Answer::text(list()),
    }
}

fn list() -> String {
    let line = |sample: &Sample| format!("{:<7}{}\n       {}\n", sample.key, sample.name, sample.description);
    SAMPLES.iter().map(line).collect::<Vec<_>>().join("\n")
}
