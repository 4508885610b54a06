use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::border::{Border, Borders};
use crate::length::Length;

/// The typeface of a text, by its role in official documents. In print each role is one embedded font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 宋体: all text. 仿宋, 楷体 and Latin typefaces are printed with it as well.
    #[default]
    Text,
    /// 小标宋: titles.
    Title,
    /// 黑体: headings, where an edition asks for it.
    Heading,
}

impl Face {
    /// The role that comes nearest to a typeface's own name, such as `仿宋_GB2312`, `方正小标宋简体` or `SimHei`.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let folded = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
        if has(&["标宋", "大宋", "粗宋", "xiaobiaosong", "xbsjw"]) {
            Self::Title
        } else if has(&["黑", "hei", "等线", "dengxian", "gothic", "sans"]) {
            Self::Heading
        } else {
            Self::Text
        }
    }

    /// The typeface that a workbook names for the role.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "宋体",
            Self::Title => "方正小标宋简体",
            Self::Heading => "黑体",
        }
    }
}

/// Horizontal alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Horizontal {
    /// Flush left.
    Left,
    /// Centred.
    #[default]
    Center,
    /// Flush right.
    Right,
}

/// Vertical alignment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vertical {
    /// At the upper edge.
    Top,
    /// In the middle.
    #[default]
    Center,
    /// At the lower edge.
    Bottom,
}

/// A colour: `0xRRGGBB`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Color(pub u32);

/// A text that many styles share, such as a typeface's name. Cloning it copies no characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct SharedText(Arc<str>);

impl SharedText {
    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<SharedText> for String {
    fn from(text: SharedText) -> Self {
        text.as_str().to_owned()
    }
}

/// How a cell looks. The default is that of official forms: 宋体 10, wrapped, centred, with thin lines on all sides.
///
/// A cell whose text mixes typefaces has the style of the whole cell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Style {
    /// The role of the typeface: what it is printed with.
    pub face: Face,
    /// The typeface's own name, as a file has it; `None` for the name of the role.
    pub typeface: Option<SharedText>,
    /// Type size.
    pub size: Length,
    /// Bold type.
    pub bold: bool,
    /// Colour of the text; `None` for black.
    pub color: Option<Color>,
    /// Horizontal alignment, numbers and texts told apart already.
    pub horizontal: Horizontal,
    /// Vertical alignment.
    pub vertical: Vertical,
    /// Long texts go on in a new line.
    pub wrap: bool,
    /// Lines around the cell.
    pub borders: Borders,
    /// Colour of the ground; `None` for the paper's.
    pub fill: Option<Color>,
    /// The number format's code, as a file has it: `0.00%`. `None` where the value alone says how it is shown.
    pub format: Option<SharedText>,
}

impl Style {
    /// A style of official forms: upright black text, wrapped and centred vertically, one kind of line on all sides.
    #[must_use]
    pub const fn new(face: Face, size: Length, horizontal: Horizontal, border: Border) -> Self {
        Self {
            face,
            typeface: None,
            size,
            bold: false,
            color: None,
            horizontal,
            vertical: Vertical::Center,
            wrap: true,
            borders: Borders::all(border),
            fill: None,
            format: None,
        }
    }

    /// The typeface's name as a workbook holds it.
    #[must_use]
    pub fn typeface_name(&self) -> &str {
        self.typeface.as_ref().map_or(self.face.name(), SharedText::as_str)
    }

    /// The role that the text is printed with. Bold 宋体 is printed with the title's font, which is the bold of the text's
    /// font; titles and headings are heavy already.
    #[must_use]
    pub const fn printed_face(&self) -> Face {
        match self.face {
            Face::Text if self.bold => Face::Title,
            face => face,
        }
    }

    /// True when a cell without text shows nothing but paper: neither lines nor ground.
    #[must_use]
    pub fn is_invisible(&self) -> bool {
        self.fill.is_none() && self.borders == Borders::NONE
    }
}

impl Default for Style {
    fn default() -> Self {
        Self::new(Face::Text, Length::points(10), Horizontal::Center, Border::Thin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typefaces_have_the_nearest_role() {
        for (name, face) in [
            ("宋体", Face::Text),
            ("SimSun", Face::Text),
            ("仿宋_GB2312", Face::Text),
            ("楷体", Face::Text),
            ("Times New Roman", Face::Text),
            ("方正小标宋简体", Face::Title),
            ("方正小标宋_GBK", Face::Title),
            ("华文中宋", Face::Text),
            ("黑体", Face::Heading),
            ("微软雅黑", Face::Heading),
            ("SimHei", Face::Heading),
        ] {
            assert_eq!(Face::of_name(name), face, "{name}");
        }
        for face in [Face::Text, Face::Title, Face::Heading] {
            assert_eq!(Face::of_name(face.name()), face);
        }
    }
}
