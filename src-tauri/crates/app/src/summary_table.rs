//! 汇总表: the projects of a department by unit, with subtotals and a total that count by themselves in a workbook.

use std::collections::BTreeMap;
use std::ops::Range;

use jixiao_layout::{Column, Table, TableRow, table};
use jixiao_model::{Amount, Percent, Points, half_up, share, sum};
use jixiao_rollup::{Line, Sum, Summary, Sums};
use jixiao_sheet::{Address, Area, Formula, Horizontal, Live, Number, NumberFormat, Sheet, Value};
use rust_decimal::Decimal;

/// What the table of all projects is called.
pub(crate) const SUMMARY: &str = "项目支出绩效自评汇总表";

/// The columns, 2670 tenths of a millimetre in all.
const COLUMNS: [Column; 9] = [
    Column::new("序号", 120, Horizontal::Center),
    Column::new("项目名称", 620, Horizontal::Left),
    Column::new("年初预算数", 250, Horizontal::Right),
    Column::new("全年预算数", 250, Horizontal::Right),
    Column::new("全年执行数", 250, Horizontal::Right),
    Column::new("执行率", 160, Horizontal::Right),
    Column::new("得分", 140, Horizontal::Right),
    Column::new("等次", 100, Horizontal::Center),
    Column::new("主要偏差", 780, Horizontal::Left),
];

/// The columns that are added up, and those of rate and score.
const AMOUNTS: Range<u32> = 2..5;
const ADJUSTED: u32 = 3;
const EXECUTED: u32 = 4;
const RATE: u32 = 5;
const SCORE: u32 = 6;

/// So many areas a function of a workbook takes.
const MAX_AREAS: usize = 250;

/// The summary as a table to print: units with their projects and subtotals, classified projects in one line, the total.
#[must_use]
pub fn summary_table(agency: &str, year: Option<u16>, summary: &Summary) -> Sheet {
    let year = year.map_or_else(String::new, |year| year.to_string());
    let remark = format!("单位：{agency}　　年度：{year}　　金额单位：万元");
    let rows = Rows::of(summary);
    let sheet = table(&Table {
        name: "汇总表".to_owned(),
        title: SUMMARY.to_owned(),
        remarks: vec![remark, explained(summary)],
        columns: COLUMNS.to_vec(),
        rows: rows.rows,
    });
    let first = sheet.live.frozen_rows;
    let down = |area: Area| Area {
        first: Address::new(area.first.row + first, area.first.column),
        last: Address::new(area.last.row + first, area.last.column),
    };
    let formulas = rows.formulas.into_iter();
    let formulas = formulas
        .map(|(at, formula)| (Address::new(at.row + first, at.column), formula.moved(down)))
        .collect();
    Sheet { live: Live { formulas, ..sheet.live }, ..sheet }
}

/// How the rows of sums are to be read.
fn explained(summary: &Summary) -> String {
    let sums = if summary.agencies.len() > 1 { "小计、合计" } else { "合计" };
    let classified = if summary.classified.projects > 0 { "（不含涉密项目）" } else { "" };
    format!("{sums}行的执行率按金额合计计算，得分是各项目的平均分{classified}。")
}

/// Rows of the table as they are put together, counted from 0.
#[derive(Default)]
struct Rows {
    rows: Vec<TableRow>,
    formulas: BTreeMap<Address, Formula>,
}

impl Rows {
    fn of(summary: &Summary) -> Self {
        let mut rows = Self::default();
        let mut number = 0;
        // What the total adds up.
        let mut parts: Vec<Range<u32>> = Vec::new();
        for group in &summary.agencies {
            let name = if group.agency.is_empty() { "未填实施单位" } else { &group.agency };
            let heading = format!("{name}（{} 个项目）", group.lines.len());
            rows.rows.push(TableRow::Group(heading, name.to_owned()));
            let first = rows.next();
            for of_project in &group.lines {
                number += 1;
                rows.line(number, of_project);
            }
            let part = first..rows.next();
            if summary.agencies.len() > 1 {
                let lines: Vec<&Line> = group.lines.iter().collect();
                rows.sums("小计", &group.subtotal, &lines, std::slice::from_ref(&part));
            }
            parts.push(part);
        }
        if summary.classified.projects > 0 {
            let at = rows.next();
            rows.sums(
                &format!("涉密项目（{} 个）", summary.classified.projects),
                &summary.classified,
                &[],
                &[],
            );
            parts.push(at..at + 1);
        }
        let lines: Vec<&Line> = summary.agencies.iter().flat_map(|group| &group.lines).collect();
        let total = format!("合计（{} 个项目）", summary.total.projects);
        rows.sums(&total, &summary.total, &lines, &parts);
        rows
    }

