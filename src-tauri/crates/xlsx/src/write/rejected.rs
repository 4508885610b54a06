use rust_xlsxwriter::XlsxError;

use crate::error::WriteError;

/// What the writer says, where a layout breaks the rules of a workbook.
pub(super) fn rejected(sheet: &str, error: &XlsxError) -> WriteError {
    let detail = match error {
        XlsxError::MergeRangeOverlaps(..) => "合并区域重叠".to_owned(),
        XlsxError::RowColumnOrderError => "区域的首尾颠倒".to_owned(),
        XlsxError::SheetnameReused(name) => format!("工作表名称“{name}”重复"),
        XlsxError::SheetnameCannotBeBlank(_)
        | XlsxError::SheetnameLengthExceeded(_)
        | XlsxError::SheetnameContainsInvalidCharacter(_)
        | XlsxError::SheetnameStartsOrEndsWithApostrophe(_) => "工作表名称不合规范".to_owned(),
        XlsxError::NameError(name, _) => format!("名称“{name}”不合规范"),
        other => format!("{other}"),
    };
    WriteError::Rejected { sheet: sheet.to_owned(), detail }
}
