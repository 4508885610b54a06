use jixiao_edition::RuleSet;
use jixiao_model::{Form, Goal, Points, squeeze};
use rust_decimal::Decimal;

use crate::budget;
use crate::explain::{percent, plain};
use crate::scored::{BudgetScore, ClassSum, GoalScore, RowRef, RowScore, ScoreOrigin, Sums, TotalScore};

/// Sums by level-1 class, in the order of first appearance.
pub(crate) fn classes(goal: &Goal, rows: &[RowScore]) -> Vec<ClassSum> {
    let mut names: Vec<String> = Vec::new();
    for indicator in &goal.indicators {
        let name = squeeze(&indicator.level1);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
        .into_iter()
        .map(|level1| {
            let of_class = goal.indicators.iter().zip(rows).filter(|(i, _)| squeeze(&i.level1) == level1);
            let sums = sums(of_class.map(|(_, row)| row));
            ClassSum { level1, sums }
        })
        .collect()
}

/// Sums over the rows that count.
pub(crate) fn sums<'a>(rows: impl IntoIterator<Item = &'a RowScore>) -> Sums {
    let rows: Vec<&RowScore> = rows.into_iter().filter(|row| row.used).collect();
    Sums {
        weight: sum(rows.iter().map(|row| row.weight)),
        effective: sum(rows.iter().map(|row| row.effective.map(|effective| effective.points))),
        so_far: so_far(rows.iter().map(|row| row.counted())),
        printed: sum(rows.iter().map(|row| row.printed)),
    }
}

fn sum(points: impl IntoIterator<Item = Option<Points>>) -> Option<Points> {
    points
        .into_iter()
        .try_fold(Points(Decimal::ZERO), |sum, points| Some(Points(sum.0.checked_add(points?.0)?)))
}

/// The sum of what is known; `None` when nothing is.
fn so_far(points: impl IntoIterator<Item = Option<Points>>) -> Option<Points> {
    let known: Vec<_> = points.into_iter().flatten().map(Some).collect();
    if known.is_empty() { None } else { sum(known) }
}

/// Budget plus all rows, and the printed figures beside it.
pub(crate) fn total(form: &Form, rules: &RuleSet, budget: &BudgetScore, goals: &[GoalScore]) -> TotalScore {
    let earned = budget.score;
    let used = goals.iter().flat_map(|goal| &goal.rows).any(|row| row.used);
    let raw = sum(std::iter::once(earned).chain(goals.iter().map(|goal| goal.sums.effective)));
    let raw = raw.filter(|_| used);
    let cap = cap(budget, rules).filter(|cap| raw.is_some_and(|raw| raw > *cap));
    let score = cap.or(raw);
    let printed_sum = sum(std::iter::once(budget.printed).chain(goals.iter().map(|goal| goal.sums.printed)));
    let printed_sum = printed_sum.filter(|_| used);
    let printed = form.total.score.value().copied();
    TotalScore {
        score,
        so_far: so_far(std::iter::once(budget.counted()).chain(goals.iter().map(|goal| goal.sums.so_far))),
        capped_at: cap,
        grade: score.and_then(|score| rules.grade(score.0)).map(str::to_owned),
        printed_sum,
        printed,
        agreement: budget::agreement(printed.map(|points| points.0), printed_sum.map(|points| points.0)),
        taken_printed: rows_where(goals, |row| origin(row) == Some(ScoreOrigin::Printed)),
        by_hand: rows_where(goals, |row| origin(row) == Some(ScoreOrigin::Manual)),
        missing: rows_where(goals, |row| row.used && row.counted().is_none()),
        explanation: explanation(budget, goals, score, cap, rules),
    }
}

fn origin(row: &RowScore) -> Option<ScoreOrigin> {
    row.effective.map(|effective| effective.origin)
}

/// The tightest cap that the execution rate falls under.
fn cap(budget: &BudgetScore, rules: &RuleSet) -> Option<Points> {
    let rate = budget.rate?;
    rules.caps.iter().find(|cap| rate < cap.rate).map(|cap| cap.total)
}

fn rows_where(goals: &[GoalScore], holds: impl Fn(&RowScore) -> bool) -> Vec<RowRef> {
    let rows = goals.iter().enumerate().flat_map(|(goal, scored)| {
        scored.rows.iter().enumerate().map(move |(row, score)| (RowRef { goal, row }, score))
    });
    rows.filter(|(_, row)| holds(row)).map(|(at, _)| at).collect()
}

/// What the total and the grade wait for.
fn waiting(budget: &BudgetScore, rows: bool) -> String {
    let rows = if rows { "" } else { "还有行没有可用的得分，" };
    match (budget.score, budget.waits) {
        (Some(_), _) => format!("{}总分暂缺", if rows.is_empty() { "还没有评分的行，" } else { rows }),
        (None, true) => format!("{rows}全年预算数或全年执行数还没有填好，算不出执行率，总分和等次暂缺"),
        (None, false) => format!("{rows}全年预算数为零，没有执行率，总分和等次由人工评定"),
    }
}

fn explanation(
    budget: &BudgetScore,
    goals: &[GoalScore],
    score: Option<Points>,
    cap: Option<Points>,
    rules: &RuleSet,
) -> String {
    let rows = sum(goals.iter().map(|goal| goal.sums.effective));
    let (Some(score), Some(rows), Some(earned)) = (score, rows, budget.score) else {
        return waiting(budget, rows.is_some());
    };
    let arithmetic = format!("预算执行 {} + 指标 {}", plain(earned.0), plain(rows.0));
    match cap {
        Some(cap) => format!(
            "{} ← {arithmetic}，执行率 {}，总分封顶 {}（{}）",
            plain(score.0),
            percent(budget.rate),
            plain(cap.0),
            rules.name
        ),
        None => format!("{} = {arithmetic}", plain(score.0)),
    }
}
