use std::fmt::Write as _;

use crate::document::Document;

/// How many places a message lists before it only counts the rest.
const LISTED: usize = 10;

/// A text with characters that no embedded font has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The document's title: which form it is.
    pub document: String,
    /// The line of text that holds them.
    pub text: String,
    /// The characters, each once.
    pub characters: Vec<char>,
}

/// All texts that cannot be printed, in reading order. Asking is cheap, so that a form can be checked before it is exported.
pub fn missing(documents: &[Document<'_>]) -> Vec<Missing> {
    let mut found = Vec::new();
    for document in documents {
        for text in document.pages.pages.iter().flat_map(|page| &page.texts) {
            let characters = jixiao_fonts::missing(&text.text);
            let missing =
                Missing { document: document.title.to_owned(), text: text.text.clone(), characters };
            if !missing.characters.is_empty() && !found.contains(&missing) {
                found.push(missing);
            }
        }
    }
    found
}

pub fn message(missing: &[Missing]) -> String {
    let mut message =
        String::from("有些字不在内置字体中，打印出来会是空框，所以没有生成 PDF。请改写下列文字后再导出：");
    for place in missing.iter().take(LISTED) {
        let characters: Vec<String> =
            place.characters.iter().map(|&c| format!("“{c}”（U+{:04X}）", u32::from(c))).collect();
        // Writing to a string cannot fail.
        let _ = write!(message, "\n《{}》的“{}”中的{}", place.document, place.text, characters.join("、"));
    }
    if missing.len() > LISTED {
        let _ = write!(message, "\n……共 {} 处", missing.len());
    }
    message
}
