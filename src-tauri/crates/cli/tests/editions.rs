//! Editions and rule sets of the person on the command line: found in the data folder, listed, checked and used.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn region(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus/regions/books");
    folder.join(name).display().to_string()
}

struct Place {
    data: PathBuf,
}

impl Place {
    fn new(name: &str) -> Self {
        let data = std::env::temp_dir().join(format!("jixiao-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&data));
        fs::create_dir_all(data.join("editions")).unwrap();
        fs::create_dir_all(data.join("rules")).unwrap();
        Self { data }
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        run(&self.data, &self.data, arguments)
    }
}

fn run(data: &Path, folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
    let Output { status, stdout, stderr } =
        command.args(arguments).env("JIXIAO_DATA", data).current_dir(folder).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

impl Drop for Place {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.data));
    }
}

#[test]
fn an_edition_is_learned_and_used() {
    let place = Place::new("editions");
    let book = region("hebei-2019-langfang.xlsx");
    let (code, output, errors) = place.run(&["edition", "learn", &book, "-o", "editions/langfang.toml"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{output}");
    let text = fs::read_to_string(place.data.join("editions/langfang.toml")).unwrap();
    let id = text.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).unwrap();

    let (code, listed, errors) = place.run(&["edition", "list"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(
        listed.contains(id) && listed.contains("langfang.toml") && listed.contains("随程序提供"),
        "{listed}"
    );
    let (code, output, _) = place.run(&["edition", "check", "editions/langfang.toml"]);
    assert!(code == Some(0) && output.contains("没有错误"), "{output}");
    let (code, output, _) = place.run(&["edition", "show", id, "-o", "空表"]);
    assert!(code == Some(0) && output.contains("空表.xlsx") && output.contains("空表.pdf"), "{output}");
    let report = ["report", &book, "--out", "表", "--edition", "editions/langfang.toml", "--formats", "xlsx"];
    let (code, output, errors) = place.run(&report);
    assert!(output.contains("2019年度绩效自评表.xlsx"), "{code:?} {output} {errors}");
}

#[test]
fn mistakes_are_told_and_leave_the_rest_in_use() {
    let place = Place::new("edition-mistakes");
    fs::write(place.data.join("editions/坏.toml"), "id = \"a\"\nkolumns = []\n").unwrap();
    let (code, listed, errors) = place.run(&["edition", "list"]);
    assert_eq!(code, Some(1));
    assert!(listed.contains("xinjiang-2023-project"), "{listed}");
    assert!(errors.contains("“坏.toml”有误：第 2 行，不认识的键“kolumns”"), "{errors}");
    let (code, _, errors) = place.run(&["edition", "check", "editions/坏.toml"]);
    assert!(code == Some(2) && errors.contains("第 2 行"), "{errors}");
    let (code, _, errors) = place.run(&["edition", "learn", &region("jilin-waishi.xlsx"), "-o", "吉林.toml"]);
    assert!(code == Some(1) && errors.contains("第 13 行（小计、续表一类）不再印出"), "{errors}");
    let copied = region("../../offices-4/books/xizang-2023-chengguan.xlsx");
    let (code, _, errors) = place.run(&["edition", "learn", &copied, "-o", "西藏.toml"]);
    assert!(code == Some(2) && errors.contains("单元格 A13 与原表不同"), "{errors}");
    let official = include_str!("../../../editions/hubei-2021-department.toml");
    for (file, text, expected) in [
        ("同号.toml", official.to_owned(), "已被随程序提供的表式使用，请改用别的编号"),
        ("规则.toml", official.replace("\nid = \"hubei", "\nid = \"jia"), ""),
        ("规则.toml", official.replace("\nrules = \"", "\nrules = \"x"), "没有编号为“x"),
    ] {
        fs::write(place.data.join(file), text).unwrap();
        let (code, _, errors) = place.run(&["edition", "check", file]);
        let is_right = if expected.is_empty() { code == Some(0) } else { code == Some(2) };
        assert!(is_right && errors.contains(expected), "{expected}: {errors}");
        assert!(expected.is_empty() || errors.contains(&format!("“{file}”有误：第 ")), "{errors}");
    }
    fs::write(place.data.join("国标.toml"), [0xB1, 0xED]).unwrap();
    let (code, _, errors) = place.run(&["edition", "check", "国标.toml"]);
    assert!(code == Some(2) && errors.contains("UTF-8"), "{errors}");
    let book = region("hubei-2020-project.xlsx");
    for (arguments, expected) in [
        (["--formats", "doc"], "可以写：xlsx、pdf、docx"),
        (["--layout", "other"], "可以写：own（原表式）、official（规定表式）"),
    ] {
        let (code, _, errors) = place.run(&[&["report", &book, "--out", "表"], &arguments[..]].concat());
        assert!(code == Some(2) && errors.contains(expected), "{errors}");
    }
    for (data, expected) in [("国标.toml", "不是文件夹"), ("没有", "不存在")] {
        let (code, _, errors) = run(&place.data.join(data), &place.data, &["edition", "list"]);
        assert!(code == Some(1) && errors.contains(expected) && errors.contains("JIXIAO_DATA"), "{errors}");
    }
    let (code, _, errors) = place.run(&["edition", "learn", &book, "--sheet", "没有", "-o", "湖北.toml"]);
    assert!(code == Some(2) && errors.contains("没有名为“没有”的工作表"), "{errors}");
    let (code, _, errors) = place.run(&["report", &book, "--out", "表", "--edition", "没有"]);
    assert!(code == Some(2) && errors.contains("没有名为“没有”的表式"), "{errors}");
}

/// What a layout has no place for is said with its form, and the exit code tells of it.
#[test]
fn nothing_is_dropped_untold() {
    let place = Place::new("dropped");
    let book = region("yunnan-2022-yongde.xlsx");
    let official = ["report", &book, "--out", "表", "--layout", "official", "--formats", "xlsx"];
    let (code, _, errors) = place.run(&official);
    let line = errors.lines().find(|line| line.contains("没有印出")).unwrap_or_default();
    assert!(
        code == Some(1) && line.contains("yunnan-2022-yongde.xlsx｜") && line.contains("--layout own"),
        "{errors}"
    );
    let (_, output, _) = place.run(&[&official[..], &["--json", "--overwrite"]].concat());
    let json: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert!(json["dropped"][0]["what"].is_string(), "{output}");
    let template = ["template", &book, "--out", "空表", "--year", "2026"];
    let (_, _, errors) = place.run(&template);
    assert!(!errors.contains("没有印出"), "its own layout has a place for everything: {errors}");
    let (code, _, errors) = place.run(&[&template[..], &["--edition", "national-2021-project"]].concat());
    assert!(code == Some(1) && errors.contains("没有印出"), "{errors}");
}

/// A rule set like the national one that gives 5 points for the execution of the budget.
fn own_rules(id: &str) -> String {
    let national = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/national-2020.toml");
    let national = fs::read_to_string(national).unwrap();
    assert!(national.contains("id = \"national-2020\"") && national.contains("points = 10\n"));
    national.replacen("national-2020", id, 1).replacen("points = 10\n", "points = 5\n", 1)
}

/// Invariant 8: a new rule set is a data file. One that is broken is named, and the rest work.
#[test]
fn a_rule_set_dropped_in_is_found_listed_and_used() {
    let place = Place::new("rules");
    fs::write(place.data.join("rules/本市.toml"), own_rules("benshi-2024")).unwrap();
    fs::write(place.data.join("rules/坏.toml"), own_rules("huai").replacen("points = 5", "points = 101", 1))
        .unwrap();
    let (code, listed, errors) = place.run(&["rules", "list"]);
    assert_eq!(code, Some(1));
    for text in ["national-2020", "随程序提供", "benshi-2024", "本市.toml"] {
        assert!(listed.contains(text), "{text}: {listed}");
    }
    assert!(
        errors.contains("“坏.toml”有误：第 ") && errors.contains("“budget.points”应是 0 至 100 的数"),
        "{errors}"
    );
    assert!(!listed.contains("huai"), "{listed}");
    let (_, listed, _) = place.run(&["rules", "list", "--json"]);
    assert!(listed.contains("\"file\": \"本市.toml\"") && listed.contains("\"file\": null"), "{listed}");

    let book = region("hebei-2019-langfang.xlsx");
    let (_, scored, errors) = place.run(&["score", &book, "--rules", "benshi-2024", "--json"]);
    assert!(scored.contains("\"rules\": \"benshi-2024\""), "{scored} {errors}");
    for command in [&["score", &book][..], &["check", &book], &["summary", &book, "--out", "汇总"]] {
        let (code, _, errors) = place.run(&[command, &["--rules", "没有"]].concat());
        assert!(code == Some(2) && errors.contains("可用的有：national-2020"), "{command:?} {errors}");
        assert!(errors.contains("benshi-2024"), "{command:?} {errors}");
    }
}

#[test]
fn a_rule_file_is_used_by_its_name() {
    let place = Place::new("rule-file");
    fs::write(place.data.join("本县.toml"), own_rules("benxian")).unwrap();
    let book = region("hebei-2019-langfang.xlsx");
    let (_, scored, errors) = place.run(&["score", &book, "--rules", "本县.toml", "--json"]);
    assert!(scored.contains("\"rules\": \"benxian\""), "{scored} {errors}");
    fs::write(place.data.join("冒名.toml"), own_rules("hubei-2021")).unwrap();
    let (code, _, errors) = place.run(&["score", &book, "--rules", "冒名.toml"]);
    assert!(
        code == Some(2) && errors.contains("“冒名.toml”的编号“hubei-2021”与另一套评分规则相同"),
        "{errors}"
    );
    let (code, _, errors) = place.run(&["score", &book, "--rules", "没有.toml"]);
    assert!(code == Some(2) && errors.contains("打不开“没有.toml”"), "{errors}");
}

/// An edition of the person may name a rule set of the person.
#[test]
fn an_edition_goes_by_a_rule_set_of_its_own() {
    let place = Place::new("edition-rules");
    let book = region("hebei-2019-langfang.xlsx");
    fs::write(place.data.join("rules/本市.toml"), own_rules("benshi-2024")).unwrap();
    place.run(&["edition", "learn", &book, "-o", "editions/langfang.toml"]);
    let learned = fs::read_to_string(place.data.join("editions/langfang.toml")).unwrap();
    let own = learned.replacen("rules = \"national-2020\"", "rules = \"benshi-2024\"", 1);
    assert_ne!(own, learned);
    fs::write(place.data.join("editions/langfang.toml"), own).unwrap();
    let (_, scored, errors) = place.run(&["score", &book, "--json"]);
    assert!(scored.contains("\"rules\": \"benshi-2024\""), "{scored} {errors}");
}
