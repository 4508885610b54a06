//! Columns that an office has added to its tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A column that an office has added to its tables and that has no meaning of its own here (佐证材料, 评分标准, 审核意见 …), by its
/// heading as printed, without white space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnName(Cow<'static, str>);

impl ColumnName {
    /// The column of this heading. Braces, which mark placeholders in editions, become brackets.
    #[must_use]
    pub fn new(heading: &str) -> Self {
        Self(Cow::Owned(crate::squeeze(heading).replace('{', "（").replace('}', "）")))
    }

    /// The heading.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ColumnName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The texts of a row in columns that an office has added. A blank text is not held, so that equal rows compare equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExtraTexts(BTreeMap<ColumnName, String>);

impl ExtraTexts {
    /// The text in a column; empty when there is none.
    #[must_use]
    pub fn get(&self, column: &ColumnName) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// Puts a text into a column.
    pub fn set(&mut self, column: ColumnName, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.0.remove(&column);
        } else {
            self.0.insert(column, text);
        }
    }

    /// The columns that hold something, with their texts.
    pub fn iter(&self) -> impl Iterator<Item = (&ColumnName, &str)> {
        self.0.iter().map(|(column, text)| (column, text.as_str()))
    }

    /// True when no column holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(ColumnName, String)> for ExtraTexts {
    fn from_iter<I: IntoIterator<Item = (ColumnName, String)>>(texts: I) -> Self {
        let mut extra = Self::default();
        for (column, text) in texts {
            extra.set(column, text);
        }
        extra
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_texts_are_not_held() {
        let evidence = ColumnName::new("佐证\n材料");
        let mut extra = ExtraTexts::default();
        extra.set(evidence.clone(), "凭证");
        assert_eq!((evidence.as_str(), extra.get(&evidence)), ("佐证材料", "凭证"));
        extra.set(evidence, "");
        assert_eq!(extra, ExtraTexts::default());
    }
}
