//! The total and its grade.

use jixiao_model::{FieldName, FieldRef, TotalColumn, squeeze};
use jixiao_score::Agreement;
use rust_decimal::Decimal;

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::Subject;
use crate::text::{plain, unless_too_large};

/// The name under which an edition prints the grade.
const GRADE: &str = "grade";

/// C38: the total is the sum of the scores, within a cap of the rule set, and the grade is the total's.
pub(crate) fn total(subject: &Subject) -> Vec<Finding> {
    total_score(subject).into_iter().chain(grade(subject)).collect()
}

fn total_score(subject: &Subject) -> Option<Finding> {
    let (entry, total) = (&subject.form.total.score, &subject.scored.total);
    let field = FieldRef::Total(TotalColumn::Score);
    let Some(printed) = total.printed.map(|points| plain(points.0)) else {
        let text = entry.text().trim();
        let message = format!("总分“{text}”不是数，请填各项得分之和。");
        let message = unless_too_large("总分", entry, message);
        return (!entry.is_blank())
            .then(|| Finding::fails(CheckId::C38, field, "各项得分之和", text, message));
    };
    let Some(sum) = total.printed_sum.map(|points| plain(points.0)) else {
        let message = format!("已有总分 {printed}，还有得分没有填写，填完后才能核对。");
        // What a crossed-out row carries by mistake is C04's.
        let missing =
            subject.scored.budget.printed.is_none() || subject.rows().any(|row| row.printed().is_none());
        return missing
            .then(|| Finding::cannot_decide(CheckId::C38, field, "各项得分之和", printed, message));
    };
    let capped = cap(subject).filter(|cap| sum > *cap);
    let expected = capped.unwrap_or(sum);
    let why = match capped {
        Some(cap) => format!("各项得分之和 {sum}，因执行率偏低以 {} 分封顶", plain(cap)),
        None => format!("各项得分之和是 {sum}"),
    };
    let message = format!("总分 {printed} 不对，{why}，请更正。");
    let wrong = if capped.is_some() { printed != expected } else { differs(subject) };
    wrong.then(|| Finding::fails(CheckId::C38, field, plain(expected), printed, message))
}

fn differs(subject: &Subject) -> bool {
    matches!(subject.scored.total.agreement, Agreement::Differs(_))
}

/// The rule set's cap for this execution rate.
fn cap(subject: &Subject) -> Option<Decimal> {
    let rate = subject.scored.budget.rate?;
    subject.rules.caps.iter().find(|cap| rate < cap.rate).map(|cap| cap.total.0)
}

fn grade(subject: &Subject) -> Option<Finding> {
    let name = FieldName::new(GRADE);
    let found = squeeze(subject.form.text(&name));
    let total = subject.scored.total.printed.or(subject.scored.total.score);
    if found.is_empty() {
        return None;
    }
    let field = FieldRef::Text(name);
    let Some(total) = total else {
        let message = format!("已填等次“{found}”，还没有总分，填好后才能核对。");
        return Some(Finding::cannot_decide(CheckId::C38, field, "与总分相符的等次", found, message));
    };
    let expected = subject.rules.grade(total.0)?;
    let message = format!("总分 {} 的等次应为“{expected}”，现在是“{found}”，请更正。", plain(total.0));
    (!found.starts_with(expected)).then(|| Finding::fails(CheckId::C38, field, expected, found, message))
}
