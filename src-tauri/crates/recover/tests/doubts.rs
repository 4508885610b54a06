//! Forms as offices fill them by hand: what two columns may both mean, and rows that are no indicators.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::{editions, labels};
use jixiao_model::{FormKind, Indicator};
use jixiao_recover::{Catalogue, Recovered, recover};
use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};

/// A row of cells; `名称>3` reaches over three columns, and an empty text leaves its column free.
type Row<'a> = &'a [&'a str];

fn sheet(rows: &[Row]) -> Sheet {
    let mut cells = Vec::new();
    for (row, texts) in (0..).zip(rows) {
        let mut column = 0;
        for text in *texts {
            let (text, width) = text.split_once('>').unwrap_or((text, "1"));
            let width: u32 = width.parse().unwrap();
            let area = Area { first: Address::new(row, column), last: Address::new(row, column + width - 1) };
            column += width;
            if !text.is_empty() {
                let value = Value::Text(text.to_owned());
                cells.push(Cell { area, value, style: Style::default(), field: None });
            }
        }
    }
    Sheet { cells, ..Sheet::default() }
}

fn read(rows: &[Row]) -> Recovered {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    recover(&sheet(rows), Catalogue { editions: &editions, labels: &labels })
}

/// A form whose indicator table and foot are `rows`.
fn with_head(rows: &[Row]) -> Recovered {
    let head: [Row; 5] = [
        &["项目支出绩效自评表>9"],
        &["（2023年度）>9"],
        &["项目名称", "补贴>8"],
        &["主管部门", "甲局>3", "实施单位", "乙中心>4"],
        &["年度总体目标", "完成补贴发放>8"],
    ];
    read(&[&head, rows].concat())
}

fn indicators(recovered: &Recovered) -> &[Indicator] {
    &recovered.forms[0].form.goals[0].indicators
}

fn told(recovered: &Recovered) -> Vec<(&str, &str)> {
    let problems = &recovered.forms[0].problems;
    problems.iter().map(|problem| (problem.cell.as_str(), problem.text.as_str())).collect()
}

const NAMES: [&str; 5] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"];
const ROW: [&str; 5] = ["产出指标", "数量指标", "人数", "≥16000人", "14390人"];

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
    let other: Vec<&str> = row.extra.iter().map(|(_, text)| text).collect();
    assert_eq!((row.reason.as_str(), other), ("甲", vec!["乙"]));
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
