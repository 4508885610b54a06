//! Rows that have a height and grow nonetheless, which the writer cannot say.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use jixiao_sheet::Sheet;

/// What says that a person set the height of a row, and that no text changes it.
const FIXED: &str = " customHeight=\"1\"";

/// The workbook whose growing rows are fitted to their text. One without such rows comes back as it is.
pub(super) fn set(workbook: Vec<u8>, sheets: &[Sheet]) -> ZipResult<Vec<u8>> {
    let growing = |sheet: &Sheet| sheet.live.fill_in.as_ref().map(|fill_in| fill_in.growing_rows.clone());
    let growing: Vec<BTreeSet<u32>> = sheets.iter().map(|sheet| growing(sheet).unwrap_or_default()).collect();
    if growing.iter().all(BTreeSet::is_empty) {
        return Ok(workbook);
    }
    let mut archive = ZipArchive::new(Cursor::new(workbook))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let name = entry.name()?.into_owned();
        let rows = (1..).zip(&growing).find(|(number, _)| name == format!("xl/worksheets/sheet{number}.xml"));
        let Some((_, rows)) = rows.filter(|(_, rows)| !rows.is_empty()) else {
            writer.raw_copy_file(entry)?;
            continue;
        };
        let mut xml = String::new();
        entry.read_to_string(&mut xml)?;
        let options =
            SimpleFileOptions::default().last_modified_time(entry.last_modified().unwrap_or_default());
        writer.start_file(name, options)?;
        writer.write_all(fitted(&xml, rows).as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The sheet without fixed heights of these rows.
fn fitted<'a>(xml: &'a str, rows: &BTreeSet<u32>) -> Cow<'a, str> {
    rows.iter().fold(Cow::Borrowed(xml), |xml, row| {
        let begin = xml.find(&format!("<row r=\"{}\"", u64::from(*row) + 1));
        let end = begin.and_then(|begin| Some(begin + xml.get(begin..)?.find('>')?));
        let fixed = begin.zip(end).and_then(|(begin, end)| Some(begin + xml.get(begin..end)?.find(FIXED)?));
        match fixed {
            Some(at) => Cow::Owned(format!("{}{}", &xml[..at], &xml[at + FIXED.len()..])),
            None => xml,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lose_their_fixed_heights() {
        let xml = r#"<row r="1" ht="20" customHeight="1"/><row r="11" ht="30" customHeight="1"><c/></row><row r="2"/>"#;
        let expected = r#"<row r="1" ht="20" customHeight="1"/><row r="11" ht="30"><c/></row><row r="2"/>"#;
        assert_eq!(fitted(xml, &[1, 10, 40].into()), expected);
    }
}
