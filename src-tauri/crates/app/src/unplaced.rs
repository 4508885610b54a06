//! What a form holds and a layout has no place for.

use serde::Serialize;
use ts_rs::TS;

use jixiao_edition::{Each, Edition, Field, RowSpec, key};
use jixiao_model::{
    ColumnName, ExtraTexts, Form, Fund, FundColumn, Goal, Indicator, IndicatorColumn, TotalColumn,
};

use crate::describe;

/// Something entered that a layout has no place for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export, export_to = "wire.ts")]
pub struct Unplaced {
    /// Which field, row or column.
    pub what: String,
    /// What stands there.
    pub text: String,
}

/// A form that was printed in a layout without a place for some of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Sheet of the book on which the form stands.
    pub sheet: String,
    /// Name of the form.
    pub form: String,
    /// Name of the layout.
    pub edition: String,
    /// What is not printed.
    pub unplaced: Vec<Unplaced>,
}

/// Characters of a dropped text that are told.
const EXCERPT: usize = 20;

impl Dropped {
    /// A sentence for each of them: what is not printed, and what to do.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.unplaced.iter().map(|line| {
            let short: String = line.text.chars().take(EXCERPT).collect();
            let more = if short.len() < line.text.len() { "…" } else { "" };
            format!(
                "“{}”：{}（{short}{more}）在表式“{}”中没有位置，没有印出。要印出，请改按原表式导出（report 用 --layout own，\
                 template 不加 --edition），或在表式文件里加上这一栏。",
                self.form, line.what, self.edition
            )
        })
    }
}

/// What was entered into `form` and `edition` does not print.
#[must_use]
pub fn unplaced(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let texts = form
        .texts
        .iter()
        .filter(|(name, text)| !text.trim().is_empty() && !edition.prints(&Field::Text((*name).clone())));
    let mut lines: Vec<Unplaced> = texts.map(|(name, text)| line(describe::text(name), text)).collect();
    lines.extend(funds(form, edition));
    lines.extend(fund_columns(form, edition));
    lines.extend(goals(form, edition));
    lines.extend(later_goals(form, edition));
    lines.extend(columns(form, edition));
    lines.extend(totals(form, edition));
    lines
}

fn line(what: impl Into<String>, text: impl Into<String>) -> Unplaced {
    Unplaced { what: what.into(), text: text.into() }
}

/// The columns of a fund row that a person or the program fills in.
pub const FILLED: [FundColumn; 6] = [
    FundColumn::Initial,
    FundColumn::Adjusted,
    FundColumn::Executed,
    FundColumn::Weight,
    FundColumn::Rate,
    FundColumn::Score,
];

/// Whole rows that are not printed, with their amounts, and columns of the others.
fn funds(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let mut lines = Vec::new();
    for (row, fund) in form.funds.iter().enumerate() {
        let filled = FILLED.iter().filter(|column| !fund.show(**column).trim().is_empty());
        let lost: Vec<String> = filled
            .filter(|column| !prints_fund(edition, row, &Field::Fund(**column)))
            .map(|column| format!("{} {}", describe::fund(*column), fund.show(*column)))
            .collect();
        if !lost.is_empty() {
            lines.push(line(format!("资金“{}”", fund.label), lost.join("，")));
        }
    }
    lines
}

/// True when the layout prints `field` in the row of the fund at `row`. Outside the fund rows a column of them means the total.
pub fn prints_fund(edition: &Edition, row: usize, field: &Field) -> bool {
    let prints = |row: &RowSpec| row.cells.iter().any(|cell| cell.text.fields().any(|found| found == field));
    row == 0 && edition.prints(field) || edition.fund_row(row).is_some_and(prints)
}

/// Columns of the office's own beside the funds. What only says the fund's name again is printed with it.
fn fund_columns(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let is_printed = |row: usize, column: &ColumnName| {
        let fund = &form.funds[row];
        let repeats = !fund.label.is_empty() && key(fund.extra.get(column)).ends_with(&key(&fund.label));
        repeats || prints_fund(edition, row, &Field::FundExtra(column.clone()))
    };
    extra_columns("资金表", form.funds.iter().map(|fund| &fund.extra), is_printed)
}

/// Columns of the office's own that are filled in some rows and not printed there.
fn extra_columns<'a>(
    table: &str,
    rows: impl Iterator<Item = &'a ExtraTexts>,
    is_printed: impl Fn(usize, &ColumnName) -> bool,
) -> Vec<Unplaced> {
    let mut lost: Vec<(&ColumnName, usize)> = Vec::new();
    for (row, extra) in rows.enumerate() {
        for (column, _) in extra.iter().filter(|(_, text)| !text.trim().is_empty()) {
            if is_printed(row, column) {
                continue;
            }
            match lost.iter_mut().find(|(known, _)| *known == column) {
                Some((_, count)) => *count += 1,
                None => lost.push((column, 1)),
            }
        }
    }
    lost.into_iter().map(|(column, count)| column_line(table, column.as_str(), count)).collect()
}

fn column_line(table: &str, column: &str, count: usize) -> Unplaced {
    line(format!("{table}的“{column}”列"), format!("{count}行有内容"))
}

