use std::collections::{BTreeMap, BTreeSet};

use jixiao_model::EditionId;
use jixiao_sheet::{Length, Style};

use crate::edition::{Block, CellSpec, Edition, RowSpec, Section};
use crate::measure::Measure;
use crate::mistake::{at_line, explained};
use crate::source::{BlockFile, CellFile, EditionFile, RowFile, SectionEach, SectionFile};
use crate::template::Template;

pub use crate::mistake::DataError;

/// Reads edition files. A file may extend another one of the same list.
///
/// # Errors
/// The first mistake found: unknown keys, missing keys, an unknown parent, cells that overlap or leave a column uncovered.
pub fn load_editions(files: &[(&str, &str)]) -> Result<Vec<Edition>, DataError> {
    load_each(files).into_iter().filter_map(Result::transpose).collect()
}

/// Reads edition files, each by itself: a mistake in one leaves the others in use. `None` for a file that others extend and that is
/// no edition itself.
#[must_use]
pub fn load_each(files: &[(&str, &str)]) -> Vec<Result<Option<Edition>, DataError>> {
    let parse = |(name, text): &(&str, &str)| ((*name).to_owned(), parse(text));
    let parsed: Parsed = files.iter().map(parse).collect();
    files.iter().map(|(name, _)| edition(name, &parsed)).collect()
}

type Parsed = BTreeMap<String, Result<EditionFile, String>>;

fn wrong(file: &str, what: impl Into<String>) -> DataError {
    DataError { file: file.to_owned(), what: what.into() }
}

fn parse(text: &str) -> Result<EditionFile, String> {
    let file: EditionFile = toml::from_str(text).map_err(|error| explained(text, &error))?;
    for cell in file.cells() {
        let place = |at: usize| move |what: String| at_line(text, at, &what);
        columns_at(cell).map_err(place(cell.at.span().start))?;
        Template::parse(cell.text.get_ref()).map_err(place(cell.text.span().start))?;
    }
    Ok(file)
}

fn edition(name: &str, files: &Parsed) -> Result<Option<Edition>, DataError> {
    let file = flatten(name, files, &mut BTreeSet::new())?;
    if file.id.is_none() {
        return Ok(None);
    }
    build(file).map(Some).map_err(|what| wrong(name, what))
}

fn flatten(name: &str, files: &Parsed, seen: &mut BTreeSet<String>) -> Result<EditionFile, DataError> {
    let file = files.get(name).ok_or_else(|| wrong(name, "extends 指向的文件不存在"))?;
    let file = file.clone().map_err(|what| wrong(name, what))?;
    if !seen.insert(name.to_owned()) {
        return Err(wrong(name, "extends 形成了循环"));
    }
    match file.extends.clone() {
        None => Ok(file),
        Some(parent) => {
            let parent = flatten(&parent, files, seen)?;
            file.on(parent).map_err(|what| wrong(name, what))
        }
    }
}

fn required<T>(value: Option<T>, key: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("缺少“{key}”"))
}

fn build(file: EditionFile) -> Result<Edition, String> {
    let columns: Vec<Length> =
        required(file.columns, "columns")?.into_iter().map(Measure::tenth_mm).collect();
    let page_file = required(file.page, "page")?;
    let page = page_file.page()?;
    let free = page.width - page.left_margin - page.right_margin;
    if !page_file.is_scaled() && columns.iter().copied().sum::<Length>() > free {
        return Err("columns 的总宽超出页边距之间的宽度".to_owned());
    }
    let styles = file.styles.iter().map(|(name, style)| (name.clone(), style.style())).collect();
    let builder = Builder { styles };
    let sections = required(file.section, "section")?;
    let edition = Edition {
        id: required(file.id, "id")?,
        name: required(file.name, "name")?,
        kind: required(file.kind, "kind")?,
        years: required(file.years, "years")?,
        rules: required(file.rules, "rules")?,
        national: file.national.unwrap_or_default(),
        amount_unit: required(file.amount_unit, "amount_unit")?,
        title: Template::parse(&required(file.title, "title")?)?,
        source: required(file.source, "source")?,
        page,
        columns,
        amounts: file.amounts.unwrap_or_default(),
        funds: required(file.funds, "funds")?,
        classes: required(file.classes, "classes")?,
        always: file.always.unwrap_or_default(),
        gaps: file.gaps.unwrap_or_default(),
        sections: sections.iter().map(|section| builder.section(section)).collect::<Result<_, _>>()?,
    };
    check_id(&edition.id)?;
    check_cells(&edition)?;
    Ok(edition)
}

