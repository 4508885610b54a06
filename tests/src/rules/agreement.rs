//! Printed scores against computed ones: the table, every difference, and what cannot be scored.

use std::collections::BTreeMap;

use jixiao_app::Tally;
use jixiao_edition::RuleSet;
use jixiao_model::{Percent, half_up};
use jixiao_score::{Agreement, Cause, Computed, Reason};
use rust_decimal::Decimal;

use super::cases::{File, Row, rule_sets};
use super::markdown::{count, plain, table};

/// Counts, differences and what cannot be scored.
pub fn section(files: &[File]) -> String {
    let parts = [conclusions(files), counts(files), causes(files), differences(files), not_scored(files)];
    format!("## 二、与公开自评表逐行核对\n\n{}", parts.join("\n"))
}

/// One line for each rule set over its own forms.
fn conclusions(files: &[File]) -> String {
    let line = |(rules, own): (&RuleSet, Vec<&File>)| {
        let scored: Vec<_> = own.iter().flat_map(|file| file.scored(rules)).collect();
        let tally = Tally::of(scored.iter().map(|(_, _, scored)| scored));
        let rows = scored.iter().flat_map(|(_, _, scored)| &scored.goals).flat_map(|goal| &goal.rows);
        let unknown = rows.filter(|row| row.agreement == Agreement::Differs(Cause::Unknown)).count();
        format!(
            "- **{}**，自己的 {} 张表：{} 行一致，{} 行不一致（{} 行写明原因，{unknown} 行原因不明），{} 行不能自动计分（各有理由），{} 行未填或未设。\n",
            rules.name,
            scored.len(),
            tally.agrees,
            tally.differs,
            tally.differs - unknown,
            tally.cannot_score,
            tally.blank
        )
    };
    super::cases::by_rules(files).into_iter().map(line).collect()
}

fn counts(files: &[File]) -> String {
    let mut rows = Vec::new();
    for rules in rule_sets() {
        rows.extend(files.iter().map(|file| counts_of(rules, file)));
        if super::cases::natural(files, rules).count() > 1 {
            rows.push(natural_sum(rules, files));
        }
    }
    format!(
        "表上得分与核算得分逐行比较。**粗体**是该表式自己的规则集；其余是换用别的规则集的结果，只供比较，不一致不表示表有错。\n\n{}",
        table(
            &["规则集", "公开表", "表数", "行数", "一致", "不一致", "不能自动计分", "未填或未设"],
            2,
            &rows
        )
    )
}

fn counts_of(rules: &RuleSet, file: &File) -> Vec<String> {
    let scored = file.scored(rules);
    let tally = Tally::of(scored.iter().map(|(_, _, scored)| scored));
    let row = counted(rules, file.name, file.forms.len(), tally);
    if file.natural.id == rules.id { bold(row) } else { row }
}

fn natural_sum(rules: &RuleSet, files: &[File]) -> Vec<String> {
    let own: Vec<_> = super::cases::natural(files, rules).flat_map(|file| file.scored(rules)).collect();
    let tally = Tally::of(own.iter().map(|(_, _, scored)| scored));
    bold(counted(rules, "自己的表合计", own.len(), tally))
}

fn counted(rules: &RuleSet, name: &str, forms: usize, tally: Tally) -> Vec<String> {
    let all = tally.agrees + tally.differs + tally.cannot_score + tally.blank;
    let numbers = [forms, all, tally.agrees, tally.differs, tally.cannot_score, tally.blank];
    let names = [rules.id.0.clone(), name.to_owned()].into_iter();
    names.chain(numbers.iter().map(ToString::to_string)).collect()
}

fn bold(cells: Vec<String>) -> Vec<String> {
    cells.into_iter().map(|cell| format!("**{cell}**")).collect()
}

/// Rule sets and files whose rows are listed one by one: each file under its own, and every project form under those for projects.
fn listed(files: &[File]) -> Vec<(&'static RuleSet, &File)> {
    let pairs = rule_sets().iter().flat_map(|rules| files.iter().map(move |file| (rules, file)));
    let for_projects =
        |rules: &RuleSet| files.iter().any(|file| file.projects && file.natural.id == rules.id);
    pairs
        .filter(|(rules, file)| file.natural.id == rules.id || file.projects && for_projects(rules))
        .collect()
}

fn causes(files: &[File]) -> String {
    let mut found: BTreeMap<(usize, &str, &str), usize> = BTreeMap::new();
    for (rules, file) in listed(files) {
        let place = rule_sets().iter().position(|set| set.id == rules.id).unwrap_or_default();
        let own = if file.natural.id == rules.id { "自己的规则集" } else { "换用" };
        for row in file.rows(rules) {
            if let Agreement::Differs(cause) = row.score.agreement {
                *found.entry((place, own, cause.text())).or_default() += 1;
            }
        }
    }
    let rows: Vec<Vec<String>> = found
        .into_iter()
        .map(|((place, own, cause), count)| {
            vec![rule_sets()[place].id.0.clone(), own.to_owned(), cause.to_owned(), count.to_string()]
        })
        .collect();
    format!("### 不一致的原因\n\n{}", table(&["规则集", "用于", "原因", "行数"], 3, &rows))
}

