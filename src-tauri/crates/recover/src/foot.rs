use crate::label::{is_continued, year};
use crate::labelled::{read_labelled, read_own_inline};
use crate::reading::Reading;

/// Reads a row below the tables: causes, measures, notes, signatures; or the head that a form has again where it goes on.
pub fn read(reading: &mut Reading, row: u32) {
    let cells = reading.row(row);
    for entry in read_labelled(reading, cells) {
        if is_continued(entry.key()) {
            reading.using(entry);
            reading.done.indicators = false; // their table goes on
        } else if reading.form.year.is_some() && year(entry.key()) == reading.form.year {
            reading.using(entry);
        } else {
            read_own_inline(reading, entry);
        }
    }
}
