//! Which layout a form is printed in: that of its edition, or the office's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Result;

use jixiao_edition::{Edition, RuleSet, key};
use jixiao_layout::{reprint, sheet};
use jixiao_learn::{About, Lost, Nearly, nearly, proven, reproduces};
use jixiao_model::{EditionId, FieldRef, Form, FundColumn, IndicatorColumn, Problem, is_cross};
use jixiao_sheet::{Address, Area, Cell, Sheet};

use crate::book::{Book, BookForm};
use crate::catalogue::Catalogue;
use crate::export::{following, sheets, with_safe_names};
use crate::unplaced::{Dropped, unplaced};

/// Which layout the forms of a book are printed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LayoutChoice {
    /// That of the edition where the form follows it exactly, else the office's own.
    #[default]
    Automatic,
    /// The office's own: the sheets of the book.
    Own,
    /// That of the edition.
    Official,
    /// That of another edition, for all forms.
    Of(EditionId),
}

/// The forms of a book, laid out.
#[derive(Debug)]
pub struct LaidOut {
    /// A sheet for each form, or for the forms of one sheet.
    pub forms: Vec<Sheet>,
    /// The same among the book's other sheets (填报说明, 汇总), which stay as they are; `None` when no form is in the office's own
    /// layout or the book has no other sheet.
    pub book: Option<Vec<Sheet>>,
    /// The forms whose layout has no place for some of what they hold.
    pub dropped: Vec<Dropped>,
}

/// Lays the forms of a book out; `filled` are the same forms with what is to be printed. Forms of one sheet stay on one sheet in
/// the office's own layout. `rules` are those of each form, where figures are to follow them by formulas.
///
/// # Errors
/// A form names an edition that this program does not have.
pub fn laid_out(
    book: &Book,
    filled: &[Form],
    rules: Option<&[Arc<RuleSet>]>,
    choice: &LayoutChoice,
    catalogue: &Catalogue,
) -> Result<LaidOut> {
    if let LayoutChoice::Of(id) = choice {
        let forms: Vec<Form> =
            filled.iter().map(|form| Form { edition: id.clone(), ..form.clone() }).collect();
        let edition = catalogue.edition(id)?;
        let dropped = book.forms.iter().filter_map(|form| dropped(form, edition)).collect();
        let forms = following(sheets(&forms, catalogue)?, &forms, rules);
        return Ok(LaidOut { forms, book: None, dropped });
    }
    let read = &book.forms;
    let (mut forms, mut whole, mut has_own) = (Vec::new(), Vec::new(), false);
    let mut not_printed = Vec::new();
    let mut first = 0;
    for source in &book.sheets {
        let same = |form: &&BookForm| Arc::ptr_eq(&form.source, source);
        let count = read[first..].iter().take_while(same).count();
        let (of_sheet, present) = (&read[first..first + count], &filled[first..first + count]);
        let rules = rules.map(|rules| &rules[first..first + count]);
        first += count;
        if count == 0 {
            whole.push(reprint(source, &BTreeMap::new()));
            continue;
        }
        let is_own = is_own(of_sheet, choice, catalogue)?;
        has_own |= is_own;
        let printed = if is_own {
            vec![own_sheet(of_sheet, present, catalogue)]
        } else {
            for form in of_sheet {
                not_printed.extend(dropped(form, catalogue.edition_of(form.form())?));
            }
            sheets(present, catalogue)?
        };
        let printed = following(printed, present, rules);
        whole.extend(printed.iter().cloned());
        forms.extend(printed);
    }
    let has_others = whole.len() > forms.len();
    let keeps_others = has_others && (has_own || *choice == LayoutChoice::Automatic);
    let book = keeps_others.then(|| with_safe_names(whole));
    Ok(LaidOut { forms: with_safe_names(forms), book, dropped: not_printed })
}

/// What a form of a book holds and `edition` does not print; `None` where it prints everything.
pub(crate) fn dropped(form: &BookForm, edition: &Edition) -> Option<Dropped> {
    let unplaced = unplaced(form.form(), edition);
    (!unplaced.is_empty()).then(|| Dropped {
        sheet: form.sheet.clone(),
        form: form.form().name().to_owned(),
        edition: edition.name.clone(),
        unplaced,
    })
}

