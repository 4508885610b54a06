//! What a person says of the columns of an indicator table, against what was recognised.

use std::collections::BTreeMap;

use jixiao_edition::{Meaning, Side};
use jixiao_model::IndicatorColumn;

use crate::grid::{Columns, Grid};
use crate::header::Header;
use crate::heading::{Heading, headings};
use crate::label::{goal_heading, meaning};

/// The columns of one form of a sheet, as a person maps them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The form: the first of the rows that it stands in.
    pub form: u32,
    /// For columns of the sheet, by their first column, from 0: the column of the form, or `None` to leave it out. Columns
    /// that are not named are read as recognised, and so are all of them when this is empty.
    pub columns: BTreeMap<u32, Option<IndicatorColumn>>,
}

/// A column of the sheet within the indicator tables of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceColumn {
    /// Its first column in the sheet, from 0.
    pub column: u32,
    /// Its heading, spaces left out; empty when it has none.
    pub heading: String,
    /// What it was read as; `None` when it was left out.
    pub field: Option<IndicatorColumn>,
}

/// The mapped columns of a form that begins in row `form`, or nothing.
pub fn of_form(mapping: &Mapping, form: u32) -> BTreeMap<u32, Option<IndicatorColumn>> {
    if mapping.form == form { mapping.columns.clone() } else { BTreeMap::new() }
}

/// Makes the header read as the person maps it. `end` is one past the last row of the form. Returns the columns of its table.
pub fn apply(
    grid: &Grid,
    end: u32,
    header: &mut Header,
    mapped: &BTreeMap<u32, Option<IndicatorColumn>>,
) -> Vec<SourceColumn> {
    let spans = spans(grid, end, header);
    for (span, _) in &spans {
        if let Some(field) = mapped.get(&span.first) {
            header.map(*span, *field);
        }
    }
    let field = |span: &Columns| {
        header.columns.iter().find(|(_, known)| known.first == span.first).map(|(field, _)| *field)
    };
    let column = |(span, heading): (Columns, String)| SourceColumn {
        column: span.first,
        field: field(&span),
        heading,
    };
    spans.into_iter().map(column).collect()
}

/// The columns of the table, left to right: those with a heading, and those that only hold something.
fn spans(grid: &Grid, end: u32, header: &Header) -> Vec<(Columns, String)> {
    let headings = headings(grid, header.first, header.last);
    let all: Vec<Columns> = headings.iter().map(|heading| heading.columns).collect();
    let is_column = |heading: &Heading| {
        let is_known = header.columns.iter().any(|(_, known)| known.first == heading.columns.first);
        let meaning = meaning(grid.labels, &heading.text);
        is_known || meaning.text.is_none() && meaning.side.is_none() && meaning.goal.is_none()
    };
    let columns = headings.into_iter().filter(is_column);
    let mut spans: Vec<(Columns, String)> = columns.map(|heading| (heading.columns, heading.text)).collect();
    for entry in table_rows(grid, end, header).flat_map(|row| grid.row(row)) {
        let span = entry.columns();
        let is_new =
            !all.iter().any(|other| other.meets(span)) && !spans.iter().any(|(other, _)| other.meets(span));
        if is_new {
            spans.push((span, String::new()));
        }
    }
    spans.sort_by_key(|(span, _)| span.first);
    spans
}

/// The rows below the header, down to the first that a label of the foot, the total or another goal begins.
fn table_rows<'a>(grid: &'a Grid, end: u32, header: &Header) -> impl Iterator<Item = u32> + use<'a> {
    let names = header.names();
    grid.rows_between(header.last + 1, end).take_while(move |row| {
        let is_label = |meaning: &Meaning| meaning.text.is_some() || meaning.side == Some(Side::Total);
        let first = grid.row(*row).first();
        !first.is_some_and(|entry| {
            entry.column() < names && (is_label(entry.meaning()) || goal_heading(entry.key()).is_some())
        })
    })
}

#[cfg(test)]
mod tests {
    use jixiao_edition::{editions, labels};
    use jixiao_model::{FieldRef, IndicatorColumn as Column};
    use jixiao_sheet::{Address, Area, Cell, Sheet, Style, Value};

    use super::*;
    use crate::{Catalogue, Recovered, recover, recover_with};

