use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};

use jixiao_edition::{
    DataError, Edition, Labels, Named, RuleSet, find, line_of_key, load_editions, rule_sets, with_built_in,
    words_error,
};
use jixiao_model::{EditionId, Form, RuleSetId};
use jixiao_store::Store;

use crate::digest::hash;
use crate::named_labels::read_named;
use crate::person_files::{PersonFile, data_folder_problem, file_name, files_below, read_text};

/// The one owner of data files: the editions, rule sets and labels that come with the program, loaded once, and the editions and rule
/// sets of the person.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The layouts: the official ones first, then those of the person.
    pub editions: Arc<Vec<Edition>>,
    /// The rule sets: those of the program first, then those of the person.
    pub rule_sets: Vec<Arc<RuleSet>>,
    /// The files of the person that cannot be used, each with the reason, in Chinese and with its line.
    pub mistakes: Vec<String>,
    /// The files that the person's editions stand in; they are the last of the editions.
    files: Vec<String>,
    /// The files that the person's rule sets stand in; they are the last of the rule sets.
    rule_files: Vec<String>,
    labels: Labels,
    /// The labels that the person named, by their texts.
    pub named: BTreeMap<String, Named>,
}

/// An edition of a catalogue, there as long as somebody has it: the thousands of forms of a document have the same few.
#[derive(Clone, Debug)]
pub struct SharedEdition {
    all: Arc<Vec<Edition>>,
    at: usize,
}

impl Deref for SharedEdition {
    type Target = Edition;

    fn deref(&self) -> &Edition {
        &self.all[self.at]
    }
}

impl Catalogue {
    /// Loads what is compiled in.
    ///
    /// # Errors
    /// A data file is wrong, which a tested build never ships.
    pub fn load() -> Result<Self, DataError> {
        if let Some(error) = words_error() {
            return Err(error.clone());
        }
        Ok(Self {
            editions: Arc::new(jixiao_edition::editions()?),
            rule_sets: rule_sets().map_err(Clone::clone)?.iter().cloned().map(Arc::new).collect(),
            mistakes: Vec::new(),
            files: Vec::new(),
            rule_files: Vec::new(),
            labels: jixiao_edition::labels()?,
            named: BTreeMap::new(),
        })
    }

    /// Loads what is compiled in, and the editions, rule sets and labels in the program's data. A file that is wrong is told among the
    /// mistakes and leaves the others in use.
    ///
    /// # Errors
    /// A data file of the program is wrong, which a tested build never ships.
    pub fn with_files_below(data: &Path) -> Result<Self, DataError> {
        let mut catalogue = Self::load()?;
        catalogue.mistakes.extend(data_folder_problem());
        for file in files_below(data, "rules") {
            if let Err(error) = file.text.and_then(|text| catalogue.join_rules(&file.name, &text)) {
                catalogue.mistakes.push(format!("{error:#}"));
            }
        }
        catalogue.join(files_below(data, "editions"));
        match read_named(data) {
            Ok(named) => {
                catalogue.labels =
                    catalogue.labels.with_named(named.iter().map(|(label, named)| (label.as_str(), named)));
                catalogue.named = named;
            }
            Err(error) => catalogue.mistakes.push(format!("{error:#}")),
        }
        Ok(catalogue)
    }

    /// Takes the edition of a file into use and gives its id.
    ///
    /// # Errors
    /// The file cannot be read or holds no edition, or one whose id is taken by another; what is wrong, with its line.
    pub fn add_file(&mut self, path: &Path) -> Result<EditionId> {
        let (file, text) = (file_name(path), read_text(path)?);
        let edition = edition_in(&file, &text)?;
        let id = edition.id.clone();
        if find(&self.editions, &id) != Some(&edition) {
            self.check_use(&edition, &file, &text)?;
            self.push(edition, file);
        }
        Ok(id)
    }

    /// The edition that a file holds, when it can be used beside the others.
    ///
    /// # Errors
    /// The file cannot be read, holds no edition, or one that is not scored by any known rules or has the id of another; what is
    /// wrong, in Chinese and with its line.
    pub fn check_file(&self, path: &Path) -> Result<Edition> {
        let (file, text) = (file_name(path), read_text(path)?);
        let edition = edition_in(&file, &text)?;
        self.check_use(&edition, &file, &text)?;
        Ok(edition)
    }

