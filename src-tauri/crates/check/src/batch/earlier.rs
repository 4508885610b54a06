//! Targets and amounts against earlier years, and evidence that is filed.

use jixiao_edition::words;
use jixiao_model::{
    AmountUnit, ColumnName, Form, Fund, Indicator, IndicatorColumn, Measure, Operator, half_up, share,
};
use jixiao_score::score_row;
use rust_decimal::{Decimal, dec};

use super::form::BatchForm;
use crate::finding::Finding;
use crate::funds::{COLUMNS, amount, speaks_of_change};
use crate::id::CheckId;
use crate::kind::{actual_figure, figure};
use crate::subject::{Row, Subject, fund, measured};
use crate::text::{bare_name, has_one, plain, says_nothing};

/// In 万元: where both years stay below it, a little more is many times as much.
const SMALL: Decimal = dec!(10);

/// C54: a target asks for no less than last year brought, and does not stay the same for years.
pub(super) fn targets(form: &BatchForm, subject: &Subject) -> Vec<Finding> {
    if form.earlier.is_empty() {
        return Vec::new();
    }
    subject.rows().filter_map(|row| target(subject, row, form.earlier)).collect()
}

fn target(subject: &Subject, row: &Row, earlier: &[&Form]) -> Option<Finding> {
    let (unit, value) = figure(&row.target)?;
    let (last, year) = earlier.first().and_then(|form| Some((same_row(row, form)?, form.year)))?;
    let found = row.target_text();
    let field = row.field(IndicatorColumn::Target);
    let score = score_row(last, subject.rules, year);
    let measured = measured(last, &score);
    if let Some((_, reached)) = actual_figure(&measured).filter(|(own, _)| *own == unit) {
        let shown = last.actual.trim();
        if let Some((side, how)) = easier(row, value, reached, subject.limits().easier_by.0) {
            let message =
                format!("目标“{found}”{side}上年的实际“{shown}”，审核会认为定得{how}，请核对，或说明原因。");
            return Some(Finding::fails(
                CheckId::C54,
                field,
                format!("不{side}上年的 {shown}"),
                found,
                message,
            ));
        }
    } else if !says_nothing(&last.actual) {
        let shown = last.actual.trim();
        let message = format!("目标“{found}”与上年的实际“{shown}”单位或写法不同，比不出高低，请自行核对。");
        return Some(Finding::cannot_decide(CheckId::C54, field, shown, found, message));
    }
    unchanged(subject, row, earlier, (unit, value))
}

/// Standards (=), whole rates and zeros stay as they are by nature.
fn unchanged(subject: &Subject, row: &Row, earlier: &[&Form], own: (&str, Decimal)) -> Option<Finding> {
    let years = subject.limits().unchanged_years.max(2);
    let fixed = row.target.operator() == Some(Operator::Equal)
        || own.1.is_zero()
        || own.0 == "%" && own.1 == Decimal::ONE_HUNDRED;
    let same = |form: &&Form| {
        same_row(row, form).is_some_and(|then| figure(&Measure::parse(&then.whole_target())) == Some(own))
    };
    let before = earlier.iter().take(years - 1).filter(|form| same(form)).count();
    let found = row.target_text();
    let message = format!("目标“{found}”连续 {years} 年没有变，请按本年的任务重新设定，或说明原因。");
    (!fixed && before == years - 1).then(|| {
        Finding::fails(
            CheckId::C54,
            row.field(IndicatorColumn::Target),
            "按本年任务设定的目标",
            found,
            message,
        )
    })
}

/// How a target asks for less than was reached, by more than `margin` per cent of it: a floor is too low, a ceiling too loose.
fn easier(
    row: &Row,
    target: Decimal,
    reached: Decimal,
    margin: Decimal,
) -> Option<(&'static str, &'static str)> {
    let allowed = share(reached.abs(), margin, Decimal::ONE_HUNDRED)?;
    match row.target.operator()? {
        Operator::AtLeast | Operator::MoreThan => {
            (target < reached.saturating_sub(allowed)).then_some(("低于", "过低"))
        }
        Operator::AtMost | Operator::LessThan => {
            (target > reached.saturating_add(allowed)).then_some(("高于", "过松"))
        }
        Operator::Equal => None,
    }
}

/// The indicator of the same name, in the same subclass where both say one.
fn same_row<'a>(row: &Row, form: &'a Form) -> Option<&'a Indicator> {
    let rows = form.goals.iter().flat_map(|goal| &goal.indicators);
    let mut alike = rows.filter(|other| !row.name.is_empty() && bare_name(&other.level3) == row.name);
    alike.find(|other| bare_name(&other.level2) == row.subclass)
}