    const ROWS: [&[&str]; 6] = [
        &["项目支出绩效自评表"],
        &["（2023年度）"],
        &["项目名称", "补贴", "实施单位", "就业科"],
        &["一级指标", "二级指标", "三级指标", "年度指标值", "度量单位", "完成情况说明", "分值", "得分"],
        &["产出指标", "数量指标", "人数", "≥16000", "人", "14390人", "10", "8.99"],
        &["产出指标", "质量指标", "准确率", "100%", "", "100%", "10", "10"],
    ];

    fn sheet() -> Sheet {
        let cell = |row: u32, column: u32, text: &str| {
            let at = Address::new(row, column);
            let area = Area { first: at, last: at };
            Cell { area, value: Value::Text(text.to_owned()), style: Style::default(), field: None }
        };
        let rows = (0..).zip(ROWS);
        let cells = rows.flat_map(|(row, texts)| {
            (0..).zip(texts.iter()).map(move |(column, text)| cell(row, column, text))
        });
        Sheet { cells: cells.collect(), ..Sheet::default() }
    }

    fn read(columns: &[(u32, Option<Column>)]) -> Recovered {
        let (editions, labels) = (editions().unwrap(), labels().unwrap());
        let catalogue = Catalogue { editions: &editions, labels: &labels };
        let mapping = Mapping { form: 0, columns: columns.iter().copied().collect() };
        let recovered = recover_with(&sheet(), catalogue, &mapping);
        if columns.is_empty() {
            assert_eq!(recovered, recover(&sheet(), catalogue));
        }
        recovered
    }

    fn actuals(recovered: &Recovered) -> Vec<&str> {
        recovered.forms[0].form.goals[0].indicators.iter().map(|row| row.actual.as_str()).collect()
    }

    #[test]
    fn columns_are_told_as_they_were_read() {
        let recovered = read(&[]);
        let columns: Vec<_> =
            recovered.forms[0].columns.iter().map(|column| (column.heading.as_str(), column.field)).collect();
        let expected = [
            ("一级指标", Some(Column::Level1)),
            ("二级指标", Some(Column::Level2)),
            ("三级指标", Some(Column::Level3)),
            ("年度指标值", Some(Column::Target)),
            ("度量单位", Some(Column::TargetUnit)),
            ("完成情况说明", None),
            ("分值", Some(Column::Weight)),
            ("得分", Some(Column::Score)),
        ];
        assert_eq!(columns, expected);
        assert_eq!(actuals(&recovered), ["", ""]);
    }

    #[test]
    fn a_column_is_read_as_the_person_says() {
        let before = read(&[]).forms[0].problems.len();
        let recovered = read(&[(5, Some(Column::Actual))]);
        assert_eq!(actuals(&recovered), ["14390人", "100%"]);
        let field = FieldRef::Indicator { goal: 0, row: 0, column: Column::Actual };
        assert_eq!(recovered.forms[0].sources[&field], Address::new(4, 5));
        // A column that is not understood is kept under its heading: there was nothing to report before.
        assert_eq!(recovered.forms[0].problems.len(), before);
    }

    #[test]
    fn a_column_left_out_is_no_problem_any_more() {
        let recovered = read(&[(5, Some(Column::Actual)), (4, None)]);
        let told: Vec<&str> =
            recovered.forms[0].problems.iter().map(|problem| problem.cell.as_str()).collect();
        assert!(!told.iter().any(|cell| cell.starts_with('E')), "{told:?}");
    }

    #[test]
    fn a_column_of_the_form_is_read_from_one_column_of_the_sheet() {
        let recovered = read(&[(5, Some(Column::Target))]);
        let rows = &recovered.forms[0].form.goals[0].indicators;
        assert_eq!(rows[0].target, "14390人");
        assert_eq!(recovered.forms[0].columns[3].field, None);
        assert!(recovered.forms[0].problems.iter().any(|problem| problem.cell == "D5"), "it is told");
    }

    #[test]
    fn another_form_of_the_sheet_is_read_as_before() {
        let (editions, labels) = (editions().unwrap(), labels().unwrap());
        let catalogue = Catalogue { editions: &editions, labels: &labels };
        let mapping = Mapping { form: 9, columns: [(5, Some(Column::Actual))].into_iter().collect() };
        assert_eq!(recover_with(&sheet(), catalogue, &mapping), recover(&sheet(), catalogue));
    }
}
