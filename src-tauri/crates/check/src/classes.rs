//! Classes and names of indicators.

use jixiao_model::{IndicatorColumn, squeeze};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Row, Subject};

/// C07: every class of the edition has an indicator. A class that some profile of the rule set leaves out is only hinted at.
pub(crate) fn missing(subject: &Subject) -> Vec<Finding> {
    let Some(last) = subject.rows().last().filter(|_| subject.is_listed()) else { return Vec::new() };
    // 服务对象满意度指标 is 满意度指标.
    let used = |class: &String| subject.rows().any(|row| row.class.ends_with(class.as_str()));
    let classes = subject.edition.classes.iter().map(|class| squeeze(&class.level1));
    let missing: Vec<String> = classes.filter(|class| !used(class)).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let names = missing.join("、");
    let message = format!("没有设{names}，请补设，或说明本项目为何不设。");
    let field = last.field(IndicatorColumn::Level1);
    let finding = Finding::fails(CheckId::C07, field, &names, "", message);
    let allowed = missing.iter().all(|class| may_be_left_out(subject, class));
    vec![if allowed { finding.at_most(Level::Hint) } else { finding }]
}

fn may_be_left_out(subject: &Subject, class: &str) -> bool {
    let mut profiles = subject.rules.profiles.iter();
    profiles.any(|profile| profile.weights.iter().all(|(name, _)| squeeze(name) != class))
}

/// C08: one name, two rows of the same goal.
pub(crate) fn duplicates(subject: &Subject) -> Vec<Finding> {
    let mut seen: Vec<&Row> = Vec::new();
    let mut findings = Vec::new();
    for row in subject.rows() {
        match seen.iter().find(|other| other.goal == row.goal && other.name == row.name) {
            _ if row.name.is_empty() => {}
            Some(first) => findings.push(duplicate(row, first)),
            None => seen.push(row),
        }
    }
    findings
}

fn duplicate(row: &Row, first: &Row) -> Finding {
    let name = squeeze(&row.indicator.level3);
    let message = format!(
        "三级指标“{name}”与第 {} 行（{}）重复，等于重复计分，请合并，或改成能区分的名称。",
        first.index + 1,
        squeeze(&first.indicator.level2)
    );
    Finding::fails(CheckId::C08, row.field(IndicatorColumn::Level3), "不重复的指标", name, message)
}
