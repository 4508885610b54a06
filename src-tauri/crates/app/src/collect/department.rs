//! Collecting without a window, and what is told of a plan.

use std::path::Path;

use anyhow::{Context, Result, bail};

use jixiao_model::{Form, RuleSetId};
use jixiao_store::{Access, IncomingForm, Store};

use super::decide::Answer;
use super::difference::differences;
use super::plan::{Conflict, ConflictKind, Missing, Ours, Plan, PlannedFile};
use super::planner::plan;
use super::source::{FolderRead, SourceFile, read_sources};
use super::{agency_of_first, collect, known, year_of_most};
use crate::catalogue::Catalogue;
use crate::desk::Actor;
use crate::desk::view::Progress;
use crate::scoring::{Filled, filled, rules_for};

/// What stands in the place of a 涉密 project's name.
const CLASSIFIED: &str = "涉密项目";

/// What is to be collected, and into what.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder of the units' files.
    pub folder: &'a Path,
    /// The department's document; it is made when there is none.
    pub document: &'a Path,
    /// The unit of a new document; the first form's when absent.
    pub agency: Option<&'a str>,
    /// The year of a new document; that of most forms when absent.
    pub year: Option<u16>,
    /// What is said to every conflict.
    pub answer: Answer,
}

/// What collecting did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectReport {
    /// The files, in the order of their paths.
    pub files: Vec<PlannedFile>,
    /// What a person has to decide, or has decided.
    pub conflicts: Vec<ReportedConflict>,
    /// Forms of the document that their sources no longer have.
    pub missing: Vec<Missing>,
    /// There is a document; none is made when there is nothing to put into it.
    pub is_saved: bool,
}

/// A conflict with both sides, for a person to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedConflict {
    /// Why a person is asked.
    pub kind: ConflictKind,
    /// 项目名称.
    pub name: String,
    /// 实施单位.
    pub agency: String,
    /// What the document says; `None` when the form was taken out.
    pub ours: Option<Side>,
    /// What the file says.
    pub theirs: Side,
    /// What both say differently, ours first, in a few lines.
    pub differences: Vec<String>,
    /// One of both is 涉密.
    pub classified: bool,
}

/// One side of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The file that it stands in; `None` for the document itself.
    pub file: Option<String>,
    /// 总分, filled in where it is blank.
    pub score: String,
    /// 全年预算数.
    pub budget: String,
    /// 全年执行数.
    pub executed: String,
    /// When it was last changed, by this person's clock; empty when nobody knows.
    pub when: String,
}

impl CollectReport {
    /// How many forms the files have.
    #[must_use]
    pub fn forms(&self) -> usize {
        self.files.iter().map(|file| file.forms).sum()
    }

    /// The same without what 涉密 forms say, for a list that others may read.
    #[must_use]
    pub fn without_classified(mut self) -> Self {
        for conflict in self.conflicts.iter_mut().filter(|conflict| conflict.classified) {
            let side =
                |side: &Side| Side { file: side.file.clone(), when: side.when.clone(), ..Side::default() };
            CLASSIFIED.clone_into(&mut conflict.name);
            conflict.agency.clear();
            conflict.differences.clear();
            conflict.ours = conflict.ours.as_ref().map(side);
            conflict.theirs = side(&conflict.theirs);
        }
        for missing in self.missing.iter_mut().filter(|missing| missing.classified) {
            CLASSIFIED.clone_into(&mut missing.name);
            missing.agency.clear();
        }
        self
    }

    /// Whether there is nothing left to look at, once every conflict got `answer`.
    #[must_use]
    pub fn is_resolved(&self, answer: Answer) -> bool {
        let is_open = |file: &PlannedFile| file.error.is_some() || file.other_year + file.not_understood > 0;
        self.missing.is_empty()
            && self.conflicts.iter().all(|conflict| answer.resolves(conflict.kind))
            && !self.files.iter().any(is_open)
    }
}

/// What else there is to say of a file.
#[must_use]
pub fn remarks(file: &PlannedFile) -> String {
    let counted = [
        (file.other_year, "张是其他年度的，未收集"),
        (file.of_department, "张是其他单位的整体表（单位名称与本文档不同），未收集"),
        (file.missing, "张已不在文件中"),
        (file.not_understood, "处未能识别"),
    ];
    let counted =
        counted.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let same = file.same.then(|| "没有变化".to_owned());
    file.error.clone().into_iter().chain(same).chain(counted).collect::<Vec<_>>().join("；")
}

/// A form that its source no longer has, in words.
#[must_use]
pub fn missing_line(missing: &Missing) -> String {
    let why = if missing.file_gone { "文件已不在文件夹中" } else { "文件中已没有这张表" };
    let of = [missing.name.as_str(), missing.agency.as_str()].join(" ");
    format!("{}：{why}（{}），部门文档中仍保留，不需要时请删除", of.trim(), missing.source)
}

/// All files in one line.
#[must_use]
pub fn summary(report: &CollectReport) -> String {
    let sum = |of: fn(&PlannedFile) -> usize| report.files.iter().map(of).sum::<usize>();
    format!(
        "文件 {} 个，表 {} 张；新增 {}，替换 {}，未变 {}，冲突 {}",
        report.files.len(),
        report.forms(),
        sum(|file| file.added),
        sum(|file| file.replaced),
        sum(|file| file.unchanged),
        sum(|file| file.conflicts)
    )
}

/// Why the person is asked.
#[must_use]
pub const fn conflict_word(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Edited => "收集后在部门文档中改过，文件又有改动",
        ConflictKind::Own => "部门文档中已有同名同单位的表，不是收集来的",
        ConflictKind::Twice => "另一个文件中也有这个项目",
        ConflictKind::Removed => "部门文档中已删除，文件又有改动",
        ConflictKind::Opened => "部门文档中是涉密项目，文件中不是",
    }
}

