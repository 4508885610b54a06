//! The texts that a workbook keeps once and its cells refer to.

use std::borrow::Cow;

/// Many texts in one piece of memory: a file of empty ones costs four bytes for each.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        self.ends.push(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
    }

    /// The text of that index.
    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let start = if index == 0 { 0 } else { *self.ends.get(index - 1)? };
        self.all.get(start as usize..*self.ends.get(index)? as usize)
    }
}

/// Line breaks become `\n`, the only one that cells know.
pub(crate) fn unify_breaks(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text.into() }
}

/// Undoes the `_x000D_` escapes of Office Open XML (ECMA-376 Part 1, 22.4.2.4). Characters that no XML may hold go.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(2..6).filter(|_| rest.get(6..7) == Some("_"));
        let code = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        if let Some(code) = code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
            plain.extend(char::from_u32(code).filter(|c| is_printable(*c)));
            rest = &rest[7..];
        } else {
            plain.push_str("_x");
            rest = &rest[2..];
        }
    }
    plain.push_str(rest);
    plain.into()
}

/// True for what a cell's text may hold: no control characters but tab and line breaks, no non-characters.
pub(crate) fn is_printable(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_index() {
        let mut texts = Texts::default();
        for text in ["甲", "", "乙丙"] {
            texts.push(text);
        }
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], [Some("甲"), Some(""), Some("乙丙")]);
        assert_eq!(texts.get(3), None);
        assert_eq!(texts.get(usize::MAX), None);
    }

    #[test]
    fn escapes_are_undone() {
        let cases = [
            ("甲_x000D_\n乙", "甲\r\n乙"),
            ("_x005F_x0041_", "_x0041_"),
            ("_x0041_", "A"),
            ("a_x1_b", "a_x1_b"),
            ("_x00G1_", "_x00G1_"),
            ("_x0001_甲", "甲"),
            ("_x甲甲_", "_x甲甲_"),
            ("plain", "plain"),
        ];
        for (text, expected) in cases {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }
}
