//! 总览: what the head of finance sees of all forms on one page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, FormKind, IndicatorColumn, Percent, Points, half_up, share, sum};
use jixiao_rollup::cautions;
use jixiao_score::Deviation;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::assessed::{Assessed, grouped_sum, totals};
use super::form::field_key;
use super::rollup;
use super::view::{
    DeviationBand, DeviationLine, GradeLine, Overview, OverviewFigures, OverviewForm, PlotPlace, count,
};
use crate::catalogue::Catalogue;

/// Indicators of a band that are told; more than these nobody reads, and thousands would take their time to reach the page.
const MAX_BAND_LINES: usize = 50;

/// Deviations in percent: the greatest of each band, and whether the band holds it itself.
const BANDS: [(&str, i64, bool); 6] = [
    ("低 30% 以上", -30, false),
    ("低 10%–30%", -10, false),
    ("低 10% 以内", 0, false),
    ("等于指标值", 0, true),
    ("高 10% 以内", 10, true),
    ("高 10%–30%", 30, true),
];
/// Above all of them.
const LAST_BAND: &str = "高 30% 以上";

/// All forms of a document on one page; sums and charts are of the projects.
#[must_use]
pub fn overview(forms: &[&Assessed], catalogue: &Catalogue) -> Overview {
    let projects = rollup::projects(forms);
    let departments = forms.iter().filter(|form| form.stored.form.kind == FormKind::Department);
    let (bands, without_deviation) = bands(&projects);
    Overview {
        figures: figures(forms, &projects),
        cautions: cautions(&projects.iter().map(|form| rollup::project(form)).collect::<Vec<_>>()),
        departments: departments.map(|form| line(form)).collect(),
        projects: by_score(&projects),
        grades: grades(&projects, catalogue),
        bands,
        without_deviation,
    }
}

fn figures(forms: &[&Assessed], projects: &[&Assessed]) -> OverviewFigures {
    let totals = totals(forms);
    let scores: Vec<Decimal> = projects.iter().filter_map(|form| total(form)).collect();
    let average = sum(scores.iter().copied()).and_then(|all| all.checked_div(Decimal::from(scores.len())));
    OverviewFigures {
        projects: totals.projects,
        classified: count(projects.iter().filter(|form| form.stored.classified).count()),
        done: totals.done,
        scored: count(scores.len()),
        budget: totals.budget,
        executed: totals.executed,
        rate: totals.rate,
        average: average.map(|average| half_up(average, 2).to_string()).unwrap_or_default(),
        findings: totals.findings,
    }
}

fn by_score(projects: &[&Assessed]) -> Vec<OverviewForm> {
    let mut projects = projects.to_vec();
    projects.sort_by_key(|form| (total(form).is_none(), total(form)));
    projects.into_iter().map(line).collect()
}

fn line(form: &Assessed) -> OverviewForm {
    let known = form.line();
    let results = results(form);
    let rate = form.complete().total_fund().and_then(|fund| fund.rate.value()).map(|rate| rate.0);
    OverviewForm {
        id: known.id,
        name: known.name,
        classified: known.classified,
        budget: known.budget,
        executed: known.executed,
        rate: known.rate,
        results: results.map(percent).unwrap_or_default(),
        score: known.score,
        grade: known.grade,
        at: PlotPlace {
            rate: rate.and_then(plotted),
            results: results.and_then(plotted),
            score: total(form).and_then(plotted),
        },
    }
}

/// The one door from figures to what is drawn: a chart takes lengths as floating points, and nothing is calculated with them.
fn plotted(figure: Decimal) -> Option<f64> {
    figure.to_f64()
}

fn total(form: &Assessed) -> Option<Decimal> {
    form.complete().total.score.value().map(|Points(total)| *total)
}

/// Points of the indicators, as they stand in the form, in percent of their weights; `None` while a score or a weight is missing.
fn results(form: &Assessed) -> Option<Decimal> {
    let goals = &form.complete_scored().goals;
    let all = |points: Vec<Option<Points>>| {
        let points: Option<Vec<Points>> = points.into_iter().collect();
        sum(points?.into_iter().map(|Points(points)| points))
    };
    let scored = all(goals.iter().map(|goal| goal.sums.printed).collect())?;
    let weights = all(goals.iter().map(|goal| goal.sums.weight).collect())?;
    share(Decimal::ONE_HUNDRED, scored, weights)
}

