use jixiao_edition::{Labels, Meaning};
use jixiao_model::{ColumnName, IndicatorColumn};
use jixiao_sheet::Address;

use crate::grid::{Columns, Grid};
use crate::heading::{Heading, headings, last_row};
use crate::label::{indicator_column, meaning};
use crate::reading::Reading;

/// The header of an indicator table: its rows and the column under each heading.
pub struct Header {
    /// First header row.
    pub first: u32,
    /// Last header row.
    pub last: u32,
    pub columns: Vec<(IndicatorColumn, Columns)>,
    /// Columns of the office's own, under their headings.
    pub own: Vec<(ColumnName, Columns)>,
    /// Headings of columns that no edition here has.
    unknown: Vec<Heading>,
    /// Columns that a person leaves out.
    left_out: Vec<Columns>,
}

impl Header {
    /// The columns under a heading.
    pub fn column(&self, column: IndicatorColumn) -> Option<Columns> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, columns)| *columns)
    }

    /// The first column of the indicators' names: classes and labels of the foot stand left of it.
    pub fn names(&self) -> u32 {
        self.column(IndicatorColumn::Level3).map_or(u32::MAX, |span| span.first)
    }

    /// The last column.
    pub fn edge(&self) -> u32 {
        self.columns.iter().map(|(_, columns)| columns.last).max().unwrap_or(u32::MAX)
    }

    /// True when a person leaves the columns out.
    pub fn leaves_out(&self, columns: Columns) -> bool {
        self.left_out.iter().any(|span| span.first <= columns.first && columns.last <= span.last)
    }

    /// Reads the columns of `span` as a person maps them: as `field`, or not at all. A column of the form is read from one
    /// column of the sheet.
    pub fn map(&mut self, span: Columns, field: Option<IndicatorColumn>) {
        self.unknown.retain(|heading| heading.columns.first != span.first);
        self.own.retain(|(_, columns)| columns.first != span.first);
        self.columns.retain(|(known, columns)| columns.first != span.first && Some(*known) != field);
        match field {
            Some(field) => self.columns.push((field, span)),
            None => self.left_out.push(span),
        }
    }

    fn enter(&mut self, column: IndicatorColumn, heading: Heading) {
        match self.columns.iter_mut().find(|(known, _)| *known == column) {
            None => self.columns.push((column, heading.columns)),
            // The heading repeated over the cells of a former merge.
            Some((_, columns)) if columns.last + 1 == heading.columns.first => {
                *columns = columns.with(heading.columns);
            }
            Some((_, columns)) if heading.columns.last + 1 == columns.first => {
                *columns = columns.with(heading.columns);
            }
            Some(_) => self.unknown.push(heading),
        }
    }
}

/// The header that begins in `row`, over as many rows as its headings need.
pub fn find(grid: &Grid, row: u32, end: u32) -> Header {
    let last = rows_end(grid, row, end);
    let mut header = Header {
        first: row,
        last,
        columns: Vec::new(),
        own: Vec::new(),
        unknown: Vec::new(),
        left_out: Vec::new(),
    };
    // Known words first: 指标值 is the target even where 指标值性质 stands before it.
    let (known, rest): (Vec<_>, Vec<_>) =
        headings(grid, row, last).into_iter().partition(|heading| is_known(meaning_of(grid.labels, heading)));
    for heading in figures_last(grid.labels, known) {
        if let Some(column) = meaning_of(grid.labels, &heading).indicator {
            header.enter(column, heading);
        }
    }
    for heading in rest {
        let column = indicator_column(grid.labels, &heading.text);
        match column.filter(|column| header.column(*column).is_none()) {
            Some(column) => header.enter(column, heading),
            None if meaning_of(grid.labels, &heading).side.is_some() => {}
            None => header.unknown.push(heading),
        }
    }
    header.own = own_columns(grid, &header);
    header
}

