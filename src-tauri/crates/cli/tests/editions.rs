//! Editions on the command line: learned, listed, checked, shown and printed in.

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
    assert!(code == Some(2) && errors.contains("第 13 行夹在指标之间"), "{errors}");
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
