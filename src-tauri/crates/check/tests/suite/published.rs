//! Reads the published forms (their own JSON keys, see tests/corpus/README.md) into forms, head and foot included.

use std::path::PathBuf;
use std::sync::OnceLock;

use jixiao_edition::{Edition, RuleSet, editions, rule_sets};
use jixiao_model::{EditionId, Entry, FieldName, Figure, Form, Fund, Goal, Indicator, Total};
use serde_json::Value;

pub const FILES: [&str; 5] = [
    "changji-2021",
    "changji-jobs-2020",
    "tongcheng-2021-department",
    "urumqi-2023-department",
    "urumqi-2023",
];

pub fn edition(id: &EditionId) -> &'static Edition {
    static EDITIONS: OnceLock<Vec<Edition>> = OnceLock::new();
    EDITIONS.get_or_init(|| editions().unwrap()).iter().find(|edition| edition.id == *id).unwrap()
}

/// The rule set that forms of an edition are scored by.
pub fn rules(edition: &Edition) -> &'static RuleSet {
    rule_sets().unwrap().iter().find(|set| set.id == edition.rules).unwrap()
}

pub fn forms(file: &str) -> Vec<Form> {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("../../../tests/corpus/forms/{file}.json"));
    let text = std::fs::read_to_string(path).unwrap();
    match serde_json::from_str(&text).unwrap() {
        Value::Array(forms) => forms.iter().map(form).collect(),
        value => vec![form(&value)],
    }
}

fn form(value: &Value) -> Form {
    let mut form = Form {
        edition: EditionId(text(value, "edition")),
        year: value["year"].as_u64().map(|year| u16::try_from(year).unwrap()),
        title: text(value, "title"),
        funds: match &value["budget"] {
            Value::Object(_) => vec![department_fund(&value["budget"])],
            _ => list(&value["funds"]).iter().map(fund).collect(),
        },
        goals: match &value["goals"] {
            Value::Array(goals) => goals.iter().map(|value| goal(value, text(value, "goal"))).collect(),
            _ => vec![goal(value, text(value, "goal_expected"))],
        },
        total: Total { weight: entry(&value["total"], "weight"), score: entry(&value["total"], "score") },
        ..Form::default()
    };
    for name in [
        FieldName::NAME,
        FieldName::COMPETENT_DEPARTMENT,
        FieldName::IMPLEMENTING_UNIT,
        FieldName::DEVIATION_ANALYSIS,
        FieldName::IMPROVEMENT,
        FieldName::BASIC_EXPENDITURE,
        FieldName::PROJECT_EXPENDITURE,
    ] {
        let text = text(value, name.as_str());
        form.set_text(name, text);
    }
    form
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn entry<T: Figure>(value: &Value, key: &str) -> Entry<T> {
    Entry::new(text(value, key))
}

fn fund(value: &Value) -> Fund {
    Fund {
        label: text(value, "label"),
        initial: entry(value, "initial"),
        adjusted: entry(value, "adjusted"),
        executed: entry(value, "executed"),
        weight: entry(value, "weight"),
        rate: entry(value, "rate"),
        score: entry(value, "score"),
        ..Fund::default()
    }
}

fn department_fund(value: &Value) -> Fund {
    Fund { adjusted: entry(value, "budget"), weight: entry(value, "points"), ..fund(value) }
}

fn goal(value: &Value, expected: String) -> Goal {
    Goal {
        points: entry(value, "points"),
        expected,
        actual: text(value, "goal_actual"),
        indicators: list(&value["indicators"]).iter().map(indicator).collect(),
    }
}

fn indicator(value: &Value) -> Indicator {
    Indicator {
        level1: text(value, "level1"),
        level2: text(value, "level2"),
        level3: text(value, "level3"),
        target: text(value, "target"),
        basis: text(value, "basis"),
        actual: text(value, "actual"),
        weight: entry(value, "weight"),
        score: entry(value, "score"),
        reason: text(value, "reason"),
        ..Indicator::default()
    }
}