/// An id becomes a part of names in workbooks.
fn check_id(id: &EditionId) -> Result<(), String> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !id.0.is_empty() && id.0.chars().all(is_plain) {
        Ok(())
    } else {
        Err(format!("编号“{}”只能用小写字母、数字和连字符", id.0))
    }
}

/// Cells stand from left to right, on no other's place, and, unless gaps are allowed, on all columns.
fn check_cells(edition: &Edition) -> Result<(), String> {
    let count = edition.columns.len();
    let mut reaching: Vec<&CellSpec> = Vec::new();
    for (block, row) in edition.blocks().flat_map(|block| block.rows.iter().map(move |row| (block, row))) {
        let mut taken = vec![false; count];
        for cell in block.side.iter().chain(&row.cells).chain(reaching.iter().copied()) {
            for column in cell.first..=cell.last {
                match taken.get_mut(column as usize) {
                    Some(taken) if !*taken => *taken = true,
                    Some(_) => return Err(format!("行“{}”的单元格互相重叠", row.id)),
                    None => return Err(format!("行“{}”的单元格超出了“columns”的列数", row.id)),
                }
            }
        }
        let in_order = row.cells.windows(2).all(|pair| pair[0].last < pair[1].first);
        if !in_order || !edition.gaps && taken.contains(&false) {
            return Err(format!("行“{}”的单元格没有从左到右正好铺满各列", row.id));
        }
        reaching.extend(row.cells.iter().filter(|cell| cell.until.is_some()));
        reaching.retain(|cell| cell.until.as_ref() != Some(&row.id));
    }
    match reaching.first().and_then(|cell| cell.until.as_ref()) {
        Some(id) => Err(format!("until 指向的行“{id}”不存在，或在这个单元格之上")),
        None => Ok(()),
    }
}

struct Builder {
    styles: BTreeMap<String, Style>,
}

impl Builder {
    fn section(&self, file: &SectionFile) -> Result<Section, String> {
        let blocks = file.block.iter().map(|block| self.block(block)).collect::<Result<_, _>>()?;
        Ok(Section { each_goal: file.each == SectionEach::Goal, blocks })
    }

    fn block(&self, file: &BlockFile) -> Result<Block, String> {
        let side = file.side.as_ref().map(|side| self.cell(side)).transpose()?;
        let rows = file.row.iter().map(|row| self.row(row)).collect::<Result<_, _>>()?;
        Ok(Block { id: file.id.clone(), side, rows })
    }

    fn row(&self, file: &RowFile) -> Result<RowSpec, String> {
        Ok(RowSpec {
            id: file.id.clone(),
            each: file.each,
            header: file.header,
            height: file.height.map(Measure::points),
            page_break: file.page_break,
            least: file.least,
            cells: file.cells.iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?,
        })
    }

    fn cell(&self, file: &CellFile) -> Result<CellSpec, String> {
        let (first, last) = columns_at(file)?;
        let style = file.style.as_deref().unwrap_or("center");
        let style = self.styles.get(style).ok_or_else(|| format!("不认识的样式“{style}”"))?;
        Ok(CellSpec {
            first,
            last,
            until: file.until.clone(),
            text: Template::parse(file.text.get_ref())?,
            blank: file.blank.clone(),
            style: style.clone(),
            merge: file.merge,
            first_only: file.first_only,
        })
    }
}

fn columns_at(file: &CellFile) -> Result<(u32, u32), String> {
    let at = file.at.get_ref();
    columns(at).ok_or_else(|| format!("列“{at}”应写作 A 或 A:B"))
}

/// `A:C` → (0, 2).
fn columns(at: &str) -> Option<(u32, u32)> {
    let (first, last) = at.split_once(':').unwrap_or((at, at));
    Some((column(first)?, column(last)?)).filter(|(first, last)| first <= last)
}

/// `A` → 0, `AA` → 26.
fn column(letters: &str) -> Option<u32> {
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let value = letters.bytes().try_fold(0_u32, |value, letter| match letter {
        b'A'..=b'Z' => Some(value * 26 + u32::from(letter - b'A') + 1),
        _ => None,
    })?;
    Some(value - 1)
}

/// The edition of this id.
#[must_use]
pub fn find<'a>(editions: &'a [Edition], id: &EditionId) -> Option<&'a Edition> {
    editions.iter().find(|edition| edition.id == *id)
}