    fn check_use(&self, edition: &Edition, file: &str, text: &str) -> Result<(), DataError> {
        check_rules(edition, file, text, &self.rule_sets)?;
        if find(&self.editions, &edition.id).is_none() {
            return Ok(());
        }
        let what = match self.file_of(&edition.id) {
            Some(other) if other == file => return Ok(()),
            Some(other) => format!("编号“{}”已被表式文件“{other}”使用，请改用别的编号", edition.id.0),
            None => format!("编号“{}”已被随程序提供的表式使用，请改用别的编号", edition.id.0),
        };
        Err(wrong(file, text, "id", &what))
    }

    /// Takes the rule set of a file into use and gives its id.
    ///
    /// # Errors
    /// The file cannot be read or holds no rule set, or one whose id is taken by another.
    pub fn add_rules_file(&mut self, path: &Path) -> Result<RuleSetId> {
        self.join_rules(&file_name(path), &read_text(path)?)
    }

    fn join_rules(&mut self, file: &str, text: &str) -> Result<RuleSetId> {
        let rules = RuleSet::load(file, text)?;
        let id = rules.id.clone();
        match self.find_rules(&id) {
            Some(known) if **known == rules => {}
            Some(_) => bail!("“{file}”的编号“{}”与另一套评分规则相同，没有使用，请改用别的编号", id.0),
            None => {
                self.rule_sets.push(Arc::new(rules));
                self.rule_files.push(file.to_owned());
            }
        }
        Ok(id)
    }

    /// The same with layouts that a document or a book has of its own.
    #[must_use]
    pub fn with<'a>(&self, layouts: impl IntoIterator<Item = &'a Edition>) -> Self {
        let mut catalogue = self.clone();
        for layout in layouts {
            if find(&catalogue.editions, &layout.id).is_none() {
                catalogue.push(layout.clone(), String::new());
            }
        }
        catalogue
    }

    /// The same with the layouts that a document has of its own. One that cannot be read is told among the mistakes.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn with_layouts_of(&self, store: &Store) -> Result<Self> {
        let mut layouts = Vec::new();
        let mut mistakes = Vec::new();
        for toml in store.layouts()? {
            match layout(&toml) {
                Ok(edition) => layouts.push(edition),
                Err(error) => mistakes.push(error.to_string()),
            }
        }
        let mut catalogue = self.with(&layouts);
        catalogue.mistakes.extend(mistakes);
        Ok(catalogue)
    }

    /// True for a layout that a document or a book has of its own.
    #[must_use]
    pub fn is_own(&self, id: &EditionId) -> bool {
        self.file_of(id) == Some("")
    }

    /// What tells results by these editions, rule sets and labels from results by others or by another version of the program.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let known = format!("{:?} {:?} {:?}", self.editions, self.rule_sets, self.named);
        format!("{} {}", env!("CARGO_PKG_VERSION"), hash(known.as_bytes()))
    }

    fn join(&mut self, files: Vec<PersonFile>) {
        let (mut names, mut texts) = (Vec::new(), Vec::new());
        for file in files {
            match file.text {
                Ok(text) => {
                    names.push(file.name);
                    texts.push(text);
                }
                Err(error) => self.mistakes.push(format!("{error:#}")),
            }
        }
        let given: Vec<(&str, &str)> =
            names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
        let loaded = with_built_in(&given).into_iter().rev().take(given.len()).rev();
        for ((file, text), (_, edition)) in given.iter().zip(loaded) {
            match edition {
                Ok(Some(edition)) => self.join_one(edition, file, text),
                Ok(None) => {}
                Err(error) => self.mistakes.push(error.to_string()),
            }
        }
    }

    fn join_one(&mut self, edition: Edition, file: &str, text: &str) {
        match self.check_use(&edition, file, text) {
            Ok(()) => self.push(edition, file.to_owned()),
            Err(error) => self.mistakes.push(format!("{error}，没有使用")),
        }
    }

    fn push(&mut self, edition: Edition, file: String) {
        Arc::make_mut(&mut self.editions).push(edition);
        self.files.push(file);
    }

    /// The file of the person that an edition stands in, empty for a layout that stands in none; `None` for one of the program.
    #[must_use]
    pub fn file_of(&self, id: &EditionId) -> Option<&str> {
        let at = self.editions.iter().position(|edition| edition.id == *id)?;
        let own = at.checked_sub(self.editions.len() - self.files.len())?;
        self.files.get(own).map(String::as_str)
    }

    /// The file of the person that a rule set stands in; `None` for one of the program.
    #[must_use]
    pub fn rules_file_of(&self, id: &RuleSetId) -> Option<&str> {
        let at = self.rule_sets.iter().position(|rules| rules.id == *id)?;
        let own = at.checked_sub(self.rule_sets.len() - self.rule_files.len())?;
        self.rule_files.get(own).map(String::as_str)
    }

    /// The rule set of this id, where there is one.
    #[must_use]
    pub fn find_rules(&self, id: &RuleSetId) -> Option<&Arc<RuleSet>> {
        self.rule_sets.iter().find(|rules| rules.id == *id)
    }

    /// The rule set of this id.
    ///
    /// # Errors
    /// There is none; the message lists those there are.
    pub fn rules(&self, id: &RuleSetId) -> Result<&Arc<RuleSet>> {
        self.find_rules(id).ok_or_else(|| {
            let known: Vec<&str> = self.rule_sets.iter().map(|rules| rules.id.0.as_str()).collect();
            anyhow!("没有名为“{}”的评分规则，可用的有：{}", id.0, known.join("、"))
        })
    }

    /// What recovery compares a sheet with.
    #[must_use]
    pub fn for_recovery(&self) -> jixiao_recover::Catalogue<'_> {
        jixiao_recover::Catalogue { editions: &self.editions, labels: &self.labels }
    }

    /// The edition of this id.
    ///
    /// # Errors
    /// There is none; the message lists those there are.
    pub fn edition(&self, id: &EditionId) -> Result<&Edition> {
        find(&self.editions, id).ok_or_else(|| {
            let known: Vec<&str> = self.editions.iter().map(|edition| edition.id.0.as_str()).collect();
            anyhow!("没有名为“{}”的表式，可用的有：{}", id.0, known.join("、"))
        })
    }

    /// The edition of a form, for whoever goes on with the form.
    ///
    /// # Errors
    /// The form names an edition that this program does not have.
    pub fn shared_edition_of(&self, form: &Form) -> Result<SharedEdition> {
        let edition = self.edition_of(form)?;
        let at = self.editions.iter().position(|known| known.id == edition.id).unwrap_or_default();
        Ok(SharedEdition { all: Arc::clone(&self.editions), at })
    }

    /// The edition of a form.
    ///
    /// # Errors
    /// The form names an edition that this program does not have.
    pub fn edition_of(&self, form: &Form) -> Result<&Edition> {
        self.edition(&form.edition)
    }
}

