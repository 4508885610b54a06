//! Looks, widths, heights and paper that are written come back, and those of published books stay when they are written again.

use jixiao_sheet::{
    Address, Area, Border, Borders, Cell, Color, Face, Header, Horizontal, Length, Number, Page, Properties,
    Scale, Sheet, Style, Value, Vertical,
};
use jixiao_xlsx::{read, write};

use crate::files::{corpus_folder, region_books};

fn again(sheets: &[Sheet]) -> Vec<Sheet> {
    read(&write(sheets, &Properties::default()).unwrap(), "再次.xlsx").unwrap().sheets
}

/// What a file of one cell, A1, holds of the cell's look.
fn written_look(value: Value, style: Style) -> Style {
    let at = Address::new(0, 0);
    let cell = Cell { area: Area { first: at, last: at }, value, style, field: None };
    let sheet = Sheet { name: "表".to_owned(), cells: vec![cell], ..Sheet::default() };
    again(&[sheet])[0].cells[0].style.clone()
}

#[test]
fn every_look_comes_back() {
    let base = Style { typeface: Some("宋体".into()), format: Some("General".into()), ..Style::default() };
    let with = |change: fn(&mut Style)| {
        let mut style = base.clone();
        change(&mut style);
        style
    };
    let looks = [
        base.clone(),
        with(|style| style.typeface = Some("仿宋_GB2312".into())),
        with(|style| style.typeface = Some("Times New Roman".into())),
        with(|style| (style.face, style.typeface) = (Face::Title, Some("方正小标宋简体".into()))),
        with(|style| (style.face, style.typeface) = (Face::Heading, Some("黑体".into()))),
        with(|style| style.size = Length(10_500)),
        with(|style| style.bold = true),
        with(|style| style.color = Some(Color(0xFF_0000))),
        with(|style| style.fill = Some(Color(0xD9_E1F2))),
        with(|style| style.horizontal = Horizontal::Left),
        with(|style| style.horizontal = Horizontal::Right),
        with(|style| style.vertical = Vertical::Top),
        with(|style| style.vertical = Vertical::Bottom),
        with(|style| style.wrap = false),
        with(|style| style.borders = Borders::NONE),
        with(|style| style.borders.left = Border::Medium),
        with(|style| style.borders = Borders { bottom: Border::Thick, ..Borders::NONE }),
        with(|style| style.borders = Borders { top: Border::Thin, right: Border::Medium, ..Borders::NONE }),
        with(|style| style.format = Some("@".into())),
    ];
    for look in looks {
        assert_eq!(written_look(Value::Text("字".to_owned()), look.clone()), look);
    }
    for (shown, code) in [("98.94%", "0.00%"), ("1,000", "#,##0"), ("10.00分", "0.00\"分\"")] {
        let look = Style { format: Some(code.into()), ..base.clone() };
        assert_eq!(written_look(Value::Number(Number::showing(shown).unwrap()), look.clone()), look);
    }
}

#[test]
fn a_format_that_shows_another_number_gives_way() {
    let look = Style { format: Some("0".into()), ..Style::default() };
    let value = Value::Number(Number::showing("12.35").unwrap());
    assert_eq!(written_look(value, look).format, Some("0.00".into()));
}

/// A text that the cell's format shows for a day is written as that day, any other as a text: its format of dates is read as that of
/// texts.
#[test]
fn dates_are_written_as_dates() {
    for (text, code, read_code) in [
        ("2024年1月1日", "yyyy\"年\"m\"月\"d\"日\"", "yyyy\"年\"m\"月\"d\"日\""),
        ("2021-12-31", "m/d/yy", "m/d/yy"),
        ("2024年1月", "yyyy\"年\"m\"月\";@", "yyyy\"年\"m\"月\";@"),
        ("1月中", "yyyy\"年\"m\"月\"", "@"),
        ("2024年1月1日", "@", "@"),
        ("2021-12-31", "General", "General"),
    ] {
        let look = Style { typeface: Some("宋体".into()), format: Some(code.into()), ..Style::default() };
        let read = written_look(Value::Text(text.to_owned()), look);
        assert_eq!(read.format, Some(read_code.into()), "{text} {code}");
    }
}

