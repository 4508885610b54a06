use jixiao_app::describe_error;

/// An error and what lies behind it, each once.
pub fn error(error: &anyhow::Error) {
    eprintln!("错误：{}", describe_error(error));
}

/// A message that is no error.
pub fn note(text: &str) {
    eprintln!("{text}");
}

/// The files of a folder that are of no kind that is read; the first of many by name.
pub fn passed_over(names: &[String]) {
    if names.is_empty() {
        return;
    }
    let more = if names.len() > 20 { "等" } else { "" };
    let shown = names.iter().take(20).map(String::as_str).collect::<Vec<_>>().join("、");
    note(&format!(
        "有 {} 个文件不是可以读入的类型，或是同名文件的 PDF，没有读取：{shown}{more}",
        names.len()
    ));
}
