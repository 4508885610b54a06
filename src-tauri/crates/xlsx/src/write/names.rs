//! Names of sheets, and defined names.

use std::collections::HashSet;

use rust_xlsxwriter::Workbook;

use jixiao_sheet::{Address, Sheet, column_letters};

use super::rejected::rejected;
use crate::error::WriteError;

/// UTF-16 units in a sheet's name, Excel's limit.
const LONGEST: usize = 31;
/// What a sheet without a usable name is called.
const UNNAMED: &str = "自评表";

/// Makes names that every workbook program takes: at most 31 UTF-16 units, none of `[ ] : * ? / \` (their full-width
/// twins stand in), no apostrophe at either end, not blank, not `History`, and no two alike whatever their case.
///
/// A name that is safe already stays as it is; a name that was taken gets ` (2)`, ` (3)` ….
#[must_use]
pub fn safe_sheet_names(names: &[String]) -> Vec<String> {
    let mut taken = HashSet::new();
    names.iter().map(|name| unique(&safe(name), &mut taken)).collect()
}

fn unique(name: &str, taken: &mut HashSet<String>) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.to_lowercase()) {
        let suffix = format!(" ({number})");
        candidate = shortened(name, LONGEST - suffix.len()) + &suffix;
        number += 1;
    }
    candidate
}

fn safe(name: &str) -> String {
    let replaced: String = name.chars().filter_map(replacement).collect();
    let name = shortened(replaced.trim(), LONGEST);
    let is_reserved = name.eq_ignore_ascii_case("history");
    match name.as_str() {
        "" => UNNAMED.to_owned(),
        _ if is_reserved => name + UNNAMED,
        _ => name,
    }
}

fn replacement(c: char) -> Option<char> {
    match c {
        '[' => Some('［'),
        ']' => Some('］'),
        ':' => Some('：'),
        '*' => Some('＊'),
        '?' => Some('？'),
        '/' => Some('／'),
        '\\' => Some('＼'),
        '\n' | '\r' | '\t' => Some(' '),
        '\u{FFFE}' | '\u{FFFF}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}

/// The head of a name within `most` UTF-16 units, without apostrophes and blanks at its ends.
fn shortened(name: &str, most: usize) -> String {
    let mut units = 0;
    let head = name.chars().take_while(|c| {
        units += c.len_utf16();
        units <= most
    });
    head.collect::<String>().trim_matches(|c: char| c == '\'' || c.is_whitespace()).to_owned()
}

/// Defines the marks of a sheet as names of that sheet, so that they go with it when a person copies it to another
/// workbook, and so that two sheets may carry the same mark.
pub(super) fn define_marks(sheet: &Sheet, workbook: &mut Workbook) -> Result<(), WriteError> {
    let quoted = format!("'{}'", sheet.name.replace('\'', "''"));
    for mark in &sheet.marks {
        let (first, last) = (absolute(mark.area.first), absolute(mark.area.last));
        let range = if first == last { first } else { format!("{first}:{last}") };
        workbook
            .define_name(format!("{quoted}!{}", mark.name), &format!("={quoted}!{range}"))
            .map_err(|error| rejected(&sheet.name, &error))?;
    }
    Ok(())
}

fn absolute(at: Address) -> String {
    format!("${}${}", column_letters(at.column), u64::from(at.row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_safe_and_unique() {
        let long = "某".repeat(40);
        let cases: [(&[&str], &[&str]); 7] = [
            (&["业务楼运营费", "业务楼运营费"], &["业务楼运营费", "业务楼运营费 (2)"]),
            (&["A/B:C*D?[E]\\F"], &["A／B：C＊D？［E］＼F"]),
            (&["", "   ", "'"], &["自评表", "自评表 (2)", "自评表 (3)"]),
            (&["Abc", "aBC"], &["Abc", "aBC (2)"]),
            (&["history"], &["history自评表"]),
            (&["'甲'乙'"], &["甲'乙"]),
            (&["甲\n乙\u{1}"], &["甲 乙"]),
        ];
        for (names, expected) in cases {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(safe_sheet_names(&names), expected, "{names:?}");
        }
        let both = safe_sheet_names(&[long.clone(), long]);
        assert_eq!(both, ["某".repeat(31), "某".repeat(27) + " (2)"]);
        let astral = safe_sheet_names(&["𠀀".repeat(20)]);
        assert_eq!(astral, ["𠀀".repeat(15)]);
    }
}
