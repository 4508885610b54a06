//! Last year's form as this year's template: names, indicators, targets and weights kept, results, scores and reasons emptied.

use std::fmt::Write as _;

use jixiao_edition::{Edition, Field, words};
use jixiao_model::{
    ColumnName, Entry, ExtraTexts, FieldName, FieldRef, Form, Fund, FundColumn, Goal, Indicator,
    IndicatorColumn, Points, Total,
};

use jixiao_sheet::Number;

use crate::catalogue::Catalogue;
use crate::unplaced::{Unplaced, unplaced, unplaced_sources};

/// What becomes of last year's words (2022年 …) in names and texts. A year longer ago (1995年以前退休人员) belongs to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearWords<'a> {
    /// They are listed and stay.
    Keep,
    /// `2022年` becomes `2023年`; other years are listed and stay.
    Replace,
    /// The same in these texts; those of the others are listed and stay.
    ReplaceIn(&'a [FieldRef]),
}

impl YearWords<'_> {
    fn replaces(self, field: &FieldRef) -> bool {
        match self {
            Self::Keep => false,
            Self::Replace => true,
            Self::ReplaceIn(fields) => fields.contains(field),
        }
    }
}

/// A form emptied for a new year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The form.
    pub form: Form,
    /// Year words found in it.
    pub year_words: Vec<YearWord>,
    /// What of last year's form is to stay and its layout has no place for.
    pub unplaced: Vec<Unplaced>,
}

/// A year that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearWord {
    /// Where it stands.
    pub field: FieldRef,
    /// The year's word, `2022年`.
    pub word: String,
    /// The whole text, as it was.
    pub text: String,
    /// What it was replaced with, if it was.
    pub replaced: Option<String>,
}

/// Empties `form` for `year`, in the layout of `edition`.
#[must_use]
pub fn template(
    form: &Form,
    edition: &Edition,
    year: u16,
    words: YearWords<'_>,
    catalogue: &Catalogue,
) -> Template {
    let mut next = Form { edition: edition.id.clone(), year: Some(year), ..form.clone() };
    next.texts.retain(|name, text| is_kept(name, text));
    next.funds = funds(form, edition, catalogue);
    next.goals = form.goals.iter().map(emptied_goal).collect();
    next.total = Total { weight: form.total.weight.clone(), score: Entry::default() };
    let mut lost = unplaced(&next, edition);
    lost.extend(unplaced_sources(form, &next.funds));
    next.texts.retain(|name, _| edition.prints(&Field::Text(name.clone())));
    let mut template = Template { form: next, year_words: Vec::new(), unplaced: lost };
    template.settle_years(form.year, year, words);
    template.form.title = title(&template.form, edition, form);
    template
}

/// Texts that describe the unit and the project, not this year's result.
fn is_kept(name: &FieldName, text: &str) -> bool {
    let results = [
        FieldName::REPORTED_ON,
        FieldName::BASIC_EXPENDITURE,
        FieldName::PROJECT_EXPENDITURE,
        FieldName::DEVIATION_ANALYSIS,
        FieldName::IMPROVEMENT,
    ];
    let words = &words().next_year;
    let is_result = || words.results.iter().any(|word| name.as_str().contains(word.as_str()));
    let is_remark = || words.remarks.iter().any(|word| name.as_str() == word) && !is_asking(text);
    !(results.contains(name) || name.is_label() && (is_result() || is_remark() || is_amount(text)))
}

/// True for a remark on how the form is filled in.
fn is_asking(text: &str) -> bool {
    text.starts_with('请') || ["指标", "填", "执行率"].iter().any(|word| text.contains(word))
}

/// True for an amount or a score: 2456.18, 97.62分. A number of a project or of a telephone has no decimals.
fn is_amount(text: &str) -> bool {
    let text = text.trim();
    let bare = text.trim_end_matches(['元', '万', '亿', '分', '%']);
    let is_number = Number::showing(bare.trim()).is_some();
    is_number && (bare.contains('.') || bare.len() < text.len())
}

fn kept_columns(extra: &ExtraTexts) -> ExtraTexts {
    let kept = extra.iter().filter(|(column, _)| is_kept_column(column));
    kept.map(|(column, text)| (column.clone(), text.to_owned())).collect()
}

