//! Charts: pure geometry here, thin views over it.
