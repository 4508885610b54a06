use jixiao_app::describe_error;

/// An error and what lies behind it, each once.
pub fn error(error: &anyhow::Error) {
    eprintln!("错误：{}", describe_error(error));
}

/// A message that is no error.
pub fn note(text: &str) {
    eprintln!("{text}");
}
