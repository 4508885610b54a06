//! How targets are written.

use jixiao_edition::{RuleKind, RuleSet, words};
use jixiao_model::{IndicatorColumn, Meaning, Measure, Quantity, Unit};
use jixiao_score::{Computed, Reason, advised_signs};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Row, Subject};
use crate::text::{bracketed, has_one, is_blank};

const EXPECTED: &str = "比较符号 + 数值 + 单位";

/// C19: a quantitative target has an operator, a number and a unit.
///
/// An operator that the rule set supplies by itself is only asked for; where the direction stays open the row cannot be scored.
pub(crate) fn written(subject: &Subject) -> Vec<Finding> {
    let unmarked: Vec<&Row> = subject.rows().filter(|row| lacks_operator(row)).collect();
    let counted = subject.rows().filter(|row| is_counted(&row.target)).count();
    // Some offices print no operators at all; that is one remark about the form, not one for each row.
    let customary = unmarked.len() >= 2 && unmarked.len() * 2 >= counted;
    let mut findings: Vec<Finding> =
        subject.rows().filter_map(|row| target(row, customary, subject.rules)).collect();
    let fields: Vec<_> = findings.iter().map(|finding| finding.field.clone()).collect();
    let free = unmarked.iter().find(|row| !fields.contains(&row.field(IndicatorColumn::Target)));
    if let Some(row) = free.filter(|_| customary) {
        let upwards = unmarked.iter().all(|row| is_upwards(row));
        findings.push(without_operators(row, unmarked.len(), upwards));
    }
    findings
}

fn without_operators(first: &Row, count: usize, upwards: bool) -> Finding {
    let message = if upwards {
        format!("本表有 {count} 个目标值没有比较符号，现按正向指标（≥）计分，请逐个补上 ≥、≤ 或 =。")
    } else {
        format!(
            "本表有 {count} 个目标值没有比较符号，按名称看出越低越好的按 ≤ 计分，看不出的不计分，其余按 ≥ 计分，请逐个补上 ≥、≤ 或 =。"
        )
    };
    let field = first.field(IndicatorColumn::Target);
    Finding::fails(CheckId::C19, field, EXPECTED, first.target_text(), message).at_most(Level::Hint)
}

fn target(row: &Row, customary: bool, rules: &RuleSet) -> Option<Finding> {
    let field = row.field(IndicatorColumn::Target);
    let found = row.target_text();
    match row.target.meaning() {
        Meaning::Ambiguous(ambiguity) => {
            let message = format!("目标值“{found}”{}，请写成{EXPECTED}，如 ≥300人。", ambiguity.text());
            Some(Finding::fails(CheckId::C19, field, EXPECTED, found, message))
        }
        Meaning::Words(words) if words.contains(|c: char| c.is_ascii_digit()) => {
            let message =
                format!("目标值“{found}”含有数字，却读不出是多少，请写成{EXPECTED}，如 =3000元/人。");
            Some(Finding::cannot_decide(CheckId::C19, field, EXPECTED, found, message))
        }
        Meaning::Blank => {
            let due = !is_blank(&row.indicator.actual);
            let message = "已填实际完成值，还没有填目标值，填上后才能计分。";
            due.then(|| Finding::cannot_decide(CheckId::C19, field, EXPECTED, "", message))
        }
        _ if is_counted(&row.target) => incomplete(row, customary, rules),
        _ => None,
    }
}

fn incomplete(row: &Row, customary: bool, rules: &RuleSet) -> Option<Finding> {
    let field = row.field(IndicatorColumn::Target);
    let found = row.target_text();
    if lacks_operator(row) && has_no_direction(row) {
        let of = if row.score.rule == Some(RuleKind::UnmarkedCost) { "成本指标的" } else { "" };
        let message =
            format!("{of}目标值“{found}”没有比较符号，看不出越少越好还是越多越好，请补上 ≤、= 或 ≥。");
        return Some(Finding::fails(CheckId::C19, field, EXPECTED, found, message));
    }
    let operator = lacks_operator(row) && !customary;
    let lacking = match (operator, lacks_unit(row)) {
        (true, true) => "比较符号和单位",
        (true, false) => "比较符号",
        (false, true) => "单位",
        (false, false) => return None,
    };
    let message = format!("目标值“{found}”缺少{lacking}，请补上，如 {}。", example(row, rules));
    Some(Finding::fails(CheckId::C19, field, EXPECTED, found, message).at_most(Level::Warning))
}

/// Scored as ≥, for all that its name says.
fn is_upwards(row: &Row) -> bool {
    let open = matches!(row.score.computed, Computed::CannotScore(Reason::DirectionUnknown(_)));
    !open
        && !matches!(
            row.score.rule,
            Some(RuleKind::AtMost | RuleKind::AtMostRate | RuleKind::AtMostDuration | RuleKind::AtMostHarm)
        )
}

