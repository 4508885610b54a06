//! A plan and what the person says to its conflicts → the change.

use std::collections::{HashMap, HashSet};

use jixiao_store::{CollectStep, Collected, Collection, FormId, IncomingForm, Source, SourceRef};

use super::plan::{Conflict, ConflictKind, Ours, Plan, PlannedFile};

/// What a person says to a conflict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet: the document's form stays, and the question comes again.
    #[default]
    Later,
    /// The document's form stays, until the file says something else.
    Ours,
    /// The file's form takes its place.
    Theirs,
    /// Both: for a project that stands in two files. To other conflicts it says nothing.
    Both,
}

impl Answer {
    /// Whether it settles a conflict of this kind.
    #[must_use]
    pub const fn resolves(self, kind: ConflictKind) -> bool {
        match self {
            Self::Later => false,
            Self::Ours | Self::Theirs => true,
            Self::Both => matches!(kind, ConflictKind::Twice),
        }
    }
}

/// The change that the plan comes to. `answers` are those to [`Plan::conflicts`], in order; an absent one is [`Answer::Later`].
/// `at` is the time in seconds since 1970, UTC.
#[must_use]
pub fn decide(plan: Plan, answers: &[Answer], at: i64) -> Collection {
    let Plan { files, conflicts, missing: _, steps, vacated, owners } = plan;
    let mut open: HashSet<usize> = HashSet::new();
    let mut decided = Decided::new(steps, owners);
    for (index, conflict) in conflicts.into_iter().enumerate() {
        let answer = answers.get(index).copied().unwrap_or_default();
        if answer.resolves(conflict.kind) {
            decided.resolve(conflict, answer);
        } else {
            open.insert(conflict.file);
        }
    }
    let read = files.iter().enumerate().filter(|(_, file)| !file.same && file.error.is_none());
    let sources = read.map(|(index, file)| source(file, open.contains(&index), at)).collect();
    Collection { sources, gone: gone(&vacated, &decided.steps), steps: decided.steps }
}

/// What is open keeps no hash, so that the file is read again the next time.
fn source(file: &PlannedFile, is_open: bool, at: i64) -> Source {
    let is_resolved = !is_open && file.missing + file.other_year + file.of_department == 0;
    let hash = if is_resolved { file.hash.clone() } else { String::new() };
    Source { name: file.name.clone(), hash, at }
}

/// Sources that are not in the folder any more and of whose forms nothing is remembered. What the person left out is: their
/// folder may only be elsewhere, or another one was picked.
fn gone(vacated: &[Collected], steps: &[CollectStep]) -> Vec<String> {
    let forgotten: HashSet<(&str, &str)> = steps
        .iter()
        .filter_map(|step| match step {
            CollectStep::Forget { source, key } => Some((source.as_str(), key.as_str())),
            CollectStep::Add(_) | CollectStep::Replace { .. } | CollectStep::Note(_) => None,
        })
        .collect();
    let mut holds: HashMap<&str, bool> = HashMap::new();
    for Collected { origin, .. } in vacated {
        let is_held = !forgotten.contains(&(origin.source.as_str(), origin.key.as_str()));
        *holds.entry(&origin.source).or_default() |= is_held;
    }
    let mut gone: Vec<String> =
        holds.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name.to_owned()).collect();
    gone.sort();
    gone
}

/// Steps so far, and which of them has the last word on a form.
struct Decided {
    steps: Vec<CollectStep>,
    owners: HashMap<FormId, SourceRef>,
    /// The step that replaces each form.
    replaced: HashMap<FormId, usize>,
    /// The step that took the place of a step that adds a form.
    instead: HashMap<usize, usize>,
}

impl Decided {
    fn new(steps: Vec<CollectStep>, owners: HashMap<FormId, SourceRef>) -> Self {
        let of_form = |(at, step): (usize, &CollectStep)| match step {
            CollectStep::Replace { form, .. } => Some((*form, at)),
            CollectStep::Add(_) | CollectStep::Note(_) | CollectStep::Forget { .. } => None,
        };
        let replaced = steps.iter().enumerate().filter_map(of_form).collect();
        Self { steps, owners, replaced, instead: HashMap::new() }
    }

    fn resolve(&mut self, conflict: Conflict, answer: Answer) {
        let Conflict { kind, ours, mut theirs, moved, classified, .. } = conflict;
        // What stands in a workbook is as secret as what it takes the place of, or stands beside.
        theirs.form.classified |= theirs.of_workbook && classified;
        if let Some(SourceRef { source, key, .. }) = moved {
            self.steps.push(CollectStep::Forget { source, key });
        }
        let kept = match (kind, ours) {
            (ConflictKind::Edited | ConflictKind::Own | ConflictKind::Opened, Ours::Form(form)) => Some(form),
            _ => None,
        };
        match (answer, ours) {
            (Answer::Ours | Answer::Later, _) => self.note(theirs.origin, kept),
            (Answer::Both, _) | (Answer::Theirs, Ours::Nothing) => self.steps.push(CollectStep::Add(theirs)),
            (Answer::Theirs, Ours::Form(form)) => self.replace(kind, form, theirs),
            (Answer::Theirs, Ours::Added(step)) => self.add_instead(step, theirs),
        }
    }

    fn note(&mut self, origin: SourceRef, form: Option<FormId>) {
        self.steps.push(CollectStep::Note(Collected { origin, form }));
    }

    /// The form becomes theirs; the file that it came from is remembered as left out.
    fn replace(&mut self, kind: ConflictKind, form: FormId, with: IncomingForm) {
        if let Some(before) = self.replaced.remove(&form) {
            self.leave_out(before);
        } else if let Some(owner) = self.owners.get(&form).filter(|_| kind == ConflictKind::Twice) {
            self.note(owner.clone(), None);
        }
        self.replaced.insert(form, self.steps.len());
        self.steps.push(CollectStep::Replace { form, with });
    }

    /// Theirs comes in place of what another file would have added.
    fn add_instead(&mut self, step: usize, mut theirs: IncomingForm) {
        let last = self.instead.insert(step, self.steps.len()).unwrap_or(step);
        if let Some(CollectStep::Add(IncomingForm { form, .. })) = self.steps.get(last) {
            theirs.inherit_unstated(&form.form, form.rules.as_ref(), form.classified);
        }
        self.leave_out(last);
        self.steps.push(CollectStep::Add(theirs));
    }

    /// A step that would have brought a form only remembers that it was left out.
    fn leave_out(&mut self, step: usize) {
        let Some(step) = self.steps.get_mut(step) else { return };
        if let CollectStep::Add(IncomingForm { origin, .. })
        | CollectStep::Replace { with: IncomingForm { origin, .. }, .. } = step
        {
            *step = CollectStep::Note(Collected { origin: origin.clone(), form: None });
        }
    }
}
