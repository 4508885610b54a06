//! What the suites share: the corpus of published forms, made-up forms of every edition, and the pages on checks and scoring rules.

#![expect(clippy::panic, reason = "this crate is test code from end to end")]

pub mod checks;
pub mod corpus;
pub mod generate;
pub mod libreoffice;
pub mod offices;
pub mod openxml_audit;
pub mod rules;
pub mod tables;
pub mod variants;
