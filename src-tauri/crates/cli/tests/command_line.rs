//! The command line as a person or a script meets it: output, messages, exit codes, files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use jixiao_tests::corpus::{self, BOOKS, book_path, differences};
use serde_json::Value;

/// The competent department of the books of Changji.
const CHANGJI: &str = "昌吉回族自治州人力资源和社会保障局";

fn jixiao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jixiao")).args(arguments).output().unwrap()
}

/// The same, with what tests ask to go wrong: see `jixiao_app::unexpected`.
fn jixiao_with_fault(fault: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    command.env("JIXIAO_FAULT", fault).env_remove("RUST_BACKTRACE");
    command.args(arguments).output().unwrap()
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
            assert_eq!(
                keys(form, &["id", "source", "note"]),
                keys(read, &["book", "sheet", "problems", "kind", "amount_unit"])
            );
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
    let expected = ["得分说明.pdf", "得分说明.xlsx", "绩效自评表.pdf", "绩效自评表.xlsx"]
        .map(|name| format!("{CHANGJI}2020年度{name}"));
    assert_eq!(folder.names(), expected);
    let again =
        json(&jixiao(&["read", &format!("{}/{CHANGJI}2020年度绩效自评表.xlsx", folder.path()), "--json"]));
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
    for name in ["绩效自评表", "得分说明"].map(|name| format!("通城县人力资源和社会保障局2021年度{name}"))
    {
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
    let each = ["report", &book, "--out", folder.path(), "--formats", "pdf", "--per-form"];
    jixiao(&each);
    let scores = format!("{CHANGJI}2020年度得分说明");
    let expected = ["01-访惠聚工作队经费", "02-公共就业服务专项业务经费", &scores];
    assert_eq!(folder.names(), expected.map(|name| format!("{name}.pdf")));
    jixiao(&[&each[..], &["--public", "--overwrite"]].concat());
    let public = folder.names().into_iter().filter(|name| name.ends_with("（公开）.pdf")).count();
    assert_eq!((folder.names().len(), public), (5, 2), "{:?}", folder.names());
}

#[test]
fn a_volume_takes_the_place_of_the_pdf() {
    let folder = Folder::new("volume");
    let report = |more: &[&str]| {
        let book = book("changji-jobs-2020.xls");
        let all = ["report", &book, "--out", folder.path(), "--formats", "pdf", "--volume"];
        jixiao(&[&all, more].concat())
    };
    let output = report(&["--draft", "--date", "2021-03-01"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names = ["得分说明", "绩效自评表汇编"].map(|name| format!("{CHANGJI}2020年度{name}.pdf"));
    assert_eq!(folder.names(), names);
    assert_eq!(report(&["--date", "2021-02-30"]).status.code(), Some(2));
}

/// Who signs, and numbers of persons, are hidden in each format and listed; a classified project is left out.
#[test]
fn a_public_copy_hides_persons_and_says_what() {
    let folder = Folder::new("public");
    let catalogue = jixiao_app::Catalogue::load().unwrap();
    let mut forms = corpus::published("changji-jobs-2020");
    forms[0].goals[0].indicators[0].reason = "联系人：张三丰，电话13812345678".to_owned();
    let names: Vec<String> = forms.iter().map(|form| form.name().to_owned()).collect();
    let sheets = jixiao_app::sheets(&forms, &catalogue).unwrap();
    let bytes = jixiao_app::workbook(&sheets, &jixiao_app::Properties::default()).unwrap();
    let book = folder.file("甲.xlsx", &bytes);
    let out = format!("{}/out", folder.path());
    let public = |classified: &str| {
        jixiao(&[
            "report",
            &book,
            "--out",
            &out,
            "--public",
            "--classified",
            classified,
            "--json",
            "--overwrite",
        ])
    };
    let found = json(&public(&names[1]));
    assert_eq!(found["masked"][0]["after"], "联系人：张**，电话138****5678");
    assert_eq!((found["masked"].as_array().unwrap().len(), found["forms"].as_array().unwrap().len()), (1, 1));
    let written = fs::read_dir(&out).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut written: Vec<String> = written.collect();
    written.sort();
    assert_eq!(written, ["pdf", "xlsx"].map(|kind| format!("{CHANGJI}2020年度绩效自评表（公开）.{kind}")));
    let again = json(&jixiao(&["read", &format!("{out}/{}", written[1]), "--json"])).to_string();
    assert!(
        !again.contains("13812345678") && !again.contains("张三丰") && !again.contains(&names[1]),
        "{again}"
    );
    assert_eq!(public("没有的项目").status.code(), Some(2));
}

/// The files of several books in one folder carry the books' names.
#[test]
fn several_books_are_told_apart() {
    let folder = Folder::new("several");
    let books = [book("changji-2021.xlsx"), book("changji-2021.ods")];
    jixiao(&["report", &books[0], &books[1], "--out", folder.path(), "--formats", "xlsx"]);
    let expected = [
        "得分说明-changji-2021",
        "得分说明-changji-2021（2）",
        "绩效自评表-changji-2021",
        "绩效自评表-changji-2021（2）",
    ];
    assert_eq!(folder.names(), expected.map(|name| format!("{CHANGJI}2021年度{name}.xlsx")));
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
        &format!("{}/乌鲁木齐市人力资源和社会保障局2024年度绩效自评表（空表）.xlsx", folder.path()),
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
        &format!("{}/乌鲁木齐市人力资源和社会保障局2024年度绩效自评表（空表）.xlsx", folder.path()),
        "--json",
    ]));
    assert_eq!(empty[1]["name"], "2024年10-12月伤残津贴补助");
}

