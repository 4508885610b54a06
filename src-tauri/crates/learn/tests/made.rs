//! Layouts that no office has yet: columns in any order, targets in parts, columns and texts of the office's own, several goals,
//! classes merged, filled down or printed once, spare rows. Each is learned, printed again, and read again with rows more and less.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jixiao_edition::{editions, labels};
use jixiao_layout::sheet as printed;
use jixiao_learn::{About, CannotLearn, proven};
use jixiao_model::{Form, Indicator};
use jixiao_recover::{Catalogue, recover};
use jixiao_sheet::{Address, Area, Cell, Length, Sheet, Style, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// How the classes stand beside their indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Classes {
    Merged,
    FilledDown,
    FirstOnly,
}

/// What a layout is like.
#[derive(Clone, Debug)]
struct Plan {
    /// The columns behind the three levels, by their headings.
    columns: Vec<&'static str>,
    classes: Classes,
    /// For each goal, each class and each subclass: its indicators and spare rows.
    goals: Vec<Vec<(usize, usize)>>,
    numbered: bool,
    funds: usize,
    phone: Option<&'static str>,
    total: bool,
    notes: bool,
    subtotals: Subtotals,
}

/// Rows that add up the indicators of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subtotals {
    None,
    /// Below the class.
    Below,
    /// Beside a class that reaches down to it.
    Beside,
}

const COLUMNS: [&str; 8] = [
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "指标性质",
    "度量单位",
    "佐证材料",
    "偏差原因分析及改进措施",
];

fn plan() -> impl Strategy<Value = Plan> {
    let columns = (4_usize..=8).prop_flat_map(|count| Just(COLUMNS[..count].to_vec()).prop_shuffle());
    let classes = prop_oneof![Just(Classes::Merged), Just(Classes::FilledDown), Just(Classes::FirstOnly)];
    let subclasses = prop::collection::vec((1_usize..4, 0_usize..3), 1..6);
    let goals = prop::collection::vec(subclasses, 1..3);
    let phone = prop_oneof![Just(None), Just(Some("")), Just(Some("0991-1234567"))];
    let subtotals = prop_oneof![Just(Subtotals::None), Just(Subtotals::Below), Just(Subtotals::Beside)];
    let rest = (any::<bool>(), any::<bool>(), subtotals);
    (columns, classes, goals, any::<bool>(), 1_usize..5, phone, rest).prop_map(
        |(columns, classes, mut goals, numbered, funds, phone, (total, notes, subtotals))| {
            if !numbered {
                goals.truncate(1);
            }
            // Spare rows are counted for a subclass of all goals, and only a merged class says whose they are.
            if classes != Classes::Merged || goals.len() > 1 {
                goals.iter_mut().flatten().for_each(|(_, spare)| *spare = 0);
            }
            let is_beside = subtotals == Subtotals::Beside && classes != Classes::Merged;
            let subtotals = if is_beside { Subtotals::Below } else { subtotals };
            Plan { columns, classes, goals, numbered, funds, phone, total, notes, subtotals }
        },
    )
}

/// A sheet being filled from top to bottom.
#[derive(Default)]
struct Page {
    cells: Vec<Cell>,
    row: u32,
}

impl Page {
    fn put(&mut self, rows: u32, first: usize, last: usize, text: &str) {
        let place = |row: u32, column: usize| Address::new(row, u32::try_from(column).unwrap());
        let area = Area { first: place(self.row, first), last: place(self.row + rows - 1, last) };
        let value = Value::Text(text.to_owned());
        self.cells.push(Cell { area, value, style: Style::default(), field: None });
    }

    /// A row whose cells follow one another, each with its last column.
    fn line(&mut self, cells: &[(usize, &str)]) {
        let mut first = 0;
        for (last, text) in cells {
            self.put(1, first, *last, text);
            first = last + 1;
        }
        self.row += 1;
    }
}

