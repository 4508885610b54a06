//! The amounts of the funds table.

use jixiao_edition::{Field, words};
use jixiao_model::{Amount, AmountUnit, Entry, FieldRef, Fund, FundColumn, fold, parse_decimal, share};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::scale;
use crate::subject::{Subject, differs, fund, sum};
use crate::text::{bracketed, clauses, has_one, plain, says_nothing, unless_too_large};

/// The columns of amounts, with their names.
pub(crate) const COLUMNS: [(FundColumn, &str); 3] = [
    (FundColumn::Initial, "年初预算数"),
    (FundColumn::Adjusted, "全年预算数"),
    (FundColumn::Executed, "全年执行数"),
];

pub(crate) const fn amount(fund: &Fund, column: FundColumn) -> Option<&Entry<Amount>> {
    match column {
        FundColumn::Initial => Some(&fund.initial),
        FundColumn::Adjusted => Some(&fund.adjusted),
        FundColumn::Executed => Some(&fund.executed),
        FundColumn::Label | FundColumn::Weight | FundColumn::Rate | FundColumn::Score => None,
    }
}

fn figure(fund: &Fund, column: FundColumn) -> Option<Decimal> {
    amount(fund, column)?.value().map(|amount| amount.0)
}

/// C10: the sources of each column add up to its total.
pub(crate) fn sources(subject: &Subject) -> Vec<Finding> {
    COLUMNS.into_iter().filter_map(|(column, name)| column_sum(subject, column, name)).collect()
}

fn column_sum(subject: &Subject, column: FundColumn, name: &str) -> Option<Finding> {
    let total_row = subject.form.total_row();
    let total = subject.form.total_fund().filter(|fund| is_total(&fund.label))?;
    let sources: Vec<(usize, &Fund)> =
        subject.form.funds.iter().enumerate().filter(|(row, _)| *row != total_row).collect();
    // What cannot be read is C12's and C17's.
    let unread = |fund: &Fund| amount(fund, column).is_some_and(is_unreadable);
    if subject.prints(&Field::Fund(column)) && subject.form.funds.iter().any(unread) {
        return None;
    }
    let entries: Vec<(usize, &Entry<Amount>)> =
        sources.iter().filter_map(|(row, fund)| Some((*row, amount(fund, column)?))).collect();
    if let Some((row, entry)) = entries.iter().find(|(_, entry)| entry.is_unclear()) {
        let text = entry.text().trim();
        let message = format!("{name}“{text}”不是金额，请填数字，填好后再核对合计。");
        return Some(Finding::cannot_decide(CheckId::C10, fund(*row, column), "金额", text, message));
    }
    let filled: Vec<Decimal> =
        entries.iter().filter_map(|(_, entry)| entry.value()).map(|amount| amount.0).collect();
    let known = sum(filled.iter().copied());
    let open = entries.iter().any(|(_, entry)| entry.is_blank());
    let Some(whole) = figure(total, column) else {
        let message = format!("各来源{name}合计 {}，合计行还没有填写。", plain(known));
        let due = !filled.is_empty() && !known.is_zero();
        return due.then(|| {
            Finding::cannot_decide(CheckId::C10, fund(total_row, column), plain(known), "", message)
        });
    };
    let tolerance = subject.limits().amount_tolerance.0;
    let is_sum = |sum| !differs(whole, sum, tolerance);
    if entries.is_empty() || is_sum(known) || is_nested(whole, &filled, tolerance) || is_sum(above(&filled)) {
        return None;
    }
    let (whole, known) = (plain(whole), plain(known));
    if open && known < whole {
        let message = format!("{name}合计 {whole}，各来源现有 {known}，还有来源没有填写，填完应相等。");
        return Some(Finding::cannot_decide(CheckId::C10, fund(total_row, column), known, whole, message));
    }
    let message = format!("{name}合计 {whole}，各来源相加是 {known}，请核对合计与各来源。");
    Some(Finding::fails(CheckId::C10, fund(total_row, column), known, whole, message))
}

/// A row that sums up says so, or says nothing; a table that begins with a source has no total.
fn is_total(label: &str) -> bool {
    label.trim().is_empty()
        || ["总", "合计", "共计", "小计", "年度", "预算"].iter().any(|word| label.contains(word))
}

/// The sum of the sources without those that are the parts of one before them: 财政拨款 48, and below it 本级资金 48.
fn above(sources: &[Decimal]) -> Decimal {
    let mut whole = Decimal::ZERO;
    let mut rest = sources;
    while let Some((first, behind)) = rest.split_first() {
        let parts = (1..=behind.len()).find(|count| {
            !first.is_zero() && behind.get(..*count).is_some_and(|parts| sum(parts.iter().copied()) == *first)
        });
        whole = whole.saturating_add(*first);
        rest = behind.get(parts.unwrap_or_default()..).unwrap_or_default();
    }
    whole
}

/// Sources that may have parts of their own among them: fewer than these cannot.
const NESTED: usize = 4;

/// And more than these are not tried.
const MAX_NESTED: usize = 12;

