//! How cells and paper look in edition files.

use serde::Deserialize;
use toml::Spanned;

use jixiao_sheet::{
    Border, Borders, Color, Face, Horizontal, Length, Page, Scale, SharedText, Style, Vertical,
};

use crate::measure::Measure;
use crate::template::Template;

/// A style; what is left out is that of official forms (宋体 10, wrapped, centred, thin lines).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleFile {
    pub face: Option<Face>,
    pub typeface: Option<String>,
    pub size: Option<Spanned<Measure>>,
    #[serde(default)]
    pub bold: bool,
    pub color: Option<Paint>,
    pub align: Option<Horizontal>,
    pub vertical: Option<Vertical>,
    pub wrap: Option<bool>,
    /// The lines on all sides; single sides have their own.
    pub border: Option<Border>,
    pub left: Option<Border>,
    pub right: Option<Border>,
    pub top: Option<Border>,
    pub bottom: Option<Border>,
    pub fill: Option<Paint>,
    pub format: Option<Spanned<String>>,
}

/// `"#rrggbb"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Paint(pub Color);

impl TryFrom<String> for Paint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let color = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        color.map(|color| Self(Color(color))).ok_or_else(|| format!("颜色“{text}”应写作“#rrggbb”"))
    }
}

impl StyleFile {
    pub fn style(&self) -> Style {
        let standard = Style::default();
        let all = self.border.unwrap_or_default();
        let named = self.typeface.as_deref().map(Face::of_name);
        Style {
            face: self.face.or(named).unwrap_or(standard.face),
            typeface: self.typeface.as_deref().map(SharedText::from),
            size: self.size.as_ref().map_or(standard.size, |size| size.get_ref().points()),
            bold: self.bold,
            color: self.color.map(|color| color.0),
            horizontal: self.align.unwrap_or(standard.horizontal),
            vertical: self.vertical.unwrap_or(standard.vertical),
            wrap: self.wrap.unwrap_or(standard.wrap),
            borders: Borders {
                left: self.left.unwrap_or(all),
                right: self.right.unwrap_or(all),
                top: self.top.unwrap_or(all),
                bottom: self.bottom.unwrap_or(all),
            },
            fill: self.fill.map(|color| color.0),
            format: self.format.as_ref().map(|code| SharedText::from(code.get_ref().as_str())),
        }
    }
}

/// Paper and margins. Plain numbers are tenths of a millimetre.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageFile {
    pub paper: Option<Paper>,
    pub orientation: Option<Orientation>,
    /// Instead of `paper` and `orientation`.
    pub width: Option<Measure>,
    pub height: Option<Measure>,
    /// The margins on both sides; each may have its own.
    pub side_margin: Option<Measure>,
    pub left_margin: Option<Measure>,
    pub right_margin: Option<Measure>,
    pub top_margin: Measure,
    pub bottom_margin: Measure,
    pub header_margin: Option<Measure>,
    pub footer_margin: Option<Measure>,
    #[serde(default)]
    pub flush_left: bool,
    /// In percent.
    pub scale: Option<u16>,
    /// Pages across and down; 0 for as many as it takes.
    pub fit: Option<(u16, u16)>,
    pub header: Option<String>,
    pub footer: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Paper {
    A4,
    A3,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    #[default]
    Portrait,
    Landscape,
}

impl Paper {
    /// Width and height, upright.
    pub const fn size(self) -> (Length, Length) {
        match self {
            Self::A4 => (Length::tenth_mm(2100), Length::tenth_mm(2970)),
            Self::A3 => (Length::tenth_mm(2970), Length::tenth_mm(4200)),
        }
    }
}

impl PageFile {
    /// True when the page says how large the cells are printed, so that they may be wider than the paper.
    pub const fn is_scaled(&self) -> bool {
        self.scale.is_some() || self.fit.is_some()
    }

    /// # Errors
    /// A size or margin is missing, the scale is none, or header or footer has a placeholder that is none; in Chinese.
    pub fn page(&self) -> Result<Page, String> {
        let (width, height) = self.size()?;
        for codes in [&self.header, &self.footer].into_iter().flatten() {
            Template::parse(codes)?;
        }
        let side = |own: Option<Measure>, key: &str| {
            own.or(self.side_margin).ok_or_else(|| format!("页面缺少“side_margin”或“{key}”"))
        };
        Ok(Page {
            left_margin: side(self.left_margin, "left_margin")?.tenth_mm(),
            right_margin: side(self.right_margin, "right_margin")?.tenth_mm(),
            header_margin: self.header_margin.map(Measure::tenth_mm),
            footer_margin: self.footer_margin.map(Measure::tenth_mm),
            flush_left: self.flush_left,
            scale: self.scale()?,
            header: self.header.clone(),
            footer: self.footer.clone(),
            ..Page::new(
                width,
                height,
                Length::ZERO,
                self.top_margin.tenth_mm(),
                self.bottom_margin.tenth_mm(),
            )
        })
    }

    fn size(&self) -> Result<(Length, Length), String> {
        match (self.paper, self.width, self.height) {
            (Some(paper), None, None) => {
                let (short, long) = paper.size();
                Ok(match self.orientation.unwrap_or_default() {
                    Orientation::Portrait => (short, long),
                    Orientation::Landscape => (long, short),
                })
            }
            (None, Some(width), Some(height)) => Ok((width.tenth_mm(), height.tenth_mm())),
            _ => Err("页面应写“paper”，或者写“width”和“height”".to_owned()),
        }
    }

    fn scale(&self) -> Result<Scale, String> {
        match (self.scale, self.fit) {
            (None, None) => Ok(Scale::default()),
            (Some(percent), None) if (10..=400).contains(&percent) => Ok(Scale::Percent(percent)),
            (Some(_), None) => Err("页面的“scale”应在 10 到 400 之间".to_owned()),
            (None, Some((wide, tall))) => Ok(Scale::Fit { wide, tall }),
            (Some(_), Some(_)) => Err("页面的“scale”和“fit”只能写一个".to_owned()),
        }
    }
}