/// Whether there are the rules that score an edition's forms.
///
/// # Errors
/// There are none of that name; with the line.
pub(crate) fn check_rules(
    edition: &Edition,
    file: &str,
    text: &str,
    rule_sets: &[Arc<RuleSet>],
) -> Result<(), DataError> {
    let known: Vec<&str> = rule_sets.iter().map(|rules| rules.id.0.as_str()).collect();
    if known.contains(&edition.rules.0.as_str()) {
        return Ok(());
    }
    let what = format!("没有编号为“{}”的评分规则，可用的有：{}", edition.rules.0, known.join("、"));
    Err(wrong(file, text, "rules", &what))
}

/// A mistake at the line of a key in an edition's file.
pub(crate) fn wrong(file: &str, text: &str, key: &str, what: &str) -> DataError {
    let line = line_of_key(text, key).or_else(|| line_of_key(text, "extends")).unwrap_or(1);
    DataError { file: file.to_owned(), what: format!("第 {line} 行，{what}") }
}

/// The layout of a document's own.
///
/// # Errors
/// What was kept is no layout that this program can use.
pub(crate) fn layout(toml: &str) -> Result<Edition> {
    let name = "文档中的表式";
    load_editions(&[(name, toml)])?.pop().with_context(|| format!("“{name}”是空的"))
}

/// The edition in the text of a file.
pub fn edition_in(file: &str, text: &str) -> Result<Edition> {
    match with_built_in(&[(file, text)]).pop() {
        Some((_, Ok(Some(edition)))) => Ok(edition),
        Some((_, Err(error))) => Err(error.into()),
        _ => bail!("数据文件“{file}”有误：第 1 行，缺少“id”，请补上这个表式的编号"),
    }
}

/// The rule set that a file holds.
///
/// # Errors
/// The file cannot be read or holds no rule set; what is wrong, in Chinese and with its line.
pub fn rules_of_file(path: &Path) -> Result<RuleSet> {
    Ok(RuleSet::load(&file_name(path), &read_text(path)?)?)
}
