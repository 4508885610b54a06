//! Every book of the corpus yields exactly the published forms, every field of every form, and nothing is left over.

use jixiao_app::{Catalogue, form_json};
use jixiao_tests::corpus::{self, BOOKS, differences};

#[test]
fn every_book_reads_as_published() {
    let catalogue = Catalogue::load().unwrap();
    for truth in &BOOKS {
        let book = corpus::read(truth.book, &catalogue);
        let published = truth.published_json();
        assert_eq!(book.forms.len(), published.len(), "{}", truth.book);
        for (form, published) in book.forms.iter().zip(&published) {
            let read = serde_json::to_value(form_json(&book, form, &catalogue).unwrap()).unwrap();
            assert_eq!(differences(published, &read), Vec::<String>::new(), "{}: {}", truth.book, form.sheet);
        }
    }
}

#[test]
fn nothing_in_the_corpus_is_left_over() {
    let catalogue = Catalogue::load().unwrap();
    for truth in &BOOKS {
        let book = corpus::read(truth.book, &catalogue);
        assert_eq!(book.problems, Vec::new(), "{}", truth.book);
        for form in &book.forms {
            assert_eq!(form.recovered.problems, Vec::new(), "{}: {}", truth.book, form.sheet);
        }
    }
}
