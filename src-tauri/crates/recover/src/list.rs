//! Many projects in one table: each row an indicator, with the project's name, money and goal in columns before it.

use jixiao_edition::{GoalPart, Side};
use jixiao_model::{FieldName, FieldRef, Fund, FundColumn, Goal, one_line, paragraphs};

use crate::figure::ungrouped;
use crate::grid::{Columns, Grid};
use crate::header::{self, Header};
use crate::heading::{Heading, headings};
use crate::indicators;
use crate::label::{guess, meaning, names_project};
use crate::labelled::{make_room_for_name, own_name};
use crate::reading::Reading;
use crate::segment::Segment;

/// A table of many projects.
pub struct List {
    /// The header of its indicators.
    pub header: Header,
    /// The columns before the indicators: names, money, goals.
    columns: Vec<Heading>,
    /// The column of the projects' names.
    names: Columns,
}

/// The list that the rows hold: its header names projects beside the levels of the indicators.
pub fn find(grid: &Grid, segment: Segment) -> Option<List> {
    let row = grid.rows_between(segment.first, segment.end).find(|row| grid.heads_indicators(*row))?;
    let all = header::find(grid, row, segment.end);
    let first = all.first_level()?;
    let columns: Vec<Heading> = headings(grid, all.first, all.last)
        .into_iter()
        .filter(|heading| heading.columns.last < first)
        .collect();
    let is_name = |heading: &&Heading| {
        meaning(grid.labels, &heading.text).text == Some(FieldName::NAME) && names_project(&heading.text)
    };
    let names = columns.iter().find(is_name)?.columns;
    let header = header::find_from(grid, row, segment.end, first);
    Some(List { header, columns, names })
}

impl List {
    /// The rows of each project.
    pub fn projects(&self, grid: &Grid, segment: Segment) -> Vec<Segment> {
        let mut projects: Vec<Segment> = Vec::new();
        let mut before = "";
        for row in grid.rows_between(self.header.last + 1, segment.end) {
            let name = grid.within(row, self.names).map_or("", |entry| entry.key());
            if !name.is_empty() && name != before {
                projects.push(Segment { first: row, end: segment.end });
                before = name;
            }
        }
        let starts: Vec<u32> = projects.iter().skip(1).map(|project| project.first).collect();
        for (project, end) in projects.iter_mut().zip(starts) {
            project.end = end;
        }
        projects
    }

    /// Reads one project into a form that has what stands above the table.
    pub fn read(&self, reading: &mut Reading) {
        for heading in &self.columns {
            self.read_column(reading, heading);
        }
        indicators::read(reading, &self.header);
    }

    fn read_column(&self, reading: &mut Reading, heading: &Heading) {
        let Some(entry) = reading.grid.within(reading.first, heading.columns) else { return };
        let known = meaning(reading.labels, &heading.text);
        let fund = known.fund.or_else(|| guess(reading.labels, &heading.text).fund);
        let is_goal = known.goal == Some(GoalPart::Expected) || known.side == Some(Side::Goal);
        let mut texts = vec![entry];
        for row in reading.first..reading.end {
            let Some(other) = reading.grid.within(row, heading.columns) else { continue };
            if texts.iter().any(|text| text.key() == other.key()) {
                reading.using(other); // the same text in each row
            } else if is_goal {
                reading.using(other);
                texts.push(other);
            }
        }
        if is_goal {
            let lines: Vec<String> = texts.iter().map(|text| paragraphs(text.shown())).collect();
            let expected = lines.join("\n");
            reading.take(entry, FieldRef::GoalExpected(0));
            reading.form.goals.push(Goal { expected, ..Goal::default() });
        } else if let Some(column) = fund.filter(|column| *column != FundColumn::Label) {
            // One amount alone is that of the year; of several each is what its heading says.
            let is_alone = self.amounts(reading) < 2;
            let column =
                if is_alone && reading.form.funds.is_empty() { FundColumn::Adjusted } else { column };
            if reading.form.funds.is_empty() {
                let label = if is_alone { heading.own.clone() } else { "项目资金".to_owned() };
                reading.form.funds.push(Fund { label, ..Fund::default() });
            }
            let shown = reading.line(entry, FieldRef::Fund { row: 0, column });
            reading.form.funds[0].set(column, &ungrouped(&shown));
        } else {
            let name = self.text(heading, known.text.clone());
            if name == FieldName::NAME {
                make_room_for_name(reading);
            }
            reading.enter(&name, one_line(entry.shown()), entry.at());
        }
    }

    /// How many columns of amounts stand before the indicators.
    fn amounts(&self, reading: &Reading) -> usize {
        let fund = |heading: &Heading| {
            let known = meaning(reading.labels, &heading.text).fund;
            known.or_else(|| guess(reading.labels, &heading.text).fund)
        };
        let columns = self.columns.iter().filter_map(fund);
        columns.filter(|column| column.is_amount()).count()
    }

    /// The text that a column holds; an agency beside the projects' names carries them out.
    fn text(&self, heading: &Heading, known: Option<FieldName>) -> FieldName {
        match known {
            Some(name) if name != FieldName::NAME || heading.columns == self.names => name,
            Some(_) => FieldName::IMPLEMENTING_UNIT,
            None => own_name(&heading.own),
        }
    }
}
