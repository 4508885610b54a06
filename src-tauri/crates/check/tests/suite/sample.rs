//! A sound form, and short addresses of its cells: `r0.actual`, `f1.executed`, `goal1.points`, `goal2.r0.score`, `total.score`, `name`.

use jixiao_check::{BatchForm, Finding, Outcome, check};
use jixiao_edition::RuleSet;
use jixiao_model::{
    EditionId, Entry, FieldName, FieldRef, Form, Fund, FundColumn, Goal, Indicator, IndicatorColumn, Total,
    TotalColumn,
};
use jixiao_score::{Scored, score};

use crate::published::{edition, rules};

/// One row: class, subclass, name, target, actual, weight, score, reason.
type Cells<'a> = [&'a str; 8];

const ROWS: [Cells<'_>; 9] = [
    ["产出指标", "数量指标", "培训人数", "≥100人", "120人", "10", "10", ""],
    ["产出指标", "数量指标", "培训期数", "≥4期", "4期", "10", "10", ""],
    ["产出指标", "质量指标", "培训合格率", "≥95%", "98%", "10", "10", ""],
    ["产出指标", "时效指标", "完成时间", "2021年12月31日前", "2021年11月30日", "10", "10", ""],
    ["产出指标", "成本指标", "培训成本", "≤50万元", "48万元", "10", "10", ""],
    ["效益指标", "经济效益指标", "/", "/", "/", "/", "/", ""],
    ["效益指标", "社会效益指标", "带动就业人数", "≥60人", "66人", "15", "15", ""],
    [
        "效益指标",
        "可持续影响指标",
        "技能水平",
        "持续提升",
        "达成预期指标",
        "15",
        "14",
        "部分学员没有取得证书，明年加强辅导。",
    ],
    ["满意度指标", "满意度指标", "学员满意度", "≥90%", "95%", "10", "10", ""],
];

pub fn indicator([level1, level2, level3, target, actual, weight, score, reason]: Cells) -> Indicator {
    Indicator {
        level1: level1.to_owned(),
        level2: level2.to_owned(),
        level3: level3.to_owned(),
        target: target.to_owned(),
        actual: actual.to_owned(),
        weight: Entry::new(weight),
        score: Entry::new(score),
        reason: reason.to_owned(),
        ..Indicator::default()
    }
}

fn funds(label: &str, [initial, adjusted, executed]: [&str; 3]) -> Fund {
    Fund {
        label: label.to_owned(),
        initial: initial.into(),
        adjusted: adjusted.into(),
        executed: executed.into(),
        ..Fund::default()
    }
}

/// A form of 2021 in which nothing is wrong.
pub fn sound() -> Form {
    let total = Fund {
        weight: "10".into(),
        rate: "96.00%".into(),
        score: "9.60".into(),
        ..funds("年度资金总额", ["50", "50", "48"])
    };
    let sources = [
        ("当年财政拨款", ["50", "50", "48"]),
        ("上年结转资金", ["0", "0", "0"]),
        ("其他资金", ["0", "0", "0"]),
    ];
    let goal = Goal {
        expected: "带动60人就业，提高技能水平。".to_owned(),
        actual: "办班培训技能人才，带动就业66人，技能水平明显提高。".to_owned(),
        indicators: ROWS.into_iter().map(indicator).collect(),
        ..Goal::default()
    };
    let mut form = Form {
        edition: EditionId::from("xinjiang-2021-project"),
        year: Some(2021),
        title: "技能培训项目支出绩效自评表".to_owned(),
        funds: [total].into_iter().chain(sources.map(|(label, amounts)| funds(label, amounts))).collect(),
        goals: vec![goal],
        total: Total { weight: "100".into(), score: "98.60".into() },
        ..Form::default()
    };
    form.set_text(FieldName::NAME, "技能培训");
    form.set_text(FieldName::COMPETENT_DEPARTMENT, "某市人社局");
    form.set_text(FieldName::IMPLEMENTING_UNIT, "某市培训中心");
    form
}

/// The sound form as a roll-forward leaves it: no amounts, actuals, scores or reasons.
pub fn template() -> Form {
    let mut form = sound();
    form.goals[0].actual.clear();
    for fund in &mut form.funds {
        *fund = Fund { label: fund.label.clone(), weight: fund.weight.clone(), ..Fund::default() };
    }
    for row in form.goals[0].indicators.iter_mut().filter(|row| !row.is_crossed_out()) {
        for column in [IndicatorColumn::Actual, IndicatorColumn::Score, IndicatorColumn::Reason] {
            row.set(column, "");
        }
    }
    form.total.score = Entry::default();
    form
}

/// Puts a text into a cell.
pub fn put(form: &mut Form, at: &str, text: &str) {
    let (part, column) = at.split_once('.').unwrap_or((at, ""));
    let number = |prefix: &str| part.strip_prefix(prefix).and_then(|digits| digits.parse::<usize>().ok());
    if let Some(row) = number("r") {
        form.goals[0].indicators[row].set(indicator_column(column), text);
    } else if let Some(row) = number("f") {
        form.funds[row].set(fund_column(column), text);
    } else {
        put_text(form, at, text);
    }
}

