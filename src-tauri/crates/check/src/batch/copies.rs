//! What stands in several forms alike: names, sentences, satisfaction.

use std::collections::{BTreeSet, HashMap};

use jixiao_model::{FieldName, FieldRef, IndicatorColumn, squeeze};
use rust_decimal::{Decimal, dec};

use super::{Batch, BatchFinding};
use crate::alike::letters;
use crate::finding::Finding;
use crate::id::CheckId;
use crate::kind::figure;
use crate::satisfaction::{doubt, satisfied};
use crate::subject::{Row, Subject};
use crate::text::{plain, says_nothing};

/// Shorter sentences are alike by nature (按实际填列).
const SHORT: usize = 10;

/// C52: one name, two forms.
pub(super) fn names(batch: &Batch) -> Vec<BatchFinding> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut findings = Vec::new();
    for (index, subject) in batch.subjects() {
        let name = squeeze(subject.form.name());
        match seen.get(&name) {
            _ if name.is_empty() => {}
            Some(first) => {
                findings
                    .push(BatchFinding { form: index, finding: same_name(batch, subject, *first, &name) });
            }
            None => drop(seen.insert(name, index)),
        }
    }
    findings
}

fn same_name(batch: &Batch, subject: &Subject, first: usize, name: &str) -> Finding {
    let units = [subject.form, batch.forms[first].form].map(|form| squeeze(form.implementing_unit()));
    let message = if units[0] == units[1] {
        format!("与第 {} 张表的项目名称、实施单位都相同，请核对是否重复，或改成能区分的名称。", first + 1)
    } else {
        format!("与第 {} 张表同名，实施单位不同，汇总和导入时请连同实施单位区分。", first + 1)
    };
    Finding::fails(CheckId::C52, FieldRef::Text(FieldName::NAME), "不重复的名称", name, message)
}

/// Where a sentence stands. Twice in one cell is in one row.
#[derive(Default)]
struct Places {
    rows: BTreeSet<(usize, usize, usize)>,
    forms: BTreeSet<usize>,
}

/// C43: one sentence explains many rows. It is said once for each form, at its first row.
pub(super) fn sentences(batch: &Batch) -> Vec<BatchFinding> {
    let mut places: HashMap<String, Places> = HashMap::new();
    for (form, subject) in batch.subjects() {
        for (row, sentence) in of_form(subject) {
            let known = places.entry(letters(&sentence)).or_default();
            known.rows.insert((form, row.goal, row.index));
            known.forms.insert(form);
        }
    }
    let mut findings = Vec::new();
    for (form, subject) in batch.subjects() {
        let mut said: BTreeSet<String> = BTreeSet::new();
        let mut rows: BTreeSet<FieldRef> = BTreeSet::new();
        for (row, sentence) in of_form(subject) {
            let key = letters(&sentence);
            let Some(known) =
                places.get(&key).filter(|known| known.rows.len() >= subject.limits().repeated_rows.max(2))
            else {
                continue;
            };
            let field = row.field(IndicatorColumn::Reason);
            if said.insert(key) && rows.insert(field.clone()) {
                findings.push(BatchFinding { form, finding: repeated(field, &sentence, known) });
            }
        }
    }
    findings
}

fn repeated(field: FieldRef, sentence: &str, places: &Places) -> Finding {
    let (rows, forms) = (places.rows.len(), places.forms.len());
    let start: String = sentence.chars().take(20).collect();
    let message = format!("“{start}…”这句话在 {forms} 张表的 {rows} 行里一字不差，请按本行的情况改写。");
    Finding::fails(CheckId::C43, field, "本行自己的原因", sentence, message)
}

/// The sentences of a form's reasons that are long enough to be somebody's own.
fn of_form<'a>(subject: &'a Subject<'a>) -> impl Iterator<Item = (&'a Row<'a>, String)> {
    let rows = subject.rows().filter(|row| !says_nothing(&row.indicator.reason));
    rows.flat_map(|row| {
        let sentences = row.indicator.reason.split(['。', '！', '\n']);
        let own = sentences.map(squeeze).filter(|sentence| sentence.chars().count() >= SHORT);
        own.map(move |sentence| (row, sentence))
    })
}

/// C29: the same odd satisfaction in many forms of one unit.
pub(super) fn satisfaction(batch: &Batch) -> Vec<BatchFinding> {
    let mut forms: HashMap<(String, Decimal), BTreeSet<usize>> = HashMap::new();
    for (form, subject) in batch.subjects() {
        for percent in subject.rows().filter_map(odd) {
            forms.entry(unit_and(subject, percent)).or_default().insert(form);
        }
    }
    let mut findings = Vec::new();
    for (form, subject) in batch.subjects() {
        let limit = subject.limits().repeated_rows.max(2);
        for (row, percent) in subject.rows().filter_map(|row| Some((row, odd(row)?))) {
            let alike = forms.get(&unit_and(subject, percent)).map_or(0, BTreeSet::len);
            if alike >= limit && doubt(subject, row).is_none() {
                findings.push(BatchFinding { form, finding: same_satisfaction(row, percent, alike) });
            }
        }
    }
    findings
}

fn unit_and(subject: &Subject, percent: Decimal) -> (String, Decimal) {
    (squeeze(subject.form.implementing_unit()), plain(percent))
}

/// Satisfaction that is neither a round figure, which many projects may well share, nor the target.
fn odd(row: &Row) -> Option<Decimal> {
    let percent = satisfied(row)?;
    let target = figure(&row.target).map(|(_, value)| value);
    let round = percent.checked_rem(dec!(5)).is_some_and(|rest| rest.is_zero());
    (!round && target != Some(percent)).then_some(percent)
}

fn same_satisfaction(row: &Row, percent: Decimal, forms: usize) -> Finding {
    let message = format!(
        "同一单位有 {forms} 张表的满意度都是 {}%，像是照抄，请按各项目自己的调查结果填写。",
        plain(percent)
    );
    let found = row.indicator.actual.trim();
    Finding::fails(CheckId::C29, row.field(IndicatorColumn::Actual), "各项目自己的满意度", found, message)
}
