//! Portfolios that come with the program.
