//! Small forms with one oddity each: what is read where the layout departs from the national one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_app::json::to_json;
use jixiao_app::{Catalogue, read_book};
use jixiao_tests::corpus::folder;

/// File, then each value: where it stands in the array of forms, and what it is.
const CASES: &[(&str, &[(&str, &str)])] = &[
    ("00-control.xlsx", NATIONAL),
    ("01-name-label-部门.xlsx", &[("/0/name", "甲项目"), ("/0/indicators/2/score", "10")]),
    ("02-name-label-专项资金名称.xlsx", NATIONAL),
    ("03-name-label-转移支付项目名称.xlsx", NATIONAL),
    ("04-executed-预算执行数.xlsx", NATIONAL),
    ("05-goal-heading-综述.xlsx", NATIONAL),
    ("06-yuan.xlsx", &[("/0/amount_unit", "元"), ("/0/funds/0/executed", "215457.6")]),
    (
        "07-operator-unit-columns.xlsx",
        &[
            ("/0/indicators/0/target", "≤5%"),
            ("/0/indicators/1/target", "≥50人"),
            ("/0/total/score", "98.18"),
        ],
    ),
    (
        "08-foot-其他需要说明事项.xlsx",
        &[("/0/indicators/2/level3", "满意度"), ("/0/extra/其他需要说明事项", "无")],
    ),
    ("09-placeholder-rows.xlsx", &[("/0/indicators/1/target", "≥90%"), ("/0/indicators/2", "")]),
    (
        "10-hubei-project-form.xlsx",
        &[
            ("/0/kind", "project"),
            ("/0/name", "甲项目"),
            ("/0/implementing_unit", "丙医院"),
            ("/0/funds/0/weight", "20"),
            ("/0/total/score", "100"),
        ],
    ),
    (
        "11-target-declaration.xlsx",
        &[
            ("/0/kind", "target"),
            ("/0/name", "甲项目"),
            ("/0/funds/0/adjusted", "100"),
            ("/0/goal_expected", "完成甲"),
            ("/0/indicators/1/target", "≥90%"),
            ("/0/total/score", ""),
        ],
    ),
    ("12-score-in-head.xlsx", &[("/0/total/score", "93.18"), ("/0/indicators/2/score", "10")]),
    ("13-word.docx", NATIONAL),
    ("14-side-label-年度总体目标完成情况.xlsx", NATIONAL),
    (
        "15-conclusion-foot.xlsx",
        &[("/0/extra/评价结论", "总体良好"), ("/0/extra/存在问题", "进度慢"), ("/0/extra/改进措施", "加快")],
    ),
    ("33-side-by-side.xlsx", &[("/0/name", "业务楼运营费"), ("/1/name", "另一项目"), ("/2", "")]),
    ("34-sheet2-sheet3.xlsx", &[("/0/name", "业务楼运营费"), ("/1", "")]),
    ("guichi-side-by-side.xlsx", &[("/0/indicators/10/level3", "公众满意度"), ("/1/name", "另一个项目")]),
    ("guichi-label-split.xlsx", &[("/0/name", "委托业务项目"), ("/0/indicators/10/level3", "公众满意度")]),
    ("04d-kangxi-one-label.xlsx", &[("/0/name", "业务楼运营费")]),
    ("04i-invisible-bom.xlsx", &[("/0/name", "业务楼运营费")]),
    ("04i-invisible-hangul.xlsx", &[("/0/name", "业务楼运营费")]),
    ("04i-invisible-lrm.xlsx", &[("/0/name", "业务楼运营费")]),
    ("04i-invisible-pdf.xlsx", &[("/0/name", "业务楼运营费")]),
    (
        "40-two-row-funds.xlsx",
        &[
            ("/0/kind", "department"),
            ("/0/funds/0/label", "公共文化"),
            ("/0/funds/0/adjusted", "300"),
            ("/0/funds/0/executed", "290"),
            ("/0/funds/0/extra_columns/预算数（万元）·其他资金", "100"),
            ("/0/funds/0/extra_columns/主要内容", "场馆开放"),
            ("/0/funds/2/executed", "350"),
        ],
    ),
    (
        "41-funds-and-tasks.xlsx",
        &[
            ("/0/funds/1/label", "基本支出"),
            ("/0/funds/4/executed", "50"),
            ("/0/funds/5", ""),
            ("/0/extra/公共文化·主要内容", "场馆免费开放"),
            ("/0/extra/文物保护·涉及金额（万元）", "120"),
            ("/0/goal_expected", "场馆全年免费开放。"),
        ],
    ),
    (
        "42-labels-above.xlsx",
        &[
            ("/0/name", "困难学生资助"),
            ("/0/competent_department", "市教育局"),
            ("/0/implementing_unit", "市一中"),
            ("/0/extra/联系电话", "0991-123456"),
        ],
    ),
    (
        "43-continued.xlsx",
        &[
            ("/0/indicators/1/level3", "合格率"),
            ("/0/indicators/2/level3", "就业率提升"),
            ("/0/total/score", "93.5"),
            ("/0/problems/0", ""),
            ("/1", ""),
        ],
    ),
    (
        "44-numbered-no-levels.xlsx",
        &[
            ("/0/indicators/0/level3", "培训人数"),
            ("/0/indicators/3/target", "≥90%"),
            ("/0/indicators/2/weight", "30"),
            ("/0/total/score", "93.79"),
        ],
    ),
    (
        "45-operator-columns-no-reason.xlsx",
        &[("/0/edition", "national-2021-project"), ("/0/indicators/0/target", "≥200人")],
    ),
    ("46-total-called-heji.xlsx", &[("/0/edition", "national-2020-project"), ("/0/total/score", "97.67")]),
    ("47-list-with-three-amounts.xlsx", &[("/0/funds/0/label", "项目资金"), ("/0/funds/0/initial", "10000")]),
    (
        "49-budget-beside-adjusted.xlsx",
        &[("/0/funds/0/initial", "100"), ("/0/funds/0/adjusted", "120"), ("/0/funds/0/executed", "96")],
    ),
    ("51-total-without-results.xlsx", &[("/0/indicators/1/level3", "合格率"), ("/0/indicators/2", "")]),
    ("../32c-unit-in-header.xlsx", &[("/0/amount_unit", "元")]),
    ("sign.xlsx", &[("/0/extra/填报人", "张三"), ("/0/extra/联系电话", "0991-1234567")]),
];

