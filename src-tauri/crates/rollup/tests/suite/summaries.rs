use jixiao_model::FieldName;
use jixiao_rollup::{Facts, compare, paragraph, reconcile, summary};
use rust_decimal::dec;

use crate::made::{Made, form, made, projects};

/// Two units, three projects and a classified one; every sum below was added up by hand.
fn batch() -> Vec<Made> {
    let full = [("培训人数", "≥100人", "120人", "90")];
    let missed = [("发放人数", "≥200人", "150人", "90")];
    let mut batch = vec![
        made(form("培训", "甲中心", ["10.10", "12.30", "12.30"], &full)),
        made(form("补贴", "乙中心", ["100", "100", "80"], &missed)),
        made(form("宣传", "甲中心", ["5", "5.70", "5.69"], &full)),
        made(form("机密工程", "乙中心", ["107.40", "107.40", "107.40"], &full)),
    ];
    batch[1].form.goals[0].indicators[0].reason = "部分人员外出务工，下一步加强宣传，逐户核对名单".into();
    batch[3].classified = true;
    batch
}

#[test]
fn sums_reconcile_to_the_cent() {
    let batch = batch();
    let found = summary(&projects(&batch));
    let names: Vec<Vec<&str>> =
        found.units.iter().map(|unit| unit.lines.iter().map(|line| line.name.as_str()).collect()).collect();
    assert_eq!(names, [vec!["培训", "宣传"], vec!["补贴"]]);
    let first = &found.units[0].subtotal;
    assert_eq!(
        (first.initial.amount, first.adjusted.amount, first.executed.amount),
        (dec!(15.10), dec!(18.00), dec!(17.99))
    );
    assert_eq!(found.classified.adjusted.amount, dec!(107.40));
    assert_eq!(
        (found.total.projects, found.total.adjusted.amount, found.total.executed.amount),
        (4, dec!(225.40), dec!(205.39))
    );
    // 205.39 ÷ 225.40 = 91.1224…%
    assert_eq!(found.total.rate().unwrap().0, dec!(91.12));
    assert_eq!(found.units[1].lines[0].deviation, "发放人数：指标值 ≥200人，实际 150人，失 22.5 分");
}

#[test]
fn a_missing_amount_is_counted_and_no_rate_is_made_up() {
    let batch = [made(form("一", "甲", ["1", "1", ""], &[])), made(form("二", "甲", ["1", "1", "1"], &[]))];
    let found = summary(&projects(&batch));
    assert_eq!(
        (found.total.executed.amount, found.total.executed.missing, found.total.rate()),
        (dec!(1), 1, None)
    );
}

#[test]
fn the_department_is_held_against_its_projects() {
    let batch = batch();
    let sums = summary(&projects(&batch)).total;
    let mut department = form("某局", "", ["222.50", "325.40", "305.39"], &[]);
    department.set_text(FieldName::BASIC_EXPENDITURE, "100");
    let found = reconcile(&department, &sums);
    // Adjusted and executed fit with the basic expenditure of 100; initial does not: 222.50 − 100 − 222.50.
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].gap(), dec!(-100));
    assert_eq!(
        found[0].text(),
        "部门年初预算数 222.50（其中基本支出 100），各项目合计 222.50，相差 -100.00，请核对账目。"
    );
    let all = compare(&department, &sums);
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].text(), "部门全年预算数 325.40（其中基本支出 100），与各项目合计 225.40 相符。");
    // 项目支出总额 is held against the projects without the basic expenditure: 226 − 225.40.
    department.set_text(FieldName::PROJECT_EXPENDITURE, "226");
    let found = reconcile(&department, &sums);
    assert_eq!((found[1].name(), found[1].gap()), ("项目支出总额", dec!(0.60)));
}

#[test]
fn the_paragraph_counts_classified_projects_and_names_none() {
    let batch = batch();
    let projects = projects(&batch);
    let facts = Facts { unit: "某局".into(), year: 2023, has_department_form: true };
    let sections = paragraph(&facts, &projects, &summary(&projects));
    let text: String = sections.iter().map(|section| section.text.as_str()).collect();
    assert!(!text.contains("机密工程"), "{text}");
    assert!(text.contains("形成部门整体支出绩效自评表1份、项目支出绩效自评表3份"), "{text}");
    assert!(text.contains("自评项目4个，全年预算225.40万元，全年执行205.39万元，预算执行率91.12%"), "{text}");
    assert!(text.contains("涉密项目1个，全年预算107.40万元"), "{text}");
    assert!(text.contains("补贴的“发放人数”目标为≥200人，实际150人。部分人员外出务工"), "{text}");
    assert_eq!(sections.last().unwrap().text, "下一步加强宣传，逐户核对名单。");
}
