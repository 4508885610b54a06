//! 检查报告: what was found in a set of forms, what to do about it, and what was waived, as a table to print.

use jixiao_check::{Finding, Level, Outcome};
use jixiao_layout::{Column, Table, TableRow, table};
use jixiao_model::Form;
use jixiao_sheet::{Horizontal, Properties, Sheet, Value};

use crate::checking::{
    Checked, CheckedFinding, CheckedForm, FindingTally, Waived, finding_place, worst_first,
};
use crate::file_names::{Named, titled};
use crate::report::{Output, Written, write_forms};

/// The columns, 2670 tenths of a millimetre in all.
const COLUMNS: [Column; 7] = [
    Column::new("编号", 120, Horizontal::Center),
    Column::new("级别", 120, Horizontal::Center),
    Column::new("位置", 420, Horizontal::Left),
    Column::new("检查", 290, Horizontal::Left),
    Column::new("发现", 740, Horizontal::Left),
    Column::new("应为", 380, Horizontal::Left),
    Column::new("建议", 600, Horizontal::Left),
];

/// What a check report is called.
pub(crate) const FINDINGS: &str = "检查报告";

/// Names of forms without findings that stand in one line of the report.
const NAMES: usize = 5;

/// The check report of these forms. What is waived stands at its end, with the reason.
#[must_use]
pub fn check_report(checked: &Checked) -> Sheet {
    table(&Table {
        name: FINDINGS.to_owned(),
        title: "绩效自评表检查报告".to_owned(),
        remarks: remarks(checked),
        columns: COLUMNS.to_vec(),
        rows: rows(checked),
    })
}

/// Writes the check report in the formats asked for. `source` tells its files from those of other reports. Files that cannot be
/// written are told of in [`Written`].
#[must_use]
pub fn write_check_report(
    checked: &Checked,
    source: &str,
    output: &Output,
    progress: &mut dyn FnMut(),
) -> Written {
    let named = Named { agency: &checked.agency, year: checked.year, source };
    let properties = Properties {
        title: titled(&named, FINDINGS),
        author: checked.agency.clone(),
        created: checked.changed,
    };
    let output = Output { per_form: false, ..output.clone() };
    let mut written = Written::default();
    let sheets = [check_report(checked)];
    write_forms(&sheets, FINDINGS, &named, &properties, &output, &mut written, progress);
    written
}

fn remarks(checked: &Checked) -> Vec<String> {
    let tally = FindingTally::of(checked.forms.iter().flat_map(|form| &form.findings));
    let sound = checked.forms.iter().filter(|form| FindingTally::of(&form.findings).is_sound()).count();
    let year = checked.year.map_or_else(|| "未填".to_owned(), |year| year.to_string());
    let agency = if checked.agency.is_empty() { "未填" } else { &checked.agency };
    let left_out = match checked.classified {
        0 => String::new(),
        count => format!("；另有涉密项目 {count} 张，不列入本报告"),
    };
    vec![
        format!("单位：{agency}　　年度：{year}　　自评表：{} 张，其中没有发现问题的 {sound} 张{left_out}", checked.forms.len()),
        format!(
            "错误 {} 条，警告 {} 条，提示 {} 条（其中未定 {} 条），已豁免 {} 条。",
            tally.errors, tally.warnings, tally.hints, tally.undecided, tally.waived
        ),
        "错误：带着它不应上报；警告：审核会问，请核对；提示：值得看一眼；未定：缺数据或写法不清，无法自动判断，不算错。"
            .to_owned(),
    ]
}

fn rows(checked: &Checked) -> Vec<TableRow> {
    let is_open = |finding: &CheckedFinding| finding.waived.is_none();
    let advice = |finding: &Finding| finding.advice().to_owned();
    let mut rows = errors(checked);
    let others = |finding: &CheckedFinding| {
        (is_open(finding) && !is_error(&finding.finding)).then(|| advice(&finding.finding))
    };
    let of_forms = section(checked, "", others);
    if !rows.is_empty() && !of_forms.is_empty() {
        rows.push(TableRow::Band("二、警告和提示，按表列出：请逐表核对".to_owned()));
    }
    rows.extend(of_forms);
    rows.extend(sound_forms(checked).into_iter().map(TableRow::Band));
    rows.extend(section(checked, "已豁免：", |finding| finding.waived.as_ref().map(waived_line)));
    rows
}

