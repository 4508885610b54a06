//! Works a plan out: values in, values out.

use std::collections::{BTreeMap, HashMap, HashSet};

use jixiao_model::{Form, FormKind, squeeze};
use jixiao_store::{CollectStep, Collected, FormId, FormRow, IncomingForm, SourceRef};

use super::plan::{
    Conflict, ConflictKind, Known, Missing, Ours, Plan, PlannedFile, holders, is_named, keyed, keys_of,
};
use super::source::{Content, Fingerprints, SourceFile, SourceForm};
use crate::audit::UNREADABLE;

/// Works out what becomes of the forms of these files in a document of `agency` and `year`.
#[must_use]
pub fn plan(known: &Known, files: Vec<SourceFile>, agency: &str, year: u16) -> Plan {
    let mut planner = Planner::new(known, &files, agency, year);
    for (index, file) in files.into_iter().enumerate() {
        planner.file(index, file);
    }
    planner.finish(known)
}

/// Work in progress.
struct Planner<'a> {
    /// Whose form as a whole is collected.
    agency: String,
    year: u16,
    fingerprints: &'a BTreeMap<FormId, Fingerprints>,
    /// 涉密 in the document.
    classified: HashSet<FormId>,
    /// What is remembered, by source and key.
    remembered: HashMap<(&'a str, &'a str), &'a Collected>,
    /// What is remembered of each form.
    of_form: HashMap<FormId, &'a Collected>,
    /// How many forms of each source are remembered.
    counts: HashMap<&'a str, usize>,
    /// What holds each key.
    holders: HashMap<String, Ours>,
    /// The keys of each file that was read; `None` for one that says nothing new.
    there: HashMap<String, Option<HashSet<String>>>,
    /// Folders that could not be read.
    unreadable: Vec<String>,
    /// Forms that another file has taken over from their source.
    moved: HashSet<FormId>,
    plan: Plan,
}

impl<'a> Planner<'a> {
    fn new(known: &'a Known, files: &[SourceFile], agency: &str, year: u16) -> Self {
        let keys = |file: &SourceFile| match &file.content {
            Content::Forms { forms, .. } => Some(keys_of(forms)),
            Content::Unchanged | Content::Unreadable(_) | Content::UnreadableFolder => None,
        };
        let remembered = |of: &'a Collected| ((of.origin.source.as_str(), of.origin.key.as_str()), of);
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for of in &known.collected {
            *counts.entry(&of.origin.source).or_default() += 1;
        }
        Self {
            agency: squeeze(agency),
            year,
            counts,
            fingerprints: &known.fingerprints,
            classified: known.forms.iter().filter(|row| row.classified).map(|row| row.id).collect(),
            remembered: known.collected.iter().map(remembered).collect(),
            of_form: known.collected.iter().filter_map(|of| Some((of.form?, of))).collect(),
            holders: holders(known).into_iter().map(|(key, form)| (key, Ours::Form(form))).collect(),
            there: files.iter().map(|file| (file.name.clone(), keys(file))).collect(),
            unreadable: files
                .iter()
                .filter(|file| file.content == Content::UnreadableFolder)
                .map(|file| file.name.clone())
                .collect(),
            moved: HashSet::new(),
            plan: Plan::default(),
        }
    }

    fn file(&mut self, index: usize, file: SourceFile) {
        let SourceFile { name, hash, modified, content } = file;
        let mut planned = PlannedFile { name, hash, ..PlannedFile::default() };
        match content {
            Content::Unchanged => {
                planned.same = true;
                planned.forms = self.counts.get(planned.name.as_str()).copied().unwrap_or_default();
                planned.unchanged = planned.forms;
            }
            Content::Unreadable(error) => planned.error = Some(error),
            Content::UnreadableFolder => planned.error = Some(UNREADABLE.to_owned()),
            Content::Forms { forms, not_understood } => {
                planned.forms = forms.len();
                planned.not_understood = not_understood;
                for (key, source) in keyed(forms) {
                    self.form(Found { index, modified, key, source }, &mut planned);
                }
            }
        }
        self.plan.files.push(planned);
    }

