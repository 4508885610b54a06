//! What becomes of the forms of the units' files, before anything is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jixiao_model::{FormKind, squeeze};
use jixiao_store::{CollectStep, Collected, FormId, FormRow, IncomingForm, Source, SourceRef};

use super::source::{Content, Fingerprints, SourceFile, SourceForm};

/// What the document knows before it collects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The sources collected before.
    pub sources: Vec<Source>,
    /// What is remembered of their forms.
    pub collected: Vec<Collected>,
    /// The forms of the document, in order.
    pub forms: Vec<FormRow>,
    /// The present content of the forms that [`concerned`] names.
    pub fingerprints: BTreeMap<FormId, Fingerprints>,
}

/// What collecting would do. Conflicts wait for an [`super::Answer`] each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files, in the order of their paths.
    pub files: Vec<PlannedFile>,
    /// What a person has to decide.
    pub conflicts: Vec<Conflict>,
    /// Forms of the document that their sources no longer have.
    pub missing: Vec<Missing>,
    /// What happens without asking.
    pub(super) steps: Vec<CollectStep>,
    /// The document's forms by the sources that are not in the folder any more.
    pub(super) vacated: Vec<Collected>,
    /// What was remembered before of forms that another file may take over.
    pub(super) owners: HashMap<FormId, SourceRef>,
}

/// What becomes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path below the folder.
    pub name: String,
    /// The hash of its bytes.
    pub hash: String,
    /// Its forms; those that are remembered when it was not read again.
    pub forms: usize,
    /// Of these, forms that are new.
    pub added: usize,
    /// Forms that take the place of what was collected before.
    pub replaced: usize,
    /// Forms that are as they were.
    pub unchanged: usize,
    /// Forms that a person has to decide on.
    pub conflicts: usize,
    /// Forms of another year, which are left out.
    pub other_year: usize,
    /// Forms of a unit as a whole that is not the document's, which are left out.
    pub of_department: usize,
    /// Forms of the document that it no longer has.
    pub missing: usize,
    /// Cells and sheets that were not understood.
    pub not_understood: usize,
    /// It has the same bytes as when it was collected last.
    pub same: bool,
    /// Why it could not be read.
    pub error: Option<String>,
}

/// Why a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// The form was changed in the document since it was collected.
    Edited,
    /// The document has a form of that name and unit which came from no source.
    Own,
    /// Another file has a form of that name and unit.
    Twice,
    /// The form was taken out of the document.
    Removed,
    /// 涉密 in the document, and not in the file.
    Opened,
}

/// A form that a person has to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Why.
    pub kind: ConflictKind,
    /// The file, as an index into [`Plan::files`].
    pub file: usize,
    /// What it is in conflict with.
    pub ours: Ours,
    /// What the file says.
    pub theirs: IncomingForm,
    /// When the file was last changed, in seconds since 1970-01-01 00:00 UTC.
    pub modified: i64,
    /// What it is in conflict with is 涉密.
    pub classified: bool,
    /// The source and key that the form had before its file was renamed.
    pub(super) moved: Option<SourceRef>,
}

/// What a form is in conflict with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ours {
    /// A form of the document.
    Form(FormId),
    /// A form that another file brings, as an index into the plan's steps.
    Added(usize),
    /// Nothing: it was taken out.
    Nothing,
}

/// A form of the document whose source no longer has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The form.
    pub form: FormId,
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub agency: String,
    /// The source.
    pub source: String,
    /// The source itself is not in the folder any more.
    pub file_gone: bool,
    /// 涉密.
    pub classified: bool,
}

impl Plan {
    /// Whether there is something to write, whatever is said to the conflicts.
    #[must_use]
    pub const fn changes(&self) -> bool {
        !self.steps.is_empty()
    }

    /// A form that another file brings.
    #[must_use]
    pub fn added(&self, step: usize) -> Option<&IncomingForm> {
        match self.steps.get(step) {
            Some(CollectStep::Add(incoming)) => Some(incoming),
            _ => None,
        }
    }
}

/// 项目名称 and 实施单位, and a number where one file has both twice. A plan, a half-way form or the form of the whole department is not the
/// form of a project, whatever its name.
fn key(kind: FormKind, name: &str, agency: &str, seen: &mut HashMap<(String, String), usize>) -> String {
    let name = match kind {
        FormKind::Target | FormKind::Monitoring | FormKind::Department => {
            format!("{}（{}）", squeeze(name), kind.label())
        }
        FormKind::Project | FormKind::Transfer => squeeze(name),
    };
    let agency = squeeze(agency);
    let number = seen.entry((name.clone(), agency.clone())).or_default();
    *number += 1;
    format!("{name}\t{agency}\t{number}")
}

pub(super) fn is_named(key: &str) -> bool {
    !key.starts_with('\t')
}

/// The forms of a file with their keys.
pub(super) fn keyed(forms: Vec<SourceForm>) -> Vec<(String, SourceForm)> {
    let mut seen = HashMap::new();
    let keyed = forms.into_iter().map(|found| {
        let form = &found.form.form;
        (key(form.kind, form.name(), form.implementing_unit(), &mut seen), found)
    });
    keyed.collect()
}

pub(super) fn keys_of(forms: &[SourceForm]) -> HashSet<String> {
    let mut seen = HashMap::new();
    forms
        .iter()
        .map(|found| &found.form.form)
        .map(|form| key(form.kind, form.name(), form.implementing_unit(), &mut seen))
        .collect()
}

/// Who holds a key in the document: collected forms by the key that their source gave them, others by what stands in them.
pub(super) fn holders(known: &Known) -> HashMap<String, FormId> {
    let mut holders: HashMap<String, FormId> = HashMap::new();
    let mut of_sources = HashSet::new();
    for Collected { origin, form } in &known.collected {
        if let Some(form) = form {
            of_sources.insert(*form);
            holders.entry(origin.key.clone()).or_insert(*form);
        }
    }
    let mut seen = HashMap::new();
    let is_own = |row: &&FormRow| !of_sources.contains(&row.id);
    for row in known.forms.iter().filter(is_own) {
        holders.entry(key(row.kind, &row.name, &row.implementing_unit, &mut seen)).or_insert(row.id);
    }
    holders
}

/// The forms of the document that these files may change: their fingerprints have to be known to plan.
#[must_use]
pub fn concerned(known: &Known, files: &[SourceFile]) -> BTreeSet<FormId> {
    let holders = holders(known);
    let of_sources: HashMap<(&str, &str), FormId> = known
        .collected
        .iter()
        .filter_map(|of| Some(((of.origin.source.as_str(), of.origin.key.as_str()), of.form?)))
        .collect();
    let mut forms = BTreeSet::new();
    for file in files {
        let Content::Forms { forms: read, .. } = &file.content else { continue };
        for key in keys_of(read) {
            forms.extend(of_sources.get(&(file.name.as_str(), key.as_str())));
            forms.extend(holders.get(&key));
        }
    }
    forms
}
