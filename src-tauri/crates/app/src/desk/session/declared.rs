//! Declarations of targets that go into the forms of their projects.

use anyhow::Result;

use jixiao_model::Form;
use jixiao_store::Change;

use super::super::actor::Actor;
use super::super::declared::{declared_lines, declares, merging};
use super::super::derived::outdated;
use super::super::import::Taken;
use super::super::view::{Changed, DeclaredLine, DeclaredMerge, DeclaredView, DeclaresFor};
use super::OpenDocument;

impl OpenDocument {
    /// The form whose targets `form` declares: the only one of its name, agency and year.
    #[must_use]
    pub fn declared_by(&self, form: &Form) -> Option<DeclaresFor> {
        let forms = self.in_order();
        let mut found = forms.iter().filter(|known| declares(form, &known.stored.form));
        let known = found.next().filter(|_| found.next().is_none())?;
        Some(DeclaresFor { form: known.stored.id.0, name: known.stored.form.name().to_owned() })
    }

    /// A declaration beside the form of its project.
    ///
    /// # Errors
    /// There is no such form.
    pub fn declared(&self, declared: &Form, id: i64) -> Result<DeclaredView> {
        let known = self.assessed(id)?;
        Ok(DeclaredView { lines: declared_lines(declared, &known.stored.form, &known.edition) })
    }

    /// Puts imported forms behind the last one and declarations into the forms of their projects: one step of undo. A backup is due
    /// then.
    ///
    /// # Errors
    /// There is no such form, a document that cannot be changed, and those of the disk.
    pub fn take_with(
        &mut self,
        taken: Vec<Taken>,
        merges: &[(Form, &DeclaredMerge)],
        actor: &Actor,
    ) -> Result<Changed> {
        if merges.is_empty() {
            return self.take(taken, actor);
        }
        let mut changes = Vec::new();
        if !taken.is_empty() {
            changes.push(Change::ImportForms(self.new_forms(taken)?));
        }
        for (declared, merge) in merges {
            changes.extend(self.merged(declared, merge)?);
        }
        self.backed_up = None;
        self.apply(&Change::Together(changes), actor)
    }

    fn merged(&self, declared: &Form, merge: &DeclaredMerge) -> Result<Vec<Change>> {
        let known = self.assessed(merge.form)?;
        let is_taken = |line: &DeclaredLine| {
            let tick = merge.ticks.iter().find(|tick| tick.key == line.key);
            tick.map_or_else(|| line.state.is_taken(), |tick| tick.taken)
        };
        let (id, form) = (known.stored.id, &known.stored.form);
        let mut merging = merging(declared, id, form, &known.edition, &is_taken);
        merging.texts.extend(outdated(known, &merging.texts));
        let texts = (!merging.texts.is_empty()).then_some(Change::SetTexts(merging.texts));
        Ok(texts.into_iter().chain(merging.rows).collect())
    }
}