/// The target as it should look, 元 standing for whatever the unit is.
fn example(row: &Row, rules: &RuleSet) -> String {
    let figure = match row.target.meaning() {
        Meaning::Quantity(quantity) if is_headless(quantity.unit()) => {
            format!("{}{}元{}", quantity.number(), quantity.scale().name(), quantity.unit())
        }
        Meaning::Quantity(quantity) => quantity.to_string(),
        Meaning::Duration(duration) => duration.to_string(),
        _ => row.target_text().to_owned(),
    };
    let signs = row.target.operator().map_or_else(|| advised_signs(row.indicator, rules), |sign| vec![sign]);
    let examples: Vec<String> = signs.iter().map(|sign| format!("{}{figure}", sign.sign())).collect();
    examples.join(" 或 ")
}

/// `3万`, or `3万/人/年`, which says per what and not of what.
fn is_headless(unit: &Unit) -> bool {
    match unit {
        Unit::None => true,
        Unit::Percent => false,
        Unit::Named(name) => name.starts_with('/'),
    }
}

/// A number of something, not a date and not a range, which need no operator.
const fn is_counted(target: &Measure) -> bool {
    matches!(target.meaning(), Meaning::Quantity(_) | Meaning::Duration(_))
}

fn lacks_operator(row: &Row) -> bool {
    row.target.operator().is_none() && is_counted(&row.target)
}

/// Not exactly what was planned, and nobody says which way is better.
fn has_no_direction(row: &Row) -> bool {
    let unknown = matches!(row.score.computed, Computed::CannotScore(Reason::DirectionUnknown(_)));
    let cost = row.score.rule == Some(RuleKind::UnmarkedCost) && row.score.met.is_none();
    unknown || cost && matches!(row.score.computed, Computed::CannotScore(_))
}

/// No unit, neither behind the number nor in brackets behind the name.
fn lacks_unit(row: &Row) -> bool {
    let Meaning::Quantity(quantity) = row.target.meaning() else { return false };
    is_headless(quantity.unit()) && bracketed(&row.indicator.level3).is_none()
}

/// C26: percentages lie between 0 and 100, and are written as such.
pub(crate) fn percentages(subject: &Subject) -> Vec<Finding> {
    subject.rows().flat_map(row_percentages).collect()
}

fn row_percentages(row: &Row) -> Vec<Finding> {
    let cells = [
        (IndicatorColumn::Target, &row.target, "目标值"),
        (IndicatorColumn::Actual, &row.actual, "实际完成值"),
    ];
    let outside =
        cells.into_iter().filter_map(|(column, measure, name)| out_of_range(row, column, measure, name));
    outside.chain(fraction(row)).collect()
}

fn out_of_range(row: &Row, column: IndicatorColumn, measure: &Measure, name: &str) -> Option<Finding> {
    let (low, high) = match measure.meaning() {
        Meaning::Quantity(quantity) => (percent(quantity)?, percent(quantity)?),
        Meaning::Range { low, high } => (percent(low)?, percent(high)?),
        _ => return None,
    };
    let title = &row.indicator.level3;
    let open = words().names.open_rates.iter().any(|word| title.contains(word.as_str()));
    // Only a rate that says so by its name is surely a part of a whole.
    let part = has_one(title, &words().names.parts);
    if open || !part || low >= Decimal::ZERO && high <= dec!(100) {
        return None;
    }
    let found = row.indicator.show(column).trim();
    let message = format!("{name}“{found}”不在 0–100% 之间，“{}”是部分占全体的比率，请核对。", title.trim());
    Some(Finding::fails(CheckId::C26, row.field(column), "0–100%", found, message))
}

fn percent(quantity: &Quantity) -> Option<Decimal> {
    (*quantity.unit() == Unit::Percent).then(|| quantity.value())
}

/// 0.95 against ≥95%.
fn fraction(row: &Row) -> Option<Finding> {
    // The target may be the bare one.
    let bare = matches!(row.actual.meaning(), Meaning::Quantity(quantity) if *quantity.unit() == Unit::None);
    // Per thousand, figures below one are what is usual.
    if !bare
        || row.target_text().contains('‰')
        || row.score.computed != Computed::CannotScore(Reason::PercentOrFraction)
    {
        return None;
    }
    let found = row.indicator.actual.trim();
    let message =
        format!("目标是百分比，实际完成值“{found}”没有 %，看不出是比例还是百分数，请写成百分数并带 %。");
    Some(Finding::fails(CheckId::C26, row.field(IndicatorColumn::Actual), "带 % 的百分数", found, message))
}
