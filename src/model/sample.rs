//! Portfolios that come with the program: one of real projects, one small, one empty.
//!
//! Each is a file as any other, in the text that [`envelope::save`] writes, and
//! is opened the way a stranger's file is.
//!
//! Source of the first: UK Government Major Projects Portfolio, March 2023
//! (Infrastructure and Projects Authority), Open Government Licence v3.0; its
//! note says which figures are published and which are ours.

use super::document::Document;
use super::envelope;

/// A portfolio to look at or to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// Short and unchanging, for links and the command line.
    pub key: &'static str,
    /// A few words.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub description: &'static str,
    text: &'static str,
}

/// All samples; the first is what a new visitor sees.
pub const SAMPLES: [Sample; 5] = [
    Sample {
        key: "gmpp",
        name: "Government digital portfolio",
        description: "40 published projects of the UK government, 16 of them in a plan that asks too much of a few \
                      roles, and five people who disagree about the office.",
        text: include_str!("sample/gmpp.json"),
    },
    Sample {
        key: "solo",
        name: "One-person project office",
        description: "Nine initiatives of an invented firm, and what its people can do, kept by one person.",
        text: include_str!("sample/solo.json"),
    },
    Sample {
        key: "nine",
        name: "Nine views of one office",
        description: "Nine people who disagree about an invented project office, a round of a year before, its leader \
                      and three peers.",
        text: include_str!("sample/nine.json"),
    },
    Sample {
        key: "network",
        name: "Network of offices",
        description: "A template: an office for a whole invented firm, three others, what they share, and what they look \
                      after together.",
        text: include_str!("sample/network.json"),
    },
    Sample {
        key: "empty",
        name: "Empty portfolio",
        description: "Three criteria to start with and nothing else.",
        text: include_str!("sample/empty.json"),
    },
];

/// The sample of that key, if there is one.
pub fn find(key: &str) -> Option<&'static Sample> {
    SAMPLES.iter().find(|sample| sample.key == key)
}

impl Sample {
    /// The sample as a document of its own.
    ///
    /// # Panics
    ///
    /// Never: the text is part of the program and is opened in its tests.
    pub fn document(&self) -> Document {
        envelope::open(self.text).expect("shipped samples open: a test opens each").document
    }

    /// The sample as the text of a file.
    pub fn text(&self) -> &'static str {
        self.text
    }
}