/// Every error of every form, in one list: what has to be put right before anything is handed in.
fn errors(checked: &Checked) -> Vec<TableRow> {
    let mut rows = Vec::new();
    for (at, form) in checked.forms.iter().enumerate() {
        rows.extend(open_errors(form).map(|found| {
            let place = format!(
                "{}. {}\n{}",
                at + 1,
                form.form.name(),
                finding_place(&form.form, &found.finding.field)
            );
            finding_row(&place, &found.finding, found.finding.advice())
        }));
    }
    if !rows.is_empty() {
        let heading = format!("一、错误 {} 条：请先改正", rows.len());
        rows.insert(0, TableRow::Group(heading, "错误".to_owned()));
    }
    rows
}

/// `错误 2（见前），`, where the first list has some of this form.
fn errors_before(form: &CheckedForm) -> String {
    match open_errors(form).count() {
        0 => String::new(),
        count => format!("错误 {count}（见前），"),
    }
}

/// The errors of a form that nobody has waived.
fn open_errors(form: &CheckedForm) -> impl Iterator<Item = &CheckedFinding> {
    form.findings.iter().filter(|found| found.waived.is_none() && is_error(&found.finding))
}

/// An error that is beyond doubt.
fn is_error(finding: &Finding) -> bool {
    finding.level == Level::Error && finding.outcome == Outcome::Fails
}

/// The findings for which `last` gives the last column, under the heading of their form.
fn section(
    checked: &Checked,
    heading: &str,
    last: impl Fn(&CheckedFinding) -> Option<String>,
) -> Vec<TableRow> {
    let mut rows = Vec::new();
    let place = |form: &CheckedForm| checked.forms.iter().position(|other| std::ptr::eq(other, form));
    for form in worst_first(&checked.forms) {
        let at = place(form).unwrap_or_default();
        let ranked = form.ranked().into_iter();
        let own: Vec<(&Finding, String)> =
            ranked.filter_map(|found| Some((&found.finding, last(found)?))).collect();
        if !own.is_empty() {
            let levels = own.iter().map(|(finding, _)| level_word(finding)).collect::<Vec<_>>();
            let called = format!("{heading}{}", name(at, &form.form));
            let before = if heading.is_empty() { errors_before(form) } else { String::new() };
            rows.push(TableRow::Group(format!("{called}　　{before}{}", counted(&levels)), called));
        }
        rows.extend(
            own.into_iter().map(|(finding, last)| {
                finding_row(&finding_place(&form.form, &finding.field), finding, &last)
            }),
        );
    }
    rows
}

/// `错误 1，警告 2`, in the order given.
fn counted(levels: &[&str]) -> String {
    let runs = levels.chunk_by(|one, other| one == other);
    runs.filter_map(|run| Some(format!("{} {}", run.first()?, run.len()))).collect::<Vec<_>>().join("，")
}

fn finding_row(place: &str, finding: &Finding, last: &str) -> TableRow {
    let texts = [
        finding.check.code(),
        level_word(finding),
        place,
        finding.check.title(),
        finding.statement(),
        &finding.expected,
        last,
    ];
    TableRow::Values(texts.into_iter().map(|text| Value::Text(text.to_owned())).collect())
}

/// The level's word; what cannot be decided is no judgement.
#[must_use]
pub fn level_word(finding: &Finding) -> &'static str {
    match finding.outcome {
        Outcome::Fails => finding.level.title(),
        Outcome::CannotDecide => "未定",
    }
}

fn waived_line(waived: &Waived) -> String {
    format!("{}（{}，{}）", waived.reason, waived.who, waived.when)
}

/// The forms in which nothing was found, some to a line: one line for all of a hundred would be longer than a page.
fn sound_forms(checked: &Checked) -> Vec<String> {
    let names: Vec<String> = checked
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| form.findings.is_empty())
        .map(|(at, form)| name(at, &form.form))
        .collect();
    let heading = format!("没有发现问题的表（{} 张）", names.len());
    let lines = names.chunks(NAMES).map(|names| names.join("；"));
    if names.is_empty() { Vec::new() } else { std::iter::once(heading).chain(lines).collect() }
}

/// The form's number, name and unit; names alone repeat within a department.
fn name(at: usize, form: &Form) -> String {
    match form.implementing_unit() {
        "" => format!("{}. {}", at + 1, form.name()),
        agency => format!("{}. {}（{agency}）", at + 1, form.name()),
    }
}
