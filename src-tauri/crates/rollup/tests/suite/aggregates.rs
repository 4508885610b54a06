use jixiao_model::Form;
use jixiao_rollup::{How, aggregate, suggest};

use crate::made::{Made, form, made, projects};

fn department(name: &'static str, target: &'static str, weight: &'static str) -> Form {
    form("某局", "", ["", "", ""], &[(name, target, "", weight)])
}

fn two(name: &'static str, target: &'static str, actuals: [&'static str; 2]) -> [Made; 2] {
    let one = |project, funds, actual| made(form(project, "甲中心", funds, &[(name, target, actual, "50")]));
    [one("一期", ["100", "100", "90"], actuals[0]), one("二期", ["300", "300", "300"], actuals[1])]
}

/// Department target, projects' target, actual values (funds 100 and 300), what it comes to, the explanation's beginning.
const CASES: &[(&str, &str, [&str; 2], &str, &str)] = &[
    ("≥2000人", "≥500人", ["=800人", "1,300人"], "2100人", "2100人 = 800人 + 1300人"),
    ("≥0.2万人", "≥500人", ["800人", "0.13万人"], "0.21万人", "0.21万人 = 800人 + 0.13万人"),
    ("≥2000人", "≥500人", ["800", "1300人"], "2100人", "2100人 = 800人 + 1300人"),
    // A number without a unit is of the project's own unit, not of ten thousands.
    ("≥0.2万人", "≥500人", ["800", "1300人"], "0.21万人", "0.21万人 = 800人 + 1300人"),
    // (80 × 100 + 96 × 300) ÷ 400 = 92
    ("≥90%", "≥90%", ["80%", "96%"], "92%", "92% = (80%×100 + 96%×300) ÷ 400"),
    // (33.33 × 100 + 66.67 × 300) ÷ 400 = 58.335, half up
    ("≥90%", "≥90%", ["33.33%", "66.67%"], "58.34%", "58.34% = "),
    // What is so much of something is averaged, whatever its unit: (120 × 100 + 160 × 300) ÷ 400 = 150
    (
        "≤200元/人",
        "≤200元/人",
        ["120元/人", "160元/人"],
        "150元/人",
        "150元/人 = (120元/人×100 + 160元/人×300) ÷ 400",
    ),
    ("≥2000人", "≥500人", ["800人", ""], "", "未汇总：有项目还没有填写实际完成值"),
    ("≥2000人", "≥500人", ["800人", "20户"], "", "未汇总：实际完成值“20户”与目标值“2000人”单位不同"),
    ("12月底前", "12月底前", ["11月", "12月"], "", "未汇总：目标值是日期"),
];

#[test]
fn quantities_add_up_and_ratios_are_averaged_by_funds() {
    for (target, of_projects, actuals, expected, explained) in CASES {
        let department = department("培训人数", target, "50");
        let made = two("培训人数", of_projects, *actuals);
        let projects = projects(&made);
        let links = suggest(&department, &projects);
        assert_eq!(links[0].sources.len(), 2, "{target}");
        let found = aggregate(&department, &links[0], &projects);
        let value = match &found.how {
            How::Added(quantity) | How::Averaged(quantity) => quantity.to_string(),
            How::Scored(points) => format!("{} 分", points.0),
            How::Open => String::new(),
        };
        assert_eq!(value, *expected, "{target} {actuals:?}");
        assert!(found.explanation.starts_with(explained), "{}", found.explanation);
    }
}

#[test]
fn words_are_averaged_as_shares_of_their_points() {
    let mut made = two("服务水平", "持续提升", ["完全达到预期", "基本达到预期"]);
    for (made, score) in made.iter_mut().zip(["50", "30"]) {
        made.form.goals[0].indicators[0].score = score.into();
        made.scored = jixiao_score::score(&made.form, crate::made::rules());
    }
    let department = department("服务水平", "持续提升", "20");
    let projects = projects(&made);
    let found = aggregate(&department, &suggest(&department, &projects)[0], &projects);
    // (100 % × 100 + 60 % × 300) ÷ 400 = 70 % of 20 points
    assert_eq!(
        found.how,
        How::Scored(jixiao_model::Points("14.00".parse().unwrap())),
        "{}",
        found.explanation
    );
    assert_eq!(
        found.explanation,
        "14.00 = 20 × (100%×100 + 60%×300) ÷ 400，定性指标按全年预算数加权平均得分率"
    );
}

#[test]
fn every_figure_names_its_projects() {
    let department = department("培训人数", "≥2000人", "50");
    let made = two("培训人数", "≥500人", ["800人", "1300人"]);
    let projects = projects(&made);
    let found = aggregate(&department, &suggest(&department, &projects)[0], &projects);
    let traced: Vec<_> = found.parts.iter().map(|part| (part.source.project, part.actual.as_str())).collect();
    assert_eq!(traced, [(0, "800人"), (1, "1300人")]);
}

#[test]
fn links_are_suggested_by_name_and_unit() {
    let wanted = department("各类职业技能培训（人次）", "≥12.3万人次", "15");
    for (name, target, linked) in [
        ("各类职业技能培训", "≥3000人次", true),
        ("职业技能培训", "≥3000人次", true),
        ("各类职业技能培训", "≥95%", false),
        ("办公用房维修", "≥3000人次", false),
        ("/", "/", false),
    ] {
        let made = [made(form("项目", "甲", ["1", "1", "1"], &[(name, target, "", "10")]))];
        let links = suggest(&wanted, &projects(&made));
        assert_eq!(!links[0].sources.is_empty(), linked, "{name} {target}");
    }
    let nothing = aggregate(&wanted, &suggest(&wanted, &[])[0], &[]);
    assert_eq!(nothing.how, How::Open);
}

#[test]
fn a_long_sum_is_not_spelled_out() {
    let department = department("培训人数", "≥2000人", "50");
    let one = |_| made(form("一期", "甲", ["1", "1", "1"], &[("培训人数", "≥1人", "2人", "50")]));
    let made: Vec<Made> = (0..300).map(one).collect();
    let projects = projects(&made);
    let found = aggregate(&department, &suggest(&department, &projects)[0], &projects);
    assert!(found.explanation.starts_with("600人 = 2人 + 2人") && found.explanation.chars().count() < 200);
    assert!(found.explanation.ends_with("+ …（共 300 项），各项目相加"), "{}", found.explanation);
    assert_eq!(found.parts.len(), 300);
}

#[test]
fn rates_and_means_are_known_by_their_names_too() {
    for (name, target, expected) in [
        ("项目验收合格率", "≥90", "95"),
        ("人均补贴标准（元）", "≥90元", "95元"),
        ("户平均面积", "≥90平方米", "95平方米"),
        ("补贴发放人数", "≥90人", "180人"),
    ] {
        let department = department(name, target, "50");
        let made = two(name, target, ["80", "100"]);
        let projects = projects(&made);
        let found = aggregate(&department, &suggest(&department, &projects)[0], &projects);
        let (How::Added(value) | How::Averaged(value)) = found.how else { panic!("{found:?}") };
        assert_eq!(value.to_string(), expected, "{name}");
    }
}
