//! Labels with their values: beside them, or behind a colon.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::vec::IntoIter;

use jixiao_edition::{Meaning, Side};
use jixiao_model::{FieldName, FieldRef, one_line};
use jixiao_sheet::Address;

use crate::figure::is_figure;
use crate::grid::Entry;
use crate::label::{
    bare, guess, inline_label, inline_texts, is_title, leading_year, meaning, names_project, plain_year,
    split_at_colon, texts_behind, unmarked,
};
use crate::normal::normal;
use crate::reading::{Reading, excerpt};
use crate::segment::is_annex;
use crate::unit::{unit_line, unit_within};

/// Characters of the longest label of the office's own.
const MAX_LABEL: usize = 20;

/// What a cell of head or foot is.
enum Role {
    /// The label of a text.
    Label(FieldName),
    /// The label of the year.
    Year,
    /// Labels and texts in one cell.
    Inline,
    /// The label of no field, by a person's word.
    Nothing,
    /// Neither label nor value.
    Other,
}

/// Reads labels with their values to the right, `单位名称 | 甲局`, or behind a colon, `单位名称：甲局`. A label that is unknown here names
/// a text of its own when a value stands right beside it. Returns the cells that are neither label nor value.
pub fn read_labelled<'a>(reading: &mut Reading, cells: &[Entry<'a>]) -> Vec<Entry<'a>> {
    let cells = distinct(reading, cells);
    let mut rest = cells.into_iter().peekable();
    let mut others = Vec::new();
    while let Some(entry) = rest.next() {
        if is_beside_block(reading, entry, rest.clone().take(2)) {
            reading.using(entry);
            continue;
        }
        if let Some(name) = split_label(reading, entry, rest.peek().copied()) {
            reading.using(entry);
            if let Some(label) = rest.next() {
                let value = next_value(reading, &mut rest);
                read_pair(reading, label, value, name);
            }
            continue;
        }
        match role(reading, entry, rest.peek().copied()) {
            Role::Label(name) => {
                let value = next_value(reading, &mut rest);
                read_pair(reading, entry, value, name);
            }
            Role::Year => read_year(reading, entry, rest.next()),
            Role::Inline => read_inline(reading, entry),
            Role::Nothing => {
                let value = next_value(reading, &mut rest);
                [Some(entry), value].into_iter().flatten().for_each(|entry| reading.using(entry));
            }
            Role::Other => others.push(entry),
        }
    }
    others
}

/// True for a label beside several rows of labels and values: it reaches down further than the pair that follows it.
fn is_beside_block<'a>(reading: &Reading, entry: Entry, mut next: impl Iterator<Item = Entry<'a>>) -> bool {
    let (Some(label), Some(value)) = (next.next(), next.next()) else { return false };
    let bottom = |entry: Entry| entry.area().last.row;
    entry.meaning().text.is_none()
        && is_own_label(entry)
        && (label.is_label() || is_own_label(label))
        && is_adjacent(reading, label, value)
        && bottom(entry) > bottom(label)
        && bottom(entry) > bottom(value)
}

fn role(reading: &Reading, entry: Entry, next: Option<Entry>) -> Role {
    if reading.labels.is_nothing(entry.key()) {
        return Role::Nothing;
    }
    let meaning = entry.meaning();
    if let Some(name) = meaning.text.clone().or_else(|| reading.guesses.get(&entry.at()).cloned()) {
        return Role::Label(name);
    }
    if meaning.side == Some(Side::Other) {
        return Role::Label(own_name(entry.shown()));
    }
    if is_year_label(reading, entry.key()) && next.is_some_and(|next| plain_year(next.key()).is_some()) {
        return Role::Year;
    }
    if is_inline(reading, entry) {
        return Role::Inline;
    }
    let is_beside = next.is_some_and(|next| is_value(reading, next) && is_adjacent(reading, entry, next));
    if is_beside && is_own_label(entry) { Role::Label(own_name(entry.shown())) } else { Role::Other }
}

/// Reads labels that stand above their values, `项目名称 | 主管部门` over `补贴 | 甲局`; false when `row` holds none.
pub fn read_above(reading: &mut Reading, row: u32) -> bool {
    let labels = distinct(reading, reading.row(row));
    let below = reading.row(row + 1);
    let is_under = |value: &Entry| {
        is_value(reading, *value) && labels.iter().any(|label| label.columns() == value.columns())
    };
    let is_label = |entry: &Entry| {
        let is_source = || entry.key().strip_prefix("其中:").is_some_and(is_words);
        entry.is_label() || is_own_label(*entry) || is_source()
    };
    let are_values = !below.is_empty() && below.iter().all(is_under);
    if !are_values || !labels.iter().all(is_label) || !(has_neighbours(&labels) || are_figures(below)) {
        return false;
    }
    for label in &labels {
        let value = below.iter().find(|value| value.columns() == label.columns());
        let name = label.meaning().text.clone().unwrap_or_else(|| own_name(label.shown()));
        read_pair(reading, *label, value.copied(), name);
    }
    true
}

