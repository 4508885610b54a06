//! What the published rows say for and against each choice, counted.

use std::collections::{BTreeMap, BTreeSet};

use jixiao_edition::{Clause, RateDigits, RuleKind, RuleSet};
use jixiao_model::{Indicator, Method, Points, half_up};
use jixiao_score::{Agreement, Computed, Deviation, score_row};
use rust_decimal::Decimal;

use super::cases::{File, Row, by_rules};
use super::markdown::{count, plain, table};
use super::sets::written;

/// Decimals at which a score counts as not yet rounded.
const UNROUNDED: u32 = 12;

/// The evidence for every choice.
pub fn section(files: &[File]) -> String {
    let parts = [
        outcomes(files),
        methods(files),
        tiers(files),
        rounding(files),
        budget(files),
        profiles(files),
        over(files),
    ];
    format!(
        "## 三、规则取舍的依据\n\n下列各表只数公开表自己规则集的行，由程序从公开表数出。\n\n{}",
        parts.join("\n")
    )
}

/// Rows with a printed score and a weight, under their own rule set.
fn rows<'a>(rules: &RuleSet, files: &[&'a File]) -> Vec<Row<'a>> {
    let all = files.iter().flat_map(|file| file.rows(rules));
    all.filter(|row| row.score.printed.is_some() && row.score.weight.is_some()).collect()
}

/// The score of a row as if `method` had been chosen for it.
fn by(method: Method, row: &Row, rules: &RuleSet) -> Option<Points> {
    let indicator = Indicator { method: Some(method), ..row.indicator.clone() };
    match score_row(&indicator, rules, row.form.year).computed {
        Computed::Exact(points) => Some(points),
        Computed::Within { .. } | Computed::CannotScore(_) | Computed::Blank => None,
    }
}

/// Where the actual stands to the target.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Below,
    Equal,
    Above,
    Unknown,
}

impl Side {
    const fn title(self) -> &'static str {
        match self {
            Self::Below => "低于指标值",
            Self::Equal => "等于指标值",
            Self::Above => "高于指标值",
            Self::Unknown => "没有可比的数值",
        }
    }

    fn of(row: &Row) -> Self {
        match &row.score.deviation {
            Deviation::Of(percent) if percent.0.is_zero() => Self::Equal,
            Deviation::Of(percent) if percent.0.is_sign_negative() => Self::Below,
            Deviation::Of(_) => Self::Above,
            Deviation::Undefined(_) => Self::Unknown,
        }
    }
}

/// What printed scores are: rows that cannot tell w from w × B ÷ A first, then the others.
#[derive(Default)]
struct Fits {
    rows: usize,
    alike: usize,
    full: usize,
    share: usize,
    inverse: usize,
    zero: usize,
    other: usize,
}

impl Fits {
    fn add(&mut self, row: &Row, rules: &RuleSet) {
        let printed = row.score.printed;
        let share = by(Method::Share, row, rules).or(row.score.weight);
        let counter = match (row.is_full(), printed == share) {
            (true, true) => &mut self.alike,
            (true, false) => &mut self.full,
            (false, true) => &mut self.share,
            (false, false) if printed == by(Method::Inverse, row, rules) => &mut self.inverse,
            (false, false) if printed.is_some_and(|points| points.0.is_zero()) => &mut self.zero,
            (false, false) => &mut self.other,
        };
        *counter += 1;
        self.rows += 1;
    }
}

fn outcomes(files: &[File]) -> String {
    let mut lines = Vec::new();
    for (rules, own) in by_rules(files) {
        let mut found: BTreeMap<(RuleKind, Side), Fits> = BTreeMap::new();
        for row in rows(rules, &own) {
            if let Some(kind) = row.score.rule.filter(|kind| *kind != RuleKind::Words) {
                found.entry((kind, Side::of(&row))).or_default().add(&row, rules);
            }
        }
        lines.extend(found.into_iter().map(|((kind, side), fits)| {
            let names = [rules.id.0.clone(), written(kind).to_owned(), side.title().to_owned()];
            let counts = [fits.rows, fits.alike, fits.full, fits.share, fits.inverse, fits.zero, fits.other];
            names.into_iter().chain(counts.map(count)).collect()
        }));
    }
    let head = [
        "规则集",
        "年度指标值",
        "实际完成值",
        "行数",
        "满分，与 B÷A 相同",
        "满分",
        "B÷A",
        "A÷B",
        "零分",
        "其他",
    ];
    format!(
        "### 表上得分合哪种算法\n\n“满分，与 B÷A 相同”的行看不出用的是哪种算法，其余各列才是证据。\n\n{}",
        table(&head, 3, &lines)
    )
}

const COMPARED: [Method; 6] = [
    Method::FullOrShare,
    Method::Share,
    Method::FullOrInverse,
    Method::Inverse,
    Method::ShareOrZero,
    Method::FullOrZero,
];

