//! What a tag says about the text inside it.

use html5gum::emitters::default::StartTag;
use jixiao_xlsx::guarded::limits;

/// Elements that begin and end a line.
const BLOCKS: [&str; 22] = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre", "center",
    "hr", "caption", "section", "article", "header", "footer",
];
const STRUCK: [&str; 3] = ["s", "strike", "del"];
/// Elements whose content no reader sees.
const UNSEEN: [&str; 7] = ["title", "style", "script", "noscript", "template", "xml", "colgroup"];
const VOID: [&str; 7] = ["br", "img", "input", "hr", "col", "meta", "link"];

/// What an element does to the text inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Hidden,
    Struck,
}

/// A start tag.
pub(super) struct Tag {
    pub name: String,
    /// Its own attributes hide it.
    pub is_hidden: bool,
    style: String,
    attributes: Vec<(String, String)>,
}

/// Columns, rows, and whether the columns are merged or only covered by a long text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spans {
    pub columns: usize,
    pub rows: usize,
    pub is_merged: bool,
}

impl Tag {
    /// Reads a tag.
    pub(super) fn new(start: &StartTag<()>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let attributes: Vec<(String, String)> =
            start.attributes.iter().map(|(name, value)| (text(name), text(&value.value))).collect();
        let mut tag = Self { name: text(&start.name), is_hidden: false, style: String::new(), attributes };
        let style = tag.attribute("style").unwrap_or_default().to_lowercase();
        tag.style = style.chars().filter(|c| !c.is_whitespace()).collect();
        tag.is_hidden = tag.attribute("hidden").is_some()
            || ["display:none", "mso-hide:all", "visibility:hidden"]
                .iter()
                .any(|hidden| tag.style.contains(hidden));
        tag
    }

    /// The effect on what is inside, if any. Rows and cells that are hidden are read all the same.
    pub(super) fn effect(&self) -> Option<Effect> {
        let name = self.name.as_str();
        let is_unchosen = name == "option" && self.attribute("selected").is_none();
        let is_hidden = self.is_hidden && !matches!(name, "tr" | "td" | "th" | "tbody" | "thead" | "tfoot");
        if self.is_void() {
            None
        } else if UNSEEN.contains(&name) || is_unchosen || is_hidden {
            Some(Effect::Hidden)
        } else if STRUCK.contains(&name) || self.style.contains("line-through") {
            Some(Effect::Struck)
        } else {
            None
        }
    }

    /// True for elements without an end.
    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }

    /// True for elements that begin a line.
    pub(super) fn is_block(&self) -> bool {
        is_block(&self.name)
    }

    /// How far a cell reaches.
    pub(super) fn spans(&self) -> Spans {
        let number =
            |name| self.attribute(name).and_then(|text| text.trim().parse::<usize>().ok()).unwrap_or(1);
        let rows = match number("rowspan") {
            0 => limits::ROWS as usize,
            rows => rows.min(limits::ROWS as usize),
        };
        let columns = number("colspan").clamp(1, limits::COLUMNS as usize);
        Spans { columns, rows, is_merged: !self.style.contains("mso-ignore:colspan") }
    }

    /// What a field of a web form shows.
    pub(super) fn input_text(&self) -> String {
        let value = || self.attribute("value").unwrap_or_default().to_owned();
        match self.attribute("type").unwrap_or("text").to_lowercase().as_str() {
            "checkbox" | "radio" if self.attribute("checked").is_some() => "☑".to_owned(),
            "checkbox" | "radio" => "☐".to_owned(),
            "hidden" | "button" | "submit" | "reset" | "image" | "file" | "password" => String::new(),
            _ => value(),
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// True for elements that end a line.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}
