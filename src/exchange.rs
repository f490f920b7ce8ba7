//! Between the document and the world outside: files of other tools, and the browser's storage.
//!
//! Text of a table goes through [`table`] (bytes to cells), [`cell`] (cell to
//! value) and [`initiative_list`] (rows to one edit, with everything that is
//! wrong named by row, column, reason and remedy); [`csv`] writes what they
//! read. [`ballot`] carries opinions out and back. Nothing here changes a document: an import ends in an
//! [`Edit`](crate::model::edit::Edit) or in a new document.

pub mod ballot;
pub mod cell;
pub mod csv;
pub mod initiative_list;
pub mod psplib;
pub mod psplib_document;
pub mod table;
pub mod vault;
