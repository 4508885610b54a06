use jixiao_model::{Amount, Percent, Points, RuleSetId, sum};
use rust_decimal::Decimal;
use toml::Table;

use super::reader::{Mistake, Reader};
use super::{
    Band, BudgetRule, Cap, CheckLimits, Clause, DeviationSign, Grade, LateStep, Method, OverAchievement,
    OverStep, Profile, RateDigits, Rounding, RoundingMode, RuleKind, RuleSet, Targets, Tier,
};
use crate::load::DataError;
use crate::words::{Better, BetterRule};

/// A form is worth 100 points.
const ALL_POINTS: i64 = 100;

impl RuleSet {
    /// Reads and checks a rule-set file, called `file` in messages.
    ///
    /// # Errors
    /// Says in Chinese which key is missing, unknown or has a wrong value.
    pub fn load(file: &str, text: &str) -> Result<Self, DataError> {
        let table: Table = text.parse().map_err(|error| wrong(file, syntax(text, &error)))?;
        rule_set(Reader::new("", table)).map_err(|mistake| wrong(file, mistake.with_line(text)))
    }
}

fn wrong(file: &str, what: String) -> DataError {
    DataError { file: file.to_owned(), what }
}

fn syntax(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().map_or(0, |span| span.start);
    let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    let twice = error.message().contains("duplicate");
    let what = if twice {
        "写了两次，请留一处"
    } else {
        "不合 TOML 写法，请检查引号、括号和等号"
    };
    format!("第 {line} 行{what}")
}

