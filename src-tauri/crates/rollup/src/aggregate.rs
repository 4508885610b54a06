use jixiao_model::{Form, Indicator, Meaning, Measure, Points, Quantity, Unit, half_up, share, sum};
use jixiao_score::RowRef;
use rust_decimal::Decimal;

use crate::link::{IndicatorAt, Link, name};
use crate::project::Project;

/// A department's indicator put together from the projects'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The department's row.
    pub department: RowRef,
    /// How it was put together.
    pub how: How,
    /// What it was put together from, project by project.
    pub parts: Vec<Part>,
    /// One line, in Chinese: the arithmetic, or why there is none.
    pub explanation: String,
}

/// How figures were put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Quantities added up: the department's 实际完成值, to be scored after.
    Added(Quantity),
    /// Ratios averaged with the funds as weights: the department's 实际完成值, to be scored after.
    Averaged(Quantity),
    /// Qualitative: the share of its points, averaged with the funds as weights, as points of the department's weight.
    Scored(Points),
    /// It cannot be put together; the explanation says why.
    Open,
}

/// What one project gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The project's row.
    pub source: IndicatorAt,
    /// 指标值 as printed; a number without a unit counts in its unit.
    pub target: String,
    /// 实际完成值 as printed.
    pub actual: String,
    /// 全年预算数 of the project, where funds are the weights.
    pub funds: Option<Decimal>,
}

/// Puts one of the department's indicators together from the linked ones of the projects.
///
/// Aggregated first and scored after: what comes out is the department's actual value, or, for words, its points.
#[must_use]
pub fn aggregate(department: &Form, link: &Link, projects: &[Project]) -> Aggregate {
    let parts: Vec<Part> = link.sources.iter().filter_map(|source| part(*source, projects)).collect();
    let target = department.goals.get(link.department.goal);
    let target = target.and_then(|goal| goal.indicators.get(link.department.row));
    let meaning = target.map(|indicator| Measure::parse(&indicator.whole_target()).meaning().clone());
    let (how, explanation) = match (parts.is_empty(), meaning) {
        (true, _) => open("没有关联的项目指标，请选择由哪些项目指标汇总，或直接填写"),
        (_, Some(Meaning::Quantity(wanted))) if is_ratio(target, wanted.unit()) => average(&wanted, &parts),
        (_, Some(Meaning::Quantity(wanted))) => add(&wanted, &parts),
        (_, Some(Meaning::Words(_))) => {
            let weight = target.and_then(|indicator| indicator.weight.value()).copied();
            scored(weight, &parts, projects)
        }
        _ => open("目标值是日期、期限或区间，不能由各项目相加或平均，请直接填写"),
    };
    Aggregate { department: link.department, how, parts, explanation }
}

/// Per cents, 元/人 and whatever else is so much of something; and what is a rate or a mean by its name.
fn is_ratio(indicator: Option<&Indicator>, unit: &Unit) -> bool {
    let by_unit = match unit {
        Unit::Percent => true,
        Unit::Named(name) => name.contains('/'),
        Unit::None => false,
    };
    by_unit
        || indicator.is_some_and(|indicator| {
            let name = name(indicator);
            name.ends_with('率') || name.contains("人均") || name.contains("平均")
        })
}

fn open(why: &str) -> (How, String) {
    (How::Open, format!("未汇总：{why}。"))
}

fn part(source: IndicatorAt, projects: &[Project]) -> Option<Part> {
    let project = projects.get(source.project)?;
    let indicator = project.form.goals.get(source.at.goal)?.indicators.get(source.at.row)?;
    let funds = project.adjusted().map(|amount| amount.0);
    let (target, actual) = (indicator.whole_target().trim().to_owned(), indicator.actual.trim().to_owned());
    Some(Part { source, target, actual, funds })
}

/// The actual value in the unit of `wanted`; a number without a unit counts in that of the project's own target.
fn quantity(part: &Part, wanted: &Quantity) -> Option<Quantity> {
    let measure = Measure::parse(&part.actual);
    let Meaning::Quantity(found) = measure.meaning() else { return None };
    let found = if *found.unit() == Unit::None {
        match Measure::parse(&part.target).meaning() {
            Meaning::Quantity(own) => found.with_unit_of(own)?,
            _ => found.with_unit_of(wanted)?,
        }
    } else {
        found.clone()
    };
    (found.unit() == wanted.unit()).then_some(found)
}

/// All values in the unit of `wanted`, or which of the actual values is none.
fn quantities(wanted: &Quantity, parts: &[Part]) -> Result<Vec<Quantity>, String> {
    let one = |part: &Part| quantity(part, wanted).ok_or_else(|| part.actual.clone());
    parts.iter().map(one).collect::<Result<_, _>>().map_err(|actual| match actual.as_str() {
        "" => "有项目还没有填写实际完成值".to_owned(),
        _ => format!("实际完成值“{actual}”与目标值“{wanted}”单位不同，不能相加"),
    })
}

