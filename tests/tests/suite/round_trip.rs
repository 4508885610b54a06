//! Reading is the inverse of writing: read(write(form)) = form, for every edition.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_app::{Catalogue, recover_book, sheets, workbook};
use jixiao_model::Form;
use jixiao_sheet::Properties;
use jixiao_tests::{corpus, generate};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// The form as it comes back from a workbook with its sheet alone.
fn written_and_read(form: &Form, catalogue: &Catalogue) -> Form {
    let sheets = sheets(std::slice::from_ref(form), catalogue).unwrap();
    let bytes = workbook(&sheets, &Properties::default()).unwrap();
    let book = recover_book(&bytes, "测试.xlsx", catalogue).unwrap();
    assert!(book.is_clear(), "{:?} {:?} {:?}", form.edition, book.problems, book.forms[0].recovered.problems);
    assert_eq!(book.forms.len(), 1);
    book.forms[0].form().clone()
}

#[test]
fn generated_forms_of_every_edition() {
    let catalogue = Catalogue::load().unwrap();
    for edition in catalogue.editions.iter() {
        let mut runner = TestRunner::new(Config::with_cases(48));
        runner
            .run(&generate::form(edition), |form| {
                prop_assert_eq!(written_and_read(&form, &catalogue), form);
                Ok(())
            })
            .unwrap();
    }
}

/// Amounts come back as the edition prints them (5.6 → 5.60); everything else to the letter.
#[test]
fn published_forms() {
    let catalogue = Catalogue::load().unwrap();
    for mut form in corpus::all_published() {
        let mut read = written_and_read(&form, &catalogue);
        for (fund, read) in form.funds.iter_mut().zip(&mut read.funds) {
            for (published, read) in [
                (&mut fund.initial, &mut read.initial),
                (&mut fund.adjusted, &mut read.adjusted),
                (&mut fund.executed, &mut read.executed),
            ] {
                assert_eq!(published.value(), read.value());
                *published = read.clone();
            }
        }
        // The published text has line breaks and spaces that a form does not keep.
        assert_eq!(tidy(&read), tidy(&form));
    }
}

fn tidy(form: &Form) -> String {
    jixiao_model::squeeze(&format!("{form:?}"))
}
