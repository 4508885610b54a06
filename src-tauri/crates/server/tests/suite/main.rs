//! The program as whatever can reach its port finds it: the page that it opened, other pages, other machines.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod client;
mod lifetime;
mod picking;
mod refusals;
