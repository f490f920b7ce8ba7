//! The native command line, for scripts and scheduled reports.
//!
//! Arguments in, tables or JSON out; every answer comes from the library, by the
//! same ways as in the page. The exit code is 0 if the command did what it says,
//! 1 if a document has errors or cannot be used (stderr says where and how to
//! mend it), 2 if the arguments make no sense.

mod agreement;
mod assess;
mod ballots;
mod check;
mod compare;
mod exchange;
mod experiments;
mod input;
mod output;
mod rank;
mod roadmap;
mod sample;
mod select;
mod shards;
mod simulate;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use pmo_workbench::model::envelope;

use output::{Answer, Failure};

/// Prioritise, simulate and assess a project portfolio.
///
/// FILE is a portfolio as the page saves it, or - for standard input.
#[derive(Parser)]
#[command(name = "pmo", version, arg_required_else_help = true, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print a portfolio that comes with the program, or list them.
    Sample(sample::Arguments),
    /// Say what is wrong with a portfolio, where, and how to mend it.
    Check(check::Arguments),
    /// Score and rank the initiatives.
    Rank(rank::Arguments),
    /// Select the best portfolio within money, people and rules.
    Select(select::Arguments),
    /// Simulate the plan with the people there are.
    Simulate(simulate::Arguments),
    /// Put the parts of a run together that `pmo simulate --from --to` wrote.
    Merge(shards::Arguments),
    /// Put scenarios beside each other: value, cost, people, dates, and what each changes.
    Compare(compare::Arguments),
    /// Score an assessment of the project office.
    Assess(assess::Arguments),
    /// Plan what the project office should improve in which quarter.
    Roadmap(roadmap::Arguments),
    /// Ask several people, and take their answers in.
    Ballots(ballots::Arguments),
    /// Make a portfolio of another program's file, or of an earlier version's.
    Import(exchange::ImportArguments),
    /// Write a portfolio for another program.
    Export(exchange::ExportArguments),
    /// Print the JSON Schema of a portfolio.
    Schema,
}

/// Where the document is.
#[derive(clap::Args)]
struct Source {
    /// Portfolio to open; - is standard input.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments.command) {
        Ok(answer) => output::print(&answer),
        Err(failure) => output::report(&failure),
    }
}

fn run(command: &Command) -> Result<Answer, Failure> {
    match command {
        Command::Sample(arguments) => Ok(sample::run(arguments)),
        Command::Check(arguments) => check::run(arguments),
        Command::Rank(arguments) => rank::run(arguments),
        Command::Select(arguments) => select::run(arguments),
        Command::Simulate(arguments) => simulate::run(arguments),
        Command::Merge(arguments) => shards::merge(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Assess(arguments) => assess::run(arguments),
        Command::Roadmap(arguments) => roadmap::run(arguments),
        Command::Ballots(arguments) => ballots::run(arguments),
        Command::Import(arguments) => exchange::import(arguments),
        Command::Export(arguments) => exchange::export(arguments),
        Command::Schema => Ok(Answer::text(envelope::schema())),
    }
}
