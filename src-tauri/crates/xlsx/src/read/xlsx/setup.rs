//! What a worksheet part says beside its cells: widths, heights, paper.

use std::collections::BTreeMap;

use jixiao_sheet::{Length, Page, Scale};
use quick_xml::events::BytesStart;

use super::measure;
use crate::error::Fault;
use crate::limits;
use crate::read::xml::{Walk, Xml, attribute, number};

/// The paper code of A3.
const A3: u32 = 8;
/// Characters of a page header or footer that are read, Excel's own limit.
const CODES: usize = 255;
/// Page breaks that are read.
const BREAKS: usize = 1000;

/// Tracks and paper of a sheet.
pub(super) struct Setup {
    /// Heights of the rows that have one.
    pub heights: BTreeMap<u32, Length>,
    /// Widths of the columns that have one.
    pub widths: BTreeMap<u32, Length>,
    /// Width of all other columns; `None` for the workbook's own.
    pub width: Option<Length>,
    fits: bool,
    has_page: bool,
    page: Page,
    percent: u16,
    pages: (u16, u16),
}

impl Default for Setup {
    /// What a sheet without any word about paper has: A4 upright, not centred, no footer.
    fn default() -> Self {
        let (side, above) = (Length(50_400), Length(54_000));
        let page = Page::new(Length::tenth_mm(2100), Length::tenth_mm(2970), side, above, above);
        Self {
            heights: BTreeMap::new(),
            widths: BTreeMap::new(),
            width: None,
            fits: false,
            has_page: false,
            page: Page { flush_left: true, footer: Some(String::new()), ..page },
            percent: 100,
            pages: (1, 1),
        }
    }
}

impl Setup {
    /// Takes what an element outside of the cells says. `digit` is the width of a digit in pixels.
    pub(super) fn take<'a>(
        &mut self,
        xml: &mut Xml<'a>,
        element: &BytesStart<'a>,
        digit: i64,
    ) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "pageSetUpPr" => self.fits = is_on(element, "fitToPage"),
            "sheetFormatPr" => self.width = measure::digits(element, "defaultColWidth", digit),
            "col" => self.columns(element, digit),
            "printOptions" => self.page.flush_left = !is_on(element, "horizontalCentered"),
            "pageMargins" => self.margins(element),
            "pageSetup" => self.paper(element),
            "rowBreaks" => xml.children(|_, element| {
                self.page.breaks.extend(number::<u32>(element, "id").filter(|row| *row < limits::ROWS));
                self.page.breaks.truncate(BREAKS);
                Ok(Walk::Skip)
            })?,
            _ => {}
        }
        Ok(())
    }

    /// Takes the codes of a page header or footer; first and even pages have none of their own in print.
    pub(super) fn page_text(&mut self, element: &BytesStart<'_>, codes: &str) {
        let codes: String = codes.chars().take(CODES).collect();
        match element.local_name().as_ref() {
            "oddHeader" => self.page.header = Some(codes).filter(|codes| !codes.is_empty()),
            "oddFooter" => self.page.footer = Some(codes),
            _ => {}
        }
    }

    /// Takes the height that a row element gives.
    pub(super) fn row(&mut self, row: u32, element: &BytesStart<'_>) {
        if let Some(height) = measure::points(element, "ht").filter(|_| row < limits::ROWS) {
            self.heights.entry(row).or_insert(height);
        }
    }

    /// The paper; `None` when the part says nothing about it.
    pub(super) fn page(&self) -> Option<Page> {
        let scale = if self.fits {
            Scale::Fit { wide: self.pages.0, tall: self.pages.1 }
        } else {
            Scale::Percent(self.percent)
        };
        let mut page = Page { scale, ..self.page.clone() };
        page.breaks.sort_unstable();
        page.breaks.dedup();
        self.has_page.then_some(page)
    }

    fn columns(&mut self, element: &BytesStart<'_>, digit: i64) {
        let (Some(first), Some(last)) = (number::<u32>(element, "min"), number::<u32>(element, "max")) else {
            return;
        };
        let width = measure::digits(element, "width", digit);
        let width = if is_on(element, "hidden") { Some(Length::ZERO) } else { width };
        if let Some(width) = width {
            let columns = first.saturating_sub(1)..last.min(limits::COLUMNS);
            self.widths.extend(columns.map(|column| (column, width)));
        }
    }

    fn margins(&mut self, element: &BytesStart<'_>) {
        self.has_page = true;
        let page = &mut self.page;
        for (name, margin) in [
            ("left", &mut page.left_margin),
            ("right", &mut page.right_margin),
            ("top", &mut page.top_margin),
            ("bottom", &mut page.bottom_margin),
        ] {
            *margin = measure::inches(element, name).unwrap_or(*margin);
        }
        page.header_margin = measure::inches(element, "header");
        page.footer_margin = measure::inches(element, "footer");
    }

    fn paper(&mut self, element: &BytesStart<'_>) {
        self.has_page = true;
        let (mut width, mut height) = (Length::tenth_mm(2100), Length::tenth_mm(2970));
        if number::<u32>(element, "paperSize") == Some(A3) {
            (width, height) = (height, Length::tenth_mm(4200));
        }
        if attribute(element, "orientation").as_deref() == Some("landscape") {
            (width, height) = (height, width);
        }
        (self.page.width, self.page.height) = (width, height);
        self.percent = number::<u16>(element, "scale").unwrap_or(100).clamp(10, 400);
        let pages = |name| number(element, name).unwrap_or(1);
        self.pages = (pages("fitToWidth"), pages("fitToHeight"));
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}
