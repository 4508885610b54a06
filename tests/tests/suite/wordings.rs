//! Every label in other offices' words, one at a time, in a form that is otherwise the national one: the form reads as before.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use jixiao_app::Catalogue;
use jixiao_model::{AmountUnit, EditionId, FieldName, Form, FormKind};
use jixiao_recover::recover;
use jixiao_sheet::{Address, Area, Cell, Number, Sheet, Style, Value};

/// Each line `field<TAB>label`; `\n` in a label is a line break in the cell. The lists were made one after another, each by someone
/// who had not seen what the program knows.
const WORDINGS: [&str; 3] = [
    include_str!("../../corpus/wordings/first.tsv"),
    include_str!("../../corpus/wordings/second.tsv"),
    include_str!("../../corpus/wordings/third.tsv"),
];

/// Of a hundred wordings, so many are read whole at least.
const AT_LEAST: usize = 95;

/// The labels of the form, by field: what a wording stands in for.
const LABELS: [(&str, &str); 24] = [
    ("name", "项目名称"),
    ("competent_department", "主管部门"),
    ("implementing_unit", "实施单位"),
    ("side_funds", "项目资金（万元）"),
    ("initial", "年初预算数"),
    ("adjusted", "全年预算数"),
    ("executed", "全年执行数"),
    ("rate", "执行率"),
    ("fund_total", "年度资金总额"),
    ("fund_source", "其中：当年财政拨款"),
    ("side_goal", "年度总体目标"),
    ("goal_expected", "预期目标"),
    ("goal_actual", "实际完成情况"),
    ("side_indicators", "绩效指标"),
    ("level1", "一级指标"),
    ("level2", "二级指标"),
    ("level3", "三级指标"),
    ("target", "年度指标值"),
    ("actual", "实际完成值"),
    ("weight", "分值"),
    ("score", "得分"),
    ("reason", "偏差原因分析及改进措施"),
    ("total", "总分"),
    ("title_project", "项目支出绩效自评表"),
];

fn cell(sheet: &mut Sheet, (row, column): (u32, u32), (last_row, last_column): (u32, u32), text: &str) {
    let value = Number::showing(text).map_or_else(|| Value::Text(text.to_owned()), Value::Number);
    let area = Area { first: Address::new(row, column), last: Address::new(last_row, last_column) };
    sheet.cells.push(Cell { area, value, style: Style::default(), field: None });
}

/// The national form; `further` are columns right of the last one, each with its heading and the texts of three rows.
fn form(further: &[(&str, [&str; 3])]) -> Sheet {
    let mut sheet = Sheet { name: "自评表".to_owned(), ..Sheet::default() };
    let last = 8 + u32::try_from(further.len()).unwrap();
    cell(&mut sheet, (0, 0), (0, last), "项目支出绩效自评表");
    cell(&mut sheet, (1, 0), (1, last), "（2023年度）");
    cell(&mut sheet, (2, 0), (2, 1), "项目名称");
    cell(&mut sheet, (2, 2), (2, last), "甲项目");
    cell(&mut sheet, (3, 0), (3, 1), "主管部门");
    cell(&mut sheet, (3, 2), (3, 4), "乙局");
    cell(&mut sheet, (3, 5), (3, 5), "实施单位");
    cell(&mut sheet, (3, 6), (3, last), "丙中心");
    cell(&mut sheet, (4, 0), (6, 1), "项目资金（万元）");
    for (column, heading) in
        ["年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"].iter().enumerate()
    {
        let column = 3 + u32::try_from(column).unwrap();
        cell(&mut sheet, (4, column), (4, column), heading);
    }
    for (row, texts) in [
        ["年度资金总额", "10", "11", "9", "10", "81.82%", "8.18"],
        ["其中：当年财政拨款", "10", "11", "9", "—", "81.82%", "—"],
    ]
    .iter()
    .enumerate()
    {
        row_of(&mut sheet, 5 + u32::try_from(row).unwrap(), 2, texts);
    }
    cell(&mut sheet, (7, 0), (8, 0), "年度总体目标");
    cell(&mut sheet, (7, 1), (7, 4), "预期目标");
    cell(&mut sheet, (7, 5), (7, last), "实际完成情况");
    cell(&mut sheet, (8, 1), (8, 4), "完成甲");
    cell(&mut sheet, (8, 5), (8, last), "已完成甲");
    cell(&mut sheet, (9, 0), (12, 0), "绩效指标");
    indicators(&mut sheet);
    for (at, (heading, texts)) in further.iter().enumerate() {
        let column = 9 + u32::try_from(at).unwrap();
        cell(&mut sheet, (9, column), (9, column), heading);
        for (row, text) in (10..).zip(texts).filter(|(_, text)| !text.is_empty()) {
            cell(&mut sheet, (row, column), (row, column), text);
        }
    }
    cell(&mut sheet, (13, 0), (13, 5), "总分");
    cell(&mut sheet, (13, 6), (13, 6), "100");
    cell(&mut sheet, (13, 7), (13, 7), "93.18");
    sheet
}