fn page(plan: &Plan) -> Sheet {
    let mut page = Page::default();
    let end = plan.columns.len() + 2;
    page.line(&[(end, "项目支出绩效自评表")]);
    page.line(&[(end, "（2023年度）")]);
    page.line(&[(1, "项目名称"), (end, "技能培训补贴")]);
    page.line(&[(1, "主管部门"), (2, "某市人社局"), (3, "实施单位"), (end, "就业服务中心")]);
    if let Some(phone) = plan.phone {
        page.line(&[(1, "联系电话"), (end, phone)]);
    }
    funds(&mut page, plan, end);
    for (at, subclasses) in plan.goals.iter().enumerate() {
        goal(&mut page, plan, at, end);
        indicators(&mut page, plan, at, subclasses);
    }
    if plan.total {
        total(&mut page, plan);
    }
    if plan.notes {
        page.line(&[(1, "备注"), (end, "本表由业务科室填写")]);
    }
    let mut cells = page.cells;
    cells.sort_by_key(|cell| cell.area.first);
    Sheet { cells, columns: vec![Length::points(60); end + 1], ..Sheet::default() }
}

fn funds(page: &mut Page, plan: &Plan, end: usize) {
    page.put(u32::try_from(plan.funds).unwrap() + 1, 0, 1, "项目资金（万元）");
    for (column, heading) in (2..).zip(["", "年初预算数", "全年预算数", "全年执行数", "执行率"])
    {
        page.put(1, column, if heading == "执行率" { end } else { column }, heading);
    }
    page.row += 1;
    for fund in 0..plan.funds {
        let label = match fund {
            0 => "年度资金总额",
            1 => "其中：当年财政拨款",
            2 => "上年结转资金",
            _ => "其他资金",
        };
        for (column, text) in (2..).zip([label, "100.5", "120.25", "110.125", "91.58%"]) {
            let text = if fund == 3 && column > 2 { "" } else { text };
            page.put(1, column, if column == 6 { end } else { column }, text);
        }
        page.row += 1;
    }
}

fn goal(page: &mut Page, plan: &Plan, at: usize, end: usize) {
    if plan.numbered {
        let heading = format!("年度目标{}：（{}分）", at + 1, 10 + at);
        page.line(&[(1, &heading), (end, "按时足额发放补贴")]);
    } else {
        page.put(2, 0, 0, "年度总体目标");
        page.put(1, 1, 3, "预期目标");
        page.put(1, 4, end, "实际完成情况");
        page.row += 1;
        page.put(1, 1, 3, "按时足额发放补贴");
        page.put(1, 4, end, "全部按时发放");
        page.row += 1;
    }
}

/// Classes of three subclasses each.
fn class(subclass: usize) -> (&'static str, &'static str) {
    let subclasses = ["数量指标", "质量指标", "时效指标", "经济效益指标", "社会效益指标", "生态效益指标"];
    (if subclass < 3 { "产出指标" } else { "效益指标" }, subclasses[subclass % 6])
}

fn indicators(page: &mut Page, plan: &Plan, goal: usize, subclasses: &[(usize, usize)]) {
    let headings: Vec<(usize, &str)> =
        ["一级指标", "二级指标", "三级指标"].iter().chain(&plan.columns).copied().enumerate().collect();
    page.line(&headings);
    let rows = |range: &[(usize, usize)]| range.iter().map(|(used, spare)| used + spare).sum::<usize>();
    let (mut number, mut figures) = (0, Vec::new());
    for (at, (used, spare)) in subclasses.iter().enumerate() {
        let (level1, level2) = class(at);
        let all = used + spare;
        for row in 0..all {
            let in_class = if at < 3 { 0..subclasses.len().min(3) } else { 3..subclasses.len() };
            let of_class = rows(&subclasses[in_class.clone()]);
            let beside = usize::from(plan.subtotals == Subtotals::Beside);
            put_class(page, plan, 0, level1, at == in_class.start && row == 0, of_class + beside);
            put_class(page, plan, 1, level2, row == 0, all);
            let is_spare = row >= *used;
            let name = format!("事项{goal}之{number}");
            page.put(1, 2, 2, if is_spare { "" } else { &name });
            for (column, heading) in (3..).zip(&plan.columns) {
                page.put(1, column, column, if is_spare { "" } else { value(heading, number) });
            }
            number += 1;
            page.row += 1;
            figures.extend((!is_spare).then_some(number - 1));
            if plan.subtotals != Subtotals::None && at + 1 == in_class.end && row + 1 == all {
                subtotal(page, plan, beside, &figures);
                figures.clear();
            }
        }
    }
}

