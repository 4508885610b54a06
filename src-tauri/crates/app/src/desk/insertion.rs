//! Where an indicator from the library goes in a form.

use jixiao_edition::key;
use jixiao_model::{FieldRef, Form, Indicator, IndicatorColumn, Points, is_cross};
use jixiao_store::{Change, FieldText, FormId, RowPlace};

use super::view::NewIndicator;

/// The change that puts an indicator into a form, and the field to show. It stands with the rows of its class, below the selected row
/// if that is one of them; in a row of its class where nothing has been entered yet; else behind rows of the same 一级指标, or
/// below the selected row. One step.
#[must_use]
pub fn insertion(id: FormId, form: &Form, at: Option<RowPlace>, new: &NewIndicator) -> (Change, FieldRef) {
    let goal = at.map_or(0, |at| at.goal);
    let rows = form.goals.get(goal).map_or(&[] as &[Indicator], |goal| &goal.indicators);
    let at = at.map(|at| at.row).filter(|row| *row < rows.len());
    let (change, row) = if let Some(row) = empty(rows, at, new) {
        (Change::SetTexts(fill(id, RowPlace { goal, row }, &rows[row], new)), row)
    } else {
        let (row, indicator) = below(rows, at, new);
        (Change::InsertIndicator { form: id, at: RowPlace { goal, row }, indicator }, row)
    };
    (change, FieldRef::Indicator { goal, row, column: IndicatorColumn::Level3 })
}

fn is_same(row: &Indicator, new: &NewIndicator) -> bool {
    has_class(row, new) && key(&row.level2) == key(&new.level2)
}

fn has_class(row: &Indicator, new: &NewIndicator) -> bool {
    key(&row.level1) == key(&new.level1)
}

/// A row of the class in which nothing stands: the selected one, or the first.
fn empty(rows: &[Indicator], at: Option<usize>, new: &NewIndicator) -> Option<usize> {
    let is_empty = |row: &Indicator| {
        let texts = [&row.level3, &row.target, &row.actual];
        is_same(row, new) && texts.iter().all(|text| is_nothing(text))
    };
    let selected = at.filter(|at| is_empty(&rows[*at]));
    selected.or_else(|| rows.iter().position(is_empty))
}

fn is_nothing(text: &str) -> bool {
    text.trim().is_empty() || is_cross(text.trim())
}

/// Name, target and weight; a weight that is there stays, and `/` goes from everywhere.
fn fill(form: FormId, at: RowPlace, row: &Indicator, new: &NewIndicator) -> Vec<FieldText> {
    use IndicatorColumn::{Actual, Level3, Reason, Score, Target, Weight};
    let texts = [
        (Level3, new.level3.as_str()),
        (Target, new.target.as_str()),
        (Weight, new.weight.as_str()),
        (Actual, ""),
        (Score, ""),
        (Reason, ""),
    ];
    let texts = texts.into_iter().filter(|(column, _)| is_nothing(row.show(*column)));
    let text = |(column, text): (IndicatorColumn, &str)| FieldText {
        form,
        field: FieldRef::Indicator { goal: at.goal, row: at.row, column },
        text: text.to_owned(),
    };
    texts.map(text).collect()
}

/// The place below its like, and the row, whose class is spelled as the form spells it.
fn below(rows: &[Indicator], at: Option<usize>, new: &NewIndicator) -> (usize, Indicator) {
    let last = |fits: &dyn Fn(&Indicator) -> bool| {
        let selected = at.filter(|at| fits(&rows[*at]));
        selected.or_else(|| rows.iter().rposition(fits))
    };
    let same = last(&|row| is_same(row, new));
    let of_class = same.or_else(|| rows.iter().rposition(|row| has_class(row, new)));
    let above = of_class.or(at).or_else(|| rows.len().checked_sub(1));
    let spelled = |found: Option<usize>, known: fn(&Indicator) -> &String, new: &str| {
        found.map_or_else(|| new.to_owned(), |row| known(&rows[row]).clone())
    };
    let indicator = Indicator {
        level1: spelled(of_class, |row| &row.level1, &new.level1),
        level2: spelled(same, |row| &row.level2, &new.level2),
        level3: new.level3.clone(),
        target: new.target.clone(),
        weight: jixiao_model::Entry::<Points>::from(new.weight.as_str()),
        ..Indicator::default()
    };
    (above.map_or(0, |above| above + 1), indicator)
}

#[cfg(test)]
mod tests {
    use jixiao_model::Goal;

    use super::*;

