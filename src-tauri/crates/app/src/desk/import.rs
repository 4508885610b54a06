//! Books that were read and wait for the person to look through them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

use jixiao_edition::{Edition, Named, RuleSet, to_toml};
use jixiao_model::{EditionId, FieldRef, Form, IndicatorColumn, Problem, RuleSetId};
use jixiao_recover::{Mapping, recover_with};
use jixiao_score::score;
use jixiao_sheet::{Address, Sheet};

use super::form::{Shown, field_key, form_view};
use super::naming::{SheetLabels, meanings};
use super::view::{
    Choice, ColumnPick, DeclaresFor, ImportBook, ImportChoice, ImportDetail, ImportForm, ImportPick,
    ImportProblem, ImportView, Progress, SourceCell, SourceColumn, YearWordLine, count,
};
use super::years::{year_fields, year_lines, year_words};
use crate::book::{Book, BookForm, read_book, recover_pasted};
use crate::catalogue::Catalogue;
use crate::describe;
use crate::error_text::describe_error;
use crate::own_layout::{settle, settle_one};
use crate::scoring::{Filled, filled, rules_for};
use crate::template::{YearWords, template};

/// Books that were read, with everything the review shows.
#[derive(Clone, Debug, Default)]
pub struct Import {
    books: Vec<Read>,
    /// The layouts of the books' own sheets.
    learned: Vec<Edition>,
}

#[derive(Clone, Debug)]
enum Read {
    Whole(Box<Book>),
    Failed { name: String, error: String },
}

/// A form that was chosen, with last year's figures beside it when it is a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The form for the document.
    pub form: Form,
    /// The form as it was read, for reference; `None` when it is taken over as it is.
    pub last_year: Option<Form>,
    /// The layout of its own sheet, as TOML, when the form is printed in it.
    pub layout: Option<String>,
    /// Its rules, where they are not those of its layout.
    pub rules: Option<RuleSetId>,
}

