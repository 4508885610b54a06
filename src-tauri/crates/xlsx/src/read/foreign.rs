//! Names files that are no workbook, so that the message can say what they are.

use encoding_rs::{Encoding, GBK, UTF_8};

use crate::error::Fault;

/// What a file is called, and what to do with it.
type Naming = (&'static str, &'static str);

const SAVE_AS: &str = "请在 Excel 或 WPS 中打开它，另存为 .xlsx 后再导入。";
const FIND_WORKBOOK: &str = "请找到原来的工作簿或 Word 文档（.xlsx、.xls、.ods、.docx）再导入。";

pub(crate) const DOCUMENT: Naming =
    ("旧格式的文字文档（.doc、.wps 等）", "请在 Word 或 WPS 中打开它，另存为 .docx 后再导入。");
pub(crate) const SLIDES: Naming = ("演示文稿", FIND_WORKBOOK);
pub(crate) const BINARY_WORKBOOK: Naming = ("二进制工作簿（.xlsb）", SAVE_AS);
pub(crate) const OTHER_ARCHIVE: Naming = ("压缩包", "请先解压，再导入其中的工作簿。");
pub(crate) const OLD_WORKBOOK: Naming = ("Excel 4.0 或更早版本的工作簿", SAVE_AS);
pub(crate) const OTHER_COMPOUND: Naming = ("其他程序的文件", FIND_WORKBOOK);
const PDF: Naming = ("PDF 文件", FIND_WORKBOOK);
const WEB_PAGE: Naming = ("网页（HTML），只是扩展名像工作簿", SAVE_AS);
const XML_SPREADSHEET: Naming = ("XML 电子表格 2003 文件", SAVE_AS);
const FLAT_ODS: Naming = ("单一 XML 的 OpenDocument 文件", SAVE_AS);
const OTHER_XML: Naming = ("XML 文件", FIND_WORKBOOK);
const PICTURE: Naming = ("图片", FIND_WORKBOOK);
const PLAIN_TEXT: Naming = ("纯文本（CSV 等）", SAVE_AS);
const UNKNOWN: Naming = ("无法识别的文件", FIND_WORKBOOK);

const BEGINNINGS: [(&[u8], Naming); 13] = [
    (b"%PDF", PDF),
    (b"{\\rtf", DOCUMENT),
    (b"Rar!", OTHER_ARCHIVE),
    (b"7z\xBC\xAF", OTHER_ARCHIVE),
    (b"\x1F\x8B", OTHER_ARCHIVE),
    (b"\x89PNG", PICTURE),
    (b"\xFF\xD8\xFF", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"\x09\x00", OLD_WORKBOOK),
    (b"\x09\x02", OLD_WORKBOOK),
    (b"\x09\x04", OLD_WORKBOOK),
];

/// What stands in the first lines of a text, in lower case; the first that is found names the file.
const CONTENTS: [(&str, Naming); 8] = [
    ("urn:schemas-microsoft-com:office:spreadsheet", XML_SPREADSHEET),
    ("progid=\"excel.sheet\"", XML_SPREADSHEET),
    ("<office:document", FLAT_ODS),
    ("<html", WEB_PAGE),
    ("<!doctype html", WEB_PAGE),
    ("<table", WEB_PAGE),
    ("mime-version:", WEB_PAGE),
    ("<?xml", OTHER_XML),
];

/// The error for a file that is no workbook.
pub(crate) fn name(bytes: &[u8]) -> Fault {
    let (found, advice) = naming(bytes);
    Fault::Foreign(found, advice)
}

fn naming(bytes: &[u8]) -> Naming {
    let head = &bytes[..bytes.len().min(4096)];
    if let Some((_, naming)) = BEGINNINGS.iter().find(|(beginning, _)| head.starts_with(beginning)) {
        return *naming;
    }
    let Some(text) = text_of(head) else { return UNKNOWN };
    let text = text.to_lowercase();
    CONTENTS.iter().find(|(content, _)| text.contains(content)).map_or(PLAIN_TEXT, |(_, naming)| *naming)
}

/// The head of a file as text, or `None` when it holds control characters or is in no encoding of this country.
fn text_of(head: &[u8]) -> Option<String> {
    let encodings: &[&'static Encoding] = match Encoding::for_bom(head) {
        Some((encoding, _)) => &[encoding],
        None => &[UTF_8, GBK],
    };
    encodings.iter().find_map(|encoding| readable(&encoding.decode(head).0))
}

fn readable(text: &str) -> Option<String> {
    let strange = text.chars().filter(|c| *c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace())).count();
    // A character cut at the end of the head is no sign of binary data.
    (strange <= 1).then(|| text.to_owned())
}
