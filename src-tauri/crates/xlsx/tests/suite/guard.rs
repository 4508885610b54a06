//! The boundary to calamine: what it reads differently comes out as Excel shows it, what it cannot read is told, and
//! what it should not see never reaches it.

use crate::files::{SHELL, archive, xls, xlsx, xlsx_with};
use jixiao_xlsx::{ReadError, Workbook, read};

/// The cells with their areas, and the places of the problems.
fn texts_and_problems(book: &Workbook) -> (Vec<String>, Vec<&str>) {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.cells);
    let cells = cells.map(|cell| format!("{} {}", cell.area.first, cell.value.shown())).collect();
    (cells, book.problems.iter().map(|problem| problem.problem.cell.as_str()).collect())
}

fn check(bytes: &[u8], cells: &[&str], problems: &[&str]) {
    let book = read(bytes, "甲").unwrap();
    assert_eq!(
        texts_and_problems(&book),
        (cells.iter().map(ToString::to_string).collect(), problems.to_vec())
    );
}

fn check_error(bytes: &[u8], expected: &str) {
    let error: ReadError = read(bytes, "甲").unwrap_err();
    assert!(error.to_string().contains(expected), "{error}");
}

#[test]
fn texts_are_those_that_excel_shows() {
    let cases = [
        ("<t>甲</t>", "甲"),
        ("<t xml:space=\"preserve\"> 甲 </t>", " 甲 "),
        ("<t>　甲　</t>", "　甲　"),
        ("<t>甲&#10;乙</t>", "甲\n乙"),
        ("<t>甲_x000D_\n乙</t>", "甲\n乙"),
        ("<t>_x005F_x0041_</t>", "_x0041_"),
        ("<t>a_x1_b _x00G1_ _x甲甲_</t>", "a_x1_b _x00G1_ _x甲甲_"),
        ("<t>_x0001_甲</t>", "甲"),
        ("<t>&lt;甲&gt; &amp; &quot;乙&quot;</t>", "<甲> & \"乙\""),
        ("<t><![CDATA[<甲>]]></t>", "<甲>"),
        ("<r><rPr><b/></rPr><t xml:space=\"preserve\">甲 </t></r><r><t>乙</t></r>", "甲 乙"),
        ("<t>课长</t><rPh sb=\"0\" eb=\"2\"><t>カチョウ</t></rPh><phoneticPr fontId=\"1\"/>", "课长"),
    ];
    for (text, expected) in cases {
        let inline = format!("<row><c t=\"inlineStr\"><is>{text}</is></c></row>");
        check(&xlsx(&inline, ""), &[&format!("A1 {expected}")], &[]);
        let strings = format!("<sst uniqueCount=\"2\"><si/><si>{text}</si></sst>");
        let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>";
        let shared = xlsx_with(sheet, &[("xl/sharedStrings.xml", &strings)]);
        check(&shared, &[&format!("A1 {expected}")], &[]);
    }
}

/// The formats that a Chinese Excel keeps under numbers alone, and those that a workbook names itself.
#[test]
fn number_formats_come_with_the_values() {
    let cases = [
        (0, "44561.5"),
        (2, "44561.50"),
        (4, "44,561.50"),
        (10, "4456150.00%"),
        (14, "2021-12-31"),
        (17, "2021-12"),
        (22, "2021-12-31 12:00"),
        (31, "2021年12月31日"),
        (57, "2021年12月"),
        (43, "44,561.50"),
        (164, "44561.5分"),
        (165, "2021年12月31日"),
    ];
    let codes = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0&quot;分&quot;\"/>\
        <numFmt numFmtId=\"165\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>";
    let styles = cases.map(|(id, _)| format!("<xf numFmtId=\"{id}\"/>")).concat();
    let styles = format!(
        "<styleSheet>{codes}<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"
    );
    let row = |style| format!("<row><c s=\"{style}\"><v>44561.5</v></c></row>");
    let rows: String = (0..cases.len()).map(row).collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let book = read(&xlsx_with(&sheet, &[("xl/styles.xml", &styles)]), "甲").unwrap();
    let shown: Vec<String> = book.sheets[0].cells.iter().map(|cell| cell.value.shown()).collect();
    assert_eq!(shown, cases.map(|(_, shown)| shown));
    assert_eq!(book.problems, []);
}

