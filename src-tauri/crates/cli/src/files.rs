use serde_json::json;

use jixiao_app::{Dropped, Existing, Written};

use crate::messages;
use crate::outcome::Outcome;

/// The names of the files written.
pub fn names<'a>(written: impl Iterator<Item = &'a Written>) -> Vec<String> {
    written.flat_map(|written| &written.files).map(|path| path.display().to_string()).collect()
}

/// Says which files were written.
pub fn print<'a>(written: impl Iterator<Item = &'a Written>) {
    println!("已生成：");
    for name in names(written) {
        println!("  {name}");
    }
}

/// Says which files were not written or are not what they should be, and what the whole amounts to.
pub fn outcome<'a>(reading: Outcome, written: impl Iterator<Item = &'a Written>) -> Outcome {
    let (mut files, mut failures, mut remarks) = (0, 0, 0);
    for written in written {
        files += written.files.len();
        failures += written.failures.len();
        remarks += written.remarks.len();
        written.failures.iter().for_each(messages::error);
        written.remarks.iter().for_each(|remark| messages::note(&format!("注意：{remark}")));
    }
    match (files, failures) {
        (_, 0) => unless_dropped(reading, remarks > 0),
        (0, _) => Outcome::Nothing,
        (_, _) => Outcome::Incomplete,
    }
}

/// Says what of the forms was not printed.
pub fn report_dropped<'a>(book: &str, dropped: impl Iterator<Item = &'a Dropped>) {
    for form in dropped {
        form.messages().for_each(|message| messages::note(&format!("{book}｜{}！ {message}", form.sheet)));
    }
}

/// The same as JSON.
pub fn dropped_json<'a>(dropped: impl Iterator<Item = &'a Dropped>) -> Vec<serde_json::Value> {
    let lines = |form: &'a Dropped| {
        form.unplaced.iter().map(|line| {
            json!({ "form": form.form, "sheet": form.sheet, "edition": form.edition, "what": line.what, "text": line.text })
        })
    };
    dropped.flat_map(lines).collect()
}

/// What a job amounts to that dropped something when `dropped`.
pub const fn unless_dropped(outcome: Outcome, dropped: bool) -> Outcome {
    match outcome {
        Outcome::Done if dropped => Outcome::Incomplete,
        outcome => outcome,
    }
}

/// What `--overwrite` means.
pub fn existing(overwrite: bool) -> Existing {
    if overwrite { Existing::Replace } else { Existing::Keep }
}
