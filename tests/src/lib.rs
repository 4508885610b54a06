//! What the suites share: the corpus of published forms, made-up forms of every edition, and the page on scoring rules.

#![expect(clippy::panic, reason = "this crate is test code from end to end")]

pub mod corpus;
pub mod generate;
pub mod rules;
pub mod variants;
