use std::path::PathBuf;

use jixiao_app::{Book, Catalogue, read_book, sources, stem};

use crate::messages;
use crate::outcome::Outcome;
use crate::progress::bar;

/// Reads books one after the other. A book that cannot be read is reported and left out.
pub struct Reading {
    pub books: Vec<Book>,
    unread: usize,
}

pub fn read(paths: &[PathBuf], catalogue: &Catalogue) -> Reading {
    let progress = bar(paths.len(), "读取工作簿");
    let mut reading = Reading { books: Vec::new(), unread: 0 };
    for path in paths {
        match read_book(path, catalogue) {
            Ok(book) => reading.books.push(book),
            Err(error) => {
                reading.unread += 1;
                progress.suspend(|| messages::error(&error));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    reading.report_problems();
    reading
}

impl Reading {
    /// What the reading alone amounts to.
    pub fn outcome(&self) -> Outcome {
        let forms: usize = self.books.iter().map(|book| book.forms.len()).sum();
        if forms == 0 {
            Outcome::Nothing
        } else if self.is_whole() {
            Outcome::Done
        } else {
            Outcome::Incomplete
        }
    }

    /// The books that hold forms.
    pub fn with_forms(&self) -> impl Iterator<Item = &Book> {
        self.books.iter().filter(|book| !book.forms.is_empty())
    }

    /// Every book was read and everything in it understood.
    pub fn is_whole(&self) -> bool {
        self.unread == 0 && self.books.iter().all(Book::is_clear)
    }

    /// Says on standard error what concerns no form, and which books hold none.
    fn report_problems(&self) {
        for book in &self.books {
            for found in &book.problems {
                let cell = &found.problem.cell;
                messages::note(&format!("{}｜{}！{cell} {}", book.name, found.sheet, found.problem.text));
            }
            if book.forms.is_empty() {
                messages::note(&format!("“{}”中没有找到自评表", book.name));
            }
        }
    }

    /// Says on standard error what was not understood in the forms.
    pub fn report_form_problems(&self) {
        for book in &self.books {
            for form in &book.forms {
                for problem in &form.recovered.problems {
                    messages::note(&format!(
                        "{}｜{}！{} {}",
                        book.name, form.sheet, problem.cell, problem.text
                    ));
                }
            }
        }
    }
}

/// What tells each book's files apart; nothing where there is one book only.
pub fn sources_of(books: &[Book]) -> Vec<String> {
    sources(&books.iter().map(|book| stem(&book.name)).collect::<Vec<_>>())
}
