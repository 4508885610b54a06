//! What a person said that labels mean, kept beside the person's other files and used by every import.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use jixiao_edition::{Named, key, load_named, named_to_toml};

use crate::files::{Existing, write};
use crate::person_files::{LABELS, labels_below};

/// What stands above the labels in their file.
const ABOUT: &str = "# 导入时由使用者指定的标签含义：左边是表上的文字，右边是它的含义，\n\
    # 如 indicator.actual（实际完成值）、fund.adjusted（全年预算数）、text.name（名称）、nothing（不是字段）。\n\
    # 在“核对导入”里点原文件中的文字即可添加，也可以在这里修改或删去。\n\n";

/// The labels that the person named, by their texts.
///
/// # Errors
/// The file cannot be read, or says something that cannot be understood; where, in Chinese.
pub fn read_named(data: &Path) -> Result<BTreeMap<String, Named>> {
    match labels_below(data) {
        None => Ok(BTreeMap::new()),
        Some(text) => Ok(load_named(LABELS, &text?)?),
    }
}

/// Keeps what the person says that a label means; `None` leaves it to the program again.
///
/// # Errors
/// The file holds something that cannot be understood, and is left as it is; or it cannot be written.
pub fn name_label(data: &Path, label: &str, named: Option<Named>) -> Result<()> {
    let place = || format!("“{}”里有看不懂的内容，请先改正或删去", data.join(LABELS).display());
    let mut known = read_named(data).with_context(place)?;
    let folded = key(label);
    if folded.is_empty() {
        bail!("没有文字的单元格不能指定含义，请点有文字的单元格");
    }
    known.retain(|other, _| key(other) != folded);
    if let Some(named) = named {
        known.insert(label.trim().to_owned(), named);
    }
    let text = format!("{ABOUT}{}", named_to_toml(&known));
    write(data, LABELS, text.as_bytes(), Existing::Replace).map(drop)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jixiao_model::IndicatorColumn;
    use tempfile::tempdir;

    use super::*;

    #[test]
    fn a_label_is_kept_once_and_can_be_given_back() {
        let folder = tempdir().unwrap();
        let data = folder.path();
        assert!(read_named(data).unwrap().is_empty());
        let actual = Named::Indicator(IndicatorColumn::Actual);
        name_label(data, "说法", Some(Named::Nothing)).unwrap();
        name_label(data, "备查", Some(Named::Nothing)).unwrap();
        name_label(data, " 说 法 ", Some(actual.clone())).unwrap();
        let named = read_named(data).unwrap();
        assert_eq!(
            named,
            BTreeMap::from([("备查".to_owned(), Named::Nothing), ("说 法".to_owned(), actual)])
        );
        name_label(data, "说法", None).unwrap();
        assert_eq!(read_named(data).unwrap().len(), 1);
        assert!(name_label(data, " ", Some(Named::Nothing)).is_err());
    }

    #[test]
    fn a_file_that_was_mended_wrongly_is_not_lost() {
        let folder = tempdir().unwrap();
        fs::write(folder.path().join(LABELS), "说法 = indicator.actual").unwrap();
        let error = format!("{:#}", name_label(folder.path(), "备查", Some(Named::Nothing)).unwrap_err());
        assert!(error.contains(LABELS) && error.contains("第 1 行"), "{error}");
        assert_eq!(fs::read_to_string(folder.path().join(LABELS)).unwrap(), "说法 = indicator.actual");
    }
}
