//! The command line: the use cases of `jixiao-app` without a window. A library, since the package's one program is the window and this.
//!
//! Results go to standard output, messages to standard error. Exit codes: 0 done, 1 done with forms or cells not understood,
//! 2 nothing could be done.

#[macro_use]
mod output;

mod arguments;
mod audit;
#[cfg(feature = "parquet")]
mod audit_tables;
#[cfg(not(feature = "parquet"))]
#[path = "without_tables.rs"]
mod audit_tables;
mod books;
mod catalogue;
mod check;
mod collect;
mod edition;
mod files;
mod messages;
#[cfg(feature = "browser")]
mod open;
#[cfg(not(feature = "browser"))]
#[path = "without_browser.rs"]
mod open;
mod outcome;
mod progress;
mod read;
mod report;
mod rules;
mod score;
mod summary;
mod table;
mod template;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use jixiao_app::unexpected::{caught, silence_panics};

use arguments::Command;
use outcome::Outcome;

/// Does what these arguments ask for, the first of which is the program's name; gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    jixiao_app::use_installed_faces();
    let arguments = match arguments::parse(arguments) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    silence_panics();
    match caught(|| obey(&arguments.command)).and_then(output::written) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Incomplete) => ExitCode::from(1),
        Ok(Outcome::Nothing) => ExitCode::from(2),
        Err(error) => {
            messages::error(&error);
            ExitCode::from(2)
        }
    }
}

fn obey(command: &Command) -> Result<Outcome> {
    match command {
        Command::Open(arguments) => open::run(arguments),
        Command::Read(arguments) => read::run(arguments),
        Command::Score(arguments) => score::run(arguments),
        Command::Template(arguments) => template::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Summary(arguments) => summary::run(arguments),
        Command::Collect(arguments) => collect::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Audit(arguments) => audit::run(arguments),
        Command::Edition(arguments) => edition::run(&arguments.command),
        Command::Rules(arguments) => rules::run(arguments),
    }
}
