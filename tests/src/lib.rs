//! What the suites share: the corpus of published forms, and made-up forms of every edition.

#![expect(clippy::panic, reason = "this crate is test code from end to end")]

pub mod corpus;
pub mod generate;
