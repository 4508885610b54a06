//! An edition as a file that people can read and change.

use std::collections::BTreeMap;
use std::fmt::Write;

use jixiao_sheet::{Border, Color, Face, Horizontal, Length, Page, Scale, Style, Vertical, column_letters};

use crate::edition::{Block, CellSpec, Class, Each, Edition, RowSpec, Section};
use crate::look::{Orientation, Paper};
use crate::measure::shown;

/// The edition as TOML, whole: it extends no other file. Reading it again gives the same edition.
#[must_use]
pub fn to_toml(edition: &Edition) -> String {
    let styles = styles(edition);
    let mut text = head(edition);
    text.push_str(&page(&edition.page));
    text.push_str("\n[styles]\n");
    let mut named: Vec<(&&Style, &String)> = styles.iter().collect();
    named.sort_by_key(|(_, name)| (name.len(), *name));
    for (style, name) in named {
        line(&mut text, name, &style_table(style));
    }
    edition.classes.iter().for_each(|class| text.push_str(&class_table(class)));
    edition.sections.iter().for_each(|part| text.push_str(&section(part, &styles)));
    text
}

type Names<'a> = BTreeMap<&'a Style, String>;

/// Each look has a name: `s1` is the first from above.
fn styles(edition: &Edition) -> Names<'_> {
    let mut names = Names::new();
    for cell in edition.cells() {
        let next = format!("s{}", names.len() + 1);
        names.entry(&cell.style).or_insert(next);
    }
    names
}

fn line(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push_str(" = ");
    text.push_str(value);
    text.push('\n');
}

/// A text between quotation marks.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

fn texts(texts: &[String]) -> String {
    list(texts.iter().map(|text| quoted(text)))
}

/// Pairs of key and value on one line.
fn table(pairs: &[(&str, Option<String>)]) -> String {
    let pairs = pairs.iter().filter_map(|(key, value)| Some(format!("{key} = {}", value.as_ref()?)));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

fn head(edition: &Edition) -> String {
    let years = [
        ("from", Some(edition.years.from.to_string())),
        ("to", edition.years.to.map(|year| year.to_string())),
    ];
    let amounts = [
        ("decimals", edition.amounts.decimals.map(|decimals| decimals.to_string())),
        ("grouped", Some(edition.amounts.grouped.to_string())),
    ];
    let mut text = String::new();
    for (key, value) in [
        ("id", quoted(&edition.id.0)),
        ("name", quoted(&edition.name)),
        ("kind", quoted(edition.kind.key())),
        ("years", table(&years)),
        ("rules", quoted(&edition.rules.0)),
        ("national", edition.national.to_string()),
        ("places", texts(&edition.places)),
        ("amount_unit", quoted(edition.amount_unit.name())),
        ("amounts", table(&amounts)),
        ("title", quoted(&edition.title.to_string())),
        ("source", quoted(&edition.source)),
        ("funds", texts(&edition.funds)),
        ("always", texts(&edition.always)),
        ("gaps", edition.gaps.to_string()),
        ("columns", list(edition.columns.iter().map(|width| length(*width)))),
    ] {
        line(&mut text, key, &value);
    }
    if !edition.narrowest.is_empty() {
        line(&mut text, "narrowest", &list(edition.narrowest.iter().map(|width| length(*width))));
    }
    if !edition.formerly.is_empty() {
        let ids: Vec<String> = edition.formerly.iter().map(|id| id.0.clone()).collect();
        line(&mut text, "formerly", &texts(&ids));
    }
    if edition.classes.is_empty() {
        line(&mut text, "classes", "[]");
    }
    text
}

fn length(length: Length) -> String {
    quoted(&shown(length))
}

fn page(page: &Page) -> String {
    let mut text = "\n[page]\n".to_owned();
    let upright = page.width < page.height;
    let size = if upright { (page.width, page.height) } else { (page.height, page.width) };
    let orientation = if upright { Orientation::Portrait } else { Orientation::Landscape };
    if let Some(paper) = [Paper::A4, Paper::A3].into_iter().find(|paper| paper.size() == size) {
        line(&mut text, "paper", &quoted(paper.name()));
        line(&mut text, "orientation", &quoted(orientation.name()));
    } else {
        line(&mut text, "width", &length(page.width));
        line(&mut text, "height", &length(page.height));
    }
    let scale = match page.scale {
        Scale::Percent(percent) => ("scale", percent.to_string()),
        Scale::Fit { wide, tall } => ("fit", format!("[{wide}, {tall}]")),
    };
    for (key, value) in [
        ("left_margin", Some(length(page.left_margin))),
        ("right_margin", Some(length(page.right_margin))),
        ("top_margin", Some(length(page.top_margin))),
        ("bottom_margin", Some(length(page.bottom_margin))),
        ("header_margin", page.header_margin.map(length)),
        ("footer_margin", page.footer_margin.map(length)),
        ("flush_left", page.flush_left.then(|| "true".to_owned())),
        (scale.0, Some(scale.1)),
        ("header", page.header.as_deref().map(quoted)),
        ("footer", page.footer.as_deref().map(quoted)),
    ] {
        if let Some(value) = value {
            line(&mut text, key, &value);
        }
    }
    text
}

fn style_table(style: &Style) -> String {
    let standard = Style::default();
    let typeface = style.typeface.as_ref().map(jixiao_sheet::SharedText::as_str);
    let known = typeface.map_or(standard.face, Face::of_name);
    let all = style.borders.top;
    let side = |border: Border| (border != all).then(|| quoted(border_name(border)));
    table(&[
        ("face", (style.face != known).then(|| quoted(face_name(style.face)))),
        ("typeface", typeface.map(quoted)),
        ("size", Some(size(style.size))),
        ("bold", style.bold.then(|| "true".to_owned())),
        ("color", style.color.map(color)),
        ("align", Some(quoted(horizontal_name(style.horizontal)))),
        ("vertical", (style.vertical != standard.vertical).then(|| quoted(vertical_name(style.vertical)))),
        ("wrap", (style.wrap != standard.wrap).then(|| style.wrap.to_string())),
        ("border", Some(quoted(border_name(all)))),
        ("left", side(style.borders.left)),
        ("right", side(style.borders.right)),
        ("bottom", side(style.borders.bottom)),
        ("fill", style.fill.map(color)),
        ("format", style.format.as_ref().map(|format| quoted(format.as_str()))),
    ])
}

/// Whole points as a plain number.
fn size(size: Length) -> String {
    if size.0 % 1000 == 0 { (size.0 / 1000).to_string() } else { length(size) }
}

fn color(color: Color) -> String {
    quoted(&format!("#{:06x}", color.0))
}

const fn face_name(face: Face) -> &'static str {
    match face {
        Face::Text => "text",
        Face::Title => "title",
        Face::Heading => "heading",
    }
}