    fn row(level1: &str, level2: &str, level3: &str) -> Indicator {
        let text = |text: &str| text.to_owned();
        Indicator { level1: text(level1), level2: text(level2), level3: text(level3), ..Indicator::default() }
    }

    fn new(level1: &str, level2: &str) -> NewIndicator {
        let text = |text: &str| text.to_owned();
        NewIndicator {
            level1: text(level1),
            level2: text(level2),
            level3: text("补贴人数"),
            target: text("≥100人"),
            weight: text("10"),
        }
    }

    /// What happens: `fill 2`, or `insert 3 一级 二级`.
    fn shown(rows: Vec<Indicator>, at: Option<usize>, new: &NewIndicator) -> String {
        let form = Form { goals: vec![Goal { indicators: rows, ..Goal::default() }], ..Form::default() };
        let at = at.map(|row| RowPlace { goal: 0, row });
        match insertion(FormId(1), &form, at, new) {
            (Change::InsertIndicator { at, indicator, .. }, field) => {
                let name = FieldRef::Indicator { goal: 0, row: at.row, column: IndicatorColumn::Level3 };
                assert_eq!(field, name);
                let Indicator { level1, level2, level3, target, weight, .. } = indicator;
                assert_eq!((level3.as_str(), target.as_str(), weight.text()), ("补贴人数", "≥100人", "10"));
                format!("insert {} {level1} {level2}", at.row)
            }
            (Change::SetTexts(texts), FieldRef::Indicator { row, .. }) => {
                let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
                assert_eq!(texts[..2], ["补贴人数", "≥100人"]);
                format!("fill {row}")
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn an_indicator_stands_with_its_like() {
        let rows = || {
            vec![
                row("产出指标", "数量指标", "甲"),
                row("产出指标", "数量 指标", "乙"),
                row("产出指标", "质量指标", "丙"),
                row("效益指标", "社会效益指标", "丁"),
            ]
        };
        let cases = [
            (None, "产出指标", "数量指标", "insert 2 产出指标 数量 指标"),
            (Some(0), "产出指标", "数量指标", "insert 1 产出指标 数量指标"),
            (Some(3), "产 出指标", "数量指标", "insert 2 产出指标 数量 指标"),
            (Some(0), "产出指标", "时效指标", "insert 3 产出指标 时效指标"),
            (Some(0), "满意度指标", "服务对象满意度", "insert 1 满意度指标 服务对象满意度"),
            (None, "满意度指标", "服务对象满意度", "insert 4 满意度指标 服务对象满意度"),
            (Some(9), "满意度指标", "服务对象满意度", "insert 4 满意度指标 服务对象满意度"),
        ];
        for (at, level1, level2, expected) in cases {
            assert_eq!(shown(rows(), at, &new(level1, level2)), expected, "{at:?} {level1} {level2}");
        }
        assert_eq!(shown(Vec::new(), None, &new("产出指标", "数量指标")), "insert 0 产出指标 数量指标");
    }

    #[test]
    fn an_empty_row_of_its_class_is_filled() {
        let crossed = |mut row: Indicator| {
            for column in [IndicatorColumn::Level3, IndicatorColumn::Target, IndicatorColumn::Actual] {
                row.set(column, "/");
            }
            row
        };
        let rows = || {
            vec![
                row("产出指标", "数量指标", "甲"),
                crossed(row("产出指标", "数量指标", "")),
                row("产出指标", "数量指标", ""),
                row("产出指标", "质量指标", ""),
            ]
        };
        let cases = [
            (None, "数量指标", "fill 1"),
            (Some(2), "数量指标", "fill 2"),
            (Some(0), "数量指标", "fill 1"),
            (Some(2), "质量指标", "fill 3"),
        ];
        for (at, level2, expected) in cases {
            assert_eq!(shown(rows(), at, &new("产出指标", level2)), expected, "{at:?} {level2}");
        }
    }

    #[test]
    fn what_stands_in_a_filled_row_stays() {
        use IndicatorColumn::{Actual, Level3, Reason, Score, Target};
        let mut row = row("产出指标", "数量指标", "");
        row.set(IndicatorColumn::Weight, "8");
        row.set(IndicatorColumn::Score, "/");
        let texts = fill(FormId(1), RowPlace::default(), &row, &new("产出指标", "数量指标"));
        let changed: Vec<IndicatorColumn> = texts
            .iter()
            .filter_map(|text| match text.field {
                FieldRef::Indicator { column, .. } => Some(column),
                _ => None,
            })
            .collect();
        assert_eq!(changed, [Level3, Target, Actual, Score, Reason]);
    }
}
