//! What two forms of one project say differently, in a few lines.

use jixiao_model::{FieldRef, Form, FundColumn, IndicatorColumn, TotalColumn};

use crate::checking::finding_place;

/// Differences that are told; the others are counted.
const MAX_DIFFERENCES: usize = 3;
/// Characters of a text that are shown.
const MAX_TEXT_CHARS: usize = 24;

/// The first differences, one line each, and how many others there are; `classified` says which of both is 涉密. Forms whose cells
/// all say the same differ in what stands behind them.
#[must_use]
pub fn differences(ours: &Form, theirs: &Form, classified: [bool; 2]) -> Vec<String> {
    let [before, after] = classified.map(|classified| if classified { "是" } else { "否" });
    let of_cells = of_cells(ours, theirs);
    if before != after {
        return std::iter::once(format!("涉密：{before} → {after}")).chain(of_cells).collect();
    }
    if of_cells.is_empty() {
        vec!["评分规则、计分方法或人工评分不同".to_owned()]
    } else {
        of_cells
    }
}

fn of_cells(ours: &Form, theirs: &Form) -> Vec<String> {
    if rows(ours) != rows(theirs) {
        return vec!["指标行数或资金行数不同".to_owned()];
    }
    let mut fields = fields(ours);
    fields.extend(
        theirs.texts.keys().filter(|name| !ours.texts.contains_key(*name)).cloned().map(FieldRef::Text),
    );
    fields.retain(|field| ours.show(field) != theirs.show(field));
    let line = |field: &FieldRef| {
        let [ours_shown, theirs_shown] = [ours, theirs].map(|form| shown(&form.show(field)));
        format!("{}：{ours_shown} → {theirs_shown}", finding_place(ours, field))
    };
    let lines = fields.iter().take(MAX_DIFFERENCES).map(line);
    let others =
        (fields.len() > MAX_DIFFERENCES).then(|| format!("另有 {} 处不同", fields.len() - MAX_DIFFERENCES));
    lines.chain(others).collect()
}

/// How many rows the tables have.
fn rows(form: &Form) -> (usize, Vec<usize>) {
    (form.funds.len(), form.goals.iter().map(|goal| goal.indicators.len()).collect())
}

fn fields(form: &Form) -> Vec<FieldRef> {
    let mut fields = vec![FieldRef::Title, FieldRef::Year];
    fields.extend(form.texts.keys().cloned().map(FieldRef::Text));
    for row in 0..form.funds.len() {
        let extra = form.funds[row].extra.iter();
        fields.extend(extra.map(|(column, _)| FieldRef::FundExtra { row, column: column.clone() }));
        fields.extend(FundColumn::ALL.map(|column| FieldRef::Fund { row, column }));
    }
    for (goal, of) in form.goals.iter().enumerate() {
        fields.extend([FieldRef::GoalPoints(goal), FieldRef::GoalExpected(goal), FieldRef::GoalActual(goal)]);
        for row in 0..of.indicators.len() {
            let extra = of.indicators[row].extra.iter();
            fields.extend(extra.map(|(column, _)| FieldRef::IndicatorExtra {
                goal,
                row,
                column: column.clone(),
            }));
            fields.extend(IndicatorColumn::ALL.map(|column| FieldRef::Indicator { goal, row, column }));
        }
    }
    fields.extend([TotalColumn::Weight, TotalColumn::Score].map(FieldRef::Total));
    fields
}

fn shown(text: &str) -> String {
    let text = text.trim();
    let short: String = text.chars().take(MAX_TEXT_CHARS).collect();
    match (short.as_str(), short.len() < text.len()) {
        ("", _) => "（空）".to_owned(),
        (_, false) => short,
        (_, true) => format!("{short}…"),
    }
}

#[cfg(test)]
mod tests {
    use jixiao_model::{FieldName, Fund, Goal, Indicator};

    use super::*;

    fn form(name: &str, executed: &str, actuals: &[&str]) -> Form {
        let row = |actual: &&str| Indicator {
            level3: "人数".to_owned(),
            actual: (*actual).to_owned(),
            ..Indicator::default()
        };
        let goal = Goal { indicators: actuals.iter().map(row).collect(), ..Goal::default() };
        let fund = Fund { executed: executed.into(), ..Fund::default() };
        let mut form = Form { funds: vec![fund], goals: vec![goal], ..Form::default() };
        form.set_text(FieldName::NAME, name);
        form
    }

    #[test]
    fn what_differs_is_told_in_a_few_lines() {
        let ours = form("甲", "10", &["1人", ""]);
        for (theirs, expected) in [
            (form("甲", "10", &["1人", ""]), vec!["评分规则、计分方法或人工评分不同"]),
            (form("甲", "10", &["1人"]), vec!["指标行数或资金行数不同"]),
            (
                form("甲", "12", &["1人", "2人"]),
                vec!["资金第1行 全年执行数：10 → 12", "指标第2行 实际完成值：人数：（空） → 2人"],
            ),
            (
                form("", "12", &["2人", "2人"]),
                vec![
                    "名称：甲 → （空）",
                    "资金第1行 全年执行数：10 → 12",
                    "指标第1行 实际完成值：人数：1人 → 2人",
                    "另有 1 处不同",
                ],
            ),
        ] {
            assert_eq!(differences(&ours, &theirs, [true, true]), expected);
        }
        assert_eq!(differences(&ours, &ours, [true, false]), ["涉密：是 → 否"]);
        let corrected = form("甲", "12", &["1人", ""]);
        let expected = ["涉密：否 → 是", "资金第1行 全年执行数：10 → 12"];
        assert_eq!(differences(&ours, &corrected, [false, true]), expected);
    }
}
