//! How a workbook shows what a person types into a cell.

use jixiao_edition::{AmountFormat, Edition};
use jixiao_model::{FieldRef, FundColumn, IndicatorColumn};
use jixiao_sheet::{Cell, Value};

/// Texts that are longer than this keep the format of all cells: some programs show a long text of the format `@` as `####`.
const SHORT: usize = 100;

/// Gives a cell the number format of its field, where it holds no number that has one: 0.91 typed as a rate is 91.00%, and `98%` or
/// `5-10` typed as an actual value stays as it is typed.
pub fn set_format(cell: &mut Cell, edition: &Edition) {
    let Value::Text(text) = &cell.value else { return };
    if cell.style.format.is_some() {
        return;
    }
    let code = match &cell.field {
        Some(field) if text.trim().is_empty() => blank(field, edition).or_else(|| as_typed(field)),
        Some(field) if text.chars().count() <= SHORT => as_typed(field),
        _ => None,
    };
    cell.style.format = code.map(|code| code.as_str().into());
}

fn blank(field: &FieldRef, edition: &Edition) -> Option<String> {
    match field {
        FieldRef::Fund {
            column: FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed, ..
        } => Some(amount(edition.amounts)),
        FieldRef::Fund { column: FundColumn::Rate, .. } => Some("0.00%".to_owned()),
        _ => None,
    }
}

/// As many decimals as the edition prints, and more where more are typed.
fn amount(format: AmountFormat) -> String {
    let whole = if format.grouped { "#,##0" } else { "0" };
    match format.decimals {
        None => "General".to_owned(),
        Some(0) => whole.to_owned(),
        Some(decimals) => {
            let (fixed, free) = (decimals as usize, 6_usize.saturating_sub(decimals as usize));
            format!("{whole}.{}{}", "0".repeat(fixed), "#".repeat(free))
        }
    }
}

fn as_typed(field: &FieldRef) -> Option<String> {
    use IndicatorColumn::{Actual, Operator, Target, TargetUnit};
    match field {
        FieldRef::Indicator { column: Operator | Target | TargetUnit | Actual, .. } => Some("@".to_owned()),
        _ => None,
    }
}
