//! Other tools' files and our own.

pub mod psplib;