/// C21: the money of the year is several times that of last year, or that part of it, and nobody says why.
///
/// One amount is compared, the first that both years have: within a year the others are held against it by C11, C12 and C14.
pub(super) fn amounts(form: &BatchForm, subject: &Subject) -> Vec<Finding> {
    form.earlier.first().and_then(|last| amount_jump(subject, last)).into_iter().collect()
}

/// From how many times last year's money on no change of the budget explains it.
const BEYOND_CHANGE: Decimal = dec!(1000);

fn amount_jump(subject: &Subject, last: &Form) -> Option<Finding> {
    let (now, then) = (subject.form.total_fund()?, last.total_fund()?);
    let known = |form: &Form, fund: &Fund, column| {
        let typed = *amount(fund, column)?.value()?;
        form.amount_unit.convert(typed, AmountUnit::TenThousand).map(|amount| amount.0)
    };
    let both = |column| Some((known(subject.form, now, column)?, known(last, then, column)?));
    let (column, name) =
        [COLUMNS[1], COLUMNS[0], COLUMNS[2]].into_iter().find(|(column, _)| both(*column).is_some())?;
    let (own, before) = both(column)?;
    let (less, more) = (own.min(before), own.max(before));
    let times = (less > Decimal::ZERO).then(|| more.checked_div(less))??;
    // Nobody's budget grows a thousandfold: what is said of it is not the cause.
    let explained = times < BEYOND_CHANGE && subject.explanations().any(speaks_of_change);
    if more < SMALL || times < subject.limits().jump_factor || explained {
        return None;
    }
    let shown = |form: &Form, fund: &Fund| {
        let typed = amount(fund, column).map(|entry| entry.text().trim()).unwrap_or_default();
        format!("{typed} {}", form.amount_unit)
    };
    let (found, expected) = (shown(subject.form, now), shown(last, then));
    let way = if own > before { "多" } else { "少" };
    let message = format!(
        "{name} {found}与上年的 {expected}相差 {} 倍（偏{way}），多半是金额单位或口径不同，请核对；确实如此的，请在实际完成情况中说明调整的依据。",
        plain(half_up(times, 1))
    );
    Some(Finding::fails(CheckId::C21, fund(subject.form.total_row(), column), expected, found, message))
}

/// C56: satisfaction, benefits in figures and over-achievements have evidence on file: in a list that is kept beside the form, or in a
/// column of the form that names it. Where there is neither, nothing is asked.
pub(super) fn evidence(form: &BatchForm, subject: &Subject) -> Vec<Finding> {
    let column = evidence_column(subject);
    if form.evidence.is_none() && column.is_none() {
        return Vec::new();
    }
    let filed = |row: &Row| {
        let listed = form.evidence.is_some_and(|filed| filed.contains(&row.field(IndicatorColumn::Actual)));
        listed || column.as_ref().is_some_and(|column| !says_nothing(row.indicator.extra.get(column)))
    };
    let open = subject.rows().filter_map(|row| Some((row, asked_for(row)?))).filter(|(row, _)| !filed(row));
    open.map(|(row, what)| without_evidence(row, what)).collect()
}

/// The column in which an office lists evidence; one in which nothing stands is not in use.
fn evidence_column(subject: &Subject) -> Option<ColumnName> {
    let columns = subject.rows().flat_map(|row| row.indicator.extra.iter());
    let mut filled = columns.filter(|(_, text)| !says_nothing(text)).map(|(column, _)| column);
    filled.find(|column| has_one(column.as_str(), &words().texts.evidence_columns)).cloned()
}

fn asked_for(row: &Row) -> Option<&'static str> {
    let class = format!("{}{}", row.indicator.level1, row.indicator.level2);
    if says_nothing(&row.indicator.actual) {
        None
    } else if class.contains("满意") {
        Some("满意度")
    } else if row.score.over_achieved {
        Some("超额完成")
    } else if class.contains("效益") && figure(&row.actual).is_some() {
        Some("效益")
    } else {
        None
    }
}

fn without_evidence(row: &Row, what: &str) -> Finding {
    let message = format!("{what}抽查要看佐证材料，本行还没有登记，请备好并登记。");
    let found = row.indicator.actual.trim();
    Finding::fails(CheckId::C56, row.field(IndicatorColumn::Actual), "佐证材料", found, message)
}
