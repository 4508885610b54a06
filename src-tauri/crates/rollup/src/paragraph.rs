use rust_decimal::Decimal;

use jixiao_edition::words;
use jixiao_model::{Amount, Entry, Form, half_up, one_line, sum};

use crate::project::{Project, Shortfall, in_unit, rate};
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
    sum(values.iter().copied())?.checked_div(Decimal::from(values.len())).map(|mean| half_up(mean, 2))
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
    goals.map(|goal| sentence(unnumbered(&one_line(&goal.actual)))).collect()
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

/// The missed targets that lost most points, those of one cause together, and the lowest execution rates.
fn problems(projects: &[&Project]) -> Option<String> {
    let words = &words().disclosure;
    let parts: Vec<(&str, String)> =
        [(words.missed.as_str(), missed(projects)), (words.slow.as_str(), slow(projects))]
            .into_iter()
            .filter_map(|(problem, text)| Some((problem, text?)))
            .collect();
    match parts.as_slice() {
        [] => {
            let is_whole = !projects.is_empty() && projects.iter().all(|project| project.is_scored());
            is_whole.then(|| "各项目绩效目标全部完成，未发现突出问题。".to_owned())
        }
        [(problem, text)] => Some(format!("{problem}。{text}")),
        parts => {
            let lines = NUMBERS.iter().zip(parts);
            let lines = lines.map(|(number, (problem, text))| format!("（{number}）{problem}。{text}"));
            Some(lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// `甲的“人数”目标不低于2人，实际完成1人；乙的“人数”…。原因：报名的人少。`, for each cause once.
fn missed(projects: &[&Project]) -> Option<String> {
    let mut of_cause: Vec<(String, Vec<String>)> = Vec::new();
    for (missed, name) in worst(projects) {
        let indicator = missed.indicator;
        let wording = target_and_actual(indicator);
        let item = format!("{name}的“{}”目标{wording}", indicator.level3.trim());
        let cause = cause(&indicator.reason);
        match of_cause.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, items)) => items.push(item),
            None => of_cause.push((cause, vec![item])),
        }
    }
    let sentences = of_cause.iter().map(|(cause, items)| {
        let because = if cause.is_empty() { String::new() } else { format!("原因：{cause}") };
        format!("{}。{because}", items.join("；"))
    });
    Some(sentences.collect::<String>()).filter(|text| !text.is_empty())
}

/// The missed target of each project that lost most points, the worst projects first.
fn worst<'a>(projects: &[&Project<'a>]) -> Vec<(Shortfall<'a>, &'a str)> {
    let mut worst: Vec<(Shortfall, &str)> =
        projects.iter().filter_map(|project| Some((project.missed()?, project.form.name()))).collect();
    worst.sort_by_key(|(missed, _)| std::cmp::Reverse(missed.lost));
    worst.truncate(MAX_NAMED);
    worst
}

/// `丙30.20%、丁65.00%，低于80%。`
fn slow(projects: &[&Project]) -> Option<String> {
    let below = words().disclosure.slow_below;
    let rates = projects.iter().filter_map(|project| Some((project.rate()?, project.form.name())));
    let mut slow: Vec<_> = rates.filter(|(rate, _)| rate.0 < Decimal::from(below)).collect();
    slow.sort_by_key(|(rate, _)| *rate);
    let named: Vec<String> =
        slow.iter().take(MAX_NAMED).map(|(rate, name)| format!("{name}{}", rate.shown())).collect();
    let more = if slow.len() > MAX_NAMED { format!("等{}个项目", slow.len()) } else { String::new() };
    (!named.is_empty()).then(|| format!("{}{more}，低于{below}%。", named.join("、")))
}

/// What a reason says before it comes to the measures, without its number and without a word for 原因; empty when it says nothing.
fn cause(reason: &str) -> String {
    let reason = one_line(reason);
    let end = measures_begin(&reason).unwrap_or(reason.len());
    let cause = unnumbered(&reason[..end]);
    let begins = &words().disclosure.cause_begins;
    let bare = begins.iter().find_map(|word| cause.strip_prefix(word.as_str())).unwrap_or(cause);
    sentence(bare.trim_matches(SEPARATORS))
}

/// What a reason says will be done, without the word that says so.
fn measure(reason: &str) -> Option<String> {
    let reason = one_line(reason);
    let rest = &reason[measures_begin(&reason)?..];
    let begins = &words().disclosure.measures_begin;
    let bare = begins.iter().find_map(|word| rest.strip_prefix(word.as_str())).unwrap_or(rest);
    let bare = unnumbered(bare.trim_matches(SEPARATORS));
    (!bare.is_empty()).then(|| sentence(bare))
}

fn measures_begin(reason: &str) -> Option<usize> {
    words().disclosure.measures_begin.iter().filter_map(|word| reason.find(word.as_str())).min()
}

/// Marks between a word and what it announces, and between clauses.
const SEPARATORS: [char; 9] = ['：', ':', '，', ',', '、', '；', '。', '是', ' '];

/// Without a number in front: the text gets one of its own.
fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let bare = text.trim_start_matches(['（', '(']);
    let number = |c: char| c.is_ascii_digit() || NUMBERS.iter().any(|number| number.starts_with(c));
    let rest = bare.trim_start_matches(number);
    let behind = rest.trim_start_matches(['）', ')', '.', '．', '、']);
    // 2023年 begins with digits and is no number of a list.
    if rest.len() < bare.len() && behind.len() < rest.len() { behind.trim() } else { text }
}

/// The measures named in the reasons; where they name none, what there is to do about the problems.
fn measures(projects: &[&Project]) -> Option<String> {
    let mut sentences: Vec<String> = Vec::new();
    let reasons = projects.iter().flat_map(|project| project.shortfalls());
    for measure in reasons.filter_map(|most| measure(&most.indicator.reason)) {
        if sentences.len() < MAX_NAMED && !sentences.contains(&measure) {
            sentences.push(measure);
        }
    }
    if sentences.is_empty() {
        let words = &words().disclosure;
        let due = [(missed(projects), &words.missed_measure), (slow(projects), &words.slow_measure)];
        sentences.extend(due.into_iter().filter_map(|(problem, measure)| problem.map(|_| measure.clone())));
    }
    listed_or_none(&sentences)
}

fn listed_or_none(sentences: &[String]) -> Option<String> {
    (!sentences.is_empty()).then(|| listed(sentences))
}
