//! Forms of one place in the layout of another: a region's rules are no other region's.

use jixiao_edition::{editions, labels};
use jixiao_recover::{Catalogue, recover};
use jixiao_sheet::{Sheet, Value};
use jixiao_tests::corpus;

/// The sheet with the names of one place instead of another's.
fn moved(sheet: &Sheet, from: &str, to: &str) -> Sheet {
    let mut sheet = sheet.clone();
    for cell in &mut sheet.cells {
        if let Value::Text(text) = &cell.value {
            cell.value = Value::Text(text.replace(from, to));
        }
    }
    sheet
}

#[test]
fn a_form_of_another_province_goes_by_the_national_rules() {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let book = std::fs::read(corpus::book_path("urumqi-2023.xlsx")).unwrap();
    let workbook = jixiao_container::read(&book, "urumqi-2023.xlsx").unwrap();
    let rules = |sheet: &Sheet| {
        let catalogue = Catalogue { editions: &editions, labels: &labels };
        let found = recover(sheet, catalogue).forms.remove(0);
        editions.iter().find(|edition| edition.id == found.form.edition).unwrap().rules.0.clone()
    };
    for sheet in &workbook.sheets {
        assert_eq!(rules(sheet), "xinjiang-2023");
        assert_eq!(rules(&moved(sheet, "乌鲁木齐", "合肥")), "national-2020");
    }
}