    fn form(&mut self, found: Found, file: &mut PlannedFile) {
        if found.source.form.form.year.is_some_and(|year| year != self.year) {
            file.other_year += 1;
            return;
        }
        if self.is_of_another_agency(&found.source.form.form) {
            file.of_department += 1;
            return;
        }
        let remembered = self.remembered.get(&(file.name.as_str(), found.key.as_str())).copied();
        match remembered {
            Some(Collected { origin, .. }) if origin.fingerprint == found.source.fingerprint => {
                file.unchanged += 1;
            }
            Some(Collected { origin, form: Some(id) }) => self.known(found, file, *id, origin, None),
            Some(Collected { form: None, .. }) => self.left_out(found, file),
            None => self.unknown(found, file),
        }
    }

    /// A unit's form of itself as a whole: its sums are not those of the document's projects.
    fn is_of_another_agency(&self, form: &Form) -> bool {
        form.kind == FormKind::Department && squeeze(form.name()) != self.agency
    }

    /// The document has the form from this file, or from one that is gone (`moved`), and it says something else now.
    fn known(
        &mut self,
        found: Found,
        file: &mut PlannedFile,
        id: FormId,
        origin: &SourceRef,
        moved: Option<SourceRef>,
    ) {
        if self.says(id, &found, &found.source.fingerprint) {
            file.unchanged += 1;
            self.forget(moved);
            self.note(&found, file, Some(id));
        } else if self.opens(id, &found) {
            self.conflict(ConflictKind::Opened, found, file, Ours::Form(id), moved);
        } else if self.says(id, &found, &origin.fingerprint) {
            file.replaced += 1;
            self.forget(moved);
            self.plan.steps.push(CollectStep::Replace { form: id, with: found.incoming(file) });
        } else {
            self.conflict(ConflictKind::Edited, found, file, Ours::Form(id), moved);
        }
    }

    /// Whether the form of the document has this fingerprint, as far as the file can say what it stands for.
    fn says(&self, id: FormId, found: &Found, fingerprint: &str) -> bool {
        let of_workbook = found.source.of_workbook;
        let says = |fingerprints: &Fingerprints| {
            fingerprints.whole == fingerprint || of_workbook && fingerprints.shown == fingerprint
        };
        self.fingerprints.get(&id).is_some_and(says)
    }

    /// 涉密 in the document, and the file says that it is not.
    fn opens(&self, id: FormId, found: &Found) -> bool {
        let SourceForm { form, of_workbook, .. } = &found.source;
        !of_workbook
            && !form.classified
            && self.fingerprints.get(&id).is_some_and(|fingerprints| fingerprints.classified)
    }

    /// The person left the form out, and it says something else now.
    fn left_out(&mut self, found: Found, file: &mut PlannedFile) {
        match self.holders.get(&found.key).copied() {
            Some(ours) => self.conflict(ConflictKind::Twice, found, file, ours, None),
            None => self.conflict(ConflictKind::Removed, found, file, Ours::Nothing, None),
        }
    }

    /// The file had no such form before.
    fn unknown(&mut self, found: Found, file: &mut PlannedFile) {
        let holder = self.holders.get(&found.key).copied().filter(|_| is_named(&found.key));
        match holder {
            None | Some(Ours::Nothing) => {
                file.added += 1;
                self.holders.insert(found.key.clone(), Ours::Added(self.plan.steps.len()));
                self.plan.steps.push(CollectStep::Add(found.incoming(file)));
            }
            Some(ours @ Ours::Added(step)) => {
                let same = self
                    .plan
                    .added(step)
                    .is_some_and(|other| other.origin.fingerprint == found.source.fingerprint);
                self.twice(same, found, file, ours);
            }
            Some(Ours::Form(id)) => self.held(found, file, id),
        }
    }

    /// The file had no such form before, and the document has it from elsewhere.
    fn held(&mut self, found: Found, file: &mut PlannedFile, id: FormId) {
        let same = self.says(id, &found, &found.source.fingerprint);
        match self.of_form.get(&id).copied() {
            Some(of) if !self.moved.contains(&id) && self.is_vacant(&of.origin) => {
                self.moved.insert(id);
                let origin = of.origin.clone();
                if origin.fingerprint == found.source.fingerprint {
                    file.unchanged += 1;
                    self.forget(Some(origin));
                    self.note(&found, file, Some(id));
                } else {
                    self.known(found, file, id, &of.origin, Some(origin));
                }
            }
            Some(_) => self.twice(same, found, file, Ours::Form(id)),
            None if same => {
                file.unchanged += 1;
                self.note(&found, file, Some(id));
            }
            None => self.conflict(ConflictKind::Own, found, file, Ours::Form(id), None),
        }
    }