#[test]
fn check_says_what_was_found_where_and_what_to_do() {
    let output = jixiao(&["check", &book("urumqi-2023.xlsx"), "--json"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()), "findings are no failure");
    let findings = json(&output);
    let wrong = findings
        .as_array()
        .unwrap()
        .iter()
        .find(|found| found["check"] == "C31" && found["form"] == "1995年以前退休人员生活补助")
        .unwrap();
    for (key, expected) in [
        ("file", Value::from("urumqi-2023.xlsx")),
        ("form", "1995年以前退休人员生活补助".into()),
        ("agency", "乌鲁木齐市社会保险中心".into()),
        ("goal", Value::Null),
        ("row", 1.into()),
        ("indicator", "补贴发放人数".into()),
        ("place", "指标第1行 得分".into()),
        ("level", "error".into()),
        ("outcome", "fails".into()),
        ("expected", "8.99".into()),
        ("found", "8.9".into()),
        ("advice", "请更正。".into()),
    ] {
        assert_eq!(wrong[key], expected, "{key}");
    }
    for found in findings.as_array().unwrap() {
        assert!(["fails", "cannot-be-decided"].contains(&found["outcome"].as_str().unwrap()), "{found}");
        assert!(found["message"].as_str().unwrap().ends_with('。'), "{found}");
    }
    let shown = stdout(&jixiao(&["check", &book("tongcheng-2021.xlsx")]));
    assert!(shown.contains("目标4 指标第5行 得分：2021年劳动仲裁裁决结案案件数"), "{shown}");
    assert!(
        shown.contains(
            "合计：自评表 1 张，没有发现问题的 0 张；错误 1，警告 17，提示 4（其中未定 1），已豁免 0"
        )
    );
}

