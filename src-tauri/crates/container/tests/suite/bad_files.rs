//! Files that are damaged, hostile or something else.

use jixiao_container::read;

use crate::files::corpus;
use crate::word::docx;

fn check_error(bytes: &[u8], expected: &str) {
    let message = read(bytes, "表").map_or_else(|error| error.to_string(), |_| "no error".to_owned());
    assert!(message.contains(expected), "{message}, not {expected}");
}

#[test]
fn limits_hold() {
    let html = |text: &str| format!("<html>{text}").into_bytes();
    check_error(&html(""), "没有工作表");
    check_error(&html("<table>"), "没有工作表");
    check_error(&html(&"<table><tr><td>".repeat(50)), "嵌套超过 20 层");
    check_error(&html(&format!("<table><tr>{}", "<td>a".repeat(300))), "超过 200 列");
    check_error(
        &html(&format!("<table>{}", format!("<tr>{}", "<td>a".repeat(200)).repeat(2001))),
        "个单元格",
    );
    check_error(&html(&"<table><tr><td>a</table><hr>b".repeat(1100)), "1100 张工作表");
    check_error(&html(&"<b>".repeat(5_000_001)), "空白单元格和记录超过");
    let nested = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(10), "</w:tc></w:tr></w:tbl>".repeat(10));
    check_error(&docx(&nested, &[]), "嵌套超过 8 层");
    let deep = format!("{}{}", "<w:x>".repeat(300), "</w:x>".repeat(300));
    check_error(&docx(&format!("<w:p>{deep}</w:p>"), &[]), "不合规范");
    check_error(&docx("<w:p>", &[]), "不合规范");
    check_error(&docx("", &[]), "没有工作表");
    let xml = |text: &str| {
        format!("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">{text}</Workbook>")
            .into_bytes()
    };
    check_error(&xml(""), "没有工作表");
    check_error(&xml("<Worksheet><Table><Row ss:Index=\"0\"/></Table></Worksheet>"), "序号“0”无法识别");
    check_error(&xml("<Worksheet><Table><Row></Table></Worksheet>"), "不合规范");
    check_error(&xml(&"<Worksheet/>".repeat(1001)), "1001 张工作表");
    check_error(b"%PDF-1.7\n", "目录无法读取");
}

/// Tags that are never closed, and spans beyond all bounds, take no more time or memory than their text.
#[test]
fn hostile_pages_are_read_or_refused_in_linear_time() {
    let fonts = (0..20_000).map(|n| format!("<font a{n}><p>")).collect::<Vec<_>>().concat();
    let attributes = (0..50_000).map(|n| format!(" a{n}=1")).collect::<Vec<_>>().concat();
    for page in [
        format!("<html><table><tr><td>{fonts}a"),
        format!("<html><table><tr><td{attributes}>a"),
        "<html><table><tr><td rowspan=99999999999 colspan=99999>a".to_owned(),
        "<html><table><tr><td rowspan=65534 colspan=200>a<tr><td>b".to_owned(),
    ] {
        assert!(read(page.as_bytes(), "表").is_ok() || page.contains("<tr><td>b"), "{}", &page[..60]);
    }
}

/// A generator of numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }
}

/// Whatever happens to a file, reading ends with sheets or a message, and never with a panic.
#[test]
fn damaged_files_never_panic() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for name in ["guichi.docx", "guichi-html.xls", "guichi-html-gbk.xls", "guichi-xml2003.xls", "guichi.pdf"]
    {
        let whole = corpus(&format!("containers/{name}"));
        let times = std::env::var("JIXIAO_TORTURE").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
        for round in 0..150 * times {
            let mut bytes = whole.clone();
            if round % 3 == 0 {
                bytes.truncate(dice.below(whole.len()));
            }
            for _ in 0..=dice.below(20) {
                if bytes.is_empty() {
                    break;
                }
                let at = dice.below(bytes.len());
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
            if let Err(error) = read(&bytes, name) {
                assert!(error.to_string().contains(name), "{error}");
            }
        }
    }
}
