//! What stands in several forms alike: names, sentences, satisfaction.

use std::collections::{BTreeSet, HashMap};

use jixiao_model::{FieldName, FieldRef};
use rust_decimal::Decimal;

use super::form::BatchFinding;
use super::trace::{Batch, ProjectKey, Satisfaction, Sentence};
use crate::finding::Finding;
use crate::id::CheckId;

/// C52: one name, two forms.
pub(super) fn names(batch: &Batch) -> Vec<BatchFinding> {
    let mut seen: HashMap<&str, (usize, &ProjectKey)> = HashMap::new();
    let mut findings = Vec::new();
    for (form, trace) in batch.traces() {
        let named = &trace.named;
        match seen.get(named.name.as_str()) {
            _ if named.name.is_empty() => {}
            Some(first) => findings.push(BatchFinding { form, finding: same_name(named, *first) }),
            None => drop(seen.insert(&named.name, (form, named))),
        }
    }
    findings
}

fn same_name(named: &ProjectKey, (first, other): (usize, &ProjectKey)) -> Finding {
    let message = if named.agency == other.agency {
        format!("与第 {} 张表的项目名称、实施单位都相同，请核对是否重复，或改成能区分的名称。", first + 1)
    } else {
        format!("与第 {} 张表同名，实施单位不同，汇总和导入时请连同实施单位区分。", first + 1)
    };
    Finding::fails(CheckId::C52, FieldRef::Text(FieldName::NAME), "不重复的名称", &named.name, message)
}

/// Where a sentence stands. Twice in one cell is in one row.
#[derive(Default)]
struct Places<'a> {
    rows: BTreeSet<(usize, &'a FieldRef)>,
    forms: BTreeSet<usize>,
}

/// C43: one sentence explains many rows. It is said once for each form, at its first row.
pub(super) fn sentences(batch: &Batch) -> Vec<BatchFinding> {
    let mut places: HashMap<&str, Places> = HashMap::new();
    for (form, trace) in batch.traces() {
        for sentence in &trace.sentences {
            let known = places.entry(&sentence.letters).or_default();
            known.rows.insert((form, &sentence.field));
            known.forms.insert(form);
        }
    }
    let mut findings = Vec::new();
    for (form, trace) in batch.traces() {
        let mut stated: BTreeSet<&str> = BTreeSet::new();
        let mut rows: BTreeSet<&FieldRef> = BTreeSet::new();
        for sentence in &trace.sentences {
            let many = |known: &&Places| known.rows.len() >= trace.repeated_rows;
            let Some(known) = places.get(sentence.letters.as_str()).filter(many) else { continue };
            if stated.insert(&sentence.letters) && rows.insert(&sentence.field) {
                findings.push(BatchFinding { form, finding: repeated(sentence, known) });
            }
        }
    }
    findings
}

fn repeated(sentence: &Sentence, places: &Places) -> Finding {
    let (rows, forms) = (places.rows.len(), places.forms.len());
    let start: String = sentence.text.chars().take(20).collect();
    let message = format!("“{start}…”这句话在 {forms} 张表的 {rows} 行里一字不差，请按本行的情况改写。");
    Finding::fails(CheckId::C43, sentence.field.clone(), "本行自己的原因", &sentence.text, message)
}

/// C29: the same odd satisfaction in many forms of one unit.
pub(super) fn satisfaction(batch: &Batch) -> Vec<BatchFinding> {
    let mut forms: HashMap<(&str, Decimal), BTreeSet<usize>> = HashMap::new();
    for (form, trace) in batch.traces() {
        for row in &trace.satisfaction {
            forms.entry((&trace.named.agency, row.percent)).or_default().insert(form);
        }
    }
    let mut findings = Vec::new();
    for (form, trace) in batch.traces() {
        for row in trace.satisfaction.iter().filter(|row| !row.doubted) {
            let alike = forms.get(&(trace.named.agency.as_str(), row.percent)).map_or(0, BTreeSet::len);
            if alike >= trace.repeated_rows {
                findings.push(BatchFinding { form, finding: same_satisfaction(row, alike) });
            }
        }
    }
    findings
}

fn same_satisfaction(row: &Satisfaction, forms: usize) -> Finding {
    let message = format!(
        "同一单位有 {forms} 张表的满意度都是 {}%，像是照抄，请按各项目自己的调查结果填写。",
        row.percent
    );
    Finding::fails(CheckId::C29, row.field.clone(), "各项目自己的满意度", &row.text, message)
}
