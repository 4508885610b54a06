//! Forms as offices fill them by hand: what two columns may both mean, and rows that are no indicators.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod rows;

use jixiao_model::{ColumnName, FieldName, FormKind};
use rows::{NAMES, ROW, Row, indicators, read, told, with_head};

#[test]
fn of_two_columns_of_scores_one_is_read_and_the_other_told() {
    let heads = [&NAMES[..], &["分值", "初评得分", "最终得分"]].concat();
    let row = [&ROW[..], &["10", "8", "8.99"]].concat();
    let recovered = with_head(&[&heads, &row]);
    let row = &indicators(&recovered)[0];
    assert_eq!((row.weight.text(), row.score.text()), ("10", "8"));
    let other: Vec<_> = row.extra.iter().collect();
    assert_eq!(other.len(), 1, "{other:?}");
    assert!(told(&recovered).iter().any(|(cell, text)| *cell == "H6" && text.contains("最终得分")));
}

/// A subtotal is understood where it is the sum of its class, and told where it is another.
#[test]
fn a_subtotal_that_is_not_the_sum_of_its_class_is_told() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.5"]].concat();
    for (score, is_told) in [("8.50", false), ("9", true)] {
        let recovered = with_head(&[&heads, &row, &["小计>5", "10", score]]);
        assert_eq!(indicators(&recovered).len(), 1);
        assert_eq!(recovered.forms[0].subtotals, [7]);
        let of_row = |(cell, _): &(&str, &str)| cell.ends_with('8');
        let told: Vec<_> = told(&recovered).into_iter().filter(of_row).collect();
        assert_eq!(
            told.iter().map(|(cell, _)| *cell).collect::<Vec<_>>(),
            ["G8"].repeat(usize::from(is_told))
        );
        assert!(told.iter().all(|(_, text)| text.contains("8.5")), "{told:?}");
    }
}

/// Subtotals of subclasses, ones above their class, and ones over indicators without points are none of a class's sum.
#[test]
fn subtotals_are_compared_with_what_they_may_add_up() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = |class: &str, points: &str| -> Vec<String> {
        ["产出指标", class, "人数", "≥16人", "14人", points, points].map(str::to_owned).to_vec()
    };
    let rows = [row("数量指标", "10"), row("质量指标", "5"), row("质量指标", "")];
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    for (table, is_told) in [
        (vec![&rows[0][..], &rows[1], &["小计>5", "5", "5"]], false),
        (vec![&rows[0][..], &rows[1], &["小计>5", "15", "15"]], false),
        (vec![&rows[0][..], &rows[1], &["小计>5", "12", "15"]], true),
        (vec![&rows[2][..], &["小计>5", "50", "50"]], false),
    ] {
        let recovered = with_head(&[&[&heads[..]], &table[..]].concat());
        assert_eq!(told(&recovered).iter().any(|(_, text)| text.contains("小计")), is_told, "{table:?}");
    }
}

/// Numbered lines of a goal are no headings, though each stands alone in its row.
#[test]
fn lines_of_a_goal_are_no_headings() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.5"]].concat();
    let recovered = read(&[
        &["项目支出绩效自评表>7"],
        &["（2023年度）>7"],
        &["项目名称", "补贴>6"],
        &["年度目标1（10分）>7"],
        &["1.完成道路养护>7"],
        &["2.开展安全培训>7"],
        &heads,
        &row,
    ]);
    assert_eq!(recovered.forms[0].form.goals[0].expected, "1.完成道路养护\n2.开展安全培训");
}

/// Of the targets of the whole project and those of the year, the latter are judged.
#[test]
fn the_target_is_that_of_the_year() {
    let heads = [&NAMES[..3], &["周期指标值", "本年度指标值", "实际完成值", "分值"]].concat();
    let row = [&ROW[..3], &["3000", "1200", "1200", "10"]].concat();
    let recovered = with_head(&[&heads, &row]);
    let row = &indicators(&recovered)[0];
    let other: Vec<&str> = row.extra.iter().map(|(_, text)| text).collect();
    assert_eq!((row.target.as_str(), other), ("1200", vec!["3000"]));
}

