//! C29: satisfaction, the figure that is doubted most.

use jixiao_edition::words;
use jixiao_model::{IndicatorColumn, Operator, fold, half_up, share};
use rust_decimal::{Decimal, dec};

use crate::figures::{Figure, figures};
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::{actual_figure, figure};
use crate::level::Level;
use crate::subject::{Row, Subject, differs, sum};
use crate::text::plain;

/// Percentage points that rounding may cost.
const ROUNDING: Decimal = dec!(0.5);

/// C29: satisfaction is what the sample in the reason gives; 100 %, or the very target, says where it comes from.
pub(crate) fn satisfaction(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(|row| doubt(subject, row)).collect()
}

/// Satisfaction in per cent, with its row.
pub(crate) fn satisfied(row: &Row) -> Option<Decimal> {
    let texts = [&row.indicator.level1, &row.indicator.level2, &row.indicator.level3];
    let about = texts.into_iter().any(|text| text.contains("满意"));
    actual_figure(row).filter(|(unit, _)| about && *unit == "%").map(|(_, value)| value)
}

/// What can be doubted on one form alone.
pub(crate) fn doubt(subject: &Subject, row: &Row) -> Option<Finding> {
    let percent = satisfied(row)?;
    let field = row.field(IndicatorColumn::Actual);
    let found = row.indicator.actual.trim();
    if let Some(sampled) =
        by_sample(&row.indicator.reason).filter(|sampled| differs(*sampled, percent, ROUNDING))
    {
        let sampled = plain(sampled);
        let message =
            format!("满意度填的是“{found}”，按原因中的样本算是 {sampled}%，请更正，或写明怎么算的。");
        return Some(Finding::fails(CheckId::C29, field, format!("{sampled}%"), found, message));
    }
    if words().texts.evidence.iter().any(|word| row.indicator.reason.contains(word.as_str())) {
        return None;
    }
    let expected = "有调查依据的满意度";
    if percent == dec!(100) {
        let message = if subject.prints_reasons() {
            "满意度 100% 最受质疑，请在原因栏写明怎么调查的、收回多少份，或按调查结果填写。"
        } else {
            "满意度 100% 最受质疑，请按调查结果填写，并留存问卷。"
        };
        return Some(Finding::fails(CheckId::C29, field, expected, found, message));
    }
    // `>98%` is a bound and no figure of its own.
    let exact = matches!(row.actual.operator(), None | Some(Operator::Equal));
    let same = exact && figure(&row.target).is_some_and(|(unit, value)| unit == "%" && value == percent);
    let message = "满意度与目标值完全一样，像是照填目标，请按调查结果填写，并留存问卷。";
    same.then(|| Finding::fails(CheckId::C29, field, expected, found, message).at_most(Level::Hint))
}

/// The share of the satisfied that a reason tells: `发放40份，其中3份不满意`, `70人次，66人次满意`, `发放200份，收回180份，满意171份`.
fn by_sample(reason: &str) -> Option<Decimal> {
    let text = fold(reason);
    let counts: Vec<Figure> = figures(&text).into_iter().filter(|stated| is_answer(stated)).collect();
    let returned = counts.iter().find(|stated| is_returned(stated)).map(|stated| stated.value);
    let whole = returned.or_else(|| counts.iter().map(|stated| stated.value).max())?;
    let unhappy =
        counts.iter().find(|stated| is_unhappy(stated)).map(|stated| whole.saturating_sub(stated.value));
    let happy = || {
        let happy: Vec<Decimal> =
            counts.iter().filter(|stated| is_happy(stated)).map(|stated| stated.value).collect();
        (!happy.is_empty()).then(|| sum(happy))
    };
    let satisfied = unhappy.or_else(happy).filter(|satisfied| *satisfied < whole)?;
    share(dec!(100), satisfied, whole).map(|percent| half_up(percent, 2))
}

/// What comes before a figure in its clause.
fn before<'a>(stated: &Figure<'a>) -> &'a str {
    stated.clause.split(stated.shown).next().unwrap_or_default()
}

/// Answers that came back; what was sent out says nothing of anybody's satisfaction.
fn is_returned(stated: &Figure) -> bool {
    let returned = &words().texts.returned;
    returned
        .iter()
        .any(|word| before(stated).contains(word.as_str()) || stated.after.starts_with(word.as_str()))
}

/// 171份满意, 满意171份, 非常满意的100人; but not 基本满意 and not 不满意.
fn is_happy(stated: &Figure) -> bool {
    let before = before(stated).trim_end_matches(['的', '为', '有']);
    let said_before = before.ends_with("满意")
        && !["不满意", "基本满意", "较满意", "未满意"].iter().any(|word| before.ends_with(word));
    let said_behind =
        ["满意", "表示满意", "非常满意", "很满意"].iter().any(|word| stated.after.starts_with(word))
            && !["满意度", "满意率"].iter().any(|word| stated.after.starts_with(word));
    said_before || said_behind
}

fn is_answer(stated: &Figure) -> bool {
    matches!(stated.unit, "份" | "人")
}

fn is_unhappy(stated: &Figure) -> bool {
    let words = ["不满意", "未全部满意", "未满意", "不太满意"];
    words.iter().any(|word| {
        stated.after.starts_with(word) || before(stated).trim_end_matches(['的', '为', '有']).ends_with(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples() {
        for (reason, expected) in [
            ("随机抽取40份，其中3份未全部满意，满意度达到97%。", Some(dec!(92.50))),
            ("有效填写70人次，66人次满意，占比94.29%，4人次基本满意。", Some(dec!(94.29))),
            ("发放问卷200份，收回180份，满意171份。", Some(dec!(95.00))),
            ("发放问卷200份，回收有效问卷190份，其中满意的有171份。", Some(dec!(90.00))),
            ("收回问卷100份，非常满意60份，满意35份，基本满意5份。", Some(dec!(95.00))),
            ("收回100份，不满意8份。", Some(dec!(92.00))),
            ("调查50人，45人表示满意。", Some(dec!(90.00))),
            ("发放问卷200份，收回180份，满意度95%。", None),
            ("发放问卷200份，全部满意。", None),
            ("按照实际问卷结果填列", None),
        ] {
            assert_eq!(by_sample(reason), expected, "{reason}");
        }
    }
}
