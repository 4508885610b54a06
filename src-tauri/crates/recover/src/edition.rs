use std::collections::BTreeSet;

use jixiao_edition::{Edition, Field, key};
use jixiao_model::{EditionId, FieldName, Form, FundColumn, IndicatorColumn};
use jixiao_sheet::Sheet;

use crate::header::Header;
use crate::label::{bare, unmarked};
use crate::segment::{MARK, Segment};

/// How far a form is from an edition: 0 when everything agrees.
const FIELD: usize = 3;
const FUND: usize = 2;
const CLASS: usize = 2;
const SUBCLASS: usize = 1;
const TITLE: usize = 2;
/// What a year outside those of the edition counts.
pub const YEAR: usize = 1;

/// The edition named by our own export's mark over the segment.
pub fn marked<'a>(sheet: &Sheet, segment: Segment, editions: &'a [Edition]) -> Option<&'a Edition> {
    let inside = |row: u32| segment.first <= row && row < segment.end;
    let mark = sheet.marks.iter().find(|mark| mark.name.starts_with(MARK) && inside(mark.area.first.row))?;
    let id = mark.name.strip_prefix(MARK)?.split('.').next()?;
    let is_marked = |known: &EditionId| known.0.replace('-', "_") == id;
    editions.iter().find(|edition| is_marked(&edition.id) || edition.formerly.iter().any(is_marked))
}

/// How much of an edition's words may be missing on a form of its own office, as one part of so many.
const WORDS_MISSING: usize = 4;

/// Of the editions that are `is_alike`, the one nearest to the form, and how far it is. A tie goes to the edition of which most words
/// stand on the form, then to the later one. `words` are those of the form's rows.
pub fn nearest<'a>(
    form: &Form,
    header: Option<&Header>,
    words: &BTreeSet<&str>,
    editions: &'a [Edition],
    is_alike: impl Fn(&Edition) -> bool,
) -> Option<(&'a Edition, usize)> {
    editions
        .iter()
        .rev()
        .filter(|edition| is_alike(edition))
        .map(|edition| (edition, distance(form, header, edition)))
        .min_by(|(a, near), (b, far)| {
            near.cmp(far).then_with(|| missing(a, words).0.cmp(&missing(b, words).0))
        })
}

/// True when the form may be the edition's own: most of its words stand there.
pub fn has_words(edition: &Edition, words: &BTreeSet<&str>) -> bool {
    let (missing, all) = missing(edition, words);
    missing * WORDS_MISSING <= all
}

/// True when every word of `edition` stands on the form, and not every one of `other`.
pub fn stands_for(edition: &Edition, other: &Edition, words: &BTreeSet<&str>) -> bool {
    missing(edition, words).0 == 0 && missing(other, words).0 > 0
}

/// True when more words of `edition` than of `other` stand on the form.
pub fn says_more(edition: &Edition, other: &Edition, words: &BTreeSet<&str>) -> bool {
    missing(edition, words).0 < missing(other, words).0
}

/// True when a place whose offices use the edition is named among the texts of a form, or the edition may be any office's.
pub fn is_placed<'t>(edition: &Edition, mut texts: impl Iterator<Item = &'t str>) -> bool {
    let names = |text: &str| edition.places.iter().any(|place| text.contains(place.as_str()));
    edition.places.is_empty() || texts.any(names)
}

/// True when the agencies or the title of a form name a place of another province, and none whose offices use the edition.
pub fn is_elsewhere(edition: &Edition, places: &[String], form: &Form) -> bool {
    let texts = [
        form.title.as_str(),
        form.name(),
        form.text(&FieldName::COMPETENT_DEPARTMENT),
        form.implementing_unit(),
    ];
    let names = |place: &String| texts.iter().any(|text| text.contains(place.as_str()));
    !edition.places.is_empty() && !edition.places.iter().any(names) && places.iter().any(names)
}

/// A label as its words are compared: without the mark before it, colon and brackets.
pub fn word(key: &str) -> &str {
    bare(unmarked(key))
}

