use super::*;
use crate::rule_sets;

const NATIONAL: &str = include_str!("../../../../rules/national-2020.toml");

#[test]
fn every_built_in_rule_set_loads() {
    let sets = rule_sets().unwrap();
    let ids: Vec<&str> = sets.iter().map(|set| set.id.0.as_str()).collect();
    assert_eq!(ids, ["national-2020", "hubei-2021", "xinjiang-2023"]);
}

#[test]
fn every_method_and_kind_has_its_own_name() {
    let names: std::collections::BTreeSet<&str> = Method::ALL.iter().map(|method| method.name()).collect();
    assert_eq!(names.len(), Method::ALL.len());
    let ids: std::collections::BTreeSet<&str> = RuleKind::ALL.iter().map(|kind| kind.id()).collect();
    assert_eq!(ids.len(), RuleKind::ALL.len());
}

#[test]
fn grades_begin_at_90_80_60() {
    let national = rule_sets().unwrap().iter().find(|set| set.id.0 == "national-2020").unwrap();
    for (total, grade) in [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
    ] {
        assert_eq!(national.grade(total.parse().unwrap()), Some(grade), "{total}");
    }
}

/// A wrong file says where and what, in Chinese.
#[test]
fn a_wrong_file_says_what_is_wrong() {
    for (from, to, expected) in [
        ("id = \"national-2020\"\n", "", "“id”没有写，请补上"),
        ("rate = \"exact\"", "rate = \"rough\"", "“budget.rate”不能是“rough”，可用的是：exact、as_printed"),
        ("points = 10", "points = 10.5", "“budget.points”是小数，请加引号写"),
        ("points = 10", "points = 101", "“budget.points”应是 0 至 100 的数"),
        ("points = 10", "points = 10\nextra = 1", "“budget.extra”不是规则文件认识的项目"),
        ("[targets.at_least]", "[targets.atleast]", "“targets.atleast”不是规则种类"),
        ("mode = \"half_up\"", "mode = \"half_even\"", "“rounding.mode”不能是“half_even”"),
        ("from = 0", "from = 10", "最后一等从 0 分起"),
        ("high = 60", "high = 70", "互不重叠"),
        ("[checks]", "[check]", "“checks”没有写，请补上"),
        ("low_execution = 90", "low_execution = 190", "“checks.low_execution”应是 0 至 100 的数"),
        ("[budget]", "[budget", "行不合 TOML 写法"),
    ] {
        assert!(NATIONAL.contains(from), "{from}");
        let error = RuleSet::load("本局", &NATIONAL.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

/// What a rule file may say beyond the built-in ones is checked as well, and every mistake is said with its line.
#[test]
fn every_mistake_has_its_line() {
    let line_of = |text: &str, wanted: &str| text.lines().position(|line| line == wanted).unwrap() + 1;
    let step = "[[late]]\ndays = 30\nshare = 50\nsource = \"试\"\n";
    let last = NATIONAL.lines().count();
    for (from, to, more, line, expected) in [
        (
            "points = 10",
            "points = 101",
            "",
            line_of(NATIONAL, "points = 10"),
            "“budget.points”应是 0 至 100 的数",
        ),
        ("points = 10\n", "", "", line_of(NATIONAL, "[budget]"), "“budget.points”没有写"),
        ("high = 60", "high = 70", "", line_of(NATIONAL, "[[tier]]"), "互不重叠"),
        ("low = 60", "low = 90", "", line_of(NATIONAL, "low = 60"), "“tier[2].low”大于 high"),
        (
            "",
            "",
            "[[late]]\ndays = 30\nshare = 150\nsource = \"试\"\n",
            last + 4,
            "“late[1].share”应是 0 至 100 的数",
        ),
        ("", "", &format!("{step}{}", step.replace("30", "10")), last + 2, "应按天数从少到多写"),
        (
            "",
            "",
            "[[satisfaction]]\nfrom = 90\nshare = 100\nsource = \"试\"\n",
            last + 2,
            "最后一段应从 0 起",
        ),
        ("", "", "[deviation]\nsign = \"up\"\nsource = \"试\"\n", last + 3, "“deviation.sign”不能是“up”"),
        (
            "",
            "",
            "[[over_achievement.step]]\nabove = 90\ndeduct = 5\nsource = \"试\"\n",
            last + 3,
            "应是 100 以上的数",
        ),
        ("", "", "[[better]]\nbetter = \"less\"\n", last + 3, "“better[1].better”不能是“less”"),
        ("", "", "[budget]\npoints = 5\n", last + 2, "写了两次"),
    ] {
        let text = format!("{}\n{more}", NATIONAL.replacen(from, to, 1));
        let error = RuleSet::load("本局", &text).unwrap_err().to_string();
        assert!(
            error.contains(&format!("第 {line} 行")) && error.contains(expected),
            "{line} {expected}: {error}"
        );
    }
}

#[test]
fn a_target_without_a_divisor_cannot_be_scored_by_share() {
    let text =
        NATIONAL.replace("[targets.date]\nmethod = \"full_or_manual\"", "[targets.date]\nmethod = \"share\"");
    let error = RuleSet::load("本局", &text).unwrap_err().to_string();
    assert!(error.contains("targets.date.method"), "{error}");
}
