//! What a person is told beside the cells.

use jixiao_edition::RuleSet;
use jixiao_model::{FieldRef, FundColumn, Indicator, IndicatorColumn, Meaning, Measure};
use jixiao_sheet::{Area, Expected, Formula, Hint};

use crate::cells::Cells;
use crate::plain::Plain;

/// A list of words is offered up to so many characters.
const LIST: usize = 250;

/// What is said when a cell is chosen, and what may be typed into it.
pub fn of(
    field: &FieldRef,
    area: Area,
    cells: &Cells<'_>,
    follows: bool,
    rules: &RuleSet,
) -> (Option<Hint>, Option<Expected>) {
    match field {
        FieldRef::Fund {
            column: FundColumn::Initial | FundColumn::Adjusted | FundColumn::Executed, ..
        } => {
            let unit = cells.form.amount_unit.name();
            let shown = hint("金额", format!("单位：{unit}，只填数字。"));
            let asked = hint(
                "金额",
                format!("这里填数字，单位是{unit}，不要再写单位。确实没有数字的，请选“是”保留。"),
            );
            (Some(shown), Some(Expected::Holds(Formula::new("AND(ISNUMBER({0}),{0}>=0)", vec![area]), asked)))
        }
        FieldRef::Indicator { goal, row, column } => {
            let found = cells.form.goals.get(*goal).and_then(|goal| goal.indicators.get(*row));
            found.map_or((None, None), |found| {
                let weight = FieldRef::Indicator { goal: *goal, row: *row, column: IndicatorColumn::Weight };
                of_row(*column, area, cells.figure(&weight), found, follows, rules)
            })
        }
        _ => (None, None),
    }
}

fn of_row(
    column: IndicatorColumn,
    area: Area,
    weight: Option<Area>,
    row: &Indicator,
    follows: bool,
    rules: &RuleSet,
) -> (Option<Hint>, Option<Expected>) {
    match column {
        IndicatorColumn::Target => (Some(target()), None),
        IndicatorColumn::Actual => actual(area, row, rules),
        IndicatorColumn::Weight => {
            let asked = hint("分值", "分值是 0 到 100 的数。确实要这样写，请选“是”保留。");
            (
                None,
                Some(Expected::Holds(Formula::new("AND(ISNUMBER({0}),{0}>=0,{0}<=100)", vec![area]), asked)),
            )
        }
        IndicatorColumn::Score => {
            let shown = if follows {
                "填好实际完成值后自动算出，也可以直接改写。得分不超过分值。"
            } else {
                "由人工评定，直接填写。得分不超过分值。"
            };
            let asked = hint("得分", "得分是数，不小于 0，也不超过分值。确实要这样写，请选“是”保留。");
            let holds = |weight: Area| {
                let formula = Formula::new("AND(ISNUMBER({0}),{0}>=0,{0}<=N({1}))", vec![area, weight]);
                Expected::Holds(formula, asked)
            };
            (Some(hint("得分", shown)), weight.map(holds))
        }
        IndicatorColumn::Reason => (
            Some(hint("偏差原因", "没有得满分、或者大大超过目标的，写明原因和改进措施；其余可以不写。")),
            None,
        ),
        _ => (None, None),
    }
}

fn target() -> Hint {
    hint(
        "指标值的写法",
        "比较符号、数字、单位，如 ≥95%、≤20天、=3次；\n期限写到月或日，如 12月底前；\n定性的写要达到的程度，如 明显提升。",
    )
}

fn actual(area: Area, row: &Indicator, rules: &RuleSet) -> (Option<Hint>, Option<Expected>) {
    let target = row.whole_target();
    if let Some(plain) = Plain::parse(&target) {
        let shown =
            format!("目标是 {target}：填完成的数和单位，如 {}{}。", plain.number.normalize(), plain.unit);
        let asked =
            || hint("实际完成值", "目标是百分数，这里也填百分数，如 98.5%。确实要这样写，请选“是”保留。");
        let formula = || Formula::new("RIGHT({0})=\"%\"", vec![area]);
        let expected = plain.is_percent().then(|| Expected::Holds(formula(), asked()));
        return (Some(hint("实际完成值", shown)), expected);
    }
    if !matches!(Measure::parse(&target).meaning(), Meaning::Words(_)) {
        return (Some(hint("实际完成值", "按目标的写法填，如目标是期限就填完成的日期。")), None);
    }
    let words: Vec<String> = rules.tiers.iter().filter_map(|tier| tier.words.first().cloned()).collect();
    let is_short = words.iter().map(|word| word.chars().count() + 1).sum::<usize>() <= LIST;
    let expected = (is_short && !words.is_empty()).then_some(Expected::Words(words));
    (Some(hint("实际完成值", "从列表里选完成的程度。")), expected)
}

fn hint(title: &str, text: impl Into<String>) -> Hint {
    let text: String = text.into();
    Hint { title: title.to_owned(), text: text.chars().take(LIST).collect() }
}
