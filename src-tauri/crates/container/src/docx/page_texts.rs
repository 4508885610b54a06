//! Page headers and footers (ECMA-376 Part 1, 17.10).

use std::collections::HashMap;

use jixiao_sheet::{Horizontal, says_something};
use jixiao_xlsx::guarded::{Archive, Fault, Node, Xml};

use super::paragraph;
use super::styles::Styles;

/// Word numbers the parts of page headers and footers from one.
const PARTS: usize = 12;
/// Characters of a page header in a workbook, Excel's own limit.
const CODES: usize = 255;

/// What stands there.
pub(super) struct PageTexts {
    /// All lines but page numbers.
    pub texts: Vec<String>,
    /// The headers in the codes of a workbook: `&R金额单位：万元`. Footers are left to the page numbers of official forms.
    pub header: Option<String>,
}

/// Reads the parts of headers and footers.
pub(super) fn read(archive: &mut Archive<'_>, styles: &Styles) -> Result<PageTexts, Fault> {
    let mut texts = Vec::new();
    let mut headers: Vec<(Horizontal, String)> = Vec::new();
    for number in 1..=PARTS {
        for kind in ["header", "footer"] {
            let part = format!("word/{kind}{number}.xml");
            let Some(text) = archive.part(&part)? else { continue };
            let lines = lines(&text, &part, styles)?;
            texts.extend(lines.iter().map(|(_, line)| line.clone()));
            let is_new = |line: &(Horizontal, String)| kind == "header" && !headers.contains(line);
            let new: Vec<(Horizontal, String)> = lines.into_iter().filter(is_new).collect();
            headers.extend(new);
        }
    }
    Ok(PageTexts { texts, header: codes(&headers) })
}

fn lines(text: &str, part: &str, styles: &Styles) -> Result<Vec<(Horizontal, String)>, Fault> {
    let mut lines = Vec::new();
    let mut xml = Xml::new(text, part);
    loop {
        match xml.next()? {
            Node::End => return Ok(lines),
            Node::Open(element) if element.local_name().as_ref() == "p" => {
                let line = paragraph::read(&mut xml)?.into_text(&HashMap::new(), styles);
                if says_something(&line.plain) {
                    let side = line.style.map_or(Horizontal::Left, |style| style.horizontal);
                    lines.push((side, line.plain));
                }
            }
            Node::Open(_) | Node::Close | Node::Text(_) => {}
        }
    }
}

/// The lines in the codes of a workbook, side by side; `None` where there are none or more than a header holds.
fn codes(lines: &[(Horizontal, String)]) -> Option<String> {
    let mut codes = String::new();
    for (side, code) in [(Horizontal::Left, "&L"), (Horizontal::Center, "&C"), (Horizontal::Right, "&R")] {
        let here: Vec<&str> =
            lines.iter().filter(|(of, _)| *of == side).map(|(_, line)| line.trim()).collect();
        if !here.is_empty() {
            codes.push_str(code);
            codes.push_str(&here.join("\n").replace('&', "&&"));
        }
    }
    (!codes.is_empty() && codes.chars().count() <= CODES).then_some(codes)
}