fn put_text(form: &mut Form, at: &str, text: &str) {
    match at {
        "goal.expected" => form.goals[0].expected = text.to_owned(),
        "goal.actual" => form.goals[0].actual = text.to_owned(),
        "goal.points" => form.goals[0].points = text.into(),
        "total.weight" => form.total.weight = text.into(),
        "total.score" => form.total.score = text.into(),
        "year" => form.year = text.parse().ok(),
        "title" => form.title = text.to_owned(),
        name => form.set_text(FieldName::new(name.to_owned()), text),
    }
}

const INDICATOR_COLUMNS: [(&str, IndicatorColumn); 9] = [
    ("level1", IndicatorColumn::Level1),
    ("level2", IndicatorColumn::Level2),
    ("level3", IndicatorColumn::Level3),
    ("target", IndicatorColumn::Target),
    ("basis", IndicatorColumn::Basis),
    ("actual", IndicatorColumn::Actual),
    ("weight", IndicatorColumn::Weight),
    ("score", IndicatorColumn::Score),
    ("reason", IndicatorColumn::Reason),
];

const FUND_COLUMNS: [(&str, FundColumn); 7] = [
    ("label", FundColumn::Label),
    ("initial", FundColumn::Initial),
    ("adjusted", FundColumn::Adjusted),
    ("executed", FundColumn::Executed),
    ("weight", FundColumn::Weight),
    ("rate", FundColumn::Rate),
    ("score", FundColumn::Score),
];

fn indicator_column(name: &str) -> IndicatorColumn {
    INDICATOR_COLUMNS.into_iter().find(|(known, _)| *known == name).unwrap().1
}

fn fund_column(name: &str) -> FundColumn {
    FUND_COLUMNS.into_iter().find(|(known, _)| *known == name).unwrap().1
}

/// The short address of a cell. Rows and funds count from 0, as in the form; goals from 1, as printed.
pub fn address(field: &FieldRef) -> String {
    match field {
        FieldRef::Title => "title".to_owned(),
        FieldRef::Year => "year".to_owned(),
        FieldRef::Text(name) => name.as_str().to_owned(),
        FieldRef::Fund { row, column } => {
            let name = FUND_COLUMNS.into_iter().find(|(_, known)| known == column).unwrap().0;
            format!("f{row}.{name}")
        }
        FieldRef::FundExtra { row, column } => format!("f{row}.{column}"),
        FieldRef::IndicatorExtra { goal, row, column } => format!("goal{}.r{row}.{column}", goal + 1),
        FieldRef::GoalNumber(goal) => format!("goal{}.number", goal + 1),
        FieldRef::GoalPoints(goal) => format!("goal{}.points", goal + 1),
        FieldRef::GoalExpected(goal) => format!("goal{}.expected", goal + 1),
        FieldRef::GoalActual(goal) => format!("goal{}.actual", goal + 1),
        FieldRef::Indicator { goal, row, column } => {
            let name = INDICATOR_COLUMNS.into_iter().find(|(_, known)| known == column).unwrap().0;
            let goal = if *goal == 0 { String::new() } else { format!("goal{}.", goal + 1) };
            format!("{goal}r{row}.{name}")
        }
        FieldRef::Total(TotalColumn::Weight) => "total.weight".to_owned(),
        FieldRef::Total(TotalColumn::Score) => "total.score".to_owned(),
    }
}

/// Every finding over `form` by `rules`, as `C31 错误 r0.score`; `未定` where it cannot be decided.
pub fn stated(form: &Form, rules: &RuleSet) -> Vec<String> {
    let findings = check(form, &score(form, rules), edition(&form.edition), rules);
    findings.iter().map(short).collect()
}

/// `C31 错误 r0.score`.
pub fn short(finding: &Finding) -> String {
    let level = match finding.outcome {
        Outcome::Fails => finding.level.title(),
        Outcome::CannotDecide => "未定",
    };
    assert!(finding.message.ends_with('。'), "{finding:?}");
    assert!(
        finding.message.contains('请') || finding.outcome == Outcome::CannotDecide,
        "how to mend it: {finding:?}"
    );
    format!("{} {level} {}", finding.check, address(&finding.field))
}

/// A form as part of a batch, with nothing known from outside.
pub fn batch_form<'a>(form: &'a Form, scored: &'a Scored) -> BatchForm<'a> {
    let edition = edition(&form.edition);
    BatchForm { form, scored, edition, rules: rules(edition), earlier: &[], evidence: None }
}

/// The natural rule set of the sound form.
pub fn natural(form: &Form) -> &'static RuleSet {
    rules(edition(&form.edition))
}

/// The printed total made right again after scores were changed.
pub fn retotal(form: &mut Form, rules: &RuleSet) {
    if let Some(sum) = score(form, rules).total.printed_sum {
        form.total.score = Entry::new(sum.0.to_string());
    }
}
