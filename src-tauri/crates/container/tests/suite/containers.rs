//! One form in several containers.

use crate::files::{book, cells, problems};

/// What a form's author typed does not depend on the program that it was saved with.
#[test]
fn one_form_in_all_containers() {
    let expected = cells(&book("containers/guichi.docx"));
    assert_eq!(expected.len(), 108, "cells with a text");
    for name in ["guichi-html.xls", "guichi-html-gbk.xls", "guichi-xml2003.xls"] {
        let book = book(&format!("containers/{name}"));
        let numbers = |text: &String| text.replace(".0 ", " ");
        let found = cells(&book);
        assert_eq!(
            found.iter().map(numbers).collect::<Vec<_>>(),
            expected.iter().map(numbers).collect::<Vec<_>>(),
            "{name}"
        );
        assert_eq!(problems(&book), Vec::<String>::new(), "{name}");
    }
}