/// Headings of the parts of a form are no content, and a colon in brackets makes no label.
#[test]
fn parts_of_a_form_have_headings() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.5"]].concat();
    let recovered = read(&[
        &["项目支出绩效自评表>7"],
        &["（2023年度）>7"],
        &["一、项目基本情况>7"],
        &["项目名称", "补贴>6"],
        &["二、资金情况（单位：万元）>7"],
        &["资金来源>2", "预算数", "支出数", "执行率>3"],
        &["合计>2", "21.7", "21.7", "100%>3"],
        &["三、绩效目标>7"],
        &["年度绩效目标", "完成补贴发放>6"],
        &["四、绩效指标完成情况>7"],
        &heads,
        &row,
    ]);
    let form = &recovered.forms[0].form;
    assert_eq!(form.goals[0].expected, "完成补贴发放");
    assert_eq!(form.texts.keys().filter(|name| name.is_label()).count(), 0, "{:?}", form.texts);
    assert_eq!(told(&recovered).iter().filter(|(cell, _)| !cell.is_empty()).count(), 0);
}

/// A form below another one without a title of its own has its kind, year and agency.
#[test]
fn forms_below_one_another_share_their_title() {
    let heads: Row = &["一级指标", "二级指标", "三级指标", "指标值>2"];
    let row: Row = &["产出指标", "数量指标", "人数", "≥160人>2"];
    let recovered = read(&[
        &["项目支出绩效目标表>5"],
        &["（2023年）>5"],
        &["预算单位：甲法院>3", "单位：万元>2"],
        &["项目名称", "维修>4"],
        &["绩效目标", "完成维修。>4"],
        heads,
        row,
        &[],
        &["预算单位：甲法院>3", "单位：万元>2"],
        &["项目名称", "外包>4"],
        &["绩效目标", "完成外包。>4"],
        heads,
        row,
    ]);
    assert_eq!(recovered.forms.len(), 2);
    for form in recovered.forms.iter().map(|found| &found.form) {
        assert_eq!((form.kind, form.year), (FormKind::Target, Some(2023)));
        assert_eq!(form.implementing_unit(), "甲法院");
    }
}

#[test]
fn two_columns_under_the_same_heading_are_both_read() {
    let heads = [&NAMES[..], &["分值", "得分", "备注", "备注"]].concat();
    let row = [&ROW[..], &["10", "8.99", "甲", "乙"]].concat();
    let recovered = with_head(&[&heads, &row]);
    let row = &indicators(&recovered)[0];
    let own: Vec<&str> = row.extra.iter().map(|(_, text)| text).collect();
    assert_eq!((row.reason.as_str(), own), ("", vec!["甲", "乙"]));
}

#[test]
fn reasons_stand_under_their_heading_and_not_under_remarks() {
    let heads = [&NAMES[..], &["分值", "得分", "备注", "扣分说明"]].concat();
    let row = [&ROW[..], &["10", "8.99", "甲", "乙"]].concat();
    let recovered = with_head(&[&heads, &row]);
    assert_eq!(indicators(&recovered)[0].reason, "乙");
}

#[test]
fn a_label_without_text_below_the_table_is_no_indicator() {
    let heads = [&["绩效指标"], &NAMES[..], &["分值", "得分"]].concat();
    let row = [&[""], &ROW[..], &["10", "8.99"]].concat();
    let recovered = with_head(&[&heads, &row, &["其他需要说明的问题>3"]]);
    assert_eq!(indicators(&recovered).len(), 1);
}

#[test]
fn the_column_left_of_the_names_holds_classes_whatever_it_is_called() {
    let heads = ["绩效指标", "项目类别", "指标名称", "目标值", "权重", "实际完成值", "自评分"];
    let row = ["", "投入目标（28分）", "合规性", "合规", "2.8", "好", "2.8"];
    let recovered = with_head(&[&heads, &row]);
    assert_eq!(indicators(&recovered)[0].level1, "投入目标（28分）");
}

#[test]
fn headings_over_two_rows_may_name_levels_only() {
    let first = ["绩效指标", "指标>3", "年度指标值", "实际完成值", "分值", "得分"];
    let second = ["", "一级", "二级", "三级"];
    let row = [&[""], &ROW[..], &["10", "8.99"]].concat();
    let recovered = with_head(&[&first, &second, &row]);
    let row = &indicators(&recovered)[0];
    assert_eq!((row.level1.as_str(), row.level3.as_str(), row.score.text()), ("产出指标", "人数", "8.99"));
}

#[test]
fn a_title_of_two_lines_says_the_year_in_its_first() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    let recovered = read(&[
        &["甲县2023年度>9"],
        &["项目支出绩效自评表>9"],
        &["项目名称", "补贴>8"],
        &["实施单位", "乙中心>8"],
        &heads,
        &row,
    ]);
    let form = &recovered.forms[0].form;
    assert_eq!((form.year, form.title.as_str()), (Some(2023), "项目支出绩效自评表"));
    assert!(recovered.problems.is_empty(), "{:?}", recovered.problems);
}

