//! What has to be known before a sum is believed.

use std::collections::BTreeMap;

use jixiao_model::{Amount, AmountUnit, Fund};

use crate::project::{Project, UNIT};

/// Projects that are named before the others are only counted.
const MAX_NAMED: usize = 5;

/// One figure of a row of funds.
type Figure = fn(&Fund) -> Option<&Amount>;

/// What stands against adding these projects up, in Chinese: several years in one sum, figures that are missing, and amounts in
/// other units. Empty when nothing does. Classified projects are counted and never named.
#[must_use]
pub fn cautions(projects: &[Project]) -> Vec<String> {
    let figures: [(&str, Figure); 3] = [
        ("年初预算数", |fund| fund.initial.value()),
        ("全年预算数", |fund| fund.adjusted.value()),
        ("全年执行数", |fund| fund.executed.value()),
    ];
    let missing = figures.iter().filter_map(|(name, figure)| missing(projects, name, *figure));
    let too_large = figures.iter().filter_map(|(name, figure)| too_large(projects, name, *figure));
    years(projects).into_iter().chain(missing).chain(units(projects)).chain(too_large).collect()
}

fn years(projects: &[Project]) -> Option<String> {
    let mut counts: BTreeMap<Option<u16>, usize> = BTreeMap::new();
    for project in projects {
        *counts.entry(project.form.year).or_default() += 1;
    }
    let name = |year: &Option<u16>| year.map_or_else(|| "未填年度".to_owned(), |year| format!("{year}年度"));
    let each: Vec<String> = counts.iter().map(|(year, count)| format!("{} {count} 个", name(year))).collect();
    (counts.len() > 1).then(|| {
        format!("各项目的年度不同（{}），合计把不同年度加在了一起，请核对，或分年度汇总。", each.join("，"))
    })
}

fn missing(projects: &[Project], column: &str, figure: Figure) -> Option<String> {
    let without = |project: &&Project| project.form.total_fund().and_then(figure).is_none();
    let found: Vec<&Project> = projects.iter().filter(without).collect();
    let count = found.len();
    (count > 0).then(|| format!("{count} 个项目没有填写{column}，没有计入合计{}。", named(&found)))
}

fn units(projects: &[Project]) -> Option<String> {
    let mut counts: BTreeMap<AmountUnit, usize> = BTreeMap::new();
    for project in projects.iter().filter(|project| project.form.amount_unit != UNIT) {
        *counts.entry(project.form.amount_unit).or_default() += 1;
    }
    let each: Vec<String> = counts.iter().map(|(unit, count)| format!("{count} 个以{unit}为单位")).collect();
    (!each.is_empty()).then(|| format!("项目中有 {}，合计时已折算成{UNIT}。", each.join("，")))
}

fn too_large(projects: &[Project], column: &str, figure: Figure) -> Option<String> {
    let is_lost = |project: &&Project| {
        project.form.total_fund().and_then(figure).is_some() && project.amount(figure).is_none()
    };
    let found: Vec<&Project> = projects.iter().filter(is_lost).collect();
    let count = found.len();
    (count > 0).then(|| {
        format!(
            "{count} 个项目的{column}过大，不能折算成{UNIT}，没有计入合计{}，请核对金额和单位。",
            named(&found)
        )
    })
}

/// `：甲、乙`; nothing where all are classified.
fn named(projects: &[&Project]) -> String {
    let names: Vec<&str> =
        projects.iter().filter(|project| !project.classified).map(|project| project.form.name()).collect();
    let more = if names.len() > MAX_NAMED { "等" } else { "" };
    let shown = names.iter().take(MAX_NAMED).copied().collect::<Vec<_>>().join("、");
    if names.is_empty() { String::new() } else { format!("：{shown}{more}") }
}
