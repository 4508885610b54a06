//! Layouts that few offices have: sums within the table, lists, forms side by side, labels below the table.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rows;

use jixiao_model::FieldName;
use rows::{NAMES, ROW, Row, indicators, read, told, with_head};

#[test]
fn totals_of_classes_do_not_end_the_table() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let benefit: Row = &["效益指标", "社会效益指标", "通行能力", "提高", "提高", "30", "30"];
    let recovered = with_head(&[
        &heads,
        &[&ROW[..], &["60", "58"]].concat(),
        &["合计>5", "60", "58"],
        benefit,
        &["合计>5", "30", "30"],
        &["预算执行率>5", "10", "9"],
        &["总分>5", "100", "97"],
    ]);
    let found = &recovered.forms[0];
    assert_eq!((found.subtotals.as_slice(), found.form.total.score.text()), (&[7, 9][..], "97"));
    let rows: Vec<[&str; 3]> = indicators(&recovered)
        .iter()
        .map(|row| [row.level3.as_str(), row.target.as_str(), row.score.text()])
        .collect();
    let expected = [["人数", "≥16000人", "58"], ["通行能力", "提高", "30"], ["预算执行率", "", "9"]];
    assert_eq!(rows, expected);
}

#[test]
fn the_only_class_may_end_with_the_total() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let recovered = with_head(&[&heads, &[&ROW[..], &["100", "98"]].concat(), &["合计>5", "100", "98"]]);
    let found = &recovered.forms[0];
    assert_eq!((found.subtotals.len(), found.form.total.score.text()), (0, "98"));
}

#[test]
fn labels_that_repeat_keep_their_texts() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    let recovered = with_head(&[&["联系人", "张三>8"], &["联系人", "李四>8"], &heads, &row]);
    let form = &recovered.forms[0].form;
    let texts = ["联系人", "联系人2"].map(|label| form.text(&FieldName::of_label(label)));
    assert_eq!(texts, ["张三", "李四"]);
    assert!(told(&recovered).iter().all(|(cell, _)| cell.is_empty()), "{:?}", told(&recovered));
}

#[test]
fn a_list_tells_what_only_a_later_row_of_a_project_says() {
    let recovered = read(&[
        &["2023年度项目绩效目标表>8"],
        &["项目名称", "资金来源", "预算数", "年度目标", "一级指标", "二级指标", "三级指标", "指标值"],
        &["治理", "财政拨款", "50", "治理3条", "产出指标", "数量指标", "治理", "≥3条"],
        &["", "其他资金", "20", "水质达标", "产出指标", "质量指标", "合格率", "100%"],
    ]);
    assert_eq!(recovered.forms[0].form.goals[0].expected, "治理3条\n水质达标");
    let cells: Vec<&str> =
        told(&recovered).into_iter().map(|(cell, _)| cell).filter(|cell| !cell.is_empty()).collect();
    assert_eq!(cells, ["B4", "C4"]);
}

#[test]
fn a_monitoring_form_says_what_it_is_and_lacks_no_total() {
    let recovered = read(&[
        &["项目支出绩效运行监控表>7"],
        &["项目名称", "补贴>6"],
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "1-7月执行情况",
            "全年预计完成情况",
            "完成目标可能性",
        ],
        &["产出指标", "数量指标", "人数", "≥100人", "60人", "100人", "确定能"],
    ]);
    let texts: Vec<&str> = told(&recovered).into_iter().map(|(_, text)| text).collect();
    assert!(texts.iter().any(|text| text.contains("不评分")), "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("总分") || text.contains("都像")), "{texts:?}");
}

#[test]
fn lists_may_name_the_indicator_without_its_class() {
    let recovered = read(&[
        &["2021年度项目资金绩效自评表>11"],
        &[
            "序号",
            "项目名称",
            "实施单位",
            "年初预算数",
            "全年预算数",
            "执行数",
            "执行率",
            "年度绩效目标",
            "完成情况",
            "主要绩效指标",
            "指标值",
            "完成值",
            "自评得分",
        ],
        &[
            "1",
            "校舍维修",
            "甲小学",
            "9.8",
            "9.8",
            "9.6",
            "97.96%",
            "消除隐患",
            "完成维修",
            "面积",
            "≥420平方米",
            "436平方米",
            "98",
        ],
        &[
            "2",
            "厕所改造",
            "甲小学",
            "6.3",
            "6.3",
            "6.3",
            "100%",
            "改善条件",
            "已投用",
            "间数",
            "2间",
            "2间",
            "99",
        ],
        &["合计", "", "", "16.1", "16.1", "15.9"],
    ]);
    let [first, second] = recovered.forms.as_slice() else { panic!("{recovered:?}") };
    let (form, goal) = (&first.form, &first.form.goals[0]);
    assert_eq!((form.name(), form.implementing_unit()), ("校舍维修", "甲小学"));
    assert_eq!((form.funds[0].executed.text(), form.funds[0].rate.text()), ("9.6", "97.96%"));
    assert_eq!((goal.expected.as_str(), goal.actual.as_str()), ("消除隐患", "完成维修"));
    assert_eq!((goal.indicators[0].level3.as_str(), form.total.score.text()), ("面积", "98"));
    assert_eq!((second.form.name(), second.form.total.score.text()), ("厕所改造", "99"));
    assert_eq!(recovered.problems[0].cell, "A5");
}

