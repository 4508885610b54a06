use rusqlite_migration::{M, Migrations};

/// The file extension of a document, without the dot.
pub const EXTENSION: &str = "jixiao";

/// Marks a database as a document (`JXZP`), at offset 68 of the file.
pub(crate) const APPLICATION_ID: i64 = 0x4A58_5A50;

/// Steps from nothing to the present format, in order. One that was ever released is never changed: a new one follows it.
///
/// A step that renames or removes a column of a [`RECORDED`] table has to do the same in the JSON of `row_change`, and a new
/// column needs a default, or what was done before can no longer be undone.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("../migrations/0001_document.sql")),
    M::up(include_str!("../migrations/0002_links.sql")),
    M::up(include_str!("../migrations/0003_sources.sql")),
    M::up(include_str!("../migrations/0004_library.sql")),
    M::up(include_str!("../migrations/0005_open_forms.sql")),
    M::up(include_str!("../migrations/0006_agency.sql")),
    M::up(include_str!("../migrations/0007_editions.sql")),
    M::up(include_str!("../migrations/0008_lineage.sql")),
    M::up(include_str!("../migrations/0009_evidence.sql")),
];

/// The present format, as `user_version` counts it.
#[expect(clippy::cast_possible_wrap, reason = "a handful of steps")]
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// The steps for the runner.
pub(crate) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);

/// Tables that changes touch, parents first; all others hold the journal, and layouts, which stay.
pub(crate) const RECORDED: [&str; 14] = [
    "document",
    "form",
    "form_text",
    "fund",
    "goal",
    "indicator",
    "waiver",
    "confirmed",
    "link",
    "own_words",
    "source",
    "collected",
    "library",
    "evidence",
];
