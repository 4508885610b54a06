//! Made-up forms of every edition, for properties.

use jixiao_edition::{Edition, Field};
use jixiao_model::{FieldName, Form, Fund, FundColumn, Goal, Indicator, IndicatorColumn, Total, TotalColumn};
use proptest::prelude::*;

/// A form of `edition` as its layout can print it: what the edition does not print is empty.
pub fn form(edition: &Edition) -> BoxedStrategy<Form> {
    let edition = edition.clone();
    let goals = if edition.prints(&Field::GoalNumber) { 1..5_usize } else { 1..2 };
    let parts = (
        2000_u16..2099,
        name(),
        texts(),
        funds(&edition),
        proptest::collection::vec(goal(&edition), goals),
        points(),
    );
    parts
        .prop_map(move |(year, name, texts, funds, goals, total)| {
            let mut form = Form {
                kind: edition.kind,
                edition: edition.id.clone(),
                year: Some(year),
                funds,
                goals,
                ..Form::default()
            };
            form.set_text(FieldName::NAME, name);
            for (field, text) in texts {
                if edition.prints(&Field::Text(field.clone())) {
                    form.set_text(field, text);
                }
            }
            form.title = title(&form, &edition);
            let weight = if edition.prints(&Field::Total(TotalColumn::Weight)) { "100" } else { "" };
            let score = if edition.prints(&Field::Total(TotalColumn::Score)) { total.as_str() } else { "" };
            form.total = Total { weight: weight.into(), score: score.into() };
            form
        })
        .boxed()
}

fn title(form: &Form, edition: &Edition) -> String {
    edition.title.fill(|field, _| match field {
        Field::Text(name) => form.text(name).to_owned(),
        Field::Year => form.year.map(|year| year.to_string()).unwrap_or_default(),
        _ => String::new(),
    })
}

/// A name: hanzi, brackets, quotation marks, Latin words; never blank, no white space at its ends.
fn name() -> impl Strategy<Value = String> {
    "[甲乙丙丁戊己庚辛（）“”《》A-Z0-9=+@—、]{1,60}".prop_map(|text| format!("某{text}费"))
}

fn paragraph() -> impl Strategy<Value = String> {
    let line = "[甲乙丙丁戊己庚辛壬癸，。；：（）“”A-Za-z0-9%.]{1,120}";
    proptest::collection::vec(line.prop_map(|line| format!("一是{line}。")), 0..6)
        .prop_map(|lines| lines.join("\n"))
}

fn texts() -> impl Strategy<Value = Vec<(FieldName, String)>> {
    let date =
        (2000..2099, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"));
    let notes = proptest::collection::vec("[甲乙丙丁，。]{2,80}", 0..4).prop_map(|notes| notes.join("\n"));
    (name(), name(), date, amount(), amount(), paragraph(), paragraph(), notes).prop_map(
        |(department, unit, date, basic, project, analysis, improvement, notes)| {
            vec![
                (FieldName::COMPETENT_DEPARTMENT, department),
                (FieldName::IMPLEMENTING_UNIT, unit),
                (FieldName::ANNEX, "附件2".to_owned()),
                (FieldName::REPORTED_ON, date),
                (FieldName::BASIC_EXPENDITURE, basic),
                (FieldName::PROJECT_EXPENDITURE, project),
                (FieldName::DEVIATION_ANALYSIS, analysis),
                (FieldName::IMPROVEMENT, improvement),
                (FieldName::NOTES, notes),
            ]
        },
    )
}

fn amount() -> impl Strategy<Value = String> {
    (0..99_999_999_u64).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100))
}

fn points() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..=10_000_u32).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100)),
        (0..=100_u32).prop_map(|points| points.to_string()),
        Just(String::new()),
    ]
}

fn funds(edition: &Edition) -> BoxedStrategy<Vec<Fund>> {
    let labels = edition.funds.clone();
    let columns: Vec<FundColumn> =
        FundColumn::ALL.into_iter().filter(|column| edition.prints(&Field::Fund(*column))).collect();
    let amounts = (amount(), amount(), amount());
    (proptest::collection::vec(amounts, labels.len()), points(), points())
        .prop_map(move |(amounts, rate, score)| {
            let rate = if rate.is_empty() { rate } else { format!("{rate}%") };
            let fund = |(at, (amounts, label)): (usize, (&(String, String, String), &String))| {
                let mut fund = Fund { label: label.clone(), ..Fund::default() };
                let total = |text: &str| if at == 0 { text.to_owned() } else { String::new() };
                for (column, text) in [
                    (FundColumn::Initial, amounts.0.clone()),
                    (FundColumn::Adjusted, amounts.1.clone()),
                    (FundColumn::Executed, amounts.2.clone()),
                    (FundColumn::Weight, total("10")),
                    (FundColumn::Rate, total(&rate)),
                    (FundColumn::Score, total(&score)),
                ] {
                    if columns.contains(&column) {
                        fund.set(column, &text);
                    }
                }
                fund
            };
            amounts.iter().zip(&labels).enumerate().map(fund).collect()
        })
        .boxed()
}

fn goal(edition: &Edition) -> BoxedStrategy<Goal> {
    let edition = edition.clone();
    let numbered = edition.prints(&Field::GoalNumber);
    (paragraph(), paragraph(), proptest::collection::vec(indicator(&edition), 1..14))
        .prop_map(move |(expected, actual, indicators)| Goal {
            points: if numbered { "15".into() } else { "".into() },
            expected: if edition.prints(&Field::GoalExpected) { expected } else { String::new() },
            actual: if edition.prints(&Field::GoalActual) { actual } else { String::new() },
            indicators,
        })
        .boxed()
}

fn indicator(edition: &Edition) -> BoxedStrategy<Indicator> {
    let edition = edition.clone();
    let class = proptest::sample::select(edition.classes.clone());
    let measure = "(≥|>=|＞＝|=|≤)?[0-9]{1,5}(\\.[0-9]{1,2})?(人|%|万元|元/人/月|)";
    let row = (
        class,
        any::<proptest::sample::Index>(),
        name(),
        measure,
        measure,
        points(),
        points(),
        paragraph(),
        0..12,
    );
    row.prop_map(move |(class, subclass, level3, target, actual, weight, score, reason, kind)| {
        let level2 = class.level2.get(subclass.index(class.level2.len())).cloned().unwrap_or_default();
        let mut row = Indicator { level1: class.level1, level2, ..Indicator::default() };
        let cells = if kind == 0 {
            ["/", "/", "/", "/", "/", ""].map(str::to_owned)
        } else {
            [level3, target, actual, weight, score, reason]
        };
        let columns = [
            IndicatorColumn::Level3,
            IndicatorColumn::Target,
            IndicatorColumn::Actual,
            IndicatorColumn::Weight,
            IndicatorColumn::Score,
            IndicatorColumn::Reason,
        ];
        for (column, text) in columns.iter().zip(cells) {
            if edition.prints(&Field::Indicator(*column)) {
                row.set(*column, &text);
            }
        }
        row
    })
    .boxed()
}