/// What the national form holds that all these files alter in one place.
const NATIONAL: &[(&str, &str)] = &[
    ("/0/kind", "project"),
    ("/0/name", "甲项目"),
    ("/0/competent_department", "乙局"),
    ("/0/implementing_unit", "丙中心"),
    ("/0/funds/0/initial", "10"),
    ("/0/funds/0/adjusted", "11"),
    ("/0/funds/0/executed", "9"),
    ("/0/funds/1/label", "当年财政拨款"),
    ("/0/goal_expected", "完成甲"),
    ("/0/goal_actual", "已完成甲"),
    ("/0/indicators/0/target", "≥50人"),
    ("/0/indicators/0/actual", "45人"),
    ("/0/indicators/0/reason", "差五人"),
    ("/0/indicators/2/score", "10"),
    ("/0/indicators/3", ""),
    ("/0/total/score", "93.18"),
];

fn forms(file: &str, catalogue: &Catalogue) -> serde_json::Value {
    let book = read_book(&folder().join("corpus/cases/layouts").join(file), catalogue).unwrap();
    let forms = book.forms.iter().map(|form| {
        let edition = catalogue.edition_of(form.form()).unwrap();
        serde_json::to_value(to_json(form.form(), edition)).unwrap()
    });
    serde_json::Value::Array(forms.collect())
}

#[test]
fn odd_layouts_are_read() {
    let catalogue = Catalogue::load().unwrap();
    let mut wrong = Vec::new();
    for (file, values) in CASES {
        let read = forms(file, &catalogue);
        for (at, expected) in *values {
            let found = read.pointer(at).map(|value| match value.as_str() {
                Some(text) => text.to_owned(),
                None => value.to_string(),
            });
            if found.as_deref().unwrap_or_default() != *expected {
                wrong.push(format!("{file} {at}: {expected}, read {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Files with what is asked about the form in each.
const ASKED: &[(&str, &str)] = &[
    ("48-no-unit.xlsx", "表上没有写金额单位，暂按“万元”读取，请核对；不是的，请先在原表上写明单位"),
    ("50-two-years.xlsx", "标题写的是2024年，表内写的是2023年度，暂按2023年读取，请核对"),
];

#[test]
fn what_is_not_sure_is_asked() {
    let catalogue = Catalogue::load().unwrap();
    for (file, text) in ASKED {
        let book = read_book(&folder().join("corpus/cases/layouts").join(file), &catalogue).unwrap();
        let problems = &book.forms[0].recovered.problems;
        let texts: Vec<&str> = problems.iter().map(|problem| problem.text.as_str()).collect();
        assert_eq!(texts, [*text], "{file}");
    }
}
