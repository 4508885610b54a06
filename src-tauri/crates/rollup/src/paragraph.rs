use rust_decimal::Decimal;

use jixiao_model::{half_up, one_line};

use crate::project::Project;
use crate::summary::{Summary, Sums};

/// What the draft cannot know from the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The unit that writes.
    pub unit: String,
    /// The year evaluated.
    pub year: u16,
    /// Whether a department form was made, too.
    pub has_department_form: bool,
}

/// A part of 预算绩效情况说明. A person's own words take the place of the draft's, by `key`, and stay when it is drafted
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Names the part: `overview`, `results`, `achievements`, `problems`, `measures`.
    pub key: &'static str,
    /// The heading; empty for the opening part.
    pub title: &'static str,
    /// The text, in Chinese.
    pub text: String,
}

/// The sections in order: what names each, and what a person calls it.
pub const SECTIONS: [(&str, &str); 5] = [
    (OPENING, "基本情况"),
    ("results", "自评结果"),
    ("achievements", "取得的成绩"),
    ("problems", "存在的问题"),
    ("measures", "下一步改进措施"),
];

/// The opening section has no heading in print.
const OPENING: &str = "overview";

/// How many achievements and problems are named.
const NAMED: usize = 5;

/// Drafts 预算绩效情况说明 from the forms. Classified projects are counted and never named.
#[must_use]
pub fn paragraph(facts: &Facts, projects: &[Project], summary: &Summary) -> Vec<Section> {
    let open: Vec<&Project> = projects.iter().filter(|project| !project.classified).collect();
    let texts =
        [overview(facts, summary), results(&open), achievements(&open), problems(&open), measures(&open)];
    let section = |((key, name), text)| {
        let title = if key == OPENING { "" } else { name };
        Section { key, title, text }
    };
    SECTIONS.into_iter().zip(texts).map(section).collect()
}

fn overview(facts: &Facts, summary: &Summary) -> String {
    let Facts { unit, year, has_department_form } = facts;
    let forms = summary.total.projects - summary.classified.projects;
    let department = if *has_department_form { "部门整体支出绩效自评表1份、" } else { "" };
    let mut text = format!(
        "{year}年度，{unit}按照预算绩效管理要求组织开展了绩效自评，形成{department}项目支出绩效自评表{forms}份。\
         自评项目{}个，{}。",
        summary.total.projects,
        funds(&summary.total)
    );
    if summary.classified.projects > 0 {
        let classified = &summary.classified;
        let said = format!("其中涉密项目{}个，{}，自评表不予公开。", classified.projects, funds(classified));
        text.push_str(&said);
    }
    text
}

fn funds(sums: &Sums) -> String {
    let rate = sums.rate().map(|rate| format!("，预算执行率{}%", rate.0)).unwrap_or_default();
    format!("全年预算{}万元，全年执行{}万元{rate}", money(sums.adjusted.amount), money(sums.executed.amount))
}

/// Two decimals, with separators between the thousands: 22,215.03.
fn money(amount: Decimal) -> String {
    let text = half_up(amount, 2).to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}.{rest}")
}

/// Grades in the order of 优, 良, 中, 差, whichever names the rule set gives them: best total first.
fn results(projects: &[&Project]) -> String {
    let mut grades: Vec<(Decimal, &str, usize)> = Vec::new();
    let mut totals = Vec::new();
    for project in projects {
        let Some(total) = project.total() else { continue };
        totals.push(total.0);
        let grade = project.grade().unwrap_or("未定等次");
        match grades.iter_mut().find(|(_, known, _)| *known == grade) {
            Some((best, _, count)) => {
                *best = (*best).max(total.0);
                *count += 1;
            }
            None => grades.push((total.0, grade, 1)),
        }
    }
    grades.sort_by_key(|(best, ..)| std::cmp::Reverse(*best));
    let Some(mean) = mean(&totals) else { return "各项目尚未评分。".to_owned() };
    let counts: Vec<String> = grades.iter().map(|(_, grade, count)| format!("“{grade}”{count}个")).collect();
    let open = projects.len() - totals.len();
    let open = if open == 0 { String::new() } else { format!("，另有{open}个尚未评分") };
    format!("公开的项目中，评为{}{open}；平均得分{mean}分。", counts.join("、"))
}

fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(Decimal::from(values.len())).map(|mean| half_up(mean, 2))
}

/// What the projects with most money did, in their own words.
fn achievements(projects: &[&Project]) -> String {
    let mut largest: Vec<&&Project> = projects.iter().filter(|project| !done(project).is_empty()).collect();
    largest.sort_by_key(|project| std::cmp::Reverse(project.adjusted()));
    let told =
        largest.iter().take(NAMED).map(|project| format!("{}：{}", project.form.name(), done(project)));
    numbered(told.collect(), "各项目尚未填写年度总体目标的实际完成情况。")
}

fn done(project: &Project) -> String {
    project.form.goals.iter().map(|goal| sentence(&goal.actual)).collect()
}

fn sentence(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('。' | '！' | '；') => text.to_owned(),
        Some(_) => format!("{text}。"),
    }
}

/// The rows that lost most points, with the reasons given.
fn problems(projects: &[&Project]) -> String {
    let worst = projects.iter().filter_map(|project| {
        let most = project.shortfalls().into_iter().next()?;
        Some((most.lost, project.form.name(), most.indicator))
    });
    let mut worst: Vec<_> = worst.collect();
    worst.sort_by_key(|(lost, ..)| std::cmp::Reverse(*lost));
    let told = worst.iter().take(NAMED).map(|(_, name, indicator)| {
        let missed = format!(
            "{name}的“{}”目标为{}，实际{}。",
            indicator.level3.trim(),
            indicator.target.trim(),
            indicator.actual.trim()
        );
        format!("{missed}{}", sentence(&indicator.reason))
    });
    numbered(told.collect(), "各项目绩效目标全部完成，未发现突出问题。")
}

/// The measures named in the reasons: from 下一步 on.
fn measures(projects: &[&Project]) -> String {
    let mut told: Vec<String> = Vec::new();
    for project in projects {
        for most in project.shortfalls() {
            let reason = one_line(&most.indicator.reason);
            let Some(at) = ["下一步", "改进措施", "今后"].iter().filter_map(|word| reason.find(word)).min()
            else {
                continue;
            };
            let measure = sentence(&reason[at..]);
            if told.len() < NAMED && !told.contains(&measure) {
                told.push(measure);
            }
        }
    }
    numbered(told, "请补充下一步改进措施。")
}

fn numbered(told: Vec<String>, none: &str) -> String {
    match told.len() {
        0 => none.to_owned(),
        1 => told.concat(),
        _ => (1..).zip(told).map(|(number, text)| format!("{number}.{text}")).collect::<Vec<_>>().join("\n"),
    }
}
