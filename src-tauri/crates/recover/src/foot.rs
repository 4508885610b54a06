use crate::head::read_labelled;
use crate::reading::Reading;

/// Reads a row below the tables: causes, measures, notes.
pub fn read(reading: &mut Reading, row: u32) {
    let cells = reading.row(row);
    read_labelled(reading, cells);
}