/// Grades in the order of the rule sets, and then the projects without a total. Grades that no project has are told, too.
fn grades(projects: &[&Assessed], catalogue: &Catalogue) -> Vec<GradeLine> {
    let mut names: Vec<&str> = Vec::new();
    let rules: Vec<&RuleSet> = if projects.is_empty() {
        catalogue.rule_sets.iter().take(1).map(AsRef::as_ref).collect()
    } else {
        projects.iter().map(|form| form.rules.as_ref()).collect()
    };
    for grade in rules.iter().flat_map(|rules| &rules.grades) {
        if !names.contains(&grade.name.as_str()) {
            names.push(&grade.name);
        }
    }
    let mut of_grade: BTreeMap<String, Vec<&Assessed>> = BTreeMap::new();
    for form in projects {
        of_grade.entry(form.grade()).or_default().push(form);
    }
    let without = of_grade.contains_key("").then_some("");
    let line = |name: &str| {
        let forms = of_grade.get(name).map_or(&[] as &[&Assessed], Vec::as_slice);
        let part = share(Decimal::ONE_HUNDRED, Decimal::from(forms.len()), Decimal::from(projects.len()));
        GradeLine {
            grade: name.to_owned(),
            projects: count(forms.len()),
            share: part.map(percent).unwrap_or_default(),
            budget: grouped_sum(sum(forms.iter().filter_map(|form| form.budget()))),
        }
    };
    names.into_iter().chain(without).map(line).collect()
}

/// The bands, and the number of indicators that are in none because they have no deviation.
fn bands(projects: &[&Assessed]) -> (Vec<DeviationBand>, u32) {
    let mut found: Vec<Vec<(Decimal, Place)>> = vec![Vec::new(); BANDS.len() + 1];
    let mut without = 0;
    for form in projects {
        for (goal, scores) in form.complete_scored().goals.iter().enumerate() {
            for (row, score) in scores.rows.iter().enumerate() {
                match &score.deviation {
                    Deviation::Of(percent) => {
                        found[band(percent.0)].push((percent.0, Place { form, goal, row }));
                    }
                    Deviation::Undefined(_) => without += 1,
                }
            }
        }
    }
    let names = BANDS.iter().map(|(name, ..)| *name).chain([LAST_BAND]);
    (names.zip(found).map(|(name, found)| deviation_band(name, found)).collect(), without)
}

fn band(deviation: Decimal) -> usize {
    let below = |(_, greatest, holds): &(&str, i64, bool)| {
        let greatest = Decimal::from(*greatest);
        deviation < greatest || (*holds && deviation == greatest)
    };
    BANDS.iter().position(below).unwrap_or(BANDS.len())
}

/// An indicator of a form.
#[derive(Clone, Copy)]
struct Place<'a> {
    form: &'a Assessed,
    goal: usize,
    row: usize,
}

fn deviation_band(name: &str, mut found: Vec<(Decimal, Place)>) -> DeviationBand {
    let indicators = count(found.len());
    found.sort_by_key(|(deviation, _)| Reverse(deviation.abs()));
    let lines =
        found.iter().take(MAX_BAND_LINES).filter_map(|(deviation, place)| deviation_line(*deviation, *place));
    DeviationBand { name: name.to_owned(), indicators, lines: lines.collect() }
}

fn deviation_line(deviation: Decimal, Place { form, goal, row }: Place) -> Option<DeviationLine> {
    let indicator = form.stored.form.goals.get(goal)?.indicators.get(row)?;
    Some(DeviationLine {
        id: form.stored.id.0,
        form: form.stored.form.name().to_owned(),
        classified: form.stored.classified,
        indicator: indicator.level3.clone(),
        target: indicator.target.clone(),
        actual: indicator.actual.clone(),
        deviation: format!("{deviation}%"),
        field: field_key(&FieldRef::Indicator { goal, row, column: IndicatorColumn::Actual }),
    })
}

fn percent(figure: Decimal) -> String {
    Percent(figure).shown()
}

#[cfg(test)]
mod tests {
    use super::{BANDS, LAST_BAND, band};

    #[test]
    fn bands_meet_at_their_ends() {
        let cases = [
            ("-100", "低 30% 以上"),
            ("-30.01", "低 30% 以上"),
            ("-30", "低 10%–30%"),
            ("-10.01", "低 10%–30%"),
            ("-10", "低 10% 以内"),
            ("-0.01", "低 10% 以内"),
            ("0", "等于指标值"),
            ("0.01", "高 10% 以内"),
            ("10", "高 10% 以内"),
            ("10.01", "高 10%–30%"),
            ("30", "高 10%–30%"),
            ("30.01", "高 30% 以上"),
        ];
        for (deviation, name) in cases {
            let found = BANDS.get(band(deviation.parse().unwrap())).map_or(LAST_BAND, |(name, ..)| name);
            assert_eq!(found, name, "{deviation}");
        }
    }
}
