//! The project office itself: its mandate, its services and how mature it is.

pub mod maturity_model;
