mod declared;
mod department;
mod evidence;
mod findings;
mod library;
mod next_year;
mod purge;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};

use jixiao_check::BatchFacts;
use jixiao_edition::Edition;
use jixiao_model::{Entry, FieldRef, FormKind, Fund, FundColumn, IndicatorColumn, Manual, Method, Points};
use jixiao_store::{
    Access, Applied, Change, EntryId, FieldText, FormId, LastYear, Links, NewForm, RowPlace, Store,
    StoredForm,
};

use super::actor::Actor;
use super::assessed::{Assessed, lines, totals};
use super::check::{assess_all, checked, compare_all, keep_earlier, keep_waivers, log_notice, origin};
use super::derived::outdated;
use super::earlier::EarlierYears;
use super::export::{DocumentInfo, Printable, preview};
use super::form::{field_key, field_of};
use super::import::{Taken, editions, rule_choices};
use super::insertion::insertion;
use super::library::Library;
use super::lost::Lost;
use super::overview::overview;
use super::recalculation::{recalculation, row_recalculation, without_score};
use super::review::Review;
use super::view::{
    Changed, DocumentView, Edit, EditionChange, FormView, HistoryLine, IndicatorRef, ListChange, LostView,
    Overview, RowChange, RowDetail,
};
use super::{direction, history, row, shape};
use crate::catalogue::Catalogue;
use crate::checking::Checked;
use crate::error_text::describe_error;
use crate::template::{YearWords, template};

/// Work that a backup may be behind, in seconds.
const BACKUP_AFTER: u64 = 10 * 60;

/// Entries of 修改记录 that are read at once.
const HISTORY_PART: usize = 100;

/// One open document and what is worked out of it.
pub struct OpenDocument {
    catalogue: Arc<Catalogue>,
    store: Store,
    forms: BTreeMap<FormId, Assessed>,
    order: Vec<FormId>,
    /// What indicators of department forms are put together from.
    links: Links,
    /// When the last change was saved, as the person reads it.
    saved: String,
    /// Where backups go.
    backups: PathBuf,
    /// When the last backup was made, in seconds since 1970; none where one is due whatever the time.
    backed_up: Option<i64>,
    /// Whether its file has gone.
    lost: Lost,
    /// Why there is no backup of this opening, in words.
    unbacked: Option<String>,
    /// By whose clock times are told.
    actor: Actor,
    /// 指标库, until the next change.
    library: Option<Library>,
    /// What the books in it tell of earlier years.
    earlier: EarlierYears,
    /// What is to be collected, until the person has decided.
    review: Option<Review>,
}

impl OpenDocument {
    /// Opens a document and works out its scores and findings. A document that can be changed is backed up first.
    ///
    /// # Errors
    /// The store's; and a form of an edition that this program does not have.
    pub fn new(store: Store, backups: PathBuf, catalogue: &Catalogue, actor: &Actor) -> Result<Self> {
        let mut doc = Self::restored(store, backups, catalogue, actor)?;
        // A folder that cannot be written keeps nobody from work; the person is told.
        doc.unbacked = doc.back_up_if_due(actor).err().map(|error| describe_error(&error));
        Ok(doc)
    }

    /// The same for one that comes out of a backup.
    ///
    /// # Errors
    /// As [`OpenDocument::new`].
    pub fn restored(store: Store, backups: PathBuf, catalogue: &Catalogue, actor: &Actor) -> Result<Self> {
        // One that is dated in the future was made under a wrong clock: it is no reason to wait for that day.
        let known = jixiao_store::backups(&backups, store.path()).unwrap_or_default();
        let last = known.into_iter().find(|backup| backup.at <= actor.at());
        let mut doc = Self {
            catalogue: Arc::new(catalogue.with_layouts_of(&store)?),
            store,
            forms: BTreeMap::new(),
            order: Vec::new(),
            links: Links::new(),
            saved: actor.clock(),
            backups,
            backed_up: last.map(|backup| backup.at),
            unbacked: None,
            lost: Lost::default(),
            actor: actor.clone(),
            library: None,
            earlier: EarlierYears::default(),
            review: None,
        };
        doc.read_all()?;
        Ok(doc)
    }

