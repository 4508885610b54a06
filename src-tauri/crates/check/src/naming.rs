//! An indicator's name against its class, its unit and the direction of its target.

use jixiao_edition::{DirectionRule, FilingRule, UnitKind, WrongOperator, words};
use jixiao_model::{IndicatorColumn, Operator, squeeze};

use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::kind;
use crate::subject::{Row, Subject};

/// C09: an indicator stands in a class whose kind it is not of. Where the edition has no better class, nothing is said.
pub(crate) fn filing(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(|row| misfiled(subject, row)).collect()
}

fn misfiled(subject: &Subject, row: &Row) -> Option<Finding> {
    let name = &row.name;
    let kind = kind(&row.target);
    let classes = classes(row);
    // A layout without classes files nothing anywhere.
    if classes.iter().all(|class| class.is_empty()) {
        return None;
    }
    let fits = |rule: &&FilingRule| {
        rule.is_about(name, kind)
            && stands_in(&classes, &rule.class)
            && !stands_in(&classes, &rule.belongs)
            && has_class(subject, &rule.belongs)
    };
    let rule = words().filing.iter().find(fits)?;
    let (found, belongs) = (squeeze(&row.indicator.level2), &rule.belongs);
    let found = if found.is_empty() { squeeze(&row.indicator.level1) } else { found };
    let message = format!("“{name}”列在{found}下，应属{belongs}，请移过去，或改指标名称。");
    Some(Finding::fails(CheckId::C09, row.field(IndicatorColumn::Level2), belongs, found, message))
}

/// Class and subclass of a row, whatever points stand behind them.
fn classes<'a>(row: &'a Row) -> [&'a str; 2] {
    [&row.class, &row.subclass]
}

/// Any row stands in no class in particular.
fn stands_in(classes: &[&str; 2], class: &str) -> bool {
    class.is_empty() || classes.iter().any(|own| is_class(own, class))
}

/// 服务对象满意度指标 is 满意度指标, 满意度, 满意度目标, 满意度-服务对象 and 满意度10分 are, too, and 经济成本指标 is 成本指标.
pub(crate) fn is_class(own: &str, class: &str) -> bool {
    let points = |c: char| c.is_ascii_digit() || c == '.';
    let own = own.strip_suffix('分').map_or(own, |rest| rest.trim_end_matches(points));
    let bare = |name: &str| {
        ["指标", "目标"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name).to_owned()
    };
    let (own, class) = (bare(own), bare(class));
    own.ends_with(&class) || own.split(['-', '—', '－', '·']).any(|part| part == class)
}

fn has_class(subject: &Subject, class: &str) -> bool {
    let mut classes = subject.edition.classes.iter();
    classes.any(|known| {
        is_class(&known.level1, class) || known.level2.iter().any(|level2| is_class(level2, class))
    })
}

/// C25: ≥ on a cost, ≤ on people served: what is achieved would count against the unit.
pub(crate) fn direction(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(upside_down).collect()
}

fn upside_down(row: &Row) -> Option<Finding> {
    let operator = match row.target.operator()? {
        Operator::AtLeast | Operator::MoreThan => WrongOperator::AtLeast,
        Operator::AtMost | Operator::LessThan => WrongOperator::AtMost,
        Operator::Equal => return None,
    };
    let name = &row.name;
    let kind = kind(&row.target);
    let classes = classes(row);
    let fits = |rule: &&DirectionRule| {
        rule.operator == operator && rule.is_about(name, kind) && stands_in(&classes, &rule.class)
    };
    let rule = words().direction.iter().find(fits)?;
    let found = row.target_text();
    let message =
        format!("目标“{found}”的方向像是反了：{}，请核对，应写“{}”的请更正。", rule.why, rule.should);
    Some(Finding::fails(CheckId::C25, row.field(IndicatorColumn::Target), &rule.should, found, message))
}

/// C27: a share measured in pieces, or a number of pieces in per cent.
pub(crate) fn units(subject: &Subject) -> Vec<Finding> {
    subject.rows().filter_map(named_otherwise).collect()
}

fn named_otherwise(row: &Row) -> Option<Finding> {
    let words = &words().names;
    let name = &row.name;
    let ends = |list: &[String]| list.iter().any(|word| name.ends_with(word.as_str()));
    let ratio = ends(&words.ratio) && !ends(&words.not_ratio);
    let (expected, stated) = match kind(&row.target)? {
        UnitKind::Money | UnitKind::People | UnitKind::Count | UnitKind::Time if ratio => ("%", "比率"),
        UnitKind::Percent if ends(&words.count) => ("人、个、次等", "数量"),
        _ => return None,
    };
    let found = row.target_text();
    let message = format!("“{name}”说的是{stated}，目标值却是“{found}”，请改名称，或改目标值的单位。");
    Some(Finding::fails(CheckId::C27, row.field(IndicatorColumn::Target), expected, found, message))
}
