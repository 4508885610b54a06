//! The use cases as the window and the command line have them, on a real disk.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod check_report;
mod collect;
mod declared;
mod desk;
mod desk_findings;
mod direction;
mod earlier;
mod editions;
mod entry;
mod errors;
mod evidence;
mod extremes;
mod find;
mod large_export;
mod library;
mod lost;
mod made;
mod naming;
mod next_year;
mod odd_files;
mod overview;
mod own_layouts;
mod pasted;
mod purged;
mod rollup;
mod rules_chosen;
mod shape;
mod spots;
mod stale;
mod watched;