/// The sums of the indicators with these numbers.
fn subtotal(page: &mut Page, plan: &Plan, first: usize, numbers: &[usize]) {
    page.put(1, first, 2, "小计");
    for (column, heading) in (3..).zip(&plan.columns) {
        let is_summed = ["分值", "得分"].contains(heading);
        let figures = || numbers.iter().map(|number| value(heading, *number).parse::<Decimal>().unwrap());
        let text = if is_summed { figures().sum::<Decimal>().to_string() } else { String::new() };
        page.put(1, column, column, &text);
    }
    page.row += 1;
}

fn put_class(page: &mut Page, plan: &Plan, column: usize, text: &str, begins: bool, rows: usize) {
    match plan.classes {
        Classes::Merged if begins => page.put(u32::try_from(rows).unwrap(), column, column, text),
        Classes::Merged => {}
        Classes::FilledDown => page.put(1, column, column, text),
        Classes::FirstOnly => page.put(1, column, column, if begins { text } else { "" }),
    }
}

fn value(heading: &str, number: usize) -> &'static str {
    match heading {
        "年度指标值" => ["90", "100", "12"][number % 3],
        "实际完成值" => ["95%", "100", "12次"][number % 3],
        "分值" => "5",
        "得分" => ["5", "4.5", "5"][number % 3],
        "指标性质" => "≥",
        "度量单位" => ["%", "人", "次"][number % 3],
        "佐证材料" => ["发放清单", "", "合同"][number % 3],
        _ => ["", "需求减少，下年按实申报", ""][number % 3],
    }
}

fn total(page: &mut Page, plan: &Plan) {
    page.put(1, 0, 2, "总分");
    for (column, heading) in (3..).zip(&plan.columns) {
        let text = match *heading {
            "分值" => "100",
            "得分" => "98.5",
            _ => "",
        };
        page.put(1, column, column, text);
    }
    page.row += 1;
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_layout_is_learned(plan in plan()) {
        let (mut editions, labels) = (editions().unwrap(), labels().unwrap());
        let sheet = page(&plan);
        let recovered = recover(&sheet, Catalogue { editions: &editions, labels: &labels });
        prop_assert_eq!(recovered.forms.len(), 1);
        let about = About { source: String::new(), rules: "national-2020".into() };
        let learned = proven(&sheet, &recovered.forms[0], true, &labels, &about);
        prop_assert!(learned.is_ok(), "{:?}", learned.err());
        let edition = learned.unwrap();
        let form = Form { edition: edition.id.clone(), ..recovered.forms[0].form.clone() };
        editions.push(edition.clone());
        for form in [with_rows(&form, 0), with_rows(&form, 1), with_rows(&form, 4)] {
            let again = recover(&printed(&form, &edition), Catalogue { editions: &editions, labels: &labels });
            prop_assert_eq!(&again.forms[0].form, &form);
        }
    }
}

/// Something far below a form makes no layout of a million rows.
#[test]
fn a_sheet_without_end_is_not_learned() {
    let (editions, labels) = (editions().unwrap(), labels().unwrap());
    let plan = Plan {
        columns: COLUMNS.to_vec(),
        classes: Classes::Merged,
        goals: vec![vec![(2, 0)]],
        numbered: false,
        funds: 2,
        phone: None,
        total: true,
        notes: false,
        subtotals: Subtotals::None,
    };
    let mut sheet = page(&plan);
    let mut stray = sheet.cells[0].clone();
    stray.area = Area { first: Address::new(1_000_000, 0), last: Address::new(1_000_000, 0) };
    sheet.cells.push(stray);
    let recovered = recover(&sheet, Catalogue { editions: &editions, labels: &labels });
    let about = About { source: String::new(), rules: "national-2020".into() };
    let learned = proven(&sheet, &recovered.forms[0], true, &labels, &about);
    assert_eq!(learned, Err(CannotLearn::Long(1_000_001)));
}

/// The form with so many indicators more in each goal, in the first subclass.
fn with_rows(form: &Form, more: usize) -> Form {
    let mut form = form.clone();
    for goal in &mut form.goals {
        let first = goal.indicators[0].clone();
        let new = |number| Indicator { level3: format!("新增事项{number}"), ..first.clone() };
        let new: Vec<Indicator> = (0..more).map(new).collect();
        goal.indicators.splice(1..1, new);
    }
    form
}
