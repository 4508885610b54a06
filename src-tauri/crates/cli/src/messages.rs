use std::path::Path;

use jixiao_app::describe_error;

/// An error and what lies behind it, each once.
pub fn error(error: &anyhow::Error) {
    eprintln!("错误：{}", describe_error(error));
}

/// A message that is no error.
pub fn note(text: &str) {
    eprintln!("{text}");
}

/// Nothing that is read lies below a folder.
pub fn nothing_to_read(folder: &Path) {
    note(&format!("“{}”中没有可以读入的文件（.xlsx、.docx 等）或文档（.jixiao）", folder.display()));
}

/// So many names are told.
pub const MAX_NAMES: usize = 20;

/// The files of a folder that are of no kind that is read, `count` in all; the first of many by name.
pub fn passed_over(count: usize, names: &[String]) {
    if count == 0 {
        return;
    }
    let more = if count > MAX_NAMES { "等" } else { "" };
    let shown = names.iter().take(MAX_NAMES).map(String::as_str).collect::<Vec<_>>().join("、");
    note(&format!("有 {count} 个文件不是可以读入的类型，或是同名文件的 PDF，没有读取：{shown}{more}"));
}
