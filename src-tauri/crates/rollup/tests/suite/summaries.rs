use jixiao_model::{AmountUnit, FieldName};
use jixiao_rollup::{Facts, Figures, cautions, compare, headings, paragraph, reconcile, summary};
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
    let names: Vec<Vec<&str>> = found
        .agencies
        .iter()
        .map(|agency| agency.lines.iter().map(|line| line.name.as_str()).collect())
        .collect();
    assert_eq!(names, [vec!["培训", "宣传"], vec!["补贴"]]);
    let first = &found.agencies[0].subtotal;
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
    assert_eq!(found.agencies[1].lines[0].deviation, "发放人数：指标值 ≥200人，实际 150人，扣 22.5 分");
}

#[test]
fn amounts_in_yuan_are_summed_in_ten_thousands() {
    let in_unit = |unit, funds| {
        let mut project = form("一", "甲", funds, &[]);
        project.amount_unit = unit;
        made(project)
    };
    let batch = [
        in_unit(AmountUnit::Yuan, ["330000", "329998.60", "329998.60"]),
        in_unit(AmountUnit::TenThousand, ["33", "33", "33"]),
        in_unit(AmountUnit::HundredMillion, ["0.01", "0.01", "0.005"]),
    ];
    let found = summary(&projects(&batch)).total;
    assert_eq!(found.initial.amount, dec!(166));
    assert_eq!((found.adjusted.amount, found.executed.amount), (dec!(165.99986), dec!(115.99986)));
    // The department prints 元: its figure is held against the same sums.
    let mut department = form("某局", "", ["1660000", "1659998.60", "1159998.60"], &[]);
    department.amount_unit = AmountUnit::Yuan;
    assert_eq!(reconcile(&department, &found), []);
    assert_eq!(Figures::of(&department).adjusted.unwrap().0, dec!(165.99986));
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
    // Adjusted and executed fit with the basic expenditure of 100, initial without.
    assert_eq!(found, []);
    let all = compare(&department, &sums);
    assert_eq!(all.len(), 3);
    assert_eq!(all[1].text(), "部门全年预算数 325.40（其中基本支出 100），与各项目合计 225.40 相符。");
    // 项目支出总额 is held against the projects without the basic expenditure: 226 − 225.40.
    department.set_text(FieldName::PROJECT_EXPENDITURE, "226");
    let found = reconcile(&department, &sums);
    assert_eq!((found[0].name(), found[0].gap()), ("项目支出总额", dec!(0.60)));
}

/// One 基本支出 for three columns: it is sure to belong to 全年预算数 only.
#[test]
fn basic_expenditure_is_taken_off_where_it_belongs() {
    let sums = summary(&projects(&batch())).total; // 222.50, 225.40, 205.39
    for (funds, basic, expected) in [
        (["222.50", "325.40", "305.39"], "100", ["agrees 0", "agrees 100", "agrees 100"]),
        // 98.20 of the basic expenditure was spent; the form does not say so.
        (["322.50", "325.40", "303.59"], "100", ["agrees 100", "agrees 100", "open 0"]),
        (["300.00", "325.41", "303.59"], "100", ["open 0", "apart 100", "open 0"]),
        (["222.50", "325.40", "205.40"], "", ["agrees 0", "apart 0", "apart 0"]),
        (["222.50", "225.40", "205.39"], "-100", ["agrees 0", "agrees 0", "agrees 0"]),
    ] {
        let mut department = form("某局", "", funds, &[]);
        department.set_text(FieldName::BASIC_EXPENDITURE, basic);
        let found: Vec<String> = compare(&department, &sums)
            .iter()
            .map(|line| {
                let verdict = match (line.open, line.agrees()) {
                    (true, _) => "open",
                    (false, true) => "agrees",
                    (false, false) => "apart",
                };
                assert_eq!(line.text().contains("未扣除基本支出"), line.open);
                format!("{verdict} {}", line.basic)
            })
            .collect();
        assert_eq!(found, expected, "{funds:?} {basic}");
    }
}