fn goals(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let texts = |text: &dyn Fn(&Goal) -> String| -> String {
        let texts = form.goals.iter().map(text).filter(|text| !text.trim().is_empty());
        texts.collect::<Vec<_>>().join("；")
    };
    let parts = [
        ("年度目标的分数", Field::GoalPoints, texts(&|goal| goal.points.text().to_owned())),
        ("预期目标", Field::GoalExpected, texts(&|goal| goal.expected.clone())),
        ("目标的实际完成情况", Field::GoalActual, texts(&|goal| goal.actual.clone())),
    ];
    let lost = parts.into_iter().filter(|(_, field, texts)| !texts.is_empty() && !edition.prints(field));
    lost.map(|(what, _, texts)| line(what, texts)).collect()
}

/// True for layouts that print every goal with its indicators, not the first only.
#[must_use]
pub fn prints_all_goals(edition: &Edition) -> bool {
    let has_indicators = |row: &RowSpec| row.each == Each::Indicator;
    edition.sections.iter().any(|section| {
        section.each_goal && section.blocks.iter().flat_map(|block| &block.rows).any(has_indicators)
    })
}

/// Goals behind the first, in a layout for one goal.
fn later_goals(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    if prints_all_goals(edition) {
        return Vec::new();
    }
    let later = form.goals.iter().enumerate().skip(1);
    later
        .map(|(at, goal)| {
            line(format!("第{}个年度目标", at + 1), format!("连同{}项指标", goal.indicators.len()))
        })
        .collect()
}

fn columns(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let rows = || form.goals.iter().flat_map(|goal| &goal.indicators);
    let lost = IndicatorColumn::ALL.into_iter().filter(|column| !edition.prints(&Field::Indicator(*column)));
    let known = lost.filter_map(|column| {
        let filled = rows().filter(|row: &&Indicator| is_lost(row, column)).count();
        (filled > 0).then(|| column_line("指标表", describe::indicator(column), filled))
    });
    let is_printed = |_: usize, column: &ColumnName| edition.prints(&Field::IndicatorExtra(column.clone()));
    known.chain(extra_columns("指标表", rows().map(|row| &row.extra), is_printed)).collect()
}

/// True when nothing of a column that has no place is printed: the parts of a target go into the target where they can.
fn is_lost(row: &Indicator, column: IndicatorColumn) -> bool {
    let text = row.show(column).trim();
    let is_part = matches!(column, IndicatorColumn::Operator | IndicatorColumn::TargetUnit);
    !text.is_empty() && (!is_part || !row.whole_target().contains(text))
}

fn totals(form: &Form, edition: &Edition) -> Vec<Unplaced> {
    let columns = [(TotalColumn::Weight, "总分值"), (TotalColumn::Score, "总分")];
    let lost = columns.into_iter().filter(|(column, _)| !edition.prints(&Field::Total(*column)));
    let lines = lost.map(|(column, what)| line(what, form.total.show(column)));
    lines.filter(|line| !line.text.trim().is_empty()).collect()
}

/// The fund rows of last year that a new form in another layout does not have.
pub fn unplaced_sources(form: &Form, new: &[Fund]) -> Vec<Unplaced> {
    // A form has one total, whatever it is called.
    let is_kept = |fund: &&Fund| new.iter().any(|new| key(&new.label) == key(&fund.label));
    let lost = form.funds.iter().skip(1).filter(|fund| !fund.label.is_empty() && !is_kept(fund));
    lost.map(|fund| line(format!("资金来源“{}”", fund.label), "整行")).collect()
}

#[cfg(test)]
mod tests {
    use jixiao_edition::{Section, editions};
    use jixiao_model::FieldName;

    use super::*;

    /// The national form, which has a place for one column of targets and none for columns and texts of an office's own; `each_goal`
    /// says whether it prints more than one goal.
    fn edition(each_goal: bool) -> Edition {
        let editions = editions().unwrap();
        let mut edition =
            editions.into_iter().find(|edition| edition.id.0 == "national-2021-project").unwrap();
        edition.sections =
            edition.sections.into_iter().map(|section| Section { each_goal, ..section }).collect();
        edition
    }

    fn form() -> Form {
        let own = |text: &str| ExtraTexts::from_iter([(ColumnName::new("备注"), text.to_owned())]);
        let row = |operator: &str, text: &str| Indicator {
            operator: operator.to_owned(),
            target: "90".to_owned(),
            target_unit: "%".to_owned(),
            extra: own(text),
            ..Indicator::default()
        };
        let goal = Goal { indicators: vec![row("≥", "甲"), row("定性", "")], ..Goal::default() };
        let mut form = Form { goals: vec![goal.clone(), goal], ..Form::default() };
        form.funds = vec![Fund { extra: own("乙"), ..Fund::default() }];
        form.set_text(FieldName::of_label("评价结论"), "良好");
        form
    }

    #[test]
    fn what_has_no_place_is_told_and_parts_of_a_target_are_none_of_it() {
        let lines = |each_goal| {
            let unplaced = unplaced(&form(), &edition(each_goal)).into_iter();
            unplaced.map(|line| format!("{} {}", line.what, line.text)).collect::<Vec<_>>()
        };
        let always = [
            "评价结论 良好",
            "资金表的“备注”列 1行有内容",
            "指标表的“指标性质”列 2行有内容",
            "指标表的“备注”列 2行有内容",
        ];
        assert_eq!(lines(true), always);
        let mut one = always.to_vec();
        one.insert(2, "第2个年度目标 连同2项指标");
        assert_eq!(lines(false), one);
    }
}