#[test]
fn books_given_together_are_one_batch_with_one_report() {
    let folder = Folder::new("check");
    let count = |books: &[&str], check: &str| {
        let arguments: Vec<&str> = [&["check", "--json"], books].concat();
        let found = json(&jixiao(&arguments));
        found.as_array().unwrap().iter().filter(|found| found["check"] == check).count()
    };
    let (one, other) = (book("changji-2021.xlsx"), book("changji-2021.ods"));
    assert_eq!(count(&[&one], "C52"), 0);
    assert_eq!(count(&[&one, &other], "C52"), 16, "each form stands in both books");
    let totals = ["check", &one, "--published-projects", "17", "--out", folder.path()];
    let output = jixiao(&totals);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("项目表共 16 张，公开的项目数是 17 个"), "{}", stdout(&output));
    let report = ["pdf", "xlsx"].map(|format| format!("{CHANGJI}2021年度检查报告.{format}"));
    assert_eq!(folder.names(), report);
    jixiao(&[&totals[..], &["--overwrite"]].concat());
    assert_eq!(folder.names().len(), 2);
    jixiao(&["check", &one, &other, "--out", folder.path()]);
    assert!(folder.names().contains(&format!("{CHANGJI}2021年度检查报告（2）.pdf")));
    let bad = jixiao(&["check", &one, "--published-budget", "两万"]);
    assert_eq!(bad.status.code(), Some(2));
    assert!(stderr(&bad).contains("两万"), "{}", stderr(&bad));
}

#[test]
fn a_document_is_checked_like_a_book_and_what_cannot_be_read_is_told() {
    let folder = Folder::new("document");
    let mut workspace = jixiao_app::desk::Workspace::new(folder.0.join("data")).unwrap();
    workspace.open_sample(&jixiao_app::desk::Actor::here()).unwrap();
    let path = workspace.open_document().unwrap().path().display().to_string();
    workspace.close().unwrap();
    let findings = json(&jixiao(&["check", &path, "--json"]));
    assert_eq!(findings[0]["file"], "示例.jixiao");
    assert!(findings.as_array().unwrap().iter().any(|found| found["check"] == "C31"));
    let bad = folder.file("坏.jixiao", b"x");
    let mixed = jixiao(&["check", &bad, &path, "--json"]);
    assert_eq!((mixed.status.code(), json(&mixed)), (Some(1), findings));
    assert!(stderr(&mixed).contains("坏.jixiao"), "{}", stderr(&mixed));
    assert_eq!(jixiao(&["check", &bad]).status.code(), Some(2));
}

#[test]
fn audit_into_tables_finds_what_audit_finds() {
    let (folder, out) = (Folder::new("audit-tables"), Folder::new("audit-tables-out"));
    fs::create_dir(folder.0.join("甲局")).unwrap();
    fs::copy(book("changji-jobs-2020.xls"), folder.0.join("甲局/表.xls")).unwrap();
    fs::copy(book("tongcheng-2021.xlsx"), folder.0.join("表.xlsx")).unwrap();
    fs::write(folder.0.join("坏.xlsx"), "no workbook").unwrap();
    let lines = json(&jixiao(&["audit", folder.path(), "--json"]));
    let lines = lines.as_array().unwrap();
    let sum = |key: &str| lines.iter().filter_map(|line| line[key].as_u64()).sum::<u64>();
    let run = |more: &[&str]| {
        jixiao(&[&["audit", folder.path(), "--parquet", out.path(), "--json"], more].concat())
    };
    let output = run(&[]);
    assert_eq!(output.status.code(), Some(1), "a file was not read: {}", stderr(&output));
    let totals = json(&output);
    assert_eq!((totals["files"].as_u64(), totals["unread"].as_u64()), (Some(3), Some(1)));
    assert_eq!(totals["forms"], lines.len() - 1);
    for key in ["errors", "warnings", "hints"] {
        assert_eq!(totals[key], sum(key), "{key}");
    }
    assert_eq!(out.names(), ["files", "findings", "forms", "funds", "indicators", "problems"]);
    assert_eq!(json(&run(&[]))["kept"], 3);
    assert_eq!(json(&run(&["--overwrite"]))["kept"], 0);
    let both = jixiao(&["audit", folder.path(), "--parquet", out.path(), "--out", out.path()]);
    assert_eq!(both.status.code(), Some(2), "one or the other");
}

