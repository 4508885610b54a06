use rust_decimal::Decimal;

use jixiao_model::{Amount, Entry, Form, half_up, one_line};

use crate::project::{Project, in_unit, rate};
use crate::summary::{Summary, Sums};
use crate::wording::{NUMBERS, listed, target_and_actual};

/// What the draft cannot know from the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The unit that writes.
    pub agency: String,
    /// The year evaluated.
    pub year: u16,
    /// The department forms that were made, too.
    pub departments: Vec<Figures>,
}

/// What a department's form says of its budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// 全年预算数.
    pub adjusted: Option<Amount>,
    /// 全年执行数.
    pub executed: Option<Amount>,
}

impl Figures {
    /// The total row of the funds of a department's form, in 万元.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let total = form.total_fund();
        let figure = |entry: &Entry<Amount>| in_unit(form, *entry.value()?);
        Self {
            adjusted: total.and_then(|fund| figure(&fund.adjusted)),
            executed: total.and_then(|fund| figure(&fund.executed)),
        }
    }
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
    /// The forms say nothing for it: the text only asks the person to write it, and is not to be printed.
    pub open: bool,
    /// The person leaves it out: it is not to be printed. A draft leaves nothing out.
    pub omitted: bool,
}

impl Section {
    /// Whether it goes into print.
    #[must_use]
    pub const fn is_printed(&self) -> bool {
        !self.open && !self.omitted
    }
}

