use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use jixiao_edition::Named;

use super::actor::Actor;
use super::export::{DocumentInfo, Printable, export, export_findings, export_summary};
use super::import::Import;
use super::recents::Recents;
use super::rules::ChosenRules;
use super::session::OpenDocument;
use super::settled::settled;
use super::spots::Spots;
use super::view::{
    DeclaredView, DocumentView, EditionAdded, ExportChoice, ExportDone, FindingsChoice, ImportChoice,
    ImportDetail, ImportPick, ImportView, MaskedView, Progress, Start, SummaryChoice, YearPlace,
    YearWordLine,
};
use crate::book::recover_book;
use crate::catalogue::Catalogue;
use crate::checking::Checked;
use crate::editions::{adopt_edition, write_edition};
use crate::files::{Existing, sweep};
use crate::named_labels::name_label;
use crate::safe_name::{safe_name, safe_title};
use crate::summary_report::Summarised;

/// The sample: six published forms on one sheet.
const SAMPLE: &[u8] = include_bytes!("../../../../../tests/corpus/books/urumqi-2023-stacked.xlsx");

/// Folder of what was printed, among the program's own data.
const PRINTED: &str = "print";

/// Everything that the window works with: at most one open document, an import under review, recent files.
pub struct Workspace {
    catalogue: Arc<Catalogue>,
    /// Where recent files, backups and the sample are kept.
    data: PathBuf,
    recents: Recents,
    document: Option<OpenDocument>,
    /// The document that could not be opened last and has backups.
    pub(super) refused: Option<PathBuf>,
    import: Import,
    /// Where the person is in the open document.
    pub(super) spots: Spots,
    /// What was chosen for all forms of an import, by agency.
    rules: ChosenRules,
}

/// Forms cloned out of the document, to be written without keeping the window waiting.
pub struct ExportJob {
    forms: Printable,
    origin: DocumentInfo,
    catalogue: Arc<Catalogue>,
}

/// What a new document of a unit is called: documents of several years lie side by side.
#[must_use]
pub fn document_name(agency: &str, year: u16) -> String {
    safe_title(agency, &format!("{year}年度")) + ".jixiao"
}

impl Workspace {
    /// An empty room. `data` is the program's own folder for its data; it is made when needed.
    ///
    /// # Errors
    /// The program's data files are wrong, which a tested build never ships.
    pub fn new(data: PathBuf) -> Result<Self> {
        let (recents, rules) = (Recents::read(&data), ChosenRules::read(&data));
        // One that is still open elsewhere goes another time.
        drop(fs::remove_dir_all(data.join(PRINTED)));
        sweep(&data);
        Ok(Self {
            catalogue: Arc::new(Catalogue::with_files_below(&data)?),
            data,
            recents,
            document: None,
            refused: None,
            import: Import::default(),
            spots: Spots::default(),
            rules,
        })
    }

    /// What the start page shows.
    #[must_use]
    pub fn start(&mut self, version: &str) -> Start {
        self.recents = Recents::read(&self.data); // Another window may have added to it.
        let (recent, lost) = self.recents.view(|path| self.has_backups(path));
        Start { version: version.to_owned(), recent, lost, notices: self.catalogue.mistakes.clone() }
    }

    /// The editions and labels, for work that runs beside the window.
    #[must_use]
    pub fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// The open document.
    ///
    /// # Errors
    /// None is open.
    pub fn open_document(&mut self) -> Result<&mut OpenDocument> {
        self.document.as_mut().with_context(|| "还没有打开文档，请先打开或新建")
    }

