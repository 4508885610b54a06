//! A volume: all forms of a unit as one PDF, with cover, table of contents and room to bind.

use anyhow::Result;
use rayon::prelude::*;

use jixiao_fonts::Font;
use jixiao_layout::{PADDING_X, Pages, lines, pages};
use jixiao_pdf::{Document, Numbers};
use jixiao_sheet::{
    Address, Area, Border, Cell, Face, Horizontal, Length, Page, Properties, Sheet, Style, Value,
};

use crate::export::titles;

/// What a volume is called.
pub(crate) const VOLUME: &str = "绩效自评表汇编";

/// Room to bind on the left, and the least room on the other side.
const BINDING: Length = Length::tenth_mm(250);
const OTHER_SIDE: Length = Length::tenth_mm(100);

/// Columns of the table of contents: number, name, page.
const CONTENTS: [i64; 3] = [130, 1330, 140];
const CONTENTS_SIZE: Length = Length::points(12);

/// What a cover says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The unit.
    pub agency: String,
    /// The year evaluated; `None` when no form tells.
    pub year: Option<u16>,
    /// `2024年3月1日`; `None` for a date that is still to be written in.
    pub date: Option<String>,
    /// It is a public copy.
    pub is_public: bool,
}

/// All forms of a unit as one PDF: cover, table of contents, and the forms with page numbers running through.
///
/// # Errors
/// There is nothing to print, or the program is damaged.
pub fn volume(
    sheets: &[Sheet],
    cover: &Cover,
    watermark: Option<&str>,
    properties: &Properties,
) -> Result<Vec<u8>> {
    let is_upright = |page: &Page| page.width <= page.height;
    let upright = sheets.first().and_then(|sheet| sheet.page.as_ref()).is_none_or(is_upright);
    let bind = |sheet: &Sheet| pages(&bound(sheet, upright));
    let forms: Vec<Pages> = sheets.par_iter().map(bind).collect();
    let titles = titles(sheets);
    let paper = paper(forms.first().filter(|_| !upright).map(|form| &form.paper));
    let front = [cover_sheet(cover, &paper), contents(&titles, &forms, &paper)].map(|sheet| pages(&sheet));
    let front: Vec<Document> =
        ["封面", "目录"].into_iter().zip(&front).map(|(title, pages)| Document { title, pages }).collect();
    let documents: Vec<Document> =
        titles.iter().zip(&forms).map(|(title, pages)| Document { title, pages }).collect();
    let volume =
        jixiao_pdf::Volume { front: &front, documents: &documents, watermark, numbers: Numbers::Through };
    Ok(jixiao_pdf::write_volume(&volume, properties)?)
}

/// The sheet with room to bind on the left. In a volume of upright pages a page that lies on its side is bound above: it is turned so
/// that its upper edge comes to the left.
fn bound(sheet: &Sheet, upright: bool) -> Sheet {
    let mut sheet = sheet.clone();
    if let Some(page) = &mut sheet.page {
        let (binding, other) = if upright && page.width > page.height {
            (&mut page.top_margin, &mut page.bottom_margin)
        } else {
            (&mut page.left_margin, &mut page.right_margin)
        };
        let wanted = (BINDING - *binding).max(Length::ZERO);
        // What the other side can give keeps the form as large as it is.
        let given = wanted.min((*other - OTHER_SIDE).max(Length::ZERO));
        *binding += wanted;
        *other = *other - given;
    }
    sheet
}

/// The paper of cover and table of contents: A4 upright, or that of forms that all lie on their side.
fn paper(lying: Option<&Page>) -> Page {
    let (width, height) =
        lying.map_or((Length::tenth_mm(2100), Length::tenth_mm(2970)), |page| (page.width, page.height));
    let (side, top) = (Length::tenth_mm(250), Length::tenth_mm(250));
    Page::new(width, height, side, top, top)
}

fn cover_sheet(cover: &Cover, paper: &Page) -> Sheet {
    let year = cover.year.map(|year| format!("{year}年度")).unwrap_or_default();
    let date = cover.date.as_deref().unwrap_or("　　　　年　　月　　日");
    let kind = if cover.is_public { "（公开）" } else { "" };
    let (agency, made_by) = (&cover.agency, format!("编制单位：{}（盖章）", cover.agency));
    let room = between_margins(paper) - PADDING_X * 2;
    let of_agency = largest(agency, Face::Title, &[26, 24, 22, 20], room);
    let of_maker = largest(&made_by, Face::Text, &[16, 15, 14, 12], room);
    // Texts, type sizes in points, and heights in tenths of a millimetre on upright A4.
    let rows = [
        (kind.to_owned(), Face::Heading, 16, 150),
        (String::new(), Face::Text, 12, 350),
        (agency.clone(), Face::Title, of_agency, 200),
        (year, Face::Title, 22, 180),
        (VOLUME.to_owned(), Face::Title, 32, 250),
        (String::new(), Face::Text, 12, 700),
        (made_by, Face::Text, of_maker, 130),
        (format!("编制日期：{date}"), Face::Text, of_maker, 130),
    ];
    let heights = rows.iter().map(|(.., height)| share(Length::tenth_mm(*height), paper)).collect();
    let cells = (0..).zip(rows).map(|(row, (text, face, size, _))| {
        let style = Style::new(face, Length::points(size), Horizontal::Center, Border::None);
        cell(row, 0, Value::Text(text), style)
    });
    sheet("封面", vec![between_margins(paper)], heights, cells.collect(), paper)
}

