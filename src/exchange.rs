//! Between the document and the world outside: files of other tools, and the browser's storage.

pub mod psplib;
pub mod psplib_document;
pub mod vault;
