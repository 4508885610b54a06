//! Budget execution: rate, score, and the reason for a low one.

use jixiao_edition::{Field, words};
use jixiao_model::{Amount, Entry, Fund, FundColumn, half_up, share};
use jixiao_score::Agreement;
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Subject, differs, fund};
use crate::text::{clauses, has_one, plain, unless_too_large};

/// C11: 执行率 = 全年执行数 ÷ 全年预算数, at two decimals.
pub(crate) fn rate(subject: &Subject) -> Vec<Finding> {
    printed_rate(subject).into_iter().collect()
}

fn printed_rate(subject: &Subject) -> Option<Finding> {
    let budget = &subject.scored.budget;
    let field = fund(subject.form.total_row(), FundColumn::Rate);
    let Some(printed) = budget.printed_rate.map(|rate| rate.0) else {
        let entry = subject.form.total_fund().map(|total| &total.rate)?;
        let text = entry.text().trim();
        let message = format!("执行率“{text}”不是百分数，请清空由软件计算，或填 96.00% 这样的数。");
        let message = unless_too_large("执行率", entry, message);
        return entry.is_unclear().then(|| Finding::fails(CheckId::C11, field, "百分数", text, message));
    };
    let found = format!("{}%", plain(printed));
    let Some(rate) = budget.rate else {
        let message = "执行率已填，全年预算数或全年执行数却没有可用的数，请补填后核对。";
        return Some(Finding::cannot_decide(CheckId::C11, field, "全年执行数 ÷ 全年预算数", found, message));
    };
    if budget.rate_agreement == Agreement::Agrees {
        return None;
    }
    let expected = format!("{}%", rate.0);
    if coarse(subject) == Some(printed) {
        let message = format!("执行率 {found} 位数不够，请保留两位小数，写作 {expected}。");
        return Some(Finding::fails(CheckId::C11, field, expected, found, message).at_most(Level::Hint));
    }
    let cause = if by_initial(subject) == Some(printed) { "像是除以了年初预算数，" } else { "" };
    let message = format!("执行率 {found} 不对，{cause}应为全年执行数 ÷ 全年预算数 = {expected}，请更正。");
    Some(Finding::fails(CheckId::C11, field, expected, found, message))
}

/// The rate, rightly rounded to the fewer decimals that are printed.
fn coarse(subject: &Subject) -> Option<Decimal> {
    let total = subject.form.total_fund()?;
    let digits = total.rate.value()?.0.scale();
    let exact = share(dec!(100), total.executed.value()?.0, total.adjusted.value()?.0)?;
    (digits < 2).then(|| half_up(exact, digits))
}

fn by_initial(subject: &Subject) -> Option<Decimal> {
    let total = subject.form.total_fund()?;
    share(dec!(100), total.executed.value()?.0, total.initial.value()?.0).map(|rate| half_up(rate, 2))
}

/// C12: a form with results speaks of money. What C10 says of the sum of its sources, or C11 and C13 of a rate and a score that
/// stand there, is not said again.
pub(crate) fn unfilled(subject: &Subject) -> Vec<Finding> {
    missing_amount(subject).into_iter().collect()
}

fn missing_amount(subject: &Subject) -> Option<Finding> {
    let total = subject.form.total_fund()?;
    let rows = subject.form.funds.iter().enumerate().filter(|(row, _)| *row != subject.form.total_row());
    let sources: Vec<&Fund> = rows.map(|(_, fund)| fund).collect();
    let budget = &subject.scored.budget;
    let printed =
        [FundColumn::Adjusted, FundColumn::Executed].map(|column| subject.prints(&Field::Fund(column)));
    let known = budget.printed_rate.is_some() || budget.printed.is_some();
    if known || !total.executed.is_blank() || printed != [true, true] || !subject.is_begun() {
        return None;
    }
    let figure = |entry: &Entry<Amount>| entry.value().is_some_and(|amount| !amount.0.is_zero());
    let of_sources = |amount: fn(&Fund) -> &Entry<Amount>| sources.iter().any(|fund| figure(amount(fund)));
    let (column, name) = if total.adjusted.is_blank() && !of_sources(|fund| &fund.adjusted) {
        (FundColumn::Adjusted, "全年预算数和全年执行数")
    } else if !of_sources(|fund| &fund.executed) {
        (FundColumn::Executed, "全年执行数")
    } else {
        return None;
    };
    let message = format!("“{}”还没有填写{name}，填好后才能计算执行率和得分。", total.label.trim());
    Some(Finding::cannot_decide(CheckId::C12, fund(subject.form.total_row(), column), name, "", message))
}

