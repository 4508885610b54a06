//! What was found in the open document, as work: waived or mended, one finding or all that are alike, as one step of undo.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use jixiao_check::Mend;
use jixiao_store::{Change, FieldText, FormId};

use super::super::actor::Actor;
use super::super::assessed::Assessed;
use super::super::derived::outdated;
use super::super::find::{Hit, hits};
use super::super::form::field_key;
use super::super::view::{
    Changed, FindAnswer, FindQuery, FindingPick, FormFindings, MendPick, MendView, Replacement, count,
};
use super::OpenDocument;
use crate::checking::{finding_place, waiver_key};

/// Texts that are listed; more nobody looks through.
const MOST_HITS: usize = 300;

impl OpenDocument {
    /// What was found in all forms, the worst form first; those without findings are left out.
    #[must_use]
    pub fn findings(&self) -> Vec<FormFindings> {
        let of_form = |form: &Assessed| FormFindings {
            id: form.stored.id.0,
            name: form.stored.form.name().to_owned(),
            findings: form.finding_views(),
        };
        let mut forms = self.in_order();
        forms.sort_by_cached_key(|form| {
            let counts = form.counts();
            std::cmp::Reverse((counts.errors, counts.warnings, counts.hints))
        });
        forms.into_iter().map(of_form).filter(|form| !form.findings.is_empty()).collect()
    }

    /// Waives findings for one reason: one step of undo. A finding that is waived already gets the new reason. When one of them is
    /// no longer found, none is waived: what was looked at is not what stands there.
    ///
    /// # Errors
    /// No reason, nothing or something that is not found, a form that is not there, and those of the disk.
    pub fn waive(&mut self, picks: &[FindingPick], reason: &str, actor: &Actor) -> Result<Changed> {
        let reason = reason.trim();
        if reason.is_empty() {
            bail!("请写明豁免的理由");
        }
        self.require_found(picks)?;
        let waive = |pick: &FindingPick| Change::Waive {
            form: Some(FormId(pick.form)),
            key: pick.key.clone(),
            reason: reason.to_owned(),
        };
        self.apply(&together(picks.iter().map(waive)), actor)
    }

    fn require_found(&self, picks: &[FindingPick]) -> Result<()> {
        let forms: BTreeSet<i64> = picks.iter().map(|pick| pick.form).collect();
        let mut found: BTreeSet<(i64, String)> = BTreeSet::new();
        for id in forms {
            let findings = self.assessed(id)?.findings();
            found.extend(findings.iter().map(|finding| (id, waiver_key(finding))));
        }
        let gone = picks.iter().filter(|pick| !found.contains(&(pick.form, pick.key.clone()))).count();
        match (picks.len(), gone) {
            (0, _) => bail!("没有选中核对结果，请先选择要豁免的"),
            (_, 0) => Ok(()),
            (1, _) => bail!(
                "这一条核对结果已经不在了：表中内容改过，或问题已经改好。没有豁免，请看更新后的核对结果"
            ),
            (all, gone) => bail!(
                "所选的 {all} 条核对结果中有 {gone} 条已经不在了：表中内容改过，或问题已经改好。一条也没有豁免，请看更新后的核对结果再选"
            ),
        }
    }

    /// Takes waivers back: one step of undo.
    ///
    /// # Errors
    /// A form that is not there, and those of the disk.
    pub fn unwaive(&mut self, picks: &[FindingPick], actor: &Actor) -> Result<Changed> {
        for pick in picks {
            self.assessed(pick.form)?;
        }
        let unwaive =
            |pick: &FindingPick| Change::Unwaive { form: Some(FormId(pick.form)), key: pick.key.clone() };
        self.apply(&together(picks.iter().map(unwaive)), actor)
    }

    /// What can be mended in all forms without asking anybody anything, in the order of the forms and their cells.
    #[must_use]
    pub fn mends(&self) -> Vec<MendView> {
        self.in_order().into_iter().flat_map(mend_views).collect()
    }

