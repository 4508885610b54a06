//! Measures how books are paged, each row a book: `paging BOOK…`.

use std::error::Error;
use std::path::PathBuf;

use jixiao_app::{Catalogue, read_book, sheets, use_installed_faces};
use jixiao_layout::{Pages, pages};
use jixiao_sheet::Length;

fn main() -> Result<(), Box<dyn Error>> {
    use_installed_faces();
    let catalogue = Catalogue::load()?;
    println!(
        "| book | forms | pages | forms of more than one page | lines of one character | pages under a third full |"
    );
    println!("|---|---|---|---|---|---|");
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        let book = read_book(&path, &catalogue)?;
        let forms: Vec<_> = book.forms.iter().map(|form| form.form().clone()).collect();
        let printed: Vec<Pages> = sheets(&forms, &catalogue)?.iter().map(pages).collect();
        let several = printed.iter().filter(|pages| pages.pages.len() > 1).count();
        let total: usize = printed.iter().map(|pages| pages.pages.len()).sum();
        let (short, empty): (usize, usize) =
            (printed.iter().map(short_lines).sum(), printed.iter().map(nearly_empty).sum());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        println!("| {name} | {} | {total} | {several} | {short} | {empty} |", forms.len());
    }
    Ok(())
}

/// Lines of one character that go on a longer line right above them.
fn short_lines(pages: &Pages) -> usize {
    let lines = pages.pages.iter().flat_map(|page| page.texts.windows(2));
    lines
        .filter(|pair| is_next(pair[0].baseline, pair[1].baseline, pair[0].size))
        .filter(|pair| pair[0].text.chars().count() > 1 && pair[1].text.chars().count() == 1)
        .count()
}

/// The second line stands right below the first.
fn is_next(first: Length, second: Length, size: Length) -> bool {
    let distance = second - first;
    distance > Length::ZERO && distance.0 * 2 < size.0 * 3
}

fn nearly_empty(pages: &Pages) -> usize {
    let paper = &pages.paper;
    let body = paper.height - paper.top_margin - paper.bottom_margin;
    let used = |bottom: Length| bottom - paper.top_margin;
    let bottoms =
        pages.pages.iter().map(|page| page.rules.iter().map(|rule| rule.to_y).max().unwrap_or_default());
    bottoms.filter(|&bottom| used(bottom) * 3 < body).count()
}