fn rule_set(mut file: Reader) -> Result<RuleSet, Mistake> {
    let set = RuleSet {
        id: RuleSetId(file.text("id")?),
        name: file.text("name")?,
        source: file.text("source")?,
        budget: budget(file.table("budget")?)?,
        profiles: file.tables("profile")?.into_iter().map(profile).collect::<Result<_, _>>()?,
        targets: targets(file.table("targets")?)?,
        tiers: file.tables("tier")?.into_iter().map(tier).collect::<Result<_, _>>()?,
        over_achievement: over_achievement(file.table("over_achievement")?)?,
        late: file.tables("late")?.into_iter().map(late).collect::<Result<_, _>>()?,
        satisfaction: file.tables("satisfaction")?.into_iter().map(band).collect::<Result<_, _>>()?,
        better: file.tables("better")?.into_iter().map(better).collect::<Result<_, _>>()?,
        deviation: deviation(&mut file)?,
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
fn check(set: &RuleSet) -> Result<(), Mistake> {
    let wrong = |path: &str, what: &str| Err(Mistake::at(path, what));
    if set.tiers.is_empty() {
        return wrong("", "没有定性指标的档次（[[tier]]），请至少写一档");
    }
    if !set.tiers.windows(2).all(|pair| pair[0].low.0 >= pair[1].high.0) {
        return wrong("tier", "定性指标的档次（[[tier]]）应从高到低写，且互不重叠");
    }
    let descending = set.grades.windows(2).all(|pair| pair[0].from.0 > pair[1].from.0);
    if !descending || set.grades.last().is_none_or(|grade| !grade.from.0.is_zero()) {
        return wrong("grade", "等次（[[grade]]）应从高到低写，最后一等从 0 分起");
    }
    if !set.caps.windows(2).all(|pair| pair[0].rate.0 < pair[1].rate.0) {
        return wrong("cap", "总分封顶（[[cap]]）应按执行率从低到高写");
    }
    if !set.late.windows(2).all(|pair| pair[0].days < pair[1].days && pair[0].share.0 >= pair[1].share.0) {
        return wrong("late", "逾期扣分（[[late]]）应按天数从少到多写，天数越多得分越少");
    }
    let bands = &set.satisfaction;
    if !bands.windows(2).all(|pair| pair[0].from.0 > pair[1].from.0 && pair[0].share.0 >= pair[1].share.0) {
        return wrong("satisfaction", "满意度分段（[[satisfaction]]）应从高到低写，满意度越低得分越少");
    }
    if bands.last().is_some_and(|band| !band.from.0.is_zero()) {
        return wrong("satisfaction", "满意度分段（[[satisfaction]]）的最后一段应从 0 起");
    }
    let steps = &set.over_achievement.steps;
    if !steps.windows(2).all(|pair| pair[0].above.0 < pair[1].above.0 && pair[0].deduct.0 <= pair[1].deduct.0)
    {
        return wrong(
            "over_achievement.step",
            "超额扣分（[[over_achievement.step]]）应从低到高写，超得越多扣得越多",
        );
    }
    for (index, profile) in set.profiles.iter().enumerate() {
        let weights = profile.weights.iter().map(|(_, points)| points.0);
        let all = sum(weights.chain([set.budget.points.0])).unwrap_or(Decimal::MAX);
        // Some published forms leave a class out of 100 points: less is seen, more never is.
        if all > Decimal::from(ALL_POINTS) {
            let what = format!("一级指标分值（[[profile]]）连同预算执行共 {all} 分，超过 100 分");
            return wrong(&format!("profile[{}]", index + 1), &what);
        }
    }
    Ok(())
}

fn budget(mut file: Reader) -> Result<BudgetRule, Mistake> {
    let rates = [("exact", RateDigits::Exact), ("as_printed", RateDigits::AsPrinted)];
    let rule = BudgetRule {
        points: Points(file.decimal("points", ALL_POINTS)?),
        rate: file.choice("rate", &rates)?,
        source: file.text("source")?,
    };
    file.finish().map(|()| rule)
}

fn profile(mut file: Reader) -> Result<Profile, Mistake> {
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

fn targets(mut file: Reader) -> Result<Targets, Mistake> {
    let known: Vec<&str> = RuleKind::ALL.iter().map(|kind| kind.id()).collect();
    if let Some(key) = file.keys().into_iter().find(|key| !known.contains(&key.as_str())) {
        return file.wrong(&key, &format!("不是规则种类，可用的是：{}", known.join("、")));
    }
    let at_most = clause(&mut file, RuleKind::AtMost)?;
    Ok(Targets {
        at_least: clause(&mut file, RuleKind::AtLeast)?,
        more_than: clause(&mut file, RuleKind::MoreThan)?,
        at_most_harm: if file.has(RuleKind::AtMostHarm.id()) {
            clause(&mut file, RuleKind::AtMostHarm)?
        } else {
            at_most.clone()
        },
        at_most,
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

fn words(file: &mut Reader) -> Result<String, Mistake> {
    let mut words = file.table(RuleKind::Words.id())?;
    let source = words.text("source")?;
    words.finish().map(|()| source)
}

fn clause(file: &mut Reader, kind: RuleKind) -> Result<Clause, Mistake> {
    let mut clause = file.table(kind.id())?;
    let method = clause.choice("method", &Method::ALL.map(|method| (method.name(), method)))?;
    let ratio = matches!(kind, RuleKind::Zero | RuleKind::Date | RuleKind::Range);
    if ratio && !matches!(method, Method::FullOrZero | Method::FullOrManual | Method::Manual) {
        return clause.wrong(
            "method",
            "要除以目标值，这类目标没有可除的数；可用 full_or_zero、full_or_manual、manual",
        );
    }
    let floor = if clause.has("floor") { Some(Percent(clause.decimal("floor", 100)?)) } else { None };
    let source = clause.text("source")?;
    clause.finish().map(|()| Clause { method, floor, source })
}

fn tier(mut file: Reader) -> Result<Tier, Mistake> {
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

fn over_achievement(mut file: Reader) -> Result<OverAchievement, Mistake> {
    let rule = OverAchievement {
        explain_from: Percent(file.decimal("explain_from", 10_000)?),
        steps: file.tables("step")?.into_iter().map(over_step).collect::<Result<_, _>>()?,
        source: file.text("source")?,
    };
    file.finish().map(|()| rule)
}

fn over_step(mut file: Reader) -> Result<OverStep, Mistake> {
    let step = OverStep {
        above: Percent(file.decimal("above", 10_000)?),
        deduct: Percent(file.decimal("deduct", 100)?),
        source: file.text("source")?,
    };
    if step.above.0 < Decimal::ONE_HUNDRED {
        return file.wrong("above", "应是 100 以上的数：没有超过目标值，不是超额完成");
    }
    file.finish().map(|()| step)
}

fn late(mut file: Reader) -> Result<LateStep, Mistake> {
    let step = LateStep {
        days: u32::try_from(file.decimal("days", 3_660)?).unwrap_or_default(),
        share: Percent(file.decimal("share", 100)?),
        source: file.text("source")?,
    };
    file.finish().map(|()| step)
}

fn band(mut file: Reader) -> Result<Band, Mistake> {
    let band = Band {
        from: Percent(file.decimal("from", 100)?),
        share: Percent(file.decimal("share", 100)?),
        source: file.text("source")?,
    };
    file.finish().map(|()| band)
}

fn better(mut file: Reader) -> Result<BetterRule, Mistake> {
    let ways = [
        ("higher", Better::Higher),
        ("lower", Better::Lower),
        ("cost", Better::Cost),
        ("open", Better::Open),
    ];
    let rule = BetterRule {
        better: file.choice("better", &ways)?,
        harm: file.has("harm") && file.choice("harm", &[("yes", true), ("no", false)])?,
        kinds: Vec::new(),
        words: file.texts("words")?,
        except: if file.has("except") { file.texts("except")? } else { Vec::new() },
        why: file.text("why")?,
    };
    file.finish().map(|()| rule)
}

fn deviation(file: &mut Reader) -> Result<DeviationSign, Mistake> {
    if !file.has("deviation") {
        return Ok(DeviationSign::default());
    }
    let mut table = file.table("deviation")?;
    let signs = [("arithmetic", DeviationSign::Arithmetic), ("better", DeviationSign::Better)];
    let sign = table.choice("sign", &signs)?;
    table.text("source")?;
    table.finish().map(|()| sign)
}

fn cap(mut file: Reader) -> Result<Cap, Mistake> {
    let cap = Cap {
        rate: Percent(file.decimal("rate", 100)?),
        total: Points(file.decimal("total", ALL_POINTS)?),
        source: file.text("source")?,
    };
    file.finish().map(|()| cap)
}

fn rounding(mut file: Reader) -> Result<Rounding, Mistake> {
    let modes = [("half_up", RoundingMode::HalfUp), ("cut", RoundingMode::Cut)];
    let mode = file.choice("mode", &modes)?;
    let digits = u32::try_from(file.decimal("digits", 4)?).unwrap_or_default();
    let rounding = Rounding { mode, digits, source: file.text("source")? };
    file.finish().map(|()| rounding)
}

fn grade(mut file: Reader) -> Result<Grade, Mistake> {
    let grade = Grade { name: file.text("name")?, from: Points(file.decimal("from", ALL_POINTS)?) };
    file.finish().map(|()| grade)
}

fn checks(mut file: Reader) -> Result<CheckLimits, Mistake> {
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
        easier_by: Percent(file.decimal("easier_by", 100)?),
        unchanged_years: count(&mut file, "unchanged_years")?,
        source: file.text("source")?,
    };
    file.finish().map(|()| limits)
}

fn count(file: &mut Reader, key: &str) -> Result<usize, Mistake> {
    file.decimal(key, 1000).map(|number| usize::try_from(number).unwrap_or_default())
}
