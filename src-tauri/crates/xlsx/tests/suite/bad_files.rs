//! Files that are no workbooks, damaged ones, and malicious ones: each gives a sentence, soon and within memory.

use std::io::{Cursor, Read};
use std::time::{Duration, Instant};

use crate::files::{
    BOOKS, Dice, SHELL, archive, bomb, corpus, is_xls, ods, stored, with_claim, xls, xlsx, xlsx_with,
};
use jixiao_xlsx::{ReadError, Workbook, read};

const READ_TIMEOUT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 15 } else { 5 });
/// Peak memory of the whole test program, the making of the bad files included.
const MEMORY_KILOBYTES: u64 = 500_000;

/// Reads a bad file; fails when that takes long or needed the net under panics.
fn attempt(bytes: &[u8], name: &str) -> Result<Workbook, ReadError> {
    let start = Instant::now();
    let result = read(bytes, name);
    let taken = start.elapsed();
    assert!(taken < READ_TIMEOUT, "{name}: {taken:?}");
    if let Err(error) = &result {
        let text = error.to_string();
        assert!(!text.contains("内部结构不符合规范"), "{name} panicked");
        assert!(text.contains(name) && text.contains('请'), "{text}");
    }
    result
}

/// How many times as much is done as in every run of the tests: `make torture` asks for more.
fn torture() -> usize {
    std::env::var("JIXIAO_TORTURE").ok().and_then(|times| times.parse().ok()).unwrap_or(1)
}

fn check_error(bytes: &[u8], name: &str, expected: &str) {
    let error = attempt(bytes, name).expect_err(name).to_string();
    assert!(error.contains(expected), "{name}: {error}");
}

/// Checks what is read and told: cells with their areas, and the problems' cells.
fn check_read(bytes: &[u8], name: &str, cells: &[&str], problems: &[&str]) {
    let book = attempt(bytes, name).expect(name);
    let shown = |cell: &jixiao_sheet::Cell| format!("{} {}", cell.area, cell.value.shown());
    let read: Vec<String> = book.sheets.iter().flat_map(|sheet| sheet.cells.iter().map(shown)).collect();
    assert_eq!(read, cells, "{name}");
    let reported: Vec<&str> = book.problems.iter().map(|problem| problem.problem.cell.as_str()).collect();
    assert_eq!(reported, problems, "{name}");
}

