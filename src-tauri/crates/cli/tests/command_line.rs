//! The command line as a person or a script meets it: output, messages, exit codes, files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use jixiao_tests::corpus::{BOOKS, book_path, differences};
use serde_json::Value;

fn jixiao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jixiao")).args(arguments).output().unwrap()
}

fn book(name: &str) -> String {
    book_path(name).display().to_string()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A folder of its own for a test, empty at its beginning.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("jixiao-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

#[test]
fn read_gives_the_published_forms_with_their_keys() {
    for truth in &BOOKS {
        let output = jixiao(&["read", &book(truth.book), "--json"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "{}", truth.book);
        let read = json(&output);
        let published = truth.published_json();
        assert_eq!(read.as_array().unwrap().len(), published.len());
        for (form, read) in published.iter().zip(read.as_array().unwrap()) {
            assert_eq!(differences(form, read), Vec::<String>::new());
            assert_eq!(keys(form, &["id", "source", "note"]), keys(read, &["book", "sheet", "problems"]));
            assert_eq!(read["book"], truth.book);
        }
    }
}

/// The keys of an object and of the first element of each of its lists.
fn keys(value: &Value, without: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    if let Value::Object(object) = value {
        for (key, inner) in object.iter().filter(|(key, _)| !without.contains(&key.as_str())) {
            found.push(key.clone());
            let first = inner.as_array().and_then(|list| list.first()).unwrap_or(inner);
            found.extend(keys(first, without).into_iter().map(|inner| format!("{key}.{inner}")));
        }
    }
    found.sort();
    found
}

#[test]
fn score_explains_every_row() {
    let output = jixiao(&["score", &book("urumqi-2023.xlsx"), "--json"]);
    assert_eq!(output.status.code(), Some(0));
    let forms = json(&output);
    let first = &forms[1];
    assert_eq!(first["rules"], "xinjiang-2023");
    assert_eq!(first["budget"]["computed"], "9.10");
    assert_eq!(
        (&first["rows"][0]["published"], &first["rows"][0]["computed"]),
        (&"8.90".into(), &"8.99".into())
    );
    assert_eq!(first["rows"][0]["outcome"], "differs");
    assert_eq!(first["rows"][0]["deviation"], "-10.06%");
    for row in forms.as_array().unwrap().iter().flat_map(|form| form["rows"].as_array().unwrap()) {
        let outcome = row["outcome"].as_str().unwrap();
        assert!(["agrees", "differs", "cannot-score", "blank"].contains(&outcome), "{row}");
        let explanation = row["explanation"].as_str().unwrap();
        assert!(!explanation.is_empty() && !explanation.contains('\n'), "{row}");
    }
    assert_eq!(forms[0]["total"]["computed"], "99.89");
}

#[test]
fn rows_of_annual_goals_carry_their_goal() {
    let forms = json(&jixiao(&["score", &book("tongcheng-2021.xlsx"), "--json"]));
    let rows = forms[0]["rows"].as_array().unwrap();
    assert_eq!((&rows[0]["goal"], &rows[0]["weight"]), (&1.into(), &Value::Null));
    assert_eq!(rows.last().unwrap()["goal"], 7);
}

#[test]
fn another_rule_set_may_be_chosen_and_must_exist() {
    let forms =
        json(&jixiao(&["score", &book("changji-jobs-2020.xls"), "--rules", "xinjiang-2023", "--json"]));
    assert_eq!(forms[0]["rules"], "xinjiang-2023");
    let unknown = jixiao(&["score", &book("changji-jobs-2020.xls"), "--rules", "nowhere-1999"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("nowhere-1999") && stderr(&unknown).contains("national-2020"));
}

#[test]
fn report_writes_workbook_pdf_and_explanations() {
    let folder = Folder::new("report");
    let output = jixiao(&["report", &book("changji-jobs-2020.xls"), "--out", folder.path()]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = ["得分说明.pdf", "得分说明.xlsx", "自评表.pdf", "自评表.xlsx"]
        .map(|name| format!("changji-jobs-2020-{name}"));
    assert_eq!(folder.names(), expected);
    let again =
        json(&jixiao(&["read", &format!("{}/changji-jobs-2020-自评表.xlsx", folder.path()), "--json"]));
    for (form, read) in BOOKS[2].published_json().iter().zip(again.as_array().unwrap()) {
        assert_eq!(differences(form, read), Vec::<String>::new());
    }
}

#[test]
fn the_same_book_gives_the_same_bytes_and_overwrites_nothing() {
    let folder = Folder::new("twice");
    for _ in 0..2 {
        jixiao(&["report", &book("tongcheng-2021.xlsx"), "--out", folder.path()]);
    }
    assert_eq!(folder.names().len(), 8);
    for name in ["tongcheng-2021-自评表", "tongcheng-2021-得分说明"] {
        for extension in ["xlsx", "pdf"] {
            let bytes =
                |number: &str| fs::read(folder.0.join(format!("{name}{number}.{extension}"))).unwrap();
            assert_eq!(bytes(""), bytes("（2）"), "{name}.{extension}");
        }
    }
    jixiao(&["report", &book("tongcheng-2021.xlsx"), "--out", folder.path(), "--overwrite"]);
    assert_eq!(folder.names().len(), 8);
}

#[test]
fn formats_and_a_file_for_each_form() {
    let folder = Folder::new("per-form");
    let book = book("changji-jobs-2020.xls");
    jixiao(&["report", &book, "--out", folder.path(), "--formats", "pdf", "--per-form"]);
    let expected = ["得分说明", "自评表-01访惠聚工作队经费", "自评表-02公共就业服务专项业务经费"]
        .map(|name| format!("changji-jobs-2020-{name}.pdf"));
    assert_eq!(folder.names(), expected);
}

#[test]
fn template_empties_results_and_lists_year_words() {
    let folder = Folder::new("template");
    let output = jixiao(&[
        "template",
        &book("urumqi-2023-stacked.xlsx"),
        "--year",
        "2024",
        "--out",
        folder.path(),
        "--json",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let result = json(&output);
    assert!(result["year_words"].as_array().unwrap().iter().any(|word| word["word"] == "2023年"));
    let empty = json(&jixiao(&[
        "read",
        &format!("{}/urumqi-2023-stacked-2024年度空表.xlsx", folder.path()),
        "--json",
    ]));
    assert_eq!(empty.as_array().unwrap().len(), 6);
    assert_eq!((&empty[0]["year"], &empty[0]["goal_actual"]), (&2024.into(), &"".into()));
    assert_eq!(empty[1]["name"], "2023年10-12月伤残津贴补助");
    let row = &empty[0]["indicators"][0];
    assert_eq!((&row["target"], &row["weight"]), (&"≥16000人".into(), &"10".into()));
    assert_eq!((&row["actual"], &row["score"], &row["reason"]), (&"".into(), &"".into(), &"".into()));
}

#[test]
fn template_replaces_the_year_only_when_asked() {
    let folder = Folder::new("replace");
    let book = book("urumqi-2023-stacked.xlsx");
    jixiao(&["template", &book, "--year", "2024", "--out", folder.path(), "--replace-year"]);
    let empty = json(&jixiao(&[
        "read",
        &format!("{}/urumqi-2023-stacked-2024年度空表.xlsx", folder.path()),
        "--json",
    ]));
    assert_eq!(empty[1]["name"], "2024年10-12月伤残津贴补助");
}

#[test]
fn bad_books_are_refused_by_name_in_chinese() {
    let folder = Folder::new("bad");
    let whole = fs::read(book_path("changji-2021.xlsx")).unwrap();
    let cases = [
        ("空.xlsx", b"".to_vec()),
        ("截断.xlsx", whole[..whole.len() / 2].to_vec()),
        ("网页.xls", b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec()),
        ("文本.xls", "项目名称,得分\n甲,1\n".as_bytes().to_vec()),
    ];
    for (name, bytes) in cases {
        let output = jixiao(&["read", &folder.file(name, &bytes), "--json"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
    }
    let missing = jixiao(&["read", "没有这个文件.xlsx"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("没有这个文件.xlsx"));
}

#[test]
fn one_bad_book_among_good_ones_is_reported_and_the_rest_done() {
    let folder = Folder::new("mixed");
    let bad = folder.file("坏.xlsx", b"PK");
    let output = jixiao(&["read", &bad, &book("changji-jobs-2020.xls"), "--json"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json(&output).as_array().unwrap().len(), 2);
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("blocked");
    let file = folder.file("占位", b"");
    let output = jixiao(&[
        "report",
        &book("changji-jobs-2020.xls"),
        "--out",
        Path::new(&file).join("下级").to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("无法建立文件夹"), "{}", stderr(&output));
}

#[test]
fn help_and_mistakes_are_chinese() {
    for arguments in [
        &["--help"][..],
        &["read", "--help"],
        &["score", "--help"],
        &["template", "--help"],
        &["report", "--help"],
    ] {
        let output = jixiao(arguments);
        assert_eq!(output.status.code(), Some(0));
        let text = stdout(&output);
        assert!(text.contains("用法") && !text.contains("Usage") && !text.contains("OPTIONS"), "{text}");
    }
    for arguments in
        [&["--nonsense"][..], &["nonsense"], &["read"], &["template", "a.xlsx", "--year", "x", "--out", "y"]]
    {
        let output = jixiao(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).starts_with("错误："), "{}", stderr(&output));
    }
}

#[test]
fn a_character_that_cannot_be_printed_is_named_and_the_workbook_still_written() {
    let folder = Folder::new("unprintable");
    let catalogue = jixiao_app::Catalogue::load().unwrap();
    let mut form = jixiao_tests::corpus::published("changji-jobs-2020").remove(0);
    form.goals[0].indicators[0].reason = "已核对😀".to_owned();
    let sheets = jixiao_app::sheets(&[form], &catalogue).unwrap();
    let bytes = jixiao_app::workbook(&sheets, &jixiao_app::Properties::default()).unwrap();
    let output = jixiao(&["report", &folder.file("甲.xlsx", &bytes), "--out", folder.path()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains('😀') && stderr(&output).contains("甲-自评表.pdf"),
        "{}",
        stderr(&output)
    );
    assert!(folder.names().contains(&"甲-自评表.xlsx".to_owned()));
    assert!(!folder.names().contains(&"甲-自评表.pdf".to_owned()));
}