/// The largest of these sizes, in points, in which a text stands in one line; the smallest where none does.
fn largest(text: &str, face: Face, sizes: &[i64], room: Length) -> i64 {
    let fits = |size: &&i64| lines(text, face, Length::points(**size), room).len() == 1;
    sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or(12)
}

/// A height on upright A4, on this paper.
const fn share(height: Length, paper: &Page) -> Length {
    Length(height.0 * paper.height.0 / Length::tenth_mm(2970).0)
}

fn between_margins(paper: &Page) -> Length {
    paper.width - paper.left_margin - paper.right_margin
}

/// Each form with the page that it begins on.
fn contents(titles: &[String], forms: &[Pages], paper: &Page) -> Sheet {
    let style = |horizontal| Style::new(Face::Text, CONTENTS_SIZE, horizontal, Border::None);
    let title = Style::new(Face::Title, Length::points(20), Horizontal::Center, Border::None);
    let whole = Area { first: Address::new(0, 0), last: Address::new(0, 2) };
    let mut cells = vec![Cell { area: whole, ..cell(0, 0, Value::Text("目　录".to_owned()), title) }];
    let total: i64 = CONTENTS.iter().sum();
    let columns = CONTENTS.map(|width| Length(between_margins(paper).0 * width / total));
    let mut page = 1;
    for (row, (title, form)) in (1..).zip(titles.iter().zip(forms)) {
        let text = |text: String| Value::Text(text);
        cells.push(cell(row, 0, text(format!("{row}.")), style(Horizontal::Right)));
        cells.push(cell(row, 1, text(led(title, columns[1])), style(Horizontal::Left)));
        cells.push(cell(row, 2, text(page.to_string()), style(Horizontal::Right)));
        page += form.pages.len();
    }
    let heights = std::iter::once(Length::points(48)).chain(titles.iter().map(|_| Length::points(24)));
    let mut sheet = sheet("目录", columns.to_vec(), heights.collect(), cells, paper);
    "目录".clone_into(&mut sheet.title);
    sheet
}

/// A name with dots up to the end of its last line.
fn led(name: &str, column: Length) -> String {
    let room = column - PADDING_X * 2;
    let used = lines(name, Face::Text, CONTENTS_SIZE, room).last().map_or(Length::ZERO, |line| line.width);
    let dots = Font::of(Face::Text).width("…", CONTENTS_SIZE).0.max(1);
    let count = usize::try_from(((room - used).0 / dots - 1).max(0)).unwrap_or_default();
    format!("{name}{}", "…".repeat(count))
}

fn cell(row: u32, column: u32, value: Value, style: Style) -> Cell {
    let at = Address::new(row, column);
    Cell { area: Area { first: at, last: at }, value, style, field: None }
}

fn sheet(name: &str, columns: Vec<Length>, rows: Vec<Length>, cells: Vec<Cell>, paper: &Page) -> Sheet {
    Sheet { name: name.to_owned(), columns, rows, cells, page: Some(paper.clone()), ..Sheet::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(width: i64, height: i64) -> Sheet {
        let margin = Length::tenth_mm(150);
        let page = Page::new(Length::tenth_mm(width), Length::tenth_mm(height), margin, margin, margin);
        Sheet { page: Some(page), ..Sheet::default() }
    }

    #[test]
    fn there_is_room_to_bind_where_a_page_is_bound() {
        let margins = |sheet: &Sheet| {
            let page = bound(sheet, true).page.unwrap();
            [page.left_margin, page.right_margin, page.top_margin, page.bottom_margin].map(|length| length.0)
        };
        let [tight, usual, wide] = [100, 150, 250].map(|length| Length::tenth_mm(length).0);
        assert_eq!(margins(&on(2100, 2970)), [wide, tight, usual, usual]);
        assert_eq!(margins(&on(2970, 2100)), [usual, usual, wide, tight]);
    }

    #[test]
    fn dots_lead_to_the_page() {
        let led = led("业务费", Length::points(300));
        assert!(
            led.starts_with("业务费…")
                && lines(&led, Face::Text, CONTENTS_SIZE, Length::points(300)).len() == 1
        );
    }
}
