use crate::labelled::{read_labelled, read_own_inline};
use crate::reading::Reading;

/// Reads a row below the tables: causes, measures, notes, signatures.
pub fn read(reading: &mut Reading, row: u32) {
    let cells = reading.row(row);
    for entry in read_labelled(reading, cells) {
        read_own_inline(reading, entry);
    }
}
