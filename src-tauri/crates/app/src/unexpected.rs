//! What should never happen: a mistake of this program. It is caught where one file or one command ends, so that it costs that one
//! only, and it is told in the words of all other errors.

use std::panic::{self, AssertUnwindSafe};

use anyhow::Result;

/// Set by developers who want to know where a mistake happened.
const BACKTRACE: &str = "RUST_BACKTRACE";

/// A mistake of this program, in words for the person.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unexpected(String);

/// Keeps the standard library from telling mistakes in English; [`caught`] and [`caught_file`] tell them.
pub fn silence_panics() {
    if std::env::var_os(BACKTRACE).is_none() {
        panic::set_hook(Box::new(|_| {}));
    }
}

/// Does one step of the work; a mistake of this program becomes an error.
///
/// # Errors
/// Those of the work, and one where it panicked.
pub fn caught<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let problem = || {
        Unexpected(
            "程序出现了没有预料到的问题，这一步没有完成；已保存的内容不受影响。请再试一次；仍不行，请关闭程序后重新打开".to_owned(),
        )
    };
    run(work).unwrap_or_else(|| Err(problem().into()))
}

/// Reads or checks one file among others; a mistake of this program is that file's error.
///
/// # Errors
/// Those of the work, and one where it panicked.
pub fn caught_file<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let problem = || {
        Unexpected(format!(
            "处理“{name}”时程序出现了没有预料到的问题，这个文件没有处理，其他文件不受影响。请在 Excel 或 WPS 中把其中的自评表复制到新的工作簿后再试"
        ))
    };
    run(|| {
        inject(name);
        work()
    })
    .unwrap_or_else(|| Err(problem().into()))
}

/// `None` where the work panicked. What it held is dropped or, where others share it, behind locks whose users go on with what
/// was last whole: a document changes by transactions only.
fn run<T>(work: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

/// Names what is to go wrong in a test: a file or, in the window, a command.
#[cfg(debug_assertions)]
const FAULT: &str = "JIXIAO_FAULT";

/// Panics where a test asks for it by the environment; release builds cannot be asked.
pub fn inject(name: &str) {
    #[cfg(debug_assertions)]
    if std::env::var_os(FAULT).is_some_and(|fault| fault == name) {
        fail(name);
    }
    #[cfg(not(debug_assertions))]
    let _ = name;
}

#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "the fault that a test asks for")]
fn fail(name: &str) {
    panic!("fault: {name}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_in_chinese() {
        let error = caught(|| -> Result<()> { panic!("index out of bounds") }).unwrap_err().to_string();
        assert!(error.contains("请再试一次") && !error.contains("index"), "{error}");
        let error = caught_file("坏.xlsx", || -> Result<()> { panic!("boom") }).unwrap_err().to_string();
        assert!(error.contains("坏.xlsx") && !error.contains("boom"), "{error}");
    }

    #[test]
    fn errors_and_values_pass() {
        assert_eq!(caught(|| Ok(1)).unwrap(), 1);
        assert_eq!(
            caught_file("表", || -> Result<()> { Err(anyhow::anyhow!("坏")) }).unwrap_err().to_string(),
            "坏"
        );
    }
}
