//! Books that were read for 指标库, and what each is called there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Result;
use jixiao_edition::key;
use jixiao_model::is_cross;
use jixiao_store::LibraryRow;

use super::library::uses_of;
use super::view::{Progress, count};
use crate::book::read_book;
use crate::catalogue::Catalogue;
use crate::files::free;

/// Books that were read for the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LibraryBooks {
    /// The rows of each, under the name of its file.
    pub(super) books: Vec<Vec<LibraryRow>>,
    /// Books that bring none, with the reason.
    pub(super) failed: Vec<String>,
}

impl LibraryBooks {
    /// Reads the indicators of books; `progress` returns false when the person stops it: what was read until then stays.
    pub fn read(
        paths: &[PathBuf],
        catalogue: &Catalogue,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Self {
        let mut books = Self::default();
        for (done, path) in (0..).zip(paths) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            if !progress(Progress { done, total: count(paths.len()), what: name.clone() }) {
                break;
            }
            match rows_of_book(path, &name, catalogue) {
                Ok(rows) if rows.is_empty() => books.failed.push(format!("{name}：没有找到指标")),
                Ok(rows) => books.books.push(rows),
                Err(error) => books.failed.push(format!("{name}：{}", crate::describe_error(&error))),
            }
        }
        books
    }
}

fn rows_of_book(path: &Path, source: &str, catalogue: &Catalogue) -> Result<Vec<LibraryRow>> {
    let book = read_book(path, catalogue)?;
    let rows = book.forms.iter().flat_map(|form| {
        let form = form.form();
        uses_of(form).map(|each| LibraryRow {
            source: source.to_owned(),
            year: each.year,
            form: each.past.form,
            agency: each.past.agency,
            edition: form.edition.clone(),
            level1: each.level1,
            level2: each.level2,
            level3: each.level3,
            target: each.past.target,
            actual: each.past.actual,
            weight: each.past.weight,
            score: each.past.score,
        })
    });
    Ok(rows.filter(|row| !row.level3.trim().is_empty() && !is_cross(row.level3.trim())).collect())
}

/// The rows of books, each book under the name that it has in the library: that of its file, or, where another book of that
/// name is there, the name with a number. A book that is there already keeps its name, so that it takes its own place.
pub fn named(books: Vec<Vec<LibraryRow>>, library: &[LibraryRow]) -> Vec<LibraryRow> {
    let mut known: BTreeMap<String, Vec<LibraryRow>> = BTreeMap::new();
    for row in library {
        known.entry(row.source.clone()).or_default().push(row.clone());
    }
    let mut added = BTreeSet::new();
    for book in books {
        let Some(file) = book.first().map(|row| row.source.clone()) else { continue };
        let of_file = || known.iter().filter(|(name, _)| is_file_of(name, &file));
        let there = of_file().find(|(_, rows)| is_same(rows, &book));
        let there = there.or_else(|| of_file().find(|(_, rows)| is_corrected(rows, &book)));
        let name =
            there.map_or_else(|| free(&file, |name| known.contains_key(name)), |(name, _)| name.clone());
        let rows = book.into_iter().map(|row| LibraryRow { source: name.clone(), ..row });
        known.insert(name.clone(), rows.collect());
        added.insert(name);
    }
    known.into_iter().filter(|(name, _)| added.contains(name)).flat_map(|(_, rows)| rows).collect()
}

/// Whether the library's name is that of the file, with or without a number.
fn is_file_of(name: &str, file: &str) -> bool {
    name.strip_prefix(file).is_some_and(|number| number.is_empty() || number.starts_with('（'))
}

/// Whether two books tell the same.
fn is_same(one: &[LibraryRow], other: &[LibraryRow]) -> bool {
    one.iter().map(comparable_row).eq(other.iter().map(comparable_row))
}

/// Whether one book is the other in another state: most forms of the smaller one are in both. Forms of different years are
/// different, and of those without a year nobody can say.
fn is_corrected(one: &[LibraryRow], other: &[LibraryRow]) -> bool {
    let (one, other) = (forms(one), forms(other));
    let both = one.intersection(&other).filter(|(year, _, _)| year.is_some()).count();
    both * 2 > one.len().min(other.len())
}

