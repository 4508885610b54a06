//! How a layout says that its rates are written, which is how last year's were.

use std::path::Path;

use jixiao_edition::{Field, editions, labels};
use jixiao_learn::{About, nearly};
use jixiao_model::FundColumn;
use jixiao_recover::{Catalogue, recover};
use jixiao_sheet::SharedText;

/// A book and the format of its rates: none where they are shares of one, which programs show in percent.
const RATES: [(&str, Option<&str>); 4] = [
    ("regions/books/yunnan-2023-baoshan.xlsx", Some("#,##0.00")),
    ("offices-6/books/chongqing-2022-fengdu.xlsx", Some("0.00")),
    ("offices-6/books/zhejiang-2024-lishui-court.xlsx", Some("0.00")),
    ("offices-4/books/chongqing-2021-kexuecheng.xlsx", None),
];

#[test]
fn rates_are_written_as_last_year() {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let about = About { source: "测试".to_owned(), rules: "national-2020".into() };
    for (book, expected) in RATES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(book);
        let read = jixiao_container::read(&std::fs::read(path).unwrap(), book).unwrap();
        let sheet = &read.sheets[0];
        let recovered = recover(sheet, Catalogue { editions: &editions, labels: &labels });
        let is_alone = recovered.forms.len() == 1;
        let edition = nearly(sheet, &recovered.forms[0], is_alone, &labels, &about).unwrap().edition;
        let rows = edition.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| &block.rows);
        let is_rate = |field: &Field| *field == Field::Fund(FundColumn::Rate);
        let mut cells = rows.flat_map(|row| &row.cells).filter(|cell| cell.text.fields().any(is_rate));
        let format = cells.next().unwrap().style.format.as_ref().map(SharedText::as_str);
        assert_eq!(format, expected, "{book}");
    }
}