fn indicators(sheet: &mut Sheet) {
    let headings = [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ];
    row_of(sheet, 9, 1, &headings);
    row_of(sheet, 10, 1, &["产出指标", "数量指标", "人数", "≥50人", "45人", "50", "45", "差五人"]);
    row_of(sheet, 11, 1, &["产出指标", "质量指标", "合格率", "≥95%", "96%", "30", "30"]);
    row_of(sheet, 12, 1, &["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "92%", "10", "10"]);
}

fn row_of(sheet: &mut Sheet, row: u32, first: u32, texts: &[&str]) {
    for (column, text) in (first..).zip(texts) {
        cell(sheet, (row, column), (row, column), text);
    }
}

/// The sheet with `label` in the place of `known`; both tables have 分值 and 得分: `table` says in which of them.
fn reworded(mut sheet: Sheet, known: &str, label: &str, table: Option<usize>) -> Sheet {
    let places = sheet.cells.iter_mut().filter(|cell| cell.value.shown() == known);
    for (at, cell) in places.enumerate() {
        if table.is_none_or(|table| table == at) {
            cell.value = Value::Text(label.to_owned());
        }
    }
    sheet
}

/// What is compared: names, money, goals, indicators and total.
fn compared(mut form: Form) -> Form {
    form.edition = EditionId(String::new());
    form.kind = FormKind::Project;
    form.amount_unit = AmountUnit::default();
    form.title = String::new();
    let names = [FieldName::NAME, FieldName::COMPETENT_DEPARTMENT, FieldName::IMPLEMENTING_UNIT];
    form.texts.retain(|name, _| names.contains(name));
    for fund in &mut form.funds {
        fund.label = String::new();
    }
    form
}

/// What was read from a sheet that holds one form.
fn read(sheet: &Sheet, catalogue: &Catalogue) -> Option<Form> {
    let mut forms = recover(sheet, catalogue.for_recovery()).forms;
    let form = forms.pop().filter(|_| forms.is_empty())?;
    Some(form.form)
}

/// The sheets in which a wording stands, and the form that each is read as; none for a field that this form does not have.
fn cases(field: &str, label: &str, catalogue: &Catalogue) -> Vec<(Sheet, Form)> {
    let plain = compared(read(&form(&[]), catalogue).unwrap());
    if let Some((_, known)) = LABELS.iter().find(|(name, _)| *name == field) {
        let tables: &[Option<usize>] =
            if matches!(field, "weight" | "score") { &[Some(0), Some(1)] } else { &[None] };
        let case = |table: &Option<usize>| (reworded(form(&[]), known, label, *table), plain.clone());
        return tables.iter().map(case).collect();
    }
    parts(field, label).map(|sheet| (sheet, plain)).into_iter().collect()
}

/// A form whose target stands in three cells, or with another column that a wording heads.
fn parts(field: &str, label: &str) -> Option<Sheet> {
    let (operator, unit) = match field {
        "operator" => (label, "度量单位"),
        "target_unit" => ("指标性质", label),
        _ => return None,
    };
    let mut sheet = form(&[(operator, ["≥", "≥", "≥"]), (unit, ["人", "%", "%"])]);
    for (whole, value) in [("≥50人", "50"), ("≥95%", "95"), ("≥90%", "90")] {
        sheet = reworded(sheet, whole, value, None);
    }
    Some(sheet)
}

/// Targets in one text, so that those in parts compare equal.
fn whole(mut form: Form) -> Form {
    for row in form.goals.iter_mut().flat_map(|goal| &mut goal.indicators) {
        row.target = row.whole_target().into_owned();
        row.operator.clear();
        row.target_unit.clear();
    }
    form
}

#[test]
fn wordings_of_other_offices_are_read() {
    let catalogue = Catalogue::load().unwrap();
    let mut all = 0;
    for wordings in WORDINGS {
        let (tried, failed) = failed(wordings, &catalogue);
        let count = failed.values().map(Vec::len).sum::<usize>();
        println!("{count} of {tried} are not read whole: {failed:#?}");
        assert!(
            (tried - count) * 100 >= tried * AT_LEAST,
            "{count} of {tried} are not read whole: {failed:#?}"
        );
        all += tried;
    }
    assert!(all >= 300, "{all} wordings are too few");
}

/// The kind of form that a title names.
fn kind(field: &str) -> Option<FormKind> {
    match field {
        "title_department" => Some(FormKind::Department),
        "title_transfer" => Some(FormKind::Transfer),
        "title_target" => Some(FormKind::Target),
        "title_monitoring" => Some(FormKind::Monitoring),
        _ => None,
    }
}

/// How many cases a list makes, and the labels of those that are read otherwise, by field.
fn failed<'w>(wordings: &'w str, catalogue: &Catalogue) -> (usize, BTreeMap<&'w str, Vec<&'w str>>) {
    let mut tried = 0;
    let mut failed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in wordings.lines().filter(|line| !line.is_empty()) {
        let (field, label) = line.split_once('\t').unwrap();
        if let Some(kind) = kind(field) {
            tried += 1;
            let titled = reworded(form(&[]), "项目支出绩效自评表", label, None);
            if read(&titled, catalogue).is_none_or(|form| form.kind != kind) {
                failed.entry(field).or_default().push(label);
            }
        }
        if field == "head" {
            tried += 1;
            let own = reworded(form(&[]), "主管部门", label, None);
            let name = FieldName::of_label(label);
            if read(&own, catalogue).is_none_or(|form| form.text(&name) != "乙局") {
                failed.entry(field).or_default().push(label);
            }
        }
        for (sheet, expected) in cases(field, &label.replace("\\n", "\n"), catalogue) {
            tried += 1;
            let found = read(&sheet, catalogue).map(compared).map(whole);
            if found.as_ref() != Some(&expected) {
                failed.entry(field).or_default().push(label);
            }
        }
    }
    (tried, failed)
}
