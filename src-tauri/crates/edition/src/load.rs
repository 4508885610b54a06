use std::collections::{BTreeMap, BTreeSet};

use jixiao_model::EditionId;
use jixiao_sheet::{Length, Style};

use crate::check::{check, check_code, check_margins, check_size, check_widths};
use crate::edition::{Block, CellSpec, Edition, RowSpec, Section};
use crate::measure::Measure;
use crate::mistake::{Mistake, at_line, explained};
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
    let parsed: Parsed =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text, parse(text)))).collect();
    files.iter().map(|(name, _)| edition(name, &parsed)).collect()
}

type Parsed<'a> = BTreeMap<String, (&'a str, Result<EditionFile, String>)>;

fn wrong(file: &str, what: impl Into<String>) -> DataError {
    DataError { file: file.to_owned(), what: what.into() }
}

/// The text as a file, when what can be said of it alone is right: its keys, its places and texts, its number formats.
fn parse(text: &str) -> Result<EditionFile, String> {
    let file: EditionFile = toml::from_str(text).map_err(|error| explained(text, &error))?;
    let place = |at: usize| move |what: String| at_line(text, at, &what);
    let mut wrong: Vec<String> = Vec::new();
    for cell in file.cells() {
        wrong.extend(columns_at(cell).map_err(place(cell.at.span().start)).err());
        wrong.extend(Template::parse(cell.text.get_ref()).map_err(place(cell.text.span().start)).err());
    }
    for code in file.styles.values().filter_map(|style| style.format.as_ref()) {
        wrong.extend(check_code(code.get_ref()).map_err(place(code.span().start)).err());
    }
    for size in file.styles.values().filter_map(|style| style.size.as_ref()) {
        wrong.extend(check_size(size.get_ref().points()).map_err(place(size.span().start)).err());
    }
    if wrong.is_empty() { Ok(file) } else { Err(wrong.join("\n")) }
}

fn edition(name: &str, files: &Parsed) -> Result<Option<Edition>, DataError> {
    let whole = flatten(name, files, &mut BTreeSet::new())?;
    if whole.id.is_none() {
        return Ok(None);
    }
    let Some((text, Ok(own))) = files.get(name) else { return Ok(None) };
    let built = check_names(own, &whole).and_then(|()| build(whole));
    built.map(Some).map_err(|mistake| wrong(name, mistake.with_line(text, |id| own.row_at(id))))
}

fn flatten(name: &str, files: &Parsed, seen: &mut BTreeSet<String>) -> Result<EditionFile, DataError> {
    let (text, file) = files.get(name).ok_or_else(|| wrong(name, "这个文件不存在"))?;
    let file = file.as_ref().map_err(|what| wrong(name, what))?;
    let fault = |mistake: Mistake| wrong(name, mistake.with_line(text, |id| file.row_at(id)));
    seen.insert(name.to_owned());
    match file.extends.clone() {
        None => Ok(file.clone()),
        Some(parent) if seen.contains(&parent) => {
            Err(fault(Mistake::of_key("extends", "extends 形成了循环")))
        }
        Some(parent) if !files.contains_key(&parent) => {
            let what =
                format!("extends 指向的文件“{parent}”不存在，要写随程序提供的表式的编号，或旁边的文件名");
            Err(fault(Mistake::of_key("extends", what)))
        }
        Some(parent) => {
            let parent = flatten(&parent, files, seen)?;
            file.clone().on(parent).map_err(fault)
        }
    }
}

/// Checks the styles and rows that the cells of a file name.
fn check_names(own: &EditionFile, whole: &EditionFile) -> Result<(), Mistake> {
    let rows: BTreeSet<&String> = whole.rows().map(|row| row.id.get_ref()).collect();
    for cell in own.cells() {
        if let Some(style) = cell.style.as_ref().filter(|style| !whole.styles.contains_key(style.get_ref())) {
            let known: Vec<&str> = whole.styles.keys().map(String::as_str).collect();
            let what = format!("不认识的样式“{}”，可用的有：{}", style.get_ref(), known.join("、"));
            return Err(Mistake::at(style, what));
        }
        if let Some(until) = cell.until.as_ref().filter(|until| !rows.contains(until.get_ref())) {
            return Err(Mistake::at(until, format!("until 指向的行“{}”不存在", until.get_ref())));
        }
    }
    Ok(())
}

fn required<T>(value: Option<T>, key: &'static str) -> Result<T, Mistake> {
    value.ok_or_else(|| Mistake::of_key(key, format!("缺少“{key}”，请补上")))
}

