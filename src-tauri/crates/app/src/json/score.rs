use serde::Serialize;

use jixiao_edition::{Edition, Field};
use jixiao_model::{Entry, Form, IndicatorColumn, Points};
use jixiao_score::{Agreement, Computed, Deviation, RowScore, Scored};

/// A form's scores, computed beside published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreJson {
    /// 项目名称 or the department's name.
    pub name: String,
    /// 实施单位; empty for departments.
    pub implementing_unit: String,
    /// Edition id.
    pub edition: String,
    /// Rule set id.
    pub rules: String,
    /// Budget execution.
    pub budget: BudgetJson,
    /// The indicator rows, in the form's order.
    pub rows: Vec<RowJson>,
    /// The total.
    pub total: TotalJson,
}

/// Budget execution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BudgetJson {
    /// The score as printed.
    pub published: Option<String>,
    /// The score by the rules.
    pub computed: Option<String>,
    /// One line in Chinese.
    pub explanation: String,
}

/// One indicator row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowJson {
    /// Number of the annual goal, in forms that have several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<usize>,
    /// 一级指标.
    pub level1: String,
    /// 二级指标.
    pub level2: String,
    /// 三级指标.
    pub level3: String,
    /// 年度指标值.
    pub target: String,
    /// 实际完成值.
    pub actual: String,
    /// 分值; null where none is printed.
    pub weight: Option<String>,
    /// The score as printed.
    pub published: Option<String>,
    /// The score by the rules; null when they give none.
    pub computed: Option<String>,
    /// (actual − target) ÷ target, such as `-10.06%`.
    pub deviation: Option<String>,
    /// One line in Chinese.
    pub explanation: String,
    /// `agrees`, `differs`, `cannot-score` or `blank`.
    pub outcome: &'static str,
}

/// The total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalJson {
    /// As printed.
    pub published: Option<String>,
    /// By the rules.
    pub computed: Option<String>,
    /// 优, 良, 中 or 差.
    pub grade: Option<String>,
}

/// The published shape of a form's scores.
#[must_use]
pub fn score_json(form: &Form, edition: &Edition, scored: &Scored) -> ScoreJson {
    let numbered = edition.prints(&Field::GoalNumber);
    let mut rows = Vec::new();
    for (at, (goal, scores)) in form.goals.iter().zip(&scored.goals).enumerate() {
        for (row, score) in goal.indicators.iter().zip(&scores.rows) {
            let column = |column: IndicatorColumn| row.show(column).to_owned();
            rows.push(RowJson {
                goal: numbered.then_some(at + 1),
                level1: column(IndicatorColumn::Level1),
                level2: column(IndicatorColumn::Level2),
                level3: column(IndicatorColumn::Level3),
                target: column(IndicatorColumn::Target),
                actual: column(IndicatorColumn::Actual),
                weight: edition
                    .prints(&Field::Indicator(IndicatorColumn::Weight))
                    .then(|| row.weight.text().to_owned()),
                published: printed(&row.score),
                computed: computed(score),
                deviation: deviation(score),
                explanation: score.explanation.clone(),
                outcome: outcome(&score.agreement),
            });
        }
    }
    ScoreJson {
        name: form.name().to_owned(),
        implementing_unit: form.implementing_unit().to_owned(),
        edition: form.edition.0.clone(),
        rules: scored.rules.0.clone(),
        budget: BudgetJson {
            published: form.total_fund().and_then(|fund| printed(&fund.score)),
            computed: scored.budget.score.map(points),
            explanation: scored.budget.explanation.clone(),
        },
        rows,
        total: TotalJson {
            published: printed(&form.total.score),
            computed: scored.total.score.map(points),
            grade: scored.total.grade.clone(),
        },
    }
}

fn printed(score: &Entry<Points>) -> Option<String> {
    (!score.is_blank()).then(|| score.text().to_owned())
}

/// Points as text, with the decimals that the rules round to.
#[must_use]
pub fn points(points: Points) -> String {
    points.0.to_string()
}

/// The computed score: exact, or the printed one where it lies in its tier's range.
#[must_use]
pub fn computed(score: &RowScore) -> Option<String> {
    computed_points(score).map(points)
}

/// The same in points.
#[must_use]
pub fn computed_points(score: &RowScore) -> Option<Points> {
    match &score.computed {
        Computed::Exact(exact) => Some(*exact),
        Computed::Within { .. } if score.agreement == Agreement::Agrees => score.printed,
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

/// The deviation rate as text.
#[must_use]
pub fn deviation(score: &RowScore) -> Option<String> {
    match &score.deviation {
        Deviation::Of(percent) => Some(format!("{}%", percent.0)),
        Deviation::Undefined(_) => None,
    }
}

/// The outcome's word.
#[must_use]
pub const fn outcome(agreement: &Agreement) -> &'static str {
    match agreement {
        Agreement::Agrees => "agrees",
        Agreement::Differs(_) => "differs",
        Agreement::CannotScore => "cannot-score",
        Agreement::Blank => "blank",
    }
}
