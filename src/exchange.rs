//! Other tools' files and our own.

pub mod psplib;
pub mod psplib_document;
