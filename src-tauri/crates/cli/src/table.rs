use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};
use terminal_size::{Width, terminal_size};

use crate::output::visible;

/// A table for a terminal, wrapped to its width; as wide as it is when standard output is no terminal. Columns from `first_number` on are flush right.
pub fn table(head: &[&str], rows: Vec<Vec<String>>, first_number: usize) -> Table {
    let mut table = Table::new();
    // Made visible here, since columns are as wide as what is printed.
    let rows = rows.into_iter().map(|row| row.iter().map(|cell| visible(cell)).collect::<Vec<_>>());
    table.load_preset(UTF8_FULL_CONDENSED).set_header(head.to_vec()).add_rows(rows);
    if let Some((Width(width), _)) = terminal_size() {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for column in table.column_iter_mut().skip(first_number) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}
