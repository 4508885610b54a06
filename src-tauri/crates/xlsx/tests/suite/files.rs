//! Workbooks made by hand, good and bad.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The corpus books.
pub const BOOKS: [&str; 7] = [
    "changji-2021.xlsx",
    "changji-2021.ods",
    "changji-jobs-2020.xls",
    "urumqi-2023.xlsx",
    "urumqi-2023-stacked.xlsx",
    "urumqi-2023-filled-down.xlsx",
    "tongcheng-2021.xlsx",
];

/// The bytes of a corpus book.
pub fn corpus(name: &str) -> Vec<u8> {
    std::fs::read(corpus_folder().join("books").join(name)).unwrap()
}

/// The published forms that a corpus book holds, as data.
pub fn corpus_form(name: &str) -> serde_json::Value {
    let text = std::fs::read_to_string(corpus_folder().join(format!("forms/{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Where the corpus lies.
pub fn corpus_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus")
}

/// The books of other offices, sorted by name.
pub fn region_books() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(corpus_folder().join("regions/books")).unwrap();
    let mut books: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    books.sort();
    books
}

/// True for names that end in .xls.
pub fn is_xls(name: &str) -> bool {
    name.rsplit('.').next() == Some("xls")
}

/// True for names that end in .ods.
pub fn is_ods(name: &str) -> bool {
    name.rsplit('.').next() == Some("ods")
}

/// An archive of these entries.
pub fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    archive_with(CompressionMethod::Deflated, entries)
}

/// An archive of these entries, not compressed.
pub fn stored(entries: &[(&str, &str)]) -> Vec<u8> {
    archive_with(CompressionMethod::Stored, entries)
}

fn archive_with(method: CompressionMethod, entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An archive with one entry of `megabytes` zeros besides these.
pub fn bomb(entries: &[(&str, &str)], name: &str, megabytes: usize) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file(name, SimpleFileOptions::default()).unwrap();
    let zeros = vec![b'0'; 1 << 20];
    for _ in 0..megabytes {
        writer.write_all(&zeros).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Makes an entry of an archive claim another unpacked size, in its own header and in the directory.
pub fn with_claim(mut bytes: Vec<u8>, name: &str, size: u32) -> Vec<u8> {
    for (signature, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let starts: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..at + 4] == signature).collect();
        for start in starts {
            if bytes[start + name_at..].starts_with(name.as_bytes()) {
                bytes[start + size_at..start + size_at + 4].copy_from_slice(&size.to_le_bytes());
            }
        }
    }
    bytes
}

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str =
    r#"<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="s1"/></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships><Relationship Id="s1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// The parts of an .xlsx file but its sheet.
pub const SHELL: [(&str, &str); 3] =
    [("_rels/.rels", RELATIONS), ("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS)];

/// An .xlsx file with one sheet, `rows` being what stands in `sheetData` and `behind` what follows it.
pub fn xlsx(rows: &str, behind: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData>{behind}</worksheet>");
    xlsx_with(&sheet, &[])
}

/// An .xlsx file with this sheet part and these other parts.
pub fn xlsx_with(sheet: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let mut entries = SHELL.to_vec();
    entries.push(("xl/worksheets/sheet1.xml", sheet));
    entries.extend(others);
    archive(&entries)
}

/// An .ods file with one table of these rows.
pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"表\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

/// The records of an .xls file with one sheet, without a compound file around them.
pub fn xls(records: &[(u16, &[u8])]) -> Vec<u8> {
    let begin: (u16, &[u8]) = (0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let end: (u16, &[u8]) = (0x000A, &[]);
    // A sheet called A, its records 4 + 8 bytes for the beginning, 4 + 9 for this and 4 for the end further on.
    let entry: (u16, &[u8]) = (0x0085, &[29, 0, 0, 0, 0, 0, 1, 0, b'A']);
    let all = [&[begin, entry, end, begin], records, &[end]].concat();
    let bytes = |(kind, data): &(u16, &[u8])| {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes(), &length.to_le_bytes(), *data].concat()
    };
    all.iter().flat_map(bytes).collect()
}

/// A generator of numbers that are the same on every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most).unwrap()).unwrap()
    }
}
