//! Long work in chunks: what to send where, and what came back.
//!
//! [`job`] says what can be split, [`message`] is the wire between the page and its workers, [`execute`] what a
//! worker does with a message, [`dispatcher`] who works on which chunk. All of
//! it runs anywhere: the page drives it with real workers, the command line and
//! the tests through [`dispatcher::run_here`], by the same messages; [`selected`] selects a portfolio that way.

pub mod dispatcher;
pub mod execute;
pub mod job;
pub mod message;
pub mod selected;
