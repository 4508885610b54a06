use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::fold;

/// A quantity that can be read from the text of a cell.
pub trait Figure: Sized {
    /// What `text` (folded, trimmed, not blank) means, or `None` when it is no such figure.
    fn parse(text: &str) -> Option<Self>;

    /// `text` (folded, trimmed) is a number, yet beyond [`crate::FIGURE_LIMIT`].
    fn is_too_large(text: &str) -> bool;
}

/// What stands in one cell of a form: the text as printed and the figure understood in it.
///
/// The two never disagree: the figure is derived from the text and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Entry<T> {
    text: String,
    value: Option<T>,
}

impl<T: Figure> Entry<T> {
    /// Reads a cell's text. Never fails: an unreadable text is kept and has no value.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let folded = fold(&text);
        let value = T::parse(folded.trim());
        Self { text, value }
    }

    /// A number was entered that is no figure because of its size.
    pub fn is_too_large(&self) -> bool {
        self.value.is_none() && T::is_too_large(fold(&self.text).trim())
    }
}

impl<T> Entry<T> {
    /// The text as printed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The figure, when the text holds one.
    pub const fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// Nothing was entered.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cell is crossed out: `/`, `—`, `-`, as the forms print where no figure belongs.
    pub fn is_crossed_out(&self) -> bool {
        is_cross(self.text.trim())
    }

    /// Something was entered that is neither a figure nor a crossing-out.
    pub fn is_unclear(&self) -> bool {
        self.value.is_none() && !self.is_blank() && !self.is_crossed_out()
    }
}

/// True for the marks that cross a cell out: `/ — – - ／ ——`.
#[must_use]
pub fn is_cross(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| matches!(c, '/' | '／' | '\\' | '-' | '－' | '–' | '—' | '―' | '─'))
}

impl<T> Default for Entry<T> {
    fn default() -> Self {
        Self { text: String::new(), value: None }
    }
}

impl<T> fmt::Debug for Entry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text)
    }
}

impl<T: Figure> From<&str> for Entry<T> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl<T> Serialize for Entry<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T: Figure> Deserialize<'de> for Entry<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Amount, Percent, Points};
    use rust_decimal::dec;

    #[test]
    fn figures_keep_their_text() {
        let score = Entry::<Points>::new("10.00分");
        assert_eq!((score.text(), score.value()), ("10.00分", Some(&Points(dec!(10.00)))));
        assert_eq!(Entry::<Amount>::new("36,751.12").value(), Some(&Amount(dec!(36751.12))));
        assert_eq!(Entry::<Percent>::new("９８．９４％").value(), Some(&Percent(dec!(98.94))));
    }

    #[test]
    fn crossed_out_is_not_unclear() {
        assert!(Entry::<Points>::new("/").is_crossed_out());
        assert!(Entry::<Points>::new("—").is_crossed_out());
        assert!(Entry::<Points>::new("").is_blank());
        assert!(Entry::<Points>::new("十分").is_unclear());
    }
}
