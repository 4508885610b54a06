//! Cell references: `B3`, `$A$1:$I$24`, `'01 某项目'!$A$1:$I$24`.

use jixiao_sheet::{Address, Area};

/// Reads `B3` or `$B$3`; `None` for anything else.
pub(crate) fn address(text: &str) -> Option<Address> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let letters = text.find(|c: char| !c.is_ascii_alphabetic())?;
    let (column, row) = text.split_at(letters);
    let row = row.strip_prefix('$').unwrap_or(row);
    if letters == 0 || letters > 3 || row.len() > 7 || !row.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let value = |c: u8| u32::from(c.to_ascii_uppercase() - b'A') + 1;
    let column = column.bytes().fold(0, |sum, letter| sum * 26 + value(letter)) - 1;
    let row = row.parse::<u32>().ok()?.checked_sub(1)?;
    Some(Address::new(row, column))
}

/// Reads `A1:I24`, or `A1` as an area of one cell. Corners may come in any order.
pub(crate) fn area(text: &str) -> Option<Area> {
    let (one, other) = text.split_once(':').unwrap_or((text, text));
    Some(spanning(address(one)?, address(other)?))
}

/// The smallest area that holds both cells.
pub(crate) fn spanning(one: Address, other: Address) -> Area {
    Area {
        first: Address::new(one.row.min(other.row), one.column.min(other.column)),
        last: Address::new(one.row.max(other.row), one.column.max(other.column)),
    }
}

/// Splits `'sheet'!area` into the sheet's name, unquoted, and the rest. `separator` is `!` or, in OpenDocument, `.`.
pub(crate) fn split_sheet(text: &str, separator: char) -> Option<(String, &str)> {
    let text = text.trim_start_matches(['=', '$']);
    let Some(quoted) = text.strip_prefix('\'') else {
        let (sheet, rest) = text.split_once(separator)?;
        return Some((sheet.to_owned(), rest));
    };
    let mut name = String::new();
    let mut characters = quoted.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if c != '\'' {
            name.push(c);
        } else if characters.next_if(|next| next.1 == '\'').is_some() {
            name.push('\'');
        } else {
            return Some((name, quoted[at + 1..].strip_prefix(separator)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(address("XFD1048576"), Some(Address::new(1_048_575, 16_383)));
        assert_eq!(address("$B$3"), Some(Address::new(2, 1)));
        for text in ["", "A", "1", "A0", "AAAA1", "A12345678", "A1B", "#REF!", "甲1"] {
            assert_eq!(address(text), None, "{text}");
        }
        assert_eq!(area("C4:B2").unwrap().to_string(), "B2:C4");
        let (sheet, rest) = split_sheet("'it''s 01!'!$A$1:$B$2", '!').unwrap();
        assert_eq!((sheet.as_str(), rest), ("it's 01!", "$A$1:$B$2"));
        assert_eq!(split_sheet("$甲.$A$1", '.'), Some(("甲".to_owned(), "$A$1")));
        assert_eq!(split_sheet("A1", '!'), None);
    }
}
