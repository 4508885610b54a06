//! The main part: for each sheet its title, its tables and the paper that they stand on.

use std::io;

use jixiao_layout::fitted;
use jixiao_sheet::{Borders, Cell, Length, Page, Sheet, placed_texts};

use crate::look::{Placed, horizontal, line_height, paragraph, twips};
use crate::package::Part;
use crate::table::{Grid, table};
use crate::xml::Xml;

/// The namespaces of the part.
const NAMES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// No space is added between Chinese characters and digits, as in print.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style></w:styles>"#;

/// Word lays out as it does since 2013.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>"#;

/// The main part of a document of these sheets, and the parts that it refers to.
pub fn parts(sheets: &[Sheet]) -> io::Result<(Vec<u8>, Vec<Part>)> {
    let mut headers = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        if let Some(header) = header(sheet)? {
            headers.push((number, header));
        }
    }
    let has_header = |number: usize| headers.iter().any(|(known, _)| *known == number);
    let mut xml = Xml::new();
    xml.element("w:document", &NAMES, |xml| {
        xml.element("w:body", &[], |xml| {
            for (at, sheet) in sheets.iter().enumerate() {
                let header = has_header(at).then(|| header_id(at));
                section(xml, &fitted(sheet), header.as_deref(), at + 1 == sheets.len())?;
            }
            Ok(())
        })
    })?;
    let mut parts = vec![
        Part::new("styles", "styles.xml", STYLES.into()),
        Part::new("settings", "settings.xml", SETTINGS.into()),
        Part::fonts(),
        Part::theme(),
        Part::new("footer", "footer1.xml", footer()?),
    ];
    // Readers number the parts of page headers from one.
    let header = |(sheet, bytes): (usize, Vec<u8>)| Part {
        id: header_id(sheet),
        ..Part::new("header", &format!("header{}.xml", sheet + 1), bytes)
    };
    parts.extend(headers.into_iter().map(header));
    Ok((xml.into_bytes(), parts))
}

/// The relation that the page header of a sheet goes by.
fn header_id(sheet: usize) -> String {
    format!("header{sheet}")
}

/// The page header of a sheet, where its texts say something (金额单位：万元 may stand there alone); page numbers stand in the footer.
fn header(sheet: &Sheet) -> io::Result<Option<Vec<u8>>> {
    let code = sheet.page.as_ref().and_then(|page| page.header.as_deref());
    let texts = code.map(placed_texts).unwrap_or_default();
    if texts.is_empty() {
        return Ok(None);
    }
    let mut xml = Xml::new();
    xml.element("w:hdr", &NAMES, |xml| {
        for (side, text) in &texts {
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| xml.value("w:jc", horizontal(*side)))?;
                small(xml, text)
            })?;
        }
        Ok(())
    })?;
    Ok(Some(xml.into_bytes()))
}

/// A sheet on its own pages. All sections but the last end with a paragraph that says how they are printed.
fn section(xml: &mut Xml, sheet: &Sheet, header: Option<&str>, is_last: bool) -> io::Result<()> {
    let margin = Length::tenth_mm(150);
    let a4 = Page::new(Length::tenth_mm(2100), Length::tenth_mm(2970), margin, margin, margin);
    let page = sheet.page.as_ref().unwrap_or(&a4);
    let grid = Grid::new(sheet, page.height - page.top_margin - page.bottom_margin);
    let mut first = 0;
    while let Some(cell) = title(&grid, first) {
        line(xml, sheet, cell)?;
        first += 1;
    }
    let mut tables = tables(&grid, first).into_iter().peekable();
    while let Some((rows, headers)) = tables.next() {
        table(xml, &grid, rows, headers)?;
        if tables.peek().is_some() {
            thin(xml, |_| Ok(()))?;
        }
    }
    if is_last {
        thin(xml, |_| Ok(()))?;
        paper(xml, page, header)
    } else {
        thin(xml, |xml| paper(xml, page, header))
    }
}