fn is_own(forms: &[BookForm], choice: &LayoutChoice, catalogue: &Catalogue) -> Result<bool> {
    match choice {
        LayoutChoice::Own => Ok(true),
        LayoutChoice::Official | LayoutChoice::Of(_) => Ok(false),
        LayoutChoice::Automatic => {
            for form in forms {
                if !follows(form, catalogue.edition_of(form.form())?) {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}

/// True when each label that the edition prints stands in the same columns of the form's sheet, and it prints everything that the form
/// holds.
fn follows(form: &BookForm, edition: &Edition) -> bool {
    if !unplaced(form.form(), edition).is_empty() {
        return false;
    }
    let labels = |sheet: &Sheet| -> BTreeSet<(String, u32, u32)> {
        let cells = sheet.cells.iter().filter(|cell| cell.field.is_none());
        cells
            .map(|cell| (key(&cell.value.shown()), cell.area.first.column, cell.area.last.column))
            .filter(|(label, ..)| !label.is_empty())
            .collect()
    };
    let printed = sheet(form.form(), edition);
    let has_widths = !form.source.columns.is_empty();
    if has_widths && crosses_blanks(form, &printed) {
        return false;
    }
    let (printed, found) = (labels(&printed), labels(&form.source));
    let missing = printed.difference(&found).count();
    // A file that says nothing of how it looks gives no layout that is worth keeping for a few labels.
    let tolerated = if has_widths { 0 } else { printed.len() / 2 };
    missing <= tolerated
}

/// True when crosses are printed in the money table (— for the points of a source) where the sheet has blank cells.
fn crosses_blanks(form: &BookForm, printed: &Sheet) -> bool {
    let is_blank = |cell: &Cell| {
        let Some(FieldRef::Fund { row, .. }) = cell.field else { return false };
        let label = FieldRef::Fund { row, column: FundColumn::Label };
        let Some(at) = form.recovered.sources.get(&label) else { return false };
        let found = form.source.cell(Address::new(at.row, cell.area.first.column));
        found.is_none_or(|found| found.value.shown().trim().is_empty())
    };
    printed.cells.iter().any(|cell| is_cross(&cell.value.shown()) && is_blank(cell))
}

/// The sheet of the book with the present texts of its forms: in the layout learned from it, or, where that would lose something,
/// as a copy of the sheet.
fn own_sheet(read: &[BookForm], filled: &[Form], catalogue: &Catalogue) -> Sheet {
    let filled: Vec<Form> =
        filled.iter().zip(read).map(|(present, form)| without_new_budget(present, form.form())).collect();
    match (read, filled.as_slice()) {
        ([form], [present]) => match learned(form, true, catalogue) {
            Ok(edition) => {
                let mut again = sheet(present, &edition);
                keep_cells(&mut again, &form.source);
                Sheet { name: form.sheet.clone(), ..again }
            }
            Err(_) => copied(&form.source, read, &filled),
        },
        _ => copied(&read[0].source, read, &filled),
    }
}

/// What is printed as the file shows it keeps the file's value, all digits of a number that is shown with two, and its look, also
/// where a row looks different from the others.
fn keep_cells(again: &mut Sheet, source: &Sheet) {
    let before: BTreeMap<Area, &Cell> = source.cells.iter().map(|cell| (cell.area, cell)).collect();
    for cell in &mut again.cells {
        let same = before.get(&cell.area).filter(|before| before.value.shown() == cell.value.shown());
        if let Some(before) = same {
            cell.value.clone_from(&before.value);
            cell.style.clone_from(&before.style);
        }
    }
}

/// True when indicators get scores that had none.
fn fills_scores(present: &Form, read: &Form) -> bool {
    let rows = |form: &Form| -> Vec<bool> {
        form.goals.iter().flat_map(|goal| &goal.indicators).map(|row| row.score.is_blank()).collect()
    };
    rows(read).iter().zip(rows(present)).any(|(before, now)| *before && !now)
}

/// An office that leaves rate and score of the budget blank on a form that has scores hands them in blank.
fn without_new_budget(present: &Form, read: &Form) -> Form {
    let mut form = present.clone();
    if fills_scores(present, read) {
        return form; // it was not scored yet
    }
    for (fund, before) in form.funds.iter_mut().zip(&read.funds) {
        for column in [FundColumn::Rate, FundColumn::Score] {
            if before.show(column).is_empty() {
                fund.set(column, "");
            }
        }
    }
    form
}

/// Gives forms that follow no edition the layout of their own sheet; equal sheets share one. `known` are the layouts learned already,
/// and new ones join them. A form whose sheet cannot be learned keeps the nearest edition, and it is told why.
///
/// # Errors
/// A form names an edition that this program does not have.
pub fn settle(forms: &mut [BookForm], known: &mut Vec<Edition>, catalogue: &Catalogue) -> Result<()> {
    let sources: Vec<Arc<Sheet>> = forms.iter().map(|form| Arc::clone(&form.source)).collect();
    for form in forms {
        let is_alone = sources.iter().filter(|other| Arc::ptr_eq(other, &form.source)).count() == 1;
        settle_one(form, is_alone, known, catalogue)?;
    }
    Ok(())
}

/// The same for one form.
///
/// # Errors
/// The form names an edition that this program does not have.
pub fn settle_one(
    form: &mut BookForm,
    is_alone: bool,
    known: &mut Vec<Edition>,
    catalogue: &Catalogue,
) -> Result<()> {
    let near = catalogue.edition_of(form.form())?;
    if follows(form, near) {
        return Ok(());
    }
    if let Some(edition) =
        known.iter().find(|edition| reproduces(&form.source, &form.recovered, is_alone, edition))
    {
        form.recovered.form.edition = edition.id.clone();
        return Ok(());
    }
    match nearly_learned(form, is_alone, catalogue) {
        Ok(Nearly { edition, lost }) => {
            let problem = |lost: &Lost| Problem { cell: lost.at().to_string(), text: lost.to_string() };
            form.recovered.problems.extend(lost.iter().map(problem));
            form.recovered.form.edition = edition.id.clone();
            if !known.iter().any(|other| other.id == edition.id) {
                known.push(edition);
            }
        }
        Err(why) => {
            let text = format!(
                "没有学会这张表的原表式，暂按“{}”导出：{why}；可以另选表式，或者按这条说明改好原表后重新导入",
                near.name
            );
            form.recovered.problems.push(Problem { cell: String::new(), text });
        }
    }
    Ok(())
}

/// The layout of a form's sheet, when it prints the sheet again cell by cell. `is_alone` says that no other form stands on the sheet.
///
/// # Errors
/// Something on the sheet cannot be said by a layout; which cell and why, in Chinese.
pub fn learned(form: &BookForm, is_alone: bool, catalogue: &Catalogue) -> Result<Edition> {
    let (labels, about) = (catalogue.for_recovery().labels, about(form, catalogue)?);
    Ok(proven(&form.source, &form.recovered, is_alone, labels, &about)?)
}

/// The same, when most of the sheet is printed again; with what is not.
///
/// # Errors
/// Too much on the sheet cannot be said by a layout; which cell and why, in Chinese.
pub fn nearly_learned(form: &BookForm, is_alone: bool, catalogue: &Catalogue) -> Result<Nearly> {
    let (labels, about) = (catalogue.for_recovery().labels, about(form, catalogue)?);
    Ok(nearly(&form.source, &form.recovered, is_alone, labels, &about)?)
}

fn about(form: &BookForm, catalogue: &Catalogue) -> Result<About> {
    Ok(About {
        source: format!("学自工作表“{}”", form.sheet),
        rules: catalogue.edition_of(form.form())?.rules.clone(),
    })
}

fn copied(source: &Sheet, read: &[BookForm], filled: &[Form]) -> Sheet {
    let mut texts = BTreeMap::new();
    for (form, filled) in read.iter().zip(filled) {
        let before = form.form();
        for (field, at) in &form.recovered.sources {
            if before.show(field) != filled.show(field) {
                texts.insert(*at, filled.show(field));
            }
        }
        texts.extend(new_scores(form, filled));
    }
    reprint(source, &texts)
}

/// Scores in cells that were blank: in the row of the indicator's name, under the heading of the scores.
fn new_scores(form: &BookForm, filled: &Form) -> Vec<(Address, String)> {
    let scores = form.recovered.columns.iter().find(|column| column.field == Some(IndicatorColumn::Score));
    let Some(column) = scores.map(|column| column.column) else { return Vec::new() };
    let names = form.recovered.sources.iter().filter_map(|(field, at)| match field {
        FieldRef::Indicator { goal, row, column: IndicatorColumn::Level3 } => Some((*goal, *row, at.row)),
        _ => None,
    });
    let score = |(goal, row, at): (usize, usize, u32)| {
        let field = FieldRef::Indicator { goal, row, column: IndicatorColumn::Score };
        let text = filled.show(&field);
        (form.form().show(&field).is_empty() && !text.is_empty()).then(|| (Address::new(at, column), text))
    };
    names.filter_map(score).collect()
}
