//! A folder audited into tables: what stands in them, and what a later run does again.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal128Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use bytes::Bytes;
use jixiao_app::desk::Actor;
use jixiao_app::{Assessment, Catalogue, Depth, FileRead};
use jixiao_tables::{Counts, Table, Totals, audit_folder, nested, nested_schema, survey};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus").join(name)
}

/// A province: two regions, a bad file, a print, a note.
fn province() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |from: &str, to: &str| {
        let to = folder.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(corpus(from), to).unwrap();
    };
    put("books/changji-jobs-2020.xls", "昌吉/就业.xls");
    put("containers/guichi.docx", "贵池/甲局/表.docx");
    put("containers/guichi.pdf", "贵池/甲局/表.pdf");
    fs::write(folder.path().join("贵池/坏.xlsx"), "no workbook").unwrap();
    fs::write(folder.path().join("说明.txt"), "").unwrap();
    folder
}

fn with_assessment<T>(depth: Depth, work: impl FnOnce(&Assessment) -> T) -> T {
    let (actor, catalogue) = (Actor::here(), Catalogue::load().unwrap());
    work(&Assessment { depth, rules: None, actor: &actor, catalogue: &catalogue })
}

fn audit(folder: &Path, out: &Path) -> Totals {
    with_assessment(Depth::Check, |assessment| audit_folder(folder, out, assessment, false, &|| {})).unwrap()
}

fn rows(out: &Path, table: Table, part: u32) -> RecordBatch {
    let bytes = fs::read(out.join(table.name()).join(format!("part-{part:05}.parquet"))).unwrap();
    let mut reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(bytes)).unwrap().build().unwrap();
    reader.next().unwrap().unwrap()
}

fn texts(rows: &RecordBatch, column: &str) -> Vec<String> {
    let column = rows.column_by_name(column).unwrap().as_string::<i32>();
    column.iter().map(|text| text.unwrap_or("NULL").to_owned()).collect()
}

#[test]
fn a_bad_file_is_a_row_and_regions_are_folders() {
    let (folder, out) = (province(), tempfile::tempdir().unwrap());
    let totals = audit(folder.path(), out.path());
    assert_eq!((totals.files, totals.kept, totals.unread), (3, 0, 1));
    let files = rows(out.path(), Table::Files, 1);
    assert_eq!(texts(&files, "file"), ["昌吉/就业.xls", "贵池/坏.xlsx", "贵池/甲局/表.docx"]);
    assert_eq!(texts(&files, "region"), ["昌吉", "贵池", "贵池"]);
    let problems = rows(out.path(), Table::Problems, 1);
    let bad = texts(&problems, "file").iter().position(|file| file == "贵池/坏.xlsx").unwrap();
    assert_eq!(texts(&problems, "scope")[bad], "file");
    assert!(texts(&problems, "text")[bad].contains("坏.xlsx"));
    let forms = rows(out.path(), Table::Forms, 1);
    assert_eq!(forms.num_rows(), totals.counts.forms);
    assert_eq!(rows(out.path(), Table::Findings, 1).num_rows(), {
        let Counts { errors, warnings, hints, .. } = totals.counts;
        errors + warnings + hints
    });
    let found = survey(folder.path(), 1).unwrap();
    assert_eq!(
        (found.files, found.passed_over, found.first_passed_over),
        (3, 2, vec!["说明.txt".to_owned()])
    );
}

#[test]
fn what_was_done_is_kept_until_a_file_changes() {
    let (folder, out, again) = (province(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = audit(folder.path(), out.path());
    assert_eq!(audit(folder.path(), again.path()), first);
    let bytes = |out: &Path| {
        Table::ALL.map(|table| fs::read(out.join(table.name()).join("part-00001.parquet")).unwrap())
    };
    let before = bytes(out.path());
    assert!(before == bytes(again.path()), "the same files give the same bytes");

    let second = audit(folder.path(), out.path());
    assert_eq!(second, Totals { kept: first.files, ..first });
    assert!(before == bytes(out.path()));

    // Killed before the part was whole: what there is of it does not count.
    fs::remove_file(out.path().join("files/part-00001.parquet")).unwrap();
    assert_eq!(audit(folder.path(), out.path()), first);
    assert!(before == bytes(out.path()));

    fs::copy(corpus("books/tongcheng-2021.xlsx"), folder.path().join("昌吉/新.xlsx")).unwrap();
    let with_new = audit(folder.path(), out.path());
    assert_eq!((with_new.files, with_new.kept), (4, 3));
    assert_eq!(texts(&rows(out.path(), Table::Files, 2), "file"), ["昌吉/新.xlsx"]);

    fs::remove_file(folder.path().join("贵池/坏.xlsx")).unwrap();
    let without_bad = audit(folder.path(), out.path());
    assert_eq!((without_bad.files, without_bad.kept, without_bad.unread), (3, 1, 0));
    assert!(
        !out.path().join("files/part-00001.parquet").exists(),
        "its rows would tell of a file that is gone"
    );
}

#[test]
fn amounts_are_in_yuan_whatever_the_form_says() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::copy(corpus("books/urumqi-2023.xlsx"), folder.path().join("表.xlsx")).unwrap();
    audit(folder.path(), out.path());
    let funds = rows(out.path(), Table::Funds, 1);
    let adjusted = funds.column_by_name("adjusted").unwrap().as_primitive::<Decimal128Type>();
    let printed = texts(&funds, "adjusted_text");
    let at = printed.iter().position(|text| text.contains('.') && !text.contains('%')).unwrap();
    let digits: i128 = printed[at].chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
    let places = u32::try_from(printed[at].len() - printed[at].find('.').unwrap() - 1).unwrap();
    assert_eq!(adjusted.value(at), digits * 10_i128.pow(8 + 4 - places), "{} 万元", printed[at]);
    assert_eq!(texts(&rows(out.path(), Table::Forms, 1), "amount_unit")[0], "万元");
}

#[test]
fn nested_rows_are_those_of_the_tables() {
    let read = |depth| {
        with_assessment(depth, |assessment| {
            let one = |name: &str| assessment.of_path(&corpus(name), name.to_owned());
            let bytes = fs::read(corpus("containers/guichi.docx")).unwrap();
            vec![
                one("books/tongcheng-2021.xlsx"),
                assessment.of_bytes(b"no workbook".to_vec(), "坏.xlsx".to_owned()),
                assessment.of_bytes(bytes, "表.docx".to_owned()),
            ]
        })
    };
    let files: Vec<FileRead> = read(Depth::Check);
    let rows = nested(&files).unwrap();
    assert_eq!(rows.schema(), nested_schema());
    for (table, lists) in Table::ALL.into_iter().zip(rows.columns()) {
        let lists = lists.as_list::<i32>();
        let flat = table.rows(&files).unwrap();
        assert_eq!(
            flat.lengths,
            (0..3).map(|at| usize::try_from(lists.value_length(at)).unwrap()).collect::<Vec<_>>()
        );
        assert_eq!(lists.values().as_struct().columns(), flat.batch.columns(), "{}", table.name());
    }
    let unchecked = Table::Forms.rows(&read(Depth::Read)).unwrap().batch;
    assert_eq!(unchecked.column_by_name("errors").unwrap().null_count(), unchecked.num_rows());
    assert_eq!(Table::Findings.rows(&read(Depth::Score)).unwrap().batch.num_rows(), 0);
    let goals = Table::Indicators.rows(&files).unwrap().batch;
    assert!(
        goals
            .column_by_name("goal")
            .unwrap()
            .as_primitive::<Int32Type>()
            .values()
            .iter()
            .any(|goal| *goal > 1)
    );
}
