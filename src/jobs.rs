//! Simulation work in chunks: what to send where, and what came back.
