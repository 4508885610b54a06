//! Mends that leave nothing to judge: the form says the same afterwards, and is scored the same.

use jixiao_edition::{Edition, RuleSet};
use jixiao_model::{FieldRef, Form, IndicatorColumn, Meaning, Measure, Quantity, Unit};
use jixiao_score::{Computed, Reason, Scored};

use crate::answers::unit_missing;
use crate::id::CheckId;
use crate::spelling;
use crate::subject::{Row, Subject};
use crate::table;

/// What a mend does to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MendKind {
    /// `>=95％` becomes `≥95%`. No check minds it.
    Writing,
    /// `14` becomes `14人` where the target counts 人 (C20).
    Unit,
    /// `应讼` becomes `应诉` (C50).
    Word,
}

impl MendKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Writing, Self::Unit, Self::Word];

    /// The check whose finding it answers.
    #[must_use]
    pub const fn check(self) -> Option<CheckId> {
        match self {
            Self::Writing => None,
            Self::Unit => Some(CheckId::C20),
            Self::Word => Some(CheckId::C50),
        }
    }
}

/// A text that can be put right without asking anybody anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is done.
    pub kind: MendKind,
    /// The cell; no two mends of a form have the same.
    pub field: FieldRef,
    /// What is done, in Chinese: the same for all that are alike.
    pub what: String,
    /// The text as it stands there.
    pub before: String,
    /// The text as it should stand there.
    pub after: String,
}

/// What can be put right in a form, in the order of its cells. `scored` is the form's own score by `rules`. Never fails.
#[must_use]
pub fn mends(form: &Form, scored: &Scored, edition: &Edition, rules: &RuleSet) -> Vec<Mend> {
    let subject = Subject::new(form, scored, edition, rules);
    let mut mends: Vec<Mend> = subject.rows().flat_map(|row| [target(row), actual(row)]).flatten().collect();
    mends.extend(words(&subject));
    mends.retain(|mend| mend.kind.check().is_none_or(|check| table::is_made(check, form.kind)));
    mends.sort_by(|one, other| one.field.cmp(&other.field));
    mends
}

/// A target that is printed in parts is left as it is: its sign stands in another cell.
fn target(row: &Row) -> Option<Mend> {
    let whole = row.indicator.target.trim() == row.target_text();
    whole.then(|| writing(row, IndicatorColumn::Target)).flatten()
}

fn actual(row: &Row) -> Option<Mend> {
    with_unit(row).or_else(|| writing(row, IndicatorColumn::Actual))
}

fn writing(row: &Row, column: IndicatorColumn) -> Option<Mend> {
    let before = row.indicator.show(column);
    let after = Measure::tidied(before)?;
    Some(mend(MendKind::Writing, row.field(column), "符号和数字改为规范写法", before, after))
}

fn with_unit(row: &Row) -> Option<Mend> {
    let unit = unit_missing(row).filter(|_| !is_doubtful(&row.score.computed))?;
    let before = &row.indicator.actual;
    let bare = Measure::tidied(before).unwrap_or_else(|| before.trim().to_owned());
    let after = completed(&bare, &unit);
    let same = says_the_same(row.target.meaning(), row.actual.meaning(), Measure::parse(&after).meaning());
    let what = format!("补上单位“{unit}”");
    same.then(|| mend(MendKind::Unit, row.field(IndicatorColumn::Actual), &what, before, after))
}

/// The score itself asks which unit is meant.
const fn is_doubtful(computed: &Computed) -> bool {
    matches!(computed, Computed::CannotScore(Reason::FarApart(..)))
}

/// `20万` against 万元 lacks only 元.
fn completed(bare: &str, unit: &str) -> String {
    let scale = ["万", "亿"].into_iter().find(|scale| bare.ends_with(scale) && unit.starts_with(scale));
    format!("{bare}{}", scale.and_then(|scale| unit.strip_prefix(scale)).unwrap_or(unit))
}

/// What the score made of the bare figure already.
fn says_the_same(target: &Meaning, bare: &Meaning, completed: &Meaning) -> bool {
    match (target, bare, completed) {
        (Meaning::Quantity(target), Meaning::Quantity(bare), Meaning::Quantity(completed)) => {
            let known = |quantity: &Quantity| *quantity.unit() != Unit::None;
            known(completed)
                && bare
                    .with_unit_of(target)
                    .is_some_and(|read| read.value() == completed.value() && read.unit() == completed.unit())
        }
        (Meaning::Duration(target), Meaning::Quantity(bare), Meaning::Duration(completed)) => {
            target.unit() == completed.unit() && bare.value() == completed.number()
        }
        _ => false,
    }
}

fn words(subject: &Subject) -> Vec<Mend> {
    let texts = spelling::texts(subject).into_iter();
    let mended = texts.filter_map(|(field, text)| {
        let (what, after) = spelling::mended(text)?;
        Some(mend(MendKind::Word, field, &what, text, after))
    });
    mended.collect()
}

fn mend(kind: MendKind, field: FieldRef, what: &str, before: &str, after: String) -> Mend {
    Mend { kind, field, what: what.to_owned(), before: before.to_owned(), after }
}