/// Collects a folder into a document; `None` when there are no forms in it, and then nothing is written.
///
/// # Errors
/// There is no such folder; the document cannot be opened, made or changed, or is of another year.
pub fn collect_folder(
    request: &Request,
    actor: &Actor,
    catalogue: &Catalogue,
    progress: &mut dyn FnMut(Progress) -> bool,
) -> Result<Option<CollectReport>> {
    let there = request.document.exists().then(|| open(request)).transpose()?;
    let sources = there.as_ref().map(Store::sources).transpose()?.unwrap_or_default();
    let read = read_sources(request.folder, request.document, &sources, catalogue, progress)?;
    let Some(FolderRead { files, .. }) = read.filter(|read| !read.files.is_empty()) else { return Ok(None) };
    let mut store = match there {
        Some(store) => store,
        None => match create(request, &files, actor)? {
            Some(store) => store,
            None => return Ok(Some(empty_report(files, request.year))),
        },
    };
    let known = known(&store, &files)?;
    let document = store.document()?;
    let plan = plan(&known, files, &document.agency, document.year);
    let report = report(&store, &plan, actor, catalogue)?;
    let answers = vec![request.answer; plan.conflicts.len()];
    collect(&mut store, plan, &answers, actor)?;
    store.close()?;
    Ok(Some(report))
}

fn open(request: &Request) -> Result<Store> {
    let store = jixiao_store::open(request.document)?;
    if let Some(notice) = store.access().notice().filter(|_| store.access() != Access::Write) {
        bail!("“{}”：{notice}", request.document.display());
    }
    let year = store.document()?.year;
    if request.year.is_some_and(|wanted| wanted != year) {
        bail!("“{}”是 {year} 年度的文档，请去掉 --year，或另存为一个新文档", request.document.display());
    }
    Ok(store)
}

/// A new document for these files; `None` when they have no forms.
fn create(request: &Request, files: &[SourceFile], actor: &Actor) -> Result<Option<Store>> {
    let year = request.year.or_else(|| year_of_most(files));
    let Some(agency) = agency_of_first(files, year) else { return Ok(None) };
    let agency = request.agency.map_or(agency, str::to_owned);
    let year = year.with_context(|| "表上都没有写年度，请用 --year 指定评价年度")?;
    Ok(Some(jixiao_store::create(request.document, &agency, year, &actor.who, actor.at())?))
}

/// Files without a single form that is to be collected.
fn empty_report(files: Vec<SourceFile>, year: Option<u16>) -> CollectReport {
    CollectReport {
        files: plan(&super::Known::default(), files, "", year.unwrap_or_default()).files,
        ..CollectReport::default()
    }
}

/// A plan in words.
///
/// # Errors
/// Those of the store.
pub fn report(store: &Store, plan: &Plan, actor: &Actor, catalogue: &Catalogue) -> Result<CollectReport> {
    let conflict = |conflict: &Conflict| {
        let theirs = &conflict.theirs;
        let ours = ours(store, plan, conflict.ours, actor, catalogue)?;
        let of_file = || side(&theirs.form.form, theirs.form.rules.as_ref(), catalogue);
        let before = conflict.classified;
        let after = if theirs.of_workbook { before } else { theirs.form.classified };
        let differences = |form: &Form| differences(form, &theirs.form.form, [before, after]);
        Ok(ReportedConflict {
            kind: conflict.kind,
            name: theirs.form.form.name().to_owned(),
            agency: theirs.form.form.implementing_unit().to_owned(),
            differences: ours.as_ref().map(|(form, _)| differences(form)).unwrap_or_default(),
            classified: before || after,
            ours: ours.map(|(_, side)| side),
            theirs: Side {
                file: Some(theirs.origin.source.clone()),
                when: actor.shown(conflict.modified),
                ..of_file()
            },
        })
    };
    let conflicts = plan.conflicts.iter().map(conflict).collect::<Result<_>>()?;
    Ok(CollectReport { files: plan.files.clone(), conflicts, missing: plan.missing.clone(), is_saved: true })
}

/// What the document, or the file that came first, says.
fn ours(
    store: &Store,
    plan: &Plan,
    ours: Ours,
    actor: &Actor,
    catalogue: &Catalogue,
) -> Result<Option<(Form, Side)>> {
    let (form, rules, file, when) = match ours {
        Ours::Nothing => return Ok(None),
        Ours::Added(step) => match plan.added(step) {
            None => return Ok(None),
            Some(IncomingForm { origin, form, .. }) => {
                (form.form.clone(), form.rules.clone(), Some(origin.source.clone()), String::new())
            }
        },
        Ours::Form(id) => {
            let stored = store.form(id)?;
            let when = store.changed_at(id)?.map(|at| actor.shown(at)).unwrap_or_default();
            (stored.form, stored.rules, None, when)
        }
    };
    let side = Side { file, when, ..side(&form, rules.as_ref(), catalogue) };
    Ok(Some((form, side)))
}

fn side(form: &Form, rules: Option<&RuleSetId>, catalogue: &Catalogue) -> Side {
    let filled = catalogue.edition_of(form).and_then(|edition| {
        let rules = rules_for(form, rules, catalogue)?;
        Ok(filled(form, edition, rules, Filled::Keep))
    });
    let form = filled.as_ref().unwrap_or(form);
    let fund = form.total_fund();
    Side {
        score: form.total.score.text().to_owned(),
        budget: fund.map(|fund| fund.adjusted.text().to_owned()).unwrap_or_default(),
        executed: fund.map(|fund| fund.executed.text().to_owned()).unwrap_or_default(),
        ..Side::default()
    }
}