    /// The number of the next row.
    fn next(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    fn line(&mut self, order: usize, line: &Line) {
        let figure = |amount: Option<Amount>| amount.map_or_else(|| text(""), |amount| money(amount.0));
        if line.rate.is_some() {
            self.rate();
        }
        self.rows.push(TableRow::Values(vec![
            number(&order.to_string()),
            text(&line.name),
            figure(line.initial),
            figure(line.adjusted),
            figure(line.executed),
            number(&line.rate.map(Percent::shown).unwrap_or_default()),
            number(&line.score.map(shown).unwrap_or_default()),
            text(&line.grade),
            text(&line.deviation),
        ]));
    }

    /// Sums over `parts` of the rows above, which list these lines; with none, the sums of what is not listed.
    fn sums(&mut self, name: &str, sums: &Sums, lines: &[&Line], parts: &[Range<u32>]) {
        let row = self.next();
        let is_followed = (1..=MAX_AREAS).contains(&parts.len());
        if is_followed {
            AMOUNTS.for_each(|column| self.follow(row, column, "SUM", parts));
        }
        if sums.rate().is_some() {
            self.rate();
        }
        let scores = scores(lines);
        let mean = mean(&scores);
        if mean.is_some() && is_followed {
            self.follow(row, SCORE, "AVERAGE", parts);
        }
        let amount = |sum: Sum| money(sum.amount);
        self.rows.push(TableRow::Total(vec![
            text(""),
            text(name),
            amount(sums.initial),
            amount(sums.adjusted),
            amount(sums.executed),
            number(&sums.rate().map(Percent::shown).unwrap_or_default()),
            number(&mean.map(|mean| shown(Points(mean))).unwrap_or_default()),
            text(""),
            text(&missing(sums, lines.len().saturating_sub(scores.len()))),
        ]));
    }

    /// A cell of a row that is a function of the same column in these rows.
    fn follow(&mut self, row: u32, column: u32, function: &str, parts: &[Range<u32>]) {
        let areas: Vec<Area> =
            parts.iter().filter(|rows| !rows.is_empty()).map(|rows| area(rows, column)).collect();
        let places: Vec<String> = (0..areas.len()).map(|at| format!("{{{at}}}")).collect();
        let inner = format!("{function}({})", places.join(","));
        let pattern = if function == "SUM" { inner } else { format!("ROUND({inner},2)") };
        if !areas.is_empty() {
            self.formulas.insert(Address::new(row, column), Formula::new(pattern, areas));
        }
    }

    /// The rate of the next row: executed ÷ adjusted.
    fn rate(&mut self) {
        let row = self.next();
        let cells = [EXECUTED, ADJUSTED].map(|column| area(&(row..row + 1), column));
        self.formulas.insert(Address::new(row, RATE), Formula::new("ROUND({0}/{1},4)", cells.to_vec()));
    }
}

fn area(rows: &Range<u32>, column: u32) -> Area {
    Area { first: Address::new(rows.start, column), last: Address::new(rows.end - 1, column) }
}

/// The scores as they are shown.
fn scores(lines: &[&Line]) -> Vec<Decimal> {
    lines.iter().filter_map(|line| Some(half_up(line.score?.0, 2))).collect()
}

/// The mean of scores; `None` where there are none.
fn mean(scores: &[Decimal]) -> Option<Decimal> {
    share(Decimal::ONE, sum(scores.iter().copied())?, Decimal::from(scores.len()))
}

fn shown(points: Points) -> String {
    format!("{:.2}", half_up(points.0, 2))
}

/// Which figures a sum lacks, and how many projects have no score that its mean counts.
fn missing(sums: &Sums, without_score: usize) -> String {
    let columns =
        [("年初预算数", sums.initial), ("全年预算数", sums.adjusted), ("全年执行数", sums.executed)];
    let lacking = columns.iter().filter(|(_, sum)| sum.missing > 0);
    let words = lacking.map(|(column, sum)| format!("{} 个项目没有填写{column}", sum.missing));
    let scores = (without_score > 0).then(|| format!("{without_score} 个项目没有得分，不计入平均分"));
    words.chain(scores).collect::<Vec<_>>().join("；")
}

fn money(amount: Decimal) -> Value {
    Value::Number(grouped_number(amount))
}

/// Thousands separators and two decimals, more where the amount has more.
pub(crate) fn grouped_number(amount: Decimal) -> Number {
    let decimals = amount.normalize().scale().max(2);
    let format = NumberFormat { decimals: Some(decimals), grouped: true, ..NumberFormat::default() };
    Number { value: amount, format }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(shown: &str) -> Value {
    Number::showing(shown).map_or_else(|| text(shown), Value::Number)
}

#[cfg(test)]
mod tests {
    use jixiao_rollup::AgencyGroup;

    use super::*;

    #[test]
    fn projects_without_a_score_are_named_beside_the_mean() {
        let line = |score: Option<i64>| Line {
            project: 0,
            name: "项目".to_owned(),
            initial: None,
            adjusted: None,
            executed: None,
            rate: None,
            score: score.map(|score| Points(Decimal::from(score))),
            grade: String::new(),
            deviation: String::new(),
        };
        let group = |agency: &str, scores: &[Option<i64>]| AgencyGroup {
            agency: agency.to_owned(),
            lines: scores.iter().copied().map(line).collect(),
            subtotal: Sums::default(),
        };
        let agencies = vec![group("甲", &[Some(90), None]), group("乙", &[Some(80)])];
        let summary = Summary { agencies, classified: Sums::default(), total: Sums::default() };
        let sums: Vec<[String; 3]> = Rows::of(&summary)
            .rows
            .iter()
            .filter_map(|row| match row {
                TableRow::Total(values) => Some([&values[1], &values[6], &values[8]].map(Value::shown)),
                _ => None,
            })
            .collect();
        let remark = "1 个项目没有得分，不计入平均分";
        let expected =
            [["小计", "90.00", remark], ["小计", "80.00", ""], ["合计（0 个项目）", "85.00", remark]];
        assert_eq!(sums, expected.map(|row| row.map(str::to_owned)));
    }
}
