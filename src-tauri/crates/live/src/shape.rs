//! The forms that the score of a figure against its target has in a formula.

use jixiao_edition::RuleSet;
use jixiao_model::{Entry, Indicator, Points, share};
use jixiao_score::{Computed, score_row};
use rust_decimal::{Decimal, dec};

use crate::plain::Plain;
use crate::settled::{Rounding, float_share};

/// How points follow from weight w, target A and actual B.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// w × B ÷ A, at most w.
    Share,
    /// w × A ÷ B, at most w.
    Inverse,
    /// w × (2 − B ÷ A), between nothing and w.
    Linear,
    /// w × B ÷ A up to A, nothing above it.
    ShareUpTo,
    /// The same, nothing at A itself.
    ShareBelow,
    /// w up to A, nothing above it.
    AllUpTo,
    /// w below A, nothing from it on.
    AllBelow,
    /// w from A on, nothing below it.
    AllFrom,
    /// w above A, nothing up to it.
    AllAbove,
}

const SHAPES: [Shape; 9] = [
    Shape::Share,
    Shape::Inverse,
    Shape::Linear,
    Shape::ShareUpTo,
    Shape::ShareBelow,
    Shape::AllUpTo,
    Shape::AllBelow,
    Shape::AllFrom,
    Shape::AllAbove,
];

/// The rules are tried with actual values of so many times the target.
const TRIALS: [Decimal; 26] = [
    dec!(0),
    dec!(0.01),
    dec!(0.1),
    dec!(0.25),
    dec!(0.3),
    dec!(0.5),
    dec!(0.55),
    dec!(0.6),
    dec!(0.65),
    dec!(0.7),
    dec!(0.75),
    dec!(0.8),
    dec!(0.85),
    dec!(0.9),
    dec!(0.95),
    dec!(0.98),
    dec!(0.99),
    dec!(1),
    dec!(1.01),
    dec!(1.05),
    dec!(1.1),
    dec!(1.2),
    dec!(1.3),
    dec!(1.5),
    dec!(2),
    dec!(10),
];

/// Where a row has no weight yet, it is tried with this one.
const TRIED_WEIGHT: Decimal = dec!(10);

/// The shape that gives what the rules give for every trial, or none. `unit` is what stands behind the digits of the actual value.
pub fn shape(
    row: &Indicator,
    target: &Plain,
    unit: &str,
    rules: &RuleSet,
    year: Option<u16>,
) -> Option<Shape> {
    let weight = row.weight.value().map_or(TRIED_WEIGHT, |points| points.0);
    if weight <= Decimal::ZERO || target.number.is_zero() {
        return None;
    }
    let trials: Vec<(Decimal, Decimal)> = TRIALS
        .into_iter()
        .map(|times| {
            let actual = target.number.checked_mul(times)?.normalize();
            Some((actual, by_rules(row, weight, &format!("{actual}{unit}"), rules, year)?))
        })
        .collect::<Option<_>>()?;
    let rounding = Rounding::of(rules);
    let fits = |shape: &Shape| {
        trials
            .iter()
            .all(|(actual, points)| shape.points(weight, target.number, *actual, rounding) == Some(*points))
    };
    SHAPES.into_iter().find(fits)
}

