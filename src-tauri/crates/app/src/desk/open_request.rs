//! What the program is started with or handed later: a document to open, workbooks to import, or the sample.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::files::{is_document, is_workbook, meant};

/// What is handed to the program: on its command line, by a second start, or dropped on its window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenRequest {
    /// A document to open.
    Document(PathBuf),
    /// Workbooks to import.
    Books(Vec<PathBuf>),
    /// The sample.
    Sample,
}

impl OpenRequest {
    /// Reads a command line; paths in it start from `folder`. One document is opened, before all workbooks.
    #[must_use]
    pub fn named(arguments: &[OsString], folder: &Path) -> Option<Self> {
        let rest = || arguments.iter().skip(1);
        let paths: Vec<PathBuf> = rest().map(|argument| meant(&folder.join(argument))).collect();
        let books: Vec<PathBuf> = paths.iter().filter(|path| is_workbook(path)).cloned().collect();
        if let Some(document) = document_among(&paths) {
            Some(Self::Document(document))
        } else if !books.is_empty() {
            Some(Self::Books(books))
        } else {
            rest().any(|argument| argument == "--sample").then_some(Self::Sample)
        }
    }

    /// The first document among files that were dropped on the window; else all of them as workbooks: reading them says what is none.
    #[must_use]
    pub fn dropped(paths: &[PathBuf]) -> Self {
        let paths: Vec<PathBuf> = paths.iter().map(|path| meant(path)).collect();
        document_among(&paths).map_or_else(|| Self::Books(paths), Self::Document)
    }
}

fn document_among(paths: &[PathBuf]) -> Option<PathBuf> {
    paths.iter().find(|path| is_document(path)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_goes_before_workbooks_and_they_before_the_sample() {
        let at = |name: &str| Path::new("/home/王会计").join(name);
        let cases: [(&[&str], Option<OpenRequest>); 7] = [
            (&[], None),
            (&["说明.txt"], None),
            (&["--sample"], Some(OpenRequest::Sample)),
            (&["局.jixiao"], Some(OpenRequest::Document(at("局.jixiao")))),
            (&["/u/局.JIXIAO", "--sample"], Some(OpenRequest::Document("/u/局.JIXIAO".into()))),
            (
                &["a.xlsx", "b.XLS", "--sample", "c.ods"],
                Some(OpenRequest::Books(vec![at("a.xlsx"), at("b.XLS"), at("c.ods")])),
            ),
            (&["a.xlsx", "局.jixiao"], Some(OpenRequest::Document(at("局.jixiao")))),
        ];
        for (arguments, expected) in cases {
            let line: Vec<OsString> = ["jixiao-app"].iter().chain(arguments).map(OsString::from).collect();
            assert_eq!(OpenRequest::named(&line, Path::new("/home/王会计")), expected, "{arguments:?}");
        }
    }
}
