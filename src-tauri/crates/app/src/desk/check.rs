//! The forms of a document with what was found and waived, for a report.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use jixiao_check::{BatchFacts, Finding};
use jixiao_model::RuleSetId;
use jixiao_score::Scored;
use jixiao_store::{FormId, Store, StoredForm, Waiver};

use super::actor::Actor;
use super::assessed::{Assessed, compare};
use super::earlier::EarlierYears;
use super::export::DocumentInfo;
use crate::catalogue::Catalogue;
use crate::checking::{Checked, CheckedForm, Waived};

/// What was found in these forms and what was waived, without the classified ones, which stay inside the document.
#[must_use]
pub fn checked(forms: &[&Assessed], origin: &DocumentInfo, file: &str) -> Checked {
    let (classified, open): (Vec<&&Assessed>, Vec<&&Assessed>) =
        forms.iter().partition(|form| form.stored.classified);
    let forms = open.into_iter().map(|form| CheckedForm {
        file: file.to_owned(),
        form: form.complete().clone(),
        findings: form.checked(),
    });
    Checked { forms: forms.collect(), classified: classified.len(), ..document_checked(origin) }
}

/// What a report says of the document, without its forms.
fn document_checked(origin: &DocumentInfo) -> Checked {
    Checked {
        agency: origin.agency.clone(),
        year: Some(origin.year),
        changed: origin.changed,
        ..Checked::default()
    }
}

/// Gives each form what was waived in it, with the times by this clock.
pub fn keep_waivers(forms: &mut BTreeMap<FormId, Assessed>, waivers: Vec<Waiver>, actor: &Actor) {
    let mut of_forms: BTreeMap<FormId, BTreeMap<String, Waived>> = BTreeMap::new();
    for Waiver { form, key, reason, who, at } in waivers {
        if let Some(form) = form {
            let waived = Waived { reason, who, when: actor.shown(at) };
            of_forms.entry(form).or_default().insert(key, waived);
        }
    }
    for (id, form) in forms {
        form.keep_waivers(of_forms.remove(id).unwrap_or_default());
    }
}

/// Scores and checks forms, each alone, on all processors.
///
/// # Errors
/// An edition or rule set that is not known to this program.
pub fn assess_all(stored: Vec<StoredForm>, catalogue: &Catalogue) -> Result<BTreeMap<FormId, Assessed>> {
    let assess = |stored: StoredForm| Ok((stored.id, Assessed::new(stored, catalogue)?));
    stored.into_par_iter().map(assess).collect()
}

/// Hands forms what the library knows of their earlier years.
pub fn keep_earlier<'f>(forms: impl Iterator<Item = &'f mut Assessed>, known: &EarlierYears) {
    for form in forms {
        form.keep_earlier(known.of(&form.stored));
    }
}

/// Hands each form what was found when all of them are compared with each other.
pub fn compare_all(forms: &mut BTreeMap<FormId, Assessed>, order: &[FormId], facts: &BatchFacts) {
    let in_order: Vec<&Assessed> = order.iter().filter_map(|id| forms.get(id)).collect();
    let mut found: BTreeMap<FormId, Vec<Finding>> = BTreeMap::new();
    for one in compare(&in_order, facts) {
        found.entry(in_order[one.form].stored.id).or_default().push(one.finding);
    }
    for (id, form) in forms {
        form.keep_compared(found.remove(id).unwrap_or_default());
    }
}

/// Checks the document at `path` and leaves it as it is: no backup, no entry among the recent files. Blank scores count as the
/// rules give them, as in the window.
///
/// # Errors
/// Those of the store; a rule set or edition that is not known.
pub fn check_document(
    path: &Path,
    rules: Option<&RuleSetId>,
    facts: &BatchFacts,
    actor: &Actor,
    catalogue: &Catalogue,
) -> Result<Checked> {
    Ok(SeenDocument::at(path, rules, facts, actor, catalogue)?.checked)
}

/// A document that was looked at.
pub struct SeenDocument {
    /// Its forms with what was found, without the classified ones.
    pub checked: Checked,
    /// Their scores, blank ones filled in.
    pub scored: Vec<Scored>,
}

impl SeenDocument {
    /// The document at `path`, which is left as it is.
    ///
    /// # Errors
    /// Those of the store; a rule set or edition that is not known.
    pub fn at(
        path: &Path,
        rules: Option<&RuleSetId>,
        facts: &BatchFacts,
        actor: &Actor,
        catalogue: &Catalogue,
    ) -> Result<Self> {
        Self::of(jixiao_store::look(path)?, rules, facts, actor, catalogue)
    }

    /// A document that is in memory; `path` is what it is called.
    ///
    /// # Errors
    /// Those of the store; a rule set or edition that is not known.
    pub fn in_memory(
        bytes: Vec<u8>,
        path: &Path,
        rules: Option<&RuleSetId>,
        actor: &Actor,
        catalogue: &Catalogue,
    ) -> Result<Self> {
        let store = jixiao_store::open_bytes(bytes, path)?;
        Self::of(store, rules, &BatchFacts::default(), actor, catalogue)
    }

    fn of(
        store: Store,
        rules: Option<&RuleSetId>,
        facts: &BatchFacts,
        actor: &Actor,
        catalogue: &Catalogue,
    ) -> Result<Self> {
        let catalogue = &catalogue.with_layouts_of(&store)?;
        let order = store.form_ids_in_order()?;
        let stored = order.iter().map(|id| store.form(*id)).collect::<jixiao_store::Result<Vec<_>>>()?;
        let (library, waivers, origin) = (store.library()?, store.waivers()?, origin(&store)?);
        let name = store.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let notices = log_notice(&store).into_iter().collect();
        store.close()?; // It is in memory, and everything is read.
        let by_rules =
            |stored: StoredForm| StoredForm { rules: rules.cloned().or(stored.rules.clone()), ..stored };
        let mut forms = assess_all(stored.into_iter().map(by_rules).collect(), catalogue)?;
        keep_earlier(forms.values_mut(), &EarlierYears::new(&library));
        compare_all(&mut forms, &order, facts);
        keep_waivers(&mut forms, waivers, actor);
        let in_order = order.iter().filter_map(|id| forms.remove(id));
        let (classified, open): (Vec<Assessed>, Vec<Assessed>) =
            in_order.partition(|form| form.stored.classified);
        let classified = classified.len();
        let (checked_forms, scores) = open.into_iter().map(|form| form.into_checked(&name)).unzip();
        let of_document = Checked { forms: checked_forms, classified, notices, ..document_checked(&origin) };
        Ok(Self { checked: of_document, scored: scores })
    }
}

/// What is said of a log beside the document that belongs to another file.
#[must_use]
pub fn log_notice(store: &Store) -> Option<String> {
    let log = store.log_set_aside()?.display();
    Some(format!(
        "“{}”旁边有一份不属于它的修改记录（同步软件或复制旧文件会留下），没有并入，文件内容没有变；那份记录保留在“{log}”。请核对内容是否完整，如有缺失，可以从备份恢复。",
        store.path().display()
    ))
}

/// What exports tell of a document.
///
/// # Errors
/// Those of the disk.
pub fn origin(store: &Store) -> Result<DocumentInfo> {
    let document = store.document()?;
    let changed = store.journal(1, None)?.first().map_or(0, |entry| entry.at);
    Ok(DocumentInfo { agency: document.agency, year: document.year, changed })
}
