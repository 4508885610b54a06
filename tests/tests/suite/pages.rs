//! Printed pages of the longest and the shortest published form of each edition, as text. `UPDATE=1` rewrites the references;
//! look at their diff, and at the pages themselves, before you commit it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;

use jixiao_app::{Catalogue, read_book};
use jixiao_layout::{Pages, pages, sheet};
use jixiao_model::Form;
use jixiao_sheet::Sheet;
use jixiao_tests::corpus;
use jixiao_tests::offices::books;

#[test]
fn longest_and_shortest_form_of_each_edition() {
    let catalogue = Catalogue::load().unwrap();
    let books = books("regions").into_iter().map(|path| read_book(&path, &catalogue).unwrap());
    let of_regions = books.flat_map(|book| book.forms).map(|form| form.form().clone());
    let published: Vec<Form> = corpus::all_published().into_iter().chain(of_regions).collect();
    for edition in catalogue.editions.iter() {
        let mut forms: Vec<&Form> =
            published.iter().filter(|form| edition.is_called(&form.edition)).collect();
        forms.sort_by_key(|form| length(&sheet(form, edition)));
        for (which, form) in [("shortest", forms.first()), ("longest", forms.last())] {
            let printed = describe(&pages(&sheet(form.unwrap(), edition)));
            compare(&format!("{}-{which}", edition.id.0), &printed);
        }
    }
}

/// How much text a form has.
fn length(sheet: &Sheet) -> usize {
    sheet.cells.iter().map(|cell| cell.value.shown().chars().count()).sum()
}

/// Each page's lines of text, from top to bottom and left to right, with their place in points.
fn describe(pages: &Pages) -> String {
    let mut text = String::new();
    for (number, page) in pages.pages.iter().enumerate() {
        writeln!(text, "== page {}, {} rules", number + 1, page.rules.len()).unwrap();
        let mut lines: Vec<_> =
            page.lines().map(|line| (line.baseline.0 / 1000, line.x.0 / 1000, &line.text)).collect();
        lines.sort();
        for (baseline, x, line) in lines {
            writeln!(text, "{baseline:4} {x:4}  {line}").unwrap();
        }
    }
    text
}

fn compare(name: &str, printed: &str) {
    let path = corpus::folder().join("snapshots").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, printed).unwrap();
    }
    let reference = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(reference == printed, "{name} is printed otherwise than its reference; UPDATE=1 rewrites it");
}

#[test]
fn nothing_leaves_the_margins() {
    let catalogue = Catalogue::load().unwrap();
    for form in corpus::all_published() {
        let pages = pages(&sheet(&form, catalogue.edition_of(&form).unwrap()));
        let paper = &pages.paper;
        let (left, right) = (paper.left_margin, paper.width - paper.right_margin);
        let (top, bottom) = (paper.top_margin, paper.height - paper.bottom_margin);
        for page in &pages.pages {
            assert!(page.lines().all(|text| left <= text.x && text.x <= right), "{}", form.name());
            assert!(
                page.texts.iter().all(|text| top <= text.baseline && text.baseline <= bottom),
                "{}",
                form.name()
            );
            assert!(
                page.rules
                    .iter()
                    .all(|rule| left <= rule.x && rule.to_x <= right && top <= rule.y && rule.to_y <= bottom)
            );
        }
    }
}
