//! Forms as workbooks and PDF, in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use rayon::prelude::*;

use jixiao_edition::{Edition, RuleSet};
use jixiao_layout::{Pages, compact, for_workbook, form_agency, form_name, pages};
use jixiao_model::{Amount, Entry, FieldName, Form};
use jixiao_pdf::Numbers;
use jixiao_sheet::{Live, Properties, Sheet};
use jixiao_xlsx::safe_sheet_names;

use crate::catalogue::Catalogue;

/// Lays forms out on as few pages as their editions allow, each as a sheet of its own, named after the form.
///
/// # Errors
/// A form names an edition that this program does not have.
pub fn sheets(forms: &[Form], catalogue: &Catalogue) -> Result<Vec<Sheet>> {
    let lay_out = |form: &Form| {
        let edition = catalogue.edition_of(form)?;
        let sheet = compact(&in_unit_of(form, edition), edition);
        Ok(Sheet { name: form.name().to_owned(), ..sheet })
    };
    Ok(with_safe_names(forms.par_iter().map(lay_out).collect::<Result<Vec<_>>>()?))
}

/// What stands across each page of a draft.
const DRAFT: &str = "草稿";

/// How a PDF is printed beside what its sheets say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// Words across each page, such as 草稿.
    pub watermark: Option<&'static str>,
    /// From where pages are counted.
    pub numbers: Numbers,
}

impl Print {
    /// As a person asks for it: a draft or not, pages counted within each form or through the file.
    pub const fn new(is_draft: bool, number_each: bool) -> Self {
        let watermark = if is_draft { Some(DRAFT) } else { None };
        let numbers = if number_each { Numbers::Each } else { Numbers::Through };
        Self { watermark, numbers }
    }
}

/// Whether figures that follow from others are formulas in a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// Sums, rates and scores follow what is changed in the workbook, where they are what the rules give.
    #[default]
    Formulas,
    /// All figures are as they are.
    Values,
}

/// The sheet of a form that is filled in, with formulas for the figures that follow from others by `rules`.
#[must_use]
pub fn with_formulas(sheet: Sheet, form: &Form, rules: &RuleSet) -> Sheet {
    let formulas = jixiao_live::formulas(&sheet, form, rules);
    Sheet { live: Live { formulas, ..sheet.live }, ..sheet }
}

/// The sheets with formulas, each for its form. A copied sheet of several forms has no fields, and gets none.
pub(crate) fn following(sheets: Vec<Sheet>, forms: &[Form], rules: Option<&[Arc<RuleSet>]>) -> Vec<Sheet> {
    let Some(rules) = rules.filter(|_| sheets.len() == forms.len()) else { return sheets };
    let sheets = sheets.into_par_iter().zip(forms).zip(rules);
    sheets.map(|((sheet, form), rules)| with_formulas(sheet, form, rules)).collect()
}

/// The sheets under names that a workbook may have, each different from the others.
pub(crate) fn with_safe_names(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    let wanted: Vec<String> = sheets.iter().map(|sheet| sheet.name.clone()).collect();
    for (sheet, name) in sheets.iter_mut().zip(safe_sheet_names(&wanted)) {
        sheet.name = name;
    }
    sheets
}

/// The form with its amounts in the unit that the edition prints in its labels; what is no amount stays as it is.
fn in_unit_of<'a>(form: &'a Form, edition: &Edition) -> Cow<'a, Form> {
    if form.amount_unit == edition.amount_unit {
        return Cow::Borrowed(form);
    }
    let mut form = form.clone();
    let from = std::mem::replace(&mut form.amount_unit, edition.amount_unit);
    let convert = |amount: &mut Entry<Amount>| {
        let converted = amount.value().and_then(|known| from.convert(*known, edition.amount_unit));
        if let Some(converted) = converted {
            *amount = Entry::new(converted.0.to_string());
        }
    };
    for fund in &mut form.funds {
        [&mut fund.initial, &mut fund.adjusted, &mut fund.executed].into_iter().for_each(convert);
    }
    Cow::Owned(form)
}

/// A workbook of these sheets.
///
/// # Errors
/// A text is longer than a cell may hold; the message names sheet and cell.
pub fn workbook(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>> {
    let sheets: Vec<Sheet> = sheets.par_iter().map(for_workbook).collect();
    Ok(jixiao_xlsx::write(&sheets, properties)?)
}

/// A PDF of these sheets, each with a bookmark.
///
/// Characters that no font has are printed as boxes; [`crate::boxed`] tells which.
///
/// # Errors
/// There is nothing to print, or the program is damaged.
pub fn pdf(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>> {
    marked_pdf(sheets, Print::default(), properties)
}

/// The same, printed otherwise.
///
/// # Errors
/// There is nothing to print, or the program is damaged.
pub fn marked_pdf(sheets: &[Sheet], print: Print, properties: &Properties) -> Result<Vec<u8>> {
    let laid_out: Vec<Pages> = sheets.par_iter().map(pages).collect();
    let titles = titles(sheets);
    let documents: Vec<jixiao_pdf::Document> =
        titles.iter().zip(&laid_out).map(|(title, pages)| jixiao_pdf::Document { title, pages }).collect();
    let Print { watermark, numbers } = print;
    let volume = jixiao_pdf::Volume { front: &[], documents: &documents, watermark, numbers };
    Ok(jixiao_pdf::write_volume(&volume, properties)?)
}

/// What bookmarks call these sheets: the whole name of the form, with its agency where a name repeats.
pub(crate) fn titles(sheets: &[Sheet]) -> Vec<String> {
    let name = |sheet: &Sheet| form_name(sheet).unwrap_or_else(|| sheet.name.clone());
    distinguished(&sheets.iter().map(|sheet| (name(sheet), form_agency(sheet))).collect::<Vec<_>>())
}

/// Names of forms, each with its agency where others have the same name.
pub(crate) fn distinguished(forms: &[(String, Option<String>)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in forms {
        *counts.entry(name).or_default() += 1;
    }
    let title = |(name, agency): &(String, Option<String>)| match agency {
        Some(agency) if counts.get(name.as_str()) > Some(&1) && agency != name => {
            format!("{name}（{agency}）")
        }
        _ => name.clone(),
    };
    forms.iter().map(title).collect()
}

/// A Word document of these sheets, a section for each.
///
/// # Errors
/// Hardly ever: the document cannot be packed.
pub fn docx(sheets: &[Sheet], properties: &Properties) -> Result<Vec<u8>> {
    Ok(jixiao_docx::write(sheets, properties)?)
}

/// The unit that hands forms in: the competent department of the first, or the department itself.
#[must_use]
pub fn agency(forms: &[Form]) -> String {
    let of = |form: &Form| match form.text(&FieldName::COMPETENT_DEPARTMENT) {
        "" => form.name().to_owned(),
        department => department.to_owned(),
    };
    forms.first().map(of).unwrap_or_default()
}
