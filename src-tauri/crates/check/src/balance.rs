//! How the points are spread over classes and rows.

use jixiao_edition::Profile;
use jixiao_model::{IndicatorColumn, squeeze};
use rust_decimal::Decimal;

use crate::finding::Finding;
use crate::id::CheckId;
use crate::level::Level;
use crate::subject::{Row, Subject, sum};
use crate::text::plain;

/// C02: the level-1 classes are worth what one of the rule set's profiles gives them.
pub(crate) fn profile(subject: &Subject) -> Vec<Finding> {
    let profiles = &subject.rules.profiles;
    let complete = subject.weights() == (0, Decimal::ONE_HUNDRED);
    let classes = classes(subject);
    let known =
        |name: &String| profiles.iter().flat_map(|p| &p.weights).any(|(class, _)| squeeze(class) == *name);
    let comparable =
        !subject.prints_goal_points() && !classes.is_empty() && classes.iter().all(|(name, _)| known(name));
    // Where the layout gives the budget no points, the profiles, which leave ten to it, say nothing.
    let without_budget = subject.scored.budget.points.0.is_zero();
    // Points that went over from a class that is not there are C07's.
    let is_there = |profile: &Profile| {
        profile.weights.iter().all(|(name, _)| classes.iter().any(|(class, _)| *class == squeeze(name)))
    };
    let class_missing = classes.len() > 1 && !profiles.is_empty() && !profiles.iter().any(is_there);
    if without_budget
        || class_missing
        || !complete
        || !comparable
        || profiles.iter().any(|profile| fits(profile, &classes))
    {
        return Vec::new();
    }
    let found = classes
        .iter()
        .map(|(name, points)| format!("{name} {}", plain(*points)))
        .collect::<Vec<_>>()
        .join("、");
    let expected = profiles.iter().map(described).collect::<Vec<_>>().join("；或 ");
    let message = format!(
        "一级指标分值是{found}，规则集“{}”规定的是{expected}，请调整，或写明依据。",
        subject.rules.name
    );
    let first = subject.rows().next().map(|row| row.field(IndicatorColumn::Level1));
    first.map(|field| Finding::fails(CheckId::C02, field, &expected, &found, message)).into_iter().collect()
}

/// Classes in use with their points, in printed order.
fn classes(subject: &Subject) -> Vec<(String, Decimal)> {
    let mut classes: Vec<(String, Decimal)> = Vec::new();
    for row in subject.rows() {
        let (name, weight) = (&row.class, row.weight().unwrap_or_default());
        match classes.iter_mut().find(|(class, _)| class == name) {
            Some((_, points)) => *points = points.saturating_add(weight),
            None => classes.push((name.clone(), weight)),
        }
    }
    classes
}

fn fits(profile: &Profile, classes: &[(String, Decimal)]) -> bool {
    profile.weights.len() == classes.len()
        && profile.weights.iter().all(|(name, points)| {
            classes.iter().any(|(class, sum)| *class == squeeze(name) && *sum == points.0)
        })
}

fn described(profile: &Profile) -> String {
    let parts = profile.weights.iter().map(|(name, points)| format!("{name} {}", plain(points.0)));
    parts.collect::<Vec<_>>().join("、")
}

/// C05: a missed indicator that hardly counts, among others of its class that count more.
pub(crate) fn tiny(subject: &Subject) -> Vec<Finding> {
    let limit = subject.limits().tiny_weight.0;
    let Some(average) = average(subject) else { return Vec::new() };
    let small = |row: &&Row| {
        row.is_missed()
            && row
                .weight()
                .is_some_and(|weight| weight <= limit && weight < average && stands_out(subject, row, weight))
    };
    subject.rows().filter(small).map(|row| tiny_finding(row, average)).collect()
}

/// Most other rows of its class, or of the form where there are none, are worth more.
fn stands_out(subject: &Subject, row: &Row, weight: Decimal) -> bool {
    let others = |of_class: bool| -> Vec<Decimal> {
        let others = subject.rows().filter(|other| (other.goal, other.index) != (row.goal, row.index));
        others.filter(|other| !of_class || other.class == row.class).filter_map(Row::weight).collect()
    };
    let of_class = others(true);
    let others = if of_class.is_empty() { others(false) } else { of_class };
    others.iter().filter(|other| **other > weight).count() * 2 > others.len()
}

fn tiny_finding(row: &Row, average: Decimal) -> Finding {
    let weight = plain(row.weight().unwrap_or_default());
    let message = format!(
        "没有达标的指标只占 {weight} 分（平均每行 {} 分），审核可能认为有意压低影响，请核对分值。",
        plain(jixiao_model::half_up(average, 1))
    );
    Finding::fails(CheckId::C05, row.field(IndicatorColumn::Weight), "与其他指标相当的分值", weight, message)
}

fn average(subject: &Subject) -> Option<Decimal> {
    let weights: Vec<Decimal> = subject.rows().filter_map(Row::weight).collect();
    sum(weights.iter().copied()).checked_div(Decimal::from(weights.len()))
}

/// C06: one row that decides nearly a third of the points; worse when words decide it.
pub(crate) fn heavy(subject: &Subject) -> Vec<Finding> {
    let limit = subject.limits().heavy_weight.0;
    let heavy = subject.rows().filter(|row| row.weight().is_some_and(|weight| weight >= limit));
    heavy.map(|row| heavy_finding(row, limit)).collect()
}

fn heavy_finding(row: &Row, limit: Decimal) -> Finding {
    let weight = plain(row.weight().unwrap_or_default());
    let field = row.field(IndicatorColumn::Weight);
    let expected = format!("小于 {}", plain(limit));
    if row.is_qualitative() {
        let message =
            format!("一条定性指标占 {weight} 分，凭一句评语决定，请拆成几条，或改用可以衡量的目标。");
        return Finding::fails(CheckId::C06, field, expected, weight, message);
    }
    let message = format!("一条指标占 {weight} 分，请考虑拆成几条。");
    Finding::fails(CheckId::C06, field, expected, weight, message).at_most(Level::Hint)
}
