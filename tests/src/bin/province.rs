//! Writes a made-up province: `province FOLDER FORMS`. Published project forms in turn, with names and units of their own, ten to a book,
//! a folder for each region; of a hundred files one is none that can be read. The same on every machine.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jixiao_app::{Catalogue, Form, sheets, workbook};
use jixiao_model::FieldName;
use jixiao_sheet::Properties;
use jixiao_tests::corpus;
use rayon::prelude::*;

/// Forms of one unit, which hands in one book.
const OF_UNIT: usize = 10;
/// Regions of a province.
const REGIONS: usize = 14;
/// One of so many files cannot be read.
const BAD: usize = 100;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, forms] = arguments.as_slice() else { return Err("province FOLDER FORMS".into()) };
    let (folder, forms) = (Path::new(folder), forms.parse::<usize>()?);
    let catalogue = Catalogue::load()?;
    let mut published = corpus::all_published();
    published.retain(|form| form.kind.is_project());
    for region in 0..REGIONS {
        fs::create_dir_all(region_folder(folder, region))?;
    }
    (0..forms.div_ceil(OF_UNIT)).into_par_iter().try_for_each(|unit| {
        let numbers = unit * OF_UNIT..forms.min((unit + 1) * OF_UNIT);
        let of_unit: Vec<Form> =
            numbers.map(|number| made_up(&published[number % published.len()], unit, number)).collect();
        let bytes = workbook(&sheets(&of_unit, &catalogue)?, &Properties::default())?;
        let region = region_folder(folder, unit % REGIONS);
        fs::write(region.join(format!("单位{unit:06}.xlsx")), bytes)?;
        if unit % BAD == BAD - 1 {
            fs::write(region.join(format!("坏{unit:06}.xlsx")), "no workbook")?;
        }
        Ok(())
    })
}

fn region_folder(folder: &Path, region: usize) -> PathBuf {
    folder.join(format!("地区{:02}", region + 1))
}

fn made_up(form: &Form, unit: usize, number: usize) -> Form {
    let mut form = form.clone();
    form.set_text(FieldName::NAME, format!("{}（{number:07}）", form.name()));
    form.set_text(FieldName::IMPLEMENTING_UNIT, format!("单位{unit:06}"));
    form
}
