//! What a sheet says beside its cells: widths, heights, paper.

use std::collections::BTreeMap;

use jixiao_sheet::{Length, Page, Scale};

/// The paper code of A3.
const A3: u32 = 8;

/// Tracks and paper of a sheet.
pub(in crate::read) struct Tracks {
    /// Heights of the rows that have one.
    pub heights: BTreeMap<u32, Length>,
    /// Widths of the columns that have one.
    pub widths: BTreeMap<u32, Length>,
    /// Width of all other columns; `None` for the workbook's own.
    pub width: Option<Length>,
    /// The sheet is shrunk to so many pages across and down.
    pub fits: bool,
    /// Something is said about paper.
    pub has_page: bool,
    /// Margins, header, footer and breaks; the scale follows from the fields here.
    pub page: Page,
    /// How large the cells are printed.
    pub percent: u16,
    /// Pages across and down.
    pub pages: (u16, u16),
}

impl Default for Tracks {
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

impl Tracks {
    /// The paper; `None` when nothing is said about it.
    pub(in crate::read) fn page(&self) -> Option<Page> {
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

    /// Takes the size of the paper: A3 by its code, else A4.
    pub(in crate::read) fn paper(&mut self, code: Option<u32>, is_landscape: bool) {
        let (mut width, mut height) = (Length::tenth_mm(2100), Length::tenth_mm(2970));
        if code == Some(A3) {
            (width, height) = (height, Length::tenth_mm(4200));
        }
        if is_landscape {
            (width, height) = (height, width);
        }
        (self.page.width, self.page.height) = (width, height);
        self.has_page = true;
    }
}