fn differences(files: &[File]) -> String {
    let lists = listed(files).into_iter().map(|(rules, file)| difference_list(rules, file));
    let note = "“占分值”是表上得分 ÷ 分值，原因不明的行可由它看出给分的比例。";
    format!(
        "### 不一致的行\n\n{note}\n\n{}",
        lists.filter(|list| !list.is_empty()).collect::<Vec<_>>().join("\n")
    )
}

fn difference_list(rules: &RuleSet, file: &File) -> String {
    let rows: Vec<Vec<String>> = file.rows(rules).iter().filter_map(difference).collect();
    if rows.is_empty() {
        return String::new();
    }
    let natural = if file.natural.id == rules.id { "" } else { "（换用）" };
    let head =
        ["表", "三级指标", "年度指标值", "实际完成值", "分值", "表上得分", "占分值", "核算得分", "原因"];
    format!("#### {} × {}{natural}：{} 行\n\n{}", rules.id.0, file.name, rows.len(), table(&head, 9, &rows))
}

fn difference(row: &Row) -> Option<Vec<String>> {
    let Agreement::Differs(cause) = row.score.agreement else { return None };
    Some(vec![
        row.form_name(),
        row.indicator.level3.clone(),
        row.indicator.target.clone(),
        row.indicator.actual.clone(),
        row.indicator.weight.text().to_owned(),
        row.indicator.score.text().to_owned(),
        share_of_weight(row),
        computed(&row.score.computed),
        cause.text().to_owned(),
    ])
}

fn share_of_weight(row: &Row) -> String {
    let share = row
        .score
        .printed
        .zip(row.score.weight)
        .and_then(|(printed, weight)| jixiao_model::share(Decimal::ONE_HUNDRED, printed.0, weight.0));
    share.map(|share| format!("{}%", plain(half_up(share, 2)))).unwrap_or_default()
}

fn computed(computed: &Computed) -> String {
    match computed {
        Computed::Exact(points) => plain(points.0),
        Computed::Within { low, high } => format!("{}–{}", plain(low.0), plain(high.0)),
        Computed::CannotScore(_) | Computed::Blank => String::new(),
    }
}

/// Rows of one reason: how many, how many of them print the whole weight, and the first.
#[derive(Default)]
struct Group {
    rows: usize,
    full: usize,
    example: String,
}

fn not_scored(files: &[File]) -> String {
    let mut rows = Vec::new();
    for (rules, file) in listed(files) {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for row in file.rows(rules) {
            let Some(reason) = why_not(&row) else { continue };
            let group = groups.entry(reason).or_default();
            group.rows += 1;
            group.full += usize::from(row.is_full());
            if group.example.is_empty() {
                group.example = example(&row);
            }
        }
        rows.extend(groups.into_iter().map(|(reason, group)| {
            let counts = [group.rows.to_string(), count(group.full)];
            let names = [rules.id.0.clone(), file.name.to_owned(), reason, group.example];
            names.into_iter().chain(counts).collect()
        }));
    }
    let head = ["规则集", "公开表", "原因", "例", "行数", "其中表上给满分"];
    format!(
        "### 不能自动计分和未填的行\n\n这些行由人工评定，表上的得分照录，不改动。\n\n{}",
        table(&head, 4, &rows)
    )
}

/// The reason up to its first comma: what follows differs from row to row. Of rows without a weight, what is due says more.
fn why_not(row: &Row) -> Option<String> {
    let reason = match &row.score.computed {
        Computed::CannotScore(Reason::NoWeight(due)) => return Some(without_weight(due.as_ref())),
        Computed::CannotScore(reason) => reason.to_string(),
        Computed::Blank => row.score.explanation.clone(),
        Computed::Exact(_) | Computed::Within { .. } => return None,
    };
    Some(reason.split('，').next().unwrap_or_default().to_owned())
}

fn without_weight(due: Option<&Percent>) -> String {
    let due = match due {
        None => "由人工定档或评定",
        Some(share) if share.0 >= Decimal::ONE_HUNDRED => "应得全部分值",
        Some(_) => "应得一部分分值",
    };
    format!("分值未印，{due}")
}

fn example(row: &Row) -> String {
    let Row { indicator, .. } = row;
    if row.score.printed.is_none() {
        return format!("{}：{}", indicator.level2, indicator.level3);
    }
    let held = format!("{}：{} → {}", indicator.level3, indicator.target, indicator.actual);
    format!("{held}，分值 {}，表上 {}", blank_as_dash(indicator.weight.text()), indicator.score.text())
}

fn blank_as_dash(text: &str) -> &str {
    if text.is_empty() { "未印" } else { text }
}