/// A row without the name of its book.
fn comparable_row(row: &LibraryRow) -> LibraryRow {
    LibraryRow { source: String::new(), ..row.clone() }
}

fn forms(rows: &[LibraryRow]) -> BTreeSet<(Option<u16>, String, String)> {
    rows.iter().map(|row| (row.year, key(&row.form), key(&row.agency))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "自评表.xlsx";

    /// A book: the year, unit and forms of its rows, and the target that all of them have.
    fn book(year: Option<u16>, agency: &str, forms: &[&str], target: &str) -> Vec<LibraryRow> {
        let row = |form: &&str| LibraryRow {
            source: FILE.to_owned(),
            year,
            form: (*form).to_owned(),
            agency: agency.to_owned(),
            level3: "人数".to_owned(),
            target: target.to_owned(),
            ..LibraryRow::default()
        };
        forms.iter().map(row).collect()
    }

    /// What the second book is called, once the first is there.
    fn name_after(first: &[LibraryRow], second: &[LibraryRow]) -> String {
        named(vec![second.to_vec()], first)[0].source.clone()
    }

    #[test]
    fn a_book_is_known_by_what_it_holds() {
        let first = book(Some(2021), "甲", &["补贴", "培训", "宣传"], "10人");
        for (second, name, why) in [
            (book(Some(2021), "甲", &["补贴", "培训", "宣传"], "10人"), FILE, "the very same"),
            (book(Some(2021), "甲", &["补贴", "培训", "宣传"], "12人"), FILE, "corrected"),
            (book(Some(2021), "甲", &["补贴", "培训", "救助"], "12人"), FILE, "most forms"),
            (
                book(Some(2021), "甲", &["补贴", "救助", "慰问"], "12人"),
                "自评表.xlsx（2）",
                "one form of three",
            ),
            (book(Some(2022), "甲", &["补贴", "培训", "宣传"], "10人"), "自评表.xlsx（2）", "another year"),
            (book(Some(2021), "乙", &["补贴", "培训", "宣传"], "10人"), "自评表.xlsx（2）", "another unit"),
        ] {
            assert_eq!(name_after(&first, &second), name, "{why}");
        }
        let undated = book(None, "甲", &["补贴"], "10人");
        assert_eq!(name_after(&undated, &undated), FILE);
        assert_eq!(name_after(&undated, &book(None, "甲", &["补贴"], "12人")), "自评表.xlsx（2）");
    }

    #[test]
    fn books_read_at_once_get_names_of_their_own_and_keep_them() {
        let years = [2021, 2022, 2023, 2022].map(|year| book(Some(year), "甲", &["补贴"], "10人"));
        let names = |rows: &[LibraryRow]| -> Vec<(String, Option<u16>)> {
            rows.iter().map(|row| (row.source.clone(), row.year)).collect()
        };
        let library = named(years.to_vec(), &[]);
        let expected = [(FILE, 2021), ("自评表.xlsx（2）", 2022), ("自评表.xlsx（3）", 2023)];
        let expected = expected.map(|(name, year)| (name.to_owned(), Some(year)));
        assert_eq!(names(&library), expected);
        assert_eq!(names(&named(years.to_vec(), &library)), expected);
        // Once the first is taken out, the others are still themselves, and its name is free.
        let rest = &library[1..];
        assert_eq!(names(&named(vec![years[2].clone()], rest)), expected[2..]);
        assert_eq!(name_after(rest, &book(Some(2020), "甲", &["补贴"], "10人")), FILE);
        // The very same comes before one that only looks like it.
        let corrected = LibraryRow { source: "自评表.xlsx（2）".to_owned(), ..years[0][0].clone() };
        let both = [book(Some(2021), "甲", &["补贴"], "12人"), vec![corrected]].concat();
        assert_eq!(name_after(&both, &years[0]), "自评表.xlsx（2）");
        let other = LibraryRow { source: "自评表.xlsx.xlsx".to_owned(), ..years[0][0].clone() };
        assert_eq!(name_after(&library, &[other]), "自评表.xlsx.xlsx");
    }
}