/// Columns of the office's own that describe an indicator, not what became of it: 评分标准, 数据来源.
fn is_kept_column(column: &ColumnName) -> bool {
    let words = &words().next_year;
    words.descriptions.iter().any(|word| column.as_str().contains(word.as_str()))
        && !words.results.iter().any(|word| column.as_str().contains(word.as_str()))
}

/// The fund rows of last year, without their amounts but with the points for budget execution; those of the edition when it is another one.
fn funds(form: &Form, edition: &Edition, catalogue: &Catalogue) -> Vec<Fund> {
    let weight = form.total_fund().map(|fund| fund.weight.clone()).filter(|weight| !weight.is_blank());
    let weight = weight.unwrap_or_else(|| budget_weight(edition, catalogue));
    let labels: Vec<String> = if edition.is_called(&form.edition) && !form.funds.is_empty() {
        form.funds.iter().map(|fund| fund.label.clone()).collect()
    } else {
        edition.funds.clone()
    };
    let funds = labels.into_iter().map(|label| Fund { label, ..Fund::default() }).collect();
    let mut blank = Form { funds, ..Form::default() };
    let total = blank.total_row();
    if let Some(total) = blank.funds.get_mut(total) {
        total.weight = weight;
    }
    blank.funds
}

/// The points for budget execution that the edition's rules name, where the edition prints them.
pub(crate) fn budget_weight(edition: &Edition, catalogue: &Catalogue) -> Entry<Points> {
    let rules =
        catalogue.find_rules(&edition.rules).filter(|_| edition.prints(&Field::Fund(FundColumn::Weight)));
    rules.map(|rules| Entry::new(rules.budget.points.0.normalize().to_string())).unwrap_or_default()
}

fn emptied_goal(goal: &Goal) -> Goal {
    Goal {
        actual: String::new(),
        indicators: goal.indicators.iter().map(emptied_indicator).collect(),
        ..goal.clone()
    }
}

fn emptied_indicator(row: &Indicator) -> Indicator {
    if row.is_crossed_out() {
        return Indicator { reason: String::new(), ..row.clone() };
    }
    Indicator {
        actual: String::new(),
        score: Entry::default(),
        reason: String::new(),
        manual: None,
        extra: kept_columns(&row.extra),
        ..row.clone()
    }
}

/// The title that the edition gives to a form.
pub(crate) fn title_of(form: &Form, edition: &Edition) -> String {
    edition.title.fill(|field, _| match field {
        Field::Text(name) => form.text(name).to_owned(),
        Field::Year => form.year.map(|year| year.to_string()).unwrap_or_default(),
        _ => String::new(),
    })
}

/// The title that the edition gives; the form's own where the edition's pattern does not explain last year's title.
fn title(next: &Form, edition: &Edition, last: &Form) -> String {
    if !edition.is_called(&last.edition) || title_of(last, edition) == last.title {
        return title_of(next, edition);
    }
    // A title that holds its year (2021年度县人社部门整体绩效自评表) names the form's year, which is a new one.
    match (last.year, next.year) {
        (Some(old), Some(new)) => last.title.replace(&format!("{old}年"), &format!("{new}年")),
        _ => last.title.clone(),
    }
}

impl Template {
    /// Finds year words and, where asked, replaces last year's.
    fn settle_years(&mut self, old: Option<u16>, new: u16, words: YearWords<'_>) {
        for (field, text) in texts_mut(&mut self.form) {
            let before = text.clone();
            let is_recent = |year: u16| old.is_some_and(|old| (old - 1..new).contains(&year));
            let dates = dates_in(&before).into_iter().filter(|(year, _)| is_recent(*year));
            self.year_words.extend(dates.map(|(_, word)| YearWord {
                field: field.clone(),
                word,
                text: before.clone(),
                replaced: None,
            }));
            for year in years_in(&before) {
                let word = format!("{year}年");
                let replaced = (Some(year) == old && words.replaces(&field)).then(|| format!("{new}年"));
                if replaced.is_some() {
                    *text = replace_year(text, year, new);
                }
                if is_recent(year) {
                    self.year_words.push(YearWord {
                        field: field.clone(),
                        word,
                        text: before.clone(),
                        replaced,
                    });
                }
            }
        }
    }
}

