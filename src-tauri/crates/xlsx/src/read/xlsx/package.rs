//! The parts of a workbook that calamine is shown: found by their relationships, checked, and packed anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::beside::Beside;
use super::cell_index::{self, CellIndex};
use super::color::Theme;
use super::look;
use super::relations::{Relations, of_type, relations};
use super::rich::Rich;
use super::styles;
use crate::error::Fault;
use crate::limits;
use crate::read::archive::Archive;
use crate::read::builder::Budget;
use crate::read::guard::check_sheet_count;
use crate::read::looks::Looks;
use crate::read::xml::{Node, Xml, attribute};

const ROOT: &str = r#"<Relationships><Relationship Type="/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// What calamine is shown, and what is known beforehand.
pub(super) struct Package {
    /// An archive, not compressed, of the checked parts alone.
    pub bytes: Vec<u8>,
    /// Each sheet in the workbook's order; `None` for one of another kind and for a missing part.
    pub sheets: Vec<Option<CellIndex>>,
    /// How cells look.
    pub looks: Looks,
}

/// Unpacks and checks the parts that hold sheets, texts and styles.
pub(super) fn build(archive: &mut Archive<'_>, budget: &Budget) -> Result<Package, Fault> {
    let root = relations(archive, "_rels/.rels", "")?;
    let main = of_type(&root, "/officeDocument").unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let links = relations(archive, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let workbook = archive.needed(&main)?;
    let (entries, is_stale) = entries(&workbook, &main, &links)?;
    check_sheet_count(entries.len())?;
    let mut parts = Parts::new();
    parts.add("_rels/.rels", &[ROOT])?;
    parts.add("xl/workbook.xml", &[&workbook])?;
    parts.add("xl/_rels/workbook.xml.rels", &[&relationships(&entries)])?;
    let struck = add_strings(archive, &links, &mut parts)?;
    let styles = of_type(&links, "/styles").unwrap_or_else(|| "xl/styles.xml".to_owned());
    let mut looks = Looks::default();
    if let Some(text) = archive.part(&styles)? {
        styles::check(&text, &styles)?;
        looks = look::read(&text, &styles, &theme(archive, &links))?;
        parts.add("xl/styles.xml", &[&text])?;
    }
    let known = Known { struck, is_stale, digit: looks.digit };
    let mut sheets = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        sheets.push(add_sheet(archive, entry, index, &known, budget, &mut parts)?);
    }
    Ok(Package { bytes: parts.finish()?, sheets, looks })
}

/// The colours of the theme; those of a new workbook where it cannot be read, since no text depends on them.
fn theme(archive: &mut Archive<'_>, links: &Relations) -> Theme {
    let part = of_type(links, "/theme").unwrap_or_else(|| "xl/theme/theme1.xml".to_owned());
    let text = archive.part(&part).ok().flatten();
    text.and_then(|text| Theme::read(&text, &part).ok()).unwrap_or_default()
}

