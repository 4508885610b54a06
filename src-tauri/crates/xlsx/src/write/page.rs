//! Paper, and what repeats on each page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use jixiao_sheet::{Header, Length, Page, Scale, Sheet};

use super::style::inches;

/// The paper codes of A3 and A4.
const A3: u8 = 8;
const A4: u8 = 9;
/// Between the shorter sides of A4 and A3.
const WIDER_THAN_A4: Length = Length::tenth_mm(2500);
const FOOTER: &str = "&C&\"宋体,常规\"&9第 &P 页，共 &N 页";

/// Sets paper, margins, scale, header, footer, print area, page breaks and repeated rows. `last` is the last cell's row and
/// column.
pub(super) fn set(sheet: &Sheet, last: (u32, u16), worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_print_area(0, 0, last.0, last.1)?;
    if let Some(header) = longest(&sheet.headers) {
        worksheet.set_repeat_rows(header.first, header.last)?;
    }
    match &sheet.page {
        None => {
            worksheet.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
            worksheet.set_footer(FOOTER);
        }
        Some(page) => set_paper(page, worksheet)?,
    }
    Ok(())
}

fn set_paper(page: &Page, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    if page.width > page.height {
        worksheet.set_landscape();
    }
    worksheet.set_paper_size(if page.width.min(page.height) > WIDER_THAN_A4 { A3 } else { A4 });
    worksheet.set_print_center_horizontally(!page.flush_left);
    match page.scale {
        Scale::Fit { wide, tall } => worksheet.set_print_fit_to_pages(wide, tall),
        Scale::Percent(percent) => worksheet.set_print_scale(percent.clamp(10, 400)),
    };
    set_margins(page, worksheet);
    if let Some(header) = &page.header {
        worksheet.set_header(header);
    }
    worksheet.set_footer(page.footer.as_deref().unwrap_or(FOOTER));
    let breaks: Vec<u32> = page.breaks.iter().copied().filter(|row| *row > 0).collect();
    if !breaks.is_empty() {
        worksheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

fn set_margins(page: &Page, worksheet: &mut Worksheet) {
    let half = |own: Option<Length>, margin: Length| inches(own.unwrap_or(Length(margin.0 / 2)));
    worksheet.set_margins(
        inches(page.left_margin),
        inches(page.right_margin),
        inches(page.top_margin),
        inches(page.bottom_margin),
        half(page.header_margin, page.top_margin),
        half(page.footer_margin, page.bottom_margin),
    );
}

/// The header of the longest table, the first of several: a workbook repeats one band of rows only.
fn longest(headers: &[Header]) -> Option<&Header> {
    let rows = |header: &Header| header.until.saturating_sub(header.last);
    headers.iter().rev().max_by_key(|header| rows(header))
}
