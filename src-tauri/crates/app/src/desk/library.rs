//! 指标库: every indicator that a document knows of, once, with what became of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jixiao_edition::key;
use jixiao_model::{Form, Meaning, Measure, fold, is_cross};
use jixiao_store::LibraryRow;

use super::view::{LibraryBook, LibraryEntry, LibraryPast, LibraryQuery, LibraryView, count};

/// Entries of an answer: more than these nobody reads, and another word narrows them.
const MAX_ENTRIES: usize = 100;
/// Uses of an entry that are told.
const MAX_PAST_VALUES: usize = 40;

/// The indicators of this document, of last year's forms beside its own, and of the books that were added.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those used most first.
    entries: Vec<SearchableEntry>,
    /// Each class with its subclasses, in the order of first appearance.
    classes: Vec<(String, Vec<String>)>,
    /// Those used most first.
    measures: Vec<String>,
    books: Vec<LibraryBook>,
}

#[derive(Clone, Debug)]
struct SearchableEntry {
    shown: LibraryEntry,
    measures: BTreeSet<String>,
    /// The name, as words are looked for.
    name: String,
    /// The name and everything else that words are looked for in.
    sought: String,
}

/// One use of an indicator.
pub(super) struct Use {
    pub level1: String,
    pub level2: String,
    pub level3: String,
    pub year: Option<u16>,
    pub past: LibraryPast,
}

impl Library {
    /// The library of a document: its forms in order, each with last year's where there is one, and the rows of added books.
    /// One pass over all indicators.
    #[must_use]
    pub fn new<'a>(
        forms: impl IntoIterator<Item = (&'a Form, Option<&'a Form>)>,
        books: &[LibraryRow],
    ) -> Self {
        let mut uses: Vec<Use> = Vec::new();
        let mut earlier: Vec<Use> = Vec::new();
        for (form, last) in forms {
            uses.extend(uses_of(form));
            earlier.extend(last.into_iter().flat_map(uses_of));
        }
        uses.extend(earlier);
        uses.extend(books.iter().map(use_of_row));
        uses.retain(|each| !each.level3.trim().is_empty() && !is_cross(each.level3.trim()));
        // The latest first, and within a year as they come.
        uses.sort_by_key(|each| Reverse(each.year));
        let mut library = Self { books: books_of(books), ..Self::default() };
        library.take(uses);
        library
    }

    fn take(&mut self, uses: Vec<Use>) {
        let mut places: HashMap<[String; 3], usize> = HashMap::new();
        let mut seen: HashSet<(usize, [String; 7])> = HashSet::new();
        let mut measures: BTreeMap<String, u32> = BTreeMap::new();
        for each in uses {
            let class = [key(&each.level1), key(&each.level2), key(&each.level3)];
            let at = *places.entry(class).or_insert(self.entries.len());
            if at == self.entries.len() {
                self.entries.push(SearchableEntry::new(&each));
                self.note_class(&each.level1, &each.level2);
            }
            // Last year's form and the book that it came from tell the same.
            if seen.insert((at, facts(&each.past)))
                && let Some(measure) = self.entries[at].take(each.past)
            {
                *measures.entry(measure).or_default() += 1;
            }
        }
        self.entries.sort_by(|one, other| {
            let by_use = other.shown.times.cmp(&one.shown.times);
            by_use.then_with(|| one.shown.level3.cmp(&other.shown.level3))
        });
        let mut measures: Vec<(String, u32)> = measures.into_iter().collect();
        measures.sort_by_key(|(_, times)| Reverse(*times));
        self.measures = measures.into_iter().map(|(measure, _)| measure).collect();
    }

    fn note_class(&mut self, level1: &str, level2: &str) {
        let same = |one: &str, other: &str| key(one) == key(other);
        let known = self.classes.iter().position(|(known, _)| same(known, level1));
        let at = known.unwrap_or_else(|| {
            self.classes.push((level1.trim().to_owned(), Vec::new()));
            self.classes.len() - 1
        });
        let subclasses = &mut self.classes[at].1;
        if !subclasses.iter().any(|known| same(known, level2)) {
            subclasses.push(level2.trim().to_owned());
        }
    }

    /// What is found, at most [`MAX_ENTRIES`] entries of it. One pass over the entries.
    #[must_use]
    pub fn find(&self, query: &LibraryQuery) -> LibraryView {
        let words: Vec<String> = sought(&query.words).split_whitespace().map(str::to_owned).collect();
        let fits = |asked: &str, there: &str| asked.is_empty() || key(asked) == key(there);
        let found: Vec<&SearchableEntry> = self
            .entries
            .iter()
            .filter(|entry| {
                words.iter().all(|word| entry.sought.contains(word.as_str()))
                    && fits(&query.level1, &entry.shown.level1)
                    && fits(&query.level2, &entry.shown.level2)
                    && (query.measure.is_empty() || entry.measures.contains(&query.measure))
            })
            .collect();
        let (named, others): (Vec<&SearchableEntry>, Vec<&SearchableEntry>) =
            found.iter().partition(|entry| words.iter().all(|word| entry.name.contains(word.as_str())));
        LibraryView {
            found: count(found.len()),
            entries: named.iter().chain(&others).take(MAX_ENTRIES).map(|entry| entry.shown.clone()).collect(),
            level1: names(self.classes.iter().map(|(level1, _)| level1)),
            level2: names(
                self.classes
                    .iter()
                    .filter(|(level1, _)| fits(&query.level1, level1))
                    .flat_map(|(_, all)| all),
            ),
            measures: self.measures.clone(),
            books: self.books.clone(),
        }
    }
}