    /// Two files have it; nobody is asked when both say the same.
    fn twice(&mut self, same: bool, found: Found, file: &mut PlannedFile, ours: Ours) {
        if same {
            file.unchanged += 1;
            self.note(&found, file, None);
        } else {
            self.conflict(ConflictKind::Twice, found, file, ours, None);
        }
    }

    /// Nothing has a form any more: its file is gone, or was read and does not have it.
    fn is_vacant(&self, origin: &SourceRef) -> bool {
        match self.there.get(&origin.source) {
            None => !self.is_unknown(&origin.source),
            Some(None) => false,
            Some(Some(keys)) => !keys.contains(&origin.key),
        }
    }

    /// Whether a source lies below a folder that could not be read.
    fn is_unknown(&self, source: &str) -> bool {
        let below = |folder: &String| {
            folder.is_empty()
                || source.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.unreadable.iter().any(below)
    }

    fn conflict(
        &mut self,
        kind: ConflictKind,
        found: Found,
        file: &mut PlannedFile,
        ours: Ours,
        moved: Option<SourceRef>,
    ) {
        file.conflicts += 1;
        let (file_index, modified) = (found.index, found.modified);
        let theirs = found.incoming(file);
        let classified = match ours {
            Ours::Form(id) => self.classified.contains(&id),
            Ours::Added(step) => self.plan.added(step).is_some_and(|incoming| incoming.form.classified),
            Ours::Nothing => false,
        };
        let file = file_index;
        self.plan.conflicts.push(Conflict { kind, file, ours, theirs, modified, classified, moved });
    }

    fn note(&mut self, found: &Found, file: &PlannedFile, form: Option<FormId>) {
        self.plan.steps.push(CollectStep::Note(Collected { origin: found.origin(file), form }));
    }

    fn forget(&mut self, moved: Option<SourceRef>) {
        if let Some(SourceRef { source, key, .. }) = moved {
            self.plan.steps.push(CollectStep::Forget { source, key });
        }
    }

    /// Tells what is missing.
    fn finish(mut self, known: &Known) -> Plan {
        let rows: HashMap<FormId, &FormRow> = known.forms.iter().map(|row| (row.id, row)).collect();
        for of in &known.collected {
            let Some((form, row)) = of.form.and_then(|form| Some((form, rows.get(&form)?))) else { continue };
            if !self.is_vacant(&of.origin) || self.moved.contains(&form) {
                continue;
            }
            let source = of.origin.source.clone();
            let file = self.plan.files.iter_mut().find(|file| file.name == source);
            let file_gone = file.is_none();
            if let Some(file) = file {
                file.missing += 1;
            }
            let (name, agency) = (row.name.clone(), row.implementing_unit.clone());
            let classified = row.classified;
            self.plan.missing.push(Missing { form, name, agency, source, file_gone, classified });
        }
        let gone = |of: &&Collected| {
            !self.there.contains_key(&of.origin.source) && !self.is_unknown(&of.origin.source)
        };
        self.plan.vacated = known.collected.iter().filter(gone).cloned().collect();
        self.plan.owners = self.of_form.iter().map(|(form, of)| (*form, of.origin.clone())).collect();
        self.plan
    }
}

/// A form of a file that is being looked at.
struct Found {
    index: usize,
    modified: i64,
    key: String,
    source: SourceForm,
}

impl Found {
    fn origin(&self, file: &PlannedFile) -> SourceRef {
        let fingerprint = self.source.fingerprint.clone();
        SourceRef { source: file.name.clone(), key: self.key.clone(), fingerprint }
    }

    fn incoming(self, file: &PlannedFile) -> IncomingForm {
        let origin = self.origin(file);
        let SourceForm { form, waivers, of_workbook, .. } = self.source;
        IncomingForm { origin, form, waivers, of_workbook }
    }
}
