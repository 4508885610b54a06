use std::cmp::Ordering;
use std::collections::BTreeMap;

use jixiao_model::{Form, Indicator, Meaning, Measure, squeeze};
use jixiao_score::RowRef;

use crate::project::Project;

/// An indicator of a project's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    let names = Names::of(projects);
    let link = |(department, wanted): (RowRef, &Indicator)| Link {
        department,
        sources: names.alike(wanted, projects),
    };
    rows(department).map(link).collect()
}

/// The indicators of projects by name. Projects of one kind have the same names over and over, and each name is compared once.
struct Names {
    all: Vec<(Name, Vec<IndicatorAt>)>,
}

impl Names {
    fn of(projects: &[Project]) -> Self {
        let mut by_name: BTreeMap<String, Vec<IndicatorAt>> = BTreeMap::new();
        for (project, of) in projects.iter().enumerate() {
            for (at, indicator) in rows(of.form).filter(|(_, indicator)| !indicator.is_crossed_out()) {
                by_name.entry(name(indicator)).or_default().push(IndicatorAt { project, at });
            }
        }
        Self { all: by_name.into_iter().map(|(name, places)| (Name::new(name), places)).collect() }
    }

    /// In the order of the projects.
    fn alike(&self, wanted: &Indicator, projects: &[Project]) -> Vec<IndicatorAt> {
        let name = Name::new(name(wanted));
        let named = self.all.iter().filter(|(other, _)| name.similarity(other) >= MIN_SIMILARITY);
        let counts = |at: &&IndicatorAt| {
            let found = projects.get(at.project).and_then(|project| indicator_at(project, at.at));
            found.is_some_and(|found| counts_alike(&wanted.whole_target(), &found.whole_target()))
        };
        let mut found: Vec<IndicatorAt> =
            named.flat_map(|(_, places)| places).filter(counts).copied().collect();
        found.sort_unstable();
        found
    }
}

fn indicator_at<'a>(project: &Project<'a>, at: RowRef) -> Option<&'a Indicator> {
    project.form.goals.get(at.goal)?.indicators.get(at.row)
}

pub(crate) fn rows(form: &Form) -> impl Iterator<Item = (RowRef, &Indicator)> {
    form.goals.iter().enumerate().flat_map(|(goal, of)| {
        of.indicators.iter().enumerate().map(move |(row, indicator)| (RowRef { goal, row }, indicator))
    })
}

/// From this share of common pairs of characters on, in per cent, two names are taken for similar.
const MIN_SIMILARITY: usize = 60;

/// An indicator's name without what stands in brackets: 城镇新增就业人数（万人） → 城镇新增就业人数.
pub(crate) fn name(indicator: &Indicator) -> String {
    let mut depth = 0_usize;
    let is_kept = |c: &char| {
        depth += usize::from(matches!(c, '(' | '（'));
        let outside = depth == 0;
        depth = depth.saturating_sub(usize::from(matches!(c, ')' | '）')));
        outside
    };
    squeeze(&indicator.level3).chars().filter(is_kept).collect()
}

/// A name and its pairs of neighbouring characters, sorted.
struct Name {
    text: String,
    pairs: Vec<(char, char)>,
}

impl Name {
    fn new(text: String) -> Self {
        let mut pairs: Vec<(char, char)> = text.chars().zip(text.chars().skip(1)).collect();
        pairs.sort_unstable();
        Self { text, pairs }
    }

    /// Twice the common pairs over all pairs, in per cent (Dice); equal names give 100.
    fn similarity(&self, other: &Self) -> usize {
        if self.text == other.text {
            return if self.text.is_empty() { 0 } else { 100 };
        }
        let all = self.pairs.len() + other.pairs.len();
        (200 * common(&self.pairs, &other.pairs)).checked_div(all).unwrap_or(0)
    }
}

/// How many items two sorted lists have in common, each counted once.
fn common(mut one: &[(char, char)], mut other: &[(char, char)]) -> usize {
    let mut count = 0;
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        match first.cmp(second) {
            Ordering::Less => one = rest,
            Ordering::Greater => other = others,
            Ordering::Equal => {
                count += 1;
                (one, other) = (rest, others);
            }
        }
    }
    count
}

/// How alike the names of two indicators are, in per cent; what stands in brackets does not count.
#[must_use]
pub fn likeness(one: &Indicator, other: &Indicator) -> usize {
    Name::new(name(one)).similarity(&Name::new(name(other)))
}

/// Whether two targets count the same thing: persons go with persons and per cents with per cents; words only with words.
#[must_use]
pub fn counts_alike(one: &str, other: &str) -> bool {
    match (Measure::parse(one).meaning(), Measure::parse(other).meaning()) {
        (Meaning::Quantity(one), Meaning::Quantity(other)) => one.unit() == other.unit(),
        (Meaning::Duration(_), Meaning::Duration(_))
        | (Meaning::Date(_), Meaning::Date(_))
        | (Meaning::Words(_), Meaning::Words(_)) => true,
        _ => false,
    }
}
