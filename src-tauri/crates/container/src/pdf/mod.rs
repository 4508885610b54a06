//! PDF: tables with ruled lines, and the lines of text around them.
//!
//! A PDF knows neither tables nor cells. Here a cell is what lines enclose, and a text belongs to the cell in which it
//! begins. What has no lines is no table; a scan has no text. Both are said.

mod page;
mod ruled;

use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Budget, Fault};
use lopdf::{Document, LoadOptions};

use crate::lines::{self, Piece};

/// Pages that are read; a department's book of a hundred forms has half as many.
const PAGES: usize = 500;
/// Unpacked bytes of a page, and of all other parts together.
const BYTES: usize = 16 << 20;

const NO_TABLE: (&str, &str) = (
    "没有表格线或文字的 PDF（可能是扫描件）",
    "请找到原来的工作簿或 Word 文档（.xlsx、.xls、.ods、.docx）再导入。",
);

/// Reads the ruled tables of a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Fault> {
    let options = LoadOptions { max_decompressed_size: Some(BYTES), ..LoadOptions::default() };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|_| Fault::damaged("PDF 的目录无法读取"))?;
    if document.is_encrypted() {
        return Err(Fault::Encrypted);
    }
    let budget = Budget::default();
    let mut pieces = Vec::new();
    let mut lost = 0;
    for (index, page) in document.page_iter().enumerate() {
        if index >= PAGES {
            return Err(Fault::TooMuch(format!("超过 {PAGES} 页")));
        }
        let page = page::read(&document, page, BYTES, &budget)?;
        lost += page.lost;
        pieces.extend(ruled::pieces(page)?);
    }
    if !pieces.iter().any(|piece| matches!(piece, Piece::Table(_))) {
        return Err(Fault::Foreign(NO_TABLE.0, NO_TABLE.1));
    }
    let mut workbook = lines::workbook(pieces, "表", &[], &budget)?;
    workbook.report("", "这是 PDF 文件：单元格按表格线划分，换行和跨页处可能有出入，请逐项核对。");
    if lost > 0 {
        workbook.report("", &format!("有 {lost} 处文字没有编码信息，没有读入。请核对后补上。"));
    }
    Ok(workbook)
}
