use serde::{Deserialize, Serialize};

use crate::length::Length;

/// The typeface of a text, by its role in official documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// 宋体: all text.
    #[default]
    Text,
    /// 小标宋: titles.
    Title,
    /// 黑体: headings, where an edition asks for it.
    Heading,
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

/// The line around a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    /// No line: titles and notes.
    None,
    /// A thin line on all four sides.
    #[default]
    Thin,
}

/// How a cell looks. Text is always wrapped and centred vertically, as in all official forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Style {
    /// Typeface.
    pub face: Face,
    /// Type size.
    pub size: Length,
    /// Horizontal alignment.
    pub horizontal: Horizontal,
    /// Lines.
    pub border: Border,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            face: Face::Text,
            size: Length::points(10),
            horizontal: Horizontal::Center,
            border: Border::Thin,
        }
    }
}
