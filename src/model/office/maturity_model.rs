//! stub until merge
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct StatementId(u8, u8);
impl StatementId { /// n
 pub fn number(self) -> u32 { u32::from(self.0) * 100 + u32::from(self.1) } }
impl std::fmt::Display for StatementId { fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { write!(f, "{}.{}", self.0, self.1) } }
