use jixiao_model::{Form, Indicator, Meaning, Measure, squeeze};
use jixiao_score::RowRef;

use crate::project::Project;

/// An indicator of a project's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct IndicatorAt {
    /// The project's place in the given projects.
    pub project: usize,
    /// The indicator's row.
    pub at: RowRef,
}

/// Which project indicators a department's indicator is made of. Suggested by the program, confirmed by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The department's row.
    pub department: RowRef,
    /// The projects' rows, in the order of the projects.
    pub sources: Vec<IndicatorAt>,
}

/// Suggests links: project indicators of the same or a similar name, whose targets count the same thing. Rows for which
/// nothing is found have an empty link.
#[must_use]
pub fn suggest(department: &Form, projects: &[Project]) -> Vec<Link> {
    let link = |(department, wanted): (RowRef, &Indicator)| {
        let of_project = |(project, of): (usize, &Project)| {
            let alike = rows(of.form).filter(|(_, found)| is_alike(wanted, found)).map(|(at, _)| at);
            alike.map(|at| IndicatorAt { project, at }).collect::<Vec<_>>()
        };
        Link { department, sources: projects.iter().enumerate().flat_map(of_project).collect() }
    };
    rows(department).map(link).collect()
}

pub(crate) fn rows(form: &Form) -> impl Iterator<Item = (RowRef, &Indicator)> {
    form.goals.iter().enumerate().flat_map(|(goal, of)| {
        of.indicators.iter().enumerate().map(move |(row, indicator)| (RowRef { goal, row }, indicator))
    })
}

fn is_alike(wanted: &Indicator, found: &Indicator) -> bool {
    !found.is_crossed_out()
        && similarity(&name(wanted), &name(found)) >= LEAST
        && counts_alike(&wanted.target, &found.target)
}

/// From this share of common pairs of characters on, in per cent, two names are taken for similar.
const LEAST: usize = 60;

/// An indicator's name without what stands in brackets: 城镇新增就业人数（万人） → 城镇新增就业人数.
fn name(indicator: &Indicator) -> String {
    let mut depth = 0_usize;
    let is_kept = |c: &char| {
        depth += usize::from(matches!(c, '(' | '（'));
        let outside = depth == 0;
        depth = depth.saturating_sub(usize::from(matches!(c, ')' | '）')));
        outside
    };
    squeeze(&indicator.level3).chars().filter(is_kept).collect()
}

/// Twice the common pairs of neighbouring characters over all pairs, in per cent (Dice); equal names give 100.
fn similarity(one: &str, other: &str) -> usize {
    if one == other {
        return if one.is_empty() { 0 } else { 100 };
    }
    let (one, mut other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    let common = one.iter().filter(|pair| match other.iter().position(|found| found == *pair) {
        Some(at) => {
            other.swap_remove(at);
            true
        }
        None => false,
    });
    (200 * common.count()).checked_div(all).unwrap_or(0)
}

fn pairs(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// Persons go with persons and per cents with per cents; words only with words.
fn counts_alike(one: &str, other: &str) -> bool {
    match (Measure::parse(one).meaning(), Measure::parse(other).meaning()) {
        (Meaning::Quantity(one), Meaning::Quantity(other)) => one.unit() == other.unit(),
        (Meaning::Duration(_), Meaning::Duration(_))
        | (Meaning::Date(_), Meaning::Date(_))
        | (Meaning::Words(_), Meaning::Words(_)) => true,
        _ => false,
    }
}