/// Whatever calamine makes of a value, the cells behind it stay in their places.
#[test]
fn values_that_calamine_does_not_know_are_told() {
    let bad = [
        ("<c t=\"e\"><v>#SPILL!</v></c>", "#SPILL!"),
        ("<c t=\"e\"><v>#GETTING_DATA</v></c>", ""),
        ("<c t=\"s\"><v>7</v></c>", ""),
        ("<c t=\"n\"><v>十</v></c>", ""),
        ("<c t=\"b\"><v>2</v></c>", ""),
        ("<c t=\"x\"><v>2</v></c>", ""),
        ("<c t=\"str\"><v>&unknown;</v></c>", ""),
        ("<c><extLst/></c>", ""),
        ("<c><f>A1</f></c>", ""),
        ("<c><f t=\"shared\" si=\"18446744073709551615\" ref=\"A1:XFD1048576\">A1</f></c>", ""),
    ];
    for (cell, shown) in bad {
        let rows =
            format!("<row><c><v>1</v></c>{cell}<c><v>3</v></c></row><row r=\"5\"><c><v>4</v></c></row>");
        let text = format!("B1 {shown}");
        let expected = ["A1 1", &text, "C1 3", "A5 4"];
        let cells: Vec<&str> = expected.into_iter().filter(|text| *text != "B1 ").collect();
        let book = read(&xlsx(&rows, ""), "甲").unwrap();
        let (read, problems) = texts_and_problems(&book);
        let read: Vec<String> = read.into_iter().filter(|text| text != "B1 #GETTING_DATA").collect();
        assert_eq!((read, problems), (cells.iter().map(ToString::to_string).collect(), vec!["B1"]), "{cell}");
    }
}

#[test]
fn claims_of_sizes_do_not_reach_calamine() {
    let sheet = "<worksheet><dimension ref=\"XFD1048576:A1\"/><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let strings = "<sst uniqueCount=\"18446744073709551615\"><si><t>甲</t></si></sst>";
    check(&xlsx_with(sheet, &[("xl/sharedStrings.xml", strings)]), &["A1 甲"], &[]);
    check(&xlsx_with("<worksheet><sheetViews/></worksheet>", &[]), &[], &[]);
    let stray = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData><x><mergeCell ref=\"A1:B2\"/></x></worksheet>";
    check(&xlsx_with(stray, &[]), &["A1 1"], &[""]);
}

#[test]
fn hidden_rows_and_comments_of_open_documents_are_reported() {
    let rows = "<table:table-row table:visibility=\"collapse\"><table:table-cell><text:p>甲</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell><office:annotation><dc:creator>某</dc:creator><text:p>请核对</text:p></office:annotation></table:table-cell></table:table-row>";
    check(&crate::files::ods(rows), &["A1 甲"], &["A2", ""]);
}

#[test]
fn references_are_checked_first() {
    let cell = |reference| xlsx(&format!("<row><c r=\"{reference}\"><v>1</v></c></row>"), "");
    check_error(&cell("AAAAAAA1"), "单元格位置“AAAAAAA1”无法识别");
    check_error(&cell("A99999999999"), "无法识别");
    check_error(&xlsx("<row r=\"4294967296\"/>", ""), "行号“4294967296”无法识别");
    check_error(&xlsx("<row r=\"0\"/>", ""), "行号“0”无法识别");
    let merge = |area| format!("<mergeCells><mergeCell ref=\"{area}\"/></mergeCells>");
    check_error(&xlsx("", &merge("B2:A1")), "合并区域“B2:A1”无法识别");
    check_error(&xlsx("", &merge("A1:ZZZZ9")), "合并区域“A1:ZZZZ9”无法识别");
    check_error(&xlsx("<c><v>1</v></c><row><c><v>2</v></c></row>", ""), "工作表“表”不合规范");
}

#[test]
fn styles_are_weighed_before_calamine_copies_them() {
    let sheet = "<worksheet><sheetData/></worksheet>";
    let font = format!("<fonts><font><name val=\"{}\"/></font></fonts>", "字".repeat(300_000));
    let styles = "<xf fontId=\"0\"/>".repeat(1000);
    let heavy = format!("<styleSheet>{font}<cellXfs>{styles}</cellXfs></styleSheet>");
    check_error(&xlsx_with(sheet, &[("xl/styles.xml", &heavy)]), "1000 种单元格样式");
    let many = format!("<styleSheet><fonts>{}</fonts></styleSheet>", "<font/>".repeat(1_000_001));
    check_error(&xlsx_with(sheet, &[("xl/styles.xml", &many)]), "1000003 项内容");
}