/// True when some of many sources add up to the total: the others are parts of them (基本支出 with 人员经费 and 公用经费 below it).
fn is_nested(total: Decimal, sources: &[Decimal], tolerance: Decimal) -> bool {
    let parts: Vec<Decimal> = sources.iter().copied().filter(|amount| !amount.is_zero()).collect();
    if !(NESTED..=MAX_NESTED).contains(&parts.len()) {
        return false;
    }
    (1_u32..1 << parts.len()).filter(|chosen| chosen.count_ones() > 1).any(|chosen| {
        let is_chosen = |(at, amount): (usize, &Decimal)| (chosen >> at & 1 == 1).then_some(*amount);
        !differs(total, sum(parts.iter().enumerate().filter_map(is_chosen)), tolerance)
    })
}

/// Something was typed that is no amount. 无 and the like say that there is none.
fn is_unreadable(entry: &Entry<Amount>) -> bool {
    entry.is_unclear() && !says_nothing(entry.text())
}

/// C12: amounts are figures, nothing is negative, and no more is spent than was budgeted.
pub(crate) fn bounds(subject: &Subject) -> Vec<Finding> {
    // What comes in may be more than was planned, and what is left less than nothing: an insurance fund is no budget.
    let is_income = |fund: &Fund| ["收入", "结余"].iter().any(|word| fund.label.contains(word));
    let rows = subject.form.funds.iter().enumerate().filter(|(_, fund)| !is_income(fund));
    let outside = rows.flat_map(|(row, funds)| {
        let negative =
            COLUMNS.into_iter().filter_map(move |(column, name)| negative(row, funds, column, name));
        let over = overspent(row, subject.form.total_row(), funds);
        // A negative amount is said once.
        let mut findings: Vec<Finding> = negative.collect();
        if findings.is_empty() {
            findings.extend(over);
        }
        findings
    });
    outside.chain(unreadable(subject)).collect()
}

/// Amounts that are no figures, except those with a unit behind one, which C17 knows better.
fn unreadable(subject: &Subject) -> impl Iterator<Item = Finding> {
    typed(subject).filter_map(|(row, column, name, entry)| {
        let text = entry.text().trim();
        let message = format!("{name}“{text}”不是金额，请只填数字，例如 1234.50。");
        let message = unless_too_large(name, entry, message);
        let of_other_unit = !entry.is_too_large() && named_unit(entry.text()).is_some();
        (is_unreadable(entry) && !of_other_unit)
            .then(|| Finding::fails(CheckId::C12, fund(row, column), "数字", text, message))
    })
}