    fn read_all(&mut self) -> Result<()> {
        self.order = self.store.form_ids_in_order()?;
        let read = |id: &FormId| self.store.form(*id);
        let stored = self.order.iter().map(read).collect::<jixiao_store::Result<Vec<_>>>()?;
        self.forms = assess_all(stored, &self.catalogue)?;
        self.read_library()?;
        compare_all(&mut self.forms, &self.order, &BatchFacts::default());
        self.read_waivers()
    }

    /// Gives each form what the library knows of its earlier years.
    fn read_library(&mut self) -> Result<()> {
        self.earlier = EarlierYears::new(&self.store.library()?);
        keep_earlier(self.forms.values_mut(), &self.earlier);
        Ok(())
    }

    /// Gives each form what was waived in it, and reads the links anew.
    fn read_waivers(&mut self) -> Result<()> {
        self.links = self.store.links()?;
        keep_waivers(&mut self.forms, self.store.waivers()?, &self.actor);
        Ok(())
    }

    /// Reads forms anew: one, after most steps, or thousands.
    fn read_forms(&mut self, ids: &[FormId]) -> Result<()> {
        if let [id] = ids {
            let stored = self.store.form(*id)?;
            self.know_layouts(std::slice::from_ref(&stored))?;
            self.forms.insert(*id, Assessed::new(stored, &self.catalogue)?);
            return Ok(());
        }
        let read = |id: &FormId| self.store.form(*id);
        let stored = ids.iter().map(read).collect::<jixiao_store::Result<Vec<_>>>()?;
        self.know_layouts(&stored)?;
        self.forms.extend(assess_all(stored, &self.catalogue)?);
        Ok(())
    }

    /// Takes layouts into use that have come into the document.
    fn know_layouts(&mut self, forms: &[StoredForm]) -> Result<()> {
        let is_new = |stored: &StoredForm| {
            stored.layout.is_some() && self.catalogue.edition(&stored.form.edition).is_err()
        };
        if forms.iter().any(is_new) {
            self.catalogue = Arc::new(self.catalogue.with_layouts_of(&self.store)?);
        }
        Ok(())
    }

