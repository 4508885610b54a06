//! The command line as a program of its own.

use std::process::ExitCode;

fn main() -> ExitCode {
    jixiao_cli::run(std::env::args_os())
}
