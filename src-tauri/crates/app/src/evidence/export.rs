//! The files of forms, copied into a folder that can be handed in.

use std::path::{Path, PathBuf};

use anyhow::Result;

use jixiao_store::EvidenceFile;

use super::place::{copy_name, examine, located};
use crate::desk::view::EvidenceState;
use crate::error_text::describe_error;
use crate::files::{Existing, copy, free};
use crate::safe_name::safe_name;

/// The files of one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceOfForm {
    /// The form's number in the document, from 1.
    pub number: usize,
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub agency: String,
    /// The indicators that have some.
    pub rows: Vec<EvidenceOfRow>,
}

/// The files of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceOfRow {
    /// The row's number in the form, from 1.
    pub number: usize,
    /// 三级指标.
    pub name: String,
    /// 实际完成值.
    pub actual: String,
    /// The files.
    pub files: Vec<EvidenceFile>,
}

/// What became of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Whether it is still what was attached.
    pub state: EvidenceState,
    /// Its path below the export's folder, with `/`; `None` when it was not copied.
    pub copied: Option<String>,
    /// Why it was not copied though that was wanted, in words.
    pub error: Option<String>,
}

/// Characters of a form's or an indicator's name in the name of a folder: Windows allows 259 for the whole path.
const MAX_CHARS: usize = 20;

/// A folder below `parent` that is not there yet.
pub fn folder_for(parent: &Path, name: &str) -> PathBuf {
    parent.join(free(name, |name| parent.join(name).exists()))
}

/// Looks at one file of a form, and copies it below `folder` where there is one.
pub fn copy_out(
    document: &Path,
    folder: Option<&Path>,
    (form, row, file): (&EvidenceOfForm, &EvidenceOfRow, &EvidenceFile),
) -> Exported {
    let path = located(document, file);
    let state = path.as_deref().map_or(EvidenceState::Missing, |path| examine(path, file));
    let (Some(folder), Some(path)) = (folder, path) else {
        return Exported { state, copied: None, error: None };
    };
    if state == EvidenceState::Missing {
        let error = "找不到这个文件，没有复制；请找回文件，或在表中移除它";
        return Exported { state, copied: None, error: Some(error.to_owned()) };
    }
    match copy_below(folder, &path, (form, row, file)) {
        Ok(copied) => Exported { state, copied: Some(copied), error: None },
        Err(error) => Exported { state, copied: None, error: Some(describe_error(&error)) },
    }
}

fn copy_below(
    folder: &Path,
    path: &Path,
    (form, row, file): (&EvidenceOfForm, &EvidenceOfRow, &EvidenceFile),
) -> Result<String> {
    let below = [numbered(form.number, &form.name), numbered(row.number, &row.name)];
    let place = below.iter().fold(folder.to_owned(), |place, name| place.join(name));
    let (written, _) = copy(path, &place, &copy_name(&file.name), Existing::Keep)?;
    let name = written.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(format!("{}/{name}", below.join("/")))
}

/// `01-补贴发放`.
fn numbered(number: usize, name: &str) -> String {
    let short: String = name.trim().chars().take(MAX_CHARS).collect();
    safe_name(&format!("{number:02}-{}", short.trim()))
}
