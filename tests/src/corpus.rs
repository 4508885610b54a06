//! The published forms, as data and as workbooks.

use std::path::PathBuf;

use jixiao_app::json::{FormJson, from_json};
use jixiao_app::{Book, Catalogue, read_book};
use jixiao_model::Form;

/// A workbook and the forms it holds, as (file of the truth, first form, number of forms).
pub struct Truth {
    /// File name of the workbook.
    pub book: &'static str,
    /// Where its forms stand in the truth, in the order of the book.
    pub forms: &'static [(&'static str, usize, usize)],
}

/// Every book of the corpus.
pub const BOOKS: [Truth; 7] = [
    Truth { book: "changji-2021.xlsx", forms: &[("changji-2021", 0, 16)] },
    Truth { book: "changji-2021.ods", forms: &[("changji-2021", 0, 16)] },
    Truth { book: "changji-jobs-2020.xls", forms: &[("changji-jobs-2020", 0, 2)] },
    Truth { book: "urumqi-2023.xlsx", forms: &[("urumqi-2023-department", 0, 1), ("urumqi-2023", 0, 30)] },
    Truth { book: "urumqi-2023-stacked.xlsx", forms: &[("urumqi-2023", 0, 6)] },
    Truth { book: "urumqi-2023-filled-down.xlsx", forms: &[("urumqi-2023", 6, 6)] },
    Truth { book: "tongcheng-2021.xlsx", forms: &[("tongcheng-2021-department", 0, 1)] },
];

/// The files of published forms.
pub const FORMS: [&str; 5] = [
    "changji-2021",
    "changji-jobs-2020",
    "urumqi-2023",
    "urumqi-2023-department",
    "tongcheng-2021-department",
];

/// The folder of this crate.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The path of a book.
pub fn book_path(book: &str) -> PathBuf {
    folder().join("corpus/books").join(book)
}

/// The published forms of a file, as JSON.
pub fn published_json(file: &str) -> Vec<serde_json::Value> {
    let path = folder().join("corpus/forms").join(format!("{file}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}")) {
        serde_json::Value::Array(forms) => forms,
        form => vec![form],
    }
}

/// The published forms of a file.
pub fn published(file: &str) -> Vec<Form> {
    let forms = published_json(file).into_iter();
    let read =
        |json| serde_json::from_value::<FormJson>(json).unwrap_or_else(|error| panic!("{file}: {error}"));
    forms.map(|json| from_json(read(json))).collect()
}

/// Every published form.
pub fn all_published() -> Vec<Form> {
    FORMS.iter().flat_map(|file| published(file)).collect()
}

/// Reads a book of the corpus.
pub fn read(book: &str, catalogue: &Catalogue) -> Book {
    read_book(&book_path(book), catalogue).unwrap_or_else(|error| panic!("{book}: {error:#}"))
}

impl Truth {
    /// The forms that the book holds, as JSON.
    pub fn published_json(&self) -> Vec<serde_json::Value> {
        let part = |(file, first, count): &(&str, usize, usize)| {
            published_json(file).into_iter().skip(*first).take(*count).collect::<Vec<_>>()
        };
        self.forms.iter().flat_map(part).collect()
    }
}

/// The differences between two forms as JSON, by the corpus's own rules: numbers as decimals, a trailing 分 or % and white
/// space left aside, a missing key equal to an empty text.
pub fn differences(truth: &serde_json::Value, read: &serde_json::Value) -> Vec<String> {
    let mut differences = Vec::new();
    compare("", truth, read, &mut differences);
    differences
}

/// How many fields a form has as JSON: each text and figure, and the length of each list.
pub fn fields(truth: &serde_json::Value) -> usize {
    use serde_json::Value;
    match truth {
        Value::Object(keys) => keys
            .iter()
            .filter(|(key, _)| !NOT_COMPARED.contains(&key.as_str()))
            .map(|(_, value)| fields(value))
            .sum(),
        Value::Array(values) => 1 + values.iter().map(fields).sum::<usize>(),
        _ => 1,
    }
}

/// Keys that say something of the truth itself.
const NOT_COMPARED: [&str; 4] = ["id", "source", "note", "narrative"];

fn compare(path: &str, truth: &serde_json::Value, read: &serde_json::Value, differences: &mut Vec<String>) {
    use serde_json::Value;
    match truth {
        Value::Object(keys) => {
            for (key, value) in keys {
                if !NOT_COMPARED.contains(&key.as_str()) {
                    compare(
                        &format!("{path}.{key}"),
                        value,
                        read.get(key).unwrap_or(&Value::Null),
                        differences,
                    );
                }
            }
        }
        Value::Array(values) => {
            let length = read.as_array().map_or(0, Vec::len);
            if length != values.len() {
                differences.push(format!("{path}: {} rows, read {length}", values.len()));
            }
            for (index, value) in values.iter().enumerate() {
                compare(
                    &format!("{path}[{index}]"),
                    value,
                    read.get(index).unwrap_or(&Value::Null),
                    differences,
                );
            }
        }
        leaf => {
            if normal(leaf) != normal(read) {
                differences.push(format!("{path}: {leaf}, read {read}"));
            }
        }
    }
}

fn normal(value: &serde_json::Value) -> String {
    let text = match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => jixiao_model::squeeze(text),
        other => other.to_string(),
    };
    let plain = text.trim_end_matches(['分', '%']).replace(',', "");
    match plain.parse::<rust_decimal::Decimal>() {
        Ok(number) => number.normalize().to_string(),
        Err(_) if matches!(text.as_str(), "-" | "—") => String::new(),
        Err(_) => text,
    }
}
