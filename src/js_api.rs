//! The engine as an ES module: what JavaScript may call.