#[test]
fn goals_stand_under_two_headings_without_a_label_beside_them() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    let recovered = read(&[
        &["部门整体支出绩效自评表>7"],
        &["（2023年度）>7"],
        &["单位名称", "甲局>6"],
        &["年度整体绩效目标>3", "整体绩效目标完成情况>4"],
        &["保障运转>3", "已保障>4"],
        &["未能完成原因", "无>6"],
        &heads,
        &row,
    ]);
    let goal = &recovered.forms[0].form.goals[0];
    assert_eq!((goal.expected.as_str(), goal.actual.as_str()), ("保障运转", "已保障"));
}

#[test]
fn the_tables_of_numbered_goals_beside_them_follow_each_other() {
    let heads = [&NAMES[..], &["得分"]].concat();
    let table = |label| [&[label], &heads[..]].concat();
    let row = [&[""], &ROW[..], &["10"]].concat();
    let recovered =
        with_head(&[&table("年度绩效目标1（40分）"), &row, &table("年度绩效目标2（40分）"), &row]);
    assert_eq!(indicators(&recovered).len(), 2);
}

#[test]
fn points_in_the_heading_of_the_scores_are_those_of_the_money() {
    let heads = [&NAMES[..], &["分值", "得分"]].concat();
    let row = [&ROW[..], &["10", "8.99"]].concat();
    let recovered = with_head(&[
        &["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分（满分10分）"],
        &["", "年度资金总额", "5", "10", "9", "90%", "9"],
        &heads,
        &row,
    ]);
    let fund = &recovered.forms[0].form.funds[0];
    assert_eq!((fund.weight.text(), fund.score.text()), ("10", "9"));
}

#[test]
fn figures_of_years_before_are_no_targets() {
    let recovered = with_head(&[
        &["绩效指标^3", "一级指标^2", "二级指标^2", "三级指标^2", "近两年指标值>2", "预期当年实现值^2"],
        &["", "", "", "", "前年", "上年"],
        &["", "产出指标", "数量指标", "参保人数", "3.86万人", "3.94万人", "4.02万人"],
    ]);
    let indicator = &indicators(&recovered)[0];
    assert_eq!(indicator.target, "4.02万人");
    assert_eq!(indicator.extra.get(&ColumnName::new("近两年指标值·前年")), "3.86万人");
}

#[test]
fn a_heading_over_the_names_of_places_heads_no_target() {
    let recovered = with_head(&[
        &["一级指标^2", "二级指标^2", "三级指标^2", "区域目标值>2", "分值^2"],
        &["", "", "", "新罗区", "永定区"],
        &["产出指标", "数量指标", "培训次数", "1次", "2次", "50"],
    ]);
    let indicator = &indicators(&recovered)[0];
    assert_eq!(indicator.target, "");
    assert_eq!(indicator.extra.get(&ColumnName::new("区域目标值·永定区")), "2次");
}

#[test]
fn a_sum_of_money_above_the_indicators_is_no_total() {
    let row: Vec<&str> = ROW.iter().copied().chain(["100", "97"]).collect();
    let heading: Vec<&str> = NAMES.iter().copied().chain(["分值", "得分"]).collect();
    let recovered = with_head(&[
        &["支出内容>2", "实际支出数（元）>2", "会计凭证号>3"],
        &["劳务费>2", "50000>2", "记账9>3"],
        &["合计>2", "7000000>2"],
        &heading,
        &row,
        &["合计>5", "100", "97"],
    ]);
    assert_eq!(recovered.forms[0].form.total.score.text(), "97");
}

#[test]
fn budgets_before_and_after_a_change_may_share_a_heading() {
    let heading: Vec<&str> = NAMES.iter().copied().chain(["分值", "得分"]).collect();
    let recovered = with_head(&[
        &["预算执行情况（万元）^3", ">2", "预算金额>2", "其中：政府采购>2", "执行数^2", "执行率^2"],
        &["", ">2", "年初", "调整后", "采购预算", "合同金额"],
        &["", "资金总额>2", "158", "152", "152", "149.6", "149.6", "98.42%"],
        &heading,
        &ROW,
    ]);
    let fund = &recovered.forms[0].form.funds[0];
    assert_eq!((fund.label.as_str(), fund.initial.text(), fund.adjusted.text()), ("资金总额", "158", "152"));
    assert_eq!(fund.executed.text(), "149.6");
}