#[test]
fn other_files_are_named() {
    let cases: [(&[u8], &str); 19] = [
        (b"", "是空文件"),
        (b"%PDF-1.7 ...", "PDF 文件"),
        (b"{\\rtf1\\ansi", "文字文档"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页（HTML）"),
        ("\u{FEFF}<!DOCTYPE html>\n<title>自评表</title>".as_bytes(), "网页（HTML）"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "网页（HTML）"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>", "XML 电子表格 2003"),
        (b"<?xml version=\"1.0\"?><office:document>", "单一 XML"),
        (b"<?xml version=\"1.0\"?><a/>", "XML 文件"),
        ("项目名称,预算数\n某项目,20\n".as_bytes(), "纯文本"),
        (b"\xCF\xEE\xC4\xBF\xC3\xFB\xB3\xC6,20\r\n", "纯文本"),
        (b"\xFF\xFEy\0v{\r\0\n\0", "纯文本"),
        (b"Rar!\x1A\x07", "压缩包"),
        (b"\x89PNG\r\n", "图片"),
        (b"\xFF\xD8\xFF\xE0", "图片"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00", "Excel 4.0"),
        (&[0; 3000], "无法识别"),
        (b"\x09\x08\x10\x00\x00\x02\x05\x00", "记录在中途中断"),
        (b"PK\x03\x04", "压缩目录"),
    ];
    for (bytes, expected) in cases {
        check_error(bytes, "甲.xls", expected);
    }
    let archives: [(&[(&str, &str)], &str); 6] = [
        (&[("word/document.xml", "<w/>")], "文字文档"),
        (&[("ppt/presentation.xml", "<p/>")], "演示文稿"),
        (&[("xl/workbook.bin", "")], "二进制工作簿"),
        (&[("自评表.xlsx", "")], "压缩包"),
        (&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")], "文字文档"),
        (&[], "压缩包"),
    ];
    for (entries, expected) in archives {
        check_error(&archive(entries), "乙.xlsx", expected);
    }
}

#[test]
fn workbooks_without_sheets_or_parts_are_told() {
    check_error(&archive(&[("xl/workbook.xml", "<workbook/>")]), "甲.xlsx", "没有工作表");
    check_error(&archive(&SHELL), "乙.xlsx", "缺少工作表“表”的内容");
    check_error(&archive(&SHELL[..1]), "丙.xlsx", "缺少 xl/workbook.xml");
    check_error(&archive(&[("content.xml", "<a/>")]), "丁.ods", "没有工作表");
    check_error(&xlsx_with("<worksheet><sheetData>", &[]), "戊.xlsx", "sheet1.xml");
}

#[test]
fn passwords_are_told() {
    let mut book = corpus("changji-jobs-2020.xls");
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (old, new) = (utf16("Workbook\0"), utf16("EncryptedPackage\0"));
    let at = book.windows(old.len()).position(|window| window == old).unwrap();
    book[at..at + new.len()].copy_from_slice(&new);
    book[at + 64] = u8::try_from(new.len()).unwrap();
    check_error(&book, "甲.xlsx", "打开密码");
    let mut stream = xls(&[]);
    stream.splice(12..12, [0x2F, 0, 2, 0, 1, 0]);
    check_error(&stream, "乙.xls", "打开密码");
    let manifest = ("META-INF/manifest.xml", "<manifest:encryption-data/>");
    check_error(&archive(&[("content.xml", "?"), manifest]), "丙.ods", "打开密码");
}

#[test]
fn far_cells_and_giant_areas_take_no_memory() {
    let far =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    check_read(&xlsx(far, ""), "远.xlsx", &["A1:A1 1"], &["XFD1048576"]);
    let merges = r#"<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:C3"/></mergeCells>"#;
    check_read(&xlsx(far, merges), "合并.xlsx", &["A1:GR20000 1"], &["XFD1048576", "A1", "B2"]);
    let rows = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
    check_read(&ods(rows), "远.ods", &[], &["A1048577"]);
    let spanned = r#"<table:table-row><table:table-cell table:number-rows-spanned="4294967295" table:number-columns-spanned="4294967295" office:value-type="string"><text:p>甲<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row>"#;
    let book = attempt(&ods(spanned), "合并.ods").unwrap();
    assert_eq!(book.sheets[0].cells[0].area.to_string(), "A1:GR20000");
    let number = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let giant = [1, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF];
    check_read(
        &xls(&[(0x0203, &number), (0x00E5, &giant)]),
        "远.xls",
        &["A1:GR20000 "],
        &["CRXP65536", "A1"],
    );
}

#[test]
fn formulas_errors_and_odd_cells_are_told() {
    let rows = r#"<row r="1"><c r="A1"><f>SUM(B1)</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>
        <c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="s"><v>9</v></c>
        <c r="G1" t="inlineStr"><is><r><t xml:space="preserve">甲 </t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>
        <c t="d"><v>2021-12-31T00:00:00</v></c><c r="B1"><v>3</v></c></row>"#;
    check_read(
        &xlsx(rows, ""),
        "公式.xlsx",
        &["B1:B1 2", "C1:C1 #DIV/0!", "E1:E1 TRUE", "G1:G1 甲 乙", "H1:H1 2021-12-31"],
        &["A1", "C1", "F1", "B1"],
    );
}

#[test]
fn hidden_sheets_are_read_and_told() {
    let book = r#"<workbook xmlns:r="r"><sheets><sheet name="藏" state="veryHidden" r:id="s1"/><sheet name="图" r:id="s2"/></sheets>
        <definedNames><definedName name="jixiao.form">'藏'!$A$1:$B$2</definedName><definedName name="jixiao.lost">#REF!</definedName></definedNames></workbook>"#;
    let relations = r#"<R><Relationship Id="s1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="s2" Type="x/chartsheet" Target="c.xml"/></R>"#;
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>";
    let bytes = archive(&[
        SHELL[0],
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl\\worksheets\\Sheet1.xml", sheet),
    ]);
    let book = attempt(&bytes, "藏.xlsx").unwrap();
    assert_eq!(book.sheets.len(), 1);
    assert_eq!(book.sheets[0].marks[0].area.to_string(), "A1:B2");
    let reported: Vec<&str> = book.problems.iter().map(|problem| problem.sheet.as_str()).collect();
    assert_eq!(reported, ["藏", "图", ""]);
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    check_error(&vec![b'P'; (64 << 20) + 1], "大.xlsx", "超过可以读入的 64 MB");
    let strings = "xl/sharedStrings.xml";
    let zeros = bomb(&SHELL, strings, 100);
    assert!(zeros.len() < 1 << 20);
    check_error(&zeros, "零.xlsx", "xl/sharedStrings.xml 声明 100 MB");
    check_error(&with_claim(zeros.clone(), strings, 1000), "谎.xlsx", "xl/sharedStrings.xml");
    check_error(&with_claim(zeros, strings, u32::MAX - 1), "巨.xlsx", "声明共 4096 MB");
    let names: Vec<String> = (0..10_001).map(|index| format!("{index}.xml")).collect();
    let entries: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    check_error(&stored(&entries), "多.xlsx", "压缩包内有 10001 个文件");
    let mut claim = archive(&SHELL);
    let end = claim.len() - 22;
    claim[end + 8..end + 12].fill(0xFF);
    check_error(&claim, "数.xlsx", "压缩包内有 65535 个文件");
    check_memory();
}

#[test]
fn large_parts_are_refused_within_memory() {
    check_error(&xlsx(&"<a>".repeat(10_000), ""), "深.xlsx", "sheet1.xml");
    let sheet = "<worksheet><sheetData/></worksheet>";
    let strings = format!("<sst>{}</sst>", "<si/>".repeat(1_000_000));
    check_read(&xlsx_with(sheet, &[("xl/sharedStrings.xml", &strings)]), "空串.xlsx", &[], &[]);
    let formats = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(300_000));
    check_read(&xlsx_with(sheet, &[("xl/styles.xml", &formats)]), "样式.xlsx", &[], &[]);
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(150));
    check_error(&xlsx(&row.repeat(2700), ""), "格.xlsx", "400000 个单元格");
    let long = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(30_000));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(100));
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", row.repeat(100));
    check_error(&xlsx_with(&sheet, &[("xl/sharedStrings.xml", &long)]), "字.xlsx", "文字超过 64 MB");
    let overlapping =
        |count| format!("<mergeCells>{}</mergeCells>", "<mergeCell ref=\"A1:GR20000\"/>".repeat(count));
    attempt(&xlsx("", &overlapping(49_000)), "叠.xlsx").unwrap();
    check_error(&xlsx("", &overlapping(50_001)), "并.xlsx", "50000 个合并区域");
    check_memory();
}