/// The heading of each section in print, numbered `一、`, `二、` as official documents are (GB/T 9704-2012, 7.3.3). Sections that
/// are not printed are not counted; they and the opening have none.
#[must_use]
pub fn headings(sections: &[Section]) -> Vec<String> {
    let mut numbers = NUMBERS.iter();
    let heading = |section: &Section| match section.title {
        title if section.is_printed() && !title.is_empty() => {
            numbers.next().map(|number| format!("{number}、{title}"))
        }
        _ => None,
    };
    sections.iter().map(heading).map(Option::unwrap_or_default).collect()
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
const MAX_NAMED: usize = 5;

/// Below this 执行率, in per cent, money that was not spent is named as a problem.
const SLOW_BELOW: Decimal = Decimal::from_parts(80, 0, 0, false, 0);

/// Drafts 预算绩效情况说明 from the forms. Classified projects are counted and never named.
#[must_use]
pub fn paragraph(facts: &Facts, projects: &[Project], summary: &Summary) -> Vec<Section> {
    let open: Vec<&Project> = projects.iter().filter(|project| !project.classified).collect();
    let drafts = [
        Some(overview(facts, summary)),
        results(&open, summary),
        achievements(&open),
        problems(&open),
        measures(&open),
    ];
    let section = |((key, name), draft): ((&'static str, &'static str), Option<String>)| {
        let title = if key == OPENING { "" } else { name };
        let open = draft.is_none();
        let text = draft.unwrap_or_else(|| format!("请补充{name}。"));
        Section { key, title, text, open, omitted: false }
    };
    SECTIONS.into_iter().zip(drafts).map(section).collect()
}

fn overview(facts: &Facts, summary: &Summary) -> String {
    let Facts { agency, year, departments } = facts;
    let forms = summary.total.projects - summary.classified.projects;
    let department = match departments.len() {
        0 => String::new(),
        count => format!("部门整体支出绩效自评表{count}份、"),
    };
    let mut text = format!(
        "{year}年度，{agency}按照预算绩效管理要求组织开展了绩效自评，形成{department}项目支出绩效自评表{forms}份。{}\
         自评项目{}个，{}。",
        departments.iter().filter_map(whole).collect::<String>(),
        summary.total.projects,
        funds(&summary.total)
    );
    if summary.classified.projects > 0 {
        let classified = &summary.classified;
        let wording =
            format!("其中涉密项目{}个，{}，自评表不予公开。", classified.projects, funds(classified));
        text.push_str(&wording);
    }
    text
}

/// `部门整体支出全年预算36,358.83万元，全年执行35,973.36万元，预算执行率98.94%。`
fn whole(Figures { adjusted, executed }: &Figures) -> Option<String> {
    let (adjusted, executed) = ((*adjusted)?.0, (*executed)?.0);
    let rate = rate(executed, adjusted).map(|rate| format!("，预算执行率{}%", rate.0)).unwrap_or_default();
    Some(format!("部门整体支出全年预算{}万元，全年执行{}万元{rate}。", money(adjusted), money(executed)))
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
fn results(projects: &[&Project], summary: &Summary) -> Option<String> {
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
    let mean = mean(&totals)?;
    let counts: Vec<String> = grades.iter().map(|(_, grade, count)| format!("“{grade}”{count}个")).collect();
    let open = projects.len() - totals.len();
    let open = if open == 0 { String::new() } else { format!("，另有{open}个尚未评分") };
    let of = if summary.classified.projects > 0 { "公开的项目中，" } else { "各项目中，" };
    Some(format!("{of}评为{}{open}；平均得分{mean}分。", counts.join("、")))
}

fn mean(values: &[Decimal]) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    sum.checked_div(Decimal::from(values.len())).map(|mean| half_up(mean, 2))
}

/// What the projects with most money did, in their own words.
fn achievements(projects: &[&Project]) -> Option<String> {
    let mut largest: Vec<&&Project> = projects.iter().filter(|project| !done(project).is_empty()).collect();
    largest.sort_by_key(|project| std::cmp::Reverse(project.adjusted()));
    let sentences =
        largest.iter().take(MAX_NAMED).map(|project| format!("{}：{}", project.form.name(), done(project)));
    listed_or_none(&sentences.collect::<Vec<_>>())
}

/// A goal that only says again what was expected tells nothing of what was done.
fn done(project: &Project) -> String {
    let goals = project.form.goals.iter().filter(|goal| letters(&goal.expected) != letters(&goal.actual));
    goals.map(|goal| sentence(&goal.actual)).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
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

/// The missed targets that lost most points, with the reasons given, and the lowest execution rates.
fn problems(projects: &[&Project]) -> Option<String> {
    let sentences: Vec<String> = missed(projects).into_iter().chain(slow(projects)).collect();
    let is_whole = !projects.is_empty() && projects.iter().all(|project| project.is_scored());
    if sentences.is_empty() && is_whole {
        return Some("各项目绩效目标全部完成，未发现突出问题。".to_owned());
    }
    listed_or_none(&sentences)
}

fn missed(projects: &[&Project]) -> Vec<String> {
    let mut worst: Vec<_> =
        projects.iter().filter_map(|project| Some((project.missed()?, project.form.name()))).collect();
    worst.sort_by_key(|(missed, _)| std::cmp::Reverse(missed.lost));
    let sentences = worst.iter().take(MAX_NAMED).map(|(missed, name)| {
        let indicator = missed.indicator;
        let wording = target_and_actual(indicator);
        format!("{name}的“{}”目标{wording}。{}", indicator.level3.trim(), sentence(&indicator.reason))
    });
    sentences.collect()
}

fn slow(projects: &[&Project]) -> Vec<String> {
    let rates = projects.iter().filter_map(|project| Some((project.rate()?, project.form.name())));
    let mut slow: Vec<_> = rates.filter(|(rate, _)| rate.0 < SLOW_BELOW).collect();
    slow.sort_by_key(|(rate, _)| *rate);
    slow.iter().take(MAX_NAMED).map(|(rate, name)| format!("{name}预算执行率{:.2}%。", rate.0)).collect()
}

/// The measures named in the reasons: from 下一步 on.
fn measures(projects: &[&Project]) -> Option<String> {
    let mut sentences: Vec<String> = Vec::new();
    for project in projects {
        for most in project.shortfalls() {
            let reason = one_line(&most.indicator.reason);
            let Some(at) = ["下一步", "改进措施", "今后"].iter().filter_map(|word| reason.find(word)).min()
            else {
                continue;
            };
            let measure = sentence(&reason[at..]);
            if sentences.len() < MAX_NAMED && !sentences.contains(&measure) {
                sentences.push(measure);
            }
        }
    }
    listed_or_none(&sentences)
}

fn listed_or_none(sentences: &[String]) -> Option<String> {
    (!sentences.is_empty()).then(|| listed(sentences))
}
