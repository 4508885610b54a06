use serde::{Deserialize, Serialize};

use crate::length::Length;

/// Paper, margins, and what stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Paper width, as oriented.
    pub width: Length,
    /// Paper height, as oriented.
    pub height: Length,
    /// Space kept free on the left.
    pub left_margin: Length,
    /// Space kept free on the right.
    pub right_margin: Length,
    /// Space kept free above.
    pub top_margin: Length,
    /// Space kept free below; the page number stands in it.
    pub bottom_margin: Length,
    /// From the paper's upper edge to the header; `None` for half of the margin.
    #[serde(default)]
    pub header_margin: Option<Length>,
    /// From the paper's lower edge to the footer; `None` for half of the margin.
    #[serde(default)]
    pub footer_margin: Option<Length>,
    /// The cells begin at the left margin, not in the middle between the margins.
    #[serde(default)]
    pub flush_left: bool,
    /// How large the cells are printed.
    #[serde(default)]
    pub scale: Scale,
    /// The header in the codes of a workbook: `&C&P`. `None` for none.
    #[serde(default)]
    pub header: Option<String>,
    /// The footer in the codes of a workbook, empty for none; `None` for the page number of official forms.
    #[serde(default)]
    pub footer: Option<String>,
    /// Rows that begin a new page, by hand, ascending and from 0.
    #[serde(default)]
    pub breaks: Vec<u32>,
}

/// How large cells are printed. In print, cells that are wider than the paper shrink in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Shrunk, where needed, to so many pages across and down; 0 for as many as it takes.
    Fit {
        /// Pages across.
        wide: u16,
        /// Pages down.
        tall: u16,
    },
    /// In percent of the real size, 10 to 400.
    Percent(u16),
}

impl Default for Scale {
    fn default() -> Self {
        Self::Fit { wide: 1, tall: 0 }
    }
}

impl Page {
    /// Paper with equal margins left and right: cells as wide as the paper and in its middle, page numbers below.
    #[must_use]
    pub const fn new(width: Length, height: Length, side: Length, top: Length, bottom: Length) -> Self {
        Self {
            width,
            height,
            left_margin: side,
            right_margin: side,
            top_margin: top,
            bottom_margin: bottom,
            header_margin: None,
            footer_margin: None,
            flush_left: false,
            scale: Scale::Fit { wide: 1, tall: 0 },
            header: None,
            footer: None,
            breaks: Vec::new(),
        }
    }
}