/// The texts in which a year may have stayed behind, with their places.
fn texts_mut(form: &mut Form) -> Vec<(FieldRef, &mut String)> {
    let mut texts: Vec<(FieldRef, &mut String)> =
        form.texts.iter_mut().map(|(name, text)| (FieldRef::Text(name.clone()), text)).collect();
    for (at, goal) in form.goals.iter_mut().enumerate() {
        texts.push((FieldRef::GoalExpected(at), &mut goal.expected));
        for (row, indicator) in goal.indicators.iter_mut().enumerate() {
            let place = |column| FieldRef::Indicator { goal: at, row, column };
            texts.push((place(IndicatorColumn::Level3), &mut indicator.level3));
            texts.push((place(IndicatorColumn::Target), &mut indicator.target));
            texts.push((place(IndicatorColumn::Basis), &mut indicator.basis));
        }
    }
    texts
}

/// The years written with 年 in a text, each once, in order: `2022年10-12月` → 2022. A document's number （2022）153号 is none.
fn years_in(text: &str) -> Vec<u16> {
    let mut years = Vec::new();
    for (at, _) in text.match_indices('年') {
        let digits: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
        let year: Option<u16> = digits.chars().rev().collect::<String>().parse().ok();
        if let Some(year) = year.filter(|year| (1990..2100).contains(year) && !years.contains(year)) {
            years.push(year);
        }
    }
    years
}

/// Dates written without 年, each once, with their years: 2023-01-01, 2023.1.1, 2023/1, 2023.07.
fn dates_in(text: &str) -> Vec<(u16, String)> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '/');
    let mut dates = Vec::new();
    for word in text.split(|c: char| !is_part(c)) {
        for (at, _) in
            word.char_indices().filter(|(at, _)| !word[..*at].ends_with(|c: char| c.is_ascii_digit()))
        {
            if let Some((year, date)) = date(&word[at..]).filter(|found| !dates.contains(found)) {
                dates.push((year, date));
            }
        }
    }
    dates
}

/// The date that a text begins with.
fn date(text: &str) -> Option<(u16, String)> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: u16 = year.parse().ok().filter(|year| (1990..2100).contains(year))?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let month = &rest[1..=digits(&rest[1..])];
    let behind = &rest[1 + month.len()..];
    let day = behind.strip_prefix(separator).map(|day| &day[..digits(day)]).unwrap_or_default();
    let day = if (1..=2).contains(&day.len()) { day } else { "" };
    let is_month = month.parse::<u8>().is_ok_and(|month| (1..=12).contains(&month)) && month.len() <= 2;
    // 2023.5 may be an amount.
    let is_date = is_month && (!day.is_empty() || separator != '.' || month.len() == 2);
    let length = 5 + month.len() + if day.is_empty() { 0 } else { 1 + day.len() };
    is_date.then(|| (year, text[..length].to_owned()))
}