#[test]
fn repetitions_are_refused_within_memory() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>甲</text:p></table:table-cell>"#;
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    check_error(&ods(&row), "重复.ods", "400000 个单元格");
    let spaces = r#"<table:table-cell><text:p><text:s text:c="200000"/></text:p></table:table-cell>"#;
    let row = format!("<table:table-row>{}</table:table-row>", spaces.repeat(1000));
    check_error(&ods(&row), "空格.ods", "一行文字超过 64 MB");
    let laughs = r#"<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>"#;
    check_read(&xlsx_with(laughs, &[]), "笑.xlsx", &[], &["A1"]);
    // Nine hundred sheets that are all the same place of the stream.
    let mut stream = xls(&[])[..12].to_vec();
    stream.extend([0x85, 0, 9, 0, 12, 0, 0, 0, 0, 0, 1, 0, b'A'].repeat(900));
    stream.extend([0x01, 0x02, 0, 0].repeat(200_000));
    stream.extend([0x0A, 0, 0, 0]);
    check_error(&stream, "循环.xls", "500 万个");
    check_memory();
}

fn check_memory() {
    assert!(peak_memory() < MEMORY_KILOBYTES, "{} kB", peak_memory());
}

#[cfg(target_os = "linux")]
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[cfg(not(target_os = "linux"))]
fn peak_memory() -> u64 {
    0
}

#[test]
fn truncated_books_never_panic() {
    for name in BOOKS {
        let bytes = corpus(name);
        let whole = read(&bytes, name).unwrap();
        for part in 1..24 {
            let length = bytes.len() * part / 24;
            let result = attempt(&bytes[..length], name);
            // Behind the workbook itself, an .xls file holds what is not needed.
            let is_whole = result.as_ref().is_ok_and(|book| is_xls(name) && *book == whole);
            assert!(result.is_err() || is_whole, "{name} {length}");
        }
    }
}

#[test]
fn flipped_bits_never_panic() {
    let mut dice = Dice(0x5EED_0000_0000_0001);
    for name in BOOKS {
        let bytes = corpus(name);
        let rounds = if is_xls(name) { 400 } else { 12 };
        for _ in 0..rounds * torture() {
            let _ = attempt(&flipped(&bytes, &mut dice), name);
        }
    }
}

/// Bits flipped inside the parts, where no checksum catches them.
#[test]
fn flipped_parts_never_panic() {
    let mut dice = Dice(0x5EED_0000_0000_0002);
    let parts = [
        (
            "urumqi-2023-filled-down.xlsx",
            &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"][..],
        ),
        ("tongcheng-2021.xlsx", &["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]),
        ("changji-2021.ods", &["content.xml"]),
    ];
    for (name, targets) in parts {
        let entries = unpacked(&corpus(name));
        for target in targets {
            for _ in 0..20 * torture() {
                let changed = entries.iter().map(|(part, bytes)| {
                    let bytes = if part == target { flipped(bytes, &mut dice) } else { bytes.clone() };
                    (part.clone(), String::from_utf8_lossy(&bytes).into_owned())
                });
                let changed: Vec<(String, String)> = changed.collect();
                let entries: Vec<(&str, &str)> =
                    changed.iter().map(|(part, text)| (part.as_str(), text.as_str())).collect();
                let _ = attempt(&stored(&entries), name);
            }
        }
    }
}

fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let indexes = 0..archive.len();
    let entry = |index| {
        let mut entry = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (String::from_utf8_lossy(entry.name_raw()).into_owned(), bytes)
    };
    indexes.map(entry).collect()
}

fn flipped(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
    }
    bytes
}

#[test]
fn random_bytes_never_panic() {
    let mut dice = Dice(0x5EED_0000_0000_0003);
    let heads: [&[u8]; 5] = [
        b"",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"\x09\x08\x08\x00\x00\x06\x05\x00",
        b"PK\x05\x06",
    ];
    for round in 0..500 * torture() {
        let length = dice.below(3000);
        let random = (0..length).map(|_| u8::try_from(dice.below(256)).unwrap());
        let bytes: Vec<u8> = heads[round % heads.len()].iter().copied().chain(random).collect();
        if !bytes.is_empty() {
            assert!(attempt(&bytes, "随机.xls").is_err());
        }
    }
}
