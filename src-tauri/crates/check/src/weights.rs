//! Weights: that they are figures, and that they add up.

use jixiao_model::{FieldRef, FundColumn, IndicatorColumn, TotalColumn, parse_decimal, squeeze};
use rust_decimal::{Decimal, dec};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::{Row, Subject, fund, sum};
use crate::text::{bracketed, is_blank, plain, unless_too_large};

const ALL: Decimal = dec!(100);

/// C01: budget execution and indicators are worth 100 points together.
pub(crate) fn all(subject: &Subject) -> Vec<Finding> {
    let countable = subject.prints_goal_points() || subject.prints_weights();
    if !countable {
        return Vec::new();
    }
    let unreadable = unreadable(subject);
    if !unreadable.is_empty() {
        return unreadable;
    }
    let (missing, known) = subject.weights();
    let field = subject.weight_field();
    let shown = plain(known);
    if subject.rows().next().is_none() {
        let message = "还没有填写指标，请逐行填写指标，分值合计应为 100 分。";
        return vec![Finding::cannot_decide(CheckId::C01, field, ALL, shown, message)];
    }
    if missing > 0 && known <= ALL {
        let message = format!("还有 {missing} 处分值没有填写，现有合计 {shown} 分，填完应为 100 分。");
        return vec![Finding::cannot_decide(CheckId::C01, field, ALL, shown, message)];
    }
    if known < ALL && !subject.is_finished() {
        let message =
            format!("现有分值合计 {shown} 分，还差 {} 分到 100 分。", plain(ALL.saturating_sub(known)));
        return vec![Finding::cannot_decide(CheckId::C01, field, ALL, shown, message)];
    }
    if known != ALL {
        let budget = plain(subject.scored.budget.points.0);
        let message =
            format!("分值合计 {shown} 分（其中预算执行 {budget} 分），应为 100 分，请调整各行分值。");
        return vec![Finding::fails(CheckId::C01, field, ALL, shown, message)];
    }
    printed_sum(subject).into_iter().collect()
}

/// Weights beside those of the rows that are no numbers.
fn unreadable(subject: &Subject) -> Vec<Finding> {
    let form = subject.form;
    let goals = form.goals.iter().enumerate().filter(|_| subject.prints_goal_points());
    let goals = goals.map(|(goal, at)| (FieldRef::GoalPoints(goal), &at.points));
    let total = (FieldRef::Total(TotalColumn::Weight), &form.total.weight);
    let budget = form.total_fund().map(|total| (fund(form.total_row(), FundColumn::Weight), &total.weight));
    let cells = goals.chain([total]).chain(budget).filter(|(_, entry)| entry.is_unclear());
    cells
        .map(|(field, entry)| {
            let text = entry.text().trim();
            let message = format!("分值“{text}”不是数，请填 0 至 100 之间的数。");
            let message = unless_too_large("分值", entry, message);
            Finding::fails(CheckId::C01, field, "数字", text, message)
        })
        .collect()
}

/// The weights add up, but the total row says otherwise.
fn printed_sum(subject: &Subject) -> Option<Finding> {
    let printed = subject.form.total.weight.value()?.0;
    // A total row with one figure tells the scores, and one below the indicators may tell of them alone.
    let of_rows = sum(subject.rows().filter_map(Row::weight));
    let score = subject.form.total.score.value().map(|score| score.0);
    let scores = sum(subject.rows().filter_map(Row::printed));
    let only_rows = printed == of_rows && subject.scored.budget.points.0.is_zero();
    if only_rows || score == Some(printed) || score.is_none() && printed == scores {
        return None;
    }
    let message = format!("合计行分值印的是 {}，各行分值合计是 100，请更正合计行。", plain(printed));
    let field = FieldRef::Total(TotalColumn::Weight);
    (printed != ALL).then(|| Finding::fails(CheckId::C01, field, ALL, plain(printed), message))
}

/// C03: the rows of a goal, or of a class that says its points (产出指标（50分）), are worth what it promises.
pub(crate) fn parents(subject: &Subject) -> Vec<Finding> {
    let goals = (0..subject.form.goals.len()).filter_map(|goal| goal_points(subject, goal));
    let classes = [IndicatorColumn::Level1, IndicatorColumn::Level2]
        .into_iter()
        .flat_map(|column| class_points(subject, column));
    goals.chain(classes).collect()
}

fn goal_points(subject: &Subject, goal: usize) -> Option<Finding> {
    let promised = subject.form.goals.get(goal)?.points.value()?.0;
    let rows: Vec<&Row> = subject.rows().filter(|row| row.goal == goal).collect();
    let field = FieldRef::GoalPoints(goal);
    let name = format!("年度目标{}", goal + 1);
    if subject.prints_weights() || rows.iter().any(|row| row.weight().is_some()) {
        return add_up(subject, &rows, promised, field, &name);
    }
    by_scores(&rows, promised, field, &name)
}

