//! What a cell's text may hold.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a text its declaration of an encoding is looked for, as browsers do.
const DECLARATION_BYTES: usize = 1024;

/// The text of XML or HTML: by its byte order mark, else as it says itself where that holds, else UTF-8 or GB18030.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    let encoding = declared(bytes);
    match std::str::from_utf8(bytes) {
        // Many programs say GB2312 and write UTF-8; text that is valid UTF-8 by chance is too rare to count.
        Ok(text) if !is_wide(encoding) => text.to_owned(),
        Ok(_) | Err(_) => encoding.unwrap_or(GB18030).decode_without_bom_handling(bytes).0.into_owned(),
    }
}

fn is_wide(encoding: Option<&'static Encoding>) -> bool {
    encoding.is_some_and(|encoding| encoding == UTF_16LE || encoding == UTF_16BE)
}

/// The encoding that a text names in its declaration or in a meta element; wide ones show by their zero bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]).to_lowercase();
    let label = ["encoding=", "charset="].iter().find_map(|key| head.split_once(key))?.1;
    let label: String = label
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A text whose declaration can be read byte by byte is not wide; all Chinese encodings here are parts of GB18030,
    // and text that calls itself UTF-8 and is none is what Chinese Windows makes.
    let is_chinese = matches!(encoding.name(), "GBK" | "gb18030");
    if is_wide(Some(encoding)) || is_chinese || encoding == UTF_8 { Some(GB18030) } else { Some(encoding) }
}

/// Line breaks become `\n`, the only one that cells know.
pub(crate) fn unify_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// True for what a cell's text may hold: no control characters but tab and line breaks, no non-characters.
pub(crate) fn is_printable(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A number without the marks of writing direction that mail programs and calculators put around it; `None` for any
/// other text, whose characters all stay.
pub(crate) fn number_without_marks(text: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    if !text.contains(is_mark) {
        return None;
    }
    let number: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let is_number = number.chars().any(|c| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || " .,-+%".contains(c));
    is_number.then_some(number)
}
