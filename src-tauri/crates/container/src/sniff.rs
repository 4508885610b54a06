//! Which container a file is, by its content.

use jixiao_xlsx::guarded::{Archive, decode};

/// How much of a text is looked at.
const HEAD: usize = 8192;

/// Who reads a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// `jixiao_xlsx`, which also says what is no container at all.
    Workbook,
    /// A Word document with its tables.
    Docx,
    /// HTML, whatever its encoding.
    Html,
    /// PDF.
    Pdf,
    /// XML Spreadsheet 2003.
    Xml2003,
}

/// What `bytes` are. Damage is found by the reader.
pub(crate) fn container(bytes: &[u8]) -> Container {
    if bytes.starts_with(b"PK") {
        let is_docx = Archive::open(bytes).is_ok_and(|archive| archive.has("word/document.xml"));
        return if is_docx { Container::Docx } else { Container::Workbook };
    }
    if bytes.starts_with(b"%PDF") {
        return Container::Pdf;
    }
    let head = decode(&bytes[..bytes.len().min(HEAD)]).to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| head.contains(name));
    if !head.trim_start().starts_with('<') {
        return Container::Workbook;
    }
    if begins(&["<html", "<!doctype html"]) {
        Container::Html
    } else if begins(&["urn:schemas-microsoft-com:office:spreadsheet", "progid=\"excel.sheet\""]) {
        Container::Xml2003
    } else if head.contains("<table") {
        Container::Html
    } else {
        Container::Workbook
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let cases: [(&[u8], Container); 10] = [
            (b"", Container::Workbook),
            (b"%PDF-1.7", Container::Pdf),
            (b"PK\x03\x04", Container::Workbook),
            (b"\xD0\xCF\x11\xE0", Container::Workbook),
            (b"a,b <table>", Container::Workbook),
            (b"<?xml version='1.0'?><x/>", Container::Workbook),
            (b"\xEF\xBB\xBF\r\n<TABLE><tr>", Container::Html),
            (b"<\0h\0t\0m\0l\0>\0", Container::Html),
            (b"<html xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\">", Container::Html),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table>",
                Container::Xml2003,
            ),
        ];
        for (bytes, expected) in cases {
            assert_eq!(container(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
