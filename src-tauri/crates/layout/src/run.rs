//! The rows of a run of indicators: one for each, and blank ones up to what the layout has at the least.

use jixiao_edition::{Edition, RowSpec};
use jixiao_model::{Form, Indicator};

/// A row of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The indicator whose row it is, or under whose classes it stands; `None` below all of them.
    pub indicator: Option<usize>,
    /// No indicator uses it.
    pub is_spare: bool,
}

/// The rows of the indicators of a goal. Spare rows of a subclass stand behind its last indicator, those of the run at its end.
pub fn slots(form: &Form, edition: &Edition, spec: &RowSpec, goal: usize) -> Vec<Slot> {
    let indicators = form.goals.get(goal).map_or(&[][..], |goal| goal.indicators.as_slice());
    let mut slots = Vec::with_capacity(indicators.len());
    for (index, indicator) in indicators.iter().enumerate() {
        slots.push(Slot { indicator: Some(index), is_spare: false });
        let is_alike = |other: &&Indicator| classes(other) == classes(indicator);
        if !indicators[index + 1..].iter().any(|other| is_alike(&other)) {
            let used = indicators[..=index].iter().filter(is_alike).count();
            let spare = least(edition, indicator).saturating_sub(used);
            slots.extend(std::iter::repeat_n(Slot { indicator: Some(index), is_spare: true }, spare));
        }
    }
    let missing = spec.least.saturating_sub(slots.len());
    slots.extend(std::iter::repeat_n(Slot { indicator: None, is_spare: true }, missing));
    slots
}

fn classes(indicator: &Indicator) -> (&str, &str) {
    (&indicator.level1, &indicator.level2)
}

/// How many rows the edition has for the subclass of an indicator.
fn least(edition: &Edition, indicator: &Indicator) -> usize {
    let class = edition.classes.iter().find(|class| class.level1 == indicator.level1);
    let rows = class.and_then(|class| {
        let at = class.level2.iter().position(|level2| *level2 == indicator.level2)?;
        class.rows.get(at)
    });
    rows.copied().unwrap_or_default()
}