/// What the rules give a row for an actual value.
pub fn by_rules(
    row: &Indicator,
    weight: Decimal,
    actual: &str,
    rules: &RuleSet,
    year: Option<u16>,
) -> Option<Decimal> {
    let tried = Indicator {
        actual: actual.to_owned(),
        weight: Entry::<Points>::new(weight.to_string()),
        score: Entry::default(),
        manual: None,
        ..row.clone()
    };
    match score_row(&tried, rules, year).computed {
        Computed::Exact(points) => Some(points.0),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

impl Shape {
    fn exact(self, weight: Decimal, target: Decimal, actual: Decimal) -> Option<Decimal> {
        let all_if = |holds: bool| Some(if holds { weight } else { Decimal::ZERO });
        match self {
            Self::Share => share(weight, actual.min(target), target),
            Self::Inverse => share(weight, target, actual.max(target)),
            Self::Linear => {
                let over = share(weight, actual, target)?;
                Some(weight.checked_add(weight)?.checked_sub(over)?.clamp(Decimal::ZERO, weight))
            }
            Self::ShareUpTo if actual <= target => share(weight, actual, target),
            Self::ShareBelow if actual < target => share(weight, actual, target),
            Self::ShareUpTo | Self::ShareBelow => Some(Decimal::ZERO),
            Self::AllUpTo => all_if(actual <= target),
            Self::AllBelow => all_if(actual < target),
            Self::AllFrom => all_if(actual >= target),
            Self::AllAbove => all_if(actual > target),
        }
    }

    /// The rounded points.
    pub fn points(
        self,
        weight: Decimal,
        target: Decimal,
        actual: Decimal,
        rounding: Rounding,
    ) -> Option<Decimal> {
        Some(rounding.apply(self.exact(weight, target, actual)?).min(weight))
    }

    /// True when a workbook comes to the same points.
    pub fn is_settled(self, weight: Decimal, target: Decimal, actual: Decimal, rounding: Rounding) -> bool {
        let float = match self {
            Self::Share => float_share(weight, actual.min(target), target),
            Self::Inverse => float_share(weight, target, actual.max(target)),
            Self::ShareUpTo | Self::ShareBelow => float_share(weight, actual, target),
            Self::Linear => None,
            Self::AllUpTo | Self::AllBelow | Self::AllFrom | Self::AllAbove => return true,
        };
        self.exact(weight, target, actual).is_some_and(|exact| rounding.is_settled(exact, float))
    }

    /// The points in a formula; `{0}` is the weight, `a` and `b` are target and actual value.
    pub fn formula(self, a: &str, b: &str, rounding: Rounding) -> String {
        let rounded = |inner: &str| format!("MIN({{0}},{})", rounding.formula(inner));
        match self {
            Self::Share => rounded(&format!("{{0}}*MIN({a},{b})/{a}")),
            Self::Inverse => rounded(&format!("{{0}}*{a}/MAX({a},{b})")),
            Self::Linear => rounded(&format!("MAX(0,MIN({{0}},{{0}}*2-{{0}}*{b}/{a}))")),
            Self::ShareUpTo => format!("IF({b}<={a},{},0)", rounded(&format!("{{0}}*{b}/{a}"))),
            Self::ShareBelow => format!("IF({b}<{a},{},0)", rounded(&format!("{{0}}*{b}/{a}"))),
            Self::AllUpTo => format!("IF({b}<={a},{{0}},0)"),
            Self::AllBelow => format!("IF({b}<{a},{{0}},0)"),
            Self::AllFrom => format!("IF({b}>={a},{{0}},0)"),
            Self::AllAbove => format!("IF({b}>{a},{{0}},0)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jixiao_edition::{Band, OverStep, rule_sets};
    use jixiao_model::Percent;

    fn found(rules: &RuleSet, target: &str, level1: &str) -> Option<Shape> {
        let row = Indicator {
            level1: level1.to_owned(),
            target: target.to_owned(),
            weight: "20".into(),
            ..Indicator::default()
        };
        let plain = Plain::parse(target).unwrap();
        shape(&row, &plain, &plain.unit, rules, Some(2023))
    }

    #[test]
    fn each_rule_set_has_its_shapes() {
        let rules = rule_sets().unwrap();
        let of = |id: &str| rules.iter().find(|rules| rules.id.0 == id).unwrap();
        for (id, target, expected) in [
            ("national-2020", "≥95%", Some(Shape::Share)),
            ("national-2020", "95人", Some(Shape::Share)),
            ("national-2020", "≤20万元", Some(Shape::Inverse)),
            ("xinjiang-2023", "=12次", Some(Shape::Share)),
            ("xinjiang-2023", "≤120元/人", Some(Shape::ShareUpTo)),
            ("xinjiang-2023", "≤120元", Some(Shape::ShareUpTo)),
            ("xinjiang-2023", "<120元", Some(Shape::ShareBelow)),
            ("xinjiang-2023", "≤5%", Some(Shape::AllUpTo)),
            ("hubei-2021", "≤120元", Some(Shape::Inverse)),
            ("hubei-2021", "≥3次", Some(Shape::Share)),
            ("national-2020", "≥0次", None),
            ("national-2020", "12月", None),
        ] {
            let shape = Plain::parse(target).and_then(|_| found(of(id), target, "产出指标"));
            assert_eq!(shape, expected, "{id} {target}");
        }
    }

    #[test]
    fn clauses_beside_the_method_leave_a_figure() {
        let national = rule_sets().unwrap().iter().find(|rules| rules.id.0 == "national-2020").unwrap();
        let percent = |percent: i64| Percent(Decimal::from(percent));
        let mut floor = national.clone();
        floor.targets.at_least.floor = Some(percent(60));
        assert_eq!(found(&floor, "≥3次", "产出指标"), None);
        let mut over = national.clone();
        over.over_achievement.steps =
            vec![OverStep { above: percent(130), deduct: percent(10), source: String::new() }];
        assert_eq!(found(&over, "≥3次", "产出指标"), None);
        let mut bands = national.clone();
        bands.satisfaction = vec![
            Band { from: percent(90), share: percent(100), source: String::new() },
            Band { from: percent(0), share: percent(60), source: String::new() },
        ];
        assert_eq!(found(&bands, "≥95%", "满意度指标"), None);
        assert_eq!(found(&bands, "≥95%", "产出指标"), Some(Shape::Share));
    }

    #[test]
    fn a_formula_says_what_its_shape_says() {
        let rounding = Rounding::half_up(2);
        assert_eq!(Shape::Share.formula("{1}", "{2}", rounding), "MIN({0},ROUND({0}*MIN({1},{2})/{1},2))");
        assert_eq!(
            Shape::ShareUpTo.formula("{1}", "{2}", rounding),
            "IF({2}<={1},MIN({0},ROUND({0}*{2}/{1},2)),0)"
        );
        let points = |shape: Shape, actual: Decimal| shape.points(dec!(10), dec!(4), actual, rounding);
        assert_eq!(points(Shape::Share, dec!(3)), Some(dec!(7.50)));
        assert_eq!(points(Shape::Share, dec!(5)), Some(dec!(10)));
        assert_eq!(points(Shape::Inverse, dec!(0)), Some(dec!(10)));
        assert_eq!(points(Shape::Linear, dec!(5)), Some(dec!(7.5)));
        assert_eq!(points(Shape::ShareBelow, dec!(4)), Some(dec!(0)));
        assert_eq!(points(Shape::AllAbove, dec!(4)), Some(dec!(0)));
    }
}