const fn horizontal_name(horizontal: Horizontal) -> &'static str {
    match horizontal {
        Horizontal::Left => "left",
        Horizontal::Center => "center",
        Horizontal::Right => "right",
    }
}

const fn vertical_name(vertical: Vertical) -> &'static str {
    match vertical {
        Vertical::Top => "top",
        Vertical::Center => "center",
        Vertical::Bottom => "bottom",
    }
}

const fn border_name(border: Border) -> &'static str {
    match border {
        Border::None => "none",
        Border::Thin => "thin",
        Border::Medium => "medium",
        Border::Thick => "thick",
    }
}

impl Paper {
    const fn name(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::A3 => "A3",
        }
    }
}

impl Orientation {
    const fn name(self) -> &'static str {
        match self {
            Self::Portrait => "portrait",
            Self::Landscape => "landscape",
        }
    }
}

fn class_table(class: &Class) -> String {
    let mut text = "\n[[classes]]\n".to_owned();
    line(&mut text, "level1", &quoted(&class.level1));
    line(&mut text, "level2", &texts(&class.level2));
    if !class.rows.is_empty() {
        line(&mut text, "rows", &list(class.rows.iter().map(ToString::to_string)));
    }
    if !class.places.is_empty() {
        line(&mut text, "places", &list(class.places.iter().map(|places| texts(places))));
    }
    text
}

fn section(section: &Section, styles: &Names) -> String {
    let mut text = "\n[[section]]\n".to_owned();
    if section.each_goal {
        line(&mut text, "each", &quoted("goal"));
    }
    section.blocks.iter().for_each(|part| text.push_str(&block(part, styles)));
    text
}

fn block(block: &Block, styles: &Names) -> String {
    let mut text = "[[section.block]]\n".to_owned();
    if !block.id.is_empty() {
        line(&mut text, "id", &quoted(&block.id));
    }
    if let Some(side) = &block.side {
        line(&mut text, "side", &cell(side, styles));
    }
    block.rows.iter().for_each(|spec| text.push_str(&row(spec, styles)));
    text
}

fn row(row: &RowSpec, styles: &Names) -> String {
    let mut text = "[[section.block.row]]\n".to_owned();
    for (key, value) in [
        ("id", Some(quoted(&row.id))),
        ("each", each_name(row.each).map(quoted)),
        ("header", row.header.then(|| "true".to_owned())),
        ("height", row.height.map(length)),
        ("page_break", row.page_break.then(|| "true".to_owned())),
        ("least", (row.least > 0).then(|| row.least.to_string())),
    ] {
        if let Some(value) = value {
            line(&mut text, key, &value);
        }
    }
    text.push_str("cells = [\n");
    for spec in &row.cells {
        let _ = writeln!(text, "  {},", cell(spec, styles));
    }
    text.push_str("]\n");
    text
}

const fn each_name(each: Each) -> Option<&'static str> {
    match each {
        Each::Once => None,
        Each::FundTotal => Some("fund_total"),
        Each::FundFirstSource => Some("fund_first_source"),
        Each::FundSource => Some("fund_source"),
        Each::Fund => Some("fund"),
        Each::Indicator => Some("indicator"),
        Each::Class => Some("class"),
    }
}

fn cell(cell: &CellSpec, styles: &Names) -> String {
    let (first, last) = (column_letters(cell.first), column_letters(cell.last));
    let at = if first == last { first } else { format!("{first}:{last}") };
    let flag = |flag: bool| flag.then(|| "true".to_owned());
    table(&[
        ("at", Some(quoted(&at))),
        ("until", cell.until.as_deref().map(quoted)),
        ("text", Some(quoted(&cell.text.to_string()))),
        ("blank", cell.blank.as_deref().map(quoted)),
        ("merge", flag(cell.merge)),
        ("first_only", flag(cell.first_only)),
        ("style", styles.get(&cell.style).map(|name| quoted(name))),
    ])
}
