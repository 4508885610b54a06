//! 按规则重算: figures that are out of date give way to the rules.

use jixiao_model::{FieldRef, IndicatorColumn, TotalColumn};
use jixiao_store::{Change, FieldText, RowPlace};

use super::assessed::Assessed;
use super::derived::outdated;
use super::stale::Stale;

/// 按规则重算 of a whole form: what is out of date gives way to the rules; `None` when nothing is.
#[must_use]
pub fn recalculation(form: &Assessed) -> Option<Change> {
    let id = form.stored.id;
    let emptied = |stale: Stale| FieldText { form: id, field: stale.field, text: String::new() };
    let mut texts: Vec<FieldText> = form.stale().into_iter().map(emptied).collect();
    texts.extend(total_of(form, &texts));
    (!texts.is_empty()).then_some(Change::SetTexts(texts))
}

/// The same for one row, whose score set by hand goes, too.
#[must_use]
pub fn row_recalculation(form: &Assessed, at: RowPlace) -> Change {
    let by_hand = Change::SetManual { form: form.stored.id, at, manual: None };
    Change::Together(vec![by_hand, without_score(form, at)])
}

/// The row's typed score goes, and with it a total that it was part of.
#[must_use]
pub fn without_score(form: &Assessed, at: RowPlace) -> Change {
    let field = FieldRef::Indicator { goal: at.goal, row: at.row, column: IndicatorColumn::Score };
    let mut texts = vec![FieldText { form: form.stored.id, field, text: String::new() }];
    texts.extend(total_of(form, &texts));
    Change::SetTexts(texts)
}

/// The typed total, emptied where it is the sum of its parts or was once: beside new parts it would be out of date.
#[must_use]
pub fn total_of(form: &Assessed, texts: &[FieldText]) -> Vec<FieldText> {
    let field = FieldRef::Total(TotalColumn::Score);
    let is_sum = form.stale().iter().any(|stale| stale.field == field);
    let mut fields = outdated(form, texts);
    if is_sum && !texts.is_empty() {
        fields.push(FieldText { form: form.stored.id, field: field.clone(), text: String::new() });
    }
    fields.retain(|text| text.field == field && texts.iter().all(|known| known.field != field));
    fields.truncate(1);
    fields
}
