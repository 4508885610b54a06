//! A declaration of targets beside the form of its project: what it would fill in, what it says otherwise, what it adds.
//!
//! Nothing that was typed gives way unless the person says so.

use jixiao_edition::{Edition, Field, key};
use jixiao_model::{FieldRef, Form, FormKind, Fund, FundColumn, Indicator, IndicatorColumn, one_line};
use jixiao_store::{Change, FieldText, FormId};

use super::form::field_key;
use super::insertion::insertion;
use super::target_parts::in_parts;
use super::view::{DeclaredLine, DeclaredState, NewIndicator};
use crate::describe;

/// One line: what the person sees, and what it does when it is taken.
struct Line {
    shown: DeclaredLine,
    does: Deed,
}

enum Deed {
    Nothing,
    Texts(Vec<(FieldRef, String)>),
    Insert(NewIndicator, Vec<(IndicatorColumn, String)>),
}

/// True when `declared` declares the targets of what `form` evaluates: same year, same project and agency. A declaration that does
/// not name one of them goes by the other.
#[must_use]
pub fn declares(declared: &Form, form: &Form) -> bool {
    let is_same = |one: &str, other: &str| key(one) == key(other);
    let is_same_unit = declared.implementing_unit().is_empty()
        || form.implementing_unit().is_empty()
        || is_same(declared.implementing_unit(), form.implementing_unit());
    declared.kind == FormKind::Target
        && form.kind.is_scored()
        && (declared.year.is_none() || declared.year == form.year)
        && !declared.name().is_empty()
        && is_same(declared.name(), form.name())
        && is_same_unit
}

/// The declaration beside the form, row by row.
#[must_use]
pub fn declared_lines(declared: &Form, form: &Form, edition: &Edition) -> Vec<DeclaredLine> {
    lines(declared, form, edition).into_iter().map(|line| line.shown).collect()
}

/// What taking the lines over does that `is_taken` says, in order.
#[must_use]
pub fn merging(
    declared: &Form,
    id: FormId,
    form: &Form,
    edition: &Edition,
    is_taken: &dyn Fn(&DeclaredLine) -> bool,
) -> Merging {
    let mut merging = Merging::default();
    let mut present = form.clone();
    for line in lines(declared, form, edition).into_iter().filter(|line| is_taken(&line.shown)) {
        match line.does {
            Deed::Nothing => {}
            Deed::Texts(texts) => merging.texts.extend(texts.into_iter().map(|(field, text)| FieldText {
                form: id,
                field,
                text,
            })),
            Deed::Insert(new, targets) => {
                let (mut change, _) = insertion(id, &present, None, &new);
                divide(&mut change, &targets);
                follow(&mut present, &change);
                merging.rows.push(change);
            }
        }
    }
    merging
}

/// What a declaration changes in a form: texts first, then rows, since rows move what stands below them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merging {
    /// Texts for fields that are there.
    pub texts: Vec<FieldText>,
    /// Rows that come in, one after the other.
    pub rows: Vec<Change>,
}

fn lines(declared: &Form, form: &Form, edition: &Edition) -> Vec<Line> {
    let mut lines = Vec::new();
    for (at, goal) in declared.goals.iter().enumerate().take(form.goals.len()) {
        let field = FieldRef::GoalExpected(at);
        if edition.prints(&Field::GoalExpected) {
            lines.extend(text_line("预期目标".to_owned(), field, form, &goal.expected));
        }
    }
    lines.extend(money(declared, form, edition));
    lines.extend(indicators(declared, form, edition));
    lines
}

/// A text beside what stands in its field; `None` when nothing is declared.
fn text_line(place: String, field: FieldRef, form: &Form, declared: &str) -> Option<Line> {
    let typed = form.show(&field);
    let state = state(&typed, declared)?;
    let shown = DeclaredLine { key: field_key(&field), place, typed, declared: declared.to_owned(), state };
    Some(Line { shown, does: Deed::Texts(vec![(field, declared.to_owned())]) })
}

/// `None` when nothing is declared.
fn state(typed: &str, declared: &str) -> Option<DeclaredState> {
    if declared.trim().is_empty() {
        None
    } else if typed.trim().is_empty() {
        Some(DeclaredState::Fills)
    } else if key(typed) == key(declared) {
        Some(DeclaredState::Same)
    } else {
        Some(DeclaredState::Differs)
    }
}

