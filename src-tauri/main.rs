//! Opens the window, or is the command line.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

/// What the program is started with to be the command line, by `jixiao` of the package (packaging/jixiao).
const COMMANDS: &str = "--commands";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|first| first == COMMANDS) {
        return jixiao_cli::run(arguments.into_iter().skip(1));
    }
    match jixiao_shell::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