#[test]
fn three_columns_of_names_are_the_levels() {
    let recovered = with_head(&[
        &["评价指标", "评价内容", "指标名称", "指标说明", "目标值", "分值", "得分"],
        &["定量指标", "产出数量指标", "享受资助人数", "达到预计值", "2100", "10", "10"],
    ]);
    let indicator = &indicators(&recovered)[0];
    let levels = [&indicator.level1, &indicator.level2, &indicator.level3];
    assert_eq!(levels, ["定量指标", "产出数量指标", "享受资助人数"]);
}

#[test]
fn what_follows_the_second_level_names_the_indicator() {
    let recovered = with_head(&[
        &["一级指标", "二级指标", "工作事项描述", "目标值", "完成值", "分值", "得分"],
        &["产出指标", "数量指标", "制作居住证", "12000张", "11846张", "15", "14.8"],
    ]);
    assert_eq!(indicators(&recovered)[0].level3, "制作居住证");
}

#[test]
fn of_indicators_of_several_years_those_of_the_year_are_read() {
    let recovered = with_head(&[
        &[
            "一级指标",
            "二级指标（长期）",
            "三级指标（长期）",
            "指标值（长期）",
            "二级指标（年度）",
            "三级指标（年度）",
            "指标值（年度）",
        ],
        &["产出指标", "数量指标", "工程总数", "9处", "质量指标", "工程验收合格率", "100%"],
    ]);
    let indicator = &indicators(&recovered)[0];
    assert_eq!((indicator.level3.as_str(), indicator.target.as_str()), ("工程验收合格率", "100%"));
    assert_eq!(indicator.actual, "");
}

#[test]
fn remarks_of_targets_are_no_reasons() {
    let recovered = with_head(&[
        &["一级指标", "二级指标", "三级指标", "目标值", "备注"],
        &["产出指标", "数量指标", "巡查", "12次", "每月1次"],
    ]);
    let indicator = &indicators(&recovered)[0];
    assert_eq!(indicator.reason, "");
    assert_eq!(indicator.extra.get(&ColumnName::new("备注")), "每月1次");
}