/// The money that is asked for is the budget at the beginning of the year; where the layout has none, that of the year.
fn money(declared: &Form, form: &Form, edition: &Edition) -> Vec<Line> {
    let prints = |column| edition.prints(&Field::Fund(column));
    let columns = [FundColumn::Initial, FundColumn::Adjusted];
    let Some(column) = columns.into_iter().find(|column| prints(*column)) else { return Vec::new() };
    let mut lines = Vec::new();
    for (at, fund) in declared.funds.iter().enumerate() {
        let amount = amount(fund, declared, form);
        let place = format!("{} {}", one_line(&fund.label), describe::fund(column));
        match fund_row(at, fund, form) {
            Some(row) => {
                lines.extend(text_line(place, FieldRef::Fund { row, column }, form, &amount));
            }
            None if amount.is_empty() => {}
            None => lines.push(Line {
                shown: DeclaredLine {
                    key: format!("fund:{at}"),
                    place,
                    typed: String::new(),
                    declared: amount,
                    state: DeclaredState::Nowhere,
                },
                does: Deed::Nothing,
            }),
        }
    }
    lines
}

/// The declared amount in the unit of the form; one that is no figure stays out.
fn amount(fund: &Fund, declared: &Form, form: &Form) -> String {
    let entries = [&fund.adjusted, &fund.initial];
    let Some(entry) = entries.into_iter().find(|entry| !entry.is_blank()) else { return String::new() };
    if declared.amount_unit == form.amount_unit {
        return entry.text().to_owned();
    }
    let value = entry.value().copied();
    let converted = value.and_then(|amount| declared.amount_unit.convert(amount, form.amount_unit));
    converted.map(|amount| amount.0.normalize().to_string()).unwrap_or_default()
}

/// The total belongs to the total; other rows go by their names.
fn fund_row(at: usize, fund: &Fund, form: &Form) -> Option<usize> {
    if at == 0 {
        return (!form.funds.is_empty()).then_some(0);
    }
    let name = key(&fund.label);
    let is_like = |other: &Fund| {
        let other = key(&other.label);
        other == name || !other.is_empty() && (other.ends_with(&name) || name.ends_with(&other))
    };
    let rows = form.funds.iter().enumerate().skip(1);
    let exact = rows.clone().find(|(_, other)| key(&other.label) == name);
    let mut like = rows.filter(|(_, other)| is_like(other));
    let only = like.next().filter(|_| like.next().is_none());
    exact.or(only).map(|(row, _)| row)
}

fn indicators(declared: &Form, form: &Form, edition: &Edition) -> Vec<Line> {
    let mut used: Vec<(usize, usize)> = Vec::new();
    let mut lines = Vec::new();
    let rows = declared.goals.iter().enumerate().flat_map(|(goal, of)| {
        of.indicators.iter().enumerate().map(move |(row, indicator)| (goal, row, indicator))
    });
    for (goal, row, wanted) in rows.filter(|(.., row)| !row.is_crossed_out() && !row.level3.is_empty()) {
        match place(wanted, form, &used) {
            Some(at) => {
                used.push(at);
                lines.extend(target_line(wanted, at, form, edition));
                lines.extend(weight_line(wanted, at, form, edition));
            }
            None => lines.push(new_line(wanted, goal, row, edition)),
        }
    }
    lines
}

/// The row of the form with the same indicator: of the same classes, else the only one of that name.
fn place(wanted: &Indicator, form: &Form, used: &[(usize, usize)]) -> Option<(usize, usize)> {
    let rows = form.goals.iter().enumerate().flat_map(|(goal, of)| {
        of.indicators.iter().enumerate().map(move |(row, indicator)| ((goal, row), indicator))
    });
    let named = rows.filter(|(at, row)| key(&row.level3) == key(&wanted.level3) && !used.contains(at));
    let named: Vec<_> = named.collect();
    let of_class = named.iter().find(|(_, row)| key(&row.level2) == key(&wanted.level2));
    of_class.or_else(|| named.first().filter(|_| named.len() == 1)).map(|(at, _)| *at)
}

