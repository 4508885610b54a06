//! A form with the rows that its layout has at the least: spare rows of classes, and of the whole run, that no indicator uses.

use jixiao_edition::{Class, Each, Edition};
use jixiao_model::{FieldRef, Form, Indicator};

/// A form with spare indicators.
pub struct Padded {
    /// The form; spare indicators hold their classes and the words in their place.
    pub form: Form,
    /// For each goal and row of `form`, the row of the form itself; `None` for a spare one.
    own: Vec<Vec<Option<usize>>>,
}

/// An indicator of the form by its row, or a spare one.
type Row = (Option<usize>, Indicator);

impl Padded {
    pub fn of(form: &Form, edition: &Edition) -> Self {
        let mut padded = Self { form: form.clone(), own: Vec::new() };
        let run = edition.rows().find(|row| row.each == Each::Indicator);
        let least = run.map_or(0, |run| run.least);
        for goal in &mut padded.form.goals {
            let rows = std::mem::take(&mut goal.indicators).into_iter().enumerate();
            let mut rows: Vec<Row> = rows.map(|(row, indicator)| (Some(row), indicator)).collect();
            pad(&mut rows, edition);
            let missing = least.saturating_sub(rows.len());
            rows.extend(std::iter::repeat_n((None, Indicator::default()), missing));
            let (own, indicators) = rows.into_iter().unzip();
            goal.indicators = indicators;
            padded.own.push(own);
        }
        padded
    }

    /// The field of the form itself; `None` for one of a spare row.
    pub fn own(&self, field: FieldRef) -> Option<FieldRef> {
        let own = |goal: usize, row: usize| self.own.get(goal)?.get(row).copied().flatten();
        match field {
            FieldRef::Indicator { goal, row, column } => {
                own(goal, row).map(|row| FieldRef::Indicator { goal, row, column })
            }
            FieldRef::IndicatorExtra { goal, row, column } => {
                own(goal, row).map(|row| FieldRef::IndicatorExtra { goal, row, column })
            }
            field => Some(field),
        }
    }
}

/// Puts spare rows behind the last indicator of their subclass. A subclass without indicators stands behind the one before it.
fn pad(rows: &mut Vec<Row>, edition: &Edition) {
    let mut behind = 0;
    for class in &edition.classes {
        for (at, level2) in class.level2.iter().enumerate() {
            let is_of = |(_, row): &Row| row.level1 == class.level1 && row.level2 == *level2;
            let used = rows.iter().filter(|row| is_of(row)).count();
            if let Some(last) = rows.iter().rposition(is_of) {
                behind = last + 1;
            }
            for word in words(class, at, used) {
                let spare = Indicator {
                    level1: class.level1.clone(),
                    level2: level2.clone(),
                    level3: word.to_owned(),
                    ..Indicator::default()
                };
                rows.insert(behind, (None, spare));
                behind += 1;
            }
        }
    }
}

/// The words of the spare rows of a subclass that `used` indicators use. A class that lost all of its indicators keeps places with
/// words only: a blank row beside its name would read as an indicator.
fn words(class: &Class, at: usize, used: usize) -> Vec<&str> {
    let least = class.rows.get(at).copied().unwrap_or_default();
    let places = class.places.get(at).map_or(&[][..], Vec::as_slice);
    let blank = least.saturating_sub(places.len());
    let rows = std::iter::repeat_n("", blank).chain(places.iter().map(String::as_str));
    rows.skip(used).filter(|word| used > 0 || blank == 0 || !word.is_empty()).collect()
}
