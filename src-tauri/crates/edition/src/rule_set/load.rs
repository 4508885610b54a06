use jixiao_model::{Amount, Percent, Points, RuleSetId};
use rust_decimal::Decimal;
use toml::Table;

use super::reader::Reader;
use super::{
    BudgetRule, Cap, CheckLimits, Clause, Grade, Method, OverAchievement, Profile, RateDigits, Rounding,
    RuleKind, RuleSet, Targets, Tier,
};
use crate::load::DataError;

/// A form is worth 100 points.
const ALL_POINTS: i64 = 100;

pub(super) fn load(text: &str) -> Result<RuleSet, DataError> {
    let table: Table = text.parse().map_err(|error| wrong("规则集", syntax(text, &error)))?;
    let name = table.get("id").and_then(toml::Value::as_str).unwrap_or("规则集").to_owned();
    rule_set(Reader::new("", table)).map_err(|what| wrong(&name, what))
}

fn wrong(file: &str, what: String) -> DataError {
    DataError { file: file.to_owned(), what }
}

fn syntax(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    format!("第 {line} 行不合 TOML 写法，请检查引号、括号和等号")
}

fn rule_set(mut file: Reader) -> Result<RuleSet, String> {
    let set = RuleSet {
        id: RuleSetId(file.text("id")?),
        name: file.text("name")?,
        source: file.text("source")?,
        budget: budget(file.table("budget")?)?,
        profiles: file.tables("profile")?.into_iter().map(profile).collect::<Result<_, _>>()?,
        targets: targets(file.table("targets")?)?,
        tiers: file.tables("tier")?.into_iter().map(tier).collect::<Result<_, _>>()?,
        over_achievement: over_achievement(file.table("over_achievement")?)?,
        caps: file.tables("cap")?.into_iter().map(cap).collect::<Result<_, _>>()?,
        rounding: rounding(file.table("rounding")?)?,
        grades: file.tables("grade")?.into_iter().map(grade).collect::<Result<_, _>>()?,
        checks: checks(file.table("checks")?)?,
    };
    file.finish()?;
    check(&set)?;
    Ok(set)
}

/// What no single key shows.
fn check(set: &RuleSet) -> Result<(), String> {
    if set.tiers.is_empty() {
        return Err("没有定性指标的档次（[[tier]]），请至少写一档".to_owned());
    }
    if !set.tiers.windows(2).all(|pair| pair[0].low.0 >= pair[1].high.0) {
        return Err("定性指标的档次（[[tier]]）应从高到低写，且互不重叠".to_owned());
    }
    let descending = set.grades.windows(2).all(|pair| pair[0].from.0 > pair[1].from.0);
    if !descending || set.grades.last().is_none_or(|grade| !grade.from.0.is_zero()) {
        return Err("等次（[[grade]]）应从高到低写，最后一等从 0 分起".to_owned());
    }
    if !set.caps.windows(2).all(|pair| pair[0].rate.0 < pair[1].rate.0) {
        return Err("总分封顶（[[cap]]）应按执行率从低到高写".to_owned());
    }
    for profile in &set.profiles {
        let sum: Decimal = profile.weights.iter().map(|(_, points)| points.0).sum();
        // Some published forms leave a class out of 100 points: less is seen, more never is.
        if sum + set.budget.points.0 > Decimal::from(ALL_POINTS) {
            return Err(format!(
                "一级指标分值（[[profile]]）连同预算执行共 {} 分，超过 100 分",
                sum + set.budget.points.0
            ));
        }
    }
    Ok(())
}

fn budget(mut file: Reader) -> Result<BudgetRule, String> {
    let rates = [("exact", RateDigits::Exact), ("as_printed", RateDigits::AsPrinted)];
    let rule = BudgetRule {
        points: Points(file.decimal("points", ALL_POINTS)?),
        rate: file.choice("rate", &rates)?,
        source: file.text("source")?,
    };
    file.finish().map(|()| rule)
}

fn profile(mut file: Reader) -> Result<Profile, String> {
    let source = file.text("source")?;
    let order = file.texts("classes")?;
    let mut weights = file.table("weights")?;
    let weights_of = order
        .into_iter()
        .map(|class| weights.decimal(&class, ALL_POINTS).map(|points| (class, Points(points))))
        .collect::<Result<_, _>>()?;
    weights.finish()?;
    file.finish().map(|()| Profile { weights: weights_of, source })
}

