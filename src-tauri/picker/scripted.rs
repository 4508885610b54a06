//! The person at the dialogs, in tests that drive the real window: no dialog of the desktop can be driven there.
//! Release builds have none of this.

use std::path::PathBuf;

use jixiao_commands::Question;
use serde_json::Value;

/// The answer that stands under the question's name in the JSON file that `JIXIAO_PICKER` names; `None` when the variable names
/// none. Read anew for each question. A file that is missing or wrong answers like a person who cancels.
pub fn scripted(question: &Question) -> Option<Vec<PathBuf>> {
    let file = std::env::var_os("JIXIAO_PICKER").filter(|file| !file.is_empty())?;
    let answers: Value =
        std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let paths = match &answers[question.id] {
        Value::Array(paths) => paths.iter().filter_map(Value::as_str).map(PathBuf::from).collect(),
        Value::String(path) => vec![PathBuf::from(path)],
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
    };
    Some(paths)
}
