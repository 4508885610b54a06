//! The styles of a workbook, of which only the number formats count.

use calamine::Style;

use crate::error::Fault;
use crate::limits;
use crate::read::cell_format::CellFormat;
use crate::read::xml::{Node, Xml};

/// What a style takes beside its texts.
const STYLE_BYTES: usize = 256;

/// Checks how much memory calamine takes for the styles part: it copies font and number format into every style.
pub(super) fn check(text: &str, part: &str) -> Result<(), Fault> {
    let (mut elements, mut styles, mut longest) = (0_usize, 0_usize, 0);
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => break,
            Node::Open(element) => {
                elements += 1;
                styles += usize::from(element.local_name().as_ref() == "xf");
                longest = longest.max(element.len());
            }
            Node::Close | Node::Text(_) => {}
        }
    }
    let is_heavy = styles.saturating_mul(longest + STYLE_BYTES) > limits::STYLE_BYTES;
    if is_heavy || elements > limits::STYLE_ELEMENTS {
        return Err(Fault::TooMuch(format!("{part} 有 {styles} 种单元格样式、{elements} 项内容")));
    }
    Ok(())
}

/// True when a style crosses the whole value out.
pub(super) fn is_struck(style: &Style) -> bool {
    style.font.as_ref().is_some_and(|font| font.strikethrough)
}

/// The number format of a style. calamine calls General whatever has no code in the standard's common table, which is
/// where Chinese dates stand.
pub(super) fn number_format(style: &Style) -> CellFormat {
    match &style.number_format {
        None => CellFormat::default(),
        Some(format) if format.format_code == "General" => {
            CellFormat::built_in(format.format_id.unwrap_or_default())
        }
        Some(format) => CellFormat::new(&format.format_code),
    }
}
