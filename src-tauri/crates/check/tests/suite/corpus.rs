//! Every finding over the published forms under their natural rule sets, in `tests/suite/corpus.txt`.
//! `UPDATE=1 cargo test -p jixiao-check` rewrites it; read its diff line by line, a false alarm costs more than a missed slip.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use jixiao_check::{
    BatchFacts, BatchFinding, BatchForm, CheckId, Finding, Level, Outcome, check, check_batch,
};
use jixiao_model::{FieldRef, Form};
use jixiao_score::score;

use crate::published::{FILES, edition, forms, rules};
use crate::sample::{address, batch_form};

fn findings(form: &Form) -> Vec<Finding> {
    let edition = edition(&form.edition);
    check(form, &score(form, rules(edition)), edition, rules(edition))
}

/// The file as one batch, of which nothing more is known.
fn of_batch(forms: &[Form]) -> Vec<BatchFinding> {
    let scored: Vec<_> = forms.iter().map(|form| score(form, rules(edition(&form.edition)))).collect();
    let batch: Vec<BatchForm> =
        forms.iter().zip(&scored).map(|(form, scored)| batch_form(form, scored)).collect();
    check_batch(&batch, &BatchFacts::default())
}

#[test]
fn findings_over_the_published_forms() {
    let mut report = String::new();
    for file in FILES {
        report_file(file, &mut report);
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/suite/corpus.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &report).unwrap();
    }
    let pinned = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        pinned == report,
        "tests/suite/corpus.txt is not what the forms give now; UPDATE=1 rewrites it:\n{report}"
    );
}

fn report_file(file: &str, report: &mut String) {
    let forms = forms(file);
    let mut counts: BTreeMap<CheckId, [usize; 4]> = BTreeMap::new();
    let mut lines = String::new();
    let batch = of_batch(&forms);
    for (index, form) in forms.iter().enumerate() {
        let over_forms = batch.iter().filter(|found| found.form == index).map(|found| found.finding.clone());
        let findings: Vec<Finding> = findings(form).into_iter().chain(over_forms).collect();
        writeln!(lines, "\n## {}", form.name()).unwrap();
        for finding in &findings {
            counts.entry(finding.check).or_default()[kind(finding)] += 1;
            writeln!(lines, "{}", line(form, finding)).unwrap();
        }
    }
    writeln!(report, "# {file}, {} forms", forms.len()).unwrap();
    for (check, [errors, warnings, hints, open]) in counts {
        let title = check.title();
        writeln!(report, "{check} {title}：错误 {errors}，警告 {warnings}，提示 {hints}，不能判定 {open}")
            .unwrap();
    }
    writeln!(report, "{lines}").unwrap();
}

const fn kind(finding: &Finding) -> usize {
    match (finding.outcome, finding.level) {
        (Outcome::CannotDecide, _) => 3,
        (Outcome::Fails, Level::Error) => 0,
        (Outcome::Fails, Level::Warning) => 1,
        (Outcome::Fails, Level::Hint) => 2,
    }
}

fn line(form: &Form, finding: &Finding) -> String {
    let level = match finding.outcome {
        Outcome::Fails => finding.level.title(),
        Outcome::CannotDecide => "未定",
    };
    let name = match &finding.field {
        FieldRef::Indicator { goal, row, .. } => {
            let indicator = &form.goals[*goal].indicators[*row];
            let name: String = indicator.level3.chars().take(16).collect();
            format!("{name}（{} → {}）", indicator.target, indicator.actual)
        }
        _ => String::new(),
    };
    format!("{} {level} {}｜{name}｜{}", finding.check, address(&finding.field), finding.message)
}

/// The examples that the checks were thought out for.
#[test]
fn known_mistakes_are_found() {
    for (file, form, check, field, message) in [
        ("urumqi-2023", "1995年以前退休人员生活补助", CheckId::C31, "r0.score", "得分 8.9，按规则应为 8.99"),
        ("urumqi-2023", "全市事业单位网络培训", CheckId::C18, "r4.actual", "0.9029万元，全年执行数是 4万元"),
        ("urumqi-2023", "全市事业单位网络培训", CheckId::C25, "r4.target", "成本越少越好"),
        ("urumqi-2023", "人才周转房", CheckId::C44, "r4.reason", "“100%”，按目标值和实际值算是 32.4%"),
        ("urumqi-2023", "业务楼运营费", CheckId::C50, "competent_department", "“保障保障”"),
        (
            "tongcheng-2021-department",
            "通城县",
            CheckId::C55,
            "f0.adjusted",
            "漏了基本支出，基本支出 1025.68",
        ),
        ("tongcheng-2021-department", "通城县", CheckId::C03, "goal3.points", "得分合计却只有 14 分"),
        ("tongcheng-2021-department", "通城县", CheckId::C34, "goal4.r4.score", "只完成目标的 45%"),
        ("tongcheng-2021-department", "通城县", CheckId::C39, "goal4.r4.score", "完成 97.9% 却只得 1 分"),
        ("changji-2021", "“访惠聚”工作为民办实事经费", CheckId::C23, "r7.actual", "“95%”"),
        ("changji-2021", "博士后工作资助经费", CheckId::C20, "r0.actual", "“14”没有写单位"),
        ("changji-2021", "职业技能竞赛补助经费", CheckId::C30, "r2.reason", "“24人”是目标值的 160%"),
        (
            "changji-2021",
            "博士后工作资助经费",
            CheckId::C47,
            "goal1.expected",
            "“14篇”，指标“形成评估或结题报告”",
        ),
        (
            "changji-2021",
            "劳动能力鉴定",
            CheckId::C48,
            "goal1.actual",
            "“5次”，指标“工伤等级结论书公告送达（次）”",
        ),
        ("urumqi-2023-department", "乌鲁木齐市", CheckId::C21, "r3.actual", "相差 11.3 倍"),
    ] {
        let forms = forms(file);
        let form = forms.iter().find(|published| published.name().starts_with(form)).unwrap();
        let findings = findings(form);
        let found = findings.iter().any(|finding| {
            finding.check == check
                && finding.outcome == Outcome::Fails
                && address(&finding.field) == field
                && finding.message.contains(message)
        });
        assert!(found, "{check} {field}: {findings:#?}");
    }
}

/// Sums, rates and budget scores of the published forms are right: not one false alarm.
#[test]
fn what_is_right_in_every_published_form_is_not_complained_about() {
    let right = [
        CheckId::C01,
        CheckId::C02,
        CheckId::C04,
        CheckId::C10,
        CheckId::C11,
        CheckId::C12,
        CheckId::C13,
        CheckId::C17,
        CheckId::C24,
        CheckId::C26,
        CheckId::C32,
        CheckId::C38,
    ];
    for form in FILES.iter().flat_map(|file| forms(file)) {
        let wrong: Vec<Finding> =
            findings(&form).into_iter().filter(|finding| right.contains(&finding.check)).collect();
        assert_eq!(wrong, [], "{}", form.name());
    }
}