impl Import {
    /// Reads books one after the other. `progress` returns false when the person stops it; books read until then stay.
    pub fn read(
        paths: &[PathBuf],
        catalogue: &Catalogue,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Self {
        let mut import = Self::default();
        let total = count(paths.len());
        for (done, path) in (0..).zip(paths) {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            if !progress(Progress { done, total, what: name.clone() }) {
                break;
            }
            let read = read_book(path, catalogue).and_then(|book| import.settled(book, catalogue));
            import.books.push(match read {
                Ok(book) => Read::Whole(Box::new(book)),
                Err(error) => Read::Failed { name, error: describe_error(&error) },
            });
        }
        import
    }

    /// Reads a table that was copied in a browser, Word or WPS.
    ///
    /// # Errors
    /// There is no table in it, or more than is read.
    pub fn pasted(html: &str, text: &str, catalogue: &Catalogue) -> Result<Self> {
        let mut import = Self::default();
        let book = import.settled(recover_pasted(html, text, catalogue)?, catalogue)?;
        import.books.push(Read::Whole(Box::new(book)));
        Ok(import)
    }

    /// Reads the books again with what the catalogue knows now.
    #[must_use]
    pub fn read_again(&self, catalogue: &Catalogue) -> Self {
        let mut import = Self::default();
        for read in &self.books {
            let again = match read {
                Read::Failed { .. } => read.clone(),
                Read::Whole(book) => match import.settled(book.read_again(catalogue), catalogue) {
                    Ok(book) => Read::Whole(Box::new(book)),
                    Err(error) => Read::Failed { name: book.name.clone(), error: describe_error(&error) },
                },
            };
            import.books.push(again);
        }
        import
    }

    /// The book with its forms in the layouts of its own sheets.
    fn settled(&mut self, mut book: Book, catalogue: &Catalogue) -> Result<Book> {
        settle(&mut book.forms, &mut self.learned, catalogue)?;
        Ok(book)
    }

    /// The forms of all books, in order; a form's index is its place here.
    fn forms(&self) -> impl Iterator<Item = &BookForm> {
        self.books.iter().flat_map(|read| match read {
            Read::Whole(book) => book.forms.as_slice(),
            Read::Failed { .. } => &[],
        })
    }

    fn form(&self, index: u32) -> Result<&BookForm> {
        self.forms().nth(index as usize).with_context(|| "没有这张表，请重新导入")
    }

    /// The review. `known` are the names and units of forms that the document holds already.
    #[must_use]
    pub fn view(&self, catalogue: &Catalogue, known: &[(String, String)]) -> ImportView {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for key in self.forms().map(|form| key(form.form())).chain(known.iter().cloned()) {
            *seen.entry(key).or_default() += 1;
        }
        let catalogue = catalogue.with(&self.learned);
        let mut next = 0;
        let books = self.books.iter().map(|read| book_view(read, &mut next, &seen, &catalogue)).collect();
        ImportView {
            books,
            year: self.year(),
            editions: editions(&catalogue),
            meanings: meanings(),
            rule_sets: rule_choices(&catalogue),
            rules: None,
        }
    }

    /// The agency that most forms name.
    #[must_use]
    pub fn agency(&self) -> String {
        crate::export::agency(&self.forms().map(|form| form.form().clone()).collect::<Vec<_>>())
    }

    /// The year that most forms evaluate.
    fn year(&self) -> Option<u16> {
        let mut years: BTreeMap<u16, usize> = BTreeMap::new();
        for year in self.forms().filter_map(|form| form.form().year) {
            *years.entry(year).or_default() += 1;
        }
        years.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    }

    /// One form beside the part of the sheet that it was read from, laid out as `edition` prints it.
    ///
    /// # Errors
    /// There is no such form or edition.
    pub fn detail(&self, pick: &ImportPick, catalogue: &Catalogue) -> Result<ImportDetail> {
        let (read, learned) = self.read_as(pick, catalogue)?;
        let form = in_edition(read.form(), pick.edition.as_deref());
        let catalogue = &catalogue.with(self.learned.iter().chain(&learned));
        let edition = catalogue.edition_of(&form)?;
        let rules = rules_for(&form, pick.rules.as_deref().map(RuleSetId::from).as_ref(), catalogue)?;
        let view = form_view(Shown {
            id: i64::from(pick.index),
            form: &form,
            own_layout: false,
            edition,
            rules,
            scored: &score(&form, rules),
            complete: &filled(&form, edition, rules, Filled::Keep),
            stale: Vec::new(),
            classified: false,
            done: false,
            findings: Vec::new(),
            last_year: &|_| None,
        });
        Ok(ImportDetail {
            source: source(&read, catalogue),
            form: view,
            columns: read.recovered.columns.iter().map(|column| source_column(column, &read)).collect(),
            column_choices: IndicatorColumn::ALL
                .map(|column| Choice { id: column_id(column), name: describe::indicator(column).to_owned() })
                .to_vec(),
            problems: read.recovered.problems.iter().map(|found| problem(&read.sheet, found)).collect(),
        })
    }

    /// Year words that would be replaced, with the texts before and after.
    ///
    /// # Errors
    /// There is no such form or edition.
    pub fn years(&self, choice: &ImportChoice, catalogue: &Catalogue) -> Result<Vec<YearWordLine>> {
        let Some(year) = choice.template_year else { return Ok(Vec::new()) };
        let mut lines = Vec::new();
        for pick in choice.forms.iter().filter(|pick| pick.merge.is_none()) {
            let (form, edition) = self.picked(pick, catalogue)?;
            let made = template(&form, &edition, year, YearWords::Replace, catalogue);
            lines.extend(year_lines(i64::from(pick.index), form.name(), &made));
        }
        Ok(lines)
    }

    /// The forms chosen, as they go into the document.
    ///
    /// # Errors
    /// There is no such form, edition or text.
    pub fn take(&self, choice: &ImportChoice, catalogue: &Catalogue) -> Result<Vec<Taken>> {
        let years = year_fields(&choice.years)?;
        let take = |pick: &ImportPick| {
            let (form, edition) = self.picked(pick, catalogue)?;
            let words = year_words(&years, i64::from(pick.index));
            let layout = catalogue.edition(&edition.id).is_err().then(|| to_toml(&edition));
            let rules = pick.rules.as_deref().map(RuleSetId::from).filter(|rules| *rules != edition.rules);
            if rules.is_some() {
                rules_for(&form, rules.as_ref(), catalogue)?;
            }
            Ok(match choice.template_year {
                None => Taken { form, last_year: None, layout, rules },
                Some(year) => {
                    let next = template(&form, &edition, year, words, catalogue).form;
                    Taken { form: next, last_year: Some(form), layout, rules }
                }
            })
        };
        choice.forms.iter().filter(|pick| pick.merge.is_none()).map(take).collect()
    }

    /// The form of a pick, as it was read.
    ///
    /// # Errors
    /// There is no such form.
    pub fn read_form(&self, pick: &ImportPick, catalogue: &Catalogue) -> Result<Form> {
        Ok(self.read_as(pick, catalogue)?.0.form().clone())
    }

    /// Says of each form of a view whose targets it declares.
    pub fn say_declares(&self, view: &mut ImportView, whose: impl Fn(&Form) -> Option<DeclaresFor>) {
        let lines = view.books.iter_mut().flat_map(|book| &mut book.forms);
        for (line, form) in lines.zip(self.forms()) {
            line.declares = whose(form.form());
            line.duplicate &= line.declares.is_none();
        }
    }

    /// A form that was chosen, and its edition.
    fn picked(&self, pick: &ImportPick, catalogue: &Catalogue) -> Result<(Form, Edition)> {
        let (read, learned) = self.read_as(pick, catalogue)?;
        let form = in_edition(read.form(), pick.edition.as_deref());
        let own = self.learned.iter().chain(&learned).find(|layout| layout.id == form.edition);
        let edition = match own {
            Some(layout) => layout.clone(),
            None => catalogue.edition_of(&form)?.clone(),
        };
        Ok((form, edition))
    }

    /// The form, read again with the columns as the person maps them, and the layouts that are learned then.
    fn read_as(&self, pick: &ImportPick, catalogue: &Catalogue) -> Result<(Cow<'_, BookForm>, Vec<Edition>)> {
        let read = self.form(pick.index)?;
        if pick.columns.is_empty() {
            return Ok((Cow::Borrowed(read), Vec::new()));
        }
        let column = |pick: &ColumnPick| {
            let column = pick.read_as.as_deref().map(column_named).transpose()?;
            Ok((pick.column, column))
        };
        let columns = pick.columns.iter().map(column).collect::<Result<_>>()?;
        let mapping = Mapping { form: read.recovered.rows.start, columns };
        let again = recover_with(&read.source, catalogue.for_recovery(), &mapping);
        let mut forms = again.forms.into_iter();
        let found = forms.find(|form| form.rows.start == mapping.form);
        let recovered = found.with_context(|| "这样对应后认不出这张表，请改回原来的对应")?;
        let mut again = BookForm { recovered, ..read.clone() };
        let is_alone = self.forms().filter(|form| Arc::ptr_eq(&form.source, &again.source)).count() == 1;
        let mut learned = Vec::new();
        settle_one(&mut again, is_alone, &mut learned, catalogue)?;
        Ok((Cow::Owned(again), learned))
    }
}

/// The editions to choose from: the layouts of the office's own, which forms were learned from, first.
#[must_use]
pub fn editions(catalogue: &Catalogue) -> Vec<Choice> {
    let choice = |edition: &Edition| Choice { id: edition.id.0.clone(), name: edition.name.clone() };
    let (own, others): (Vec<&Edition>, Vec<&Edition>) =
        catalogue.editions.iter().partition(|edition| catalogue.is_own(&edition.id));
    own.into_iter().chain(others).map(choice).collect()
}

/// The rule sets to choose from.
#[must_use]
pub fn rule_choices(catalogue: &Catalogue) -> Vec<Choice> {
    let choice = |rules: &Arc<RuleSet>| Choice { id: rules.id.0.clone(), name: rules.name.clone() };
    catalogue.rule_sets.iter().map(choice).collect()
}

fn in_edition(form: &Form, edition: Option<&str>) -> Form {
    match edition {
        None => form.clone(),
        Some(id) => Form { edition: EditionId::from(id), ..form.clone() },
    }
}

/// A column's name on the wire: `level1`, `target` …
fn column_id(column: IndicatorColumn) -> String {
    serde_json::to_value(column).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default()
}

fn column_named(id: &str) -> Result<IndicatorColumn> {
    let known = IndicatorColumn::ALL.into_iter().find(|column| column_id(*column) == id);
    known.with_context(|| format!("指标表没有“{id}”这一列，请重新选择"))
}

fn source_column(column: &jixiao_recover::SourceColumn, read: &BookForm) -> SourceColumn {
    let is_own = |(field, at): (&FieldRef, &Address)| {
        matches!(field, FieldRef::IndicatorExtra { .. }) && at.column == column.column
    };
    SourceColumn {
        column: column.column,
        heading: column.heading.clone(),
        read_as: column.field.map(column_id),
        own: read.recovered.sources.iter().any(is_own),
    }
}

/// The shape in which labels are compared.
fn key_of(label: &str) -> String {
    jixiao_edition::key(label).trim_end_matches(':').to_owned()
}

/// What tells forms apart: name and unit.
fn key(form: &Form) -> (String, String) {
    (form.name().to_owned(), form.implementing_unit().to_owned())
}

fn book_view(
    read: &Read,
    next: &mut u32,
    seen: &BTreeMap<(String, String), usize>,
    catalogue: &Catalogue,
) -> ImportBook {
    match read {
        Read::Failed { name, error } => {
            ImportBook { name: name.clone(), error: Some(error.clone()), ..ImportBook::default() }
        }
        Read::Whole(book) => ImportBook {
            name: book.name.clone(),
            error: None,
            forms: book.forms.iter().map(|form| line(form, next, seen, catalogue)).collect(),
            problems: book.problems.iter().map(|found| problem(&found.sheet, &found.problem)).collect(),
        },
    }
}

fn line(
    read: &BookForm,
    next: &mut u32,
    seen: &BTreeMap<(String, String), usize>,
    catalogue: &Catalogue,
) -> ImportForm {
    let index = *next;
    *next += 1;
    let form = read.form();
    let rows: usize = form.goals.iter().map(|goal| goal.indicators.len()).sum();
    ImportForm {
        index,
        sheet: read.sheet.clone(),
        name: form.name().to_owned(),
        implementing_unit: form.implementing_unit().to_owned(),
        year: form.year,
        edition: form.edition.0.clone(),
        declares: None,
        kind: form.kind.label().to_owned(),
        rules: form.kind.is_scored().then(|| catalogue.edition_of(form).ok()).flatten().map(rules_of),
        indicators: count(rows),
        score: form.total.score.text().to_owned(),
        duplicate: seen.get(&key(form)).is_some_and(|count| *count > 1),
        problems: read.recovered.problems.iter().map(|found| problem(&read.sheet, found)).collect(),
    }
}

fn rules_of(edition: &Edition) -> String {
    edition.rules.0.clone()
}

fn problem(sheet: &str, problem: &Problem) -> ImportProblem {
    ImportProblem { sheet: sheet.to_owned(), cell: problem.cell.clone(), text: problem.text.clone() }
}

/// The cells of the form's rows as they stand in the book.
fn source(read: &BookForm, catalogue: &Catalogue) -> Vec<SourceCell> {
    let labels = SheetLabels::new(read);
    let named: BTreeMap<String, &Named> =
        catalogue.named.iter().map(|(label, named)| (key_of(label), named)).collect();
    let fields: BTreeMap<Address, &FieldRef> =
        read.recovered.sources.iter().map(|(field, at)| (*at, field)).collect();
    let problems: BTreeMap<&str, &str> =
        read.recovered.problems.iter().map(|found| (found.cell.as_str(), found.text.as_str())).collect();
    let cell = |cell: &jixiao_sheet::Cell| {
        let (first, last) = (cell.area.first, cell.area.last);
        let label = labels.of(cell);
        SourceCell {
            named: label.as_deref().and_then(|label| named.get(&key_of(label))).map(|named| named.key()),
            label,
            row: first.row,
            column: first.column,
            row_span: last.row - first.row + 1,
            column_span: last.column - first.column + 1,
            text: cell.value.shown(),
            field: fields.get(&first).map(|field| field_key(field)),
            problem: problems.get(first.to_string().as_str()).map(|text| (*text).to_owned()),
        }
    };
    let sheet: &Sheet = &read.source;
    let rows = &read.recovered.rows;
    sheet.cells.iter().filter(|cell| rows.contains(&cell.area.first.row)).map(cell).collect()
}
