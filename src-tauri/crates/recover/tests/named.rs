//! What a person says that labels mean wins over the words that come with the program.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::{Named, editions, labels};
use jixiao_model::{FieldName, FieldRef, FundColumn, IndicatorColumn as Column};
use jixiao_recover::{Catalogue, RecoveredForm, recover};
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};

const ROWS: [&[&str]; 11] = [
    &["项目支出绩效自评表"],
    &["（2023年度）"],
    &["谋划事项", "补贴", "实施单位", "就业科"],
    &["项目资金", "资金名目", "年初预算数", "追加之后", "全年执行数", "备查数"],
    &["", "年度资金总额", "5", "10", "9", "77"],
    &["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "说法", "分值", "得分", "内部编码"],
    &["产出指标", "数量指标", "人数", "≥16000人", "见佐证", "14390人", "10", "8.99", "x1"],
    &["产出指标", "质量指标", "准确率", "100%", "见佐证", "100%", "10", "10", "x2"],
    &["总分", "", "", "", "", "", "100", "98.99"],
    &["填表须知", "用黑色笔"],
    &["此表一式两份"],
];

fn sheet() -> Sheet {
    let cell = |row: u32, column: u32, text: &str| {
        let at = Address::new(row, column);
        let area = Area { first: at, last: at };
        Cell { area, value: Value::Text(text.to_owned()), style: Style::default(), field: None }
    };
    let cells = (0..)
        .zip(ROWS)
        .flat_map(|(row, texts)| (0..).zip(texts.iter()).map(move |(column, text)| cell(row, column, text)));
    Sheet { cells: cells.collect(), ..Sheet::default() }
}

fn read(named: &[(&str, Named)]) -> RecoveredForm {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let labels = labels.with_named(named.iter().map(|(label, named)| (*label, named)));
    recover(&sheet(), Catalogue { editions: &editions, labels: &labels }).forms.remove(0)
}

fn indicator(column: Column) -> FieldRef {
    FieldRef::Indicator { goal: 0, row: 0, column }
}

fn fund(column: FundColumn) -> FieldRef {
    FieldRef::Fund { row: 0, column }
}

#[test]
fn a_label_means_what_a_person_says() {
    let cases: [(&str, Named, FieldRef, &str, &str); 6] = [
        ("谋划事项", Named::Text(FieldName::NAME), FieldRef::Text(FieldName::NAME), "", "补贴"),
        ("说法", Named::Indicator(Column::Actual), indicator(Column::Actual), "见佐证", "14390人"),
        ("实际完成值", Named::Nothing, indicator(Column::Actual), "见佐证", ""),
        ("追加之后", Named::Fund(FundColumn::Adjusted), fund(FundColumn::Adjusted), "", "10"),
        ("年初预算数：", Named::Fund(FundColumn::Adjusted), fund(FundColumn::Initial), "5", ""),
        (
            "实施 单位",
            Named::Text(FieldName::COMPETENT_DEPARTMENT),
            FieldRef::Text(FieldName::IMPLEMENTING_UNIT),
            "就业科",
            "",
        ),
    ];
    let before = read(&[]).form;
    for (label, named, field, without, with) in cases {
        assert_eq!(before.show(&field), without, "{label}");
        assert_eq!(read(&[(label, named)]).form.show(&field), with, "{label}");
    }
}

#[test]
fn what_is_no_field_is_neither_kept_nor_reported() {
    let before = read(&[]);
    let kept = |form: &RecoveredForm, word: &str| {
        let reported = form.problems.iter().any(|problem| problem.text.contains(word));
        reported || format!("{:?}", form.form).contains(word)
    };
    for (label, word) in
        [("备查数", "77"), ("内部编码", "x1"), ("填表须知", "黑色"), ("此表一式两份", "一式两份")]
    {
        assert!(kept(&before, word), "{word}");
        assert!(!kept(&read(&[(label, Named::Nothing)]), word), "{word}");
    }
}