/// The amounts that the edition prints, each with its place.
fn typed<'a>(
    subject: &'a Subject,
) -> impl Iterator<Item = (usize, FundColumn, &'static str, &'a Entry<Amount>)> {
    let rows = subject.form.funds.iter().enumerate();
    let printed = |(column, _): &(FundColumn, &str)| subject.prints(&Field::Fund(*column));
    let columns: Vec<(FundColumn, &'static str)> = COLUMNS.into_iter().filter(printed).collect();
    rows.flat_map(move |(row, funds)| {
        let cells = columns.clone().into_iter();
        cells.filter_map(move |(column, name)| Some((row, column, name, amount(funds, column)?)))
    })
}

fn negative(row: usize, funds: &Fund, column: FundColumn, name: &str) -> Option<Finding> {
    let figure = figure(funds, column).filter(|figure| *figure < Decimal::ZERO)?;
    let message = format!("{name} {} 是负数，请更正。", plain(figure));
    Some(Finding::fails(CheckId::C12, fund(row, column), "不小于 0", plain(figure), message))
}

fn overspent(row: usize, total: usize, funds: &Fund) -> Option<Finding> {
    let executed = plain(figure(funds, FundColumn::Executed)?);
    let Some(adjusted) = figure(funds, FundColumn::Adjusted).map(plain) else {
        let due = row == total && funds.adjusted.is_blank();
        let message = format!("已填全年执行数 {executed}，还没有填全年预算数。");
        let field = fund(row, FundColumn::Adjusted);
        return due
            .then(|| Finding::cannot_decide(CheckId::C12, field, format!("不小于 {executed}"), "", message));
    };
    let message =
        format!("全年执行数 {executed} 大于全年预算数 {adjusted}，请核对；预算有追加的，请改全年预算数。");
    let field = fund(row, FundColumn::Executed);
    (executed > adjusted)
        .then(|| Finding::fails(CheckId::C12, field, format!("不大于 {adjusted}"), executed, message))
}

/// C14: a large change of the budget during the year is spoken of somewhere.
pub(crate) fn change(subject: &Subject) -> Vec<Finding> {
    budget_change(subject).into_iter().collect()
}

fn budget_change(subject: &Subject) -> Option<Finding> {
    let total = subject.form.total_fund().filter(|_| subject.prints(&Field::Fund(FundColumn::Initial)))?;
    let adjusted = figure(total, FundColumn::Adjusted).filter(|amount| *amount > Decimal::ZERO)?;
    let field = fund(subject.form.total_row(), FundColumn::Initial);
    let Some(initial) = figure(total, FundColumn::Initial) else {
        let due = total.initial.is_blank() && subject.is_finished();
        let message = "年初预算数没有填写，看不出预算有没有调整，请补填，没有的填 0。";
        return due.then(|| Finding::cannot_decide(CheckId::C14, field, "年初预算数", "", message));
    };
    let limit = subject.limits().budget_change.0;
    let percent = share(dec!(100), adjusted.checked_sub(initial)?, initial);
    let large = initial.is_zero() || percent.is_some_and(|percent| percent.abs() > limit);
    let explained = large && subject.explanations().any(speaks_of_change);
    let (initial, adjusted) = (plain(initial), plain(adjusted));
    let changed = if initial.is_zero() {
        "是年中追加的".to_owned()
    } else {
        format!("变动超过 {}%", plain(limit))
    };
    let message =
        format!("年初预算数 {initial}，全年预算数 {adjusted}，{changed}，请在实际完成情况中说明调整的依据。");
    (large && !explained).then(|| {
        Finding::fails(CheckId::C14, field, "预算调整的说明", format!("{initial} → {adjusted}"), message)
    })
}

/// A word of change stands there and means money, which is named in its clause or in one beside it: 收回问卷, 年中心 and 调整座位 do not.
pub(crate) fn speaks_of_change(text: &str) -> bool {
    let texts = &words().texts;
    let all: Vec<String> = clauses(text).map(|clause| clause.replace(char::is_whitespace, "")).collect();
    all.iter().enumerate().any(|(at, clause)| {
        let mut rest = clause.clone();
        for other in &texts.not_budget_change {
            rest = rest.replace(other.as_str(), "");
        }
        let beside = &all[at.saturating_sub(1)..all.len().min(at + 2)];
        let money = || beside.iter().any(|clause| has_one(clause, &texts.money) || clause.contains('元'));
        has_one(&rest, &texts.budget_change) && money()
    })
}

/// C17: an amount that names its unit, and a source that does, name the form's.
pub(crate) fn units(subject: &Subject) -> Vec<Finding> {
    let other = typed(subject)
        .filter_map(|(row, column, name, entry)| other_unit(subject, fund(row, column), name, entry));
    let other: Vec<Finding> = other.chain(labels(subject)).collect();
    // Where a cell says its unit, there is no need to guess.
    if other.is_empty() { scale::slip(subject).into_iter().collect() } else { other }
}

/// A source's name with a unit in brackets that is not the form's.
fn labels(subject: &Subject) -> impl Iterator<Item = Finding> {
    let expected = subject.form.amount_unit;
    subject.form.funds.iter().enumerate().filter_map(move |(row, funds)| {
        let unit = bracketed(&funds.label)
            .and_then(|inner| AmountUnit::of_name(inner.trim_start_matches("单位:")))?;
        let field = fund(row, FundColumn::Label);
        let message = format!(
            "“{}”写的单位是{unit}，本表金额单位是{expected}，请核对这一行的数额并改成同一单位。",
            funds.label.trim()
        );
        (unit != expected)
            .then(|| Finding::fails(CheckId::C17, field, expected.name(), &funds.label, message))
    })
}

fn other_unit(subject: &Subject, field: FieldRef, name: &str, entry: &Entry<Amount>) -> Option<Finding> {
    let (number, power, unit) = named_unit(entry.text()).filter(|_| !entry.is_too_large())?;
    let form = subject.form.amount_unit;
    let text = entry.text().trim();
    // A unit that is the form's is no mistake where the amount can be read.
    if unit.as_deref() == Some(form.name()) && entry.value().is_some() {
        return None;
    }
    if entry.value().is_some() {
        let unit = unit?;
        let message = format!("本表金额单位是{form}，这里写的是{unit}，请换算成{form}，不要带单位。");
        return Some(Finding::fails(CheckId::C17, field, form.name(), text, message));
    }
    let expected = plain(number.checked_mul(power)?.checked_div(form.yuan())?);
    let message = format!("{name}“{text}”不是单纯的数，本表金额单位是{form}，请改填 {expected}。");
    Some(Finding::fails(CheckId::C17, field, expected, text, message))
}

/// Number, power in 元 and name of an amount with a unit behind its number, whatever stands around both: `人民币1.5亿元整`, `100万`.
fn named_unit(text: &str) -> Option<(Decimal, Decimal, Option<String>)> {
    let text = fold(text);
    let text = text.trim().trim_start_matches("人民币").trim_start_matches(['￥', '¥', '$', ' ']);
    let end =
        text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' ' | '-')).unwrap_or(text.len());
    let number = parse_decimal(&text[..end])?;
    let rest = text[end..].trim();
    let named = AmountUnit::ALL.into_iter().find(|unit| rest.starts_with(unit.name()));
    if let Some(unit) = named {
        return Some((number, unit.yuan(), Some(unit.name().to_owned())));
    }
    let scale = [("亿", dec!(100000000)), ("万", dec!(10000))];
    let (_, power) = scale.into_iter().find(|(name, _)| rest.starts_with(name))?;
    Some((number, power, None))
}
