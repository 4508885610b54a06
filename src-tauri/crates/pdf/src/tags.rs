//! What the lines of text are: paragraphs, and tables with their rows and cells, in the order in which they are read.
//!
//! A cell that goes on on the next page is one cell; what a page shows again (headings, classes) and the page number are no
//! part of the document (ISO 32000-1, 14.8).

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jixiao_layout::{Place, Role};
use jixiao_sheet::{Address, Area};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind};

/// The cells of one document, with what is drawn for each.
#[derive(Default)]
pub struct Cells(BTreeMap<Address, (Place, Vec<Identifier>)>);

impl Cells {
    /// A line of text was drawn that belongs to a cell.
    pub fn add(&mut self, place: Place, drawn: Identifier) {
        self.0.entry(place.area.first).or_insert_with(|| (place, Vec::new())).1.push(drawn);
    }

    /// The document as the file describes it.
    pub fn into_group(self) -> TagGroup {
        let mut document = TagGroup::new(Tag::Part);
        let mut table: Option<TagGroup> = None;
        let cells: Vec<(Place, Vec<Identifier>)> = self.0.into_values().collect();
        for row in cells.chunk_by(|a, b| a.0.area.first.row == b.0.area.first.row) {
            if row.iter().all(|(place, _)| place.role == Role::Paragraph) {
                document_table(&mut document, table.take());
                document.children.extend(row.iter().map(|(_, drawn)| group(Tag::P, drawn).into()));
                continue;
            }
            let cells = row.iter().map(|(place, drawn)| group(cell(*place), drawn).into());
            let line = TagGroup::with_children(Tag::TR, cells.collect());
            table.get_or_insert_with(|| TagGroup::new(Tag::Table)).push(line);
        }
        document_table(&mut document, table);
        document
    }
}

fn document_table(document: &mut TagGroup, table: Option<TagGroup>) {
    document.children.extend(table.map(Node::from));
}

fn group(tag: impl Into<TagKind>, drawn: &[Identifier]) -> TagGroup {
    TagGroup::with_children(tag, drawn.iter().map(|drawn| (*drawn).into()).collect())
}

fn cell(place: Place) -> TagKind {
    let (rows, columns) = spans(place.area);
    let heading = |scope| Tag::TH(scope).with_row_span(rows).with_col_span(columns).into();
    match place.role {
        Role::ColumnHeading => heading(TableHeaderScope::Column),
        Role::RowHeading => heading(TableHeaderScope::Row),
        Role::Data | Role::Paragraph => Tag::TD.with_row_span(rows).with_col_span(columns).into(),
    }
}

/// How many rows and columns a cell covers, where it is more than one.
fn spans(area: Area) -> (Option<NonZeroU32>, Option<NonZeroU32>) {
    let more = |count: u32| NonZeroU32::new(count).filter(|count| count.get() > 1);
    (more(area.last.row - area.first.row + 1), more(area.last.column - area.first.column + 1))
}
