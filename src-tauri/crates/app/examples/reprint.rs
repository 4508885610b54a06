//! Writes a workbook again as it was read, as .xlsx and .pdf, to look at beside its source: `reprint BOOK.xlsx FOLDER`.

use std::error::Error;
use std::path::PathBuf;

use jixiao_layout::pages;
use jixiao_pdf::Document;
use jixiao_sheet::Properties;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(book), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("reprint BOOK.xlsx FOLDER".into());
    };
    let name = book.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let sheets = jixiao_xlsx::read(&std::fs::read(&book)?, &name)?.sheets;
    let properties = Properties::default();
    std::fs::write(folder.join(format!("{name}.xlsx")), jixiao_xlsx::write(&sheets, &properties)?)?;
    let printed: Vec<_> = sheets.iter().map(pages).collect();
    let documents: Vec<_> =
        sheets.iter().zip(&printed).map(|(sheet, pages)| Document { title: &sheet.name, pages }).collect();
    std::fs::write(folder.join(format!("{name}.pdf")), jixiao_pdf::write(&documents, &properties)?)?;
    Ok(())
}
