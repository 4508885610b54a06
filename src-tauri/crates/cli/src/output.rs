//! Standard output and standard error. A reader that stops reading (`| head`) is no mistake: the work is done all the same.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::OnceLock;

use anyhow::{Result, anyhow};
use jixiao_app::{describe_io_error, is_direction};
use serde::Serialize;

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

/// Writes a part of the result. Names come from files that anybody may have made: what they hold is shown, not obeyed.
pub fn result(text: Arguments) {
    write_result(&visible(&text.to_string()));
}

/// Writes a result as JSON, in which such characters are escaped.
pub fn json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let escaped = |c: char| if is_odd(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    write_result(&(text.chars().map(escaped).collect::<String>() + "\n"));
    Ok(())
}

/// A text with its control and direction characters made visible: a terminal obeys them, hides what was printed before and turns
/// names around.
pub fn visible(text: &str) -> String {
    let shown = |c: char| match u32::from(c) {
        code @ 0..0x20 if is_odd(c) => char::from_u32(0x2400 + code).unwrap_or(c).to_string(),
        code if is_odd(c) => format!("⟨U+{code:04X}⟩"),
        _ => c.to_string(),
    };
    if text.contains(is_odd) { text.chars().map(shown).collect() } else { text.to_owned() }
}

fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || is_direction(c)
}

fn write_result(text: &str) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush())
        && error.kind() != ErrorKind::BrokenPipe
    {
        FAILED.get_or_init(|| error);
    }
}

/// Writes a message. Where that fails there is nobody to tell.
pub fn message(text: Arguments) {
    drop(io::stderr().lock().write_all(visible(&text.to_string()).as_bytes()));
}

/// `outcome`, unless a part of the result could not be written.
pub fn written<T>(outcome: T) -> Result<T> {
    match FAILED.get() {
        Some(error) => Err(anyhow!("写不出结果；{}", describe_io_error(error))),
        None => Ok(outcome),
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        for (text, shown) in [
            ("某局\t甲\n乙", "某局\t甲\n乙"),
            ("\u{1b}[31m红\u{7}", "␛[31m红␇"),
            ("a\u{202e}xslx.exe", "a⟨U+202E⟩xslx.exe"),
            ("\u{9b}2J\u{7f}", "⟨U+009B⟩2J⟨U+007F⟩"),
            ("甲\r乙", "甲␍乙"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }
}