fn methods(files: &[File]) -> String {
    let (mut lines, mut against) = (Vec::new(), Vec::new());
    for (rules, own) in by_rules(files) {
        let mut kinds: BTreeMap<RuleKind, Vec<Row>> = BTreeMap::new();
        for row in rows(rules, &own) {
            if let Some(kind) = row.score.rule {
                kinds.entry(kind).or_default().push(row);
            }
        }
        for (kind, rows) in kinds {
            let Some(clause) = rules.clause(kind) else { continue };
            let agreeing = COMPARED.map(|method| (method, agreeing(method, &rows, rules)));
            lines.push(methods_line(rules, kind, rows.len(), clause.method, &agreeing));
            against.extend(better(rules, kind, clause, &agreeing));
        }
    }
    let names: Vec<String> = COMPARED.iter().map(|method| format!("`{}`", method.name())).collect();
    let head: Vec<&str> =
        ["规则集", "年度指标值", "行数"].into_iter().chain(names.iter().map(String::as_str)).collect();
    format!(
        "### 换一种计分方法，有多少行与表上一致\n\n**粗体**是规则集采用的方法；没有粗体的，采用的是达标满分、否则由人工评定。\n\n{}\n{}",
        table(&head, 2, &lines),
        against.concat()
    )
}

fn agreeing(method: Method, rows: &[Row], rules: &RuleSet) -> usize {
    rows.iter().filter(|row| by(method, row, rules) == row.score.printed).count()
}

fn methods_line(
    rules: &RuleSet,
    kind: RuleKind,
    rows: usize,
    chosen: Method,
    agreeing: &[(Method, usize)],
) -> Vec<String> {
    let shown = |(method, count): &(Method, usize)| {
        if *method == chosen { format!("**{count}**") } else { count.to_string() }
    };
    let names = [rules.id.0.clone(), written(kind).to_owned(), rows.to_string()].into_iter();
    names.chain(agreeing.iter().map(shown)).collect()
}

/// A choice that another method would beat stands on its clause, not on the rows: it is said.
fn better(rules: &RuleSet, kind: RuleKind, clause: &Clause, agreeing: &[(Method, usize)]) -> Option<String> {
    let (_, chosen) = agreeing.iter().find(|(method, _)| *method == clause.method)?;
    let most = agreeing.iter().map(|(_, count)| count).max().filter(|most| *most > chosen)?;
    Some(format!(
        "- `{}` 的“{}”采用的方法与 {chosen} 行一致，别的方法最多与 {most} 行一致；采用它是依条文，不依公开表：{}。\n",
        rules.id.0,
        written(kind),
        clause.source
    ))
}

/// Printed share of the weight, least and greatest, of the rows that answer with one wording.
struct Wording {
    rows: usize,
    agrees: usize,
    low: Decimal,
    high: Decimal,
}

fn tiers(files: &[File]) -> String {
    let mut lines = Vec::new();
    for (rules, own) in by_rules(files) {
        let mut found: BTreeMap<String, Wording> = BTreeMap::new();
        for row in rows(rules, &own).iter().filter(|row| row.score.rule == Some(RuleKind::Words)) {
            add_wording(&mut found, row);
        }
        lines.extend(found.into_iter().map(|(words, found)| {
            let range = format!("{}%–{}%", plain(found.low), plain(found.high));
            vec![rules.id.0.clone(), words, found.rows.to_string(), found.agrees.to_string(), range]
        }));
    }
    let head = ["规则集", "实际完成值的写法", "行数", "与档次一致", "表上得分占分值"];
    format!("### 定性指标的档次\n\n{}", table(&head, 2, &lines))
}

fn add_wording(found: &mut BTreeMap<String, Wording>, row: &Row) {
    let (Some(printed), Some(weight)) = (row.score.printed, row.score.weight) else { return };
    let Some(share) = jixiao_model::share(Decimal::ONE_HUNDRED, printed.0, weight.0) else { return };
    let share = half_up(share, 2);
    let same = row.indicator.actual == row.indicator.target;
    let words = if same { "与目标写法相同".to_owned() } else { row.indicator.actual.clone() };
    let wording = found.entry(words).or_insert(Wording { rows: 0, agrees: 0, low: share, high: share });
    wording.rows += 1;
    wording.agrees += usize::from(row.score.agreement == Agreement::Agrees);
    wording.low = wording.low.min(share);
    wording.high = wording.high.max(share);
}

