//! The use cases: read books, score forms, make templates, write reports.
//!
//! The window and the command line both stand on this crate and on nothing below it. It is the only one that opens and
//! writes files; everything else takes bytes and values and gives them.

mod audit;
mod book;
mod boxes;
mod catalogue;
mod check_report;
mod checking;
mod classified;
pub mod collect;
mod copies;
mod describe;
pub mod desk;
mod digest;
mod disclosure;
mod editions;
mod error_text;
mod evidence;
mod export;
mod file_forms;
mod file_names;
mod files;
mod folders;
mod installed_faces;
pub mod json;
mod masked;
mod named_labels;
mod official_date;
mod own_layout;
mod parts;
mod person_files;
mod report;
mod roll_forward;
mod safe_name;
mod score_report;
mod scoring;
mod summary_report;
mod summary_table;
mod template;
pub mod unexpected;
mod unplaced;
mod volume;
mod walk;

pub use audit::{
    Audited, AuditedFile, Below, UNREADABLE, agency_of, audit_file, audit_report, audit_unreadable,
    files_below, most_frequent, most_frequent_shown, name_below,
};
pub use book::{Book, BookForm, SheetProblem, read_book, recover_book};
pub use boxes::{Boxed, boxed, remark};
pub use catalogue::{Catalogue, rules_of_file};
pub use check_report::{check_report, level_word, write_check_report};
pub use checking::{
    Checked, CheckedFinding, CheckedForm, FindingTally, Placed, Waived, amount, by_cause, check_books,
    finding_place, goal_number, indicator_name, row_number, worst_first,
};
pub use copies::Copies;
pub use describe::{describe, form_count};
pub use editions::{Adopted, adopt_edition, blank_form, learn_edition, show_edition, write_edition};
pub use error_text::{describe_error, describe_io_error};
pub use export::{Figures, agency, docx, marked_pdf, pdf, sheets, with_formulas, workbook};
pub use file_forms::{Assessment, Content, Depth, FileForm, FileForms, FileRead, content_of};
pub use file_names::{Named, distinct, sources};
pub use files::{Existing, RunFiles, WORKBOOKS, is_document, is_workbook};
pub use folders::{FolderList, list_folder, usual_places};
pub use installed_faces::use_installed_faces;
pub use json::FormJson;
pub use masked::{Masked, masked};
pub use official_date::official_date;
pub use own_layout::{LayoutChoice, learned};
pub use parts::Parts;
pub use person_files::data_folder;
pub use report::{Output, Report, Written, report, stem, write_forms};
pub use roll_forward::{NewYear, RolledForward, roll_forward, to_fill_in};
pub use safe_name::safe_name;
pub use score_report::{Explained, Tally, conclusion, score_report};
pub use scoring::{Filled, filled, rules_for};
pub use summary_report::{
    About, Summarised, disclosure_title, left_out, summarise, summarise_projects, summary_json,
    summary_sheet, write_summary,
};
pub use template::{Template, YearWord, YearWords, template};
pub use unplaced::{Dropped, Unplaced, unplaced};
pub use volume::{Cover, volume};
pub use walk::{Met, Walk, walk};

pub use jixiao_check::{BatchFacts, CheckId, Finding, Level, Outcome, PublishedTotals};
pub use jixiao_edition::{Edition, RuleSet};
pub use jixiao_model::is_direction;
pub use jixiao_model::{EditionId, FieldRef, Form, IndicatorColumn, RuleSetId};
pub use jixiao_rollup::headings;
pub use jixiao_score::{Agreement, Scored, score};
pub use jixiao_sheet::Properties;
pub use jixiao_store::{EXTENSION, Whereabouts};

/// A form of a book as JSON, with where it stood and what was not understood.
///
/// # Errors
/// The form names an edition that this program does not have.
pub fn form_json(book: &Book, form: &BookForm, catalogue: &Catalogue) -> anyhow::Result<FormJson> {
    let mut json = json::to_json(form.form(), catalogue.edition_of(form.form())?);
    json.book = Some(book.name.clone());
    json.sheet = Some(form.sheet.clone());
    json.problems = Some(form.recovered.problems.clone());
    Ok(json)
}
