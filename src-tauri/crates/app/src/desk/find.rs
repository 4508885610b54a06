//! Find and replace in the texts of all forms.

use jixiao_edition::Field;
use jixiao_model::{FieldName, FieldRef, Form, IndicatorColumn};
use jixiao_store::FieldText;

use super::assessed::Assessed;
use super::form::field_key;
use super::view::{FindHit, FindQuery, FindScope};
use crate::checking::finding_place;

/// A text in which the words stand, and what would stand there instead.
pub struct Hit<'a> {
    form: &'a Assessed,
    field: FieldRef,
    key: String,
    before: String,
    after: String,
}

impl<'a> Hit<'a> {
    /// As the window shows it.
    #[must_use]
    pub fn view(&self) -> FindHit {
        FindHit {
            form: self.form.stored.id.0,
            form_name: self.form.stored.form.name().to_owned(),
            field: self.key.clone(),
            place: finding_place(&self.form.stored.form, &self.field),
            before: self.before.clone(),
            after: self.after.clone(),
        }
    }

    /// Its form and its field, as the window names them.
    #[must_use]
    pub fn key(&self) -> (i64, &str) {
        (self.form.stored.id.0, &self.key)
    }

    /// Whether the replacement makes this text of it.
    #[must_use]
    pub fn gives(&self, after: &str) -> bool {
        self.after == after
    }

    /// The form that it stands in.
    #[must_use]
    pub const fn form(&self) -> &'a Assessed {
        self.form
    }

    /// The text that is put there.
    #[must_use]
    pub fn text(self) -> FieldText {
        FieldText { form: self.form.stored.id, field: self.field, text: self.after }
    }
}

/// Every text of these forms in which the words stand, in the order of the forms and their cells. Upper and lower case and full and
/// half width are told apart: what is replaced is what was typed.
#[must_use]
pub fn hits<'a>(forms: &[&'a Assessed], query: &FindQuery) -> Vec<Hit<'a>> {
    if query.words.is_empty() {
        return Vec::new();
    }
    let of_form = |form: &&'a Assessed| {
        let form: &'a Assessed = form;
        // What the layout has no place for is not seen, and not changed unseen.
        let printed = |field: &FieldRef| form.edition.prints(&Field::of(field));
        let fields = texts(&form.stored.form).into_iter().filter(|field| in_scope(field, query.scope));
        let found = fields.filter(printed).filter_map(|field| {
            let before = form.stored.form.show(&field);
            let after =
                before.contains(&query.words).then(|| before.replace(&query.words, &query.replace))?;
            let key = field_key(&field);
            Some(Hit { form, field, key, before, after })
        });
        found.collect::<Vec<_>>()
    };
    forms.iter().flat_map(of_form).collect()
}

/// The texts of a form; amounts, points and what the layout prints are none.
fn texts(form: &Form) -> Vec<FieldRef> {
    let mut fields = vec![FieldRef::Title];
    fields.extend(form.texts.keys().cloned().map(FieldRef::Text));
    for (row, fund) in form.funds.iter().enumerate() {
        let extra = fund.extra.iter();
        fields.extend(extra.map(|(column, _)| FieldRef::FundExtra { row, column: column.clone() }));
    }
    for (goal, of) in form.goals.iter().enumerate() {
        fields.extend([FieldRef::GoalExpected(goal), FieldRef::GoalActual(goal)]);
        for (row, indicator) in of.indicators.iter().enumerate() {
            fields.extend(COLUMNS.map(|column| FieldRef::Indicator { goal, row, column }));
            let extra = indicator.extra.iter();
            fields.extend(extra.map(|(column, _)| FieldRef::IndicatorExtra {
                goal,
                row,
                column: column.clone(),
            }));
        }
    }
    fields
}

const COLUMNS: [IndicatorColumn; 7] = [
    IndicatorColumn::Level1,
    IndicatorColumn::Level2,
    IndicatorColumn::Level3,
    IndicatorColumn::Target,
    IndicatorColumn::Basis,
    IndicatorColumn::Actual,
    IndicatorColumn::Reason,
];

fn in_scope(field: &FieldRef, scope: FindScope) -> bool {
    let unit = |name: &FieldName| {
        [FieldName::NAME, FieldName::COMPETENT_DEPARTMENT, FieldName::IMPLEMENTING_UNIT].contains(name)
    };
    match scope {
        FindScope::All => true,
        FindScope::Names => match field {
            FieldRef::Title => true,
            FieldRef::Text(name) => unit(name),
            _ => false,
        },
        FindScope::Indicators => matches!(
            field,
            FieldRef::Indicator {
                column: IndicatorColumn::Level1 | IndicatorColumn::Level2 | IndicatorColumn::Level3,
                ..
            }
        ),
        FindScope::Values => matches!(
            field,
            FieldRef::Indicator { column: IndicatorColumn::Target | IndicatorColumn::Actual, .. }
        ),
        FindScope::Texts => match field {
            FieldRef::Indicator { column, .. } => {
                matches!(column, IndicatorColumn::Reason | IndicatorColumn::Basis)
            }
            FieldRef::Text(name) => !unit(name),
            FieldRef::GoalExpected(_)
            | FieldRef::GoalActual(_)
            | FieldRef::FundExtra { .. }
            | FieldRef::IndicatorExtra { .. } => true,
            _ => false,
        },
    }
}
