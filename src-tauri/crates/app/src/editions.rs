//! Editions as files: learned from a book, looked at with nothing filled in.

use std::path::Path;

use anyhow::{Context, Result, bail};

use jixiao_edition::{Edition, to_toml};
use jixiao_layout::sheet;
use jixiao_learn::Nearly;
use jixiao_model::{Form, Fund, Goal, Indicator};
use jixiao_sheet::{Properties, Sheet};

use crate::book::{Book, BookForm};
use crate::catalogue::{Catalogue, check_rules, edition_in, wrong};
use crate::file_names::Named;
use crate::files::{Existing, write};
use crate::own_layout::nearly_learned;
use crate::person_files::{editions_folder, file_name, read_text};
use crate::report::{Output, Written, write_forms};
use crate::template::budget_weight;

/// What stands above a learned edition.
const ABOUT: &str = "# 由程序从填好的表学到的表式，可以修改，也可以发给其他单位使用。\n\
    # 在窗口里用“更多 → 导入表式”，或者放进程序数据文件夹的 editions 文件夹，即可使用；\n\
    # 改后用“jixiao edition check 文件”检查。\n\n";

/// Learns the edition of a form in a book, of the one on `sheet` or of the first, with what it leaves out of the sheet.
///
/// # Errors
/// There is no such form, or its layout cannot be learned; why, in Chinese.
pub fn learn_edition(book: &Book, sheet: Option<&str>, catalogue: &Catalogue) -> Result<Nearly> {
    let is_wanted = |form: &&BookForm| sheet.is_none_or(|sheet| form.sheet == sheet);
    let Some(form) = book.forms.iter().find(is_wanted) else {
        match sheet {
            Some(sheet) => bail!("“{}”中没有名为“{sheet}”的工作表，或者它上面没有自评表", book.name),
            None => bail!("“{}”中没有找到自评表", book.name),
        }
    };
    let on_sheet = book.forms.iter().filter(|other| other.sheet == form.sheet).count();
    nearly_learned(form, on_sheet == 1, catalogue)
        .with_context(|| format!("学不会“{}”中工作表“{}”的表式", book.name, form.sheet))
}

/// Writes an edition into a file, as other forms can use it: the words that stand in place of indicators (指标2, ……) are those of the
/// form that it was learned from, and stay with it.
///
/// # Errors
/// The file cannot be written.
pub fn write_edition(edition: &Edition, path: &Path, existing: Existing) -> Result<std::path::PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let text = format!("{ABOUT}{}", to_toml(&for_others(edition)));
    write(folder, &file_name(path), text.as_bytes(), existing)
}

/// What became of an edition's file that was taken into the folder of the person's editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// It is a new edition.
    Added,
    /// It stands in the place of an earlier file with the same id.
    Replaced,
    /// The same edition was there already.
    Known,
}

/// Takes the edition in a file into the folder of the person's editions below `data`. `catalogue` is what is in use now.
///
/// # Errors
/// The file holds no edition, what is wrong with its line; its id belongs to an edition of the program or of the document that
/// looks otherwise; the folder cannot be written.
pub fn adopt_edition(path: &Path, data: &Path, catalogue: &Catalogue) -> Result<(Edition, Adopted)> {
    let (file, text) = (file_name(path), read_text(path)?);
    let edition = edition_in(&file, &text)?;
    check_rules(&edition, &file, &text, &catalogue.rule_sets)?;
    let known = catalogue.edition(&edition.id).ok();
    let is_same = known == Some(&edition);
    let (name, existing, adopted) = match (known, catalogue.file_of(&edition.id)) {
        (Some(_), None) if is_same => return Ok((edition, Adopted::Known)),
        (Some(_), Some(other)) if is_same && !other.is_empty() => return Ok((edition, Adopted::Known)),
        (Some(known), None | Some("")) if !is_same => {
            let id = &edition.id.0;
            let what =
                format!("编号“{id}”已被表式“{}”使用，而内容不同，没有导入。请改用别的编号", known.name);
            return Err(wrong(&file, &text, "id", &what).into());
        }
        (Some(_), Some(other)) if !other.is_empty() => (other, Existing::Replace, Adopted::Replaced),
        _ => (file.as_str(), Existing::Keep, Adopted::Added),
    };
    let folder = editions_folder(data);
    if !is_same_file(path, &folder.join(name)) {
        write(&folder, name, text.as_bytes(), existing)?;
    }
    Ok((edition, adopted))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}