#[test]
fn labels_in_two_languages_are_read() {
    let recovered = read(&[
        &["项目支出绩效自评表>7"],
        &["2019-يىل（2019年度）>7"],
        &["تۈر نامى\n项目名称", "营养改善计划>6"],
        &["مەسئۇل تارماق 主管部门", "甲局>3", "يولغا قويغۇچى 实施单位", "乙中心>2"],
        &["一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
        &["产出指标", "数量指标", "供餐天数", "200天", "200天", "90", "90"],
        &["总分 ئومۇمىي نومۇر>5", "90", "90"],
    ]);
    let form = &recovered.forms[0].form;
    assert_eq!((form.name(), form.year), ("营养改善计划", Some(2019)));
    assert_eq!(form.total.score.text(), "90");
}

#[test]
fn amounts_with_a_unit_of_their_own_are_converted_and_told() {
    let recovered = with_head(&[
        &["项目资金（万元）", "资金来源", "年初预算数", "全年预算数", "全年执行数"],
        &["", "年度资金总额", "10", "110000元", "8"],
        &NAMES,
        &ROW,
    ]);
    assert_eq!(recovered.forms[0].form.funds[0].adjusted.text(), "11");
    assert!(told(&recovered).iter().any(|(cell, text)| *cell == "D7" && text.contains("已换算为11万元")));
    let recovered = with_head(&[
        &["项目资金（元）", "资金来源", "年初预算数", "全年预算数", "全年执行数"],
        &["", "年度资金总额", "100000", "11万元", "80000"],
        &NAMES,
        &ROW,
    ]);
    assert_eq!(recovered.forms[0].form.funds[0].adjusted.text(), "110000");
}

#[test]
fn a_table_of_funds_on_its_side_may_have_amounts_of_its_own() {
    let recovered = with_head(&[
        &["资金情况（万元）^4", "项目", "合计", "中央预算内资金", "自筹资金"],
        &["", "计划投资", "24230", "836", "13394"],
        &["", "到位资金", "19836", "836", "9000"],
        &["", "完成支出", "14836", "836", "9000"],
        &NAMES,
        &ROW,
    ]);
    let fund = &recovered.forms[0].form.funds[0];
    assert_eq!((fund.label.as_str(), fund.adjusted.text(), fund.executed.text()), ("合计", "24230", "14836"));
    assert_eq!(fund.extra.get(&ColumnName::new("到位资金")), "19836");
}

#[test]
fn the_goal_is_that_of_the_year() {
    let recovered = read(&[
        &["项目绩效目标表>5"],
        &["（2023年度）>5"],
        &["项目名称", "补贴>4"],
        &["项目总体目标", "三年完成绿化>4"],
        &["项目年度目标", "当年完成一半>4"],
        &["一级指标", "二级指标", "三级指标", "指标值"],
        &["产出指标", "数量指标", "绿化面积", "100亩"],
    ]);
    let form = &recovered.forms[0].form;
    assert_eq!(form.goals[0].expected, "当年完成一半");
}

#[test]
fn the_name_is_that_of_the_project_and_not_of_its_class() {
    for [label, other] in [["项目名称", "一级项目名称"], ["一级项目名称", "项目名称"]] {
        let value = |label: &str| if label == "项目名称" { "甲项目>2" } else { "乙类>2" };
        let recovered = read(&[
            &["项目支出绩效自评表（2023年度）>6"],
            &[label, value(label), other, value(other)],
            &NAMES,
            &ROW,
        ]);
        assert_eq!(recovered.forms[0].form.name(), "甲项目", "{label}");
    }
}

#[test]
fn a_second_column_of_targets_is_no_result() {
    let recovered = with_head(&[
        &["一级指标", "二级指标", "三级指标", "年度指标值", "目标值"],
        &["产出指标", "数量指标", "人数", "≥30人", "≥40人"],
    ]);
    assert_eq!(indicators(&recovered)[0].actual, "");
}

#[test]
fn words_of_a_title_that_name_the_project_say_no_kind() {
    let heading: Vec<&str> = NAMES.iter().copied().chain(["分值", "得分"]).collect();
    for title in [
        "单位整体搬迁项目支出绩效自评表（2023年度）>7",
        "视频监控系统项目绩效表（2023年度）>7",
        "专利申报补助项目绩效表（2023年度）>7",
    ] {
        let recovered = read(&[&[title], &["项目名称", "补贴>6"], &heading, &ROW]);
        assert_eq!(recovered.forms[0].form.kind, FormKind::Project, "{title}");
    }
}

#[test]
fn one_heading_may_stand_over_all_names() {
    let recovered = with_head(&[
        &["绩效指标>3", "目标值", "完成值", "分值", "得分"],
        &["产出指标", "数量指标", "培训人次", "100人", "98人", "50", "49"],
    ]);
    let indicator = &indicators(&recovered)[0];
    let levels = [&indicator.level1, &indicator.level2, &indicator.level3];
    assert_eq!(levels, ["产出指标", "数量指标", "培训人次"]);
    let recovered = with_head(&[
        &["绩效定量目标及完成情况^3", "评价内容>2", "绩效目标>2", "完成情况>2"],
        &["", "产出目标", "数量指标", "培训20场>2", "培训22场>2"],
        &["", "效益目标", "社会效益", "服务5万人次>2", "服务6.2万人次>2"],
    ]);
    let indicator = &indicators(&recovered)[1];
    assert_eq!([&indicator.level1, &indicator.level2, &indicator.level3], ["效益目标", "社会效益", ""]);
    assert_eq!((indicator.target.as_str(), indicator.actual.as_str()), ("服务5万人次", "服务6.2万人次"));
}

#[test]
fn classes_may_be_bars_across_the_table() {
    let recovered = with_head(&[
        &["指标名称>2", "指标值", "实际完成值", "分值", "得分"],
        &["产出指标>6"],
        &["数量指标>6"],
        &["活动场次>2", "≥40场", "43场", "15", "15"],
        &["时效指标>6"],
        &["按计划完成率>2", "100%", "100%", "10", "10"],
        &["效益指标>6"],
        &["社会效益指标>6"],
        &["惠及人次>2", "≥3万人次", "3.2万人次", "15", "15"],
    ]);
    let classes: Vec<[&str; 3]> = indicators(&recovered)
        .iter()
        .map(|indicator| [indicator.level1.as_str(), indicator.level2.as_str(), indicator.level3.as_str()])
        .collect();
    assert_eq!(
        classes,
        [
            ["产出指标", "数量指标", "活动场次"],
            ["产出指标", "时效指标", "按计划完成率"],
            ["效益指标", "社会效益指标", "惠及人次"],
        ]
    );
}

#[test]
fn the_sum_of_the_indicators_is_not_the_total() {
    let heading: Vec<&str> = NAMES.iter().copied().chain(["分值", "得分"]).collect();
    let row: Vec<&str> = ROW.iter().copied().chain(["90", "85"]).collect();
    let recovered = with_head(&[&heading, &row, &["指标合计>5", "90", "85"], &["总分>5", "100", "93.18"]]);
    let form = &recovered.forms[0].form;
    assert_eq!((form.total.weight.text(), form.total.score.text()), ("100", "93.18"));
    assert_eq!(form.text(&FieldName::of_label("指标合计·得分")), "85");
}
