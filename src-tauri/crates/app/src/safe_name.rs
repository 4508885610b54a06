//! Names of files made of texts: what every system accepts, and short enough for it.

use jixiao_model::is_invisible;

/// Characters of a name; longer ones nobody reads.
const MAX_CHARS: usize = 60;

/// Bytes of a name. Systems allow 255: the rest is for a number, the ending and what a temporary file adds.
const MAX_BYTES: usize = 200;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A file name made of a text: characters that Windows forbids become `_`, those that nobody sees are left out,
/// at most 60 characters and 200 bytes, never blank.
#[must_use]
pub fn safe_name(text: &str) -> String {
    safe_title(text, "")
}

/// The same for a text with an ending that tells files apart, such as the year and what it is: the text is shortened, the ending
/// stays.
#[must_use]
pub fn safe_title(text: &str, ending: &str) -> String {
    let (text, ending) = (clean(text.trim()), clean(ending));
    let ending = shortened(&ending, MAX_CHARS, MAX_BYTES);
    let text = shortened(
        &text,
        MAX_CHARS.saturating_sub(ending.chars().count()),
        MAX_BYTES.saturating_sub(ending.len()),
    );
    let name = format!("{text}{ending}");
    let name = name.trim_matches(['.', ' ']);
    let is_device = |name: &str| DEVICES.iter().any(|device| device.eq_ignore_ascii_case(name));
    match name {
        "" => "未命名".to_owned(),
        name if is_device(name.split('.').next().unwrap_or_default()) => format!("_{name}"),
        name => name.to_owned(),
    }
}

/// Whether a text is short enough to be a name.
pub fn is_short(text: &str) -> bool {
    text.len() <= MAX_BYTES && text.chars().count() <= MAX_CHARS
}

/// Characters that a name has beside these.
pub fn chars_beside(text: &str) -> usize {
    let chars = MAX_CHARS.saturating_sub(text.chars().count());
    // As many as fit, whatever they are.
    chars.min(MAX_BYTES.saturating_sub(text.len()) / char::MAX.len_utf8())
}

fn clean(text: &str) -> String {
    let forbidden = |c: char| c.is_control() || "\\/:*?\"<>|".contains(c);
    let shown = text.chars().filter(|c| !is_invisible(*c));
    shown.map(|c| if forbidden(c) { '_' } else { c }).collect()
}

fn shortened(text: &str, chars: usize, bytes: usize) -> String {
    let mut short = String::new();
    for c in text.chars().take(chars) {
        if short.len() + c.len_utf8() > bytes {
            break;
        }
        short.push(c);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_every_system_accepts() {
        for (text, name) in [
            ("中职/国家: 奖学金?", "中职_国家_ 奖学金_"),
            (" .. ", "未命名"),
            ("a\u{202e}xslx.b\u{2066}", "axslx.b"),
            ("甲\u{1b}[31m乙\n", "甲_[31m乙"),
            ("nul", "_nul"),
            ("Com1.表", "_Com1.表"),
            ("comedy", "comedy"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
    }

    #[test]
    fn a_name_is_short_and_keeps_its_ending() {
        for long in ["长".repeat(200), "𠮷".repeat(200), "x".repeat(999)] {
            let name = safe_title(&long, "2023年度绩效自评表");
            assert!(is_short(&name) && name.ends_with("2023年度绩效自评表"), "{name}");
            assert!(name.chars().count() > 40, "{name}");
            assert!(is_short(&safe_name(&long)));
            assert!(is_short(&safe_title("某局", &long)));
        }
    }
}
