//! What is written is read again.

use jixiao_sheet::{
    Address, Area, Border, Cell, Face, Header, Horizontal, Length, Mark, Number, NumberFormat, Page,
    Properties, Sheet, Style, Value,
};
use jixiao_xlsx::{WriteError, read, safe_sheet_names, write};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn properties() -> Properties {
    Properties {
        title: "2023年度项目支出绩效自评表".to_owned(),
        author: "某单位 & <某局>".to_owned(),
        created: 1_710_495_000,
    }
}

fn cell(first: (u32, u32), last: (u32, u32), value: Value) -> Cell {
    let area = Area { first: Address::new(first.0, first.1), last: Address::new(last.0, last.1) };
    Cell { area, value, style: Style::default(), field: None }
}

fn sheet(name: &str, cells: Vec<Cell>) -> Sheet {
    Sheet { name: name.to_owned(), cells, ..Sheet::default() }
}

/// What survives: names, areas, values, marks. Blank single cells only carry a look.
fn kept(sheet: &Sheet) -> (String, Vec<(Area, Value)>, Vec<Mark>) {
    let is_kept =
        |cell: &&Cell| cell.area.first != cell.area.last || !written(&cell.value).shown().is_empty();
    let cells = sheet.cells.iter().filter(is_kept).map(|cell| (cell.area, written(&cell.value)));
    (sheet.name.clone(), cells.collect(), sheet.marks.clone())
}