/// How many of the edition's words do not stand on the form, and how many it has.
fn missing(edition: &Edition, words: &BTreeSet<&str>) -> (usize, usize) {
    let cells = edition
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .flat_map(|block| block.side.iter().chain(block.rows.iter().flat_map(|row| &row.cells)));
    let labels: BTreeSet<String> =
        cells.filter_map(|cell| cell.text.label()).map(|label| word(&key(label)).to_owned()).collect();
    let labels = labels.iter().filter(|label| !label.is_empty());
    let (found, missing): (Vec<&String>, Vec<&String>) =
        labels.partition(|label| words.contains(label.as_str()));
    (missing.len(), found.len() + missing.len())
}

/// The labels that an edition prints, as they are compared.
pub fn labels(edition: &Edition) -> BTreeSet<String> {
    edition.cells().filter_map(|cell| cell.text.label()).map(key).collect()
}

fn distance(form: &Form, header: Option<&Header>, edition: &Edition) -> usize {
    FIELD * fields(form, header, edition)
        + FUND * funds(form, edition)
        + classes(form, edition)
        + TITLE * usize::from(key(&title(form, edition)) != key(&form.title))
        + YEAR * usize::from(form.year.is_some_and(|year| edition.years.distance(year) > 0))
}

/// The title that the edition gives to this form.
pub fn title(form: &Form, edition: &Edition) -> String {
    edition.title.fill(|field, _| match field {
        Field::Text(name) => form.text(name).to_owned(),
        Field::Year => form.year.map(|year| year.to_string()).unwrap_or_default(),
        _ => String::new(),
    })
}

/// Fields that only one of the two has.
fn fields(form: &Form, header: Option<&Header>, edition: &Edition) -> usize {
    let printed = edition.fields().into_iter().filter(is_telling).collect::<BTreeSet<_>>();
    let mut found: BTreeSet<Field> = form.texts.keys().cloned().map(Field::Text).collect();
    found.extend(
        header.iter().flat_map(|header| &header.columns).map(|(column, _)| Field::Indicator(*column)),
    );
    if form.goals.iter().any(|goal| !goal.points.is_blank()) {
        found.insert(Field::GoalPoints);
    }
    if form.funds.iter().any(|fund| !fund.initial.is_blank()) {
        found.insert(Field::Fund(FundColumn::Initial));
    }
    let found = found.into_iter().filter(is_telling).collect::<BTreeSet<_>>();
    printed.symmetric_difference(&found).count()
}

/// Fields whose label, present or absent, tells editions apart even when nothing is filled in.
fn is_telling(field: &Field) -> bool {
    matches!(
        field,
        Field::Indicator(IndicatorColumn::Basis | IndicatorColumn::Reason | IndicatorColumn::Weight)
            | Field::GoalPoints
    ) || matches!(field, Field::Text(name) if ["implementing_unit", "basic_expenditure"].contains(&name.as_str()))
}

fn funds(form: &Form, edition: &Edition) -> usize {
    let names = |labels: &mut dyn Iterator<Item = &String>| -> BTreeSet<String> {
        labels.map(|label| bare(&key(label)).to_owned()).collect()
    };
    let printed = names(&mut edition.funds.iter());
    let found = names(&mut form.funds.iter().map(|fund| &fund.label));
    printed.symmetric_difference(&found).count()
}

/// Classes and subclasses of the form that the edition does not know; points behind their names (产出指标（60分）) left aside.
fn classes(form: &Form, edition: &Edition) -> usize {
    let pairs: BTreeSet<(&str, &str)> = form
        .goals
        .iter()
        .flat_map(|goal| &goal.indicators)
        .map(|indicator| (indicator.level1.as_str(), indicator.level2.as_str()))
        .collect();
    pairs
        .iter()
        .map(|(level1, level2)| {
            let is_alike = |known: &str, name: &str| known == name || key(known) == bare(&key(name));
            match edition.classes.iter().find(|class| is_alike(&class.level1, level1)) {
                None => CLASS,
                Some(class) if class.level2.iter().any(|known| is_alike(known, level2)) => 0,
                Some(_) => SUBCLASS,
            }
        })
        .sum()
}
