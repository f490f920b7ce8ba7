//! `pmo sample`: the portfolios that come with the program.

use clap::builder::PossibleValuesParser;
use pmo_workbench::model::sample::{self, SAMPLES};

use crate::output::Answer;
use crate::table::{Side, Table};

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
    let mut table = Table::new(&[("Key", Side::Left), ("Name", Side::Left), ("Shows", Side::Left)]);
    for sample in &SAMPLES {
        table.row([sample.key, sample.name, sample.description].map(str::to_owned));
    }
    table.to_string()
}
