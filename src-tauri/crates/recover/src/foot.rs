use crate::grid::Entry;
use crate::head::read_labelled;
use crate::reading::Reading;

/// Reads rows below the total: causes, measures, notes.
pub fn read(reading: &mut Reading, first: u32, end: u32) {
    for row in reading.grid.rows_between(first, end).collect::<Vec<_>>() {
        let cells: Vec<Entry> = reading.grid.row(row).to_vec();
        read_labelled(reading, &cells);
    }
}
