//! What the suites share: the corpus of published forms, and made-up forms of every edition.

pub mod corpus;
pub mod generate;
