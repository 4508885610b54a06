/// An error and what lies behind it, each once.
pub fn error(error: &anyhow::Error) {
    let mut parts: Vec<String> = Vec::new();
    for cause in error.chain() {
        let text = cause.to_string();
        if !parts.iter().any(|part| part.contains(&text)) {
            parts.push(text);
        }
    }
    eprintln!("错误：{}", parts.join("；"));
}

/// A message that is no error.
pub fn note(text: &str) {
    eprintln!("{text}");
}