/// An indicator's name, target and actual value, the funds, what is drafted, and whether it is still to be written.
type Case = (&'static str, &'static str, &'static str, [&'static str; 3], &'static str, bool);

/// Saving money is no problem though it may cost points; money left over is, and words are those of an official text.
#[test]
fn problems_are_missed_targets_and_money_left_over() {
    let cases: &[Case] = &[
        (
            "人均成本",
            "≤3.50万元/人/年",
            "1.89万元/人/年",
            ["1", "1", "1"],
            "各项目绩效目标全部完成，未发现突出问题。",
            false,
        ),
        (
            "就业率",
            ">=20%",
            "=0%",
            ["1", "1", "1"],
            "部分绩效目标没有完成。项目的“就业率”目标不低于20%，实际完成0%。",
            false,
        ),
        (
            "人均成本",
            "≤3元/人",
            "=4元/人",
            ["1", "1", "1"],
            "部分绩效目标没有完成。项目的“人均成本”目标不超过3元/人，实际完成4元/人。",
            false,
        ),
        (
            "完成时间",
            "<=9月30日",
            "10月31日",
            ["1", "1", "1"],
            "部分绩效目标没有完成。项目的“完成时间”目标不晚于9月30日，实际完成10月31日。",
            false,
        ),
        (
            "人数",
            "≥1人",
            "1人",
            ["100", "100", "30.2"],
            "部分项目预算执行率偏低。项目30.20%，低于80%。",
            false,
        ),
        ("人数", "≥1人", "1人", ["100", "100", "80"], "各项目绩效目标全部完成，未发现突出问题。", false),
        (
            "人数",
            "≥2人",
            "1人",
            ["9", "9", "1"],
            "（一）部分绩效目标没有完成。项目的“人数”目标不低于2人，实际完成1人。\n（二）部分项目预算执行率偏低。项目11.11%，低于80%。",
            false,
        ),
        ("人数", "≥1人", "", ["1", "1", "1"], "请补充存在的问题。", true),
    ];
    for (name, target, actual, funds, expected, open) in cases {
        let mut made = [made(form("项目", "甲", *funds, &[(name, target, actual, "90")]))];
        made[0].form.goals[0].expected = "按时发放。".into();
        made[0].form.goals[0].actual = "按时发放".into();
        let projects = projects(&made);
        let sections = paragraph(&Facts::default(), &projects, &summary(&projects));
        assert_eq!((sections[3].text.as_str(), sections[3].open), (*expected, *open), "{target} {actual}");
        assert!(sections[2].open, "what only repeats the goal is no achievement");
        let sound = sections[3].text.starts_with("各项目") || *open;
        assert_eq!(sections[4].open, sound, "measures answer problems: {}", sections[4].text);
        assert!(sections[1].text.starts_with("各项目中，") != sections[1].open);
    }
}

#[test]
fn budget_execution_may_be_the_greatest_deviation() {
    let batch = [made(form("项目", "甲", ["1", "100", "85.52"], &[("人数", "≥100人", "99人", "90")]))];
    let found = summary(&projects(&batch));
    // 10 × 14.48 % = 1.448, against 0.9 of the indicator
    assert_eq!(found.agencies[0].lines[0].deviation, "预算执行率 85.52%，扣 1.45 分");
}