/// The edition without the words of one form's spare rows, under an id of its own.
fn for_others(edition: &Edition) -> Edition {
    let mut shared = edition.clone();
    for class in &mut shared.classes {
        for (rows, places) in class.rows.iter_mut().zip(&class.places) {
            *rows = rows.saturating_sub(places.len());
        }
        class.places.clear();
    }
    if shared.classes != edition.classes {
        shared.id.0.push_str("-shared");
    }
    shared
}

/// Room for what is written into a label by hand.
const ROOM: &str = "____";

/// A form of an edition with nothing filled in: its funds with the points of its rules, its classes, and room where labels have figures.
#[must_use]
pub fn blank_form(edition: &Edition, catalogue: &Catalogue) -> Form {
    let funds = edition.funds.iter().map(|label| Fund { label: label.clone(), ..Fund::default() });
    let rows = edition.classes.iter().flat_map(|class| {
        // Places with words in all rows of a subclass leave no row for an indicator.
        let is_free = |at: &usize| match (class.rows.get(*at), class.places.get(*at)) {
            (Some(rows), Some(places)) => places.is_empty() || places.len() < *rows,
            _ => true,
        };
        (0..class.level2.len()).filter(is_free).map(|at| Indicator {
            level1: class.level1.clone(),
            level2: class.level2[at].clone(),
            ..Indicator::default()
        })
    });
    let mut form = Form {
        edition: edition.id.clone(),
        kind: edition.kind,
        amount_unit: edition.amount_unit,
        funds: funds.collect(),
        goals: vec![Goal { points: ROOM.into(), indicators: rows.collect(), ..Goal::default() }],
        ..Form::default()
    };
    let total = form.total_row();
    if let Some(total) = form.funds.get_mut(total) {
        total.weight = budget_weight(edition, catalogue);
    }
    form.title = edition.title.fill(|_, _| ROOM.to_owned());
    form
}

/// Writes a form of an edition with nothing filled in, as a workbook and as PDF.
#[must_use]
pub fn show_edition(edition: &Edition, catalogue: &Catalogue, output: &Output) -> Written {
    let sheet = Sheet { name: "空表".to_owned(), ..sheet(&blank_form(edition, catalogue), edition) };
    let title = format!("{}空表", edition.name);
    let named = Named { agency: "", year: None, source: "" };
    let properties = Properties { title: title.clone(), ..Properties::default() };
    let mut written = Written::default();
    write_forms(&[sheet], &title, &named, &properties, output, &mut written, &mut || {});
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_forms_have_a_title_and_no_holes() {
        let catalogue = Catalogue::load().unwrap();
        for edition in catalogue.editions.iter() {
            let blank = sheet(&blank_form(edition, &catalogue), edition);
            let texts: Vec<String> = blank.cells.iter().map(|cell| cell.value.shown()).collect();
            assert!(texts.iter().any(|text| text.contains("表")), "{}", edition.id.0);
            let hole = texts.iter().find(|text| text.contains("（分") || text.contains("(分"));
            assert_eq!(hole, None, "{}", edition.id.0);
        }
    }

    #[test]
    fn words_of_spare_rows_stay_with_their_form() {
        let mut edition = jixiao_edition::editions().unwrap().remove(0);
        assert_eq!(for_others(&edition), edition);
        edition.classes[0].rows = vec![3; edition.classes[0].level2.len()];
        edition.classes[0].places = vec![vec!["指标2".to_owned(), "……".to_owned()]];
        let shared = for_others(&edition);
        assert_eq!((shared.classes[0].rows[0], shared.classes[0].rows[1]), (1, 3));
        assert!(shared.classes[0].places.is_empty() && shared.id.0.ends_with("-shared"));
    }
}