#[test]
fn a_total_may_stand_one_column_left_of_its_headings() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["100", "98.8"]].concat();
    let recovered = with_head(&[&heads, &row, &["合计>4", "100", "98.8"]]);
    let total = &recovered.forms[0].form.total;
    assert_eq!((total.weight.text(), total.score.text()), ("100", "98.8"));
    let recovered = with_head(&[&heads, &[&ROW[..], &["100"]].concat(), &["合计>4", "100"]]);
    let total = &recovered.forms[0].form.total;
    assert_eq!((total.weight.text(), total.score.text()), ("100", ""));
}

#[test]
fn forms_beside_each_other_may_begin_their_tables_in_different_rows() {
    let recovered = read(&[
        &["项目支出绩效自评表（2022年度）>7", "项目支出绩效自评表（2022年度）>7"],
        &["项目名称", "农田>6", "项目名称", "秸秆>6"],
        &[
            "年度目标",
            "建设2万亩>6",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
        &[
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "产出指标",
            "数量指标",
            "收储点",
            "≥6个",
            "6个",
            "90",
            "90",
        ],
        &["产出指标", "数量指标", "面积", "≥2万亩", "2万亩", "90", "88", "总分>5", "90", "90"],
        &["总分>5", "90", "88"],
    ]);
    let found: Vec<(&str, &str, &str)> = recovered
        .forms
        .iter()
        .map(|found| {
            (
                found.form.name(),
                found.form.goals[0].indicators[0].level3.as_str(),
                found.form.total.score.text(),
            )
        })
        .collect();
    assert_eq!(found, [("农田", "面积", "88"), ("秸秆", "收储点", "90")]);
}

#[test]
fn a_label_with_a_text_up_to_the_edge_ends_the_table() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    let recovered = with_head(&[&heads, &row, &["审批意见", "同意。>6"]]);
    assert_eq!(indicators(&recovered).len(), 1);
    assert_eq!(recovered.forms[0].form.text(&FieldName::of_label("审批意见")), "同意。");
}

#[test]
fn two_columns_of_names_are_classes_and_indicators() {
    let recovered = with_head(&[
        &["评价内容", "评价指标", "目标值", "完成值", "标准分", "自评分"],
        &["预算执行", "预算执行率", "≥95%", "93.91%", "15", "14"],
    ]);
    let row = &indicators(&recovered)[0];
    assert_eq!((row.level1.as_str(), row.level3.as_str()), ("预算执行", "预算执行率"));
}

#[test]
fn the_last_source_of_money_may_be_blank() {
    let recovered = with_head(&[
        &["资金总额", "299.4>2", "其中：财政拨款", "299.4>2", "其他资金"],
        &["一级指标", "二级指标", "三级指标", "指标值>5"],
        &["产出指标", "数量指标", "村庄", "4个>5"],
    ]);
    let funds: Vec<(&str, &str)> = recovered.forms[0]
        .form
        .funds
        .iter()
        .map(|fund| (fund.label.as_str(), fund.adjusted.text()))
        .collect();
    assert_eq!(funds, [("资金总额", "299.4"), ("财政拨款", "299.4"), ("其他资金", "")]);
}

#[test]
fn labels_and_notes_below_the_table_are_no_indicators() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    for below in [&["单位领导审签：>2"][..], &["其他需要说明事项>3", "无>4"], &["注：1.按原表填写>7"]]
    {
        let recovered = with_head(&[&heads, &row, below]);
        assert_eq!(indicators(&recovered).len(), 1, "{below:?}");
    }
    let monitoring = ["一级指标", "二级指标", "三级指标", "年度指标值", "1-7月执行情况", "全年预计完成情况"];
    let row = ["产出指标", "数量指标", "人数", "≥100人", "60人", "100人"];
    let recovered = with_head(&[&monitoring, &row, &["2.完成目标可能性：按实际填写>6"]]);
    assert_eq!(indicators(&recovered).len(), 1);
}
