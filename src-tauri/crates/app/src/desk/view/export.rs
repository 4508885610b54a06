use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::count;

/// What is exported, and how.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that the page shows or asks")]
pub struct ExportChoice {
    /// The forms, in this order.
    #[ts(type = "number[]")]
    pub forms: Vec<i64>,
    /// Write workbooks.
    pub xlsx: bool,
    /// In workbooks, write figures that follow from others as formulas.
    pub formulas: bool,
    /// Write PDF.
    pub pdf: bool,
    /// Write Word documents.
    pub docx: bool,
    /// A file for each form.
    pub per_form: bool,
    /// The PDF is a volume of all forms, with cover, table of contents and room to bind.
    pub volume: bool,
    /// Pages of a PDF that is no volume are counted within each form.
    pub number_each: bool,
    /// 草稿 stands across each page of a PDF.
    pub draft: bool,
    /// A public copy: persons who sign and numbers of persons are hidden.
    pub public: bool,
    /// File name pattern: see [`PatternView`].
    pub pattern: String,
    /// Replace files of the same name; otherwise the new one gets a number.
    pub overwrite: bool,
}

/// A pattern of file names: `{单位}` `{年度}` `{序号}` `{名称}` are replaced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct PatternView {
    /// The pattern.
    pub pattern: String,
    /// Why it cannot be used, and what may stand in it; null when it can.
    pub problem: Option<String>,
}

/// A text of which a public copy hides a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct MaskedView {
    /// The form.
    pub form: String,
    /// What stands there.
    pub before: String,
    /// What the public copy says.
    pub after: String,
}

/// What a check report tells of, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct FindingsChoice {
    /// The forms, in this order; classified ones are left out.
    #[ts(type = "number[]")]
    pub forms: Vec<i64>,
    /// Write a workbook.
    pub xlsx: bool,
    /// Write a PDF.
    pub pdf: bool,
    /// Replace files of the same name; otherwise the new one gets a number.
    pub overwrite: bool,
}

/// What became of one exported file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ExportResult {
    /// File name.
    pub name: String,
    /// Why it was not written; null when it was.
    pub error: Option<String>,
}

/// How an export ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ExportDone {
    /// The folder.
    pub folder: String,
    /// The person stopped it; what was written until then is whole.
    pub cancelled: bool,
    /// What the person has to know of the files; mostly empty.
    pub remark: String,
    /// How many files were not written.
    pub failed: u32,
    /// File by file, first those that were not written.
    pub files: Vec<ExportResult>,
}

impl ExportDone {
    /// The same with those counted that were not written.
    #[must_use]
    pub fn counted(mut self) -> Self {
        self.failed = count(self.files.iter().filter(|file| file.error.is_some()).count());
        self
    }
}