fn targets(mut file: Reader) -> Result<Targets, String> {
    let known: Vec<&str> = RuleKind::ALL.iter().map(|kind| kind.id()).collect();
    if let Some(key) = file.keys().into_iter().find(|key| !known.contains(&key.as_str())) {
        return file.wrong(&key, &format!("不是规则种类，可用的是：{}", known.join("、")));
    }
    Ok(Targets {
        at_least: clause(&mut file, RuleKind::AtLeast)?,
        more_than: clause(&mut file, RuleKind::MoreThan)?,
        at_most: clause(&mut file, RuleKind::AtMost)?,
        at_most_rate: clause(&mut file, RuleKind::AtMostRate)?,
        at_most_duration: clause(&mut file, RuleKind::AtMostDuration)?,
        less_than: clause(&mut file, RuleKind::LessThan)?,
        equal: clause(&mut file, RuleKind::Equal)?,
        unmarked: clause(&mut file, RuleKind::Unmarked)?,
        unmarked_cost: clause(&mut file, RuleKind::UnmarkedCost)?,
        zero: clause(&mut file, RuleKind::Zero)?,
        date: clause(&mut file, RuleKind::Date)?,
        range: clause(&mut file, RuleKind::Range)?,
        words: words(&mut file)?,
    })
}

fn words(file: &mut Reader) -> Result<String, String> {
    let mut words = file.table(RuleKind::Words.id())?;
    let source = words.text("source")?;
    words.finish().map(|()| source)
}

fn clause(file: &mut Reader, kind: RuleKind) -> Result<Clause, String> {
    let mut clause = file.table(kind.id())?;
    let method = clause.choice("method", &Method::ALL.map(|method| (method.name(), method)))?;
    let ratio = matches!(kind, RuleKind::Zero | RuleKind::Date | RuleKind::Range);
    if ratio && !matches!(method, Method::FullOrZero | Method::FullOrManual | Method::Manual) {
        return clause.wrong(
            "method",
            "要除以目标值，这类目标没有可除的数；可用 full_or_zero、full_or_manual、manual",
        );
    }
    let source = clause.text("source")?;
    clause.finish().map(|()| Clause { method, source })
}

fn tier(mut file: Reader) -> Result<Tier, String> {
    let tier = Tier {
        words: file.texts("words")?,
        low: Percent(file.decimal("low", 100)?),
        high: Percent(file.decimal("high", 100)?),
    };
    if tier.low.0 > tier.high.0 {
        return file.wrong("low", "大于 high");
    }
    file.finish().map(|()| tier)
}

fn over_achievement(mut file: Reader) -> Result<OverAchievement, String> {
    let rule = OverAchievement {
        explain_from: Percent(file.decimal("explain_from", 10_000)?),
        source: file.text("source")?,
    };
    file.finish().map(|()| rule)
}

fn cap(mut file: Reader) -> Result<Cap, String> {
    let cap = Cap {
        rate: Percent(file.decimal("rate", 100)?),
        total: Points(file.decimal("total", ALL_POINTS)?),
        source: file.text("source")?,
    };
    file.finish().map(|()| cap)
}

fn rounding(mut file: Reader) -> Result<Rounding, String> {
    file.choice("mode", &[("half_up", ())])?;
    let digits = file.decimal("digits", 4)?;
    let rounding =
        Rounding { digits: u32::try_from(digits).unwrap_or_default(), source: file.text("source")? };
    file.finish().map(|()| rounding)
}

fn grade(mut file: Reader) -> Result<Grade, String> {
    let grade = Grade { name: file.text("name")?, from: Points(file.decimal("from", ALL_POINTS)?) };
    file.finish().map(|()| grade)
}

fn checks(mut file: Reader) -> Result<CheckLimits, String> {
    let limits = CheckLimits {
        score_tolerance: Points(file.decimal("score_tolerance", 1)?),
        amount_tolerance: Amount(file.decimal("amount_tolerance", 1)?),
        budget_change: Percent(file.decimal("budget_change", 10_000)?),
        low_execution: Percent(file.decimal("low_execution", 100)?),
        tiny_weight: Points(file.decimal("tiny_weight", ALL_POINTS)?),
        heavy_weight: Points(file.decimal("heavy_weight", ALL_POINTS)?),
        copied_share: Percent(file.decimal("copied_share", 100)?),
        copied_rows: count(&mut file, "copied_rows")?,
        shortfall_margin: Percent(file.decimal("shortfall_margin", 100)?),
        results_gap: Percent(file.decimal("results_gap", 100)?),
        cost_margin: Percent(file.decimal("cost_margin", 100)?),
        jump_factor: file.decimal("jump_factor", 1000)?,
        repeated_rows: count(&mut file, "repeated_rows")?,
        alike_share: Percent(file.decimal("alike_share", 100)?),
        unchanged_years: count(&mut file, "unchanged_years")?,
        source: file.text("source")?,
    };
    file.finish().map(|()| limits)
}

fn count(file: &mut Reader, key: &str) -> Result<usize, String> {
    file.decimal(key, 1000).map(|number| usize::try_from(number).unwrap_or_default())
}