    /// The open document as the window shows it; `None` when none is open.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn document(&self) -> Result<Option<DocumentView>> {
        self.document.as_ref().map(OpenDocument::view).transpose()
    }

    /// Where the program keeps its own data.
    pub(super) fn data(&self) -> &Path {
        &self.data
    }

    /// Where backups are kept.
    pub(super) fn backups_folder(&self) -> PathBuf {
        self.data.join("backups")
    }

    /// Makes a new document at `path`.
    ///
    /// # Errors
    /// A file is there already, or the place cannot be written.
    pub fn create(&mut self, path: &Path, agency: &str, year: u16, actor: &Actor) -> Result<DocumentView> {
        let path = settled(path)?;
        let store = jixiao_store::create(&path, agency, year, &actor.who, actor.at())?;
        self.take_place(OpenDocument::new(store, self.backups_folder(), &self.catalogue, actor)?)
    }

    /// Opens the document at `path`; the one that is open stays so until the other is there.
    ///
    /// # Errors
    /// Those of the store.
    pub fn open(&mut self, path: &Path, actor: &Actor) -> Result<DocumentView> {
        if let Some(doc) = self.document.as_ref().filter(|doc| is_same(doc.path(), path)) {
            return doc.view();
        }
        let path = &settled(path)?;
        let opened = jixiao_store::open(path).map_err(anyhow::Error::from);
        let doc = opened
            .and_then(|store| OpenDocument::new(store, self.backups_folder(), &self.catalogue, actor))
            .map_err(|error| self.refuse(path, error))?;
        self.take_place(doc)
    }

    /// Opens a recent document.
    ///
    /// # Errors
    /// Those of the store; there is no such recent document.
    pub fn open_recent(&mut self, index: usize, actor: &Actor) -> Result<DocumentView> {
        let path = self.recent_path(index)?;
        self.open(&path, actor)
    }

    /// The path of a recent document.
    pub(super) fn recent_path(&self, index: usize) -> Result<PathBuf> {
        self.recents.path(index).with_context(|| "没有这个最近文件，请用“打开”选择")
    }

    /// Closes the document where it is the one at `path`; whether it was.
    pub(super) fn close_if_at(&mut self, path: &Path) -> Result<bool> {
        let is_open =
            self.document.as_ref().is_some_and(|doc| doc.path() == path || is_same(doc.path(), path));
        if is_open {
            self.close()?;
        }
        Ok(is_open)
    }

    /// Opens a document made of published forms, anew each time.
    ///
    /// # Errors
    /// The program's folder cannot be written.
    pub fn open_sample(&mut self, actor: &Actor) -> Result<DocumentView> {
        let path = self.data.join("示例.jixiao");
        if self.document.as_ref().is_some_and(|doc| is_same(doc.path(), &path)) {
            self.close()?;
        }
        for old in ["示例.jixiao", "示例.jixiao-wal", "示例.jixiao-shm"] {
            drop(fs::remove_file(self.data.join(old)));
        }
        fs::create_dir_all(&self.data).with_context(|| format!("无法建立文件夹“{}”", self.data.display()))?;
        let store = jixiao_store::create(&path, "示例单位", 2023, &actor.who, actor.at())?;
        let mut doc = OpenDocument::new(store, self.backups_folder(), &self.catalogue, actor)?;
        let book = recover_book(SAMPLE, "示例.xlsx", &self.catalogue)?;
        let taken = book.forms.iter().map(|form| super::import::Taken {
            form: form.form().clone(),
            last_year: None,
            layout: None,
            rules: None,
        });
        doc.take(taken.collect(), actor)?;
        let view = doc.view()?;
        self.document = Some(doc);
        self.forget_spot(); // It is made anew each time.
        Ok(view)
    }

    /// The open document, to look at.
    pub(super) const fn opened(&self) -> Option<&OpenDocument> {
        self.document.as_ref()
    }

    /// Puts the open document at the head of the recent ones.
    pub(super) fn remember_place(&mut self) {
        if let Some(doc) = &self.document {
            self.recents.add(doc.path(), &self.data);
        }
    }

    /// Shows a document in the place of the one that is open.
    pub(super) fn take_place(&mut self, doc: OpenDocument) -> Result<DocumentView> {
        self.write_spot(); // of the document before
        self.recents.add(doc.path(), &self.data);
        let view = doc.view()?;
        self.document = Some(doc);
        Ok(view)
    }

    /// Closes the document, if one is open.
    ///
    /// # Errors
    /// Those of the disk; nothing saved is lost either way.
    pub fn close(&mut self) -> Result<()> {
        self.write_spot();
        self.document.take().map_or(Ok(()), OpenDocument::close)
    }

    /// Takes books that were read for review.
    pub fn review(&mut self, import: Import) -> ImportView {
        self.import = import;
        self.import_view()
    }

    /// 这是…: keeps what the person says that a label means, for this import and all later ones; `None` leaves it to the program
    /// again. What is under review is read anew.
    ///
    /// # Errors
    /// There is no such meaning, or the file of labels holds a mistake or cannot be written.
    pub fn name_label(&mut self, label: &str, means: Option<&str>) -> Result<ImportView> {
        let unknown = |means: &str| format!("没有“{means}”这种含义，请重新选择");
        let named = means.map(|means| Named::of_key(means).with_context(|| unknown(means))).transpose()?;
        name_label(&self.data, label, named)?;
        self.catalogue = Arc::new(Catalogue::with_files_below(&self.data)?);
        if let Some(document) = &mut self.document {
            document.use_catalogue(&self.catalogue)?;
        }
        self.import = self.import.read_again(&self.catalogue);
        Ok(self.import_view())
    }

    /// What is under review.
    fn import_view(&self) -> ImportView {
        let known = self.document.as_ref().map(OpenDocument::names).unwrap_or_default();
        let mut view = self.import.view(&self.catalogue, &known);
        if let Some(document) = &self.document {
            self.import.say_declares(&mut view, |form| document.declared_by(form));
        }
        let origin = self.document.as_ref().and_then(|document| document.origin().ok());
        let agency = origin.map_or_else(|| self.import.agency(), |origin| origin.agency);
        let is_known = |rules: &&str| view.rule_sets.iter().any(|choice| choice.id == **rules);
        let rules = self.rules.of(&agency).filter(is_known).map(str::to_owned);
        ImportView { rules, ..view }
    }

    /// A form under review beside its source.
    ///
    /// # Errors
    /// There is no such form.
    pub fn import_detail(&self, pick: &ImportPick) -> Result<ImportDetail> {
        self.import.detail(pick, &self.catalogue)
    }

    /// A declaration under review beside the form of its project.
    ///
    /// # Errors
    /// There is no such form, or no document is open.
    pub fn import_declared(&mut self, pick: &ImportPick, form: i64) -> Result<DeclaredView> {
        let declared = self.import.read_form(pick, &self.catalogue)?;
        self.open_document()?.declared(&declared, form)
    }

    /// Year words that would be replaced.
    ///
    /// # Errors
    /// There is no such form.
    pub fn import_years(&self, choice: &ImportChoice) -> Result<Vec<YearWordLine>> {
        self.import.years(choice, &self.catalogue)
    }

    /// The unit and year of a document for these forms, and the file name to propose for it.
    ///
    /// # Errors
    /// There is no such form.
    pub fn proposal(&self, choice: &ImportChoice) -> Result<(String, u16, String)> {
        let taken = self.import.take(choice, &self.catalogue)?;
        let forms: Vec<jixiao_model::Form> = taken.into_iter().map(|taken| taken.form).collect();
        let agency = crate::export::agency(&forms);
        let year = forms.iter().find_map(|form| form.year).unwrap_or_default();
        let name = document_name(&agency, year);
        Ok((agency, year, name))
    }

    /// Puts the chosen forms into the open document.
    ///
    /// # Errors
    /// There is no such form, no document is open, and those of the disk.
    pub fn import_take(&mut self, choice: &ImportChoice, actor: &Actor) -> Result<DocumentView> {
        let taken = self.import.take(choice, &self.catalogue)?;
        let merges = choice.forms.iter().filter_map(|pick| Some((pick, pick.merge.as_ref()?)));
        let merges = merges
            .map(|(pick, merge)| Ok((self.import.read_form(pick, &self.catalogue)?, merge)))
            .collect::<Result<Vec<_>>>()?;
        let document = self.open_document()?;
        let (changed, agency) = (document.take_with(taken, &merges, actor)?, document.origin()?.agency);
        let rules = choice.forms.first().and_then(|pick| pick.rules.as_deref());
        self.rules.choose(&agency, rules, &self.data);
        self.import = Import::default();
        Ok(changed.document)
    }

    /// The forms of an export, taken out of the document.
    ///
    /// # Errors
    /// There is no such form.
    pub fn export_job(&mut self, choice: &ExportChoice) -> Result<ExportJob> {
        let doc = self.open_document()?;
        let catalogue = doc.catalogue();
        Ok(ExportJob { forms: doc.with_rules(&choice.forms)?, origin: doc.origin()?, catalogue })
    }

    /// What a public copy of these forms hides, to be looked at.
    ///
    /// # Errors
    /// There is no such form.
    pub fn hidden_in_public(&mut self, ids: &[i64]) -> Result<Vec<MaskedView>> {
        let doc = self.open_document()?;
        let catalogue = doc.catalogue();
        doc.with_rules(ids)?.hidden(&catalogue)
    }

    /// The findings of a check report, taken out of the document.
    ///
    /// # Errors
    /// There is no such form.
    pub fn findings_job(&mut self, choice: &FindingsChoice) -> Result<FindingsJob> {
        let doc = self.open_document()?;
        Ok(FindingsJob { checked: doc.checked(&choice.forms)?, origin: doc.origin()? })
    }
}

