//! What a page may ask of the program, whatever shows the page: a window or the machine's own browser.
//!
//! Each command is a plain function over a [`Session`], declared once in `table.rs`; whoever shows the page is its [`Host`].

#![expect(clippy::needless_pass_by_value, reason = "a command owns what the page sends")]
#![expect(clippy::unnecessary_wraps, reason = "every command may fail")]

mod about;
mod collect;
mod command;
mod department;
mod document;
mod edition;
mod evidence;
mod export;
mod form;
mod host;
mod import;
mod leaving;
mod library;
mod opening;
mod overview;
mod picker;
mod pulse;
mod saving;
mod session;
mod typescript;
mod watching;

use std::sync::Arc;

use jixiao_app::unexpected::{caught, inject};
use serde_json::Value;

use about::{about, set_title, sounds};
use collect::{collect_pick, collect_take};
use command::Entry;
use department::{
    candidates, confirm_links, disclosure, export_summary, fill_rollup, link, next_year, next_year_words,
    rollup, set_own_words,
};
use document::{
    backups, change_list, close_document, create_document, document, history, leave, open_document,
    open_handed, open_recent, open_sample, purge, purgeable, redo, restore_backup, set_agency, start, stay,
    undo,
};
use edition::{export_edition, import_edition};
use evidence::{attach_evidence, detach_evidence, export_evidence, open_evidence};
use export::{
    cancel, export_findings, export_forms, file_name_pattern, hidden_in_public, preview, print_forms,
    show_folder,
};
use form::{
    change_row, edit, edition_change, find, findings, form, mend, mends, replace, row_detail, unwaive, waive,
};
use import::{
    import_declared, import_detail, import_handed, import_name, import_pasted, import_pick, import_take,
    import_years,
};
use library::{library, library_add, library_remove};
use overview::{overview, print_page};
use saving::{keep_spot, lost, pulse, save_as, save_back, save_copy, spot};

pub use command::Answer;
pub use host::{Host, Question, Wanted};
pub use leaving::ask_to_leave;
pub use opening::{deliver, first_start};
pub use pulse::Pulse;
pub use session::{CommandResult, Session};
pub use watching::Watch;

macro_rules! commands {
    ($($name:ident($($argument:ident),*);)*) => {
        const COMMANDS: &[Entry] = &[$(Entry {
            name: stringify!($name),
            call: |session, arguments| command::call($name, &[$(stringify!($argument)),*], session, arguments),
            signature: || command::signature($name, stringify!($name), &[$(stringify!($argument)),*]),
        }),*];
    };
}
include!("table.rs");

/// Runs a command. One that panics is answered with an error, since a page that waits for an answer in vain can do nothing any more.
///
/// # Errors
/// Those of the command; and there is none of this name, or it takes other arguments.
pub fn call(session: &Arc<Session>, name: &str, arguments: &Value) -> CommandResult<Answer> {
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Err(command::malformed());
    };
    caught(|| {
        inject(name);
        Ok((command.call)(session, arguments))
    })
    .map_err(session::error_message)?
}

/// The commands as TypeScript sees them: the text of `ui/src/wire/commands.ts`.
#[must_use]
pub fn typescript() -> String {
    let signatures: Vec<_> = COMMANDS.iter().map(|command| (command.signature)()).collect();
    typescript::typescript(&signatures)
}
