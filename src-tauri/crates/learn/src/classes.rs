//! The classes of a form, and how many rows its layout has for each.

use jixiao_edition::Class;
use jixiao_model::{IndicatorColumn, one_line};

use crate::kinds::Kinds;
use crate::source::Source;

/// The classes, in the order of the form, and how many rows a run has at the least.
#[derive(Default)]
pub struct Classes {
    pub classes: Vec<Class>,
    pub least: usize,
}

impl Classes {
    pub fn of(source: &Source, kinds: &Kinds) -> Self {
        let mut classes = Self::default();
        for goal in 0..kinds.runs.len() {
            classes.count(source, kinds, goal);
        }
        for class in &mut classes.classes {
            // What a subclass uses is not what it has at the least, where it has no spare rows.
            for (rows, places) in class.rows.iter_mut().zip(&class.places) {
                *rows = if places.is_empty() { 0 } else { *rows };
            }
            if class.places.iter().all(Vec::is_empty) {
                class.rows.clear();
                class.places.clear();
            }
        }
        classes
    }

    fn count(&mut self, source: &Source, kinds: &Kinds, goal: usize) {
        let indicators = &source.form().goals[goal].indicators;
        let run = kinds.runs[goal].clone();
        let mut before = (String::new(), String::new());
        for row in run.clone() {
            if let Some((_, index)) = kinds.indicators.get(&row) {
                before = (indicators[*index].level1.clone(), indicators[*index].level2.clone());
                *self.rows(&before).0 += 1;
                continue;
            }
            let is_last = kinds.indicators.range(row..=*run.end()).next().is_none();
            let level =
                |column| kinds.level(source, goal, row, column).map(|cell| one_line(&cell.value.shown()));
            let level1 = level(IndicatorColumn::Level1).unwrap_or_default();
            let level2 = level(IndicatorColumn::Level2).unwrap_or_default();
            let word = level(IndicatorColumn::Level3).unwrap_or_default();
            if is_last && level1.is_empty() && level2.is_empty() && word.is_empty() {
                self.least = run.clone().count();
                continue;
            }
            if !level1.is_empty() && level1 != before.0 {
                before = (level1, String::new());
            }
            if !level2.is_empty() {
                before.1 = level2;
            }
            let (rows, places) = self.rows(&before);
            *rows += 1;
            places.push(word);
        }
    }

    /// The rows of a subclass, and the words in its spare ones.
    fn rows(&mut self, (level1, level2): &(String, String)) -> (&mut usize, &mut Vec<String>) {
        let class =
            self.classes.iter().position(|class| class.level1 == *level1).unwrap_or(self.classes.len());
        if class == self.classes.len() {
            let level1 = level1.clone();
            self.classes.push(Class { level1, level2: Vec::new(), rows: Vec::new(), places: Vec::new() });
        }
        let class = &mut self.classes[class];
        let at = class.level2.iter().position(|known| known == level2).unwrap_or(class.level2.len());
        if at == class.level2.len() {
            class.level2.push(level2.clone());
            class.rows.push(0);
            class.places.push(Vec::new());
        }
        (&mut class.rows[at], &mut class.places[at])
    }
}