/// C13: the budget's score is its points × the rate, at most its points.
pub(crate) fn score(subject: &Subject) -> Vec<Finding> {
    printed_score(subject).into_iter().collect()
}

fn printed_score(subject: &Subject) -> Option<Finding> {
    let budget = &subject.scored.budget;
    let field = fund(subject.form.total_row(), FundColumn::Score);
    let points = plain(budget.points.0);
    let Some(printed) = budget.printed.map(|score| plain(score.0)) else {
        let entry = subject.form.total_fund().map(|total| &total.score)?;
        let text = entry.text().trim();
        let message = format!("预算执行得分“{text}”不是数，请清空由软件计算，或填 0 至 {points} 之间的数。");
        let message = unless_too_large("预算执行得分", entry, message);
        return entry.is_unclear().then(|| Finding::fails(CheckId::C13, field, "数字", text, message));
    };
    if printed > points || printed < Decimal::ZERO {
        let message = format!("预算执行得分 {printed} 超出 0 至 {points} 分的范围，请更正。");
        return Some(Finding::fails(CheckId::C13, field, format!("0–{points}"), printed, message));
    }
    let Some(computed) = budget.score else {
        let message = "预算执行已有得分，全年预算数或全年执行数却没有可用的数，请补填后核对。";
        return Some(Finding::cannot_decide(CheckId::C13, field, "分值 × 执行率", printed, message));
    };
    let expected = plain(computed.0);
    let message = format!(
        "预算执行得分 {printed} 不对，应为 {expected}（{points} 分 × 全年执行数 ÷ 全年预算数），请更正。"
    );
    let is_other = differs(printed, expected, subject.limits().score_tolerance.0);
    (is_other && !subject.is_rounded(printed, expected) && !is_finer(subject, printed))
        .then(|| Finding::fails(CheckId::C13, field, expected, printed, message))
}

/// The score in more decimals than the rules have.
fn is_finer(subject: &Subject, printed: Decimal) -> bool {
    let budget = &subject.scored.budget;
    let exact = budget.rate.and_then(|rate| share(budget.points.0, rate.0, dec!(100)));
    let finer = printed.scale() > subject.rules.rounding.digits;
    finer && exact.is_some_and(|exact| half_up(exact.min(budget.points.0), printed.scale()) == printed)
}

/// C15: a low execution rate is explained somewhere.
pub(crate) fn low(subject: &Subject) -> Vec<Finding> {
    low_rate(subject).into_iter().collect()
}

fn low_rate(subject: &Subject) -> Option<Finding> {
    let limit = subject.limits().low_execution.0;
    let rate = subject.scored.budget.rate.filter(|rate| rate.0 < limit)?;
    let field = fund(subject.form.total_row(), FundColumn::Rate);
    let found = format!("{}%", rate.0);
    let expected = format!("不低于 {}%，或写明原因", plain(limit));
    if explains_money(subject) {
        return None;
    }
    let low = format!("执行率 {found}，低于 {}%", plain(limit));
    if reasons(subject).next().is_some() {
        let message = format!("{low}，看不出已写的原因是否说的就是资金，请核对。");
        return Some(Finding::cannot_decide(CheckId::C15, field, expected, found, message));
    }
    let message = format!("{low}，没有找到原因，请写明资金没有用完的原因和改进措施。");
    let finding = Finding::fails(CheckId::C15, field, expected, found, message);
    Some(if subject.is_finished() { finding } else { finding.at_most(Level::Hint) })
}

/// A reason says of money why it was not spent, or stands beside a cost. 经费 alone, as in the name of the project, explains nothing.
pub(crate) fn explains_money(subject: &Subject) -> bool {
    let texts = &words().texts;
    let says_why = |text: &str| {
        // The cause and the money may stand in clauses side by side.
        let all: Vec<&str> = clauses(text).collect();
        all.iter().enumerate().any(|(at, clause)| {
            let beside = &all[at.saturating_sub(1)..all.len().min(at + 2)];
            has_one(clause, &texts.money) && beside.iter().any(|clause| has_one(clause, &texts.unspent))
        })
    };
    subject.rows().any(|row| row.is_cost() && row.has_reason()) || reasons(subject).any(says_why)
}

/// Texts that give reasons, and goals that say 因.
fn reasons<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a str> {
    let goals: Vec<&str> = subject.form.goals.iter().map(|goal| goal.actual.as_str()).collect();
    subject.explanations().filter(move |text| !goals.contains(text) || text.contains('因'))
}