/// Replaces `old年` with `new年` where no other digit stands before it.
fn replace_year(text: &str, old: u16, new: u16) -> String {
    let word = format!("{old}年");
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&word) {
        let (before, after) = rest.split_at(at);
        result.push_str(before);
        let continues = before.ends_with(|c: char| c.is_ascii_digit());
        let year = if continues { old } else { new };
        let _ = write!(result, "{year}年");
        rest = &after[word.len()..];
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last_year() -> Form {
        let mut form = Form { edition: "xinjiang-2021-project".into(), year: Some(2022), ..Form::default() };
        form.set_text(FieldName::NAME, "2022年奖学金（新财教（2022）153号）");
        form.title = "2022年奖学金（新财教（2022）153号）项目支出绩效自评表".to_owned();
        form.goals = vec![Goal {
            expected: "2022年发放，2021年结转".to_owned(),
            actual: "已发放".to_owned(),
            indicators: vec![Indicator {
                level3: "人数".to_owned(),
                target: "2022年12月31日前".to_owned(),
                actual: "50人".to_owned(),
                weight: "10".into(),
                score: "10".into(),
                ..Indicator::default()
            }],
            ..Goal::default()
        }];
        form
    }

    fn catalogue() -> Catalogue {
        Catalogue::load().unwrap()
    }

    fn edition() -> Edition {
        let editions = jixiao_edition::editions().unwrap();
        editions.into_iter().find(|edition| edition.id.0 == "xinjiang-2021-project").unwrap()
    }

    #[test]
    fn results_are_emptied_and_targets_stay() {
        let form = template(&last_year(), &edition(), 2023, YearWords::Keep, &catalogue()).form;
        let row = &form.goals[0].indicators[0];
        assert_eq!((row.actual.as_str(), row.score.text(), row.weight.text()), ("", "", "10"));
        assert_eq!((form.year, form.goals[0].actual.as_str()), (Some(2023), ""));
        assert_eq!(form.name(), "2022年奖学金（新财教（2022）153号）");
    }

    #[test]
    fn year_words_are_listed_and_changed_only_when_asked() {
        let kept = template(&last_year(), &edition(), 2023, YearWords::Keep, &catalogue());
        let words: Vec<&str> = kept.year_words.iter().map(|found| found.word.as_str()).collect();
        assert_eq!(words, ["2022年", "2022年", "2021年", "2022年"]);
        let changed = template(&last_year(), &edition(), 2023, YearWords::Replace, &catalogue());
        assert_eq!(changed.form.name(), "2023年奖学金（新财教（2022）153号）");
        assert_eq!(changed.form.goals[0].expected, "2023年发放，2021年结转");
        assert_eq!(changed.form.title, "2023年奖学金（新财教（2022）153号）项目支出绩效自评表");
        assert_eq!(changed.year_words.iter().filter(|found| found.replaced.is_none()).count(), 1);
    }

    #[test]
    fn years_are_changed_in_the_chosen_texts_only() {
        let target = FieldRef::Indicator { goal: 0, row: 0, column: IndicatorColumn::Target };
        let chosen = [target.clone(), FieldRef::GoalExpected(7)];
        let made = template(&last_year(), &edition(), 2023, YearWords::ReplaceIn(&chosen), &catalogue());
        let changed = made.year_words.iter().filter(|found| found.replaced.is_some());
        assert_eq!(changed.map(|found| &found.field).collect::<Vec<_>>(), [&target]);
        assert_eq!(made.form.show(&target), "2023年12月31日前");
        assert_eq!(made.form.goals[0].expected, "2022年发放，2021年结转");
        assert_eq!(made.form.name(), "2022年奖学金（新财教（2022）153号）");
        assert_eq!(made.form.title, "2022年奖学金（新财教（2022）153号）项目支出绩效自评表");
    }

    #[test]
    fn dates_without_the_word_year_are_found() {
        for (text, expected) in [
            ("2023-01-01", vec![(2023, "2023-01-01")]),
            ("2023.1.1至2023.12.31", vec![(2023, "2023.1.1"), (2023, "2023.12.31")]),
            ("2023.07-2024.01", vec![(2023, "2023.07"), (2024, "2024.01")]),
            ("2023/6", vec![(2023, "2023/6")]),
            ("2023.5万元", vec![]),
            ("12023-01-01", vec![]),
            ("0994-2023456", vec![]),
        ] {
            let found = dates_in(text);
            let found: Vec<(u16, &str)> = found.iter().map(|(year, date)| (*year, date.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn amounts_and_remarks_of_last_year_are_emptied() {
        for (name, text, kept) in [
            ("自评总分", "97.62分", false),
            ("一般公共预算", "2456.18", false),
            ("年度本级预算金额", "250万", false),
            ("项目编码", "220000222000000012345", true),
            ("联系电话", "0991-1234567", true),
            ("其他需要说明的事项", "实际决算金额低于下达资金", false),
            ("说明", "个别乡镇得分偏低", false),
            ("说明", "1.得分一档最高不能超过该指标分值上限", true),
            ("说明", "请在此处简要说明审计中发现的问题", true),
            ("填报说明", "复核得分由主管部门填写", true),
            ("主要职责", "负责统筹协调", true),
        ] {
            assert_eq!(is_kept(&FieldName::of_label(name), text), kept, "{name}：{text}");
        }
    }

    #[test]
    fn years_are_words_not_parts_of_numbers() {
        assert_eq!(years_in("12022年、2022年度、（2022）3号、22年"), [2022]);
        assert_eq!(replace_year("12022年、2022年度", 2022, 2023), "12022年、2023年度");
    }
}