/// The headings with those of figures left of the indicators' names last: they are about a class (一级指标 权重), and the indicator's
/// own stand right of its name.
fn figures_last(labels: &Labels, headings: Vec<Heading>) -> Vec<Heading> {
    let is_name = |heading: &&Heading| meaning_of(labels, heading).indicator == Some(IndicatorColumn::Level3);
    let names = headings.iter().find(is_name).map_or(0, |heading| heading.columns.first);
    let is_of_class = |heading: &Heading| {
        let column = meaning_of(labels, heading).indicator;
        heading.columns.first < names
            && matches!(column, Some(IndicatorColumn::Weight | IndicatorColumn::Score))
    };
    let (of_classes, others): (Vec<_>, Vec<_>) = headings.into_iter().partition(is_of_class);
    others.into_iter().chain(of_classes).collect()
}

/// The columns of the office's own. One that repeats a known heading is about the column before it (一级指标权重); a heading over
/// several rows goes by its lowest.
fn own_columns(grid: &Grid, header: &Header) -> Vec<(ColumnName, Columns)> {
    let all = headings(grid, header.first, header.last);
    let name = |heading: &Heading| {
        let before = all.iter().filter(|other| other.columns.last < heading.columns.first);
        let before = before.max_by_key(|other| other.columns.last);
        let repeats = is_known(meaning_of(grid.labels, heading));
        let lowest = (header.first..=header.last).rev().flat_map(|row| grid.row(row));
        let mut lowest = lowest.filter(|entry| entry.columns() == heading.columns);
        let own = lowest.next().map_or(heading.text.as_str(), |entry| entry.key());
        match before.filter(|_| repeats) {
            Some(before) => ColumnName::new(&format!("{}{own}", before.text)),
            None => ColumnName::new(own),
        }
    };
    // What stands apart from the table is a remark beside it.
    let mut edge = header.columns.iter().map(|(_, columns)| columns.last).max().unwrap_or_default();
    let mut own = Vec::new();
    let mut unknown: Vec<&Heading> = header.unknown.iter().collect();
    unknown.sort_by_key(|heading| heading.columns.first);
    for heading in unknown {
        if heading.columns.first <= edge + 1 {
            edge = edge.max(heading.columns.last);
            own.push((name(heading), heading.columns));
        }
    }
    own
}

fn meaning_of<'a>(labels: &'a Labels, heading: &Heading) -> &'a Meaning {
    meaning(labels, &heading.text)
}

fn is_known(meaning: &Meaning) -> bool {
    meaning.indicator.is_some()
}

fn rows_end(grid: &Grid, row: u32, end: u32) -> u32 {
    let heads = grid.row(row).iter().filter(|entry| is_known(entry.meaning()));
    let mut last = heads.map(|entry| entry.area().last.row).max().unwrap_or(row);
    if !grid.has_levels(row) {
        last = last.max(row + 1);
    }
    last_row(grid, row, last, end, is_known)
}

/// Marks the header's cells as understood.
pub fn take(reading: &mut Reading, header: &Header) {
    reading.edge = reading.edge.max(header.edge());
    let own = header.own.iter().map(|(_, columns)| columns.last).max().unwrap_or_default();
    reading.edge = reading.edge.max(own);
    use_cells(reading, header);
}

/// Marks the cells of a header printed again at the head of a page; other columns than above it are reported.
pub fn take_again(reading: &mut Reading, again: &Header, header: &Header) {
    use_cells(reading, again);
    let differs = |(column, span): &&(IndicatorColumn, Columns)| {
        header.column(*column).is_some_and(|known| known.first != span.first)
    };
    if let Some((_, span)) = again.columns.iter().find(differs) {
        let at = Address::new(again.first, span.first);
        reading.report(at, "表内再次出现的表头与前面的列次不同，其下各行仍按前面的表头读取，请核对");
    }
}

fn use_cells(reading: &mut Reading, header: &Header) {
    for row in header.first..=header.last {
        for entry in reading.row(row) {
            reading.using(*entry);
        }
        for entry in reading.grid.row(row).iter().filter(|entry| header.leaves_out(entry.columns())) {
            reading.using(*entry);
        }
    }
}
