use jixiao_app::Written;

use crate::{Outcome, messages};

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

/// Says which files were not written, and what the whole amounts to.
pub fn outcome<'a>(reading: Outcome, written: impl Iterator<Item = &'a Written>) -> Outcome {
    let (mut files, mut failures) = (0, 0);
    for written in written {
        files += written.files.len();
        failures += written.failures.len();
        written.failures.iter().for_each(messages::error);
    }
    match (files, failures) {
        (_, 0) => reading,
        (0, _) => Outcome::Nothing,
        (_, _) => Outcome::Incomplete,
    }
}
