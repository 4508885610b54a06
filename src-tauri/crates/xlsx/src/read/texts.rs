//! What a cell's text may hold.

use std::borrow::Cow;

/// Line breaks become `\n`, the only one that cells know.
pub(crate) fn unify_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// True for what a cell's text may hold: no control characters but tab and line breaks, no non-characters.
pub(crate) fn is_printable(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