fn build(file: EditionFile) -> Result<Edition, Mistake> {
    let of_key = |key: &'static str| move |what: String| Mistake::of_key(key, what);
    let columns: Vec<Length> =
        required(file.columns, "columns")?.into_iter().map(Measure::tenth_mm).collect();
    let page_file = required(file.page, "page")?;
    let page = page_file.page().map_err(of_key("page"))?;
    check_margins(&page).map_err(of_key("page"))?;
    check_widths(&columns, file.gaps.unwrap_or_default()).map_err(of_key("columns"))?;
    let free = page.width - page.left_margin - page.right_margin;
    if !page_file.is_scaled() && columns.iter().copied().sum::<Length>() > free {
        return Err(Mistake::of_key("columns", "columns 的总宽超出页边距之间的宽度"));
    }
    let narrowest = narrowest(file.narrowest.unwrap_or_default(), &columns).map_err(of_key("narrowest"))?;
    let styles = file.styles.iter().map(|(name, style)| (name.clone(), style.style())).collect();
    let builder = Builder { styles };
    let sections = required(file.section, "section")?;
    let edition = Edition {
        id: required(file.id, "id")?,
        formerly: file.formerly,
        name: required(file.name, "name")?,
        kind: required(file.kind, "kind")?,
        years: required(file.years, "years")?,
        rules: required(file.rules, "rules")?,
        national: file.national.unwrap_or_default(),
        places: file.places.unwrap_or_default(),
        amount_unit: required(file.amount_unit, "amount_unit")?,
        title: Template::parse(&required(file.title, "title")?).map_err(of_key("title"))?,
        source: required(file.source, "source")?,
        page,
        columns,
        narrowest,
        amounts: file.amounts.unwrap_or_default(),
        funds: required(file.funds, "funds")?,
        classes: required(file.classes, "classes")?,
        always: file.always.unwrap_or_default(),
        gaps: file.gaps.unwrap_or_default(),
        sections: sections.iter().map(|section| builder.section(section)).collect::<Result<_, _>>()?,
    };
    check(&edition)?;
    Ok(edition)
}

/// A least width for each column, none wider than the column.
fn narrowest(least: Vec<Measure>, columns: &[Length]) -> Result<Vec<Length>, String> {
    let least: Vec<Length> = least.into_iter().map(Measure::tenth_mm).collect();
    if !least.is_empty() && least.len() != columns.len() {
        return Err("narrowest 应与 columns 的列数相同".to_owned());
    }
    if least.iter().zip(columns).any(|(least, width)| least > width || *least <= Length::ZERO) {
        return Err("narrowest 的每一列应大于 0，且不超过 columns 中的列宽".to_owned());
    }
    Ok(least)
}

struct Builder {
    styles: BTreeMap<String, Style>,
}

impl Builder {
    fn section(&self, file: &SectionFile) -> Result<Section, Mistake> {
        let blocks = file.block.iter().map(|block| self.block(block)).collect::<Result<_, _>>()?;
        Ok(Section { each_goal: file.each == SectionEach::Goal, blocks })
    }

    fn block(&self, file: &BlockFile) -> Result<Block, Mistake> {
        let side = file.side.as_ref().map(|side| self.cell(side)).transpose()?;
        let rows = file.row.iter().map(|row| self.row(row)).collect::<Result<_, _>>()?;
        Ok(Block { id: file.id.clone(), side, rows })
    }

    fn row(&self, file: &RowFile) -> Result<RowSpec, Mistake> {
        Ok(RowSpec {
            id: file.id.get_ref().clone(),
            each: file.each,
            header: file.header,
            height: file.height.map(Measure::points),
            page_break: file.page_break,
            least: file.least,
            cells: file.cells.iter().map(|cell| self.cell(cell)).collect::<Result<_, _>>()?,
        })
    }

    fn cell(&self, file: &CellFile) -> Result<CellSpec, Mistake> {
        let at = |what: String| Mistake::of_key("extends", what);
        let (first, last) = columns_at(file).map_err(at)?;
        let style = file.style.as_ref().map_or("center", |style| style.get_ref());
        let unknown = || Mistake::of_key("styles", format!("没有名为“{style}”的样式，请在 styles 里补上"));
        let style = self.styles.get(style).ok_or_else(unknown)?;
        Ok(CellSpec {
            first,
            last,
            until: file.until.as_ref().map(|until| until.get_ref().clone()),
            text: Template::parse(file.text.get_ref()).map_err(at)?,
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

/// The edition of this id, or the one that went by it before.
#[must_use]
pub fn find<'a>(editions: &'a [Edition], id: &EditionId) -> Option<&'a Edition> {
    editions.iter().find(|edition| edition.is_called(id))
}