/// True when a known label stands right behind another one.
fn has_neighbours(labels: &[Entry]) -> bool {
    labels
        .windows(2)
        .any(|pair| pair.iter().all(|entry| entry.is_label()) && pair[0].columns().touches(pair[1].columns()))
}

/// True for a row of several figures and nothing else.
fn are_figures(cells: &[Entry]) -> bool {
    cells.len() > 1 && cells.iter().all(|entry| is_figure(entry.key()))
}

/// The text that a label split over two cells names: 项目｜名称.
fn split_label(reading: &Reading, entry: Entry, next: Option<Entry>) -> Option<FieldName> {
    let next =
        next.filter(|next| is_adjacent(reading, entry, *next) && *entry.meaning() == Meaning::default())?;
    meaning(reading.labels, &format!("{}{}", entry.key(), next.key())).text.clone()
}

/// True when nothing, not even a blank cell, stands between the two but the label again, repeated over the cells of a former merge; or
/// when the form's known labels stand as far from their values.
pub fn is_adjacent(reading: &Reading, label: Entry, value: Entry) -> bool {
    let is_again = |column: u32| {
        let between = reading.grid.covering(Address::new(label.at().row, column));
        between.is_some_and(|entry| entry.key() == label.key())
    };
    let mut between = label.columns().last + 1..value.column();
    between.all(is_again) || reading.distances.contains(&(label.column(), value.column()))
}

/// Where the known labels of the head begin and, apart from them, their values: a sheet whose merges were lost has blank cells between.
pub fn distances(reading: &Reading, end: u32) -> BTreeSet<(u32, u32)> {
    let pairs = reading.rows(reading.first, end).flat_map(|row| reading.row(row).windows(2));
    let is_pair = |pair: &&[Entry]| pair[0].meaning().text.is_some() && is_value(reading, pair[1]);
    pairs.filter(is_pair).map(|pair| (pair[0].column(), pair[1].column())).collect()
}

/// True for a cell that may be the value of a label before it. Sentences are, also where a label begins them: 存在问题：……。
pub fn is_value(reading: &Reading, entry: Entry) -> bool {
    !entry.is_label()
        && (!is_inline(reading, entry) || entry.shown().contains('。'))
        && unit_line(entry.key()).is_none()
        && !reading.guesses.contains_key(&entry.at())
}

fn next_value<'a>(reading: &Reading, rest: &mut Peekable<IntoIter<Entry<'a>>>) -> Option<Entry<'a>> {
    rest.next_if(|next| is_value(reading, *next))
}

/// True for a short text without figures or sentences in it, which a label of the office's own may be.
pub fn is_own_label(entry: Entry) -> bool {
    let key = entry.key();
    let word = without_year(bare(unmarked(key)));
    let is_short = (2..=MAX_LABEL).contains(&word.chars().count());
    let is_other = is_title(key) || is_annex(key) || unit_line(key).is_some() || plain_year(key).is_some();
    is_short && !is_other && !is_figure(key) && is_words(word)
}

/// A label without the year before it: `2022年在职人数`, `2022年度在职人数`.
fn without_year(word: &str) -> &str {
    leading_year(word).map_or(word, |(_, rest)| rest.strip_prefix('度').unwrap_or(rest))
}

/// True for words that are no sentence: a letter leads them, and no mark of a sentence stands in them.
pub fn is_words(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_alphabetic)
        && !word.trim_end_matches(':').contains(['。', ';', '!', '?', ',', ':', '≥', '≤', '='])
        && !word.is_ascii()
}

/// The cells of a row; a text repeated over the cells of a former merge counts once.
fn distinct<'a>(reading: &mut Reading, cells: &[Entry<'a>]) -> Vec<Entry<'a>> {
    let mut distinct: Vec<Entry> = Vec::new();
    for entry in cells {
        match distinct.last() {
            Some(before) if before.key() == entry.key() => reading.using(*entry),
            _ => distinct.push(*entry),
        }
    }
    distinct
}

fn is_inline(reading: &Reading, entry: Entry) -> bool {
    inline_label(reading.labels, entry.shown()).is_some()
}

fn is_year_label(reading: &Reading, key: &str) -> bool {
    reading.labels.sides.years.iter().any(|word| word == key.trim_end_matches(':'))
}

fn read_year(reading: &mut Reading, label: Entry, value: Option<Entry>) {
    if let Some((value, year)) = value.and_then(|value| Some((value, plain_year(value.key())?))) {
        reading.using(label);
        reading.enter_year(value, year);
    }
}

/// The name of a text that no edition has: its label as typed, without colon.
pub fn own_name(label: &str) -> FieldName {
    FieldName::of_label(label.trim().trim_end_matches([':', '：']))
}

/// Values of one label that a form keeps: several rows of 联系人.
const MAX_REPEATS: u32 = 20;

