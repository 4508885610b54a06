//! What is wrong with a data file, in Chinese and with its line.

use toml::Spanned;

use crate::rule_set::line;

/// What is wrong with an edition or rule-set file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("数据文件“{file}”有误：{what}")]
pub struct DataError {
    /// The file.
    pub file: String,
    /// What is wrong, in Chinese, with the line where one line is to blame.
    pub what: String,
}

/// What is wrong with an edition, and where in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    place: Place,
    what: String,
}

/// Where something stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// At this byte.
    At(usize),
    /// In what this key says, `page.scale`.
    Key(&'static str),
    /// In the row called so.
    Row(String),
}

impl Mistake {
    /// A mistake in a value of the file.
    pub fn at<T>(value: &Spanned<T>, what: impl Into<String>) -> Self {
        Self { place: Place::At(value.span().start), what: what.into() }
    }

    /// A mistake in what `key` says.
    pub fn of_key(key: &'static str, what: impl Into<String>) -> Self {
        Self { place: Place::Key(key), what: what.into() }
    }

    /// A mistake in a row.
    pub fn of_row(id: &str, what: impl Into<String>) -> Self {
        Self { place: Place::Row(id.to_owned()), what: what.into() }
    }

    /// The mistake with its line in `text`, where `row_at` tells at which byte a row of this name begins. Where it comes from the file that this one extends, the line
    /// is that of the key that brought it, or of `extends`.
    pub fn with_line(&self, text: &str, row_at: impl Fn(&str) -> Option<usize>) -> String {
        let key = |key: &str| line(text, key).or_else(|| line(text, "extends")).unwrap_or(1);
        match &self.place {
            Place::At(at) => at_line(text, *at, &self.what),
            Place::Key(name) => on_line(key(name), &self.what),
            Place::Row(id) => match row_at(id) {
                Some(at) => at_line(text, at, &self.what),
                None => on_line(key("columns"), &self.what),
            },
        }
    }
}

/// What the reader of TOML says, in Chinese.
pub fn explained(text: &str, error: &toml::de::Error) -> String {
    let what = translated(error.message());
    at_line(text, error.span().map_or(0, |span| span.start), &what)
}

/// A mistake that begins at the byte `at` of a file's text.
pub fn at_line(text: &str, at: usize, what: &str) -> String {
    let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    on_line(line, what)
}

fn on_line(line: usize, what: &str) -> String {
    format!("第 {line} 行，{what}")
}

fn translated(message: &str) -> String {
    let name = |prefix: &str| {
        let quoted = message.strip_prefix(prefix)?.strip_prefix('`')?;
        quoted.split_once('`').map(|(name, rest)| (name.to_owned(), expected(rest)))
    };
    if let Some((key, known)) = name("unknown field ") {
        return format!("不认识的键“{key}”{known}");
    }
    if let Some((word, known)) = name("unknown variant ") {
        return format!("不认识的写法“{word}”{known}");
    }
    if let Some((key, _)) = name("missing field ") {
        return format!("缺少“{key}”");
    }
    if message.starts_with("duplicate key") {
        return "同一个键写了两次".to_owned();
    }
    if message.starts_with("invalid type") || message.starts_with("invalid value") {
        return "值的类型不对，请检查它该是文字、数字还是列表".to_owned();
    }
    // Our own messages are Chinese already.
    if message.is_ascii() {
        "不合 TOML 写法，请检查引号、括号和等号".to_owned()
    } else {
        message.to_owned()
    }
}

/// The words that serde expected, which it puts between backticks.
fn expected(rest: &str) -> String {
    let names: Vec<&str> = rest.split('`').skip(1).step_by(2).collect();
    if names.is_empty() { String::new() } else { format!("，可用的有：{}", names.join("、")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        #[expect(dead_code, reason = "only its name and type matter")]
        size: u8,
    }

    #[test]
    fn messages_are_chinese_and_name_the_line() {
        for (text, expected) in [
            ("\nsizes = 1", "第 2 行，不认识的键“sizes”，可用的有：size"),
            ("size = 'a'", "第 1 行，值的类型不对，请检查它该是文字、数字还是列表"),
            ("size = 900", "第 1 行，值的类型不对，请检查它该是文字、数字还是列表"),
            ("size = 1\nsize = 2", "第 2 行，同一个键写了两次"),
            ("size = [", "第 1 行，不合 TOML 写法，请检查引号、括号和等号"),
            ("", "第 1 行，缺少“size”"),
        ] {
            let error = toml::from_str::<File>(text).unwrap_err();
            let shown = explained(text, &error);
            assert!(shown.contains(expected), "{shown}: {}", error.message());
        }
    }
}