impl SearchableEntry {
    fn new(each: &Use) -> Self {
        let name = sought(&each.level3);
        let sought = [&name, &sought(&each.level1), &sought(&each.level2)].map(String::as_str).join("\n");
        let shown = LibraryEntry {
            level1: each.level1.trim().to_owned(),
            level2: each.level2.trim().to_owned(),
            level3: each.level3.trim().to_owned(),
            ..LibraryEntry::default()
        };
        Self { shown, measures: BTreeSet::new(), name, sought }
    }

    /// One more use; its unit of measure.
    fn take(&mut self, past: LibraryPast) -> Option<String> {
        let measure = measure(&past.target);
        self.measures.extend(measure.clone());
        self.shown.times += 1;
        if self.shown.past.len() < MAX_PAST_VALUES {
            for text in [&past.form, &past.agency] {
                self.sought.push('\n');
                self.sought.push_str(&sought(text));
            }
            self.shown.past.push(past);
        }
        measure
    }
}

/// The texts that make two uses the same, wherever they were read.
fn facts(past: &LibraryPast) -> [String; 7] {
    let LibraryPast { year, form, agency, book: _, target, actual, weight, score } = past;
    [year, form, agency, target, actual, weight, score].map(|text| key(text))
}

fn sought(text: &str) -> String {
    fold(text).to_lowercase()
}

/// The unit of measure of a target; `None` for words, dates and bare numbers.
fn measure(target: &str) -> Option<String> {
    let measure = Measure::parse(target);
    let quantity = match measure.meaning() {
        Meaning::Quantity(quantity) => quantity,
        Meaning::Range { low, .. } => low,
        Meaning::Blank
        | Meaning::CrossedOut
        | Meaning::Date(_)
        | Meaning::Duration(_)
        | Meaning::MonthOrMonths(_)
        | Meaning::Words(_)
        | Meaning::Ambiguous(_) => return None,
    };
    Some(quantity.unit().to_string()).filter(|unit| !unit.is_empty())
}

pub(super) fn uses_of(form: &Form) -> impl Iterator<Item = Use> {
    let rows = form.goals.iter().flat_map(|goal| &goal.indicators);
    rows.map(|row| Use {
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        year: form.year,
        past: LibraryPast {
            year: shown_year(form.year),
            form: form.name().to_owned(),
            agency: form.implementing_unit().to_owned(),
            book: String::new(),
            target: row.target.clone(),
            actual: row.actual.clone(),
            weight: row.weight.text().to_owned(),
            score: row.score.text().to_owned(),
        },
    })
}

fn use_of_row(row: &LibraryRow) -> Use {
    Use {
        level1: row.level1.clone(),
        level2: row.level2.clone(),
        level3: row.level3.clone(),
        year: row.year,
        past: LibraryPast {
            year: shown_year(row.year),
            form: row.form.clone(),
            agency: row.agency.clone(),
            book: row.source.clone(),
            target: row.target.clone(),
            actual: row.actual.clone(),
            weight: row.weight.clone(),
            score: row.score.clone(),
        },
    }
}

fn shown_year(year: Option<u16>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

/// The books, by name.
fn books_of(rows: &[LibraryRow]) -> Vec<LibraryBook> {
    let mut books: BTreeMap<&str, (u32, BTreeSet<u16>)> = BTreeMap::new();
    for row in rows {
        let (indicators, years) = books.entry(&row.source).or_default();
        *indicators += 1;
        years.extend(row.year);
    }
    let book = |(name, (indicators, years)): (&str, (u32, BTreeSet<u16>))| {
        let years: Vec<String> = years.iter().map(u16::to_string).collect();
        LibraryBook { name: name.to_owned(), years: years.join("、"), indicators }
    };
    books.into_iter().map(book).collect()
}

/// Each once, those that say something.
fn names<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if !name.is_empty() && !names.iter().any(|known| key(known) == key(name)) {
            names.push(name.clone());
        }
    }
    names
}
