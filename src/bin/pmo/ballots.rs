//! `pmo ballots`: opinions of several people, taken into a portfolio.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use pmo_workbench::exchange::ballot::merge::{Fate, Merge, MergeRow};
use pmo_workbench::exchange::ballot::statements::StatementChoice;
use pmo_workbench::exchange::ballot::{Ballot, BallotRequest, Piece, read_bytes};
use pmo_workbench::model::envelope;

use crate::Source;
use crate::agreement;
use crate::assess;
use crate::input;
use crate::output::{Answer, Failure, name_of, note};
use crate::table::counted;

#[derive(Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print what a portfolio's workshop, or an assessment of its office, asks: the file that people answer.
    Ask {
        #[command(flatten)]
        source: Source,
        /// Ask the maturity statements of the latest assessment, or of the one with this name.
        #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
        assessment: Option<String>,
        /// Only the statements of the short form.
        #[arg(long, requires = "assessment")]
        short: bool,
        /// The statements on the organisation too.
        #[arg(long, requires = "assessment")]
        organisation: bool,
    },
    /// Print the portfolio with the answers taken in; what does not fit is listed on standard error.
    Merge {
        #[command(flatten)]
        source: Source,
        /// Ballots: files that the form saved, or texts that people sent.
        #[arg(required = true, value_name = "BALLOT")]
        ballots: Vec<PathBuf>,
        /// Let a ballot replace what its person has said in this round.
        #[arg(long)]
        replace: bool,
    },
    /// Say how far people agree (Kendall's W, spread per criterion) and what they should talk about.
    Report(agreement::Arguments),
}

pub(crate) fn run(arguments: &Arguments) -> Result<Answer, Failure> {
    match &arguments.command {
        Command::Ask { source, assessment, short, organisation } => {
            let document = input::document(&source.file)?;
            let Some(name) = assessment else {
                return Ok(Answer::text(BallotRequest::of(&document).to_json()));
            };
            let name = Some(name.as_str()).filter(|name| !name.is_empty());
            let assessment =
                assess::find(&document, name).map_err(|problem| Failure::of(&source.file, &problem))?;
            let choice = StatementChoice { is_short: *short, with_organisation: *organisation };
            let model = assessment.model();
            Ok(Answer::text(BallotRequest::of_assessment(&document, assessment, &model, choice).to_json()))
        }
        Command::Merge { source, ballots, replace } => merge(source, ballots, *replace),
        Command::Report(arguments) => agreement::run(arguments),
    }
}

/// Exit code 1 if a ballot could not be read or used at all; what could is taken in nevertheless.
fn merge(source: &Source, files: &[PathBuf], replace: bool) -> Result<Answer, Failure> {
    let mut document = input::document(&source.file)?;
    let mut ballots: Vec<Ballot> = Vec::new();
    let mut is_good = true;
    for file in files {
        for piece in read_bytes(&input::bytes(file)?) {
            match piece {
                Ok(Piece::Ballot(ballot)) => ballots.push(ballot),
                Ok(Piece::Request(_)) => {
                    is_good = false;
                    note(&format!("pmo: {}: it holds the questions, not somebody's answers", name_of(file)));
                }
                Err(error) => {
                    is_good = false;
                    note(&format!("pmo: {}: {error}", name_of(file)));
                }
            }
        }
    }
    let merge = Merge::of(&document, &ballots);
    let takes = |index: usize| replace || !matches!(merge.rows[index].fate, Fate::Replaces);
    for (index, row) in merge.rows.iter().enumerate() {
        is_good &= row.fate != Fate::Unusable;
        report(row, takes(index));
    }
    if let Some(edit) = merge.edit(&document, takes) {
        edit.apply(&mut document).map_err(|error| Failure::of(&source.file, &error))?;
    }
    Ok(Answer::text(envelope::save(&document)).good_if(is_good))
}

fn report(row: &MergeRow, is_taken: bool) {
    let fate = match row.fate {
        Fate::New => "new",
        Fate::Answers => "answers",
        Fate::Replaces if is_taken => "replaces the answers before",
        Fate::Replaces => "left out: has answered already; --replace takes the later ballot",
        Fate::Unchanged => "has said this already",
        Fate::Superseded => "left out: a later ballot of the same person is among these",
        Fate::Unusable => "left out: nothing of it fits",
    };
    let taken = counted(row.taken(), row.unit());
    note(&format!("pmo: {}: {fate}, {taken} of {} fit", row.person, row.given));
    for remark in &row.remarks {
        note(&format!("pmo: {}: {remark}", row.person));
    }
}