#[test]
fn tracks_paper_and_spare_rows_come_back() {
    let cell = |row, column, text: &str| {
        let at = Address::new(row, column);
        let style =
            Style { typeface: Some("宋体".into()), format: Some("General".into()), ..Style::default() };
        Cell { area: Area { first: at, last: at }, value: Value::Text(text.to_owned()), style, field: None }
    };
    let landscape = Page::new(
        Length::tenth_mm(2970),
        Length::tenth_mm(2100),
        Length::points(36),
        Length::points(54),
        Length::points(72),
    );
    let page = Page {
        right_margin: Length::points(18),
        header_margin: Some(Length::points(9)),
        footer_margin: Some(Length::points(27)),
        flush_left: true,
        scale: Scale::Percent(85),
        header: Some("&R附件2".to_owned()),
        footer: Some("&C&P".to_owned()),
        breaks: vec![2],
        ..landscape
    };
    let sheet = Sheet {
        name: "表".to_owned(),
        columns: vec![Length::points(60), Length::points(33), Length::ZERO],
        rows: vec![Length::points(30), Length::ZERO, Length::points(21), Length::points(15)],
        // The last two rows are blank cells with lines.
        cells: vec![
            cell(0, 0, "甲"),
            cell(0, 1, "乙"),
            cell(1, 0, "丙"),
            cell(1, 2, "隐藏列"),
            cell(2, 0, ""),
            cell(2, 1, ""),
            cell(3, 1, ""),
        ],
        headers: vec![Header { first: 0, last: 0, until: 3 }],
        page: Some(page),
        hidden_columns: [2].into(),
        page_texts: vec!["附件2".to_owned()],
        ..Sheet::default()
    };
    assert_eq!(again(std::slice::from_ref(&sheet)), std::slice::from_ref(&sheet));
    let fitted = Page { scale: Scale::Fit { wide: 1, tall: 0 }, ..sheet.page.clone().unwrap() };
    let fitted = Sheet { page: Some(fitted), ..sheet };
    assert_eq!(again(std::slice::from_ref(&fitted)), [fitted]);
}

#[test]
fn books_of_other_offices_are_written_again_as_they_were_read() {
    let books = region_books();
    assert_eq!(books.len(), 19);
    for path in books {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let book = read(&std::fs::read(&path).unwrap(), &name).unwrap();
        assert!(book.sheets.iter().all(|sheet| !sheet.columns.is_empty() && sheet.page.is_some()), "{name}");
        for (sheet, again) in book.sheets.iter().zip(again(&book.sheets)) {
            for (one, other) in sheet.cells.iter().zip(&again.cells) {
                assert_eq!(one, other, "{name} {}", sheet.name);
            }
            assert_eq!(sheet.page, again.page, "{name} {}", sheet.name);
            let rows = sheet.rows.iter().map(|height| whole_pixels(*height)).collect();
            assert_eq!(Sheet { rows, ..sheet.clone() }, again, "{name} {}", sheet.name);
        }
    }
}

/// Heights are written in whole pixels of 0.75 pt, rounded up.
fn whole_pixels(height: Length) -> Length {
    Length((height.0 + 749) / 750 * 750)
}

#[test]
fn looks_of_published_books_are_read() {
    let region = |name: &str| corpus_folder().join("regions/books").join(name);
    let book = read(&std::fs::read(region("sichuan-2023-daying.xlsx")).unwrap(), "四川.xlsx").unwrap();
    let (sheet, title) = (&book.sheets[0], &book.sheets[0].cells[0].style);
    // 84 and 126 pixels: 12 and 18 digits of 7 pixels.
    assert_eq!(sheet.columns[2..4], [Length::points(63), Length(94_500)]);
    assert_eq!(title.typeface, Some("Calibri".into()));
    assert_eq!((title.horizontal, title.vertical, title.wrap), (Horizontal::Center, Vertical::Center, true));
    assert_eq!(title.borders, Borders::THIN);
}

/// The figures are those that an independent reader (xlrd) gives for the same file.
#[test]
fn older_workbooks_keep_their_looks() {
    let path = corpus_folder().join("offices-6/books/anhui-2019-wuhu.xls");
    let sheet = &read(&std::fs::read(path).unwrap(), "芜湖.xls").unwrap().sheets[0];
    let look = |row: u32, column: u32| {
        let style = &sheet.cell(Address::new(row, column)).unwrap().style;
        let face = (style.typeface_name().to_owned(), style.size, style.bold);
        (face, style.horizontal, style.vertical, style.wrap, style.borders)
    };
    let centred = (Horizontal::Center, Vertical::Center, true);
    let title =
        (("黑体".to_owned(), Length::points(16), true), centred.0, centred.1, centred.2, Borders::NONE);
    let label =
        (("宋体".to_owned(), Length::points(10), true), centred.0, centred.1, centred.2, Borders::THIN);
    assert_eq!((look(0, 0), look(2, 0), look(5, 1)), (title, label.clone(), label));
    assert_eq!(sheet.rows[..2], [Length::points(30), Length(18_500)]);
    let widths: Vec<i64> = sheet.columns[..4].iter().map(|width| width.0).collect();
    assert_eq!(widths[3] * 10, widths[0] * 28, "{widths:?}");
    assert!(sheet.page.is_some());
}