fn add(wanted: &Quantity, parts: &[Part]) -> (How, String) {
    let found = match quantities(wanted, parts) {
        Ok(found) => found,
        Err(why) => return open(&why),
    };
    let all = sum(found.iter().map(Quantity::value));
    let Some(total) = all.and_then(|sum| in_scale_of(wanted, sum)) else { return open("合计数过大") };
    let terms: Vec<String> = found.iter().map(ToString::to_string).collect();
    let explanation = format!("{total} = {}，各项目相加", listed(&terms));
    (How::Added(total), explanation)
}

/// The terms of a sum. More than a line holds nobody adds up: the parts have them all.
fn listed(terms: &[String]) -> String {
    if terms.len() <= LISTED {
        return terms.join(" + ");
    }
    format!("{} + …（共 {} 项）", terms[..LISTED].join(" + "), terms.len())
}

/// Terms that an explanation names.
const LISTED: usize = 20;

/// `value` as the target is written: 12.3万人 and not 123000人.
fn in_scale_of(wanted: &Quantity, value: Decimal) -> Option<Quantity> {
    let number = value.checked_div(wanted.scale().factor())?.normalize();
    Quantity::new(number, wanted.scale(), wanted.unit().clone())
}

/// Each part with its funds, or why funds cannot be weights.
fn weights(parts: &[Part]) -> Result<(Vec<Decimal>, Decimal), &'static str> {
    let funds: Option<Vec<Decimal>> = parts.iter().map(|part| part.funds).collect();
    let funds = funds.ok_or("有项目没有全年预算数，不能按资金加权")?;
    let all = sum(funds.iter().copied());
    match all {
        Some(all) if all > Decimal::ZERO => Ok((funds, all)),
        _ => Err("各项目全年预算数合计为零，不能按资金加权"),
    }
}

fn weighted(values: &[Decimal], funds: &[Decimal], all: Decimal) -> Option<Decimal> {
    let product = |(value, funds): (&Decimal, &Decimal)| value.checked_mul(*funds);
    let products: Option<Vec<Decimal>> = values.iter().zip(funds).map(product).collect();
    sum(products?)?.checked_div(all)
}

fn average(wanted: &Quantity, parts: &[Part]) -> (How, String) {
    let found = match quantities(wanted, parts) {
        Ok(found) => found,
        Err(why) => return open(&why),
    };
    let (funds, all) = match weights(parts) {
        Ok(weights) => weights,
        Err(why) => return open(why),
    };
    let values: Vec<Decimal> = found.iter().map(Quantity::value).collect();
    let mean = weighted(&values, &funds, all).map(|mean| half_up(mean, 2).normalize());
    let Some(mean) = mean.and_then(|mean| in_scale_of(wanted, mean)) else { return open("平均数过大") };
    let terms: Vec<String> =
        found.iter().zip(&funds).map(|(each, funds)| format!("{each}×{funds}")).collect();
    let explanation = format!("{mean} = ({}) ÷ {all}，按全年预算数加权平均", listed(&terms));
    (How::Averaged(mean), explanation)
}

/// Words: each project's share of its points, averaged with the funds as weights.
fn scored(weight: Option<Points>, parts: &[Part], projects: &[Project]) -> (How, String) {
    let Some(weight) = weight else { return open("部门指标没有分值") };
    let shares: Option<Vec<Decimal>> = parts.iter().map(|part| share_scored(part.source, projects)).collect();
    let Some(shares) = shares else { return open("有项目的这项指标还没有得分") };
    let (funds, all) = match weights(parts) {
        Ok(weights) => weights,
        Err(why) => return open(why),
    };
    let mean = weighted(&shares, &funds, all);
    let points =
        mean.and_then(|mean| share(weight.0, mean, Decimal::ONE_HUNDRED)).map(|points| half_up(points, 2));
    let Some(points) = points else { return open("平均数过大") };
    let terms = shares.iter().zip(&funds);
    let terms: Vec<String> =
        terms.map(|(share, funds)| format!("{}%×{funds}", half_up(*share, 2).normalize())).collect();
    let explanation = format!(
        "{points} = {} × ({}) ÷ {all}，定性指标按全年预算数加权平均得分率",
        weight.0.normalize(),
        listed(&terms)
    );
    (How::Scored(Points(points)), explanation)
}

/// Points of the row over its weight, in per cent.
fn share_scored(source: IndicatorAt, projects: &[Project]) -> Option<Decimal> {
    let row = projects.get(source.project)?.scored.goals.get(source.at.goal)?.rows.get(source.at.row)?;
    let points = row.counted()?;
    share(Decimal::ONE_HUNDRED, points.0, row.weight?.0)
}
