//! The table of indicators.

use jixiao_app::FileRead;
use jixiao_app::json::{computed_points, outcome};
use jixiao_model::Indicator;
use jixiao_score::{Deviation, RowScore};

use crate::column::{Column, count, figure, flag, optional_text, records, text};
use crate::funds::{OUTCOME, points};
use crate::place::{FormPlace, OfForm, forms_of, of_form};

/// One indicator of a form.
pub struct IndicatorRow<'f> {
    place: FormPlace<'f>,
    goal: usize,
    at: usize,
    indicator: &'f Indicator,
    score: Option<&'f RowScore>,
}

impl OfForm for IndicatorRow<'_> {
    fn place(&self) -> FormPlace<'_> {
        self.place
    }
}

/// One row for each indicator.
pub fn rows(file: &FileRead) -> Vec<IndicatorRow<'_>> {
    forms_of(file).flat_map(rows_of).collect()
}

fn rows_of(place: FormPlace<'_>) -> impl Iterator<Item = IndicatorRow<'_>> {
    let scores = place.form.scored.as_ref().map_or(&[][..], |scored| scored.goals.as_slice());
    place.form.form.goals.iter().enumerate().flat_map(move |(goal, holds)| {
        holds.indicators.iter().enumerate().map(move |(at, indicator)| {
            let score = scores.get(goal).and_then(|scores| scores.rows.get(at));
            IndicatorRow { place, goal, at, indicator, score }
        })
    })
}

type Row<'f> = IndicatorRow<'f>;

/// The columns.
pub fn columns<'f>() -> Vec<Column<Row<'f>>> {
    [of_form(), printed(), scores()].into_iter().flatten().collect()
}

fn printed<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        count("goal", "年度目标的序号，从 1 起", |row: &Row| row.goal + 1),
        count("row", "这个目标的第几个指标，从 1 起", |row: &Row| row.at + 1),
        text("level1", "一级指标", |row: &Row| row.indicator.level1.as_str().into()),
        text("level2", "二级指标", |row: &Row| row.indicator.level2.as_str().into()),
        text("level3", "三级指标", |row: &Row| row.indicator.level3.as_str().into()),
        text("target", "年度指标值，连同符号和单位，如 ≥95%", |row: &Row| {
            row.indicator.whole_target()
        }),
        text("basis", "指标值设定依据", |row: &Row| row.indicator.basis.as_str().into()),
        text("actual", "实际完成值", |row: &Row| row.indicator.actual.as_str().into()),
        figure("weight", "分值，分", |row: &Row| points(&row.indicator.weight)),
        text("weight_text", "分值，照录", |row: &Row| row.indicator.weight.text().into()),
        figure("score", "表上所填的得分，分", |row: &Row| points(&row.indicator.score)),
        text("score_text", "得分，照录", |row: &Row| row.indicator.score.text().into()),
        text("reason", "偏差原因分析及改进措施", |row: &Row| row.indicator.reason.as_str().into()),
        flag("crossed_out", "划掉了，不用", |row: &Row| row.indicator.is_crossed_out()),
        records("extra", "单位自己加的列：列名和内容", &["label", "text"], |row: &Row| {
            let texts = row.indicator.extra.iter();
            texts.map(|(column, text)| vec![column.as_str().into(), text.into()]).collect()
        }),
    ]
}

fn scores<'f>() -> Vec<Column<Row<'f>>> {
    vec![
        figure("computed_score", "按规则核算的得分，分；规则算不出时为空", |row: &Row| {
            computed_points(row.score?).map(|points| points.0)
        }),
        figure("manual_score", "窗口中人工设定的得分，分", |row: &Row| {
            row.indicator.manual.as_ref().map(|manual| manual.score.0)
        }),
        optional_text("manual_reason", "人工设定得分的理由", |row: &Row| {
            row.indicator.manual.as_ref().map(|manual| manual.reason.as_str().into())
        }),
        figure(
            "deviation",
            "偏差率，%：（实际完成值 − 年度指标值）÷ 年度指标值",
            |row: &Row| match row.score?.deviation {
                Deviation::Of(percent) => Some(percent.0),
                Deviation::Undefined(_) => None,
            },
        ),
        optional_text("outcome", OUTCOME, |row: &Row| Some(outcome(&row.score?.agreement).into())),
        optional_text("explanation", "得分怎么算的", |row: &Row| {
            row.score.map(|score| score.explanation.as_str().into())
        }),
    ]
}