    /// Takes other editions and labels into use: forms are laid out and scored by them from now on. A layout whose file has gone
    /// meanwhile stays with the forms that have it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn use_catalogue(&mut self, catalogue: &Catalogue) -> Result<()> {
        let present = self.forms.values().map(|form| &*form.edition);
        self.catalogue = Arc::new(catalogue.with_layouts_of(&self.store)?.with(present));
        self.library = None;
        self.read_all()
    }

    /// The layout of a form.
    ///
    /// # Errors
    /// There is no such form.
    pub fn edition(&self, id: i64) -> Result<&Edition> {
        Ok(&self.assessed(id)?.edition)
    }

    /// True when a field of a form holds this text.
    pub(super) fn has(&self, form: i64, edit: &Edit) -> bool {
        let form = self.forms.get(&FormId(form)).zip(field_of(&edit.field));
        form.is_some_and(|(form, field)| form.stored.form.show(&field) == edit.text)
    }

    fn assessed(&self, id: i64) -> Result<&Assessed> {
        self.forms.get(&FormId(id)).ok_or_else(|| anyhow!("这张表已不在文档中，请在列表里另选一张"))
    }

    /// The forms, in the document's order.
    pub(super) fn in_order(&self) -> Vec<&Assessed> {
        self.order.iter().filter_map(|id| self.forms.get(id)).collect()
    }

    /// The document.
    pub(super) const fn store(&self) -> &Store {
        &self.store
    }

    /// The same, to be saved elsewhere.
    pub(super) const fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Where backups go.
    pub(super) fn backups_folder(&self) -> &Path {
        &self.backups
    }

    /// Looks whether the file still is where it was opened; where it is not, everything is backed up.
    pub(super) fn look_after(&mut self, actor: &Actor) {
        self.lost.look(&self.store, &self.backups, actor);
    }

    /// What is known of a file that has gone.
    pub(super) const fn lost(&self) -> Option<&LostView> {
        self.lost.view()
    }

    /// Says when everything was saved last.
    pub(super) fn saved_at(&mut self, actor: &Actor) {
        self.saved = actor.clock();
        self.actor = actor.clone();
    }

    /// The editions and labels.
    pub(super) fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// The library, where it has been put together since the last change.
    pub(super) const fn known_library(&self) -> Option<&Library> {
        self.library.as_ref()
    }

    /// Keeps the library until the next change.
    pub(super) fn keep_library(&mut self, library: Library) {
        self.library = Some(library);
    }

    /// Keeps what is to be collected; gives what was kept before.
    pub(super) fn keep_review(&mut self, review: Option<Review>) -> Option<Review> {
        std::mem::replace(&mut self.review, review)
    }

    /// Where the document lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.store.path()
    }

    /// The document as the window shows it.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn view(&self) -> Result<DocumentView> {
        let document = self.store.document()?;
        let forms = self.in_order();
        let name = self.store.path().file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(DocumentView {
            file_name: name,
            agency: document.agency,
            year: document.year,
            read_only: self.store.access() != Access::Write,
            saved: match (self.lost.view(), self.store.access().notice()) {
                (Some(_), _) => "未存入文件：文件不在原处，请选择保存到哪里".to_owned(),
                (None, Some(notice)) => notice.to_owned(),
                (None, None) => format!("已保存 {}", self.saved),
            },
            lost: self.lost.view().cloned(),
            undo: self.store.next_undo()?.map(|entry| history::label(&entry)),
            redo: self.store.next_redo()?.map(|entry| history::label(&entry)),
            forms: lines(&forms),
            totals: totals(&forms),
            editions: editions(&self.catalogue),
            new_edition: self.new_edition(),
            notices: self.notices(),
            rule_sets: rule_choices(&self.catalogue),
        })
    }

    /// What the person has to know of data files: those that cannot be used, and rule sets that this program does not have.
    fn notices(&self) -> Vec<String> {
        let forms = self.in_order();
        let missing = forms.iter().filter_map(|form| {
            let chosen = form.stored.rules.as_ref().filter(|id| self.catalogue.find_rules(id).is_none())?;
            Some(format!(
                "“{}”选用的评分规则“{}”不在本程序中，暂按“{}”计分；请把规则文件放进程序数据的 rules 文件夹后重新打开，或给这张表另选规则。",
                form.stored.form.name(),
                chosen.0,
                form.rules.name
            ))
        });
        let unbacked = self.unbacked.as_ref().map(|why| {
            format!(
                "没有备份成功，文件可以照常使用：{why}。备份在“{}”，请检查这个文件夹的写入权限和磁盘空间。",
                self.backups.display()
            )
        });
        let log = log_notice(&self.store);
        self.catalogue.mistakes.iter().cloned().chain(missing).chain(unbacked).chain(log).collect()
    }

    /// That of the last project; where there is none, the latest layout for projects.
    fn new_edition(&self) -> String {
        let forms = self.in_order();
        let last = forms.iter().rfind(|form| form.stored.form.kind == FormKind::Project);
        let of_projects = self.catalogue.editions.iter().filter(|edition| edition.kind == FormKind::Project);
        let latest = || of_projects.map(|edition| &edition.id).max();
        last.map(|form| &form.edition.id).or_else(latest).map(|id| id.0.clone()).unwrap_or_default()
    }

    /// A form on screen.
    ///
    /// # Errors
    /// There is no such form.
    pub fn form(&self, id: i64) -> Result<FormView> {
        Ok(self.assessed(id)?.view())
    }

    /// Everything about one indicator row.
    ///
    /// # Errors
    /// There is no such form or row.
    pub fn row_detail(&self, id: i64, at: IndicatorRef) -> Result<RowDetail> {
        let form = self.assessed(id)?;
        Ok(RowDetail { evidence: self.evidence_of(form, at), ..row::detail(form, at)? })
    }

    /// What would become of a form in another layout.
    ///
    /// # Errors
    /// There is no such form or edition.
    pub fn edition_change(&self, id: i64, edition: &str) -> Result<EditionChange> {
        let edition = self.catalogue.edition(&edition.into())?;
        Ok(shape::edition_change(self.assessed(id)?, edition, &self.catalogue))
    }

    /// Puts texts into fields of a form: one step of undo. Figures that only said what the rules give for the texts before give
    /// way.
    ///
    /// # Errors
    /// A field that is not there, a document that cannot be changed, and those of the disk.
    pub fn edit(&mut self, id: i64, edits: &[Edit], actor: &Actor) -> Result<Changed> {
        let form = FormId(id);
        let (mut formulas, mut texts) = (Vec::new(), Vec::new());
        for edit in edits {
            let field = field_of(&edit.field).with_context(|| "不认识的栏目，请重新打开这张表")?;
            let text = row::typed(&field, &edit.text).into_owned();
            if row::is_formula(&field, &edit.text) {
                let typed = edit.text.trim().to_owned();
                formulas.push(FieldText { form, field: field.clone(), text: typed });
            }
            texts.push(FieldText { form, field, text });
        }
        texts.extend(outdated(self.assessed(id)?, &texts));
        let change = match texts.len() {
            1 => Change::SetText(texts.remove(0)),
            _ => Change::SetTexts(texts),
        };
        if formulas.is_empty() {
            return self.apply(&change, actor);
        }
        // The journal keeps how a person came to the amount: first the sum, then what it comes to, as one step.
        self.apply(&Change::Together(vec![Change::SetTexts(formulas), change]), actor)
    }

    /// Changes a row of a form.
    ///
    /// # Errors
    /// A row that is not there, a method or score that cannot be read, and those of the disk.
    pub fn change_row(&mut self, id: i64, change: &RowChange, actor: &Actor) -> Result<Changed> {
        let form = FormId(id);
        let place = |at: &IndicatorRef| RowPlace { goal: at.goal as usize, row: at.row as usize };
        let index = |at: &u32| *at as usize;
        let change = match change {
            RowChange::InsertFund { at } => {
                let at = index(at) + 1;
                let insert = Change::InsertFund { form, at, fund: Fund::default() };
                return self.apply_at(&insert, &FieldRef::Fund { row: at, column: FundColumn::Label }, actor);
            }
            RowChange::RemoveFund { at } => Change::RemoveFund { form, at: index(at) },
            RowChange::MoveFund { at, to } => {
                let change = Change::MoveFund { form, from: index(at), to: index(to) };
                let amount = FieldRef::Fund { row: index(to), column: FundColumn::Adjusted };
                return self.apply_at(&change, &amount, actor);
            }
            RowChange::InsertGoal { at } => {
                let at = index(at) + 1;
                let goal = row::empty_goal(&self.assessed(id)?.edition);
                let insert = Change::InsertGoal { form, at, goal };
                return self.apply_at(&insert, &FieldRef::GoalExpected(at), actor);
            }
            RowChange::RemoveGoal { at } => Change::RemoveGoal { form, at: index(at) },
            RowChange::MoveGoal { at, to } => {
                let change = Change::MoveGoal { form, from: index(at), to: index(to) };
                return self.apply_at(&change, &FieldRef::GoalExpected(index(to)), actor);
            }
            RowChange::Insert { at } => {
                let indicator = row::below(self.assessed(id)?, *at);
                let at = RowPlace { row: place(at).row + 1, ..place(at) };
                // The person goes on with its name.
                let name =
                    FieldRef::Indicator { goal: at.goal, row: at.row, column: IndicatorColumn::Level3 };
                let insert = Change::InsertIndicator { form, at, indicator };
                return self.apply_at(&insert, &name, actor);
            }
            RowChange::InsertFromLibrary { at, indicator } => {
                let form = &self.assessed(id)?.stored.form;
                let (change, field) = insertion(FormId(id), form, at.as_ref().map(place), indicator);
                let change = direction::with_remembered(&self.in_order(), change, &field, indicator);
                return self.apply_at(&change, &field, actor);
            }
            RowChange::Remove { at } => Change::RemoveIndicator { form, at: place(at) },
            RowChange::Move { at, to } => {
                let from = place(at);
                Change::MoveIndicator { form, from, to: RowPlace { row: *to as usize, ..from } }
            }
            RowChange::Method { at, method } => Change::SetMethod {
                form,
                at: place(at),
                method: method.as_deref().map(method_named).transpose()?,
            },
            RowChange::Direction { at, better } => {
                direction::chosen(&self.in_order(), self.assessed(id)?, *at, better)?
            }
            RowChange::Recalculate { at } | RowChange::Manual { at, score: None, .. } => {
                row_recalculation(self.assessed(id)?, place(at))
            }
            RowChange::Manual { at, score: Some(score), reason } => {
                // A typed score would go on standing before the one set by hand.
                let typed = without_score(self.assessed(id)?, place(at));
                let manual = Some(manual(score, reason)?);
                Change::Together(vec![Change::SetManual { form, at: place(at), manual }, typed])
            }
        };
        self.apply(&change, actor)
    }

    /// The document on one page.
    #[must_use]
    pub fn overview(&self) -> Overview {
        overview(&self.in_order(), &self.catalogue)
    }

    /// Changes the list of forms.
    ///
    /// # Errors
    /// A form or edition that is not there, and those of the disk.
    pub fn change_list(&mut self, change: &ListChange, actor: &Actor) -> Result<Changed> {
        let change = self.list_change(change)?;
        self.apply(&change, actor)
    }

    fn list_change(&self, change: &ListChange) -> Result<Change> {
        Ok(match change {
            ListChange::Together { changes } => Change::Together(
                changes.iter().map(|change| self.list_change(change)).collect::<Result<_>>()?,
            ),
            ListChange::Add { edition, name } => {
                Change::AddForm { form: self.new_form(edition, name)?, position: usize::MAX }
            }
            ListChange::Copy { id } => {
                let name = format!("{}（副本）", self.assessed(*id)?.stored.form.name());
                Change::CopyForm { form: FormId(*id), name }
            }
            ListChange::Remove { ids } => {
                Change::Together(ids.iter().map(|id| Change::RemoveForm(FormId(*id))).collect())
            }
            ListChange::Move { id, to } => Change::MoveForm { form: FormId(*id), position: *to as usize },
            ListChange::Classified { id, on } => Change::SetClassified { form: FormId(*id), classified: *on },
            ListChange::Done { id, on } => Change::SetDone { form: FormId(*id), done: *on },
            ListChange::Edition { id, edition } => {
                let edition = self.catalogue.edition(&edition.as_str().into())?;
                let new = shape::in_edition(self.assessed(*id)?, edition);
                Change::SetEdition { form: FormId(*id), new }
            }
            ListChange::Recalculate { ids } => self.recalculation(ids)?,
            ListChange::Rules { id, rules } => {
                Change::SetRules { form: FormId(*id), rules: Some(rules.as_str().into()) }
            }
        })
    }

    fn recalculation(&self, ids: &[i64]) -> Result<Change> {
        let forms = ids.iter().map(|id| self.assessed(*id)).collect::<Result<Vec<_>>>()?;
        let changes: Vec<Change> = forms.into_iter().filter_map(recalculation).collect();
        if changes.is_empty() {
            return Err(anyhow!("得分、执行率和总分都与规则一致，没有需要重算的"));
        }
        Ok(Change::Together(changes))
    }

    /// An empty form of an edition: a template of nothing.
    fn new_form(&self, edition: &str, name: &str) -> Result<NewForm> {
        let edition = self.catalogue.edition(&edition.into())?;
        let document = self.store.document()?;
        let form = row::empty_form(edition, name, document.year);
        let form = template(&form, edition, document.year, YearWords::Keep, &self.catalogue).form;
        Ok(NewForm { form, ..NewForm::default() })
    }

    /// Names the unit and sets the year: one step of undo.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn set_agency(&mut self, agency: &str, year: u16, actor: &Actor) -> Result<Changed> {
        let change = Change::Together(vec![Change::SetAgency(agency.to_owned()), Change::SetYear(year)]);
        self.apply(&change, actor)
    }

    /// Puts imported forms behind the last one: one step of undo. A backup is due then.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn take(&mut self, taken: Vec<Taken>, actor: &Actor) -> Result<Changed> {
        let forms = self.new_forms(taken)?;
        self.backed_up = None;
        self.apply(&Change::ImportForms(forms), actor)
    }

    fn new_forms(&self, taken: Vec<Taken>) -> Result<Vec<NewForm>> {
        let new_form = |taken: Taken| {
            if taken.layout.is_none() {
                self.catalogue.edition_of(&taken.form)?;
            }
            let last_year = taken.last_year.map(|last| LastYear::beside(last, &taken.form));
            let (layout, rules) = (taken.layout, taken.rules);
            Ok(NewForm { form: taken.form, last_year, layout, rules, ..NewForm::default() })
        };
        taken.into_iter().map(new_form).collect()
    }

    /// Names and units of the forms.
    #[must_use]
    pub fn names(&self) -> Vec<(String, String)> {
        let key = |form: &Assessed| {
            (form.stored.form.name().to_owned(), form.stored.form.implementing_unit().to_owned())
        };
        self.in_order().into_iter().map(key).collect()
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn undo(&mut self, actor: &Actor) -> Result<Changed> {
        let field = self.store.next_undo()?.and_then(|entry| history::field(&entry));
        let applied = self.store.undo(&actor.who, actor.at())?;
        self.changed(&applied, field.map(|field| field_key(&field)), actor)
    }

    /// Makes the step again that was taken back last.
    ///
    /// # Errors
    /// A document that cannot be changed, and those of the disk.
    pub fn redo(&mut self, actor: &Actor) -> Result<Changed> {
        let field = self.store.next_redo()?.and_then(|entry| history::field(&entry));
        let applied = self.store.redo(&actor.who, actor.at())?;
        self.changed(&applied, field.map(|field| field_key(&field)), actor)
    }

    pub(super) fn apply(&mut self, change: &Change, actor: &Actor) -> Result<Changed> {
        let applied = self.make(change, actor)?;
        self.changed(&applied, None, actor)
    }

    /// The same, and shows `field` to the person.
    fn apply_at(&mut self, change: &Change, field: &FieldRef, actor: &Actor) -> Result<Changed> {
        let applied = self.make(change, actor)?;
        self.changed(&applied, Some(field_key(field)), actor)
    }

    fn make(&mut self, change: &Change, actor: &Actor) -> Result<Applied> {
        Ok(self.store.apply(change, &actor.who, actor.at())?)
    }

    /// Reads again what a step touched.
    fn changed(&mut self, applied: &Applied, field: Option<String>, actor: &Actor) -> Result<Changed> {
        self.saved_at(actor);
        // A step in a file that has gone is on no disk that anybody finds: it is not called saved.
        self.look_after(actor);
        self.library = None;
        self.order = self.store.form_ids_in_order()?;
        let there: BTreeSet<FormId> = self.order.iter().copied().collect();
        self.forms.retain(|id, _| there.contains(id));
        let touched: Vec<FormId> = applied.forms.iter().filter(|id| there.contains(id)).copied().collect();
        self.read_forms(&touched)?;
        // A step that touches no form may have touched the library.
        if applied.forms.is_empty() {
            self.read_library()?;
        }
        for id in &touched {
            keep_earlier(self.forms.get_mut(id).into_iter(), &self.earlier);
        }
        compare_all(&mut self.forms, &self.order, &BatchFacts::default());
        self.read_waivers()?;
        let form = applied.forms.iter().find_map(|id| self.forms.get(id)).map(Assessed::view);
        Ok(Changed { document: self.view()?, form, field })
    }

    /// Brings what was changed onto the disk: it then survives a power cut, and a copy of the file is whole. From time to time a
    /// backup is made, too. Waits for the disk.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn checkpoint(&mut self, actor: &Actor) -> Result<()> {
        self.store.checkpoint()?;
        self.back_up_if_due(actor)
    }

    /// A part of 修改记录, the latest first: what is older than the entry `before`, or the latest. Empty when there is no more.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn history(&self, before: Option<i64>, actor: &Actor) -> Result<Vec<HistoryLine>> {
        let entries = self.store.journal(HISTORY_PART, before.map(EntryId))?;
        let mut lines = Vec::new();
        for entry in &entries {
            let target = entry.target.map(|target| self.store.entry(target)).transpose()?;
            lines.extend(history::lines(entry, target.as_ref(), actor, &self.catalogue));
        }
        Ok(lines)
    }

    /// Backs the document up when it has changed since the last time, some minutes ago.
    fn back_up_if_due(&mut self, actor: &Actor) -> Result<()> {
        if self.store.access() != Access::Write || self.lost().is_some() {
            return Ok(());
        }
        if let Some(last) = self.backed_up
            && (actor.at().abs_diff(last) < BACKUP_AFTER || !self.has_changed_since(last)?)
        {
            return Ok(());
        }
        self.backed_up = Some(self.store.backup(&self.backups, actor.at())?.at);
        Ok(())
    }

    fn has_changed_since(&self, time: i64) -> Result<bool> {
        Ok(self.store.journal(1, None)?.first().is_some_and(|entry| entry.at >= time))
    }

    /// The forms of these ids with their scores filled in, for export; classified ones are left out.
    ///
    /// # Errors
    /// There is no such form.
    pub fn printable(&self, ids: &[i64]) -> Result<Vec<jixiao_model::Form>> {
        Ok(self.with_rules(ids)?.forms)
    }

    /// The same with the rules of each form.
    ///
    /// # Errors
    /// There is no such form.
    pub fn with_rules(&self, ids: &[i64]) -> Result<Printable> {
        let forms = ids.iter().map(|id| self.assessed(*id)).collect::<Result<Vec<_>>>()?;
        let open = forms.iter().filter(|form| !form.stored.classified);
        let (forms, rules) = open.map(|form| (form.complete().clone(), Arc::clone(&form.rules))).unzip();
        Ok(Printable { forms, rules })
    }

    /// What was found in the forms of these ids, and what was waived; classified ones are left out.
    ///
    /// # Errors
    /// There is no such form, and those of the disk.
    pub fn checked(&self, ids: &[i64]) -> Result<Checked> {
        let forms = ids.iter().map(|id| self.assessed(*id)).collect::<Result<Vec<_>>>()?;
        let file = self.path().file_name().unwrap_or_default().to_string_lossy();
        Ok(checked(&forms, &self.origin()?, &file))
    }

    /// What exports tell of the document.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn origin(&self) -> Result<DocumentInfo> {
        origin(&self.store)
    }

    /// The forms of these ids as one PDF.
    ///
    /// # Errors
    /// There is no such form, or a character cannot be printed.
    pub fn preview(&self, ids: &[i64]) -> Result<Vec<u8>> {
        preview(&self.printable(ids)?, &self.origin()?, &self.catalogue)
    }

    /// Closes the document.
    ///
    /// # Errors
    /// Those of the disk; nothing saved is lost either way.
    pub fn close(mut self) -> Result<()> {
        // Nobody asks the person any more where it is to go.
        self.look_after(&self.actor.clone());
        Ok(self.store.close()?)
    }
}

fn method_named(id: &str) -> Result<Method> {
    Method::ALL.into_iter().find(|method| method.name() == id).with_context(|| format!("没有计分方法“{id}”"))
}

fn manual(score: &str, reason: &str) -> Result<Manual> {
    let points = Entry::<Points>::new(score).value().copied();
    let score = points.with_context(|| format!("“{score}”不是分数，请输入数字"))?;
    Ok(Manual { score, reason: reason.to_owned() })
}
