//! Classes and names of indicators.

use jixiao_model::{FormKind, IndicatorColumn, squeeze};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::naming::is_class;
use crate::subject::{Row, Subject};
use crate::text::bracketed;

/// C07: every class of the edition has an indicator. A class that some profile of the rule set leaves out is only hinted at.
pub(crate) fn missing(subject: &Subject) -> Vec<Finding> {
    let Some(last) = subject.rows().last().filter(|_| subject.is_listed()) else { return Vec::new() };
    let classes: Vec<String> = subject.edition.classes.iter().map(|class| squeeze(&class.level1)).collect();
    let used = |class: &&String| subject.rows().any(|row| stands_for(row, class, &classes));
    let missing: Vec<String> = classes.iter().filter(|class| !used(class)).cloned().collect();
    // Departments are looked at in many ways: a form that goes by other classes lacks none of these.
    let all = subject.edition.classes.len();
    if subject.edition.kind == FormKind::Department && missing.len() * 2 > all {
        return Vec::new();
    }
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

/// By its class, and a cost by its subclass, too; what has an effect (效果) is of use (效益).
fn stands_for(row: &Row, class: &str, official: &[String]) -> bool {
    let of_effects = class.starts_with("效益") && row.class.starts_with("效果");
    let of_costs = class.starts_with("成本") && row.is_cost();
    // An office with classes of its own may have satisfaction among the effects.
    let own = !official.contains(&row.class);
    let of_satisfied = own && class.starts_with("满意度") && is_class(&row.subclass, class);
    of_effects || of_costs || of_satisfied || is_class(&row.class, class)
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
        match seen.iter().find(|other| other.goal == row.goal && told_by(other) == told_by(row)) {
            _ if row.name.is_empty() => {}
            Some(first) => findings.push(duplicate(row, first)),
            None => seen.push(row),
        }
    }
    findings
}

/// What tells a row from others: 预算执行进度（7月） is another than 预算执行进度（11月）, and an office may have a fourth level.
fn told_by<'r>(row: &'r Row<'_>) -> (&'r str, Option<String>, Option<&'r str>) {
    let in_brackets = bracketed(&row.indicator.level3);
    let is_part = |inner: &String| inner.contains(|c: char| c.is_ascii_digit()) && !inner.ends_with('分');
    let mut below = row.indicator.extra.iter().filter(|(column, _)| column.as_str().ends_with("级指标"));
    (&row.name, in_brackets.filter(is_part), below.next().map(|(_, text)| text))
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
