//! Standard output and standard error. A reader that stops reading (`| head`) is no mistake: the work is done all the same.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use anyhow::{Result, anyhow};
use jixiao_app::describe_io_error;

/// Why a result could not be written.
static FAILED: OnceLock<io::Error> = OnceLock::new();

/// As in the standard library, but does not panic.
macro_rules! print {
    ($($part:tt)*) => { $crate::output::result(format_args!($($part)*)) };
}

/// As in the standard library, but does not panic.
macro_rules! println {
    ($($part:tt)*) => { $crate::output::result(format_args!("{}\n", format_args!($($part)*))) };
}

/// As in the standard library, but does not panic.
macro_rules! eprintln {
    ($($part:tt)*) => { $crate::output::message(format_args!("{}\n", format_args!($($part)*))) };
}

/// Writes a part of the result.
pub fn result(text: Arguments) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_fmt(text).and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        FAILED.get_or_init(|| error);
    }
}

/// Writes a message. Where that fails there is nobody to tell.
pub fn message(text: Arguments) {
    drop(io::stderr().lock().write_fmt(text));
}

/// `outcome`, unless a part of the result could not be written.
pub fn written<T>(outcome: T) -> Result<T> {
    match FAILED.get() {
        Some(error) => Err(anyhow!("写不出结果；{}", describe_io_error(error))),
        None => Ok(outcome),
    }
}
