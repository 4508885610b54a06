use std::collections::{BTreeMap, BTreeSet};

use jixiao_model::EditionId;
use jixiao_sheet::{Length, Page, Style};

use crate::edition::{Block, CellSpec, Edition, RowSpec, Section};
use crate::source::{
    BlockFile, CellFile, EditionFile, Orientation, PageFile, Paper, RowFile, SectionEach, SectionFile,
    StyleFile,
};
use crate::template::Template;

/// What is wrong with an edition or rule-set file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("数据文件“{file}”有误：{what}")]
pub struct DataError {
    /// The file.
    pub file: String,
    /// What is wrong, in Chinese.
    pub what: String,
}

/// Reads edition files. A file may extend another one of the same list.
///
/// # Errors
/// The first mistake found: unknown keys, missing keys, an unknown parent, cells that overlap or leave a column uncovered.
pub fn load_editions(files: &[(&str, &str)]) -> Result<Vec<Edition>, DataError> {
    let mut parsed = BTreeMap::new();
    for (name, text) in files {
        let file: EditionFile = toml::from_str(text).map_err(|error| wrong(name, &error.to_string()))?;
        parsed.insert((*name).to_owned(), file);
    }
    let mut editions = Vec::new();
    for (name, _) in files {
        let file = flatten(name, &parsed, &mut BTreeSet::new())?;
        if file.id.is_some() {
            editions.push(build(file).map_err(|what| wrong(name, &what))?);
        }
    }
    Ok(editions)
}

fn wrong(file: &str, what: &str) -> DataError {
    DataError { file: file.to_owned(), what: what.to_owned() }
}

fn flatten(
    name: &str,
    files: &BTreeMap<String, EditionFile>,
    seen: &mut BTreeSet<String>,
) -> Result<EditionFile, DataError> {
    let file = files.get(name).ok_or_else(|| wrong(name, "extends 指向的文件不存在"))?.clone();
    if !seen.insert(name.to_owned()) {
        return Err(wrong(name, "extends 形成了循环"));
    }
    match file.extends.clone() {
        None => Ok(file),
        Some(parent) => {
            let parent = flatten(&parent, files, seen)?;
            file.on(parent).map_err(|what| wrong(name, &what))
        }
    }
}

fn required<T>(value: Option<T>, key: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("缺少“{key}”"))
}

fn build(file: EditionFile) -> Result<Edition, String> {
    let columns: Vec<Length> = required(file.columns, "columns")?.into_iter().map(Length::tenth_mm).collect();
    let page = page(&required(file.page, "page")?);
    let free = page.width - page.left_margin - page.right_margin;
    if columns.iter().copied().sum::<Length>() > free {
        return Err("columns 的总宽超出页边距之间的宽度".to_owned());
    }
    let builder = Builder { styles: file.styles, columns: columns.len() };
    let sections = required(file.section, "section")?;
    Ok(Edition {
        id: required(file.id, "id")?,
        name: required(file.name, "name")?,
        kind: required(file.kind, "kind")?,
        years: required(file.years, "years")?,
        rules: required(file.rules, "rules")?,
        amount_unit: required(file.amount_unit, "amount_unit")?,
        title: Template::parse(&required(file.title, "title")?)?,
        source: required(file.source, "source")?,
        page,
        columns,
        amounts: file.amounts.unwrap_or_default(),
        funds: required(file.funds, "funds")?,
        classes: required(file.classes, "classes")?,
        always: file.always.unwrap_or_default(),
        sections: sections.iter().map(|section| builder.section(section)).collect::<Result<_, _>>()?,
    })
}

fn page(file: &PageFile) -> Page {
    let (short, long) = match file.paper {
        Paper::A4 => (Length::tenth_mm(2100), Length::tenth_mm(2970)),
        Paper::A3 => (Length::tenth_mm(2970), Length::tenth_mm(4200)),
    };
    let (width, height) = match file.orientation {
        Orientation::Portrait => (short, long),
        Orientation::Landscape => (long, short),
    };
    let side = Length::tenth_mm(file.side_margin);
    Page::new(width, height, side, Length::tenth_mm(file.top_margin), Length::tenth_mm(file.bottom_margin))
}

struct Builder {
    styles: BTreeMap<String, StyleFile>,
    columns: usize,
}

impl Builder {
    fn section(&self, file: &SectionFile) -> Result<Section, String> {
        let blocks = file.block.iter().map(|block| self.block(block)).collect::<Result<_, _>>()?;
        Ok(Section { each_goal: file.each == SectionEach::Goal, blocks })
    }

    fn block(&self, file: &BlockFile) -> Result<Block, String> {
        let side = file.side.as_ref().map(|side| self.cell(side)).transpose()?;
        let rows = file.row.iter().map(|row| self.row(row, side.as_ref())).collect::<Result<_, _>>()?;
        Ok(Block { id: file.id.clone(), side, rows })
    }

    fn row(&self, file: &RowFile, side: Option<&CellSpec>) -> Result<RowSpec, String> {
        let cells: Vec<CellSpec> = file.cells.iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?;
        let covered = side.into_iter().chain(&cells).flat_map(|cell| cell.first..=cell.last);
        if !covered.eq(0..u32::try_from(self.columns).unwrap_or(u32::MAX)) {
            return Err(format!("行“{}”的单元格没有从左到右正好铺满各列", file.id));
        }
        Ok(RowSpec { id: file.id.clone(), each: file.each, header: file.header, cells })
    }

    fn cell(&self, file: &CellFile) -> Result<CellSpec, String> {
        let (first, last) = columns(&file.at).ok_or_else(|| format!("列“{}”应写作 A 或 A:B", file.at))?;
        let text = Template::parse(&file.text)?;
        let style = file.style.as_deref().unwrap_or("center");
        let style = self.styles.get(style).ok_or_else(|| format!("不认识的样式“{style}”"))?;
        Ok(CellSpec {
            first,
            last,
            text,
            blank: file.blank.clone(),
            style: self::style(*style),
            merge: file.merge,
        })
    }
}

fn style(file: StyleFile) -> Style {
    Style::new(file.face, Length::points(file.size), file.align, file.border)
}

/// `A:C` → (0, 2).
fn columns(at: &str) -> Option<(u32, u32)> {
    let column = |letter: &str| match letter.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(u32::from(letter - b'A')),
        _ => None,
    };
    let (first, last) = at.split_once(':').unwrap_or((at, at));
    Some((column(first)?, column(last)?)).filter(|(first, last)| first <= last)
}

/// The edition of this id.
#[must_use]
pub fn find<'a>(editions: &'a [Edition], id: &EditionId) -> Option<&'a Edition> {
    editions.iter().find(|edition| edition.id == *id)
}