#[test]
fn audit_gives_every_form_below_a_folder_a_line() {
    let folder = Folder::new("audit");
    let agencies = folder.0.join("上报/昌吉");
    fs::create_dir_all(&agencies).unwrap();
    fs::copy(book_path("changji-jobs-2020.xls"), agencies.join("就业.xls")).unwrap();
    fs::copy(book_path("tongcheng-2021.xlsx"), folder.0.join("上报/通城.xlsx")).unwrap();
    folder.file("上报/说明.txt", b"no book");
    folder.file("上报/~$通城.xlsx", b"a lock");
    let all = folder.0.join("上报").display().to_string();
    let output = jixiao(&["audit", &all, "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let lines = json(&output);
    let line = |at: usize| {
        let line = &lines[at];
        let shown = |key: &str| line[key].to_string().replace('"', "");
        ["file", "agency", "form", "errors", "warnings", "hints"].map(shown).join("｜")
    };
    assert_eq!(lines.as_array().unwrap().len(), 3);
    assert_eq!(line(0), "昌吉/就业.xls｜昌吉回族自治州公共就业服务局｜访惠聚工作队经费｜0｜0｜5");
    assert_eq!(line(2), "通城.xlsx｜通城县人力资源和社会保障局｜通城县人力资源和社会保障局｜1｜17｜4");
    assert_eq!(
        lines[2]["checks"][0],
        serde_json::json!({ "check": "C19", "title": "目标值写法", "count": 8 })
    );

    // A file that cannot be read is a line of its own, and the rest is done.
    folder.file("上报/坏.xlsx", b"PK");
    let out = folder.0.join("结果");
    let output = jixiao(&["audit", &all, "--out", out.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let shown = stdout(&output);
    assert!(
        shown.contains("读不出：") && shown.contains("坏.xlsx") && shown.contains("文件 3 个，自评表 3 张"),
        "{shown}"
    );
    let mut names: Vec<String> =
        fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let expected = [
        &format!("{CHANGJI}2020年度检查报告-昌吉-就业"),
        "检查汇总",
        "通城县人力资源和社会保障局2021年度检查报告-通城",
    ];
    let mut expected: Vec<String> =
        expected.iter().flat_map(|name| [format!("{name}.pdf"), format!("{name}.xlsx")]).collect();
    expected.sort();
    assert_eq!(names, expected);
    assert_eq!(jixiao(&["audit", "没有这个文件夹"]).status.code(), Some(2));
    assert_eq!(jixiao(&["audit", out.join("没有").to_str().unwrap()]).status.code(), Some(2));
}

#[test]
fn summary_sums_up_a_book_and_drafts_the_paragraph() {
    let out = Folder::new("summary");
    let done = jixiao(&["summary", &book("urumqi-2023.xlsx"), "--out", out.path(), "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let summary = &json(&done)["summary"];
    // The department's own form is no project; the sums are those of the thirty project forms.
    assert_eq!(summary["total"]["projects"], 30);
    assert_eq!(summary["total"]["executed"]["amount"], "9368.79");
    assert_eq!(summary["total"]["rate"], "88.99");
    assert_eq!(summary["agencies"].as_array().unwrap().len(), 10);
    let agency = "乌鲁木齐市人力资源和社会保障局";
    let names = ["项目支出绩效自评汇总表.pdf", "项目支出绩效自评汇总表.xlsx", "预算绩效情况说明.docx"]
        .map(|name| format!("{agency}2023年度{name}"));
    assert_eq!(out.names(), names);
    let first = fs::read(out.0.join(&names[2])).unwrap();
    jixiao(&["summary", &book("urumqi-2023.xlsx"), "--out", out.path(), "--overwrite"]);
    assert_eq!(fs::read(out.0.join(&names[2])).unwrap(), first, "same input, same bytes");
}

#[test]
fn summary_takes_a_document() {
    let folder = Folder::new("summary-document");
    fs::create_dir_all(folder.0.join("各单位")).unwrap();
    fs::copy(book_path("urumqi-2023.xlsx"), folder.0.join("各单位/自评表.xlsx")).unwrap();
    let (agencies, document) = (folder.0.join("各单位").display().to_string(), folder.0.join("部门.jixiao"));
    let document = document.to_str().unwrap();
    jixiao(&["collect", &agencies, "-o", document, "--agency", "某局"]);
    let out = folder.0.join("汇总").display().to_string();
    let done = jixiao(&["summary", document, "--out", &out, "--json"]);
    assert_eq!(done.status.code(), Some(0), "{}", stderr(&done));
    let summary = &json(&done)["summary"];
    assert_eq!((&summary["agency"], &summary["total"]["projects"]), (&"某局".into(), &30.into()));
    assert_eq!(summary["total"]["executed"]["amount"], "9368.79");
    assert!(folder.0.join("汇总/某局2023年度项目支出绩效自评汇总表.xlsx").exists());
    let named = jixiao(&["summary", document, "--out", &out, "--agency", "某厅", "--json"]);
    assert_eq!(json(&named)["summary"]["agency"], "某厅");
    let mixed = jixiao(&["summary", document, &book("urumqi-2023.xlsx"), "--out", &out]);
    assert_eq!(mixed.status.code(), Some(2));
    assert!(stderr(&mixed).contains("一次只能汇总一个文档"), "{}", stderr(&mixed));
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
        &["open", "--help"],
        &["read", "--help"],
        &["score", "--help"],
        &["template", "--help"],
        &["report", "--help"],
        &["check", "--help"],
        &["audit", "--help"],
        &["collect", "--help"],
        &["rules", "--help"],
        &["rules", "check", "--help"],
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
fn a_reader_that_stops_reading_is_no_mistake() {
    for arguments in [&["read", &book("changji-2021.xlsx"), "--json"][..], &["--help"], &["nonsense"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
        let mut child =
            command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let expected = if arguments == ["nonsense"] { 2 } else { 0 };
        assert_eq!(output.status.code(), Some(expected), "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn collect_puts_the_agencies_into_one_document_and_asks_about_conflicts() {
    let folder = Folder::new("collect");
    fs::create_dir_all(folder.0.join("各单位/一科")).unwrap();
    let (agencies, document) = (folder.0.join("各单位").display().to_string(), folder.0.join("部门.jixiao"));
    let collect = |more: &[&str]| {
        let arguments = ["collect", &agencies, "-o", document.to_str().unwrap()];
        jixiao(&[&arguments[..], more].concat())
    };
    let output = collect(&[]);
    assert_eq!((output.status.code(), document.exists()), (Some(2), false));
    assert!(stderr(&output).contains("没有可以读入的文件"), "{}", stderr(&output));

    fs::copy(book_path("urumqi-2023-stacked.xlsx"), folder.0.join("各单位/一科/自评表.xlsx")).unwrap();
    let output = collect(&["--year", "2020"]);
    assert_eq!((output.status.code(), document.exists()), (Some(2), false));
    assert!(stderr(&output).contains("没有 2020 年度的项目自评表"), "{}", stderr(&output));
    let output = collect(&["--agency", "某局"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    let shown = stdout(&output);
    assert!(shown.contains("一科/自评表.xlsx") && shown.contains("表 6 张；新增 6，替换 0"), "{shown}");
    let output = collect(&["--json"]);
    assert_eq!(json(&output)["files"][0]["unchanged"], 6);

    // Another file says something else of the same projects, and one cannot be read.
    let catalogue = jixiao_app::Catalogue::load().unwrap();
    let mut form = jixiao_tests::corpus::published("urumqi-2023").remove(0);
    form.goals[0].indicators[0].actual = "=8888人".to_owned();
    let sheets = jixiao_app::sheets(&[form], &catalogue).unwrap();
    let book = jixiao_app::workbook(&sheets, &jixiao_app::Properties::default()).unwrap();
    folder.file("各单位/二科.xlsx", &book);
    folder.file("各单位/坏.xlsx", b"PK");
    let output = collect(&["--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report = json(&output);
    assert_eq!(
        (&report["conflicts"][0]["kind"], &report["conflicts"][0]["settled"]),
        (&"two-files".into(), &false.into())
    );
    assert_eq!(report["conflicts"][0]["file"]["file"], "二科.xlsx");
    assert!(report["files"][2]["error"].as_str().unwrap().contains("坏.xlsx"));
    fs::remove_file(folder.0.join("各单位/坏.xlsx")).unwrap();
    let output = collect(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("未处理，暂保留文档中的"), "{}", stdout(&output));
    let output = collect(&["--take-theirs"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert!(stdout(&output).contains("改用文件中的"), "{}", stdout(&output));
    assert_eq!(collect(&["--json"]).status.code(), Some(0));
    assert_eq!(collect(&["--year", "2024"]).status.code(), Some(2), "a document of another year");
    let output = jixiao(&["check", document.to_str().unwrap(), "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

/// What is reported of a form that says this as a reason, and the folder that it was printed into.
fn reported_with_reason(name: &str, reason: &str) -> (Output, Folder) {
    let folder = Folder::new(name);
    let catalogue = jixiao_app::Catalogue::load().unwrap();
    let mut form = jixiao_tests::corpus::published("changji-jobs-2020").remove(0);
    reason.clone_into(&mut form.goals[0].indicators[0].reason);
    let sheets = jixiao_app::sheets(&[form], &catalogue).unwrap();
    let bytes = jixiao_app::workbook(&sheets, &jixiao_app::Properties::default()).unwrap();
    let output = jixiao(&["report", &folder.file("甲.xlsx", &bytes), "--out", folder.path()]);
    (output, folder)
}

#[test]
fn a_character_that_no_font_has_is_told_with_its_place_and_everything_is_written() {
    let (output, folder) = reported_with_reason("unprintable", "已核对😀");
    assert_eq!(output.status.code(), Some(1));
    let text = stderr(&output);
    assert!(text.contains('😀') && text.contains("单元格") && text.contains("已核对"), "{text}");
    for kind in ["xlsx", "pdf"] {
        assert!(folder.names().contains(&format!("{CHANGJI}2020年度绩效自评表.{kind}")));
    }
}

#[test]
fn rare_characters_signs_and_other_scripts_are_printed_without_a_word() {
    let (output, folder) =
        reported_with_reason("rare", "授课专家赵㐂、𠮷，☑完成；CO₂、Айгүл Қасым、ئۇيغۇر、བོད་");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
    assert!(folder.names().contains(&format!("{CHANGJI}2020年度绩效自评表.pdf")));
}

#[test]
fn a_rule_file_is_checked_by_line() {
    let folder = Folder::new("rules");
    let path = folder.0.join("某市.toml");
    let built_in = corpus::folder().join("../src-tauri/rules/national-2020.toml");
    let text = fs::read_to_string(built_in).unwrap();
    let check = |text: &[u8]| {
        fs::write(&path, text).unwrap();
        jixiao(&["rules", "check", &path.display().to_string()])
    };
    let sound = check(text.as_bytes());
    assert_eq!(sound.status.code(), Some(0), "{}", stderr(&sound));
    assert!(stdout(&sound).starts_with("规则文件没有问题：全国2020（national-2020）"));
    assert_eq!(check(format!("\u{FEFF}{text}").as_bytes()).status.code(), Some(0));
    let line = text.lines().position(|line| line == "points = 10").unwrap() + 1;
    for (bytes, says) in [
        (
            text.replace("points = 10", "points = 110").into_bytes(),
            format!("第 {line} 行，“budget.points”应是 0 至 100 的数"),
        ),
        (text.replace("points = 10", "points = ").into_bytes(), format!("第 {line} 行不合 TOML 写法")),
        (vec![0xB9, 0xE6, 0xD4, 0xF2], "不是 UTF-8 文字".to_owned()),
    ] {
        let wrong = check(&bytes);
        assert_eq!(wrong.status.code(), Some(2));
        assert!(stderr(&wrong).contains(&says) && stderr(&wrong).contains("某市.toml"), "{}", stderr(&wrong));
    }
    let missing = jixiao(&["rules", "check", "没有.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("没有.toml"), "{}", stderr(&missing));
}

/// Errors come before warnings, and those before hints; what stands in many places is one finding with its places.
#[test]
fn findings_are_ranked_and_grouped_in_json() {
    let found = json(&jixiao(&["check", &book("changji-2021.xlsx"), "--json"]));
    let rank = |finding: &Value| {
        ["error", "warning", "hint"].iter().position(|level| finding["level"] == *level).unwrap()
    };
    let found = found.as_array().unwrap();
    assert!(found.len() > 50);
    for pair in found.windows(2) {
        assert!(rank(&pair[0]) <= rank(&pair[1]), "{pair:?}");
    }
    let cause = |finding: &Value| format!("{} {} {}", finding["check"], finding["level"], finding["message"]);
    let causes: std::collections::BTreeSet<String> = found.iter().map(cause).collect();
    assert_eq!(causes.len(), found.len(), "a cause is told once");
    for finding in found {
        let places = finding["places"].as_array().unwrap();
        assert_eq!(finding["place"], places[0]["place"]);
    }
    assert!(found.iter().any(|finding| finding["places"].as_array().unwrap().len() >= 3));
}

/// The form with most errors comes first, and what stands in many forms before all of them, once.
#[test]
fn the_worst_form_comes_first() {
    let output = stdout(&jixiao(&["check", &book("urumqi-2023.xlsx")]));
    let errors: Vec<usize> = output
        .lines()
        .filter_map(|line| line.split_once("：错误 ")?.1.split_once('，')?.0.parse().ok())
        .collect();
    assert!(errors.len() > 3 && errors[0] > 0);
    // The last line counts all forms.
    assert!(errors[..errors.len() - 1].windows(2).all(|pair| pair[0] >= pair[1]), "{errors:?}");
    let common = output.find("同一问题出现在多处").unwrap();
    assert!(common < output.find("：错误 ").unwrap());
}

/// A mistake of this program in one file costs that file, in one line and in Chinese.
#[test]
fn a_panic_costs_one_file() {
    let folder = Folder::new("panic");
    let good = fs::read(book_path("urumqi-2023.xlsx")).unwrap();
    folder.file("好.xlsx", &good);
    let bad = folder.file("坏.xlsx", &good);
    let check = |output: &Output, text: &str, code: i32| {
        assert!(text.contains("坏.xlsx") && text.contains("没有预料到的问题"), "{text}");
        let english = stderr(output);
        assert!(!english.contains("panicked") && !english.contains("thread"), "{english}");
        assert_eq!(output.status.code(), Some(code), "{text}");
    };
    let output = jixiao_with_fault("坏.xlsx", &["audit", folder.path()]);
    check(&output, &stdout(&output), 1);
    assert!(stdout(&output).contains("好.xlsx"));
    let document = folder.0.join("部门.jixiao");
    let output = jixiao_with_fault("坏.xlsx", &["collect", folder.path(), "-o", document.to_str().unwrap()]);
    check(&output, &stdout(&output), 1);
    assert!(document.exists());
    let good = folder.0.join("好.xlsx");
    let output = jixiao_with_fault("坏.xlsx", &["read", good.to_str().unwrap(), &bad]);
    check(&output, &stderr(&output), 1);
}

/// A name that would move the cursor, colour what follows or turn the line around.
#[test]
fn names_are_shown_and_not_obeyed() {
    let folder = Folder::new("odd-names");
    let path = folder.file("甲\u{1b}[31m\u{202e}乙.xlsx", &fs::read(book_path("urumqi-2023.xlsx")).unwrap());
    for arguments in
        [vec!["read", &path], vec!["audit", folder.path()], vec!["read", "/none/\u{1b}]0;x\u{7}.xlsx"]]
    {
        let output = jixiao(&arguments);
        let text = stdout(&output) + &stderr(&output);
        assert!(
            !text.contains(['\u{1b}', '\u{202e}', '\u{7}']) && text.contains('␛'),
            "{arguments:?}: {text}"
        );
    }
    let output = jixiao(&["read", "--json", &path]);
    assert!(!stdout(&output).contains(['\u{1b}', '\u{202e}']));
    assert_eq!(json(&output)[0]["book"], "甲\u{1b}[31m\u{202e}乙.xlsx", "JSON keeps the name");
}