/// Adds the shared strings, without the number of them that the part claims: calamine takes memory for as many.
///
/// Returns the texts with crossed-out runs, by number.
fn add_strings(
    archive: &mut Archive<'_>,
    links: &Relations,
    parts: &mut Parts,
) -> Result<HashMap<usize, Rich>, Fault> {
    let mut struck = HashMap::new();
    let part = of_type(links, "/sharedStrings").unwrap_or_else(|| "xl/sharedStrings.xml".to_owned());
    let Some(text) = archive.part_within(&part, limits::STRING_BYTES)? else {
        return Ok(struck);
    };
    let mut first = None;
    let (mut count, mut rich) = (0, Rich::default());
    let mut xml = Xml::new(&text, &part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) if element.local_name().as_ref() == "si" => {
                first = first.or(Some(xml.start()));
                rich.read(&mut xml)?;
                if !rich.struck.is_empty() {
                    struck.insert(count, rich.clone());
                }
                count += 1;
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
    let texts = first.and_then(|first| text.get(first..)).unwrap_or("</sst>");
    parts.add("xl/sharedStrings.xml", &["<sst>", texts])?;
    Ok(struck)
}

/// Adds the cells of a sheet. What stands before them is left out, the claim of their number with it.
fn add_sheet(
    archive: &mut Archive<'_>,
    entry: &PartEntry,
    index: usize,
    known: &Known,
    budget: &Budget,
    parts: &mut Parts,
) -> Result<Option<CellIndex>, Fault> {
    let Some(part) = entry.part.as_deref().filter(|_| entry.has_cells) else {
        return Ok(None);
    };
    let Some(text) = archive.part(part)? else {
        return Ok(None);
    };
    let text = trimmed_values(&text);
    let mut cells = cell_index::read(&text, part, &known.struck, known.digit, budget)?;
    cells.is_stale = known.is_stale;
    cells.beside = Beside::read(archive, part)?;
    let rest = cells.start.and_then(|start| text.get(start..)).unwrap_or("<sheetData/></worksheet>");
    parts.add(&sheet_part(index), &["<worksheet>", rest])?;
    Ok(Some(cells))
}

/// The part with its values on one line: some programs indent XML, and calamine takes the white space for a part of the
/// number.
fn trimmed_values(text: &str) -> Cow<'_, str> {
    let is_indented = |behind: &str| behind.starts_with(['\n', '\r', ' ', '\t']);
    if !text.match_indices("<v>").any(|(at, mark)| is_indented(&text[at + mark.len()..])) {
        return text.into();
    }
    let mut pieces = text.split("<v>");
    let mut trimmed = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (value, rest) = piece.split_once('<').unwrap_or((piece, ""));
        trimmed.push_str("<v>");
        trimmed.push_str(value.trim());
        trimmed.push('<');
        trimmed.push_str(rest);
    }
    trimmed.into()
}

/// What is known of all sheets before they are read.
struct Known {
    /// Texts with crossed-out runs, by number.
    struck: HashMap<usize, Rich>,
    /// The workbook asks for all its formulas to be computed when it is opened: their results may be dummies.
    is_stale: bool,
    /// The width of a digit of the default font, in pixels.
    digit: i64,
}

/// A sheet as the workbook lists it.
struct PartEntry {
    /// Its relationship.
    id: String,
    part: Option<String>,
    /// No chart, macro sheet or dialog.
    has_cells: bool,
}

fn entries(text: &str, part: &str, links: &Relations) -> Result<(Vec<PartEntry>, bool), Fault> {
    let mut entries = Vec::new();
    let mut is_stale = false;
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok((entries, is_stale)),
            Node::Open(element) if element.local_name().as_ref() == "calcPr" => {
                is_stale = matches!(attribute(&element, "fullCalcOnLoad").as_deref(), Some("1" | "true"));
            }
            Node::Open(element) if element.local_name().as_ref() == "sheet" => {
                let id = attribute(&element, "id").unwrap_or_default();
                let link = links.get(&id);
                let has_cells = link.is_none_or(|(kind, _)| kind.ends_with("/worksheet"));
                entries.push(PartEntry { part: link.map(|(_, part)| part.clone()), has_cells, id });
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}

/// The relationships of the workbook calamine is shown: it refuses kinds of sheets that it does not know.
fn relationships(entries: &[PartEntry]) -> String {
    let items = entries.iter().enumerate().map(|(index, entry)| {
        let kind = if entry.has_cells { "worksheet" } else { "chartsheet" };
        let (id, target) = (escape(&entry.id), sheet_part(index));
        format!(r#"<Relationship Id="{id}" Type="/{kind}" Target="/{target}"/>"#)
    });
    format!("<Relationships>{}</Relationships>", items.collect::<String>())
}

fn sheet_part(index: usize) -> String {
    format!("xl/worksheets/sheet{index}.xml")
}

/// An archive in the making.
struct Parts(ZipWriter<Cursor<Vec<u8>>>);

impl Parts {
    fn new() -> Self {
        Self(ZipWriter::new(Cursor::new(Vec::new())))
    }

    /// Adds a part that consists of these pieces.
    fn add(&mut self, name: &str, pieces: &[&str]) -> Result<(), Fault> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default());
        self.0.start_file(name, options).map_err(|_| unpacked())?;
        pieces.iter().try_for_each(|piece| self.0.write_all(piece.as_bytes())).map_err(|_| unpacked())
    }

    fn finish(self) -> Result<Vec<u8>, Fault> {
        Ok(self.0.finish().map_err(|_| unpacked())?.into_inner())
    }
}

/// The error for an archive in memory that cannot be written, which does not happen below four gigabytes.
fn unpacked() -> Fault {
    Fault::damaged("内容无法整理")
}