fn target_line(wanted: &Indicator, at: (usize, usize), form: &Form, edition: &Edition) -> Option<Line> {
    let field = |column| FieldRef::Indicator { goal: at.0, row: at.1, column };
    let present = &form.goals.get(at.0)?.indicators.get(at.1)?;
    let (typed, declared) = (present.whole_target().into_owned(), wanted.whole_target().into_owned());
    let state = state(&typed, &declared)?;
    let texts = targets(wanted, edition).into_iter().map(|(column, text)| (field(column), text)).collect();
    let place = format!("{} 指标值", one_line(&wanted.level3));
    let shown =
        DeclaredLine { key: field_key(&field(IndicatorColumn::Target)), place, typed, declared, state };
    Some(Line { shown, does: Deed::Texts(texts) })
}

/// The texts of a target, in three cells where the layout has them.
fn targets(wanted: &Indicator, edition: &Edition) -> Vec<(IndicatorColumn, String)> {
    use IndicatorColumn::{Operator, Target, TargetUnit};
    let prints = |column| edition.prints(&Field::Indicator(column));
    if !prints(Operator) && !prints(TargetUnit) {
        return vec![(Target, wanted.whole_target().into_owned())];
    }
    let is_whole = wanted.operator.is_empty() && wanted.target_unit.is_empty();
    let parts = if is_whole { in_parts(&wanted.target) } else { None };
    let [operator, target, unit] =
        parts.unwrap_or_else(|| [&wanted.operator, &wanted.target, &wanted.target_unit].map(Clone::clone));
    vec![(Operator, operator), (Target, target), (TargetUnit, unit)]
}

fn weight_line(wanted: &Indicator, at: (usize, usize), form: &Form, edition: &Edition) -> Option<Line> {
    let column = IndicatorColumn::Weight;
    if !edition.prints(&Field::Indicator(column)) {
        return None;
    }
    let field = FieldRef::Indicator { goal: at.0, row: at.1, column };
    text_line(format!("{} 分值", one_line(&wanted.level3)), field, form, wanted.weight.text())
}

fn new_line(wanted: &Indicator, goal: usize, row: usize, edition: &Edition) -> Line {
    let new = NewIndicator {
        level1: wanted.level1.clone(),
        level2: wanted.level2.clone(),
        level3: wanted.level3.clone(),
        target: wanted.whole_target().into_owned(),
        weight: wanted.weight.text().to_owned(),
    };
    let shown = DeclaredLine {
        key: format!("new:{goal}:{row}"),
        place: format!("新增指标：{} {}", one_line(&wanted.level2), one_line(&wanted.level3))
            .replace("： ", "："),
        typed: String::new(),
        declared: new.target.clone(),
        state: DeclaredState::New,
    };
    Line { shown, does: Deed::Insert(new, targets(wanted, edition)) }
}

/// Puts the target of a row that comes in into the cells that the layout has for it.
fn divide(change: &mut Change, targets: &[(IndicatorColumn, String)]) {
    match change {
        Change::InsertIndicator { indicator, .. } => {
            for (column, text) in targets {
                indicator.set(*column, text);
            }
        }
        Change::SetTexts(texts) => {
            let is_target = |text: &FieldText| {
                matches!(text.field, FieldRef::Indicator { column: IndicatorColumn::Target, .. })
            };
            let Some(at) = texts.iter().position(is_target) else { return };
            let FieldText { form, field, .. } = texts.remove(at);
            let FieldRef::Indicator { goal, row, .. } = field else { return };
            texts.extend(targets.iter().map(|(column, text)| FieldText {
                form,
                field: FieldRef::Indicator { goal, row, column: *column },
                text: text.clone(),
            }));
        }
        _ => {}
    }
}

/// The form after a change of its rows, for finding the place of the next one.
fn follow(form: &mut Form, change: &Change) {
    match change {
        Change::InsertIndicator { at, indicator, .. } => {
            if let Some(goal) = form.goals.get_mut(at.goal) {
                goal.indicators.insert(at.row.min(goal.indicators.len()), indicator.clone());
            }
        }
        Change::SetTexts(texts) => {
            for FieldText { field, text, .. } in texts {
                if let FieldRef::Indicator { goal, row, column } = field
                    && let Some(row) =
                        form.goals.get_mut(*goal).and_then(|goal| goal.indicators.get_mut(*row))
                {
                    row.set(*column, text);
                }
            }
        }
        _ => {}
    }
}
