//! 佐证材料 of the open document: picked, attached, shown, handed in.

use std::path::{Path, PathBuf};

use jixiao_store::{Evidence, EvidenceFile, EvidencePlace, FormId, RowId};

use super::actor::Actor;
use super::assessed::Assessed;
use super::export::{DocumentInfo, Files, named, write_groups};
use super::view::{EvidenceChoice, EvidenceHow, EvidenceView, ExportDone, ExportResult, Progress, count};
use crate::evidence::{
    EVIDENCE, EvidenceOfForm, EvidenceOfRow, Exported, PickedFiles, can_open, copy_out, evidence_sheet,
    folder_for, glance, located, shown_size, take,
};
use crate::file_names::titled;

/// What the folder of exported files is called.
const FOLDER: &str = "佐证材料";

/// The row that picked files are for, and where copies of them go.
pub struct AttachJob {
    pub(super) document: PathBuf,
    pub(super) folder: String,
    pub(super) form: FormId,
    pub(super) row: RowId,
}

impl AttachJob {
    /// Looks at the files and copies them where that is wanted; `progress` returns false to stop.
    pub fn run(
        &self,
        paths: &[PathBuf],
        how: EvidenceHow,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> PickedFiles {
        let place = match how {
            EvidenceHow::Copy => EvidencePlace::Copied,
            EvidenceHow::Link => EvidencePlace::Linked,
        };
        take(paths, place, &self.document, &self.folder, progress)
    }
}

/// A file as the window shows it.
pub fn view(document: &Path, known: &Evidence, actor: &Actor) -> EvidenceView {
    let file = &known.file;
    let path = located(document, file);
    let folder = path.as_deref().and_then(Path::parent).map(|folder| folder.display().to_string());
    EvidenceView {
        id: known.id.0,
        name: file.name.clone(),
        size: shown_size(file.size),
        date: actor.shown(file.modified),
        copied: file.place == EvidencePlace::Copied,
        folder: folder.unwrap_or_default(),
        state: glance(document, file),
        openable: path.as_deref().is_some_and(can_open),
    }
}

/// What is attached in forms, to be written without keeping the window waiting. Classified forms are left out.
pub struct EvidenceJob {
    document: PathBuf,
    forms: Vec<EvidenceOfForm>,
    classified: usize,
    origin: DocumentInfo,
    actor: Actor,
}

impl EvidenceJob {
    /// The files of these forms, each with its number in the document.
    pub(super) fn new(
        document: &Path,
        forms: &[(usize, &Assessed)],
        origin: DocumentInfo,
        actor: &Actor,
    ) -> Self {
        let with_files = || forms.iter().filter(|(_, form)| !form.stored.evidence.is_empty());
        let open = with_files().filter(|(_, form)| !form.stored.classified);
        Self {
            document: document.to_owned(),
            forms: open.map(|(number, form)| of_form(*number, form)).collect(),
            classified: with_files().filter(|(_, form)| form.stored.classified).count(),
            origin,
            actor: actor.clone(),
        }
    }

    /// How many files there are.
    #[must_use]
    pub fn files(&self) -> usize {
        self.each().count()
    }

    fn each(&self) -> impl Iterator<Item = (&EvidenceOfForm, &EvidenceOfRow, &EvidenceFile)> {
        self.forms.iter().flat_map(|form| {
            form.rows.iter().flat_map(move |row| row.files.iter().map(move |file| (form, row, file)))
        })
    }

    /// Writes the list, and the files where that is wanted, into `folder`; `progress` returns false to stop. What cannot be written
    /// is reported.
    pub fn run(
        &self,
        choice: &EvidenceChoice,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> ExportDone {
        let below = choice.files.then(|| folder_for(folder, &titled(&named(&self.origin), FOLDER)));
        let mut done = ExportDone { folder: folder.display().to_string(), ..ExportDone::default() };
        let mut exported = Vec::new();
        for (step, (form, row, file)) in (0..).zip(self.each()) {
            if !progress(Progress { done: step, total: count(self.files()), what: file.name.clone() }) {
                done.cancelled = true;
                return done.counted();
            }
            let became = copy_out(&self.document, below.as_deref(), (form, row, file));
            done.files.extend(result(&became, file));
            exported.push(became);
        }
        let list = self.write_list(&exported, choice, folder, progress);
        ExportDone { files: [list.files, done.files].concat(), ..list }.counted()
    }

    fn write_list(
        &self,
        exported: &[Exported],
        choice: &EvidenceChoice,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> ExportDone {
        let DocumentInfo { agency, year, .. } = &self.origin;
        let sheet = evidence_sheet(agency, *year, &self.forms, exported, self.classified, &self.actor);
        let files = Files {
            xlsx: choice.xlsx,
            pdf: choice.pdf,
            overwrite: choice.overwrite,
            ..Files::of(folder, &self.origin)
        };
        let sheets = [sheet];
        write_groups(&[(titled(&named(&self.origin), EVIDENCE), sheets.as_slice())], &files, progress)
    }
}

/// The line of a file that was to be copied.
fn result(became: &Exported, file: &EvidenceFile) -> Option<ExportResult> {
    let name = became.copied.clone().unwrap_or_else(|| file.name.clone());
    (became.copied.is_some() || became.error.is_some())
        .then(|| ExportResult { name, error: became.error.clone() })
}

fn of_form(number: usize, form: &Assessed) -> EvidenceOfForm {
    let stored = &form.stored;
    let keys = stored.rows.goals.iter().flat_map(|goal| &goal.indicators);
    let indicators = stored.form.goals.iter().flat_map(|goal| &goal.indicators);
    let rows = (1..).zip(keys.zip(indicators)).filter_map(|(number, (key, indicator))| {
        let own = stored.evidence.iter().filter(|known| known.row == *key);
        let files: Vec<EvidenceFile> = own.map(|known| known.file.clone()).collect();
        (!files.is_empty()).then(|| EvidenceOfRow {
            number,
            name: indicator.level3.clone(),
            actual: indicator.actual.clone(),
            files,
        })
    });
    EvidenceOfForm {
        number,
        name: stored.form.name().to_owned(),
        agency: stored.form.implementing_unit().to_owned(),
        rows: rows.collect(),
    }
}
