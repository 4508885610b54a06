use std::borrow::Cow;
use std::collections::BTreeSet;

use jixiao_edition::{CheckLimits, Edition, Field, RuleSet};
use jixiao_model::{
    FieldName, FieldRef, Form, FundColumn, Indicator, IndicatorColumn, Meaning, Measure, TotalColumn,
    half_up, squeeze,
};
use jixiao_score::{RowScore, Scored, missing};
use rust_decimal::Decimal;

use crate::text::{bare_name, is_blank, says_nothing};

/// Of fewer scores nobody can tell in how many decimals an office rounds.
const FEW_SCORES: usize = 5;

/// One form with everything that its checks look at.
pub(crate) struct Subject<'a> {
    pub form: &'a Form,
    pub scored: &'a Scored,
    pub edition: &'a Edition,
    pub rules: &'a RuleSet,
    /// What the edition has a place for: nobody can be asked for anything else.
    fields: BTreeSet<Field>,
    /// Every row that is not quite empty, crossed-out ones included.
    pub all_rows: Vec<Row<'a>>,
}

/// One row of the indicator tables.
pub(crate) struct Row<'a> {
    pub goal: usize,
    pub index: usize,
    pub indicator: &'a Indicator,
    pub score: &'a RowScore,
    /// The target with its sign and unit, in one text.
    whole_target: Cow<'a, str>,
    pub target: Measure,
    pub actual: Measure,
    // Asked by many checks, and worked out once.
    /// 一级指标 as it is compared ([`bare_name`]).
    pub class: String,
    /// 二级指标 as it is compared.
    pub subclass: String,
    /// 三级指标 as it is compared.
    pub name: String,
    unused: bool,
    reasoned: bool,
}

impl<'a> Subject<'a> {
    pub fn new(form: &'a Form, scored: &'a Scored, edition: &'a Edition, rules: &'a RuleSet) -> Self {
        let all_rows = rows(form, scored);
        Self { form, scored, edition, rules, fields: edition.fields(), all_rows }
    }

    pub fn limits(&self) -> &'a CheckLimits {
        &self.rules.checks
    }

    pub fn prints(&self, field: &Field) -> bool {
        self.fields.contains(field)
    }

    pub fn prints_weights(&self) -> bool {
        self.prints(&Field::Indicator(IndicatorColumn::Weight))
    }

    pub fn prints_reasons(&self) -> bool {
        self.prints(&Field::Indicator(IndicatorColumn::Reason))
    }

    pub fn prints_goal_points(&self) -> bool {
        self.prints(&Field::GoalPoints)
    }

    pub fn prints_deviation_analysis(&self) -> bool {
        self.prints(&Field::Text(FieldName::DEVIATION_ANALYSIS))
    }

    /// Rows that count: not crossed out.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.all_rows.iter().filter(|row| !row.is_unused())
    }

    /// Nothing that a score needs is missing, or a total stands there already. Before that, the form is being typed.
    pub fn is_finished(&self) -> bool {
        let complete = || missing(self.form, self.scored, self.edition) == 0;
        self.rows().next().is_some() && (self.form.total.score.value().is_some() || complete())
    }

    /// Results stand in the form: it is being filled in, and no longer only planned.
    pub fn is_begun(&self) -> bool {
        let has_result = |row: &Row| !is_blank(&row.indicator.actual) || !row.indicator.score.is_blank();
        self.rows().any(has_result) || self.form.goals.iter().any(|goal| !is_blank(&goal.actual))
    }

    /// The list of indicators is complete: nobody stops typing rows before their weights add up.
    pub fn is_listed(&self) -> bool {
        self.is_finished() || self.weights() == (0, Decimal::ONE_HUNDRED)
    }

    /// How many weights are missing, and the sum of those that stand there, budget execution included.
    pub fn weights(&self) -> (usize, Decimal) {
        let budget = Some(self.budget_points());
        let parts: Vec<Option<Decimal>> = if self.prints_goal_points() {
            self.form.goals.iter().map(|goal| goal.points.value().map(|points| points.0)).collect()
        } else {
            self.rows().map(|row| row.score.weight.map(|weight| weight.0)).collect()
        };
        let missing = parts.iter().filter(|part| part.is_none()).count();
        (missing, sum(parts.into_iter().chain([budget]).flatten()))
    }

    /// The points of budget execution; an office may print them beside its only source and not beside the total.
    fn budget_points(&self) -> Decimal {
        let points = self.scored.budget.points.0;
        let of_sources = self.form.funds.iter().filter_map(|fund| fund.weight.value()).map(|points| points.0);
        if points.is_zero() { sum(of_sources) } else { points }
    }

    /// True for a score that is the due one in as few decimals as all scores of the form have.
    pub fn is_rounded(&self, printed: Decimal, due: Decimal) -> bool {
        let scores: Vec<u32> =
            self.rows().filter_map(Row::printed).map(|score| score.normalize().scale()).collect();
        let digits = scores.iter().copied().max().unwrap_or_default();
        scores.len() >= FEW_SCORES && digits < self.rules.rounding.digits && half_up(due, digits) == printed
    }

    /// The printed weight of all, or the cell nearest to it that the edition has.
    pub fn weight_field(&self) -> FieldRef {
        if self.prints_goal_points() {
            FieldRef::GoalPoints(0)
        } else if self.prints(&Field::Total(TotalColumn::Weight)) {
            FieldRef::Total(TotalColumn::Weight)
        } else {
            self.rows().next().map_or(fund(self.form.total_row(), FundColumn::Weight), |row| {
                row.field(IndicatorColumn::Weight)
            })
        }
    }

    /// Every text in which a person explains something.
    pub fn explanations(&self) -> impl Iterator<Item = &'a str> {
        let form = self.form;
        let texts = [FieldName::DEVIATION_ANALYSIS, FieldName::IMPROVEMENT].map(|name| form.text(&name));
        let goals = form.goals.iter().flat_map(|goal| {
            goal.indicators.iter().map(|row| row.reason.as_str()).chain([goal.actual.as_str()])
        });
        texts.into_iter().chain(goals).filter(|text| !says_nothing(text))
    }
}