    /// Texts of all forms in which words stand, each with what a replacement would make of it.
    #[must_use]
    pub fn find(&self, query: &FindQuery) -> FindAnswer {
        let forms = self.in_order();
        let hits = hits(&forms, query);
        FindAnswer {
            hits: hits.iter().take(MOST_HITS).map(Hit::view).collect(),
            left: count(hits.len().saturating_sub(MOST_HITS)),
        }
    }

    /// Replaces words in the texts that the person chose: one step of undo. When one of them has been changed meanwhile, none is
    /// replaced.
    ///
    /// # Errors
    /// A text in which the words do not stand, a form that is not there, and those of the disk.
    pub fn replace(&mut self, replacement: &Replacement, actor: &Actor) -> Result<Changed> {
        let forms = self.in_order();
        let wanted: BTreeMap<(i64, &str), &str> = replacement
            .picks
            .iter()
            .map(|pick| ((pick.form, pick.field.as_str()), pick.after.as_str()))
            .collect();
        let mut of_forms: BTreeMap<FormId, (&Assessed, Vec<FieldText>)> = BTreeMap::new();
        let mut found = 0;
        for hit in hits(&forms, &replacement.query) {
            let is_wanted = wanted.get(&hit.key()).is_some_and(|after| hit.gives(after));
            if is_wanted {
                found += 1;
                let form = hit.form();
                of_forms.entry(form.stored.id).or_insert((form, Vec::new())).1.push(hit.text());
            }
        }
        if found != wanted.len() || wanted.is_empty() {
            bail!("有的文字已经改过，没有替换任何一处；请看更新后的结果再试");
        }
        let texts = of_forms.into_values().flat_map(|(form, texts)| {
            let others = outdated(form, &texts);
            texts.into_iter().chain(others)
        });
        let change = Change::SetTexts(texts.collect());
        self.apply(&change, actor)
    }

    /// Mends texts: one step of undo. When one of them has been changed meanwhile, none is mended.
    ///
    /// # Errors
    /// A mend that this program does not propose, a form that is not there, and those of the disk.
    pub fn mend(&mut self, picks: &[MendPick], actor: &Actor) -> Result<Changed> {
        let mut texts = Vec::new();
        for id in picks.iter().map(|pick| pick.form).collect::<BTreeSet<_>>() {
            let form = self.assessed(id)?;
            let of_form = picks.iter().filter(|pick| pick.form == id);
            let mended = of_form.map(|pick| mended(form, pick)).collect::<Result<Vec<_>>>()?;
            texts.extend(outdated(form, &mended));
            texts.extend(mended);
        }
        self.apply(&Change::SetTexts(texts), actor)
    }
}

fn together(changes: impl Iterator<Item = Change>) -> Change {
    Change::Together(changes.collect())
}

fn mend_views(form: &Assessed) -> Vec<MendView> {
    let view = |mend: &Mend| MendView {
        form: form.stored.id.0,
        form_name: form.stored.form.name().to_owned(),
        field: field_key(&mend.field),
        place: finding_place(&form.stored.form, &mend.field),
        check: mend.kind.check().map(|check| check.code().to_owned()).unwrap_or_default(),
        what: mend.what.clone(),
        before: mend.before.clone(),
        after: mend.after.clone(),
    };
    form.mends().iter().map(view).collect()
}

fn mended(form: &Assessed, pick: &MendPick) -> Result<FieldText> {
    let proposed = |mend: &&Mend| field_key(&mend.field) == pick.field && mend.after == pick.after;
    let mend = form.mends().iter().find(proposed).with_context(|| {
        format!("“{}”中有一处文字已经改过，没有改动任何一处；请看更新后的列表再试", form.stored.form.name())
    })?;
    Ok(FieldText { form: form.stored.id, field: mend.field.clone(), text: mend.after.clone() })
}