/// One file by two names is one file; one that is not there is no other.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}

impl Workspace {
    /// The projects of the document put together, for 汇总表 and 情况说明.
    ///
    /// # Errors
    /// No document is open, and those of the disk.
    pub fn summary_job(&mut self) -> Result<SummaryJob> {
        let doc = self.open_document()?;
        Ok(SummaryJob { found: doc.summarised()?, origin: doc.origin()? })
    }

    /// The file name to propose for the document of another year.
    ///
    /// # Errors
    /// No document is open, and those of the disk.
    pub fn next_year_name(&mut self, year: u16) -> Result<String> {
        let agency = self.open_document()?.origin()?.agency;
        Ok(document_name(&agency, year))
    }

    /// Writes these forms as one PDF into the program's own folder, beside those that another program may still show; the next
    /// start takes them away.
    ///
    /// # Errors
    /// There is no such form, a character cannot be printed, or the folder cannot be written.
    pub fn print_file(&mut self, ids: &[i64]) -> Result<PathBuf> {
        let bytes = self.open_document()?.preview(ids)?;
        crate::files::write(&self.data.join(PRINTED), "打印.pdf", &bytes, crate::files::Existing::Keep)
    }

    /// Makes the document of another year at `path` and opens it in the place of this one. Year words become the new ones in
    /// the `chosen` texts.
    ///
    /// # Errors
    /// A file is there already, or the place cannot be written; this year's document then stays open and nothing is left behind.
    pub fn next_year(
        &mut self,
        path: &Path,
        year: u16,
        chosen: &[YearPlace],
        actor: &Actor,
    ) -> Result<DocumentView> {
        let next = self.open_document()?.next_year(path, year, chosen, actor)?;
        self.take_place(next)
    }
}