impl Row<'_> {
    pub const fn field(&self, column: IndicatorColumn) -> FieldRef {
        FieldRef::Indicator { goal: self.goal, row: self.index, column }
    }

    /// The target as a person reads it, with its sign and unit, whether it is printed in one cell or in three.
    pub fn target_text(&self) -> &str {
        self.whole_target.trim()
    }

    /// The subclass is not used this year.
    pub const fn is_unused(&self) -> bool {
        self.unused
    }

    pub fn weight(&self) -> Option<Decimal> {
        self.score.weight.map(|weight| weight.0)
    }

    pub fn printed(&self) -> Option<Decimal> {
        self.score.printed.map(|score| score.0)
    }

    pub fn is_missed(&self) -> bool {
        self.score.met == Some(false)
    }

    pub fn is_qualitative(&self) -> bool {
        matches!(self.target.meaning(), Meaning::Words(_))
    }

    pub fn is_cost(&self) -> bool {
        [&self.indicator.level1, &self.indicator.level2].into_iter().any(|class| class.contains("成本"))
    }

    pub const fn has_reason(&self) -> bool {
        self.reasoned
    }

    /// The target was changed during the year, and the form says so in a column of its own: it is no more what is held against.
    pub fn is_adjusted(&self) -> bool {
        let mut own = self.indicator.extra.iter();
        own.any(|(column, text)| {
            let heading = column.as_str();
            heading.contains("调整") && heading.contains("标值") && !says_nothing(text)
        })
    }
}

pub(crate) const fn fund(row: usize, column: FundColumn) -> FieldRef {
    FieldRef::Fund { row, column }
}

/// Never fails: beyond the largest decimal it stays there, and is wrong anyway.
pub(crate) fn sum(figures: impl IntoIterator<Item = Decimal>) -> Decimal {
    figures.into_iter().fold(Decimal::ZERO, Decimal::saturating_add)
}

/// Further apart than `tolerance`.
pub(crate) fn differs(one: Decimal, other: Decimal, tolerance: Decimal) -> bool {
    one.checked_sub(other).is_none_or(|difference| difference.abs() > tolerance)
}

fn rows<'a>(form: &'a Form, scored: &'a Scored) -> Vec<Row<'a>> {
    let goals = form.goals.iter().zip(&scored.goals).enumerate();
    let mut rows: Vec<Row> = goals
        .flat_map(|(goal, (typed, scores))| {
            let rows = typed.indicators.iter().zip(&scores.rows).enumerate();
            rows.map(move |(index, (indicator, score))| row(goal, index, indicator, score))
        })
        .filter(|row| !is_empty(row.indicator))
        .collect();
    let mut explained = false;
    for row in &mut rows {
        row.reasoned |= explained && squeeze(&row.indicator.reason) == "同上";
        explained |= row.reasoned;
    }
    rows
}

/// A row by itself, outside its form.
pub(crate) fn measured<'a>(indicator: &'a Indicator, score: &'a RowScore) -> Row<'a> {
    row(0, 0, indicator, score)
}

fn row<'a>(goal: usize, index: usize, indicator: &'a Indicator, score: &'a RowScore) -> Row<'a> {
    let whole_target = indicator.whole_target();
    let (target, actual) = (Measure::parse(&whole_target), Measure::parse(&indicator.actual));
    // A layout may leave targets out by nature; what was done is then a row all the same.
    let no_target = *target.meaning() == Meaning::CrossedOut && says_nothing(&indicator.actual);
    let unused = indicator.is_crossed_out() || no_target || is_note(indicator);
    let reasoned = !says_nothing(&indicator.reason) && indicator.reason.trim() != "0";
    let [class, subclass, name] =
        [&indicator.level1, &indicator.level2, &indicator.level3].map(|text| bare_name(text));
    Row {
        goal,
        index,
        indicator,
        score,
        whole_target,
        target,
        actual,
        class,
        subclass,
        name,
        unused,
        reasoned,
    }
}

/// A note below the table whose one text was read into all cells of a row: no weight is a sentence, and none is 无.
fn is_note(indicator: &Indicator) -> bool {
    let (weight, score) = (squeeze(indicator.weight.text()), squeeze(indicator.score.text()));
    indicator.weight.is_unclear() && indicator.score.is_unclear() && weight == score
}

/// A row that was added and not typed into yet; its classes may be filled in.
fn is_empty(indicator: &Indicator) -> bool {
    let texts = [&indicator.level3, &indicator.target, &indicator.actual];
    texts.into_iter().all(|text| is_blank(text)) && indicator.weight.is_blank() && indicator.score.is_blank()
}