fn add_up(
    subject: &Subject,
    rows: &[&Row],
    promised: Decimal,
    field: FieldRef,
    name: &str,
) -> Option<Finding> {
    let known = sum(rows.iter().filter_map(|row| row.weight()));
    let missing = rows.iter().filter(|row| row.weight().is_none()).count();
    let (promised, shown) = (plain(promised), plain(known));
    if rows.is_empty() || known == promised && missing == 0 {
        return None;
    }
    let open = missing > 0 || !subject.is_finished();
    if known <= promised && open {
        let message = format!("{name}应为 {promised} 分，下面各行现有 {shown} 分，填完后应相等。");
        return Some(Finding::cannot_decide(CheckId::C03, field, promised, shown, message));
    }
    let message = format!("{name}应为 {promised} 分，下面各行分值合计 {shown} 分，请调整使两者相等。");
    Some(Finding::fails(CheckId::C03, field, promised, shown, message))
}

/// Without a weight column the scores still show it: rows that miss nothing earn all that the goal promises, and never more.
fn by_scores(rows: &[&Row], promised: Decimal, field: FieldRef, name: &str) -> Option<Finding> {
    let earned = sum(rows.iter().filter_map(|row| row.printed()));
    let all_met = !rows.is_empty() && rows.iter().all(|row| row.printed().is_some() && !row.is_missed());
    let (promised, shown) = (plain(promised), plain(earned));
    if earned > promised {
        let message = format!("{name}只有 {promised} 分，各行得分合计却有 {shown} 分，请核对各行得分。");
        return Some(Finding::fails(CheckId::C03, field, promised, shown, message));
    }
    let message = format!(
        "{name}应为 {promised} 分，各行没有未达标的，得分合计却只有 {shown} 分，请核对各行分值之和是否为 {promised} 分。"
    );
    (all_met && earned < promised).then(|| Finding::fails(CheckId::C03, field, promised, shown, message))
}

/// Classes that say their points, each with its rows.
fn class_points(subject: &Subject, column: IndicatorColumn) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut seen: Vec<(usize, String)> = Vec::new();
    for row in subject.rows() {
        let key = (row.goal, class_key(row, column));
        let Some(promised) = points_in(row.indicator.show(column)).filter(|_| !seen.contains(&key)) else {
            continue;
        };
        let of_class =
            subject.rows().filter(|other| other.goal == key.0 && class_key(other, column) == key.1);
        let rows: Vec<&Row> = of_class.collect();
        let name = format!("“{}”", squeeze(row.indicator.show(column)));
        findings.extend(add_up(subject, &rows, promised, row.field(column), &name));
        seen.push(key);
    }
    findings
}

/// A subclass belongs to its class: 数量指标（20分） may stand in two.
fn class_key(row: &Row, column: IndicatorColumn) -> String {
    match column {
        IndicatorColumn::Level2 => squeeze(&format!("{}/{}", row.indicator.level1, row.indicator.level2)),
        _ => squeeze(row.indicator.show(column)),
    }
}

/// 50 of `产出指标（50分）`.
fn points_in(text: &str) -> Option<Decimal> {
    parse_decimal(bracketed(text)?.strip_suffix('分')?)
}

/// C04: a weight is a figure above zero; a crossed-out row carries neither weight nor score.
pub(crate) fn each(subject: &Subject) -> Vec<Finding> {
    subject
        .all_rows
        .iter()
        .filter_map(|row| if row.is_unused() { unused(row) } else { used(subject, row) })
        .collect()
}

fn unused(row: &Row) -> Option<Finding> {
    let carries =
        [(IndicatorColumn::Weight, row.weight(), "分值"), (IndicatorColumn::Score, row.printed(), "得分")];
    let (column, figure, name) =
        carries.into_iter().find_map(|(column, figure, name)| Some((column, figure?, name)))?;
    let message = format!("本行没有设指标，却带{name} {}，请划掉，或补填指标。", plain(figure));
    (!figure.is_zero()).then(|| Finding::fails(CheckId::C04, row.field(column), "/", plain(figure), message))
}

fn used(subject: &Subject, row: &Row) -> Option<Finding> {
    let entry = &row.indicator.weight;
    let field = row.field(IndicatorColumn::Weight);
    let expected = "大于 0 的数";
    match row.weight() {
        Some(weight) if weight > Decimal::ZERO => None,
        Some(weight) => {
            let message = format!("分值 {} 应大于 0；本行不用时，请把整行划掉。", plain(weight));
            Some(Finding::fails(CheckId::C04, field, expected, entry.text(), message))
        }
        None if !entry.is_blank() => {
            let message = format!("分值“{}”不是数，请填大于 0 的数。", entry.text().trim());
            let message = unless_too_large("分值", entry, message);
            Some(Finding::fails(CheckId::C04, field, expected, entry.text(), message))
        }
        None => {
            // With a score beside it, C32 says so.
            let due = subject.prints_weights()
                && row.indicator.score.is_blank()
                && !is_blank(&row.indicator.actual);
            let message = "已填实际完成值，还没有填分值，填上后才能计分。";
            due.then(|| Finding::cannot_decide(CheckId::C04, field, expected, "", message))
        }
    }
}