/// Rows whose score has more decimals than are printed, and how they were shortened.
fn rounding(files: &[File]) -> String {
    let mut lines = Vec::new();
    for (rules, own) in by_rules(files) {
        let digits = rules.rounding.digits;
        let mut exact = rules.clone();
        exact.rounding.digits = UNROUNDED;
        let mut counts = [0; 4];
        for row in rows(rules, &own) {
            let (Computed::Exact(raw), Some(printed)) =
                (score_row(row.indicator, &exact, row.form.year).computed, row.score.printed)
            else {
                continue;
            };
            let rounded = half_up(raw.0, digits);
            let cut = raw.0.trunc_with_scale(digits);
            // Where rounding and cutting give the same, the row says nothing.
            if rounded != cut {
                let fits =
                    [true, printed.0 == rounded, printed.0 == cut, printed.0 != rounded && printed.0 != cut];
                counts.iter_mut().zip(fits).for_each(|(count, holds)| *count += usize::from(holds));
            }
        }
        lines.push([rules.id.0.clone()].into_iter().chain(counts.map(|count| count.to_string())).collect());
    }
    let head = ["规则集", "四舍五入与舍去结果不同的行", "表上是四舍五入", "表上是舍去", "两样都不是"];
    format!("### 小数的取舍\n\n{}", table(&head, 1, &lines))
}

fn budget(files: &[File]) -> String {
    let mut lines = Vec::new();
    for file in files {
        let forms = file.scored(&file.natural);
        let agrees = |holds: &dyn Fn(&jixiao_score::Scored) -> bool| {
            forms.iter().filter(|(_, _, scored)| holds(scored)).count().to_string()
        };
        let with = |rate: RateDigits| {
            let mut rules = RuleSet::clone(&file.natural);
            rules.budget.rate = rate;
            let forms = file.scored(&rules);
            let agreeing =
                forms.iter().filter(|(_, _, scored)| scored.budget.agreement == Agreement::Agrees).count();
            if file.natural.budget.rate == rate { format!("**{agreeing}**") } else { agreeing.to_string() }
        };
        lines.push(vec![
            file.name.to_owned(),
            file.natural.id.0.clone(),
            forms.len().to_string(),
            agrees(&|scored| scored.budget.rate_agreement == Agreement::Agrees),
            with(RateDigits::Exact),
            with(RateDigits::AsPrinted),
            agrees(&|scored| scored.total.printed.is_some()),
            agrees(&|scored| scored.total.agreement == Agreement::Agrees),
        ]);
    }
    let head = [
        "公开表",
        "规则集",
        "表数",
        "执行率一致",
        "得分一致（未取舍的执行率）",
        "得分一致（两位小数的执行率）",
        "印有总分",
        "总分 = 各得分之和",
    ];
    format!("### 预算执行与总分\n\n{}", table(&head, 2, &lines))
}

/// The weights of level-1 classes as printed, and whether the rule set knows them.
fn profiles(files: &[File]) -> String {
    let mut lines = Vec::new();
    for file in files.iter().filter(|file| !file.natural.profiles.is_empty()) {
        let mut found: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for (_, _, scored) in file.scored(&file.natural) {
            let classes = scored.goals.iter().flat_map(|goal| &goal.classes);
            let weights = classes.map(|class| {
                format!(
                    "{} {}",
                    class.level1,
                    class.sums.weight.map_or("不全".to_owned(), |points| plain(points.0))
                )
            });
            *found.entry(weights.collect()).or_default() += 1;
        }
        let known = known_profiles(&file.natural);
        lines.extend(found.into_iter().map(|(weights, forms)| {
            let is_known = known.contains(&weights.iter().cloned().collect::<BTreeSet<_>>());
            let verdict = if is_known { "是" } else { "否" };
            vec![file.name.to_owned(), weights.join("，"), verdict.to_owned(), forms.to_string()]
        }));
    }
    let head = ["公开表", "一级指标分值", "规则集列有", "表数"];
    format!("### 一级指标分值\n\n{}", table(&head, 3, &lines))
}

fn known_profiles(rules: &RuleSet) -> Vec<BTreeSet<String>> {
    let shown = |(class, points): &(String, Points)| format!("{class} {}", plain(points.0));
    rules.profiles.iter().map(|profile| profile.weights.iter().map(shown).collect()).collect()
}

fn over(files: &[File]) -> String {
    let mut lines = Vec::new();
    let mut deducted = 0;
    for (rules, own) in by_rules(files) {
        let rows: Vec<Row> = rows(rules, &own).into_iter().filter(|row| row.score.over_achieved).collect();
        let full = rows.iter().filter(|row| row.is_full()).count();
        deducted += rows.len() - full;
        let is_explained = |row: &&Row| !matches!(row.indicator.reason.trim(), "" | "/" | "无");
        let counts =
            [rows.len(), full, rows.iter().filter(is_explained).count()].map(|count| count.to_string());
        let names = [rules.id.0.clone(), format!("{}%", plain(rules.over_achievement.explain_from.0))];
        lines.push(names.into_iter().chain(counts).collect());
    }
    let head = ["规则集", "提示门槛", "达到门槛的行", "其中表上给满分", "其中写了原因"];
    format!(
        "### 完成值偏高\n\n公开表中达到门槛而没有给满分的有 {deducted} 行；软件只提示，不扣分。\n\n{}",
        table(&head, 1, &lines)
    )
}