#[test]
fn sheets_are_found_wherever_they_are() {
    let root = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="/book/main.xml"/></Relationships>"#;
    let book = r#"<workbook xmlns:r="r"><sheets><sheet name="甲" r:id="a&amp;b"/><sheet name="宏" r:id="m"/></sheets></workbook>"#;
    let links = r#"<Relationships><Relationship Id="a&amp;b" Type="x/worksheet" Target="../Sheets/一.xml"/>
        <Relationship Id="m" Type="x/xlMacrosheet" Target="m.xml"/><Relationship Id="s" Type="x/sharedStrings" Target="texts.xml"/></Relationships>"#;
    let bytes = archive(&[
        ("_rels/.rels", root),
        ("book/main.xml", book),
        ("book/_rels/main.xml.rels", links),
        ("book/texts.xml", "<sst><si><t>乙</t></si></sst>"),
        ("sheets/一.xml", "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"),
    ]);
    check(&bytes, &["A1 乙"], &[""]);
    let twice = SHELL[1].1.replace("</sheets>", "<sheet name=\"表\" r:id=\"s1\"/></sheets>");
    let sheet = ("xl/worksheets/sheet1.xml", "<worksheet/>");
    let twice = archive(&[SHELL[0], ("xl/workbook.xml", &twice), SHELL[2], sheet]);
    check_error(&twice, "有两张工作表都叫“表”");
}

/// Row, column and style of a cell of an .xls file, and what follows.
fn at(row: u8, column: u8, value: &[u8]) -> Vec<u8> {
    [&[row, 0, column, 0, 0, 0], value].concat()
}

#[test]
fn records_reach_calamine_as_values() {
    let number = 2.5_f64.to_le_bytes();
    let formula = |value: &[u8]| [value, &[0; 8]].concat();
    let records: Vec<(u16, Vec<u8>)> = vec![
        (0x0200, vec![0xFF; 14]),
        (0x0203, at(0, 0, &number)),
        (0x027E, at(0, 1, &[0x06, 0, 0, 0])),
        (0x00BD, [at(0, 2, &[0x06, 0, 0, 0]), vec![0, 0], vec![0x2B, 0, 0, 0], vec![3, 0]].concat()),
        (0x0205, at(0, 4, &[1, 0])),
        (0x0205, at(0, 5, &[0x07, 1])),
        (0x0006, at(1, 0, &formula(&number))),
        (0x0006, at(1, 1, &formula(&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF]))),
        (0x0207, vec![4, 0, 1, 0x35, 0x75, 0x59, 0x4E]),
        (0x003C, vec![0, b'a', b'b']),
        (0x0006, at(1, 2, &formula(&[1, 0, 1, 0, 0, 0, 0xFF, 0xFF]))),
        (0x0006, at(1, 3, &formula(&[2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]))),
        (0x0006, at(1, 4, &formula(&[3, 0, 0, 0, 0, 0, 0xFF, 0xFF]))),
        (0x0207, vec![1, 0, 0, b'x']),
        (0x0204, at(2, 0, &[1, 0, 0, b'y'])),
        (0x0204, at(2, 0, &[1, 0, 0, b'z'])),
        (0x00FD, at(2, 1, &[9, 0, 0, 0])),
        (0x00E5, vec![1, 0, 4, 0, 3, 0, 1, 0, 0, 0]),
    ];
    let records: Vec<(u16, &[u8])> = records.iter().map(|(kind, data)| (*kind, data.as_slice())).collect();
    let cells = [
        "A1 2.5",
        "B1 1",
        "C1 1",
        "D1 0.1",
        "E1 TRUE",
        "F1 #DIV/0!",
        "A2 2.5",
        "B2 电乙ab",
        "C2 TRUE",
        "D2 #N/A",
        "A3 y",
        "A4 ",
    ];
    check(&xls(&records), &cells, &["A3", "B3", "F1", "D2"]);
}

/// calamine copies a shared text into every cell, and keeps every cell between the first and the last.
#[test]
fn texts_and_distances_are_weighed_before_calamine_copies_them() {
    let mut strings = vec![1, 0, 0, 0, 1, 0, 0, 0, 0x40, 0x1F, 0];
    strings.extend([b'a'; 8000]);
    let mut stream = xls(&[])[..12].to_vec();
    let record = |stream: &mut Vec<u8>, kind: u16, data: &[u8]| {
        stream.extend(kind.to_le_bytes());
        stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        stream.extend_from_slice(data);
    };
    let start = u32::try_from(12 + 13 + 4 + strings.len() + 4).unwrap();
    record(&mut stream, 0x0085, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    record(&mut stream, 0x00FC, &strings);
    record(&mut stream, 0x000A, &[]);
    record(&mut stream, 0x0809, &[0, 6, 16, 0]);
    for row in 0..10_000_u16 {
        let row = row.to_le_bytes();
        record(&mut stream, 0x00FD, &[row[0], row[1], 0, 0, 0, 0, 0, 0, 0, 0]);
    }
    record(&mut stream, 0x000A, &[]);
    check_error(&stream, "文字超过 64 MB");
    let far = [0x1F, 0x4E, 0xC7, 0, 0, 0, 1, 0, 0, b'y'];
    check_error(&xls(&[(0x0204, &at(0, 0, &[1, 0, 0, b'x'])), (0x0204, &far)]), "单元格相距过远");
}
