//! What a form becomes in another official layout, and what that one has no place for.

use jixiao_edition::{Edition, key};
use jixiao_model::{FieldRef, Form, Fund, FundColumn};
use jixiao_store::{FundSlot, NewEdition};

use super::assessed::Assessed;
use super::prints::numbers_goals;
use super::view::EditionChange;
use crate::catalogue::Catalogue;
use crate::template::title_of;
use crate::unplaced::{FILLED, prints_all_goals, unplaced};

/// The form in the layout of `edition`: the fund rows that it asks for are there, and those that only the old one asks for
/// and nobody filled in are not. Whatever was entered stays.
#[must_use]
pub fn in_edition(assessed: &Assessed, edition: &Edition) -> NewEdition {
    let form = &assessed.stored.form;
    let is_pattern = form.title.is_empty() || form.title == title_of(form, &assessed.edition);
    NewEdition {
        edition: edition.id.clone(),
        kind: edition.kind,
        title: if is_pattern { title_of(form, edition) } else { form.title.clone() },
        funds: slots(assessed, edition),
    }
}

fn slots(assessed: &Assessed, edition: &Edition) -> Vec<FundSlot> {
    let funds = assessed.stored.form.funds.iter().enumerate();
    let mut slots: Vec<FundSlot> = funds
        .filter(|(row, fund)| *row == 0 || stays(assessed, *row, fund, edition))
        .map(|(row, fund)| FundSlot { row: Some(row), label: fund.label.clone() })
        .collect();
    if let (Some(total), [old, ..], [new, ..]) =
        (slots.first_mut(), assessed.edition.funds.as_slice(), edition.funds.as_slice())
        && key(&total.label) == key(old)
    {
        total.label.clone_from(new);
    }
    add_missing(&mut slots, edition);
    slots
}

/// A row that was typed, filled in or stands beside last year's; or one that the new layout asks for, too.
fn stays(assessed: &Assessed, row: usize, fund: &Fund, edition: &Edition) -> bool {
    let last_year = assessed.stored.last_year.as_ref();
    let has_past = last_year.is_some_and(|last| {
        last.show(&FieldRef::Fund { row, column: FundColumn::Label }).is_some_and(|label| !label.is_empty())
    });
    let is_filled = FILLED.iter().any(|column| !fund.show(*column).trim().is_empty());
    has_past || is_filled || asks_for(edition, &fund.label) || !asks_for(&assessed.edition, &fund.label)
}

fn asks_for(edition: &Edition, label: &str) -> bool {
    edition.funds.iter().any(|known| key(known) == key(label))
}

/// Each missing row comes behind the one that the layout has before it.
fn add_missing(slots: &mut Vec<FundSlot>, edition: &Edition) {
    let mut next = 0;
    for label in &edition.funds {
        let found = slots.iter().position(|slot| key(&slot.label) == key(label));
        // A form has one total, whatever it is called.
        let found = found.or_else(|| (next == 0 && !slots.is_empty()).then_some(0));
        if found.is_none() {
            slots.insert(next, FundSlot { row: None, label: label.clone() });
        }
        next = found.unwrap_or(next) + 1;
    }
}

/// What the person is told before the form changes to `edition`.
#[must_use]
pub fn edition_change(assessed: &Assessed, edition: &Edition, catalogue: &Catalogue) -> EditionChange {
    let form = &assessed.stored.form;
    let new = in_edition(assessed, edition);
    let mut notes = Vec::new();
    if edition.kind != assessed.edition.kind {
        let (before, after) = (assessed.edition.kind.label(), edition.kind.label());
        notes.push(format!("这张表将由{before}变为{after}。"));
    }
    notes.extend(fund_notes(form, &new));
    if form.goals.len() > 1 && prints_all_goals(edition) && !numbers_goals(edition) {
        let count = form.goals.len();
        notes.push(format!("表中有{count}个年度目标，新表式按一个目标设计，会把{count}个目标依次印出。"));
    }
    let follows = assessed.stored.rules.is_none() && assessed.rules.id != edition.rules;
    if let Some(rules) = catalogue.find_rules(&edition.rules).filter(|_| follows) {
        notes.push(format!("评分规则随表式改为“{}”，得分会重新计算。", rules.name));
    }
    EditionChange { name: edition.name.clone(), notes, unplaced: unplaced(form, edition) }
}

fn fund_notes(form: &Form, new: &NewEdition) -> Vec<String> {
    let added: Vec<&str> =
        new.funds.iter().filter(|slot| slot.row.is_none()).map(|slot| slot.label.as_str()).collect();
    let kept = |row: usize| new.funds.iter().any(|slot| slot.row == Some(row));
    let rows = form.funds.iter().enumerate();
    let gone: Vec<&str> = rows.filter(|(row, _)| !kept(*row)).map(|(_, fund)| fund.label.as_str()).collect();
    let note = |what: &str, labels: &[&str]| format!("{what}：{}。", labels.join("、"));
    let notes = [("增加资金来源", added), ("去掉没有填过的资金来源", gone)];
    notes.iter().filter(|(_, labels)| !labels.is_empty()).map(|(what, labels)| note(what, labels)).collect()
}