/// A cell across the whole sheet, without lines, in a row of its own.
fn title<'a>(grid: &Grid<'a>, row: usize) -> Option<&'a Cell> {
    let cell = (row < grid.rows && !grid.widths.is_empty()).then(|| grid.at(row, 0)).flatten()?;
    let is_row = cell.area.first.row == cell.area.last.row && cell.area.first.row as usize == row;
    let is_whole = cell.area.last.column as usize + 1 == grid.widths.len();
    let is_plain = cell.style.borders == Borders::NONE && cell.style.fill.is_none();
    (is_row && is_whole && is_plain && !cell.value.shown().trim().is_empty()).then_some(cell)
}

/// A title, as high as its row.
fn line(xml: &mut Xml, sheet: &Sheet, cell: &Cell) -> io::Result<()> {
    let text = cell.value.shown();
    let lines = i64::try_from(text.split('\n').count()).unwrap_or(1);
    let height = sheet.rows.get(cell.area.first.row as usize).copied().unwrap_or_default();
    let free = (height - line_height(&cell.style) * lines).max(Length::ZERO);
    paragraph(xml, &text, Placed { around: Length(free.0 / 2), ..Placed::of(&cell.style) })
}

/// The rows from `first` on, divided before headings that are repeated, each with the number of such headings at its head.
fn tables(grid: &Grid, first: usize) -> Vec<(std::ops::Range<usize>, usize)> {
    let mut tables = vec![(first..grid.rows, 0)];
    for header in &grid.sheet.headers {
        let (begin, end) = (header.first as usize, header.last as usize + 1);
        let Some((last, headers)) = tables.last_mut() else { break };
        if begin == last.start {
            *headers = end - begin;
        } else if begin > last.start && begin < last.end && grid.is_free(begin) {
            last.end = begin;
            tables.push((begin..grid.rows, end - begin));
        }
    }
    tables.retain(|(rows, _)| !rows.is_empty());
    tables
}

/// A paragraph that takes hardly any room: Word wants one between tables and behind the last.
fn thin(xml: &mut Xml, inside: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty(
                "w:spacing",
                &[("w:before", "0"), ("w:after", "0"), ("w:line", "2"), ("w:lineRule", "exact")],
            )?;
            xml.element("w:rPr", &[], |xml| xml.value("w:sz", "2"))?;
            inside(xml)
        })
    })
}

/// The paper of a section, with its page header and the page number below.
fn paper(xml: &mut Xml, page: &Page, header: Option<&str>) -> io::Result<()> {
    let text = |length: Length| twips(length).to_string();
    let half = |own: Option<Length>, margin: Length| text(own.unwrap_or(Length(margin.0 / 2)));
    xml.element("w:sectPr", &[], |xml| {
        if let Some(header) = header {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", header)])?;
        }
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")])?;
        xml.value("w:type", "nextPage")?;
        let (width, height) = (text(page.width), text(page.height));
        let orientation = if page.width > page.height { "landscape" } else { "portrait" };
        xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height), ("w:orient", orientation)])?;
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &text(page.top_margin)),
                ("w:right", &text(page.right_margin)),
                ("w:bottom", &text(page.bottom_margin)),
                ("w:left", &text(page.left_margin)),
                ("w:header", &half(page.header_margin, page.top_margin)),
                ("w:footer", &half(page.footer_margin, page.bottom_margin)),
                ("w:gutter", "0"),
            ],
        )
    })
}

/// The footer: `第 2 页 共 5 页`, in the middle.
fn footer() -> io::Result<Vec<u8>> {
    let mut xml = Xml::new();
    xml.element("w:ftr", &NAMES, |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:jc", "center"))?;
            for (words, field) in [("第 ", "PAGE"), (" 页 共 ", "NUMPAGES")] {
                small(xml, words)?;
                xml.element("w:fldSimple", &[("w:instr", field)], |xml| small(xml, "1"))?;
            }
            small(xml, " 页")
        })
    })?;
    Ok(xml.into_bytes())
}

/// Words above or below the page.
fn small(xml: &mut Xml, text: &str) -> io::Result<()> {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| {
            xml.empty("w:rFonts", &[("w:ascii", "宋体"), ("w:hAnsi", "宋体"), ("w:eastAsia", "宋体")])?;
            xml.value("w:sz", "18")
        })?;
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text))
    })
}
