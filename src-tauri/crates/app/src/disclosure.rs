//! 预算绩效情况说明 as a Word document.

use anyhow::Result;

use jixiao_docx::{Passage, Prose, Signature, write_prose};
use jixiao_rollup::{Section, headings};
use jixiao_sheet::Properties;

/// So many characters of a title stand in a line.
const TITLE: usize = 20;

/// What stands around the sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Who hands in.
    pub agency: String,
    /// The title behind the agency's name.
    pub title: String,
    /// `2024年3月1日`; `None` for a date that is still to be written in.
    pub date: Option<String>,
}

impl Around {
    /// The title as one line.
    pub fn whole_title(&self) -> String {
        format!("{}{}", self.agency, self.title)
    }

    /// A title that is too long for a line breaks behind the agency's name.
    fn title_lines(&self) -> Vec<String> {
        let whole = self.whole_title();
        if whole.chars().count() <= TITLE || self.agency.is_empty() {
            return vec![whole];
        }
        vec![self.agency.clone(), self.title.clone()]
    }
}

/// The sections that are printed, under the title, as bytes of a .docx file. The same sections give the same bytes.
///
/// # Errors
/// The document cannot be packed, which does not happen in memory.
pub fn document(around: &Around, sections: &[Section], properties: &Properties) -> Result<Vec<u8>> {
    let mut passages = Vec::new();
    let printed = sections.iter().zip(headings(sections)).filter(|(section, _)| section.is_printed());
    for (section, heading) in printed {
        if !heading.is_empty() {
            passages.push(Passage::Heading(heading));
        }
        passages.extend(section.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(passage));
    }
    let signature = Signature { agency: around.agency.clone(), date: around.date.clone() };
    let prose = Prose { title: around.title_lines(), passages, signature: Some(signature) };
    Ok(write_prose(&prose, properties)?)
}

/// A line of a person's own that begins with `（一）` and is no sentence is a heading.
fn passage(line: &str) -> Passage {
    let number = line.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(number, _)| number);
    let is_numbered = number.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
    });
    if is_numbered && !line.ends_with(['。', '；', '：', '！', '？']) {
        Passage::Subheading(line.to_owned())
    } else {
        Passage::Text(line.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_breaks_behind_the_agency() {
        let lines = |agency: &str| {
            let title = "2023年度预算绩效情况说明".to_owned();
            Around { agency: agency.to_owned(), title, date: None }.title_lines()
        };
        assert_eq!(lines("某局"), ["某局2023年度预算绩效情况说明"]);
        assert_eq!(lines("乌鲁木齐市人力资源和社会保障局").len(), 2);
    }

    #[test]
    fn numbered_lines_are_headings() {
        for (line, is_heading) in [
            ("（一）主要成效", true),
            ("（十二）其他", true),
            ("（一）成效明显。", false),
            ("（注）", false),
            ("一是甲。", false),
        ] {
            assert_eq!(matches!(passage(line), Passage::Subheading(_)), is_heading, "{line}");
        }
    }
}
