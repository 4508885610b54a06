//! What a worksheet part says beside its cells: widths, heights, paper.

use jixiao_sheet::Length;
use quick_xml::events::BytesStart;

use super::lengths;
use crate::error::Fault;
use crate::limits;
use crate::read::looks::tracks::Tracks;
use crate::read::xml::{Walk, Xml, attribute, number};

/// Characters of a page header or footer that are read, Excel's own limit.
const CODES: usize = 255;
/// Page breaks that are read.
const BREAKS: usize = 1000;

impl Tracks {
    /// Takes what an element outside of the cells says. `digit` is the width of a digit in pixels.
    pub(super) fn take<'a>(
        &mut self,
        xml: &mut Xml<'a>,
        element: &BytesStart<'a>,
        digit: i64,
    ) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "pageSetUpPr" => self.fits = is_on(element, "fitToPage"),
            "sheetFormatPr" => self.width = lengths::digits(element, "defaultColWidth", digit),
            "col" => self.columns(element, digit),
            "printOptions" => self.page.flush_left = !is_on(element, "horizontalCentered"),
            "pageMargins" => self.margins(element),
            "pageSetup" => self.paper_of(element),
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
        if let Some(height) = lengths::points(element, "ht").filter(|_| row < limits::ROWS) {
            self.heights.entry(row).or_insert(height);
        }
    }

    fn columns(&mut self, element: &BytesStart<'_>, digit: i64) {
        let (Some(first), Some(last)) = (number::<u32>(element, "min"), number::<u32>(element, "max")) else {
            return;
        };
        let width = lengths::digits(element, "width", digit);
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
            *margin = lengths::inches(element, name).unwrap_or(*margin);
        }
        page.header_margin = lengths::inches(element, "header");
        page.footer_margin = lengths::inches(element, "footer");
    }

    fn paper_of(&mut self, element: &BytesStart<'_>) {
        let is_landscape = attribute(element, "orientation").as_deref() == Some("landscape");
        self.paper(number(element, "paperSize"), is_landscape);
        self.percent = number::<u16>(element, "scale").unwrap_or(100).clamp(10, 400);
        let pages = |name| number(element, name).unwrap_or(1);
        self.pages = (pages("fitToWidth"), pages("fitToHeight"));
    }
}

fn is_on(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(attribute(element, name).as_deref(), Some("1" | "true"))
}