/// The names that a text under a label may go by, the likeliest first: that of its field, the label, the label and a number (联系人2). The unit
/// of the amounts (单位：万元 behind 单位：甲局) is no further text.
fn names(name: FieldName, label: &str, text: &str) -> impl Iterator<Item = FieldName> {
    let own = own_name(label);
    let most = if unit_line(&jixiao_edition::key(text)).is_some() { 1 } else { MAX_REPEATS };
    let numbered = (2..=most).map({
        let own = own.clone();
        move |number| FieldName::of_label(&format!("{own}{number}"))
    });
    [name, own].into_iter().chain(numbered)
}

/// A label and its value. A second value for the same field is kept as a text of its own under its label.
fn read_pair(reading: &mut Reading, label: Entry, value: Option<Entry>, name: FieldName) {
    let Some(value) = value else {
        reading.using(label);
        return;
    };
    if name == FieldName::NAME && names_better(label.key(), &reading.name_label) {
        make_room_for_name(reading);
    }
    if let Some(unit) = unit_within(label.key()).filter(|_| is_figure(value.key())) {
        reading.units.push((label.at(), unit.to_owned()));
    }
    for name in names(name, label.shown(), value.shown()) {
        if enter(reading, &name, label.shown(), value.shown(), value) {
            reading.using(label);
            reading.using(value);
            return;
        }
    }
}

/// True for a label that names what the form is about more closely than the one before it.
fn names_better(label: &str, before: &str) -> bool {
    closeness(label) > closeness(&jixiao_edition::key(before))
}

/// How closely a label names a project: that of an agency not at all, that of the class which it belongs to (一级项目名称) hardly, 项目名称
/// itself best.
fn closeness(label: &str) -> u8 {
    let word = unmarked(label).trim_end_matches(':');
    match word {
        "项目名称" => 4,
        _ if !names_project(word) => 0,
        _ if word.contains("一级") => 1,
        _ if word.contains("项目") => 3,
        _ => 2,
    }
}

/// The agency that was taken for the form's name gives way to the project's name and is kept as a text of its own.
pub fn make_room_for_name(reading: &mut Reading) {
    let agency = reading.form.text(&FieldName::NAME).to_owned();
    if agency.is_empty() {
        return;
    }
    let (name, own) = (FieldName::NAME, own_name(&reading.name_label));
    reading.form.set_text(name.clone(), "");
    if let Some(at) = reading.sources.remove(&FieldRef::Text(name)) {
        reading.sources.insert(FieldRef::Text(own.clone()), at);
    }
    reading.form.set_text(own, agency);
}

/// Characters of the longest label of the office's own before a colon.
const MAX_INLINE: usize = 16;

/// Reads labels of the office's own and their texts in one cell, `其他说明：无`; false when the cell holds none.
pub fn read_own_inline(reading: &mut Reading, entry: Entry) -> bool {
    let Some((label, _)) = split_at_colon(entry.shown()) else { return false };
    let key = jixiao_edition::key(label);
    let word = bare(unmarked(&key));
    if !is_words(word) || !(2..=MAX_INLINE).contains(&word.chars().count()) {
        return false;
    }
    // The unit of the amounts behind it has been read.
    let end = entry.shown().find("金额单位").filter(|_| unit_line(entry.key()).is_some());
    let shown = &entry.shown()[..end.unwrap_or(entry.shown().len())];
    let parts = texts_behind(reading.labels, shown).into_iter().map(|(name, label, text)| {
        let guessed = guess(reading.labels, &jixiao_edition::key(label)).text;
        (guessed.filter(|name| reading.form.text(name).is_empty()).unwrap_or(name), label, text)
    });
    let parts = parts.collect();
    read_parts(reading, entry, parts)
}

fn read_inline(reading: &mut Reading, entry: Entry) {
    read_parts(reading, entry, inline_texts(reading.labels, entry.shown()));
}

/// Enters the texts behind the labels of one cell and reports those that stand for a field which has another text; false when none is
/// entered: then the cell stays to be reported.
fn read_parts(reading: &mut Reading, entry: Entry, parts: Vec<(FieldName, &str, &str)>) -> bool {
    let (mut left, count) = (Vec::new(), parts.len());
    for (name, label, text) in parts {
        if !names(name, label, text).any(|name| enter(reading, &name, label, text, entry)) {
            left.push(excerpt(text));
        }
    }
    let is_entered = left.len() < count;
    if is_entered {
        reading.using(entry);
        for text in left {
            reading.report(entry.at(), format!("“{text}”没有对应的栏目，未导入，请核对后手工补录"));
        }
    }
    is_entered
}

/// Enters a text that `entry` shows under `label`; a date as typed, too.
fn enter(reading: &mut Reading, name: &FieldName, label: &str, text: &str, entry: Entry) -> bool {
    if *name == FieldName::NAME && reading.form.name().is_empty() {
        label.clone_into(&mut reading.name_label);
    }
    if *name == FieldName::REPORTED_ON {
        reading.typed_dates.insert(entry.at(), (own_name(label), one_line(text)));
    }
    reading.enter(name, normal(name, text), entry.at())
}