#[test]
fn the_paragraph_counts_classified_projects_and_names_none() {
    let batch = batch();
    let projects = projects(&batch);
    let facts =
        Facts { agency: "某局".into(), year: 2023, departments: vec![Figures::of(&batch[1].form); 2] };
    let sections = paragraph(&facts, &projects, &summary(&projects));
    let text: String = sections.iter().map(|section| section.text.as_str()).collect();
    assert!(!text.contains("机密工程"), "{text}");
    assert!(text.contains("形成部门整体支出绩效自评表2份、项目支出绩效自评表3份"), "{text}");
    assert!(text.contains("自评项目4个，全年预算225.40万元，全年执行205.39万元，预算执行率91.12%"), "{text}");
    let whole = "部门整体支出全年预算100.00万元，全年执行80.00万元，预算执行率80.00%。";
    assert!(text.contains(whole) && text.contains("公开的项目中"), "{text}");
    assert!(text.contains("涉密项目1个，全年预算107.40万元"), "{text}");
    assert!(
        text.contains("补贴的“发放人数”目标不低于200人，实际完成150人。原因：部分人员外出务工。"),
        "{text}"
    );
    assert_eq!(sections.last().unwrap().text, "加强宣传，逐户核对名单。");
}

/// Only what is printed is counted, and the opening has no heading.
#[test]
fn headings_are_numbered_as_they_are_printed() {
    let cases: [(&[usize], &[usize], [&str; 5]); 3] = [
        (&[], &[], ["", "一、自评结果", "二、取得的成绩", "三、存在的问题", "四、下一步改进措施"]),
        (&[2], &[3], ["", "一、自评结果", "", "", "二、下一步改进措施"]),
        (&[0, 1], &[4], ["", "", "一、取得的成绩", "二、存在的问题", ""]),
    ];
    for (omitted, open, expected) in cases {
        let mut sections = paragraph(&Facts::default(), &[], &summary(&[]));
        for (at, section) in sections.iter_mut().enumerate() {
            (section.omitted, section.open) = (omitted.contains(&at), open.contains(&at));
        }
        assert_eq!(headings(&sections), expected);
    }
}

/// Targets that were missed for one reason stand together; what will be done about it stands among the measures, once.
#[test]
fn problems_are_grouped_by_their_cause() {
    let reasons = [
        "1.偏差原因：报名的人少，下一步将加强宣传。",
        "原因是报名的人少。下一步：将加强宣传。",
        "2023年设备到货晚，改进措施：提前采购",
    ];
    let batch = reasons.iter().zip(["甲", "乙", "丙"]).map(|(reason, name)| {
        let mut form = form(name, "局", ["1", "1", "1"], &[("人数", "≥2人", "1人", "90")]);
        form.goals[0].indicators[0].reason = (*reason).to_owned();
        made(form)
    });
    let batch: Vec<_> = batch.collect();
    let projects = projects(&batch);
    let sections = paragraph(&Facts::default(), &projects, &summary(&projects));
    assert_eq!(
        sections[3].text,
        "部分绩效目标没有完成。甲的“人数”目标不低于2人，实际完成1人；乙的“人数”目标不低于2人，实际完成1人。\
         原因：报名的人少。丙的“人数”目标不低于2人，实际完成1人。原因：2023年设备到货晚。"
    );
    assert_eq!(sections[4].text, "一是将加强宣传。\n二是提前采购。");
}

/// What stands against a sum is told, and classified projects are not named in it.
#[test]
fn cautions_come_before_sums() {
    let mut batch = [
        made(form("甲", "局", ["1", "1", "1"], &[])),
        made(form("乙", "局", ["", "", "1"], &[])),
        made(form("丙", "局", ["1", "", "1"], &[])),
    ];
    assert_eq!(cautions(&projects(&batch[..1])), Vec::<String>::new());
    batch[2].classified = true;
    batch[2].form.year = Some(2022);
    batch[0].form.amount_unit = AmountUnit::Yuan;
    assert_eq!(
        cautions(&projects(&batch)),
        [
            "各项目的年度不同（2022年度 1 个，2023年度 2 个），合计把不同年度加在了一起，请核对，或分年度汇总。",
            "1 个项目没有填写年初预算数，没有计入合计：乙。",
            "2 个项目没有填写全年预算数，没有计入合计：乙。",
            "项目中有 1 个以元为单位，合计时已折算成万元。",
        ]
    );
}
