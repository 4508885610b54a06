//! Copies to hand in: bound, as a draft, or for the public.

use std::sync::Arc;

use anyhow::{Result, bail};

use jixiao_model::Form;

use crate::book::{Book, BookForm};
use crate::classified::{is_named, require_all};
use crate::export::Print;
use crate::own_layout::LayoutChoice;

/// How copies to hand in differ from the plain forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is an answer of the person")]
pub struct Copies {
    /// The PDF of the forms is a volume, with cover, table of contents and room to bind.
    pub volume: bool,
    /// 草稿 stands across each page of a PDF.
    pub draft: bool,
    /// In a PDF that is no volume, pages are counted within each form, not through the file.
    pub number_each: bool,
    /// Persons who sign and numbers of persons are hidden, and classified projects are left out.
    pub public: bool,
    /// Names of classified projects.
    pub classified: Vec<String>,
    /// The date on the cover, `2024年3月1日`; `None` for one that is still to be written in.
    pub date: Option<String>,
}

impl Copies {
    /// What stands across each page.
    #[must_use]
    pub fn watermark(&self) -> Option<&'static str> {
        self.print().watermark
    }

    /// How the PDF of the forms is printed.
    #[must_use]
    pub fn print(&self) -> Print {
        Print::new(self.draft, self.number_each)
    }
}

/// The book without the forms of classified projects, and without sheets that hold no form: nobody has looked at those.
///
/// # Errors
/// A name is no project's, or a classified project shares its sheet with others and the sheet is copied.
pub fn without_classified(book: &Book, copies: &Copies, layout: &LayoutChoice) -> Result<Book> {
    let names = &copies.classified;
    let forms: Vec<&Form> = book.forms.iter().map(BookForm::form).collect();
    require_all(names, &forms)?;
    let is_classified = |form: &BookForm| is_named(form.form(), names);
    let (closed, open): (Vec<BookForm>, Vec<BookForm>) = book.forms.iter().cloned().partition(is_classified);
    let shares = |form: &&BookForm| closed.iter().any(|other| Arc::ptr_eq(&other.source, &form.source));
    let is_copied = !matches!(layout, LayoutChoice::Official | LayoutChoice::Of(_));
    if let Some(form) = open.iter().find(shares).filter(|_| is_copied) {
        bail!(
            "工作表“{}”里有涉密项目，按原版式会把它一起印出来；请加 --layout official 按规定表式生成，或先把它分到另一张工作表",
            form.sheet
        );
    }
    let mut book = book.clone();
    book.sheets.retain(|sheet| open.iter().any(|form| Arc::ptr_eq(&form.source, sheet)));
    book.forms = open;
    Ok(book)
}
