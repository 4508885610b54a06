use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Choice, DeclaredMerge, DeclaresFor, FormView};

/// Books that were read, for the person to look through before anything is taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportView {
    /// The books.
    pub books: Vec<ImportBook>,
    /// The year that the forms evaluate, most of them.
    pub year: Option<u16>,
    /// The editions to choose from.
    pub editions: Vec<Choice>,
    /// What a label may mean, by the parts of a form.
    pub meanings: Vec<ChoiceGroup>,
    /// The rule sets to choose from for all forms at once.
    pub rule_sets: Vec<Choice>,
    /// The rule set that was chosen for this agency the last time; null when each form had the rules of its layout.
    pub rules: Option<String>,
}

/// Things to choose from that belong together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ChoiceGroup {
    /// What they have in common.
    pub name: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// A book that was read, or could not be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportBook {
    /// File name.
    pub name: String,
    /// Why it could not be read.
    pub error: Option<String>,
    /// Its forms.
    pub forms: Vec<ImportForm>,
    /// What belongs to no form.
    pub problems: Vec<ImportProblem>,
}

/// A form that was recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportForm {
    /// Tells it apart within this import.
    pub index: u32,
    /// Name of the sheet.
    pub sheet: String,
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub implementing_unit: String,
    /// Year evaluated.
    pub year: Option<u16>,
    /// Edition id.
    pub edition: String,
    /// What kind of form it is: `项目表`.
    pub kind: String,
    /// The rule set that goes with its layout; null for a form that is never scored.
    pub rules: Option<String>,
    /// The form of the document whose targets it declares; null for all others.
    pub declares: Option<DeclaresFor>,
    /// Indicator rows.
    pub indicators: u32,
    /// 总分 as printed.
    pub score: String,
    /// Another form of this import or of the document has the same name and unit.
    pub duplicate: bool,
    /// What was not understood.
    pub problems: Vec<ImportProblem>,
}

/// Something that was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportProblem {
    /// Name of the sheet.
    pub sheet: String,
    /// The cell, `C12`; empty when it is not about one cell.
    pub cell: String,
    /// What, and what to do.
    pub text: String,
}

/// A form beside the part of the sheet it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportDetail {
    /// The sheet's cells as they stand in the book.
    pub source: Vec<SourceCell>,
    /// The form as recognised, laid out as its edition prints it.
    pub form: FormView,
    /// The columns of its indicator table, left to right, and what they were read as.
    pub columns: Vec<SourceColumn>,
    /// What a column may be read as.
    pub column_choices: Vec<Choice>,
    /// What was not understood, with the columns read so.
    pub problems: Vec<ImportProblem>,
}

/// A column of the indicator table in the source sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct SourceColumn {
    /// Its first column in the sheet, from 0.
    pub column: u32,
    /// Its heading; empty when it has none.
    pub heading: String,
    /// The choice that it was read as; null when it was left out, or kept under its heading.
    pub read_as: Option<String>,
    /// It has no meaning here and is kept under its heading.
    pub own: bool,
}

/// What a person says a column is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ColumnPick {
    /// [`SourceColumn::column`].
    pub column: u32,
    /// A choice; null leaves the column out.
    pub read_as: Option<String>,
}

/// A cell of the source sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct SourceCell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows spanned.
    pub row_span: u32,
    /// Columns spanned.
    pub column_span: u32,
    /// What it shows.
    pub text: String,
    /// The field that was read from it; null when none was.
    pub field: Option<String>,
    /// What was not understood.
    pub problem: Option<String>,
    /// The label that a person may name here; null where there is none.
    pub label: Option<String>,
    /// What the person says that the label means; null when the program decides.
    pub named: Option<String>,
}

/// How an import is taken over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportChoice {
    /// The forms that are taken.
    pub forms: Vec<ImportPick>,
    /// As this year's template for this year; null takes the forms as they are.
    pub template_year: Option<u16>,
    /// The texts in which last year's words become this year's.
    pub years: Vec<YearPlace>,
}

/// A form that is taken over.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct ImportPick {
    /// [`ImportForm::index`].
    pub index: u32,
    /// The edition, when the person corrected it.
    pub edition: Option<String>,
    /// The columns that the person corrected.
    pub columns: Vec<ColumnPick>,
    /// The rule set, when the person chose one for all forms.
    pub rules: Option<String>,
    /// Where it goes as a declaration, in place of being a form of its own.
    pub merge: Option<DeclaredMerge>,
}

/// A name or text in which a year stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct YearPlace {
    /// The form: its key in the document, in an import [`ImportForm::index`].
    #[ts(type = "number")]
    pub form: i64,
    /// The field.
    pub field: String,
}

/// A year word that stands in a name or text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct YearWordLine {
    /// What names the text when the person chooses it.
    pub at: YearPlace,
    /// Name of the form.
    pub form: String,
    /// Where it stands.
    pub place: String,
    /// The text as it is.
    pub before: String,
    /// The text as it would be.
    pub after: String,
}