/// A value as a workbook holds it: texts without control characters, line breaks as `\n`.
fn written(value: &Value) -> Value {
    let Value::Text(text) = value else {
        return value.clone();
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |c: &char| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\u{7F}');
    let text = text.chars().filter(is_kept).filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    Value::Text(without_marks_around_numbers(text))
}

/// Marks of writing direction around a number are no part of it.
fn without_marks_around_numbers(text: String) -> String {
    let is_mark =
        |c: char| matches!(u32::from(c), 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0xFEFF);
    let number: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let is_number = number.contains(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || " .,-+%".contains(c));
    if is_number { number } else { text }
}

fn check(sheets: &[Sheet]) {
    let bytes = write(sheets, &properties()).unwrap();
    assert_eq!(bytes, write(sheets, &properties()).unwrap(), "same input, same bytes");
    let book = read(&bytes, "导出.xlsx").unwrap();
    assert_eq!(book.problems, []);
    assert_eq!(book.sheets.iter().map(kept).collect::<Vec<_>>(), sheets.iter().map(kept).collect::<Vec<_>>());
}

#[test]
fn awkward_texts_come_back() {
    let texts = [
        "95%\u{202E}",
        "=1次",
        "=SUM(A1:A9)",
        "+5%",
        "-",
        "@全体",
        "'撇号",
        "  前后空格  ",
        "一、甲\n二、乙",
        "一、甲\r\n二、乙",
        "末尾换行\n",
        "\t制表",
        "_x0041_",
        "_x000D_",
        "<r>甲</r>",
        "<r><t>甲</t></r>",
        "a & b < c > \"d\" 'e'",
        "😀𠀀𪚥",
        "\u{1}控\u{8}制\u{1F}",
        "\u{FFFE}非字符",
        "007",
        "2,352.00",
        "≥95%",
        "　全角空格　",
    ];
    let cells = (0..).zip(texts).map(|(row, text)| cell((row, 0), (row, 2), Value::Text(text.to_owned())));
    check(&[sheet("文字", cells.collect())]);
}

#[test]
fn numbers_show_the_same() {
    let texts = ["20", "20.00", "36,751.12", "98.94%", "10.00分", "0", "-3.5", "100%", "1,000", "-0.01%"];
    let cells = (0..).zip(texts);
    let cells =
        cells.map(|(row, text)| cell((row, 0), (row, 0), Value::Number(Number::showing(text).unwrap())));
    check(&[sheet("数字", cells.collect())]);
}

#[test]
fn a_number_beyond_fifteen_digits_becomes_its_text() {
    let number = Number { value: Decimal::new(12_345_678_901_234_567, 2), format: NumberFormat::default() };
    let shown = number.shown();
    let bytes =
        write(&[sheet("甲", vec![cell((0, 0), (0, 0), Value::Number(number))])], &properties()).unwrap();
    let book = read(&bytes, "甲.xlsx").unwrap();
    assert_eq!(book.sheets[0].cells[0].value, Value::Text(shown));
}

#[test]
fn tracks_and_page_are_written() {
    let mut sheet = sheet("版式", vec![cell((0, 0), (1, 1), Value::Text("标题".to_owned()))]);
    sheet.columns = vec![Length::points(60); 9];
    sheet.rows = vec![Length::points(30); 40];
    sheet.headers = vec![Header { first: 2, last: 2, until: 8 }, Header { first: 10, last: 11, until: 39 }];
    sheet.page = Some(Page::new(
        Length::tenth_mm(2100),
        Length::tenth_mm(2970),
        Length::tenth_mm(150),
        Length::tenth_mm(200),
        Length::tenth_mm(180),
    ));
    sheet.marks = vec![Mark {
        name: "jixiao.form".to_owned(),
        area: Area { first: Address::new(0, 0), last: Address::new(39, 8) },
    }];
    sheet.cells[0].style = Style::new(Face::Title, Length::points(18), Horizontal::Left, Border::None);
    let mut other = sheet.clone();
    other.name = "it's 版式 2!".to_owned();
    check(&[sheet, other]);
}

#[test]
fn what_cannot_be_written_is_said() {
    let long = vec![cell((1, 2), (1, 2), Value::Text("长".repeat(32_768)))];
    let far = vec![cell((20_000, 0), (20_000, 0), Value::Text("远".to_owned()))];
    let one = || cell((0, 0), (1, 1), Value::Text("一".to_owned()));
    let cases = [
        (vec![], "没有可以导出的自评表"),
        (vec![sheet("甲", long)], "工作表“甲”的 C2 单元格有 32768 个字"),
        (vec![sheet("甲", far)], "工作表“甲”的 A20001:A20001 超出"),
        (vec![sheet("甲", vec![one(), one()])], "合并区域重叠"),
        (vec![sheet("甲", vec![]), sheet("甲", vec![])], "工作表名称“甲”重复"),
        (vec![sheet("", vec![])], "工作表名称不合规范"),
    ];
    for (sheets, expected) in cases {
        let error: WriteError = write(&sheets, &properties()).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec!["", "=", "+", "-", "@", "'", " ", "\n"]);
    let body = prop::collection::vec(
        prop_oneof![
            any::<char>().prop_map(String::from),
            prop::sample::select(vec!["预算", "=", "\r\n", "_x0041_", "😀", "𠀀", "&", "<", "\u{7}", "95%"])
                .prop_map(str::to_owned),
        ],
        0..12,
    );
    (start, body).prop_map(|(start, body)| start.to_owned() + &body.concat())
}

/// Numbers as forms hold them. General keeps ten digits, as Excel shows.
fn any_number() -> impl Strategy<Value = Number> {
    let suffix = prop::sample::select(vec!["", "分", "万元", "\"", "m/d"]);
    let fixed = (-10_000_000_i64..10_000_000, 0_u32..4, 0_u32..5, any::<bool>(), any::<bool>(), suffix);
    let fixed = fixed.prop_map(|(value, scale, decimals, grouped, percent, suffix)| Number {
        value: Decimal::new(value, scale).normalize(),
        format: NumberFormat { decimals: Some(decimals), grouped, percent, suffix: suffix.to_owned() },
    });
    let general = (-1_000_000_000_i64..1_000_000_000, 0_u32..9).prop_map(|(value, scale)| Number {
        value: Decimal::new(value, scale).normalize(),
        format: NumberFormat::default(),
    });
    prop_oneof![fixed, general]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![any_text().prop_map(Value::Text), any_number().prop_map(Value::Number)]
}

/// Cells in a grid of blocks, so that areas never overlap.
fn any_sheet() -> impl Strategy<Value = Sheet> {
    let blocks = prop::collection::btree_map((0_u32..12, 0_u32..4), (any_value(), 0_u32..3, 0_u32..3), 1..20);
    (any_text(), blocks, any::<bool>()).prop_map(|(name, blocks, marked)| {
        let mut cells: Vec<Cell> = blocks
            .into_iter()
            .map(|((row, column), (value, rows, columns))| {
                let first = (row * 3, column * 3);
                cell(first, (first.0 + rows, first.1 + columns), value)
            })
            .collect();
        cells.sort_by_key(|cell| cell.area.first);
        let area = cells[0].area;
        let marks = if marked { vec![Mark { name: "jixiao.form_1".to_owned(), area }] } else { Vec::new() };
        Sheet { name, cells, marks, ..Sheet::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_sheets_come_back(mut sheets in prop::collection::vec(any_sheet(), 1..4)) {
        let names: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
        for (sheet, name) in sheets.iter_mut().zip(safe_sheet_names(&names)) {
            sheet.name = name;
        }
        check(&sheets);
    }

    #[test]
    fn safe_names_are_taken(names in prop::collection::vec(any_text(), 1..9)) {
        let safe = safe_sheet_names(&names);
        prop_assert_eq!(&safe_sheet_names(&safe), &safe);
        let sheets: Vec<Sheet> = safe.iter().map(|name| sheet(name, vec![])).collect();
        let book = read(&write(&sheets, &properties()).unwrap(), "名称.xlsx").unwrap();
        let read: Vec<String> = book.sheets.into_iter().map(|sheet| sheet.name).collect();
        prop_assert_eq!(read, safe);
    }
}