impl Workspace {
    /// The file name to propose for the layout of a form.
    ///
    /// # Errors
    /// There is no such form, or no document is open.
    pub fn edition_file_name(&mut self, id: i64) -> Result<String> {
        Ok(format!("{}.toml", safe_name(&self.open_document()?.edition(id)?.name)))
    }

    /// Writes the layout of a form into a file, which a person may mend and send to others.
    ///
    /// # Errors
    /// There is no such form, or the file cannot be written.
    pub fn export_edition(&mut self, id: i64, path: &Path) -> Result<()> {
        write_edition(self.open_document()?.edition(id)?, path, Existing::Replace).map(drop)
    }

    /// Takes the edition in a file among those of the person, into use at once.
    ///
    /// # Errors
    /// The file holds no edition that can be used, what is wrong with its line; and those of the disk.
    pub fn import_edition(&mut self, path: &Path) -> Result<EditionAdded> {
        let known = self.document.as_ref().map_or_else(|| self.catalogue(), OpenDocument::catalogue);
        let (edition, adopted) = adopt_edition(path, &self.data, &known)?;
        self.catalogue = Arc::new(Catalogue::with_files_below(&self.data)?);
        if let Some(document) = &mut self.document {
            document.use_catalogue(&self.catalogue)?;
        }
        Ok(EditionAdded { name: edition.name, adopted: adopted.into(), document: self.document()? })
    }
}

/// The projects of the document put together, to be written without keeping the window waiting.
pub struct SummaryJob {
    found: Summarised,
    origin: DocumentInfo,
}

impl SummaryJob {
    /// Writes 汇总表 and 情况说明 into `folder`; `progress` returns false to stop. A file that cannot be written is told of.
    pub fn run(
        &self,
        choice: &SummaryChoice,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> ExportDone {
        export_summary(&self.found, choice, folder, &self.origin, progress)
    }
}

/// What was found in forms of the document, to be written without keeping the window waiting.
pub struct FindingsJob {
    checked: Checked,
    origin: DocumentInfo,
}

impl FindingsJob {
    /// Writes the check report into `folder`; `progress` returns false to stop. A file that cannot be written is told of.
    pub fn run(
        &self,
        choice: &FindingsChoice,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> ExportDone {
        export_findings(&self.checked, choice, folder, &self.origin, progress)
    }
}

impl ExportJob {
    /// Writes the forms into `folder`; `progress` returns false to stop.
    ///
    /// # Errors
    /// An edition that is not known.
    pub fn run(
        &self,
        choice: &ExportChoice,
        folder: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<ExportDone> {
        export(&self.forms, choice, folder, &self.origin, &self.catalogue, progress)
    }
}
