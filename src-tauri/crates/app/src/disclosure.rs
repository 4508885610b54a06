//! 预算绩效情况说明 as a Word document.

use anyhow::{Context, Result};
use docx_rs::{AlignmentType, Docx, LineSpacing, PageMargin, Paragraph, Run, RunFonts, SpecialIndentType};

use jixiao_rollup::{Section, headings};
use jixiao_sheet::Properties;

/// Sizes in half points, as Word counts them: 二号 for the title, 三号 for the text, as official documents have them
/// (GB/T 9704-2012).
const TITLE: usize = 44;
const TEXT: usize = 32;
/// Two characters of the text's size, in twentieths of a point.
const INDENT: i32 = 640;
/// 28 points from line to line.
const LINE: i32 = 560;
/// A4 and its margins in twentieths of a point: 37 mm above, 35 mm below, 28 mm left, 26 mm right.
const PAPER: (u32, u32) = (11_906, 16_838);
const MARGINS: (i32, i32, i32, i32) = (2_098, 1_984, 1_587, 1_474);

/// The sections that are printed, under the title, as bytes of a .docx file. The same sections give the same bytes.
///
/// # Errors
/// The document cannot be packed, which does not happen in memory.
pub fn document(title: &str, sections: &[Section], properties: &Properties) -> Result<Vec<u8>> {
    let (top, bottom, left, right) = MARGINS;
    let margin = PageMargin::new().top(top).bottom(bottom).left(left).right(right);
    let date = jiff::Timestamp::from_second(properties.created).context("日期超出范围")?.to_string();
    let mut docx =
        Docx::new().page_size(PAPER.0, PAPER.1).page_margin(margin).created_at(&date).updated_at(&date);
    docx = docx.add_paragraph(heading(title));
    for (section, heading) in
        sections.iter().zip(headings(sections)).filter(|(section, _)| section.is_printed())
    {
        if !heading.is_empty() {
            docx = docx.add_paragraph(line(&heading, "黑体"));
        }
        for text in section.text.lines() {
            docx = docx.add_paragraph(line(text, "仿宋"));
        }
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).context("没有生成 Word 文档")?;
    Ok(bytes.into_inner())
}

fn heading(title: &str) -> Paragraph {
    let spacing = LineSpacing::new().after(400);
    Paragraph::new()
        .add_run(run(title, "宋体", TITLE).bold())
        .align(AlignmentType::Center)
        .line_spacing(spacing)
}

fn line(text: &str, font: &str) -> Paragraph {
    let indent = Some(SpecialIndentType::FirstLine(INDENT));
    let spacing = LineSpacing::new().line_rule(docx_rs::LineSpacingType::Exact).line(LINE);
    Paragraph::new().add_run(run(text, font, TEXT)).indent(None, indent, None, None).line_spacing(spacing)
}

fn run(text: &str, font: &str, size: usize) -> Run {
    let fonts = RunFonts::new().east_asia(font).ascii("Times New Roman").hi_ansi("Times New Roman");
    Run::new().add_text(text).size(size).fonts(fonts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of the document, a line for each paragraph.
    fn printed(sections: &[Section]) -> String {
        let bytes = document("题", sections, &Properties::default()).unwrap();
        let document = docx_rs::read_docx(&bytes).unwrap().document;
        let paragraphs = document.children.iter().filter_map(|child| match child {
            docx_rs::DocumentChild::Paragraph(paragraph) => Some(paragraph.raw_text()),
            _ => None,
        });
        paragraphs.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn only_what_is_printed_is_there_and_numbered() {
        let section = |title: &'static str, text: &str, open, omitted| Section {
            key: title,
            title,
            text: text.to_owned(),
            open,
            omitted,
        };
        let sections = [
            section("", "形成自评表3份。", false, false),
            section("自评结果", "评为优。", false, true),
            section("取得的成绩", "一是甲。\n二是乙。", false, false),
            section("存在的问题", "请补充。", true, false),
            section("下一步改进措施", "加强调度。", false, false),
        ];
        let expected =
            "题\n形成自评表3份。\n一、取得的成绩\n一是甲。\n二是乙。\n二、下一步改进措施\n加强调度。";
        assert_eq!(printed(&sections), expected);
    }
}
