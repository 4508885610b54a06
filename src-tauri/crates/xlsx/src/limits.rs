//! How much of a workbook is read. A department's book of a hundred forms needs about a hundredth of each.

/// Size of the file itself.
pub const FILE_BYTES: usize = 64 << 20;
/// Entries of a zip archive.
pub const ENTRIES: u64 = 10_000;
/// What all entries of an archive together may claim to unpack to, pictures included.
pub const DECLARED_BYTES: u64 = 1 << 30;
/// One XML part, unpacked.
pub const PART_BYTES: usize = 40 << 20;
/// The shared strings of an .xlsx or .xls file, unpacked: calamine keeps each of them.
pub const STRING_BYTES: usize = 16 << 20;
/// Elements of the styles part of an .xlsx file: calamine keeps fonts, fills and borders.
pub const STYLE_ELEMENTS: usize = 1_000_000;
/// Memory for the styles of an .xlsx file.
pub const STYLE_BYTES: usize = 96 << 20;
/// All XML parts that are read, unpacked.
pub const TOTAL_BYTES: usize = 120 << 20;
/// Elements inside one another.
pub const XML_DEPTH: usize = 200;
/// Elements of one XML part.
pub const XML_ELEMENTS: usize = 6_000_000;
/// Sheets of a workbook.
pub const SHEETS: usize = 1000;
/// Rows of interest on a sheet; what stands below is reported and left out.
pub const ROWS: u32 = 20_000;
/// Columns of interest on a sheet; what stands to the right is reported and left out.
pub const COLUMNS: u32 = 200;
/// Cells that are not blank, on all sheets.
pub const CELLS: usize = 400_000;
/// Blank cells with a style that are kept for it, on all sheets; further ones are left out.
pub const BLANKS: usize = 200_000;
/// Cells of any kind in the rectangles that hold the cells of an .xls file: calamine keeps blank ones too.
pub const AREA: usize = 2_000_000;
/// Text of all cells, in bytes.
pub const TEXT_BYTES: usize = 64 << 20;
/// Merged areas, on all sheets.
pub const MERGES: usize = 50_000;
/// Elements of all worksheets of an .xlsx file, records of an .xls file, cells and repeated rows of an .ods file: what
/// takes time but no memory.
pub const STEPS: usize = 5_000_000;
/// Problems told about one sheet; the rest is counted.
pub const PROBLEMS: usize = 200;
/// UTF-16 units in a cell, Excel's own limit.
pub const CELL_UNITS: usize = 32_767;
